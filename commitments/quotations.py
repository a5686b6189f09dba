"""Which stretches of a sentence are somebody's words between quotation marks."""

from __future__ import annotations

import re

_MARKS = re.compile(r"[“”„«»\"]|(?<![^\W_])[‘'](?=[^\W\d_])|(?<=[^\W_.,!?])[’'](?![^\W_])|(?<=[.,!?])[’']")
_FEWEST = 4
"""Words from which on a quotation is taken for a statement; less is a name or a term."""


def quotations(text: str) -> list[tuple[int, int]]:
    """(begin, end) of every quotation of some length; also one that begins or ends in another sentence.

    Marks pair up in order. A single mark pairs with a single one only, and counts as an opening mark at the
    beginning of a word, so that an apostrophe ("foto's") opens nothing.
    """
    if not any(mark in text for mark in "“”„«»\"‘'"):
        return []
    found: list[tuple[int, int]] = []
    opened: tuple[int, bool] | None = None
    for match in _MARKS.finditer(text):
        single = match.group() in "‘’'"
        if opened is not None and opened[1] is single and match.group() != "‘":
            found.append((opened[0], match.end()))
            opened = None
        elif opened is None and match.group() in "”»" and not found:
            found.append((0, match.end()))  # it began in a sentence before
        elif opened is None and _opens(text, match):
            opened = (match.start(), single)
    if opened is not None and not opened[1] and not text[: opened[0]].strip(" –-"):
        found.append((opened[0], len(text)))
    return [(begin, end) for begin, end in found if len(text[begin:end].split()) >= _FEWEST]


def _opens(text: str, match: re.Match[str]) -> bool:
    after = text[match.end() : match.end() + 1]
    return match.group() not in "’”»" and bool(after.strip())
