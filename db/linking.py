"""Linking what is new: events and promises that wait are held against the promises open at the time."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from commitments.twins import Said, Twin, find_twins
from db.candidates import DOSSIERS, Candidates
from db.connection import location, transaction
from db.errors import explained
from db.links import set_link, set_repetition
from db.words import bring_up_to_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlite_utils import Database

    from commitments.linking import Link

_BATCH = 200
"""Events per transaction: whoever is killed loses no more, and other writers get their turn."""

_MOST_PASSES = 3
"""A link can make another one wait; after so many rounds the rest waits for the next time."""

# The sentence with the words before it that say what it is about: papers resolved there, and footnotes.
_BEFORE = "s.begin - ifnull(length(s.betreft) + 2, 0)"
_CITED = f"""
    (SELECT group_concat(v.doel, ' ') FROM verwijzingen v
     WHERE v.document_id = s.document_id AND v.begin >= s.begin AND v.eind <= s.eind) AS genoemd,
    (SELECT group_concat(substr(d.tekst, b.begin + 1, b.eind - b.begin), ' ')
     FROM voetnoten n JOIN blokken b ON b.document_id = n.document_id AND b.volgnummer = n.blok
     WHERE n.document_id = s.document_id AND n.plek > {_BEFORE} AND n.plek <= s.eind) AS voetnoten"""  # noqa: S608 - own words
_EVENTS = f"""
    SELECT s.id, 0 AS nieuw, NULL AS toezegging, s.soort, s.citaat, s.begin, s.eind, s.verwijzing, s.betreft,
           s.regels, s.termijn_ruim AS ruim, s.datum, d.id AS document_id, d.sleutel, d.titel AS onderwerp,
           m.code AS ministerie, {DOSSIERS}, {_CITED}
    FROM gebeurtenissen s JOIN documenten d ON d.id = s.document_id
    LEFT JOIN ministeries m ON m.id = d.ministerie_id
    WHERE s.id IN ({{}})"""  # noqa: S608 - own words
_PROMISES = f"""
    SELECT s.id, 1 AS nieuw, s.sleutel AS toezegging, 'herhaald' AS soort, s.citaat, s.begin, s.eind,
           NULL AS verwijzing, NULL AS betreft, '' AS regels, t.ruim, s.datum, d.id AS document_id, d.sleutel,
           s.onderwerp, m.code AS ministerie, {DOSSIERS}, {_CITED}
    FROM (SELECT *, NULL AS betreft FROM toezeggingen) s JOIN documenten d ON d.id = s.document_id
    LEFT JOIN ministeries m ON m.id = s.ministerie_id
    LEFT JOIN termijnen t ON t.toezegging_id = s.id AND t.volgnummer = 1
    WHERE s.id IN ({{}})"""  # noqa: S608 - own words
# What is placed first: by day, events before promises, and in a paper what settles after the rest.
_WAITING = """
    SELECT nieuw, id FROM (
        SELECT 0 AS nieuw, id, datum, document_id, soort IN ('afgedaan', 'vervallen') AS besluit, begin
        FROM gebeurtenissen WHERE gekoppeld_op IS NULL AND vervallen_op IS NULL
        UNION ALL
        SELECT 1, id, datum, document_id, 0, begin
        FROM toezeggingen WHERE gekoppeld_op IS NULL AND vervallen_op IS NULL AND datum IS NOT NULL)
    ORDER BY datum, nieuw, document_id, besluit, begin, id"""
_SAME_SENTENCE = """
    SELECT g.toezegging_id, g.soort, g.reden, z.sleutel FROM gebeurtenissen g
    JOIN toezeggingen z ON z.id = g.toezegging_id
    WHERE g.document_id = :document_id AND g.begin < :eind AND g.eind > :begin AND g.zekerheid = 'zeker'
      AND g.vervallen_op IS NULL AND g.toezegging_id <> :id
      AND g.soort NOT IN ('afgedaan', 'vervallen', 'verwachting')
    ORDER BY g.begin, g.id LIMIT 1"""
_IN_PAPER = """
    SELECT z.id, z.sleutel, z.verplichting, z.soort, z.citaat, z.begin, z.eind, t.tekst, t.ruim,
           ifnull((SELECT b.rol FROM blokken b
                   WHERE b.document_id = z.document_id AND b.begin <= z.begin AND b.rol IS NOT NULL
                   ORDER BY b.volgnummer DESC LIMIT 1), '') LIKE '%voorzitter%' AS voorzitter
    FROM toezeggingen z LEFT JOIN termijnen t ON t.toezegging_id = z.id AND t.volgnummer = 1
    WHERE z.document_id = ? AND z.vervallen_op IS NULL"""
_STILL_OWED = """
    SELECT 1 FROM gebeurtenissen
    WHERE document_id = :paper AND toezegging_id = :promise AND zekerheid = 'zeker' AND vervallen_op IS NULL
      AND soort IN ('uitgesteld', 'minder stellig')
    UNION ALL
    SELECT 1 FROM toezeggingen h JOIN termijnen t ON t.toezegging_id = h.id AND t.volgnummer = 1
    WHERE h.document_id = :paper AND h.herhaalt_id = :promise AND h.vervallen_op IS NULL AND t.ruim > h.datum
    LIMIT 1"""
_ABOUT_NONE = "verwachting"
"""Kind of event that stands beside the promises: it tells of none."""
_SETTLING = {"afgedaan", "vervallen"}


@dataclass(frozen=True, slots=True)
class LinkCounts:
    """Numbers of events linked surely, as a candidate, and not at all; and of promises that repeat one."""

    certain: int = 0
    candidate: int = 0
    loose: int = 0
    repeated: int = 0


def link_events(database: Database, *, now: str) -> LinkCounts:
    """Say of all that waits what it is about: events about which promise, new promises which one they repeat.

    In the order of their days, so that what is known of a day counts on the next; on one day events go before
    new promises. ``now`` in UTC. Work grows with what waits: of each only the promises are looked up that it
    may be about. Each is linked or not, whole; after a kill the rest still waits.
    Raises ``DatabaseError`` when the file cannot be read or written.
    """
    counts: Counter[str] = Counter()
    with transaction(database):
        bring_up_to_date(database)
    for _ in range(_MOST_PASSES):
        with explained(location(database)):
            waiting = database.execute(_WAITING).fetchall()
        if not waiting:
            break
        promises = _Promises(database)
        rest = iter(waiting)
        while batch := list(islice(rest, _BATCH)):
            with transaction(database):
                for row in _rows(database, batch):
                    place = _place_promise if row["nieuw"] else _place_event
                    counts[place(database, promises, row, now)] += 1
    return LinkCounts(counts["zeker"], counts["kandidaat"], counts["los"], counts["herhaling"])


def _rows(database: Database, batch: Sequence[tuple[int, int]]) -> list[dict[str, Any]]:
    """What waits, in the order of ``batch``: (whether it is a promise, row)."""
    found = {
        (row["nieuw"], row["id"]): row
        for new, query in enumerate((_EVENTS, _PROMISES))
        for row in _selected(database, query, [row for is_new, row in batch if is_new == new])
    }
    return [found[turn] for turn in batch]


def _selected(database: Database, query: str, rows: Sequence[int]) -> Iterable[dict[str, Any]]:
    return database.query(query.format(", ".join("?" * len(rows))), rows)


class _Promises:
    """The stored promises as placing asks for them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._candidates = Candidates(database)
        self._paper: int | None = None
        self._twins: dict[str, Twin] = {}
        """Of the promises of that paper."""

    def about(self, row: dict[str, Any]) -> tuple[Link, dict[str, Any]] | None:
        """What an event, or a promise that may repeat one, is about: the link and what it links to."""
        link = self._candidates.about(row)
        known = self._find(link.key, row) if link else None
        return (link, known) if link and known else None

    def followed(self, key: str, row: dict[str, Any]) -> dict[str, Any] | None:
        """The promise that is followed where ``key`` is named; None when it was settled long ago."""
        known = self._find(key, row)
        if known is None or known["herhaalt"] is None:
            return known
        return self._find(known["herhaalt"], row) or known

    def is_settled(self, key: str, row: dict[str, Any]) -> bool:
        """Whether the promise ``key`` was settled up to the day of ``row``; its paper can do that too."""
        known = self._find(key, row)
        return known is None or (known["klaar"] is not None and known["klaar"] <= row["datum"])

    def _find(self, key: str, row: dict[str, Any]) -> dict[str, Any] | None:
        promises = self._database.execute("SELECT id FROM toezeggingen WHERE sleutel = ?", [key]).fetchall()
        return next(iter(self._candidates.facts((p for (p,) in promises), row["datum"]).values()), None)

    def twin(self, row: dict[str, Any]) -> Twin | None:
        """The promise of the same paper that a new promise repeats."""
        document = row["document_id"]
        if document != self._paper:
            said = list(self._database.query(_IN_PAPER, [document]))
            twins = [
                twin
                for duty in {other["verplichting"] for other in said}
                for twin in find_twins(_said(other) for other in said if other["verplichting"] == duty)
            ]
            self._paper, self._twins = document, {twin.key: twin for twin in twins}
        return self._twins.get(row["toezegging"])


