"""What the spider of the Tweede Kamer takes for granted of its SyncFeed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from spiders.probing import Finding, judge
from spiders.tweede_kamer_feed import FeedError, Page, parse_page, skiptoken
from spiders.tweede_kamer_kinds import expectations
from spiders.tweede_kamer_values import GUID

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from scrapy.http import Response

    from spiders.probing import Ask

_FEED, _ENTITIES = "/SyncFeed/2.0/Feed", "/SyncFeed/2.0/Entiteiten/"
_ATOM = "{http://www.w3.org/2005/Atom}"
_MOST = 250


def _parser() -> etree.XMLParser:
    """Takes what it can of a page that is not whole: each of its rows was judged before."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)


def _page(response: Response | None) -> tuple[Page | None, str]:
    if response is None or response.status != 200:
        return None, "geen antwoord" if response is None else f"status {response.status}"
    try:
        return parse_page(response.body), ""
    except FeedError as error:
        return None, str(error)


async def probe(ask: Ask) -> AsyncIterator[Finding]:
    """Ask one page of each kind, the page after one, a row by name, and a file."""
    page: Page | None = None
    response: Response | None = None
    for kind in expectations().kinds:
        answer = await ask(kind.category, f"{_FEED}?category={kind.category}")
        found, why = _page(answer)
        yield judge(f"{kind.category}: de feed antwoordt in de bekende opmaak", found is not None, why)
        if found is None or answer is None:
            continue
        for finding in _rows(kind.category, found, answer):
            yield finding
        if kind.category == "Document":
            page, response = found, answer
    async for finding in _onward(ask, page):
        yield finding
    async for finding in _by_name(ask, response):
        yield finding
    async for finding in _file(ask, response):
        yield finding


def _rows(category: str, page: Page, response: Response) -> Iterator[Finding]:
    feed = etree.fromstring(response.body, _parser())
    entries = feed.findall(f"{_ATOM}entry")
    yield judge(f"{category}: er zijn rijen", page.entries > 0, page.entries)
    yield judge(
        f"{category}: elk element en elke waarde is bekend", not page.strange, "; ".join(page.strange)
    )
    yield judge(f"{category}: elke rij is te lezen", not page.bad, "; ".join(b.message for b in page.bad[:3]))
    yield judge(f"{category}: hoogstens {_MOST} rijen per bladzijde", page.entries <= _MOST, page.entries)
    places = [_token(entry) for entry in entries]
    yield judge(
        f"{category}: elke rij zegt waar het na haar verder gaat",
        None if not places else None not in places,
        f"{sum(place is not None for place in places)} van {len(places)}",
    )
    known = [int(place) for place in places if place is not None]
    yield judge(f"{category}: de skiptokens lopen op", known == sorted(set(known)) if known else None)
    relations = {link.get("rel") for link in feed.iterfind(f"{_ATOM}link")}
    yield judge(
        f"{category}: de feed heeft next of resume",
        bool(relations & {"next", "resume"}),
        sorted(map(str, relations)),
    )


def _token(entry: etree._Element) -> str | None:
    links = (link.get("href", "") for link in entry.iterfind(f"{_ATOM}link") if link.get("rel") == "next")
    return next((skiptoken(href) for href in links), None)


async def _onward(ask: Ask, page: Page | None) -> AsyncIterator[Finding]:
    token = page.checkpoint if page else None
    if token is None:
        yield judge("na de laatste rij gaat de feed verder", None)
        return
    response = await ask("verder", f"{_FEED}?skiptoken={token}&category=Document")
    after, why = _page(response)
    later = after.checkpoint if after else None
    onward = after is not None and (later is None or int(later) > int(token))
    holds = None if response is None else onward
    yield judge(
        "na de laatste rij gaat de feed verder, met een hoger skiptoken of zonder rijen", holds, why or later
    )


async def _by_name(ask: Ask, response: Response | None) -> AsyncIterator[Finding]:
    """The spider asks by name for a row that it could not read before."""
    feed = etree.fromstring(response.body, _parser()) if response is not None else None
    first = feed.find(f"{_ATOM}entry") if feed is not None else None
    name = (first.findtext(f"{_ATOM}title") or "").strip() if first is not None else ""
    if not GUID.match(name):
        yield judge("een rij is bij haar naam op te vragen", None, "geen rij met een GUID als titel gezien")
        return
    found, why = _page(await ask("rij", f"{_ENTITIES}{name}"))
    held = [str(row.identifier) for row in found.rows] if found else []
    yield judge("een rij is bij haar naam op te vragen", held == [name], why or held)


async def _file(ask: Ask, response: Response | None) -> AsyncIterator[Finding]:
    feed = etree.fromstring(response.body, _parser()) if response is not None else None
    for entry in feed.iterfind(f"{_ATOM}entry") if feed is not None else ():
        for link in entry.iterfind(f"{_ATOM}link"):
            if link.get("rel") == "enclosure":
                for finding in _judge_file(await ask("bestand", link.get("href", "")), entry):
                    yield finding
                return
    yield judge("een document heeft een bestand van een bekende soort", None, "geen enclosure gezien")


def _judge_file(file: Response | None, entry: etree._Element) -> Iterator[Finding]:
    header = file.headers.get(b"Content-Type") if file is not None else None
    kind = (header or b"").decode("latin-1")
    good = file is not None and file.status == 200
    known = kind.partition(";")[0] in expectations().media_types
    yield judge(
        "een document heeft een bestand van een bekende soort",
        None if file is None else good and known,
        f"status {file.status}, {kind}" if file is not None else "",
    )
    sizes = [
        str(value)
        for element in entry.iterdescendants(etree.Element)
        for name, value in element.attrib.items()
        if etree.QName(str(name)).localname == "contentLength"
    ]
    holds = None if not (good and file and sizes) else sizes[0] == str(len(file.body))
    yield judge("het bestand is zo groot als aangekondigd", holds, sizes[0] if sizes else "niet aangekondigd")
