"""Terms that hang on an event: "zodra het rapport gereed is", "voor het commissiedebat van 12 juni"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from commitments.conventions import conventions
from commitments.deadline_periods import named_period
from commitments.deadline_words import lexicon, one_of, rx

if TYPE_CHECKING:
    import datetime as dt

_CLAUSE = 240
"""The longest clause that is read, in characters."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """A meeting, decision or other occasion as written, up to ``end``, with its day where it is said."""

    end: int
    name: str
    day: dt.date | None = None
    past: bool = False


_DETERMINER = (
    "(?:(?:de|het|een|deze|dit|die|dat|mijn|onze|ons|uw|hun|zijn|haar|ieder|elk|iedere|elke|alle|beide|volgend|komend|eerstvolgend) )?"
)
_NOT_ADJECTIVE = "(?!(?:de|die|deze|wie|je|me|we|ze|mijne|waarde|beide)(?!\\w))"
_ADJECTIVES = (
    rf"(?:{_NOT_ADJECTIVE}(?:[\w-]{{2,30}}e|schriftelijk|algemeen|nader|extern|volgend|komend|aanstaand|aankomend|eerstvolgend|tussentijds|plenair|"
    r"definitief|lopend|gezamenlijk|nieuw|verder|onafhankelijk|wetenschappelijk|breed|intern|ambtelijk|bestuurlijk|politiek|gepland|juridisch) ){0,3}"
)
_OF = rf"(?: (?:van|over|inzake|door|met|tussen|aan|in|omtrent|betreffende) {_DETERMINER}{_ADJECTIVES}[\w'-]{{2,40}})?"
_AHEAD = ("na", "voor", "bij", "tot", "voorafgaand aan", "tijdens", "met", "direct na", "kort na", "snel na", "meteen na",
          "rond", "in aanloop naar", "na afloop van", "aansluitend op", "in", "uiterlijk", "per", "vanaf")  # fmt: skip


@cache
def _head() -> re.Pattern[str]:
    heads = one_of(lexicon()["events"]["heads"])
    return rx(rf"{_DETERMINER}{_ADJECTIVES}(?:[\w-]{{1,40}} )?[\w-]{{0,40}}{heads}s?")


@cache
def _act() -> re.Pattern[str]:
    acts = one_of(lexicon()["events"]["acts"])
    return rx(rf"{_DETERMINER}{_ADJECTIVES}[\w-]{{0,30}}{acts}(?:en|s)?(?: daarvan| hiervan)?{_OF}{_OF}")


_TAIL = re.compile(r"[^.;:!?()\n]{0,90}?\s{1,3}(?:van|op|d\.d\.|dd\.?|gepland(?:e)? (?:voor|op)|voorzien (?:voor|op)|,)\s{1,3}(?=\w)")
_NAME = re.compile(r"(?:\s{1,3}[A-Z][\w'’-]{1,40}){1,5}")
_ABOUT = re.compile(r"\s{1,3}(?:over|inzake)(?:\s{1,3}(?:de|het|een))?(?:\s{1,3}[\w'’-]{2,40})(?:\s{1,3}[A-Z][\w'’-]{1,40}){0,3}")


def occasion_at(text: str, raw: str, at: int, preposition: str, date: dt.date) -> Occasion | None:
    """The occasion named at an offset, behind a preposition."""
    match = _head().match(text, at)
    act = _act().match(text, at) if preposition in _AHEAD and preposition not in ("in", "met", "uiterlijk") else None
    if act and (match is None or act.end() > match.end()):
        match = act
    if match is None:
        return None
    end = match.end()
    for extra in (_NAME, _ABOUT):
        if more := extra.match(raw, end):
            end = more.end()
    dated = _dated(text, match.end(), date)
    if dated is None:
        return Occasion(end, raw[at:end])
    stop, day, past = dated
    return Occasion(stop, raw[at:stop], day, past)


def _dated(text: str, at: int, date: dt.date) -> tuple[int, dt.date, bool] | None:
    """The day said of an occasion: where it ends, the day, and whether the occasion has been."""
    link = _TAIL.match(text, at)
    named = named_period(text, link.end(), date) if link else None
    if named is None or named.bare:
        return None
    period = named.at(named.year or date.year)
    if period.rule not in ("day", "weekday", "near", "week"):
        return None
    if named.year is None and period.strict < date:
        period = named.at(date.year + 1)
        horizon = conventions().tolerance.event_horizon_days
        return named.end, period.strict, named.past or (period.strict - date).days > horizon
    return named.end, period.strict, named.past or period.strict < date


@cache
def _conjunctions() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    events = lexicon()["events"]
    return (
        rx(one_of(events["firm_conjunctions"]) + "(?= )"),
        rx(one_of(events["loose_conjunctions"]) + "(?= )"),
        rx(one_of(events["completions"])),
    )


_STOP = re.compile(r"[,.;:()!?\n](?!\w)| - ")
_MAIN_CLAUSE = rx(
    "(?:zal|zullen|wordt|worden|informeer|informeren|kom|komen|stuur|sturen|zend|bericht|ontvangt|ga|gaan|kan|kunnen|bezie|neem|"
    "bespreek|deel|doe|laat|treed|meld|verwacht|besluit|start|streef|ben|heb|maak|rapporteer|bied) "
    "(?:ik|wij|we|uw|u|de kamer|het kabinet|hij|zij|er|hierover|daarover|de minister|de staatssecretaris|de tweede kamer|dit|dat|deze)"
)


def clause_at(text: str, at: int) -> tuple[int, int] | None:
    """An event clause at an offset: where it ends and where the event's own words begin."""
    firm, loose, completions = _conjunctions()
    match = firm.match(text, at)
    sure = match is not None
    match = match or loose.match(text, at)
    if match is None:
        return None
    end = _clause_end(text, match.end())
    if end - match.end() < 4 or not (sure or completions.search(text, match.end(), end)):
        return None
    begin = match.end() + 1
    return end, min(begin, end)


def _clause_end(text: str, at: int) -> int:
    limit = min(len(text), at + _CLAUSE)
    stop = _STOP.search(text, at, limit)
    end = stop.start() if stop else limit
    main = _MAIN_CLAUSE.search(text, at + 1, end)
    if main:
        end = main.start()
    while end > at and text[end - 1].isspace():
        end -= 1
    return end
