"""By when: every Dutch expression that binds a promise to time, and what it means from the date of a paper.

``find_deadlines`` reads a sentence, ``resolve`` one expression as typed, ``governing`` picks the one that counts.
Periods are named in deadline_periods.py, lengths of time in deadline_durations.py, events in deadline_events.py;
the words in data/expressions.toml, what they mean in data/conventions.toml and data/calendar.toml.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from commitments import deadline_explain as explain
from commitments.conventions import conventions
from commitments.deadline_durations import Duration, duration_at
from commitments.deadline_events import Occasion, clause_at, occasion_at
from commitments.deadline_periods import DAY, Named, Period, named_period
from commitments.deadline_words import lexicon, one_of, rx, simplify
from commitments.model import Deadline, DeadlineKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# A stand-in for the date of a paper that has none: nothing is past, and every date is taken out again.
_NO_DATE = dt.date(1901, 1, 1)


@dataclass(frozen=True, slots=True)
class _Found:
    """A term at ``begin``-``end``; ``deadline`` is None for a time that is past or negated."""

    begin: int
    end: int
    deadline: Deadline | None


@dataclass(frozen=True, slots=True)
class _Text:
    raw: str
    plain: str
    date: dt.date
    known: bool

    def deadline(self, begin: int, end: int, kind: DeadlineKind, rule: str, explanation: str,
                 days: tuple[dt.date | None, dt.date | None, dt.date | None] = (None, None, None),
                 timex: str | None = None, *, certain: bool = True, event: str | None = None) -> Deadline:  # fmt: skip
        text = self.raw[begin:end]
        if not self.known:
            if kind not in (DeadlineKind.VAGUE,):
                explanation = explain.unknown_date(text)
            days, certain = (None, None, None), True
        return Deadline(text, begin, end, kind, *days, timex, rule, explanation, certain, event)


def find_deadlines(text: str, date: dt.date | None, *, previous: str | None = None) -> tuple[Deadline, ...]:
    """Every term in a sentence, in order, not overlapping; past times and negated terms are left out.

    ``date`` is the date of the paper; without it all dates are None. ``previous`` is the sentence before, for "voor
    die datum". Offsets count characters in ``text``.
    """
    return tuple(found.deadline for found in _scan(text, date, previous) if found.deadline)


def resolve(text: str, date: dt.date | None) -> Deadline | None:
    """The term of an expression as a user types it, None when there is none in it."""
    return governing(find_deadlines(text, date))


def governing(deadlines: Iterable[Deadline]) -> Deadline | None:
    """The term that counts when a sentence has several: one with an end before one with none, a day before vague
    words, the first of equals.
    """
    return min(deadlines, key=_rank, default=None)


def _rank(deadline: Deadline) -> tuple[int, int]:
    if deadline.generous:
        rank = 0
    elif deadline.kind not in (DeadlineKind.VAGUE, DeadlineKind.EVENT):
        rank = 1
    elif deadline.kind is DeadlineKind.EVENT:
        rank = 2
    else:
        rank = 3
    return rank, deadline.begin


def _scan(raw: str, date: dt.date | None, previous: str | None) -> Iterator[_Found]:
    text = _Text(raw, simplify(raw), date or _NO_DATE, known=date is not None)
    end = 0
    for word in _starts().finditer(text.plain):
        if word.start() < end:
            continue
        found = _at(text, word.start())
        if found:
            end = found.end
            yield found
    del previous


@cache
def _starts() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)['\w]+")


def _at(text: _Text, begin: int) -> _Found | None:
    """The longest term that starts at ``begin``."""
    found = [f for f in (_phrase(text, begin), _length(text, begin), _bound(text, begin), _clause(text, begin)) if f]
    return max(found, key=lambda f: f.end, default=None)


@cache
def _phrases() -> tuple[re.Pattern[str], ...]:
    words = lexicon()
    stop = one_of(words["vague"]["not_before"])
    return (
        rx(one_of(words["vague"]["terms"]) + f"(?! {stop})"),
        rx(one_of(words["vague"]["sequel"])),
        rx(one_of(words["recurrence"]["terms"])),
        rx("(?:%s keer|eenmaal|tweemaal|driemaal|viermaal|eens) (?:per|in de|in het|elk|ieder|elke|iedere)"
           " (?:%s )?(?:jaar|kwartaal|maand|week|half ?jaar|jaren|maanden|weken)"
           % (_number(), _number())),
        rx("(?:elke|iedere|om de) %s (?:jaar|maanden|weken|kwartalen)" % _number()),
    )  # fmt: skip


def _number() -> str:
    return rf"(?:\d{{1,2}}|{one_of(lexicon()['number_words'])})"


def _phrase(text: _Text, begin: int) -> _Found | None:
    vague, sequel, *recurring = _phrases()
    if match := vague.match(text.plain, begin):
        words = text.raw[begin : match.end()]
        return _Found(begin, match.end(), text.deadline(
            begin, match.end(), DeadlineKind.VAGUE, "vague", explain.vague(words), timex="FUTURE_REF"))  # fmt: skip
    if match := sequel.match(text.plain, begin):
        words = text.raw[begin : match.end()]
        return _Found(begin, match.end(), text.deadline(
            begin, match.end(), DeadlineKind.VAGUE, "sequel", explain.sequel(words), timex="FUTURE_REF"))  # fmt: skip
    for pattern in recurring:
        if match := pattern.match(text.plain, begin):
            return _recurring(text, begin, match.end())
    return None


def _recurring(text: _Text, begin: int, end: int) -> _Found:
    """"jaarlijks", with the period that may follow it."""
    after = rx(" ?").match(text.plain, end)
    dated = _bound(text, after.end()) if after else None
    if dated and dated.deadline and dated.deadline.generous:
        return _Found(begin, dated.end, replace(
            dated.deadline, text=text.raw[begin : dated.end], begin=begin, rule="recurring." + dated.deadline.rule,
            explanation=dated.deadline.explanation.rstrip(".") + " (de eerste keer van een terugkerende toezegging)."))  # fmt: skip
    explanation = explain.vague(text.raw[begin:end], recurs=True)
    return _Found(begin, end, text.deadline(begin, end, DeadlineKind.VAGUE, "recurring", explanation, timex="SET"))


# --- a bound: modifiers before a period or an occasion


@cache
def _modifier() -> re.Pattern[str]:
    return rx(one_of([phrase for phrases in lexicon()["modifiers"].values() for phrase in phrases]))


@cache
def _class_of() -> dict[str, str]:
    return {phrase: name for name, phrases in lexicon()["modifiers"].items() for phrase in phrases}


def _modifiers(text: str, begin: int) -> tuple[str | None, int, str]:
    """Up to three modifiers in a row: the class that decides, where they end, the last one's words."""
    order = list(lexicon()["modifiers"])
    best, at, last = None, begin, ""
    for _ in range(3):
        match = _modifier().match(text, at)
        gap = rx(" ").match(text, match.end()) if match else None
        space = re.compile(r"\s{1,4}").match(text, match.end()) if match else None
        del gap
        if match is None or space is None:
            break
        last = re.sub(r"\s+", " ", match[0])
        name = _class_of()[last]
        best = name if best is None or order.index(name) < order.index(best) else best
        at = space.end()
    return best, at, last


