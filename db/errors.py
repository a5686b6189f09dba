"""One clear Dutch line for everything that can be wrong with the database."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# sqlite3's extended codes hold the primary code in their lowest byte.
_PRIMARY = 0xFF
_MESSAGES = {
    sqlite3.SQLITE_BUSY: "is bezet door een ander proces; wacht tot dat klaar is en probeer het opnieuw.",
    sqlite3.SQLITE_LOCKED: "is bezet door een ander proces; wacht tot dat klaar is en probeer het opnieuw.",
    sqlite3.SQLITE_CORRUPT: "is beschadigd; zet een reservekopie terug of bouw de databank opnieuw op.",
    sqlite3.SQLITE_NOTADB: "is geen SQLite-bestand; geef het pad van een databank van Kamerwacht.",
    sqlite3.SQLITE_READONLY: "is alleen te lezen; geef schrijfrechten op het bestand en op zijn map.",
    sqlite3.SQLITE_PERM: "mag niet worden geopend; geef lees- en schrijfrechten op het bestand.",
    sqlite3.SQLITE_CANTOPEN: "kan niet worden geopend; controleer het pad en de rechten.",
    sqlite3.SQLITE_FULL: "kan niet groeien, de schijf is vol; maak ruimte en probeer het opnieuw.",
    sqlite3.SQLITE_IOERR: "kan niet worden gelezen of geschreven; controleer de schijf.",
}


DAMAGED = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What reading a damaged file may raise; the second when SQLite's own message quotes damaged bytes."""


class DatabaseError(Exception):
    """The database cannot be used. The message is one Dutch line: what, where, what to do."""


class RefusedError(DatabaseError):
    """The database will not take one paper; nothing of it was written. The message is one Dutch line."""


@contextmanager
def refusal(paper: str) -> Iterator[None]:
    """Turn a value that the database will not take into a ``RefusedError`` that names ``paper``.

    A transaction around or inside it undoes what was written of the paper.
    """
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.DataError, OverflowError, UnicodeEncodeError) as error:
        reason = " ".join(str(error).split())[:200]
        raise RefusedError(
            f"Stuk {paper} is niet opgeslagen, de databank weigert een waarde ({reason}); meld dit als fout."
        ) from error


@contextmanager
def explained(path: Path | str) -> Iterator[None]:
    """Turn what SQLite says about the file at ``path`` into a ``DatabaseError``.

    Errors that mean a fault in our own code (wrong SQL) or one refused value pass through unchanged.
    """
    try:
        with sqlite_explained(path):
            yield
    except UnicodeDecodeError as error:
        raise DatabaseError(f"De databank {path} {_MESSAGES[sqlite3.SQLITE_CORRUPT]}") from error


@contextmanager
def sqlite_explained(path: Path | str) -> Iterator[None]:
    """As ``explained``, around code that reads other text too: what is no text is left to that code."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", None)
        message = _MESSAGES.get(code & _PRIMARY) if code is not None else None
        if message is None:
            raise
        raise DatabaseError(f"De databank {path} {message}") from error
