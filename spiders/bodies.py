"""Is what came over the line whole, and is it what was asked for?"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from lxml import etree

from spiders.sru import parser

if TYPE_CHECKING:
    from collections.abc import Callable

_WEB_PAGE = (b"<!doctype html", b"<html")


def problem(body: bytes, media_type: str) -> str | None:
    """One Dutch line on what is wrong with a file, or None. Looks at shape only, unpacks nothing."""
    if not body:
        return "het bestand is leeg"
    check = _CHECKS.get(media_type)
    return check(body) if check else f"onbekend soort bestand {media_type}"


def _xml_problem(body: bytes) -> str | None:
    if body.lstrip()[:15].lower().startswith(_WEB_PAGE):
        return "er kwam een webpagina in plaats van het XML-bestand"
    try:
        etree.fromstring(body, parser())
    except etree.XMLSyntaxError as error:
        return f"de XML is niet heel ({error.msg})"
    return None


def _pdf_problem(body: bytes) -> str | None:
    if b"%PDF-" not in body[:1024]:
        return "het bestand is geen PDF"
    return None if b"%%EOF" in body[-2048:] else "de PDF is afgebroken: het einde ontbreekt"


def _zip_problem(body: bytes) -> str | None:
    return None if zipfile.is_zipfile(io.BytesIO(body)) else "het bestand is geen heel Word- of ODT-bestand"


def _html_problem(body: bytes) -> str | None:
    return "de pagina is een foutpagina (404)" if b"Pagina niet gevonden" in body else None


_CHECKS: dict[str, Callable[[bytes], str | None]] = {
    "application/xml": _xml_problem,
    "application/pdf": _pdf_problem,
    "application/vnd.oasis.opendocument.text": _zip_problem,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": _zip_problem,
    "text/html": _html_problem,
}
