"""What a letterhead names: its ministry, though kerning leaves gaps; a head on the letter's own line."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from extract import furniture
from extract.dates import find_date
from extract.document import Sender
from extract.offices import Ministry, ministries, resolve_ministry, resolve_office

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.fields import Fields
    from extract.traced import Traced

LINES = 4
"""The longest name of a ministry in a side column takes so many lines."""


def department(lines: Sequence[str]) -> str | None:
    """The code of the ministry ("JenV") that "Ministerie van" and the lines behind it name, if known."""
    if not lines or not furniture.squeeze(lines[0]).startswith("ministerievan"):
        return None
    for size in range(LINES, 0, -1):
        name = " ".join(lines[:size])
        ministry = resolve_ministry(name) or _spaced_ministries().get(furniture.squeeze(name))
        if ministry:
            return ministry.code
    return None


# A letter without line breaks: "De minister van X, A.B. Naam Aan de Voorzitter van ... Den Haag, 4 mei 2031".
_INLINE = re.compile(
    r"^(?:(?P<title>De (?:demissionair )?(?:[Mm]inister|[Ss]taatssecretaris)\b[^.:;]{3,150}?),"
    r" (?P<name>[A-Z]\.[^,:;]{2,60}?) )?"
    r"Aan (?P<addressee>de [Vv]oorzitter van de (?:Tweede|Eerste) Kamer(?: der Staten-Generaal)?)"
    r"(?:,? (?:Den Haag|[’']s-Gravenhage), (?P<date>\d{1,2} [a-z]+ \d{4}))? (?=[A-Z])"
)


def inline(content: Traced, fields: Fields) -> Traced:
    """``content`` without a head that stands on the same line as the letter; what it says is kept."""
    match = _INLINE.match(content.text[:600])
    if match is None:
        return content
    fields.addressee = fields.addressee or match["addressee"]
    fields.date = fields.date or find_date(match["date"] or "")
    if match["title"]:
        office = resolve_office(match["title"], fields.date)
        fields.senders.append(Sender(match["name"], match["title"], office.id if office else None))
    return content.cut(match.end())


@cache
def _spaced_ministries() -> dict[str, Ministry]:
    """The ministries by "ministerievan..." without spaces, as kerning tears the names of letterheads."""
    return {
        furniture.squeeze(f"Ministerie van {entry.name}"): ministry
        for ministry in ministries().values()
        for entry in ministry.names
    }
