"""Where the English of the code meets the published Dutch: one table per enumeration.

Used by ``kamerwacht read``, db/ and publish/; standard library only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from commitments.model import DeadlineKind, Duty, EventKind, Kind, Strength
from extract.document import BlockKind

if TYPE_CHECKING:
    import datetime as dt

    from commitments.model import Commitment, Deadline, Event
    from extract.document import Reference

DUTY = {Duty.KAMER: "kamer", Duty.POLICY: "beleid"}
KIND = {
    Kind.INFORM: "informeren",
    Kind.SEND: "toezenden",
    Kind.RETURN: "terugkomen",
    Kind.INVESTIGATE: "onderzoeken",
    Kind.DECIDE: "besluiten",
    Kind.ACT: "doen",
    Kind.OTHER: "overig",
}
STRENGTH = {
    Strength.EXPLICIT: "uitdrukkelijk",
    Strength.FIRM: "stellig",
    Strength.INTENDED: "voornemen",
    Strength.EXPECTED: "verwachting",
}
DEADLINE_KIND = {
    DeadlineKind.DATE: "datum",
    DeadlineKind.MONTH: "maand",
    DeadlineKind.QUARTER: "kwartaal",
    DeadlineKind.SEASON: "seizoen",
    DeadlineKind.RECESS: "reces",
    DeadlineKind.RELATIVE: "relatief",
    DeadlineKind.EVENT: "gebeurtenis",
    DeadlineKind.VAGUE: "vaag",
}
EVENT_KIND = {
    EventKind.MADE: "toegezegd",
    EventKind.REPEATED: "herhaald",
    EventKind.POSTPONED: "uitgesteld",
    EventKind.WEAKENED: "minder stellig",
    EventKind.PARTLY_FULFILLED: "deels afgedaan",
    EventKind.FULFILLED: "afgedaan",
    EventKind.WITHDRAWN: "vervallen",
    EventKind.EXPECTATION: "verwachting",
    EventKind.CORRECTED: "gecorrigeerd",
}
BLOCK_KIND = {
    BlockKind.HEADING: "kop",
    BlockKind.PARAGRAPH: "alinea",
    BlockKind.LIST_ITEM: "opsomming",
    BlockKind.QUESTION: "vraag",
    BlockKind.ANSWER: "antwoord",
    BlockKind.SPEECH: "spreekbeurt",
    BlockKind.FOOTNOTE: "voetnoot",
    BlockKind.SIGNATURE: "ondertekening",
    BlockKind.TABLE_ROW: "tabelrij",
}


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def publish_deadline(deadline: Deadline | None) -> dict[str, Any] | None:
    """A term as published JSON (docs/schema-termijn.json)."""
    if deadline is None:
        return None
    return {
        "tekst": deadline.text,
        "soort": DEADLINE_KIND[deadline.kind],
        "vanaf": _day(deadline.earliest),
        "strikt": _day(deadline.strict),
        "ruim": _day(deadline.generous),
        "timex": deadline.timex,
        "regel": deadline.rule,
        "uitleg": deadline.explanation,
    }


def publish_commitment(commitment: Commitment) -> dict[str, Any]:
    """A commitment as published JSON."""
    return {
        "citaat": commitment.quote,
        "begin": commitment.begin,
        "eind": commitment.end,
        "soort": KIND[commitment.kind],
        "verplichting": DUTY[commitment.duty],
        "hardheid": STRENGTH[commitment.strength],
        "voorwaarde": commitment.condition,
        "toezegger_tekst": commitment.promiser_text,
        "toezegger": commitment.promiser,
        "toezegger_naam": commitment.promiser_name,
        "namens": commitment.on_behalf,
        "geadresseerde": commitment.addressee,
        "onderwerp": commitment.subject,
        "regel": " ".join(commitment.rules),
        "termijn": publish_deadline(commitment.deadline),
    }


def publish_event(event: Event) -> dict[str, Any]:
    """An event as published JSON."""
    return {
        "soort": EVENT_KIND[event.kind],
        "citaat": event.quote,
        "begin": event.begin,
        "eind": event.end,
        "verwijzing": event.reference,
        "termijn": publish_deadline(event.deadline),
    }


def publish_reference(reference: Reference) -> dict[str, Any]:
    """A reference as published JSON."""
    return {
        "tekst": reference.text,
        "begin": reference.begin,
        "eind": reference.end,
        "doel": reference.target,
    }
