"""Lengths of time: "binnen zes weken", "over circa drie maanden", "anderhalf jaar", "een week of twee"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from commitments.calendar import month_end
from commitments.conventions import conventions
from commitments.deadlines.spans import add_months
from commitments.deadlines.words import fragments, number, rx

_WITHIN = ("binnen", "uiterlijk binnen", "nog binnen", "uiterlijk over", "op een termijn van", "binnen een termijn van",
           "binnen nu en", "de komende", "in de komende", "komende", "de eerstkomende", "in de eerstkomende", "de aankomende", "in de aankomende",
           "gedurende de komende", "binnen een periode van", "in een periode van")  # fmt: skip
_OVER = ("over", "na")
_BARE = ("uiterlijk", "minimaal", "ten minste", "in elk geval", "kort")
_SOME = "(?:enkele|een paar|een aantal|meerdere|verscheidene|luttele|afzienbare|zeer korte)"
_UNITS = {"werkdag": ("days", 7 / 5), "dag": ("days", 1), "week": ("days", 7), "wek": ("days", 7), "maand": ("months", 1),
          "kwartaal": ("months", 3), "kwartal": ("months", 3), "halfjaar": ("months", 6), "jaar": ("months", 12), "jar": ("months", 12)}  # fmt: skip


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
    relative: bool = False
    """Runs from the paper's date without a length ("de komende maanden")."""
    reading: str = ""
    wide_reading: str = ""

    def days(self, start: dt.date) -> tuple[dt.date, dt.date, dt.date]:
        """(earliest, strict, generous) counted from a day."""
        assert self.least is not None  # noqa: S101 - callers ask ``most`` first
        assert self.most is not None  # noqa: S101
        strict, generous = self.least.after(start), self.most.after(start)
        if self.point:
            generous = _end_of_unit(generous, self.most)
        if self.circa:
            extra = (self.most.after(start) - start).days * conventions().tolerance.circa_percent // 100
            generous = max(generous, self.most.after(start) + dt.timedelta(days=extra))
        return (strict if self.point else start), strict, generous


def _end_of_unit(day: dt.date, length: Length) -> dt.date:
    """ "over twee weken" may be any day of that week, "over drie maanden" any of that month."""
    if length.months:
        return month_end(day.year, day.month)
    return day + dt.timedelta(days=6 - day.weekday()) if length.days % 7 == 0 else day


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    lead = "(?:(?P<lead>" + "|".join(sorted(_WITHIN + _OVER + _BARE, key=len, reverse=True)) + ") )?"
    num, unit = fragments()["number"], fragments()["unit"]
    amount = (
        rf"(?:(?P<half>een half|half|een halve|anderhalf|anderhalve|een kwart|twee en een half|twee en een halve) (?P<hunit>{unit})"
        rf"|een (?P<ofunit>week|maand|dag|jaar) of (?P<of>{num})"
        rf"|(?P<n>{num})(?: (?:a|tot|of|en|tot en met) | ?[-/] ?)?(?P<m>{num})? (?P<unit>{unit}))"
    )
    circa = r"(?P<circa>(?:circa|ca\.|ongeveer|zo'n|naar schatting|grofweg|plusminus) )?(?:(?:maximaal|hooguit|hoogstens|ten hoogste|uiterlijk|minimaal) )?"
    exact = rx(lead + circa + amount)
    some = rx(lead + f"{_SOME} (?P<unit>{unit}|tijd)")
    coming = rx(
        "(?:in |gedurende |binnen )?(?:de |het )?(?:eerst|aan)?komende (?P<unit>weken|maanden|kwartalen)(?: en (?:weken|maanden|jaren))?"
    )
    return exact, some, coming


def duration_at(text: str, at: int) -> Duration | None:
    """The length of time that starts at an offset of the simplified text."""
    exact, some, coming = _patterns()
    if match := coming.match(text, at):
        unit = "W" if match["unit"] == "weken" else "M"
        return Duration(match.end(), None, None, f"PX{unit}", relative=True)
    if match := some.match(text, at):
        lead = match["lead"]
        return Duration(match.end(), None, None, "PXX", bare=lead is None or lead in _BARE)
    match = exact.match(text, at)
    return _exact(match) if match else None


def _exact(match: re.Match[str]) -> Duration | None:
    lead = re.sub(r"\s+", " ", match["lead"] or "")
    if match["half"]:
        least = most = _half(re.sub(r"\s+", " ", match["half"]), match["hunit"])
    elif match["of"]:
        least, most = _length(1, match["ofunit"]), _length(number(match["of"]) or 0, match["ofunit"])
    else:
        first = number(match["n"])
        second = number(match["m"]) if match["m"] else first
        if first is None or second is None:
            return None
        least, most = _length(min(first, second), match["unit"]), _length(max(first, second), match["unit"])
    if least is None or most is None:
        return None
    words = "" if least == most else "de korte kant van de marge"
    return Duration(
        match.end(), least, most, _timex(most),
        point=lead in _OVER, circa=bool(match["circa"]), bare=not lead or lead in _BARE,
        reading=words, wide_reading="de lange kant van de marge" if words else ("met speling voor 'circa'" if match["circa"] else ""),
    )  # fmt: skip


def _length(count: float, unit: str) -> Length | None:
    stem = unit.removesuffix("en") if unit.removesuffix("en") in _UNITS else unit
    if stem not in _UNITS:
        return None
    kind, size = _UNITS[stem]
    return Length(**{kind: -int(-count * size // 1)})


def _half(words: str, unit: str) -> Length | None:
    share = {
        "een half": 0.5,
        "half": 0.5,
        "een halve": 0.5,
        "een kwart": 0.25,
        "anderhalf": 1.5,
        "anderhalve": 1.5,
    }.get(words, 2.5)
    whole = _length(1, unit)
    if whole is None:
        return None
    if whole.months == 1:
        return Length(int(share), int(share % 1 * 30))
    return _length(share, unit)


def _timex(length: Length) -> str:
    if length.months and length.days:
        return f"P{length.months}M{length.days}D"
    if length.months:
        return f"P{length.months // 12}Y" if length.months % 12 == 0 else f"P{length.months}M"
    return f"P{length.days // 7}W" if length.days % 7 == 0 else f"P{length.days}D"
