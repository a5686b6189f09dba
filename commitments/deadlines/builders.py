"""What the match of a shape stands for: one function for each shape of shapes.py."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from commitments.calendar import calendar, month_day, month_end
from commitments.conventions import conventions
from commitments.deadlines.named import PAST, ROLLING, WHICH, Named, named
from commitments.deadlines.spans import (
    DAY,
    Period,
    add_months,
    day_in_year,
    first_day_of,
    half_period,
    month_period,
    quarter_period,
    recess_period,
    start_basis,
    year_period,
)
from commitments.deadlines.words import lexicon, month_number
from commitments.model import DeadlineKind


def day(match: re.Match[str], date: dt.date) -> Named | None:
    """A day of a month, or the days from one to another."""
    month, last = month_number(match["month"]), int(match["d"])
    first = int(match["d0"] or last)
    if not 1 <= first <= last <= month_end(2000, month).day:
        return None
    end = day_in_year(lambda year: dt.date(year, month, last))
    if first == last:
        return named(match, date, end)

    def span(year: int) -> Period:
        period = end(year)
        begin = period.strict - (last - first) * DAY
        return replace(period, first=begin, timex=f"{begin.isoformat()}/{period.timex}")

    return named(match, date, span)


def numeric_day(match: re.Match[str], date: dt.date) -> Named | None:
    """A day in figures, with its year."""
    try:
        day = dt.date(2000 + int(match["year"]) % 100, int(match["m"]), int(match["d"]))
    except ValueError:
        return None
    del date
    return Named(match.end(), day_in_year(lambda _: day), day.year, literal=True)


NEAR = {
    "vandaag": 0, "vandaag nog": 0, "vanmiddag": 0, "vanavond": 0, "morgen": 1, "morgenochtend": 1,
    "morgenmiddag": 1, "morgenavond": 1, "overmorgen": 2,
    "hedenmiddag": 0, "hedenavond": 0, "deze middag": 0, "deze avond": 0, "vannacht": 1, "morgenvroeg": 1,
}  # fmt: skip


_SENT = re.compile(
    r"\s{1,4}(?:toe|nog|per\s{1,4}(?:brief|mail)|schriftelijk|naar\s{1,4}(?:uw|de|deze)\s"
    r"|aan\s{1,4}(?:u|uw|de|deze)\s)"
)
"""What follows a "vandaag" that is a term, not a remark of this debate ("die ik vandaag hoorde")."""


def near_day(match: re.Match[str], date: dt.date) -> Named | None:
    """Today, tonight, tomorrow."""
    day = date + NEAR[re.sub(r"\s+", " ", match[0])] * DAY
    period = replace(day_in_year(lambda _: day)(0), kind=DeadlineKind.RELATIVE)
    return Named(
        match.end(),
        lambda _: period,
        day.year,
        bare=match[0] == "vandaag" and not _SENT.match(match.string, match.end()),
    )


def month(match: re.Match[str], date: dt.date) -> Named | None:
    """A month by name."""
    month = month_number(match["month"])
    return named(match, date, lambda year: month_period(year, month))


def this_month(match: re.Match[str], date: dt.date) -> Named | None:
    """This, the next or the last month; "komende maand" runs from the paper."""
    if match["dx"] in PAST:
        return Named(match.end(), lambda _: month_period(date.year, date.month - 1), date.year, past=True)
    if match["dx"] in ROLLING:
        end = month_end(date.year, date.month + 1)
        period = Period(
            DeadlineKind.RELATIVE, "coming-month", date, add_months(date, 1), end, "P1M",
            "een maand na de datum van het stuk", "einde van de volgende kalendermaand",
        )  # fmt: skip
    else:
        month = month_period(date.year, date.month + (WHICH[match["dx"]] != "this"))
        period = replace(month, kind=DeadlineKind.RELATIVE)
    return Named(match.end(), lambda _: period, date.year)


def quarter(match: re.Match[str], date: dt.date) -> Named | None:
    """A quarter, or two in a row."""

    def ordinal(name: str) -> int:
        value = lexicon()["ordinals"].get(match[name]) or int(match[name])
        return 4 if value < 0 else int(value)

    last = ordinal("q")
    first = ordinal("q0") if match["q0"] else last
    if first > last:
        return None
    return named(match, date, lambda year: quarter_period(year, first, None if first == last else last))


def this_quarter(match: re.Match[str], date: dt.date) -> Named | None:
    """This, the next or the last quarter."""
    quarter = (date.month - 1) // 3 + 1 + (WHICH.get(match["dx"], "this") != "this")
    period = quarter_period(date.year, quarter)
    return Named(match.end(), lambda _: period, date.year, past=match["dx"] in PAST)


def half(match: re.Match[str], date: dt.date) -> Named | None:
    """A half of a year."""
    value = lexicon()["ordinals"].get(match["h"]) or int(match["h"])
    half = 2 if value < 0 else int(value)
    return named(match, date, lambda year: half_period(year, half)) if half in (1, 2) else None


def year(match: re.Match[str], date: dt.date) -> Named | None:
    """A year in figures."""
    return named(match, date, year_period, bare=True)


def this_year(match: re.Match[str], date: dt.date) -> Named | None:
    """This, the next or the last year; "komend jaar" runs from the paper."""
    which = match["dx"]
    year = date.year + (WHICH.get(which, "this") != "this")
    if which not in ROLLING:
        return Named(match.end(), _relative_year, year, past=which in PAST)
    period = Period(
        DeadlineKind.RELATIVE, "coming-year", date, add_months(date, 12), dt.date(year, 12, 31), "P1Y",
        "een jaar na de datum van het stuk", f"einde van het kalenderjaar {year}",
    )  # fmt: skip
    return Named(match.end(), lambda _: period, year)


def _relative_year(year: int) -> Period:
    return replace(year_period(year), kind=DeadlineKind.RELATIVE)


def season(match: re.Match[str], date: dt.date) -> Named | None:
    """A season; "voor de zomer" ends where the recess begins."""
    season = next(s for s in conventions().seasons.values() if match["season"] in s.words)

    def at(year: int) -> Period:
        first = month_day(season.first, year)
        strict, generous = (
            month_day(end, year + (end < season.first)) for end in (season.strict, season.generous)
        )
        before = month_day(season.astronomical_first, year) - DAY
        period = Period(
            DeadlineKind.SEASON, "season", first, strict, generous, f"{year}-{season.timex}",
            season.reading, season.wide_reading,
            before_strict=first - DAY, before_generous=before,
            before_reading=f"voor de {season.reading}", before_wide=f"voor de {season.wide_reading}",
        )  # fmt: skip
        if season.before_recess is None:
            return period
        recess = calendar().recess(season.before_recess, year)
        return replace(
            period, before_strict=min(before, recess.start - DAY), before_generous=recess.latest_start,
            before_reading=period.before_wide, before_wide=first_day_of(recess),
            before_basis=start_basis(recess),
        )  # fmt: skip

    found = named(match, date, at)
    return found if found.year or found.which or not season.which_said else None


def recess(match: re.Match[str], date: dt.date) -> Named | None:
    """A recess by name."""
    kind = {"krokus": "voorjaar", "kerst": "kerst"}.get(match["recess"], match["recess"])
    return named(match, date, lambda year: recess_period(calendar().recess(kind, year)))


def next_recess(match: re.Match[str], date: dt.date) -> Named | None:
    """A recess without its name: strictly the next one, generously the next long one."""
    soon, long = calendar().next_recess(date), calendar().next_recess(date, ("zomer", "kerst"))
    sure = soon.certain and long.certain
    basis = "welk reces is niet gezegd" + ("" if sure else " en de recesdagen zijn niet bevestigd")
    period = replace(
        recess_period(soon), rule="reces", generous=long.end, before_generous=long.latest_start, basis=basis,
        reading=f"het eerstvolgende reces, het {soon.kind}reces", wide_reading=f"het {long.kind}reces",
        before_reading=f"de dag voor het eerstvolgende reces, het {soon.kind}reces",
        before_wide=first_day_of(long), before_basis=basis,
    )  # fmt: skip
    return Named(match.end(), lambda _: period, period.first.year)


def moment(match: re.Match[str], date: dt.date) -> Named | None:
    """A fixed moment of the year."""
    moment = calendar().moments[match["moment"]]

    def at(year: int) -> Period:
        day, why = moment.day(year), moment.source
        period = Period(
            DeadlineKind.EVENT, "moment", day, day, day, day.isoformat(), why, why, by_law=moment.by_law
        )
        if moment.before_recess is None:
            return period
        recess = calendar().recess(moment.before_recess, year)
        return replace(
            period, before_strict=min(recess.start, day) - DAY, before_generous=day,
            before_reading=f"de dag voor het {recess.kind}reces", before_wide=f"{moment.name} zelf",
            before_basis=start_basis(recess),
        )  # fmt: skip

    found = named(match, date, at)
    if moment.about_next_year and found.literal and found.year:
        return replace(found, year=found.year - 1)
    return found
