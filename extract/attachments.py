"""What a paper says goes with it: "Bijlage(n)" in its letterhead, the list at its foot, headings of annexes.

What stands there is kept literally; a count ("2") only where no annex is named. "Geen" is none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.document import BlockKind
from extract.wrapping import BULLET, ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extract.draft import Draft
    from extract.fields import Fields

_LABEL = r"Bijlage(?:n|\(n\)|\s\(n\))?"
_COUNT = re.compile(
    r"^(?:\d{1,2}|één|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|diverse|div\.)(?:\s(?:stuks|bijlagen?))?$",
    re.IGNORECASE,
)
_NONE = re.compile(r"^(?:geen|-|–|0|n\.v\.t\.|nvt)\.?$", re.IGNORECASE)
# "Bijlage 1 - Rapport", "Bijlage A: Tijdpad", "Bijlage II. Tabel"; without a sign only before a capital.
_NAMED = re.compile(
    r"^(?:\d{1,2}[.)]\s)?Bijlage\s(?:\d{1,2}|[A-Z]|[IVX]{1,4})(?:\s?[.:–-]\s?\S|\s[A-Z«‘“\"]).{2,250}$"
)
_HEAD = re.compile(rf"^{_LABEL}\s?:?\s?(?P<value>.*)$")
_LONGEST = 250
"""Characters of the longest title of an annex."""
_MOST = 200
"""Annexes that are kept of one paper."""


def add(value: str, fields: Fields) -> None:
    """Keep what the field "Bijlage(n)" holds, if it is a count or a title."""
    value = value.strip(" ;")
    if len(fields.attachments) >= _MOST:
        return
    if value and len(value) <= _LONGEST and not _NONE.match(value) and value not in fields.attachments:
        fields.attachments.append(value)


def of_head(rest: str, following: Sequence[str], fields: Fields) -> None:
    """The field in a letterhead: ``rest`` of its line, else the ``following`` lines up to white space.

    What is no count and no title is of another field: the form was left empty.
    """
    if rest:
        titled = re.match(r"(?:\d{1,2}|[A-Z])\s?[.:–-]\s?\S", rest)
        add(f"Bijlage {rest}" if titled else rest, fields)
        return
    for number, line in enumerate(following):
        if not _may_be_title(line, first=number == 0):
            return
        add(line, fields)


def _may_be_title(line: str, *, first: bool) -> bool:
    if _COUNT.match(line) or _NONE.match(line):
        return first
    return bool(BULLET.match(line) or _NAMED.match(line)) and not ends_sentence(line)


def of_body(drafts: Sequence[Draft], fields: Fields) -> None:
    """The list at the foot of a letter ("Bijlagen:" behind the signature), and the headings of annexes."""
    signed = max((n for n, draft in enumerate(drafts) if draft.kind is BlockKind.SIGNATURE), default=None)
    for number, draft in enumerate(drafts):
        text = draft.content.text
        if not text.startswith("Bijlage") or len(text) > _LONGEST:
            continue
        behind = signed is not None and number > signed
        if _NAMED.match(text):
            if behind or draft.kind is BlockKind.HEADING:
                add(text, fields)
        elif behind and (match := _HEAD.match(text)):
            _list(match["value"], drafts, number + 1, fields)


def _list(value: str, drafts: Sequence[Draft], begin: int, fields: Fields) -> None:
    """What stands behind "Bijlagen:", else the items from ``drafts[begin]`` on."""
    if value:
        if _COUNT.match(value) or _may_be_title(value, first=True):
            add(value, fields)
        return
    for number in range(begin, min(len(drafts), begin + _MOST)):
        draft = drafts[number]
        text = draft.content.text
        if draft.kind is not BlockKind.LIST_ITEM and not BULLET.match(text):
            return
        add(text, fields)


def settled(found: Iterable[str]) -> tuple[str, ...]:
    """Each annex once; a count goes where annexes are named."""
    every = list(dict.fromkeys(found))
    named = [value for value in every if not _COUNT.match(value)]
    return tuple(named or every[:1])
