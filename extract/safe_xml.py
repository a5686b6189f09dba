"""XML from outside, hardened: no DOCTYPE, no entities, no network, bounded size and depth."""

from __future__ import annotations

import re

from lxml import etree

from extract.errors import ReadError

MAX_XML = 30_000_000
"""Bytes; a day of the plenary meeting takes some 3 MB."""
MAX_TAGS = 400_000
"""Signs "<"; a Verslag of 1 MB has 30,000, and a day of the plenary meeting takes some 3 MB."""
DAMAGED = "Haal het stuk opnieuw op."
"""What to do about a broken file."""


def parse(data: bytes, name: str | None = None, *, tags: int = MAX_TAGS) -> etree._Element:
    """The root of ``data``. Raises ReadError for a DOCTYPE (and so for any entity) and for broken XML."""
    if len(data) > MAX_XML or data.count(b"<") > tags:
        raise ReadError(
            "dit XML-bestand is te groot", name=name, advice="Splits het stuk of geef het als PDF."
        )
    data = _start(data)
    if (
        re.search(rb"<!\s*(?:DOCTYPE|ENTITY)", data[:4096], re.IGNORECASE)
        or b"<!DOCTYPE" in data
        or b"<!ENTITY" in data
    ):
        raise ReadError(
            "dit XML-bestand bevat een DOCTYPE of entiteiten, die om veiligheid niet gelezen worden",
            name=name,
            advice="Haal het stuk op bij officielebekendmakingen.nl.",
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise ReadError("dit XML-bestand is beschadigd of onvolledig", name=name, advice=DAMAGED) from None
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]  # in an encoding that the search above does not see through
        raise ReadError("dit XML-bestand bevat een DOCTYPE", name=name, advice=DAMAGED)
    return root


def _start(data: bytes) -> bytes:
    """Without what stored copies have before the XML declaration: white space, a mangled byte order mark."""
    found = data.find(b"<", 0, 64)
    return data[found:] if found > 0 and data[:2] not in {b"\xff\xfe", b"\xfe\xff"} else data
