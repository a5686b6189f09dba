"""The shapes in which Dutch names a period: "15 september", "najaar 2027", "het tweede kwartaal".

To teach the reader a new shape, add one ``Shape`` to ``_shapes``: a pattern without article (spaces stand for
white space, ``%(month)s`` and the like for the pieces of words.fragments), a function in builders.py or
weeks.py that makes the ``Named`` period of a match, and the words it can start with. What stands before it
("uiterlijk", "nog voor") is no part of it: bounds.py binds the two. So "uiterlijk de derde dinsdag
van mei" is a modifier and the shape of ``weekday_of_month``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from commitments.calendar import calendar
from commitments.conventions import conventions
from commitments.deadlines import builders as build
from commitments.deadlines import weeks
from commitments.deadlines.named import DEIXIS, WHICH_ONE, WHICH_WORDS, YEAR_TAIL, Named
from commitments.deadlines.words import first_word, fragments, lexicon, one_of, rx

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape. ``build`` returns None when the match is no such period after all ("31 februari")."""

    pattern: str
    build: Callable[[re.Match[str], dt.date], Named | None]
    starts: tuple[str, ...]
    """The first words it can have, "0" for figures: only there is it tried."""


_WEEK_WORDS = ("deze", "komende", "volgende")
_OF_THAT_WEEK = f"(?:(?:{'|'.join(_WEEK_WORDS)}) week )?(?:%(weekday)s,? )?"
_RECESSES = ("zomer", "herfst", "kerst", "krokus", "voorjaar", "voorjaars", "mei")
_RECESS = "(?P<recess>zomer|herfst|kerst|krokus|voorjaar|mei)s?-?(?:reces|vakantie)" + YEAR_TAIL
_DAY_PARTS = ("ochtend", "middag", "avond")
_WEEKDAY = rf"(?P<wd>%(weekday)s)(?:{'|'.join(_DAY_PARTS)})?(?: (?P<as>a\.s\.|aanstaande|jl\.?))?"
_MONTH = "(?P<month>%(month)s)" + YEAR_TAIL
_WEEKS = ("week", "kalenderweek", "weeknummer")
_Q = ("q1", "q2", "q3", "q4")
_DAY = r"(?P<d>\d{1,2})(?:e|de|ste)? (?P<month>%(month)s)" + YEAR_TAIL
_FIRST_DAY = r"(?:(?P<d0>\d{1,2})(?:e|de|ste)?(?: (?:en|of|tot|a|tot en met|t/m) | ?[-/] ?))?"
_QUARTERS = "(?:(?P<q0>%(ordinal)s) (?:en|of|tot en met|en/of) (?:het )?)?(?P<q>%(ordinal)s)"
_HALF = "(?:jaarhelft|half ?jaar|helft|zes maanden)(?: van het jaar)?"


