"""From a file or a text to what was understood of it: the way through extract/ and commitments/."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from commitments.events import BARE
from commitments.vocabulary import publish_commitment, publish_event, publish_reference
from extract.errors import ReadError
from kamerwacht.errors import KamerwachtError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from commitments.model import Event, Reading
    from extract.document import Document, Metadata

    Span = Callable[[int, int], tuple[int, int]]


def read_paper(path: Path, date: dt.date | None) -> tuple[Document, Reading]:
    """Read and understand one file. Raises KamerwachtError in one Dutch line for an unusable file."""
    import commitments  # noqa: PLC0415 - spaCy is slow to import; a file that can't be read doesn't wait for it
    import extract  # noqa: PLC0415

    try:
        document = extract.read_file(path)
    except ReadError as error:
        raise KamerwachtError(str(error)) from error
    return document, commitments.read(document, date=date)


def told(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events that say something of a promise; what a paper merely delivers itself is for linking only."""
    return tuple(event for event in events if BARE.isdisjoint(event.rules))


def publish_reading(reading: Reading, quote: Callable[[int, int], str], span: Span) -> dict[str, Any]:
    """Give a reading as published JSON, its offsets moved by ``span`` and its quotes taken by ``quote``."""
    commitments = [publish_commitment(row) for row in reading.commitments]
    events = [publish_event(row) for row in told(reading.events)]
    references = [publish_reference(row) for row in reading.references]
    for row, text in [
        *((row, "citaat") for row in commitments + events),
        *((row, "tekst") for row in references),
    ]:
        row["begin"], row["eind"] = span(row["begin"], row["eind"])
        row[text] = quote(row["begin"], row["eind"])
    return {"toezeggingen": commitments, "gebeurtenissen": events, "verwijzingen": references}


def publish_metadata(metadata: Metadata) -> dict[str, Any]:
    """Give what a paper says of itself as published JSON (docs/schema-read.json)."""
    return {
        "kenmerk": metadata.reference,
        "identificatie": metadata.identifier,
        "soort": metadata.kind,
        "titel": metadata.title,
        "datum": metadata.date.isoformat() if metadata.date else None,
        "gepubliceerd": metadata.published.isoformat() if metadata.published else None,
        "dossiers": list(metadata.dossiers),
        "ondernummer": metadata.number,
        "vergaderjaar": metadata.session,
        "kamer": metadata.chamber,
        "ministerie": metadata.ministry,
        "commissie": metadata.committee,
        "afzenders": [
            {"naam": sender.name, "functie": sender.title, "ambt": sender.office}
            for sender in metadata.senders
        ],
        "mede_namens": list(metadata.co_senders),
        "geadresseerde": metadata.addressee,
        "antwoord_op": metadata.responds_to,
        "bijlagen": list(metadata.attachments),
        "bijlage_bij": metadata.annex_of,
    }
