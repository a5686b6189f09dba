"""The ministry that a letterhead names, on one line or more and with the gaps that kerning leaves."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from extract import furniture
from extract.offices import Ministry, ministries, resolve_ministry

if TYPE_CHECKING:
    from collections.abc import Sequence

LINES = 4
"""The longest name of a ministry in a side column takes so many lines."""


def department(lines: Sequence[str]) -> str | None:
    """The code of the ministry ("JenV") that "Ministerie van" and the lines behind it name, if known."""
    if not lines or not furniture.squeeze(lines[0]).startswith("ministerievan"):
        return None
    for size in range(LINES, 0, -1):
        name = " ".join(lines[:size])
        ministry = resolve_ministry(name) or _spaced_ministries().get(furniture.squeeze(name))
        if ministry:
            return ministry.code
    return None


@cache
def _spaced_ministries() -> dict[str, Ministry]:
    """The ministries by "ministerievan..." without spaces, as kerning tears the names of letterheads."""
    return {
        furniture.squeeze(f"Ministerie van {entry.name}"): ministry
        for ministry in ministries().values()
        for entry in ministry.names
    }
