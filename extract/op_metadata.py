"""metadata.xml of an official publication, its OWMS sister, and the ``meta`` elements of its HTML.

Names as in stored publications; OVERHEIDop.bijlage and agendas named after their day (ag-tk-2015-09-18) as
two public clients of officielebekendmakingen.nl read them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from extract.dates import find_date
from extract.safe_xml import parse

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from extract.document import Metadata

Row = tuple[str, str, str]
"""(name, scheme, content)"""


def _values(rows: Iterable[Row], name: str, scheme: str | None = None) -> Iterator[str]:
    for found, of_scheme, content in rows:
        if found == name and content and scheme in {None, of_scheme}:
            yield content


def _first(rows: Iterable[Row], name: str, scheme: str | None = None) -> str | None:
    return next(_values(rows, name, scheme), None)


ROOTS = frozenset({"metadata_gegevens", "owms-metadata"})


def merge(found: Metadata, metadata: bytes | None, name: str | None = None) -> Metadata:
    """``found`` with what metadata.xml states on top of it. Raises ReadError when that is broken."""
    if metadata is None:
        return found
    root = parse(metadata, f"{name} (metadata.xml)" if name else "metadata.xml")
    return from_rows(found, rows_of(root))


def rows_of(root: etree._Element) -> list[Row]:
    """The rows of metadata.xml or of metadata_owms.xml (whose elements are named after the same fields)."""
    if etree.QName(root).localname == "owms-metadata":
        return list(_owms(root))
    return [
        (row.get("name") or "", row.get("scheme") or "", (row.get("content") or "").strip())
        for row in root.iter("metadata")
    ]


_PREFIXES = {
    "http://purl.org/dc/terms/": ("DCTERMS.", "DC."),
    "http://standaarden.overheid.nl/owms/terms/": ("OVERHEID.",),
    "http://standaarden.overheid.nl/oep/meta/": ("OVERHEIDop.",),
}


def _owms(root: etree._Element) -> Iterator[Row]:
    for element in root.iter():
        name = etree.QName(element)
        for prefix in _PREFIXES.get(name.namespace or "", ()):
            text = " ".join((element.text or "").split())
            yield f"{prefix}{name.localname}", element.get("scheme") or "", text


_TYPES = (
    "OVERHEIDop.KamerstukTypen",
    "OVERHEIDop.AanhangselTypen",
    "OVERHEIDop.KamervraagTypen",
    "OVERHEIDop.HandelingTypen",
)
_DATES = (
    "DCTERMS.issued",
    "OVERHEIDop.datumOntvangst",
    "OVERHEIDop.datumVergadering",
    "OVERHEIDop.datumBrief",
    "OVERHEIDop.datumIndiening",
)
_AGENDA = re.compile(r"^ag-[te]k-(\d{4}-\d\d-\d\d)$")


def from_rows(found: Metadata, rows: list[Row]) -> Metadata:
    """``found`` with what the rows state on top of it; what they do not state stays as found."""
    kind = next((value for scheme in _TYPES for value in _values(rows, "DC.type", scheme)), None)
    whole = _first(rows, "DC.type", "OVERHEIDop.Parlementair")  # Kamerstuk, Bijlage, Agenda: tells least
    identifier = (
        _first(rows, "DC.identifier", "OVERHEIDop.ParlID")
        or _first(rows, "DC.identifier")
        or found.identifier
    )
    # The number of a question: what an answer responds to, and what the questions themselves go by.
    question = _first(rows, "OVERHEIDop.vraagnummer")
    answers = bool(_first(rows, "OVERHEIDop.aanhangselNummer")) or found.kind == ANSWER
    date = next((day for name in _DATES if (day := find_date(_first(rows, name) or ""))), None)
    return replace(
        found,
        identifier=identifier,
        kind=_kind(kind, found) or found.kind or whole,
        title=_first(rows, "OVERHEIDop.documenttitel") or _first(rows, "DC.title") or found.title,
        date=date or found.date or _day_of_agenda(identifier),
        published=find_date(_first(rows, "DCTERMS.available") or "") or found.published,
        dossiers=_dossiers(rows) or found.dossiers,
        dossier_titles=_split(_first(rows, "OVERHEIDop.dossiertitel")) or found.dossier_titles,
        number=_first(rows, "OVERHEIDop.ondernummer")
        or _first(rows, "OVERHEIDop.aanhangselNummer")
        or found.number,
        session=_first(rows, "OVERHEIDop.vergaderjaar") or found.session,
        chamber=_chamber(_first(rows, "DC.creator")) or found.chamber,
        attachments=tuple(dict.fromkeys(_values(rows, "OVERHEIDop.bijlage"))) or found.attachments,
        responds_to=(question if answers else None) or found.responds_to,
        reference=found.reference or (None if answers else question),
        annex_of=_first(rows, "OVERHEIDop.hoofddocument") or found.annex_of,
    )


def _dossiers(rows: list[Row]) -> tuple[str, ...]:
    """The dossiers of a paper, else those that a meeting dealt with ("35873"; "35899;7": one paper of it)."""
    own = _split(_first(rows, "OVERHEIDop.dossiernummer"))
    dealt = (value.partition(";")[0].strip() for value in _values(rows, "OVERHEIDop.behandeldDossier"))
    return own or tuple(dict.fromkeys(dealt))


def _day_of_agenda(identifier: str | None) -> dt.date | None:
    match = _AGENDA.match(identifier or "")
    return find_date(match[1]) if match else None


ANSWER = "Antwoord schriftelijke vragen"


def _kind(kind: str | None, found: Metadata) -> str | None:
    """The published kind, written out as the Kamer calls it where the paper's heading does that."""
    if kind == "Antwoord":
        return ANSWER
    if kind and found.kind and (kind == "Overig" or found.kind.startswith(kind)):
        return found.kind  # "Verslag" is published of a "Verslag van een schriftelijk overleg"
    return kind


def _split(value: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r";", value) if part.strip()) if value else ()


def _chamber(creator: str | None) -> int | None:
    if creator is None:
        return None
    return 1 if creator.startswith("Eerste Kamer") else 2 if creator.startswith("Tweede Kamer") else None
