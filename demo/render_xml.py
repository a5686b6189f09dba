"""Papers of the archive as official-publication XML.

The shape is that of the real files of repository.overheid.nl (elements, order and attributes).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from demo.papers import MARK, NOTE_MARK, Archive, Paper, Part, SourceBlock
from extract.dates import dutch_date

if TYPE_CHECKING:
    from collections.abc import Iterator

SITE = "https://zoek.officielebekendmakingen.example"
_SCHEMA = (
    "http://technische-documentatie.oep.overheid.nl/repository/schemas/op-consolidated/"
    "op-consolidated_2014-05-15/xsd/op-xsd-2014-05-15.xsd"
)
_REFERENCE = re.compile(r"(?<!\d)(\d\d) (\d{3})((?: [IVXLC]+)?), nr\. (\d+)")
_HEADS = {
    "motie": "MOTIE VAN {}",
    "verslag": "VERSLAG VAN EEN COMMISSIEDEBAT",
}


def spaced(dossier: str) -> str:
    """A dossier number as printed: "99 821", "99 950 X"."""
    number, _, chapter = dossier.partition("-")
    return f"{number[:2]} {number[2:]}" + (f" {chapter}" if chapter else "")


def _linked(text: str) -> str:
    """Escaped text with references to papers as ``extref``, as the publisher does."""

    def link(match: re.Match[str]) -> str:
        chapter = f"-{match[3].strip()}" if match[3] else ""
        target = f"kst-{match[1]}{match[2]}{chapter}-{match[4]}"
        return f'<extref doc="{target}" soort="document" status="actief">{match[0]}</extref>'

    return _REFERENCE.sub(link, escape(text))


def _inline(text: str, notes: tuple[str, ...]) -> str:
    pieces = NOTE_MARK.split(text.replace("\\-", ""))
    out = [_linked(pieces[0])]
    for number, following in zip(pieces[1::2], pieces[2::2], strict=True):
        note = _linked(notes[int(number) - 1])
        out.append(
            f'<noot id="n{number}" type="voet"><noot.nr>{number}</noot.nr><noot.al>{note}</noot.al></noot>'
        )
        out.append(_linked(following))
    return "".join(out)


def _list(items: list[str], notes: tuple[str, ...]) -> str:
    rows = "".join(f"<li><li.nr>–</li.nr><al>{_inline(item, notes)}</al></li>" for item in items)
    return f'<lijst type="expliciet">{rows}</lijst>'


def _flow(blocks: tuple[SourceBlock, ...], notes: tuple[str, ...]) -> Iterator[str]:
    items: list[str] = []
    for block in blocks:
        if items and block.part is not Part.ITEM:
            yield _list(items, notes)
            items = []
        match block.part:
            case Part.ITEM:
                items.append(block.text)
            case Part.HEADING:
                yield f'<tussenkop kopopmaak="vet">{_inline(block.text, notes)}</tussenkop>'
            case _:
                yield f"<al>{_inline(block.text, notes)}</al>"
    if items:
        yield _list(items, notes)


def _opening(paper: Paper) -> list[str]:
    if paper.kind != "brief":
        return []
    return [
        "<al>Aan de Voorzitter van de Tweede Kamer der Staten-Generaal</al>",
        f"<al>Den Haag, {dutch_date(paper.date)}</al>",
    ]


def _signatures(paper: Paper) -> str:
    if paper.kind == "motie":
        names = "".join(f"<al>{escape(name.split()[-1])}</al>" for name in paper.askers)
        return f"<al-groep>{names}</al-groep>"
    return ""


def _closing(paper: Paper) -> str:
    rows = "".join(
        f"<ondertekening><functie>{escape(s.title)},</functie><naam><voornaam>{escape(s.initials)}</voornaam>"
        f"<achternaam>{escape(s.surname)}</achternaam></naam></ondertekening>"
        for s in paper.senders
    )
    return f"<tekst-sluiting>{rows}</tekst-sluiting>" if rows else ""


def _head(paper: Paper) -> str:
    if paper.kind == "brief":
        offices = " EN ".join(s.title.upper() for s in paper.senders)
        return f"BRIEF VAN {offices}"
    return _HEADS[paper.kind].format("HET LID " + " EN ".join(a.split()[-1].upper() for a in paper.askers))


def _date_text(paper: Paper) -> str:
    words = {"motie": "Voorgesteld", "verslag": "Vastgesteld"}.get(paper.kind)
    if words is None:
        return ""
    day = paper.date
    return f'<datumtekst>{words} <datum isodatum="{day}">{dutch_date(day)}</datum></datumtekst>'


def _dossier(archive: Archive, dossier: str) -> str:
    number, _, chapter = dossier.partition("-")
    extra = f"<begrotingshoofdstuk>{chapter}</begrotingshoofdstuk>" if chapter else ""
    return (
        f"<dossier><dossiernummer><dossiernr>{spaced(number)}</dossiernr>{extra}</dossiernummer>"
        f"<titel>{escape(archive.dossier_title(dossier))}</titel></dossier>"
    )


def _wrap(paper: Paper, content: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<officiele-publicatie xsi:noNamespaceSchemaLocation="{_SCHEMA}" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
        '<metadata><meta name="OVERHEIDop.externMetadataRecord" scheme="" '
        f'content="{SITE}/{paper.identifier}/metadata.xml"/></metadata>\n'
        f"{content}\n</officiele-publicatie>\n"
    ).encode()


def _header(paper: Paper, element: str, kind: str) -> str:
    lines = {
        # The publisher's newer files have a figure dash here.
        "vergaderjaar": "Vergaderjaar " + paper.session.replace("2026-", "2026\u2012"),
        "kameraanduiding": "Tweede Kamer der Staten-Generaal",
        "kamernummer": "2",
        "documenttype": kind,
    }
    rows = "".join(f'<tekstregel inhoud="{key}">{value}</tekstregel>' for key, value in lines.items())
    return f"<{element}>{rows}</{element}>"


def render_kamerstuk(archive: Archive, paper: Paper) -> bytes:
    """A letter, report of a committee debate or motion as Kamerstuk XML."""
    dossiers = "\n".join(_dossier(archive, d) for d in paper.dossiers)
    body = "\n".join([*_opening(paper), *_flow(paper.blocks, paper.notes), _signatures(paper)])
    return _wrap(
        paper,
        f"<kamerstuk>\n{_header(paper, 'kamerstukkop', 'Kamerstukken')}\n{dossiers}\n<stuk>\n"
        f'<stuknr>Nr. <ondernummer kamer="2">{paper.number}</ondernummer></stuknr>\n'
        f"<titel>{escape(_head(paper))}</titel>\n{_date_text(paper)}\n"
        f'<algemeen><vrije-tekst><tekst status="goed">\n{body}\n</tekst>{_closing(paper)}'
        "</vrije-tekst></algemeen>\n</stuk>\n</kamerstuk>",
    )


def _questions(paper: Paper) -> Iterator[str]:
    tag = ""
    for block in paper.blocks:
        if block.part in (Part.QUESTION, Part.ANSWER):
            if tag:
                yield f"</{tag}>"
            tag = "vraag" if block.part is Part.QUESTION else "antwoord"
            yield f'<{tag}><nr status="officieel">{tag.capitalize()} {escape(block.text)}</nr>'
        else:
            yield f"<al>{_inline(block.text, paper.notes)}</al>"
    yield f"</{tag}>"


def _naam(name: str) -> str:
    first, _, last = name.rpartition(" ")
    return f"<naam><voornaam>{escape(first)} </voornaam><achternaam>{escape(last)}</achternaam></naam>"


def render_aanhangsel(archive: Archive, paper: Paper) -> bytes:
    """Answers to written questions as Aanhangsel XML."""
    if paper.asked is None:
        raise ValueError(f"{paper.identifier}: een Aanhangsel heeft een datum van inzending nodig")
    sender = paper.senders[0]
    office = sender.title.removeprefix("De ").partition(" van ")[0]
    ministry = archive.ministries[paper.ministry].name.removeprefix("Ministerie van ")
    askers = " en ".join(_naam(name) for name in paper.askers)
    return _wrap(
        paper,
        f"<kamervragen>\n{_header(paper, 'kamervraagkop', 'Aanhangsel van de Handelingen')}\n"
        f"<kamervraagnummer>{paper.number}</kamervraagnummer>\n"
        f'<kamervraagomschrijving type="vraag">Vragen van {askers} aan de {escape(sender.title[3:])} over '
        f"<kamervraagonderwerp>{escape(paper.marked_title)}</kamervraagonderwerp> (ingezonden "
        f'<datum isodatum="{paper.asked}">{dutch_date(paper.asked)}</datum>).</kamervraagomschrijving>\n'
        f'<kamervraagomschrijving type="antwoord">Antwoord van {escape(office)} '
        f"<naam><achternaam>{escape(sender.surname)}</achternaam></naam> "
        f"(<organisatie afkorting={quoteattr(paper.ministry)}>{escape(ministry)}</organisatie>) (ontvangen "
        f'<datum isodatum="{paper.date}">{dutch_date(paper.date)}</datum>).</kamervraagomschrijving>\n'
        + "\n".join(_questions(paper))
        + "\n</kamervragen>",
    )


def render(archive: Archive, paper: Paper) -> bytes:
    """The XML of a paper of form ``xml``. Every such file holds the mark."""
    data = render_aanhangsel(archive, paper) if paper.kind == "antwoord" else render_kamerstuk(archive, paper)
    if MARK not in data.decode():
        raise ValueError(f"{paper.identifier}: de markering ontbreekt")
    return data
