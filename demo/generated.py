"""An archive of any size, invented by a fixed rule: for what must be seen with thousands of papers."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import replace
from typing import TYPE_CHECKING

from demo import description, render_xml
from demo.papers import Archive, Part, SourceBlock, bundled

if TYPE_CHECKING:
    from pathlib import Path

    from demo.papers import Paper

DOSSIER = "99905"
_FIRST_DAY = dt.date(2023, 1, 2)
_DAYS = 1_300
_THINGS = (
    "meldpunt",
    "proeftuin",
    "handreiking",
    "subsidieregeling",
    "monitor",
    "toetsingskader",
    "loket",
    "pilot",
)
_PLACES = ("havens", "scholen", "gemeenten", "waterschappen", "universiteiten", "musea", "ziekenhuizen")
_PROMISES_EVERY = 20


def _words(number: int) -> tuple[str, ...]:
    thing, place = _THINGS[number % len(_THINGS)], _PLACES[number % len(_PLACES)]
    lines = [
        f"In deze brief ga ik in op het {thing} voor de {place}, besproken in verzonnen overleg {number}.",
        f"Het {thing} is in {number % 12 + 1} {place} beproefd. De ervaringen zijn wisselend.",
        f"De kosten van het {thing} bedroegen {number * 37 % 900 + 100} duizend verzonnen euro.",
    ]
    if number % _PROMISES_EVERY == 0:
        lines.append(
            f"Ik zeg uw Kamer toe u voor 1 juli 2026 te informeren over het {thing} in overleg {number}."
        )
    return tuple(lines)


def paper(number: int) -> Paper:
    """The paper of that number, counted from 1."""
    pattern = next(p for p in bundled().papers if p.identifier == "kst-99905-1")
    day = _FIRST_DAY + dt.timedelta(days=number * 7 % _DAYS)
    return replace(
        pattern,
        identifier=f"kst-{DOSSIER}-{number}",
        number=str(number),
        title=f"Verzonnen voortgang {number}",
        date=day,
        available=day + dt.timedelta(days=2),
        modified=day + dt.timedelta(days=3),
        dossiers=(DOSSIER,),
        reference="",
        blocks=tuple(SourceBlock(Part.PARAGRAPH, line) for line in _words(number)),
        notes=(),
    )


@functools.cache
def archive(count: int) -> Archive:
    """An archive of ``count`` letters in one dossier; every twentieth holds a promise."""
    return replace(bundled(), papers=tuple(paper(number) for number in range(1, count + 1)))


def write(root: Path, made: Archive) -> None:
    """Render the archive's files below ``root``, as the stand-in wants them."""
    for one in made.papers:
        folder = root / one.identifier
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{one.identifier}.xml").write_bytes(render_xml.render(made, one))
        (folder / "metadata.xml").write_bytes(description.render_metadata(made, one))
