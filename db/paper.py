"""A stored paper as the writers of promises and events need it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Paper:
    """The row in ``documenten``, and who signed."""

    id: int
    key: str
    date: str | None
    known: str
    """Since when it is known: its date, else that of publication, else the day it was stored."""
    text: str
    ministry: int | None
    holders: dict[str, int]
    """Signatories: office -> row in ``bewindspersonen``."""


def load_paper(database: Database, document_id: int) -> Paper:
    """The paper in row ``document_id``. Raises KeyError when there is none."""
    row = database.execute(
        "SELECT sleutel, datum, coalesce(datum, gepubliceerd, substr(geboekt_op, 1, 10)), tekst,"
        " ministerie_id FROM documenten WHERE id = ?",
        [document_id],
    ).fetchone()
    if row is None:
        raise KeyError(document_id)
    holders = database.execute(
        "SELECT b.ambt, b.id FROM ondertekenaars o JOIN bewindspersonen b ON b.id = o.bewindspersoon_id"
        " WHERE o.document_id = ? AND b.ambt IS NOT NULL ORDER BY o.volgnummer DESC",
        [document_id],
    )
    key, date, known, text, ministry = row
    return Paper(document_id, key, date, known, text, ministry, dict(holders.fetchall()))


def key_exists(database: Database, table: str, key: str) -> bool:
    """Whether ``table`` has a row with this natural key."""
    return database.execute(f"SELECT 1 FROM {table} WHERE sleutel = ?", [key]).fetchone() is not None  # noqa: S608
