"""Copies of a database that are whole or absent, with a checksum to know them by."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from db.connection import BUSY_SECONDS, open_readonly
from db.errors import DatabaseError, explained
from extract.errors import reason

_BESIDE = ("-wal", "-shm", "-journal")


def beside(database: Path) -> tuple[Path, ...]:
    """The files that SQLite may keep beside ``database``."""
    return tuple(database.with_name(database.name + end) for end in _BESIDE)


def discard(database: Path) -> None:
    """Remove ``database``, if it is there, with what SQLite keeps beside it."""
    for path in (database, *beside(database)):
        path.unlink(missing_ok=True)


def copy_database(source: Path, target: Path) -> None:
    """Copy ``source``, also while it is written to, over ``target``; all or nothing, also after a power cut.

    The copy keeps a rollback journal, so that it is one file. Raises ``DatabaseError``.
    """
    with closing(open_readonly(source, newer=True)) as connection:
        temporary = _temporary(target)
        try:
            with explained(source), closing(sqlite3.connect(temporary, timeout=BUSY_SECONDS)) as copy:
                connection.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
            _settle(temporary, target)
        finally:
            discard(temporary)


def back_up(source: Path, target: Path) -> str:
    """Copy ``source`` to ``target`` with its checksum in ``target``.sha256 beside it; the checksum.

    The copy is read back and checked by SQLite. Raises ``DatabaseError``.
    """
    copy_database(source, target)
    with explained(target), closing(open_readonly(target, newer=True)) as copy:
        (said,) = copy.execute("PRAGMA quick_check(1)").fetchone()
    if said != "ok":
        raise DatabaseError(f"De kopie {target} is niet heel ({said}); controleer eerst {source}.")
    return write_checksum(target)


def write_checksum(file: Path) -> str:
    """Write the sha256 of ``file`` beside it, as ``sha256sum`` does; the checksum."""
    checksum = _sha256(file)
    checksum_beside = checksum_file(file)
    temporary = _temporary(checksum_beside)
    temporary.write_text(f"{checksum}  {file.name}\n", encoding="utf-8")
    _settle(temporary, checksum_beside)
    return checksum


def checksum_file(file: Path) -> Path:
    """Where the checksum of a backup stands."""
    return file.with_name(f"{file.name}.sha256")


def verify(file: Path) -> None:
    """Raise ``DatabaseError`` when a backup is absent, not whole, or not what its checksum says."""
    with explained(file), closing(open_readonly(file, newer=True)) as connection:
        (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if said != "ok":
        raise DatabaseError(f"De reservekopie {file} is beschadigd; neem een andere.")
    checksum_beside = checksum_file(file)
    if checksum_beside.exists() and checksum_beside.read_text(encoding="utf-8").split()[:1] != [
        _sha256(file)
    ]:
        raise DatabaseError(
            f"De reservekopie {file} is niet wat {checksum_beside.name} zegt; neem een andere."
        )


def put_back(backup: Path, database: Path, aside: Path) -> None:
    """Put ``backup`` in the place of ``database``, which is kept in the folder ``aside`` with all beside it.

    Nobody may be writing. Raises ``DatabaseError``; then the old database is still there or in ``aside``.
    """
    ready = database.with_name(f"{database.name}.terug")
    copy_database(backup, ready)
    try:
        for old in (database, *beside(database)):
            if old.exists():
                aside.mkdir(parents=True, exist_ok=True)
                old.replace(aside / old.name)
        ready.replace(database)
    except OSError as error:
        raise DatabaseError(
            f"{database} kan niet worden vervangen ({reason(error)}); geef rechten."
        ) from error


def _temporary(target: Path) -> Path:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")
    except OSError as error:
        raise DatabaseError(
            f"In {target.parent} kan niet worden geschreven ({reason(error)}); geef rechten of maak ruimte."
        ) from error
    os.close(handle)
    return Path(name)


def _settle(temporary: Path, target: Path) -> None:
    """Make a finished file durable, then let it appear under its name."""
    temporary.chmod(0o644)
    for path in (temporary, None):
        if path is None:
            temporary.replace(target)
        handle = os.open(path or target.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sha256(file: Path) -> str:
    with file.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()
