"""Answers in the shape of KOOP's SRU 2.0: prefixes, order of elements and habits of the real service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from demo import description, render_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from demo.cql import CqlError
    from demo.papers import Archive, Paper

WALL = 10_000
"""From this record position on the real service answers 504."""
OLD = 2024
"""Papers of before this year are described as those of before 2010."""
MAX_RECORDS = 1000
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<sru:searchRetrieveResponse xmlns:overheidwetgeving="http://standaarden.overheid.nl/wetgeving/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:cd="http://standaarden.overheid.nl/cup/data" '
    'xmlns:sru="http://docs.oasis-open.org/ns/search-ws/sruResponse" '
    'xmlns:gzd="http://standaarden.overheid.nl/sru" '
    'xmlns:diag="http://docs.oasis-open.org/ns/search-ws/diagnostic" '
    'xmlns:facet="http://docs.oasis-open.org/ns/search-ws/facetedResults" '
    'xmlns:c="http://standaarden.overheid.nl/collectie/">'
    "<sru:version>2.0</sru:version>"
)
_TAIL = "</sru:searchRetrieveResponse>\n"
_ESTIMATE = "info:srw/vocabulary/resultCountPrecision/1/estimate"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of results to be answered."""

    query: str
    start: int
    size: int
    total: int
    """The count as claimed: an estimate."""
    papers: tuple[Paper, ...]
    more: bool


def _owner(prefix: str, name: str, value: str, scheme: str = "") -> str:
    attribute = f" scheme={quoteattr(scheme)}" if scheme else ""
    return f"<{prefix}:{name}{attribute}>{escape(value)}</{prefix}:{name}>"


def folder(paper: Paper) -> str:
    """The paper's folder in the repository, below ``/frbr/officielepublicaties/``."""
    if paper.kind == "bijlage":
        return f"blg/onopgemaakt/{paper.identifier}/1"
    if paper.kind == "antwoord":
        return f"ah-tk/{paper.session.replace('-', '')}/{paper.identifier}/1"
    if paper.kind == "handelingen":
        return f"h-tk/{paper.session.replace('-', '')}/{paper.identifier}/1"
    return f"kst/{paper.dossiers[0]}/{paper.identifier}/1"


def manifestations(paper: Paper) -> dict[str, str]:
    """Manifestation to path of its file, below ``/frbr/officielepublicaties/``."""
    root = folder(paper)
    return {
        "metadata": f"{root}/metadata/metadata.xml",
        "metadataowms": f"{root}/metadataowms/metadata_owms.xml",
        paper.form: f"{root}/{paper.form}/{paper.identifier}.{paper.form}",
    }


def _old(paper: Paper) -> bool:
    """Records of before about 2010 lack schemes and the paper's own title; here the oldest stand for them."""
    return paper.date.year < OLD


def _kern(archive: Archive, paper: Paper) -> Iterator[str]:
    yield "<overheidwetgeving:owmskern>"
    yield _owner("dcterms", "identifier", paper.identifier)
    yield _owner("dcterms", "title", description.full_title(archive, paper))
    yield _owner("dcterms", "language", "nl")
    scheme = "" if _old(paper) else "OVERHEIDop.Parlementair"
    yield _owner("dcterms", "type", description.parlementair(paper), scheme)
    # For motions the real index says so, where their metadata.xml names the Kamer.
    creator = "overige" if paper.kind == "motie" else "Tweede Kamer der Staten-Generaal"
    yield _owner("dcterms", "creator", creator, "OVERHEID.StatenGeneraal")
    yield _owner("dcterms", "modified", str(paper.modified))
    yield "</overheidwetgeving:owmskern>"


def _mantel(paper: Paper) -> Iterator[str]:
    page = f"{render_xml.SITE}/{paper.identifier}.html"
    yield "<overheidwetgeving:owmsmantel>"
    yield _owner("dcterms", "available", str(paper.available))
    yield _owner("dcterms", "date", str(paper.date))
    yield f"<dcterms:hasVersion resourceIdentifier={quoteattr(page)}>1</dcterms:hasVersion>"
    if paper.kind != "bijlage":
        yield _owner("dcterms", "issued", str(paper.date))
    yield "</overheidwetgeving:owmsmantel>"


def _debate(paper: Paper) -> Iterator[str]:
    """What only an item of the Handelingen has."""
    for name, value in (
        ("datumVergadering", str(paper.date)),
        ("handelingenitemnummer", paper.number),
        ("behandeldDossier", paper.dossiers[0]),
    ):
        yield _owner("overheidwetgeving", name, value)
    yield _owner("overheidwetgeving", "subrubriek", "Behandeling", "OVERHEIDop.HandelingTypen")


def _numbered(paper: Paper) -> Iterator[str]:
    """By what it is known within its kind."""
    if paper.kind == "handelingen":
        yield from _debate(paper)
    elif paper.kind == "antwoord":
        name = f"{paper.senders[0].initials} {paper.senders[0].surname}"
        yield _owner("overheidwetgeving", "ontvanger", name)
    else:
        yield _owner("overheidwetgeving", "ondernummer", paper.number)


