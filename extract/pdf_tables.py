"""Tables in a PDF whose cells take one line each: a row becomes one line, its cells joined by " | "."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.pdf_layout import Line, Part
from extract.traced import Traced, join

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MIN_CELLS, _MAX_CELLS = 3, 40
_EDGE = 3.0
"""Points: cells of one column have their left or right edge in common, but for this much."""


def join_rows(lines: Sequence[Line]) -> None:
    """Make one line of each row: ``Part.ROW``; the cells it was made of become furniture.

    A table has two rows or more that follow each other, of three cells or more in the same print, each cell
    of a row under or over one of the wider row. Its last column may stand where a side column would.
    """
    table: list[list[Line]] = []
    for row in _rows(lines):
        if table and not (_is_row(row) and _lines_up(table, row)):
            _close(table)
            table = []
        if _is_row(row):
            table.append(row)
    _close(table)


def _rows(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of body and side column that share page and baseline, from left to right.

    A line of the side column by itself is left out: it does not come between two rows.
    """
    row: list[Line] = []
    for line in lines:
        if line.part not in {Part.BODY, Part.SIDE}:
            continue
        if row and (line.page != row[0].page or abs(line.base - row[0].base) > 1):
            if any(cell.part is Part.BODY for cell in row):
                yield row
            row = []
        row.append(line)
    if row:
        yield row


def _is_row(row: Sequence[Line]) -> bool:
    body = sum(cell.part is Part.BODY for cell in row)
    sizes = [cell.size for cell in row]
    return _MIN_CELLS <= len(row) <= _MAX_CELLS and body >= 2 and max(sizes) <= 1.06 * min(sizes)


def _lines_up(table: Sequence[Sequence[Line]], row: Sequence[Line]) -> bool:
    """Same page, and each cell stands under (or over) one of the rows before, or the other way round."""
    head = max(table[0], table[-1], key=len)
    small, large = sorted((head, row), key=len)
    return head[0].page == row[0].page and all(
        any(abs(cell.left - other.left) <= _EDGE or abs(cell.right - other.right) <= _EDGE for other in large)
        for cell in small
    )


def _close(table: Sequence[Sequence[Line]]) -> None:
    if len(table) < 2:
        return
    for row in table:
        cells = sorted(row, key=lambda cell: cell.left)
        parts = [cells[0].content]
        for cell in cells[1:]:
            parts += [Traced(" | "), cell.content]
            cell.part = Part.FURNITURE
        cells[0].content, cells[0].right, cells[0].part = join(parts), cells[-1].right, Part.ROW
