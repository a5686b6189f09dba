"""One update at a time on a database."""

from __future__ import annotations

import fcntl
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from extract.errors import reason
from kamerwacht.errors import BusyError, KamerwachtError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def only_one(database: Path) -> Iterator[None]:
    """Hold the lock beside ``database``; the kernel lets it go when the process ends, however it ends.

    Raises BusyError when another process holds it, KamerwachtError when the folder can't be written.
    """
    with _opened(database) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError(
                f"{database} wordt al bijgewerkt door een ander proces; wacht tot dat klaar is"
            ) from error
        yield


def _opened(database: Path) -> BinaryIO:
    path = database.with_name(f"{database.name}.slot")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("ab")
    except OSError as error:
        raise KamerwachtError(
            f"{path.parent} is niet te beschrijven ({reason(error)}); geef rechten"
        ) from error
