"""One office holder, however written: "Q.X. Voorbeeldsma" signs, a report says "Voorbeeldsma"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_INITIALS = re.compile(
    r"^(?:(?:drs|dr|mr|ir|ing|prof|mevrouw|de heer)\.? )*((?:[A-Z][a-z]{0,2}\.-?)+) ?(?=\S)"
)


def same_holder(database: Database, office: str, function: str, name: str) -> str:
    """The name under which this holder of ``office`` is known, else ``name``.

    A bare surname is the one holder of the office with that surname. Where the row has a bare surname and the
    paper gives initials, the row takes them over. Two of one surname with other initials stay two.
    """
    initials, surname = _parts(name)
    known = [
        (row_id, other, _parts(other)[0])
        for row_id, other, title in database.execute(
            "SELECT id, naam, functie FROM bewindspersonen WHERE ambt = ?", [office]
        ).fetchall()
        if title == function and _parts(other)[1] == surname
    ]
    if any(other == name for _, other, _ in known):
        return name
    if not initials:
        full = [other for _, other, letters in known if letters]
        return full[0] if len(full) == 1 else name
    bare = [(row_id, other) for row_id, other, letters in known if not letters]
    if len(bare) == 1 and not any(letters for _, _, letters in known):
        database.execute("UPDATE bewindspersonen SET naam = ? WHERE id = ?", [name, bare[0][0]])
    return name


def _parts(name: str) -> tuple[str, str]:
    """Initials without dots and the surname, both lower case."""
    match = _INITIALS.match(name.strip())
    rest = name.strip()[match.end() :] if match else name.strip()
    return (re.sub(r"\W", "", match[1]).casefold() if match else ""), " ".join(rest.casefold().split())
