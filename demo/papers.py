r"""The bundled archive's sources: one text file per paper, in ``demo/papieren/``.

A paper is TOML between two ``+++`` lines, then its text. In the text a blank line ends a block, and

- ``## words`` is a heading, ``- words`` a list item (each on its own);
- ``@ Minister Voorbeeldsma:`` on a line of its own gives the speaker of the blocks that follow;
- ``? 1`` and ``! 1`` on a line of their own begin question 1 and its answer;
- ``[^1]`` is a footnote's mark and a block ``[^1]: words`` the note;
- ``\-`` is where a printed line may break a word.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003  the front matter is checked at run time
import functools
import re
import tomllib
from dataclasses import dataclass, fields
from enum import StrEnum
from importlib import resources
from pathlib import Path
from typing import Any

MARK = "FICTIEF VOORBEELD"
"""Stands in every rendered paper: nothing in the archive is real."""

NOTE_MARK = re.compile(r"\[\^(\d+)\]")
_NOTE = re.compile(r"\[\^(\d+)\]: ")
_FRONT = re.compile(r"\A\+\+\+\n(.*?)\n\+\+\+\n(.*)\Z", re.DOTALL)
FORMS = ("xml", "pdf", "docx")
KINDS = ("brief", "verslag", "antwoord", "motie", "bijlage", "handelingen")


class ArchiveError(ValueError):
    """A source of the archive is not as it should be; the message says which and how."""


class Part(StrEnum):
    """What a block of a source is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    SPEAKER = "speaker"
    QUESTION = "question"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class SourceBlock:
    """One block of a paper's text; for a question or answer its number, for a speaker the label."""

    part: Part
    text: str


@dataclass(frozen=True, slots=True)
class Signatory:
    """An invented office holder as printed under a letter."""

    title: str
    initials: str
    surname: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper of the archive; every field up to ``blocks`` is a key of its front matter."""

    identifier: str
    form: str
    kind: str
    title: str
    date: dt.date
    available: dt.date
    """The day it was published."""
    modified: dt.date
    session: str
    """Vergaderjaar, "2025-2026"."""
    dossiers: tuple[str, ...]
    number: str
    """Ondernummer (or the number of an Aanhangsel)."""
    ministry: str
    """A key of [ministeries] in archief.toml."""
    committee: str
    senders: tuple[Signatory, ...]
    reference: str = ""
    """Onze referentie."""
    main: str = ""
    """For an annexe: the paper it belongs to."""
    asked: dt.date | None = None
    """For an Aanhangsel: the day the questions were put."""
    question_number: str = ""
    """For an Aanhangsel: "2025Z01234"."""
    askers: tuple[str, ...] = ()
    """Members who put the questions or moved the motion."""
    opening: str = ""
    """For a letter in PDF or DOCX: the salutation."""
    blocks: tuple[SourceBlock, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def marked_title(self) -> str:
        """The title with the mark that the paper is invented."""
        return f"{self.title} ({MARK})"

    @property
    def text(self) -> str:
        """All words of the paper, without marks, one block a line."""
        lines = [NOTE_MARK.sub("", block.text) for block in self.blocks]
        return "\n".join([*lines, *self.notes]).replace("\\-", "")


@dataclass(frozen=True, slots=True)
class Ministry:
    """How a ministry prints itself in its letters."""

    name: str
    block: tuple[str, ...]
    """The department block of the side column, line by line."""
    address: tuple[str, ...]
    return_address: str


@dataclass(frozen=True, slots=True)
class Archive:
    """What ``archief.toml`` says, and the papers in order of date."""

    reference_date: dt.date
    """The peildatum: the day the demo takes as today."""
    dossiers: dict[str, str]
    """Dossier number to title."""
    ministries: dict[str, Ministry]
    papers: tuple[Paper, ...]

    def dossier_title(self, number: str) -> str:
        """The dossier's title with the mark."""
        return f"{self.dossiers[number]} ({MARK})"


def _paragraphs(body: str) -> list[str]:
    return [" ".join(block.split()) for block in re.split(r"\n\s*\n", body) if block.strip()]


def _block(text: str) -> SourceBlock:
    starts = {
        "## ": Part.HEADING,
        "- ": Part.ITEM,
        "@ ": Part.SPEAKER,
        "? ": Part.QUESTION,
        "! ": Part.ANSWER,
    }
    for start, part in starts.items():
        if text.startswith(start):
            return SourceBlock(part, text.removeprefix(start))
    return SourceBlock(Part.PARAGRAPH, text)


