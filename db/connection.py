"""Opening the database: settings of a connection, migrations, and transactions."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlite_utils import Database

from db.changes import watch
from db.errors import DatabaseError, explained, sqlite_explained
from db.schema.migrations import APPLICATION_ID, is_behind, migrate, unknown_migrations

if TYPE_CHECKING:
    from collections.abc import Iterator

BUSY_SECONDS = 10.0


def connect(
    path: Path, *, create: bool = False, readonly: bool = False, busy: float = BUSY_SECONDS
) -> Database:
    """Open the database at ``path``, brought up to the newest schema unless ``readonly``.

    ``create`` makes it (and its folder) when absent; ``busy`` is how many seconds to wait for another
    process that is writing. Raises ``DatabaseError`` when the file is missing, locked, damaged, not
    ours, of a newer Kamerwacht, or cannot be written.
    """
    if create and readonly:
        raise ValueError("create and readonly exclude each other")
    _check_file(path, create=create)
    with explained(path):
        connection = _open(path, readonly=readonly, busy=busy)
        try:
            _check_ours(connection, path, may_be_empty=create)
            database = Database(connection, execute_plugins=False)
            _check_version(database, path)
            if not readonly:
                database.enable_wal()
                with transaction(database), _of_one_build(path):
                    migrate(database)
                watch(connection)
            else:
                _check_complete(database, path)
        except BaseException:
            connection.close()
            raise
    return database


def open_readonly(path: Path, *, newer: bool = False) -> sqlite3.Connection:
    """A plain connection to a database of this or an older Kamerwacht, for those who examine the file itself.

    ``newer``: also of a newer one, for who copies what it does not judge. Raises ``DatabaseError`` when the
    file is missing, damaged beyond opening, not ours, or too new.
    """
    _check_file(path, create=False)
    with explained(path):
        connection = _open(path, readonly=True, busy=BUSY_SECONDS)
        try:
            _check_ours(connection, path, may_be_empty=False)
            if not newer:
                with suppress(sqlite3.DatabaseError, UnicodeDecodeError):  # damage is for them to tell
                    _check_version(Database(connection, execute_plugins=False), path)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def transaction(database: Database) -> Iterator[Database]:
    """All or nothing, and the write lock taken at once, so that no other writer can come between.

    Nested inside another transaction it is a savepoint. Raises ``DatabaseError`` as ``connect`` does.
    """
    with sqlite_explained(location(database)):
        if database.conn.in_transaction:
            with database.atomic():
                yield database
            return
        database.conn.execute("BEGIN IMMEDIATE")
        try:
            yield database
            database.conn.execute("COMMIT")
        except BaseException:
            database.conn.rollback()
            raise


def location(database: Database) -> str:
    """The path of the file, for messages."""
    row = database.conn.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()
    return row[0] or ":memory:"


def _check_file(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise DatabaseError(f"{path} is een map; geef het pad van een databankbestand.")
    if path.exists():
        return
    if not create:
        raise DatabaseError(
            f"De databank {path} bestaat niet; controleer het pad of maak haar met `kamerwacht update`."
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseError(
            f"De map {path.parent} kan niet worden gemaakt; kies een andere plaats."
        ) from error


def _open(path: Path, *, readonly: bool, busy: float) -> sqlite3.Connection:
    uri = Path(path).absolute().as_uri() + ("?mode=ro" if readonly else "")
    connection = sqlite3.connect(uri, uri=True, timeout=busy)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _check_ours(connection: sqlite3.Connection, path: Path, *, may_be_empty: bool) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application == APPLICATION_ID:
        return
    (objects,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if objects or application or not may_be_empty:
        raise DatabaseError(f"{path} is geen databank van Kamerwacht; geef een ander pad.")


def _check_complete(database: Database, path: Path) -> None:
    if is_behind(database):
        raise DatabaseError(
            f"De databank {path} is van een oudere Kamerwacht; draai eerst `kamerwacht update`."
        )


@contextmanager
def _of_one_build(path: Path) -> Iterator[None]:
    """Around migrating: a file that has half of a step was changed by other hands than ours."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
            raise
        raise DatabaseError(
            f"De databank {path} is maar half bijgewerkt naar deze Kamerwacht ({error}); "
            "zet een reservekopie terug met `kamerwacht restore`."
        ) from error


def _check_version(database: Database, path: Path) -> None:
    if unknown_migrations(database):
        raise DatabaseError(
            f"De databank {path} is van een nieuwere Kamerwacht; werk Kamerwacht bij of neem een oudere."
        )
