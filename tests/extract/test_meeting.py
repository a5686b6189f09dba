"""Who took part in a meeting, which committee it was, and who says what in its report."""

from __future__ import annotations

import datetime as dt

import pytest

import extract
from extract import meeting
from extract.document import BlockKind, Document, Sender
from extract.fields import Fields

ZANDBANK = Sender("Zandbank", "Minister van Infrastructuur en Waterstaat", "minister-ienw")
KLEIWEG = Sender(
    "Van der Kleiweg", "Staatssecretaris van Infrastructuur en Waterstaat", "staatssecretaris-ienw"
)
DUBLOEN = Sender("Dubloen", "Minister van Financiën", "minister-fin")


@pytest.mark.parametrize(
    ("met", "expected"),
    [
        ("met de heer Zandbank, Minister van Infrastructuur en Waterstaat, over dijken.", [ZANDBANK]),
        (
            (
                "met de heer Zandbank, Minister van Infrastructuur en Waterstaat, en mevrouw Van der Kleiweg, "
                "Staatssecretaris van Infrastructuur en Waterstaat, over:"
            ),
            [ZANDBANK, KLEIWEG],
        ),
        (
            (
                "met mevrouw Dubloen, minister van Financiën en viceminister-president, de heer Zandbank, minister "
                "van Infrastructuur en Waterstaat, en de heer Stuw, hoofdingenieur-directeur, over dijken"
            ),
            [DUBLOEN, ZANDBANK],
        ),
        (
            (
                "met minister Zandbank van Infrastructuur en Waterstaat en staatssecretaris Van der Kleiweg van "
                "Infrastructuur en Waterstaat over dijken"
            ),
            [ZANDBANK, KLEIWEG],
        ),
        (
            "met de heer Duin, Minister-President, Minister van Algemene Zaken, over dijken",
            [Sender("Duin", "Minister-President, Minister van Algemene Zaken", "minister-president")],
        ),
        ("met de heer Stuw, hoofdingenieur-directeur, over dijken", []),
    ],
)
def test_who_took_part(met: str, expected: list[Sender]) -> None:
    fields = Fields()
    assert meeting.take_opening(
        f"De vaste commissie voor Infrastructuur en Waterstaat heeft op 3 april 2031 overleg gevoerd {met}",
        fields,
    )
    assert fields.participants == expected
    assert (fields.committee, fields.date) == (
        "vaste commissie voor Infrastructuur en Waterstaat",
        dt.date(2031, 4, 3),
    )


REPORT = """39 876   Dijken en duinen

Nr. 14   VERSLAG VAN EEN COMMISSIEDEBAT

Vastgesteld 24 april 2031

De vaste commissie voor Infrastructuur en Waterstaat en de vaste commissie voor Financiën hebben op 3 april
2031 overleg gevoerd met de heer Zandbank, Minister van Infrastructuur en Waterstaat, {others}over dijken.

Van dit overleg brengt de commissie bijgaand geredigeerd woordelijk verslag uit.

De voorzitter:
Goedemorgen. Het woord is aan de minister.

Minister Zandbank:
Dank u wel. Ik stuur de Kamer in mei een brief.

Mevrouw Molendijk (Polderpartij):
Waarvoor dank.

De voorzitter:
Ik lees de toezeggingen voor.

– De minister stuurt in mei een brief.
"""


def speeches(document: Document) -> list[tuple[str | None, str | None, str]]:
    return [
        (block.speaker, block.role, document.text[block.begin : block.end])
        for block in document.blocks
        if block.speaker
    ]


def test_a_report_as_text() -> None:
    document = extract.read_text(REPORT.format(others=""))
    found = document.metadata
    assert found.kind == "Verslag van een commissiedebat"
    assert found.committee == "vaste commissie voor Infrastructuur en Waterstaat"
    assert (found.participants, found.ministry, found.senders) == ((ZANDBANK,), "IenW", ())
    assert speeches(document) == [
        ("De voorzitter", "De voorzitter", "Goedemorgen. Het woord is aan de minister."),
        (
            "Minister Zandbank",
            "Minister van Infrastructuur en Waterstaat",
            "Dank u wel. Ik stuur de Kamer in mei een brief.",
        ),
        ("Mevrouw Molendijk", "Polderpartij", "Waarvoor dank."),
        ("De voorzitter", "De voorzitter", "Ik lees de toezeggingen voor."),
        ("De voorzitter", "De voorzitter", "De minister stuurt in mei een brief."),
    ]


def test_two_ministries_are_no_ministry() -> None:
    found = extract.read_text(REPORT.format(others="en mevrouw Dubloen, Minister van Financiën, ")).metadata
    assert found.participants == (ZANDBANK, DUBLOEN)
    assert found.ministry is None


