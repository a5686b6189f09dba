"""The lines of a PDF page with their place and size, and what part of the page each belongs to."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from extract import clean, furniture
from extract.traced import Traced, glue, join

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.pdf_runs import Run


class Part(StrEnum):
    """Where on the page a line stands."""

    BODY = "body"
    SIDE = "side"
    NOTE = "note"
    ROW = "row"
    FURNITURE = "furniture"


@dataclass(slots=True)
class Line:
    """A line as seen: its runs from left to right, footnote marks taken out."""

    content: Traced
    left: float
    right: float
    base: float
    size: float
    bold: bool
    italic: bool
    page: int
    part: Part = Part.BODY

    @property
    def text(self) -> str:
        """The text of the line."""
        return self.content.text


def lines_of(runs: Sequence[Run], page: int) -> list[Line]:
    """The lines of a page from top to bottom, columns apart, raised digits as footnote marks."""
    solid = [run for run in runs if run.text.strip()]
    rows: list[list[Run]] = []
    for run in sorted(solid, key=lambda run: (-run.base, run.left)):
        # A raised mark and a column beside it may each have begun a row before the line that holds them.
        mine = [row for row in rows[-6:] if _same_line(row, run)]
        if not mine:
            rows.append([run])
            continue
        mine[-1].append(run)
        for row in mine[:-1]:
            mine[-1].extend(row)
            rows.remove(row)
    return [line for row in rows for line in _lines_in_row(row, page)]


_RAISED = 8
"""Characters: a raised mark, "12, 13" or "2e", is no longer; small print beside the line is."""


def _same_line(row: list[Run], run: Run) -> bool:
    """On the same baseline, or raised or lowered beside it."""
    for other in row:
        difference = abs(run.base - other.base)
        if difference < 0.15 * max(run.size, other.size):
            return True
        small, large = sorted((run, other), key=lambda one: one.size)
        near = (small.left >= large.left - 8 and abs(small.left - large.right) < large.size * 0.9) or abs(
            large.left - small.right
        ) < large.size
        if (
            small.size < 0.88 * large.size
            and len(small.text.strip()) <= _RAISED
            and -0.15 * large.size <= small.base - large.base < 0.65 * large.size
            and near
        ):
            return True
    return False


def _lines_in_row(row: list[Run], page: int) -> list[Line]:
    row.sort(key=lambda run: run.left)
    groups: list[list[Run]] = []
    for run in row:
        if groups and not _is_apart(groups[-1][-1], run):
            groups[-1].append(run)
        else:
            groups.append([run])
    return [_line(group, page) for group in groups]


def _is_apart(before: Run, run: Run) -> bool:
    """White space too wide for a line, or print of another size on the same baseline: another column."""
    gap = run.left - before.right
    large = max(before.size, run.size)
    if gap > 2.2 * large:
        return True
    other_print = min(before.size, run.size) < 0.88 * large and abs(before.base - run.base) < 0.15 * large
    return other_print and gap > 0.6 * large


_MARK = re.compile(r"^\s*\d{1,3}(?:\s?,\s?\d{1,3}){0,4}\s*$")


def _line(runs: list[Run], page: int) -> Line:
    sizes = Counter[float]()
    bold = italic = 0
    for run in runs:
        sizes[round(run.size, 1)] += len(run.text)
        bold += len(run.text) if run.bold else -len(run.text)
        italic += len(run.text) if run.italic else -len(run.text)
    size = sizes.most_common(1)[0][0]
    base = next(run.base for run in runs if round(run.size, 1) == size)
    parts: list[Traced] = []
    for index, run in enumerate(runs):
        if index and run.left - runs[index - 1].right > 0.15 * size and not parts[-1].text.endswith(" "):
            parts.append(Traced(" "))
        raised = run.base - base > 0.12 * size and run.size < 0.88 * size
        if raised and _MARK.match(run.text) and not _is_power(parts):
            labels = re.findall(r"\d+", run.text)
            space = " " if run.text.endswith(" ") else ""
            parts.append(Traced(space, None, tuple((0, label) for label in labels)))
        else:
            parts.append(Traced(run.text))
    content = clean.tidy(join(parts))
    return Line(content, runs[0].left, runs[-1].right, base, size, bold > 0, italic > 0, page)


def _is_power(parts: list[Traced]) -> bool:
    """m², km³, 10⁶: no footnote mark; behind a year ("14 juli 2023⁵") it is one."""
    before = parts[-1].text if parts else ""
    return bool(re.search(r"(?:\b[kcd]?m|\b10|CO)$", before))


@dataclass(frozen=True, slots=True)
class Frame:
    """The letter's own column: size of its text, left and right edge, distance of its lines; in points."""

    size: float
    left: float
    right: float
    pitch: float


