"""Periods of the calendar as Dutch names them: "15 september", "najaar 2027", "het tweede kwartaal".

To teach the reader a new shape, add one ``Rule`` to ``_RULES``: an id, a pattern (spaces stand for white space,
``%(month)s`` and the like for the pieces of deadline_words.fragments) and a function that makes the ``Named``
period of a match. What stands before it ("uiterlijk", "nog voor") is no part of it: deadlines.py binds the two.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from commitments.calendar import Recess, calendar, month_day, month_end, nth_weekday
from commitments.conventions import conventions
from commitments.deadline_words import fragments, lexicon, month_number, one_of, rx
from commitments.model import DeadlineKind

DAY = dt.timedelta(days=1)


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
    certain: bool = True
    basis: str = ""
    """Dutch: the calendar row that the dates rest on, when it is not confirmed."""
    before_strict: dt.date | None = None
    """Last day of "voor ..." where that isn't the day before ``first``; with its own readings."""
    before_generous: dt.date | None = None
    before_reading: str = ""
    before_wide: str = ""
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
class Rule:
    """One shape. ``build`` returns None when the match is no such period after all ("31 februari")."""

    id: str
    pattern: str
    build: Callable[[re.Match[str], dt.date], Named | None]


_PAST = ("afgelopen", "vorig", "vorige", "voorbije", "jl", "jl.", "j.l.", "jongstleden", "l.l.")
_COMING = ("komend", "komende", "aankomend", "aankomende", "aanstaande", "eerstvolgende", "eerstkomende", "nieuwe")
_WHICH = {
    **dict.fromkeys(("dit", "deze", "lopende", "huidige"), "this"),
    **dict.fromkeys(_COMING, "coming"),
    **dict.fromkeys(("volgend", "volgende"), "next"),
}
_DEIXIS = (
    "(?:(?:de|het|'t) )?(?:(?P<dx>dit|deze|lopende|huidige|volgende?|afgelopen|vorige?|voorbije|"
    + "|".join(_COMING)
    + ") )?"
)
_TAIL = (
    "(?:,? (?:van |in )?(?:het (?:kalender)?jaar )?(?P<year>%(year)s)"
    "| (?:van |in )?(?:het )?(?P<yx>dit|lopende|komende?|aankomende?|volgende?|nieuwe|vorige?|afgelopen) (?:kalender)?jaar"
    r"| ?(?P<as>a\.s\.|aanstaande?|eerstkomende?|jl\.?|j\.l\.|jongstleden|l\.l\.))?"
)


def _named(match: re.Match[str], date: dt.date, at: Callable[[int], Period], *, bare: bool = False) -> Named:
    """The match with the year that its tail or its "dit/komend/volgend" says."""
    groups = match.groupdict()
    dx, yx, tail = groups.get("dx") or "", groups.get("yx") or "", groups.get("as") or ""
    past = any(word in _PAST for word in (dx, yx, tail))
    if groups.get("year"):
        year = int(groups["year"])
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
        return Period(DeadlineKind.DATE, "day", day, day, day, day.isoformat())

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


def _week(day: dt.date) -> Period:
    monday = day - day.weekday() * DAY
    sunday = monday + 6 * DAY
    year, week, _ = monday.isocalendar()
    return Period(DeadlineKind.RELATIVE, "week", monday, sunday, sunday, f"{year}-W{week:02}")


def _week_of(match: re.Match[str], date: dt.date) -> Named | None:
    month, number = month_number(match["month"]), int(match["d"])
    if not 1 <= number <= month_end(2000, month).day:
        return None
    day = _safe(lambda year: dt.date(year, month, number))
    return _named(match, date, lambda year: _week(day(year).first))


def _week_number(match: re.Match[str], date: dt.date) -> Named | None:
    number = int(match["w"])
    if not 1 <= number <= 53:
        return None
    return _named(match, date, lambda year: _week(dt.date(year, 1, 4) + (number - 1) * 7 * DAY))


