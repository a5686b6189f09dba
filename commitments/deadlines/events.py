"""Terms that hang on an occasion: "voor het commissiedebat van 12 juni", "na afronding van het onderzoek"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from commitments.conventions import conventions
from commitments.deadlines.periods import named_period
from commitments.deadlines.words import lexicon, one_of, rx

if TYPE_CHECKING:
    import datetime as dt

    from commitments.deadlines.named import Named
    from commitments.deadlines.source import Source


@dataclass(frozen=True, slots=True)
class Occasion:
    """A meeting, decision or other occasion as written, up to ``end``, with its day where it is said."""

    end: int
    name: str
    day: dt.date | None = None
    last: dt.date | None = None
    """Where only its month is said: the last day it can be, ``day`` being the first."""
    past: bool = False
    meeting: bool = True
    """Not a mere act ("afronding")."""


@cache
def _noun_parts() -> tuple[str, str, str]:
    """What may stand before a noun: a determiner, adjectives; and a whole noun phrase ("het onderzoek")."""
    events = lexicon()["events"]
    determiner = f"(?:{one_of(events['determiners'])} )?"
    inflected = r"(?!(?:de|die|deze|wie|je|me|we|ze|beide|[\w-]{2,28}[tsg]ie)(?!\w))[\w-]{2,30}e"
    adjectives = f"(?:(?:{inflected}|{one_of(events['adjectives'])}) ){{0,3}}"
    noun = rf"(?!{one_of(events['no_nouns'])}(?!\w))[\w'-]{{2,40}}"
    return determiner, adjectives, f"{determiner}{adjectives}{noun}"


@cache
def _meeting() -> re.Pattern[str]:
    events = lexicon()["events"]
    determiner, adjectives, _ = _noun_parts()
    compound = one_of([*events["meetings"], *events["stretches"]])
    council = rf"[\w-]{{0,40}}(?P<council>{one_of(events['councils'])})(?! van state)"
    heads = rf"(?:{council}|[\w-]{{0,40}}{compound}|{one_of(events['meetings_whole'])})"
    return rx(rf"(?P<det>{determiner}){adjectives}(?:[\w-]{{1,30}} )?{heads}")


@cache
def _act(name: str) -> re.Pattern[str]:
    determiner, adjectives, phrase = _noun_parts()
    acts = one_of(lexicon()["events"][name])
    noun = rf"{determiner}{adjectives}[\w-]{{0,30}}{acts}(?:en|s)?(?: daarvan| hiervan)?"
    of = rf"(?: (?:van|over|inzake|door|met|tussen|aan|in|omtrent|betreffende) {phrase}(?: van state)?)?"
    return rx(rf"{noun}{of}(?: (?:van|over|door|aan|tussen) {phrase}(?: van state)?)?")


@cache
def _infinitive(*, any_verb: bool) -> re.Pattern[str]:
    """A verb used as a noun with what it is done to: "het toezenden van het rapport"."""
    _, _, phrase = _noun_parts()
    verb = r"[\w-]{2,30}en" if any_verb else one_of(lexicon()["events"]["infinitives_at"])
    return rx(rf"het (?:[\w-]{{2,30}} )?{verb} van {phrase}(?: (?:van|over|aan|met) {phrase})?")


@cache
def _deed() -> re.Pattern[str]:
    """A noun made of a verb with what it is done to: "sluiting van de regeling", "verwerking daarvan"."""
    determiner, adjectives, phrase = _noun_parts()
    made = one_of(lexicon()["events"]["made_of_verbs"])
    return rx(rf"{determiner}{adjectives}[\w-]{{3,30}}{made} (?:daarvan|hiervan|(?:van|door|met) {phrase})")


@cache
def _anything() -> re.Pattern[str]:
    _, _, phrase = _noun_parts()
    return rx(f"(?!(?:deze|dit) ){phrase}(?: (?:van|over|door|voor) {phrase})?")


@cache
def _tail() -> re.Pattern[str]:
    """What may stand between a meeting and its day: its name and subject, no other clause."""
    in_name = rf"(?!{one_of(lexicon()['events']['not_in_name'])}(?!\w))[\w'/&-]{{1,40}}"
    return re.compile(rf"(?:,?\s{{1,3}}{in_name}){{0,14}}")


_LINK = re.compile(
    r",?\s{1,3}(?:van|op|d\.d\.|dd\.?|(?:gepland|voorzien) (?:voor|op)|(?:dat|die)(?: \w{2,15}){1,3} op)"
    r"\s{1,3}(?=\w)"
)
_IN = re.compile(r"\s{1,3}in\s{1,3}(?=\w)")


def _said_day(text: str, at: int, date: dt.date, *, before: bool) -> Named | None:
    """The day said of a meeting; ``before``: it lies ahead, so a bare "dinsdag" and "in januari" count."""
    if before and (link := _IN.match(text, at)) and (named := named_period(text, link.end(), date)):
        return None if named.bare else named
    name = _tail().match(text, at)
    last = name.end() if name else at
    for link in _LINK.finditer(text, at, last + 40):
        if link.start() > last:
            break
        named = named_period(text, link.end(), date)
        if named is not None and (not named.bare or (before and named.at(date.year).rule == "day")):
            return named
    return None


_NAME = re.compile(r"(?:\s{1,3}[A-Z][\w'’-]{1,40}){1,5}")
_ABOUT = re.compile(
    r"\s{1,3}(?:over|inzake)(?:\s{1,3}(?:de|het|een))?(?:\s{1,3}[\w'’-]{2,40})(?:\s{1,3}[A-Z][\w'’-]{1,40}){0,3}"
)


def occasion_at(source: Source, at: int, preposition: str, *, after: bool = False) -> Occasion | None:
    """The occasion named at an offset behind a preposition, when that preposition binds to it.

    ``after``: the preposition means "after", which binds to any act or meeting.
    """
    met = _meeting_at(source, at, preposition, after=after)
    act = _act_at(source, at, preposition, after=after)
    return max((found for found in (met, act) if found), key=lambda found: found.end, default=None)


def _meeting_at(source: Source, at: int, preposition: str, *, after: bool) -> Occasion | None:
    match = _meeting().match(source.plain, at)
    if match is None:
        return None
    events = lexicon()["events"]
    before = preposition in events["before_meeting"]
    dated = _dated(source.plain, match.end(), source.date, before=before)
    if dated:
        stop, days, past = dated
        reported = not before and _reported(source.plain, at)
        return Occasion(stop, source.words(at, stop), *days, past=past or reported)
    plain_for = preposition.endswith("voor")
    binds = events["before_meeting"] + events["at_meeting"]
    if _ahead().search(match[0]):
        binds = binds + events["dated_meeting"]
    if not after and preposition not in binds:
        return None
    if (match["council"] and (plain_for or preposition == "bij")) or (plain_for and not match["det"]):
        return None
    end = match.end()
    for extra in (_NAME, _ABOUT):
        if more := extra.match(source.raw, end):
            end = more.end()
    return Occasion(end, source.words(at, end))


def _act_at(source: Source, at: int, preposition: str, *, after: bool) -> Occasion | None:
    if after or preposition in lexicon()["events"]["before_act"]:
        match = (
            _act("acts").match(source.plain, at)
            or _deed().match(source.plain, at)
            or _infinitive(any_verb=True).match(source.plain, at)
        )
    elif preposition.endswith("voor"):
        match = _act("ends").match(source.plain, at)
    elif preposition in ("bij", "tijdens", "bij gelegenheid van", "ter gelegenheid van"):
        match = _act("acts_at").match(source.plain, at) or _infinitive(any_verb=False).match(source.plain, at)
    elif preposition in lexicon()["events"]["with_anything"]:
        match = _anything().match(source.plain, at)
    else:
        return None
    if match is None:
        return None
    end = _own_end(source.plain, match)
    return Occasion(end, source.words(at, end), meeting=False)


_OVER = re.compile(r"(?P<noun>[\w-]+)\s{1,4}(?:over|inzake|omtrent|betreffende)\s{1,4}(?P<what>.*)")


@cache
def _about_something() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    events = lexicon()["events"]
    ends = [re.compile(one_of(events[name]) + "$") for name in ("about_something", "with_results")]
    return ends[0], ends[1], rx(one_of(events["results"]))


def _own_end(text: str, match: re.Match[str]) -> int:
    """Where an act ends: "over de uitkomsten" belongs to "gesprek", not to "uitwerking" or "onderzoek"."""
    over = _OVER.search(text, match.start(), match.end())
    if over is None:
        return match.end()
    about, studies, results = _about_something()
    told = studies.search(over["noun"]) and results.search(over["what"])
    return over.end("noun") if told or not about.search(over["noun"]) else match.end()


@cache
def _ahead() -> re.Pattern[str]:
    """As in "het eerstvolgende debat"."""
    return rx(one_of(lexicon()["events"]["ahead"]))


@cache
def _report() -> re.Pattern[str]:
    return rx(one_of(lexicon()["replaced"]["by_report"]) + r"(?: \w{1,20}){0,4} ?$")


def _reported(text: str, at: int) -> bool:
    """Whether the words before tell of something said or done there already ("toegezegd tijdens ...")."""
    return _report().search(text, max(0, at - 90), at) is not None


_Days: TypeAlias = "tuple[dt.date, dt.date | None]"


def _dated(text: str, at: int, date: dt.date, *, before: bool) -> tuple[int, _Days, bool] | None:
    """The day or month said of an occasion: where it ends, the days, and whether the occasion has been."""
    named = _said_day(text, at, date, before=before)
    if named is None:
        return None
    period = named.at(named.year or date.year)
    if period.rule == "month" and named.year is None and period.strict < date:
        if not before:
            return None
        named = replace(named, year=date.year + 1)
        period = named.at(date.year + 1)
    if period.rule not in ("day", "weekday", "near", "week", "month"):
        return None
    if named.year is None and period.strict < date:
        period = named.at(date.year + 1)
        horizon = conventions().tolerance.event_horizon_days
        past = (period.strict - date).days > horizon
    else:
        past = period.strict < date
    days = (period.first, period.strict) if period.rule == "month" else (period.strict, None)
    return named.end, days, named.past or past
