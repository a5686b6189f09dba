"""KOOP's SRU answers, read strictly: what is not known is reported, what is missing is never guessed."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from spiders.expectations import SruExpectations

_SRU = "{http://docs.oasis-open.org/ns/search-ws/sruResponse}"
_DIAGNOSTIC = "{http://docs.oasis-open.org/ns/search-ws/diagnostic}diagnostic"
_IDENTIFIER = re.compile(r"[a-z]+(?:-[a-z0-9]+)+\Z")
_PAGE_PARTS = frozenset(
    [
        "version",
        "numberOfRecords",
        "records",
        "nextRecordPosition",
        "echoedSearchRetrieveRequest",
        "resultCountPrecision",
        "diagnostics",
        "facetedResults",
    ]
)


class SruError(Exception):
    """The answer is no usable SRU answer; the message is one Dutch line."""


@dataclass(frozen=True, slots=True)
class Record:
    """One publication as the index lists it."""

    identifier: str
    title: str
    type: str
    publication: str
    modified: str
    """The finest stamp of the last change."""
    date: dt.date | None
    available: dt.date | None
    dossiers: tuple[str, ...]
    main: str | None
    url: str
    preferred_url: str | None
    manifestations: dict[str, str]


@dataclass(slots=True)
class Page:
    """One page of an answer."""

    total: int
    """As claimed; the source calls it an estimate."""
    records: list[Record] = field(default_factory=list)
    next_position: int | None = None
    strange: Counter[str] = field(default_factory=Counter)
    """Dutch lines on what is unknown or missing, with how often."""
    incomplete: int = 0
    """Records that were left out because a required field is missing."""


def parser() -> etree.XMLParser:
    """An XML parser that resolves nothing and loads nothing."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def is_identifier(text: str) -> bool:
    """Whether ``text`` has the shape of a publication's identifier, in lower case."""
    return _IDENTIFIER.match(text) is not None


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _root(body: bytes) -> etree._Element:
    try:
        root = etree.fromstring(body, parser())
    except etree.XMLSyntaxError as error:
        raise SruError(f"het antwoord van de index is geen XML ({error.msg})") from error
    if b"<!DOCTYPE" in body:
        raise SruError("het antwoord van de index heeft een DTD; dat hoort niet")
    if (problem := root.find(f".//{_DIAGNOSTIC}")) is not None:
        texts = [
            (child.text or "").strip() for child in problem if _name(child) in ("message", "details", "uri")
        ]
        raise SruError("de index weigert de zoekvraag: " + "; ".join(filter(None, texts)))
    if root.tag != f"{_SRU}searchRetrieveResponse":
        raise SruError(f"het antwoord van de index heeft een andere opmaak (<{_name(root)}>)")
    return root


def _number(root: etree._Element, name: str) -> int | None:
    text = root.findtext(f"{_SRU}{name}")
    if text is None:
        return None
    if not text.strip().isdigit():
        raise SruError(f"de index geeft bij {name} geen getal maar {text.strip()[:40]!r}")
    return int(text)


def _day(values: dict[str, list[str]], name: str, page: Page) -> dt.date | None:
    for text in values.get(name, []):
        try:
            return dt.date.fromisoformat(text[:10])
        except ValueError:
            page.strange[f"{name} is geen datum"] += 1
    return None


def _collect(
    record: etree._Element, expected: SruExpectations, page: Page
) -> tuple[dict[str, list[str]], dict[str, str]]:
    values: dict[str, list[str]] = {}
    files: dict[str, str] = {}
    known = expected.elements | expected.ignored_elements
    for element in record.iterdescendants(etree.Element):
        name, text = _name(element), (element.text or "").strip()
        if name not in known:
            page.strange[f"onbekend element <{name}>"] += 1
        elif name == "itemUrl":
            files[element.get("manifestation", "")] = text
        elif name in expected.elements and text:
            values.setdefault(name, []).append(text)
    return values, files


def _check_values(
    values: dict[str, list[str]], files: dict[str, str], expected: SruExpectations, page: Page
) -> None:
    checks = (("type", expected.types), ("documentstatus", expected.statuses))
    for name, allowed in checks:
        for value in values.get(name, []):
            if value not in allowed:
                page.strange[f"onbekende waarde {value!r} bij <{name}>"] += 1
    for name in files:
        if name not in expected.manifestations and name not in expected.ignored_manifestations:
            page.strange[f"onbekende uitvoering {name!r}"] += 1


def _record(data: etree._Element, expected: SruExpectations, page: Page) -> Record | None:
    values, files = _collect(data, expected, page)
    _check_values(values, files, expected, page)
    missing = [name for name in expected.required if not values.get(name)]
    for name in missing:
        page.strange[f"record zonder <{name}>"] += 1
    identifier = values.get("identifier", [""])[0].lower()
    if not missing and not _IDENTIFIER.match(identifier):
        page.strange[f"kenmerk {identifier[:60]!r} heeft een onbekende vorm"] += 1
        missing = ["identifier"]
    if missing:
        page.incomplete += 1
        return None
    stamps = ("datumTijdstipWijzigingExpression", "datumTijdstipWijzigingWork", "modified")
    return Record(
        identifier=identifier,
        title=values["title"][0],
        type=values["type"][0],
        publication=values.get("publicatienaam", [""])[0],
        modified=next(values[name][0] for name in stamps if name in values),
        date=_day(values, "date", page),
        available=_day(values, "available", page),
        dossiers=tuple(n.strip() for text in values.get("dossiernummer", []) for n in text.split(";")),
        main=values.get("hoofddocument", [None])[0],
        url=values["url"][0],
        preferred_url=values.get("preferredUrl", [None])[0],
        manifestations=files,
    )


def parse_page(body: bytes, expected: SruExpectations) -> Page:
    """Read one answer of the index.

    Raises SruError for a diagnostic inside a 200, for anything that is not XML, and for another layout.
    """
    root = _root(body)
    total = _number(root, "numberOfRecords")
    if total is None:
        raise SruError("het antwoord van de index heeft geen numberOfRecords; de opmaak is veranderd")
    page = Page(total, next_position=_number(root, "nextRecordPosition"))
    for child in root.iterchildren(etree.Element):
        if _name(child) not in _PAGE_PARTS:
            page.strange[f"onbekend element <{_name(child)}>"] += 1
    for data in root.iterfind(f"{_SRU}records/{_SRU}record/{_SRU}recordData"):
        record = _record(data, expected, page)
        if record is not None:
            page.records.append(record)
    return page
