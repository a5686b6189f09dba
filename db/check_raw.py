"""Are the raw files that the database counts on still there, whole and unchanged?"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from db.check import Breach
from db.connection import open_readonly
from db.errors import DatabaseError, explained

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from db.rawstore import RawStore


def check_raw_files(path: Path, raw: RawStore, *, quick: bool = False) -> Iterator[Breach]:
    """Every file of ``bestanden`` that is gone, damaged or of another size; ``quick`` reads no bytes.

    Raises ``DatabaseError`` when the database can't be read.
    """
    with closing(open_readonly(path)) as connection, explained(path):
        for sha256, size in connection.execute("SELECT sha256, grootte FROM bestanden ORDER BY sha256"):
            if line := _wrong(raw, sha256, size, quick=quick):
                yield Breach("ruw bestand", line)


def _wrong(raw: RawStore, sha256: str, size: int, *, quick: bool) -> str | None:
    place = raw.path(sha256)
    try:
        present = raw.size(sha256) if quick else len(raw.get(sha256))
    except FileNotFoundError:
        return f"Het ruwe bestand {place} is er niet; haal het opnieuw op."
    except (OSError, DatabaseError) as error:
        return str(error)
    if present != size:
        return f"Het ruwe bestand {place} is {present} bytes groot, {size} verwacht; haal het opnieuw op."
    return None
