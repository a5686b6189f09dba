"""What the snapshot counts in advance, so that no page counts the whole database while a reader waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publish import lists

if TYPE_CHECKING:
    import sqlite3

SCHEMA = "momentopname"
"""The name under which every connection of the site sees the snapshot."""
COLUMNS = {
    "overzicht": ("toestand", "ministerie", "ministerie_code", "commissie", "hardheid", "soort", "jaar"),
    "documenten": ("soort", "ministerie_id"),
    "toezeggingen": ("verplichting", "hardheid", "soort", "ministerie_id"),
    "termijnen": ("soort",),
    "gebeurtenissen": ("soort", "zekerheid"),
    "stand": ("toestand",),
}
"""Per table the columns of few values, of which every combination that occurs is counted."""
PER_STATE = f"{SCHEMA}.verdeling_overzicht"
"""Promises per combination of those columns, in ``aantal``."""
NUMBERS = f"{SCHEMA}.tellingen"
ENTRANCES = f"{SCHEMA}.ingangen"
_ENTRANCES = {
    "ministerie": lists.ALL_MINISTRIES,
    "commissie": lists.ALL_COMMITTEES,
    "bewindspersoon": lists.ALL_PERSONS,
    "dossier": lists.ALL_DOSSIERS,
}


def distribution(table: str) -> str:
    """The table in the snapshot that counts the combinations of ``table`` (a key of COLUMNS)."""
    return f"{SCHEMA}.verdeling_{table}"


def fill(connection: sqlite3.Connection) -> None:
    """Count, in the snapshot being made (``main``), what it holds and what its source (``bron``) holds."""
    for table, columns in COLUMNS.items():
        names = ", ".join(columns)
        place = "main" if table in ("overzicht", "stand") else "bron"
        connection.execute(
            f"CREATE TABLE main.verdeling_{table} AS"  # noqa: S608 - our own names
            f" SELECT {names}, count(*) AS aantal FROM {place}.{table} GROUP BY {names}"
        )
    connection.execute("CREATE TABLE main.ingangen (soort, sleutel, naam, aantal, te_laat)")
    for kind, question in _ENTRANCES.items():
        connection.execute(f"INSERT INTO main.ingangen SELECT ?, * FROM ({question})", [kind])  # noqa: S608
    connection.execute(
        "CREATE INDEX main.ingangen_volgorde ON ingangen (soort, te_laat DESC, aantal DESC, naam)"
    )
    _number(connection)


def _number(connection: sqlite3.Connection) -> None:
    """How many rows every table has, and the views that most are read through."""
    connection.execute("CREATE TABLE main.tellingen (tabel TEXT PRIMARY KEY, rijen INTEGER) WITHOUT ROWID")
    tables = connection.execute(
        "SELECT name FROM bron.sqlite_schema WHERE type = 'table'"
        " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%\\_fts%' ESCAPE '\\'"
    ).fetchall()
    counts = {name: f'bron."{name}"' for (name,) in tables}  # of the schema itself
    counts |= {"overzicht": "main.overzicht", "stand": "main.stand"}
    counts["te_laat"] = "main.overzicht WHERE toestand = 'verstreken zonder bericht'"
    for name, source in counts.items():
        connection.execute(f"INSERT INTO main.tellingen SELECT ?, count(*) FROM {source}", [name])  # noqa: S608
