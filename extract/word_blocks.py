"""Rows and lines of a word processor file as blocks, the same for DOCX and ODT."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract import header
from extract.document import BlockKind
from extract.draft import Draft
from extract.op_walk import spaced
from extract.traced import Traced, glue
from extract.wrapping import runs_over_page

if TYPE_CHECKING:
    from collections.abc import Iterator


def row_of(cells: list[list[Draft]]) -> Iterator[Draft]:
    """A row as one block; with text in one cell only, or a label of the head in the first, it is layout."""
    filled = [[draft for draft in cell if draft.content.text] for cell in cells]
    filled = [cell for cell in filled if cell]
    if len(filled) <= 1 or header.is_label(filled[0][0].content.text):
        for cell in filled:
            yield from cell
        return
    texts = [glue([draft.content for draft in cell]) for cell in filled]
    yield Draft(BlockKind.TABLE_ROW, glue(texts, " | "))


def lines_of(pieces: list[Traced]) -> Iterator[Traced]:
    """The paragraph, cut at its line breaks, but for those that only broke a sentence."""
    if not any("\n" in piece.text for piece in pieces):
        yield spaced(pieces)
        return
    lines: list[list[Traced]] = [[]]
    for piece in pieces:
        first, *others = piece.text.split("\n")
        lines[-1].append(Traced(first, None, piece.marks))
        lines += [[Traced(part)] for part in others]
    group: list[Traced] = []
    for line in (spaced(parts) for parts in lines):
        if group and line.text and runs_over_page(group[-1].text, line.text, long=False):
            group.append(line)
            continue
        if group:
            yield glue(group)
        group = [line] if line.text else []
    if group:
        yield glue(group)
