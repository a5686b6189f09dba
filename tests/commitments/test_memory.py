"""Reading many papers takes no more memory than reading a few, whatever words they hold."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import commitments
from benchmarks.varied_papers import papers
from commitments import pipeline

ROOT = Path(__file__).resolve().parents[2]
SEED = 20261123
STATM = Path("/proc/self/statm")
# Prints the resident memory in bytes at ten moments, after the tables and caches have been filled.
SCRIPT = """
import os, sys
from pathlib import Path
import commitments
from benchmarks.varied_papers import papers
count, seed, found = int(sys.argv[1]), int(sys.argv[2]), 0
for number, paper in enumerate(papers(count, seed), 1):
    found += len(commitments.read(paper).commitments)
    if number % (count // 10) == 0:
        pages = int(Path('/proc/self/statm').read_text().split()[1])
        print(pages * os.sysconf('SC_PAGE_SIZE'))
print(found, file=sys.stderr)
"""


def resident(count: int) -> tuple[list[int], int]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(count), str(SEED)],
        cwd=ROOT, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": "0"},
    )  # fmt: skip
    return [int(line) for line in done.stdout.split()], int(done.stderr)


@pytest.mark.skipif(
    not STATM.exists(), reason="het geheugen van een proces is hier niet te lezen (geen /proc)"
)
@pytest.mark.parametrize(
    "count",
    [1_500, pytest.param(100_000, marks=[pytest.mark.proof, pytest.mark.timeout(3_600)])],
)
def test_memory_stays_flat(count: int) -> None:
    sizes, found = resident(count)
    assert found > count
    assert max(sizes) - sizes[0] < 6_000_000, sizes


def test_the_invented_letters_are_the_same_for_a_seed_and_differ_from_each_other() -> None:
    first, again = list(papers(50, SEED)), list(papers(50, SEED))
    assert first == again
    assert len({paper.text for paper in first}) == 50


def test_spacy_forgets_the_words_of_papers_it_has_read() -> None:
    nlp = commitments.load()
    read = list(papers(30, SEED))
    list(pipeline.pipe(nlp, read[:5]))
    known = len(nlp.vocab.strings)
    readings = list(pipeline.pipe(nlp, read, papers_at_once=7))
    assert len(nlp.vocab.strings) == known
    assert len(nlp.vocab) <= known
    assert readings == [commitments.read(paper) for paper in read]


def test_without_a_zone_spacy_would_remember_them() -> None:
    nlp = commitments.load()
    known = len(nlp.vocab.strings)
    for paper in papers(5, SEED):
        pipeline.process(nlp, paper)
    assert len(nlp.vocab.strings) > known
