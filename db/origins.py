"""Where a paper came from: one row per source that has it, with the source's own stamp of the last change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.connection import transaction
from db.errors import refusal
from db.readings import withdraw_document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

WITHDRAWN = "ingetrokken"
"""The stamp of an origin that the source has taken back."""


@dataclass(frozen=True, slots=True)
class Origin:
    """One finding place of a paper. ``stamp`` is compared for equality only; file ids: ``bestanden``."""

    source: str
    identifier: str
    stamp: str
    reasons: Sequence[str]
    """Why it was picked, in Dutch: "dossier 30821"."""
    url: str | None
    file_id: int
    metadata_file_id: int | None = None


def store_origin(database: Database, document_id: int, origin: Origin) -> None:
    """Write down, or bring up to date, that ``origin.source`` has the paper.

    Raises ``RefusedError`` when the database will not take it, ``DatabaseError`` when it cannot be written.
    """
    with refusal(origin.identifier), transaction(database):
        database.execute(
            "INSERT INTO herkomsten (document_id, bron, identificatie, stempel, redenen, url, bestand_id,"
            " metadata_bestand_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (bron, identificatie) DO UPDATE SET document_id = excluded.document_id,"
            " stempel = excluded.stempel, redenen = excluded.redenen, url = excluded.url,"
            " bestand_id = excluded.bestand_id, metadata_bestand_id = excluded.metadata_bestand_id",
            [
                document_id,
                origin.source,
                origin.identifier,
                origin.stamp,
                "\n".join(origin.reasons) or None,
                origin.url,
                origin.file_id,
                origin.metadata_file_id,
            ],
        )


def known_stamps(database: Database, source: str) -> dict[str, str]:
    """Identifier to stamp of every paper that ``source`` has given and that is stored whole."""
    rows = database.execute("SELECT identificatie, stempel FROM herkomsten WHERE bron = ?", [source])
    return dict(rows.fetchall())


def reasons_of(database: Database, source: str) -> dict[str, tuple[tuple[str, ...], str | None]]:
    """Identifier to reasons and code of the ministry of every paper that ``source`` has given."""
    rows = database.execute(
        "SELECT h.identificatie, h.redenen, m.code FROM herkomsten h"
        " JOIN documenten d ON d.id = h.document_id"
        " LEFT JOIN ministeries m ON m.id = d.ministerie_id WHERE h.bron = ?",
        [source],
    )
    return {name: (tuple((reasons or "").splitlines()), ministry) for name, reasons, ministry in rows}


def set_reasons(database: Database, source: str, identifier: str, reasons: Sequence[str]) -> None:
    """Write down why a paper is picked, where that is more than was known when it came."""
    with transaction(database):
        database.execute(
            "UPDATE herkomsten SET redenen = ? WHERE bron = ? AND identificatie = ?",
            ["\n".join(reasons), source, identifier],
        )


def withdraw_origin(database: Database, source: str, identifier: str, *, now: str) -> bool:
    """``source`` has taken back the paper that it gave as ``identifier``; False when it is not known.

    The paper stays, marked withdrawn, unless another source still has it. Nothing is deleted.
    """
    with transaction(database):
        row = database.execute(
            "SELECT h.id, h.document_id, d.sleutel FROM herkomsten h"
            " JOIN documenten d ON d.id = h.document_id"
            " WHERE h.bron = ? AND h.identificatie = ? AND h.stempel <> ?",
            [source, identifier, WITHDRAWN],
        ).fetchone()
        if row is None:
            return False
        database.execute("UPDATE herkomsten SET stempel = ? WHERE id = ?", [WITHDRAWN, row[0]])
        others = database.execute(
            "SELECT 1 FROM herkomsten WHERE document_id = ? AND stempel <> ?", [row[1], WITHDRAWN]
        ).fetchone()
        if others is None:
            withdraw_document(database, row[2], now)
    return True
