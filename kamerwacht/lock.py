"""One update at a time on a database."""

from __future__ import annotations

import fcntl
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kamerwacht.errors import KamerwachtError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def only_one(database: Path) -> Iterator[None]:
    """Hold the lock beside ``database``; the kernel lets it go when the process ends, however it ends.

    Raises KamerwachtError when another process holds it or the folder can't be written.
    """
    path = database.with_name(f"{database.name}.slot")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise KamerwachtError(
                    f"{database} wordt al bijgewerkt door een ander proces; wacht tot dat klaar is"
                ) from error
            yield
    except OSError as error:
        raise KamerwachtError(
            f"{path.parent} is niet te beschrijven ({error.strerror}); geef rechten"
        ) from error
