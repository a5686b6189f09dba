"""The text of papers: paragraphs exactly right and pages per second, beside three readers of PDF.

The references are made by hand, see ``benchmarks.paragraphs``. The other tools give lines without structure:
for them an oracle chooses the lines of each paragraph, so that only the text itself counts. Our blocks must
be exactly the paragraph.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import extract
from benchmarks import corpus, paragraphs, report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from benchmarks.paragraphs import Paper, Print

REPEATS = 3
PAGE = "meting-lezen.md"


@dataclass(frozen=True, slots=True)
class Score:
    """What one tool made of one paper."""

    right: frozenset[int]
    """Numbers of the paragraphs that are right."""
    kinds: int = 0
    """Of those, how many have the right kind."""
    furniture: int = 0
    """Lines of side column, head or foot in the text."""
    attached: int = 0
    """Footnotes linked to the words before their mark."""


def read_ours(paper: Paper, path: Path) -> Score:
    """Our blocks against the reference."""
    document = extract.read_file(path)
    found: dict[Print, set[str]] = {}
    for kind, text in paragraphs.blocks(document):
        found.setdefault(paragraphs.Print.of(text), set()).add(kind)
    right, kinds = set(), 0
    for number, row in paper.counted():
        seen = found.get(row.text) or (found.get(row.joined) if row.joined else None)
        if seen:
            right.add(number)
            kinds += row.kind in seen
    attached = len(paper.notes() & paragraphs.anchors(document))
    stray = [
        hit for _, text in paragraphs.blocks(document) for hit in paragraphs.within(text, paper.furniture())
    ]
    return Score(frozenset(right), kinds, len(stray), attached)


def read_lines(paper: Paper, text: str) -> Score:
    """Another tool's text against the reference."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    rows = paper.counted()
    found = paragraphs.runs(lines, [p for _, row in rows for p in (row.text, row.joined) if p])
    right = frozenset(n for n, row in rows if row.text in found or row.joined in found)
    return Score(right, furniture=len(paragraphs.within(" ".join(lines), paper.furniture())))


def poppler(flag: str) -> Callable[[Path], str]:
    """Text by pdftotext."""

    def read(path: Path) -> str:
        done = subprocess.run(["pdftotext", flag, str(path), "-"], capture_output=True, check=True)
        return done.stdout.decode("utf-8", "replace")

    return read


def tools() -> Iterator[tuple[str, Callable[[Path], str]]]:
    """The readers of PDF that are here."""
    if shutil.which("pdftotext"):
        yield "pdftotext -layout", poppler("-layout")
        yield "pdftotext -raw", poppler("-raw")
    else:
        print("overgeslagen: pdftotext staat niet op deze machine (poppler-utils)")
    if pdfplumber := report.optional("pdfplumber"):

        def plumb(path: Path) -> str:
            with pdfplumber.open(path) as pdf:
                return "\n".join(page.extract_text() or "" for page in pdf.pages)

        yield "pdfplumber", plumb
    if pypdf := report.optional("pypdf"):
        yield "pypdf", lambda path: "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def pages_in(path: Path) -> int:
    """Number of pages of a PDF."""
    import pypdfium2  # noqa: PLC0415

    return len(pypdfium2.PdfDocument(io.BytesIO(path.read_bytes())))


