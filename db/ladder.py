"""The slip ladder of one promise: its original term, and each later one that a paper announced for it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from commitments.vocabulary import DEADLINE_KIND

if TYPE_CHECKING:
    from sqlite_utils import Database

    from commitments.model import Deadline

TERM = (
    "aangekondigd_op",
    "tekst",
    "soort",
    "vanaf",
    "strikt",
    "ruim",
    "timex",
    "regel",
    "uitleg",
    "zeker",
    "hangt_op",
)
"""Columns of ``termijnen`` that say what a term is."""


def rebuild_ladder(database: Database, promise: int) -> None:
    """Make the later rungs of a promise follow from the events that are certainly about it.

    Call inside a transaction, after its own term or what is linked to it has changed. A repetition without
    a new date adds nothing.
    """
    present = _rows(database, promise)
    wanted = [rung for rung in present if rung["volgnummer"] == 1]
    for event in _announcements(database, promise):
        last = wanted[-1] if wanted else None
        if not _is_news(event, last):
            continue
        number = last["volgnummer"] + 1 if last else 2
        rung = {name: event[name] for name in (*TERM, "gebeurtenis_id")}
        wanted.append({**rung, "volgnummer": number, "verschoven": _days(last, event)})
    if wanted != present:
        database.execute("DELETE FROM termijnen WHERE toezegging_id = ? AND volgnummer > 1", [promise])
        later = [{"toezegging_id": promise, **rung} for rung in wanted if rung["volgnummer"] > 1]
        database.table("termijnen").insert_all(later)


def _rows(database: Database, promise: int) -> list[dict[str, Any]]:
    rows = database.query("SELECT * FROM termijnen WHERE toezegging_id = ? ORDER BY volgnummer", [promise])
    return [
        {name: value for name, value in row.items() if name not in {"id", "toezegging_id"}} for row in rows
    ]


def _announcements(database: Database, promise: int) -> list[dict[str, Any]]:
    """Terms announced by linked events, oldest first, in the shape of a rung."""
    rows = database.query(
        "SELECT * FROM gebeurtenissen WHERE toezegging_id = ? AND zekerheid = 'zeker'"
        " AND vervallen_op IS NULL AND termijn_tekst IS NOT NULL"
        " AND soort IN ('uitgesteld', 'herhaald', 'minder stellig', 'deels afgedaan', 'gecorrigeerd')"
        " ORDER BY datum IS NULL, datum, document_id, begin",
        [promise],
    )
    return [
        {
            "aangekondigd_op": row["datum"],
            **{name: row[f"termijn_{name}"] for name in TERM if name != "aangekondigd_op"},
            "gebeurtenis_id": row["id"],
            "gebeurtenis": row["soort"],
        }
        for row in rows
    ]


def _is_news(event: dict[str, Any], last: dict[str, Any] | None) -> bool:
    if event["ruim"] is None:
        return event["gebeurtenis"] == "uitgesteld" and (last is None or last["ruim"] is not None)
    return last is None or event["ruim"] != last["ruim"]


def _days(last: dict[str, Any] | None, event: dict[str, Any]) -> int | None:
    """How many days later the generous end came to lie; None when one of the two has no date."""
    if last is None or last["ruim"] is None or event["ruim"] is None:
        return None
    return (dt.date.fromisoformat(event["ruim"]) - dt.date.fromisoformat(last["ruim"])).days


def term_columns(deadline: Deadline) -> dict[str, Any]:
    """A term as the columns of ``TERM``, save the day it was announced."""
    return {
        "tekst": deadline.text,
        "soort": DEADLINE_KIND[deadline.kind],
        "vanaf": deadline.earliest.isoformat() if deadline.earliest else None,
        "strikt": deadline.strict.isoformat() if deadline.strict else None,
        "ruim": deadline.generous.isoformat() if deadline.generous else None,
        "timex": deadline.timex,
        "regel": deadline.rule,
        "uitleg": deadline.explanation,
        "zeker": int(deadline.certain),
        "hangt_op": deadline.event,
    }