def _place_event(database: Database, promises: _Promises, row: dict[str, Any], now: str) -> str:
    """Link one event; how surely."""
    found = None if row["soort"] == _ABOUT_NONE else promises.about(row)
    if found is None:
        return set_link(database, row["id"], None, certainty="candidate", reason=None, now=now)
    link, promise = found
    unsure = link.certainty == "candidate" and row["soort"] in _SETTLING
    if unsure and _still_owed(database, row["document_id"], promise["id"]):
        return set_link(database, row["id"], None, certainty="candidate", reason=None, now=now)
    return set_link(database, row["id"], promise["id"], certainty=link.certainty, reason=link.reason, now=now)


def _place_promise(database: Database, promises: _Promises, row: dict[str, Any], now: str) -> str:
    """Say which promise a new one repeats, if any."""
    repeated = (
        _same_sentence(database, promises, row) or promises.twin(row) or _repeated_earlier(promises, row)
    )
    followed = promises.followed(repeated.followed, row) if repeated else None
    if repeated is None or followed is None or followed["id"] == row["id"]:
        set_repetition(database, row["id"], None, reason=None, now=now)
        return "eigen"
    set_repetition(database, row["id"], followed["id"], reason=repeated.reason, now=now)
    if _still_owed(database, row["document_id"], followed["id"]):
        _take_back(database, row["document_id"], followed["id"], now)
    return "herhaling"


