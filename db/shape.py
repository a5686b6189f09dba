"""What the file says of its own tables: columns, natural keys and references. No table is named here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

_ROWID = "id"
_INTERNAL = ("sqlite_", "_sqlite_")


@dataclass(frozen=True, slots=True)
class Table:
    """One table. ``key`` is its natural key; empty when it has none that holds for every row."""

    name: str
    columns: tuple[str, ...]
    primary: tuple[str, ...]
    key: tuple[str, ...]
    marks: tuple[str, ...]
    """Every column of any unique index: what tells rows apart where ``key`` is empty."""
    references: Mapping[str, tuple[str, str]]
    """Column to the table and column it refers to."""


def tables(connection: sqlite3.Connection) -> dict[str, Table]:
    """Every table of our own by name; search indexes and SQLite's own tables left out."""
    rows = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    found = dict(rows.fetchall())
    virtual = [name for name, text in found.items() if (text or "").upper().startswith("CREATE VIRTUAL")]
    shadows = tuple(f"{name}_" for name in virtual)
    return {
        name: _table(connection, name)
        for name in found
        if name not in virtual and not name.startswith((*_INTERNAL, *shadows))
    }


def quoted(name: str) -> str:
    """A name as SQL."""
    return '"' + name.replace('"', '""') + '"'


def key_expression(shape: Mapping[str, Table], table: str, alias: str) -> str:
    """SQL that gives the natural key of the row ``alias`` as one text."""
    kind = shape[table]
    columns = kind.key or kind.marks or tuple(name for name in kind.columns if name != _ROWID)
    parts = [f"ifnull({column_expression(shape, table, name, alias)}, '')" for name in columns]
    return " || char(31) || ".join(parts)


def column_expression(shape: Mapping[str, Table], table: str, column: str, alias: str) -> str:
    """SQL that gives a column of the row ``alias``; for a row number the natural key it stands for."""
    parent, target = table, column
    while target in shape[parent].references:
        parent, target = shape[parent].references[target]
        if shape[parent].primary == (target,) and target == _ROWID:
            inner = f"{alias}_{column}"
            key = key_expression(shape, parent, inner)
            return (
                f"(SELECT {key} FROM {quoted(parent)} AS {inner}"  # noqa: S608 - names of the file itself, quoted
                f" WHERE {inner}.{_ROWID} = {alias}.{quoted(column)})"
            )
    return f"{alias}.{quoted(column)}"


def _table(connection: sqlite3.Connection, name: str) -> Table:
    info = connection.execute('SELECT name, "notnull", pk FROM pragma_table_info(?)', [name]).fetchall()
    primary = tuple(column for column, _, place in sorted(info, key=lambda row: row[2]) if place)
    filled = {column for column, notnull, place in info if notnull or place}
    unique = _unique(connection, name)
    if primary and primary != (_ROWID,):
        unique.insert(0, primary)
    key = next((columns for columns in unique if filled.issuperset(columns)), ())
    marks = tuple(dict.fromkeys(column for columns in unique for column in columns))
    columns = tuple(column for column, _, _ in info)
    return Table(name, columns, primary, key, marks, _references(connection, name))


def _unique(connection: sqlite3.Connection, table: str) -> list[tuple[str, ...]]:
    """The columns of each unique index over whole columns, in order of their names."""
    indexes = connection.execute(
        "SELECT name FROM pragma_index_list(?) WHERE \"unique\" AND origin <> 'pk' ORDER BY partial, seq DESC",  # noqa: E501
        [table],
    )
    found = []
    for (index,) in indexes.fetchall():
        rows = connection.execute("SELECT name FROM pragma_index_info(?) ORDER BY seqno", [index])
        columns = tuple(column for (column,) in rows)
        if None not in columns:
            found.append(columns)
    return found


def _references(connection: sqlite3.Connection, table: str) -> dict[str, tuple[str, str]]:
    rows = connection.execute(
        'SELECT "from", "table", "to" FROM pragma_foreign_key_list(?) ORDER BY id DESC, seq', [table]
    )
    # Without "to" it is the parent's primary key, which is always its row number here.
    return {column: (parent, target or _ROWID) for column, parent, target in rows.fetchall()}
