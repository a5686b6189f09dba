"""Bringing a database to the newest schema: numbered SQL files, the search index, and the views."""

from __future__ import annotations

import sqlite3
from importlib.resources import files
from typing import TYPE_CHECKING

from sqlite_utils import Migrations

from db.words import bring_up_to_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

APPLICATION_ID = 0x4B574348
"""Marks a SQLite file as ours ("KWCH")."""
MIGRATIONS = Migrations("kamerwacht")
VIEWS = (
    "vandaag",
    "stand",
    "zittend",
    "overzicht",
    "te_laat",
    "ladder",
    "gezocht",
    "koppelingen",
    "register_stand",
    "register_open_brief_klaar",
    "register_klaar_geen_brief",
    "alleen_brief",
)
"""In order of making: each may use those before it."""
REPEATABLE = ("zoeken", "tellen", "eerder")
"""Triggers and the search index, made again at each opening where they are gone."""


def sql(name: str) -> str:
    """The text of the file ``name``.sql beside this module."""
    return files(__package__).joinpath(f"{name}.sql").read_text(encoding="utf-8")


def view_sql(name: str) -> str:
    """The query of a view. That of ``stand`` is stand.sql with today for its day."""
    query = sql(name).strip()
    return query.replace(":dag)", "datum FROM vandaag)", 1) if name == "stand" else query


def migrate(database: Database) -> None:
    """Apply what is missing; call inside a transaction. A second call changes nothing."""
    if database.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    MIGRATIONS.apply(database)
    for name in REPEATABLE:
        for statement in statements(sql(name)):
            database.execute(statement)
    refresh_views(database)


def is_behind(database: Database) -> bool:
    """Whether a migration or a view is missing or older than ours, so that reading it could mislead."""
    return bool(MIGRATIONS.pending(database)) or _present_views(database) != _wanted_views()


def unknown_migrations(database: Database) -> set[str]:
    """Migrations that the file has and this version does not know: it was made by a newer one."""
    ours = {migration.name for migration in MIGRATIONS._migrations}  # noqa: SLF001 - no public list
    return {migration.name for migration in MIGRATIONS.applied(database)} - ours


def refresh_views(database: Database) -> None:
    """Make the views anew where the text in the file differs from ours."""
    wanted = _wanted_views()
    if _present_views(database) == wanted:
        return
    for name in reversed(VIEWS):
        database.execute(f"DROP VIEW IF EXISTS {name}")
    for text in wanted.values():
        database.execute(text)


def _wanted_views() -> dict[str, str]:
    return {name: f"CREATE VIEW {name} AS\n{view_sql(name)}" for name in VIEWS}


def _present_views(database: Database) -> dict[str, str]:
    rows = database.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'view'").fetchall()
    return {name: text for name, text in rows if name in VIEWS}


def statements(script: str) -> Iterator[str]:
    """The single statements of a script, so that they can run inside a transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        raise ValueError(f"unfinished statement: {statement.strip()[:60]}")


@MIGRATIONS(name="0001_tabellen")
def _tables(database: Database) -> None:
    for statement in statements(sql("0001_tabellen")):
        database.execute(statement)


@MIGRATIONS(name="0002_meetlat")
def _yardstick(database: Database) -> None:
    for statement in statements(sql("0002_meetlat")):
        database.execute(statement)


@MIGRATIONS(name="0003_kamer")
def _chamber(database: Database) -> None:
    for statement in statements(sql("0003_kamer")):
        database.execute(statement)


@MIGRATIONS(name="0004_correcties")
def _corrections(database: Database) -> None:
    for statement in statements(sql("0004_correcties")):
        database.execute(statement)


@MIGRATIONS(name="0005_verzamelen")
def _gathering(database: Database) -> None:
    for statement in statements(sql("0005_verzamelen")):
        database.execute(statement)


@MIGRATIONS(name="0006_woorden")
def _words(database: Database) -> None:
    for statement in statements(sql("0006_woorden")):
        database.execute(statement)
    bring_up_to_date(database)


@MIGRATIONS(name="0009_publiceren")
def _publishing(database: Database) -> None:
    for statement in statements(sql("0009_publiceren")):
        database.execute(statement)
