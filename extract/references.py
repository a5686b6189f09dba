"""References to other papers: found in running text and resolved to identifiers.

Identifiers are those of the official publications, lower case but for chapters and Eerste Kamer letters:
``kst-30821-258``, ``kst-36200-V-34``, ``kst-34775-VI-AH``, ``ah-tk-20242025-1016``, ``h-tk-20232024-45-3``.
Numbers of the Tweede Kamer's own administration (2026Z01234, TZ202603-130) and of the Eerste Kamer's register
of toezeggingen (T03272) stand for themselves. Every pattern is linear: bounded repeats, no nesting.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from extract.dates import MONTHS
from extract.document import Reference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_DASH = r"[-‐‑‒–—]"
_YEARS = rf"(?P<y1>(?:19|20)\d\d)\s?(?:/{_DASH}?|{_DASH})\s?(?P<y2>(?:(?:19|20)\d\d|\d\d))"
_SESSION = rf"(?:,?\s(?:vergaderjaar\s)?{_YEARS})?"
# "(R2048)" is the number of a paper of the Kingdom, beside that of the dossier.
_CHAPTER = (
    rf"(?:(?:\s|{_DASH}|\s{_DASH}\s)(?P<chapter>[IVX]{{1,5}}(?:\s[A-H])?|[A-L]|\d\d)(?![\w]))?"
    r"(?:\s?\(R\s?\d{3,4}\))?"
)
_DOSSIER = r"(?<![\d.,])(?P<dossier>[1-9]\d[\s.]?\d{3})(?!\d)"
_NUMBER = rf"(?:,?\s(?:nrs?|no)\.?\s?|,\s|\s?{_DASH}\s?)(?P<number>\d{{1,4}}(?!\d)|[A-Z]{{1,3}}(?![\w]))"
_CHAMBER = r"(?P<chamber>I{1,2}|ll?|EK|TK)"

# "Kamerstuk 30 821, nr. 258"; "Kamerstukken II 2019/20, 35 288, nr. 4"; "Kenmerk 36 200 V, nr. 34"
_KAMERSTUK = re.compile(
    rf"\b(?:Kamerstuk(?:ken|nummer)?|Kenmerk|Dossier)\b[:,]?(?:\s(?:nr\.\s)?{_CHAMBER}(?=[\s,]))?"
    rf"{_SESSION},?\s(?:nr\.\s)?{_DOSSIER}{_CHAPTER}(?:{_NUMBER})?",
    re.IGNORECASE,
)
# "30 821, nr. 258" without a word before it
_BARE = re.compile(
    rf"{_DOSSIER}{_CHAPTER},?\s(?:nrs?|no)\.?\s?(?P<number>\d{{1,4}}(?!\d)|[A-Z]{{1,3}}(?!\w))"
)
# "Zij krijgt nr. 726, was nr. 719 (21501-08).": as the chair numbers motions
_NUMBER_FIRST = re.compile(
    rf"\bnr\.\s?(?P<number>\d{{1,4}})(?:,?\s(?:was|t\.v\.v\.)\snr\.\s?(?P<former>\d{{1,4}})|,\sherdruk)?"
    rf"\s\({_DOSSIER}{_CHAPTER}\)"
)
# "34 775 VI, AH": a letter of the Eerste Kamer
_SENATE = re.compile(rf"{_DOSSIER}{_CHAPTER},\s(?P<number>[A-Z]{{2,3}}(?!\w|['’-]|\.\w)|[A-Z](?![\w.'’-]))")
# "Kamerstukken I 2025/26, CXLI, B": a dossier of the Eerste Kamer
_ROMAN = re.compile(
    rf"\bKamerstuk(?:ken)?(?:\s{_CHAMBER}(?=[\s,]))?{_SESSION},?\s(?P<dossier>[CLXVI]{{2,8}}),\s(?:nr\.\s)?"
    r"(?P<number>[A-Z]{1,3}|\d{1,3})(?!\w)"
)
# "30821-258", "36 410-VI-12"
_HYPHENATED = re.compile(
    rf"(?<![\w{'‐‑‒–—'}.,/-])(?P<dossier>\d{{2}}\s?\d{{3}})-(?:(?P<chapter>[IVX]{{1,5}}|\d\d)-)?"
    r"(?P<number>\d{1,4}|[A-Z]{1,3})(?![\w-])"
)
_IDENTIFIER = re.compile(
    r"(?<![\w-])(?=[a-zA-Z]{1,3}-)(?:(?P<kst>kst-(?:\d{4,6}|[ivxlcdm]{1,8})(?:-[a-z0-9]{1,6}){1,3}|kst-\d{7})"
    r"|(?P<other>(?:ah|h)-\d{7}|(?:ah-[te]k|h-[te]k|kv-tk|nds-tk|ag-tk|blg)-\w{4,12}(?:-\w{1,8}){0,3}))(?![\w-])",
    re.IGNORECASE,
)
_AANHANGSEL = re.compile(
    rf"\bAanhangsel(?:\svan\sde)?(?:\sHandelingen)?(?:\s{_CHAMBER}(?=[\s,]))?,?\s(?:vergaderjaar\s)?{_YEARS}"
    r",?\s(?:nr\.?|nummer)?\s?(?P<number>\d{1,5})(?!\d)",
    re.IGNORECASE,
)
_HANDELINGEN = re.compile(
    rf"(?<!Aanhangsel\s)\bHandelingen\s(?:{_CHAMBER}(?=[\s,]),?\s)?(?:vergaderjaar\s)?{_YEARS}"
    r",?\s(?:nr\.?\s?)?(?P<meeting>\d{1,3})(?!\d)(?:,\s?(?:item|nr\.?)\s?(?P<item>\d{1,3}))?",
    re.IGNORECASE,
)
_TOEZEGGING = re.compile(r"(?<!\w)(?:TZ\d{6}-\d{1,4}|T\d{5}|tz_[A-Za-z]{2,8}_\d{4}_\d{1,4})(?!\w)")
_CASE = re.compile(r"(?<!\w)(?:19|20)\d\d[ZD]\d{5}(?!\w)")
# "motie-Elissen/Çörüz", "motie Van der Berg": by the names of those who moved it; which paper it is, is not
# in the words. A party, an office or a Chamber is no name.
_PARTICLE = r"(?:[Vv]an|[Dd]e|[Dd]er|[Dd]en|[Tt]en|[Tt]er|[Hh]et|['’]t)"
_OTHER = (
    r"(?!(?:Tweede|Eerste|Kamer\w*|Wet|Minister\w*|Staatssecretaris\w*"
    r"|GroenLinks\w*|ChristenUnie|Volt|Partij|Groep|[A-Z]+\d*)\b)"
)
_SURNAME = rf"(?:{_PARTICLE}\s){{0,3}}{_OTHER}[A-ZÀ-Ý][\w'’-]{{1,30}}"
_NAME = rf"{_SURNAME}(?:\s(?:{_PARTICLE}\b|[A-ZÀ-Ý][\w'’-]{{1,30}})){{0,3}}"
_MOTIE = re.compile(
    r"\b[Mm]otie(?:(?:s?-|s?\svan\s(?:het\s(?:Kamer)?lid\s|de\s(?:Kamer)?leden\s)?)"
    rf"{_NAME}(?:(?:/|,\s|\sen\s){_NAME}){{0,4}}|\s{_SURNAME}(?:(?:/|\sen\s){_SURNAME}){{0,4}}(?!\s[A-ZÀ-Ý]))"
    r"(?:\sc\.s\.)?"
)
# "mijn brief van 12 december 2025", "bij brief van 21 mei jl.": the day is known, the paper is not.
_LETTER = re.compile(
    r"\b(?:(?:mijn|onze|de|uw|deze|een|bij|per|in|zijn|haar|hun)\s)?(?:[a-z]{2,20})?brief\s(?:van|d\.d\.)\s\d{1,2}\s"
    rf"(?:{'|'.join(MONTHS)})\b"
    r"(?:\s(?:19|20)\d\d|\sjl\.)?",
    re.IGNORECASE,
)


_PARTED = "21501"
"""Raad van de Europese Unie: one dossier per council, "21501-02"; the two digits are no number of a paper."""


def _session(match: re.Match[str]) -> str | None:
    first, second = match["y1"], match["y2"]
    if not first:
        return None
    full = second if len(second) == 4 else first[:2] + second
    return f"{first}{full}" if int(full) - int(first) in (1, -99) else None


def _roman(match: re.Match[str]) -> str:
    return f"kst-{match['dossier']}-{match['number']}"


def _kamerstuk(match: re.Match[str]) -> str | None:
    dossier = re.sub(r"\D", "", match["dossier"])
    chapter = match["chapter"]
    number = match["number"]
    if number is None or (dossier == _PARTED and chapter is None and len(number) == 2):
        return None
    parts = ["kst", dossier]
    if chapter:
        parts.append(chapter.upper().replace(" ", ""))
    parts.append(number.upper())
    return "-".join(parts)


def _aanhangsel(match: re.Match[str]) -> str | None:
    session = _session(match)
    chamber = "ek" if (match["chamber"] or "").upper() in {"I", "EK"} else "tk"
    return f"ah-{chamber}-{session}-{match['number']}" if session else None


def _handelingen(match: re.Match[str]) -> str | None:
    session = _session(match)
    if not session:
        return None
    chamber = "ek" if (match["chamber"] or "").upper() in {"I", "EK"} else "tk"
    item = f"-{match['item']}" if match["item"] else ""
    return f"h-{chamber}-{session}-{match['meeting']}{item}"


def _identifier(match: re.Match[str]) -> str:
    text = match[0]
    if match["other"]:
        return text.lower()
    head, *rest = text.split("-")
    return "-".join([head.lower(), *(part.upper() if part.isalpha() else part for part in rest)])


def _itself(match: re.Match[str]) -> str:
    return match[0]


def _unresolved(_: re.Match[str]) -> None:
    return None


# The most telling pattern goes first: a stretch of text is used once. A pattern is tried only
# where one of its words stands in the text (lower case): most texts hold few of them.
_PATTERNS: tuple[tuple[tuple[str, ...], re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = (
    (("-",), _IDENTIFIER, _identifier),
    (("aanhangsel",), _AANHANGSEL, _aanhangsel),
    (("handelingen",), _HANDELINGEN, _handelingen),
    (("kamerstuk", "kenmerk", "dossier"), _KAMERSTUK, _kamerstuk),
    (("kamerstuk",), _ROMAN, _roman),
    (("nr. ",), _NUMBER_FIRST, _kamerstuk),
    (("nr", "no"), _BARE, _kamerstuk),
    ((",",), _SENATE, _kamerstuk),
    (("-",), _HYPHENATED, _kamerstuk),
    (("t0", "t1", "tz"), _TOEZEGGING, _itself),
    (("z", "d"), _CASE, _itself),
    (("motie",), _MOTIE, _unresolved),
    (("brief",), _LETTER, _unresolved),
)


def _matches(text: str) -> Iterator[tuple[int, int, str | None]]:
    low = text.lower()
    for words, pattern, resolve in _PATTERNS:
        if any(word in low for word in words):
            for match in pattern.finditer(text):
                yield match.start(), match.end(), resolve(match)


# "nrs. 679, 684 en 685", "nr. 679, nr. 684 en 685.", "nr. 726, was nr. 719": more papers of the same dossier.
_MORE = re.compile(
    r"(?P<link>,\sen\s|,\s|\sen\s|,?\s(?:was|t\.v\.v\.|t/m|tot\sen\smet)\s)(?P<again>nrs?\.\s?)?"
    r"(?P<number>\d{1,4})(?![\d\w-]|\s\d{3})(?P<closed>(?=\s?(?:[.,;:)\]]|$)))?"
)
_PLURAL = re.compile(r"\bnrs\b|\bstukken\b")


def _more(text: str, match_text: str, end: int, target: str | None) -> Iterator[tuple[int, int, str | None]]:
    """The further numbers behind a resolved paper; without "nrs" or a new "nr." a number is not one.

    Only the last of a list may go without: "nr. 4 en 5." ends there, "nr. 4 en 5 andere stukken" does not.
    """
    if target is None or not target.startswith("kst-"):
        return
    plural = bool(_PLURAL.search(match_text))
    while match := _MORE.match(text, end):
        last = match["closed"] is not None and match["link"] == " en "
        if not (plural or match["again"] or last):
            return
        begin = match.start("again" if match["again"] else "number")
        yield begin, match.end(), f"{target.rsplit('-', 1)[0]}-{match['number']}"
        end = match.end()


def _former(text: str, begin: int, end: int, target: str | None) -> list[tuple[int, int, str | None]]:
    """A hit as one piece, or "nr. 726" and "nr. 719 (21501-08)" apart where one paper replaces another."""
    match = _NUMBER_FIRST.fullmatch(text, begin, end)
    if match is None or not match["former"] or target is None:
        return [(begin, end, target)]
    cut = text.rindex("nr.", begin, match.start("former"))
    former = f"{target.rsplit('-', 1)[0]}-{match['former']}"
    return [(begin, match.end("number"), target), (cut, end, former)]


def find_references(text: str) -> tuple[Reference, ...]:
    """All references in ``text``, ascending in ``begin``, apart; ``target`` is None if unresolved."""
    taken: list[tuple[int, int, str | None]] = []
    used = bytearray(len(text))
    for begin, end, target in _matches(text):
        if any(used[begin:end]):
            continue
        for piece in (*_former(text, begin, end, target), *_more(text, text[begin:end], end, target)):
            used[piece[0] : piece[1]] = b"\x01" * (piece[1] - piece[0])
            taken.append(piece)
    return tuple(Reference(text[begin:end], begin, end, target) for begin, end, target in sorted(taken))


# "de motie op stuk nr. 210", "het amendement onder nr. 12": of which dossier, was said elsewhere.
_STUK = re.compile(
    r"\b(?:(?:motie|amendement)s?\s(?:op|onder)\s(?:stuk(?:ken)?\s)?|stuk(?:ken)?\s)nrs?\.\s?"
    r"(?P<number>\d{1,4})(?![\w-]|[\s.]\d{3})",
    re.IGNORECASE,
)


def resolve_in_context(
    text: str,
    references: Sequence[Reference],
    spans: Sequence[tuple[int, int]],
    dossiers: Sequence[str],
) -> tuple[Reference, ...]:
    """``references`` with those added that name a number only ("de motie op stuk nr. 210").

    The dossier is the one named last before it (in a debate: the one at hand), if ``text`` names the paper
    with this number in that dossier too; else the one dossier named in the same block; else the paper's own,
    if it has one. Otherwise it is left out. ``spans`` are the (begin, end) of the blocks, ascending.
    """
    known = [one for one in references if one.target and one.target.startswith("kst-")]
    targets = {one.target for one in known}
    begins = [one.begin for one in references]
    own = f"kst-{dossiers[0]}" if len(dossiers) == 1 else None
    added = []
    for match in _STUK.finditer(text):
        at = bisect_right(begins, match.end())
        if at and references[at - 1].end > match.start():
            continue
        last = _named_last(known, match.start())
        if last is None or f"{last}-{match['number']}" not in targets:
            last = _named_in(known, spans, match.start()) or own
        if last is None:
            continue
        target = f"{last}-{match['number']}"
        pieces = [(match.start(), match.end(), target), *_more(text, match[0], match.end(), target)]
        added += [Reference(text[begin:end], begin, end, goal) for begin, end, goal in pieces]
    return tuple(sorted((*references, *added), key=lambda one: one.begin)) if added else tuple(references)


def _dossier(one: Reference) -> str:
    return (one.target or "").rsplit("-", 1)[0]


def _named_last(known: Sequence[Reference], before: int) -> str | None:
    """The dossier of the last of ``known`` before offset ``before``, else of the first behind it."""
    at = bisect_right(known, before, key=lambda one: one.begin)
    return _dossier(known[max(0, at - 1)]) if known else None


def _named_in(known: Sequence[Reference], spans: Sequence[tuple[int, int]], offset: int) -> str | None:
    """The dossier that the block around ``offset`` names, if it names one."""
    at = bisect_right(spans, offset, key=lambda span: span[0])
    if not at:
        return None
    begin, end = spans[at - 1]
    first = bisect_left(known, begin, key=lambda one: one.begin)
    last = bisect_left(known, end, key=lambda one: one.begin)
    found = {_dossier(one) for one in known[first:last]}
    return found.pop() if len(found) == 1 else None
