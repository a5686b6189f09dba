"""Stretches of the calendar: years, quarters, months, weeks, and their parts. Arithmetic, no language."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from commitments.calendar import Recess, month_day, month_end
from commitments.conventions import conventions
from commitments.model import DeadlineKind

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = dt.timedelta(days=1)
DAY_PART = "day-part"
"""The rule of a part of the paper's own day ("de middag")."""


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends inclusive, with the reading that gives each end."""

    kind: DeadlineKind
    rule: str
    first: dt.date
    strict: dt.date
    generous: dt.date
    timex: str
    reading: str = ""
    wide_reading: str = ""
    basis: str = ""
    """Dutch: the calendar row that the days rest on, when it is not confirmed."""
    before_strict: dt.date | None = None
    """Last day of "voor ..." where that isn't the day before ``first``; with its own readings and basis."""
    before_generous: dt.date | None = None
    before_reading: str = ""
    before_wide: str = ""
    before_basis: str = ""
    by_law: bool = False
    """The day is the last one the law allows: a term "bij ..." starts at once."""
    end_part: bool = False
    """An end ("eind juni"): "voor" includes it."""

    @property
    def last_before(self) -> dt.date:
        """Strict last day of "voor" this period."""
        return self.before_strict or self.first - DAY

    @property
    def last_before_generous(self) -> dt.date:
        """Generous last day of "voor" this period: its first day counts."""
        return self.before_generous or self.first


def day_period(day: dt.date) -> Period:
    """One day."""
    return Period(DeadlineKind.DATE, "day", day, day, day, day.isoformat())


def week_period(day: dt.date) -> Period:
    """The week, Monday to Sunday, of a day."""
    monday = day - day.weekday() * DAY
    year, week, _ = monday.isocalendar()
    return Period(
        DeadlineKind.RELATIVE, "week", monday, monday + 6 * DAY, monday + 6 * DAY, f"{year}-W{week:02}"
    )


def month_period(year: int, month: int) -> Period:
    """A month; months run on past 12 and below 1."""
    end = month_end(year, month)
    return Period(DeadlineKind.MONTH, "month", end.replace(day=1), end, end, f"{end.year}-{end.month:02}")


def quarter_period(year: int, first: int, last: int | None = None) -> Period:
    """A quarter, or several in a row; quarters run on past 4."""
    year, first, last = year + (first - 1) // 4, (first - 1) % 4 + 1, ((last or first) - 1) % 4 + 1
    end = month_end(year, 3 * last)
    timex = f"{year}-Q{first}" if first == last else f"{year}-Q{first}/{year}-Q{last}"
    return Period(DeadlineKind.QUARTER, "quarter", dt.date(year, 3 * first - 2, 1), end, end, timex)


def half_period(year: int, half: int) -> Period:
    """The first or second half of a year."""
    end = month_end(year, 6 * half)
    first = dt.date(year, 6 * half - 5, 1)
    return Period(DeadlineKind.QUARTER, "half-year", first, end, end, f"{year}-H{half}")


def year_period(year: int) -> Period:
    """A calendar year."""
    end = dt.date(year, 12, 31)
    return Period(DeadlineKind.DATE, "year", dt.date(year, 1, 1), end, end, str(year))


def recess_period(recess: Recess) -> Period:
    """A recess; when it is not confirmed its generous ends take the latest start that may well be."""
    basis = "" if recess.certain else f"de dagen van het {recess.kind}reces {recess.year} zijn niet bevestigd"
    return Period(
        DeadlineKind.RECESS, f"{recess.kind}reces",
        recess.start, recess.end, recess.end + (recess.latest_start - recess.start),
        f"{recess.year}-{recess.kind[0].upper()}R", basis=basis,
        before_strict=recess.start - DAY, before_generous=recess.latest_start,
        before_reading=f"de dag voor het {recess.kind}reces", before_wide=first_day_of(recess),
        before_basis=basis,
    )  # fmt: skip


def first_day_of(recess: Recess) -> str:
    """The words for its first day."""
    return f"de eerste dag van het {recess.kind}reces"


