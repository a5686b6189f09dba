"""A bound: a modifier ("uiterlijk", "nog voor") on a period ("het najaar") or an occasion ("het debat")."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from commitments.conventions import conventions
from commitments.deadlines import explain
from commitments.deadlines.events import Occasion, occasion_at
from commitments.deadlines.periods import named_period, own_unit
from commitments.deadlines.source import Found, Source
from commitments.deadlines.spans import DAY, Period
from commitments.deadlines.words import first_word, lexicon, one_of, rx
from commitments.model import DeadlineKind

if TYPE_CHECKING:
    from commitments.deadlines.named import Named

_SPACE = re.compile(r"\s{1,4}")
_BETWEEN = re.compile(r"tussen\s{1,4}")
_CHAINED = ("from", "around", "toward", "by")
"""Only behind these may another modifier follow ("uiterlijk voor", "nog in")."""


@cache
def _modifier() -> re.Pattern[str]:
    return rx(one_of([phrase for phrases in lexicon()["modifiers"].values() for phrase in phrases]))


@cache
def _classes() -> dict[str, tuple[int, str]]:
    """For each modifier its rank among the classes, and its class."""
    ranked = enumerate(lexicon()["modifiers"].items())
    return {phrase: (rank, name) for rank, (name, phrases) in ranked for phrase in phrases}


def bound_starts() -> frozenset[str]:
    """The first words of modifiers."""
    return frozenset(first_word(phrase, 0) for phrase in _classes()) | {"tussen"}


def modifiers_at(text: str, begin: int) -> tuple[str | None, int, str]:
    """The modifiers that start at an offset: the deciding class, where they end, the words of the last."""
    best, at, last = None, begin, ""
    for _ in range(3):
        match = _modifier().match(text, at)
        space = _SPACE.match(text, match.end()) if match else None
        if match is None or space is None:
            break
        last, at = " ".join(match[0].split()), space.end()
        found = _classes()[last]
        best = found if best is None else min(best, found)
        if found[1] not in _CHAINED:
            break
    return best[1] if best else None, at, last


def bound_at(source: Source, begin: int) -> Found | None:
    """The bound, or the bare period ("dit najaar"), that starts at an offset."""
    modifier, at, last = modifiers_at(source.plain, begin)
    if modifier is None and (between := _BETWEEN.match(source.plain, begin)):
        named = named_period(source.plain, between.end(), source.date, between=True)
        return _on_period(source, (begin, between.end()), named, "in") if named else None
    if last == "voor" and _context().planned.search(source.plain, max(0, begin - 25), begin):
        modifier = "in"
    own = last in lexicon()["modifiers_of_own_unit"]["phrases"]
    named = named_period(source.plain, at, source.date) or (
        own_unit(source.plain, at, source.date) if own else None
    )
    occasion = occasion_at(source, at, last, after=modifier == "after") if modifier else None
    if occasion and (named is None or (occasion.meeting and occasion.end > named.end)):
        return _on_occasion(source, begin, occasion, modifier or "in")
    if named is None or (named.bare and modifier is None):
        return None
    if modifier is None and _belongs_to_paper(source.plain, begin):
        return Found(begin, named.end, None)
    if named.bare and modifier in ("before", "in") and _about(source, begin, last):
        return None
    return _on_period(source, (begin, at), named, modifier or "bare")


class _Context(NamedTuple):
    """What may stand just before a term and turn it into something else."""

    of_paper: re.Pattern[str]
    about: re.Pattern[str]
    planned: re.Pattern[str]


@cache
def _context() -> _Context:
    replaced = lexicon()["replaced"]
    return _Context(*(rx(one_of(replaced[name]) + r"\s{1,4}$") for name in _Context._fields))


def _belongs_to_paper(text: str, begin: int) -> bool:
    """Say "de brief van 4 juni": a day that dates a paper or a past event."""
    return _context().of_paper.search(text, max(0, begin - 20), begin) is not None


def _about(source: Source, begin: int, last: str) -> bool:
    """Say "de begroting voor 2027"; an accent ("vóór 2027") says that it is a time."""
    accented = "ó" in source.raw[begin : begin + 12]
    return (
        last in ("voor", "in")
        and not accented
        and (_context().about.search(source.plain, max(0, begin - 30), begin) is not None)
    )


def pick(named: Named, date: dt.date, modifier: str) -> Period:
    """The period in the year that is meant: said, implied, or the first that has not passed."""
    if named.year is not None:
        return named.at(named.year)
    years = [named.at(date.year + ahead) for ahead in (-1, 0, 1, 2)]
    last = years[-1]
    if named.which == "this":
        return next((p for p in years[:2] if p.first <= date <= p.generous), years[1])
    if named.which == "coming":
        return next((p for p in years if p.last_before_generous > date), last)
    if named.which == "next":
        return next((p for p in years if p.first > date and _is_next(p, date)), last)
    if modifier in ("before", "toward") and not years[0].end_part:
        return next((p for p in years if p.last_before_generous > date), last)
    # "eind voorjaar" on 5 June: this spring, while any reading of it lasts.
    return next((p for p in years if (p.generous if p.end_part else p.strict) >= date), last)


def _is_next(period: Period, date: dt.date) -> bool:
    """Say "volgend najaar": one of next year; "volgend schooljaar" follows the one that runs."""
    whole_year = (period.strict - period.first).days > 300
    return whole_year or period.first.year > date.year or period.first.month == 12


_Bounds = tuple[dt.date, dt.date | None, dt.date | None]


def bind(period: Period, modifier: str, date: dt.date) -> _Bounds:
    """(earliest, strict, generous) of a bound on a period; earliest is never before the paper."""
    first, strict, generous = period.first, period.strict, period.generous
    if modifier == "after":
        return max(date, strict + DAY), None, None
    if modifier == "from":
        return max(date, first), None, None
    if modifier == "before":
        first, strict, generous = date, period.last_before, period.last_before_generous
    elif modifier == "by" or period.by_law:
        first = date
    elif modifier == "toward" and not period.end_part:
        first, strict, generous = _toward(period)
    elif modifier in ("around", "toward") and period.kind is not DeadlineKind.SEASON:
        tolerance = conventions().tolerance
        slack = (tolerance.around_day if first == strict else tolerance.around_period) * DAY
        first, generous = first if period.end_part else first - slack, generous + slack
    if strict < date <= generous:
        strict = generous
    return max(date, first), strict, generous


def _toward(period: Period) -> tuple[dt.date, dt.date, dt.date]:
    """Say "richting de zomer": near its start; generously some days into it, of a month or year all of it."""
    tolerance = conventions().tolerance
    one_day = period.first == period.strict
    slack = (tolerance.around_day if one_day else tolerance.around_period) * DAY
    begin = period.last_before
    generous = period.last_before_generous + slack
    if period.rule in ("month", "quarter", "half-year", "year"):
        generous = max(generous, period.generous)
    return begin - slack, begin, generous


def _on_period(source: Source, offsets: tuple[int, int], named: Named, modifier: str) -> Found:
    """The term of a named period; ``offsets`` are where the term and where the period begin."""
    begin, at = offsets
    period = pick(named, source.date, modifier)
    if period.end_part and modifier == "before":
        modifier = "by"
    if named.past or modifier == "since":
        return Found(begin, named.end, None)
    timex = period.timex if source.known or named.literal else re.sub(r"\d{4}", "XXXX", period.timex)
    event = source.words(at, named.end) if period.kind is DeadlineKind.EVENT else None
    return bound(source, begin, named.end, period, modifier, timex=timex, event=event)


def bound(
    source: Source,
    begin: int,
    end: int,
    period: Period,
    modifier: str,
    *,
    timex: str | None = None,
    event: str | None = None,
) -> Found:
    """The term of a period under a modifier; one that ends before the paper binds nothing."""
    earliest, strict, generous = bind(period, modifier, source.date)
    past = generous is not None and generous < source.date
    basis = period.before_basis if modifier in ("before", "toward") else period.basis
    words = source.words(begin, end)
    if strict is None or generous is None:
        explanation = explain.open_end(words, earliest, basis)
    elif past:
        earliest = min(period.first, strict)
        explanation = explain.lapsed(words, generous, source.date)
    else:
        ends = _readings(period, modifier)
        if strict == generous and strict not in (period.strict, period.last_before):
            ends = (ends[1], ends[1])  # the strict end has passed
        explanation = explain.span(
            explain.Reading(words, source.date, earliest, strict, generous, *ends, basis)
        )
    found = source.found(
        begin, end, period.kind, f"{period.rule}.{modifier}", explanation,
        days=(earliest, strict, generous), timex=timex or period.timex, certain=not basis, event=event,
    )  # fmt: skip
    if not past:
        return found
    return Found(begin, end, None, lapsed=found.deadline if modifier in ("by", "before") else None)


def _readings(period: Period, modifier: str) -> tuple[str, str]:
    """The words for the strict and the generous end."""
    if modifier == "before":
        return period.before_reading, period.before_wide or "de dag zelf meegerekend"
    if modifier == "toward" and not period.end_part:
        return period.before_reading, "met speling, omdat de term niet precies is"
    if modifier in ("around", "toward") and period.kind is not DeadlineKind.SEASON:
        return period.reading, "met speling, omdat de term niet precies is"
    return period.reading, period.wide_reading


def _on_occasion(source: Source, begin: int, occasion: Occasion, modifier: str) -> Found | None:
    if occasion.past or modifier == "since":
        return Found(begin, occasion.end, None)
    if occasion.day is None:
        words = source.words(begin, occasion.end)
        return source.found(
            begin,
            occasion.end,
            DeadlineKind.EVENT,
            f"event.{modifier}",
            explain.event(words, occasion.name),
            event=occasion.name,
        )
    day = occasion.day
    last = occasion.last or day
    timex = day.isoformat()[:7] if occasion.last else day.isoformat()
    period = Period(DeadlineKind.EVENT, "event", day, last, last, timex, before_generous=occasion.last)
    return bound(source, begin, occasion.end, period, modifier, event=occasion.name)
