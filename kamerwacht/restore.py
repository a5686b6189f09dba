"""``kamerwacht restore``: put a backup in the place of the database, and let readers see it."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING

from db.backup import put_back, verify
from db.errors import DatabaseError
from kamerwacht import config, publication
from kamerwacht.errors import KamerwachtError
from kamerwacht.lock import only_one

if TYPE_CHECKING:
    import argparse
    from pathlib import Path


def run(arguments: argparse.Namespace) -> int:
    """Check the backup, set the present database aside, put the backup in its place and publish it.

    What was fetched since stays in the raw store and comes back with the next update. Raises KamerwachtError.
    """
    place = config.store(arguments.db)
    backup = yesterday(place) if arguments.yesterday else arguments.file
    if backup is None:
        raise KamerwachtError("geen reservekopie genoemd; geef een bestand of --gisteren")
    if place.database.exists() and not arguments.force:
        raise KamerwachtError(
            f"{place.database} bestaat al; geef --force om haar te vervangen (zij wordt in "
            f"{place.backups} bewaard)"
        )
    aside = place.backups / f"terzijde-{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S%f}"
    try:
        verify(backup)
        with only_one(place.database):
            put_back(backup, place.database, aside)
    except DatabaseError as error:
        raise KamerwachtError(str(error)) from error
    publication.follow(place.database)
    kept = f" De vorige staat in {aside}." if aside.exists() else ""
    sys.stdout.write(f"Teruggezet: {backup}.{kept} Draai `kamerwacht update` om bij te werken.\n")
    return 0


def yesterday(place: config.Store) -> Path:
    """The newest daily copy of a day before today. Raises KamerwachtError when there is none."""
    today = f"{place.database.stem}-{config.today()}.db"
    older = [copy for copy in publication.daily(place) if copy.name < today]
    if not older:
        raise KamerwachtError(f"in {place.backups} staat geen kopie van vóór vandaag")
    return older[-1]
