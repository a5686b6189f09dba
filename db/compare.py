"""Two databases held against each other on natural keys, whatever order their rows came in.

Row numbers are replaced by the natural key of the row they stand for; what differs between two runs by its
nature (db/data/vergelijken.toml) is left out. Tables are found in the files themselves.
"""

from __future__ import annotations

import tomllib
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from db.connection import open_readonly
from db.errors import explained
from db.shape import Table, column_expression, key_expression, quoted, tables

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

_HISTORY = "wijzigingen"
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs. ``column`` None: the row (an empty key: the table) is on one side only.

    ``left`` and ``right`` are the values of ``column``; of a row or table, whether that side has it.
    """

    table: str
    key: str
    column: str | None
    left: object
    right: object


@dataclass(frozen=True, slots=True)
class _Left:
    """What is not compared."""

    tables: frozenset[str]
    columns: frozenset[str]
    stamps: frozenset[str]


@cache
def _left_out() -> _Left:
    text = files("db").joinpath("data/vergelijken.toml").read_text(encoding="utf-8")
    values = tomllib.loads(text)
    return _Left(*(frozenset(values[name]) for name in ("tabellen", "kolommen", "stempels")))


def compare(one: Path, other: Path, *, without: Collection[str] = ()) -> Iterator[Difference]:
    """What differs between two databases, table by table in order of their keys; nothing when equal.

    ``without`` names tables to leave out. Works on one row of either side at a time. Raises
    ``DatabaseError`` when either can't be read, ValueError for a table that neither has.
    """
    with closing(open_readonly(one)) as left, closing(open_readonly(other)) as right:
        with explained(one):
            shape_left = tables(left)
        with explained(other):
            shape_right = tables(right)
        names = {*shape_left, *shape_right}
        if unknown := set(without) - names:
            raise ValueError(f"Geen van beide databanken heeft een tabel {', '.join(sorted(unknown))}.")
        for name in sorted(names - _left_out().tables - set(without)):
            if name not in shape_left or name not in shape_right:
                yield Difference(name, "", None, name in shape_left, name in shape_right)
                continue
            columns = [c for c in shape_left[name].columns if c in shape_right[name].columns]
            for column in sorted({*shape_left[name].columns} ^ {*shape_right[name].columns}):
                yield Difference(
                    name, "", column, column in shape_left[name].columns, column in shape_right[name].columns
                )
            yield from _differences(
                _Side(left, one, shape_left, name, columns), _Side(right, other, shape_right, name, columns)
            )


class _Side:
    """The rows of one table of one database, in order of their keys."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: Path,
        shape: Mapping[str, Table],
        name: str,
        columns: list[str],
    ) -> None:
        table = shape[name]
        self.connection, self.path, self.name = connection, path, name
        plain = [c for c in columns if c != "id" and f"{name}.{c}" not in _left_out().columns]
        # Without a key that holds for every row, all that it says is its key.
        self.key = [c for c in plain if c in table.key] if table.key else plain
        self.columns = [*self.key, *(c for c in plain if c not in self.key)]
        self.expressions = [_expression(shape, name, column) for column in self.columns]

    def rows(self) -> Iterator[Row]:
        """Every row: first the key, then the rest."""
        order = ", ".join(str(place) for place in range(1, len(self.key) + 1))
        query = f"SELECT {', '.join(self.expressions)} FROM {quoted(self.name)} AS t ORDER BY {order}"  # noqa: S608
        with explained(self.path):
            yield from self.connection.execute(query)

    def described(self, row: Row) -> str:
        """The key of a row, to be read by people."""
        return " ".join(_short(value) for value in row[: len(self.key)] if value is not None)

    def order(self, row: Row) -> Row:
        """What rows are sorted by, as SQLite sorts: what is absent first."""
        return tuple((value is not None, value) for value in row[: len(self.key)])


def _differences(left: _Side, right: _Side) -> Iterator[Difference]:
    rows_left, rows_right = left.rows(), right.rows()
    one, other = next(rows_left, None), next(rows_right, None)
    while one is not None or other is not None:
        if one == other:
            one, other = next(rows_left, None), next(rows_right, None)
        elif other is None or (one is not None and left.order(one) < right.order(other)):
            yield Difference(left.name, left.described(one or ()), None, left=True, right=False)
            one = next(rows_left, None)
        elif one is None or left.order(one) > right.order(other):
            yield Difference(left.name, right.described(other), None, left=False, right=True)
            other = next(rows_right, None)
        else:
            for column, value, another in zip(left.columns, one, other, strict=True):
                if value != another:
                    yield Difference(left.name, left.described(one), column, value, another)
            one, other = next(rows_left, None), next(rows_right, None)


def _expression(shape: Mapping[str, Table], table: str, column: str) -> str:
    if column in _left_out().stamps:
        return f"t.{quoted(column)} IS NOT NULL"
    if table == _HISTORY and column in ("oud", "nieuw"):
        return _historical(shape, column)
    return column_expression(shape, table, column, "t")


def _historical(shape: Mapping[str, Table], column: str) -> str:
    """What was written down of a row number: the key of that row; of a stamp: that it was there."""
    parents = {
        name: parent
        for table in ("toezeggingen", "gebeurtenissen")
        for name, (parent, _) in shape[table].references.items()
    }
    cases = [
        f"WHEN '{name}' THEN (SELECT {key_expression(shape, parent, 'p')} FROM {quoted(parent)} AS p"  # noqa: S608
        f" WHERE p.id = CAST(t.{column} AS INTEGER))"
        for name, parent in parents.items()
    ]
    cases += [f"WHEN '{name}' THEN t.{column} IS NOT NULL" for name in _left_out().stamps]
    return f"CASE t.veld {' '.join(cases)} ELSE t.{column} END"


def _short(value: object) -> str:
    text = " ".join(str(value).replace("\x1f", " ").split())
    return text if len(text) <= 60 else f"{text[:57]}..."
