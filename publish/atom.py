"""Promises as an Atom feed (RFC 4287)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markupsafe import Markup

from publish.citing import feed_id
from publish.render import excerpt, neutralise, tally, written_date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from publish.queries import Row

NAMESPACE = "http://www.w3.org/2005/Atom"
_NOT_IN_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")


@dataclass(frozen=True, slots=True)
class Feed:
    """The feed itself: where it is, which page shows the same, and whether entries hold the sentence."""

    title: str
    address: str
    page: str
    updated: str
    full: bool


def write(feed: Feed, rows: Sequence[Row], links: Mapping[str, str]) -> str:
    """The feed as XML; ``rows`` of feeds.WITH_TEXT, ``links`` the page of each by its key."""
    root = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": "nl"})
    _text(root, "title", feed.title)
    _text(root, "id", feed.address)
    ET.SubElement(root, "link", {"rel": "self", "href": feed.address})
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.page})
    _text(root, "updated", max((_updated(row) for row in rows), default=feed.updated))
    author = ET.SubElement(root, "author")
    _text(author, "name", "Kamerwacht")
    _text(root, "rights", "CC0 1.0")
    for row in rows:
        _entry(root, row, links[row["sleutel"]], full=feed.full)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode")


def _entry(root: ET.Element, row: Row, link: str, *, full: bool) -> None:
    entry = ET.SubElement(root, "entry")
    _text(entry, "title", f"{' '.join(filter(None, tally(row)))}: “{excerpt(row['citaat'], 120)}”")
    _text(entry, "id", feed_id(row["sleutel"]))
    ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": link})
    _text(entry, "published", row["gevonden_op"])
    _text(entry, "updated", _updated(row))
    if row["ministerie_code"]:
        ET.SubElement(entry, "category", {"term": row["ministerie_code"], "label": _clean(row["ministerie"])})
    _text(entry, "summary", _summary(row))
    if full:
        _text(entry, "content", str(_content(row, link))).set("type", "html")


def _summary(row: Row) -> str:
    who = f"{row['bewindspersoon'] or row['ministerie'] or 'Onbekend wie'}, {written_date(row['datum'])}. "
    term = f"Termijn: “{row['termijn_tekst']}”" if row["termijn_tekst"] else "Geen termijn genoemd"
    end = f", ruim gelezen t/m {written_date(row['termijn_ruim'])}" if row["termijn_ruim"] else ""
    return f"{who}{term}{end}. {row['toestand_tekst']}."


def _content(row: Row, link: str) -> Markup:
    before, after = neighbours(row["ervoor"] or "", row["erna"] or "")
    return Markup(
        "<p>{}</p><blockquote><p>{} <strong>{}</strong> {}</p></blockquote>"
        '<p><a href="{}">Alles over deze toezegging</a></p>'
    ).format(_summary(row), before, row["citaat"], after, link)


def neighbours(before: str, after: str) -> tuple[str, str]:
    """The last sentence of ``before`` and the first of ``after``; "" where there is none."""
    earlier = _SENTENCE_END.split(" ".join(before.split()))
    later = _SENTENCE_END.split(" ".join(after.split()))
    return earlier[-1].strip(), later[0].strip()


def _updated(row: Row) -> str:
    return str(row["bijgewerkt"])


def _text(parent: ET.Element, name: str, text: object) -> ET.Element:
    element = ET.SubElement(parent, name)
    element.text = _clean(text)
    return element


def _clean(text: object) -> str:
    """Without what XML can't hold, and with the marks that reorder text made visible."""
    return _NOT_IN_XML.sub("\ufffd", str(neutralise(str(text or ""))))
