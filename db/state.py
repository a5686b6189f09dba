"""The state of every promise on a day: the view ``stand`` for another day than today."""

from __future__ import annotations

import re
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from db.belief import as_believed
from db.connection import location, transaction
from db.errors import explained
from db.schema.migrations import sql

if TYPE_CHECKING:
    import datetime as dt

    from sqlite_utils import Database


def state_on(database: Database, day: dt.date, *, believed: str | None = None) -> list[dict[str, Any]]:
    """The rows of ``stand`` (docs/databank.md) as they were on ``day``; what came later does not count.

    ``believed`` (UTC, ``JJJJ-MM-DDTHH:MM:SSZ``): as this database would have said at that moment, with the
    papers, readings, links, corrections and sources that it then had. Else as it says now.
    """
    if believed is None:
        with explained(location(database)):
            return list(database.query(sql("stand"), {"dag": day.isoformat()}))
    return _rows(database, "SELECT * FROM stand", day, believed)


def overview_on(database: Database, day: dt.date, *, believed: str | None = None) -> list[dict[str, Any]]:
    """The rows of ``overzicht`` as ``state_on``: what the front page showed; names are those of now."""
    return _rows(database, "SELECT * FROM overzicht", day, believed)


def _rows(database: Database, query: str, day: dt.date, believed: str | None) -> list[dict[str, Any]]:
    if believed is not None and not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", believed):
        raise ValueError(f"{believed}: geen tijdstip (JJJJ-MM-DDTUU:MM:SSZ)")
    with explained(location(database)), as_believed(database, believed) if believed else nullcontext():
        # Views in the file see its own tables only; as temporary views they see what lies over those.
        texts = {
            "stand": sql("stand").replace(":dag)", f"'{day.isoformat()}')", 1),
            "overzicht": sql("overzicht"),
        }
        try:
            for name, text in texts.items():
                database.conn.execute(f"CREATE TEMP VIEW {name} AS {text}")
            return list(database.query(query))
        finally:
            for name in reversed(texts):
                database.conn.execute(f"DROP VIEW IF EXISTS temp.{name}")


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
