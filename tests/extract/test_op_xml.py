from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

import extract

if TYPE_CHECKING:
    from extract.document import Document

LETTER = """<?xml version="1.0" encoding="UTF-8"?>
<officiele-publicatie>
  <metadata><meta name="OVERHEIDop.externMetadataRecord" scheme=""
    content="https://zoek.officielebekendmakingen.nl/kst-39876-VI-13/metadata.xml"/></metadata>
  <kamerstuk>
    <kamerstukkop>
      <tekstregel inhoud="vergaderjaar">Vergaderjaar 2030-2031</tekstregel>
      <tekstregel inhoud="kamernummer">2</tekstregel>
    </kamerstukkop>
    <dossier><dossiernummer><dossiernr>39 876</dossiernr>
      <begrotingshoofdstuk>VI</begrotingshoofdstuk></dossiernummer><titel>Dijken en duinen</titel></dossier>
    <stuk>
      <stuknr>Nr. <ondernummer kamer="2">13</ondernummer></stuknr>
      <titel>BRIEF VAN DE MINISTER VAN INFRASTRUCTUUR EN WATERSTAAT</titel>
      <algemeen><vrije-tekst><tekst status="goed">
        <al>Aan de Voorzitter van de Tweede Kamer der Staten-Generaal</al>
        <al>Den Haag, 4 april 2031</al>
        <al>Hierbij stuur ik, mede namens de Minister van Financiën, het jaarverslag.<noot id="n1" type="voet">
          <noot.nr>1</noot.nr><noot.al>Kamerstuk <extref doc="kst-39876-12">39 876, nr. 12</extref>.</noot.al></noot>
          Daarin staat zĳn <nadruk type="cur">oordeel</nadruk>.</al>
        <tussenkop kopopmaak="vet">Vervolg</tussenkop>
        <al><nadruk type="vet">Planning</nadruk></al>
        <al-groep><al>Ik kom terug op:</al>
          <lijst><li><li.nr>a.</li.nr><al>de planning in mei;</al></li>
                 <li><li.nr>b.</li.nr><al>de kosten in juni.</al></li></lijst></al-groep>
        <table><tgroup><tbody><row><entry><al>Toezegging</al></entry><entry><al>mei 2031</al></entry></row></tbody>
        </tgroup></table>
      </tekst>
      <tekst-sluiting><ondertekening><functie>De Minister van Infrastructuur en Waterstaat,</functie>
        <naam><voornaam>A.B.</voornaam> <achternaam>van der Zandbank</achternaam></naam></ondertekening>
      </tekst-sluiting></vrije-tekst></algemeen>
    </stuk>
  </kamerstuk>
</officiele-publicatie>"""

METADATA = b"""<?xml version="1.0" encoding="UTF-8"?><metadata_gegevens>
<metadata name="OVERHEIDop.documenttitel" scheme="" content="Jaarverslag van de dijkwacht"/>
<metadata name="OVERHEIDop.dossiernummer" scheme="" content="39876-VI;39990"/>
<metadata name="DCTERMS.available" scheme="DCTERMS.W3CDTF" content="2031-04-09"/>
<metadata name="DCTERMS.issued" scheme="DCTERMS.W3CDTF" content="2031-04-05"/>
<metadata name="DC.type" scheme="OVERHEIDop.Parlementair" content="Kamerstuk"/>
<metadata name="DC.type" scheme="OVERHEIDop.KamerstukTypen" content="Brief"/>
<metadata name="DC.identifier" scheme="OVERHEIDop.ParlID" content="kst-39876-VI-13"/>
</metadata_gegevens>"""


@pytest.fixture(scope="module")
def letter() -> Document:
    return extract.read_bytes(LETTER.encode(), name="kst.xml")


def blocks(document: Document) -> list[tuple[str, str | None, str]]:
    return [
        (block.kind.value, block.label, document.text[block.begin : block.end]) for block in document.blocks
    ]


