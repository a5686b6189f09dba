"""Weeks and weekdays: what the match of such a shape of shapes.py stands for."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from commitments.calendar import month_end, nth_weekday
from commitments.deadlines.named import PAST, WHICH, Named, named
from commitments.deadlines.spans import (
    DAY,
    Period,
    day_in_year,
    day_period,
    month_period,
    week_period,
    year_period,
)
from commitments.deadlines.words import lexicon, month_number, number
from commitments.model import DeadlineKind


def weekday_of_month(match: re.Match[str], date: dt.date) -> Named | None:
    """As in "de derde dinsdag van mei"."""
    nth, weekday = lexicon()["ordinals"][match["ord"]], lexicon()["weekdays"][match["wd"]] - 1
    month = month_number(match["month"])
    return named(match, date, day_in_year(lambda year: nth_weekday(year, month, weekday, nth)))


def week_of(match: re.Match[str], date: dt.date) -> Named | None:
    """The week of a day."""
    month, number = month_number(match["month"]), int(match["d"])
    if not 1 <= number <= month_end(2000, month).day:
        return None
    day = day_in_year(lambda year: dt.date(year, month, number))
    return named(match, date, lambda year: week_period(day(year).first))


def week_number(match: re.Match[str], date: dt.date) -> Named | None:
    """A numbered week (ISO 8601)."""
    number = int(match["w"])
    if not 1 <= number <= 53:
        return None
    return named(match, date, lambda year: week_period(dt.date(year, 1, 4) + (number - 1) * 7 * DAY))


def week_of_month(match: re.Match[str], date: dt.date) -> Named | None:
    """As in "de eerste week van september": strictly seven days, generously to its Sunday."""
    nth, month = lexicon()["ordinals"][match["ord"]], month_number(match["month"])
    return named(match, date, lambda year: _nth_week(month_period(year, month), nth))


def week_of_year(match: re.Match[str], date: dt.date) -> Named | None:
    """As in "de eerste week van het nieuwe jaar"; None without a year."""
    nth = lexicon()["ordinals"][match["ord"]]
    found = named(match, date, lambda year: _nth_week(year_period(year), nth))
    return found if found.year else None


def _nth_week(period: Period, nth: int) -> Period:
    begin = period.strict - 6 * DAY if nth < 0 else period.first + (nth - 1) * 7 * DAY
    end = begin + 6 * DAY
    sunday = end + (6 - end.weekday()) * DAY
    return Period(DeadlineKind.RELATIVE, "week", begin, end, sunday, period.timex)


def this_week(match: re.Match[str], date: dt.date) -> Named | None:
    """This, the next or the last week, its weekend, or a day of it."""
    week = week_period(date if WHICH.get(match["dx"], "this") == "this" else date + 7 * DAY)
    past = match["dx"] in PAST
    if match["wd"]:
        day = week.first + (lexicon()["weekdays"][match["wd"]] - 1) * DAY
        return Named(match.end(), lambda _: day_period(day), day.year, past=past)
    if match["unit"] == "weekend":
        week = replace(week, first=week.first + 5 * DAY)
    return Named(match.end(), lambda _: week, week.first.year, past=past)


def weekday(match: re.Match[str], date: dt.date) -> Named | None:
    """The first such day after the paper."""
    ahead = (lexicon()["weekdays"][match["wd"]] - 1 - date.weekday()) % 7 or 7
    which = match["dx"] or match["as"]
    day = date + ahead * DAY
    past = which in PAST
    return Named(
        match.end(), day_in_year(lambda _: day), day.year, past=past, bare=not (which or _alone(match))
    )


_NOT_LOOSE = re.compile(
    r"(?:\b(?:de|die|deze|een|elke|iedere|alle|op|van|sinds|sedert|tot|per|als|en|afgelopen|vorige|voorbije|week)\s{1,4}"
    r"|[-/(])$"
)
_MORE = re.compile(
    r"\s?[-/)]|\s{1,4}(?:jl|over|na|voor|van|in|tot|t/m|en|geleden|was|waren|werd|werden|had|hadden|heb|heeft|hebben"
    r"|zei|kwam|kwamen|de|\d)(?!\w)"
)


def _alone(match: re.Match[str]) -> bool:
    """Whether a bare "maandag" is the coming one: no habit, no name of a day told of, no part of a date."""
    text, begin, end = match.string, match.start(), match.end()
    return not _NOT_LOOSE.search(text, max(0, begin - 14), begin) and not _MORE.match(text, end)


def weekday_in_weeks(match: re.Match[str], date: dt.date) -> Named | None:
    """As in "woensdag over twee weken"."""
    weeks = number(match["n"])
    if weeks is None:
        return None
    ahead = (lexicon()["weekdays"][match["wd"]] - 1 - date.weekday()) % 7
    day = day_in_year(lambda _: date + (ahead + 7 * weeks) * DAY)
    return Named(match.end(), day, date.year)
