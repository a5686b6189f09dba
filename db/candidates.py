"""Which promises an event may be about, looked up by what it names and by its words."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from commitments import subjects
from commitments.linking import EventFacts, PromiseFacts, PromiseIndex
from commitments.pool import SMALL_POOL, Known, least_likeness, sought, texts_of
from commitments.vocabulary import KIND
from db.weights import Weights
from db.words import select

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sqlite_utils import Database

    from commitments.linking import Link

DOSSIERS = """
    (SELECT group_concat(o.nummer, ' ') FROM document_dossiers dd JOIN dossiers o ON o.id = dd.dossier_id
     WHERE dd.document_id = d.id) AS dossiers"""
_KINDS = {published: kind.value for kind, published in KIND.items()}
_DONE = """
    SELECT min(g.datum) FROM gebeurtenissen g
    WHERE g.toezegging_id = coalesce(z.herhaalt_id, z.id) AND g.zekerheid = 'zeker'
      AND g.soort IN ('afgedaan', 'vervallen') AND g.vervallen_op IS NULL"""
_ENTERED = """
    register r JOIN register_koppelingen k ON k.register_id = r.id
    AND k.zekerheid = 'zeker' AND k.vervallen_op IS NULL"""
_ENTRIES = f"""
    (SELECT group_concat(r.nummer, ' ') FROM {_ENTERED} WHERE k.toezegging_id = z.id) AS nummers"""  # noqa: S608
_FACT = (
    "id", "sleutel", "datum", "onderwerp", "citaat", "soort", "document", "kenmerk", "ruim", "ministerie",
    "herhaalt", "klaar", "nummers", "dossiers",
)  # fmt: skip
"""The columns of ``_FACTS``."""
# One settled lately stays in: a paper that looks back at it must not be taken for news about another.
_FACTS = f"""
    SELECT * FROM (
        SELECT z.id, z.sleutel, z.datum, z.onderwerp, z.citaat, z.soort, d.sleutel AS document, d.kenmerk,
               t.ruim, m.code AS ministerie, h.sleutel AS herhaalt, ({_DONE}) AS klaar, {_ENTRIES},
               {DOSSIERS}
        FROM toezeggingen z JOIN documenten d ON d.id = z.document_id
        LEFT JOIN ministeries m ON m.id = z.ministerie_id
        LEFT JOIN toezeggingen h ON h.id = z.herhaalt_id
        LEFT JOIN termijnen t ON t.toezegging_id = z.id AND t.volgnummer = 1
        WHERE z.id IN ({{}}) AND z.vervallen_op IS NULL AND z.datum IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM correcties c WHERE c.toezegging_id = z.id AND c.soort = 'afgewezen'
                            AND c.toegepast = 1 AND c.vervallen_op IS NULL))
    WHERE klaar IS NULL OR klaar >= date(?, '-2 years')"""  # noqa: S608 - own words
_MADE = "z.vervallen_op IS NULL AND z.datum <= ?"
_BY_ENTRY = f"""
    SELECT k.toezegging_id FROM {_ENTERED}
    WHERE r.nummer IN ({{}}) AND r.bron IN ('tweede_kamer', 'eerste_kamer')"""  # noqa: S608 - own words
_BY_PAPER = f"""
    SELECT z.id FROM documenten d JOIN toezeggingen z ON z.document_id = d.id
    WHERE d.{{column}} IN ({{{{}}}}) AND {_MADE}"""  # noqa: S608 - own words
_RELATED = """
    (z.ministerie_id = (SELECT id FROM ministeries WHERE code = ?) OR EXISTS (
        SELECT 1 FROM document_dossiers own JOIN document_dossiers other ON other.dossier_id = own.dossier_id
        WHERE own.document_id = ? AND other.document_id = z.document_id))"""
_BY_DAY = f"SELECT z.id FROM toezeggingen z WHERE z.datum IN ({{}}) AND {_MADE} AND {_RELATED}"  # noqa: S608
# Without ``heel`` the index of words says enough: the words themselves are not read.
_BY_WORD = f"""
    SELECT w.woord_id, z.id, z.herhaalt_id
    FROM toezegging_woorden w JOIN toezeggingen z ON z.id = w.toezegging_id
    WHERE w.woord_id IN ({{{{}}}}) AND w.datum <= ? AND z.document_id <> ? AND {_RELATED} {{whole}}"""  # noqa: S608
_BY_ANY_WORD, _BY_WHOLE_WORD = _BY_WORD.format(whole=""), _BY_WORD.format(whole="AND w.heel = 1")
_BY_DOSSIER = f"""
    SELECT z.id, z.herhaalt_id FROM document_dossiers dd JOIN toezeggingen z ON z.document_id = dd.document_id
    WHERE dd.dossier_id IN ({{}}) AND {_MADE} LIMIT {SMALL_POOL + 1}"""  # noqa: S608 - own words


class Candidates:
    """The stored promises as linking asks for them: those that one event may be about, and no others."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._begin("")

    def _begin(self, month: str) -> None:
        """Forget what was looked up."""
        self._weights = Weights(self._database, month)
        self._near_paper: _NearPaper | None = None
        self._large: dict[int, str] = {}
        """Dossiers with too many promises to look at all, each with a day on which it had them."""
        self._version = self._written()

    def _written(self) -> int:
        """A number that changes when another connection has written."""
        return int(self._database.execute("PRAGMA data_version").fetchone()[0])

    def about(self, row: dict[str, Any]) -> Link | None:
        """What an event, or a promise that may repeat one, is about."""
        event = _event(row)
        month = row["datum"][:7]
        if self._weights.month != month or self._weights.full or self._version != self._written():
            self._begin(month)
        texts = dict.fromkeys(text.strip() for text in (event.quote, *texts_of(event)))
        asked = [self._weights.features(text) for text in texts]
        link = None
        if named := self._named(event, row):
            link = self._index(named, (), row["datum"]).by_anchor(event)
        if link is None and (near := self._near(row, asked)):
            link = self._index(near, near, row["datum"]).by_likeness(event)
        return link

    def facts(self, promises: Iterable[int], day: str) -> dict[int, dict[str, Any]]:
        """What is known of promises that can be meant on ``day``, by their rows."""
        rows = select(self._database, _FACTS, promises, (day,))
        return {row[0]: dict(zip(_FACT, row, strict=True)) for row in rows}

    def _index(self, promises: Collection[int], near: Collection[int], day: str) -> PromiseIndex:
        """The promises, and what they repeat, to be linked with; ``near`` of them without being named."""
        rows = self.facts({*promises, *self._repeated(promises)}, day)
        texts = self._weights.texts(rows)
        known = Known(
            texts={row["sleutel"]: texts[promise] for promise, row in rows.items()},
            counts=self._weights,
            near=[rows[promise]["sleutel"] for promise in near if promise in rows],
        )
        return PromiseIndex((_promise(row) for row in rows.values()), known)

    def _repeated(self, promises: Iterable[int]) -> list[int]:
        query = "SELECT herhaalt_id FROM toezeggingen WHERE id IN ({}) AND herhaalt_id IS NOT NULL"
        return [row[0] for row in select(self._database, query, promises)]

    def _named(self, event: EventFacts, row: dict[str, Any]) -> set[int]:
        """Promises by what the text names: a number in a register, a paper, the day of a paper."""
        names, day = sought(event), row["datum"]
        about = (day, row["ministerie"], row["document_id"])
        found = [
            *select(self._database, _BY_ENTRY, names.entries),
            *select(self._database, _BY_PAPER.format(column="sleutel"), names.papers, (day,)),
            *select(self._database, _BY_PAPER.format(column="kenmerk_kaal"), names.kenmerken, (day,)),
            *select(self._database, _BY_DAY, (named.isoformat() for named in names.days), about),
        ]
        return {promise for (promise,) in found}

    def _near(self, row: dict[str, Any], asked: Sequence[Mapping[str, float]]) -> list[int]:
        """Promises of the ministry or a dossier that are alike enough, by a rare word or a small dossier."""
        paper = self._near_paper
        if paper is None or not paper.serves(row):
            paper = _NearPaper(self._database, row, self._pool(row))
        # Placing a promise can change what others repeat; placing an event can't.
        self._near_paper = None if row["nieuw"] else paper
        found = paper.found(self._weights.rare(asked[-1]))
        looked_up = {*found, *filter(None, found.values())}
        texts = self._weights.texts(looked_up)
        sizes = [(features, subjects.length(features, self._weights)) for features in asked]
        enough = {promise for promise in looked_up if self._alike(sizes, texts[promise])}
        return [promise for promise, repeated in found.items() if not enough.isdisjoint((promise, repeated))]

    def _alike(self, asked: Iterable[tuple[Mapping[str, float], float]], text: subjects.Text) -> bool:
        """Whether a promise is like one of these texts, each with its length, at all."""
        least = least_likeness()
        return any(
            subjects.product(features, text.features, self._weights) / (length * text.length) >= least
            for features, length in asked
            if not features.keys().isdisjoint(text.features)
        )

    def _pool(self, row: dict[str, Any]) -> dict[int, int | None]:
        """The promises, with what they repeat, in the small dossiers of a paper."""
        day, found = row["datum"], dict[int, int | None]()
        dossiers = self._database.execute(
            "SELECT dossier_id FROM document_dossiers WHERE document_id = ?", [row["document_id"]]
        )
        for (dossier,) in dossiers.fetchall():
            if day < self._large.get(dossier, "9999"):
                pool = select(self._database, _BY_DOSSIER, [dossier], (day,))
                if len(pool) <= SMALL_POOL:
                    found |= dict(pool)
                else:
                    self._large[dossier] = day
        return found