def _bound(text: _Text, begin: int) -> _Found | None:
    modifier, at, last = _modifiers(text.plain, begin)
    between = rx("tussen(?= )").match(text.plain, begin)
    if between:
        modifier, at = "in", between.end() + 1
    period = named_period(text.plain, at, text.date)
    occasion = occasion_at(text.plain, text.raw, at, last, text.date) if modifier else None
    if period and not (occasion and occasion.end > period.end) and not (period.bare and modifier is None):
        return _period_found(text, begin, period, modifier or "bare")
    if occasion and modifier and modifier != "since":
        return _occasion_found(text, begin, occasion, modifier)
    return None


def _period_found(text: _Text, begin: int, named: Named, modifier: str) -> _Found:
    period = _pick(named, text.date, modifier)
    if period.end_part and modifier == "before":
        modifier = "by"
    past = named.past or modifier == "since"
    days = _bind(period, modifier, text.date)
    if past or (days[2] is not None and days[2] < text.date):
        return _Found(begin, named.end, None)
    words = text.raw[begin : named.end]
    explanation, certain = _explain(text, words, period, modifier, days)
    timex = period.timex if text.known or named.literal else re.sub(r"\d{4}", "XXXX", period.timex)
    return _Found(begin, named.end, text.deadline(
        begin, named.end, period.kind, f"{period.rule}.{modifier}", explanation, days, timex, certain=certain,
        event=period.reading or None if period.kind is DeadlineKind.EVENT else None))  # fmt: skip


