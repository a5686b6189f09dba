"""What the spider of the official publications takes for granted of KOOP's index and repository."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from lxml import etree

from spiders import bodies, sru
from spiders.config import SOURCE
from spiders.expectations import SruExpectations, load_expectations
from spiders.probing import Finding, judge

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from scrapy.http import Response

    from spiders.probing import Ask

_AREA = "c.product-area==officielepublicaties"
_KAMERSTUK = f'{_AREA} and w.publicatienaam=="Kamerstuk"'
_SORT = " sortBy dt.identifier/sort.ascending"
_SINCE = "2026-01-01"


def _search(cql: str, start: int = 1, size: int = 3) -> str:
    query = {
        "operation": "searchRetrieve",
        "version": "2.0",
        "recordSchema": "gzd",
        "query": cql,
        "startRecord": start,
        "maximumRecords": size,
    }
    return f"/sru?{urlencode(query)}"


def _page(response: Response | None) -> tuple[sru.Page | None, str]:
    """The page, or why there is none."""
    if response is None:
        return None, "geen antwoord"
    if response.status != 200:
        return None, f"status {response.status}"
    try:
        return sru.parse_page(response.body, load_expectations(SOURCE, SruExpectations)), ""
    except sru.SruError as error:
        return None, str(error)


async def probe(ask: Ask) -> AsyncIterator[Finding]:
    """Ask about a dozen questions."""
    response = await ask("kamerstukken", _search(_KAMERSTUK + _SORT))
    page, why = _page(response)
    yield judge("de index antwoordt in de bekende opmaak", page is not None, why)
    for finding in _about_page(page, response):
        yield finding
    if page is not None and page.next_position:
        async for finding in _paging(ask, page):
            yield finding
    async for finding in _queries(ask):
        yield finding
    if page is not None and page.records:
        typeset = [record for record in page.records if "xml" in record.manifestations]
        async for finding in _files(ask, (typeset or page.records)[0]):
            yield finding


def _about_page(page: sru.Page | None, response: Response | None) -> Iterator[Finding]:
    strange = None if page is None else "; ".join(page.strange)
    yield judge(
        "elk element en elke waarde is bekend", None if strange is None else not strange, strange or ""
    )
    complete = None if page is None else page.incomplete == 0 and bool(page.records)
    yield judge("elk record heeft de verplichte velden", complete)
    body = response.body if response is not None else b""
    estimate = b"resultCountPrecision" in body
    yield judge("het aantal is een schatting en staat zo in het antwoord", None if page is None else estimate)
    more = page is not None and page.total > 3
    yield judge(
        "zijn er meer, dan staat er waar het verder gaat", bool(page.next_position) if page and more else None
    )


async def _paging(ask: Ask, first: sru.Page) -> AsyncIterator[Finding]:
    page, why = _page(
        await ask("volgende bladzijde", _search(_KAMERSTUK + _SORT, start=first.next_position or 1))
    )
    one = [record.identifier for record in first.records]
    two = [record.identifier for record in page.records] if page else []
    yield judge(
        "posities tellen vanaf 1 en bladzijden overlappen niet",
        not set(one) & set(two) if one and two else None,
        why,
    )
    yield judge(
        "de volgorde op kenmerk loopt op",
        one + two == sorted(one + two) if one and two else None,
        (one + two)[:6],
    )


async def _queries(ask: Ask) -> AsyncIterator[Finding]:
    wrong = await ask("foute zoekvraag", _search("dit is ( geen zoekvraag"))
    refused = _page(wrong)[1]
    holds = wrong is not None and wrong.status == 200 and "weigert de zoekvraag" in refused
    yield judge("een foute zoekvraag geeft status 200 met diagnostics", holds if wrong else None, refused)
    for name, clause in (
        ("gewijzigd sinds", f'dt.modified>="{_SINCE}"'),
        ("brieven", 'w.subrubriek=="Brief"'),
        ("zoeken in de tekst", 'cql.textAndIndexes="de Kamer"'),
        ("aanhangsel", 'w.publicatienaam=="Kamervragen (Aanhangsel)"'),
        ("handelingen", 'w.publicatienaam=="Handelingen"'),
    ):
        area = _AREA if "publicatienaam" in clause else _KAMERSTUK
        page, why = _page(await ask(name, _search(f"{area} and {clause}", size=2)))
        # Nothing found is no proof of anything: an index that is not there gives a diagnostic.
        able = (page.total > 0 or None) if page is not None else False
        yield judge(f"de index kan vragen op {name} ({clause.partition('=')[0]})", able, why)
        if page and name == "gewijzigd sinds":
            late = all(record.modified[:10] >= _SINCE for record in page.records)
            yield judge("gewijzigd sinds geeft niets wat ouder is", late if page.records else None)
    wall = await ask("voorbij de muur", _search(_KAMERSTUK, start=10_000, size=1))
    yield judge(
        "voorbij positie 10.000 geeft de index 504",
        wall.status == 504 if wall else None,
        wall and wall.status,
    )


async def _files(ask: Ask, record: sru.Record) -> AsyncIterator[Finding]:
    one, why = _page(await ask("op kenmerk", _search(f'{_AREA} and dt.identifier=="{record.identifier}"')))
    yield judge("op kenmerk vragen geeft precies dat stuk", len(one.records) == 1 if one else None, why)
    url = record.manifestations.get("xml")
    yield judge(
        "er is een Kamerstuk met een XML-uitvoering", url is not None or None, sorted(record.manifestations)
    )
    if url and (file := await ask("xml van een stuk", url)) is not None:
        problem = (
            bodies.problem(file.body, "application/xml") if file.status == 200 else f"status {file.status}"
        )
        yield judge("het XML-bestand is heel", problem is None, problem or "")
        root = None if problem else etree.fromstring(file.body, sru.parser()).tag
        yield judge(
            "het XML-bestand is een officiele-publicatie",
            root == "officiele-publicatie" if root else None,
            root,
        )
        stamps = b"ETag" in file.headers or b"Last-Modified" in file.headers
        yield judge("een bestand draagt ETag of Last-Modified", stamps)
        missing = await ask("bestand dat er niet is", url.replace(record.identifier, "kst-00000-0"))
        gone = missing is not None and (missing.status == 404 or "fout404" in missing.url)
        yield judge(
            "een bestand dat er niet is, geeft 404 of fout404",
            gone if missing else None,
            missing and missing.status,
        )
    if (meta := record.manifestations.get("metadata")) and (file := await ask("metadata", meta)) is not None:
        holds = b"<metadata_gegevens" in file.body and b"OVERHEIDop." in file.body
        yield judge("metadata.xml heeft de bekende opmaak", holds, f"status {file.status}")
