"""``kamerwacht rebuild``: a new database from the kept files, without fetching anything."""

from __future__ import annotations

import sys
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import commitments
import db
import extract
from db.backup import discard
from db.connection import open_readonly
from db.rebuild import copy_origins, kept_papers, take_over, tie_to_papers
from extract.errors import ReadError
from kamerwacht import config
from kamerwacht.errors import KamerwachtError
from kamerwacht.own_calendar import use_own_calendar
from kamerwacht.rules import rules_version
from kamerwacht.settle import settle
from kamerwacht.workers import in_order, workers

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

    from sqlite_utils import Database

    from commitments.model import Reading
    from db.rebuild import KeptPaper
    from extract.document import Document

EXIT_NOT_ALL = 1


@dataclass(frozen=True, slots=True)
class Asked:
    """A paper to be read: all that reading needs, and nothing else."""

    paper: KeptPaper
    data: bytes
    metadata: bytes | None


@dataclass(frozen=True, slots=True)
class Read:
    """What reading gave; ``trouble`` is one Dutch line when nothing could be read."""

    paper: KeptPaper
    document: Document | None
    reading: Reading | None
    trouble: str | None = None


def run(arguments: argparse.Namespace) -> int:
    """Build the new database beside the old one; 0 all was read, 1 not all. Raises KamerwachtError."""
    place = config.store(arguments.db)
    target: Path = arguments.to.absolute()
    if target == place.database:
        raise KamerwachtError("--to is de databank zelf; kies een ander bestand")
    if target.exists() and not arguments.force:
        raise KamerwachtError(f"{target} bestaat al; kies een andere naam of geef --force")
    troubles = rebuild(place, target, jobs=arguments.jobs, dask=arguments.dask)
    sys.stderr.writelines(f"kamerwacht: let op: {line}\n" for line in troubles)
    sys.stdout.write(f"Nieuwe databank: {target}. Vergelijk: kamerwacht compare {place.database} {target}\n")
    return EXIT_NOT_ALL if troubles else 0


def rebuild(place: config.Store, target: Path, *, jobs: int = 1, dask: str | None = None) -> list[str]:
    """Build ``target`` from the raw store and what is written down at ``place``; lines about what failed.

    ``target`` is there only when all is done. Raises KamerwachtError.
    """
    half = target.with_name(f"{target.name}.half")
    discard(half)
    use_own_calendar(place)
    try:
        open_readonly(place.database).close()  # to be told before a new one is begun
        with workers(jobs, dask) as executor, closing(db.connect(half, create=True)) as database:
            with db.transaction(database):
                take_over(database, place.database)
            asked = _asked(place)
            troubles = []
            for read in in_order(executor, read_kept, asked):
                trouble = read.trouble or store_read(database, read)
                troubles += [trouble] if trouble else []
            _finish(database, place)
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        half.replace(target)
    except db.DatabaseError as error:
        raise KamerwachtError(str(error)) from error
    finally:
        discard(half)
    return troubles


def read_kept(asked: Asked) -> Read:
    """Read and understand one paper: a pure function, for any process anywhere."""
    paper = asked.paper
    try:
        document = extract.read_bytes(asked.data, name=paper.name, metadata=asked.metadata)
    except ReadError as error:
        return Read(paper, None, None, f"{paper.key}: {error}")
    document = _as_listed(document, paper)
    return Read(paper, document, commitments.read(document))


def _asked(place: config.Store) -> Iterator[Asked]:
    raw = db.RawStore(place.raw)
    for paper in kept_papers(place.database):
        yield ask(raw, paper)


def ask(raw: db.RawStore, paper: KeptPaper) -> Asked:
    """A kept paper with its bytes. Raises db.DatabaseError when they are not there, or not the same."""
    metadata = raw.get(paper.metadata_sha256) if paper.metadata_sha256 else None
    return Asked(paper, raw.get(paper.sha256), metadata)


def _as_listed(document: Document, paper: KeptPaper) -> Document:
    """Fill in what stood in the source's listing only, or was said by hand: the stored paper has it."""
    own, row = document.metadata, paper.row
    day = date.fromisoformat(row["datum"]) if row["datum"] else None
    published = date.fromisoformat(row["gepubliceerd"]) if row["gepubliceerd"] else None
    if not paper.fetched:
        return replace(document, metadata=replace(own, date=day or own.date))
    official = None if paper.key.startswith(("sha256-", "brief-")) else paper.key
    metadata = replace(
        own,
        identifier=official or own.identifier,
        kind=own.kind or row["soort"],
        reference=own.reference or row["kenmerk"],
        ministry=own.ministry or row["ministerie"],
        title=own.title or row["titel"],
        date=own.date or day,
        published=own.published or published,
        dossiers=own.dossiers or paper.dossiers,
        committee=own.committee or row["commissie"],
    )
    return replace(document, metadata=metadata)


def store_read(database: Database, read: Read) -> str | None:
    """Store one paper; a Dutch line when the database refuses it."""
    if read.document is None or read.reading is None:
        return read.trouble
    paper, now = read.paper, config.now()
    try:
        with db.transaction(database):
            stored = db.store_document(
                database,
                read.document,
                key=paper.key,
                file_id=paper.row["bestand_id"],
                url=paper.row["url"],
                extractor=config.EXTRACTOR,
                now=now,
            )
            db.store_reading(database, stored.id, read.reading, now=now, rules=rules_version())
            if paper.row["ingetrokken"]:
                db.withdraw_document(database, paper.key, now)
    except db.RefusedError as error:
        return str(error)
    return None


def _finish(database: Database, place: config.Store) -> None:
    with db.transaction(database):
        copy_origins(database, place.database)
        tie_to_papers(database, place.database)
    settle(database, place)
