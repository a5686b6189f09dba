"""Storing what was understood of a paper, so that keys and history survive every later reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from commitments.model import Reading
from db.connection import transaction
from db.errors import refusal
from db.events import store_events
from db.keys import target_key
from db.paper import load_paper
from db.promises import store_commitments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

    from commitments.model import Commitment, Event
    from db.paper import Paper


@dataclass(frozen=True, slots=True)
class ReadingCounts:
    """What a reading did, in numbers of promises and of events."""

    new: int = 0
    changed: int = 0
    lapsed: int = 0
    new_events: int = 0
    lapsed_events: int = 0


def store_reading(
    database: Database, document_id: int, reading: Reading, *, now: str, rules: str | None = None
) -> ReadingCounts:
    """Write the promises, terms, events and references of paper ``document_id``; all of them or none.

    The same reading twice changes nothing. ``now`` in UTC (``JJJJ-MM-DDTHH:MM:SSZ``); ``rules`` is the
    version of what it was read with. Raises KeyError when there is no such paper, ValueError when a quote is
    not literally in its text, ``RefusedError`` when the database will not take what was read,
    ``DatabaseError`` when the file cannot be written.
    """
    with transaction(database):
        paper = load_paper(database, document_id)
        _check_quotes(paper, [*reading.commitments, *reading.events])
        with refusal(paper.key):
            new, changed, lapsed = store_commitments(database, paper, reading.commitments, now)
            new_events, lapsed_events = store_events(database, paper, reading, now)
            _store_references(database, paper, reading)
        database.execute(
            "UPDATE documenten SET begrepen_op = ?, begrepen_met = ? WHERE id = ?", [now, rules, document_id]
        )
    return ReadingCounts(new, changed, lapsed, new_events, lapsed_events)


def withdraw_document(database: Database, key: str, now: str) -> bool:
    """The source has taken the paper back: what it says no longer counts. False when it is not known.

    Nothing is deleted; storing and reading the paper again makes it count again.
    """
    with transaction(database):
        row = database.execute(
            "SELECT id FROM documenten WHERE sleutel = ? AND ingetrokken = 0", [key]
        ).fetchone()
        if row is None:
            return False
        store_reading(database, row[0], Reading(), now=now)
        database.execute(
            "UPDATE documenten SET ingetrokken = 1, gewijzigd_op = ? WHERE id = ?", [now, row[0]]
        )
    return True


def _check_quotes(paper: Paper, found: Sequence[Commitment | Event]) -> None:
    for item in found:
        if paper.text[item.begin : item.end] != item.quote:
            raise ValueError(f"{paper.key}: the quote at {item.begin} is not literally in the text")


def _store_references(database: Database, paper: Paper, reading: Reading) -> None:
    """Add what the reading found beyond the references that the reader of the file found."""
    database.execute(
        "DELETE FROM verwijzingen WHERE document_id = ? AND gevonden_door = 'begrijpen'", [paper.id]
    )
    database.conn.executemany(
        "INSERT OR IGNORE INTO verwijzingen (document_id, tekst, begin, eind, doel, gevonden_door)"
        " VALUES (?, ?, ?, ?, ?, 'begrijpen')",
        [(paper.id, item.text, item.begin, item.end, target_key(item.target)) for item in reading.references],
    )
