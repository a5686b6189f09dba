"""What metadata alone tells of a paper: an agenda, an annex, questions.

Annexes, questions, answers and meetings are shaped as stored publications are. No stored agenda was at hand: that
one follows what is known of them, the identifier with its day (ag-tk-2031-09-18) and the fields all have.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

import extract

if TYPE_CHECKING:
    from extract.document import Document

_ROW = '<metadata name="{0}" scheme="{1}" content="{2}"/>'


def record(*rows: tuple[str, str, str]) -> Document:
    inner = "\n".join(_ROW.format(*row) for row in rows)
    return extract.read_bytes(f"<?xml version='1.0'?><metadata_gegevens>{inner}</metadata_gegevens>".encode())


_CHAMBER = ("DC.creator", "OVERHEID.StatenGeneraal", "Tweede Kamer der Staten-Generaal")


def test_an_annex() -> None:
    document = record(
        ("DC.title", "", "Beslisnota over de dijken"),
        ("OVERHEIDop.dossiernummer", "", "39876-XII"),
        ("OVERHEIDop.ondernummer", "", "430"),
        ("DCTERMS.available", "DCTERMS.W3CDTF", "2031-12-03"),
        _CHAMBER,
        ("DC.type", "OVERHEIDop.Parlementair", "Bijlage"),
        ("DC.identifier", "OVERHEIDop.ParlID", "blg-9990001"),
        ("OVERHEIDop.hoofddocument", "OVERHEIDop.ParlID", "kst-39876-XII-430"),
    )
    found = document.metadata
    assert (document.text, document.blocks) == ("", ())
    assert document.warnings == ("alleen metagegevens: de tekst van dit stuk zit er niet bij",)
    assert (found.identifier, found.kind, found.title) == (
        "blg-9990001",
        "Bijlage",
        "Beslisnota over de dijken",
    )
    assert (found.dossiers, found.number, found.annex_of) == (("39876-XII",), "430", "kst-39876-XII-430")
    assert (found.date, found.published, found.chamber) == (None, dt.date(2031, 12, 3), 2)


def test_an_agenda_is_named_after_its_day() -> None:
    document = record(
        ("DC.title", "", "Agenda Tweede Kamer"),
        ("DC.type", "OVERHEIDop.Parlementair", "Agenda"),
        ("DC.identifier", "OVERHEIDop.ParlID", "ag-tk-2031-09-18"),
        _CHAMBER,
    )
    found = document.metadata
    assert (found.identifier, found.kind, found.date) == ("ag-tk-2031-09-18", "Agenda", dt.date(2031, 9, 18))
    dated = record(("DC.identifier", "", "ag-tk-2031-09-18"), ("DCTERMS.issued", "", "2031-09-17"))
    assert dated.metadata.date == dt.date(2031, 9, 17)


def test_the_annexes_of_a_paper() -> None:
    found = record(
        ("DC.identifier", "OVERHEIDop.ParlID", "kst-39876-13"),
        ("OVERHEIDop.bijlage", "", "blg-9990001"),
        ("OVERHEIDop.bijlage", "", "blg-9990002"),
        ("OVERHEIDop.bijlage", "", "blg-9990001"),
    ).metadata
    assert found.attachments == ("blg-9990001", "blg-9990002")


@pytest.mark.parametrize(("number", "field"), [("3235", "responds_to"), (None, "reference")])
def test_the_number_of_questions(number: str | None, field: str) -> None:
    rows = [("DC.title", "", "Vragen over zand"), ("OVERHEIDop.vraagnummer", "", "2031Z09739")]
    if number:
        rows += [
            ("OVERHEIDop.aanhangselNummer", "", number),
            ("DC.type", "OVERHEIDop.AanhangselTypen", "Antwoord"),
        ]
    found = record(*rows).metadata
    assert getattr(found, field) == "2031Z09739"
    assert {found.responds_to, found.reference} == {"2031Z09739", None}


def test_a_meeting_names_the_dossiers_it_dealt_with() -> None:
    found = record(
        ("DC.identifier", "", "h-tk-20302031-87-3"),
        ("OVERHEIDop.behandeldDossier", "", "39763"),
        ("OVERHEIDop.behandeldDossier", "", "39836;7"),
        ("OVERHEIDop.datumVergadering", "", "2031-06-10"),
        ("DC.type", "OVERHEIDop.HandelingTypen", "Hamerstukken"),
    ).metadata
    assert (found.dossiers, found.date, found.kind) == (
        ("39763", "39836"),
        dt.date(2031, 6, 10),
        "Hamerstukken",
    )


def test_the_owms_sister_tells_the_same() -> None:
    text = """<?xml version="1.0" encoding="windows-1252"?>
    <owms-metadata xmlns:dcterms="http://purl.org/dc/terms/" xmlns:overheid="http://standaarden.overheid.nl/owms/terms/"
      xmlns:overheidop="http://standaarden.overheid.nl/oep/meta/"><owmskern>
      <dcterms:identifier>kst-39876-4</dcterms:identifier><dcterms:title>Dijken; Nader rapport; Reünie</dcterms:title>
      <dcterms:type scheme="OVERHEIDop.KamerstukTypen">Overig</dcterms:type>
      <dcterms:creator scheme="OVERHEID.StatenGeneraal">Eerste Kamer der Staten-Generaal</dcterms:creator>
      <dcterms.modified>2031-05-26</dcterms.modified></owmskern>
      <owmsmantel><dcterms:available>2031-05-26</dcterms:available><dcterms:issued>2031-05-25</dcterms:issued></owmsmantel>
      <oep><overheidop:documenttitel>Reünie</overheidop:documenttitel><overheidop:dossiernummer>39876</overheidop:dossiernummer>
      <overheidop:ondernummer>4</overheidop:ondernummer><overheidop:vergaderjaar>2030-2031</overheidop:vergaderjaar></oep>
    </owms-metadata>"""
    found = extract.read_bytes(text.encode("cp1252")).metadata
    assert (found.identifier, found.title, found.kind) == ("kst-39876-4", "Reünie", "Overig")
    assert (found.date, found.published) == (dt.date(2031, 5, 25), dt.date(2031, 5, 26))
    assert (found.dossiers, found.number, found.session, found.chamber) == (("39876",), "4", "2030-2031", 1)


def test_a_record_of_nothing_is_refused() -> None:
    with pytest.raises(extract.ReadError, match="noemen geen stuk"):
        record(("DCTERMS.available", "", "2031-05-26"))


def test_the_heading_of_the_paper_tells_more_than_its_published_kind() -> None:
    paper = (
        "<officiele-publicatie><kamerstuk><stuk><stuknr><ondernummer>8</ondernummer></stuknr>"
        "<titel>VERSLAG VAN EEN SCHRIFTELIJK OVERLEG</titel><al>Tekst.</al></stuk></kamerstuk></officiele-publicatie>"
    )
    metadata = (
        "<metadata_gegevens>"
        + _ROW.format("DC.type", "OVERHEIDop.KamerstukTypen", "Verslag")
        + "</metadata_gegevens>"
    )
    found = extract.read_bytes(paper.encode(), metadata=metadata.encode()).metadata
    assert found.kind == "Verslag van een schriftelijk overleg"
