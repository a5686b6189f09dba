"""ODT: the paragraphs, rows and notes of a letter (OpenDocument 1.x, content.xml)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.document import BlockKind
from extract.draft import Draft
from extract.op_walk import flat, spaced
from extract.traced import Traced
from extract.word_blocks import lines_of, row_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


class Odt:
    """Paragraphs of content.xml in reading order."""

    def __init__(self, content: etree._Element) -> None:
        self.content = content
        self.beside: list[str] = []
        self.notes: list[Draft] = []

    def drafts(self) -> Iterator[Draft]:
        """The blocks of the letter; afterwards ``notes`` is filled."""
        body = self.content.find(f"{_OFFICE}body/{_OFFICE}text")
        if body is not None:
            yield from self._walk(body, listed=False)

    def _walk(self, element: etree._Element, *, listed: bool) -> Iterator[Draft]:
        for child in element:
            tag = child.tag
            if tag == f"{_TEXT}h":
                yield Draft(BlockKind.HEADING, spaced(list(self._pieces(child))))
            elif tag == f"{_TEXT}p":
                for part in lines_of(list(self._pieces(child))):
                    yield Draft(BlockKind.LIST_ITEM if listed else BlockKind.PARAGRAPH, part)
            elif tag == f"{_TABLE}table-row":
                yield from row_of([list(self._walk(cell, listed=False)) for cell in child])
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
