"""The sentence that is read, and what is found in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from commitments.deadlines import explain
from commitments.deadlines.words import simplify
from commitments.model import Deadline, DeadlineKind

# A stand-in for the date of a paper that has none: nothing is past, and every day is taken out again.
_NO_DATE = dt.date(1901, 1, 1)
# The Staten-Generaal sits since 1815; far ahead the calendar of Python ends.
_YEARS = range(1815, 2500)

Days = tuple[dt.date | None, dt.date | None, dt.date | None]
"""(earliest, strict, generous)."""


@dataclass(frozen=True, slots=True)
class Found:
    """A time at ``begin``-``end``; ``deadline`` is None when it binds nothing: past, negated, replaced."""

    begin: int
    end: int
    deadline: Deadline | None
    lapsed: Deadline | None = None
    """A last day ("uiterlijk 1 juli 2025") that lies before the paper."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text as written (``raw``), as the patterns see it (``plain``), and the date of its paper."""

    raw: str
    plain: str
    date: dt.date
    known: bool

    @classmethod
    def of(cls, text: str, date: dt.date | None) -> Source:
        """The text with the date of its paper; None, or a year in which there is no Kamer, is unknown."""
        known = date is not None and date.year in _YEARS
        return cls(text, simplify(text), date if date and known else _NO_DATE, known=known)

    def words(self, begin: int, end: int) -> str:
        """The literal words."""
        return self.raw[begin:end]

    def found(
        self, begin: int, end: int, kind: DeadlineKind, rule: str, explanation: str, *,
        days: Days = (None, None, None), timex: str | None = "FUTURE_REF",
        certain: bool = True, event: str | None = None,
    ) -> Found:  # fmt: skip
        """A term; without a known date of the paper its days are taken out."""
        words = self.words(begin, end)
        if not self.known and any(days):
            explanation, days, certain = explain.unknown_date(words), (None, None, None), True
        return Found(
            begin, end, Deadline(words, begin, end, kind, *days, timex, rule, explanation, certain, event)
        )
