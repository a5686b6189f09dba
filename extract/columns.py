"""Text set in columns with spaces: a side column beside the letter, a table of promises.

A side column is taken apart from the letter; a row of a table becomes one line, its cells joined by " | ".
Everything keeps its place in the raw text.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract import clean, furniture
from extract.traced import Traced, glue
from extract.wrapping import unwrap

if TYPE_CHECKING:
    from collections.abc import Mapping

_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
_CELL = re.compile(r"\S+(?: \S+)*")


@dataclass(slots=True)
class Row:
    """A raw line (right-stripped) and the offset at which it stands."""

    text: str
    start: int

    def cut(self, begin: int, end: int | None = None) -> Traced:
        """The tidied text of columns ``begin`` to ``end``."""
        piece = self.text[begin:end]
        return clean.tidy(Traced.at(piece, self.start + min(begin, len(self.text))))


def split(text: str) -> list[tuple[Traced, str]] | None:
    """The lines of ``text`` as (line, part), or None when it is not set in columns.

    ``part`` is "header" for a line of a side column, "row" for a row of a table, else "".
    """
    if "   " not in text:
        return None
    rows = []
    position = 0
    for raw in text.splitlines(keepends=True):
        rows.append(Row(clean.normalise(raw).rstrip(), position))
        position += len(raw)
    side = _side_column(rows)
    if side is not None:
        return _apart(rows, side)
    tables = _tables(rows)
    return _with_rows(rows, tables) if tables else None


def _side_column(rows: list[Row]) -> int | None:
    """The column at which text beside the letter starts: four lines or more, hardly a line across it."""
    starts = Counter(match.end() for row in rows for match in _GAP.finditer(row.text) if match.end() >= 50)
    for column, count in starts.most_common(3):
        if count < 4:
            return None
        beside = [row.text[column:] for row in rows if _starts_at(row.text, column)]
        across = sum(
            1 for row in rows if len(row.text) > column and not row.text[column - 2 : column].isspace()
        )
        sides = sum(1 for piece in beside if furniture.is_side(furniture.squeeze(piece)))
        if sides >= 2 and across <= len(beside) // 5 and max(map(len, beside)) <= 60:
            return column
    return None


def _starts_at(text: str, column: int) -> bool:
    return len(text) > column and text[column - 2 : column] == "  " and text[column] != " "


def _apart(rows: list[Row], column: int) -> list[tuple[Traced, str]]:
    """The side column first, then the letter without it."""
    beside: list[tuple[Traced, str]] = []
    letter: list[tuple[Traced, str]] = []
    for row in rows:
        if _starts_at(row.text, column):
            beside.append((row.cut(column), "header"))
            letter.append((row.cut(0, column), ""))
        else:
            letter.append((row.cut(0), ""))
    return [*beside, (Traced.at("", 0), "header"), *letter]


_HEADS = re.compile(
    r"termijn|omschrijving|toezegging|planning|stand van zaken|status|datum|onderwerp|nr\.?$|nummer",
    re.IGNORECASE,
)


def _tables(rows: list[Row]) -> list[tuple[int, int, list[int]]]:
    """(head, end, columns) of each table: a head of three or more cells, then rows under it."""
    tables = []
    index = 0
    while index < len(rows):
        columns = _head_columns(rows[index].text)
        if columns:
            end = _table_end(rows, index + 1, columns)
            if end > index + 1:
                tables.append((index, end, columns))
                index = end
                continue
        index += 1
    return tables


def _head_columns(text: str) -> list[int]:
    cells = list(_CELL.finditer(text)) if _GAP.search(text) else []
    known = sum(1 for cell in cells if _HEADS.search(cell[0]))
    return [cell.start() for cell in cells] if len(cells) >= 3 and known >= 2 else []


def _fits(text: str, columns: list[int]) -> bool:
    """No text runs across the start of a column, and something stands in one behind the first."""
    if not text.strip():
        return True
    crossing = sum(
        1 for column in columns[1:] if len(text) > column and text[column] != " " and text[column - 1] != " "
    )
    return crossing <= 1 and any(text[column : column + 1].strip() for column in columns)


def _table_end(rows: list[Row], begin: int, columns: list[int]) -> int:
    end = begin
    for index in range(begin, len(rows)):
        if not _fits(rows[index].text, columns):
            break
        if rows[index].text:
            end = index + 1
    return end


def _with_rows(rows: list[Row], tables: list[tuple[int, int, list[int]]]) -> list[tuple[Traced, str]]:
    result: list[tuple[Traced, str]] = []
    known = clean.vocabulary("\n".join(row.text for row in rows))
    position = 0
    for begin, end, columns in tables:
        result += [(row.cut(0), "") for row in rows[position:begin]]
        result.append(
            (glue([row for row in _cells([rows[begin]], columns, known) if row.text], " | "), "row")
        )
        for group in _groups(rows[begin + 1 : end], columns):
            result.append((glue([cell for cell in _cells(group, columns, known) if cell.text], " | "), "row"))
        position = end
    result += [(row.cut(0), "") for row in rows[position:]]
    return result


def _groups(rows: list[Row], columns: list[int]) -> list[list[Row]]:
    """The lines of each row: a blank line, or text in the first column, begins a new one."""
    groups: list[list[Row]] = []
    fresh = True
    for row in rows:
        if not row.text:
            fresh = True
            continue
        if fresh or not groups or row.text[columns[0] : columns[1]].strip():
            groups.append([])
        groups[-1].append(row)
        fresh = False
    return groups


def _cells(rows: list[Row], columns: list[int], known: Mapping[str, int]) -> list[Traced]:
    cells = []
    for number, column in enumerate(columns):
        stop = columns[number + 1] if number + 1 < len(columns) else None
        pieces = [row.cut(column, stop) for row in rows]
        cells.append(unwrap([piece for piece in pieces if piece.text], known))
    return cells
