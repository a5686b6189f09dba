"""Answers of the open data of rijksoverheid.nl, read strictly: what is not known is reported."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from lxml import etree

from extract.offices import resolve_ministry
from spiders.sru import parser

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
_TAG = re.compile(r"<[^<>]{0,2000}>")


class FeedError(Exception):
    """The answer can't be used; the message is one Dutch line."""


@dataclass(frozen=True, slots=True)
class FeedExpectations:
    """data/rijksoverheid.toml."""

    letter_types: frozenset[str]
    letter_path: str
    other_types: frozenset[str]
    list_elements: frozenset[str]
    detail_elements: frozenset[str]
    required: tuple[str, ...]
    letters_within: int
    media_types: dict[str, str]


@dataclass(frozen=True, slots=True)
class Listed:
    """One document as the list has it."""

    identifier: str
    """Its GUID."""
    type: str
    canonical: str
    """The page on rijksoverheid.nl."""
    data_url: str
    title: str
    modified: str
    """Compared for equality only."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of a document."""

    url: str
    media_type: str
    title: str


@dataclass(frozen=True, slots=True)
class Detail:
    """One document whole."""

    listed: Listed
    date: dt.date | None
    """The Dutch day on which it was issued."""
    published: dt.date | None
    ministries: tuple[str, ...]
    """Codes of those responsible."""
    words: str
    """All words of title, introduction, content, subjects and themes, without markup."""
    files: tuple[File, ...]


@dataclass(slots=True)
class Notes:
    """What is unknown or missing, with how often; and documents left out for a missing field."""

    strange: Counter[str]
    incomplete: int = 0


def dutch_day(text: str) -> dt.date:
    """The day in Amsterdam of a moment of the feed: 2022-03-31T23:00Z is 1 April. Raises ValueError."""
    moment = dt.datetime.fromisoformat(text.strip())
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment.astimezone(AMSTERDAM).date()


def plain(text: str) -> str:
    """Words without HTML tags and double spaces."""
    return " ".join(_TAG.sub(" ", text).split())


def _root(body: bytes, name: str) -> etree._Element:
    if b"<!DOCTYPE" in body[:2000]:
        raise FeedError("het antwoord heeft een DTD; dat hoort niet")
    try:
        root = etree.fromstring(body, parser())
    except etree.XMLSyntaxError as error:
        raise FeedError(f"het antwoord is geen XML ({error.msg})") from error
    if root.tag != name:
        raise FeedError(
            f"het antwoord heeft een andere opmaak (<{str(root.tag)[:40]}> in plaats van <{name}>)"
        )
    return root


def _text(element: etree._Element, path: str) -> str:
    return " ".join((element.findtext(path) or "").split())


def _listed(element: etree._Element, expected: FeedExpectations, notes: Notes) -> Listed | None:
    missing = [name for name in expected.required if not _text(element, name)]
    identifier = _text(element, "id").lower()
    if not missing and not _GUID.match(identifier):
        notes.strange["een id is geen GUID"] += 1
        missing = ["id"]
    for name in missing:
        notes.strange[f"document zonder <{name}>"] += 1
    if missing:
        notes.incomplete += 1
        return None
    return Listed(
        identifier,
        _text(element, "type").lower(),
        _text(element, "canonical"),
        _text(element, "dataurl"),
        _text(element, "title"),
        _text(element, "lastmodified"),
    )


def _unknown(element: etree._Element, known: frozenset[str], notes: Notes) -> None:
    for child in element.iterdescendants(etree.Element):
        if child.tag not in known:
            notes.strange[f"onbekend element <{str(child.tag)[:40]}>"] += 1


