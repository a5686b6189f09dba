"""``kamerwacht corrections``: check, apply and export correcties.toml, the file of people's corrections."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import db
from extract.errors import reason
from kamerwacht import config
from kamerwacht.corrections_file import read_corrections, write_corrections
from kamerwacht.errors import KamerwachtError

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from sqlite_utils import Database

    from db.corrections import Booked

EXIT_NOT_ALL = 1


def run(arguments: argparse.Namespace) -> int:
    """Do what is asked; 1 when a correction does not fit. Raises KamerwachtError."""
    if arguments.action == "export":
        return _export(arguments)
    if arguments.file is None:
        raise KamerwachtError(f"geef na {arguments.action} het bestand, bijvoorbeeld correcties.toml")
    corrections = read_corrections(arguments.file, today=config.today())
    if arguments.action == "check":
        sys.stdout.write(f"{arguments.file}: {len(corrections)} correcties, in orde\n")
        return 0
    try:
        database = db.connect(config.store(arguments.db).database)
        try:
            booked = db.book_corrections(database, corrections, now=config.now())
            db.link_events(database, now=config.now())
        finally:
            database.close()
    except db.DatabaseError as error:
        raise KamerwachtError(str(error)) from error
    sys.stdout.write("\n".join(describe(booked)) + "\n")
    return EXIT_NOT_ALL if booked.misfits else 0


def book(database: Database, path: Path | None) -> list[str]:
    """Book the configured file in an update; its report lines. Without a file nothing changes.

    A file that was booked before and is gone changes nothing either, and is reported: only an entry taken
    out of the file undoes it. Raises KamerwachtError when the file is not in order, db.DatabaseError.
    """
    if path is None or not path.exists():
        held = db.booked_corrections(database)
        return [f"correcties: {path} is er niet; de {len(held)} van eerder blijven gelden"] if held else []
    return describe(
        db.book_corrections(database, read_corrections(path, today=config.today()), now=config.now())
    )


def describe(booked: Booked) -> list[str]:
    """What booking did, in Dutch, a line each."""
    counts = f"{booked.new} nieuw, {booked.undone} ongedaan gemaakt, {booked.unchanged} ongewijzigd"
    lines = [f"correcties: {counts}, {len(booked.misfits)} niet toegepast"]
    return lines + [f"  past niet meer: {c.target} ({c.kind}, {c.by}): {why}" for c, why in booked.misfits]


def _export(arguments: argparse.Namespace) -> int:
    try:
        database = db.connect(config.store(arguments.db).database, readonly=True)
        try:
            text = write_corrections(db.booked_corrections(database))
        finally:
            database.close()
    except db.DatabaseError as error:
        raise KamerwachtError(str(error)) from error
    if arguments.file is None:
        sys.stdout.write(text)
        return 0
    try:
        arguments.file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise KamerwachtError(f"{arguments.file}: niet te schrijven ({reason(error)})") from error
    return 0
