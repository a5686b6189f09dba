"""What the invented rows of the Tweede Kamer have in common: identifiers, numbers, moments."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from demo.papers import bundled, chamber_letters
from demo.syncfeed import Ref, Row

if TYPE_CHECKING:
    from demo.papers import Paper

_AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_BASE = uuid.uuid5(uuid.NAMESPACE_URL, "https://kamerwacht.example/demo")
KINDS = {
    "brief": "Brief regering",
    "verslag": "Verslag van een commissiedebat",
    "antwoord": "Antwoord schriftelijke vragen",
    "motie": "Motie",
    "bijlage": "Bijlage",
}
"""Kind of a paper of the archive to its Soort."""
_SENT_AT = dt.time(9, 30)


def guid(kind: str, name: str) -> str:
    """The identifier of a row of the demo, the same each time."""
    return str(uuid.uuid5(_BASE, f"{kind} {name}"))


def number(paper: Paper, letter: str = "D") -> str:
    """The document number ("2026D90001") of a paper, or its case number (letter Z)."""
    known = [*sorted(p.identifier for p in bundled().papers), *(p.identifier for p in chamber_letters())]
    place = known.index(paper.identifier) if paper.identifier in known else 99
    return f"{paper.date.year}{letter}{99000 + place}"


def moment(day: dt.date, time: dt.time = _SENT_AT) -> dt.datetime:
    """That time of day in Amsterdam, in UTC."""
    return dt.datetime.combine(day, time, _AMSTERDAM).astimezone(dt.UTC)


def make_row(category: str, name: str, updated: dt.datetime, **fields: str | Ref | None) -> Row:
    """A row whose fields are ``fields``, in that order; an underscore behind an element's name is dropped."""
    values = tuple((element.rstrip("_"), value) for element, value in fields.items())
    return Row(category=category, identifier=guid(category, name), updated=updated, fields=values)
