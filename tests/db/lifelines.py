"""Reads the invented lifelines of tests/db/levensloop and scores what the chain made of them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import commitments
import db
from extract.document import Block, BlockKind, Document, Metadata

if TYPE_CHECKING:
    from sqlite_utils import Database

FOLDER = Path(__file__).parent / "levensloop"
NOW = "2026-01-02T03:04:05Z"
_STILL = {"toegezegd", "herhaald"}
_KINDS = {"h-": "Handelingen", "ah-": "Antwoord schriftelijke vragen"}
_PLAIN: tuple[BlockKind, str | None] = (BlockKind.PARAGRAPH, None)
_PLACES = {"spreekbeurt": BlockKind.SPEECH, "vraag": BlockKind.QUESTION, "antwoord": BlockKind.ANSWER}
_MARK = re.compile(r"(?:(P):(\w+)|(E\??):([\w ]+):(\w+)|(X):) (.*)")


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with the right answer: ``kind`` P, E, E? or X."""

    kind: str
    event: str
    promise: str
    begin: int
    end: int
    text: str


@dataclass(slots=True)
class Paper:
    key: str
    date: str
    ministry: str
    dossiers: tuple[str, ...]
    title: str
    reference: str | None = None
    chamber: int = 2
    blocks: list[str] = field(default_factory=list)
    places: list[tuple[BlockKind, str | None]] = field(default_factory=list)
    """Of each block its kind and, of a speech, who speaks."""
    marked: list[Marked] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n\n".join(self.blocks)

    def add(self, text: str, place: tuple[BlockKind, str | None] = (BlockKind.PARAGRAPH, None)) -> None:
        """Add a block."""
        self.blocks.append(text)
        self.places.append(place)

    def document(self) -> Document:
        blocks, begin = [], 0
        for text, (kind, role) in zip(self.blocks, self.places, strict=True):
            blocks.append(Block(kind, begin, begin + len(text), role=role))
            begin += len(text) + 2
        metadata = Metadata(
            identifier=self.key if not self.key.startswith("brief") else None,
            kind=next(
                (words for prefix, words in _KINDS.items() if self.key.startswith(prefix)), "Brief regering"
            ),
            title=self.title,
            chamber=self.chamber,
            date=dt.date.fromisoformat(self.date),
            reference=self.reference,
            dossiers=self.dossiers,
            ministry=self.ministry,
        )
        return Document(self.text, tuple(blocks), metadata)


def papers(folder: str) -> list[Paper]:
    """All papers of a folder of lifelines, oldest first."""
    found = [paper for path in sorted((FOLDER / folder).glob("*.txt")) for paper in _read(path)]
    return sorted(found, key=lambda paper: paper.date)


def _read(path: Path) -> list[Paper]:
    found: list[Paper] = []
    fresh, place = True, _PLAIN
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            key, date, ministry, dossiers, title, *reference = (part.strip() for part in line[2:].split("|"))
            found.append(
                Paper(
                    key.lower(),
                    date,
                    ministry,
                    tuple(dossiers.split(",")),
                    title,
                    next(iter(reference), None),
                )
            )
            fresh, place = True, _PLAIN
        elif line.startswith("@kamer "):
            found[-1].chamber = int(line.split()[1])
        elif line.startswith("@"):
            word, _, role = line[1:].partition(" ")
            fresh, place = True, (_PLACES[word], role or None)
        elif not line.strip():
            fresh = True
        else:
            _add(found[-1], line, place if fresh else None)
            fresh = False
    return found


def _add(paper: Paper, line: str, fresh: tuple[BlockKind, str | None] | None) -> None:
    """Add a sentence: ``fresh`` is the kind of block that begins with it, and who speaks."""
    match = _MARK.fullmatch(line)
    sentence = match[7] if match else line
    if fresh:
        paper.add(sentence, fresh)
    else:
        paper.blocks[-1] += f" {sentence}"
    end = len(paper.text)
    if match:
        kind = match[1] or match[3] or match[6]
        promise = match[2] or match[5] or ""
        paper.marked.append(Marked(kind, match[4] or "", promise, end - len(sentence), end, sentence))


