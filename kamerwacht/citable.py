"""What lies beside the copy of a day: its checksum, its licence, and what changed since the one before."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from db.backup import write_checksum
from db.copies import difference
from db.errors import DatabaseError
from extract.errors import reason

if TYPE_CHECKING:
    from pathlib import Path

LICENCE = "LICENTIE.txt"
CHANGES = ".WIJZIGINGEN.txt"
"""Behind the name of a copy."""
LICENCE_TEXT = """\
Kamerwacht: de gegevens in deze map

Wat Kamerwacht toevoegt (de gevonden toezeggingen, termijnen, toestanden en koppelingen) staat onder
CC0 1.0 (publiek domein): https://creativecommons.org/publicdomain/zero/1.0/deed.nl
De stukken zelf zijn officiële publicaties van de Staten-Generaal en het kabinet, vrij van auteursrecht.

Aanhalen: Kamerwacht, kopie van de databank, [naam van het bestand], sha256 [controlegetal].
Toezeggingen zijn automatisch gevonden, tenzij erbij staat dat een mens ze heeft nagekeken.
"""


def complete(copy: Path, before: Path | None) -> None:
    """Write beside ``copy`` (named with its day) what belongs to it. Raises DatabaseError.

    ``before``: the copy of an earlier day to compare with, if there is one.
    """
    write_checksum(copy)
    _write(copy.with_name(LICENCE), LICENCE_TEXT)
    _write(changes_file(copy), changes(copy, before))


def changes_file(copy: Path) -> Path:
    """Where stands what changed."""
    return copy.with_name(f"{copy.name}{CHANGES}")


def changes(copy: Path, before: Path | None) -> str:
    """What changed since ``before``, in Dutch; an older copy of another shape can't be compared."""
    head = f"Wijzigingen in {copy.name}"
    if before is None:
        return f"{head}\n\nDit is de eerste kopie.\n"
    try:
        found = difference(before, _day(before), copy, _day(copy))
    except DatabaseError:
        return f"{head}\n\nNiet te vergelijken met {before.name}: die heeft een andere indeling.\n"
    lines = [f"{head} sinds {before.name}", ""]
    for table, (total, new, changed) in found.counts.items():
        lines.append(f"{table}: {total} in totaal, {new} nieuw, {changed} gewijzigd")
    lines += ["", f"Toezeggingen met een andere toestand: {found.states.total()}"]
    lines += [f"  van {old} naar {now}: {number}" for (old, now), number in sorted(found.states.items())]
    return "\n".join(lines) + "\n"


def _day(copy: Path) -> dt.date:
    return dt.date.fromisoformat(copy.stem[-10:])


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise DatabaseError(f"{file} kan niet worden geschreven ({reason(error)}); geef rechten.") from error
