"""The shapes in which Dutch names a period: "15 september", "najaar 2027", "het tweede kwartaal".

To teach the reader a new shape, add one ``Shape`` to ``_shapes``: a pattern without article (spaces stand
for white space, ``%(month)s`` and the like for the pieces of words.fragments), a function that makes the ``Named``
period of a match, and the words it can start with. What stands before it ("uiterlijk", "nog voor") is no part
of it: bounds.py binds the two. So "uiterlijk de derde dinsdag van mei" is a modifier and the shape of
``_nth_weekday``.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from commitments.calendar import calendar, month_day, month_end, nth_weekday
from commitments.conventions import conventions
from commitments.deadlines.spans import (
    DAY,
    Period,
    add_months,
    day_period,
    first_day_of,
    half_period,
    month_period,
    quarter_period,
    recess_period,
    start_basis,
    week_period,
    year_period,
)
from commitments.deadlines.words import first_word, fragments, lexicon, month_number, one_of, rx
from commitments.model import DeadlineKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True, slots=True)
class Named:
    """A period as written, up to ``end``: what it is in any year, and which year is said."""

    end: int
    at: Callable[[int], Period]
    year: int | None = None
    which: str = ""
    """this, coming or next: "deze", "komende", "volgende"."""
    literal: bool = False
    """The year stands in the text."""
    past: bool = False
    bare: bool = False
    """Means a time only with a preposition before it ("2027", "maandag")."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape. ``build`` returns None when the match is no such period after all ("31 februari")."""

    pattern: str
    build: Callable[[re.Match[str], dt.date], Named | None]
    starts: tuple[str, ...]
    """The first words it can have, "0" for figures: only there is it tried."""


_PAST = ("afgelopen", "vorig", "vorige", "voorbije", "jl", "jl.", "j.l.", "jongstleden", "l.l.")
_ROLLING = ("komend", "komende", "aankomend", "aankomende")
"""Before "maand" or "jaar" these run from the paper's date."""
_COMING = (*_ROLLING, "aanstaande", "eerstvolgende", "eerstkomende", "nieuwe")
_WHICH = {
    **dict.fromkeys(("dit", "deze", "lopende", "huidige"), "this"),
    **dict.fromkeys(_COMING, "coming"),
    **dict.fromkeys(("volgend", "volgende"), "next"),
}
# "deze", "volgende", "afgelopen"
_WHICH_WORDS = (*_WHICH, "afgelopen", "vorig", "vorige", "voorbije")
_WHICH_ONE = f"(?P<dx>{'|'.join(sorted(_WHICH_WORDS, key=len, reverse=True))})"
_DEIXIS = f"(?:{_WHICH_ONE} )?"
_TAIL = (
    "(?:,? (?:van |in )?(?:het (?:kalender)?jaar )?"
    r"(?P<year>%(year)s|'\d\d)(?: ?[-/] ?(?:20)?\d\d(?=\W|$))?"
    "| (?:van |in )?(?:het )?(?P<yx>dit|lopende|komende?|aankomende?|volgende?|nieuwe|vorige?|afgelopen) "
    "(?:kalender)?jaar"
    r"| ?(?P<as>a\.s\.|aanstaande?|eerstkomende?|jl\.?|j\.l\.|jongstleden|l\.l\.))?"
)


def _named(match: re.Match[str], date: dt.date, at: Callable[[int], Period], *, bare: bool = False) -> Named:
    """The match with the year that its tail or its "dit/komend/volgend" says."""
    groups = match.groupdict()
    dx, yx, tail = groups.get("dx") or "", groups.get("yx") or "", groups.get("as") or ""
    past = any(word in _PAST for word in (dx, yx, tail))
    if groups.get("year"):
        year = int(groups["year"].lstrip("'"))
        return Named(match.end(), at, year if year > 99 else 2000 + year, literal=True, past=past, bare=bare)
    if yx:
        return Named(match.end(), at, date.year + (yx not in ("dit", "lopende")), past=past, bare=bare)
    return Named(match.end(), at, which=_WHICH.get(dx, ""), past=past, bare=bare)


def _safe(make: Callable[[int], dt.date]) -> Callable[[int], Period]:
    """A day as a period; 29 February in a common year becomes the 28th."""

    def at(year: int) -> Period:
        try:
            day = make(year)
        except ValueError:
            day = month_end(year, 2)
        return day_period(day)

    return at


