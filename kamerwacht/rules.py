"""With which rules a paper was understood: one short version over all that reading is made of."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

_ROOMS = ("extract", "commitments")
_ENDS = (".py", ".toml", ".json")
_APART = frozenset({"calendar.toml", "conventions.toml", "linking.toml", "linking.py"})
"""Not for reading: stored terms follow the first two (db.recompute_terms), and linking comes after."""


@cache
def rules_version() -> str:
    """Twelve hexadecimal digits over the code and the data that read a paper; another one reads it anew."""
    digest = hashlib.sha256()
    for room in _ROOMS:
        for name, file in sorted(_files(files(room), room)):
            digest.update(f"{name}\0".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        name = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _files(entry, name)
        elif entry.name.endswith(_ENDS) and entry.name not in _APART:
            yield name, entry
