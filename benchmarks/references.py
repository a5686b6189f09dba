"""References to other papers: hits, misses and false hits against a list made by hand, beside nllegalcit.

The list (``tests/extract/data/references.txt``) was made by reading the papers. For each paper, each line is

    <identifier>       a reference that names its paper
    - <hash>           a motion by name or a letter by date: the hash of that name or date
    ~ <identifier>     its paper follows from what was said before ("de motie op stuk nr. 210")
    ? <identifier or hash>   may be found, needs not (an address on the web, "een brief van november")
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import extract
from benchmarks import report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from extract.document import Document

LIST = report.ROOT / "tests" / "extract" / "data" / "references.txt"
PAGE = "meting-verwijzingen.md"
_LETTER = re.compile(r"brief (?:van|d\.d\.) (.+)")
_MOTION = re.compile(r"moties?[- ](?:van (?:het lid|de leden) )?(.+)")


@dataclass(slots=True)
class Paper:
    """What must, may and could be found in one paper."""

    path: str
    required: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    context: Counter[str] = field(default_factory=Counter)
    optional: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Score:
    """Counts, and the misses and false hits as they stand in the list or the paper."""

    hits: int = 0
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)


def key(text: str) -> str:
    """The hash of what tells an unresolved reference apart: the name of a motion, the date of a letter."""
    plain = " ".join(text.lower().split())
    letter, motion = _LETTER.search(plain), _MOTION.search(plain)
    core = f"brief {letter[1]}" if letter else motion[1] if motion else plain
    return hashlib.sha256(core.encode()).hexdigest()[:12]


def papers(path: Path = LIST) -> list[Paper]:
    """The papers of the list."""
    found: list[Paper] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            found.append(Paper(line[2:]))
        elif line:
            mark, _, rest = line.rpartition(" ")
            paper = found[-1]
            {"": paper.required, "-": paper.named, "~": paper.context, "?": paper.optional}[mark][rest] += 1
    return found


def score(wanted: Counter[str], allowed: Counter[str], found: list[tuple[str, str]]) -> Score:
    """Compare (identifier or hash, words) pairs with what must be found and what else may be."""
    left, spare = wanted.copy(), allowed.copy()
    result = Score()
    for name, words in found:
        if left[name] > 0:
            left[name] -= 1
            result.hits += 1
        elif spare[name] > 0:
            spare[name] -= 1
        elif name not in allowed:
            result.false.append(f"{words} → {name}")
    result.missed = list(left.elements())
    return result


def ours(document: Document) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Our references with an identifier, and those without one by their hash."""
    resolved = [(ref.target, ref.text) for ref in document.references if ref.target]
    return resolved, [(key(ref.text), ref.text) for ref in document.references if not ref.target]


def nllegalcit(module: Any, document: Document) -> list[tuple[str, str]]:  # noqa: ANN401
    """What nllegalcit finds, as our identifiers; block by block, since its time grows fast with length."""
    found = []
    for block in document.blocks:
        text = document.text[block.begin : block.end]
        with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(module.CitationParseException):
            found += [(name, str(hit)) for hit in module.parse_citations(text) if (name := _identifier(hit))]
    return found


def _identifier(hit: Any) -> str | None:  # noqa: ANN401
    kind = type(hit).__name__
    if kind == "KamerstukCitation":
        return f"kst-{hit.dossiernummer}-{hit.ondernummer}"
    return f"h-{hit}" if kind == "HandelingCitation" else None


def measure(sets: list[tuple[Paper, Document]]) -> Iterator[str]:
    """The tables, and what we missed and found in error."""
    identifiers, names = Score(), Score()
    from_context = 0
    for paper, document in sets:
        resolved, unresolved = ours(document)
        _add(identifiers, score(paper.required, paper.context + paper.optional, resolved), paper)
        _add(names, score(paper.named, paper.optional, unresolved), paper)
        surplus = Counter(name for name, _ in resolved) - paper.required
        from_context += (surplus & paper.context).total()
    rows = [
        _row("Kamerwacht: stukken met nummer", identifiers),
        _row("Kamerwacht: moties op naam, brieven op datum", names),
    ]
    if module := report.optional("nllegalcit"):
        other = Score()
        begin = time.perf_counter()
        for paper, document in sets:
            _add(
                other,
                score(paper.required, paper.context + paper.optional, nllegalcit(module, document)),
                paper,
            )
        seconds = time.perf_counter() - begin
        rows.append(_row("nllegalcit: stukken met nummer", other))
        rows.append(("nllegalcit, seconden in totaal", f"{seconds:.1f}", "", "", "", ""))
    yield report.table(("", "goed", "gemist", "onterecht", "gemist, %", "onterecht, %"), rows)
    total = sum(paper.context.total() for paper, _ in sets)
    yield (
        f'Van de {total} keer dat een stuk alleen uit het verband blijkt ("de motie op stuk nr. 210") lost '
        f"Kamerwacht er {from_context} op."
    )
    lines = [f"- gemist: {line}" for line in identifiers.missed]
    lines += [f"- gemist, motie of brief met afdruk {line}" for line in names.missed]
    lines += [f"- onterecht: {line}" for line in identifiers.false + names.false]
    if lines:
        yield "\n".join(lines)


def _add(total: Score, one: Score, paper: Paper) -> None:
    name = paper.path.rpartition("/")[2]
    total.hits += one.hits
    total.missed += [f"{name}: {line}" for line in one.missed]
    total.false += [f"{name}: {line}" for line in one.false]


def _row(name: str, result: Score) -> tuple[str, ...]:
    wanted = result.hits + len(result.missed)
    given = result.hits + len(result.false)
    return (
        name,
        f"{result.hits} van {wanted}",
        str(len(result.missed)),
        str(len(result.false)),
        f"{100 * len(result.missed) / max(1, wanted):.1f}",
        f"{100 * len(result.false) / max(1, given):.1f}",
    )


_METHOD = """De lijst is met de hand gemaakt door de stukken te lezen. Het Verslag (VLOS) is te lang om
met de hand te doen en ontbreekt. Wie een stuk aanwijst met nummer moet het juiste stuk opleveren; een
motie op naam of een brief op datum moet als zodanig gevonden worden."""


def main() -> None:
    """Measure the papers that are at hand; write docs/meting-verwijzingen.md."""
    folder = report.samples("samples")
    if folder is None:
        return
    sets = [(paper, folder / paper.path) for paper in papers()]
    documents = [(paper, extract.read_file(path)) for paper, path in sets if path.exists()]
    head = f"{len(documents)} echte stukken."
    report.publish(PAGE, ["# Meting: verwijzingen", report.stamp(), _METHOD, head, *measure(documents)])
