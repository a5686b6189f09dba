"""Is a database whole, and is what it says true? Every breach is one clear Dutch line; nothing is changed."""

from __future__ import annotations

import sqlite3
import tomllib
from contextlib import closing
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING

from sqlite_utils import Database

from db.connection import BUSY_SECONDS, open_readonly
from db.errors import DAMAGED, DatabaseError
from db.schema.migrations import migrate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_LISTED = 100
"""Breaches of one kind that are told; of more the number."""
_KINDS = {"table": "tabel", "view": "weergave", "trigger": "trigger", "index": "index"}
_INTERNAL = ("sqlite_", "_sqlite_")


@dataclass(frozen=True, slots=True)
class Breach:
    """Something that is not as it must be: which invariant, and one Dutch line that says where."""

    invariant: str
    line: str


def check_database(path: Path, *, quick: bool = False) -> Iterator[Breach]:
    """Every breach in the file at ``path``; ``quick`` leaves out what reads every page.

    Raises ``DatabaseError`` when the file can't be opened as a database of Kamerwacht at all.
    """
    connection = open_readonly(path)
    connection.row_factory = sqlite3.Row
    with closing(connection):
        checks: list[tuple[str, Callable[[], Iterator[str]]]] = [
            ("samenhang", partial(_integrity, connection, quick=quick)),
            ("verwijzing tussen rijen", partial(_orphans, connection)),
            ("schema", partial(_schema, connection)),
        ]
        if not quick:
            checks.append(("zoekindex", partial(_search_indexes, connection, path)))
        checks += [(name, partial(_stated, connection, name)) for name in _invariants()]
        for name, find in checks:
            yield from _told(name, find)


def check_changes(connection: sqlite3.Connection) -> Iterator[Breach]:
    """Every breach in the papers that changed since the last publication, by invariants that say how."""
    connection.row_factory = sqlite3.Row
    for name, (sql, line, per_paper) in _invariants().items():
        if per_paper:
            changed = "SELECT groep FROM gewijzigde_rijen WHERE tabel = 'documenten'"
            narrowed = f"{sql} AND d.id IN ({changed})"
            yield from _told(name, partial(_lines, connection, narrowed, line))
    connection.row_factory = None


def _told(name: str, find: Callable[[], Iterator[str]]) -> Iterator[Breach]:
    """The breaches of one kind; that it could not be looked for is one too."""
    count = 0
    try:
        for line in find():
            count += 1
            if count <= _LISTED:
                yield Breach(name, line)
    except DAMAGED as error:
        what = "beschadigde tekst" if isinstance(error, UnicodeDecodeError) else " ".join(str(error).split())
        yield Breach(name, f"niet na te gaan: {what}; zet een reservekopie terug")
    if count > _LISTED:
        yield Breach(name, f"en nog {count - _LISTED} van dit soort")


def _integrity(connection: sqlite3.Connection, *, quick: bool) -> Iterator[str]:
    pragma = "quick_check" if quick else "integrity_check"
    for (line,) in connection.execute(f"PRAGMA {pragma}({_LISTED})"):
        if line != "ok":
            yield f"SQLite meldt: {' '.join(line.split())}; zet een reservekopie terug"


def _orphans(connection: sqlite3.Connection) -> Iterator[str]:
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"tabel {table}, rij {row or '?'}: verwijst naar een rij van {parent} die er niet is"


def _schema(connection: sqlite3.Connection) -> Iterator[str]:
    """Tables, views, triggers and indexes as a new database has them."""
    present = _objects(connection)
    for (kind, name), text in _wanted().items():
        if (kind, name) not in present:
            yield f"{_KINDS[kind]} {name} ontbreekt; draai `kamerwacht update`"
        elif present[kind, name] != text:
            yield f"{_KINDS[kind]} {name} is anders dan deze versie van Kamerwacht haar maakt"


def _search_indexes(connection: sqlite3.Connection, path: Path) -> Iterator[str]:
    """Whether each search index holds what its table holds.

    SQLite looks only when asked as if writing; all is rolled back.
    """
    names = [
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%fts5%'"
        )
    ]
    writer = sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)
    with closing(writer):
        for name in names:
            try:
                writer.execute("BEGIN")
                writer.execute(f"INSERT INTO [{name}] ([{name}], rank) VALUES ('integrity-check', 1)")  # noqa: S608
            except sqlite3.OperationalError as error:
                yield f"zoekindex {name} is niet na te gaan ({error}); geef schrijfrechten of neem een kopie"
            except DAMAGED:
                yield f"zoekindex {name} klopt niet met zijn tabel; bouw de databank opnieuw op"
            finally:
                writer.rollback()


def _stated(connection: sqlite3.Connection, name: str) -> Iterator[str]:
    sql, line, _ = _invariants()[name]
    yield from _lines(connection, sql, line)


def _lines(connection: sqlite3.Connection, sql: str, line: str) -> Iterator[str]:
    for row in connection.execute(sql):
        yield line.format(**dict(row))


@cache
def _invariants() -> dict[str, tuple[str, str, bool]]:
    """Name to query, line, and whether it can be asked of single papers, from db/data/invarianten.toml."""
    text = files("db").joinpath("data/invarianten.toml").read_text(encoding="utf-8")
    return {
        name: (entry["sql"], entry["melding"], entry.get("per_stuk", False))
        for name, entry in tomllib.loads(text).items()
    }


@cache
def _wanted() -> dict[tuple[str, str], str]:
    with closing(sqlite3.connect(":memory:")) as connection:
        migrate(Database(connection, execute_plugins=False))
        return _objects(connection)


def _objects(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    rows = connection.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    return {(kind, name): text for kind, name, text in rows.fetchall() if not name.startswith(_INTERNAL)}


def described_columns(path: Path) -> dict[str, list[str]]:
    """Every table and view with its columns, to hold against the descriptions. Raises ``DatabaseError``."""
    with closing(open_readonly(path)) as connection:
        try:
            names = [name for kind, name in _objects(connection) if kind in {"table", "view"}]
            return {
                name: [row[0] for row in connection.execute("SELECT name FROM pragma_table_info(?)", [name])]
                for name in names
            }
        except DAMAGED as error:
            raise DatabaseError(f"De databank {path} is niet te lezen ({error}).") from error
