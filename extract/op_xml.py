"""XML of the official publications: Kamerstukken, Aanhangsel, Handelingen; and the Kamer's Verslag (VLOS).

Element names as in the schema of
officielebekendmakingen.nl ("op-consolidated", 2014) and in stored publications.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract import printed, structure
from extract.dates import find_date
from extract.document import Document, Metadata
from extract.draft import Draft, assemble
from extract.errors import ReadError
from extract.fields import Fields
from extract.metadata import answered_by, make_metadata
from extract.op_metadata import ROOTS, from_rows, merge, rows_of
from extract.op_walk import Walker, flat, tag_of
from extract.safe_xml import DAMAGED, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree


def read(data: bytes, name: str | None = None, metadata: bytes | None = None) -> Document:
    """The Document of an official publication in XML. Raises ReadError."""
    root = parse(data, name)
    fields = Fields()
    tag = tag_of(root)
    if tag in ROOTS:
        return _record(root, name)
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
    found = merge(make_metadata(fields, ""), metadata, name)
    if not any(draft.content.text for draft in drafts):
        raise ReadError("er staat geen tekst in dit XML-bestand", name=name, advice=DAMAGED)
    return assemble(drafts, found)


NO_TEXT = "alleen metagegevens: de tekst van dit stuk zit er niet bij"


def _record(root: etree._Element, name: str | None) -> Document:
    """What metadata alone tells of a paper (an agenda, an annex): no text, no blocks."""
    found = from_rows(Metadata(), rows_of(root))
    if found.identifier is None and found.title is None:
        raise ReadError("deze metagegevens noemen geen stuk", name=name, advice=DAMAGED)
    return Document("", (), found, warnings=(NO_TEXT,))


def _publication(root: etree._Element, fields: Fields) -> Iterator[Draft]:
    walker = Walker(fields)
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
        number = re.sub(
            r"\s|\.|\(R\s?\d+\)", "", flat(dossier.find(".//dossiernr"))
        )  # (R2048): the Kingdom's
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
        printed.title(title, fields)
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
            answered_by(flat(description), fields)
        else:
            fields.title = flat(description.find("kamervraagonderwerp")) or None
            fields.responds_to = flat(description)
