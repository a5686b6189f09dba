"""DOCX: the paragraphs, rows, notes and text boxes of a letter (ECMA-376, WordprocessingML)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract import header
from extract.document import BlockKind
from extract.draft import Draft
from extract.op_walk import spaced
from extract.traced import Traced
from extract.word_blocks import lines_of, row_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKS = {f"{_W}footnoteReference": "footnote", f"{_W}endnoteReference": "endnote"}


class Docx:
    """Paragraphs of word/document.xml in reading order."""

    def __init__(
        self, document: etree._Element, notes: Sequence[etree._Element], heads: Sequence[etree._Element]
    ) -> None:
        self.document = document
        self.heads = heads
        self.beside: list[str] = []
        """Paragraphs of the page heads and of boxes beside the letter: they tell its date and subject."""
        self.notes: list[Draft] = []
        self.texts: dict[tuple[str, str], str] = {}
        """The notes by kind ("footnote" or "endnote") and number: each kind is numbered by itself."""
        for part in notes:
            for kind in ("footnote", "endnote"):
                for note in part.iter(f"{_W}{kind}"):
                    if note.get(f"{_W}type") is None:
                        self.texts[kind, note.get(f"{_W}id") or ""] = self._note(note)

    def _note(self, note: etree._Element) -> str:
        pieces = [piece for par in note.iter(f"{_W}p") for piece in (*self._pieces(par), Traced(" "))]
        return spaced(pieces).text

    def drafts(self) -> Iterator[Draft]:
        """The blocks of the letter; afterwards ``notes`` and ``beside`` are filled."""
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
            yield from row_of([list(self._walk(cell)) for cell in row])

    def _paragraph(self, element: etree._Element) -> Iterator[Draft]:
        style = element.find(f"{_W}pPr/{_W}pStyle")
        name = (style.get(f"{_W}val") or "").lower() if style is not None else ""
        listed = element.find(f"{_W}pPr/{_W}numPr") is not None
        for box in _boxes(element)[:50]:
            yield from self._box(box)
        for part in lines_of(list(self._pieces(element))):
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
            elif tag in _MARKS:
                yield self._mark(_MARKS[tag], node.get(f"{_W}id") or "")
            elif tag not in {f"{_W}pict", f"{_W}drawing", f"{_W}del", f"{_W}pPr", f"{_W}instrText"}:
                yield from self._pieces(node)

    def _mark(self, kind: str, identifier: str) -> Traced:
        text = self.texts.get((kind, identifier))
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
