"""The schema as data: migrations (one SQL file each) and the views, described in docs/databank.md."""
