"""Lengths of time as terms: from the paper ("binnen zes weken") or from an anchor ("... na ontvangst")."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from commitments.deadlines import explain
from commitments.deadlines.bounds import pick
from commitments.deadlines.durations import duration_at, duration_starts
from commitments.deadlines.event_clauses import clause_at
from commitments.deadlines.events import occasion_at
from commitments.deadlines.periods import named_period
from commitments.deadlines.source import Found, Source
from commitments.deadlines.words import lexicon, one_of, rx
from commitments.model import DeadlineKind

if TYPE_CHECKING:
    from commitments.deadlines.durations import Duration, Span

_SPACE = re.compile(r"\s{1,4}")


@cache
def _sides() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = lexicon()["durations"]
    return rx(f"(?:(?P<before>{one_of(words['before'])})|{one_of(words['after'])})"), rx(one_of(words["now"]))


def length_starts() -> frozenset[str]:
    """The first words a length can have."""
    return frozenset({"0", *duration_starts()})


def length_at(source: Source, begin: int) -> Found | None:
    """The length of time that starts at an offset."""
    duration = duration_at(source.plain, begin)
    if duration is None:
        return None
    space = _SPACE.match(source.plain, duration.end)
    anchored = _anchored(source, begin, space.end(), duration) if space else None
    if anchored or duration.bare:
        return anchored
    words = source.words(begin, duration.end)
    if duration.most is None:
        kind = DeadlineKind.RELATIVE if duration.relative else DeadlineKind.VAGUE
        earliest = source.date if duration.relative else None
        return source.found(
            begin, duration.end, kind, "duration.vague", explain.vague(words),
            days=(earliest, None, None), timex=duration.timex,
        )  # fmt: skip
    return _term(source, begin, duration.end, duration, duration.days(source.date))


def _term(source: Source, begin: int, end: int, duration: Duration, days: Span, *, basis: str = "") -> Found:
    strict, generous = days[1], days[2]
    if generous < source.date:
        return Found(begin, end, None)
    earliest = max(source.date, days[0])
    strict = max(strict, earliest)
    words = source.words(begin, end)
    reading = explain.Reading(
        words, source.date, earliest, strict, generous, duration.reading, duration.wide_reading, basis
    )
    rule = "duration" if end == duration.end else "duration.anchored"
    return source.found(
        begin, end, DeadlineKind.RELATIVE, rule, explain.span(reading),
        days=(earliest, strict, generous), timex=duration.timex, certain=not basis,
    )  # fmt: skip


def _anchored(source: Source, begin: int, at: int, duration: Duration) -> Found | None:
    """A length before or after something: "binnen vier weken na ontvangst van het advies"."""
    if clause := clause_at(source.plain, at):
        return _waits(source, begin, clause[0], source.words(clause[1], clause[0]))
    if back := rx(one_of(lexicon()["durations"]["back"])).match(source.plain, at):
        return _waits(source, begin, back.end(), source.words(at, back.end()))
    side, now = _sides()
    match = side.match(source.plain, at)
    space = _SPACE.match(source.plain, match.end()) if match else None
    if match is None or space is None:
        return None
    if (today := now.match(source.plain, space.end())) and duration.most:
        return _term(source, begin, today.end(), duration, duration.days(source.date))
    before = match["before"] is not None
    return _from_period(source, begin, space.end(), duration, before=before) or _from_occasion(
        source, begin, space.end(), duration, before=before
    )


def _from_period(source: Source, begin: int, at: int, duration: Duration, *, before: bool) -> Found | None:
    named = named_period(source.plain, at, source.date)
    if named is None or named.bare or duration.most is None:
        return None
    period = pick(named, source.date, "before" if before else "after")
    days = (period.first, period.strict, period.generous)
    basis = period.before_basis if before else period.basis
    return _term(source, begin, named.end, duration, duration.beside(days, before=before), basis=basis)


def _from_occasion(source: Source, begin: int, at: int, duration: Duration, *, before: bool) -> Found | None:
    occasion = occasion_at(source, at, "voorafgaand aan" if before else "na", after=not before)
    if occasion is None:
        return None
    if occasion.day is None or duration.most is None:
        return _waits(source, begin, occasion.end, occasion.name)
    days = (occasion.day, occasion.day, occasion.day)
    return _term(source, begin, occasion.end, duration, duration.beside(days, before=before))


def _waits(source: Source, begin: int, end: int, event: str) -> Found:
    explanation = explain.event(source.words(begin, end), event)
    return source.found(begin, end, DeadlineKind.EVENT, "duration.event", explanation, event=event)
