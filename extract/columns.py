"""Text set in columns with spaces: a side column beside the letter, a table of promises.

A side column is taken apart from the letter; a row of a table becomes one line, its cells joined by " | ".
Everything keeps its place in the raw text.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from extract import clean, furniture
from extract.traced import Traced, glue
from extract.wrapping import unwrap

if TYPE_CHECKING:
    from collections.abc import Mapping

_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
_BESIDE = re.compile(r"(?:(?<=\S)|^) {2,}(?=\S)")
_MIN_COLUMN = 50
"""Characters: further left begins no side column."""
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
    pages: list[list[Row]] = [[]]
    position = 0
    for raw in text.splitlines(keepends=True):
        rows.append(Row(clean.normalise(raw).rstrip(), position))
        pages[-1].append(rows[-1])
        if raw.endswith("\f"):
            pages.append([])
        position += len(raw)
    # On each page the column stands elsewhere, as the text beside it is narrower or wider.
    seen: set[str] = set()
    sides = [_side_column(page, seen) for page in pages]
    if any(side is not None for side in sides):
        return [
            line
            for page, side in zip(pages, sides, strict=True)
            for line in (_apart(page, side) if side is not None else [(row.cut(0), "") for row in page])
        ]
    tables = _tables(rows)
    return _with_rows(rows, tables) if tables else None


def _side_column(rows: list[Row], seen: set[str]) -> int | None:
    """The column at which text beside the letter starts: four lines or more, hardly a line across it.

    ``seen``: the lines of the columns of earlier pages, to which this one's are added; where a column says
    nothing new, two lines are enough.
    """
    starts = Counter(
        match.end() for row in rows for match in _BESIDE.finditer(row.text) if match.end() >= _MIN_COLUMN
    )
    for column, count in starts.most_common(3):
        if count < 2:
            return None
        places = [number for number, row in enumerate(rows) if _starts_at(row.text, column)]
        beside = [furniture.squeeze(rows[number].text[column:]) for number in places]
        known = sum(1 for piece in beside if furniture.is_side(piece) or piece in seen)
        enough = count >= 4 and known >= 2
        repeated = bool(seen) and known == len(beside)
        if (
            (enough or repeated)
            and max(map(len, beside)) <= 60
            and _across(rows, places, column) <= len(beside) // 5
        ):
            seen.update(beside)
            return column
    return None


def _across(rows: list[Row], places: list[int], column: int) -> int:
    """How many lines between those of a side column run on through it."""
    return sum(
        1
        for first, last in pairwise(places)
        if last - first <= _NEAR
        for row in rows[first + 1 : last]
        if len(row.text) > column and not row.text[column - 2 : column].isspace()
    )


_NEAR = 8
"""Lines: what stands further apart is two pieces of a side column, with the letter's full width between."""


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
    r"termijn|omschrijving|toezegging|planning|stand van zaken|status|datum|onderwerp|deadline|wanneer"
    r"|reactie|bewindspersoon|afgedaan|debat|vindplaats|actie|nr\.?$|nummer",
    re.IGNORECASE,
)
_LOOK_AHEAD = 40


def _tables(rows: list[Row]) -> list[tuple[int, int, list[int]]]:
    """(head, end, columns) of each table: a head of two or more cells, then rows under it."""
    tables = []
    index = 0
    while index < len(rows):
        columns = _head_columns(rows, index)
        if columns:
            end = _table_end(rows, index + 1, columns)
            if end > index + 1:
                tables.append((index, end, columns))
                index = end
                continue
        index += 1
    return tables


def _head_columns(rows: list[Row], index: int) -> list[int]:
    """The columns of the table whose head stands at ``index``, by its words or by the lines under it."""
    text = rows[index].text
    cells = list(_CELL.finditer(text)) if len(text) < 400 and _GAP.search(text) else []
    if len(cells) < 2:
        return []
    columns = [cell.start() for cell in cells]
    known = sum(1 for cell in cells if _HEADS.search(cell[0]))
    under = sum(1 for row in rows[index + 1 : index + _LOOK_AHEAD] if _lines_up(row.text, columns))
    enough = under >= 1 if known >= 2 else len(cells) >= 3 and under >= (2 if known else 4)
    return columns if enough else []


def _lines_up(text: str, columns: list[int]) -> bool:
    """Two cells or more start exactly where the head's do, with white space before all but the first."""
    starts = [column for column in columns if text[column : column + 1].strip()]
    apart = [column for column in starts if column and text[max(0, column - 2) : column].isspace()]
    return len(starts) >= 2 and len(apart) >= len(starts) - 1


def _fits(text: str, columns: list[int]) -> bool:
    """A line of the table: no more than one cell runs into the next, and something stands in a column."""
    if not text:
        return True
    crossing = sum(
        1 for column in columns[1:] if len(text) > column and text[column] != " " != text[column - 1]
    )
    first = len(text) - len(text.lstrip())
    return crossing <= 1 and (first in columns or _lines_up(text, columns))


def _table_end(rows: list[Row], begin: int, columns: list[int]) -> int:
    """The first line behind the table; a line of text that stands in the first column only ends it."""
    end = begin
    for index in range(begin, len(rows)):
        text = rows[index].text
        if not _fits(text, columns) or (
            len(text) > columns[1] and not _lines_up(text, columns) and not text[0].isspace()
        ):
            break
        if text:
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
    """The lines of each row: blank lines part them; where there is none, a line that fills its columns does.

    A line with text in the first column and little else is the rest of a cell.
    """
    parted = any(not row.text for row in rows)
    groups: list[list[Row]] = []
    fresh = True
    for row in rows:
        if not row.text:
            fresh = True
            continue
        filled = [
            row.text[begin:end].strip() for begin, end in zip(columns, [*columns[1:], None], strict=True)
        ]
        full = bool(filled[0]) and sum(map(bool, filled)) >= max(2, len(columns) - 1)
        if fresh or (not parted and full):
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


_RULE = re.compile(r"^[\s|:+=-]+$")


def marked_row(text: str, start: int) -> Traced | None:
    """A row whose cells are parted by bars (Markdown) or tabs; empty for a rule under the head; else None."""
    bars = text.lstrip().startswith("|") and text.rstrip().endswith("|") and text.count("|") >= 3
    if bars and _RULE.match(text):
        return Traced.at("", start)
    if not bars and len(re.findall(r"(?<=\S)\t+(?=\S)", text)) < 2:
        return None
    row = Row(text, start)
    mark = r"\|" if bars else r"\t+"
    edges = [match.span() for match in re.finditer(mark, text)]
    begins = [0, *(end for _, end in edges)]
    ends = [*(begin for begin, _ in edges), len(text)]
    cells = [row.cut(begin, end) for begin, end in zip(begins, ends, strict=True)]
    return glue([cell for cell in cells if cell.text], " | ")
