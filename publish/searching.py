"""Full-text search that forgives: whatever is typed becomes a valid FTS5 query and means what one expects."""

from __future__ import annotations

import re

_QUOTED = re.compile(r'"([^"]*)"|(\S+)')
_TOKENS = re.compile(r"[^\W_]+")
_DOSSIER = re.compile(r"\d{5}")
MAX_WORDS = 24
MAX_LENGTH = 500
_SHORTEST_PREFIX = 3
"""From this many letters on a word also finds what begins with it; "de" would find half of all papers."""


def search_query(text: object) -> str:
    """An FTS5 query for what a reader typed; a query that finds nothing when there is no word in it.

    Every word must occur, in any order, in any writing of its accents, and may be the beginning of a longer
    one ("zorg" finds "zorgkosten"). What holds together ("D'66", "36600-XVI", "'s-Gravenhage") and what
    stands between quotes must stand together. A dossier number is found with and without its space. FTS5's
    own signs and words (AND, NEAR, *) have no special meaning.
    """
    parts = []
    for quoted, word in _QUOTED.findall(str(text or "")[:MAX_LENGTH])[:MAX_WORDS]:
        tokens = _TOKENS.findall(quoted or word)
        if tokens:
            parts.append(_phrase(tokens, whole=bool(quoted)))
    return " AND ".join(parts) or '""'


def _phrase(tokens: list[str], *, whole: bool) -> str:
    phrase = '"{}"'.format(" ".join(tokens))
    if whole:
        return phrase
    if len(tokens) == 1 and _DOSSIER.fullmatch(tokens[0]):
        return f'({phrase}* OR "{tokens[0][:2]} {tokens[0][2:]}")'
    return f"{phrase}*" if len(tokens[-1]) >= _SHORTEST_PREFIX or len(tokens) > 1 else phrase
