"""XML of the official publications: Kamerstukken, Aanhangsel, Handelingen; and the Kamer's Verslag (VLOS).

Hardened: no DOCTYPE, no entities, no network, bounded depth. Element names as in the schema of
officielebekendmakingen.nl ("op-consolidated", 2014) and in stored publications.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from extract import clean, header, structure
from extract.dates import find_date
from extract.document import BlockKind
from extract.draft import Draft, assemble
from extract.errors import ReadError
from extract.op_metadata import merge
from extract.traced import Traced, join
from extract.wrapping import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.document import Document
    from extract.header import Fields

MAX_XML = 30_000_000
"""Bytes; a day of the plenary meeting takes some 3 MB."""
_DAMAGED = "Haal het stuk opnieuw op."


def parse(data: bytes, name: str | None = None) -> etree._Element:
    """The root of ``data``. Raises ReadError for a DOCTYPE (and so for any entity) and for broken XML."""
    if len(data) > MAX_XML:
        raise ReadError(
            "dit XML-bestand is te groot", name=name, advice="Splits het stuk of geef het als PDF."
        )
    data = _start(data)
    if (
        re.search(rb"<!\s*(?:DOCTYPE|ENTITY)", data[:4096], re.IGNORECASE)
        or b"<!DOCTYPE" in data
        or b"<!ENTITY" in data
    ):
        raise ReadError(
            "dit XML-bestand bevat een DOCTYPE of entiteiten, die om veiligheid niet gelezen worden",
            name=name,
            advice="Haal het stuk op bij officielebekendmakingen.nl.",
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise ReadError("dit XML-bestand is beschadigd of onvolledig", name=name, advice=_DAMAGED) from None
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]  # in an encoding that the search above does not see through
        raise ReadError("dit XML-bestand bevat een DOCTYPE", name=name, advice=_DAMAGED)
    return root


def _start(data: bytes) -> bytes:
    """Without what stored copies have before the XML declaration: white space, a mangled byte order mark."""
    found = data.find(b"<", 0, 64)
    return data[found:] if found > 0 and data[:2] not in {b"\xff\xfe", b"\xfe\xff"} else data


def read(data: bytes, name: str | None = None, metadata: bytes | None = None) -> Document:
    """The Document of an official publication in XML. Raises ReadError."""
    root = parse(data, name)
    fields = header.Fields()
    tag = _tag(root)
    if tag == "officiele-publicatie":
        drafts = list(_publication(root, fields))
    elif tag == "vlosCoreDocument":
        from extract import vlos  # noqa: PLC0415

        drafts = vlos.drafts(root, fields)
    else:
        raise ReadError(
            f"onbekend soort XML (<{tag[:40]}>)",
            name=name,
            advice="Geef een officiële publicatie of een verslag van de Kamer.",
        )
    found = merge(header.metadata(fields, ""), metadata, name)
    if not any(draft.content.text for draft in drafts):
        raise ReadError("er staat geen tekst in dit XML-bestand", name=name, advice=_DAMAGED)
    return assemble(drafts, found)


def _tag(element: etree._Element) -> str:
    return element.tag.rsplit("}", 1)[-1]


def flat(element: etree._Element | None) -> str:
    """All text in ``element`` with single spaces; empty for None."""
    if element is None:
        return ""
    return " ".join("".join(map(str, element.itertext())).split())


def _publication(root: etree._Element, fields: Fields) -> Iterator[Draft]:
    walker = _Walker(fields)
    _head(root, fields)
    walker.walk(root)
    yield from structure.classify(walker.drafts, fields, by_shape=False)
    yield from walker.notes


_RECORD = re.compile(r"/((?:kst|ah|h|blg|kv|nds|ag)-[\w-]{4,40})/metadata\.xml$")
_SESSION = re.compile(r"(\d{4})\s?[-–‒]\s?(\d{4})")


def _head(root: etree._Element, fields: Fields) -> None:
    for meta in root.iter("meta"):
        match = _RECORD.search(meta.get("content") or "")
        if meta.get("name") == "OVERHEIDop.externMetadataRecord" and match:
            fields.identifier = match[1]
    for line in root.iter("tekstregel"):
        text = flat(line)
        if line.get("inhoud") == "vergaderjaar" and (match := _SESSION.search(text)):
            fields.session = f"{match[1]}-{match[2]}"
        elif line.get("inhoud") == "kamernummer" and text in {"1", "2"}:
            fields.chamber = int(text)
    for dossier in root.iter("dossier"):
        number = re.sub(r"\s", "", flat(dossier.find(".//dossiernr")))
        chapter = flat(dossier.find(".//begrotingshoofdstuk"))
        if number:
            fields.dossiers.append(f"{number}-{chapter}" if chapter else number)
        if title := flat(dossier.find("titel")):
            fields.dossier_titles.append(title)
    _paper(root, fields)
    _questions(root, fields)
    if root.find("handelingen") is not None:
        fields.kind = "Handelingen"
        fields.title = flat(root.find(".//item-titel")) or None
        fields.date = find_date(flat(root.find(".//vergaderdatum")))


def _paper(root: etree._Element, fields: Fields) -> None:
    paper = root.find(".//stuk")
    if paper is None:
        return
    fields.number = flat(paper.find(".//ondernummer")) or None
    day = paper.find("datumtekst/datum")
    if day is not None:
        fields.date = find_date(day.get("isodatum") or "") or find_date(flat(day))
    title = flat(paper.find("titel"))
    if title:
        header.collect([title], fields)
        if fields.kind is None or not title.isupper():
            fields.title = title
    if fields.number and fields.dossiers and not fields.identifier:
        fields.identifier = f"kst-{fields.dossiers[0]}-{fields.number}"


def _questions(root: etree._Element, fields: Fields) -> None:
    number = flat(root.find(".//kamervraagnummer"))
    if not number:
        return
    fields.number = number
    fields.kind = "Antwoord schriftelijke vragen"
    if fields.session and not fields.identifier:
        chamber = "ek" if fields.chamber == 1 else "tk"
        fields.identifier = f"ah-{chamber}-{fields.session.replace('-', '')}-{number}"
    for description in root.iter("kamervraagomschrijving"):
        if description.get("type") == "antwoord":
            day = description.find("datum")
            if day is not None:
                fields.date = find_date(day.get("isodatum") or "") or find_date(flat(day))
            header.answered_by(flat(description), fields)
        else:
            fields.title = flat(description.find("kamervraagonderwerp")) or None
            fields.responds_to = flat(description)


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
        "noot.nr",
    }
)
_HEADINGS = frozenset({"tussenkop", "item-titel", "kop", "tussenkopje"})
_PARAGRAPHS = frozenset({"al", "noot.al", "kamervraagomschrijving"})


class _Walker:
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
        tag = _tag(element)
        handler = {
            "li": self._item,
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
            if _tag(element.getparent()) != "stuk":  # type: ignore[arg-type]
                self._add(BlockKind.HEADING, self._content(element))
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
            if _tag(child) in {"lijst", "table", "al-groep"}:
                self.walk(child)

    @staticmethod
    def _is_bold(element: etree._Element) -> bool:
        """The whole paragraph is emphasised and is no sentence: a heading that was not marked as one."""
        whole = len(element) == 1 and not (element.text or "").strip() and not (element[0].tail or "").strip()
        return (
            whole
            and _tag(element[0]) == "nadruk"
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
        mark = flat(element.find("li.nr")) or None
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
        self.kind = BlockKind.QUESTION if _tag(element) == "vraag" else BlockKind.ANSWER
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
        structure.senders(lines, self.fields)

    def _row(self, element: etree._Element) -> None:
        cells = [flat(cell) for cell in element if _tag(cell) == "entry"]
        self._add(BlockKind.TABLE_ROW, Traced(" | ".join(cell for cell in cells if cell)))

    def _content(self, element: etree._Element) -> Traced:
        return spaced(list(self._pieces(element)))

    def _pieces(self, element: etree._Element) -> Iterator[Traced]:
        if element.text:
            yield Traced(element.text)
        for child in element:
            tag = _tag(child)
            if tag == "noot":
                yield self._note(child)
            elif tag == "br":
                yield Traced(" ")
            elif tag and tag not in {"lijst", "table", "noot.nr", "li.nr", "al-groep"}:
                yield from self._pieces(child)
            if child.tail:
                yield Traced(child.tail)

    def _note(self, element: etree._Element) -> Traced:
        label = flat(element.find("noot.nr")) or str(len(self.notes) + 1)
        contents = [self._content(child) for child in element if _tag(child) != "noot.nr"]
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
