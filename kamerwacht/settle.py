"""After new papers: people's corrections booked, what waits linked, the registers compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import db
from kamerwacht import config, corrections
from kamerwacht.errors import KamerwachtError

if TYPE_CHECKING:
    from sqlite_utils import Database


def settle(database: Database, place: config.Store) -> tuple[list[str], str | None]:
    """Bring up to date what rests on several papers: report lines, and what is wrong with the corrections.

    A file of corrections that is not in order changes nothing; those of before keep counting. Raises
    db.DatabaseError.
    """
    wrong, lines = None, []
    lines += _cabinets(database, place)
    try:
        lines += corrections.book(database, place.corrections)
    except KamerwachtError as error:
        wrong = f"{error}; de correcties van eerder blijven gelden"
    db.link_events(database, now=config.now())
    if db.match_register(database, now=config.now()):
        db.link_events(database, now=config.now())
    return lines, wrong


def _cabinets(database: Database, place: config.Store) -> list[str]:
    """Store who held which office: the bundled list, or the operator's own when it is there and in order."""
    try:
        own = place.cabinets.read_text(encoding="utf-8") if place.cabinets.exists() else None
        db.store_cabinets(database, own)
    except (OSError, ValueError) as error:
        reason = str(error).removeprefix(f"{place.cabinets.name}: ")
        return [f"{place.cabinets}: {reason}; wie welk ambt bekleedt, blijft zoals het was"]
    return []
