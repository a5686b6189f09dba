"""The text of an official publication in XML, element by element, in reading order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract import clean, header, signatures, structure
from extract.document import BlockKind
from extract.draft import Draft
from extract.traced import Traced, join
from extract.wrapping import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from extract.fields import Fields


def tag_of(element: etree._Element) -> str:
    """The element's name without its namespace."""
    return element.tag.rsplit("}", 1)[-1]


def flat(element: etree._Element | None) -> str:
    """All text in ``element`` with single spaces; empty for None."""
    if element is None:
        return ""
    return " ".join("".join(_texts(element)).split())


_NAME_PARTS = frozenset({"naam", "voornaam", "achternaam", "tussenvoegsel", "tussenvoegsels", "voorvoegsels"})


def _texts(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield tail_of(child)


def tail_of(element: etree._Element) -> str:
    """What stands behind ``element``; a space between two parts of a name that stand against each other."""
    if element.tail:
        return element.tail
    return " " if tag_of(element) in _NAME_PARTS and element.getnext() is not None else ""


_SKIP = frozenset(
    {
        "metadata",
        "kamerstukkop",
        "kamervraagkop",
        "kamervraagnummer",
        "dossier",
        "stuknr",
        "datumtekst",
        "li.nr",
        "lidnr",
        "noot.nr",
    }
)
_HEADINGS = frozenset({"tussenkop", "item-titel", "kop", "tussenkopje"})
_PARAGRAPHS = frozenset({"al", "noot.al", "kamervraagomschrijving"})
# Names inside a heading that stand against each other: "Artikel" "1" "Begrippen".
_APART = frozenset({"label", "nr", "titel", "subtitel"})
_LISTS = frozenset({"lijst", "table", "al-groep"})


class Walker:
    """Walks a publication in reading order and collects its paragraphs."""

    def __init__(self, fields: Fields) -> None:
        self.fields = fields
        self.drafts: list[Draft] = []
        self.notes: list[Draft] = []
        self.kind: BlockKind | None = None
        self.label: str | None = None
        self.speaker: str | None = None
        self.role: str | None = None

    def walk(self, element: etree._Element) -> None:
        """``element`` and all in it; what is unknown is gone into, never skipped."""
        tag = tag_of(element)
        handler = {
            "li": self._item,
            "lid": self._item,
            "vraag": self._question,
            "antwoord": self._question,
            "spreekbeurt": self._speech,
            "ondertekening": self._signature,
            "row": self._row,
        }.get(tag)
        if not tag or tag in _SKIP:
            return
        if handler:
            handler(element)
        elif tag in _HEADINGS:
            self._add(BlockKind.HEADING, self._content(element))
        elif tag in _PARAGRAPHS:
            self._paragraph(element, tag)
        elif tag == "titel":
            if tag_of(element.getparent()) != "stuk":  # type: ignore[arg-type]
                self._add(BlockKind.HEADING, self._content(element))
        elif (element.text or "").strip():  # of no name that is known, but with text of its own
            self._paragraph(element, tag)
        else:
            for child in element:
                self.walk(child)

    def _add(self, kind: BlockKind, content: Traced, label: str | None = None) -> None:
        if content.text:
            self.drafts.append(Draft(kind, content, label or self.label, self.speaker, self.role))

    def _paragraph(self, element: etree._Element, tag: str) -> None:
        content = self._content(element)
        if tag == "kamervraagomschrijving":
            self._add(BlockKind.HEADING, content)
        elif self.kind is not None:
            self._add(self.kind, content)
        elif not self._is_address(content.text):
            self._add(BlockKind.HEADING if self._is_bold(element) else BlockKind.PARAGRAPH, content)
        # Lists and tables inside a paragraph stand behind it.
        for child in element:
            if tag_of(child) in _LISTS:
                self.walk(child)

    @staticmethod
    def _is_bold(element: etree._Element) -> bool:
        """The whole paragraph is emphasised and is no sentence: a heading that was not marked as one."""
        whole = len(element) == 1 and not (element.text or "").strip() and not (element[0].tail or "").strip()
        return (
            whole
            and tag_of(element[0]) == "nadruk"
            and not ends_sentence(flat(element))
            and len(flat(element)) < 150
        )

    def _is_address(self, text: str) -> bool:
        """The address above a letter ("Aan de Voorzitter ...", "Den Haag, 20 maart 2026") is not its text."""
        if self.drafts and any(draft.kind is BlockKind.PARAGRAPH for draft in self.drafts):
            return False
        if len(text) > 120 or not header.is_head(text):
            return False
        header.collect([text], self.fields)
        return True

    def _item(self, element: etree._Element) -> None:
        number = element.find("li.nr")
        mark = flat(number if number is not None else element.find("lidnr")) or None
        outer, self.label = self.label, mark or self.label
        inner, self.kind = self.kind, self.kind if self.speaker else BlockKind.LIST_ITEM
        for child in element:
            self.walk(child)
        self.label, self.kind = outer, inner

    def _question(self, element: etree._Element) -> None:
        number = element.find("nr")
        self.label = flat(number) or None
        if self.label:
            self.drafts.append(Draft(BlockKind.HEADING, Traced(self.label), self.label))
        self.kind = BlockKind.QUESTION if tag_of(element) == "vraag" else BlockKind.ANSWER
        for child in element:
            if child is not number:
                self.walk(child)
        self.kind = self.label = None

    def _speech(self, element: etree._Element) -> None:
        spoken = element.find("spreker")
        who = re.sub(r"\s+([:,)])", r"\1", flat(spoken)).replace("( ", "(").rstrip(": ")
        self.speaker, self.role = structure.speaker_of(who)
        self.kind = BlockKind.SPEECH
        for child in element:
            if child is not spoken:
                self.walk(child)
        self.speaker = self.role = self.kind = None

    def _signature(self, element: etree._Element) -> None:
        lines = [text for child in element if (text := flat(child))]
        for line in lines:
            self.drafts.append(Draft(BlockKind.SIGNATURE, Traced(line)))
        signatures.senders(lines, self.fields)

    def _row(self, element: etree._Element) -> None:
        cells = [flat(cell) for cell in element if tag_of(cell) == "entry"]
        self._add(BlockKind.TABLE_ROW, Traced(" | ".join(cell for cell in cells if cell)))

    def _content(self, element: etree._Element) -> Traced:
        return spaced(list(self._pieces(element)))

    def _pieces(self, element: etree._Element) -> Iterator[Traced]:
        if element.text:
            yield Traced(element.text)
        for child in element:
            tag = tag_of(child)
            if tag == "noot":
                yield self._note(child)
            elif tag == "br":
                yield Traced(" ")
            elif tag and tag not in _LISTS | {"noot.nr", "li.nr", "lidnr"}:
                yield from self._pieces(child)
                if tag in _APART and not child.tail:
                    yield Traced(" ")
            if tail := tail_of(child):
                yield Traced(tail)

    def _note(self, element: etree._Element) -> Traced:
        label = flat(element.find("noot.nr")) or str(len(self.notes) + 1)
        contents = [self._content(child) for child in element if tag_of(child) != "noot.nr"]
        text = " ".join(content.text for content in contents)
        if text:
            self.notes.append(Draft(BlockKind.FOOTNOTE, Traced(text), label))
        return Traced("", None, ((0, label),))


_WHITE = re.compile(r"\s+")
_BEFORE_STOP = re.compile(r" (?=[.,;:)?!])|(?<=\() ")


def spaced(pieces: list[Traced]) -> Traced:
    """The pieces as one, single-spaced; a space that pretty-printing put before a full stop goes out."""
    content = join(pieces)
    text = content.text
    spans = [
        (match.start() + 1, match.end()) for match in _WHITE.finditer(text) if match.end() - match.start() > 1
    ]
    content = content.replaced(_WHITE.sub(lambda match: " " * len(match[0]), text)).without(spans)
    if "\n" in text:
        content = content.without([match.span() for match in _BEFORE_STOP.finditer(content.text)])
    return clean.tidy(content.strip())
