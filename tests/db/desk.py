"""A desk to put invented papers on: builds documents and readings, stores them, and links events by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

import db
from commitments.model import (
    Commitment,
    Deadline,
    DeadlineKind,
    Duty,
    Event,
    EventKind,
    Kind,
    Reading,
    Strength,
)
from db.links import set_link
from extract.document import Block, BlockKind, Document, Metadata, Sender

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

Found = TypeVar("Found", bound=Commitment | Event)
NOW = "2026-01-02T03:04:05Z"
LATER = "2026-02-03T04:05:06Z"
PROMISE = "Ik zeg uw Kamer toe haar over de proef met het meldpunt te informeren."
SENDER = Sender("A. Verzonnen", "De Minister van Justitie en Veiligheid", "minister-jenv")


def day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def term(
    generous: str | None,
    strict: str | None = None,
    *,
    text: str = "voor de zomer",
    kind: DeadlineKind = DeadlineKind.SEASON,
    event: str | None = None,
) -> Deadline:
    strict_day = day(strict or generous)
    return Deadline(text, 0, 0, kind, None, strict_day, day(generous), None, "regel", "Uitleg.", event=event)


def promise(quote: str = PROMISE, deadline: Deadline | None = None, **more: object) -> Commitment:
    """A commitment whose offsets ``Desk.read`` fills in."""
    values: dict[str, Any] = {
        "kind": Kind.INFORM,
        "duty": Duty.KAMER,
        "strength": Strength.FIRM,
        "condition": None,
        "promiser_text": "Ik",
        "promiser": "minister-jenv",
        "on_behalf": None,
        "addressee": "uw Kamer",
        "subject": "de proef met het meldpunt",
        "rules": ("proef",),
        **more,
    }
    return Commitment(quote=quote, begin=0, end=0, deadline=deadline, **values)


def event(
    kind: EventKind,
    quote: str,
    deadline: Deadline | None = None,
    reference: str | None = None,
    *,
    about: str | None = None,
) -> Event:
    """An event whose offsets ``Desk.read`` fills in."""
    return Event(kind, quote, 0, 0, reference, deadline, ("proef",), about)


def paper(text: str, date: str | None, **metadata: object) -> Document:
    values: dict[str, Any] = {
        "date": day(date),
        "ministry": "JenV",
        "dossiers": ("39999",),
        "senders": (SENDER,),
        **metadata,
    }
    return Document(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), Metadata(**values))


def placed(text: str, item: Found, seen: dict[str, int]) -> Found:
    """The item at the next place of its quote in the text."""
    begin = text.index(item.quote, seen.get(item.quote, 0))
    seen[item.quote] = begin + 1
    return replace(item, begin=begin, end=begin + len(item.quote))


def reading(text: str, *items: Commitment | Event) -> Reading:
    found: dict[type, dict[str, int]] = {Commitment: {}, Event: {}}
    items_placed = [placed(text, item, found[type(item)]) for item in items]
    return Reading(
        tuple(item for item in items_placed if isinstance(item, Commitment)),
        tuple(item for item in items_placed if isinstance(item, Event)),
    )


@dataclass
class Desk:
    """A new database in ``folder``."""

    folder: Path
    database: Database = field(init=False)

    def __post_init__(self) -> None:
        self.path = self.folder / "proef.db"
        self.database = db.connect(self.path, create=True)

    def store(self, key: str, document: Document, *, now: str = NOW) -> db.StoredDocument:
        return db.store_document(
            self.database, document, key=key, file_id=None, url=None, extractor="proef", now=now
        )

    def put(self, key: str, date: str | None, *items: Commitment | Event, **more: object) -> int:
        """Store and read a paper that consists of the quotes of ``items``; its id."""
        text = "\n\n".join(item.quote for item in items) or "Zonder toezegging."
        stored = self.store(key, paper(text, date, **more))
        db.store_reading(self.database, stored.id, reading(text, *items), now=NOW)
        return stored.id

    def later(
        self,
        promise_id: int,
        date: str | None,
        *,
        kind: EventKind,
        certainty: str = "certain",
        deadline: Deadline | None = None,
    ) -> int:
        """A later paper with one event about ``promise_id``; the id of the paper."""
        number = self.value("SELECT count(*) FROM documenten")
        paper_id = self.put(f"later-{number}", date, event(kind, f"Over de proef, brief {number}.", deadline))
        row = self.value("SELECT id FROM gebeurtenissen WHERE document_id = ?", paper_id)
        set_link(self.database, row, promise_id, certainty=certainty, reason="proef", now=NOW)
        return paper_id

    def source(self, name: str, read_until: str | None) -> None:
        db.set_source_state(self.database, name, db.SourceState(name, day(read_until)))

    def value(self, sql: str, *parameters: object) -> Any:  # noqa: ANN401 - whatever the query gives
        return self.database.execute(sql, list(parameters)).fetchone()[0]

    def state(self, on: str, promise_id: int = 1) -> dict[str, Any]:
        """The state of one promise on a day."""
        rows = db.state_on(self.database, dt.date.fromisoformat(on))
        return next(row for row in rows if row["toezegging_id"] == promise_id)
