"""``kamerwacht health``: is every source read up to date? For a monitor that looks at the exit status."""

from __future__ import annotations

import datetime as dt
import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import db
from db.health import LAST_RUN, SOURCES, judge
from kamerwacht import config
from kamerwacht.errors import KamerwachtError

if TYPE_CHECKING:
    import argparse

    from db.health import Health

EXIT_RED = 1


def run(arguments: argparse.Namespace) -> int:
    """Tell what is behind; 0 all is well, 1 not. Raises KamerwachtError when there is no database."""
    found = health(config.store(arguments.db))
    if arguments.json:
        sys.stdout.write(json.dumps(asdict(found), ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in found.troubles or ("Alle bronnen zijn bij.",))
    return EXIT_RED if found.troubles else 0


def health(place: config.Store) -> Health:
    """How the published database does, or the only one there is. Raises KamerwachtError."""
    try:
        database = db.connect(place.published if place.published.exists() else place.database, readonly=True)
        try:
            (last_run,) = database.execute(LAST_RUN).fetchone()
            return judge(database.query(SOURCES), last_run, now=dt.datetime.now(dt.UTC))
        finally:
            database.close()
    except db.DatabaseError as error:
        raise KamerwachtError(str(error)) from error
