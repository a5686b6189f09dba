"""Figures of accuracy that the site may show: handed over by people, never measured by ourselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.connection import transaction
from db.errors import refusal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Measurement:
    """One measurement on papers that the authors of the rules had not seen. Shares are 0 to 1."""

    name: str
    date: dt.date
    count: int
    precision: float
    recall: float
    description: str
    """What was measured, and by whom, in Dutch."""
    source: str
    """Where the set or its report can be found."""


def set_measurements(database: Database, measurements: Sequence[Measurement]) -> bool:
    """Make ``meetlat`` hold exactly these, or leave it as it was; whether that changed anything.

    Raises ``RefusedError`` when the database will not take one of them.
    """
    wanted = sorted(
        (one.name, one.date.isoformat(), one.count, float(one.precision), float(one.recall),
         one.description, one.source)
        for one in measurements
    )  # fmt: skip
    with transaction(database):
        present = database.execute(
            "SELECT verzameling, datum, aantal, precisie, vangst, omschrijving, bron FROM meetlat"
        ).fetchall()
        if sorted(present) == wanted:
            return False
        database.execute("DELETE FROM meetlat")
        with refusal("meetlat"):
            database.conn.executemany(
                "INSERT INTO meetlat (verzameling, datum, aantal, precisie, vangst, omschrijving, bron)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                wanted,
            )
    return True
