"""Keep: the only room that knows SQLite. Schema, upserts, history, linking, and the state of every promise.

docs/databank.md describes the tables and views.
"""

from db.compare import Difference, compare
from db.connection import connect, transaction
from db.documents import StoredDocument, store_document, unread_documents
from db.errors import DatabaseError, RefusedError
from db.kamer import Change, Entity, store_entity
from db.keys import document_key
from db.linking import LinkCounts, link_events
from db.origins import Origin, known_stamps, store_origin
from db.rawstore import RawStore, record_file
from db.readings import ReadingCounts, store_reading, withdraw_document
from db.recompute import Recomputed, recompute_terms
from db.register import RegisterEntry, register_state, store_register_entry
from db.runs import (
    Outcome,
    RunCounts,
    SourceState,
    finish_run,
    record_failure,
    set_source_state,
    source_state,
    start_run,
)
from db.state import set_reference_day, state_on, today
from db.yardstick import Measurement, set_measurements

__all__ = [
    "Change",
    "DatabaseError",
    "Difference",
    "Entity",
    "LinkCounts",
    "Measurement",
    "Origin",
    "Outcome",
    "RawStore",
    "ReadingCounts",
    "Recomputed",
    "RefusedError",
    "RegisterEntry",
    "RunCounts",
    "SourceState",
    "StoredDocument",
    "compare",
    "connect",
    "document_key",
    "finish_run",
    "known_stamps",
    "link_events",
    "record_failure",
    "recompute_terms",
    "record_file",
    "register_state",
    "set_measurements",
    "set_reference_day",
    "set_source_state",
    "source_state",
    "start_run",
    "state_on",
    "store_document",
    "store_entity",
    "store_origin",
    "store_reading",
    "store_register_entry",
    "today",
    "transaction",
    "unread_documents",
    "withdraw_document",
]
