"""Letters of the archive as PDF, in the government's letter layout.

A narrow text with a side column that holds the department block, date and reference on every page,
footnotes under the text, "Pagina 1 van 3", words broken at line ends, and paragraphs that run over
the page. Measures are points from the top left. The bytes are the same each time: the standard fonts,
no compression, and the letter's own day as the day of making.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fpdf import FPDF

from demo.papers import Archive, Paper, Part
from demo.pdf_lines import FONT, MARK, SIZE, Breaker, Line, Measure, Run
from extract.dates import dutch_date

if TYPE_CHECKING:
    from collections.abc import Iterator

_SMALL = 6.5
_LEFT, _WIDTH = 85.0, 330.0
_SIDE = 437.0
_LEADING, _NOTE_LEADING, _GAP = 12.5, 8.0, 12.5
_TOP_FIRST, _TOP, _BOTTOM = 362.0, 110.0, 770.0
_RULE = 8.0
"""Space between text and footnotes."""


def _body_lines(paper: Paper, measure: Measure) -> Iterator[Line]:
    plain = Breaker(measure, _WIDTH, SIZE)
    bold = Breaker(measure, _WIDTH, SIZE, bold=True)
    yield from plain.lines(paper.opening)
    previous = Part.PARAGRAPH
    for block in paper.blocks:
        if block.part is Part.HEADING:
            lines = bold.lines(block.text)
            lines[0].keep = len(lines) + 1
        elif block.part is Part.ITEM:
            lines = plain.lines(block.text, indent=12.0)
            lines[0].runs.insert(0, Run(0.0, "•"))
        else:
            lines = plain.lines(block.text)
        tight = previous is Part.HEADING or previous is block.part is Part.ITEM
        lines[0].space = 0.0 if tight else _GAP
        previous = block.part
        yield from lines


def _signature_lines(paper: Paper, measure: Measure) -> Iterator[Line]:
    breaker = Breaker(measure, _WIDTH, SIZE)
    for sender in paper.senders:
        title = breaker.lines(f"{sender.title},")
        title[0].space, title[0].keep = 2 * _GAP, len(title)
        yield from title
        name = breaker.lines(f"{sender.initials} {sender.surname}")
        name[0].space = 3 * _GAP
        yield from name


@dataclass(slots=True)
class _Page:
    lines: list[tuple[float, Line]] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    """Lines of the footnotes at its foot."""


class _Layout:
    """Divides lines over pages; a footnote stands on the page of its mark."""

    def __init__(self, notes: list[list[Line]]) -> None:
        self.notes = notes
        self.pages = [_Page()]
        self.y = _TOP_FIRST

    def _foot(self, line: Line) -> list[Line]:
        return [noted for number in line.notes for noted in self.notes[number - 1]]

    def _fits(self, lines: list[Line]) -> bool:
        notes = len(self.pages[-1].notes) + sum(len(self._foot(line)) for line in lines)
        room = _BOTTOM - (notes * _NOTE_LEADING + _RULE if notes else 0.0)
        return self.y + sum(_LEADING + line.space for line in lines) <= room

    def fill(self, lines: list[Line]) -> list[_Page]:
        """All pages."""
        for index, line in enumerate(lines):
            if not self._fits(lines[index : index + 1 + line.keep]):
                self.pages.append(_Page())
                self.y = _TOP
            page = self.pages[-1]
            self.y += (line.space if page.lines else 0.0) + _LEADING
            page.lines.append((self.y, line))
            page.notes += self._foot(line)
        return self.pages


class _Printer:
    """Draws the pages."""

    def __init__(self, archive: Archive, paper: Paper, measure: Measure) -> None:
        self.paper = paper
        self.ministry = archive.ministries[paper.ministry]
        self.measure = measure
        self.pdf = FPDF(unit="pt", format="A4")
        self.pdf.core_fonts_encoding = "windows-1252"
        self.pdf.set_compression(False)
        self.pdf.set_auto_page_break(False)
        self.pdf.set_creation_date(dt.datetime.combine(paper.date, dt.time(9), dt.UTC))
        self.pdf.set_producer("demo.render_pdf")
        self.pdf.set_title(paper.marked_title)
        self.pdf.set_lang("nl-NL")

    def text(self, x: float, y: float, text: str, size: float = SIZE, *, bold: bool = False) -> None:
        """Words with their baseline at y."""
        self.pdf.set_font(FONT, "B" if bold else "", size)
        self.pdf.text(x, y, text)

    def line(self, x: float, y: float, line: Line, size: float = SIZE) -> None:
        """One printed line, marks raised."""
        for run in line.runs:
            if run.mark:
                self.text(x + run.x, y - 3.5, run.text, MARK)
            elif run.text:
                self.text(x + run.x, y, run.text, size, bold=line.bold)

    def side(self, *, first: bool) -> None:
        """The side column."""
        rows: list[tuple[str, bool]] = [(row, True) for row in self.ministry.block]
        if first:
            rows += [("", False), *((row, False) for row in self.ministry.address)]
        else:
            rows += [("", False), ("Datum", True), (dutch_date(self.paper.date), False)]
        rows += [("", False), ("Onze referentie", True), (self.paper.reference, False)]
        y = 275.0 if first else _TOP
        for text, bold in rows:
            if text:
                self.text(_SIDE, y, text, _SMALL, bold=bold)
            y += 8.0 if text else 5.0

    def opening(self) -> None:
        """Return address, addressee, date and subject of the first page."""
        self.text(_LEFT, 103.0, f"> Retouradres {self.ministry.return_address}", _SMALL)
        address = (
            "Aan de Voorzitter van de Tweede Kamer",
            "der Staten-Generaal",
            "Postbus 20018",
            "2500 EA DEN HAAG",
        )
        for row, text in enumerate(address):
            self.text(_LEFT, 138.0 + row * _LEADING, text)
        self.text(_LEFT, 287.0, "Datum")
        self.text(_LEFT + 56, 287.0, dutch_date(self.paper.date))
        self.text(_LEFT, 303.0, "Betreft")
        lines = Breaker(self.measure, _WIDTH - 56, SIZE).lines(self.paper.marked_title)
        for row, line in enumerate(lines):
            self.line(_LEFT + 56, 303.0 + row * _LEADING, line)

    def page(self, page: _Page, number: int, total: int) -> None:
        """One page."""
        self.pdf.add_page()
        if number == 1:
            self.opening()
        for y, line in page.lines:
            self.line(_LEFT, y, line)
        y = _BOTTOM - (len(page.notes) - 1) * _NOTE_LEADING
        for row, line in enumerate(page.notes):
            self.line(_LEFT, y + row * _NOTE_LEADING, line, _SMALL)
        self.text(_LEFT + _WIDTH - 47, 803.0, f"Pagina {number} van {total}", _SMALL)
        self.side(first=number == 1)


def _note_lines(paper: Paper, measure: Measure) -> list[list[Line]]:
    breaker = Breaker(measure, _WIDTH, _SMALL)
    found = []
    for number, text in enumerate(paper.notes, start=1):
        lines = breaker.lines(text, indent=7.0)
        lines[0].runs.insert(0, Run(0.0, str(number), mark=True))
        found.append(lines)
    return found


def render(archive: Archive, paper: Paper) -> bytes:
    """The letter as PDF."""
    measure = Measure()
    lines = [*_body_lines(paper, measure), *_signature_lines(paper, measure)]
    pages = _Layout(_note_lines(paper, measure)).fill(lines)
    printer = _Printer(archive, paper, measure)
    for number, page in enumerate(pages, start=1):
        printer.page(page, number, len(pages))
    return bytes(printer.pdf.output())
