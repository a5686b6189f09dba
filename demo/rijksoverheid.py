"""A stand-in for the open data of rijksoverheid.nl, with that service's habits.

Rows of the list in pages (``rows``, ``offset``), only those changed since ``lastmodifiedsince``; after the
last an empty ``<documents/>``. ``issued`` is in UTC: midnight in Amsterdam is on the day before. ``fileurl``
ends in a newline and has + for spaces. Documents without files have an empty ``<files/>``.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qs
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

from demo.answers import TYPES, Answer, page
from demo.papers import manifestation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from urllib.parse import SplitResult

    from demo.papers import Archive, Paper

ROOT = "/v1/sources/rijksoverheid/documents"
SITE = "https://www.rijksoverheid.example"
_BINARIES = "/binaries/rijksoverheid"
_AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_EMPTY = b'<?xml version="1.0" encoding="UTF-8"?>\n<documents/>\n'
MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class File:
    """A file of a document."""

    name: str
    media_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """A document of the site."""

    slug: str
    title: str
    date: dt.date
    ministry: str
    """In full, with "Ministerie van"."""
    files: tuple[File, ...] = ()
    type: str = "kamerstuk"
    section: str = "kamerstukken"
    introduction: str = ""
    modified: dt.datetime | None = None
    """UTC; None: noon of its day."""
    gone: bool = False
    """Still in the list, its own page is a 404."""
    unlisted: bool = False
    """No more in the list, its own page is there."""

    @property
    def guid(self) -> str:
        """Its identifier, the same each time."""
        return str(uuid.uuid5(uuid.NAMESPACE_URL, self.slug))

    @property
    def path(self) -> str:
        """Its place on the site."""
        return f"/documenten/{self.section}/{self.date:%Y/%m/%d}/{self.slug}"

    @property
    def changed(self) -> dt.datetime:
        """When it was last changed, UTC."""
        return self.modified or dt.datetime.combine(self.date, dt.time(12), dt.UTC)


def of_paper(archive: Archive, paper: Paper, files: Path, *, body: bytes | None = None) -> Letter:
    """A letter of the archive as the site has it: the file as sent, by default the archive's own."""
    form = paper.form if body is None else "pdf"
    data = (files / manifestation(paper)).read_bytes() if body is None else body
    file = File(f"Kamerbrief {paper.title}.{form}", TYPES[form], data)
    slug = "kamerbrief-" + "-".join("".join(c if c.isalnum() else " " for c in paper.title.lower()).split())
    return Letter(
        slug,
        f"Kamerbrief over {paper.marked_title}",
        paper.date,
        archive.ministries[paper.ministry].name,
        (file,),
    )


def others() -> tuple[Letter, ...]:
    """Documents that are no letters to parliament, as most are."""
    day, who = dt.date(2026, 9, 3), "Ministerie van Algemene Zaken"
    return (
        Letter(
            "persconferentie",
            "Tekst van een verzonnen persconferentie",
            day,
            who,
            (),
            "mediatekst",
            "mediateksten",
        ),
        Letter("nota", "Een verzonnen nota", day, who, (), "beleidsnota", "beleidsnotas"),
    )


def _stamp(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%S}.000Z"


def _head(letter: Letter, base: str) -> Iterator[str]:
    local = dt.datetime.combine(letter.date, dt.time(0), _AMSTERDAM)
    yield f"<id>{letter.guid}</id><type>{letter.type}</type><typeid>{letter.guid}</typeid><subtype></subtype>"
    yield f"<canonical>{SITE}{letter.path}\n</canonical><dataurl>{base}{ROOT}/{letter.guid}\n</dataurl>"
    yield f"<title>{escape(letter.title)}</title>"
    yield f"<introduction><![CDATA[<p>{letter.introduction}</p>]]></introduction>"
    changed = _stamp(letter.changed)
    yield f"<lastmodified>{changed}</lastmodified><available>{changed}</available>"
    yield f"<frontenddate>{_stamp(local)}</frontenddate><initialdate>{local.isoformat()}</initialdate>"
    yield "<locations><location>Nederland</location></locations>"


def _detail(letter: Letter, base: str) -> bytes:
    local = dt.datetime.combine(letter.date, dt.time(0), _AMSTERDAM)
    files = "".join(
        f"<file><fileurl>{base}{_place(letter, file)}\n            </fileurl>"
        f"<mimetype>{file.media_type}</mimetype>"
        f"<filesize>{len(file.body)}</filesize><filename>{escape(file.name)}</filename>"
        "<filetitle></filetitle>"
        "<numberofpages>0</numberofpages></file>"
        for file in letter.files
    )
    body = (
        f"<document>{''.join(_head(letter, base))}"
        f"{f'<files>{files}</files>' if files else '<files/>'}"
        "<content/><additionalcontent></additionalcontent>"
        f"<authorities><department>{escape(letter.ministry)}\n    </department></authorities>"
        "<creators><department>Ministerie van Algemene Zaken</department></creators>"
        "<subjects/><subjectids/><themes/><organisationalunits/><organisationalunitids/>"
        f"<issued>{_stamp(local)}</issued><license>CC0 1.0 Universal</license>"
        "<rightsholders><department>Ministerie van Algemene Zaken</department></rightsholders>"
        "<languages><language>nl-NL</language></languages></document>"
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode()


def _place(letter: Letter, file: File) -> str:
    return f"{_BINARIES}{letter.path}/{file.name.replace(' ', '+')}"


class Rijksoverheid:
    """The site's documents; ``letters`` may be changed between two crawls."""

    def __init__(self, *letters: Letter) -> None:
        self.letters = [*letters, *others()]

    def change(self, slug: str, **values: object) -> None:
        """Change the letter of that slug."""
        self.letters = [
            replace(letter, **values) if letter.slug == slug else letter  # type: ignore[arg-type]
            for letter in self.letters
        ]

    def answer(self, target: SplitResult, base: str) -> Answer | None:
        """As Site."""
        if target.path == ROOT:
            return self._list(parse_qs(target.query), base)
        for letter in self.letters:
            if target.path == f"{ROOT}/{letter.guid}":
                return (
                    Answer(404, page("404"))
                    if letter.gone
                    else Answer(200, _detail(letter, base), TYPES["xml"])
                )
            for file in letter.files:
                if target.path == _place(letter, file):
                    return Answer(200, file.body, file.media_type)
        return Answer(404, page("404")) if target.path.startswith(f"{ROOT}/") else None

    def _list(self, query: dict[str, list[str]], base: str) -> Answer:
        rows = min(int(query.get("rows", ["10"])[0]), MOST_ROWS)
        offset = int(query.get("offset", ["0"])[0])
        since = query.get("lastmodifiedsince", [""])[0]
        kind = query.get("type", [""])[0]
        found = [
            letter
            for letter in self.letters
            if f"{letter.changed:%Y%m%d}" >= since and kind in ("", letter.type) and not letter.unlisted
        ][offset : offset + rows]
        if not found:
            return Answer(200, _EMPTY, TYPES["xml"])
        body = "".join(f"<document>{''.join(_head(letter, base))}</document>" for letter in found)
        text = f'<?xml version="1.0" encoding="UTF-8"?>\n<documents>{body}</documents>\n'
        return Answer(200, text.encode(), TYPES["xml"])