def _nth_week(match: re.Match[str], date: dt.date) -> Named | None:
    nth, month = lexicon()["ordinals"][match["ord"]], month_number(match["month"])

    def at(year: int) -> Period:
        begin = month_end(year, month) - 6 * DAY if nth < 0 else dt.date(year, month, 1) + (nth - 1) * 7 * DAY
        end = begin + 6 * DAY
        sunday = end + (6 - end.weekday()) * DAY
        return Period(DeadlineKind.RELATIVE, "week", begin, end, max(end, sunday), f"{year}-{month:02}")

    return _named(match, date, at)


def _this_week(match: re.Match[str], date: dt.date) -> Named | None:
    if match["dx"] in _PAST:
        return Named(match.end(), lambda _: _week(date - 7 * DAY), date.year, past=True)
    week = _week(date if _WHICH[match["dx"]] == "this" else date + 7 * DAY)
    if match["wd"]:
        day = week.first + (lexicon()["weekdays"][match["wd"]] - 1) * DAY
        return Named(match.end(), _safe(lambda _: day), day.year)
    return Named(match.end(), lambda _: week, week.first.year)


def _weekday(match: re.Match[str], date: dt.date) -> Named | None:
    ahead = (lexicon()["weekdays"][match["wd"]] - 1 - date.weekday()) % 7 or 7
    which = match["dx"] or match["as"]
    day = date + ahead * DAY
    past = which in _PAST
    return Named(match.end(), _safe(lambda _: day), day.year, past=past, bare=not which)


_NEAR = {"morgen": 1, "overmorgen": 2, "vanavond": 0, "vanmiddag": 0, "vandaag nog": 0, "nog vandaag": 0}


def _near_day(match: re.Match[str], date: dt.date) -> Named | None:
    day = date + _NEAR[re.sub(r"\s+", " ", match[0])] * DAY
    period = replace(_safe(lambda _: day)(0), kind=DeadlineKind.RELATIVE)
    return Named(match.end(), lambda _: period, day.year)


def _month_period(year: int, month: int) -> Period:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    end = month_end(year, month)
    return Period(DeadlineKind.MONTH, "month", dt.date(year, month, 1), end, end, f"{year}-{month:02}")


def _month(match: re.Match[str], date: dt.date) -> Named | None:
    month = month_number(match["month"])
    return _named(match, date, lambda year: _month_period(year, month))