def _pick(named: Named, date: dt.date, modifier: str) -> Period:
    """The period in the year that is meant."""
    if named.year is not None:
        return named.at(named.year)
    years = [named.at(date.year + ahead) for ahead in (-1, 0, 1, 2)]
    if named.which == "this":
        return next((p for p in years[:2] if p.first <= date <= p.generous), years[1])
    if named.which == "coming":
        return next(p for p in years if p.first > date)
    if named.which == "next":
        return next(p for p in years if p.first > date and (p.first.year > date.year or p.timex.endswith("WI")))
    if modifier == "before" and not years[0].end_part:
        return next(p for p in years if p.last_before_generous > date)
    return next(p for p in years if p.strict >= date)


_Days = tuple[dt.date, dt.date | None, dt.date | None]


def _bind(period: Period, modifier: str, date: dt.date) -> _Days:
    """(earliest, strict, generous) of a bound on a period; earliest never before the paper."""
    first, strict, generous = period.first, period.strict, period.generous
    if modifier == "after":
        return max(date, strict + DAY), None, None
    if modifier == "from":
        return max(date, first), None, None
    if modifier == "before":
        first, strict, generous = date, period.last_before, period.last_before_generous
    elif modifier == "by" or period.by_law:
        first = date
    elif modifier == "around":
        tolerance = conventions().tolerance
        slack = (tolerance.around_day if first == strict else tolerance.around_period) * DAY
        if period.kind is not DeadlineKind.SEASON:
            first, generous = first - slack, generous + slack
    if strict < date <= generous:
        strict = generous
    return max(date, first), strict, generous


def _explain(text: _Text, words: str, period: Period, modifier: str, days: _Days) -> tuple[str, bool]:
    earliest, strict, generous = days
    certain = period.certain and not (modifier == "before" and period.basis)
    basis = "" if certain else period.basis
    if strict is None or generous is None:
        return explain.open_end(words, earliest, basis), certain
    if modifier == "before":
        strict_words = period.before_reading
        generous_words = period.before_wide or "die dag zelf meegerekend"
    elif modifier == "around" and period.kind is not DeadlineKind.SEASON:
        strict_words, generous_words = period.reading, "met speling, omdat er 'rond' staat"
    else:
        strict_words, generous_words = period.reading, period.wide_reading
    if strict == generous and strict_words != generous_words and period.last_before != period.last_before_generous:
        strict_words = generous_words if strict == period.generous else strict_words
    reading = explain.Reading(words, text.date, earliest, strict, generous, strict_words, generous_words, basis)
    return explain.span(reading), certain


def _occasion_found(text: _Text, begin: int, occasion: Occasion, modifier: str) -> _Found | None:
    words = text.raw[begin : occasion.end]
    if occasion.past:
        return _Found(begin, occasion.end, None)
    if occasion.day is None:
        return _Found(begin, occasion.end, text.deadline(
            begin, occasion.end, DeadlineKind.EVENT, f"event.{modifier}", explain.event(words, occasion.name),
            timex="FUTURE_REF", event=occasion.name))  # fmt: skip
    day = occasion.day
    period = Period(DeadlineKind.EVENT, "event", day, day, day, day.isoformat())
    days = _bind(period, modifier, text.date)
    if days[2] is not None and days[2] < text.date:
        return _Found(begin, occasion.end, None)
    explanation, certain = _explain(text, words, period, modifier, days)
    return _Found(begin, occasion.end, text.deadline(
        begin, occasion.end, DeadlineKind.EVENT, f"event.{modifier}", explanation, days, period.timex,
        certain=certain, event=occasion.name))  # fmt: skip


