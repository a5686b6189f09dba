"""Printed papers of both Chambers: numbers, letters, dossiers, kinds; questions in lists; who signs a report."""

from __future__ import annotations

import datetime as dt

import pytest

import extract
from extract import kinds, wrapping

_FOOT = "\nDe Minister van Justitie en Veiligheid,\n\nK.L. van ’t Zand MSc\n"
_LETTER = "Den Haag, 5 juni 2031\n\nIk zal de Kamer vóór het zomerreces antwoorden.\n" + _FOOT


@pytest.mark.parametrize(
    ("line", "number", "dossier", "title"),
    [
        ("39.268 (R2048)   Wijziging van de Rijkswet\n\nF   {}", "F", "39268", "Wijziging van de Rijkswet"),
        ("39 268   Wijziging van de Rijkswet\n\nAB\n\n{}", "AB", "39268", "Wijziging van de Rijkswet"),
        ("CLXII   Toekomst van de dijken\n\nB   {}", "B", "CLXII", "Toekomst van de dijken"),
        ("39 800 A   Vaststelling begroting Mobiliteitsfonds\n\nNr. 12   {}", "12", "39800-A", "Vaststelling begroting Mobiliteitsfonds"),
        ("39 800 XIII   Vaststelling begroting\n\nNr. 12   {}", "12", "39800-XIII", "Vaststelling begroting"),
        ("21501-08   Milieuraad\n\nNr. 719\n\n{}", "719", "21501-08", "Milieuraad"),
    ],
)  # fmt: skip
def test_numbers_and_dossiers(line: str, number: str, dossier: str, title: str) -> None:
    head = f"Eerste Kamer der Staten-Generaal\n\n1\n\nVergaderjaar 2030–2031\n\n{line}\n\n"
    found = extract.read_text(
        head.format("BRIEF VAN DE MINISTER VAN JUSTITIE EN VEILIGHEID") + _LETTER
    ).metadata
    assert (found.number, found.dossiers, found.dossier_titles) == (number, (dossier,), (title,))
    assert (found.kind, found.chamber, found.session) == ("Brief regering", 1, "2030-2031")
    assert found.date == dt.date(2031, 6, 5)
    assert [sender.name for sender in found.senders] == ["K.L. van ’t Zand MSc"]


def test_two_dossiers_and_two_who_sign() -> None:
    text = (
        "Tweede Kamer der Staten-Generaal\n\n2\n\nVergaderjaar 2030–2031\n\n39 800 XIII   Begroting\n\n"
        "39 561   Bedrijfslevenbeleid\n\nNr. 77   BRIEF VAN DE MINISTERS VAN ECONOMISCHE ZAKEN EN VAN FINANCIËN\n\n"
        "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\n\nDen Haag, 5 juni 2031\n\n"
        "Wij zullen, mede namens de Minister-President, minister van Algemene Zaken, uw Kamer informeren over:\n"
        "I. de netten;\nII. het tijdpad.\n\n"
        "De Minister van Economische Zaken,\nG.H. Zandbank-ter Duin\n\nDe Minister van Financiën,\nI.J. O’Duin\n"
    )
    document = extract.read_text(text)
    found = document.metadata
    assert found.dossiers == ("39800-XIII", "39561")
    assert [(one.name, one.office) for one in found.senders] == [
        ("G.H. Zandbank-ter Duin", "minister-ez"),
        ("I.J. O’Duin", "minister-fin"),
    ]
    assert found.co_senders == ("minister-president",)
    items = [
        (block.label, document.text[block.begin : block.end])
        for block in document.blocks
        if block.kind == "list_item"
    ]
    assert items == [("I.", "de netten;"), ("II.", "het tijdpad.")]


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("II. het tijdpad", True),
        ("I. de netten", True),
        ("I. van der Berg heeft", False),
        ("V. Zandbank heeft", False),
    ],
)
def test_initials_are_no_list(text: str, *, item: bool) -> None:
    assert bool(wrapping.BULLET.match(text)) is item


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("VERSLAG VAN EEN SCHRIFTELIJK OVERLEG", "Verslag van een schriftelijk overleg"),
        ("Memorie van antwoord", "Memorie van antwoord"),
        ("NOTA VAN WIJZIGING", "Nota van wijziging"),
        ("VERSLAG HOUDENDE EEN LIJST VAN VRAGEN EN ANTWOORDEN", "Lijst van vragen en antwoorden"),
        ("VERSLAGGEVING", None),
        ("Toelichting", None),
    ],
)
def test_the_kind_that_a_heading_names(heading: str, kind: str | None) -> None:
    assert kinds.kind_of(heading) == kind


