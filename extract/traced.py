"""Text that remembers where each of its characters stood, and where footnote marks were taken out."""

from __future__ import annotations

from array import array
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Traced:
    """``text``; ``sources[i]`` is the raw offset of character i (None for formats without a raw text).

    ``marks`` are the footnote marks taken out: (offset in text, label), ascending.
    """

    text: str
    sources: array[int] | None = None
    marks: tuple[tuple[int, str], ...] = ()

    @classmethod
    def at(cls, text: str, source: int) -> Traced:
        """``text`` as it stands in the raw text at ``source``."""
        return cls(text, array("q", range(source, source + len(text))))

    def __len__(self) -> int:
        return len(self.text)

    def cut(self, begin: int, end: int | None = None) -> Traced:
        """The part from ``begin`` to ``end``."""
        stop = len(self.text) if end is None else end
        return Traced(
            self.text[begin:stop],
            None if self.sources is None else self.sources[begin:stop],
            tuple((offset - begin, label) for offset, label in self.marks if begin <= offset <= stop),
        )

    def without(self, spans: list[tuple[int, int]]) -> Traced:
        """Without the characters of ``spans`` (ascending, not overlapping)."""
        if not spans:
            return self
        parts = []
        position = 0
        for begin, end in spans:
            parts.append(self.cut(position, begin))
            position = end
        parts.append(self.cut(position))
        return join(parts)

    def strip(self) -> Traced:
        """Without white space at both ends."""
        left = len(self.text) - len(self.text.lstrip())
        right = max(left, len(self.text.rstrip()))
        if not self.marks:
            return self.cut(left, right)
        inside = tuple((min(max(offset, left), right), label) for offset, label in self.marks)
        return Traced(self.text, self.sources, inside).cut(left, right)

    def marked(self, offset: int, label: str) -> Traced:
        """With a footnote mark at ``offset``."""
        return Traced(self.text, self.sources, tuple(sorted((*self.marks, (offset, label)))))

    def replaced(self, text: str) -> Traced:
        """With ``text`` of the same length in place of its own."""
        return Traced(text, self.sources, self.marks)


def join(parts: list[Traced]) -> Traced:
    """The parts one after the other; a part without sources makes the whole untraced."""
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return Traced("")
    marks: list[tuple[int, str]] = []
    length = 0
    sources: array[int] | None = array("q")
    for part in parts:
        marks.extend((length + offset, label) for offset, label in part.marks)
        length += len(part.text)
        if part.sources is None:
            sources = None
        elif sources is not None:
            sources.extend(part.sources)
    return Traced("".join(part.text for part in parts), sources, tuple(marks))


def space_after(part: Traced, text: str = " ") -> Traced:
    """Space that takes the place of what stood behind ``part`` in the raw text.

    Longer text (" | " between cells) has no place there and is given that of the last character before it.
    """
    sources = part.sources
    if sources is None:
        return Traced(text)
    last = sources[-1] if sources else 0
    return Traced(text, array("q", [last + 1 if len(text) == 1 else last]) * len(text))


def glue(parts: list[Traced], separator: str = " ") -> Traced:
    """The parts that hold text, with ``separator`` between them."""
    pieces: list[Traced] = []
    for part in parts:
        if part.text and pieces:
            pieces.append(space_after(pieces[-1], separator))
        if part.text:
            pieces.append(part)
    return join(pieces)
