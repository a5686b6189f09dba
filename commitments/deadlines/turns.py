"""A clause that tells of a turn of the calendar: "voordat we met reces gaan", "voor het jaar om is"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from commitments.deadlines.bounds import bound, pick
from commitments.deadlines.periods import named_period, own_unit
from commitments.deadlines.words import lexicon, one_of, rx
from commitments.model import DeadlineKind

if TYPE_CHECKING:
    from commitments.deadlines.source import Found, Source


@cache
def _parts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before the period (conjunction, who, "met"), and the verb behind it."""
    words = lexicon()["turns"]
    conjunction = rf"(?:nog )?(?:(?P<voor>voor)|{one_of(words['conjunctions'])})"
    lead = f"{conjunction} (?P<who>{one_of(words['who'])} )?(?:{one_of(words['adverbs'])} )?"
    begins, ends = one_of(words["begins"]), one_of(words["ends"])
    tail = rf"(?:{one_of(words['adverbs'])} )?(?:(?P<ends>{ends})|{begins})"
    return re.compile(rx(lead + "(?:(?:met|op|aan) )?").pattern.removesuffix(r"(?![\w])")), rx(tail)


def turn_at(source: Source, begin: int) -> Found | None:
    """The term of such a clause: up to the start of the period, or up to its end ("om is")."""
    before, behind = _parts()
    lead = before.match(source.plain, begin)
    if lead is None:
        return None
    at = lead.end()
    named = named_period(source.plain, at, source.date) or own_unit(source.plain, at, source.date)
    if named is None or named.past:
        return None
    space = re.compile(r"\s{1,4}").match(source.plain, named.end)
    tail = behind.match(source.plain, space.end()) if space else None
    if tail is None or (lead["voor"] and not lead["who"] and not tail["ends"]):
        return None  # "voor de zomer gaan we": a preposition
    modifier = "by" if tail["ends"] else "before"
    period = pick(named, source.date, modifier)
    event = source.words(at, named.end) if period.kind is DeadlineKind.EVENT else None
    return bound(source, begin, tail.end(), period, modifier, event=event)
