"""``kamerwacht backup``: a whole, checked copy of the database with its checksum."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from db.backup import back_up, write_checksum
from db.check import check_database
from db.errors import DatabaseError
from db.publishing import publish as publish_file
from extract.errors import reason
from kamerwacht import config, notices, publication
from kamerwacht.errors import KamerwachtError, UnpublishedError
from kamerwacht.lock import only_one

if TYPE_CHECKING:
    import argparse
    from pathlib import Path


def run(arguments: argparse.Namespace) -> int:
    """Copy the database, also while it is in use. Raises KamerwachtError; then no copy is left.

    Without a file named it is the copy of today, in ``reserve/``; that one may be made again. With ``--meld``
    those who must know hear of a failure, once until it changes.
    """
    place = config.store(arguments.db)
    tell = notices.of_the_night(place, "maken van de reservekopie", wanted=arguments.tell)
    try:
        _back_up(place, arguments)
    except KamerwachtError as error:
        tell([str(error)])
        raise
    tell([])
    return 0


def _back_up(place: config.Store, arguments: argparse.Namespace) -> None:
    own = arguments.to is None
    target: Path = place.backups / f"{place.database.stem}-{config.today()}.db" if own else arguments.to
    if target.exists() and not (own or arguments.force):
        raise KamerwachtError(f"{target} bestaat al; kies een andere naam of geef --force")
    try:
        back_up(place.database, target)
        breach = next(check_database(target), None)
        if own:
            publication.complete(place, target)
        checksum = write_checksum(target)
        if own and not breach:
            _mend_published(place)
    except DatabaseError as error:
        raise KamerwachtError(str(error)) from error
    except OSError as error:
        raise KamerwachtError(f"{target}: de kopie is niet te schrijven ({reason(error)})") from error
    sys.stdout.write(f"Reservekopie: {target} (sha256 {checksum})\n")
    if breach:
        raise UnpublishedError(f"de kopie is gemaakt, maar niet alles erin klopt: {breach.line}")


def _mend_published(place: config.Store) -> None:
    """Replace what readers have open when it is damaged: of a large database only changes go there."""
    if not place.published.exists():
        return
    try:
        damage = next(check_database(place.published), None)
        if damage is None:
            return
        told = damage.line
    except DatabaseError as error:
        told = str(error)
    with only_one(place.database):
        publish_file(place.database, place.published, switch=sys.maxsize)
    sys.stderr.write(
        f"kamerwacht: let op: het gepubliceerde bestand was beschadigd en is vervangen ({told})\n"
    )
