"""Writing the events of one paper. Events are only added and closed, never overwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from commitments.events import firmness_of
from commitments.vocabulary import EVENT_KIND, STRENGTH
from db.identity import Sentence, make_key, match
from db.ladder import rebuild_ladder, term_columns
from db.links import undo_repetition
from db.paper import key_exists

if TYPE_CHECKING:
    from sqlite_utils import Database

    from commitments.model import Event, Reading
    from db.paper import Paper


def store_events(database: Database, paper: Paper, reading: Reading, now: str) -> tuple[int, int]:
    """Numbers of new and of lapsed events."""
    events = reading.events
    known = list(
        database.query(
            "SELECT * FROM gebeurtenissen WHERE document_id = ? AND vervallen_op IS NULL ORDER BY begin, id",
            [paper.id],
        )
    )
    old = [Sentence(row["citaat"], row["begin"], row["soort"]) for row in known]
    found = [Sentence(item.quote, item.begin, EVENT_KIND[item.kind]) for item in events]
    kept: set[int] = set()
    new = 0
    for event, sentence, index in zip(events, found, match(old, found), strict=True):
        firmness = firmness_of(event, reading.commitments)
        values = {**_event_row(paper, event), "hardheid": STRENGTH[firmness] if firmness else None}
        if index is not None and _says_the_same(known[index], values):
            kept.add(known[index]["id"])
            _move_event(database, known[index], values)
            continue
        key = make_key("gb", paper.key, sentence, lambda key: key_exists(database, "gebeurtenissen", key))
        database.table("gebeurtenissen").insert({"sleutel": key, **values, "geboekt_op": now})
        new += 1
    gone = [row for row in known if row["id"] not in kept]
    for row in gone:
        undo_repetition(database, row["id"], now)
        database.execute("UPDATE gebeurtenissen SET vervallen_op = ? WHERE id = ?", [now, row["id"]])
    for promise in sorted({row["toezegging_id"] for row in gone if row["toezegging_id"] is not None}):
        rebuild_ladder(database, promise, now)
    return new, len(gone)


def _event_row(paper: Paper, event: Event) -> dict[str, Any]:
    row = {
        "document_id": paper.id,
        "soort": EVENT_KIND[event.kind],
        "datum": paper.known,
        "citaat": event.quote,
        "begin": event.begin,
        "eind": event.end,
        "verwijzing": event.reference,
        "betreft": event.about,
        "regels": " ".join(event.rules),
    }
    if event.deadline is None:
        return row
    return row | {f"termijn_{name}": value for name, value in term_columns(event.deadline).items()}


def _says_the_same(known: dict[str, Any], values: dict[str, Any]) -> bool:
    """Whether an event still means what it meant: its place, its copy's spelling and its rules may differ."""
    meaning = [
        name for name in known if name in {"soort", "datum", "verwijzing"} or name.startswith("termijn_")
    ]
    return all(known[name] == values.get(name) for name in meaning)


def _move_event(database: Database, known: dict[str, Any], values: dict[str, Any]) -> None:
    changes = {name: value for name, value in values.items() if known[name] != value}
    if changes:
        database.table("gebeurtenissen").update(known["id"], changes)
