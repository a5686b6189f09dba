"""metadata.xml of an official publication, and the same in the ``meta`` elements of its HTML."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from extract.dates import find_date

if TYPE_CHECKING:
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


def merge(found: Metadata, metadata: bytes | None, name: str | None = None) -> Metadata:
    """``found`` with what metadata.xml states on top of it. Raises ReadError when that is broken."""
    if metadata is None:
        return found
    from extract.op_xml import parse  # noqa: PLC0415  (op_xml imports this module)

    root = parse(metadata, f"{name} (metadata.xml)" if name else "metadata.xml")
    rows = [
        (row.get("name") or "", row.get("scheme") or "", (row.get("content") or "").strip())
        for row in root.iter("metadata")
    ]
    return from_rows(found, rows)


def from_rows(found: Metadata, rows: list[Row]) -> Metadata:
    """``found`` with what the rows state on top of it; what they do not state stays as found."""
    kind = next(
        (
            value
            for scheme in (
                "OVERHEIDop.KamerstukTypen",
                "OVERHEIDop.AanhangselTypen",
                "OVERHEIDop.HandelingTypen",
            )
            for value in _values(rows, "DC.type", scheme)
        ),
        None,
    )
    dossiers = _split(_first(rows, "OVERHEIDop.dossiernummer"))
    titles = _split(_first(rows, "OVERHEIDop.dossiertitel"))
    issued = _first(rows, "DCTERMS.issued") or _first(rows, "OVERHEIDop.datumOntvangst")
    title = _first(rows, "OVERHEIDop.documenttitel") or _first(rows, "DC.title")
    number = _first(rows, "OVERHEIDop.ondernummer") or _first(rows, "OVERHEIDop.aanhangselNummer")
    published = find_date(_first(rows, "DCTERMS.available") or "")
    return replace(
        found,
        identifier=_first(rows, "DC.identifier", "OVERHEIDop.ParlID") or found.identifier,
        kind=_kind(kind, found) or found.kind,
        title=title or found.title,
        date=find_date(issued or "") or found.date,
        published=published or found.published,
        dossiers=dossiers or found.dossiers,
        dossier_titles=titles or found.dossier_titles,
        number=number or found.number,
        session=_first(rows, "OVERHEIDop.vergaderjaar") or found.session,
        chamber=_chamber(_first(rows, "DC.creator")) or found.chamber,
        responds_to=_first(rows, "OVERHEIDop.vraagnummer") or found.responds_to,
    )


def _kind(kind: str | None, found: Metadata) -> str | None:
    """The published kind; "Antwoord" of the Aanhangsel and "Brief" written out as the Kamer calls them."""
    if kind == "Antwoord":
        return "Antwoord schriftelijke vragen"
    if kind == "Brief" and (found.kind or "").startswith("Brief"):
        return found.kind
    return kind


def _split(value: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r";", value) if part.strip()) if value else ()


def _chamber(creator: str | None) -> int | None:
    if creator is None:
        return None
    return 1 if creator.startswith("Eerste Kamer") else 2 if creator.startswith("Tweede Kamer") else None