@cache
def _shapes() -> tuple[Shape, ...]:
    words = lexicon()
    months = tuple(part for month in words["months"] for part in (month, month[:1]))
    weekdays, ordinals = tuple(words["weekdays"]), (*words["ordinals"], "0")
    weekday_parts = tuple(day + part for day in weekdays for part in ("", *_DAY_PARTS))
    seasons = tuple(word for season in conventions().seasons.values() for word in season.words)
    moments = tuple(calendar().moments)
    recesses = tuple(kind + what for kind in _RECESSES for what in ("reces", "vakantie", "s", ""))
    return (
        Shape(_OF_THAT_WEEK + "(?:de )?" + _FIRST_DAY + _DAY, build.day, ("0", *weekdays, *_WEEK_WORDS)),
        Shape(
            r"(?P<d>\d{1,2}) ?[-/.] ?(?P<m>\d{1,2}) ?[-/.] ?(?P<year>(?:20)?\d\d)", build.numeric_day, ("0",)
        ),
        Shape(r"(?P<year>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)", build.numeric_day, ("0",)),
        Shape(
            "(?P<ord>%(ordinal)s) (?P<wd>%(weekday)s) (?:van|in) " + _MONTH, weeks.weekday_of_month, ordinals
        ),
        Shape("week van (?:%(weekday)s )?" + _DAY, weeks.week_of, ("week",)),
        Shape(r"(?:kalender)?week(?:nummer)? (?P<w>\d{1,2})" + YEAR_TAIL, weeks.week_number, _WEEKS),
        Shape("(?P<ord>%(ordinal)s) week van (?:de maand )?" + _MONTH, weeks.week_of_month, ordinals),
        Shape("(?P<ord>%(ordinal)s) week" + YEAR_TAIL, weeks.week_of_year, ordinals),
        Shape(WHICH_ONE + " (?P<unit>week|weekend)(?: (?P<wd>%(weekday)s))?", weeks.this_week, WHICH_WORDS),
        Shape("(?P<dx>)(?P<unit>weekend)(?P<wd>)(?! van)", weeks.this_week, ("weekend",)),
        Shape(_WEEKDAY + " (?:van |in )?" + WHICH_ONE + " (?P<unit>week)", weeks.this_week, weekday_parts),
        Shape(_WEEKDAY + " over (?P<n>%(number)s) (?:week|weken)", weeks.weekday_in_weeks, weekday_parts),
        Shape(
            r"(?P<dx>)van de (?P<unit>week)(?P<wd>)(?: nog|(?<=nog\svan\sde\sweek))",
            weeks.this_week,
            ("van",),
        ),
        Shape(DEIXIS + _WEEKDAY, weeks.weekday, (*weekday_parts, *WHICH_WORDS)),
        Shape(one_of(build.NEAR), build.near_day, ("vandaag", *build.NEAR)),
        Shape(
            DEIXIS + "(?:maand(?:en)? )?(?P<month>%(full_month)s)" + YEAR_TAIL,
            build.month,
            (*months, "maand", "maanden", *WHICH_WORDS),
        ),
        Shape(
            DEIXIS + r"(?=[a-z]{3,4}\.? (?:19|20)\d\d)(?P<month>%(month)s)" + YEAR_TAIL,
            build.month,
            tuple(lexicon()["months"]),
        ),
        Shape(WHICH_ONE + " maand", build.this_month, WHICH_WORDS),
        Shape(_QUARTERS + " kwartaal" + YEAR_TAIL, build.quarter, ordinals),
        Shape(r"q(?P<q0>)(?P<q>[1-4])" + YEAR_TAIL, build.quarter, _Q),
        Shape(r"q(?P<q0>)(?P<q>[1-4])[-/](?P<year>%(year)s)", build.quarter, _Q),
        Shape(r"(?P<year>%(year)s)[- ]?q(?P<q0>)(?P<q>[1-4])", build.quarter, ("0",)),
        Shape(WHICH_ONE + " kwartaal", build.this_quarter, WHICH_WORDS),
        Shape("(?P<h>eerste|tweede|laatste|1e|2e) " + _HALF + YEAR_TAIL, build.half, ordinals),
        Shape(r"h(?P<h>[12])" + YEAR_TAIL, build.half, ("h1", "h2")),
        Shape(
            r"(?:(?:kalender)?jaar )?(?P<year>%(year)s)(?! ?[-/.] ?\d)",
            build.year,
            ("0", "jaar", "kalenderjaar"),
        ),
        Shape(r"(?P<year>'\d\d)", build.year, tuple(f"'{year}" for year in range(10, 60))),
        Shape(WHICH_ONE + " (?:kalender|begrotings)?jaar", build.this_year, WHICH_WORDS),
        Shape(DEIXIS + f"(?P<season>{one_of(seasons)})" + YEAR_TAIL, build.season, (*seasons, *WHICH_WORDS)),
        Shape(DEIXIS + _RECESS, build.recess, (*recesses, *WHICH_WORDS)),
        Shape(DEIXIS + "reces(?:periode)?", build.next_recess, ("reces", "recesperiode", *WHICH_WORDS)),
        Shape(DEIXIS + f"(?P<moment>{one_of(moments)})" + YEAR_TAIL, build.moment, (*moments, *WHICH_WORDS)),
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