def frame_of(lines: Sequence[Line]) -> Frame:
    """The column in which most of the paper's text stands."""
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    size = sizes.most_common(1)[0][0]
    body = [line for line in lines if abs(line.size - size) <= 0.6]
    lefts = Counter[int]()
    for line in body:
        lefts[round(line.left / 4)] += len(line.text)
    left = lefts.most_common(1)[0][0] * 4.0
    rights = sorted(line.right for line in body if abs(line.left - left) < 60 and len(line.text) > 30)
    right = rights[int(len(rights) * 0.97)] if rights else max(line.right for line in body)
    steps = Counter[float]()
    for above, below in pairwise(body):
        step = above.base - below.base
        if above.page == below.page and 0 < step < 4 * size:
            steps[round(step * 2) / 2] += 1
    pitch = steps.most_common(1)[0][0] if steps else size * 1.3
    return Frame(size, left, right, pitch)


def sort_out(lines: Sequence[Line], frame: Frame) -> None:
    """Say of each line what part of the page it is."""
    for line in lines:
        squeezed = furniture.squeeze(line.text)
        if furniture.is_page_mark(squeezed) or not squeezed:
            line.part = Part.FURNITURE
        elif line.left > frame.right - 25 or (
            line.left > frame.left + 0.85 * (frame.right - frame.left) and line.size < frame.size * 0.93
        ):
            line.part = Part.SIDE
        elif line.right < frame.left - 5:
            line.part = Part.FURNITURE if furniture.is_number(squeezed) else Part.SIDE
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    for page in pages.values():
        _mark_notes(page, frame)


_HEAD_NUMBER = re.compile(r"^(?:[1-3]\d ?\d{3}(?: ?[-–]?[IVX]{1,5})?|Nr\. ?(?:\d{1,4}|[A-Z]{1,3}))$")


def rejoin_head(lines: Sequence[Line], frame: Frame) -> None:
    """In print the dossier's number and "Nr. 12" stand beside their titles: make one line of each pair."""
    first = [line for line in lines if line.page == 0]
    for number in first:
        if number.part is Part.SIDE and number.right < frame.left and _HEAD_NUMBER.match(number.text):
            beside = (line for line in first if line.part is Part.BODY and abs(line.base - number.base) < 2.5)
            title = next(beside, None)
            if title is not None:
                title.content = glue([number.content, title.content])
                number.part = Part.FURNITURE


_NOTE_START = re.compile(r"^\d{1,3}(?:[.)]?\s)")


def starts_note(line: Line) -> bool:
    """A footnote starts here: its label is a raised mark or a number in front."""
    return bool((line.content.marks and line.content.marks[0][0] == 0) or _NOTE_START.match(line.text))


def _mark_notes(page: list[Line], frame: Frame) -> None:
    """The small print at the foot of the page, from the first footnote label in it."""
    small: list[Line] = []
    for line in reversed([line for line in page if line.part is Part.BODY]):
        if line.size < frame.size * 0.96:
            small.append(line)
        else:
            break
    small.reverse()
    start = next((index for index, line in enumerate(small) if starts_note(line)), None)
    if start is not None:
        for line in small[start:]:
            line.part = Part.NOTE