def _day(match: re.Match[str], date: dt.date) -> Named | None:
    month, last = month_number(match["month"]), int(match["d"])
    first = int(match["d0"] or last)
    if not 1 <= first <= last <= month_end(2000, month).day:
        return None
    end = _safe(lambda year: dt.date(year, month, last))
    if first == last:
        return _named(match, date, end)

    def span(year: int) -> Period:
        period = end(year)
        begin = period.strict - (last - first) * DAY
        return replace(period, first=begin, timex=f"{begin.isoformat()}/{period.timex}")

    return _named(match, date, span)


def _numeric_day(match: re.Match[str], date: dt.date) -> Named | None:
    try:
        day = dt.date(2000 + int(match["year"]) % 100, int(match["m"]), int(match["d"]))
    except ValueError:
        return None
    del date
    return Named(match.end(), _safe(lambda _: day), day.year, literal=True)


def _nth_weekday(match: re.Match[str], date: dt.date) -> Named | None:
    nth, weekday = lexicon()["ordinals"][match["ord"]], lexicon()["weekdays"][match["wd"]] - 1
    month = month_number(match["month"])
    return _named(match, date, _safe(lambda year: nth_weekday(year, month, weekday, nth)))


def _week_of(match: re.Match[str], date: dt.date) -> Named | None:
    month, number = month_number(match["month"]), int(match["d"])
    if not 1 <= number <= month_end(2000, month).day:
        return None
    day = _safe(lambda year: dt.date(year, month, number))
    return _named(match, date, lambda year: week_period(day(year).first))


def _week_number(match: re.Match[str], date: dt.date) -> Named | None:
    number = int(match["w"])
    if not 1 <= number <= 53:
        return None
    return _named(match, date, lambda year: week_period(dt.date(year, 1, 4) + (number - 1) * 7 * DAY))


def _nth_week(match: re.Match[str], date: dt.date) -> Named | None:
    nth, month = lexicon()["ordinals"][match["ord"]], month_number(match["month"])

    def at(year: int) -> Period:
        begin = month_end(year, month) - 6 * DAY if nth < 0 else dt.date(year, month, 1) + (nth - 1) * 7 * DAY
        end = begin + 6 * DAY
        sunday = end + (6 - end.weekday()) * DAY
        return Period(DeadlineKind.RELATIVE, "week", begin, end, max(end, sunday), f"{year}-{month:02}")

    return _named(match, date, at)


def _this_week(match: re.Match[str], date: dt.date) -> Named | None:
    week = week_period(date if _WHICH.get(match["dx"], "this") == "this" else date + 7 * DAY)
    past = match["dx"] in _PAST
    if match["wd"]:
        day = week.first + (lexicon()["weekdays"][match["wd"]] - 1) * DAY
        return Named(match.end(), lambda _: day_period(day), day.year, past=past)
    if match["unit"] == "weekend":
        week = replace(week, first=week.first + 5 * DAY)
    return Named(match.end(), lambda _: week, week.first.year, past=past)


def _weekday(match: re.Match[str], date: dt.date) -> Named | None:
    ahead = (lexicon()["weekdays"][match["wd"]] - 1 - date.weekday()) % 7 or 7
    which = match["dx"] or match["as"]
    day = date + ahead * DAY
    past = which in _PAST
    return Named(match.end(), _safe(lambda _: day), day.year, past=past, bare=not which)


_NEAR = {"vandaag": 0, "morgen": 1, "overmorgen": 2, "vanavond": 0, "vanmiddag": 0, "vandaag nog": 0}


def _near_day(match: re.Match[str], date: dt.date) -> Named | None:
    day = date + _NEAR[re.sub(r"\s+", " ", match[0])] * DAY
    period = replace(_safe(lambda _: day)(0), kind=DeadlineKind.RELATIVE)
    return Named(match.end(), lambda _: period, day.year, bare=match[0] == "vandaag")


def _month(match: re.Match[str], date: dt.date) -> Named | None:
    month = month_number(match["month"])
    return _named(match, date, lambda year: month_period(year, month))


def _this_month(match: re.Match[str], date: dt.date) -> Named | None:
    if match["dx"] in _PAST:
        return Named(match.end(), lambda _: month_period(date.year, date.month - 1), date.year, past=True)
    if match["dx"] in _ROLLING:
        end = month_end(date.year, date.month + 1)
        period = Period(
            DeadlineKind.RELATIVE, "coming-month", date, add_months(date, 1), end, "P1M",
            "een maand na de datum van het stuk", "t/m de volgende kalendermaand",
        )  # fmt: skip
    else:
        month = month_period(date.year, date.month + (_WHICH[match["dx"]] != "this"))
        period = replace(month, kind=DeadlineKind.RELATIVE)
    return Named(match.end(), lambda _: period, date.year)


