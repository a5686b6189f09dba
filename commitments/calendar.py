"""The parliamentary year: recesses and fixed moments, read from data/calendar.toml.

A year for which no row is known follows the pattern of its kind and is not ``certain``. Days are
``datetime.date``; both ends of a recess are days without sittings.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_CERTAINTIES = ("bevestigd", "patroon")


class DataError(ValueError):
    """A data file of this room is wrong; the message names file, entry and remedy in Dutch."""


@dataclass(frozen=True, slots=True)
class Recess:
    """``latest_start`` is the last day on which it may well begin (equal to ``start`` when confirmed)."""

    kind: str
    year: int
    start: dt.date
    end: dt.date
    latest_start: dt.date
    certain: bool
    source: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A fixed moment of the year. ``by_law``: the day is the last one allowed, not the day itself."""

    name: str
    words: tuple[str, ...]
    by_law: bool
    before_recess: str | None
    about_next_year: bool
    """Its year is the one it is about: the Miljoenennota 2027 appears in 2026."""
    source: str
    rule: tuple[tuple[str, Any], ...]

    def day(self, year: int) -> dt.date:
        """The day in that year."""
        rule = dict(self.rule)
        if "easter" in rule:
            return easter(year) + dt.timedelta(days=rule["easter"])
        if "nth" in rule:
            return nth_weekday(year, rule["month"], WEEKDAYS.index(rule["weekday"]), rule["nth"])
        return month_day(rule["day"], year)


