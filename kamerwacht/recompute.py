"""``kamerwacht recompute``: bring stored terms up to the calendar; ``add`` and ``update`` do so first."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import db
from kamerwacht import config
from kamerwacht.errors import KamerwachtError
from kamerwacht.lock import only_one
from kamerwacht.own_calendar import use_own_calendar

if TYPE_CHECKING:
    import argparse

    from sqlite_utils import Database


def run(arguments: argparse.Namespace) -> int:
    """Work out anew what a changed calendar touches. Raises KamerwachtError."""
    place = config.store(arguments.db)
    use_own_calendar(place)
    try:
        with only_one(place.database):
            database = db.connect(place.database)
            try:
                lines = bring_up_to_date(database)
            finally:
                database.close()
    except db.DatabaseError as error:
        raise KamerwachtError(str(error)) from error
    sys.stdout.write(
        "\n".join(lines or ["Kalender en afspraken zijn niet veranderd; alle termijnen gelden."]) + "\n"
    )
    return 0


def bring_up_to_date(database: Database) -> list[str]:
    """Recompute what the data in use ask for; the report in Dutch, none when nothing was to do."""
    done = db.recompute_terms(database, now=config.now())
    if done is None or not done.checked:
        return []
    counts = f"{done.checked} termijnen nagerekend, {done.changed} veranderd"
    lines = [f"Kalender of afspraken veranderd (versie {done.version}): {counts}"]
    if done.lost:
        lines.append(f"  niet teruggevonden in hun stuk, dus gelaten zoals ze waren: {', '.join(done.lost)}")
    return lines