def test_blocks(letter: Document) -> None:
    assert blocks(letter) == [
        (
            "paragraph",
            None,
            "Hierbij stuur ik, mede namens de Minister van Financiën, het jaarverslag. Daarin staat zijn oordeel.",
        ),
        ("heading", None, "Vervolg"),
        ("heading", None, "Planning"),
        ("paragraph", None, "Ik kom terug op:"),
        ("list_item", "a.", "de planning in mei;"),
        ("list_item", "b.", "de kosten in juni."),
        ("table_row", None, "Toezegging | mei 2031"),
        ("signature", None, "De Minister van Infrastructuur en Waterstaat,"),
        ("signature", None, "A.B. van der Zandbank"),
        ("footnote", "1", "Kamerstuk 39 876, nr. 12."),
    ]
    link = letter.footnotes[0]
    assert letter.text[: link.offset].endswith("het jaarverslag.")
    assert letter.blocks[link.block].label == "1"


def test_metadata_of_the_paper_itself(letter: Document) -> None:
    found = letter.metadata
    assert (found.identifier, found.number, found.session) == ("kst-39876-VI-13", "13", "2030-2031")
    assert (found.dossiers, found.dossier_titles) == (("39876-VI",), ("Dijken en duinen",))
    assert (found.kind, found.chamber, found.date) == ("Brief regering", 2, dt.date(2031, 4, 4))
    assert (found.ministry, found.co_senders) == ("IenW", ("minister van Financiën",))
    assert found.senders[0].office == "minister-ienw"
    assert (found.title, found.published) == (None, None)


def test_parts_of_a_name_are_apart_though_nothing_stands_between_them() -> None:
    text = LETTER.replace("</voornaam> <achternaam>", "</voornaam><achternaam>")
    document = extract.read_bytes(text.encode())
    assert document.metadata.senders[0].name == "A.B. van der Zandbank"
    assert ("signature", None, "A.B. van der Zandbank") in blocks(document)


def test_the_title_of_a_letter_without_signature_tells_who_wrote_it() -> None:
    begin, end = LETTER.index("<tekst-sluiting>"), LETTER.index("</tekst-sluiting>")
    unsigned = LETTER[:begin] + LETTER[end + len("</tekst-sluiting>") :]
    title = "BRIEF VAN DE MINISTERS VAN INFRASTRUCTUUR EN WATERSTAAT EN VOOR RECHTSBESCHERMING"
    text = unsigned.replace("BRIEF VAN DE MINISTER VAN INFRASTRUCTUUR EN WATERSTAAT", title)
    found = extract.read_bytes(text.encode()).metadata
    assert [(sender.name, sender.title, sender.office) for sender in found.senders] == [
        (None, "Minister van Infrastructuur en Waterstaat", "minister-ienw"),
        (None, "Minister voor Rechtsbescherming", "minister-rechtsbescherming"),
    ]
    assert (found.kind, found.ministry) == ("Brief regering", "IenW")
    presidium = "BRIEF VAN HET PRESIDIUM"
    of_the_kamer = unsigned.replace("BRIEF VAN DE MINISTER VAN INFRASTRUCTUUR EN WATERSTAAT", presidium)
    assert extract.read_bytes(of_the_kamer.encode()).metadata.outsider == "Presidium"
    forwarded = LETTER.replace("BRIEF VAN DE MINISTER VAN INFRASTRUCTUUR EN WATERSTAAT", presidium)
    assert extract.read_bytes(forwarded.encode()).metadata.outsider is None, "a minister signed it"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("BRIEF VAN HET PRESIDIUM", "Brief"),
        ("BRIEF VAN DE ALGEMENE REKENKAMER", "Brief"),
        ("BRIEF VAN DE STAATSSECRETARIS VAN DEFENSIE", "Brief regering"),
        ("NADER GEWIJZIGDE MOTIE VAN HET LID MOLENDIJK", "Motie"),
        ("VERSLAG VAN EEN WETGEVINGSOVERLEG", "Verslag van een wetgevingsoverleg"),
        ("VERSLAG", "Verslag"),
        ("MEMORIE VAN ANTWOORD", "Memorie van antwoord"),
        ("NOTA NAAR AANLEIDING VAN HET VERSLAG", "Nota naar aanleiding van het verslag"),
        ("VERSLAG HOUDENDE EEN LIJST VAN VRAGEN EN ANTWOORDEN", "Lijst van vragen en antwoorden"),
    ],
)
def test_the_kind_by_the_title(title: str, kind: str) -> None:
    text = LETTER.replace("BRIEF VAN DE MINISTER VAN INFRASTRUCTUUR EN WATERSTAAT", title)
    assert extract.read_bytes(text.encode()).metadata.kind == kind


