"""With which rules a paper was understood: one version over all, and each pattern by itself."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from db.rules import Rule, Rules

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

_ROOMS = ("extract", "commitments")
_ENDS = (".py", ".toml", ".json")
_APART = frozenset({"calendar.toml", "conventions.toml", "linking.toml", "linking.py", "pool.py"})
"""Not for reading: stored terms follow the first two (db.recompute_terms), and linking comes after."""
_PATTERNS = "commitments/patterns/"
_ENTRIES = {"pattern", "event"}
"""Parts of the files of patterns that hold rules that stand by themselves."""
_SILENT = {"rationale", "match", "lookalike"}
"""What a rule says for people and for the tests only."""


@cache
def rules_version() -> str:
    """Twelve hexadecimal digits over the code and the data that read a paper; another one reads it anew."""
    digest = hashlib.sha256()
    for name, file in _all_files():
        digest.update(f"{name}\0".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


@cache
def reading_rules() -> Rules:
    """The rules in use: the patterns one by one, and all the rest of what reads as one ground."""
    from commitments.prefilter import starting_words  # noqa: PLC0415 - loads the whole lexicon

    ground, rules, words = hashlib.sha256(), [], starting_words()
    for name, file in _all_files():
        data = file.read_bytes()
        if name.startswith(_PATTERNS) and name.endswith(".toml"):
            content = tomllib.loads(data.decode())
            rows = [row for part in sorted(_ENTRIES & content.keys()) for row in content[part]]
            rules += [Rule(row["id"], _fingerprint(row), tuple(sorted(words[row["id"]]))) for row in rows]
            data = repr({part: rows for part, rows in content.items() if part not in _ENTRIES}).encode()
        ground.update(f"{name}\0".encode())
        ground.update(data)
    return Rules(rules_version(), ground.hexdigest()[:12], tuple(rules))


def _fingerprint(row: dict[str, Any]) -> str:
    said = repr(sorted((name, value) for name, value in row.items() if name not in _SILENT))
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def _all_files() -> Iterator[tuple[str, Traversable]]:
    for room in _ROOMS:
        yield from sorted(_files(files(room), room), key=lambda found: found[0])


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        name = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _files(entry, name)
        elif entry.name.endswith(_ENDS) and entry.name not in _APART:
            yield name, entry
