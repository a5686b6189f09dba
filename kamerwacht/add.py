"""``kamerwacht add``: put papers at hand into the database."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from kamerwacht import config
from kamerwacht.errors import EXIT_BAD_INPUT, KamerwachtError
from kamerwacht.own_calendar import use_own_calendar
from kamerwacht.reading import read_paper
from kamerwacht.terminal import safe, safe_line
from kamerwacht.workers import in_order, workers

if TYPE_CHECKING:
    import argparse
    import datetime as dt
    from pathlib import Path

    from commitments.model import Reading
    from extract.document import Document
    from kamerwacht.intake import Intake


def run(arguments: argparse.Namespace) -> int:
    """Add each file; an unusable one is reported in one line and the others go on.

    The database is made only when there is something to put into it. Raises KamerwachtError when it can't
    be written.
    """
    place = config.store(arguments.db)
    use_own_calendar(place)
    readable: list[tuple[Path, Document, Reading]] = []
    with workers(arguments.jobs) as executor:
        answers = in_order(executor, partial(_read, date=arguments.date), arguments.files)
        for path, answer in zip(arguments.files, answers, strict=True):
            if isinstance(answer, str):
                sys.stderr.write(f"kamerwacht: {answer}\n")
            else:
                readable.append((path, *answer))
    if readable:
        _store(place, readable)
    return EXIT_BAD_INPUT if len(readable) < len(arguments.files) else 0


def _read(path: Path, date: dt.date | None) -> tuple[Document, Reading] | str:
    """A paper and what was understood of it, in any process; or one Dutch line on why it is not taken."""
    try:
        document, reading = read_paper(path, date)
    except KamerwachtError as error:
        return str(error)
    if document.text:
        return _dated(document, date), reading
    # Metadata of a paper may not take the place of its text.
    why = "".join(document.warnings[:1]) or "er staat geen tekst in"
    return f"{safe_line(str(path))}: {safe(why)}. Niet opgenomen; geef het stuk zelf."


def _dated(document: Document, date: dt.date | None) -> Document:
    return replace(document, metadata=replace(document.metadata, date=date)) if date else document


def _store(place: config.Store, readable: list[tuple[Path, Document, Reading]]) -> None:
    import db  # noqa: PLC0415 - not needed to say that a file can't be read
    from kamerwacht.intake import Intake  # noqa: PLC0415
    from kamerwacht.recompute import bring_up_to_date  # noqa: PLC0415
    from kamerwacht.settle import settle  # noqa: PLC0415

    try:
        database = db.connect(place.database, create=True)
        sys.stdout.writelines(f"{line}\n" for line in bring_up_to_date(database))
        intake = Intake(database, db.RawStore(place.raw))
        for path, document, reading in readable:
            _add(intake, path, document, reading)
        lines, wrong = settle(database, place)
        sys.stdout.writelines(f"{line}\n" for line in lines)
        database.close()
    except db.DatabaseError as error:
        raise KamerwachtError(str(error)) from error
    if wrong:
        sys.stderr.write(f"kamerwacht: {wrong}\n")
    sys.stdout.write(
        f"Databank: {place.database}. Toon de site met: kamerwacht serve --db {place.database}\n"
    )


def _add(intake: Intake, path: Path, document: Document, reading: Reading) -> None:
    name = path.name.encode("utf-8", "replace").decode()  # a file name may hold bytes that are no text
    for warning in (*document.warnings, *reading.warnings):
        sys.stderr.write(f"kamerwacht: let op: {safe_line(name)}: {safe(warning)}\n")
    taken = intake.add(path.read_bytes(), document, reading, name=name)
    what = "opgenomen" if taken.changed else "stond er al in"
    count = len(reading.commitments)
    sys.stdout.write(
        f"{safe_line(name)}: {what} als {taken.key}; {count} toezegging{'' if count == 1 else 'en'}\n"
    )
