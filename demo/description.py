"""What the publisher says about each paper of the archive: metadata.xml, and its sister in windows-1252."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from demo.papers import Archive, Paper

SUBKINDS = {"brief": "Brief", "motie": "Motie", "verslag": "Verslag", "antwoord": "Antwoord"}
_W3C = "DCTERMS.W3CDTF"


def full_title(archive: Archive, paper: Paper) -> str:
    """``DC.title`` as the publisher forms it: dossier title, kind and subject for a Kamerstuk."""
    if paper.kind in ("antwoord", "bijlage", "handelingen"):
        return paper.marked_title
    kind = {"brief": "Brief regering", "verslag": "Verslag van een commissiedebat"}.get(paper.kind, "Motie")
    return f"{archive.dossier_title(paper.dossiers[0])}; {kind}; {paper.marked_title}"


def publication(paper: Paper) -> str:
    """Publicatienaam, as in both metadata and SRU."""
    names = {"antwoord": "Kamervragen (Aanhangsel)", "handelingen": "Handelingen"}
    return names.get(paper.kind, "Kamerstuk")


def parlementair(paper: Paper) -> str:
    """``DC.type`` in the scheme OVERHEIDop.Parlementair."""
    names = {"antwoord": "Aanhangsel van de Handelingen", "bijlage": "Bijlage", "handelingen": "Handeling"}
    return names.get(paper.kind, "Kamerstuk")


def status(paper: Paper) -> str:
    """Typeset XML has been made from the plain version; what is only a PDF is still plain."""
    return "Opgemaakt na onopgemaakt" if paper.form == "xml" else "Onopgemaakt"


def indieners(paper: Paper) -> tuple[str, ...]:
    """Those who submitted it: members for questions and motions, else the office holders."""
    return paper.askers or tuple(f"{s.initials} {s.surname}" for s in paper.senders)


def is_kamerstuk(paper: Paper) -> bool:
    """Whether it is a numbered paper of a dossier itself."""
    return paper.kind in ("brief", "verslag", "motie")


def _subject_rows(archive: Archive, paper: Paper) -> Iterator[tuple[str, str, str]]:
    kamerstuk = is_kamerstuk(paper)
    yield "OVERHEIDop.documentStatus", "", status(paper)
    yield "DC.title", "", full_title(archive, paper)
    if paper.kind == "antwoord":
        yield "OVERHEIDop.aanhangselNummer", "", paper.number
    yield "OVERHEIDop.doctype", "", "Officiële Publicaties, versie 1.1"
    if kamerstuk:
        yield "OVERHEIDop.documenttitel", "", paper.marked_title
    if paper.kind != "antwoord":
        yield "OVERHEIDop.dossiernummer", "", ";".join(paper.dossiers)
    if kamerstuk:
        yield "OVERHEIDop.dossiertitel", "", archive.dossier_title(paper.dossiers[0])
    for name in indieners(paper) if paper.kind != "bijlage" else ():
        yield "OVERHEIDop.indiener", "", name
    if paper.kind == "antwoord":
        yield "OVERHEIDop.ontvanger", "", f"{paper.senders[0].initials} {paper.senders[0].surname}"
    else:
        yield "OVERHEIDop.ondernummer", "", paper.number
    yield "OVERHEIDop.publicationName", "", publication(paper)
    yield "OVERHEIDop.vergaderjaar", "", paper.session
    if paper.kind == "antwoord":
        yield "OVERHEIDop.vraagnummer", "", paper.question_number


def _date_rows(paper: Paper) -> Iterator[tuple[str, str, str]]:
    yield "DCTERMS.language", "DCTERMS.RFC4646", "nl"
    yield "DCTERMS.available", _W3C, str(paper.available)
    if paper.kind != "bijlage":
        yield "DCTERMS.issued", _W3C, str(paper.date)
    if paper.kind == "antwoord":
        yield "OVERHEIDop.datumOntvangst", _W3C, str(paper.date)


def _type_rows(paper: Paper) -> Iterator[tuple[str, str, str]]:
    yield "DC.type", "OVERHEID.Informatietype", "officiële publicatie"
    yield "OVERHEID.organisationType", "OVERHEID.Organisatietype", "staten generaal"
    yield "DC.creator", "OVERHEID.StatenGeneraal", "Tweede Kamer der Staten-Generaal"
    if is_kamerstuk(paper):
        yield "DC.type", "OVERHEIDop.KamerstukTypen", SUBKINDS[paper.kind]
    elif paper.kind == "antwoord":
        yield "DC.type", "OVERHEIDop.AanhangselTypen", "Antwoord"
    yield "DC.type", "OVERHEIDop.Parlementair", parlementair(paper)
    yield "DC.identifier", "OVERHEIDop.ParlID", paper.identifier
    if paper.main:
        yield "OVERHEIDop.hoofddocument", "OVERHEIDop.ParlID", paper.main


def render_owms(archive: Archive, paper: Paper) -> bytes:
    """A paper's metadata_owms.xml: in windows-1252, and with a dot where a colon belongs, as seen."""
    title, day = escape(full_title(archive, paper)), paper.modified
    text = (
        '<?xml version="1.0" encoding="windows-1252"?>\n'
        '<owms-metadata xmlns:dcterms="http://purl.org/dc/terms/"><owmskern>'
        f"<dcterms:identifier>{paper.identifier}</dcterms:identifier><dcterms:title>{title}</dcterms:title>"
        f"<dcterms.modified>{day}</dcterms.modified></owmskern></owms-metadata>\n"
    )
    return text.encode("windows-1252", "xmlcharrefreplace")


def render_metadata(archive: Archive, paper: Paper) -> bytes:
    """A paper's metadata.xml."""
    rows = "\n".join(
        f"<metadata name={quoteattr(name)} scheme={quoteattr(scheme)} content={quoteattr(content)}/>"
        for name, scheme, content in (*_subject_rows(archive, paper), *_date_rows(paper), *_type_rows(paper))
    )
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<metadata_gegevens>\n{rows}\n</metadata_gegevens>\n'
    return text.encode()
