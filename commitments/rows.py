"""Rows of a table: an overview of promises has the act in one cell and the term or the outcome in another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from commitments.model import EventKind

if TYPE_CHECKING:
    from extract.document import Block, Document

_CELL = re.compile(r"[^|\t]+")
_HEADER = re.compile(
    r"\b(?:toezegging(?:en)?|omschrijving|onderwerp|termijn|planning|status|stand van zaken|deadline)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"^(?:is |zijn )?(?:(?P<done>afgedaan|voldaan|nagekomen|afgehandeld|uitgevoerd|gereed|afgerond)"
    r"|(?P<off>vervallen|ingetrokken|vervalt)"
    r"|(?P<none>n\.?\s?v\.?\s?t\b|niet van toepassing|geen toezegging|-$|–$))",
    re.IGNORECASE,
)
_NO_PROMISE = re.compile(r"\bgeen toezegging\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """The cell that says what is owed, and how the row stands. Offsets count in the document's text."""

    begin: int
    end: int
    rest: tuple[tuple[int, int], ...]
    """The other cells."""
    outcome: EventKind | None
    """FULFILLED or WITHDRAWN when a cell says so."""
    promise: bool
    """False when the row says that there is (no longer) anything owed."""


def _cells(document: Document, block: Block) -> list[tuple[int, int]]:
    out = []
    for match in _CELL.finditer(document.text, block.begin, block.end):
        text = match.group()
        begin = match.start() + len(text) - len(text.lstrip())
        end = match.end() - (len(text) - len(text.rstrip()))
        if begin < end:
            out.append((begin, end))
    return out


def is_header(document: Document, block: Block) -> bool:
    """Whether the row names the columns of an overview of promises."""
    cells = [document.text[b:e] for b, e in _cells(document, block)]
    named = sum(1 for cell in cells if len(cell) < 40 and _HEADER.search(cell))
    return named >= 2 or (named == 1 and len(cells) > 2 and all(len(cell) < 40 for cell in cells))


def row_of(document: Document, block: Block) -> Row | None:
    """The row, None when it is empty. The longest cell says what is owed."""
    cells = _cells(document, block)
    if not cells:
        return None
    main = max(cells, key=lambda cell: cell[1] - cell[0])
    rest = tuple(cell for cell in cells if cell != main)
    states = [m for b, e in rest if (m := _DONE.match(document.text[b:e]))]
    outcome = None
    if any(m["done"] for m in states):
        outcome = EventKind.FULFILLED
    elif any(m["off"] for m in states):
        outcome = EventKind.WITHDRAWN
    closed = bool(states) or bool(_NO_PROMISE.search(document.text, *main))
    return Row(*main, rest, outcome, promise=not closed)
