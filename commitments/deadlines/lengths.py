"""Lengths of time as terms: from the paper ("binnen zes weken") or from something else ("... na ontvangst")."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from commitments.deadlines import explain
from commitments.deadlines.bounds import pick
from commitments.deadlines.durations import duration_at
from commitments.deadlines.events import clause_at, occasion_at
from commitments.deadlines.periods import named_period
from commitments.deadlines.source import Found, Source
from commitments.deadlines.words import rx
from commitments.model import DeadlineKind

if TYPE_CHECKING:
    from commitments.deadlines.durations import Duration

_SPACE = re.compile(r"\s{1,4}")
_SIDE = "(?P<side>na|voor|voorafgaand aan|vanaf|gerekend vanaf|te rekenen vanaf|volgend op)"
_NOW = "(?:heden|nu|vandaag|dagtekening(?: van deze brief)?|(?:de )?datum van deze brief|verzending van deze brief)"


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
    return _term(source, begin, duration.end, duration, duration.days(source.date), "duration")


def _term(
    source: Source,
    begin: int,
    end: int,
    duration: Duration,
    days: tuple[dt.date, dt.date, dt.date],
    rule: str,
) -> Found:
    earliest, strict, generous = max(source.date, days[0]), days[1], days[2]
    if generous < source.date:
        return Found(begin, end, None)
    strict = max(strict, earliest)
    reading = explain.Reading(
        source.words(begin, end),
        source.date,
        earliest,
        strict,
        generous,
        duration.reading,
        duration.wide_reading,
    )
    return source.found(
        begin,
        end,
        DeadlineKind.RELATIVE,
        rule,
        explain.span(reading),
        days=(earliest, strict, generous),
        timex=duration.timex,
    )


def _anchored(source: Source, begin: int, at: int, duration: Duration) -> Found | None:
    """A length before or after something: "binnen vier weken na ontvangst van het advies"."""
    if clause := clause_at(source.plain, at):
        return _waits(source, begin, clause[0], source.words(clause[1], clause[0]))
    match = rx(_SIDE).match(source.plain, at)
    space = _SPACE.match(source.plain, match.end()) if match else None
    if match is None or space is None:
        return None
    side, at = match["side"], space.end()
    if (now := rx(_NOW).match(source.plain, at)) and duration.most:
        return _term(source, begin, now.end(), duration, duration.days(source.date), "duration")
    named = named_period(source.plain, at, source.date)
    if named and not named.bare and duration.most:
        period = pick(named, source.date, side)
        days = _shifted(period.first, period.strict, period.generous, duration, side)
        return _term(source, begin, named.end, duration, days, "duration.anchored")
    occasion = occasion_at(
        source.plain, source.raw, at, side, source.date, after=side not in ("voor", "voorafgaand aan")
    )
    if occasion is None:
        return None
    if occasion.day is None or duration.most is None:
        return _waits(source, begin, occasion.end, occasion.name)
    days = _shifted(occasion.day, occasion.day, occasion.day, duration, side)
    return _term(source, begin, occasion.end, duration, days, "duration.anchored")


def _shifted(
    first: dt.date, strict: dt.date, generous: dt.date, duration: Duration, side: str
) -> tuple[dt.date, dt.date, dt.date]:
    """So long after the end, or before the beginning; the generous end takes the shortest lead."""
    least, most = duration.least, duration.most
    assert least is not None  # noqa: S101 - callers ask ``most`` first
    assert most is not None  # noqa: S101
    if side in ("voor", "voorafgaand aan"):
        return dt.date.min, most.before(first), least.before(first)
    return strict, least.after(strict), most.after(generous)


def _waits(source: Source, begin: int, end: int, event: str) -> Found:
    explanation = explain.event(source.words(begin, end), event)
    return source.found(begin, end, DeadlineKind.EVENT, "duration.event", explanation, event=event)
