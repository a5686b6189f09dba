"""Which found promise is this entry of a Kamer's register? Certain, candidate, or none; with the reason.

Certain asks for the day of the meeting, a ministry that does not differ, words that clearly fit best, and no
other entry of that day that fits the promise better. A letter that promises the same soon after the meeting
is a candidate at most: the register holds only what was said aloud.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from commitments.facts import Link
from commitments.subjects import Subjects, border
from extract.dates import dutch_date

if TYPE_CHECKING:
    from collections.abc import Iterable

AFTER = dt.timedelta(days=60)
"""So long after the meeting a letter can repeat what was promised in it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a register."""

    key: str
    date: dt.date
    """Of the meeting, else the day it was entered."""
    text: str
    ministry: str | None = None
    name: str | None = None
    """Who promised, however written ("Q.X. Voorbeeldsma", "Minister Voorbeeldsma")."""


@dataclass(frozen=True, slots=True)
class Found:
    """A promise that was found; ``followed`` is the key of the one it repeats, else its own."""

    key: str
    followed: str
    date: dt.date
    text: str
    ministry: str | None = None
    name: str | None = None


class RegisterIndex:
    """Found promises, ready to be recognised in a register."""

    def __init__(self, promises: Iterable[Found]) -> None:
        self._promises = sorted(promises, key=lambda promise: promise.key)
        self._subjects = Subjects.of([promise.text for promise in self._promises])
        self._by_day: dict[dt.date, list[int]] = defaultdict(list)
        for number, promise in enumerate(self._promises):
            self._by_day[promise.date].append(number)

    def match(self, entries: Iterable[Entry]) -> dict[str, Link]:
        """For each entry of one day that is recognised, by its key, the promise that is followed."""
        rows = list(entries)
        ranked = {entry.key: self._ranked(entry, self._by_day.get(entry.date, ())) for entry in rows}
        best_of: dict[str, float] = defaultdict(float)
        for places in ranked.values():
            for followed, likeness in places:
                best_of[followed] = max(best_of[followed], likeness)
        found = {}
        for entry in rows:
            link = self._same_day(ranked[entry.key], best_of, entry) or self._later(entry)
            if link is not None:
                found[entry.key] = link
        return found

    def _ranked(self, entry: Entry, numbers: Iterable[int]) -> list[tuple[str, float]]:
        """The followed promises with their likeness, most alike first."""
        features = self._subjects.features(entry.text)
        best: dict[str, float] = {}
        for number in numbers:
            promise = self._promises[number]
            if _differs(entry, promise):
                continue
            likeness = self._subjects.likeness(features, number)
            best[promise.followed] = max(likeness, best.get(promise.followed, 0.0))
        return sorted(best.items(), key=lambda item: (-item[1], item[0]))

    def _same_day(
        self, ranked: list[tuple[str, float]], best_of: dict[str, float], entry: Entry
    ) -> Link | None:
        if not ranked or ranked[0][1] < border("candidate"):
            return None
        followed, likeness = ranked[0]
        clear = len(ranked) == 1 or likeness >= border("clearly") * ranked[1][1]
        mutual = likeness >= best_of[followed]
        reason = f"Toegezegd op {dutch_date(entry.date)}, de dag van de vergadering"
        if clear and mutual and likeness >= border("strong"):
            return Link(followed, "certain", f"{reason}, en de woorden passen bij geen andere zo goed.")
        return Link(followed, "candidate", f"{reason}; de woorden passen, maar niet duidelijk het best.")

    def _later(self, entry: Entry) -> Link | None:
        """A letter soon after that promises the same; the ministry must be known and the same."""
        near = self._subjects.near(self._subjects.features(entry.text))
        numbers = [
            n
            for n in near
            if entry.date < self._promises[n].date <= entry.date + AFTER
            and entry.ministry is not None
            and self._promises[n].ministry == entry.ministry
        ]
        ranked = self._ranked(entry, numbers)
        if not ranked or ranked[0][1] < border("unspoken"):
            return None
        reason = (
            f"Op schrift toegezegd binnen {AFTER.days} dagen na de vergadering van {dutch_date(entry.date)}."
        )
        return Link(ranked[0][0], "candidate", reason)


def _differs(entry: Entry, promise: Found) -> bool:
    """Whether ministry or person is known on both sides and another one."""
    if entry.ministry and promise.ministry and entry.ministry != promise.ministry:
        return not _same_person(entry.name, promise.name)
    return False


def _same_person(one: str | None, other: str | None) -> bool:
    """Whether two ways of writing a name end in the same surname: "Q.X. Voorbeeldsma", "Voorbeeldsma"."""
    return surname(one) is not None and surname(one) == surname(other)


def surname(name: str | None) -> str | None:
    """The last word of a name, lower case; None without one."""
    words = (name or "").replace(",", " ").split()
    return words[-1].casefold() if words else None
