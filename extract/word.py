"""DOCX and ODT: zip archives of XML, unpacked within bounds."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from typing import TYPE_CHECKING

from extract import header, structure
from extract.document import BlockKind
from extract.draft import Draft, assemble
from extract.errors import ReadError
from extract.fields import Fields, make_metadata
from extract.op_walk import flat, spaced
from extract.op_xml import parse
from extract.sniff import ADVICE
from extract.traced import Traced, glue
from extract.wrapping import runs_over_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from extract.document import Document

MAX_PART = 30_000_000
"""Bytes that one part of the archive may take when unpacked."""
MAX_PARTS = 5_000
# What zipfile raises for damaged archives, as fuzzing showed it; ReadError is a ValueError too.
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    ValueError,
    OSError,
    EOFError,
    RuntimeError,
    struct.error,
)

_HEAD = re.compile(r"^word/header\d{1,3}\.xml$")
MAX_HEADS = 12
"""Page heads that are read: three for each section of a letter and its annexes."""

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def read(data: bytes, name: str | None = None) -> Document:
    """The Document of a DOCX or ODT file. Raises ReadError (other archive, damaged, expands too far)."""
    if data.count(b"PK\x01\x02") > MAX_PARTS:
        raise ReadError("dit bestand bestaat uit te veel onderdelen", name=name, advice=ADVICE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            reader = _reader(archive, name)
    except ReadError:
        raise
    except _ZIP_ERRORS:
        raise ReadError("dit bestand is beschadigd of geen DOCX of ODT", name=name, advice=ADVICE) from None
    return _document(list(reader.drafts()), reader, name)


def _reader(archive: zipfile.ZipFile, name: str | None) -> _Docx | _Odt:
    names = set(archive.namelist())
    if "word/document.xml" in names:
        notes = _part(archive, "word/footnotes.xml", name) if "word/footnotes.xml" in names else None
        heads = [_part(archive, part, name) for part in sorted(filter(_HEAD.match, names))[:MAX_HEADS]]
        return _Docx(_part(archive, "word/document.xml", name), notes, heads)
    if "content.xml" in names:
        return _Odt(_part(archive, "content.xml", name))
    raise ReadError("dit is een zip-bestand, maar geen DOCX of ODT", name=name, advice=ADVICE)


def _part(archive: zipfile.ZipFile, part: str, name: str | None) -> etree._Element:
    """One part, parsed; never more than MAX_PART bytes are unpacked, whatever the archive says of itself."""
    import zlib  # noqa: PLC0415

    try:
        with archive.open(part) as file:
            data = file.read(MAX_PART + 1)
    except (zlib.error, KeyError):
        raise ReadError("dit bestand is beschadigd", name=name, advice="Haal het stuk opnieuw op.") from None
    if len(data) > MAX_PART:
        raise ReadError(
            f"dit bestand wordt uitgepakt te groot (meer dan {MAX_PART // 1_000_000} MB)",
            name=name,
            advice="Vraag de afzender om een gewoon exemplaar.",
        )
    return parse(data, name)


def _document(drafts: list[Draft], reader: _Docx | _Odt, name: str | None) -> Document:
    drafts = [draft for draft in drafts if draft.content.text]
    if not drafts:
        raise ReadError("er staat geen tekst in dit bestand", name=name, advice="Geef een stuk met tekst.")
    fields = Fields()
    head = "\n".join(draft.content.text for draft in drafts[:40])
    # Every paragraph stands on its own, as if white space stood between them.
    end = header.scan([line for draft in drafts for line in (draft.content.text, "")], fields)
    header.collect([line for text in reader.beside for line in (text, "")], fields)
    drafts = structure.classify(drafts[(end + 1) // 2 :], fields)
    return assemble([*drafts, *reader.notes], make_metadata(fields, head))


class _Docx:
    """Paragraphs of word/document.xml in reading order."""

    def __init__(
        self, document: etree._Element, notes: etree._Element | None, heads: list[etree._Element]
    ) -> None:
        self.document = document
        self.heads = heads
        self.beside: list[str] = []
        """Paragraphs of the page heads and of boxes beside the letter: they tell its date and subject."""
        self.notes: list[Draft] = []
        self.texts: dict[str, str] = {}
        for note in () if notes is None else notes.iter(f"{_W}footnote"):
            if note.get(f"{_W}type") is None:
                text = spaced(
                    [piece for par in note.iter(f"{_W}p") for piece in (*self._pieces(par), Traced(" "))]
                )
                self.texts[note.get(f"{_W}id") or ""] = text.text

    def drafts(self) -> Iterator[Draft]:
        body = self.document.find(f"{_W}body")
        if body is not None:
            yield from self._walk(body)
        for head in self.heads:
            self.beside += [draft.content.text for draft in self._walk(head) if draft.content.text]

    def _walk(self, element: etree._Element) -> Iterator[Draft]:
        for child in element:
            if child.tag == f"{_W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                yield from self._table(child)
            elif child.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag"}:
                yield from self._walk(child)

    def _table(self, table: etree._Element) -> Iterator[Draft]:
        """Rows of a table; a table of one column is only layout, its paragraphs are text."""
        rows = [_controlled(row, f"{_W}tc") for row in _controlled(table, f"{_W}tr")]
        if all(len(row) == 1 for row in rows) or _floats(table):
            for row in rows:
                for cell in row:
                    yield from self._walk(cell)
            return
        for row in rows:
            yield from _row([list(self._walk(cell)) for cell in row])

    def _paragraph(self, element: etree._Element) -> Iterator[Draft]:
        style = element.find(f"{_W}pPr/{_W}pStyle")
        name = (style.get(f"{_W}val") or "").lower() if style is not None else ""
        listed = element.find(f"{_W}pPr/{_W}numPr") is not None
        for box in _boxes(element)[:50]:
            yield from self._box(box)
        for part in _lines(list(self._pieces(element))):
            kind = BlockKind.PARAGRAPH
            if name.startswith(("heading", "kop", "title", "titel")) and name != "koptekst":
                kind = BlockKind.HEADING
            elif listed:
                kind = BlockKind.LIST_ITEM
            yield Draft(kind, part, bold=_all_bold(element))

    def _box(self, box: etree._Element) -> Iterator[Draft]:
        """A text box: part of the letter, unless it holds only what stands beside one."""
        inside = list(self._walk(box))
        lines = [draft.content.text for draft in inside if draft.content.text]
        if header.is_beside(lines):
            self.beside += lines
        else:
            yield from inside

    def _pieces(self, element: etree._Element) -> Iterator[Traced]:
        for node in element:
            tag = node.tag
            if tag in {f"{_W}t", f"{_W}noBreakHyphen"}:
                yield Traced((node.text or "") if tag == f"{_W}t" else "-")
            elif tag == f"{_W}tab":
                yield Traced(" ")
            elif tag in {f"{_W}br", f"{_W}cr"}:
                yield Traced("\n")
            elif tag == f"{_W}footnoteReference":
                yield self._mark(node.get(f"{_W}id") or "")
            elif tag not in {f"{_W}pict", f"{_W}drawing", f"{_W}del", f"{_W}pPr", f"{_W}instrText"}:
                yield from self._pieces(node)

    def _mark(self, identifier: str) -> Traced:
        text = self.texts.get(identifier)
        if not text:
            return Traced("")
        label = str(len(self.notes) + 1)
        self.notes.append(Draft(BlockKind.FOOTNOTE, Traced(text), label))
        return Traced("", None, ((0, label),))


def _controlled(element: etree._Element, tag: str) -> list[etree._Element]:
    """The children with this tag, those inside content controls too."""
    found: list[etree._Element] = []
    for child in element:
        if child.tag == tag:
            found.append(child)
        elif child.tag in {f"{_W}sdt", f"{_W}sdtContent"}:
            found += _controlled(child, tag)
    return found


def _boxes(paragraph: etree._Element) -> list[etree._Element]:
    """The text boxes anchored in a paragraph, without the second copy of each for old programs."""
    return [
        box
        for box in paragraph.iter(f"{_W}txbxContent")
        if not any(outer.tag in {_FALLBACK, f"{_W}txbxContent"} for outer in box.iterancestors())
    ]


def _row(cells: list[list[Draft]]) -> Iterator[Draft]:
    """A row as one block; with text in one cell only, or a label of the head in the first, it is layout."""
    filled = [[draft for draft in cell if draft.content.text] for cell in cells]
    filled = [cell for cell in filled if cell]
    if len(filled) <= 1 or header.is_label(filled[0][0].content.text):
        for cell in filled:
            yield from cell
        return
    texts = [glue([draft.content for draft in cell]) for cell in filled]
    yield Draft(BlockKind.TABLE_ROW, glue(texts, " | "))


def _floats(table: etree._Element) -> bool:
    """A table set loose on the page holds the letter's head or side column."""
    return table.find(f"{_W}tblPr/{_W}tblpPr") is not None


