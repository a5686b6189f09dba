"""Paragraphs as hashes: real papers stay outside the repository, what they say can still be checked.

A reference (``tests/extract/data/paragraphs/<paper>.txt``) was made by reading the paper itself. Each line is

    <kind> <hash>:<length> [=<hash>:<length>] [@<hash>[/<label>]]

in the order of the paper. ``=`` is the paragraph joined with its neighbour, where the page leaves open
whether they are one. ``@`` is, for a footnote, the words before its mark; its label where it is not just
its number among the notes. ``furniture`` is a line of the
side column, the head or the foot; ``optional`` may be left out (salutation, heading of the paper).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extract.document import Document

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "extract" / "data" / "paragraphs"
LONGEST_RUN = 60
ANCHOR_WORDS = 3

_EQUAL = str.maketrans({"‐": "-", "‑": "-", "‒": "–", "\xad": "", "\u200b": "", "|": " "})
_MARK = re.compile(r"^(?:[-–—•·▪\uf0b7]|\(?[0-9]{1,2}[.)]?|[a-z][.)])\s+")
_FOOTNOTE_MARK = re.compile(r"(?<=[^\W\d_]|[.,;:?!)»”’\"'])[0-9]{1,2}(?=[\s.,;:)]|$)")
_LONE_MARK = re.compile(r"(?<=[.?!]) [0-9]{1,2} (?=[A-Z])")
_LOOSE_POINT = re.compile(r"\s+([.,;:?!)])")


@dataclass(frozen=True, slots=True)
class Print:
    """A hashed stretch of text; ``length`` in characters tells which stretches are worth hashing."""

    digest: str
    length: int

    @classmethod
    def of(cls, text: str) -> Print:
        """The print of ``text``, normalised."""
        plain = normalise(text)
        return cls(hashlib.sha256(plain.encode()).hexdigest()[:12], len(plain))

    @classmethod
    def parse(cls, written: str) -> Print:
        """Read ``<hash>:<length>``."""
        digest, _, length = written.partition(":")
        return cls(digest, int(length))

    def __str__(self) -> str:
        return f"{self.digest}:{self.length}"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a reference."""

    kind: str
    text: Print
    joined: Print | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper and its reference. ``path`` counts from the folder of samples."""

    name: str
    path: str
    form: str
    rows: tuple[Row, ...]

    def counted(self) -> list[tuple[int, Row]]:
        """The paragraphs that must be there, with their number in the reference."""
        return [(n, r) for n, r in enumerate(self.rows, 1) if r.kind not in {"furniture", "optional"}]

    def notes(self) -> set[tuple[str | None, str]]:
        """The footnotes that have a mark: their number from 1 and the hash of the words before it."""
        marked = [row.anchor.partition("/") for row in self.rows if row.anchor]
        return {(label or str(number), words) for number, (words, _, label) in enumerate(marked, 1)}

    def furniture(self) -> list[Print]:
        """Prints of what is no text."""
        return [row.text for row in self.rows if row.kind == "furniture"]


def normalise(text: str) -> str:
    """What may differ without being wrong is made equal: white space, forms of letters, marks.

    Generous to every tool alike: a list mark in front and footnote digits glued to a word are dropped.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_EQUAL)
    plain = _MARK.sub("", " ".join(plain.split()))
    plain = _LONE_MARK.sub(" ", _FOOTNOTE_MARK.sub("", plain))
    return _LOOSE_POINT.sub(r"\1", plain).strip()


def anchor(before: str) -> str:
    """The hash of the last words of ``before``, the text in front of a footnote mark."""
    words = normalise(before).split()[-ANCHOR_WORDS:]
    return Print.of(" ".join(words).rstrip(".,;:?!)»”’\"'")).digest


def papers() -> list[Paper]:
    """Every reference in the repository, by name."""
    return [_paper(path) for path in sorted(FOLDER.glob("*.txt"))]


def _paper(path: Path) -> Paper:
    head: dict[str, str] = {}
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            key, _, value = line[1:].partition(":")
            head[key.strip()] = value.strip()
        elif line:
            rows.append(_row(line))
    return Paper(path.stem, head["paper"], head["form"], tuple(rows))


def _row(line: str) -> Row:
    kind, text, *more = line.split()
    joined = next((Print.parse(part[1:]) for part in more if part[0] == "="), None)
    return Row(kind, Print.parse(text), joined, next((part[1:] for part in more if part[0] == "@"), None))


def runs(lines: list[str], wanted: Iterable[Print]) -> set[Print]:
    """Which of ``wanted`` stand in ``lines`` as a run of whole lines: an oracle chooses which.

    Hyphens at a line's end are tried both ways.
    """
    sought = set(wanted)
    lengths = {print_.length for print_ in sought}
    found: set[Print] = set()
    for glued in (False, True):
        for text in _candidates(lines, max(lengths, default=0), glued=glued):
            if len(text) in lengths and (candidate := Print.of(text)) in sought:
                found.add(candidate)
    return found


def _candidates(lines: list[str], longest: int, *, glued: bool) -> Iterator[str]:
    for begin in range(len(lines)):
        text = ""
        for line in lines[begin : begin + LONGEST_RUN]:
            text = _join(text, line, glued=glued)
            plain = normalise(text)
            if len(plain) > longest:
                break
            yield plain


def _join(text: str, line: str, *, glued: bool) -> str:
    if glued and text.endswith("-") and line[:1].islower():
        return text[:-1] + line
    return f"{text} {line}"


def within(text: str, wanted: Iterable[Print]) -> list[Print]:
    """Which of ``wanted`` stand somewhere in ``text`` as a run of whole words."""
    sought = set(wanted)
    longest = max((print_.length for print_ in sought), default=0)
    lengths = {print_.length for print_ in sought}
    words = normalise(text).split()
    found = []
    for begin in range(len(words)):
        span = ""
        for word in words[begin:]:
            span = f"{span} {word}".strip()
            if len(span) > longest:
                break
            if len(span) in lengths and (candidate := Print.of(span)) in sought:
                found.append(candidate)
    return found


def blocks(document: Document) -> list[tuple[str, str]]:
    """Kind and text of every block."""
    return [(block.kind.value, document.text[block.begin : block.end]) for block in document.blocks]


def anchors(document: Document) -> set[tuple[str | None, str]]:
    """The number of every linked footnote with the hash of the words before its mark."""
    return {
        (document.blocks[link.block].label, anchor(document.text[max(0, link.offset - 200) : link.offset]))
        for link in document.footnotes
    }