def test_metadata_xml_goes_before_the_text() -> None:
    found = extract.read_bytes(LETTER.encode(), metadata=METADATA).metadata
    assert (found.title, found.date, found.published) == (
        "Jaarverslag van de dijkwacht",
        dt.date(2031, 4, 5),
        dt.date(2031, 4, 9),
    )
    assert found.dossiers == ("39876-VI", "39990")
    assert found.kind == "Brief regering"
    assert found.session == "2030-2031"


def test_questions_and_answers() -> None:
    text = """<officiele-publicatie><kamervragen><kamervraagkop>
      <tekstregel inhoud="vergaderjaar">Vergaderjaar 2030-2031</tekstregel><tekstregel inhoud="kamernummer">2</tekstregel>
      </kamervraagkop><kamervraagnummer>77</kamervraagnummer>
      <kamervraagomschrijving type="vraag">Vragen van het lid <naam><achternaam>Molendijk</achternaam></naam> over
        <kamervraagonderwerp>de dijk</kamervraagonderwerp> (ingezonden 1 april 2031).</kamervraagomschrijving>
      <kamervraagomschrijving type="antwoord">Antwoord van Minister <naam><achternaam>Zandbank</achternaam></naam>
        (Infrastructuur en Waterstaat) (ontvangen <datum isodatum="2031-05-02">2 mei 2031</datum>).</kamervraagomschrijving>
      <vraag><nr status="officieel">Vraag 1</nr><al>Is de dijk veilig?</al></vraag>
      <antwoord><nr status="officieel">Antwoord 1</nr><al>Ja.</al><al>Ik stuur het rapport toe.</al></antwoord>
      </kamervragen></officiele-publicatie>"""
    document = extract.read_bytes(text.encode())
    assert [(kind, label) for kind, label, _ in blocks(document)][2:] == [
        ("heading", "Vraag 1"),
        ("question", "Vraag 1"),
        ("heading", "Antwoord 1"),
        ("answer", "Antwoord 1"),
        ("answer", "Antwoord 1"),
    ]
    found = document.metadata
    assert (found.identifier, found.date) == ("ah-tk-20302031-77", dt.date(2031, 5, 2))
    assert (found.title, found.ministry) == ("de dijk", "IenW")


def test_a_debate() -> None:
    text = """<officiele-publicatie><handelingen><agendapunt><nr>3</nr><item-titel>Dijken</item-titel>
      <spreekbeurt nieuw="nee"><spreker><voorvoegsels>De</voorvoegsels> <naam><achternaam>voorzitter</achternaam></naam>:
      </spreker><tekst><al-groep><al>Het woord is aan de minister.</al></al-groep></tekst></spreekbeurt>
      <spreekbeurt nieuw="ja"><spreker><voorvoegsels>Minister</voorvoegsels>
      <naam><achternaam>Zandbank</achternaam></naam>:</spreker>
      <tekst><al-groep><al>Ik stuur een brief.</al></al-groep></tekst></spreekbeurt>
      <spreekbeurt nieuw="ja"><spreker><voorvoegsels>Mevrouw</voorvoegsels>
      <naam><achternaam>Molendijk</achternaam></naam> (<politiek>Polderpartij</politiek>):</spreker>
      <tekst><al-groep><al>Dank.</al></al-groep></tekst></spreekbeurt></agendapunt></handelingen></officiele-publicatie>"""
    document = extract.read_bytes(text.encode())
    assert [(block.speaker, block.role) for block in document.blocks if block.kind == "speech"] == [
        ("De voorzitter", "De voorzitter"),
        ("Minister Zandbank", "Minister"),
        ("Mevrouw Molendijk", "Polderpartij"),
    ]
    assert (document.metadata.kind, document.metadata.title) == ("Handelingen", "Dijken")


