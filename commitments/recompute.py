"""Terms that were worked out before, when the calendar or the conventions have changed since.

Pure. ``data_in_use`` is what every reading of a term rests on, as text to keep and compare; ``bearing`` says
which terms a change of it can touch; ``term_again`` works one of them out anew from the paper it stands in.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from commitments.calendar import calendar
from commitments.conventions import conventions
from commitments.deadlines import find_deadlines
from commitments.sentences import split

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from commitments.model import Deadline

_AROUND = 4_000
"""Characters on either side in which the sentence of a term is looked for; twice the longest sentence."""
_LIST = 20_000
"""How far, in characters, the lead-in of a list can stand before its item."""
_OTHER_NAMES = {"voorjaar": ("krokus",)}


@dataclass(frozen=True, slots=True)
class Bearing:
    """The terms that a change can touch: with one of these words, in these years; None: any."""

    words: tuple[str, ...] | None = None
    years: tuple[int, int] | None = None
    """First and last year of the term's last day, both ends inclusive."""


def data_in_use() -> str:
    """Recesses, patterns, moments and conventions in use, as JSON that differs only when they do."""
    known, loose = calendar(), asdict(conventions())
    del loose["version"]
    content = {
        "recess": {f"{kind} {year}": asdict(recess) for (kind, year), recess in known.known.items()},
        "pattern": {kind: asdict(pattern) for kind, pattern in known.patterns.items()},
        "moment": {word: asdict(moment) for word, moment in known.moments.items()},
        "conventions": loose,
    }
    return json.dumps(content, default=str, ensure_ascii=False, sort_keys=True)


def version_of(content: str) -> str:
    """The version of ``data_in_use``: the first 12 hexadecimal digits of its sha256."""
    return hashlib.sha256(content.encode()).hexdigest()[:12]


def bearing(old: str | None, new: str) -> Bearing:
    """The terms that going from ``old`` to ``new`` can touch; every term when ``old`` is not known."""
    before: dict[str, Any] = json.loads(old) if old else {}
    after: dict[str, Any] = json.loads(new)
    if any(before.get(part) != after[part] for part in ("moment", "conventions")):
        return Bearing()
    recesses = _changed(before["recess"], after["recess"])
    patterns = _changed(before["pattern"], after["pattern"])
    kinds = {name.split()[0] for name in recesses} | patterns
    years = [int(name.split()[1]) for name in recesses]
    # "Na het kerstreces" ends in the year after; "het eerstvolgende reces" can be that of the year before.
    span = None if patterns or not years else (min(years) - 1, max(years) + 1)
    return Bearing(tuple(sorted(_words(kinds))), span)


def _changed(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def _words(kinds: set[str]) -> set[str]:
    """Words of which a term that rests on a recess of these kinds has one."""
    words = {"reces"} | kinds
    for kind in kinds:
        words |= set(_OTHER_NAMES.get(kind, ()))
    for season in conventions().seasons.values():
        words |= set(season.words) if season.before_recess in kinds else set()
    for word, moment in calendar().moments.items():
        words |= {word} if moment.before_recess in kinds else set()
    return words


def term_again(
    text: str, begin: int, end: int, words: str, date: dt.date | None, *, rule: str | None = None
) -> Deadline | None:
    """The term ``words`` of the sentence ``text[begin:end]``, read anew in a paper of ``date``.

    It may also stand in another cell of the row, or in the lead-in of the list. Offsets count in the
    sentence it was found in. None when these words are no term there any more. Of more terms with the same
    words the one found by ``rule``, else the first.
    """
    for first, last in _places(text, begin, end, words):
        before = [text[b:e] for b, e in split(text, max(0, first - _AROUND), first)]
        found = find_deadlines(text[first:last], date, previous=before[-1] if before else None)
        same = [term for term in found if term.text == words]
        if same:
            return next((term for term in same if term.rule == rule), same[0])
    return None


def _places(text: str, begin: int, end: int, words: str) -> Iterator[tuple[int, int]]:
    """Where the term can stand: its sentence, a cell of the row, the sentence before that has the words."""
    yield begin, end
    row = text.rfind("\n", 0, begin) + 1
    stop = text.find("\n", end)
    at = row
    for cell in text[row : stop if stop >= 0 else len(text)].replace("\t", "|").split("|"):
        if words in cell:
            yield at, at + len(cell)
        at += len(cell) + 1
    place = text.rfind(words, max(0, begin - _LIST), begin)
    if place >= 0:
        sentences = split(text, max(0, place - _AROUND), place + _AROUND)
        yield from ((b, e) for b, e in sentences if b <= place < e)
