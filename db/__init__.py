"""Keep: the only room that knows SQLite. Schema, upserts, history, linking, and the state of every promise.

Public: ``connect``, ``DatabaseError``, ``RawStore``, ``record_file``, ``store_document``, ``store_reading``,
``link_events``, ``state_on``, the runs and sources of ``db.runs``. docs/databank.md describes the tables.
"""

from db.connection import connect, transaction
from db.errors import DatabaseError

__all__ = ["DatabaseError", "connect", "transaction"]
