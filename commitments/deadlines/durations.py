"""Lengths of time: "binnen zes weken", "over circa drie maanden", "anderhalf jaar", "een week of twee"."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from commitments.calendar import month_end
from commitments.conventions import conventions
from commitments.deadlines.spans import add_months
from commitments.deadlines.words import first_word, fragments, lexicon, number, one_of, rx

if TYPE_CHECKING:
    import re


Span = tuple[dt.date, dt.date, dt.date]
"""(earliest, strict, generous)."""


@dataclass(frozen=True, slots=True)
class Length:
    """Calendar months and days."""

    months: int = 0
    days: int = 0

    def after(self, day: dt.date) -> dt.date:
        """The day so much later; the last day of the calendar when that lies beyond it."""
        try:
            return add_months(day, self.months) + dt.timedelta(days=self.days)
        except (ValueError, OverflowError):
            return dt.date.max

    def before(self, day: dt.date) -> dt.date:
        """The day so much earlier."""
        return add_months(day, -self.months) - dt.timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Duration:
    """A length as written, up to ``end``: at ``least`` and at ``most`` (None: "enkele weken")."""

    end: int
    least: Length | None
    most: Length | None
    timex: str
    point: bool = False
    """"over": at the end of that time, not within it."""
    circa: bool = False
    bare: bool = False
    """Means a time only before an anchor ("twee weken voor het debat")."""
    stretch: bool = False
    """"de week na": the time itself, not its end."""
    relative: bool = False
    """Runs from the paper's date without a length ("de komende maanden")."""
    reading: str = ""
    wide_reading: str = ""

    def beside(self, days: Span, *, before: bool) -> Span:
        """The term so long before or after the (first day, strict end, generous end) of something."""
        assert self.least is not None  # noqa: S101 - callers ask ``most`` first
        assert self.most is not None  # noqa: S101
        first, strict, generous = days
        one = dt.timedelta(days=1)
        if before and self.stretch:
            return self.most.before(first), first - one, first
        if before:
            return dt.date.min, self.most.before(first), self.least.before(first)
        if self.stretch:
            return strict + one, self.least.after(strict), _end_of_unit(self.most.after(generous), self.most)
        return strict, self.least.after(strict), self.most.after(generous)

    def days(self, start: dt.date) -> Span:
        """(earliest, strict, generous) counted from a day."""
        assert self.least is not None  # noqa: S101 - callers ask ``most`` first
        assert self.most is not None  # noqa: S101
        strict, generous = self.least.after(start), self.most.after(start)
        # The longest length said ("over 2-3 jaar") is the widest already; of weeks it may be any day.
        if self.point and not (self.most.months and self.least != self.most):
            generous = _end_of_unit(generous, self.most)
        if self.circa:
            extra = (self.most.after(start) - start).days * conventions().tolerance.circa_percent // 100
            generous = max(generous, self.most.after(start) + dt.timedelta(days=extra))
        return (strict if self.point else start), strict, generous


def _end_of_unit(day: dt.date, length: Length) -> dt.date:
    """Say "over twee weken": it may be any day of that week, "over drie maanden" any of that month."""
    if length.months:
        return month_end(day.year, day.month)
    return day + dt.timedelta(days=6 - day.weekday()) if length.days % 7 == 0 else day


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    words, pieces = lexicon(), fragments()
    length = words["durations"]
    num, unit = pieces["number"], pieces["unit"]
    lead = f"(?:(?P<lead>{one_of([*length['within'], *length['over'], *length['anchored']])}) )?"
    about = f"(?P<circa>{one_of(length['circa'])} )?(?:{one_of(length['at_most'])} )?"
    fraction = rf"(?P<half>{one_of(words['fractions'])}) (?P<hunit>{unit})"
    or_so = rf"een (?P<ofunit>{unit}) of (?P<of>{num})(?:(?:, ?| (?:a|of|tot) )(?P<ofmost>{num})(?! {unit}))?"
    count = rf"(?P<n>{num})(?: (?:a|tot|of|en|tot en met) | ?[-/] ?)?(?P<m>{num})? (?P<unit>{unit})"
    coming = "(?:eerst|aan)?komende (?P<unit>weken|maanden|kwartalen)(?: en (?:weken|maanden|jaren))?"
    return (
        rx(f"{lead}{about}(?:{fraction}|{or_so}|{count})"),
        rx(f"{lead}{one_of(length['some'])} (?P<unit>{unit}|tijd)"),
        rx(f"(?:in |gedurende |binnen )?(?:de |het )?{coming}"),
        rx("(?:in |binnen )?de (?:eerste |laatste )?(?P<unit>week|maand)(?= (?:na|voor) )"),
    )


