"""What was believed at an earlier moment: the tables that a state rests on, as they were then.

Nothing is ever lost: a promise and an event carry since when and until when, ``wijzigingen`` holds what each
change replaced, ``termijnen_eerder``, ``documenten_eerder`` and ``bronnen_eerder`` what no longer holds. From
these the tables of that moment are laid as temporary ones over the real ones, so that the one text that
computes states runs on them unchanged. The Kamers' own documents count as now, as does whether a gap lasts.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from db.ladder import TERM
from db.register import register_state

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

_THEN = "geboekt_op <= :moment AND (vervallen_op IS NULL OR vervallen_op > :moment)"
_TABLES = {
    "toezeggingen": "SELECT * FROM main.toezeggingen WHERE gevonden_op <= :moment",
    "gebeurtenissen": "SELECT * FROM main.gebeurtenissen WHERE :then",
    "correcties": "SELECT * FROM main.correcties WHERE :then",
    "register_koppelingen": "SELECT * FROM main.register_koppelingen WHERE :then",
    "register": "SELECT * FROM main.register WHERE geboekt_op <= :moment",
    "termijnen": """
        SELECT * FROM main.termijnen WHERE geboekt_op <= :moment
        UNION ALL
        SELECT -id, toezegging_id, volgnummer, document_id, gebeurtenis_id, herhaling_id, aangekondigd_op,
               tekst, soort, vanaf, strikt, ruim, timex, regel, uitleg, zeker, hangt_op, verschoven,
               correctie_id, geboekt_op
        FROM main.termijnen_eerder WHERE geboekt_op <= :moment AND vervallen_op > :moment""",
    "leesteller": """
        SELECT ministerie_id, datum, sum(stukken) OVER (PARTITION BY ministerie_id ORDER BY datum) AS stukken
        FROM (
            SELECT iif(e.id IS NULL, d.ministerie_id, e.ministerie_id) AS ministerie_id,
                   iif(e.id IS NULL, d.datum, e.datum) AS datum, count(*) AS stukken
            FROM main.documenten d LEFT JOIN main.documenten_eerder e ON e.id = (
                SELECT x.id FROM main.documenten_eerder x
                WHERE x.document_id = d.id AND x.vervallen_op > :moment ORDER BY x.vervallen_op, x.id LIMIT 1)
            WHERE d.geboekt_op <= :moment AND iif(e.id IS NULL, d.ingetrokken, e.ingetrokken) = 0
            GROUP BY 1, 2)
        WHERE ministerie_id IS NOT NULL AND datum IS NOT NULL""",
    "bronnen": """
        SELECT b.id, b.bron, b.naam, e.gelezen_tot, b.laatst_gewijzigd
        FROM main.bronnen b JOIN main.bronnen_eerder e ON e.id = (
            SELECT x.id FROM main.bronnen_eerder x
            WHERE x.bron = b.bron AND x.geboekt_op <= :moment
            ORDER BY x.geboekt_op DESC, x.id DESC LIMIT 1)""",
    "hiaten": """
        SELECT id, bron, identificatie, soort, titel, datum, dossiers, ministerie_id, url, melding, reden,
               dagen, vast, eerst_op, laatst_op,
               iif(opgelost_op > date(:moment), NULL, opgelost_op) AS opgelost_op
        FROM main.hiaten WHERE eerst_op <= date(:moment)""",
}
_INDEXES = {
    "toezeggingen": "id",
    "gebeurtenissen": "toezegging_id, zekerheid, datum, soort",
    "correcties": "toezegging_id, soort",
    "register_koppelingen": "toezegging_id",
    "register": "id",
    "termijnen": "toezegging_id, volgnummer",
    "leesteller": "ministerie_id, datum",
}
_OPEN_AGAIN = ("gebeurtenissen", "correcties", "register_koppelingen")
_UNDO = """
    SELECT {column}, veld, oud FROM main.wijzigingen w
    WHERE op > ? AND {column} IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM main.wijzigingen e
        WHERE e.{column} = w.{column} AND e.veld = w.veld AND e.op > ? AND e.id < w.id)"""
_UNDO_REGISTER = """
    SELECT register_id, veld, oud FROM main.register_wijzigingen w
    WHERE op > ? AND NOT EXISTS (
        SELECT 1 FROM main.register_wijzigingen e
        WHERE e.register_id = w.register_id AND e.veld = w.veld AND e.op > ? AND e.id < w.id)"""


@contextmanager
def as_believed(database: Database, moment: str) -> Iterator[None]:
    """Within it every query on this connection sees what was believed at ``moment`` (UTC, as stamps are)."""
    made: list[str] = []
    try:
        for name, query in _TABLES.items():
            _make(database, name, query.replace(":then", _THEN).replace(":moment", f"'{moment}'"))
            made.append(name)
        _undo(database, moment)
        for name, columns in _INDEXES.items():
            database.conn.execute(f"CREATE INDEX temp.toen_{name} ON {name} ({columns})")
        yield
    finally:
        for name in made:
            database.conn.execute(f"DROP TABLE temp.{name}")


def _make(database: Database, name: str, query: str) -> None:
    database.conn.execute(f"CREATE TEMP TABLE {name} AS {query}")
    if name in _OPEN_AGAIN:
        database.conn.execute(f"UPDATE temp.{name} SET vervallen_op = NULL")  # noqa: S608 - own names


def _undo(database: Database, moment: str) -> None:
    """Put back what each later change replaced: the oldest change after the moment has it."""
    for table, column in (("toezeggingen", "toezegging_id"), ("gebeurtenissen", "gebeurtenis_id")):
        columns = {row[1] for row in database.conn.execute(f"PRAGMA main.table_info({table})")}
        query = _UNDO.format(column=column)
        for row, field, old in database.conn.execute(query, [moment, moment]).fetchall():
            _put_back(database, table, row, _values(table, field, old, columns))
    for row, field, old in database.conn.execute(_UNDO_REGISTER, [moment, moment]).fetchall():
        values = {field: old} | ({"toestand": register_state(old)} if field == "status" else {})
        _put_back(database, "register", row, values)


def _values(table: str, field: str, old: str | None, columns: set[str]) -> dict[str, Any]:
    if field == "termijn" and table == "gebeurtenissen":
        term = json.loads(old) if old else {}
        return {f"termijn_{name}": term.get(name) for name in TERM if f"termijn_{name}" in columns}
    return {field: old} if field in columns else {}


def _put_back(database: Database, table: str, row: int, values: dict[str, Any]) -> None:
    for field, old in values.items():
        database.conn.execute(f"UPDATE temp.{table} SET {field} = ? WHERE id = ?", [old, row])  # noqa: S608