def test_a_list_of_questions_and_answers() -> None:
    text = (
        "Tweede Kamer der Staten-Generaal\n\n2\n\nVergaderjaar 2030–2031\n\n39 800 X   Begroting van Defensie\n\n"
        "Nr. 9   VERSLAG HOUDENDE EEN LIJST VAN VRAGEN EN ANTWOORDEN\nVastgesteld 14 oktober 2030\n\n"
        "De vaste commissie voor Defensie heeft de vragen aan de Minister van Defensie voorgelegd.\n\n"
        "De voorzitter van de commissie,\nTer Duin\n\nDe adjunct-griffier van de commissie,\nZandbank\n\n"
        "1\nWanneer komt het overzicht?\n\nHet overzicht komt in mei.\n\nHet is dan compleet.\n\n"
        "2\nHoeveel fregatten zijn er? Hoeveel varen er?\n\nEr zijn er vier.\n"
    )
    document = extract.read_text(text)
    assert [(block.kind.value, block.label) for block in document.blocks] == [
        ("paragraph", None),
        *[("signature", None)] * 4,
        ("heading", "1"), ("question", "1"), ("answer", "1"), ("answer", "1"),
        ("heading", "2"), ("question", "2"), ("answer", "2"),
    ]  # fmt: skip
    assert [one.office for one in document.metadata.participants] == ["minister-def"]
    assert document.metadata.ministry == "DEF"
    assert document.metadata.senders == ()


def test_a_letter_on_one_line() -> None:
    text = (
        "De staatssecretaris van Infrastructuur en Waterstaat, U. V. Zandbank Aan de Voorzitter van de Tweede Kamer "
        "der Staten-Generaal Den Haag, 24 april 2031 Met deze brief informeer ik u over de Milieuraad.\nDaarna meer.\n"
    )
    document = extract.read_text(text)
    found = document.metadata
    assert document.text.startswith("Met deze brief informeer ik u")
    assert [(one.name, one.office) for one in found.senders] == [("U. V. Zandbank", "staatssecretaris-ienw")]
    assert (found.date, found.chamber) == (dt.date(2031, 4, 24), 2)
    first = document.segments[0]
    assert text[first.source :].startswith("Met deze brief")


def test_an_address_in_capitals_over_two_lines() -> None:
    text = "AAN DE VOORZITTER VAN DE\nTWEEDE KAMER DER STATEN-GENERAAL\n\nDen Haag, 9 mei 2031\n\nOnderwerp: Zand\n\nIk stuur u in mei een brief.\n"
    found = extract.read_text(text).metadata
    assert (found.addressee, found.chamber) == ("DE VOORZITTER VAN DE TWEEDE KAMER DER STATEN-GENERAAL", 2)


def test_a_side_column_set_apart_with_spaces() -> None:
    side = ["Bezoekadres:", "Duinweg 5", "2511 VX  Den Haag", "Kenmerk", "4012-1098-CZ", "Bijlage(n)", "3",
            "richten aan het retouradres", "met vermelding van de datum", "en het kenmerk van deze brief."]  # fmt: skip
    text = (
        "De Voorzitter van de Tweede Kamer\nder Staten-Generaal\nPostbus 20018\n\nDatum     8 januari 2031\n"
        "Betreft   Wachttijden\n\n"
        + "".join(f"{'':54}{line}\n" for line in side)
        + "\nGeachte voorzitter,\n\n"
        "Ik zal uw Kamer in mei informeren.\n"
    )
    document = extract.read_text(text)
    found = document.metadata
    assert document.text == "Ik zal uw Kamer in mei informeren."
    assert (found.reference, found.attachments, found.title) == ("4012-1098-CZ", ("3",), "Wachttijden")
