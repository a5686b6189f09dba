"""PDF: the government's letter layout, Kamerstukken and Aanhangsel as printed."""

from __future__ import annotations

import ctypes
import re
from typing import TYPE_CHECKING

import pypdfium2
from pypdfium2 import raw

from extract import clean, header, pdf_layout, structure, wrapping
from extract.document import BlockKind
from extract.draft import Draft, assemble
from extract.errors import ReadError
from extract.pdf_layout import Frame, Line, Part, Run
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
    return _document(lines)


def _open(data: bytes, name: str | None) -> pypdfium2.PdfDocument:
    if b"%%EOF" not in data[-_TAIL:]:
        # Pdfium mends a file that was cut off and shows a part: a promise may stand in the rest.
        raise ReadError("deze PDF is onvolledig", name=name, advice="Haal het stuk opnieuw op.")
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
        lines += pdf_layout.lines_of(_runs(textpage), number)
        textpage.close()
        page.close()
    return lines


def _runs(textpage: pypdfium2.PdfTextPage) -> list[Run]:
    """The page's characters as runs: a run ends where baseline, size or the flow to the right breaks."""
    page = textpage.raw
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    runs: list[Run] = []
    chars: list[str] = []
    run: Run | None = None
    space = False
    last = 0
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(page, index)
        if code in {10, 13}:
            _close(run, chars)
            if run is not None and run.bold:
                run.bold = _is_bold(page, last)
            run, space = None, False
            continue
        if code in {32, 160}:
            space = True
            continue
        raw.FPDFText_GetCharOrigin(page, index, x, y)
        raw.FPDFText_GetLooseCharBox(page, index, box)
        size = box.top - box.bottom
        left, right, base = box.left, box.right, y.value
        if run is not None and (
            abs(base - run.base) > 0.8
            or abs(size - run.size) > 0.12 * run.size
            or left < run.right - 1.2 * run.size
            or left > run.right + 2.5 * run.size
        ):
            _close(run, chars, space=space)
            run = None
        if run is None:
            run = Run("", left, right, base, size, _is_bold(page, index))
            runs.append(run)
            space = False
        if space:
            chars.append(" ")
            space = False
        chars.append(chr(code))
        run.right = max(run.right, right)
        last = index
    _close(run, chars)
    return runs


def _close(run: Run | None, chars: list[str], *, space: bool = False) -> None:
    if run is not None:
        run.text = "".join(chars) + (" " if space else "")
    chars.clear()


_FONT_NAME = ctypes.create_string_buffer(128)


def _is_bold(page: raw.FPDF_TEXTPAGE, index: int) -> bool:
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(page, index, _FONT_NAME, 128, flags)
    name = _FONT_NAME.value.decode("latin-1").lower()
    return "bold" in name or "black" in name or raw.FPDFText_GetFontWeight(page, index) >= 600


def _document(lines: list[Line]) -> Document:
    frame = pdf_layout.frame_of(lines)
    pdf_layout.sort_out(lines, frame)
    fields = header.Fields()
    body = [line for line in lines if line.part is Part.BODY]
    first = [line for line in body if line.page == 0]
    end, skip = _head(first, frame, fields)
    header.collect(
        _spaced([line for line in lines if line.part is Part.SIDE and line.page == 0], frame)[0], fields
    )
    body = body[end:] if skip else body
    text = "\n".join(line.text for line in lines)
    known = clean.vocabulary(text)
    notes = _notes([line for line in lines if line.part is Part.NOTE], known)
    drafts = structure.classify(_paragraphs(body, frame, known), fields)
    return assemble([*drafts, *notes], header.metadata(fields, text))


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


def _head(first: list[Line], frame: Frame, fields: header.Fields) -> tuple[int, bool]:
    texts, numbers = _spaced(first, frame)
    end = header.scan(texts, fields)
    return (numbers[end] if end < len(numbers) else len(first), True) if end else (0, False)


def _paragraphs(lines: Sequence[Line], frame: Frame, known: Mapping[str, int]) -> list[Draft]:
    drafts: list[Draft] = []
    group: list[Line] = []
    for line in lines:
        if group and not _goes_on(group, line, frame):
            drafts.append(_paragraph(group, known))
            group = []
        group.append(line)
    if group:
        drafts.append(_paragraph(group, known))
    return drafts


def _goes_on(group: Sequence[Line], line: Line, frame: Frame) -> bool:
    before = group[-1]
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
    return Draft(BlockKind.PARAGRAPH, clean.tidy(clean.take_marks(content)), bold=group[0].bold)


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
