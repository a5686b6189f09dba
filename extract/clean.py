"""Repair of characters and of what typesetting did to words: ligatures, loose letters, marks, hyphens."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from extract.dates import MONTHS
from extract.traced import Traced, join

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

# One for one, so offsets stay what they are.
_SAME = str.maketrans(
    {
        "\u00a0": " ",  # no-break space
        "\u2002": " ",
        "\u2003": " ",
        "\u2007": " ",
        "\u2009": " ",
        "\u200a": " ",
        "\u202f": " ",  # narrow no-break space
        "\u3000": " ",
        "\t": " ",
        "\f": " ",
        "\v": " ",
        "\u2010": "-",  # hyphen
        "\u2011": "-",  # no-break hyphen
        "\u2012": "–",  # figure dash
        "\x02": "-",  # pdfium's mark of a hyphen at a line end
        "\uf0b7": "•",  # bullet of the Symbol font
        "\uf02d": "–",
        "\uf0a7": "•",
    }
)
_EXPAND = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\u0133": "ij",
    "\u0132": "IJ",
    "\u00ad": "",  # soft hyphen
    "\u200b": "",
    "\u200c": "",
    "\u200d": "",
    "\u2060": "",
    "\ufeff": "",
}
_SPECIAL = re.compile("[" + "".join(_EXPAND) + "]")
# Some PDFs set the accent behind its letter; behind a vowel it may be an apostrophe ("foto´s").
_COMBINING = re.compile("[a-zA-Z][\u0300-\u0308\u0327]|[cnsz]\u00b4(?!s)")
_SPACES = re.compile(r" {2,}")
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")


def normalise(text: str) -> str:
    """Spaces, dashes and bullets in one form; the length stays the same."""
    return text.translate(_SAME)


def tidy(line: Traced) -> Traced:
    """``line`` with ligatures and ``ĳ`` written out, soft hyphens gone, and single spaces."""
    if not line.text.isascii() or "\t" in line.text or "\x02" in line.text:
        line = line.replaced(normalise(line.text))
        line = _expand(line)
    if "  " in line.text:
        line = line.without([(match.start() + 1, match.end()) for match in _SPACES.finditer(line.text)])
    return line.strip()


def _expand(line: Traced) -> Traced:
    if not _SPECIAL.search(line.text) and not _COMBINING.search(line.text):
        return line
    parts: list[Traced] = []
    position = 0
    for match in re.finditer(f"{_SPECIAL.pattern}|{_COMBINING.pattern}", line.text):
        parts.append(line.cut(position, match.start()))
        parts.append(_written_out(line.cut(match.start(), match.end())))
        position = match.end()
    parts.append(line.cut(position))
    return join(parts)


def _written_out(char: Traced) -> Traced:
    import unicodedata  # noqa: PLC0415  (rarely needed)

    new = _EXPAND.get(char.text)
    if new is None:
        new = unicodedata.normalize("NFC", char.text.replace("\u00b4", "\u0301"))
    sources = None if char.sources is None else char.sources[:1] * len(new)
    return Traced(new, sources, tuple((min(offset, len(new)), label) for offset, label in char.marks))


@cache
def finite() -> frozenset[str]:
    """Words that only a clause holds, of data/words.toml."""
    raw = resources.files("extract").joinpath("data", "words.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(raw)["finite"].split())


@cache
def words() -> tuple[frozenset[str], frozenset[str]]:
    """(all function words, those that cannot end a sentence) of data/words.toml."""
    raw = resources.files("extract").joinpath("data", "words.toml").read_text(encoding="utf-8")
    table = tomllib.loads(raw)
    never_last = frozenset(table["open"].split())
    return never_last | frozenset(table["function"].split()), never_last


_TREMA = re.compile(r"(?<=[a-zë]) (?=[ïëöü][a-z])")
_LOOSE = re.compile(r"(?:(?<= )|^)(?P<letter>[b-df-hj-np-tv-z])(?= |[,;:]|\.(?: |$)|$)")
_LOOSE_CAPITAL = re.compile(r"(?:(?<=[ (“‘\"])|^)(?P<letter>[A-Z]) (?P<rest>[a-zë]{1,20})\b")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


_BROKEN = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,}+)[-\xad\x02\u2010]\n[a-zà-ÿ]")
BREAKS = "-"
"""In a vocabulary: how many line ends break a word whose first part is no word of the text."""


def vocabulary(text: str) -> Counter[str]:
    """The words of a text, lower case, with their number, compounds with a hyphen whole; and ``BREAKS``."""
    low = text.lower()
    known = Counter(_WORD.findall(low))
    known[BREAKS] = sum(1 for part in _BROKEN.findall(low) if known[part] < 2)
    return known


def close_gaps(line: Traced, known: Mapping[str, int]) -> Traced:
    """Close the gaps that kerning left inside words: "ge ïnformeerd", "s eptember", "D en Haag", "L.W .A.".

    Only where the outcome is a word of ``known``, or what is left apart can be no word.
    """
    text = line.text
    spans = [(match.start(), match.end()) for match in _TREMA.finditer(text)]
    spans += [span for match in _LOOSE.finditer(text) if (span := _gap(text, match, known))]
    for match in _LOOSE_CAPITAL.finditer(text):
        whole = (match["letter"] + match["rest"]).lower()
        if _capital_gap(match, whole, text, known):
            spans.append((match.end("letter"), match.start("rest")))
    spans += [(match.start() + 1, match.end()) for match in re.finditer(r"(?<=\.)[A-Z] +(?=\.)", text)]
    spans = [(begin, end) for begin, end in spans if begin < end]
    return line.without(sorted(set(spans))) if spans else line


def _stands(word: str, known: Mapping[str, int]) -> bool:
    """A word in its own right: a function word, or one that the text has elsewhere too."""
    return word in words()[0] or known.get(word, 0) > 1


def _made(word: str, known: Mapping[str, int]) -> bool:
    """A word that closing the gap may make: it stands elsewhere in the text, or is a word we know."""
    return word in known or word in words()[0] or word in MONTHS


def _capital_gap(match: re.Match[str], whole: str, text: str, known: Mapping[str, int]) -> bool:
    if whole == "den":
        return text[match.end() :].startswith((" Haag", " Bosch", " Helder"))
    return _made(whole, known) and not _stands(match["rest"], known)


def _gap(text: str, match: re.Match[str], known: Mapping[str, int]) -> tuple[int, int] | None:
    """The space to close beside a letter that stands alone: on the side that makes a word."""
    begin, end = match.span("letter")
    before = re.search(r"([^\W\d_]+) $", text[max(0, begin - 40) : begin])
    after = re.match(r" ([^\W\d_]+)", text[end : end + 40])
    letter = match["letter"]
    left = before[1].lower() if before else ""
    right = after[1].lower() if after else ""
    if right and _made(letter + right, known) and not _made(left + letter, known):
        return end, end + 1
    if left and _made(left + letter, known):
        return begin - 1, begin
    if right and left in words()[0] and not _stands(right, known):
        return end, end + 1
    if len(left) > 2 and not _stands(left, known) and (not right or right in words()[0]):
        return begin - 1, begin
    return None


_BRACKET_MARK = re.compile(r" ?\[(\d{1,3}) ?\]")
_SUPERSCRIPT_MARK = re.compile(rf"[{SUPERSCRIPTS}]+")
# A number against the end of a sentence: "geïnformeerd.3 Deze". Found by the number, then by what precedes.
_NUMBER = re.compile(r"(?<![\d ])\d{1,2}(?= |$)")
_BEFORE_MARK = re.compile(r"[^\W\d_]{3}[.!?»”’)]$|[^\W\d_]{2}[»”’)][.!?]$|[^\W\d_]{2}[.!?][»”’)]$")
_NOTED_MARK = re.compile(
    r"(?:(?<=[^\W\d_]{2})|(?<=[^\W\d_]['’]s)|(?<=[^\W\d_][.,;:!?)»”’]))(\d{1,2})(?=[ .,;:)»”’]|$)"
)
_DATED_MARK = re.compile(rf"\b(?:{'|'.join(MONTHS)}) (?:19|20)\d\d(\d{{1,2}})(?=[ .,;:)]|$)")
_ABBREVIATIONS = ("art.", "nrs.", "blz.", "par.", "bijl.")


def has_dated_mark(text: str, label: str) -> bool:
    """Footnote mark ``label`` stands against the year of a date: "4 mei 20315"."""
    return any(match[1] == label for match in _DATED_MARK.finditer(text))


def take_marks(line: Traced, notes: Collection[str] = ()) -> Traced:
    """``line`` with its footnote marks taken out of the text and kept as marks.

    Superscript digits, "[3]", a number glued to the end of a sentence, and, when a footnote with that label
    stands in the paper (``notes``), a number glued to a word or to the year of a date ("mei 20315").
    """
    found: list[tuple[int, int, str]] = []
    text = line.text
    if not text.isascii():
        for match in _SUPERSCRIPT_MARK.finditer(text):
            before = text[match.start() - 1 : match.start()]
            if before not in {"m", "M"} or match[0] not in {"²", "³"}:  # m² is a measure
                found.append((match.start(), match.end(), match[0].translate(_DIGITS)))
    if "[" in text:
        found += [(match.start(), match.end(), match[1]) for match in _BRACKET_MARK.finditer(text)]
    for match in _NUMBER.finditer(text):
        before = text[max(0, match.start() - 8) : match.start()]
        if _BEFORE_MARK.search(before) and not before.lower().endswith(_ABBREVIATIONS):
            found.append((match.start(), match.end(), match[0]))
    if notes:
        found += [
            (match.start(1), match.end(1), match[1])
            for pattern in (_NOTED_MARK, _DATED_MARK)
            for match in pattern.finditer(text)
            if match[1] in notes
        ]
    return _without_marks(line, found)


def _without_marks(line: Traced, found: list[tuple[int, int, str]]) -> Traced:
    parts: list[Traced] = []
    position = 0
    for begin, end, label in sorted(found):
        if begin < position:
            continue
        part = line.cut(position, begin)
        parts.append(part.marked(len(part.text), label))
        position = end
    if not parts:
        return line
    parts.append(line.cut(position))
    return join(parts)


_CUT_WORD = re.compile(r"([^\W\d_][\w'’-]*|\d+)-$")
_TELLING_WORDS = 400
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")
_TOGETHER = frozenset({"en", "of", "dan", "tot", "als", "noch", "respectievelijk", "en/of", "c.q.", "danwel"})


def _breaks_address(left: str, right: str) -> bool:
    """A web address goes on at the next line: behind "/" or "=", before "?" or "%", or inside a number.

    A word that may go on with the sentence instead, ends it.
    """
    if not _ADDRESS.search(left[-300:]):
        return False
    first = right.split(maxsplit=1)[0]
    if first[0] in "/?&=%#_" or (left[-1].isdigit() and first[0].isdigit()):
        return True
    return left[-1] in "/?&=%#_" and not first[0].isupper() and first.strip(".,;:)") not in words()[0]


def joins_bare(left: str, right: str, known: Mapping[str, int]) -> tuple[bool, bool]:
    """How a line that ends in a hyphen goes on: (drop the hyphen, put no space).

    "medede-" + "lingen" is one word; "OBI-" + "meldpunt" keeps its hyphen; "inlichtingen-" + "en
    veiligheidsdiensten" keeps hyphen and space.
    """
    cut = _CUT_WORD.search(left)
    first = re.match(r"[^\s]+", right)
    if not cut or not first:
        return False, _breaks_address(left, right)
    word = first[0]
    if _ADDRESS.search(left):
        return False, True
    if word.rstrip(",") in _TOGETHER:
        return False, False
    last = cut[1].split("-")[-1]
    acronym = sum(char.isupper() for char in last) >= 2 or last.isdigit() or len(last) == 1
    if acronym or not word[0].islower():
        return False, True
    stem = re.match(r"[^\W\d_]+", word)
    hyphenated = f"{last}-{stem[0] if stem else word}".lower()
    joined = hyphenated.replace("-", "")
    if hyphenated in known or joined in known:
        return hyphenated not in known, True
    # A letter from a word processor breaks no words: a hyphen at its line end is the writer's own. Only a
    # letter of some length shows that it breaks none.
    own = not known.get(BREAKS, 1) and len(known) > _TELLING_WORDS and known.get(last.lower(), 0) > 1
    return not own, True
