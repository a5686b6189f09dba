"""A stand-in for the Tweede Kamer's SyncFeed 2.0, with that service's habits.

Pages of ``page_size`` entries in one global order (``skiptoken``); each entry carries the link that goes on
after it, the feed one to the ``next`` page while there is more and to ``resume`` when there is not; asked
for what is newer than the last entry, the page is empty. ``bijgewerkt`` is the time in Amsterdam without a
zone, ``updated`` UTC with seven decimals. A toezegging comes with the prefix ns1 and with a zone.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qs
from xml.sax.saxutils import escape, quoteattr
from zoneinfo import ZoneInfo

from demo.answers import Answer, page

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from urllib.parse import SplitResult

ROOT = "/SyncFeed/2.0/"
PAGE_SIZE = 250
FIRST_TOKEN = 26_700_000
_NAMESPACE = "http://www.tweedekamer.nl/xsd/tkData/v1-0"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_AUTHOR = "<author><name>Tweede Kamer der Staten-Generaal (nagebootst)</name></author>"
_PREFIXED = frozenset({"Toezegging"})
"""Kinds that come with a prefix on everything."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to another row; an empty one is written without a target."""

    identifier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row as the feed shows it now."""

    category: str
    identifier: str
    updated: dt.datetime
    """UTC."""
    fields: tuple[tuple[str, str | Ref | None], ...] = ()
    """Element and text; None is written as nil."""
    removed: bool = False
    media_type: str = ""
    """Of the file behind it, when it has one."""
    size: int | None = None

    def field(self, name: str) -> str | Ref | None:
        """The first value of an element."""
        return next((value for element, value in self.fields if element == name), None)

    def changed(self, updated: dt.datetime, **fields: str | Ref | None) -> Row:
        """The row with other values for some elements, in their places; new ones at the end."""
        names = {name for name, _ in self.fields}
        kept = tuple((name, fields.get(name, value)) for name, value in self.fields)
        new = tuple((name, value) for name, value in fields.items() if name not in names)
        return replace(self, updated=updated, fields=(*kept, *new))


class SyncFeed:
    """The feed and its files; rows may be put while it runs."""

    def __init__(self, rows: Iterable[Row] = (), *, page_size: int = PAGE_SIZE) -> None:
        self.page_size = page_size
        self.files: dict[str, bytes] = {}
        self.rows: dict[str, tuple[int, Row]] = {}
        self.order: dict[str, list[tuple[int, str]]] = {}
        self.token = FIRST_TOKEN
        for row in rows:
            self.put(row)

    def put(self, row: Row, body: bytes | None = None) -> None:
        """Add a row, or put it anew at the end of the feed; ``body`` is the file behind it."""
        if row.identifier in self.rows:
            old = self.rows[row.identifier]
            self.order[row.category].remove((old[0], row.identifier))
        self.token += 1
        if body is not None:
            self.files[row.identifier] = body
            row = replace(row, size=len(body) if row.size is None else row.size)
        self.rows[row.identifier] = (self.token, row)
        self.order.setdefault(row.category, []).append((self.token, row.identifier))

    def row(self, identifier: str) -> Row:
        """The row as it is now."""
        return self.rows[identifier][1]

    def remove(self, identifier: str, updated: dt.datetime) -> None:
        """Leave only a tombstone; the file is gone too."""
        row = self.row(identifier)
        self.files.pop(identifier, None)
        self.put(Row(category=row.category, identifier=identifier, updated=updated, removed=True))

    def answer(self, target: SplitResult, base: str) -> Answer | None:
        """As the service does; None for what is not of the SyncFeed."""
        if not target.path.startswith(ROOT):
            return None
        if target.path == f"{ROOT}Feed":
            return self._feed(parse_qs(target.query), base)
        identifier = target.path.rpartition("/")[2]
        if target.path.startswith(f"{ROOT}Resources/") and identifier in self.files:
            media_type = self.row(identifier).media_type or "application/octet-stream"
            return Answer(200, self.files[identifier], media_type)
        if target.path.startswith(f"{ROOT}Entiteiten/") and identifier in self.rows:
            entry = _entry(*self.rows[identifier], base)
            entry = entry.replace("<entry>", '<entry xmlns="http://www.w3.org/2005/Atom">', 1)
            return Answer(200, entry.encode(), "application/xml")
        return Answer(404, page("404 Not Found"))

    def _feed(self, query: dict[str, list[str]], base: str) -> Answer:
        category, token = query.get("category", [""])[0], query.get("skiptoken", ["0"])[0]
        if not token.isdigit():
            return Answer(400, page("400 Bad Request"))
        found = self.order.get(category, []) if category else sorted(itertools.chain(*self.order.values()))
        start = bisect_right(found, (int(token), "~"))
        chosen = found[start : start + self.page_size]
        last = chosen[-1][0] if chosen else int(token)
        relation = "next" if start + self.page_size < len(found) else "resume"
        own = _link("self", base, category, int(token)) + _link(relation, base, category, last)
        entries = "".join(_entry(*self.rows[identifier], base) for _, identifier in chosen)
        body = (
            '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
            f"<title>Nagebootste SyncFeed (category: {escape(category)})</title>"
            f"<id>{base}{ROOT}Feed?category={escape(category)}</id>"
            f"<updated>2026-11-23T12:00:00.2700284+01:00</updated>{_AUTHOR}"
            f"<rights>Verzonnen gegevens</rights>{own}{entries}</feed>\n"
        )
        return Answer(200, body.encode(), "application/atom+xml; charset=utf-8")


def _link(relation: str, base: str, category: str, token: int) -> str:
    href = f"{base}{ROOT}Feed?skiptoken={token}&amp;category={escape(category)}"
    return f'<link rel="{relation}" href="{href}"/>'


def _entry(token: int, row: Row, base: str) -> str:
    enclosure = ""
    if row.media_type and not row.removed:
        enclosure = f'<link rel="enclosure" href="{base}{ROOT}Resources/{row.identifier}"/>'
    return (
        f"<entry><title>{row.identifier}</title><id>{base}{ROOT}Entiteiten/{row.identifier}</id>{_AUTHOR}"
        f"<updated>{row.updated:%Y-%m-%dT%H:%M:%S.%f}1Z</updated>"
        f'<category term="{row.category.lower()}"/>{_link("next", base, row.category, token)}{enclosure}'
        f'<content type="application/xml">{_element(row)}</content></entry>\n'
    )


def _element(row: Row) -> str:
    prefixed = row.category in _PREFIXED
    name = row.category[0].lower() + row.category[1:]
    tag, attribute = (f"ns1:{name}", "ns1") if prefixed else (name, "tk")
    spaces = f'xmlns:ns1="{_NAMESPACE}"' if prefixed else f'xmlns="{_NAMESPACE}" xmlns:tk="{_NAMESPACE}"'
    marks = [
        f'{"ns1:id" if prefixed else "id"}="{row.identifier}"',
        f'{attribute}:bijgewerkt="{_local(row, zone=prefixed)}"',
        f'{attribute}:verwijderd="{_yes(row)}"',
    ]
    if row.media_type and not row.removed:
        marks.append(f"{attribute}:contentType={quoteattr(row.media_type)}")
        marks.append(f'{attribute}:contentLength="{row.size}"')
    head = f'<{tag} {spaces} xmlns:xsi="{_XSI}" {" ".join(marks)}'
    if not row.fields or row.removed:
        return f"{head}/>"
    children = "".join(
        _child(f"ns1:{element}" if prefixed else element, value) for element, value in row.fields
    )
    return f"{head}>{children}</{tag}>"


def _child(name: str, value: str | Ref | None) -> str:
    if isinstance(value, Ref):
        target = (
            f' {"ns1:" if name.startswith("ns1:") else ""}ref="{value.identifier}"'
            if value.identifier
            else ""
        )
        return f"<{name}{target}/>"
    return f'<{name} xsi:nil="true"/>' if value is None else f"<{name}>{escape(value)}</{name}>"


def _local(row: Row, *, zone: bool) -> str:
    """The moment in Amsterdam: without a zone, or with one, written in either way."""
    local = row.updated.astimezone(_AMSTERDAM)
    plain = f"{local:%Y-%m-%dT%H:%M:%S.%f}0"
    if not zone:
        return plain
    offset = f"{local:%z}"
    return plain + (offset if row.updated.minute % 2 else f"{offset[:3]}:{offset[3:]}")


def _yes(row: Row) -> str:
    if row.removed:
        return "True" if row.category == "Persoon" else "true"
    return "false"
