"""Strings that a text must hold for a regular expression to match: looking for those first is far cheaper.

The needles follow from the parsed expression, so that they cannot drift apart from it. Standard library only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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


def needles(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Strings of which every text that the pattern matches, ``folded``, holds one; (): that can't be told.

    Shortest first: they occur most, so that a text with one is told soonest.
    """
    found = _of_sequence(list(_PARSER.parse(pattern.pattern, pattern.flags & ~re.DEBUG)))
    return tuple(sorted(found or (), key=lambda needle: (len(needle), needle)))


def may_match(wanted: Sequence[str], text: str) -> bool:
    """Whether a pattern with these needles can match a text, given ``folded``."""
    for needle in wanted:  # no generator: this is the hot loop
        if needle in text:
            return True
    return not wanted


def _of_sequence(items: list[Any]) -> set[str] | None:
    """The most telling needles of parts that all must match: those whose shortest is longest."""
    found: list[set[str]] = []
    run = ""
    for kind, value in [*items, (None, None)]:
        if kind is _LETTER:
            run += folded(chr(value))
            continue
        if run:
            found.append({run})
            run = ""
        own = _of_part(kind, value)
        if own:
            found.append(own)
    return max(found, key=lambda part: min(map(len, part)), default=None)


def _of_part(kind: Any, value: Any) -> set[str] | None:  # noqa: ANN401 - the parser's own objects
    """The needles of one part; None when it can match without any."""
    if kind is _PARSER.BRANCH:
        return _of_choice(value[1])
    if kind is _PARSER.SUBPATTERN:
        return _of_sequence(list(value[3]))
    if kind in {_PARSER.MAX_REPEAT, _PARSER.MIN_REPEAT} and value[0] > 0:
        return _of_sequence(list(value[2]))
    if kind is _PARSER.ASSERT:
        return _of_sequence(list(value[1]))
    return None


def _of_choice(branches: Iterable[Any]) -> set[str] | None:
    """Those of every alternative together; None when one can match without any."""
    out: set[str] = set()
    for branch in branches:
        own = _of_sequence(list(branch))
        if own is None:
            return None
        out |= own
    return out
