"""The period that starts at a place in the text: a shape, a part of one ("eind juni"), or a range of two."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from commitments.deadlines.shapes import Named, shapes_at
from commitments.deadlines.spans import Period, cut, month_period, quarter_period, week_period, year_period
from commitments.deadlines.words import rx

if TYPE_CHECKING:
    import datetime as dt

_SPACE = re.compile(r"\s{1,4}")
_UNDIVIDED = ("day", "weekday", "moment")
_PART = (
    "(?:aan )?(?:(?:de|het|'t) )?(?P<part>begin|start|aanvang|medio|half|midden|halverwege|eind|einde|ultimo|vroege|late|"
    "(?:eerste|1e|tweede|2e|laatste) helft|(?:eerste|laatste) (?:weken|maanden|dagen))(?: van)?"
)
_PARTS = {
    **dict.fromkeys(
        ("begin", "start", "aanvang", "vroege", "eerste weken", "eerste maanden", "eerste dagen"), "begin"
    ),
    **dict.fromkeys(("medio", "half", "midden", "halverwege"), "medio"),
    **dict.fromkeys(
        ("eind", "einde", "ultimo", "late", "laatste weken", "laatste maanden", "laatste dagen"), "eind"
    ),
    **dict.fromkeys(("eerste helft", "1e helft"), "h1"),
    **dict.fromkeys(("tweede helft", "2e helft", "laatste helft"), "h2"),
}
_OWN_UNIT = "(?:het|de) (?P<unit>jaar|kalenderjaar|maand|week|kwartaal)"


_JOINT = " ?(?:/|-|en|of|en/of|tot en met|tot|t/m|dan wel|a) ?"


def named_period(text: str, at: int, date: dt.date) -> Named | None:
    """The longest period that starts at an offset of the simplified text, ranges ("juni of juli") included."""
    found = _part_or_whole(text, at, date)
    joint = (
        rx(_JOINT).match(text, found.end) or re.compile(r"\s?[/-]\s?").match(text, found.end)
        if found
        else None
    )
    if found is None or joint is None:
        return found
    second = _part_or_whole(text, joint.end(), date)
    if second is None or second.past or second.at(date.year).kind is not found.at(date.year).kind:
        return found
    return _range(found, second)


def _range(first: Named, second: Named) -> Named:
    """From the first to the second; a year said of one holds for both."""

    def at(year: int) -> Period:
        end = second.at(year)
        begin = first.at(first.year or year)
        if begin.first > end.first:
            begin = first.at(year - 1)
        if begin.first > end.first:
            return end
        return replace(
            end,
            first=begin.first,
            timex=f"{begin.timex}/{end.timex}",
            before_strict=None,
            before_generous=None,
        )

    return replace(
        second,
        at=at,
        literal=second.literal or first.literal,
        past=first.past,
        which=second.which or first.which,
    )


def _part_or_whole(text: str, at: int, date: dt.date) -> Named | None:
    found = _longest(text, at, date)
    part = rx(_PART).match(text, at)
    space = _SPACE.match(text, part.end()) if part else None
    if part is None or space is None:
        return found
    whole = _longest(text, space.end(), date) or _own_unit(text, space.end(), date)
    if whole is None or (found and found.end >= whole.end) or whole.at(date.year).rule in _UNDIVIDED:
        return found
    piece = _PARTS[" ".join(part["part"].split())]
    return replace(whole, at=lambda year: cut(whole.at(year), piece), bare=False)


def _longest(text: str, at: int, date: dt.date) -> Named | None:
    return max(shapes_at(text, at, date), key=lambda named: named.end, default=None)


def _own_unit(text: str, at: int, date: dt.date) -> Named | None:
    """ "het jaar" in "het einde van het jaar": the current one."""
    match = rx(_OWN_UNIT).match(text, at)
    if match is None:
        return None
    period = {
        "maand": month_period(date.year, date.month),
        "week": week_period(date),
        "kwartaal": quarter_period(date.year, (date.month - 1) // 3 + 1),
    }.get(match["unit"]) or year_period(date.year)
    return Named(match.end(), lambda _: period, date.year)
