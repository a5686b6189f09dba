"""What linking asks and answers: the facts of an event and of a promise, and the link between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True, slots=True)
class EventFacts:
    """What is known of a sentence that is about an earlier promise, or of a whole later paper (kind None)."""

    kind: str | None
    quote: str
    reference: str | None
    """Identifiers ("kst-30821-258") or the words ("mijn brief van 4 juni 2026")."""
    date: dt.date
    document: str | None
    """Identifier of the paper it stands in."""
    dossiers: tuple[str, ...] = ()
    ministry: str | None = None
    subject: str = ""
    """What the paper is about: its title."""
    about: str = ""
    """The words before the sentence that say what it is about, where it only points back."""
    notes: str = ""
    """Its footnotes."""
    generous: dt.date | None = None
    """The last day of the term that it names."""
    rules: tuple[str, ...] = ()
    """The patterns that found it; some are never more than a candidate (patterns/events.toml)."""


@dataclass(frozen=True, slots=True)
class PromiseFacts:
    """What is known of a promise."""

    key: str
    date: dt.date
    document: str | None
    reference: str | None = None
    """The paper's own kenmerk."""
    dossiers: tuple[str, ...] = ()
    ministry: str | None = None
    subject: str = ""
    quote: str = ""
    kind: str | None = None
    """A value of ``commitments.model.Kind``."""
    generous: dt.date | None = None
    """The last day of its term."""
    settled: dt.date | None = None
    """When it was certainly fulfilled or withdrawn."""
    repeats: str | None = None
    """Key of the promise that it repeats."""
    numbers: tuple[str, ...] = ()
    """Numbers that it certainly has in the registers of the Kamers ("TZ202603-130")."""


@dataclass(frozen=True, slots=True)
class Link:
    """The promise, how sure, and why in one Dutch sentence."""

    key: str
    certainty: Literal["certain", "candidate"]
    reason: str
