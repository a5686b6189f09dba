"""A page of the Tweede Kamer's SyncFeed 2.0 (Atom), read strictly, by namespace and never by prefix.

One entry that can't be read is named and the others are kept; a page that came broken is refused whole.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from lxml import etree

from spiders.sru import parser
from spiders.tweede_kamer_kinds import expectations
from spiders.tweede_kamer_rows import NAMESPACE, row
from spiders.tweede_kamer_values import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.kamer_shapes import Entity
    from db.register import RegisterEntry

_ATOM = "{http://www.w3.org/2005/Atom}"
_ENTRY = re.compile(rb"<entry[\s>].*?</entry\s*>", re.DOTALL)
_FEED_PARTS = frozenset(
    ["title", "subtitle", "id", "updated", "author", "rights", "link", "entry", "generator", "icon", "logo"]
)
_ENTRY_PARTS = frozenset(["title", "id", "author", "updated", "published", "category", "link", "content"])
_RELATIONS = frozenset(["self", "next", "resume", "enclosure", "alternate", "first", "previous"])
_FEW = 5
"""So many entries of a page may fail, or half of them; more means that the feed has changed."""


class FeedError(Exception):
    """The answer is no usable page of the feed; the message is one Dutch line."""


@dataclass(frozen=True, slots=True)
class BadEntry:
    """An entry that can't be read."""

    identifier: str
    """What it calls itself, or its place on the page."""
    message: str
    """One Dutch line."""


@dataclass(slots=True)
class Page:
    """One page."""

    rows: list[Entity | RegisterEntry] = field(default_factory=list)
    bad: list[BadEntry] = field(default_factory=list)
    checkpoint: str | None = None
    """Skiptoken after the last entry; None when there was no entry."""
    onward: str | None = None
    """Skiptoken that the feed itself says to go on from, now or later."""
    more: bool = False
    """Whether the feed says that there is a next page."""
    strange: Counter[str] = field(default_factory=Counter)
    """Dutch lines on what is unknown, with how often."""

    @property
    def entries(self) -> int:
        """How many entries the page has, readable or not."""
        return len(self.rows) + len(self.bad)


def parse_page(body: bytes) -> Page:
    """Read one page, or an answer that is a single entry.

    Raises FeedError for what is no feed, for a page that broke off, and for one of whose entries most can't
    be read: then the feed has changed, and nothing of it may be stored.
    """
    if b"<!DOCTYPE" in body[:4096] or b"<!ENTITY" in body:
        raise FeedError("de bladzijde heeft een DTD; dat hoort niet")
    page = Page()
    tokens: list[str | None] = []
    feed, entries = _entries(body)
    for place, (entry, problem) in enumerate(entries, start=1):
        token = None
        if entry is None:
            page.bad.append(BadEntry(f"plaats {place}", f"de XML is niet heel ({problem})"))
        else:
            token = _read_entry(entry, place, page)
        tokens.append(token)
    _judge(page)
    if feed.tag == f"{_ATOM}feed":
        _links(feed, tokens, page)
    return page


def _entries(body: bytes) -> tuple[etree._Element, Iterator[tuple[etree._Element | None, str]]]:
    """The feed and its entries; those of a page that is no XML as a whole are each read on their own."""
    try:
        feed = etree.fromstring(body, parser())
    except etree.XMLSyntaxError as error:
        feed = _frame(body, error)
        return feed, _one_by_one(body)
    if feed.tag == f"{_ATOM}entry":
        return feed, iter([(feed, "")])
    _check_root(feed)
    return feed, ((entry, "") for entry in feed.iterfind(f"{_ATOM}entry"))


def _check_root(feed: etree._Element) -> None:
    if feed.tag != f"{_ATOM}feed":
        raise FeedError(f"het antwoord is geen Atom-feed maar <{etree.QName(feed).localname}>")


def _frame(body: bytes, error: etree.XMLSyntaxError) -> etree._Element:
    """The feed without its entries, of a page of which some entry is not well-formed."""
    first = _ENTRY.search(body)
    if first is None or not body.rstrip().endswith(b"</feed>"):
        raise FeedError(f"de bladzijde is niet heel ({error.msg})") from error
    try:
        feed = etree.fromstring(body[: first.start()] + b"</feed>", parser())
    except etree.XMLSyntaxError:
        raise FeedError(f"de bladzijde is niet heel ({error.msg})") from error
    _check_root(feed)
    return feed


