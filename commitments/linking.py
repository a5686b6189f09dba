"""Which earlier open promise is this about? Certain, candidate, or none; with the reason in Dutch.

Certain needs an anchor in the text: the promise's own paper is named (its number, its kenmerk, "mijn brief
van 4 juni 2026"), or the text says "zoals toegezegd" within the same dossier and only one promise fits well.
Likeness alone never makes it certain, however close. The borders stand in data/linking.toml.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from commitments.deadlines.explain import long_date
from commitments.deadlines.words import lexicon, one_of, simplify
from commitments.subjects import Subjects, linking_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SMALL_POOL = 400
"""The most promises of one dossier that are compared without a rare word in common."""


@dataclass(frozen=True, slots=True)
class EventFacts:
    """What is known of a sentence that is about an earlier promise, or of a whole later paper (kind None)."""

    kind: str | None
    quote: str
    reference: str | None
    """An identifier ("kst-30821-258") or the words ("mijn brief van 4 juni 2026")."""
    date: dt.date
    document: str | None
    """Identifier of the paper it stands in."""
    dossiers: tuple[str, ...] = ()
    ministry: str | None = None
    subject: str = ""


@dataclass(frozen=True, slots=True)
class PromiseFacts:
    """What is known of an open promise."""

    key: str
    date: dt.date
    document: str | None
    reference: str | None = None
    """The paper's own kenmerk."""
    dossiers: tuple[str, ...] = ()
    ministry: str | None = None
    subject: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """The promise, how sure, and why in one Dutch sentence."""

    key: str
    certainty: Literal["certain", "candidate"]
    reason: str


@dataclass(frozen=True, slots=True)
class _Match:
    number: int
    likeness: float


def link(event: EventFacts, promises: Iterable[PromiseFacts]) -> Link | None:
    """The promise that an event is about. For many events build a PromiseIndex once."""
    return PromiseIndex(promises).link(event)


class PromiseIndex:
    """Open promises, ready to be found by paper, date, dossier and subject."""

    def __init__(self, promises: Iterable[PromiseFacts]) -> None:
        self._promises = sorted(promises, key=lambda promise: promise.key)
        self._subjects = Subjects([f"{promise.subject} {promise.quote}" for promise in self._promises])
        self._by_document: dict[str, list[int]] = defaultdict(list)
        self._by_kenmerk: dict[str, list[int]] = defaultdict(list)
        self._by_date: dict[dt.date, list[int]] = defaultdict(list)
        self._by_dossier: dict[str, list[int]] = defaultdict(list)
        for number, promise in enumerate(self._promises):
            if promise.document:
                self._by_document[promise.document.lower()].append(number)
            if promise.reference and len(_squeeze(promise.reference)) >= 6:
                self._by_kenmerk[_squeeze(promise.reference)].append(number)
            self._by_date[promise.date].append(number)
            for dossier in promise.dossiers:
                self._by_dossier[dossier].append(number)

    def link(self, event: EventFacts) -> Link | None:
        """The promise that an event is about, None when nothing fits."""
        features = self._subjects.features(f"{event.subject} {event.quote}")
        numbers, anchor = self._anchored(event)
        if numbers:
            return self._from_anchor(event, features, numbers, anchor)
        return self._from_likeness(event, features)

    def _anchored(self, event: EventFacts) -> tuple[list[int], str]:
        """The promises in the paper that the text names, and the words for that."""
        said = f"{event.reference or ''} {event.quote}"
        for identifier in papers_named(said):
            if numbers := self._earlier(event, self._by_document.get(identifier, ())):
                return numbers, f"verwijst naar {identifier}, waarin deze toezegging staat"
        for word in _KENMERK.findall(said):
            if numbers := self._earlier(event, self._by_kenmerk.get(_squeeze(word), ())):
                return numbers, f"noemt het kenmerk {word} van het stuk waarin deze toezegging staat"
        for day in letter_dates(said, event.date):
            numbers = [n for n in self._earlier(event, self._by_date.get(day, ())) if self._related(event, n)]
            if numbers:
                return numbers, f"noemt het stuk van {long_date(day)}, waarin deze toezegging staat"
        return [], ""

    def _earlier(self, event: EventFacts, numbers: Sequence[int]) -> list[int]:
        return [n for n in numbers if self._precedes(event, n)]

    def _precedes(self, event: EventFacts, number: int) -> bool:
        promise = self._promises[number]
        same_paper = promise.document is not None and promise.document == event.document
        return promise.date <= event.date and not same_paper

    def _related(self, event: EventFacts, number: int) -> bool:
        """Whether ministry or dossier is the same."""
        promise = self._promises[number]
        same_ministry = promise.ministry is not None and promise.ministry == event.ministry
        return same_ministry or not set(promise.dossiers).isdisjoint(event.dossiers)

    def _ranked(self, features: dict[str, float], numbers: Iterable[int]) -> list[_Match]:
        matches = [_Match(n, self._subjects.likeness(features, n)) for n in numbers]
        return sorted(matches, key=lambda match: (-match.likeness, self._promises[match.number].key))

    def _from_anchor(
        self, event: EventFacts, features: dict[str, float], numbers: list[int], anchor: str
    ) -> Link | None:
        matches = self._ranked(features, numbers)
        best, where = matches[0], _where(event)
        if best.likeness >= _border("anchored") and _stands_out(matches):
            return self._made(best, "certain", f"{where} {anchor}{self._words(features, best)}")
        if best.likeness < _border("anchored"):
            return self._made(best, "candidate", f"{where} {anchor}, maar deelt er te weinig woorden mee")
        return self._made(best, "candidate", f"{where} {anchor}, maar er passen meer toezeggingen even goed")

    def _from_likeness(self, event: EventFacts, features: dict[str, float]) -> Link | None:
        near = [
            n for n in self._near(event, features) if self._precedes(event, n) and self._related(event, n)
        ]
        matches = [match for match in self._ranked(features, near) if match.likeness >= _border("candidate")]
        if not matches:
            return None
        best = matches[0]
        promise = self._promises[best.number]
        dossiers = sorted(set(promise.dossiers) & set(event.dossiers))
        where = f"dossier {dossiers[0]}" if dossiers else f"ministerie {promise.ministry}"
        words = self._words(features, best)
        if (
            dossiers
            and best.likeness >= _border("strong")
            and _stands_out(matches)
            and _PROMISED.search(simplify(event.quote))
        ):
            reason = f"{_where(event)} komt een toezegging na in {where}; alleen deze past goed{words}"
            return self._made(best, "certain", reason)
        several = "" if _stands_out(matches) else "; andere toezeggingen passen even goed"
        return self._made(
            best,
            "candidate",
            f"zelfde {where}{words}; het stuk van de toezegging wordt niet genoemd{several}",
        )

    def _near(self, event: EventFacts, features: dict[str, float]) -> set[int]:
        near = self._subjects.near(features)
        for dossier in event.dossiers:
            pool = self._by_dossier.get(dossier, ())
            if len(pool) <= _SMALL_POOL:
                near.update(pool)
        return near

    def _words(self, features: dict[str, float], match: _Match) -> str:
        words = self._subjects.shared(features, match.number)[:4]
        return f" (gedeelde woordstammen: {', '.join(words)})" if words else ""

    def _made(self, match: _Match, certainty: Literal["certain", "candidate"], reason: str) -> Link:
        sentence = f"{reason[:1].upper()}{reason[1:]}."
        return Link(self._promises[match.number].key, certainty, sentence)


