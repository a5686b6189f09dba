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
_ORIGIN = ("document_id", "gebeurtenis_id", "herhaling_id", "correctie_id")
_ANNOUNCED = """
    SELECT g.datum AS aangekondigd_op, g.termijn_tekst AS tekst, g.termijn_soort AS soort,
           g.termijn_vanaf AS vanaf, g.termijn_strikt AS strikt, g.termijn_ruim AS ruim,
           g.termijn_timex AS timex, g.termijn_regel AS regel, g.termijn_uitleg AS uitleg,
           g.termijn_zeker AS zeker, g.termijn_hangt_op AS hangt_op, g.document_id,
           g.id AS gebeurtenis_id, NULL AS herhaling_id, NULL AS correctie_id,
           g.soort AS soort_bericht, g.begin
    FROM gebeurtenissen g
    WHERE g.toezegging_id = :promise AND g.zekerheid = 'zeker' AND g.vervallen_op IS NULL
      AND g.termijn_tekst IS NOT NULL
      AND g.soort IN ('uitgesteld', 'herhaald', 'minder stellig', 'deels afgedaan', 'gecorrigeerd')
    UNION ALL
    SELECT t.aangekondigd_op, t.tekst, t.soort, t.vanaf, t.strikt, t.ruim, t.timex, t.regel, t.uitleg,
           t.zeker, t.hangt_op, h.document_id, NULL, h.id, NULL, 'herhaald', h.begin
    FROM toezeggingen h JOIN termijnen t ON t.toezegging_id = h.id AND t.volgnummer = 1
    WHERE h.herhaalt_id = :promise AND h.vervallen_op IS NULL
    ORDER BY aangekondigd_op, document_id, begin"""

# A term that a person set: the original one, or one announced later (then it has the day of that).
_CORRECTED = """
    SELECT waarde ->> 'aangekondigd_op' AS aangekondigd_op,
           coalesce(waarde ->> 'tekst', 'nagekeken termijn') AS tekst, 'datum' AS soort,
           waarde ->> 'vanaf' AS vanaf, coalesce(waarde ->> 'strikt', waarde ->> 'ruim') AS strikt,
           waarde ->> 'ruim' AS ruim, NULL AS timex, 'nagekeken' AS regel,
           'Vastgesteld door ' || c.door || ' op ' || c.op || ': ' || c.reden AS uitleg, 1 AS zeker,
           NULL AS hangt_op, coalesce(c.document_id, z.document_id) AS document_id, NULL AS gebeurtenis_id,
           NULL AS herhaling_id, c.id AS correctie_id, 'nagekeken' AS soort_bericht, z.datum AS gedaan_op
    FROM correcties c JOIN toezeggingen z ON z.id = c.toezegging_id
    WHERE c.toezegging_id = :promise AND c.soort = 'termijn' AND c.toegepast = 1 AND c.vervallen_op IS NULL
    ORDER BY c.op, c.id"""
_KEPT = ", ".join(("toezegging_id", "volgnummer", *_ORIGIN, *TERM, "verschoven", "geboekt_op"))
_CLOSE = (
    f"INSERT INTO termijnen_eerder ({_KEPT}, vervallen_op) SELECT {_KEPT}, ?"  # noqa: S608 - own words
    " FROM termijnen WHERE toezegging_id = ? AND volgnummer = ?"
)


