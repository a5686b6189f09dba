"""The text of a paper as a template prints it: blocks, cut at the edges of promises and at notes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from publish.queries import Row


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``begin`` to ``end`` (exclusive) of a text belong to the commitment ``key``."""

    begin: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote mark stood just before ``offset``: its ``label``, and the number of the note's block."""

    offset: int
    label: str
    block: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, the commitments it belongs to (none: plain text), and the notes right behind it."""

    text: str
    keys: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a paper: ``kind`` and the rest as in the table ``blokken``."""

    number: int
    kind: str
    label: str | None
    speaker: str | None
    pieces: tuple[Piece, ...]

    @property
    def marked(self) -> bool:
        """Whether a promise stands in it."""
        return any(piece.keys for piece in self.pieces)


def blocks(text: str, rows: Iterable[Row], spans: Sequence[Span], notes: Sequence[Note] = ()) -> list[Block]:
    """The blocks in reading order; ``spans`` ordered by their begin, ``notes`` by their offset."""
    found = []
    waiting, reaching = deque(spans), list[Span]()
    offsets = [note.offset for note in notes]
    for row in rows:
        begin, end = row["begin"], row["eind"]
        while waiting and waiting[0].begin < end:
            reaching.append(waiting.popleft())
        reaching = [span for span in reaching if span.end > begin]
        near = notes[bisect_left(offsets, begin) : bisect_right(offsets, end)]
        cut = tuple(pieces(text, begin, end, reaching, near))
        found.append(Block(row["volgnummer"], row["soort"], row["kenmerk"], row["spreker"], cut))
    return found


def pieces(text: str, begin: int, end: int, spans: Iterable[Span], notes: Sequence[Note] = ()) -> list[Piece]:
    """``text[begin:end]`` cut where a span begins or ends or a note stands; joined, it is that text again."""
    inside = [
        Span(max(span.begin, begin), min(span.end, end), span.key)
        for span in spans
        if span.begin < end and span.end > begin
    ]
    cuts = {begin, end}
    for span in inside:
        cuts |= {span.begin, span.end}
    marks: dict[int, tuple[Note, ...]] = {}
    for note in notes:
        marks[note.offset] = (*marks.get(note.offset, ()), note)
    cuts |= marks.keys()
    found = [
        Piece(text[start:stop], _covering(inside, start, stop), marks.get(stop, ()))
        for start, stop in pairwise(sorted(cuts))
    ]
    return [Piece("", (), marks[begin]), *found] if begin in marks else found


def _covering(spans: Sequence[Span], start: int, stop: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(span.key for span in spans if span.begin <= start and span.end >= stop))
