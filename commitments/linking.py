"""Which earlier promise is this about? Certain, candidate, or none; with the reason in Dutch.

Certain needs an anchor in the text. Either the promise's own paper is named (its number, its kenmerk, "mijn
brief van 4 juni 2026", also in a footnote or in the words before that say what the sentence is about) and the
words fit; or the text speaks of a promise ("die toezegging", "zoals toegezegd") of the same dossier and
ministry, and one promise fits clearly best. Likeness alone never makes it certain, however close. A promise
that was settled before is no rival of an open one, and a repetition stands for what it repeats. The borders
and the words stand in data/linking.toml.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from commitments.anchors import (
    kenmerken_named,
    kinds_of_act,
    letter_dates,
    papers_named,
    register_numbers,
    speaks_of_promise,
    squeeze,
    years,
)
from commitments.facts import EventFacts, Link, PromiseFacts
from commitments.subjects import Subjects, border, written
from extract.dates import dutch_date

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

__all__ = ["EventFacts", "Link", "PromiseFacts", "PromiseIndex", "link"]

_SMALL_POOL = 400
"""The most promises of one dossier that are compared without a rare word in common."""


_LEAST_WORDS = 2
"""Words of its own that a sentence must have to be about something else than its paper."""


@dataclass(frozen=True, slots=True)
class _Match:
    number: int
    likeness: float
    said: int
    """The promise through which it was found: itself, or a repetition of it."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """An event with what is derived from it once."""

    event: EventFacts
    own: dict[str, float]
    """Features of the sentence and what it is about."""
    wide: dict[str, float]
    """The same with the subject of its paper."""
    promising: bool


def link(event: EventFacts, promises: Iterable[PromiseFacts]) -> Link | None:
    """The promise that an event is about. For many events build a PromiseIndex once."""
    return PromiseIndex(promises).link(event)


class PromiseIndex:
    """Promises, ready to be found by paper, date, dossier and subject."""

    def __init__(self, promises: Iterable[PromiseFacts]) -> None:
        self._promises = sorted(promises, key=lambda promise: promise.key)
        self._subjects = Subjects([f"{promise.subject} {promise.quote}" for promise in self._promises])
        self._numbers = {promise.key: number for number, promise in enumerate(self._promises)}
        self._by_document: dict[str, list[int]] = defaultdict(list)
        self._by_kenmerk: dict[str, list[int]] = defaultdict(list)
        self._by_date: dict[dt.date, list[int]] = defaultdict(list)
        self._by_dossier: dict[str, list[int]] = defaultdict(list)
        self._by_entry: dict[str, list[int]] = defaultdict(list)
        self._original: dict[int, int] = {}
        self._settled: dict[int, dt.date] = {}
        for number, promise in enumerate(self._promises):
            self._enter(number, promise)

    def _enter(self, number: int, promise: PromiseFacts) -> None:
        if promise.document:
            self._by_document[promise.document.lower()].append(number)
        if promise.reference:
            self._by_kenmerk[squeeze(promise.reference)].append(number)
        self._by_date[promise.date].append(number)
        for entry in promise.numbers:
            self._by_entry[entry].append(number)
        for dossier in promise.dossiers:
            self._by_dossier[dossier].append(number)
        if promise.settled:
            self.settle(promise.key, promise.settled)
        if promise.repeats:
            self.repeat(promise.key, promise.repeats)

    def repeat(self, key: str, original: str) -> None:
        """From now on ``key`` stands for ``original``: what is about the one is about the other."""
        number, other = self._numbers.get(key), self._numbers.get(original)
        if number is not None and other is not None and self._root(other) != number:
            self._original[number] = other

    def original(self, key: str) -> str:
        """The key of the promise that ``key`` repeats, else ``key``."""
        return self._promises[self._root(self._numbers[key])].key

    def settle(self, key: str, day: dt.date) -> None:
        """From the day after ``day`` the promise ``key`` is open no more."""
        number = self._numbers[key]
        self._settled[number] = min(day, self._settled.get(number, day))

    def is_settled(self, key: str, day: dt.date) -> bool:
        """Whether the promise was fulfilled or withdrawn before ``day``."""
        return self._is_settled(self._numbers[key], day)

    def link(self, event: EventFacts) -> Link | None:
        """The promise that an event is about, None when nothing fits."""
        text = f"{event.about} {event.quote}"
        asked = _Asked(
            event,
            self._subjects.features(text),
            self._subjects.features(f"{text} {event.subject}"),
            speaks_of_promise(text),
        )
        if (entered := self._entered(event)) is not None:
            return entered
        named = self._named(event)
        found = self._from_anchor(asked, named) if named else None
        return found or self._from_likeness(asked)

    def _entered(self, event: EventFacts) -> Link | None:
        """The promise whose number in a register the text names; one number names one promise."""
        for entry in register_numbers(f"{event.reference or ''} {event.quote} {event.notes} {event.about}"):
            roots = {self._root(n) for n in self._earlier(event, self._by_entry.get(entry, ()))}
            if len(roots) == 1:
                reason = f"Het stuk van {dutch_date(event.date)} noemt toezegging {entry} uit het register."
                return Link(self._promises[roots.pop()].key, "certain", reason)
        return None

    def _root(self, number: int) -> int:
        while number in self._original:
            number = self._original[number]
        return number

    def _is_settled(self, number: int, day: dt.date) -> bool:
        return number in self._settled and self._settled[number] < day

    def _named(self, event: EventFacts) -> dict[int, str]:
        """The promises in the papers that the text names, each with the words for that.

        The sentence and its footnotes go before the words around it; numbers go before days.
        """
        for said in (f"{event.reference or ''} {event.quote}", event.notes, event.about):
            if found := self._by_number(event, said) or self._by_day(event, said):
                return found
        return {}

    def _by_number(self, event: EventFacts, said: str) -> dict[int, str]:
        found: dict[int, str] = {}
        for identifier in papers_named(said):
            for number in self._earlier(event, self._by_document.get(identifier, ())):
                found.setdefault(number, f"verwijst naar {identifier}")
        for kenmerk in kenmerken_named(said):
            for number in self._earlier(event, self._by_kenmerk.get(kenmerk, ())):
                found.setdefault(number, f"noemt kenmerk {self._promises[number].reference}")
        return found

    def _by_day(self, event: EventFacts, said: str) -> dict[int, str]:
        found: dict[int, str] = {}
        for day in letter_dates(said, event.date):
            for number in self._earlier(event, self._by_date.get(day, ())):
                if self._related(event, number):
                    found.setdefault(number, f"noemt het stuk van {dutch_date(day)}")
        return found

    def _earlier(self, event: EventFacts, numbers: Sequence[int]) -> list[int]:
        return [n for n in numbers if self._precedes(event, n)]

    def _precedes(self, event: EventFacts, number: int) -> bool:
        promise = self._promises[number]
        same_paper = promise.document is not None and promise.document == event.document
        return promise.date <= event.date and not same_paper

    def _related(self, event: EventFacts, number: int) -> bool:
        """Whether ministry or dossier is the same."""
        return self._same_ministry(event, number) or bool(self._common_dossiers(event, number))

    def _same_ministry(self, event: EventFacts, number: int) -> bool:
        ministry = self._promises[number].ministry
        return ministry is not None and ministry == event.ministry

    def _common_dossiers(self, event: EventFacts, number: int) -> list[str]:
        return sorted(set(self._promises[number].dossiers) & set(event.dossiers))

    def _ranked(self, asked: _Asked, numbers: Iterable[int]) -> list[_Match]:
        """The promises that these are, or repeat: most alike first."""
        best: dict[int, _Match] = {}
        for number in numbers:
            root = self._root(number)
            match = _Match(root, max(self._likeness(asked, n) for n in {number, root}), number)
            if root not in best or (match.likeness, number == root) > (best[root].likeness, False):
                best[root] = match
        return sorted(best.values(), key=lambda match: (-match.likeness, self._promises[match.number].key))

    def _likeness(self, asked: _Asked, number: int) -> float:
        return max(self._subjects.likeness(features, number) for features in (asked.own, asked.wide))

    def _pick(self, event: EventFacts, matches: list[_Match]) -> tuple[_Match, bool]:
        """The best match, and whether it clearly is. One settled before gives way to an open equal."""
        pending = [match for match in matches if not self._is_settled(match.number, event.date)]
        best = matches[0]
        if pending and not _outdoes(best, pending[0]):
            best, matches = pending[0], pending
        return best, all(_outdoes(best, other) for other in matches if other is not best)

    def _fitting(self, event: EventFacts, best: _Match, matches: list[_Match]) -> _Match | None:
        """Of promises that fit equally well the only one with the term, year or kind of act of the event."""
        equals = [
            match
            for match in matches
            if not _outdoes(best, match) and not self._is_settled(match.number, event.date)
        ]
        by_term = [
            m for m in equals if event.generous and self._promises[m.number].generous == event.generous
        ]
        said = years(event.quote)
        by_year = [m for m in equals if said & years(self._promises[m.number].quote)]
        kinds = kinds_of_act(event.quote)
        by_kind = [m for m in equals if self._promises[m.number].kind in kinds]
        return next((fits[0] for fits in (by_term, by_year, by_kind) if len(fits) == 1), None)

    def _from_anchor(self, asked: _Asked, named: dict[int, str]) -> Link | None:
        event = asked.event
        matches = self._ranked(asked, named)
        best, clear = self._pick(event, matches)
        if not clear and (fitting := self._fitting(event, best, matches)):
            best, clear = fitting, True
        if not asked.promising and best.likeness < border("candidate"):
            return None
        place = "staat" if best.said == best.number else "is herhaald"
        reason = f"{_where(event)} {named[best.said]}, waarin deze toezegging {place}"
        if best.likeness < border("anchored" if asked.promising else "strong"):
            return self._made(best, "candidate", f"{reason}, maar deelt er te weinig woorden mee")
        if not clear:
            return self._made(best, "candidate", f"{reason}, maar er passen meer toezeggingen even goed")
        return self._made(best, "certain", f"{reason}{self._words(asked, best)}")

    def _from_likeness(self, asked: _Asked) -> Link | None:
        event = asked.event
        near = (n for n in self._near(asked) if self._precedes(event, n) and self._fits(asked, n))
        matches = [
            match for match in self._ranked(asked, near) if match.likeness >= self._least(asked, match)
        ]
        if not matches:
            return None
        best, clear = self._pick(event, matches)
        if not clear and (fitting := self._fitting(event, best, matches)):
            best = fitting
        dossiers = self._common_dossiers(event, best.said)
        where = f"dossier {dossiers[0]}" if dossiers else f"ministerie {event.ministry}"
        words = self._words(asked, best)
        same = dossiers and self._same_ministry(event, best.said)
        certain = asked.promising and same and clear and best.likeness >= border("strong")
        if certain and self._says_it_itself(asked, best):
            reason = f"{_where(event)} spreekt van een toezegging in {where}; alleen deze past goed{words}"
            return self._made(best, "certain", reason)
        several = "" if clear else "; andere toezeggingen passen even goed"
        return self._made(
            best,
            "candidate",
            f"zelfde {where}{words}; het stuk van de toezegging wordt niet genoemd{several}",
        )

    def _least(self, asked: _Asked, match: _Match) -> float:
        """The least likeness of a candidate; more where only the title of the paper is like the promise."""
        if not asked.promising:
            same = self._same_ministry(asked.event, match.said) and self._common_dossiers(
                asked.event, match.said
            )
            return border("unspoken" if same else "unspoken_apart")
        own = self._subjects.likeness(asked.own, match.said)
        return border("candidate" if own > 0 else "strong")

    def _says_it_itself(self, asked: _Asked, match: _Match) -> bool:
        """Whether the sentence's own words fit, whatever the title of its paper.

        "Zoals toegezegd stuur ik u ook het jaarverslag" is about that; a sentence with hardly a word of its
        own speaks of its paper.
        """
        if len(asked.own) < _LEAST_WORDS:
            return True
        numbers = {match.said, match.number}
        return max(self._subjects.likeness(asked.own, n) for n in numbers) >= border("candidate")

    def _fits(self, asked: _Asked, number: int) -> bool:
        """Whether ministry or dossier is the same.

        A letter says often of no dossier, and an answer can come from another ministry: what a later paper
        delivers is then a candidate too.
        """
        return self._related(asked.event, number)

    def _near(self, asked: _Asked) -> set[int]:
        near = self._subjects.near(asked.wide)
        for dossier in asked.event.dossiers:
            pool = self._by_dossier.get(dossier, ())
            if len(pool) <= _SMALL_POOL:
                near.update(pool)
        return near

    def _words(self, asked: _Asked, match: _Match) -> str:
        """The shared words as they stand in the text, rarest first; of a compound the whole word."""
        event = asked.event
        in_text = written(f"{event.about} {event.quote} {event.subject}")
        shared = self._subjects.shared(asked.wide, match.said)
        words = [
            in_text.get(part) or next((w for s, w in in_text.items() if part in s), "") for part in shared
        ]
        distinct = list(dict.fromkeys(word for word in words if word))[:4]
        return f" (gedeelde woorden: {', '.join(distinct)})" if distinct else ""

    def _made(self, match: _Match, certainty: Literal["certain", "candidate"], reason: str) -> Link:
        sentence = f"{reason[:1].upper()}{reason[1:]}."
        return Link(self._promises[match.number].key, certainty, sentence)


def _where(event: EventFacts) -> str:
    return f"het stuk van {dutch_date(event.date)}"


def _outdoes(best: _Match, other: _Match) -> bool:
    return best.likeness >= border("clearly") * other.likeness and best.likeness > 0
