"""Letters of the archive as DOCX, made as the ministries' own template does it.

Date, subject, addressee and department block stand in the first page's header; the body holds the
letter; footnotes are real ones. The bytes are the same each time (stored, not compressed, one date).
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from demo.papers import NOTE_MARK, Archive, Paper, Part, SourceBlock
from extract.dates import dutch_date

if TYPE_CHECKING:
    from collections.abc import Iterator

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FRAME = (
    '<w:framePr w:w="2200" w:hSpace="142" w:wrap="around" w:vAnchor="page" w:hAnchor="page" '
    'w:x="8700" w:y="{}"/>'
)
_PARTS = {"header1": "header", "header2": "header", "footnotes": "footnotes", "styles": "styles"}


def _run(text: str, *, bold: bool = False) -> str:
    style = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{style}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def _paragraph(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>" if properties else f"<w:p>{content}</w:p>"


def _style(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


def _inline(text: str) -> str:
    pieces = NOTE_MARK.split(text.replace("\\-", ""))
    out = [_run(pieces[0])]
    for number, following in zip(pieces[1::2], pieces[2::2], strict=True):
        out.append(
            '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
            f'<w:footnoteReference w:id="{number}"/></w:r>'
        )
        out.append(_run(following))
    return "".join(out)


def _block(block: SourceBlock) -> str:
    if block.part is Part.HEADING:
        return _paragraph(_run(block.text, bold=True))
    if block.part is Part.ITEM:
        return _paragraph(_inline(block.text), _style("Lijstopsomteken"))
    return _paragraph(_inline(block.text)) + _paragraph("")


def _body(paper: Paper) -> Iterator[str]:
    yield _paragraph(_run(paper.opening)) + _paragraph("")
    for block in paper.blocks:
        yield _block(block)
    for sender in paper.senders:
        yield _paragraph("") + _paragraph(_run(f"{sender.title},")) + _paragraph("") * 3
        yield _paragraph(_run(f"{sender.initials} {sender.surname}"))


def _part(tag: str, content: str) -> str:
    return f'{_XML}<w:{tag} xmlns:w="{_W}" xmlns:r="{_R}">{content}</w:{tag}>'


def _document(paper: Paper) -> str:
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rIdheader1"/>'
        '<w:headerReference w:type="first" r:id="rIdheader2"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="3100" w:right="3200" w:bottom="1077" w:left="1588" w:header="1600" w:footer="0" '
        'w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
    return _part("document", f"<w:body>{''.join(_body(paper))}{section}</w:body>")


def _side(rows: list[tuple[str, bool]], top: int) -> str:
    frame = _FRAME.format(top)
    return "".join(
        _paragraph(_run(text), _style("Referentiegegevensbold" if bold else "Referentiegegevens") + frame)
        for text, bold in rows
    )


def _cell(text: str, width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_paragraph(_run(text))}</w:tc>'


def _table(rows: list[tuple[str, str]]) -> str:
    body = "".join(f"<w:tr>{_cell(label, 1100)}{_cell(value, 6400)}</w:tr>" for label, value in rows)
    grid = '<w:tblGrid><w:gridCol w:w="1100"/><w:gridCol w:w="6400"/></w:tblGrid>'
    return f'<w:tbl><w:tblPr><w:tblW w:w="7500" w:type="dxa"/></w:tblPr>{grid}{body}</w:tbl>'


def _headers(archive: Archive, paper: Paper) -> tuple[str, str]:
    ministry = archive.ministries[paper.ministry]
    department = [(row, True) for row in ministry.block]
    reference = [("Onze referentie", True), (paper.reference, False)]
    later = [*department, ("Datum", True), (dutch_date(paper.date), False), *reference]
    first = [*department, *((row, False) for row in ministry.address), *reference]
    addressee = (
        f"> Retouradres {ministry.return_address}",
        "De voorzitter van de Tweede Kamer",
        "der Staten-Generaal",
        "Postbus 20018",
        "2500 EA DEN HAAG",
    )
    opening = "".join(_paragraph(_run(row), _style("Referentiegegevens")) for row in addressee)
    table = _table([("Datum", dutch_date(paper.date)), ("Betreft", paper.marked_title)])
    return (
        _part("hdr", _side(later, 1700) + _paragraph("")),
        _part("hdr", opening + _side(first, 5400) + table + _paragraph("")),
    )


def _footnotes(paper: Paper) -> str:
    rows = [
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>',
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r/></w:p></w:footnote>',
    ]
    for number, text in enumerate(paper.notes, start=1):
        content = f"<w:r><w:footnoteRef/></w:r>{_run(' ' + text)}"
        rows.append(
            f'<w:footnote w:id="{number}">{_paragraph(content, _style("Voetnoottekst"))}</w:footnote>'
        )
    return _part("footnotes", "".join(rows))


def _styles() -> str:
    names = ("Referentiegegevens", "Referentiegegevensbold", "Voetnoottekst", "Lijstopsomteken")
    rows = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/></w:style>'
    )
    for name in names:
        rows += (
            f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>'
            '<w:basedOn w:val="Standaard"/></w:style>'
        )
    return _part("styles", rows)


def _package(paper: Paper, parts: list[str]) -> dict[str, str]:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{_PARTS[name]}+xml"/>' for name in parts
    )
    relations = "".join(
        f'<Relationship Id="rId{name}" Type="{_R}/{_PARTS[name]}" Target="{name}.xml"/>' for name in parts
    )
    core = f"{_PACKAGE}/metadata/core-properties"
    return {
        "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>{overrides}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/></Relationships>',
        "docProps/core.xml": f'{_XML}<cp:coreProperties xmlns:cp="{core}" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(paper.marked_title)}</dc:title>'
        "</cp:coreProperties>",
        "word/_rels/document.xml.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{relations}</Relationships>",
    }


def render(archive: Archive, paper: Paper) -> bytes:
    """The letter as DOCX."""
    later, first = _headers(archive, paper)
    parts = {"header1": later, "header2": first, "footnotes": _footnotes(paper), "styles": _styles()}
    files = _package(paper, list(parts))
    files["word/document.xml"] = _document(paper)
    files |= {f"word/{name}.xml": text for name, text in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive_file:
        for name, text in files.items():
            info = zipfile.ZipInfo(name, (paper.date.year, paper.date.month, paper.date.day, 9, 0, 0))
            info.create_system = 3  # as made on Unix, whatever machine renders it
            archive_file.writestr(info, text)
    return out.getvalue()