def _still_owed(database: Database, paper: int, promise: int | None) -> bool:
    """Whether a paper itself says that the promise is still to come: then it can't be its fulfilment."""
    found = database.execute(_STILL_OWED, {"paper": paper, "promise": promise}).fetchone()
    return found is not None


def _take_back(database: Database, paper: int, promise: int, now: str) -> None:
    """Loosen the candidates of a paper for settling a promise that it says is still to come."""
    events = database.execute(
        "SELECT id, soort FROM gebeurtenissen WHERE document_id = ? AND toezegging_id = ?"
        " AND zekerheid = 'kandidaat' AND vervallen_op IS NULL",
        [paper, promise],
    )
    for event, kind in events.fetchall():
        if kind in _SETTLING:
            set_link(database, event, None, certainty="candidate", reason=None, now=now)


def _same_sentence(database: Database, promises: _Promises, row: dict[str, Any]) -> Twin | None:
    """The open promise that the very sentence of a new one, as an event, is certainly about."""
    place = {name: row[name] for name in ("document_id", "begin", "eind", "id")}
    event = next(database.query(_SAME_SENTENCE, place), None)
    if event is None or promises.is_settled(event["sleutel"], row):
        return None
    reason = f"Deze zin is ook een bericht over die toezegging ({event['soort']}). {event['reden'] or ''}"
    return Twin(row["toezegging"], event["sleutel"], reason.strip())


def _repeated_earlier(promises: _Promises, row: dict[str, Any]) -> Twin | None:
    """The open promise of an earlier day that a new one certainly repeats."""
    found = promises.about(row)
    if found is None:
        return None
    link, promise = found
    sure = link.certainty == "certain" and promise["datum"] < row["datum"]
    if not sure or promises.is_settled(link.key, row):
        return None
    return Twin(row["toezegging"], link.key, link.reason)


def _said(row: dict[str, Any]) -> Said:
    return Said(
        key=row["sleutel"],
        begin=row["begin"],
        end=row["eind"],
        quote=row["citaat"],
        kind=row["soort"],
        term=row["tekst"],
        generous=_day(row["ruim"]),
        chair=bool(row["voorzitter"]),
    )


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
