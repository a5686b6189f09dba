"""The period that starts at a place in the text: a shape, a part of one ("eind juni"), or a range of two."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from commitments.deadlines.named import Named
from commitments.deadlines.shapes import shapes_at
from commitments.deadlines.spans import (
    DAY_PART,
    Period,
    cut,
    day_period,
    month_period,
    quarter_period,
    week_period,
    year_period,
)
from commitments.deadlines.words import rx

if TYPE_CHECKING:
    import datetime as dt

_SPACE = re.compile(r"\s{1,4}")
_UNDIVIDED = ("day", "weekday", "moment")
_ONE_PART = (
    "begin|start|aanvang|medio|half|midden|halverwege|eind|einde|ultimo|vroege|late|"
    "(?:eerste|1e|tweede|2e|laatste) (?:helft|deel)|(?:eerste|laatste) (?:weken|maanden|dagen)"
)
_PART = f"(?:(?P<first>{_ONE_PART}) (?:tot|of|en|a) )?(?P<part>{_ONE_PART})(?: van)?"
_PARTS = {
    **dict.fromkeys(
        ("begin", "start", "aanvang", "vroege", "eerste weken", "eerste maanden", "eerste dagen"), "begin"
    ),
    **dict.fromkeys(("medio", "half", "midden", "halverwege"), "medio"),
    **dict.fromkeys(
        ("eind", "einde", "ultimo", "late", "laatste weken", "laatste maanden", "laatste dagen"), "eind"
    ),
    **dict.fromkeys(("eerste helft", "1e helft", "eerste deel", "1e deel"), "h1"),
    **dict.fromkeys(
        ("tweede helft", "2e helft", "laatste helft", "tweede deel", "2e deel", "laatste deel"), "h2"
    ),
}
_OWN_UNIT = (
    "(?:deze )?(?P<day>dag|werkdag|kantoordag)|(?:deze )?(?P<part_of_day>ochtend|middag|avond)"
    "|(?P<unit>jaar|kalenderjaar|maand|week|kwartaal)"
)
ARTICLES = ("de", "het", "'t")
_ARTICLE = re.compile(r"(?:aan\s{1,4})?(?:(?:de|het|'t)\s{1,4})?")


_JOINT = re.compile(
    r"\s{0,2}[/-]\s{0,2}|,\s{1,3}(?=(?:begin|medio|half|midden)\s)"
    r"|,?\s{1,3}(?:en/of|en|of|tot en met|tot|t/m|dan wel|a)\s{1,3}"
)


def named_period(text: str, at: int, date: dt.date, *, between: bool = False) -> Named | None:
    """The longest period that starts at an offset of the simplified text, ranges ("juni of juli") included.

    ``between``: behind "tussen", where the two may differ in kind; without a second one there is no period.
    """
    found = _part_or_whole(text, at, date)
    joint = _JOINT.match(text, found.end) if found else None
    second = _part_or_whole(text, joint.end(), date) if joint else None
    if found is None or second is None or second.past:
        return None if between and not _spans(found, date) else found
    if between or second.at(date.year).kind is found.at(date.year).kind:
        return _range(found, second)
    return found


def _spans(named: Named | None, date: dt.date) -> bool:
    """Whether it is a range by itself ("1 en 15 september")."""
    return named is not None and "/" in named.at(date.year).timex


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


def part_starts() -> frozenset[str]:
    """The first words a part can have."""
    return frozenset(phrase.split()[0] for phrase in _PARTS)


def _part_or_whole(text: str, at: int, date: dt.date) -> Named | None:
    article = _ARTICLE.match(text, at)
    at = article.end() if article else at
    found = _longest(text, at, date)
    part = rx(_PART).match(text, at)
    space = _SPACE.match(text, part.end()) if part else None
    if part is None or space is None:
        return found
    article = _ARTICLE.match(text, space.end())
    inner = article.end() if article else space.end()
    whole = _longest(text, inner, date) or own_unit(text, inner, date)
    if whole is None or (found and found.end >= whole.end) or whole.at(date.year).rule in _UNDIVIDED:
        return found
    first, last = part["first"] or part["part"], part["part"]
    # "Aan het eind van de dag" is also a figure of speech; only "voor het einde van de dag" is a time.
    figure = whole.bare and whole.at(date.year).rule == DAY_PART
    return replace(whole, at=lambda year: _cut_between(whole.at(year), first, last), bare=figure)


def _cut_between(period: Period, first: str, last: str) -> Period:
    """A part, or from one to another ("half tot eind september")."""
    begin, end = (cut(period, _PARTS[" ".join(part.split())]) for part in (first, last))
    return end if first == last else replace(end, first=min(begin.first, end.first))


def _longest(text: str, at: int, date: dt.date) -> Named | None:
    return max(shapes_at(text, at, date), key=lambda named: named.end, default=None)


def own_unit(text: str, at: int, date: dt.date) -> Named | None:
    """The unit in "het einde van het jaar", "in de loop van de maand": the current one."""
    article = _ARTICLE.match(text, at)
    at = article.end() if article else at
    match = rx(_OWN_UNIT).match(text, at)
    if match is None:
        return None
    if match["unit"] is None:
        today = replace(day_period(date), rule=DAY_PART)
        return Named(match.end(), lambda _: today, date.year, bare=match["day"] is not None)
    period = {
        "maand": month_period(date.year, date.month),
        "week": week_period(date),
        "kwartaal": quarter_period(date.year, (date.month - 1) // 3 + 1),
    }.get(match["unit"]) or year_period(date.year)
    return Named(match.end(), lambda _: period, date.year)