def test_a_report_of_the_house() -> None:
    text = """\ufeff<?xml version="1.0"?><vlosCoreDocument xmlns="http://www.tweedekamer.nl/ggm/vergaderverslag/v1.0">
    <vergadering soort="Commissie" kamer="Tweede Kamer"><titel>Dijken</titel><vergaderjaar>2030-2031</vergaderjaar>
    <datum>2031-05-02T00:00:00</datum><activiteit><titel>Dijken</titel><activiteithoofd><activiteitdeel><activiteititem>
    <woordvoerder><spreker><aanhef>Minister</aanhef><verslagnaam>Zandbank</verslagnaam>
    <functie>minister van Infrastructuur en Waterstaat</functie></spreker><isvoorzitter>false</isvoorzitter>
    <tekst><alinea><alineaitem>Minister <nadruk>Zandbank</nadruk>:</alineaitem><alineaitem>Ik stuur een brief.</alineaitem>
    </alinea></tekst>
    <interrumpant><spreker><fractie>Polderpartij</fractie><aanhef>Mevrouw</aanhef><verslagnaam>Molendijk</verslagnaam>
    <functie>Lid Tweede Kamer</functie></spreker><tekst><alinea><alineaitem>Wanneer?</alineaitem></alinea></tekst>
    </interrumpant></woordvoerder></activiteititem></activiteitdeel></activiteithoofd></activiteit>
    </vergadering></vlosCoreDocument>"""
    document = extract.read_bytes(text.encode())
    assert [(block.speaker, block.role, document.text[block.begin : block.end]) for block in document.blocks][
        1:
    ] == [
        ("Minister Zandbank", "Minister van Infrastructuur en Waterstaat", "Ik stuur een brief."),
        ("Mevrouw Molendijk", "Polderpartij", "Wanneer?"),
    ]
    assert document.metadata.date == dt.date(2031, 5, 2)


def test_html_of_the_same() -> None:
    text = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x"><html><head>
      <meta name="DC.identifier" scheme="OVERHEIDop.ParlID" content="kst-39876-13"/>
      <meta name="DCTERMS.issued" content="2031-04-04"/></head><body><div id="kopregel">kop</div><div id="broodtekst">
      <h1 class="dossiertitel"><span class="dossiernummer">39 876</span> Dijken en duinen</h1>
      <div class="stuk"><h1 class="stuktitel"><span class="stuknummer">Nr. 13</span>
      MOTIE VAN HET LID MOLENDIJK</h1><p class="kamerstukdatum">Voorgesteld <span>4 april 2031</span></p>
      <div class="algemeen"><p>De Kamer,</p><p>verzoekt de regering om
         dijken<sup>1</sup>,</p><script>alert(1)</script><p>en gaat over tot de orde van de dag.</p><p>Molendijk</p></div></div>
      <div class="noot"><p>1 Zie hierboven.</p></div></div></body></html>"""
    document = extract.read_bytes(text.encode())
    assert [(kind, words) for kind, _, words in blocks(document)] == [
        ("paragraph", "De Kamer,"),
        ("paragraph", "verzoekt de regering om dijken,"),
        ("paragraph", "en gaat over tot de orde van de dag."),
        ("signature", "Molendijk"),
        ("footnote", "Zie hierboven."),
    ]
    found = document.metadata
    assert (found.identifier, found.kind, found.date) == ("kst-39876-13", "Motie", dt.date(2031, 4, 4))
    assert (found.dossiers, found.number) == (("39876",), "13")


def test_what_is_of_no_known_name_is_read_too() -> None:
    text = """<officiele-publicatie><kamerstuk><stuk><stuknr><ondernummer>8</ondernummer></stuknr>
      <titel>NOTA VAN WIJZIGING</titel><dossier/>
      <nieuw-element>Ik stuur uw Kamer <nadruk>in mei</nadruk> een brief.</nieuw-element>
      <artikel><kop><label>Artikel</label><nr>1</nr><titel>Begrippen</titel></kop>
        <lid><lidnr>1.</lidnr><al>Eerste lid.</al></lid></artikel>
      <artikel><kop><label>Artikel</label> <nr>2</nr></kop><al>De wet treedt in werking.</al></artikel>
    </stuk></kamerstuk></officiele-publicatie>"""
    assert blocks(extract.read_bytes(text.encode())) == [
        ("paragraph", None, "Ik stuur uw Kamer in mei een brief."),
        ("heading", None, "Artikel 1 Begrippen"),
        ("list_item", "1.", "Eerste lid."),
        ("heading", None, "Artikel 2"),
        ("paragraph", None, "De wet treedt in werking."),
    ]


def test_the_number_of_the_kingdom_is_no_part_of_the_dossier() -> None:
    text = LETTER.replace("39 876</dossiernr>", "39 876 (R2048)</dossiernr>").replace(
        "kst-39876-VI-13/", "x/"
    )
    found = extract.read_bytes(text.encode()).metadata
    assert (found.dossiers, found.identifier) == (("39876-VI",), "kst-39876-VI-13")