def _this_month(match: re.Match[str], date: dt.date) -> Named | None:
    if match["dx"] in _PAST:
        return Named(match.end(), lambda _: _month_period(date.year, date.month - 1), date.year, past=True)
    if _WHICH[match["dx"]] == "coming":
        end = add_months(date, 1)
        period = Period(
            DeadlineKind.RELATIVE, "month", date, end, month_end(date.year, date.month + 1), "P1M",
            "een maand na de datum van het stuk", "de volgende kalendermaand",
        )  # fmt: skip
        return Named(match.end(), lambda _: period, date.year)
    period = _month_period(date.year, date.month + (_WHICH[match["dx"]] == "next"))
    return Named(match.end(), lambda _: replace(period, kind=DeadlineKind.RELATIVE), date.year)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last of that month."""
    end = month_end(day.year, day.month + months)
    return end.replace(day=min(day.day, end.day))


def _quarter_period(year: int, quarter: int, last: int | None = None) -> Period:
    end = month_end(year, 3 * (last or quarter))
    timex = f"{year}-Q{quarter}" if last is None else f"{year}-Q{quarter}/{year}-Q{last}"
    return Period(DeadlineKind.QUARTER, "quarter", dt.date(year, 3 * quarter - 2, 1), end, end, timex)


def _quarter(match: re.Match[str], date: dt.date) -> Named | None:
    def ordinal(name: str) -> int:
        value = lexicon()["ordinals"].get(match[name]) or int(match[name])
        return 4 if value < 0 else int(value)

    last = ordinal("q")
    first = ordinal("q0") if match["q0"] else last
    if first > last:
        return None
    return _named(match, date, lambda year: _quarter_period(year, first, None if first == last else last))


def _this_quarter(match: re.Match[str], date: dt.date) -> Named | None:
    quarter = (date.month - 1) // 3 + 1
    if match["dx"] in _PAST:
        return Named(match.end(), lambda _: _quarter_period(date.year, quarter), date.year, past=True)
    ahead = quarter + (_WHICH[match["dx"]] != "this")
    period = _quarter_period(date.year + (ahead > 4), (ahead - 1) % 4 + 1)
    return Named(match.end(), lambda _: period, period.first.year)


def _half_period(year: int, half: int) -> Period:
    end = month_end(year, 6 * half)
    return Period(DeadlineKind.QUARTER, "half-year", dt.date(year, 6 * half - 5, 1), end, end, f"{year}-H{half}")


def _half(match: re.Match[str], date: dt.date) -> Named | None:
    value = lexicon()["ordinals"].get(match["h"]) or int(match["h"])
    half = 2 if value < 0 else int(value)
    return _named(match, date, lambda year: _half_period(year, half)) if half in (1, 2) else None


def _year_period(year: int) -> Period:
    return Period(DeadlineKind.DATE, "year", dt.date(year, 1, 1), dt.date(year, 12, 31), dt.date(year, 12, 31), str(year))


def _year(match: re.Match[str], date: dt.date) -> Named | None:
    named = _named(match, date, _year_period, bare=True)
    if match["y2"]:
        return replace(named, at=lambda year: replace(_year_period(year), first=dt.date(int(match["y2"]), 1, 1)))
    return named


def _this_year(match: re.Match[str], date: dt.date) -> Named | None:
    which = match["dx"]
    if which in _PAST:
        return Named(match.end(), _year_period, date.year - 1, past=True)
    year = date.year + (_WHICH.get(which, "this") != "this")
    if which in ("komend", "komende", "aankomend", "aankomende"):
        end = add_months(date, 12)
        period = Period(
            DeadlineKind.RELATIVE, "coming-year", date, end, dt.date(year, 12, 31), "P1Y",
            "een jaar na de datum van het stuk", f"het hele kalenderjaar {year}",
        )  # fmt: skip
        return Named(match.end(), lambda y: period if y == year else _year_period(y), year, which="coming")
    return Named(match.end(), lambda y: replace(_year_period(y), kind=DeadlineKind.RELATIVE), year)


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
            before_wide=_begins(recess), **_doubt_before(recess),
        )  # fmt: skip

    return _named(match, date, at)


def _begins(recess: Recess) -> str:
    return f"de eerste dag van het {recess.kind}reces"


def _doubt_before(recess: Recess) -> dict[str, str]:
    return {} if recess.certain else {"basis": f"het begin van het {recess.kind}reces {recess.year} is niet bevestigd"}


def _recess_period(recess: Recess) -> Period:
    return Period(
        DeadlineKind.RECESS, f"{recess.kind}reces", recess.start, recess.end, recess.end + (recess.latest_start - recess.start),
        f"{recess.year}-{recess.kind[0].upper()}R",
        before_strict=recess.start - DAY, before_generous=recess.latest_start,
        before_reading=f"de dag voor het {recess.kind}reces", before_wide=_begins(recess),
        certain=recess.certain,
        basis="" if recess.certain else f"de dagen van het {recess.kind}reces {recess.year} zijn niet bevestigd",
    )  # fmt: skip


def _recess(match: re.Match[str], date: dt.date) -> Named | None:
    kind = {"krokus": "voorjaar", "kerst": "kerst"}.get(match["recess"], match["recess"])
    return _named(match, date, lambda year: _recess_period(calendar().recess(kind, year)))


def _next_recess(match: re.Match[str], date: dt.date) -> Named | None:
    """"Het reces" without its name: strictly the next one, generously the next long one."""
    soon, long = calendar().next_recess(date), calendar().next_recess(date, ("zomer", "kerst"))
    period = replace(
        _recess_period(soon), rule="reces", generous=max(long.end, soon.end), before_generous=max(long.start, soon.start),
        before_reading=f"voor het eerstvolgende reces, {soon.kind}reces", before_wide=f"de eerste dag van het {long.kind}reces",
        certain=soon.certain and long.certain,
        basis="welk reces is niet gezegd" + ("" if soon.certain and long.certain else " en de recesdagen zijn niet bevestigd"),
    )  # fmt: skip
    return Named(match.end(), lambda _: period, period.first.year)


def _moment(match: re.Match[str], date: dt.date) -> Named | None:
    moment = calendar().moments[match["moment"]]

    def at(year: int) -> Period:
        day = moment.day(year)
        period = Period(
            DeadlineKind.EVENT, "moment", day, day, day, day.isoformat(), moment.name, moment.name, by_law=moment.by_law
        )
        if moment.before_recess is None:
            return period
        recess = calendar().recess(moment.before_recess, year)
        return replace(
            period, before_strict=min(recess.start, day) - DAY, before_generous=day,
            before_reading=f"de dag voor het {recess.kind}reces", before_wide=f"{moment.name} zelf", **_doubt_before(recess),
        )  # fmt: skip

    return _named(match, date, at)


@cache
def _rules() -> tuple[Rule, ...]:
    season_words = [word for season in conventions().seasons.values() for word in season.words]
    # Season names may be broken by a PDF slip only in their plain form; the list keeps them literal.
    return (
        Rule("day", r"(?:%(weekday)s,? )?(?:de )?(?:(?P<d0>\d{1,2})(?:e|de|ste)?(?: (?:en|of|tot|a|tot en met|t/m) | ?[-/] ?))?"
             r"(?P<d>\d{1,2})(?:e|de|ste)? (?P<month>%(month)s)" + _TAIL, _day),
        Rule("day", r"(?P<d>\d{1,2}) ?[-/.] ?(?P<m>\d{1,2}) ?[-/.] ?(?P<year>(?:20)?\d\d)", _numeric_day),
        Rule("day", r"(?P<year>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)", _numeric_day),
        Rule("day", "(?:de )?(?P<ord>%(ordinal)s) (?P<wd>%(weekday)s) (?:van|in) (?P<month>%(month)s)" + _TAIL, _nth_weekday),
        Rule("week", r"(?:de )?week van (?:%(weekday)s )?(?P<d>\d{1,2})(?:e|de|ste)? (?P<month>%(month)s)" + _TAIL, _week_of),
        Rule("week", r"(?:de )?(?:kalender)?week(?:nummer)? (?P<w>\d{1,2})" + _TAIL, _week_number),
        Rule("week", "(?:de )?(?P<ord>%(ordinal)s) week van (?:de maand )?(?P<month>%(month)s)" + _TAIL, _nth_week),
        Rule("week", "(?:de )?(?P<dx>deze|lopende|volgende|vorige|afgelopen|" + "|".join(_COMING) + ") week(?: (?P<wd>%(weekday)s))?", _this_week),
        Rule("weekday", "(?:(?P<dx>deze|volgende|vorige|afgelopen|" + "|".join(_COMING) + r") )?(?P<wd>%(weekday)s)(?: (?P<as>a\.s\.|aanstaande|jl\.?))?", _weekday),
        Rule("near", one_of(_NEAR), _near_day),
        Rule("month", _DEIXIS + "(?:maand )?(?P<month>" + one_of([m for m in lexicon()["months"] if len(m) > 4 or m in {"mei", "juni", "juli"}]).replace("se", "s ?e").replace("ok", "o ?k") + ")" + _TAIL, _month),
        Rule("month", "(?:de )?(?P<dx>deze|lopende|volgende|vorige|afgelopen|" + "|".join(_COMING) + ") maand", _this_month),
        Rule("quarter", "(?:het )?(?:(?P<q0>%(ordinal)s) (?:en|of|tot en met|en/of) (?:het )?)?(?P<q>%(ordinal)s) kwartaal" + _TAIL, _quarter),
        Rule("quarter", r"q(?P<q0>)(?P<q>[1-4])" + _TAIL, _quarter),
        Rule("quarter", r"q(?P<q0>)(?P<q>[1-4])[-/](?P<year>%(year)s)", _quarter),
        Rule("quarter", r"(?P<year>%(year)s)[- ]?q(?P<q0>)(?P<q>[1-4])", _quarter),
        Rule("quarter", "(?:het )?(?P<dx>dit|lopende|volgende?|vorige?|afgelopen|" + "|".join(_COMING) + ") kwartaal", _this_quarter),
        Rule("half-year", "(?:de |het )?(?P<h>eerste|tweede|laatste|1e|2e) (?:jaarhelft|half ?jaar|helft|zes maanden)(?: van het jaar)?" + _TAIL, _half),
        Rule("half-year", r"h(?P<h>[12])" + _TAIL, _half),
        Rule("year", r"(?:het (?:kalender)?jaar )?(?:(?P<y2>%(year)s) ?(?:[-/]|en|of) ?)?(?P<year>%(year)s)(?! ?[-/] ?\d)", _year),
        Rule("year", "(?:het )?(?P<dx>dit|lopende|huidige|volgende?|vorige?|afgelopen|" + "|".join(_COMING) + ") (?:kalender|begrotings)?jaar", _this_year),
        Rule("season", _DEIXIS + "(?P<season>" + one_of(season_words) + ")" + _TAIL, _season),
        Rule("recess", _DEIXIS + "(?P<recess>zomer|herfst|kerst|krokus|voorjaar|mei)s?-?(?:reces|vakantie)" + _TAIL, _recess),
        Rule("recess", _DEIXIS + "reces(?:periode)?", _next_recess),
        Rule("moment", _DEIXIS + "(?P<moment>" + one_of(list(calendar().moments)) + ")" + _TAIL, _moment),
    )  # fmt: skip


@cache
def _compiled() -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    pieces = fragments()
    return tuple((rule, rx(re.sub(r"%\((\w+)\)s", lambda m: pieces[m[1]], rule.pattern))) for rule in _rules())


def _base(text: str, at: int, date: dt.date) -> Iterator[Named]:
    for rule, pattern in _compiled():
        match = pattern.match(text, at)
        if match and (named := rule.build(match, date)):
            yield named


_PART = (
    "(?:(?:de|het|'t) )?(?P<part>begin|start|aanvang|medio|half|midden|halverwege|eind|einde|ultimo|vroege|late|"
    "(?:eerste|1e|tweede|2e|laatste) helft|(?:eerste|laatste) (?:weken|maanden|dagen))(?: van)? "
)
_PARTS = {
    **dict.fromkeys(("begin", "start", "aanvang", "vroege", "eerste weken", "eerste maanden", "eerste dagen"), "begin"),
    **dict.fromkeys(("medio", "half", "midden", "halverwege"), "medio"),
    **dict.fromkeys(("eind", "einde", "ultimo", "late", "laatste weken", "laatste maanden", "laatste dagen"), "eind"),
    **dict.fromkeys(("eerste helft", "1e helft"), "h1"),
    **dict.fromkeys(("tweede helft", "2e helft", "laatste helft"), "h2"),
}
_OWN_UNIT = "(?:het|de) (?P<unit>jaar|kalenderjaar|maand|week|kwartaal)"


def named_period(text: str, at: int, date: dt.date) -> Named | None:
    """The longest period that starts at an offset of the simplified text, ranges ("juni of juli") included."""
    found = _part_or_base(text, at, date)
    if found is None:
        return None
    joint = rx(r" ?(?:/|-|en|of|tot en met|tot|t/m|dan wel) ?").match(text, found.end)
    if joint is None:
        return found
    second = _part_or_base(text, joint.end(), date)
    if second is None or second.past or second.at(date.year).kind is not found.at(date.year).kind:
        return found
    return _range(found, second)


def _range(first: Named, second: Named) -> Named:
    def at(year: int) -> Period:
        end = second.at(year)
        begin = first.at(first.year or year)
        if begin.first > end.first:
            begin = first.at((first.year or year) - 1)
        if begin.first > end.first:
            return end
        return replace(end, first=begin.first, timex=f"{begin.timex}/{end.timex}", before_strict=None, before_generous=None)

    return replace(second, at=at, literal=second.literal or first.literal, past=first.past, which=second.which or first.which)


def _part_or_base(text: str, at: int, date: dt.date) -> Named | None:
    found = max(_base(text, at, date), key=lambda named: named.end, default=None)
    part = rx(_PART[:-1] + r"(?= )").match(text, at)
    if part is None:
        return found
    begin = part.end() + len(text[part.end() : part.end() + 5]) - len(text[part.end() : part.end() + 5].lstrip())
    whole = max(_base(text, begin, date), key=lambda named: named.end, default=None) or _own_unit(text, begin, date)
    if whole is None or (found and found.end >= whole.end):
        return found
    piece = _PARTS[re.sub(r"\s+", " ", part["part"])]
    if whole.at(date.year).rule in ("day", "near", "weekday", "moment"):
        return found
    return replace(whole, at=lambda year: cut(whole.at(year), piece), bare=False)


def _own_unit(text: str, at: int, date: dt.date) -> Named | None:
    """"het jaar" in "het einde van het jaar": the current one."""
    match = rx(_OWN_UNIT).match(text, at)
    if match is None:
        return None
    quarter = (date.month - 1) // 3 + 1
    period = {
        "maand": _month_period(date.year, date.month),
        "week": _week(date),
        "kwartaal": _quarter_period(date.year, quarter),
    }.get(match["unit"]) or _year_period(date.year)
    return Named(match.end(), lambda _: period, date.year)


def cut(period: Period, piece: str) -> Period:
    """Begin, medio, eind, or a half (h1, h2) of a period, by the conventions; thirds where there is none."""
    plain = replace(period, before_strict=None, before_generous=None, end_part=piece in ("eind", "h2"))
    year = period.first.year
    if period.rule in ("year", "coming-year"):
        if piece in ("h1", "h2"):
            return replace(_half_period(year, int(piece[1])), end_part=piece == "h2")
        year = int(period.timex) if period.timex.isdigit() else period.generous.year
        row = conventions().year_parts[piece]
        ends = [month_day(value, year) for value in (row.first, row.strict, row.generous)]
        timex = f"{year}-{_MOD[piece]}"
        return replace(plain, kind=DeadlineKind.DATE, rule="year", first=ends[0], strict=ends[1], generous=ends[2], timex=timex,
                       reading=row.reading, wide_reading=row.wide_reading)  # fmt: skip
    timex = f"{period.timex}-{_MOD[piece]}"
    if period.rule == "month" and piece in conventions().month_parts and period.timex[:1].isdigit():
        part = conventions().month_parts[piece]
        days = [min(day, period.strict.day) for day in (part.first, part.strict, part.generous)]
        dates = [period.first.replace(day=day) for day in days]
        return replace(plain, first=dates[0], strict=dates[1], generous=dates[2], timex=timex,
                       reading=part.reading, wide_reading=part.wide_reading)  # fmt: skip
    return _thirds(plain, piece, timex)


_MOD = {"begin": "BEGIN", "medio": "MID", "eind": "END", "h1": "H1", "h2": "H2"}
_SHARES = {"begin": (0, 2, 3), "medio": (2, 4, 4), "eind": (4, 6, 6), "h1": (0, 3, 3), "h2": (3, 6, 6)}


def _thirds(period: Period, piece: str, timex: str) -> Period:
    """Sixths of the period as (first, strict end, generous end); an end keeps the period's own ends."""
    first, strict, generous = _SHARES[piece]
    days = (period.strict - period.first).days + 1
    begin = period.first + round(days * first / 6) * DAY
    if strict == 6:
        return replace(period, first=begin, timex=timex)
    ends = [period.first + (round(days * share / 6) - 1) * DAY for share in (strict, generous)]
    return replace(period, first=begin, strict=max(ends[0], begin), generous=max(ends[1], begin), timex=timex,
                   reading="", wide_reading="")  # fmt: skip
