"""One paper through the rooms: its bytes kept, read, understood and stored, in one transaction."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

import commitments
import db
import extract
from kamerwacht.config import EXTRACTOR, now
from kamerwacht.rules import rules_version
from spiders import Counts, sources

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlite_utils import Database

    from commitments.model import Reading
    from extract.document import Document, Metadata
    from spiders import FetchedPage, FetchedPaper

    Taker = Callable[[Database, FetchedPage, str], Counts]
    """Stores the rows of a page; the last argument is the moment in UTC."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a paper: its key in ``documenten``, and whether anything was new."""

    key: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Source:
    """Where bytes came from. ``fetched_at`` in UTC."""

    url: str | None
    media_type: str | None
    fetched_at: str
    headers: Mapping[str, str] | None = None
    run_id: int | None = None


class Intake:
    """Puts papers into one database and its raw store."""

    def __init__(self, database: Database, raw: db.RawStore) -> None:
        self.database = database
        self.raw = raw

    def add(self, data: bytes, document: Document, reading: Reading, *, name: str) -> Taken:
        """Store a paper that someone has at hand, already read; one that a source gave stays as it is.

        Raises db.DatabaseError.
        """
        source = Source(url=None, media_type=None, fetched_at=now(), headers={"bestandsnaam": name})
        with db.transaction(self.database):
            file_id, sha256 = self._keep(data, source)
            key = db.document_key(document.metadata, sha256)
            stored = db.better_text(self.database, key, list(sources()))
            if stored is None:
                stored = self._store(document, key=key, file_id=file_id, url=None)
            if stored.changed:
                db.store_reading(self.database, stored.id, reading, now=now(), rules=rules_version())
        return Taken(key, stored.changed)

    def take(self, paper: FetchedPaper, *, source: str, run_id: int) -> Taken:
        """Store a paper that a spider fetched; the bytes are kept even when they can't be read.

        Raises extract.ReadError for an unreadable paper, db.DatabaseError when it can't be stored.
        """
        fetched = _fetched(paper, run_id)
        file_id, sha256 = self._keep(paper.body, fetched)
        metadata_id = None
        if paper.metadata is not None:
            metadata_id, _ = self._keep(paper.metadata, replace(fetched, media_type="application/xml"))
        name = PurePath(paper.url).name
        document = _listed(extract.read_bytes(paper.body, name=name, metadata=paper.metadata), paper)
        key = paper.official or db.document_key(document.metadata, sha256)
        with db.transaction(self.database):
            key = self._twin(document, paper, source=source, key=key, file_id=file_id)
            key = db.settle_key(self.database, source, paper.identifier, key, now=now())
            stored = self._better(key, source)
            if stored is None:
                stored = self._store(document, key=key, file_id=file_id, url=paper.preferred_url)
            if stored.changed:
                reading = commitments.read(document)
                db.store_reading(self.database, stored.id, reading, now=now(), rules=rules_version())
            reasons = named_reasons(paper.reasons, paper.ministry, document.metadata.ministry)
            origin = db.Origin(
                source, paper.identifier, paper.modified, reasons, paper.url, file_id, metadata_id
            )
            db.store_origin(self.database, stored.id, origin)
        return Taken(key, stored.changed)

    def take_page(self, page: FetchedPage, *, source: str, run_id: int, taker: Taker | None) -> Counts:
        """Keep a page of a source's own data; its rows and its checkpoint in one transaction.

        ``taker`` stores the rows; without one only the bytes are kept. Raises db.DatabaseError.
        """
        self._keep(page.body, _fetched(page, run_id), packed=True)
        with db.transaction(self.database):
            counts = taker(self.database, page, now()) if taker else Counts(new=1)
            for url, message in counts.failed:
                db.record_failure(self.database, run_id, url=url, message=message, now=now())
            db.set_progress(self.database, source, page.part, page.checkpoint, now=now())
        return counts

    def _twin(self, document: Document, paper: FetchedPaper, *, source: str, key: str, file_id: int) -> str:
        """The key to store under: that of the same letter from another source, if it is there."""
        twin = db.find_twin(
            self.database, document, key=key, source=source, identifier=paper.identifier, file_id=file_id
        )
        if twin is None:
            return key
        if key.startswith(db.PROVISIONAL):
            return twin
        db.adopt_key(self.database, twin, key)
        return key

    def _better(self, key: str, source: str) -> db.StoredDocument | None:
        """The stored paper when its text came from a source that goes before ``source``: then it stays."""
        names = list(sources())
        return db.better_text(self.database, key, names[: names.index(source)])

    def _keep(self, data: bytes, source: Source, *, packed: bool = False) -> tuple[int, str]:
        """Keep the bytes; the row in ``bestanden`` and their sha256."""
        sha256 = self.raw.put(data, packed=packed)
        file_id = db.record_file(
            self.database,
            sha256,
            url=source.url,
            media_type=source.media_type,
            size=len(data),
            fetched_at=source.fetched_at,
            headers=source.headers,
            run_id=source.run_id,
        )
        return file_id, sha256

    def _store(self, document: Document, *, key: str, file_id: int, url: str | None) -> db.StoredDocument:
        return db.store_document(
            self.database, document, key=key, file_id=file_id, url=url, extractor=EXTRACTOR, now=now()
        )


def _fetched(item: FetchedPaper | FetchedPage, run_id: int) -> Source:
    return Source(
        url=item.url,
        media_type=item.media_type,
        fetched_at=item.fetched_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        headers=item.headers,
        run_id=run_id,
    )


_OF_MINISTRY = re.compile(r"(?:ministerie|volgt toezegging van) (\w+)")


def named_reasons(reasons: Sequence[str], listed: str | None, own: str | None) -> tuple[str, ...]:
    """Why a paper was picked; ``listed`` and ``own`` are its ministry by the listing and by itself.

    An index without ministries is asked for papers that name one: of a paper that another ministry sent, or
    nobody knows which, it is said that it names it, and no more.
    """
    found = []
    for reason in reasons:
        about = _OF_MINISTRY.fullmatch(reason) if listed is None else None
        other = about is not None and about[1] != own
        found.append(f"noemt {about[1]}" if about is not None and other else reason)
    return tuple(dict.fromkeys(found))


def _listed(document: Document, paper: FetchedPaper) -> Document:
    """Fill in what the paper does not say of itself and the source's listing does."""
    own = document.metadata
    metadata: Metadata = replace(
        own,
        identifier=paper.official or own.identifier,
        kind=own.kind or paper.kind,
        reference=own.reference or paper.reference,
        ministry=own.ministry or paper.ministry,
        title=own.title or paper.title or None,
        date=own.date or paper.date,
        published=own.published or paper.published,
        dossiers=own.dossiers or paper.dossiers,
        committee=own.committee or paper.committee,
    )
    return replace(document, metadata=metadata)