XML = """<officiele-publicatie><kamerstuk>
  <dossier><dossiernummer><dossiernr>39 876</dossiernr></dossiernummer><titel>Dijken</titel></dossier>
  <stuk><stuknr>Nr. <ondernummer>14</ondernummer></stuknr><titel>VERSLAG VAN EEN COMMISSIEDEBAT</titel>
  <algemeen><vrije-tekst><tekst>
  <al>De vaste commissie voor Infrastructuur en Waterstaat heeft op 3 april 2031 overleg gevoerd met de heer
    <nadruk type="vet">Zandbank</nadruk>, Minister van Infrastructuur en Waterstaat, over dijken.</al>
  <al>De <nadruk type="vet">voorzitter</nadruk>:</al><al>Ik lees de toezeggingen voor.</al>
  <lijst><li><li.nr>–</li.nr><al>De minister stuurt een brief.</al></li></lijst>
  <al>Minister <nadruk type="vet">Zandbank</nadruk>:</al><al>Zo is het.</al>
  </tekst></vrije-tekst></algemeen></stuk></kamerstuk></officiele-publicatie>"""


def test_a_report_as_xml() -> None:
    document = extract.read_bytes(XML.encode())
    assert document.metadata.participants == (ZANDBANK,)
    assert (document.metadata.kind, document.metadata.title) == ("Verslag van een commissiedebat", None)
    assert [(block.kind, block.speaker, block.role) for block in document.blocks][1:] == [
        (BlockKind.SPEECH, "De voorzitter", "De voorzitter"),
        (BlockKind.LIST_ITEM, "De voorzitter", "De voorzitter"),
        (BlockKind.SPEECH, "Minister Zandbank", "Minister van Infrastructuur en Waterstaat"),
    ]


def test_a_minister_who_is_not_named_in_the_opening_stays_minister() -> None:
    document = extract.read_bytes(XML.replace('<nadruk type="vet">Zandbank</nadruk>:', "Duin:").encode())
    assert document.blocks[-1].role == "Minister"


def test_the_present_at_a_plenary_meeting() -> None:
    text = (
        "Aanwezig zijn 117 leden der Kamer, te weten:\n\nMolendijk, Van der Sluis en Wiel,\n\n"
        "en de heer Zandbank, minister van Infrastructuur en Waterstaat, en mevrouw Dubloen, minister van "
        "Financiën.\n\nDe voorzitter:\nIk open de vergadering.\n"
    )
    assert extract.read_text(text).metadata.participants == (ZANDBANK, DUBLOEN)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "de vaste commissie voor Justitie en Veiligheid van 16 april",
            "vaste commissie voor Justitie en Veiligheid",
        ),
        ("De Vaste commissie voor Digitale Zaken heeft", "vaste commissie voor Digitale Zaken"),
        (
            "de vaste commissie voor Volksgezondheid, Welzijn en Sport heeft",
            "vaste commissie voor Volksgezondheid, Welzijn en Sport",
        ),
        ("de tijdelijke commissie voor de Rijksuitgaven is", "tijdelijke commissie voor de Rijksuitgaven"),
        ("de vaste commissie voor Defensie, Minister Duin", "vaste commissie voor Defensie"),
    ],
)
def test_the_name_of_a_committee_ends_where_it_ends(text: str, expected: str) -> None:
    assert meeting.committees(text) == [expected]


def test_no_commission_of_another_kind() -> None:
    assert meeting.committees("de adviescommissie voor Vreemdelingenzaken en de commissie voor de Mens") == []


@pytest.mark.parametrize(
    ("opening", "committee"),
    [
        (
            "Op verzoek van de vaste commissie voor Digitale Zaken van 16 april bericht ik u als volgt.",
            "vaste commissie voor Digitale Zaken",
        ),
        ("Met de vaste commissies voor Defensie en voor Financiën sprak ik over de dijken.", None),
        (
            "De vaste commissie voor Defensie en de vaste commissie voor Financiën vroegen mij om een brief.",
            None,
        ),
        ("Hierbij bericht ik u over de dijken.", None),
    ],
)
def test_the_committee_that_asked_for_a_letter(opening: str, committee: str | None) -> None:
    text = (
        "Aan de Voorzitter van de Tweede Kamer\nDatum 3 maart 2031\nBetreft De dijken\n\n"
        f"{opening}\n\nLater sprak ik de vaste commissie voor Europese Zaken.\n"
    )
    assert extract.read_text(text).metadata.committee == committee


def test_a_letter_to_a_committee() -> None:
    text = (
        "Aan de voorzitter van de vaste commissie voor Digitale Zaken\nDatum 3 maart 2031\nBetreft De dijken\n\n"
        "Hierbij bericht ik u over de dijken.\n"
    )
    found = extract.read_text(text).metadata
    assert (found.committee, found.title) == ("vaste commissie voor Digitale Zaken", "De dijken")
