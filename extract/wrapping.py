"""Which line ends are only the width of the page, and which end a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract import clean
from extract.dates import MONTHS
from extract.traced import Traced, join, space_after

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_CLOSING = "\"'”’»)]*_ ⁰¹²³⁴⁵⁶⁷⁸⁹"
BULLET = re.compile(
    r"^(?P<mark>[-–—•·▪◦*‣o](?=\s)|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)](?=\s)|\((?:\d{1,2}|[a-z]|[ivx]{1,4})\)(?=\s)"
    # "II. het tijdpad", but not "I. van der Berg": initials look the same
    r"|(?:I{1,3}|I?V|VI{1,3}|I?X|XI{1,3})[.)](?=\s[a-zà-ÿ«“‘(])(?!\s(?:van|de|den|der|ter|ten|in|op|el|'t|’t)\s[A-Zdhv]))\s*"
)
# "geïnformeerd.3" and "geïnformeerd.[3]": a footnote mark behind the full stop
_GLUED = re.compile(r"[^\W\d_][.?!][\"'”’»)]?(?:\d{1,2}|\[\d{1,3} ?)$")
CLOSING = re.compile(
    r"^(?:Hoogachtend|Met (?:vriendelijke|hartelijke|beleefde) groet(?:en)?|Met hoogachting),?[ ]*$"
)
BULLETS = frozenset("-–—•·▪◦‣*")
"""Marks that may stand on a line of their own, before their item."""
QUESTION = re.compile(
    r"^(?P<label>(?P<what>Vragen|Vraag|Antwoorden|Antwoord)(?:\s(?:op|bij))?(?:\s(?:de\s)?(?:vragen|vraag))?"
    r"\s?\d{1,3}[a-z]?(?:(?:,\s?|\sen\s|\st/m\s|\stot\sen\smet\s|\s?[-–]\s?)(?:vraag\s)?\d{1,3}[a-z]?){0,12})"
    r"(?P<rest>[\s:.].*|)$",
    re.DOTALL,
)
SPEAKER = re.compile(
    r"^(?P<who>De voorzitter"
    r"|(?:Minister(?:-president)?|Staatssecretaris|De heer|Mevrouw|Het lid|De minister|De staatssecretaris)"
    r"(?:\s[\w'’.-]{1,30}){1,6})(?:\s\((?P<party>[^()]{1,40})\))?\s?:(?:\s|$)"
)


@dataclass(frozen=True, slots=True)
class Widths:
    """How wide the page is, in characters (or points); None when that cannot be told."""

    full: float | None
    wrapped: bool = True


def measure(lengths: Sequence[int]) -> Widths:
    """The width of the page from the lengths of the lines that are followed by another.

    Lines of more than 150 characters are no lines of a page: then every line end is an end.
    """
    if not lengths:
        return Widths(None)
    ordered = sorted(lengths)
    if ordered[int(len(ordered) * 0.8)] > 150:
        return Widths(None, wrapped=False)
    long = [length for length in ordered if length >= 40]  # labels and headings tell nothing of the width
    return Widths(long[int((len(long) - 1) * 0.9)] if len(long) >= 3 else None)


def ends_sentence(text: str) -> bool:
    """``text`` closes with a full stop, question or exclamation mark (behind quotes and brackets too)."""
    bare = text[-24:].rstrip(_CLOSING)
    return bare.endswith((".", "?", "!")) or bool(_GLUED.search(bare))


def starts_block(text: str) -> bool:
    """A list item, a numbered question or answer, a new speaker or the close of a letter starts here."""
    return bool(
        BULLET.match(text)
        or is_label(text)
        or SPEAKER.match(text)
        or text.startswith("#")
        or CLOSING.match(text)
    )


def is_label(text: str) -> bool:
    """A line that is only "Vraag 3" or "Antwoord op vragen 4 en 5"."""
    match = QUESTION.match(text) if text.startswith(("Vra", "Ant")) else None
    return bool(match and not match["rest"].strip(" :."))


def fits(line: str, following: str, widths: Widths) -> bool:
    """Whether the first word of ``following`` had found room on ``line``; True when the width is unknown."""
    first = following.split(maxsplit=1)[0]
    return widths.full is None or len(line) + 1 + len(first) <= widths.full * 0.88


def runs_on(line: str, following: str, *, room: bool) -> bool:
    """Whether ``following`` goes on with the paragraph of ``line``; ``room``: its first word had fitted."""
    if is_label(line):
        return False
    if _is_open(line) and ")" in following:
        return True
    if starts_block(following):
        return False
    return not room or _must_go_on(line, following)


def _must_go_on(line: str, following: str) -> bool:
    """``line`` cannot be the end, though there was room for more on it."""
    last = line[-1]
    low = following.lstrip("(«“‘\"'")[:1].islower()
    if last in "-\x02" and (low or line[-2:-1].isalpha()):
        return True
    if ends_sentence(line) or last == ":":
        return False
    if low:
        return last not in ",;" or (last == "," and len(line) >= _WIDE and not _MOTION.match(following))
    _, never_last = clean.words()
    words = line.lower().split()
    if words[-1] in never_last or _DAY.match(following):
        return True
    if len(line) < _WIDE:
        return words[-1] in MONTHS and bool(_YEAR.match(following))
    return (
        following[0].isdigit()
        or following[0] in "«“("
        or any(word in clean.finite() or word in _BEING for word in words)
    )


_BEING = frozenset({"is", "was", "waren"})
# The clauses of a motion stand on lines of their own.
_MOTION = re.compile(
    r"(?:verzoekt|overwegende|constaterende|gehoord|spreekt|van (?:mening|oordeel)|en gaat over)\b"
)
_WIDE = 60
"""Characters: a line so long that breaks off inside a clause was broken by the page."""
_YEAR = re.compile(r"(?:19|20)\d\d\b")
_DAY = re.compile(rf"\d{{1,2}} (?:{'|'.join(MONTHS)})\b")
"""Kept on one line in print, so it may stand first though there was room for its number."""


def _is_open(line: str) -> bool:
    """A bracket is opened on ``line`` and not closed."""
    return line.rfind("(") > line.rfind(")")


def runs_over_page(line: str, following: str, *, long: bool) -> bool:
    """Whether ``following`` goes on with ``line`` over a page end; ``long``: the line fills its width."""
    if starts_block(following) or ends_sentence(line) or line[-1] in ":;":
        return False
    return long or following.lstrip("(«“‘\"'")[:1].islower()


def unwrap(lines: Sequence[Traced], known: Mapping[str, int]) -> Traced:
    """One paragraph of ``lines``: hyphens at line ends undone, one space between the others."""
    parts: list[Traced] = []
    for before, line in zip([None, *lines], lines, strict=False):
        if before is None:
            parts.append(line)
            continue
        drop, bare = clean.joins_bare(before.text, line.text, known)
        if drop:
            parts[-1] = parts[-1].cut(0, len(parts[-1]) - 1)
            parts.append(_restore_trema(before.text, line))
            continue
        if not bare:
            parts.append(space_after(before))
        parts.append(line)
    return join(parts)


_ONE_SOUND = frozenset({"ui", "ij", "ie"})
_TREMA = {"ge": {"i": "ï", "e": "ë", "u": "ü"}, "be": {"i": "ï", "e": "ë", "u": "ü"}}


def _restore_trema(left: str, line: Traced) -> Traced:
    """A hyphen takes the place of the trema: "ge-" + "informeerd" is "geïnformeerd"."""
    stem = re.search(r"(?<![^\W\d_])(ge|be)-$", left)
    new = _TREMA[stem[1]].get(line.text[0]) if stem and line.text[:2] not in _ONE_SOUND else None
    return line.replaced(new + line.text[1:]) if new else line
