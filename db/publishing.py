"""From the database that is worked on to the one that readers have open; never half.

The published file stays the same file (readers keep it open) and keeps a rollback journal, so that a reader
needs no right to write beside it. A small database is copied whole: a candidate, checked, then SQLite's
backup API. A large one gets only the rows that changed, in one transaction, once those are checked.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from db.backup import beside, copy_database
from db.changes import LOG
from db.check import check_changes, check_database
from db.connection import BUSY_SECONDS
from db.errors import DAMAGED, DatabaseError, explained
from db.shape import Table, quoted, tables

if TYPE_CHECKING:
    from pathlib import Path

    from db.check import Breach

SWITCH_BYTES = 64 * 1024 * 1024
"""From here on only changes are published: a whole copy lets readers wait (docs/proef-draaien.md)."""
_HELD_KIB = 128 * 1024
"""Changed pages that are held back: up to so much, readers wait for the last moment only."""
_TOLD = 5
_OTHER_TRIGGERS = """
    SELECT name, sql FROM main.sqlite_schema WHERE type = 'trigger' AND instr(sql, '_fts') = 0"""
_FORGET = f"DELETE FROM {LOG}"  # noqa: S608 - our own name
_NOTED = f"SELECT count(*) FROM {LOG}"  # noqa: S608


class NotPublishedError(DatabaseError):
    """What would be published does not hold; readers keep what they have. The message is one Dutch line."""


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did: the whole file or ``rows`` of it (0: nothing was new), in so many seconds."""

    whole: bool
    rows: int
    seconds: float


def publish(working: Path, live: Path, *, switch: int = SWITCH_BYTES, keep: Path | None = None) -> Published:
    """Let readers of ``live`` see what ``working`` holds; all at once or not at all.

    ``keep``: where a checked whole copy is left, when one was made. Safe to kill and run again. Raises
    ``NotPublishedError`` when a check fails, ``DatabaseError`` when either file can't be used.
    """
    begin = time.monotonic()
    large = working.stat().st_size > switch
    if large and _in_step(working, live):
        rows = _publish_changes(working, live)
        return Published(whole=False, rows=rows, seconds=time.monotonic() - begin)
    _publish_whole(working, live, keep)
    return Published(whole=True, rows=0, seconds=time.monotonic() - begin)


def recover(live: Path) -> None:
    """Undo what a killed publication left half in ``live``: a reader has no right to."""
    if live.exists():
        with suppress(*DAMAGED), closing(_open(live)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema")


def _publish_whole(working: Path, live: Path, keep: Path | None) -> None:
    candidate = live.with_name(f"{live.name}.kandidaat")
    with explained(working), closing(_open(working)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(_FORGET)
        connection.execute(f"PRAGMA user_version = {_number(connection) + 1}")
        connection.execute("COMMIT")
    live.parent.mkdir(parents=True, exist_ok=True)
    copy_database(working, candidate)
    try:
        _refuse(list(islice(check_database(candidate), _TOLD)))
        _let_in(candidate, live)
        if keep is not None:
            keep.parent.mkdir(parents=True, exist_ok=True)
            candidate.replace(keep)
    finally:
        candidate.unlink(missing_ok=True)


def _let_in(candidate: Path, live: Path) -> None:
    """Bring ``candidate`` into ``live``; a file that is not there or can't be used is replaced."""
    if live.exists():
        try:
            with closing(_open(candidate)) as source, closing(_open(live)) as target:
                source.backup(target)
                return
        except UnicodeDecodeError:
            _remove_beside(live)
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
                with explained(live):
                    raise
            _remove_beside(live)
    copy_database(candidate, live)


def _remove_beside(live: Path) -> None:
    for path in beside(live):
        path.unlink(missing_ok=True)


def _publish_changes(working: Path, live: Path) -> int:
    """The rows noted in ``gewijzigde_rijen``; how many groups of rows that were."""
    with explained(working), closing(_open(working)) as source:
        source.execute("BEGIN IMMEDIATE")  # nobody writes between copying and forgetting the notes
        (count,) = source.execute(_NOTED).fetchone()
        if not count:
            return 0
        _refuse(list(islice(check_changes(source), _TOLD)))
        number = _number(source) + 1
        with explained(live), closing(_open(live)) as target:
            _bring_over(target, working, number)
        source.execute(_FORGET)
        source.execute(f"PRAGMA user_version = {number}")
        source.execute("COMMIT")
    return int(count)


def _bring_over(target: sqlite3.Connection, working: Path, number: int) -> None:
    target.execute(f"PRAGMA main.cache_size = -{_HELD_KIB}")
    target.execute("ATTACH DATABASE ? AS werk", [f"{working.absolute().as_uri()}?mode=ro"])
    target.execute("BEGIN IMMEDIATE")
    # What triggers would write is brought over itself; only the search index is left to its own.
    triggers = target.execute(_OTHER_TRIGGERS).fetchall()
    for name, _ in triggers:
        target.execute(f"DROP TRIGGER main.{quoted(name)}")
    for table in tables(target).values():
        if table.primary and table.name != LOG:
            _replace_rows(target, table)
    for _, text in triggers:
        target.execute(text)
    target.execute(f"PRAGMA main.user_version = {number}")
    target.execute("COMMIT")


def _replace_rows(target: sqlite3.Connection, table: Table) -> None:
    name, group = quoted(table.name), quoted(table.primary[0])
    noted = f"SELECT groep FROM werk.{LOG} WHERE tabel = '{table.name}'"  # noqa: S608 - names of the file itself
    target.execute(f"DELETE FROM main.{name} WHERE {group} IN ({noted})")  # noqa: S608
    target.execute(f"INSERT INTO main.{name} SELECT * FROM werk.{name} WHERE {group} IN ({noted})")  # noqa: S608


def _in_step(working: Path, live: Path) -> bool:
    """Whether ``live`` is what ``working`` was when its notes began."""
    if not live.exists():
        return False
    try:
        with closing(_open(working)) as one, closing(_open(live)) as other:
            return _number(one) == _number(other) and _schema(one) == _schema(other)
    except DAMAGED:
        return False


def _schema(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    rows = connection.execute(
        "SELECT name, ifnull(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%'"
    )
    return sorted(rows.fetchall())


def _number(connection: sqlite3.Connection) -> int:
    """The publication that a file holds, or last took part in."""
    return int(connection.execute("PRAGMA main.user_version").fetchone()[0])


def _open(path: Path) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode=rw"
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_SECONDS)


def _refuse(breaches: list[Breach]) -> None:
    if breaches:
        told = "; ".join(breach.line for breach in breaches)
        raise NotPublishedError(f"Niet gepubliceerd, lezers houden wat er was: {told}")
