"""What is this file? By its content, within bounds; the extension is never trusted."""

from __future__ import annotations

import codecs
import stat
from enum import StrEnum
from typing import TYPE_CHECKING

from extract.errors import ReadError, reason

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 100_000_000
MAX_CHARACTERS = 3_000_000
"""A day of the plenary meeting, the longest paper there is, has a good million."""
MAX_LINES = 100_000
MAX_PAGES = 2_000

_MAGIC = (
    (b"\x89PNG", "een PNG-afbeelding"),
    (b"\xff\xd8\xff", "een JPEG-afbeelding"),
    (b"GIF8", "een GIF-afbeelding"),
    (b"II*\x00", "een TIFF-afbeelding"),
    (b"MM\x00*", "een TIFF-afbeelding"),
    (b"\xd0\xcf\x11\xe0", "een oud Office-bestand (.doc, .xls)"),
    (b"{\\rtf", "een RTF-bestand"),
    (b"\x1f\x8b", "een gzip-bestand"),
    (b"BZh", "een bzip2-bestand"),
    (b"7z\xbc\xaf", "een 7z-bestand"),
    (b"Rar!", "een RAR-bestand"),
    (b"\xfd7zXZ", "een xz-bestand"),
    (b"\x7fELF", "een programma"),
    (b"MZ\x90", "een programma"),
    (b"SQLite format 3", "een SQLite-databank"),
)
ADVICE = "Geef een PDF, DOCX, ODT, XML, HTML of tekstbestand."


class Format(StrEnum):
    """The forms a paper comes in."""

    PDF = "pdf"
    ZIP = "zip"
    XML = "xml"
    HTML = "html"
    TEXT = "text"


def read_bounded(path: Path) -> bytes:
    """The bytes of ``path``. Raises ReadError if missing, no file, unreadable, empty or over MAX_BYTES."""
    name = str(path)
    try:
        info = path.stat()
    except FileNotFoundError:
        raise ReadError("bestand niet gevonden", name=name, advice="Controleer de naam en de map.") from None
    except OSError as error:
        raise ReadError(f"kan het bestand niet openen ({reason(error)})", name=name) from None
    except ValueError:
        raise ReadError("kan het bestand niet openen (ongeldige naam)", name=name) from None
    if stat.S_ISDIR(info.st_mode):
        raise ReadError("dit is een map", name=name, advice="Geef de bestanden die erin staan.")
    if not stat.S_ISREG(info.st_mode):
        raise ReadError("dit is geen gewoon bestand", name=name, advice=ADVICE)
    check_size(info.st_size, name)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ReadError(
            f"kan het bestand niet lezen ({reason(error)})", name=name, advice="Controleer de rechten."
        ) from None
    check_size(len(data), name)
    return data


def check_size(size: int, name: str | None) -> None:
    """Raises ReadError for nothing at all and for more than MAX_BYTES."""
    if size == 0:
        raise ReadError("het bestand is leeg", name=name, advice="Haal het stuk opnieuw op.")
    if size > MAX_BYTES:
        raise ReadError(
            f"het bestand is te groot ({size // 1_000_000} MB, hoogstens {MAX_BYTES // 1_000_000} MB)",
            name=name,
            advice="Splits het stuk of geef de tekst.",
        )


def sniff(data: bytes, name: str | None = None) -> Format:
    """The format of ``data``. Raises ReadError when it is nothing that can be read."""
    head = data[:1024]
    if b"%PDF-" in head:
        return Format.PDF
    if head.startswith(b"PK\x03\x04"):
        return Format.ZIP
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise ReadError(f"dit is {what}, geen leesbaar stuk", name=name, advice=ADVICE)
    start = _opening(head)
    if start.startswith(("<!doctype html", "<html")):
        return Format.HTML
    if start.startswith(
        (
            "<?xml",
            "<!doctype",
            "<!entity",
            "<officiele-publicatie",
            "<vlos",
            "<metadata_gegevens",
            "<owms-metadata",
        )
    ):
        # XHTML of the official publications opens with an XML declaration and a DOCTYPE of its own.
        return Format.HTML if "<!doctype html" in start or "<html" in start else Format.XML
    return Format.TEXT


def _opening(head: bytes) -> str:
    """The first characters, lower case, whatever the encoding, without marks of byte order."""
    for bom, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(bom):
            return head[2:].decode(encoding, "replace").lstrip().lower()
    text = head.decode("latin-1")
    # "ï»¿" in UTF-8: a byte order mark that was itself encoded, seen in stored copies.
    for mark in ("\xef\xbb\xbf", "\xc3\xaf\xc2\xbb\xc2\xbf"):
        text = text.removeprefix(mark)
    return text.lstrip().lower()


def decode(data: bytes, name: str | None = None) -> str:
    """Text in UTF-8, UTF-16 (with byte order mark) or Windows-1252. Raises ReadError for binary data."""
    text = _decode(data)
    sample = text[:100_000]
    control = sum(1 for char in sample if char < " " and char not in "\t\n\r\f\v\x02")
    if control > len(sample) // 100 or "\x00" in sample:
        raise ReadError("dit is geen tekst", name=name, advice=ADVICE)
    return text


def _decode(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _points(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def check_text(text: str, name: str | None = None) -> None:
    """Raises ReadError for a text of white space only, or over MAX_CHARACTERS or MAX_LINES."""
    if len(text) > MAX_CHARACTERS:
        raise ReadError(
            f"de tekst is te lang ({_points(len(text))} tekens, hoogstens {_points(MAX_CHARACTERS)})",
            name=name,
            advice="Splits het stuk.",
        )
    if text.count("\n") > MAX_LINES:
        raise ReadError(
            f"de tekst heeft te veel regels (hoogstens {_points(MAX_LINES)})",
            name=name,
            advice="Splits het stuk.",
        )
    if not text.strip():
        raise ReadError("er staat geen tekst in", name=name, advice="Geef een stuk met tekst.")


def undo_double(data: bytes) -> bytes:
    """Set right data that was encoded twice (UTF-8 taken for Latin-1), told by its byte order mark."""
    if not data.startswith(b"\xc3\xaf\xc2\xbb\xc2\xbf"):
        return data
    try:
        return data.decode("utf-8").encode("latin-1")
    except UnicodeError:
        return data
