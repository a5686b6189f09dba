"""``kamerwacht check``: is the database whole, and does everything in it hold?"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from db.check import Breach, check_database, described_columns
from db.check_raw import check_raw_files
from db.errors import DatabaseError
from db.rawstore import RawStore
from kamerwacht import config, notices
from kamerwacht.errors import KamerwachtError
from kamerwacht.terminal import safe

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

EXIT_BREACH = 1


def run(arguments: argparse.Namespace) -> int:
    """Tell every breach in a line; 0 when there is none, 1 otherwise. Raises KamerwachtError: no database.

    With ``--meld`` those who must know hear of it too, once until it changes.
    """
    place = config.store(arguments.db)
    tell = notices.of_the_night(place, "nakijken", wanted=arguments.tell)
    told: list[str] = []
    try:
        for breach in breaches(place, quick=arguments.quick):
            told.append(f"{breach.invariant}: {safe(breach.line)}")
            sys.stdout.write(f"{told[-1]}\n")
    except KamerwachtError as error:
        tell([str(error)])
        raise
    tell(told)
    if told:
        sys.stdout.write(f"{place.database}: {len(told)} {'breuk' if len(told) == 1 else 'breuken'}.\n")
        return EXIT_BREACH
    sys.stdout.write(f"{place.database}: alles klopt.\n")
    return 0


def breaches(place: config.Store, *, quick: bool = False) -> Iterator[Breach]:
    """Every breach of the database, its raw files and its descriptions.

    Raises KamerwachtError when there is no database of Kamerwacht at that place.
    """
    try:
        yield from check_database(place.database, quick=quick)
    except DatabaseError as error:
        raise KamerwachtError(str(error)) from error
    # What was found so far stands, also when the rest can't be looked at.
    try:
        yield from check_raw_files(place.database, RawStore(place.raw), quick=quick)
        yield from _undescribed(place.database)
    except DatabaseError as error:
        yield Breach("samenhang", str(error))


def _undescribed(database: Path) -> Iterator[Breach]:
    """Tables and columns without a description, and descriptions of what is not there."""
    from publish.server import metadata  # noqa: PLC0415 - Datasette is slow to import

    described = metadata()["databases"]["kamerwacht"]["tables"]
    hidden = tuple(name for name, table in described.items() if table.get("hidden"))
    present = {
        name: columns for name, columns in described_columns(database).items() if not name.startswith(hidden)
    }
    for name, columns in present.items():
        for column in sorted({*columns} ^ {*described.get(name, {}).get("columns", {})}):
            yield Breach("beschrijving", f"{name}.{column} en datasette_metadata.json komen niet overeen")
    for name in described.keys() - present.keys():
        if not described[name].get("hidden"):
            yield Breach("beschrijving", f"{name} wordt beschreven, maar is er niet")
