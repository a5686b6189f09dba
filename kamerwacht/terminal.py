"""Text for a terminal: safe, wrapped, in Dutch."""

from __future__ import annotations

import shutil
import textwrap
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_GAP = "  "


def safe(text: str) -> str:
    """Replace control and direction characters: a paper must not steer the reader's terminal."""
    return "".join(
        "�" if unicodedata.category(char) in {"Cc", "Cf"} and char not in "\n\t" else char for char in text
    )


def safe_line(text: str) -> str:
    """``safe``, and on one line: a file's name must not look like a line of ours."""
    return safe(text).replace("\n", "�").replace("\t", "�")


def width() -> int:
    """Columns to write in: the terminal's, at least 60 and at most 120."""
    return min(max(shutil.get_terminal_size((100, 24)).columns, 60), 120)


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, columns: int | None = None) -> str:
    """Lay out rows under a head; the last column is wrapped to what is left of ``columns`` characters.

    The columns before it are as wide as their longest cell, at most a quarter of the whole each.
    """
    whole = columns or width()
    cells = [[safe(cell) for cell in row] for row in [list(head), *rows]]
    widths = [min(max(len(row[i]) for row in cells), whole // 4) for i in range(len(head) - 1)]
    widths.append(max(whole - sum(widths) - len(_GAP) * len(widths), 20))
    lines = [_row(cells[0], widths), _GAP.join("─" * size for size in widths)]
    for row in cells[1:]:
        lines.append(_row(row, widths))
        lines.append("")
    return "\n".join(lines)


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    wrapped = [
        textwrap.wrap(cell, size, break_on_hyphens=False) or [""]
        for cell, size in zip(cells, widths, strict=True)
    ]
    height = max(len(lines) for lines in wrapped)
    out = []
    for number in range(height):
        parts = [
            (lines[number] if number < len(lines) else "").ljust(size)
            for lines, size in zip(wrapped, widths, strict=True)
        ]
        out.append(_GAP.join(parts).rstrip())
    return "\n".join(out)
