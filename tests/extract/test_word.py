from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING

import pytest

import extract

if TYPE_CHECKING:
    from extract.document import Document

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def docx(body: str, notes: str = "", heads: tuple[str, ...] = (), ends: str = "") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {_W}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/footnotes.xml", f"<w:footnotes {_W}>{notes}</w:footnotes>")
        if ends:
            archive.writestr("word/endnotes.xml", f"<w:endnotes {_W}>{ends}</w:endnotes>")
        for number, head in enumerate(heads, 1):
            archive.writestr(f"word/header{number}.xml", f"<w:hdr {_W}>{head}</w:hdr>")
    return data.getvalue()


def par(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def cells(*texts: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{par(text)}</w:tc>" for text in texts) + "</w:tr>"


def box(*texts: str) -> str:
    """A text box, once for new programs and once for old ones, as word processors write it."""
    content = f"<w:txbxContent>{''.join(map(par, texts))}</w:txbxContent>"
    return (
        "<w:p><w:r><mc:AlternateContent>"
        f"<mc:Choice><w:drawing>{content}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{content}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )


def blocks(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, document.text[block.begin : block.end]) for block in document.blocks]


def test_a_letter_in_docx() -> None:
    head = "".join(map(par, ["Aan de Voorzitter van de Tweede Kamer", "der Staten-Generaal"]))
    fields = (
        "<w:tbl>" + cells("Datum", "3 maart 2031") + cells("Onderwerp", "Bewaking van de dijken") + "</w:tbl>"
    )
    promise = (
        "<w:p><w:r><w:t>Ik stuur uw Kamer in mei een brief.</w:t></w:r>"
        '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t xml:space="preserve"> Tot zover.</w:t></w:r></w:p>'
    )
    heading = par("Vervolg", '<w:pStyle w:val="Heading1"/>')
    listed = par("de planning", "<w:numPr/>")
    table = (
        "<w:tbl>"
        + cells("Toezegging", "Termijn")
        + cells("Overzicht van de kosten", "juni 2031")
        + "</w:tbl>"
    )
    signature = par("De minister van Infrastructuur en Waterstaat,") + par("A.B. van der Zandbank")
    notes = (
        f'<w:footnote w:id="0" w:type="separator">{par("-")}</w:footnote>'
        f'<w:footnote w:id="2">{par("Kamerstuk 39 876, nr. 12.")}</w:footnote>'
    )
    document = extract.read_bytes(docx(head + fields + promise + heading + listed + table + signature, notes))
    assert blocks(document) == [
        ("paragraph", "Ik stuur uw Kamer in mei een brief. Tot zover."),
        ("heading", "Vervolg"),
        ("list_item", "de planning"),
        ("table_row", "Toezegging | Termijn"),
        ("table_row", "Overzicht van de kosten | juni 2031"),
        ("signature", "De minister van Infrastructuur en Waterstaat,"),
        ("signature", "A.B. van der Zandbank"),
        ("footnote", "Kamerstuk 39 876, nr. 12."),
    ]
    assert document.text[: document.footnotes[0].offset].endswith("een brief.")
    assert document.metadata.date == dt.date(2031, 3, 3)
    assert document.metadata.title == "Bewaking van de dijken"
    assert document.metadata.ministry == "IenW"


def test_endnotes_are_notes_too() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:{kind}Reference w:id="2"/></w:r>'

    body = (
        f"<w:p><w:r><w:t>Dat staat in de nota</w:t></w:r>{mark('endnote')}"
        f'<w:r><w:t xml:space="preserve"> en het verslag</w:t></w:r>{mark("footnote")}<w:r><w:t>.</w:t></w:r></w:p>'
    )
    foot = f'<w:footnote w:id="2">{par("Verslag van het waterschap.")}</w:footnote>'
    end = f'<w:endnote w:id="2">{par("Nota van de Dijkgraaf.")}</w:endnote>'
    document = extract.read_bytes(docx(body, foot, ends=end))
    assert blocks(document)[0] == ("paragraph", "Dat staat in de nota en het verslag.")
    assert [
        (document.text[: link.offset].split()[-1], blocks(document)[link.block][1])
        for link in document.footnotes
    ] == [("nota", "Nota van de Dijkgraaf."), ("verslag", "Verslag van het waterschap.")]


def test_deleted_text_is_not_read() -> None:
    body = "<w:p><w:r><w:t>Ik kom</w:t></w:r><w:del><w:r><w:t> niet</w:t></w:r></w:del><w:r><w:t> terug.</w:t></w:r></w:p>"
    assert extract.read_bytes(docx(body)).text == "Ik kom terug."


def test_a_line_break_inside_a_sentence_is_no_end() -> None:
    body = "<w:p><w:r><w:t>Ik deel u mede</w:t><w:br/><w:t>dat de brief volgt.</w:t><w:br/><w:t>Tot ziens.</w:t></w:r></w:p>"
    assert [text for _, text in blocks(extract.read_bytes(docx(body)))] == [
        "Ik deel u mede dat de brief volgt.",
        "Tot ziens.",
    ]


def test_odt() -> None:
    names = "office text table"
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names.split()
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:text>"
        "<text:h>Vervolg</text:h>"
        "<text:p>Ik stuur<text:s/>een brief.<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>Noot.</text:p></text:note-body></text:note> Tot zover.</text:p>"
        "<text:list><text:list-item><text:p>de planning</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell>"
        "<table:table-cell><text:p>mei</text:p></table:table-cell></table:table-row></table:table>"
        "</office:text></office:body></office:document-content>"
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("content.xml", content)
    assert blocks(extract.read_bytes(data.getvalue())) == [
        ("heading", "Vervolg"),
        ("paragraph", "Ik stuur een brief. Tot zover."),
        ("list_item", "de planning"),
        ("table_row", "A | mei"),
        ("footnote", "Noot."),
    ]


PROMISE = "Ik stuur uw Kamer in mei een brief."


def test_the_head_of_the_page_tells_date_and_subject() -> None:
    head = box("Datum", "3 maart 2031", "Betreft", "De dijken", "Onze referentie", "1234567")
    document = extract.read_bytes(docx(par(PROMISE), heads=(par("Pagina 1"), head)))
    found = document.metadata
    assert blocks(document) == [("paragraph", PROMISE)]
    assert (found.date, found.title, found.reference) == (dt.date(2031, 3, 3), "De dijken", "1234567")


def test_the_letter_itself_goes_before_the_head_of_its_pages() -> None:
    body = par("Datum 5 maart 2031") + par("Betreft De polders") + par(PROMISE)
    found = extract.read_bytes(
        docx(body, heads=(box("Datum", "3 maart 2031", "Betreft", "De dijken"),))
    ).metadata
    assert (found.date, found.title) == (dt.date(2031, 3, 5), "De polders")


def test_an_empty_label_takes_nothing_from_what_follows() -> None:
    head = box("Datum", "3 maart 2031", "Onze referentie", "Pagina 1 van 1")
    assert extract.read_bytes(docx(par(PROMISE), heads=(head,))).metadata.reference is None


@pytest.mark.parametrize("label", ["Ons kenmerk", "Kenmerk", "Onze referentie", "Uw kenmerk"])
@pytest.mark.parametrize(
    "address",
    ["> Retouradres Postbus 99001 2500 XX Den Haag", "Retouradres Lindelaan 12 Den Haag", "Postbus 99001"],
)
def test_an_address_is_no_reference(label: str, address: str) -> None:
    body = par("Datum 3 maart 2031") + par(label) + par(address) + par("Betreft De dijken") + par(PROMISE)
    found = extract.read_bytes(docx(body)).metadata
    assert (found.reference, found.responds_to, found.title) == (None, None, "De dijken")


def test_boxes_beside_the_letter_are_no_text_of_it_and_other_boxes_are() -> None:
    beside = box("Bezoekadres", "Lindelaan 12", "2511 AA Den Haag", "Kenmerk", "77-88")
    inside = box("Ik informeer de Kamer voor de zomer over de kosten.")
    document = extract.read_bytes(docx(beside + par(PROMISE) + inside))
    assert blocks(document) == [
        ("paragraph", PROMISE),
        ("paragraph", "Ik informeer de Kamer voor de zomer over de kosten."),
    ]
    assert document.metadata.reference == "77-88"


def test_content_controls_hold_text_like_any_other() -> None:
    def control(content: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    body = control(par("Datum 3 maart 2031")) + control(par("Betreft De dijken")) + control(par(PROMISE))
    table = "<w:tbl>" + cells("Toezegging", "Termijn") + control(cells("De brief", "mei 2031")) + "</w:tbl>"
    document = extract.read_bytes(docx(body + table))
    assert blocks(document) == [
        ("paragraph", PROMISE),
        ("table_row", "Toezegging | Termijn"),
        ("table_row", "De brief | mei 2031"),
    ]
    assert document.metadata.date == dt.date(2031, 3, 3)
