"""Read: bytes in, one ``Document`` out. No network, no database.

Public: ``read_file``, ``read_bytes``, ``read_text`` (each returns a ``Document``), ``ReadError``.
"""