def _where(event: EventFacts) -> str:
    return f"het stuk van {long_date(event.date)}"


def _stands_out(matches: list[_Match]) -> bool:
    return len(matches) == 1 or matches[0].likeness >= _border("clearly") * matches[1].likeness


def _border(name: str) -> float:
    value: float = linking_data()["likeness"][name]
    return value


_PROMISED = re.compile(
    r"\b(?:zoals (?:\w+ ){0,3}toegezegd|(?:conform|overeenkomstig) (?:\w+ ){0,2}toezegging"
    r"|toezegging\w* (?:\w+ ){0,9}(?:gestand|nagekomen|voldaan|afgedaan)"
    r"|(?:voldoe|kom|doe|geef) ik (?:\w+ ){0,6}toezegging|heb (?:ik )?(?:\w+ ){0,6}toegezegd"
    r"|uitvoering (?:\w+ ){0,3}toezegging)\b"
)
_IDENTIFIER = re.compile(r"\b(?:kst|ah-tk|ah-ek|h-tk|h-ek|blg|stcrt|stb|nds-tk)-[\da-z][\da-z-]{2,40}\b")
_KAMERSTUK = re.compile(
    r"\bkamerstuk(?:ken)?(?: i{1,2})?(?: \d{4}[-/]\d{2,4},)? (\d{2}) ?(\d{3})(?:[ -]([ivx]{1,6}))?,? ?"
    r"(?:nr\.?|no\.?) ?(\d{1,4})\b"
)
_KENMERK = re.compile(r"\b[A-Za-z0-9][\w./-]{5,40}\b")


def papers_named(text: str) -> list[str]:
    """Identifiers of the papers that a text names, literally or as "Kamerstuk 30 821, nr. 258"."""
    plain = re.sub(r"\s+", " ", simplify(text))
    found = list(_IDENTIFIER.findall(plain))
    for first, second, chapter, number in _KAMERSTUK.findall(plain):
        dossier = f"{first}{second}" + (f"-{chapter.upper()}" if chapter else "")
        found.append(f"kst-{dossier}-{number}".lower())
    return list(dict.fromkeys(found))


def letter_dates(text: str, date: dt.date) -> list[dt.date]:
    """The days of the papers or debates that a text names ("mijn brief van 4 juni 2026"), up to ``date``.

    A day without a year is the last such day up to ``date``.
    """
    plain = re.sub(r"\s+", " ", simplify(text))
    months = lexicon()["months"]
    found = _paper_day().findall(plain)
    days = (_day(int(day), months[name], int(year or 0), date) for day, name, year in found)
    return list(dict.fromkeys(day for day in days if day is not None and day <= date))


@cache
def _paper_day() -> re.Pattern[str]:
    months = one_of([month for month in lexicon()["months"] if len(month) > 2])
    paper = one_of(linking_data()["words"]["papers"])
    day = rf"(?:van|d\.d\.|dd\.|op) (?:\w{{2,6}}dag )?(\d{{1,2}}) ({months})(?: (\d{{4}}))?"
    return re.compile(rf"\b{paper}(?: [\w'-]{{1,30}}){{0,8}}? {day}")


def _day(day: int, month: int, year: int, date: dt.date) -> dt.date | None:
    try:
        found = dt.date(year or date.year, month, day)
        return found if year or found <= date else found.replace(year=date.year - 1)
    except ValueError:
        return None


def _squeeze(words: str) -> str:
    return re.sub(r"[^a-z0-9]", "", words.lower())
