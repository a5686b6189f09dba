"""Linking what is new: events and promises that wait are held against the promises open at the time."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from commitments.linking import EventFacts, PromiseFacts, PromiseIndex
from db.connection import location, transaction
from db.errors import explained
from db.links import set_link, set_repetition

if TYPE_CHECKING:
    from sqlite_utils import Database

    from commitments.linking import Link

_BATCH = 200
"""Events per transaction: whoever is killed loses no more, and other writers get their turn."""

_DOSSIERS = """
    (SELECT group_concat(o.nummer, ' ') FROM document_dossiers dd JOIN dossiers o ON o.id = dd.dossier_id
     WHERE dd.document_id = d.id) AS dossiers"""
_WAITING = f"""
    SELECT g.id, 0 AS nieuw, g.soort, g.citaat, g.verwijzing, g.datum, d.sleutel, d.titel AS onderwerp,
           m.code AS ministerie, {_DOSSIERS}
    FROM gebeurtenissen g JOIN documenten d ON d.id = g.document_id
    LEFT JOIN ministeries m ON m.id = d.ministerie_id
    WHERE g.gekoppeld_op IS NULL AND g.vervallen_op IS NULL
    ORDER BY g.datum, g.id"""  # noqa: S608 - own words
_UNPLACED = f"""
    SELECT z.id, 1 AS nieuw, 'herhaald' AS soort, z.citaat, NULL AS verwijzing, z.datum, d.sleutel,
           z.onderwerp, m.code AS ministerie, {_DOSSIERS}
    FROM toezeggingen z JOIN documenten d ON d.id = z.document_id
    LEFT JOIN ministeries m ON m.id = z.ministerie_id
    WHERE z.gekoppeld_op IS NULL AND z.vervallen_op IS NULL AND z.datum IS NOT NULL
    ORDER BY z.datum, z.id"""  # noqa: S608 - own words
# One settled lately stays in: a paper that looks back at it must not be taken for news about another.
_SEARCHED = f"""
    SELECT z.id, z.sleutel, z.datum, z.onderwerp, z.citaat, d.sleutel AS document, d.kenmerk,
           m.code AS ministerie, {_DOSSIERS}
    FROM toezeggingen z JOIN documenten d ON d.id = z.document_id
    LEFT JOIN ministeries m ON m.id = z.ministerie_id
    WHERE z.vervallen_op IS NULL AND z.datum IS NOT NULL
      AND NOT EXISTS (
          SELECT 1 FROM gebeurtenissen g
          WHERE g.toezegging_id = z.id AND g.zekerheid = 'zeker' AND g.soort IN ('afgedaan', 'vervallen')
            AND g.vervallen_op IS NULL AND g.datum < date(:since, '-2 years'))"""  # noqa: S608 - own words
_ABOUT_NONE = "verwachting"
"""Kind of event that stands beside the promises: it tells of none."""


@dataclass(frozen=True, slots=True)
class LinkCounts:
    """Numbers of events linked surely, as a candidate, and not at all; and of promises that repeat one."""

    certain: int = 0
    candidate: int = 0
    loose: int = 0
    repeated: int = 0


def link_events(database: Database, *, now: str) -> LinkCounts:
    """Say of all that waits what it is about: events about which promise, new promises which one they repeat.

    ``now`` in UTC. Work grows with what waits: without that no promise is loaded, and the promises are put
    in an index once. Each is linked or not, whole; after a kill the rest still waits.
    Raises ``DatabaseError`` when the file cannot be read or written.
    """
    with explained(location(database)):
        waiting = [*database.query(_WAITING), *database.query(_UNPLACED)]
        if not waiting:
            return LinkCounts()
        promises = _Promises(database, since=min(row["datum"] for row in waiting))
    counts: Counter[str] = Counter()
    rest = iter(waiting)
    while batch := list(islice(rest, _BATCH)):
        with transaction(database):
            counts.update(_place(database, promises, row, now) for row in batch)
    return LinkCounts(counts["zeker"], counts["kandidaat"], counts["los"], counts["herhaling"])


class _Promises:
    """The promises open on the day ``since``, or settled in the two years before it, to be searched."""

    def __init__(self, database: Database, *, since: str) -> None:
        rows = list(database.query(_SEARCHED, {"since": since}))
        self.rows = {row["sleutel"]: row for row in rows}
        self._index = PromiseIndex(
            PromiseFacts(
                key=row["sleutel"],
                date=dt.date.fromisoformat(row["datum"]),
                document=row["document"],
                reference=row["kenmerk"],
                dossiers=_numbers(row),
                ministry=row["ministerie"],
                subject=row["onderwerp"] or "",
                quote=row["citaat"],
            )
            for row in rows
        )

    def about(self, row: dict[str, Any]) -> Link | None:
        """What an event, or a promise that may repeat one, is about."""
        return self._index.link(
            EventFacts(
                kind=row["soort"],
                quote=row["citaat"],
                reference=row["verwijzing"],
                date=dt.date.fromisoformat(row["datum"]),
                document=row["sleutel"],
                dossiers=_numbers(row),
                ministry=row["ministerie"],
                subject=row["onderwerp"] or "",
            )
        )


def _place(database: Database, promises: _Promises, row: dict[str, Any], now: str) -> str:
    """Link one event or new promise; what came of it."""
    link = None if row["soort"] == _ABOUT_NONE else promises.about(row)
    if row["nieuw"]:
        return _place_promise(database, promises, row, link, now=now)
    if link is None:
        return set_link(database, row["id"], None, certainty="candidate", reason=None, now=now)
    promise = promises.rows[link.key]["id"]
    return set_link(database, row["id"], promise, certainty=link.certainty, reason=link.reason, now=now)


def _place_promise(
    database: Database, promises: _Promises, row: dict[str, Any], link: Link | None, *, now: str
) -> str:
    """A promise repeats another only when that is certain and the other came on an earlier day."""
    earlier = promises.rows[link.key] if link and link.certainty == "certain" else None
    if link is None or earlier is None or earlier["datum"] >= row["datum"]:
        set_repetition(database, row["id"], None, reason=None, now=now)
        return "eigen"
    set_repetition(database, row["id"], earlier["id"], reason=link.reason, now=now)
    return "herhaling"


def _numbers(row: dict[str, Any]) -> tuple[str, ...]:
    return tuple((row["dossiers"] or "").split())
