from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING

import extract

if TYPE_CHECKING:
    from extract.document import Document

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, notes: str = "") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {_W}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/footnotes.xml", f"<w:footnotes {_W}>{notes}</w:footnotes>")
    return data.getvalue()


def par(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def cells(*texts: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{par(text)}</w:tc>" for text in texts) + "</w:tr>"


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
