"""What a letter answers and what goes with it: literally, and nothing where it says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import extract
from tests.extract.test_word import docx

if TYPE_CHECKING:
    from extract.document import Metadata

_HEAD = """Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Datum 12 maart 2031
Betreft {subject}
{fields}

Geachte voorzitter,

{opening}

De Minister van Infrastructuur en Waterstaat,

A.B. Zandbank
{foot}"""
_SUBJECT = "Stand van zaken dijken"
_OPENING = "Hierbij stuur ik u het jaarverslag van de dijkwacht."


def letter(
    subject: str = _SUBJECT, opening: str = _OPENING, fields: str = "Onze referentie 77-88", foot: str = ""
) -> Metadata:
    return extract.read_text(
        _HEAD.format(subject=subject, opening=opening, fields=fields, foot=foot)
    ).metadata


@pytest.mark.parametrize(
    ("subject", "answered"),
    [
        ("Reactie op verzoek commissie over de dijken", "verzoek commissie over de dijken"),
        ("Beantwoording Kamervragen van het lid Duinhof (NW) over zand", "Kamervragen van het lid Duinhof (NW) over zand"),
        ("Antwoord op vragen van de leden Duinhof en Ter Zand", "vragen van de leden Duinhof en Ter Zand"),
        ("Uitvoering motie-Duinhof c.s. over peilbuizen", "motie-Duinhof c.s. over peilbuizen"),
        ("Voortgang uitvoering van de motie van het lid Duinhof", "motie van het lid Duinhof"),
        ("Kabinetsreactie op advies Dijkraad", "advies Dijkraad"),
        ("Jaarverslag incl. beleidsreactie op de verkenning", "verkenning"),
        ("Uitvoering van de Waterwet", None),
        ("Stand van zaken dijken", None),
    ],
)  # fmt: skip
def test_the_subject_tells(subject: str, answered: str | None) -> None:
    assert letter(subject=subject).responds_to == answered


@pytest.mark.parametrize(
    ("opening", "answered"),
    [
        (
            "Hierbij zend ik u de antwoorden op de vragen van het lid Duinhof (NW) over zand (ingezonden 3 februari 2031, nr. 2031Z01234).",
            "vragen van het lid Duinhof (NW) over zand (ingezonden 3 februari 2031, nr. 2031Z01234)",
        ),
        (
            "In antwoord op uw brief van 9 februari 2031, nr. 2031Z09006, deel ik u mee dat alles goed is.",
            "uw brief van 9 februari 2031, nr. 2031Z09006",
        ),
        (
            "Met deze brief geef ik uitvoering aan de motie van het lid Duinhof c.s. (Kamerstuk 39 876 V, nr. 34).",
            "motie van het lid Duinhof c.s. (Kamerstuk 39 876 V, nr. 34)",
        ),
        (
            "Met deze brief kom ik tegemoet aan het verzoek van de vaste commissie voor Water van 3 maart 2031 (kenmerk 2031Z04444).",
            "verzoek van de vaste commissie voor Water van 3 maart 2031 (kenmerk 2031Z04444)",
        ),
        (
            "Tijdens de procedurevergadering van 3 maart jl. heeft uw Kamer verzocht om een brief over zand. Die leest u hier.",
            "Tijdens de procedurevergadering van 3 maart jl. heeft uw Kamer verzocht om een brief over zand.",
        ),
        (
            "Op 3 maart 2031 verzocht de vaste commissie voor Water mij om een reactie.",
            "Op 3 maart 2031 verzocht de vaste commissie voor Water mij om een reactie.",
        ),
        ("De motie van het lid Duinhof staat hier los van.", None),
        ("De provincie heeft mij verzocht om geld.", None),
    ],
)  # fmt: skip
def test_the_opening_tells(opening: str, answered: str | None) -> None:
    found = letter(opening=opening).responds_to
    assert found == answered
    assert found is None or found in opening


def test_the_number_in_the_opening_goes_before_the_subject() -> None:
    found = letter(
        subject="Uitvoering motie-Duinhof over zand",
        opening="Hierbij geef ik uitvoering aan de motie-Duinhof (Kamerstuk 39 876, nr. 3).",
    )
    assert found.responds_to == "motie-Duinhof (Kamerstuk 39 876, nr. 3)"


def test_the_fields_of_the_letterhead() -> None:
    found = letter(
        subject="Reactie op verzoek commissie", fields="Uw kenmerk\n2031Z01234\n\nUw brief van\n3 maart 2031"
    )
    assert found.responds_to == "verzoek commissie; Uw kenmerk 2031Z01234; Uw brief van 3 maart 2031"
    assert found.reference is None
    assert letter(fields="Uw kenmerk\n\nOnze referentie 12").responds_to is None


def test_a_motion_answers_nothing() -> None:
    text = (
        "39 876   Dijken\n\nNr. 4\n\nMOTIE VAN HET LID DUINHOF\n\nVoorgesteld 3 maart 2031\n\nDe Kamer,\n\n"
        "gehoord de beraadslaging,\n\nverzoekt de regering gevolg te geven aan de motie-Ter Zand,\n\n"
        "en gaat over tot de orde van de dag.\n\nDuinhof\n"
    )
    assert extract.read_text(text).metadata.responds_to is None


@pytest.mark.parametrize(
    ("fields", "attachments"),
    [
        ("Bijlage(n)\n2", ("2",)),
        ("Bijlagen: 3", ("3",)),
        ("Bijlage(n) diverse", ("diverse",)),
        ("Bijlage(n)\nGeen", ()),
        ("Bijlage(n)\n\nKenmerk\n12-34", ()),
        ("Bijlage(n)\nContactpersoon\nT 070 333 44 44", ()),
        ("Bijlagen\n1. Rapport zand\n2. Tijdpad", ("1. Rapport zand", "2. Tijdpad")),
        ("Bijlage 1: Rapport zand", ("Bijlage 1: Rapport zand",)),
        ("Onze referentie 12", ()),
    ],
)
def test_annexes_in_the_letterhead(fields: str, attachments: tuple[str, ...]) -> None:
    assert letter(fields=fields).attachments == attachments


@pytest.mark.parametrize(
    ("foot", "attachments"),
    [
        ("\nBijlagen:\n\n1. Rapport zand\n\n2. Tijdpad\n", ("Rapport zand", "Tijdpad")),
        ("\nBijlage 1 - Rapport zand\n\nBijlage 2 - Tijdpad\n", ("Bijlage 1 - Rapport zand", "Bijlage 2 - Tijdpad")),
        ("\nBijlage A: Tijdpad\n\nDe planning is krap.\n", ("Bijlage A: Tijdpad",)),
        ("\nBijlagen: 2\n", ("2",)),
        ("\nDe planning is krap.\n", ()),
    ],
)  # fmt: skip
def test_annexes_at_the_foot(foot: str, attachments: tuple[str, ...]) -> None:
    assert letter(foot=foot).attachments == attachments


def test_a_count_goes_where_annexes_are_named() -> None:
    found = letter(fields="Bijlage(n)\n2", foot="\nBijlage 1 - Rapport zand\n\nBijlage 2 - Tijdpad\n")
    assert found.attachments == ("Bijlage 1 - Rapport zand", "Bijlage 2 - Tijdpad")


def test_a_sentence_about_an_annex_is_none() -> None:
    assert letter(opening="Bijlage 1 bij deze brief bevat het rapport.").attachments == ()


def test_annexes_of_a_word_processor_letter() -> None:
    paragraphs = _HEAD.format(
        subject=_SUBJECT, opening=_OPENING, fields="Bijlage(n): 1", foot="Bijlage 1: Tijdpad"
    ).split("\n")
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    assert extract.read_bytes(docx(body)).metadata.attachments == ("Bijlage 1: Tijdpad",)