def _all_bold(element: etree._Element) -> bool:
    runs = [
        run for run in element.iter(f"{_W}r") if "".join(t.text or "" for t in run.iter(f"{_W}t")).strip()
    ]
    return bool(runs) and all(
        (bold := run.find(f"{_W}rPr/{_W}b")) is not None and bold.get(f"{_W}val") not in {"0", "false"}
        for run in runs
    )


def _lines(pieces: list[Traced]) -> Iterator[Traced]:
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


class _Odt:
    """Paragraphs of content.xml in reading order."""

    def __init__(self, content: etree._Element) -> None:
        self.content = content
        self.beside: list[str] = []
        self.notes: list[Draft] = []

    def drafts(self) -> Iterator[Draft]:
        body = self.content.find(f"{_OFFICE}body/{_OFFICE}text")
        if body is not None:
            yield from self._walk(body, listed=False)

    def _walk(self, element: etree._Element, *, listed: bool) -> Iterator[Draft]:
        for child in element:
            tag = child.tag
            if tag == f"{_TEXT}h":
                yield Draft(BlockKind.HEADING, spaced(list(self._pieces(child))))
            elif tag == f"{_TEXT}p":
                for part in _lines(list(self._pieces(child))):
                    yield Draft(BlockKind.LIST_ITEM if listed else BlockKind.PARAGRAPH, part)
            elif tag == f"{_TABLE}table-row":
                yield from _row([list(self._walk(cell, listed=False)) for cell in child])
            elif tag not in {f"{_TEXT}tracked-changes", f"{_TEXT}sequence-decls"}:
                yield from self._walk(child, listed=listed or tag == f"{_TEXT}list")

    def _pieces(self, element: etree._Element) -> Iterator[Traced]:
        if element.text:
            yield Traced(element.text)
        for child in element:
            tag = child.tag
            if tag == f"{_TEXT}note":
                yield self._note(child)
            elif tag in {f"{_TEXT}s", f"{_TEXT}tab"}:
                yield Traced(" ")
            elif tag == f"{_TEXT}line-break":
                yield Traced("\n")
            else:
                yield from self._pieces(child)
            if child.tail:
                yield Traced(child.tail)

    def _note(self, element: etree._Element) -> Traced:
        citation = element.find(f"{_TEXT}note-citation")
        label = flat(citation) if citation is not None else str(len(self.notes) + 1)
        body = element.find(f"{_TEXT}note-body")
        if body is not None:
            self.notes.append(Draft(BlockKind.FOOTNOTE, spaced(list(self._pieces(body))), label))
        return Traced("", None, ((0, label),))
