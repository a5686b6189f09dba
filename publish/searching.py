"""Full-text search that forgives: whatever is typed becomes a valid FTS5 query and means what one expects."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datasette.filters import FilterArguments

if TYPE_CHECKING:
    from datasette.utils.asgi import Request

SEARCHED = {
    "overzicht": "toezeggingen_fts",
    "te_laat": "toezeggingen_fts",
    "toezeggingen": "toezeggingen_fts",
    "documenten": "documenten_fts",
}
"""The tables that can be searched, and the index of their texts; its key is their ``id``."""
MOST = 2000
"""So many are found at most when nothing else chooses: of half a million nobody reads the last."""

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


def search_filter(request: Request, table: str, *, alone: bool) -> FilterArguments | None:
    """``?_search=`` on ``table``; when it is ``alone``, the last MOST that were entered, and one more.

    In place of Datasette's own, which reads and sorts every row that is found.
    """
    if table not in SEARCHED:
        return None
    words = (request.args.get("_search") or "").strip()
    context = {"doorzoekbaar": True, "zoekterm": words, "zoekgrens": MOST if alone else None}
    if not words:
        return FilterArguments([], extra_context=context)
    index = SEARCHED[table]
    found = f"select rowid from {index} where {index} match escape_fts(:zoekterm)"  # noqa: S608 - our own names
    if alone:
        found += f" order by rowid desc limit {MOST + 1}"
    return FilterArguments([f"id in ({found})"], {"zoekterm": words}, [f"zoekt “{words}”"], context)
