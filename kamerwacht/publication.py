"""Letting readers see what was worked on: the step after every command that changes the database."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from db.backup import back_up, checksum_file
from db.errors import DatabaseError
from db.publishing import NotPublishedError, Published, recover
from db.publishing import publish as publish_file
from kamerwacht import citable, config
from kamerwacht.errors import BusyError, KamerwachtError, UnpublishedError
from kamerwacht.lock import only_one

if TYPE_CHECKING:
    from pathlib import Path

KEPT = 14
"""Whole copies that are kept, of as many days."""


def publish(place: config.Store) -> Published:
    """Publish the database, and keep the checked copy as that of today when one was made.

    Raises UnpublishedError when what was worked on does not hold, KamerwachtError when a file can't be used.
    """
    today = place.backups / f"{place.database.stem}-{config.today()}.db"
    try:
        with only_one(place.database):
            recover(place.published)
            done = publish_file(place.database, place.published, keep=today)
            # A large database is not copied to publish it; the first time of each day that is done here.
            if not done.whole and not today.exists():
                back_up(place.published, today)
            elif not done.whole:
                return done
            complete(place, today)
    except NotPublishedError as error:
        raise UnpublishedError(str(error)) from error
    except DatabaseError as error:
        raise KamerwachtError(str(error)) from error
    return done


def follow(database: Path | None) -> None:
    """Publish after a change by hand, where something has been published before."""
    place = config.store(database)
    if not place.published.exists():
        return
    try:
        publish(place)
    except BusyError:  # the change is stored; "nothing was done" would not be true
        sys.stderr.write(
            "kamerwacht: let op: opgeslagen; een ander proces is nu bezig, "
            "lezers zien het na de volgende verversing\n"
        )


def complete(place: config.Store, copy: Path) -> None:
    """Give a new copy of a day what belongs beside it; the oldest copies go. Raises DatabaseError."""
    before = [old for old in daily(place) if old.name < copy.name]
    citable.complete(copy, before[-1] if before else None)
    prune(place)


def prune(place: config.Store) -> None:
    """Remove the oldest daily copies."""
    for old in daily(place)[:-KEPT]:
        checksum_file(old).unlink(missing_ok=True)
        citable.changes_file(old).unlink(missing_ok=True)
        old.unlink()


def daily(place: config.Store) -> list[Path]:
    """The daily copies, oldest first."""
    return sorted(place.backups.glob(f"{place.database.stem}-[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9].db"))
