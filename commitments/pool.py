"""Promises that a later text can be about: by paper, kenmerk, day, dossier, register number and words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from commitments.anchors import kenmerken_named, letter_dates, papers_named, register_numbers, squeeze
from commitments.subjects import Subjects, border
from extract.dates import dutch_date

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from commitments.facts import EventFacts, PromiseFacts
    from commitments.subjects import Counts, Text

SMALL_POOL = 400
"""The most promises of one dossier that are compared without a rare word in common."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of promises that were looked up in a larger collection."""

    texts: Mapping[str, Text]
    """The words of each promise, by its key."""
    counts: Counts
    """How often words occur in the whole collection."""
    near: Collection[str] | None = None
    """Keys of those that may be meant without being named, where others are there; None: look at all."""


@dataclass(frozen=True, slots=True)
class Sought:
    """By what the promises that a text may name are looked up; see ``entered`` and ``named``."""

    entries: list[str]
    papers: list[str]
    kenmerken: list[str]
    days: list[dt.date]


def sought(event: EventFacts) -> Sought:
    """What an event names, so that only promises with one of these need to be looked at."""
    places = _places(event)
    return Sought(
        register_numbers(_anywhere(event)),
        [name for said in places for name in papers_named(said)],
        [name for said in places for name in kenmerken_named(said)],
        [day for said in places for day in letter_dates(said, event.date)],
    )


def texts_of(event: EventFacts) -> tuple[str, str]:
    """What the sentence says and is about, and the same with the subject of its paper."""
    text = f"{event.about} {event.quote}"
    return text, f"{text} {event.subject}"


def text_of(subject: str | None, quote: str) -> str:
    """The words by which a promise is known."""
    return f"{subject or ''} {quote}"


def least_likeness() -> float:
    """A promise that is not named and is less like a text than this is never linked with it."""
    return min(border(name) for name in ("candidate", "strong", "unspoken", "unspoken_apart"))


def _anywhere(event: EventFacts) -> str:
    return f"{event.reference or ''} {event.quote} {event.notes} {event.about}"


def _places(event: EventFacts) -> tuple[str, str, str]:
    """Where a paper can be named: in the sentence, in its footnotes, in the words before it."""
    return (f"{event.reference or ''} {event.quote}", event.notes, event.about)


class PromisePool:
    """Promises by number, with the ways to find them; which one is meant is not decided here.

    All of a collection, or with ``known`` those of it that an event may be about.
    """

    def __init__(self, promises: Iterable[PromiseFacts], known: Known | None = None) -> None:
        self.promises = sorted(promises, key=lambda promise: promise.key)
        self.subjects = (
            Subjects([known.texts[promise.key] for promise in self.promises], known.counts)
            if known
            else Subjects.of([text_of(promise.subject, promise.quote) for promise in self.promises])
        )
        self._near = known.near if known else None
        self._numbers = {promise.key: number for number, promise in enumerate(self.promises)}
        self._by_document: dict[str, list[int]] = defaultdict(list)
        self._by_kenmerk: dict[str, list[int]] = defaultdict(list)
        self._by_date: dict[dt.date, list[int]] = defaultdict(list)
        self._by_dossier: dict[str, list[int]] = defaultdict(list)
        self._by_entry: dict[str, list[int]] = defaultdict(list)
        self._original: dict[int, int] = {}
        self._settled: dict[int, dt.date] = {}
        for number, promise in enumerate(self.promises):
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
        if number is not None and other is not None and self.root(other) != number:
            self._original[number] = other

    def original(self, key: str) -> str:
        """The key of the promise that ``key`` repeats, else ``key``."""
        return self.promises[self.root(self._numbers[key])].key

    def settle(self, key: str, day: dt.date) -> None:
        """From the day after ``day`` the promise ``key`` is open no more."""
        number = self._numbers[key]
        self._settled[number] = min(day, self._settled.get(number, day))

    def is_settled(self, key: str, day: dt.date) -> bool:
        """Whether the promise was fulfilled or withdrawn before ``day``."""
        return self.was_settled(self._numbers[key], day)

    def root(self, number: int) -> int:
        """The number of the promise that ``number`` repeats, else ``number``."""
        while number in self._original:
            number = self._original[number]
        return number

    def was_settled(self, number: int, day: dt.date) -> bool:
        """Whether the promise was fulfilled or withdrawn before ``day``."""
        return number in self._settled and self._settled[number] < day

    def entered(self, event: EventFacts) -> tuple[int, str] | None:
        """The promise whose number in a register the text names, with it; one number names one promise."""
        for entry in register_numbers(_anywhere(event)):
            roots = {self.root(n) for n in self._earlier(event, self._by_entry.get(entry, ()))}
            if len(roots) == 1:
                return roots.pop(), entry
        return None

    def named(self, event: EventFacts) -> dict[int, str]:
        """The promises in the papers that the text names, each with the words for that.

        The sentence and its footnotes go before the words around it; numbers go before days.
        """
        for said in _places(event):
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
                found.setdefault(number, f"noemt kenmerk {self.promises[number].reference}")
        return found

    def _by_day(self, event: EventFacts, said: str) -> dict[int, str]:
        found: dict[int, str] = {}
        for day in letter_dates(said, event.date):
            for number in self._earlier(event, self._by_date.get(day, ())):
                if self.related(event, number):
                    found.setdefault(number, f"noemt het stuk van {dutch_date(day)}")
        return found

    def _earlier(self, event: EventFacts, numbers: Sequence[int]) -> list[int]:
        return [n for n in numbers if self.precedes(event, n)]

    def precedes(self, event: EventFacts, number: int) -> bool:
        """Whether the promise was made up to the day of the event, in another paper."""
        promise = self.promises[number]
        same_paper = promise.document is not None and promise.document == event.document
        return promise.date <= event.date and not same_paper

    def related(self, event: EventFacts, number: int) -> bool:
        """Whether ministry or dossier is the same."""
        return self.same_ministry(event, number) or bool(self.common_dossiers(event, number))

    def same_ministry(self, event: EventFacts, number: int) -> bool:
        """Whether both are known to be of one ministry."""
        ministry = self.promises[number].ministry
        return ministry is not None and ministry == event.ministry

    def common_dossiers(self, event: EventFacts, number: int) -> list[str]:
        """The dossiers that both papers belong to, sorted."""
        return sorted(set(self.promises[number].dossiers) & set(event.dossiers))

    def near(self, features: dict[str, float], dossiers: Iterable[str]) -> set[int]:
        """The promises that share a rare word with these features, or a dossier."""
        if self._near is not None:
            return {self._numbers[key] for key in self._near}
        near = self.subjects.near(features)
        for dossier in dossiers:
            pool = self._by_dossier.get(dossier, ())
            if len(pool) <= SMALL_POOL:
                near.update(pool)
        return near