def _clause(text: _Text, begin: int) -> _Found | None:
    clause = clause_at(text.plain, begin)
    if clause is None:
        return None
    end, name = clause
    name = text.raw[name:end]
    words = text.raw[begin:end]
    return _Found(begin, end, text.deadline(
        begin, end, DeadlineKind.EVENT, "event.clause", explain.event(words, name), timex="FUTURE_REF", event=name))  # fmt: skip


# --- lengths of time


def _length(text: _Text, begin: int) -> _Found | None:
    duration = duration_at(text.plain, begin)
    if duration is None:
        return None
    end, words = duration.end, text.raw[begin : duration.end]
    after = re.compile(r"\s{1,4}").match(text.plain, end)
    anchored = _anchored(text, begin, after.end(), duration) if after else None
    if anchored:
        return anchored
    if duration.bare:
        return None
    if duration.most is None:
        days: tuple[dt.date | None, ...] = (text.date if duration.relative else None, None, None)
        kind = DeadlineKind.RELATIVE if duration.relative else DeadlineKind.VAGUE
        return _Found(begin, end, text.deadline(
            begin, end, kind, "duration.vague", explain.vague(words), (days[0], None, None), duration.timex))  # fmt: skip
    earliest, strict, generous = duration.days(text.date)
    reading = explain.Reading(words, text.date, earliest, strict, generous, duration.reading, duration.wide_reading)
    return _Found(begin, end, text.deadline(
        begin, end, DeadlineKind.RELATIVE, "duration", explain.span(reading), (earliest, strict, generous), duration.timex))  # fmt: skip


def _anchored(text: _Text, begin: int, at: int, duration: Duration) -> _Found | None:
    """A length before or after something: "binnen vier weken na ontvangst van het advies"."""
    side = rx("(?:na|voor|vanaf|gerekend vanaf|voorafgaand aan|volgend op|te rekenen vanaf)").match(text.plain, at)
    clause = clause_at(text.plain, at)
    if clause:
        return _waits(text, begin, clause[0], text.raw[clause[1] : clause[0]])
    space = re.compile(r"\s{1,4}").match(text.plain, side.end()) if side else None
    if side is None or space is None:
        return None
    now = rx("(?:heden|nu|vandaag|dagtekening(?: van deze brief)?|(?:de )?datum van deze brief)").match(text.plain, space.end())
    named = named_period(text.plain, space.end(), text.date)
    if now and duration.most:
        days, end = duration.days(text.date), now.end()
    elif named and not named.bare and duration.most:
        period = _pick(named, text.date, side[0])
        days, end = _shifted(period.first, period.strict, period.generous, duration, side[0]), named.end
    else:
        occasion = occasion_at(text.plain, text.raw, space.end(), side[0], text.date)
        if occasion is None:
            return None
        if occasion.day is None or occasion.past or duration.most is None:
            return _waits(text, begin, occasion.end, occasion.name)
        days, end = _shifted(occasion.day, occasion.day, occasion.day, duration, side[0]), occasion.end
    earliest, strict, generous = max(text.date, days[0]), days[1], days[2]
    if generous < text.date:
        return _Found(begin, end, None)
    words = text.raw[begin:end]
    reading = explain.Reading(words, text.date, earliest, max(strict, earliest), generous)
    return _Found(begin, end, text.deadline(
        begin, end, DeadlineKind.RELATIVE, "duration.anchored", explain.span(reading),
        (earliest, max(strict, earliest), generous), duration.timex))  # fmt: skip


def _shifted(first: dt.date, strict: dt.date, generous: dt.date, duration: Duration, side: str) -> tuple[dt.date, dt.date, dt.date]:
    assert duration.least is not None  # noqa: S101 - callers ask ``most`` first
    assert duration.most is not None  # noqa: S101
    if side in ("voor", "voorafgaand aan"):
        last = duration.least.before(first)
        return dt.date.min, last, last
    return strict, duration.least.after(strict), duration.most.after(generous)


def _waits(text: _Text, begin: int, end: int, event: str) -> _Found:
    words = text.raw[begin:end]
    return _Found(begin, end, text.deadline(
        begin, end, DeadlineKind.EVENT, "duration.event", explain.event(words, event), timex="FUTURE_REF", event=event))  # fmt: skip