def parse_list(body: bytes, expected: FeedExpectations, notes: Notes) -> tuple[list[Listed], int]:
    """Read a page of the list: its documents, and how many it has. An empty ``<documents/>`` is the end.

    Raises FeedError for what is no such page.
    """
    root = _root(body, "documents")
    found = []
    for element in root:
        if element.tag != "document":
            notes.strange[f"onbekend element <{str(element.tag)[:40]}>"] += 1
            continue
        _unknown(element, expected.list_elements | expected.detail_elements, notes)
        if (listed := _listed(element, expected, notes)) is not None:
            found.append(listed)
    return found, len(root.findall("document"))


def is_letter(listed: Listed, expected: FeedExpectations, notes: Notes) -> bool:
    """Whether it is a paper to parliament, by its type or its place on the site; disagreement is reported."""
    by_type = listed.type in expected.letter_types
    by_path = expected.letter_path in listed.canonical
    if by_path and not by_type:
        notes.strange[f"Kamerstuk met onbekende soort {listed.type!r}"] += 1
    elif by_type and not by_path:
        notes.strange[f"soort {listed.type!r} buiten {expected.letter_path}"] += 1
    elif not by_type and listed.type not in expected.other_types:
        notes.strange[f"onbekende soort {listed.type!r}"] += 1
    return by_type or by_path


def _day(element: etree._Element, names: tuple[str, ...], notes: Notes) -> dt.date | None:
    for name in names:
        if text := _text(element, name):
            try:
                return dutch_day(text)
            except ValueError:
                notes.strange[f"{name} is geen moment"] += 1
    return None


def _ministries(element: etree._Element, notes: Notes) -> tuple[str, ...]:
    """Who is responsible: authorities, else units. The creator is often the site's own editor."""
    codes: list[str] = []
    for path in ("authorities/department", "organisationalunits/department"):
        for department in element.iterfind(path):
            name = " ".join((department.text or "").split())
            ministry = resolve_ministry(name) if name else None
            if ministry is None and name:
                notes.strange[f"onbekende organisatie {name[:60]!r}"] += 1
            elif ministry is not None and ministry.code not in codes:
                codes.append(ministry.code)
        if codes:
            break
    return tuple(codes)


def _files(element: etree._Element, expected: FeedExpectations, notes: Notes) -> Iterator[File]:
    for file in element.iterfind("files/file"):
        # The address may end in a newline, and has + for spaces: it is used as it stands otherwise.
        url, media_type = (file.findtext("fileurl") or "").strip(), _text(file, "mimetype").lower()
        if not url:
            notes.strange["bestand zonder <fileurl>"] += 1
        elif media_type not in expected.media_types.values():
            notes.strange[f"bestand van soort {media_type!r} wordt niet gelezen"] += 1
        else:
            yield File(url, media_type, _text(file, "filetitle") or _text(file, "filename"))


def parse_detail(body: bytes, expected: FeedExpectations, notes: Notes) -> Detail:
    """Read one document. Raises FeedError when it is none, or lacks what it must have."""
    root = _root(body, "document")
    _unknown(root, expected.list_elements | expected.detail_elements, notes)
    # In a detail, <id> also stands below other elements; _listed looks at direct children only.
    listed = _listed(root, expected, notes)
    if listed is None:
        raise FeedError("het document mist een verplicht veld")
    texts = [listed.title]
    for path in ("introduction", "content", "additionalcontent", "subjects", "themes"):
        texts += [" ".join(map(str, part.itertext())) for part in root.iterfind(path)]
    return Detail(
        listed,
        _day(root, ("issued", "frontenddate"), notes),
        _day(root, ("available", "frontenddate"), notes),
        _ministries(root, notes),
        plain(" ".join(texts)),
        tuple(_files(root, expected, notes)),
    )


def path_day(listed: Listed | None) -> dt.date | None:
    """The day in a page's address (…/2026/03/20/slug), for a letter whose page can't be read."""
    parts = urlsplit(listed.canonical).path.split("/") if listed else []
    for year, month, day in zip(parts, parts[1:], parts[2:], strict=False):
        if len(year) == 4 and (year + month + day).isdigit():
            try:
                return dt.date(int(year), int(month), int(day))
            except ValueError:
                return None
    return None
