"""What a sentence says about an earlier promise, or an expectation that is no promise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from commitments.model import EventKind
from commitments.patterns import load_events
from extract.references import find_references

if TYPE_CHECKING:
    from commitments.patterns import EventPattern

_OWN_PAPER = re.compile(
    r"\b(?:(?:mijn|onze|de) )?(?:\w+)?(?:brief|rapportage) van \d{1,2} \w+(?: \d{4})?"
    r"|\b\w*(?:debat|overleg)\b[^.;,()]{0,60}?\b(?:van|op|d\.d\.) \d{1,2} \w+(?: \d{4})?",
    re.IGNORECASE,
)
# Kinds that exclude one another on one sentence, the telling one first.
_PRECEDENCE = (
    EventKind.WITHDRAWN,
    EventKind.PARTLY_FULFILLED,
    EventKind.FULFILLED,
    EventKind.POSTPONED,
    EventKind.REPEATED,
    EventKind.MADE,
    EventKind.EXPECTATION,
)


def event_of(text: str, words: frozenset[str] | set[str]) -> EventPattern | None:
    """The event pattern that fits the sentence best, else None. ``words``: its lower-case words."""
    fits = [
        p
        for p in load_events()
        if not p.triggers.isdisjoint(words)
        and p.phrase.search(text)
        and not (p.unless and p.unless.search(text))
    ]
    return min(fits, key=lambda p: _PRECEDENCE.index(p.kind), default=None)


def reference_of(text: str) -> str | None:
    """What the sentence points at: an identifier, else the paper or debate in its own words."""
    resolved = next((r.target for r in find_references(text) if r.target), None)
    if resolved is not None:
        return resolved
    match = _OWN_PAPER.search(text)
    return match.group() if match else None