@dataclass(slots=True)
class Score:
    """What came of it. Each wrong or missed answer in words.

    ``right``, ``wrong``, ``found`` and ``missed`` take what also is true of a sentence for right; the exact and
    strict figures ask for the very kind. ``near`` asks only that something was said of the right promise.
    """

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    exactly_right: int = 0
    other_kind: list[str] = field(default_factory=list)
    """Certain, over the right promise, and of another kind than marked."""
    found: int = 0
    exactly_found: int = 0
    near: int = 0
    missed: list[str] = field(default_factory=list)
    on_likeness: list[str] = field(default_factory=list)
    promises: int = 0
    kept: int = 0
    """Promises whose state is "afgedaan"."""
    kept_without_word: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + len(self.wrong))

    @property
    def recall(self) -> float:
        return self.found / max(1, self.found + len(self.missed))

    @property
    def strict_precision(self) -> float:
        """Of what is called certain the part with the very kind that is marked."""
        return self.exactly_right / max(1, self.right + len(self.wrong))

    @property
    def strict_recall(self) -> float:
        return self.exactly_found / max(1, self.found + len(self.missed))

    @property
    def near_recall(self) -> float:
        return self.near / max(1, self.found + len(self.missed))

    def lines(self) -> list[str]:
        certain = f"zeker: {self.right} goed, {len(self.wrong)} fout, precisie {self.precision:.3f}"
        both = (
            f"zeker en kandidaat: {self.found} gevonden, {len(self.missed)} gemist, vangst {self.recall:.3f}"
        )
        near = f"een ander bericht over de juiste toezegging telt mee {self.near_recall:.3f}"
        return [
            f"toezeggingen {self.promises}, gelezen {self.promises - len(self.unread)}",
            f"{certain}; streng {self.exactly_right} goed, precisie {self.strict_precision:.3f}",
            f"{both}; streng {self.strict_recall:.3f}, {near}",
            f"afgedaan op gelijkenis alleen: {len(self.on_likeness)}",
        ]


def read_all(database: Database, folder: str) -> list[Paper]:
    """Store, read and link all papers of ``folder``, one day after the other."""
    found = papers(folder)
    for paper in found:
        store(database, paper)
    db.link_events(database, now=NOW)
    return found


def store(database: Database, paper: Paper) -> None:
    """Store and read one paper."""
    document = paper.document()
    stored = db.store_document(
        database, document, key=paper.key, file_id=None, url=None, extractor="proef", now=NOW
    )
    db.store_reading(database, stored.id, commitments.read(document), now=NOW)


_EVENTS = """
    SELECT g.soort, g.begin, g.eind, g.zekerheid, z.document_id AS stuk, z.begin AS plek, g.citaat
    FROM gebeurtenissen g JOIN documenten d ON d.id = g.document_id
    LEFT JOIN toezeggingen z ON z.id = g.toezegging_id
    WHERE d.sleutel = ? AND g.vervallen_op IS NULL AND g.soort <> 'verwachting'"""
_REPEATS = """
    SELECT 'herhaald' AS soort, h.begin, h.eind, 'zeker' AS zekerheid, z.document_id AS stuk, z.begin AS plek, h.citaat
    FROM toezeggingen h JOIN documenten d ON d.id = h.document_id JOIN toezeggingen z ON z.id = h.herhaalt_id
    WHERE d.sleutel = ? AND h.vervallen_op IS NULL AND z.document_id <> h.document_id"""

_KEPT = "SELECT z.document_id, z.begin FROM stand s JOIN toezeggingen z ON z.id = s.toezegging_id WHERE toestand = 'afgedaan'"


