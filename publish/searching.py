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

NOTHING = '""'
"""The FTS5 query that finds nothing."""

_QUOTED = re.compile(r'"([^"]*)"|(\S+)')
_TOKENS = re.compile(r"[^\W_]+")
_DOSSIER = re.compile(r"\d{5}")
MAX_WORDS = 24
MAX_LENGTH = 500
_SHORTEST_PREFIX = 3
"""From this many letters on a word also finds what begins with it; "de" would find half of all papers."""


def search_query(text: object, *, whole: bool = False) -> str:
    """An FTS5 query for what a reader typed; a query that finds nothing when there is no word in it.

    Every word must occur, in any order, in any writing of its accents, and may be the beginning of a longer
    one ("zorg" finds "zorgkosten"). What holds together ("D'66", "36600-XVI", "'s-Gravenhage") and what
    stands between quotes must stand together; ``whole``: no word is the beginning of a longer one. A dossier
    number is found with and without its space. FTS5's own signs and words (AND, NEAR, *) have no special
    meaning.
    """
    parts = []
    for quoted, word in _QUOTED.findall(str(text or "")[:MAX_LENGTH])[:MAX_WORDS]:
        tokens = _TOKENS.findall(quoted or word)
        if tokens:
            parts.append(_phrase(tokens, whole=whole or bool(quoted)))
    return " AND ".join(parts) or NOTHING


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
    values = {"zoekterm": words, "hele_woorden": search_query(words, whole=True), "niets": NOTHING}
    found = _last_found(index) if alone else _found(index, "escape_fts(:zoekterm)")
    return FilterArguments([f"id in ({found})"], values, [f"zoekt “{words}”"], context)


def _found(index: str, query: str) -> str:
    return f"select rowid from {index} where {index} match {query}"  # noqa: S608 - our own names


def _last_found(index: str) -> str:
    """The last rows found, and one more than MOST when there are more.

    The index gives whole words from the last row down and can stop; the beginning of a word it gathers
    whole. So that is asked only when the words themselves do not fill the page.
    """
    last = f"order by rowid desc limit {MOST + 1}"
    few = f"(select count(*) from heel) <= {MOST}"  # noqa: S608 - a number
    beginnings = f"(case when {few} then escape_fts(:zoekterm) else :niets end)"
    return (
        f"with heel as materialized ({_found(index, ':hele_woorden')} {last})"  # noqa: S608 - our own names
        f" select rowid from heel where not {few}"
        f" union all select rowid from ({_found(index, beginnings)} {last})"
    )