def _quarter(match: re.Match[str], date: dt.date) -> Named | None:
    def ordinal(name: str) -> int:
        value = lexicon()["ordinals"].get(match[name]) or int(match[name])
        return 4 if value < 0 else int(value)

    last = ordinal("q")
    first = ordinal("q0") if match["q0"] else last
    if first > last:
        return None
    return _named(match, date, lambda year: quarter_period(year, first, None if first == last else last))


def _this_quarter(match: re.Match[str], date: dt.date) -> Named | None:
    quarter = (date.month - 1) // 3 + 1 + (_WHICH.get(match["dx"], "this") != "this")
    period = quarter_period(date.year, quarter)
    return Named(match.end(), lambda _: period, date.year, past=match["dx"] in _PAST)


def _half(match: re.Match[str], date: dt.date) -> Named | None:
    value = lexicon()["ordinals"].get(match["h"]) or int(match["h"])
    half = 2 if value < 0 else int(value)
    return _named(match, date, lambda year: half_period(year, half)) if half in (1, 2) else None


def _year(match: re.Match[str], date: dt.date) -> Named | None:
    return _named(match, date, year_period, bare=True)


def _this_year(match: re.Match[str], date: dt.date) -> Named | None:
    which = match["dx"]
    year = date.year + (_WHICH.get(which, "this") != "this")
    if which not in _ROLLING:
        return Named(match.end(), _relative_year, year, past=which in _PAST)
    period = Period(
        DeadlineKind.RELATIVE, "coming-year", date, add_months(date, 12), dt.date(year, 12, 31), "P1Y",
        "een jaar na de datum van het stuk", f"t/m het kalenderjaar {year}",
    )  # fmt: skip
    return Named(match.end(), lambda _: period, year)


def _relative_year(year: int) -> Period:
    return replace(year_period(year), kind=DeadlineKind.RELATIVE)


def _season(match: re.Match[str], date: dt.date) -> Named | None:
    season = next(s for s in conventions().seasons.values() if match["season"] in s.words)

    def at(year: int) -> Period:
        first = month_day(season.first, year)
        strict, generous = (
            month_day(end, year + (end[:2] < season.first[:2])) for end in (season.strict, season.generous)
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
            before_wide=first_day_of(recess), before_basis=start_basis(recess),
        )  # fmt: skip

    return _named(match, date, at)


def _recess(match: re.Match[str], date: dt.date) -> Named | None:
    kind = {"krokus": "voorjaar", "kerst": "kerst"}.get(match["recess"], match["recess"])
    return _named(match, date, lambda year: recess_period(calendar().recess(kind, year)))


def _next_recess(match: re.Match[str], date: dt.date) -> Named | None:
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


def _moment(match: re.Match[str], date: dt.date) -> Named | None:
    moment = calendar().moments[match["moment"]]

    def at(year: int) -> Period:
        day = moment.day(year)
        period = Period(
            DeadlineKind.EVENT,
            "moment",
            day,
            day,
            day,
            day.isoformat(),
            moment.name,
            moment.name,
            by_law=moment.by_law,
        )
        if moment.before_recess is None:
            return period
        recess = calendar().recess(moment.before_recess, year)
        return replace(
            period, before_strict=min(recess.start, day) - DAY, before_generous=day,
            before_reading=f"de dag voor het {recess.kind}reces", before_wide=f"{moment.name} zelf",
            before_basis=start_basis(recess),
        )  # fmt: skip

    return _named(match, date, at)


_RECESSES = ("zomer", "herfst", "kerst", "krokus", "voorjaar", "voorjaars", "mei")
_RECESS = "(?P<recess>zomer|herfst|kerst|krokus|voorjaar|mei)s?-?(?:reces|vakantie)" + _TAIL
_WEEKDAY = r"(?P<wd>%(weekday)s)(?: (?P<as>a\.s\.|aanstaande|jl\.?))?"
_MONTH = "(?P<month>%(month)s)" + _TAIL
_WEEKS = ("week", "kalenderweek", "weeknummer")
_Q = ("q1", "q2", "q3", "q4")
_DAY = r"(?P<d>\d{1,2})(?:e|de|ste)? (?P<month>%(month)s)" + _TAIL
_FIRST_DAY = r"(?:(?P<d0>\d{1,2})(?:e|de|ste)?(?: (?:en|of|tot|a|tot en met|t/m) | ?[-/] ?))?"
_QUARTERS = "(?:(?P<q0>%(ordinal)s) (?:en|of|tot en met|en/of) (?:het )?)?(?P<q>%(ordinal)s)"
_HALF = "(?:jaarhelft|half ?jaar|helft|zes maanden)(?: van het jaar)?"


