"""The kind of a Kamerstuk by the heading it bears ("MEMORIE VAN ANTWOORD"). Knowledge in data/kinds.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources


@cache
def _openings() -> tuple[tuple[str, str], ...]:
    """(opening in lower case, kind), the longest first. Raises ValueError when the file is in error."""
    raw = resources.files("extract").joinpath("data", "kinds.toml").read_text(encoding="utf-8")
    found = {}
    for row in tomllib.loads(raw)["kind"]:
        if not row.keys() <= {"opening", "kind"} or not all(isinstance(text, str) for text in row.values()):
            raise ValueError(f"kinds.toml: onbekend veld of geen tekst in {row}")
        opening = row["opening"].casefold()
        if opening in found:
            raise ValueError(f"kinds.toml: {row['opening']} staat er tweemaal in")
        found[opening] = row.get("kind", row["opening"])
    return tuple(sorted(found.items(), key=lambda item: -len(item[0])))


def kind_of(heading: str) -> str | None:
    """The kind that ``heading`` names, or None: it may run on ("VERSLAG VAN EEN ... MET DE MINISTER")."""
    text = " ".join(heading.casefold().split())
    for opening, kind in _openings():
        if text.startswith(opening) and not text[len(opening) :][:1].isalnum():
            return kind
    return None
