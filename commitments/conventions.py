"""What loose words of time mean ("najaar", "begin", "rond"), read from data/conventions.toml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from commitments.calendar import DataError, month_day, read_data

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Season:
    """Month-days "MM-DD"; an end before ``first`` lies in the next year."""

    name: str
    words: tuple[str, ...]
    timex: str
    first: str
    strict: str
    generous: str
    astronomical_first: str
    reading: str
    wide_reading: str
    source: str
    before_recess: str | None = None
    which_said: bool = False
    """Only with its year or "dit", "volgend" ...: without them it names a habit, not a time."""


@dataclass(frozen=True, slots=True)
class YearPart:
    """Begin, medio or eind of a year, as month-days."""

    first: str
    strict: str
    generous: str
    reading: str
    wide_reading: str
    source: str


@dataclass(frozen=True, slots=True)
class MonthPart:
    """Begin, medio or eind of a month, as days; 31 stands for the last day."""

    first: int
    strict: int
    generous: int
    reading: str
    wide_reading: str
    source: str


@dataclass(frozen=True, slots=True)
class Tolerance:
    """Days on either side of "rond", percent for "circa", and how far ahead a debate can lie."""

    around_day: int
    around_period: int
    circa_percent: int
    event_horizon_days: int
    source: str


@dataclass(frozen=True, slots=True)
class Conventions:
    """All conventions; ``version`` changes with the file."""

    version: str
    seasons: dict[str, Season]
    year_parts: dict[str, YearPart]
    month_parts: dict[str, MonthPart]
    tolerance: Tolerance


def _row(cls: type[T], row: dict[str, Any], where: str) -> T:
    try:
        return cls(**{key: tuple(value) if isinstance(value, list) else value for key, value in row.items()})
    except TypeError as error:
        raise DataError(f"conventions.toml, {where}: ontbrekend of onbekend veld ({error}).") from error


def _check_days(row: Season | YearPart, where: str) -> None:
    for value in (row.first, row.strict, row.generous):
        try:
            month_day(value, 2001)
        except ValueError as error:
            raise DataError(f"conventions.toml, {where}: {value!r} is geen MM-DD.") from error


def parse_conventions(data: dict[str, Any]) -> Conventions:
    """The conventions from the file's content. Raises DataError on the first thing that is wrong."""
    try:
        seasons = {
            name: _row(Season, {"name": name, **row}, f"season.{name}")
            for name, row in data["season"].items()
        }
        year_parts = {
            name: _row(YearPart, row, f"part_of_year.{name}") for name, row in data["part_of_year"].items()
        }
        month_parts = {
            name: _row(MonthPart, row, f"part_of_month.{name}") for name, row in data["part_of_month"].items()
        }
        tolerance = _row(Tolerance, data["tolerance"], "tolerance")
    except KeyError as error:
        raise DataError(f"conventions.toml: het onderdeel {error} ontbreekt.") from error
    for name, season in seasons.items():
        _check_days(season, f"season.{name}")
    for name, part in year_parts.items():
        _check_days(part, f"part_of_year.{name}")
    return Conventions(data["version"], seasons, year_parts, month_parts, tolerance)


@cache
def conventions() -> Conventions:
    """The conventions of commitments/data/conventions.toml, read once."""
    return parse_conventions(read_data("conventions.toml"))
