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


_NUMBERED_LATER = """
SELECT d.id, d.sleutel, d.geboekt_op, k.kst FROM herkomsten h
JOIN documenten d ON d.id = h.document_id AND (d.sleutel GLOB 'brief-*' OR d.sleutel GLOB 'sha256-*')
JOIN kamerdocumenten k ON k.identificatie = h.identificatie AND k.kst IS NOT NULL
WHERE h.bron = 'tweede_kamer'
"""
# A followed paper that another source gave is not fetched again; that the Kamer has it too is written down.
_ORIGINS = """
INSERT INTO herkomsten (document_id, bron, identificatie, stempel, redenen)
SELECT d.id, 'tweede_kamer', k.identificatie, 'niet opgehaald', k.redenen
FROM kamerdocumenten k JOIN documenten d ON d.sleutel = k.kst
WHERE k.redenen <> '' AND k.verwijderd = 0
ON CONFLICT (bron, identificatie) DO NOTHING
"""
_TIE_BY_NUMBER = """
UPDATE kamerdocumenten SET document_id = d.id FROM documenten d
WHERE d.sleutel = kamerdocumenten.kst AND kamerdocumenten.document_id IS NOT d.id
"""
_TIE_BY_ORIGIN = """
UPDATE kamerdocumenten SET document_id = h.document_id FROM herkomsten h
WHERE h.bron = 'tweede_kamer' AND h.identificatie = kamerdocumenten.identificatie
AND kamerdocumenten.document_id IS NOT h.document_id
"""
_COMMITTEES = """
UPDATE documenten SET commissie_id = led.commissie_id FROM (
    SELECT k.document_id, z.commissie_id FROM kamerdocumenten k
    JOIN kamerdocument_zaken l ON l.kamerdocument_id = k.id JOIN zaken z ON z.id = l.zaak_id
    JOIN commissies c ON c.id = z.commissie_id AND c.naam IS NOT NULL
    WHERE k.document_id IS NOT NULL GROUP BY k.document_id HAVING z.id = min(z.id)) led
WHERE led.document_id = documenten.id AND documenten.commissie_id IS NULL
"""


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
    if not better:
        return None
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
        # The text of the other source is the better one: its next run brings it to the row that stays.
        database.execute(
            "UPDATE herkomsten SET stempel = 'samengevoegd' WHERE document_id = ? AND bron <> 'tweede_kamer'",
            [first[0]],
        )
        database.execute("UPDATE documenten SET sleutel = ? WHERE id = ?", [key, first[0]])


def tie_to_chamber(database: Database, *, now: str) -> None:
    """Tie the stored papers to the Kamer's own rows: one row each, both origins, the lead committee.

    ``now`` in UTC.
    """
    with transaction(database):
        late = database.execute(_NUMBERED_LATER).fetchall()
        for document_id, key, booked, official in late:
            _rename(database, (document_id, key, booked), official, now)
        for statement in (_ORIGINS, _TIE_BY_NUMBER, _TIE_BY_ORIGIN, _COMMITTEES):
            database.execute(statement)
