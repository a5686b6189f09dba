"""Speed of understanding, as ratios in one run; other date readers; worker processes; memory.

``python -m benchmarks reading_speed --long`` measures memory over 100,000 papers instead of 3,000.
"""

from __future__ import annotations

import datetime as dt
import gc
import os
import statistics
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import spacy

import commitments
import extract
from benchmarks import corpus, date_tools, report, varied_papers
from commitments import pipeline

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from extract.document import Document

ROUNDS = 7
WORKER_REPEATS = 8
MEMORY_PAPERS = 3_000
LONG_MEMORY_PAPERS = 100_000
MEMORY_STEPS = 5
DATE = dt.date(2026, 6, 4)
SEED = 20261123
PAGE = "meting-snelheid.md"


@dataclass(frozen=True, slots=True)
class Timing:
    """Best and middle of the rounds, in seconds for all papers."""

    best: float
    middle: float


def rounds(readers: dict[str, Callable[[], Callable[[], object]]], count: int = ROUNDS) -> dict[str, Timing]:
    """Time every reader in turn, ``count`` rounds after one that does not count; making one is not timed."""
    times: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(count + 1):
        for name, make in readers.items():
            read = make()
            gc.collect()
            begin = time.perf_counter()
            read()
            times[name].append(time.perf_counter() - begin)
    return {name: Timing(min(all_[1:]), statistics.median(all_[1:])) for name, all_ in times.items()}


TOKENIZER = "spaCy, kale Nederlandse tokenizer"
KNOWN = f"{TOKENIZER}, kent deze stukken al"
WHOLE = "commitments.load(), hele keten"


def against_tokenizer(papers: Sequence[Document], count: int = ROUNDS) -> str:
    """commitments.read and the whole pipeline against spaCy's bare Dutch tokenizer, fresh and kept.

    That tokenizer remembers every word it met. A fresh one meets each paper for the first time, as a crawl
    does; one kept over the rounds has seen these very papers before.
    """
    kept = spacy.blank("nl").tokenizer
    nlp = commitments.load()

    def tokenise(tokenizer: Callable[[str], object]) -> Callable[[], object]:
        return lambda: [tokenizer(paper.text) for paper in papers]

    times = rounds(
        {
            TOKENIZER: lambda: tokenise(spacy.blank("nl").tokenizer),
            KNOWN: lambda: tokenise(kept),
            "commitments.read": lambda: lambda: [commitments.read(paper, date=DATE) for paper in papers],
        },
        count,
    )
    # Twenty times as slow: fewer rounds tell enough.
    times |= rounds({WHOLE: lambda: lambda: list(pipeline.pipe(nlp, papers, date=DATE))}, min(count, 2))
    fresh, known = times[TOKENIZER], times[KNOWN]
    rows = [
        (
            name,
            f"{timing.middle * 1e3 / len(papers):.2f}",
            f"{timing.middle / fresh.middle:.2f}",
            f"{timing.best / fresh.best:.2f}",
            f"{timing.middle / known.middle:.2f}",
            f"{timing.best / known.best:.2f}",
            f"{len(papers) / timing.middle:.0f}",
        )
        for name, timing in times.items()
    ]
    return report.table(_HEAD, rows)


_HEAD = (
    "", "ms per stuk (mediaan)", "keer de verse (mediaan)", "keer de verse (beste)",
    "keer die de stukken kent (mediaan)", "keer die de stukken kent (beste)", "stukken per seconde",
)  # fmt: skip


def beside_date_readers(papers: Sequence[Document]) -> str:
    """Papers per second of ours and of tools that only look for dates, each block by itself."""
    texts = [[paper.text[block.begin : block.end] for block in paper.blocks] for paper in papers]
    rows = []
    seconds = rounds({"": lambda: lambda: [commitments.read(paper, date=DATE) for paper in papers]}, 3)[
        ""
    ].middle
    rows.append(("Kamerwacht, toezeggingen en termijnen", f"{len(papers) / seconds:.1f}"))
    for tool in date_tools.tools():
        spent = 0.0
        for blocks in texts:
            for text in blocks:
                tool.read(text, DATE)
                spent += tool.seconds
        rows.append((f"{tool.name}, alleen datums", f"{len(papers) / spent:.1f}"))
        if isinstance(tool, date_tools.HeidelTime):
            tool.close()
    return report.table(("", "stukken per seconde"), rows)