class _NearPaper:
    """The promises near one paper, with what they repeat: those of its small dossiers, and by rare words.

    What was looked up for one event of the paper is kept for its others, which share the words of its title.
    """

    def __init__(self, database: Database, row: dict[str, Any], pool: dict[int, int | None]) -> None:
        self._database = database
        self._row = _place(row)
        self._pool = pool
        self._words: dict[int, list[tuple[int, int | None]]] = {}

    def serves(self, row: dict[str, Any]) -> bool:
        """Whether it is the paper of an event, of the same day and ministry."""
        return self._row == _place(row)

    def found(self, words: tuple[Sequence[int], Sequence[int]]) -> dict[int, int | None]:
        """The promises, with what they repeat; ``words`` as any part of a word, and as a whole word only."""
        for query, rows in zip((_BY_ANY_WORD, _BY_WHOLE_WORD), words, strict=True):
            self._look_up(query, [word for word in rows if word not in self._words])
        return self._pool | dict(pair for rows in words for word in rows for pair in self._words[word])

    def _look_up(self, query: str, words: Sequence[int]) -> None:
        day, paper, ministry = self._row
        self._words |= {word: [] for word in words}
        for word, promise, repeated in select(self._database, query, words, (day, paper, ministry, paper)):
            self._words[word].append((promise, repeated))


