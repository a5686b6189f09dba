"""``kamerwacht update``: the scheduled job. Crawl what is new, read it, link it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import db
from kamerwacht import collect, config
from kamerwacht.errors import KamerwachtError
from kamerwacht.lock import only_one
from spiders import ConfigError, CrawlConfig
from spiders.config import SOURCE

if TYPE_CHECKING:
    import argparse

EXIT_NOT_ALL = 1


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
    outcome = update(place, settings)
    sys.stdout.write("\n".join(collect.describe(outcome)) + "\n")
    return 0 if outcome.good else EXIT_NOT_ALL


def update(place: config.Store, settings: CrawlConfig) -> collect.Outcome:
    """Refresh the database at ``place``. Raises KamerwachtError in one Dutch line."""
    try:
        with only_one(place.database):
            database = db.connect(place.database, create=True)
            try:
                return collect.refresh(database, place, settings)
            finally:
                database.close()
    except (db.DatabaseError, ConfigError) as error:
        raise KamerwachtError(str(error)) from error
