"""HTML of the official publications (the repository's XHTML and the site's pages)."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning
from bs4.element import Comment, Doctype, NavigableString

from extract import header, structure
from extract.document import BlockKind
from extract.draft import Draft, assemble
from extract.errors import ReadError
from extract.fields import Fields
from extract.metadata import make_metadata
from extract.op_metadata import from_rows, merge
from extract.op_walk import spaced
from extract.traced import Traced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.document import Document

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SKIP = frozenset({"script", "style", "nav", "head", "noscript", "form", "button", "template"})
_BLOCKS = _HEADINGS | {"p", "li", "tr", "dt", "dd", "blockquote"}
_MAX_DEPTH = 200
MAX_HTML = 10_000_000
"""Bytes; the largest report in HTML is a tenth of it."""
MAX_TAGS = 100_000
"""Signs "<": making a tree of them takes some 50 microseconds each."""


def read(data: bytes, name: str | None = None, metadata: bytes | None = None) -> Document:
    """The Document of an official publication in HTML. Raises ReadError."""
    try:
        return _read(data, name, metadata)
    except ReadError:
        raise
    except RecursionError:
        raise ReadError(
            "dit HTML-bestand is te diep genest", name=name, advice="Haal het stuk opnieuw op."
        ) from None
    except ValueError:  # lxml refuses control characters in names and values
        raise ReadError(
            "dit HTML-bestand is beschadigd", name=name, advice="Haal het stuk opnieuw op."
        ) from None


def _read(data: bytes, name: str | None, metadata: bytes | None) -> Document:
    if len(data) > MAX_HTML or data.count(b"<") > MAX_TAGS:
        raise ReadError("dit HTML-bestand is te groot", name=name, advice="Geef het stuk als XML of PDF.")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)  # XHTML is read as HTML on purpose
        soup = BeautifulSoup(data, "lxml")
    body = soup.find(id="broodtekst") or soup.find("article") or soup.find("main") or soup.body
    if not isinstance(body, Tag):
        raise ReadError(
            "er staat geen tekst in dit HTML-bestand", name=name, advice="Haal het stuk opnieuw op."
        )
    fields = Fields()
    drafts: list[Draft] = []
    notes: list[Draft] = []
    for element in _blocks(body, 0):
        _block(element, fields, drafts, notes)
    drafts = structure.classify(drafts, fields, by_shape=False)
    rows = [
        (str(meta.get("name", "")), str(meta.get("scheme", "")), str(meta.get("content", "")).strip())
        for meta in soup.find_all("meta")
    ]
    found = merge(from_rows(make_metadata(fields, ""), rows), metadata, name)
    if not any(draft.content.text for draft in drafts):
        raise ReadError(
            "er staat geen tekst in dit HTML-bestand", name=name, advice="Haal het stuk opnieuw op."
        )
    return assemble([*drafts, *notes], found)


def _blocks(element: Tag, depth: int) -> Iterator[Tag]:
    """The innermost elements that hold a paragraph of text, in reading order."""
    if depth > _MAX_DEPTH:
        return
    for child in element.children:
        if not isinstance(child, Tag) or child.name in _SKIP:
            continue
        inner = child.find(lambda tag: tag.name in _BLOCKS) if child.name not in _HEADINGS else None
        if child.name in _BLOCKS and (inner is None or child.name == "tr"):
            yield child
        elif inner is not None:
            if child.name == "li":
                yield child
            yield from _blocks(child, depth + 1)
        elif child.name == "div" and child.get_text(strip=True):
            yield child


def _classes(element: Tag) -> set[str]:
    """The classes of ``element`` and of the elements around it."""
    found: set[str] = set()
    for one in (element, *element.parents):
        value = one.get("class")
        if value is not None:
            found.update(value.split() if isinstance(value, str) else value)
    return found


def _block(element: Tag, fields: Fields, drafts: list[Draft], notes: list[Draft]) -> None:
    classes = _classes(element)
    content = spaced(list(_pieces(element)))
    text = content.text
    if not text:
        return
    if classes & {"noot", "voetnoot", "footnotes"} or any(name.startswith("noot") for name in classes):
        label = re.match(r"^\[?(\d{1,3})[\].)]?\s*", text)
        notes.append(
            Draft(BlockKind.FOOTNOTE, content.cut(label.end() if label else 0), label[1] if label else None)
        )
    elif element.name in _HEADINGS:
        if classes & {"dossiertitel", "stuktitel"} and not re.match(r"(?:Vraag|Antwoord)", text):
            _title(text, fields)
            return
        drafts.append(Draft(BlockKind.HEADING, content))
    elif "kamerstukdatum" in classes or (not drafts and header.is_head(text)):
        header.collect([text], fields)
    elif element.name == "li":
        drafts.append(Draft(BlockKind.LIST_ITEM, content))
    elif element.name == "tr":
        cells = [spaced(list(_pieces(cell))).text for cell in element.find_all(["td", "th"])]
        drafts.append(Draft(BlockKind.TABLE_ROW, Traced(" | ".join(cell for cell in cells if cell))))
    else:
        drafts.append(Draft(BlockKind.PARAGRAPH, content))


def _title(text: str, fields: Fields) -> None:
    match = re.match(r"^Nr\.\s(\w{1,4})\s(.*)$", text)
    header.collect([f"Nr. {match[1]}", match[2]] if match else [text], fields)


def _pieces(element: Tag) -> Iterator[Traced]:
    for child in element.children:
        if isinstance(child, Comment | Doctype):
            continue
        if isinstance(child, NavigableString):
            yield Traced(str(child))
        elif isinstance(child, Tag):
            if child.name == "br":
                yield Traced(" ")
            elif child.name == "sup" and re.fullmatch(r"\[?\d{1,3}\]?", child.get_text(strip=True)):
                yield Traced("", None, ((0, child.get_text(strip=True).strip("[]")),))
            elif child.name not in _SKIP and child.name not in {"ul", "ol", "table"}:
                yield from _pieces(child)