def _one_by_one(body: bytes) -> Iterator[tuple[etree._Element | None, str]]:
    head = b""
    for found in _ENTRY.finditer(body):
        head = head or body[: found.start()]
        try:
            feed = etree.fromstring(head + found.group() + b"</feed>", parser())
        except etree.XMLSyntaxError as error:
            yield None, error.msg or "onleesbaar"
        else:
            yield feed.find(f"{_ATOM}entry"), ""


def _read_entry(entry: etree._Element, place: int, page: Page) -> str | None:
    """Add the row of one entry, or why it can't be read; gives the entry's own skiptoken."""
    name = (entry.findtext(f"{_ATOM}title") or "").strip()[:60] or f"plaats {place}"
    try:
        page.rows.append(_row(entry, page.strange))
    except UnreadableError as error:
        page.bad.append(BadEntry(name, str(error)))
    return _relations(entry, _ENTRY_PARTS, "een entry", page.strange).get("next")


def _relations(
    element: etree._Element, known: frozenset[str], where: str, strange: Counter[str]
) -> dict[str, str | None]:
    """The skiptoken of each link below ``element``, by its relation; what is unknown there is counted."""
    found = {}
    for child in element.iterchildren(etree.Element):
        local = etree.QName(child).localname
        if local not in known:
            strange[f"onbekend element <{local}> in {where}"] += 1
        elif local == "link":
            relation = child.get("rel", "")
            if relation not in _RELATIONS:
                strange[f"onbekende koppeling rel={relation!r} in {where}"] += 1
            found[relation] = skiptoken(child.get("href", ""))
    return found


def _row(entry: etree._Element, strange: Counter[str]) -> Entity | RegisterEntry:
    content = entry.find(f"{_ATOM}content")
    element = next(content.iterchildren(etree.Element), None) if content is not None else None
    if element is None:
        raise UnreadableError("er staan geen gegevens in")
    qualified = etree.QName(element)
    kind = expectations().kind(qualified.localname)
    if qualified.namespace != NAMESPACE or kind is None:
        raise UnreadableError(f"onbekend soort gegevens <{qualified.localname}> ({qualified.namespace})")
    category = entry.find(f"{_ATOM}category")
    term = category.get("term", "") if category is not None else ""
    if term.lower() != kind.element.lower():
        strange[f"categorie {term[:40]!r} bij <{kind.element}>"] += 1
    updated = (entry.findtext(f"{_ATOM}updated") or "").strip() or None
    return row(element, kind, updated, strange)


def _judge(page: Page) -> None:
    if len(page.bad) > _FEW and len(page.bad) * 2 > page.entries:
        first = page.bad[0]
        raise FeedError(
            f"de opmaak is veranderd: {len(page.bad)} van de {page.entries} entries zijn niet te lezen"
            f" ({first.identifier}: {first.message})"
        )


def _links(feed: etree._Element, tokens: list[str | None], page: Page) -> None:
    """From where to go on: after the last entry by its own link, or by the feed's when it can't be read."""
    relations = _relations(feed, _FEED_PARTS, "de feed", page.strange)
    page.more = "next" in relations
    page.onward = relations.get("next") or relations.get("resume")
    if not tokens:
        return
    page.checkpoint = tokens[-1] or page.onward or next((token for token in reversed(tokens) if token), None)
    if page.checkpoint is None:
        raise FeedError(
            "geen enkele verwijzing (next of resume) zegt waar verder te lezen; de opmaak is veranderd"
        )
    if "next" not in relations and "resume" not in relations:
        page.strange["de feed heeft geen koppeling next of resume"] += 1
        page.more = True


def skiptoken(url: str) -> str | None:
    """The place in the feed that a link names, whatever host and order of parameters it has; None if none."""
    values = parse_qs(urlsplit(url).query).get("skiptoken", [])
    return values[0] if values and values[0].isascii() and values[0].isdigit() else None