def _split_body(name: str, body: str) -> tuple[tuple[SourceBlock, ...], tuple[str, ...]]:
    blocks: list[SourceBlock] = []
    notes: list[str] = []
    for text in _paragraphs(body):
        if match := _NOTE.match(text):
            notes.append(text[match.end() :])
            if int(match[1]) != len(notes):
                raise ArchiveError(f"{name}: voetnoot {match[1]} staat niet op volgorde")
        else:
            blocks.append(_block(text))
    marks = [int(n) for block in blocks for n in NOTE_MARK.findall(block.text)]
    if marks != list(range(1, len(notes) + 1)):
        raise ArchiveError(f"{name}: voetnootverwijzingen {marks} passen niet bij {len(notes)} voetnoten")
    return tuple(blocks), tuple(notes)


def _front_matter(name: str, head: str) -> dict[str, Any]:
    values = tomllib.loads(head)
    known = {f.name for f in fields(Paper)} - {"blocks", "notes"}
    if unknown := sorted(set(values) - known):
        raise ArchiveError(f"{name}: onbekende sleutels {', '.join(unknown)}")
    values["senders"] = tuple(Signatory(*row) for row in values.get("senders", ()))
    for key in ("dossiers", "askers"):
        values[key] = tuple(values.get(key, ()))
    return values


def parse_paper(name: str, source: str) -> Paper:
    """Read one source file's text; ``name`` is used in messages. Raises ArchiveError."""
    match = _FRONT.match(source)
    if match is None:
        raise ArchiveError(f"{name}: begint niet met een kop tussen twee regels +++")
    blocks, notes = _split_body(name, match[2])
    try:
        paper = Paper(**_front_matter(name, match[1]), blocks=blocks, notes=notes)
    except (TypeError, tomllib.TOMLDecodeError) as error:
        raise ArchiveError(f"{name}: de kop klopt niet ({error})") from error
    if paper.form not in FORMS or paper.kind not in KINDS:
        raise ArchiveError(f"{name}: onbekende vorm {paper.form!r} of soort {paper.kind!r}")
    return paper


def folder() -> Path:
    """Where this package's data files are."""
    return Path(str(resources.files("demo")))


def load_archive(root: Path | None = None) -> Archive:
    """Read ``archief.toml`` and all papers under ``root`` (default: the bundled archive).

    Raises ArchiveError when a source is malformed, or names a dossier or ministry that archief.toml lacks.
    """
    root = root or folder()
    settings = tomllib.loads((root / "archief.toml").read_text(encoding="utf-8"))
    ministries = {
        code: Ministry(row["naam"], tuple(row["afdeling"]), tuple(row["adres"]), row["retouradres"])
        for code, row in settings["ministeries"].items()
    }
    papers = [
        parse_paper(path.name, path.read_text(encoding="utf-8"))
        for path in sorted((root / "papieren").glob("*.md"))
    ]
    for paper in papers:
        missing = [d for d in paper.dossiers if d not in settings["dossiers"]]
        if missing or paper.ministry not in ministries:
            raise ArchiveError(
                f"{paper.identifier}: onbekend dossier {missing} of ministerie {paper.ministry}"
            )
    if len({p.identifier for p in papers}) != len(papers):
        raise ArchiveError("twee papieren hebben hetzelfde kenmerk")
    papers.sort(key=lambda p: (p.date, p.identifier))
    return Archive(settings["peildatum"], settings["dossiers"], ministries, tuple(papers))


@functools.cache
def chamber_letters() -> tuple[Paper, ...]:
    """Letters that only the Tweede Kamer has as yet, in ``demo/kamerbrieven/``. Raises ArchiveError."""
    files = sorted((folder() / "kamerbrieven").glob("*.md"))
    return tuple(parse_paper(path.name, path.read_text(encoding="utf-8")) for path in files)


@functools.cache
def bundled() -> Archive:
    """The bundled archive, read once."""
    return load_archive()


def manifestation(paper: Paper) -> str:
    """File name of the rendered paper below ``demo/archief/``."""
    return f"{paper.identifier}/{paper.identifier}.{paper.form}"
