"""The seam between understanding and keeping: commitments, deadlines, events.

Standard library only. Offsets count characters in the text that was read, end exclusive. Dates are
calendar days, both ends inclusive. The values are English; commitments/vocabulary.py holds the
published Dutch ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from extract.document import Reference


class Duty(StrEnum):
    """To whom the act is owed: to parliament, or any other checkable act of policy."""

    KAMER = "kamer"
    POLICY = "policy"


class Kind(StrEnum):
    """What is promised."""

    INFORM = "inform"
    SEND = "send"
    RETURN = "return"
    INVESTIGATE = "investigate"
    DECIDE = "decide"
    ACT = "act"
    OTHER = "other"


class Strength(StrEnum):
    """How firmly; from strongest to weakest."""

    EXPLICIT = "explicit"
    FIRM = "firm"
    INTENDED = "intended"
    EXPECTED = "expected"


class DeadlineKind(StrEnum):
    """What sort of expression of time it is."""

    DATE = "date"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    RECESS = "recess"
    RELATIVE = "relative"
    EVENT = "event"
    VAGUE = "vague"


class EventKind(StrEnum):
    """What a text does to an earlier promise, or says beside one."""

    MADE = "made"
    REPEATED = "repeated"
    POSTPONED = "postponed"
    WEAKENED = "weakened"
    PARTLY_FULFILLED = "partly_fulfilled"
    FULFILLED = "fulfilled"
    WITHDRAWN = "withdrawn"
    EXPECTATION = "expectation"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A term: the literal words and what they mean from the date of the paper.

    ``strict`` and ``generous`` are the last days in the strictest and the most generous reading, None
    when no date can be derived (vague terms, events without a date, unknown paper date).
    """

    text: str
    begin: int
    end: int
    kind: DeadlineKind
    earliest: dt.date | None
    strict: dt.date | None
    generous: dt.date | None
    timex: str | None
    """TIMEX3 value (ISO-TimeML), e.g. "2026-FA"."""
    rule: str
    explanation: str
    """One Dutch sentence."""
    certain: bool = True
    """False when it rests on a row of the calendar that is not verified."""
    event: str | None = None
    """For kind EVENT: what it waits for, as written."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """One act owed. ``quote`` is the whole sentence, literally ``text[begin:end]``."""

    quote: str
    begin: int
    end: int
    kind: Kind
    duty: Duty
    strength: Strength
    condition: str | None
    """The open condition as written ("Indien ..."), else None."""
    promiser_text: str | None
    """As written ("Ik", "de minister"), None in an agentless passive."""
    promiser: str | None
    """Office id ("minister-jenv"), None if it can't be told."""
    on_behalf: str | None
    """On whose behalf, as written ("mijn collega's van ...")."""
    addressee: str | None
    subject: str | None
    rules: tuple[str, ...]
    deadline: Deadline | None
    promiser_name: str | None = None
    """The person who holds that office by the signature or the speech, None if the paper does not say it."""


@dataclass(frozen=True, slots=True)
class Event:
    """What a sentence says about an earlier promise, or an expectation that is no promise."""

    kind: EventKind
    quote: str
    begin: int
    end: int
    reference: str | None
    """What it points at: an identifier ("kst-30821-258"), else the words ("mijn brief van 4 juni 2026")."""
    deadline: Deadline | None
    rules: tuple[str, ...]
    about: str | None = None
    """The words before it that say what it is about, where the sentence itself only points back."""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was understood of one paper, each tuple ordered by offset."""

    commitments: tuple[Commitment, ...] = ()
    events: tuple[Event, ...] = ()
    references: tuple[Reference, ...] = ()
    warnings: tuple[str, ...] = ()
    """Dutch, one line each."""
