"""A period as written, and the year that "2027", "dit jaar", "komende" or "a.s." give it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    import re
    from collections.abc import Callable

    from commitments.deadlines.spans import Period


@dataclass(frozen=True, slots=True)
class Named:
    """A period as written, up to ``end``: what it is in any year, and which year is said."""

    end: int
    at: Callable[[int], Period]
    year: int | None = None
    which: str = ""
    """this, coming or next: "deze", "komende", "volgende"."""
    literal: bool = False
    """The year stands in the text."""
    past: bool = False
    bare: bool = False
    """Means a time only with a preposition before it ("2027", "maandag")."""


PAST = ("afgelopen", "vorig", "vorige", "voorbije", "jl", "jl.", "j.l.", "jongstleden", "l.l.")
ROLLING = ("komend", "komende", "aankomend", "aankomende")
"""Before "maand" or "jaar" these run from the paper's date."""
_COMING = (*ROLLING, "aanstaande", "eerstvolgende", "eerstkomende", "nieuwe")
WHICH = {
    **dict.fromkeys(("dit", "deze", "lopende", "huidige"), "this"),
    **dict.fromkeys(_COMING, "coming"),
    **dict.fromkeys(("volgend", "volgende"), "next"),
}
# "deze", "volgende", "afgelopen"
WHICH_WORDS = (*WHICH, "afgelopen", "vorig", "vorige", "voorbije")
WHICH_ONE = f"(?P<dx>{'|'.join(sorted(WHICH_WORDS, key=len, reverse=True))})"
DEIXIS = f"(?:{WHICH_ONE} )?"
# "van 2027", "(2027)", "van volgend jaar", "a.s."; a doubling "(Q3)" may stand before it.
YEAR_TAIL = (
    r"(?: \(q[1-4]\))?"
    "(?:,? (?:van |in )?(?:het (?:kalender)?jaar )?"
    r"(?P<year>%(year)s|'\d\d)(?: ?[-/] ?(?:20)?\d\d(?=\W|$))?"
    "| (?:van |in )?(?:het )?(?P<yx>dit|lopende|komende?|aankomende?|volgende?|nieuwe|vorige?|afgelopen) "
    "(?:kalender)?jaar"
    r"| ?\((?P<bracketed>%(year)s)\)"
    r"| ?(?P<as>a\.s\.|as\.?|aanstaande?|eerstkomende?|jl\.?|j\.l\.|jongstleden|l\.l\.))?"
)


def named(match: re.Match[str], date: dt.date, at: Callable[[int], Period], *, bare: bool = False) -> Named:
    """The match with the year that its tail or its "dit/komend/volgend" says."""
    groups = match.groupdict()
    dx, yx, tail = groups.get("dx") or "", groups.get("yx") or "", groups.get("as") or ""
    past = any(word in PAST for word in (dx, yx, tail))
    if said := groups.get("year") or groups.get("bracketed"):
        year = int(said.lstrip("'"))
        return Named(match.end(), at, year if year > 99 else 2000 + year, literal=True, past=past, bare=bare)
    if yx:
        return Named(match.end(), at, date.year + (yx not in ("dit", "lopende")), past=past, bare=bare)
    return Named(match.end(), at, which=WHICH.get(dx, ""), past=past, bare=bare)
