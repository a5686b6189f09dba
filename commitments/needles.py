"""Strings that a text must hold for a regular expression to match: looking for those first is far cheaper.

The needles follow from the parsed expression, so that they cannot drift apart from it. Standard library only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

_PARSER: Any = re._parser  # type: ignore[attr-defined]  # noqa: SLF001 - the parsed form has no public name
_LETTER = _PARSER.LITERAL
# Letters that IGNORECASE takes for an ASCII one while lower() does not.
_ALIKE = {"ſ": "s", "ı": "i"}


def folded(text: str) -> str:
    """The text as needles are looked for in it: lower case, in the sense of re.IGNORECASE."""
    text = text.lower()
    if not text.isascii():
        for letter, plain in _ALIKE.items():
            text = text.replace(letter, plain)
    return text


Needles = tuple[tuple[tuple[str, ...], ...], ...]
"""Alternatives, each of groups: the text must hold a string of every group of one of them."""


def needles(pattern: re.Pattern[str]) -> Needles:
    """What every text that the pattern matches holds, ``folded``; an alternative without groups: anything."""
    parsed = list(_PARSER.parse(pattern.pattern, pattern.flags & ~re.DEBUG))
    return tuple(tuple(tuple(sorted(group)) for group in groups) for groups in _alternatives(parsed))


def may_match(wanted: Needles, text: str) -> bool:
    """Whether a pattern with these needles can match a text, given ``folded``."""
    for groups in wanted:
        for group in groups:
            for needle in group:  # loops, no generators: nothing in a reading is done as often as this
                if needle in text:
                    break
            else:
                break
        else:
            return True
    return False


def _alternatives(items: list[Any]) -> list[list[set[str]]]:
    """The groups of each alternative, where the whole expression is a choice; else of the expression."""
    if len(items) == 1:
        kind, value = items[0]
        if kind is _PARSER.SUBPATTERN:
            return _alternatives(list(value[3]))
        if kind is _PARSER.BRANCH:
            return [groups for branch in value[1] for groups in _alternatives(list(branch))]
    return [_groups(items)]


def _groups(items: list[Any]) -> list[set[str]]:
    """For each part of a sequence that must match something known: the strings of which it holds one."""
    found: list[set[str]] = []
    run = ""
    for kind, value in [*items, (None, None)]:
        if kind is _LETTER:
            run += folded(chr(value))
            continue
        if run:
            found.append({run})
            run = ""
        found += _of_part(kind, value)
    return found


def _of_part(kind: Any, value: Any) -> list[set[str]]:  # noqa: ANN401 - the parser's own objects
    """The groups of one part; none when it can match anything."""
    if kind is _PARSER.BRANCH:
        return _of_choice(value[1])
    if kind is _PARSER.SUBPATTERN:
        return _groups(list(value[3]))
    if kind in {_PARSER.MAX_REPEAT, _PARSER.MIN_REPEAT} and value[0] > 0:
        return _groups(list(value[2]))
    if kind is _PARSER.ASSERT:
        return _groups(list(value[1]))
    return []


def _of_choice(branches: Iterable[Any]) -> list[set[str]]:
    """The most telling group of every alternative, together; none when one can match anything."""
    out: set[str] = set()
    for branch in branches:
        groups = _groups(list(branch))
        if not groups:
            return []
        out |= max(groups, key=lambda group: min(map(len, group)))
    return [out]
