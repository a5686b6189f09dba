"""``kamerwacht update``: the scheduled job. Crawl what is new, read it, link it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import db
from kamerwacht import collect, config
from kamerwacht.errors import KamerwachtError
from kamerwacht.lock import only_one
from kamerwacht.own_calendar import use_own_calendar
from kamerwacht.recompute import bring_up_to_date
from spiders import ConfigError, CrawlConfig
from spiders.config import SOURCE

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

EXIT_NOT_ALL = 1
NOT_READ_YET = {
    "tweede_kamer": "Tweede Kamer: brieven zonder kst-nummer",
    "rijksoverheid": "Rijksoverheid: brieven in andere dossiers",
}
"""Where an answer can stand that no spider reads yet. While that is so, silence can't be claimed: a term
that is over is "nog niet vast te stellen"."""


def run(arguments: argparse.Namespace) -> int:
    """Update the database; 0 when everything came, 1 when something failed (it is in the report)."""
    contact = config.contact()
    if contact is None:
        raise KamerwachtError(
            "KAMERWACHT_CONTACT is leeg; zet daarin een mailadres of webpagina waar de bron u kan bereiken"
        )
    place = config.store(arguments.db)
    settings = CrawlConfig(
        contact=contact, spool=place.spool(SOURCE), today=config.today(), topics=arguments.config
    )
    outcome = update(place, settings, unread=NOT_READ_YET)
    sys.stdout.write("\n".join(collect.describe(outcome)) + "\n")
    return 0 if outcome.good else EXIT_NOT_ALL


def update(
    place: config.Store, settings: CrawlConfig, *, unread: Mapping[str, str] | None = None
) -> collect.Outcome:
    """Refresh the database at ``place``; ``unread`` names sources that could hold an answer and are not read.

    Raises KamerwachtError in one Dutch line.
    """
    try:
        with only_one(place.database):
            use_own_calendar(place)
            database = db.connect(place.database, create=True)
            try:
                sys.stdout.writelines(f"{line}\n" for line in bring_up_to_date(database))
                for source, name in (unread or {}).items():
                    if db.source_state(database, source) is None:
                        db.set_source_state(database, source, db.SourceState(name))
                return collect.refresh(database, place, settings)
            finally:
                database.close()
    except (db.DatabaseError, ConfigError) as error:
        raise KamerwachtError(str(error)) from error