def start_basis(recess: Recess) -> str:
    """The words of doubt for a term that ends where a recess starts; empty when it is confirmed."""
    return "" if recess.certain else f"het begin van het {recess.kind}reces {recess.year} is niet bevestigd"


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last of that month."""
    end = month_end(day.year, day.month + months)
    return end.replace(day=min(day.day, end.day))


_TIMEX_PART = {"begin": "BEGIN", "medio": "MID", "eind": "END", "h1": "H1", "h2": "H2"}
# Where a convention gives no days: sixths of the period as (first day, strict end, generous end).
_LONG = 300
"""Days: what is longer is a year of its own kind."""
_SIXTHS = {"begin": (0, 2, 3), "medio": (2, 4, 4), "eind": (4, 6, 6), "h1": (0, 3, 3), "h2": (3, 6, 6)}


def cut(period: Period, part: str) -> Period:
    """Begin, medio, eind or a half (h1, h2) of a period: by the conventions, else by sixths."""
    if period.rule == DAY_PART:
        return replace(period, end_part=part == "eind")
    timex = f"{period.timex}-{_TIMEX_PART[part]}"
    plain = replace(
        period, timex=timex, end_part=part == "eind",
        before_strict=None, before_generous=None, before_reading="", before_wide="", before_basis="",
    )  # fmt: skip
    if period.rule in ("year", "coming-year"):
        cut_off = _part_of_year(plain, period.generous.year, part)
    elif period.rule in ("month", "coming-month") and part in conventions().month_parts:
        month = month_period(period.generous.year, period.generous.month)
        cut_off = _part_of_month(replace(plain, first=month.first, strict=month.strict), part)
    else:
        cut_off = _part_by_sixths(plain, part)
    if part not in ("begin", "medio"):
        return cut_off
    # "voor begin september" is before it starts, or generously before it ends.
    return replace(
        cut_off,
        before_strict=cut_off.first - DAY,
        before_generous=cut_off.strict,
        before_wide="het einde daarvan",
    )


def _part_of_year(period: Period, year: int, part: str) -> Period:
    if part not in conventions().year_parts:
        return half_period(year, int(part[1]))
    row = conventions().year_parts[part]
    first, strict, generous = (month_day(value, year) for value in (row.first, row.strict, row.generous))
    return replace(
        period, kind=DeadlineKind.DATE, first=first, strict=strict, generous=generous,
        timex=f"{year}-{_TIMEX_PART[part]}", reading=row.reading, wide_reading=row.wide_reading,
    )  # fmt: skip


def _part_of_month(period: Period, part: str) -> Period:
    row = conventions().month_parts[part]
    first, strict, generous = (
        period.first.replace(day=min(day, period.strict.day)) for day in (row.first, row.strict, row.generous)
    )
    return replace(
        period,
        first=first,
        strict=strict,
        generous=generous,
        reading=row.reading,
        wide_reading=row.wide_reading,
    )


def _part_by_sixths(period: Period, part: str) -> Period:
    first, strict, generous = _SIXTHS[part]
    days = (period.strict - period.first).days + 1
    if days > _LONG and part == "begin":
        # Of a school year a sixth or a half is no beginning: two months, generously three.
        ends = [add_months(period.first, months) - DAY for months in (2, 3)]
        return replace(period, strict=ends[0], generous=ends[1], reading="", wide_reading="")
    begin = period.first + days * first // 6 * DAY
    if strict == 6:
        return replace(period, first=begin)
    ends = [max(begin, period.first + (round(days * share / 6) - 1) * DAY) for share in (strict, generous)]
    return replace(period, first=begin, strict=ends[0], generous=ends[1], reading="", wide_reading="")


def day_in_year(make: Callable[[int], dt.date]) -> Callable[[int], Period]:
    """A day as a period; 29 February in a common year becomes the 28th."""

    def at(year: int) -> Period:
        try:
            day = make(year)
        except ValueError:
            day = month_end(year, 2)
        return day_period(day)

    return at
