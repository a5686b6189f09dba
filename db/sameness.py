"""One paper is one row, whatever sources it came from and whatever it was called at first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.connection import transaction
from db.documents import StoredDocument
from db.readings import withdraw_document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

_PROVISIONAL = ("brief-", "sha256-")
"""Keys of papers without an official number: made from the letter's own reference, or from its bytes."""


def settle_key(database: Database, source: str, identifier: str, key: str, *, now: str) -> str:
    """The key under which a paper is to be stored that ``source`` calls ``identifier`` and reads as ``key``.

    A letter that came without a number and has one now keeps its row, promises and all, under the number.
    Where both had come already (one from another source), the row that was there first stays and the other
    is withdrawn: what it said is said by the first. ``now`` in UTC.
    """
    with transaction(database):
        current = _row(
            database,
            "SELECT d.id, d.sleutel, d.geboekt_op FROM herkomsten h JOIN documenten d ON d.id = h.document_id"
            " WHERE h.bron = ? AND h.identificatie = ?",
            [source, identifier],
        )
        if key.startswith(_PROVISIONAL):
            return current[1] if current else key
        listed = _row(
            database,
            "SELECT d.id, d.sleutel, d.geboekt_op FROM kamerdocumenten k JOIN herkomsten h"
            " ON h.bron = 'tweede_kamer' AND h.identificatie = k.identificatie"
            " JOIN documenten d ON d.id = h.document_id WHERE k.kst = ? ORDER BY d.geboekt_op, d.id LIMIT 1",
            [key],
        )
        for other in (current, listed):
            if other and other[1] != key and other[1].startswith(_PROVISIONAL):
                _rename(database, other, key, now)
    return key


def better_text(database: Database, key: str, better: Sequence[str]) -> StoredDocument | None:
    """The paper when it has come from one of the sources ``better``, whose text goes before."""
    marks = ", ".join("?" * len(better))
    found = database.execute(
        f"SELECT d.id FROM documenten d JOIN herkomsten h ON h.document_id = d.id AND h.bron IN ({marks})"  # noqa: S608
        " WHERE d.sleutel = ? AND h.stempel <> 'ingetrokken'",
        [*better, key],
    ).fetchone()
    return StoredDocument(int(found[0]), changed=False) if found else None


def _row(database: Database, query: str, values: list[str]) -> tuple[int, str, str] | None:
    row: tuple[int, str, str] | None = database.execute(query, values).fetchone()
    return row


def _rename(database: Database, provisional: tuple[int, str, str], key: str, now: str) -> None:
    holder = _row(database, "SELECT id, sleutel, geboekt_op FROM documenten WHERE sleutel = ?", [key])
    if holder is None:
        database.execute("UPDATE documenten SET sleutel = ? WHERE id = ?", [key, provisional[0]])
        return
    first, second = sorted((provisional, holder), key=lambda row: (row[2], row[0]))
    withdraw_document(database, second[1], now)
    for table in ("herkomsten", "kamerdocumenten"):
        database.execute(
            f"UPDATE {table} SET document_id = ? WHERE document_id = ?",  # noqa: S608 - own names
            [first[0], second[0]],
        )
    if second[1] == key:
        database.execute(
            "UPDATE documenten SET sleutel = ? WHERE id = ?", [f"{key}-dubbel-{second[0]}", second[0]]
        )
        database.execute("UPDATE documenten SET sleutel = ? WHERE id = ?", [key, first[0]])


def tie_to_chamber(database: Database) -> None:
    """Tie the stored papers to the Kamer's own rows, and fill in the lead committee that those tell."""
    with transaction(database):
        database.execute(
            "UPDATE kamerdocumenten SET document_id = d.id FROM documenten d"
            " WHERE d.sleutel = kamerdocumenten.kst AND kamerdocumenten.document_id IS NOT d.id"
        )
        database.execute(
            "UPDATE kamerdocumenten SET document_id = h.document_id FROM herkomsten h"
            " WHERE h.bron = 'tweede_kamer' AND h.identificatie = kamerdocumenten.identificatie"
            " AND kamerdocumenten.document_id IS NOT h.document_id"
        )
        database.execute(
            "UPDATE documenten SET commissie_id = (SELECT z.commissie_id FROM kamerdocumenten k"
            "  JOIN kamerdocument_zaken l ON l.kamerdocument_id = k.id JOIN zaken z ON z.id = l.zaak_id"
            "  JOIN commissies c ON c.id = z.commissie_id AND c.naam IS NOT NULL"
            "  WHERE k.document_id = documenten.id ORDER BY z.id LIMIT 1)"
            " WHERE commissie_id IS NULL AND EXISTS (SELECT 1 FROM kamerdocumenten k"
            "  JOIN kamerdocument_zaken l ON l.kamerdocument_id = k.id JOIN zaken z ON z.id = l.zaak_id"
            "  JOIN commissies c ON c.id = z.commissie_id AND c.naam IS NOT NULL"
            "  WHERE k.document_id = documenten.id)"
        )