@cache
def _shapes() -> tuple[Shape, ...]:
    words = lexicon()
    months = tuple(part for month in words["months"] for part in (month, month[:1]))
    weekdays, ordinals = tuple(words["weekdays"]), (*words["ordinals"], "0")
    seasons = tuple(word for season in conventions().seasons.values() for word in season.words)
    moments = tuple(calendar().moments)
    recesses = tuple(kind + what for kind in _RECESSES for what in ("reces", "vakantie", "s", ""))
    return (
        Shape("(?:%(weekday)s,? )?(?:de )?" + _FIRST_DAY + _DAY, _day, ("0", *weekdays)),
        Shape(r"(?P<d>\d{1,2}) ?[-/.] ?(?P<m>\d{1,2}) ?[-/.] ?(?P<year>(?:20)?\d\d)", _numeric_day, ("0",)),
        Shape(r"(?P<year>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)", _numeric_day, ("0",)),
        Shape("(?P<ord>%(ordinal)s) (?P<wd>%(weekday)s) (?:van|in) " + _MONTH, _nth_weekday, ordinals),
        Shape("week van (?:%(weekday)s )?" + _DAY, _week_of, ("week",)),
        Shape(r"(?:kalender)?week(?:nummer)? (?P<w>\d{1,2})" + _TAIL, _week_number, _WEEKS),
        Shape("(?P<ord>%(ordinal)s) week van (?:de maand )?" + _MONTH, _nth_week, ordinals),
        Shape(_WHICH_ONE + " (?P<unit>week|weekend)(?: (?P<wd>%(weekday)s))?", _this_week, _WHICH_WORDS),
        Shape(_DEIXIS + _WEEKDAY, _weekday, (*weekdays, *_WHICH_WORDS)),
        Shape(one_of(_NEAR), _near_day, ("vandaag", *_NEAR)),
        Shape(
            _DEIXIS + "(?:maand )?(?P<month>%(full_month)s)" + _TAIL,
            _month,
            (*months, "maand", *_WHICH_WORDS),
        ),
        Shape(_WHICH_ONE + " maand", _this_month, _WHICH_WORDS),
        Shape(_QUARTERS + " kwartaal" + _TAIL, _quarter, ordinals),
        Shape(r"q(?P<q0>)(?P<q>[1-4])" + _TAIL, _quarter, _Q),
        Shape(r"q(?P<q0>)(?P<q>[1-4])[-/](?P<year>%(year)s)", _quarter, _Q),
        Shape(r"(?P<year>%(year)s)[- ]?q(?P<q0>)(?P<q>[1-4])", _quarter, ("0",)),
        Shape(_WHICH_ONE + " kwartaal", _this_quarter, _WHICH_WORDS),
        Shape("(?P<h>eerste|tweede|laatste|1e|2e) " + _HALF + _TAIL, _half, ordinals),
        Shape(r"h(?P<h>[12])" + _TAIL, _half, ("h1", "h2")),
        Shape(
            r"(?:(?:kalender)?jaar )?(?P<year>%(year)s)(?! ?[-/.] ?\d)", _year, ("0", "jaar", "kalenderjaar")
        ),
        Shape(_WHICH_ONE + " (?:kalender|begrotings)?jaar", _this_year, _WHICH_WORDS),
        Shape(_DEIXIS + f"(?P<season>{one_of(seasons)})" + _TAIL, _season, (*seasons, *_WHICH_WORDS)),
        Shape(_DEIXIS + _RECESS, _recess, (*recesses, *_WHICH_WORDS)),
        Shape(_DEIXIS + "reces(?:periode)?", _next_recess, ("reces", "recesperiode", *_WHICH_WORDS)),
        Shape(_DEIXIS + f"(?P<moment>{one_of(moments)})" + _TAIL, _moment, (*moments, *_WHICH_WORDS)),
    )


@cache
def shapes_by_start() -> dict[str, tuple[tuple[Shape, re.Pattern[str]], ...]]:
    """For every first word the shapes it can begin, with their patterns."""
    pieces = fragments()
    table: dict[str, tuple[tuple[Shape, re.Pattern[str]], ...]] = {}
    for shape in _shapes():
        pattern = rx(re.sub(r"%\((\w+)\)s", lambda match: pieces[match[1]], shape.pattern))
        for start in dict.fromkeys(word.split()[0] for word in shape.starts if word):
            table[start] = (*table.get(start, ()), (shape, pattern))
    return table


def shapes_at(text: str, at: int, date: dt.date) -> Iterator[Named]:
    """Every period that starts at an offset of the simplified text, articles left aside."""
    for shape, pattern in shapes_by_start().get(first_word(text, at), ()):
        match = pattern.match(text, at)
        if match and (named := shape.build(match, date)):
            yield named
