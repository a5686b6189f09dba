"""Who wrote a paper when it is nobody of the government ("Algemene Rekenkamer"): data/outsiders.toml."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from extract.wrapping import CLOSING

# In a signature the body stands on a line of its own, or behind who signs for it.
_SIGNS = (
    r"(?:namens |(?:de )?(?:waarnemend |plaatsvervangend )?"
    r"(?:president|vice-president|voorzitter|directeur|secretaris|bestuursvoorzitter) van )?"
)
_CLOSING = re.compile(CLOSING.pattern, re.IGNORECASE | re.MULTILINE)
_SIGNATURE = 400
"""Characters after the closing words in which a signature stands."""


@cache
def _names() -> tuple[tuple[str, bool], ...]:
    """(name, whether only in a heading), the longest first. Raises ValueError when the file is in error."""
    raw = resources.files("extract").joinpath("data", "outsiders.toml").read_text(encoding="utf-8")
    found: dict[str, bool] = {}
    for row in tomllib.loads(raw)["outsider"]:
        if not row.keys() <= {"name", "heading"} or not isinstance(row.get("name"), str):
            raise ValueError(f"outsiders.toml: onbekend veld of geen naam in {row}")
        if row["name"] in found:
            raise ValueError(f"outsiders.toml: {row['name']} staat er tweemaal in")
        found[row["name"]] = row.get("heading", False)
    return tuple(sorted(found.items(), key=lambda item: -len(item[0])))


@cache
def _heading() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name, _ in _names())
    return re.compile(rf"(?:de |het )?{_SIGNS}(?:de |het )?(?P<name>{names})\b", re.IGNORECASE)


@cache
def _signature() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name, in_heading in _names() if not in_heading)
    return re.compile(rf"^{_SIGNS}(?:de |het )?(?P<name>{names})[,.]?\s*$", re.IGNORECASE | re.MULTILINE)


def named_in_heading(whom: str) -> str | None:
    """Who wrote, by "BRIEF VAN ``whom``" of a printed Kamerstuk; None when that is no known outsider."""
    match = _heading().match(" ".join(whom.split()))
    return _as_known(match["name"]) if match else None


def who_signed(text: str) -> str | None:
    """Who signed a letter: a known outsider on a line of its own under the closing words; None otherwise."""
    end = max((closing.end() for closing in _CLOSING.finditer(text)), default=None)
    match = _signature().search(text, end, end + _SIGNATURE) if end is not None else None
    return _as_known(match["name"]) if match else None


def _as_known(name: str) -> str:
    return next(known for known, _ in _names() if known.casefold() == name.casefold())
