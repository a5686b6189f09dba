"""From offsets in a Document's canonical text back to the plain text it was read from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.document import Document

# A sentence that page furniture cuts in two is given whole while at least this share of the quote is its own.
_OWN_SHARE = 0.75


def source_span(document: Document, begin: int, end: int, source: str) -> tuple[int, int]:
    """Return the offsets in ``source`` (the raw text) of ``document.text[begin:end]``.

    A sentence that foreign lines interrupt (a page end, a side column) is one stretch only with these
    lines inside. Where they would make up more than a quarter of the quote, the longest uninterrupted
    part is returned. Raises ValueError for an empty span.
    """
    if begin >= end:
        raise ValueError("empty span")
    if not document.segments:
        return begin, end
    pieces = _pieces(document, begin, end, source)
    first, last = pieces[0][0], pieces[-1][1]
    own = sum(stop - start for start, stop in pieces)
    if last > first and own >= _OWN_SHARE * (last - first):
        return first, last
    return max(pieces, key=lambda piece: piece[1] - piece[0])


def _pieces(document: Document, begin: int, end: int, source: str) -> list[tuple[int, int]]:
    """Stretches of the source, in reading order; neighbours with only white space between are joined."""
    index = max(bisect_right(document.segments, begin, key=lambda segment: segment.begin) - 1, 0)
    stop_at = bisect_left(document.segments, end, key=lambda segment: segment.begin)
    pieces: list[tuple[int, int]] = []
    for segment in document.segments[index:stop_at]:
        low, high = max(begin, segment.begin), min(end, segment.begin + segment.length)
        if low >= high:
            continue
        start = segment.source + low - segment.begin
        stop = segment.source + high - segment.begin
        if (
            pieces
            and start >= pieces[-1][1]
            and not source[pieces[-1][1] : start].strip(" \t\r\n\f-\u00ad\u00a0")
        ):
            pieces[-1] = (pieces[-1][0], stop)
        else:
            pieces.append((start, stop))
    if not pieces:
        raise ValueError("span lies outside the mapped text")
    return pieces
