"""What a sentence says about an earlier promise, or an expectation that is no promise."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from commitments.deadlines import governing
from commitments.model import Event, EventKind, Strength
from commitments.sentences import split
from extract.references import find_references

if TYPE_CHECKING:
    from collections.abc import Iterable

    from commitments.model import Commitment, Deadline
    from commitments.patterns import EventPattern
    from commitments.terms import Terms
    from extract.document import Document

THIS_PAPER = "deze-brief"
"""The rule of an event that says what this paper delivers without naming a promise."""
SENT_BEFORE = "eerder-gestuurd"
"""The rule of an event that says what an earlier paper delivered without naming a promise."""
AFTER_LOOK_BACK = "na-terugblik"
"""The rule of an event that only goes on after a look back at a promise: it may be what was promised."""
BARE = frozenset({THIS_PAPER, SENT_BEFORE})
"""Rules of events that name no promise: by themselves they prove nothing."""
_OWN_PAPER = re.compile(
    r"\b(?:(?:mijn|onze|de) )?(?:\w+)?(?:brief|rapportage|toezegging|antwoord(?:en)?|beantwoording)"
    r" van \d{1,2} \w+(?: \d{4})?"
    r"|\b\w*(?:debat|overleg)\b[^.;,()]{0,60}?\b(?:van|op|d\.d\.) \d{1,2} \w+(?: \d{4})?",
    re.IGNORECASE,
)
# Kinds that exclude one another on one sentence, the telling one first.
_PRECEDENCE = (
    EventKind.WITHDRAWN,
    EventKind.PARTLY_FULFILLED,
    EventKind.FULFILLED,
    EventKind.POSTPONED,
    EventKind.WEAKENED,
    EventKind.REPEATED,
    EventKind.MADE,
    EventKind.EXPECTATION,
)
_DONE = frozenset({EventKind.FULFILLED, EventKind.PARTLY_FULFILLED})
_WITHOUT_TERM = frozenset({EventKind.FULFILLED, EventKind.WITHDRAWN})
_BESIDE = frozenset({EventKind.EXPECTATION, EventKind.MADE})
"""Kinds that a promise in the same sentence leaves no room for."""
# A postponing sentence in parts: the old term stands with its denial, the new one in a part of its own.
_PART = re.compile(r"[,;:()]|\bmaar\b|\ben\b|\bin plaats van\b|\bnamelijk\b|\bnaar\b", re.IGNORECASE)
_OLD = re.compile(
    r"\b(?:niet|onmogelijk|in plaats van|beoogde?|geplande?|voorziene?|oorspronkelijke?|eerder|aanvankelijk"
    r"|toegezegd|aangekondigd|gemeld|voorzien|gepland|zou|zouden|anders dan|genoemde)\b",
    re.IGNORECASE,
)

_EXPECTS = re.compile(r"\bverwacht(?:en|ing)?\b", re.IGNORECASE)


def best_event(
    possible: Iterable[EventPattern],
    text: str,
    terms: Terms | None,
    *,
    in_letter: bool,
    after_report: bool = False,
) -> EventPattern | None:
    """The one of these patterns that fits the sentence best, else None; their triggers stand in it.

    ``after_report``: the sentence before tells of an earlier promise.
    """
    plain = _without_stops(text)
    possible = (p for p in possible if after_report or not p.after_report)
    fits = [p for p in possible if _fits(p, plain, terms, in_letter=in_letter)]
    return min(fits, key=_rank, default=None)


def _rank(pattern: EventPattern) -> tuple[bool, float]:
    """Which of the patterns that fit comes first: a weak one only gives way to telling ones."""
    kind = EventKind.MADE if pattern.weak else pattern.kind
    return pattern.id in BARE, _PRECEDENCE.index(kind) - pattern.weak / 2


def _without_stops(text: str) -> str:
    """The sentence with only its closing full stop: those of "jl.", "nr. 4" and "3.000" part nothing."""
    body = text.rstrip(" .…\"'”’»)]")
    return body.replace(".", "_") + text[len(body) :]


def _fits(pattern: EventPattern, text: str, terms: Terms | None, *, in_letter: bool) -> bool:
    if pattern.letter_only and not in_letter:
        return False
    if not all(phrase.search(text) for phrase in pattern.phrases):
        return False
    if pattern.unless is not None and pattern.unless.search(text):
        return False
    return not (pattern.without_term and terms is not None and terms.all())


def is_done(pattern: EventPattern | None) -> bool:
    """Whether the sentence says that a promise was kept: what it names is no new one then."""
    return pattern is not None and pattern.kind in _DONE and pattern.id not in BARE


def make_event(
    pattern: EventPattern, text: str, terms: Terms, promised: tuple[Deadline | None, ...]
) -> Event | None:
    """The event; offsets count in ``text``. ``promised``: the terms of what the sentence owes the Kamer."""
    if promised and pattern.kind in _BESIDE:
        return None
    if pattern.kind is EventKind.EXPECTATION and not terms.all():
        return None
    reference = None if pattern.id in BARE else reference_of(text)
    deadline = _term(pattern.kind, text, terms, promised)
    return Event(pattern.kind, text, 0, len(text), reference, deadline, (pattern.id,))


def _term(kind: EventKind, text: str, terms: Terms, promised: tuple[Deadline | None, ...]) -> Deadline | None:
    if kind in _WITHOUT_TERM:
        return None
    if kind is not EventKind.POSTPONED:
        return governing(terms.all())
    new = [term for term in terms.all() if not _is_old(text, term)]
    return next((term for term in promised if term in new), None) or governing(new)


def _is_old(text: str, term: Deadline) -> bool:
    """Whether the term is the one that is not met: denied, or given as the earlier plan."""
    begin = max((m.start() for m in _PART.finditer(text, 0, term.begin)), default=0)
    end = next((m.start() for m in _PART.finditer(text, term.end)), len(text))
    return bool(_OLD.search(text, begin, end))


def firmness_of(event: Event, owed: Iterable[Commitment]) -> Strength | None:
    """How firm the sentence of an event is: as what it promises, else by its own words; None: not said."""
    own = next((c.strength for c in owed if (c.begin, c.end) == (event.begin, event.end)), None)
    if own is not None or event.kind is not EventKind.WEAKENED:
        return own
    return Strength.EXPECTED if _EXPECTS.search(event.quote) else Strength.INTENDED


def annex_events(document: Document) -> tuple[Event, ...]:
    """An annex is itself what may have been promised: it rarely says so, its title tells what it is about."""
    if not (document.metadata.annex_of and document.metadata.title):
        return ()
    first = islice(split(document.text), 1)
    return tuple(
        Event(EventKind.FULFILLED, document.text[begin:end], begin, end, None, None, (THIS_PAPER,))
        for begin, end in first
    )


def reference_of(text: str) -> str | None:
    """What the sentence points at: an identifier, else the paper or debate in its own words."""
    resolved = next((r.target for r in find_references(text) if r.target), None)
    if resolved is not None:
        return resolved
    match = _OWN_PAPER.search(text)
    return match.group() if match else None
