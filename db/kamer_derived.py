"""What follows from several rows of the Kamer's own data, brought up to date when one of them changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

_DOCUMENT = """
SELECT d.id, d.volgnummer, d.kamer, s.nummer, v.versienummer, v.kst
FROM kamerdocumenten d
LEFT JOIN kamerstukdossiers s ON s.id = d.kamerstukdossier_id
LEFT JOIN kamerdocument_versies v ON v.id = coalesce(d.huidige_versie_id,
    (SELECT n.id FROM kamerdocument_versies n WHERE n.kamerdocument_id = d.id AND n.verwijderd = 0
     ORDER BY n.versienummer DESC, n.id DESC LIMIT 1))
WHERE d.id = ?
"""
LEAD = "Voortouwcommissie"
"""The relation of a case to the committee that handles it, in the Kamer's words."""


def after(database: Database, table: str, row: int) -> None:
    """Bring up to date what follows from row ``row`` of ``table``; call inside a transaction."""
    if table in _AFTER:
        _AFTER[table](database, row)


def _column(database: Database, query: str, row: int) -> list[int]:
    return [value for (value,) in database.conn.execute(query, [row]) if value is not None]


def _document(database: Database, row: int) -> None:
    """The dossier, official identifier and version of a document; and whether to follow it must be judged."""
    _, serial, chamber, dossier, version, official = database.conn.execute(_DOCUMENT, [row]).fetchone()
    # A Kamerstuk of the Eerste Kamer is lettered and its dossier is not the Tweede Kamer's to number.
    numbered = dossier and serial and serial > 0 and chamber == 2
    kst = official or (f"kst-{dossier}-{serial}".lower() if numbered else None)
    database.conn.execute(
        "UPDATE kamerdocumenten SET dossier = ?, kst = ?, versie = ?, redenen = NULL WHERE id = ?",
        [dossier, kst, version, row],
    )


def _version(database: Database, row: int) -> None:
    query = "SELECT kamerdocument_id FROM kamerdocument_versies WHERE id = ?"
    for document in {
        *_column(database, query, row),
        *_column(database, "SELECT id FROM kamerdocumenten WHERE huidige_versie_id = ?", row),
    }:
        _document(database, document)


def _dossier(database: Database, row: int) -> None:
    for document in _column(database, "SELECT id FROM kamerdocumenten WHERE kamerstukdossier_id = ?", row):
        _document(database, document)


def _signatory(database: Database, row: int) -> None:
    """Who signed a document decides from which ministry it is: whether to follow it must be judged anew."""
    database.conn.execute(
        "UPDATE kamerdocumenten SET redenen = NULL"
        " WHERE id = (SELECT kamerdocument_id FROM kamerdocument_actoren WHERE id = ?)",
        [row],
    )


def _case_actor(database: Database, row: int) -> None:
    for case in _column(database, "SELECT zaak_id FROM zaak_actoren WHERE id = ?", row):
        database.conn.execute(
            "UPDATE zaken SET commissie_id = (SELECT a.commissie_id FROM zaak_actoren a"
            " WHERE a.zaak_id = zaken.id AND a.relatie = ? AND a.verwijderd = 0"
            " AND a.commissie_id IS NOT NULL ORDER BY a.id LIMIT 1) WHERE id = ?",
            [LEAD, case],
        )


_AFTER: dict[str, Callable[[Database, int], None]] = {
    "kamerdocumenten": _document,
    "kamerdocument_versies": _version,
    "kamerstukdossiers": _dossier,
    "kamerdocument_actoren": _signatory,
    "zaak_actoren": _case_actor,
}