@dataclass(frozen=True, slots=True)
class _Pattern:
    kind: str
    weekday: int
    start_from: str
    days: int | None
    end_weekday: int | None
    end_from: str | None
    spread: int
    source: str

    def recess(self, year: int) -> Recess:
        start = _weekday_from(month_day(self.start_from, year), self.weekday)
        if self.days is not None:
            end = start + dt.timedelta(days=self.days)
        else:
            assert self.end_weekday is not None  # noqa: S101 - guaranteed by _pattern()
            assert self.end_from is not None  # noqa: S101
            end = _weekday_from(month_day(self.end_from, year), self.end_weekday)
        latest = start + dt.timedelta(days=self.spread)
        return Recess(self.kind, year, start, end, latest, certain=False, source=self.source)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Recesses known by (kind, year), patterns for the others, and the fixed moments by word."""

    version: str
    known: dict[tuple[str, int], Recess]
    patterns: dict[str, _Pattern]
    moments: dict[str, Moment]

    def recess(self, kind: str, year: int) -> Recess:
        """The recess of that kind that begins in ``year``.

        Raises KeyError for a kind that calendar.toml does not know.
        """
        return self.known.get((kind, year)) or self.patterns[kind].recess(year)

    def next_recess(self, after: dt.date, kinds: tuple[str, ...] | None = None) -> Recess:
        """The first recess (of these kinds) that begins after a day."""
        found = (
            self.recess(kind, year)
            for kind in kinds or self.patterns
            for year in (after.year, after.year + 1)
        )
        return min((recess for recess in found if recess.start > after), key=lambda recess: recess.start)


def easter(year: int) -> dt.date:
    """Easter Sunday (Gregorian; the anonymous algorithm of Nature, 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month; months run on past 12."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> dt.date:
    """The nth (-1 = last) weekday (0 = Monday) of a month."""
    if nth < 0:
        last = month_end(year, month)
        return last - dt.timedelta(days=(last.weekday() - weekday) % 7)
    return _weekday_from(dt.date(year, month, 1), weekday) + dt.timedelta(weeks=nth - 1)


def month_day(value: str, year: int) -> dt.date:
    """The day "MM-DD" or "MM-end" in a year."""
    month, _, day = value.partition("-")
    return month_end(year, int(month)) if day == "end" else dt.date(year, int(month), int(day))


def _weekday_from(day: dt.date, weekday: int) -> dt.date:
    return day + dt.timedelta(days=(weekday - day.weekday()) % 7)


def read_data(name: str) -> dict[str, Any]:
    """A TOML file of commitments/data. Raises DataError when it isn't TOML or has no version."""
    try:
        data = tomllib.loads(files("commitments").joinpath("data", name).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"commitments/data/{name}: geen geldige TOML ({error}).") from error
    if not isinstance(data.get("version"), str):
        raise DataError(f'commitments/data/{name}: de regel version = "JJJJ-MM-DD" ontbreekt bovenaan.')
    return data


def _field(row: dict[str, Any], name: str, kind: type, where: str) -> Any:  # noqa: ANN401 - type is checked here
    value = row.get(name)
    if type(value) is not kind:
        raise DataError(f"{where}: {name} ontbreekt of is geen {kind.__name__} ({value!r}).")
    return value


def _only(row: dict[str, Any], allowed: set[str], where: str) -> None:
    if unknown := sorted(set(row) - allowed):
        raise DataError(
            f"{where}: onbekend veld {', '.join(unknown)}; toegestaan: {', '.join(sorted(allowed))}."
        )


def parse_recess(row: dict[str, Any], file: str = "calendar.toml") -> Recess:
    """A row [[recess]] of ``file``. Raises DataError on the first thing that is wrong."""
    where = f"{file}, reces {row.get('kind')} {row.get('start')}"
    _only(row, {"kind", "start", "end", "certainty", "source"}, where)
    start, end = _field(row, "start", dt.date, where), _field(row, "end", dt.date, where)
    certainty = _field(row, "certainty", str, where)
    if certainty not in _CERTAINTIES:
        raise DataError(f"{where}: certainty is {certainty!r}; kies uit {', '.join(_CERTAINTIES)}.")
    if not start < end:
        raise DataError(f"{where}: het einde ({end}) ligt niet na het begin.")
    source = _field(row, "source", str, where)
    return Recess(
        _field(row, "kind", str, where), start.year, start, end, start, certainty == "bevestigd", source
    )


def _weekday(row: dict[str, Any], name: str, where: str) -> int:
    value = _field(row, name, str, where)
    if value not in WEEKDAYS:
        raise DataError(f"{where}: {name} is {value!r}; kies een dag van maandag t/m zondag.")
    return WEEKDAYS.index(value)


def _pattern(row: dict[str, Any]) -> _Pattern:
    where = f"calendar.toml, patroon {row.get('kind')}"
    _only(row, {"kind", "weekday", "from", "days", "end_weekday", "end_from", "spread", "source"}, where)
    if ("days" in row) == ("end_from" in row):
        raise DataError(f"{where}: geef days, of end_weekday met end_from, niet beide.")
    ends = "end_from" in row
    return _Pattern(
        kind=_field(row, "kind", str, where),
        weekday=_weekday(row, "weekday", where),
        start_from=_checked_day(row, "from", where),
        days=None if ends else _field(row, "days", int, where),
        end_weekday=_weekday(row, "end_weekday", where) if ends else None,
        end_from=_checked_day(row, "end_from", where) if ends else None,
        spread=_field(row, "spread", int, where),
        source=_field(row, "source", str, where),
    )


def _checked_day(row: dict[str, Any], name: str, where: str) -> str:
    value: str = _field(row, name, str, where)
    try:
        month_day(value, 2001)
    except ValueError as error:
        raise DataError(f"{where}: {name} is {value!r}, verwacht MM-DD.") from error
    return value


_MOMENT_RULE = ("nth", "weekday", "month", "day", "easter")
_MOMENT = {"name", "words", *_MOMENT_RULE, "by", "before_recess", "about_next_year", "source"}


def _moment(row: dict[str, Any]) -> Moment:
    where = f"calendar.toml, moment {row.get('name')}"
    _only(row, _MOMENT, where)
    if sum(key in row for key in ("nth", "day", "easter")) != 1:
        raise DataError(f"{where}: geef precies een van nth (met weekday en month), day of easter.")
    if "nth" in row:
        _weekday(row, "weekday", where)
        _field(row, "month", int, where)
    if "day" in row:
        _checked_day(row, "day", where)
    return Moment(
        name=_field(row, "name", str, where),
        words=tuple(_field(row, "words", list, where)),
        by_law=_field({"by": False, **row}, "by", bool, where),
        before_recess=row.get("before_recess"),
        about_next_year=_field({"about_next_year": False, **row}, "about_next_year", bool, where),
        source=_field(row, "source", str, where),
        rule=tuple((key, row[key]) for key in _MOMENT_RULE if key in row),
    )


def parse_calendar(data: dict[str, Any]) -> Calendar:
    """The calendar from calendar.toml's content. Raises DataError on the first thing that is wrong."""
    _only(data, {"version", "recess", "pattern", "moment"}, "calendar.toml")
    known: dict[tuple[str, int], Recess] = {}
    for row in data.get("recess", []):
        recess = parse_recess(row)
        if (recess.kind, recess.year) in known:
            raise DataError(f"calendar.toml: {recess.kind}reces {recess.year} staat er twee keer.")
        known[recess.kind, recess.year] = recess
    patterns = {row.get("kind"): _pattern(row) for row in data.get("pattern", [])}
    if missing := sorted({kind for kind, _ in known} - set(patterns)):
        raise DataError(f"calendar.toml: geen patroon voor {', '.join(missing)}.")
    moments = [_moment(row) for row in data.get("moment", [])]
    by_word = {word: moment for moment in moments for word in moment.words}
    return Calendar(data["version"], known, patterns, by_word)


_IN_USE: dict[str, Calendar] = {}


def calendar() -> Calendar:
    """The calendar that terms are read by: that of commitments/data/calendar.toml, with own recesses."""
    return _IN_USE.get("own") or bundled()


@cache
def bundled() -> Calendar:
    """The calendar of commitments/data/calendar.toml, read once."""
    return parse_calendar(read_data("calendar.toml"))


def use(own: Calendar | None) -> None:
    """Read terms by this calendar from now on, in this process; None: by the bundled one."""
    _IN_USE.clear()
    if own is not None:
        _IN_USE["own"] = own
