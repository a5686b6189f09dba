"""Words broken into lines, as wide as a font makes them: for the letters as PDF. Measures are points."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from fpdf import FPDF

from demo.papers import NOTE_MARK

FONT = "Helvetica"
SIZE, MARK = 9.0, 5.5
"""Of the text, and of the number of a footnote in it."""
_BREAK = re.compile(r"(?<=-)(?=\w)")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one style at ``x`` points from the left of the text."""

    x: float
    text: str
    mark: bool = False


@dataclass(slots=True)
class Line:
    """One printed line."""

    runs: list[Run] = field(default_factory=list)
    bold: bool = False
    notes: tuple[int, ...] = ()
    """Numbers of the footnotes whose marks stand in it."""
    space: float = 0.0
    """White space above, unless it begins a page."""
    keep: int = 0
    """How many following lines must stand on the same page."""


class Measure:
    """Widths of words, from the font's own tables."""

    def __init__(self) -> None:
        self.pdf = FPDF(unit="pt")
        self.pdf.core_fonts_encoding = "windows-1252"

    def width(self, text: str, size: float = SIZE, *, bold: bool = False) -> float:
        """How wide ``text`` is, in points."""
        self.pdf.set_font(FONT, "B" if bold else "", size)
        return float(self.pdf.get_string_width(text))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a word that is not broken; ``hyphen`` is printed when the line ends after it."""

    text: str
    hyphen: str = ""
    notes: tuple[int, ...] = ()


def _pieces(word: str) -> list[_Piece]:
    parts = NOTE_MARK.split(word)
    pieces: list[_Piece] = []
    for text, number in zip(parts[0::2], [*parts[1::2], ""], strict=True):
        halves = text.split("\\-")
        for half in halves:
            fragments = _BREAK.split(half)
            pieces += [_Piece(fragment) for fragment in fragments]
            pieces[-1] = _Piece(pieces[-1].text, "-")
        pieces[-1] = _Piece(pieces[-1].text)
        if number:
            last = pieces.pop()
            pieces.append(_Piece(last.text, "", (int(number),)))
    return [p for p in pieces if p.text or p.notes]


class Breaker:
    """Breaks a paragraph into lines of a width, first fit, as a word processor does."""

    def __init__(self, measure: Measure, width: float, size: float, *, bold: bool = False) -> None:
        self.measure = measure
        self.limit = width
        self.size = size
        self.bold = bold

    def _width(self, text: str) -> float:
        return self.measure.width(text, self.size, bold=self.bold)

    def lines(self, text: str, indent: float = 0.0) -> list[Line]:
        """The lines of a paragraph."""
        lines = [Line(bold=self.bold)]
        x, pending = indent, ""
        for word in text.split():
            pieces = _pieces(word)
            for index, piece in enumerate(pieces):
                needed = self._width(pending + piece.text) + self._width(piece.hyphen)
                if not self._may_break(pieces, index):
                    needed += self._width("".join(p.text for p in pieces[index + 1 : index + 2]))
                if x + needed > self.limit and x > indent:
                    self._hyphenate(lines[-1], pieces, index)
                    lines.append(Line(bold=self.bold))
                    x, pending = indent, ""
                x = self._place(lines[-1], x, pending + piece.text, piece)
                pending = ""
            pending = " "
        return lines

    @staticmethod
    def _may_break(pieces: list[_Piece], index: int) -> bool:
        return bool(index == len(pieces) - 1 or pieces[index].hyphen or pieces[index].text.endswith("-"))

    @staticmethod
    def _hyphenate(line: Line, pieces: list[_Piece], index: int) -> None:
        if index and pieces[index - 1].hyphen:
            last = line.runs.pop()
            line.runs.append(Run(last.x, last.text + pieces[index - 1].hyphen))

    def _place(self, line: Line, x: float, text: str, piece: _Piece) -> float:
        if line.runs and not line.runs[-1].mark:
            last = line.runs.pop()
            line.runs.append(Run(last.x, last.text + text))
            x = last.x + self._width(last.text + text)
        else:
            line.runs.append(Run(x, text))
            x += self._width(text)
        for number in piece.notes:
            line.runs.append(Run(x, str(number), mark=True))
            line.notes = (*line.notes, number)
            x += self.measure.width(str(number), MARK)
        return x
