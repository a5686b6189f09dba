"""What the spider of the Tweede Kamer takes for granted of its SyncFeed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from spiders.probing import Finding, judge
from spiders.sru import parser
from spiders.tweede_kamer_feed import FeedError, Page, parse_page
from spiders.tweede_kamer_kinds import expectations

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from scrapy.http import Response

    from spiders.probing import Ask

_FEED = "/SyncFeed/2.0/Feed"
_ATOM = "{http://www.w3.org/2005/Atom}"
_MOST = 250


def _page(response: Response | None) -> tuple[Page | None, str]:
    if response is None or response.status != 200:
        return None, "geen antwoord" if response is None else f"status {response.status}"
    try:
        return parse_page(response.body), ""
    except FeedError as error:
        return None, str(error)


async def probe(ask: Ask) -> AsyncIterator[Finding]:
    """Ask one page of the kinds that matter most, the page after one, and a file."""
    for category in ("Toezegging", "Activiteit", "Document"):
        response = await ask(category, f"{_FEED}?category={category}")
        page, why = _page(response)
        yield judge(f"{category}: de feed antwoordt in de bekende opmaak", page is not None, why)
        if page is None or response is None:
            continue
        yield judge(f"{category}: elk element is bekend", not page.strange, "; ".join(page.strange))
        yield judge(
            f"{category}: elke entry is te lezen", not page.bad, "; ".join(b.message for b in page.bad[:3])
        )
        yield judge(f"{category}: hoogstens {_MOST} entries", page.entries <= _MOST, page.entries)
        feed = etree.fromstring(response.body, parser())
        entries = feed.findall(f"{_ATOM}entry")
        own = [e for e in entries if any(link.get("rel") == "next" for link in e.iterfind(f"{_ATOM}link"))]
        yield judge(
            f"{category}: elke entry zegt waar het na haar verder gaat", len(own) == len(entries), len(own)
        )
        relations = {link.get("rel") for link in feed.iterfind(f"{_ATOM}link")}
        yield judge(
            f"{category}: de feed heeft next of resume",
            bool(relations & {"next", "resume"}),
            sorted(map(str, relations)),
        )
    async for finding in _onward(ask, page):
        yield finding
    async for finding in _file(ask, response):
        yield finding


async def _onward(ask: Ask, page: Page | None) -> AsyncIterator[Finding]:
    token = page.checkpoint if page else None
    if token is None:
        yield judge("na de laatste entry gaat de feed verder", None)
        return
    after, why = _page(await ask("verder", f"{_FEED}?skiptoken={token}&category=Document"))
    later = after.checkpoint if after else None
    holds = None if after is None else later is None or int(later) > int(token)
    yield judge("na de laatste entry gaat de feed verder, met een hoger skiptoken", holds, why or later)


async def _file(ask: Ask, response: Response | None) -> AsyncIterator[Finding]:
    media = expectations().media_types
    feed = (
        etree.fromstring(response.body, parser()) if response is not None and response.status == 200 else None
    )
    for entry in feed.iterfind(f"{_ATOM}entry") if feed is not None else ():
        for link in entry.iterfind(f"{_ATOM}link"):
            if link.get("rel") == "enclosure":
                file = await ask("bestand", link.get("href", ""))
                kind = (
                    (file.headers.get(b"Content-Type") or b"").decode("latin-1") if file is not None else ""
                )
                holds = file is not None and file.status == 200 and kind.partition(";")[0] in media
                yield judge(
                    "een document heeft een bestand van een bekende soort", holds if file else None, kind
                )
                return
    yield judge("een document heeft een bestand van een bekende soort", None, "geen enclosure gezien")
