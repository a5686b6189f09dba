"""DOCX and ODT: zip archives of XML, unpacked within bounds."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from typing import TYPE_CHECKING

from extract import header, structure
from extract.docx import Docx
from extract.draft import Draft, assemble
from extract.errors import ReadError
from extract.fields import Fields
from extract.metadata import make_metadata
from extract.odt import Odt
from extract.safe_xml import parse
from extract.sniff import ADVICE

if TYPE_CHECKING:
    from lxml import etree

    from extract.document import Document

MAX_PART = 30_000_000
"""Bytes that one part of the archive may take when unpacked."""
MAX_TAGS = 500_000
"""Signs "<" in a part: a page of a letter has some seven hundred."""
MAX_PARTS = 5_000
# What zipfile raises for damaged archives, as fuzzing showed it; ReadError is a ValueError too.
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    ValueError,
    OSError,
    EOFError,
    RuntimeError,
    struct.error,
)

_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_HEAD = re.compile(r"^word/header\d{1,3}\.xml$")
MAX_HEADS = 12
"""Page heads that are read: three for each section of a letter and its annexes."""


def read(data: bytes, name: str | None = None) -> Document:
    """The Document of a DOCX or ODT file. Raises ReadError (other archive, damaged, expands too far)."""
    if data.count(b"PK\x01\x02") > MAX_PARTS:
        raise ReadError("dit bestand bestaat uit te veel onderdelen", name=name, advice=ADVICE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            reader = _reader(archive, name)
    except ReadError:
        raise
    except _ZIP_ERRORS:
        raise ReadError("dit bestand is beschadigd of geen DOCX of ODT", name=name, advice=ADVICE) from None
    return _document(list(reader.drafts()), reader, name)


def _reader(archive: zipfile.ZipFile, name: str | None) -> Docx | Odt:
    names = set(archive.namelist())
    if "word/document.xml" in names:
        notes = [_part(archive, part, name) for part in _NOTES if part in names]
        heads = [_part(archive, part, name) for part in sorted(filter(_HEAD.match, names))[:MAX_HEADS]]
        return Docx(_part(archive, "word/document.xml", name), notes, heads)
    if "content.xml" in names:
        return Odt(_part(archive, "content.xml", name))
    raise ReadError("dit is een zip-bestand, maar geen DOCX of ODT", name=name, advice=ADVICE)


def _part(archive: zipfile.ZipFile, part: str, name: str | None) -> etree._Element:
    """One part, parsed; never more than MAX_PART bytes are unpacked, whatever the archive says of itself."""
    import zlib  # noqa: PLC0415

    try:
        with archive.open(part) as file:
            data = file.read(MAX_PART + 1)
    except (zlib.error, KeyError):
        raise ReadError("dit bestand is beschadigd", name=name, advice="Haal het stuk opnieuw op.") from None
    if len(data) > MAX_PART:
        raise ReadError(
            f"dit bestand wordt uitgepakt te groot (meer dan {MAX_PART // 1_000_000} MB)",
            name=name,
            advice="Vraag de afzender om een gewoon exemplaar.",
        )
    return parse(data, name, tags=MAX_TAGS)


def _document(drafts: list[Draft], reader: Docx | Odt, name: str | None) -> Document:
    drafts = [draft for draft in drafts if draft.content.text]
    if not drafts:
        raise ReadError("er staat geen tekst in dit bestand", name=name, advice="Geef een stuk met tekst.")
    fields = Fields()
    head = "\n".join(draft.content.text for draft in drafts[:40])
    # Every paragraph stands on its own, as if white space stood between them.
    end = header.scan([line for draft in drafts for line in (draft.content.text, "")], fields)
    header.collect([line for text in reader.beside for line in (text, "")], fields)
    drafts = structure.classify(drafts[(end + 1) // 2 :], fields)
    return assemble([*drafts, *reader.notes], make_metadata(fields, head))
