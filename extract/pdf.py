"""PDF: the government's letter layout, Kamerstukken and Aanhangsel as printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pypdfium2
from pypdfium2 import raw

from extract import clean, header, pdf_guard, pdf_layout, pdf_tables, structure, wrapping
from extract.document import BlockKind
from extract.draft import Draft, assemble
from extract.errors import ReadError
from extract.fields import Fields
from extract.metadata import make_metadata
from extract.pdf_layout import Frame, Line, Part
from extract.pdf_runs import runs_of
from extract.sniff import MAX_CHARACTERS, MAX_PAGES
from extract.traced import Traced

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extract.document import Document


_TAIL = 16_384
"""Bytes at the end in which the end-of-file mark must stand (ISO 32000-1, 7.5.5 asks for the last line)."""


def read(data: bytes, name: str | None = None) -> Document:
    """The Document of a PDF. Raises ReadError (password, damaged, no text, too many pages)."""
    pdf = _open(data, name)
    try:
        count = len(pdf)
        if count > MAX_PAGES:
            raise ReadError(
                f"te veel bladzijden ({count}, hoogstens {MAX_PAGES})", name=name, advice="Splits het stuk."
            )
        lines = _pages(pdf, count, name)
    finally:
        pdf.close()
    if not any(char.isalpha() for line in lines for char in line.text):
        raise ReadError(
            "er staat geen tekst in deze PDF, waarschijnlijk is het een scan",
            name=name,
            advice="Maak de tekst eerst doorzoekbaar (OCR).",
        )
    return _document(lines, count)


def _open(data: bytes, name: str | None) -> pypdfium2.PdfDocument:
    if b"%%EOF" not in data[-_TAIL:]:
        # Pdfium mends a file that was cut off and shows a part: a promise may stand in the rest.
        raise ReadError("deze PDF is onvolledig", name=name, advice="Haal het stuk opnieuw op.")
    pdf_guard.check(data, name)
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "assword" in str(error):
            raise ReadError(
                "deze PDF is met een wachtwoord beveiligd",
                name=name,
                advice="Geef een exemplaar zonder wachtwoord.",
            ) from None
        raise ReadError(
            "deze PDF is beschadigd of onvolledig", name=name, advice="Haal het stuk opnieuw op."
        ) from None


def _pages(pdf: pypdfium2.PdfDocument, count: int, name: str | None) -> list[Line]:
    lines: list[Line] = []
    total = 0
    for number in range(count):
        try:
            page = pdf[number]
            textpage = page.get_textpage()
        except pypdfium2.PdfiumError:
            raise ReadError(
                f"bladzijde {number + 1} van deze PDF is beschadigd",
                name=name,
                advice="Haal het stuk opnieuw op.",
            ) from None
        total += textpage.count_chars()
        if total > MAX_CHARACTERS:
            raise ReadError("de tekst van deze PDF is te lang", name=name, advice="Splits het stuk.")
        lines += pdf_layout.lines_of(runs_of(textpage), number)
        textpage.close()
        page.close()
    return lines


def _document(lines: list[Line], pages: int) -> Document:
    frame = pdf_layout.frame_of(lines)
    pdf_layout.sort_out(lines, frame)
    pdf_layout.rejoin_head(lines, frame)
    pdf_tables.join_rows(lines)
    fields = Fields()
    body = [line for line in lines if line.part in {Part.BODY, Part.ROW}]
    body = body[_head([line for line in body if line.page == 0], frame, fields) :]
    side = [line for line in lines if line.part is Part.SIDE and line.page == 0]
    header.collect(_spaced(side, frame)[0], fields)
    text = "\n".join(line.text for line in lines)
    known = clean.vocabulary(text)
    notes = _notes([line for line in lines if line.part is Part.NOTE], known)
    drafts = structure.classify(_paragraphs(body, frame, known), fields)
    return assemble([*drafts, *notes], make_metadata(fields, text), warnings=_empty_pages(lines, pages))


def _empty_pages(lines: Sequence[Line], pages: int) -> list[str]:
    """A warning for pages that hold no text: a scan or a picture may hide a promise."""
    empty = sorted(set(range(pages)) - {line.page for line in lines})
    if not empty:
        return []
    numbers = ", ".join(str(page + 1) for page in empty[:20])
    return [f"geen leesbare tekst op bladzijde {numbers} (scan of afbeelding)"]


def _spaced(lines: Sequence[Line], frame: Frame) -> tuple[list[str], list[int]]:
    """The lines as text with a blank one where white space stands; and for each the number of its line."""
    texts: list[str] = []
    numbers: list[int] = []
    for index, line in enumerate(lines):
        step = lines[index - 1].base - line.base if index else 0.0
        if index and (step > 1.45 * max(line.size * 1.1, min(frame.pitch, line.size * 1.5)) or step < 0):
            texts.append("")
            numbers.append(index)
        texts.append(line.text)
        numbers.append(index)
    return texts, numbers


def _head(first: list[Line], frame: Frame, fields: Fields) -> int:
    """How many lines of the first page are its head, whose fields are read."""
    texts, numbers = _spaced(first, frame)
    end = header.scan(texts, fields)
    return numbers[end] if end < len(numbers) else len(first)


def _paragraphs(lines: Sequence[Line], frame: Frame, known: Mapping[str, int]) -> list[Draft]:
    drafts: list[Draft] = []
    group: list[Line] = []
    for line in lines:
        row = line.part is Part.ROW
        if group and (row or not _goes_on(group, line, frame)):
            drafts.append(_paragraph(group, known))
            group = []
        if row:
            drafts.append(Draft(BlockKind.TABLE_ROW, clean.take_marks(line.content)))
        else:
            group.append(line)
    if group:
        drafts.append(_paragraph(group, known))
    return drafts


def _goes_on(group: Sequence[Line], line: Line, frame: Frame) -> bool:
    before = group[-1]
    if before.text in wrapping.BULLETS:
        return before.page == line.page and line.text not in wrapping.BULLETS
    room = _room(before, line, frame)
    if before.bold != line.bold and (room or not line.text[0].islower()):
        return False
    if before.page != line.page:
        long = before.right > frame.left + 0.7 * (frame.right - frame.left)
        return wrapping.runs_over_page(before.text, line.text, long=long)
    step = before.base - line.base
    if step > 1.35 * frame.pitch:
        return False
    if len(group) > 1 and wrapping.BULLET.match(group[0].text) and line.left < before.left - 4:
        return False
    return wrapping.runs_on(before.text, line.text, room=room)


def _room(before: Line, line: Line, frame: Frame) -> bool:
    first = line.text.split(maxsplit=1)[0]
    width = (line.right - line.left) / max(1, len(line.text))
    return before.right + (len(first) + 1.5) * width < frame.right - 2


def _paragraph(group: Sequence[Line], known: Mapping[str, int]) -> Draft:
    content = clean.close_gaps(wrapping.unwrap([line.content for line in group], known), known)
    return Draft(
        BlockKind.PARAGRAPH,
        clean.tidy(clean.take_marks(content)),
        bold=group[0].bold,
        italic=all(line.italic for line in group),
    )


_LABEL = re.compile(r"^(\d{1,3})[.)]?\s+")


def _notes(lines: Sequence[Line], known: Mapping[str, int]) -> list[Draft]:
    drafts: list[Draft] = []
    group: list[Traced] = []
    label: str | None = None
    for line in lines:
        content = line.content
        if pdf_layout.starts_note(line):
            if group:
                drafts.append(
                    Draft(BlockKind.FOOTNOTE, Traced(wrapping.unwrap(group, known).text), label=label)
                )
            group = []
            match = _LABEL.match(content.text)
            label = (
                content.marks[0][1]
                if content.marks and content.marks[0][0] == 0
                else match[1]
                if match
                else None
            )
            content = content.cut(match.end()) if match and not content.marks else content
        group.append(content)
    if group:
        drafts.append(Draft(BlockKind.FOOTNOTE, Traced(wrapping.unwrap(group, known).text), label=label))
    return drafts
