"""The state of every promise on a day: the view ``stand`` for another day than today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.connection import location, transaction
from db.errors import explained
from db.schema.migrations import sql

if TYPE_CHECKING:
    import datetime as dt

    from sqlite_utils import Database


def state_on(database: Database, day: dt.date) -> list[dict[str, Any]]:
    """The rows of ``stand`` (docs/databank.md) as they were on ``day``; what came later does not count."""
    with explained(location(database)):
        return list(database.query(sql("stand"), {"dag": day.isoformat()}))


def today(database: Database) -> str:
    """The day that the views take as today: the peildatum when set, else the date in Amsterdam."""
    return str(database.execute("SELECT datum FROM vandaag").fetchone()[0])


def set_reference_day(database: Database, day: dt.date | None) -> None:
    """Set the peildatum, the day that counts as today; None = the real one."""
    with transaction(database):
        database.execute(
            "INSERT INTO instellingen (naam, waarde) VALUES ('peildatum', ?)"
            " ON CONFLICT (naam) DO UPDATE SET waarde = excluded.waarde",
            [day.isoformat() if day else ""],
        )