def score(database: Database, found: list[Paper]) -> Score:
    """Hold what the database says against the marks."""
    result = Score()
    ids = dict(database.execute("SELECT sleutel, id FROM documenten").fetchall())
    places: dict[str, tuple[int, int, int]] = {}
    for paper in found:
        for mark in paper.marked:
            if mark.kind == "P":
                places[mark.promise] = (ids[paper.key], mark.begin, mark.end)
    read = set(
        database.execute("SELECT document_id, begin FROM toezeggingen WHERE vervallen_op IS NULL").fetchall()
    )
    result.promises = len(places)
    result.unread = [
        name
        for name, (paper_id, b, e) in places.items()
        if not any(p == paper_id and b <= x < e for p, x in read)
    ]
    said = {
        mark.promise
        for paper in found
        for mark in paper.marked
        if (mark.kind, mark.event) == ("E", "afgedaan")
    }
    for place in database.execute(_KEPT).fetchall():
        names = [
            name for name, (paper_id, b, e) in places.items() if place[0] == paper_id and b <= place[1] < e
        ]
        result.kept += 1
        if not said.intersection(names):
            result.kept_without_word.append(f"{place} {names}")
    for paper in found:
        rows = [*database.query(_EVENTS, [paper.key]), *database.query(_REPEATS, [paper.key])]
        _score_paper(result, paper, rows, places)
    return result


def _score_paper(
    result: Score, paper: Paper, rows: list[dict[str, Any]], places: dict[str, tuple[int, int, int]]
) -> None:
    for row in rows:
        row["over"] = _about(row, places)
    marks = [mark for mark in paper.marked if mark.kind in {"E", "E?"}]
    for mark in marks:
        inside = [row for row in rows if row["begin"] < mark.end and mark.begin < row["eind"]]
        about = {row["soort"] for row in inside if row["over"] == mark.promise}
        result.near += bool(about)
        result.exactly_found += mark.event in about
        if any(_fits(kind, mark.event) for kind in about):
            result.found += 1
        else:
            said = [f"{row['soort']}/{row['zekerheid']}/{row['over']}" for row in inside]
            result.missed.append(f"{paper.key} [{mark.event} {mark.promise}] {said} {mark.text}")
    for row in rows:
        if row["zekerheid"] == "zeker":
            _score_certain(result, paper.key, row, marks)


def _score_certain(result: Score, paper: str, row: dict[str, Any], marks: list[Marked]) -> None:
    inside = [mark for mark in marks if row["begin"] < mark.end and mark.begin < row["eind"]]
    fits = [mark for mark in inside if mark.promise == row["over"] and _true(row["soort"], mark.event)]
    if any(mark.kind == "E?" for mark in fits):
        result.on_likeness.append(f"{paper} {row['citaat']}")
    elif fits:
        result.right += 1
        exact = any(row["soort"] == mark.event for mark in fits)
        result.exactly_right += exact
        if not exact:
            result.other_kind.append(f"{paper} {row['soort']} i.p.v. {fits[0].event}: {row['citaat']}")
    else:
        result.wrong.append(f"{paper} {row['soort']} over {row['over']}: {row['citaat']}")


def _about(row: dict[str, Any], places: dict[str, tuple[int, int, int]]) -> str:
    """The name of the promise that a row is about."""
    for name, (paper, begin, end) in places.items():
        if row["stuk"] == paper and begin <= row["plek"] < end:
            return name
    return "geen" if row["stuk"] is None else "een andere"


def _fits(kind: str, wanted: str) -> bool:
    """Looking back at a promise and repeating it are the same news: it still stands."""
    return kind == wanted or {kind, wanted} <= _STILL


def _true(kind: str, wanted: str) -> bool:
    """Whether ``kind`` is true of a sentence marked ``wanted``.

    What a sentence postpones or makes less firm it also promises again, and each looks back at what was promised.
    """
    if kind == "toegezegd" or _fits(kind, wanted):
        return True
    return kind == "herhaald" and wanted in {"uitgesteld", "minder stellig", "deels afgedaan"}