def rebuild_ladder(database: Database, promise: int, now: str) -> None:
    """Make the rungs of a promise follow from its own term, from people's corrections and from later papers.

    Call inside a transaction, after its own term or what is linked to it has changed. A repetition without
    a new date adds nothing, nor does one of the term that a person corrected: that one stays as rung 0, below
    the ladder. What no longer holds moves to ``termijnen_eerder``; ``now`` in UTC.
    """
    present = _rows(database, promise)
    corrections = list(database.query(_CORRECTED, {"promise": promise}))
    wanted = _first_rungs(present, [row for row in corrections if row["aangekondigd_op"] is None])
    misread = {rung["ruim"] for rung in wanted if rung["volgnummer"] == 0}
    announced = [*_announced(database, promise), *(row for row in corrections if row["aangekondigd_op"])]
    for row in sorted(announced, key=lambda row: row["aangekondigd_op"]):
        last = wanted[-1] if wanted and wanted[-1]["volgnummer"] else None
        again = row["soort_bericht"] == "herhaald" and row["ruim"] in misread
        if not again and _is_news(row, last):
            number = last["volgnummer"] + 1 if last else 2
            rung = {name: row[name] for name in (*TERM, *_ORIGIN)}
            wanted.append({**rung, "volgnummer": number, "verschoven": _days(last, row)})
    _replace(database, promise, (present, wanted), now)


def replace_original(database: Database, promise: int, term: dict[str, Any] | None, now: str) -> None:
    """Write what the machine reads as the original term of a promise (None: it has none); then the ladder."""
    present = _rows(database, promise)
    kept = [rung for rung in present if not _is_read(rung)]
    corrected = any(rung["volgnummer"] == 1 for rung in kept)
    read = [{**dict.fromkeys((*TERM, *_ORIGIN)), **term, "volgnummer": int(not corrected)}] if term else []
    _replace(database, promise, (present, [{"verschoven": None, **rung} for rung in read] + kept), now)
    rebuild_ladder(database, promise, now)


def read_term(database: Database, promise: int) -> dict[str, Any] | None:
    """The original term as the machine read it, also where a person corrected it; None without one."""
    return next((rung for rung in _rows(database, promise) if _is_read(rung)), None)


def _is_read(rung: dict[str, Any]) -> bool:
    """Whether a rung is the original term as the machine read it."""
    return rung["volgnummer"] <= 1 and rung["correctie_id"] is None


def _first_rungs(present: list[dict[str, Any]], corrections: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The original term: as read, or as a person set it with what was read below it."""
    read = [rung for rung in present if _is_read(rung)]
    if not corrections:
        return [{**rung, "volgnummer": 1} for rung in read]
    own = {name: corrections[-1][name] for name in (*TERM, *_ORIGIN)}
    own["aangekondigd_op"] = corrections[-1]["gedaan_op"]
    return [*({**rung, "volgnummer": 0} for rung in read), {**own, "volgnummer": 1, "verschoven": None}]


def _replace(
    database: Database, promise: int, rungs: tuple[list[dict[str, Any]], list[dict[str, Any]]], now: str
) -> None:
    """Go from the present to the wanted rungs; those that end are kept as history."""
    present, wanted = rungs
    for rung in present:
        if rung not in wanted:
            place = [promise, rung["volgnummer"]]
            database.execute(_CLOSE, [now, *place])
            database.execute("DELETE FROM termijnen WHERE toezegging_id = ? AND volgnummer = ?", place)
    new = [{"toezegging_id": promise, **rung, "geboekt_op": now} for rung in wanted if rung not in present]
    database.table("termijnen").insert_all(new)


def _rows(database: Database, promise: int) -> list[dict[str, Any]]:
    rows = database.query("SELECT * FROM termijnen WHERE toezegging_id = ? ORDER BY volgnummer", [promise])
    hidden = {"id", "toezegging_id", "geboekt_op"}
    return [{name: value for name, value in row.items() if name not in hidden} for row in rows]


def _announced(database: Database, promise: int) -> list[dict[str, Any]]:
    """Terms that later papers announced, oldest first, shaped as rungs with the kind of announcement."""
    return list(database.query(_ANNOUNCED, {"promise": promise}))


def _is_news(announced: dict[str, Any], last: dict[str, Any] | None) -> bool:
    """Whether a term that a later paper names is another one than the last.

    A term that had passed when it was named is looked back at, and so is one that a postponement does not
    bring to a later day ("voor de zomer is niet langer haalbaar").
    """
    if announced["soort_bericht"] == "nagekeken":
        return True
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
