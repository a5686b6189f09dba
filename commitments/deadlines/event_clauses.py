"""Clauses that a term hangs on: "zodra het rapport gereed is", "nadat de Kamer heeft besloten"."""

from __future__ import annotations

import re
from functools import cache

from commitments.deadlines.words import lexicon, one_of, rx

_CLAUSE = 240
"""The longest clause that is read, in characters."""


@cache
def _conjunctions() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    events = lexicon()["events"]
    completions = one_of(events["completions"])
    verb = "(?:is|zijn|ben|heeft|heb|hebben|wordt|worden|was|komt|kan worden|kunnen worden)"
    done = rf"(?:{verb} (?:\w{{1,20}} ){{0,2}}{completions}|{completions} (?:\w{{1,20}} )?{verb})"
    done += "|" + one_of(events["completing_verbs"])
    return (
        rx(one_of(events["firm_conjunctions"]) + "(?= )"),
        rx(one_of(events["loose_conjunctions"]) + "(?= )"),
        rx(rf"(?:{done}|(?:heb|hebben|heeft) (?:ik |wij |we )?ontvangen)$"),
        rx(one_of(events["conditional"])),
    )  # fmt: skip


_STOP = re.compile(r"[,.;:()!?\n](?!\w)| - ")


_THERE_IS = re.compile(r"er\s.{3,80}\s(?:is|zijn|komt|komen)$")


@cache
def _main_clause() -> re.Pattern[str]:
    events = lexicon()["events"]
    return rx(f"{one_of(events['main_verbs'])} {one_of(events['main_subjects'])}")


@cache
def _told() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A completion that has been told: what follows is said of something else ("er is over de uitkomsten").

    The second only behind a main clause, which "over ..." then belongs to.
    """
    events = lexicon()["events"]
    verb = "(?:is|zijn|ligt|liggen|heb|heeft|hebben)"
    completed = rf"(?:{one_of(events['completions'])} {verb}|{one_of(events['completing_verbs'])})"
    sure = rf"(?!(?:duidelijk|duidelijkheid|bekend|meer|gesproken|besloten) ){completed}"
    return rx(rf"{completed}(?= (?:die|dat|waarin|waarmee|waarover) )"), rx(
        rf"{sure}(?= (?:over|inzake|omtrent) )"
    )


def clause_at(text: str, at: int) -> tuple[int, int] | None:
    """An event clause at an offset: where it ends and where the event's own words begin."""
    firm, loose, completions, conditional = _conjunctions()
    match = firm.match(text, at)
    sure = match is not None
    match = match or loose.match(text, at)
    if match is None:
        return None
    begin, end = match.end() + 1, _clause_end(text, at, match.end())
    if end - begin < 3:
        return None
    told = completions.search(text[begin:end]) or (match[0] == "wanneer" and _THERE_IS.match(text[begin:end]))
    if not sure and (conditional.search(text, begin, end) or not told):
        return None
    return end, begin


def _clause_end(text: str, begin: int, at: int) -> int:
    """Where the clause ends that begins at ``begin`` with a conjunction up to ``at``."""
    limit = min(len(text), at + _CLAUSE)
    stop = _STOP.search(text, at, limit)
    end = stop.start() if stop else limit
    main = _main_clause().search(text, at + 1, end)
    if main:
        end = main.start()
    whose, about = _told()
    if told := whose.search(text, at, end) or (text[:begin].strip() and about.search(text, at, end)):
        end = told.end()
    while end > at and text[end - 1].isspace():
        end -= 1
    return end