def work(path: str) -> tuple[int, int]:
    """Read a file and understand it: characters and promises. What a worker process does."""
    document = extract.read_file(Path(path))
    return len(document.text), len(commitments.read(document, date=DATE).commitments)


def scaling(paths: Sequence[Path], repeats: int = WORKER_REPEATS) -> str:
    """Files per second with 1 and 2 own worker processes, from bytes to promises."""
    jobs = [str(path) for path in paths] * repeats
    rows, base = [], 0.0
    for workers in (1, 2):
        with ProcessPoolExecutor(workers) as pool:
            list(pool.map(work, jobs[: len(paths)], chunksize=4))
            begin = time.perf_counter()
            list(pool.map(work, jobs, chunksize=8))
            rate = len(jobs) / (time.perf_counter() - begin)
        base = base or rate
        rows.append((str(workers), f"{rate:.0f}", f"{rate / base:.2f}"))
    return report.table(("werkprocessen", "stukken per seconde", "keer één"), rows)


def spacy_scaling(papers: Sequence[Document], repeats: int = WORKER_REPEATS) -> str:
    """Papers per second of spaCy's own way to spread work, for its bare tokenizer."""
    texts = [paper.text for paper in papers] * repeats
    rows, base = [], 0.0
    for workers in (1, 2):
        nlp = spacy.blank("nl")
        begin = time.perf_counter()
        for _ in nlp.pipe(texts, n_process=workers):
            pass
        rate = len(texts) / (time.perf_counter() - begin)
        base = base or rate
        rows.append((str(workers), f"{rate:.0f}", f"{rate / base:.2f}"))
    return report.table(("n_process van spaCy, kale tokenizer", "stukken per seconde", "keer één"), rows)


def memory(papers: int) -> str:
    """Resident memory of a fresh process while it understands so many invented letters."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.reading_speed", str(papers)],
        capture_output=True,
        text=True,
        check=True,
        cwd=report.ROOT,
    )
    rows = [line.split("\t") for line in done.stdout.splitlines() if line.count("\t") == 1]
    return report.table(("stukken gelezen", "geheugen, MB"), rows)


def _measure_memory(papers: int) -> None:
    print(f"0\t{_resident():.0f}")
    for number, paper in enumerate(varied_papers.papers(papers, SEED), 1):
        commitments.read(paper)
        if number % max(1, papers // MEMORY_STEPS) == 0:
            print(f"{number}\t{_resident():.0f}")


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main(*, long: bool = False) -> None:
    """Measure and write docs/meting-snelheid.md."""
    name, paths = corpus.files()
    papers = corpus.documents(paths)
    characters = sum(len(paper.text) for paper in papers)
    words = sum(len(paper.text.split()) for paper in papers)
    count = LONG_MEMORY_PAPERS if long else MEMORY_PAPERS
    size = (
        f"{len(papers)} {name}, {characters} tekens, {words} woorden; één kern, alles in dezelfde ronde, "
        f"om en om, {ROUNDS} ronden."
    )
    report.publish(
        PAGE,
        [
            "# Meting: snelheid van het begrijpen",
            report.stamp(),
            size,
            f"## Tegen de kale tokenizer\n\n{against_tokenizer(papers)}",
            f"## Naast lezers van datums\n\n{beside_date_readers(papers)}",
            f"## Eigen werkprocessen, van bestand tot toezegging\n\n{scaling(paths)}",
            spacy_scaling(papers),
            f"## Geheugen\n\n{memory(count)}",
        ],
    )


if __name__ == "__main__":
    _measure_memory(int(sys.argv[1]))
