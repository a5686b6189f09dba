"""Terms that name no day: vague words, what recurs, what follows on something else, clauses of an event."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from commitments.deadlines import explain
from commitments.deadlines.bounds import bound_at
from commitments.deadlines.event_clauses import clause_at
from commitments.deadlines.source import Found, Source
from commitments.deadlines.words import first_word, fragments, lexicon, one_of, rx
from commitments.model import DeadlineKind

if TYPE_CHECKING:
    from collections.abc import Iterator


@cache
def _vague() -> re.Pattern[str]:
    words = lexicon()["vague"]
    unmeasured = rf"binnen (?:de|het|een) (?:\w{{2,25}} ){{0,3}}{one_of(words['unmeasured'])}"
    return rx(f"(?:{one_of(words['terms'])}|{unmeasured})(?! {one_of(words['not_before'])})")


@cache
def _sequel() -> re.Pattern[str]:
    return rx(one_of(lexicon()["vague"]["sequel"]))


@cache
def _recurrence() -> tuple[re.Pattern[str], ...]:
    number, unit = fragments()["number"], "(?:jaar|kwartaal|maand|week|half ?jaar|jaren|maanden|weken)"
    times = f"(?:{number} keer|eenmaal|tweemaal|driemaal|viermaal|eens)"
    return (
        rx(one_of(lexicon()["recurrence"]["terms"])),
        rx(rf"{times} (?:per|in de|in het|elk|ieder|elke|iedere) (?:{number} )?{unit}"),
        rx(rf"(?:elke|iedere|om de) {number} {unit}"),
    )  # fmt: skip


@cache
def phrase_starts() -> frozenset[str]:
    """The first words of these terms, articles left aside."""
    words = lexicon()
    events = words["events"]
    phrases = [*words["vague"]["terms"], *words["vague"]["sequel"], *words["recurrence"]["terms"]]
    phrases += [
        *events["firm_conjunctions"],
        *events["loose_conjunctions"],
        "eenmaal",
        "tweemaal",
        "driemaal",
        "viermaal",
        "binnen",
    ]
    phrases += ["eens", "elk", "elke", "ieder", "iedere", "om de"]
    return frozenset(first_word(phrase.removeprefix("de "), 0) for phrase in phrases)


def phrase_at(source: Source, begin: int) -> Found | None:
    """The term without a day of its own that starts at an offset."""
    if (match := _vague().match(source.plain, begin)) and not _is_sooner_or_later(source.plain, begin):
        explanation = explain.vague(source.words(begin, match.end()))
        return source.found(begin, match.end(), DeadlineKind.VAGUE, "vague", explanation)
    if match := _sequel().match(source.plain, begin):
        explanation = explain.sequel(source.words(begin, match.end()))
        return source.found(begin, match.end(), DeadlineKind.VAGUE, "sequel", explanation)
    if end := next(_recurring_ends(source.plain, begin), None):
        return _recurring(source, begin, end)
    if each := rx("(?:elke?|iedere?)(?= )").match(source.plain, begin):
        found = _recurring(source, begin, each.end())
        return found if found.end > each.end() else None
    if clause := clause_at(source.plain, begin):
        end, name = clause
        event = source.words(name, end)
        explanation = explain.event(source.words(begin, end), event)
        return source.found(begin, end, DeadlineKind.EVENT, "event.clause", explanation, event=event)
    return None


def _is_sooner_or_later(text: str, at: int) -> bool:
    """As in "vroeger of later", "eerder of later": no term."""
    return text.startswith("later", at) and text[max(0, at - 11) : at].endswith(("vroeger of ", "eerder of "))


def _recurring_ends(text: str, begin: int) -> Iterator[int]:
    return (match.end() for pattern in _recurrence() if (match := pattern.match(text, begin)))


def _recurring(source: Source, begin: int, end: int) -> Found:
    """What recurs, with the period that may follow it: the first time then is the term."""
    space = re.compile(r"\s{1,4}").match(source.plain, end)
    dated = bound_at(source, space.end()) if space else None
    if dated and dated.deadline and dated.deadline.generous:
        term, words = dated.deadline, source.words(begin, dated.end)
        explanation = f"{explain.quoted(words)} keert terug; de eerste keer: {term.explanation}"
        return Found(begin, dated.end, replace(
            term, text=words, begin=begin, rule=f"recurring.{term.rule}", explanation=explanation,
        ))  # fmt: skip
    explanation = explain.vague(source.words(begin, end), recurs=True)
    return source.found(begin, end, DeadlineKind.VAGUE, "recurring", explanation, timex="SET")