def _tpmeta(archive: Archive, paper: Paper) -> Iterator[str]:
    def own(name: str, value: str, scheme: str = "") -> str:
        return _owner("overheidwetgeving", name, value, scheme)

    kamerstuk = description.is_kamerstuk(paper)
    yield "<overheidwetgeving:tpmeta>"
    yield _owner("c", "product-area", "officielepublicaties")
    yield _owner(
        "c", "content-area", f"officielepublicaties/{folder(paper).rpartition('/')[0].rpartition('/')[0]}"
    )
    if paper.kind == "antwoord":
        yield own("aanhangselnummer", paper.number)
        yield own("datumOntvangst", str(paper.date))
    yield own("documentstatus", description.status(paper))
    if kamerstuk and not _old(paper):
        yield own("documenttitel", paper.marked_title)
    if kamerstuk:
        yield own("dossiertitel", archive.dossier_title(paper.dossiers[0]))
    if paper.main:
        yield own("hoofddocument", paper.main)
    for name in description.indieners(paper) if paper.kind != "bijlage" else ():
        yield own("indiener", name)
    yield from _numbered(paper)
    yield own("organisatietype", "staten generaal", "OVERHEID.Organisatietype")
    yield own("publicatienaam", description.publication(paper))
    yield own("vergaderjaar", paper.session)
    if paper.kind not in ("antwoord", "handelingen"):
        yield own("dossiernummer", ";".join(paper.dossiers))
    if kamerstuk:
        yield own("subrubriek", description.SUBKINDS[paper.kind], "OVERHEIDop.KamerstukTypen")
    elif paper.kind == "antwoord":
        yield own("subrubriek", "Antwoord", "OVERHEIDop.AanhangselTypen")
        yield own("vraagnummer", paper.question_number)
    stamp = f"{paper.modified}T14:29:20.5575228+02:00"
    yield _owner("cd", "datumTijdstipWijzigingWork", stamp)
    yield _owner("cd", "datumTijdstipWijzigingExpression", stamp)
    yield "</overheidwetgeving:tpmeta>"


def _enriched(paper: Paper, base: str) -> Iterator[str]:
    files = manifestations(paper)
    root = f"{base}/frbr/officielepublicaties"
    yield "<gzd:enrichedData>"
    yield _owner("gzd", "url", f"{root}/{files[paper.form]}")
    yield _owner("gzd", "preferredUrl", f"{render_xml.SITE}/{paper.identifier}.html")
    for name, path in files.items():
        url = escape(f"{root}/{path}")
        yield f"<gzd:itemUrl manifestation={quoteattr(name)}>{url}</gzd:itemUrl>"
    yield _owner("gzd", "timestamp", f"{paper.modified}T14:30:16.366356+02:00")
    yield "</gzd:enrichedData>"


def _record(archive: Archive, paper: Paper, base: str, position: int) -> Iterator[str]:
    yield "<sru:record><sru:recordSchema>http://standaarden.overheid.nl/sru/</sru:recordSchema>"
    yield "<sru:recordPacking>xml</sru:recordPacking><sru:recordData><gzd:gzd>"
    yield "<gzd:originalData><overheidwetgeving:meta>"
    yield from _kern(archive, paper)
    yield from _mantel(paper)
    yield from _tpmeta(archive, paper)
    yield "</overheidwetgeving:meta></gzd:originalData>"
    yield from _enriched(paper, base)
    yield f"</gzd:gzd></sru:recordData><sru:recordPosition>{position}</sru:recordPosition></sru:record>"


def answer(archive: Archive, page: Page, base: str) -> bytes:
    """One page of records; ``base`` is where the repository is served, without a slash at the end."""
    parts = [_HEAD, f"<sru:numberOfRecords>{page.total}</sru:numberOfRecords>"]
    if page.papers:
        parts.append("<sru:records>")
        for offset, paper in enumerate(page.papers):
            parts.extend(_record(archive, paper, base, page.start + offset))
        parts.append("</sru:records>")
    if page.more:
        following = page.start + len(page.papers)
        parts.append(f"<sru:nextRecordPosition>{following}</sru:nextRecordPosition>")
    parts.append(
        f"<sru:echoedSearchRetrieveRequest><sru:query>{escape(page.query)}</sru:query>"
        f"<sru:startRecord>{page.start}</sru:startRecord>"
        f"<sru:maximumRecords>{page.size}</sru:maximumRecords>"
        "<sru:recordXMLEscaping>xml</sru:recordXMLEscaping>"
        "<sru:recordSchema>http://standaarden.overheid.nl/sru/</sru:recordSchema>"
        "</sru:echoedSearchRetrieveRequest>"
        f"<sru:resultCountPrecision>{_ESTIMATE}</sru:resultCountPrecision>{_TAIL}"
    )
    return "".join(parts).encode()


def diagnostic(error: CqlError) -> bytes:
    """An error as the real service tells it: inside an answer that is otherwise a 200."""
    return (
        f"{_HEAD}<sru:diagnostics><diag:diagnostic><diag:uri>info:srw/diagnostic/1/{error.number}</diag:uri>"
        f"<diag:details>{escape(error.details)}</diag:details><diag:message>{escape(error.message)}"
        f"</diag:message></diag:diagnostic></sru:diagnostics>{_TAIL}"
    ).encode()
