"""A new database out of what was kept: which papers there were and where they came from."""

from __future__ import annotations

import json
import sqlite3
import tomllib
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from db.connection import open_readonly
from db.errors import explained
from db.shape import column_expression, quoted, tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sqlite_utils import Database

    from db.shape import Table

_PAPERS = """
SELECT d.*, m.code AS ministerie, c.naam AS commissie, b.sha256, b.url AS bestand_url,
       (SELECT x.sha256 FROM herkomsten h JOIN bestanden x ON x.id = h.metadata_bestand_id
        WHERE h.document_id = d.id AND h.bestand_id = d.bestand_id) AS metadata_sha256,
       (SELECT json_group_array(nummer) FROM (
            SELECT o.nummer FROM document_dossiers dd JOIN dossiers o ON o.id = dd.dossier_id
            WHERE dd.document_id = d.id ORDER BY o.id)) AS dossiers,
       EXISTS (SELECT 1 FROM herkomsten h WHERE h.document_id = d.id) AS opgehaald
FROM documenten d LEFT JOIN ministeries m ON m.id = d.ministerie_id
LEFT JOIN commissies c ON c.id = d.commissie_id JOIN bestanden b ON b.id = d.bestand_id"""
_OUTDATED = f"""
{_PAPERS} WHERE d.id IN (
    SELECT id FROM documenten WHERE ingetrokken = 0 AND bestand_id IS NOT NULL
    AND (begrepen_met < :rules OR begrepen_met > :rules OR begrepen_met IS NULL) LIMIT :most)"""  # noqa: S608 - own words


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """A stored paper by what its source and its listing said; ``row`` holds the columns of ``documenten``."""

    key: str
    sha256: str
    metadata_sha256: str | None
    name: str | None
    dossiers: tuple[str, ...]
    fetched: bool
    """Came from a source; else someone put it in by hand."""
    row: Mapping[str, Any]


@cache
def _kinds() -> dict[str, frozenset[str]]:
    text = files("db").joinpath("data/herbouwen.toml").read_text(encoding="utf-8")
    return {kind: frozenset(names) for kind, names in tomllib.loads(text).items()}


def history_tables() -> frozenset[str]:
    """Tables that a rebuilt database begins without."""
    return _kinds()["geschiedenis"]


def kept_papers(old: Path) -> Iterator[KeptPaper]:
    """Every paper of the database ``old``, in order of arrival. Raises ``DatabaseError``."""
    return _kept(old, f"{_PAPERS} ORDER BY d.id", {})


def outdated_papers(path: Path, rules: str, limit: int) -> list[KeptPaper]:
    """At most ``limit`` papers, not withdrawn, that were understood with other rules than ``rules``.

    Raises ``DatabaseError``.
    """
    return list(_kept(path, _OUTDATED, {"rules": rules, "most": limit}))


def _kept(path: Path, query: str, values: dict[str, Any]) -> Iterator[KeptPaper]:
    with closing(open_readonly(path)) as connection, explained(path):
        connection.row_factory = sqlite3.Row
        for row in connection.execute(query, values):
            url = row["bestand_url"]
            yield KeptPaper(
                key=row["sleutel"],
                sha256=row["sha256"],
                metadata_sha256=row["metadata_sha256"],
                name=url.rpartition("/")[2] if url else None,
                dossiers=tuple(json.loads(row["dossiers"])),
                fetched=bool(row["opgehaald"]),
                row={name: row[name] for name in row.keys() if name != "tekst"},  # noqa: SIM118 - a sqlite3.Row
            )


def take_over(database: Database, old: Path) -> None:
    """Copy into the new ``database`` what stands in no kept file; rows of papers are not referred to yet.

    Row numbers stay the same. Call inside a transaction, before any paper is stored.
    """
    shape = tables(database.conn)
    with closing(open_readonly(old)) as connection, explained(old):
        database.execute("PRAGMA defer_foreign_keys = ON")
        present = tables(connection)
        for name in sorted(_kinds()["overgenomen"] & present.keys()):
            columns = [column for column in shape[name].columns if column in present[name].columns]
            _copy(connection, database.conn, shape[name], columns)


def tie_to_papers(database: Database, old: Path) -> None:
    """Let what was taken over refer to the papers again, by their keys. Call inside a transaction."""
    shape = tables(database.conn)
    with closing(open_readonly(old)) as connection, explained(old):
        for name in sorted(_kinds()["overgenomen"] & shape.keys()):
            for column in _derived(shape[name]):
                parent = shape[name].references[column][0]
                key = column_expression(shape, name, column, "t")
                query = f"SELECT {key}, t.id FROM {quoted(name)} t WHERE t.{quoted(column)} IS NOT NULL"  # noqa: S608
                found = f"(SELECT id FROM {quoted(parent)} WHERE sleutel = ?)"  # noqa: S608
                database.conn.executemany(
                    f"UPDATE {quoted(name)} SET {quoted(column)} = {found} WHERE id = ?",  # noqa: S608
                    connection.execute(query).fetchall(),
                )


def copy_origins(database: Database, old: Path) -> None:
    """Every finding place of every paper that is there again. Call inside a transaction."""
    query = (
        "SELECT d.sleutel, h.bron, h.identificatie, h.stempel, h.redenen, h.url, h.bestand_id,"
        " h.metadata_bestand_id FROM herkomsten h JOIN documenten d ON d.id = h.document_id ORDER BY h.id"
    )
    with closing(open_readonly(old)) as connection, explained(old):
        database.conn.executemany(
            "INSERT INTO herkomsten (document_id, bron, identificatie, stempel, redenen, url, bestand_id,"
            " metadata_bestand_id) SELECT id, ?2, ?3, ?4, ?5, ?6, ?7, ?8 FROM documenten WHERE sleutel = ?1",
            connection.execute(query),
        )


def _derived(table: Table) -> list[str]:
    """Columns that refer to a table that is built anew."""
    return [
        column
        for column, (parent, _) in table.references.items()
        if parent not in _kinds()["overgenomen"] and parent != table.name
    ]


def _copy(source: sqlite3.Connection, target: sqlite3.Connection, table: Table, columns: list[str]) -> None:
    names = ", ".join(quoted(column) for column in columns)
    later = _derived(table)
    values = ", ".join("NULL" if column in later else quoted(column) for column in columns)
    target.execute(f"DELETE FROM {quoted(table.name)}")  # noqa: S608 - names of the file itself
    target.executemany(
        f"INSERT INTO {quoted(table.name)} ({names}) VALUES ({', '.join('?' * len(columns))})",  # noqa: S608
        source.execute(f"SELECT {values} FROM {quoted(table.name)}"),  # noqa: S608
    )
