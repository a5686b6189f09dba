"""Keep: the only room that knows SQLite. Schema, upserts, history, linking, and the state of every promise.

docs/databank.md describes the tables and views.
"""

from db.cabinets import store_cabinets
from db.compare import Difference, compare
from db.connection import connect, transaction
from db.corrections import Booked, Correction, book_corrections, booked_corrections
from db.documents import StoredDocument, store_document
from db.errors import DatabaseError, RefusedError
from db.gaps import Gap, close_gap, close_gaps, gaps_to_retry, record_absent, record_gap, waiting_gaps
from db.gathering import (
    open_ministries,
    progress,
    record_skipped,
    set_progress,
    skipped_papers,
    wanted_references,
)
from db.kamer import Change, store_entity
from db.kamer_shapes import Entity
from db.keys import document_key
from db.linking import LinkCounts, link_events
from db.origins import Origin, known_stamps, reasons_of, set_reasons, store_origin, withdraw_origin
from db.rawstore import RawStore, record_file
from db.readings import ReadingCounts, store_reading, withdraw_document
from db.recompute import Recomputed, recompute_terms
from db.register import RegisterEntry, register_state, store_register_entry
from db.register_matching import match_register
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
from db.sameness import better_text, settle_key, tie_to_chamber
from db.state import overview_on, set_reference_day, state_on, today
from db.twins import PROVISIONAL, adopt_key, find_twin
from db.yardstick import Measurement, set_measurements

__all__ = [
    "PROVISIONAL",
    "Booked",
    "Change",
    "Correction",
    "DatabaseError",
    "Difference",
    "Entity",
    "Gap",
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
    "adopt_key",
    "better_text",
    "book_corrections",
    "booked_corrections",
    "close_gap",
    "close_gaps",
    "compare",
    "connect",
    "document_key",
    "find_twin",
    "finish_run",
    "gaps_to_retry",
    "known_stamps",
    "link_events",
    "match_register",
    "open_ministries",
    "overview_on",
    "progress",
    "reasons_of",
    "recompute_terms",
    "record_absent",
    "record_failure",
    "record_file",
    "record_gap",
    "record_skipped",
    "register_state",
    "set_measurements",
    "set_progress",
    "set_reasons",
    "set_reference_day",
    "set_source_state",
    "settle_key",
    "skipped_papers",
    "source_state",
    "start_run",
    "state_on",
    "store_cabinets",
    "store_document",
    "store_entity",
    "store_origin",
    "store_reading",
    "store_register_entry",
    "tie_to_chamber",
    "today",
    "transaction",
    "waiting_gaps",
    "wanted_references",
    "withdraw_document",
    "withdraw_origin",
]
