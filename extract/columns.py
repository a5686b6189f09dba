"""Text set in columns with spaces: a side column beside the letter, a table of promises.

A side column is taken apart from the letter; a row of a table becomes one line, its cells joined.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.traced import Traced


def split(text: str) -> list[tuple[Traced, str]] | None:
    """The lines of ``text`` as (line, part), or None when it is not set in columns."""
    return None
