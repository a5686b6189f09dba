"""Cut running text into sentences, as Dutch government papers write them.

Standard library only and linear in the length of the text: every boundary is found by one pass of one
regular expression without nested repetition.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_SENTENCE = 2_000
"""Longest sentence in characters; what has no full stop for longer is cut at a space."""

# A full stop, question mark or exclamation mark, closing quotes, footnote marks, then white space and
# something that can open a sentence. Also a mark glued to the stop ("geinformeerd.[5 ] In oktober").
_END = re.compile(
    r"[.?!…][\"'”’»)]?"
    r"(?:\[\d{1,3} ?\]|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}|(?<=\.)\d{1,2}(?=\s+[A-Z]))?\s+"
    r"(?=[\"'“‘„«(\[–•-]{0,2}\s?[A-ZÀ-Þ0-9’])"
    r"|\n[ \t]*\n\s*"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[«“\"])(?:nrs?|jl|a\.s|art|artt|o\.a|m\.n|d\.d|dd|bijv|bv|blz|p|pp|c\.q|resp|e\.d|i\.v\.m|m\.b\.t|t\.a\.v|"
    r"n\.a\.v|t\.b\.v|d\.w\.z|t\.z\.t|z\.s\.m|i\.c|c\.s|mr|dr|drs|ir|ing|prof|mevr|dhr|ca|stb|stcrt|trb|zgn|aant|max|min|mln|mld|"
    r"vgl|par|hfst|jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec|[A-Z](?:\.[A-Z])*)\.$",
    re.IGNORECASE,
)
_INITIAL = re.compile(r"(?:^|[\s(.])[A-Z]\.$")
_YOU = re.compile(r"[a-zà-ÿ,] u\.$")
"""As in "Dat stuur ik naar u."."""
_LONG = 7
"""So many letters in a row before a full stop are no abbreviation: the common case, told cheaply."""
# These abbreviations can also close a sentence; before a capital that opens one they do.
_MAY_CLOSE = re.compile(r"(?:jl|a\.s|c\.s|e\.d|t\.z\.t|z\.s\.m|m\.b\.v)\.$", re.IGNORECASE)
_OPENER = re.compile(
    r"\s*(?:De|Het|Een|Ik|Wij|We|In|Op|Voor|Daar\w*|Hier\w*|Dit|Deze|Die|Dat|Ook|Zoals|Uw|Tevens|Met|Over|Bij|Na|Om|Er|Naar)\b"
)

_NUMBER = re.compile(r"(?:^|\s)\d{1,2}\.$")
# "Dat waren er 84. In juni": a number that a running sentence ends with, and no "artikel 4." or "vraag 12.".
_COUNT = re.compile(
    r"[,;]?\s(?!(?:artikel|lid|leden|vraag|vragen|antwoord|hoofdstuk|paragraaf|punt|onderdeel|bijlage|nummer|fase|stap"
    r"|spoor|pijler|tabel|figuur|actie|sub|deel|titel|boek) )[a-zà-ÿ]{2,} \d{1,2}\.$"
)


def _is_boundary(text: str, stop: int, after: int) -> bool:
    """Whether the full stop just before ``stop`` ends a sentence that goes on at ``after``."""
    if text[stop - 1 : stop] != "." or (stop > _LONG and text[stop - 1 - _LONG : stop - 1].isalpha()):
        return True
    tail = text[max(0, stop - 12) : stop]
    if _INITIAL.search(tail):
        return False
    if _YOU.search(tail):
        return True
    if _ABBREVIATION.search(tail):
        return bool(_MAY_CLOSE.search(tail) and _OPENER.match(text, after))
    if not _NUMBER.search(tail):
        return True
    # "1. Inleiding", "12 juni 2. ...": a bare number before the stop is a list mark, unless it counts.
    return bool(_COUNT.search(text[max(0, stop - 32) : stop]) and _OPENER.match(text, after))


def _trim(text: str, begin: int, end: int) -> tuple[int, int]:
    piece = text[begin:end].rstrip()
    return begin + len(piece) - len(piece.lstrip()), begin + len(piece)


def _pieces(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """``begin``-``end`` in pieces of at most MAX_SENTENCE characters, cut at a space where there is one."""
    while end - begin > MAX_SENTENCE:
        space = text.rfind(" ", begin + 1, begin + MAX_SENTENCE)
        cut = space if space > begin else begin + MAX_SENTENCE
        yield begin, cut
        begin = cut
    yield begin, end


def split(text: str, begin: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The sentences between ``begin`` and ``end`` (character offsets), trimmed, in order, as (begin, end)."""
    end = len(text) if end is None else end
    start = begin
    for match in _END.finditer(text, begin, end):
        stop = match.start() + 1
        if match.group()[0] != "\n" and not _is_boundary(text, stop, match.end()):
            continue
        for piece in _pieces(text, start, match.end()):
            first, last = _trim(text, *piece)
            if first < last:
                yield first, last
        start = match.end()
    for piece in _pieces(text, start, end):
        first, last = _trim(text, *piece)
        if first < last:
            yield first, last