def duration_starts() -> frozenset[str]:
    """The first words a length can have, figures and articles aside."""
    words = lexicon()
    lists = [words["durations"][name] for name in ("within", "over", "anchored", "circa", "at_most", "some")]
    phrases = [phrase for phrases in lists for phrase in phrases]
    phrases += [
        *words["fractions"],
        *words["number_words"],
        "eerstkomende",
        "aankomende",
        "gedurende",
        "in",
        "eerste",
        "laatste",
        "week",
        "maand",
    ]
    return frozenset(first_word(phrase.removeprefix("de "), 0) for phrase in phrases)


def duration_at(text: str, at: int) -> Duration | None:
    """The length of time that starts at an offset of the simplified text."""
    exact, some, coming, stretch = _patterns()
    if match := coming.match(text, at):
        unit = "W" if match["unit"] == "weken" else "M"
        return Duration(match.end(), None, None, f"PX{unit}", relative=True)
    if match := some.match(text, at):
        return Duration(match.end(), None, None, "PXX", bare=_needs_anchor(_lead(match)))
    if match := stretch.match(text, at):
        length = _length(1, match["unit"])
        return Duration(match.end(), length, length, _timex(length), bare=True, stretch=True)
    match = exact.match(text, at)
    return _exact(match) if match else None


def _lead(match: re.Match[str]) -> str:
    return " ".join((match["lead"] or "").split())


def _needs_anchor(lead: str) -> bool:
    return not lead or lead in lexicon()["durations"]["anchored"]


def _exact(match: re.Match[str]) -> Duration | None:
    lengths = _lengths(match)
    if lengths is None:
        return None
    least, most = lengths
    lead, circa = _lead(match), bool(match["circa"] or (match["of"] and not match["ofmost"]))
    point = lead in lexicon()["durations"]["over"]
    reading = "" if least == most else "de kortste genoemde duur"
    return Duration(
        match.end(), least, most, _timex(most),
        point=point, circa=circa, bare=_needs_anchor(lead),
        reading=reading, wide_reading=_wide_reading(least, most, point=point, circa=circa),
    )  # fmt: skip


def _wide_reading(least: Length, most: Length, *, point: bool, circa: bool) -> str:
    if least != most:
        return "de langste genoemde duur"
    if circa:
        return "met speling, omdat de term niet precies is"
    return ("einde van die maand" if most.months else "einde van die week") if point else ""


def _lengths(match: re.Match[str]) -> tuple[Length, Length] | None:
    """The shortest and the longest length that the words allow."""
    if match["half"]:
        share = lexicon()["fractions"][" ".join(match["half"].split())]
        return _length(share, match["hunit"]), _length(share, match["hunit"])
    if match["of"]:
        # "een week of twee": about two; "een week of twee, drie"
        least = number(match["of"]) or 1
        most = number(match["ofmost"] or "") or least
        return _length(min(least, most), match["ofunit"]), _length(max(least, most), match["ofunit"])
    first = number(match["n"])
    second = number(match["m"]) if match["m"] else first
    if first is None or second is None:
        return None
    return _length(min(first, second), match["unit"]), _length(max(first, second), match["unit"])


def _length(count: float, unit: str) -> Length:
    """So many units; what is left of a month becomes thirtieths of it, parts of days are rounded up."""
    months = count * lexicon()["units_in_months"].get(unit, 0)
    days = count * lexicon()["units_in_days"].get(unit, 0) + months % 1 * 30
    return Length(int(months), math.ceil(round(days, 6)))


def _timex(length: Length) -> str:
    if length.months and length.days:
        return f"P{length.months}M{length.days}D"
    if length.months:
        return f"P{length.months // 12}Y" if length.months % 12 == 0 else f"P{length.months}M"
    return f"P{length.days // 7}W" if length.days % 7 == 0 else f"P{length.days}D"