def _place(row: dict[str, Any]) -> tuple[str, int, str | None]:
    return row["datum"], row["document_id"], row["ministerie"]


def _event(row: dict[str, Any]) -> EventFacts:
    return EventFacts(
        kind=row["soort"],
        quote=row["citaat"],
        reference=" ".join(filter(None, (row["verwijzing"], row["genoemd"]))) or None,
        date=dt.date.fromisoformat(row["datum"]),
        document=row["sleutel"],
        dossiers=_numbers(row["dossiers"]),
        ministry=row["ministerie"],
        subject=row["onderwerp"] or "",
        about=row["betreft"] or "",
        notes=row["voetnoten"] or "",
        generous=_day(row["ruim"]),
        rules=tuple(row["regels"].split()),
    )


def _promise(row: dict[str, Any]) -> PromiseFacts:
    return PromiseFacts(
        key=row["sleutel"],
        date=dt.date.fromisoformat(row["datum"]),
        document=row["document"],
        reference=row["kenmerk"],
        dossiers=_numbers(row["dossiers"]),
        ministry=row["ministerie"],
        subject=row["onderwerp"] or "",
        quote=row["citaat"],
        kind=_KINDS[row["soort"]],
        generous=_day(row["ruim"]),
        settled=_day(row["klaar"]),
        repeats=row["herhaalt"],
        numbers=_numbers(row["nummers"]),
    )


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _numbers(text: str | None) -> tuple[str, ...]:
    return tuple((text or "").split())