def _processor() -> float:
    """Seconds of processor time so far, of this process and of those it waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def seconds(read: Callable[[Path], object], files: list[Path]) -> float:
    """Best of ``REPEATS`` runs over all files, in processor time: what else runs here does not count."""
    best = float("inf")
    for _ in range(REPEATS):
        begin = _processor()
        for path in files:
            read(path)
        best = min(best, _processor() - begin)
    return best


def main() -> None:
    """Measure all papers that are at hand; write docs/meting-lezen.md."""
    folder = report.samples("samples")
    if folder is None:
        return
    papers = [(paper, folder / paper.path) for paper in paragraphs.papers()]
    papers = [(paper, path) for paper, path in papers if path.exists()]
    ours = {paper.name: read_ours(paper, path) for paper, path in papers}
    parts = ["# Meting: het lezen van stukken", report.stamp(), _METHOD, _per_paper(papers, ours)]
    wrong = _wrong(papers, ours)
    if wrong:
        parts.append("Niet goed, met het nummer in de referentie:\n\n" + wrong)
    pdfs = [(paper, path) for paper, path in papers if path.suffix == ".pdf"]
    parts.append(_side_by_side(pdfs, ours))
    parts.append(f"{_ALL}\n\n{corpus.summary()}")
    report.publish(PAGE, parts)


_METHOD = """Elke referentie is met de hand gemaakt door het stuk zelf te lezen, alinea voor alinea; in de
broncode staan alleen afdrukken (hashes) van de alinea's, want de stukken zelf staan erbuiten. Een alinea
telt als goed als een blok van de lezer precies die alinea is: geen woord te veel, geen woord te weinig,
geen zetfout. Waar de bladspiegel openlaat of iets één of twee alinea's zijn, is beide goed. Van het
Verslag (VLOS) is een deel nagekeken: de eerste 74 alinea's en één beurt van acht alinea's verderop."""


_ALL = """Alle stukken die er zijn, met metagegevens en antwoorden van bronnen: elk bestand gelezen
in één proces, en nog eens in een tweede."""


def _per_paper(papers: list[tuple[Paper, Path]], ours: dict[str, Score]) -> str:
    rows = []
    total: Counter[str] = Counter()
    for paper, _ in papers:
        score = ours[paper.name]
        counts = {
            "n": len(paper.counted()),
            "right": len(score.right),
            "kinds": score.kinds,
            "furniture": score.furniture,
            "notes": len(paper.notes()),
            "attached": score.attached,
        }
        total.update(counts)
        rows.append(_row(paper.name, paper.form, counts))
    rows.append(_row("**samen**", "", dict(total)))
    head = ("stuk", "soort", "alinea's goed", "soort blok goed", "kantlijn in tekst", "voetnoten gekoppeld")
    return report.table(head, rows)


def _row(name: str, form: str, counts: dict[str, int]) -> tuple[str, ...]:
    return (
        name,
        form,
        f"{counts['right']} van {counts['n']}",
        f"{counts['kinds']} van {counts['right']}",
        str(counts.get("furniture", 0)),
        f"{counts.get('attached', 0)} van {counts.get('notes', 0)}",
    )


def _wrong(papers: list[tuple[Paper, Path]], ours: dict[str, Score]) -> str:
    lines = []
    for paper, _ in papers:
        missing = [f"{n} ({row.kind})" for n, row in paper.counted() if n not in ours[paper.name].right]
        if missing:
            lines.append(f"- {paper.name}: {', '.join(missing)}")
    return "\n".join(lines)


def _side_by_side(pdfs: list[tuple[Paper, Path]], ours: dict[str, Score]) -> str:
    files = [path for _, path in pdfs]
    pages = sum(pages_in(path) for path in files)
    count = sum(len(paper.counted()) for paper, _ in pdfs)
    right = sum(len(ours[paper.name].right) for paper, _ in pdfs)
    stray = sum(ours[paper.name].furniture for paper, _ in pdfs)
    rows = [("Kamerwacht", right, stray, f"{pages / seconds(extract.read_file, files):.0f}")]
    for name, read in tools():
        scores = [read_lines(paper, read(path)) for paper, path in pdfs]
        speed = pages / seconds(read, files)
        rows.append(
            (name, sum(len(s.right) for s in scores), sum(s.furniture for s in scores), f"{speed:.0f}")
        )
    head = (
        "lezer van PDF",
        f"alinea's goed, van {count}",
        "regels kantlijn, kop en voet",
        "bladzijden per seconde rekentijd",
    )
    return f"{_BESIDE}\n\n{report.table(head, rows)}\n\n{len(files)} PDF's, {pages} bladzijden, één kern."


_BESIDE = """Naast andere lezers, in dezelfde ronde. De andere geven regels zonder bouw; bij hen kiest een
orakel voor elke alinea de regels waar zij begint en eindigt, en afbreekstreepjes gelden opgelost en niet
opgelost. Van ons telt alleen een blok dat precies de alinea is."""
