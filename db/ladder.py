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
_ORIGIN = ("document_id", "gebeurtenis_id", "herhaling_id")
_ANNOUNCED = """
    SELECT g.datum AS aangekondigd_op, g.termijn_tekst AS tekst, g.termijn_soort AS soort,
           g.termijn_vanaf AS vanaf, g.termijn_strikt AS strikt, g.termijn_ruim AS ruim,
           g.termijn_timex AS timex, g.termijn_regel AS regel, g.termijn_uitleg AS uitleg,
           g.termijn_zeker AS zeker, g.termijn_hangt_op AS hangt_op, g.document_id,
           g.id AS gebeurtenis_id, NULL AS herhaling_id, g.soort AS soort_bericht, g.begin
    FROM gebeurtenissen g
    WHERE g.toezegging_id = :promise AND g.zekerheid = 'zeker' AND g.vervallen_op IS NULL
      AND g.termijn_tekst IS NOT NULL
      AND g.soort IN ('uitgesteld', 'herhaald', 'minder stellig', 'deels afgedaan', 'gecorrigeerd')
    UNION ALL
    SELECT t.aangekondigd_op, t.tekst, t.soort, t.vanaf, t.strikt, t.ruim, t.timex, t.regel, t.uitleg,
           t.zeker, t.hangt_op, h.document_id, NULL, h.id, 'herhaald', h.begin
    FROM toezeggingen h JOIN termijnen t ON t.toezegging_id = h.id AND t.volgnummer = 1
    WHERE h.herhaalt_id = :promise AND h.vervallen_op IS NULL
    ORDER BY aangekondigd_op, document_id, begin"""


def rebuild_ladder(database: Database, promise: int) -> None:
    """Make the later rungs of a promise follow from what later papers certainly say about it.

    Call inside a transaction, after its own term or what is linked to it has changed. A repetition without
    a new date adds nothing.
    """
    present = _rows(database, promise)
    wanted = [rung for rung in present if rung["volgnummer"] == 1]
    for announced in _announced(database, promise):
        last = wanted[-1] if wanted else None
        if _is_news(announced, last):
            number = last["volgnummer"] + 1 if last else 2
            rung = {name: announced[name] for name in (*TERM, *_ORIGIN)}
            wanted.append({**rung, "volgnummer": number, "verschoven": _days(last, announced)})
    if wanted != present:
        database.execute("DELETE FROM termijnen WHERE toezegging_id = ? AND volgnummer > 1", [promise])
        later = [{"toezegging_id": promise, **rung} for rung in wanted if rung["volgnummer"] > 1]
        database.table("termijnen").insert_all(later)


def _rows(database: Database, promise: int) -> list[dict[str, Any]]:
    rows = database.query("SELECT * FROM termijnen WHERE toezegging_id = ? ORDER BY volgnummer", [promise])
    return [
        {name: value for name, value in row.items() if name not in {"id", "toezegging_id"}} for row in rows
    ]


def _announced(database: Database, promise: int) -> list[dict[str, Any]]:
    """Terms that later papers announced, oldest first, shaped as rungs with the kind of announcement."""
    return list(database.query(_ANNOUNCED, {"promise": promise}))


def _is_news(announced: dict[str, Any], last: dict[str, Any] | None) -> bool:
    """Whether a term that a later paper names is another one than the last.

    A term that had passed when it was named is looked back at, and so is one that a postponement does not
    bring to a later day ("voor de zomer is niet langer haalbaar").
    """
    postponed = announced["soort_bericht"] == "uitgesteld"
    end, before = announced["ruim"], last["ruim"] if last else None
    if end is None:
        return postponed and (last is None or before is not None)
    if end < announced["aangekondigd_op"] or end == before:
        return False
    return not postponed or before is None or end > before


def _days(last: dict[str, Any] | None, announced: dict[str, Any]) -> int | None:
    """How many days later the generous end came to lie; None when one of the two has no date."""
    if last is None or last["ruim"] is None or announced["ruim"] is None:
        return None
    return (dt.date.fromisoformat(announced["ruim"]) - dt.date.fromisoformat(last["ruim"])).days


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
