"""Damaged papers by the hundreds (``make proof``: 20,000): a Document or a ReadError, no hang, no crash."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import report
from tests.extract import fuzz

QUICK = 300
CHUNKS = 20
PER_CHUNK = 1_000
PEAK_MB = 300
PAGE = fuzz.ROOT / "docs" / "proef-lezen.md"
_MAGIC = st.sampled_from(
    [
        b"",
        b"%PDF-1.7\n",
        b"PK\x03\x04",
        b"<?xml version='1.0'?>",
        b"<html>",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"{\\rtf1",
    ]
)


def _run(chunk: int, count: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.extract.fuzz", str(chunk), str(count)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=fuzz.ROOT, timeout=1500, check=False)
    assert done.returncode == 0, f"gestopt bij {done.stderr[-300:]}"
    outcome: dict[str, Any] = json.loads(done.stdout)
    return outcome


def _check(outcome: dict[str, Any]) -> None:
    assert outcome["failures"] == []
    assert outcome["peak_mb"] < PEAK_MB


def test_damaged_papers_give_a_document_or_a_read_error() -> None:
    outcome = _run(0, QUICK)
    _check(outcome)
    # Else nothing of the readers behind the sniffing would have been tried.
    assert outcome["stuk"] > QUICK / 5
    assert outcome["leesfout"] > QUICK / 5


def test_the_same_number_is_the_same_paper() -> None:
    assert fuzz.damaged(3, 14) == fuzz.damaged(3, 14)
    assert len({fuzz.damaged(3, number)[1] for number in range(20)}) > 15


@settings(max_examples=200)
@given(_MAGIC, st.binary(max_size=2_000))
def test_any_bytes(magic: bytes, rest: bytes) -> None:
    outcome, wrong = fuzz.attempt(magic + rest)
    assert outcome != "anders", wrong
    assert wrong is None


def _edition() -> str:
    """What the result holds for: the reader, the damage and the papers."""
    digest = hashlib.sha256()
    for path in sorted([*(fuzz.ROOT / "extract").rglob("*"), fuzz.ROOT / "tests" / "extract" / "fuzz.py"]):
        if path.suffix in {".py", ".toml", ".json"}:
            digest.update(path.read_bytes())
    for _, data in fuzz.seeds():
        digest.update(data)
    return digest.hexdigest()[:16]


@pytest.mark.proof
@pytest.mark.timeout(1600)
@pytest.mark.parametrize("chunk", range(1, CHUNKS + 1))
def test_chunk(chunk: int, pytestconfig: pytest.Config) -> None:
    """A chunk that was done for this very reader is not done again: a killed proof goes on where it was."""
    cache = pytestconfig.cache
    assert cache is not None
    key = f"fuzz/{_edition()}/{chunk}"
    outcome = cache.get(key, None) or _run(chunk, PER_CHUNK)
    cache.set(key, outcome)
    _check(outcome)


@pytest.mark.proof
def test_all_chunks_are_on_the_page(pytestconfig: pytest.Config) -> None:
    cache = pytestconfig.cache
    assert cache is not None
    outcomes = [cache.get(f"fuzz/{_edition()}/{chunk}", None) for chunk in range(1, CHUNKS + 1)]
    assert all(outcomes), "draai eerst alle delen"
    done = sum(outcome["stuk"] + outcome["leesfout"] + outcome["anders"] for outcome in outcomes)
    assert done >= 20_000
    failures = [failure for outcome in outcomes for failure in outcome["failures"]]
    PAGE.write_text(_page(outcomes, done, failures), encoding="utf-8")
    assert failures == []


_METHOD = f"""Stukken van de demo en, waar ze zijn, echte stukken worden afgekapt, door elkaar geschud,
met omgevallen bits, verdubbelde of verdwenen delen en vreemde tekens gelezen; in DOCX en PDF ook binnen
de verpakking, in XML ook zo dat het XML blijft. De lezer mag alleen een stuk geven of een leesfout van
één regel, binnen {fuzz.HANG_SECONDS} s en {PEAK_MB} MB."""


def _page(outcomes: list[dict[str, Any]], done: int, failures: list[str]) -> str:
    rows = [
        ("beschadigde stukken", done),
        ("toch gelezen", sum(outcome["stuk"] for outcome in outcomes)),
        ("geweigerd met één regel", sum(outcome["leesfout"] for outcome in outcomes)),
        ("iets anders (moet 0 zijn)", len(failures)),
        ("stukken om te beschadigen", outcomes[0]["seeds"]),
        ("hoogste geheugen, MB", max(outcome["peak_mb"] for outcome in outcomes)),
        ("traagste stuk, s", f"{max(outcome['slowest'][0] for outcome in outcomes):.2f}"),
    ]
    lines = [
        "# Proef: beschadigde stukken lezen",
        f"Gedaan op {dt.datetime.now(dt.UTC).date()}, commit {report.commit()}, lezer {_edition()}, met `make proof`.",
        _METHOD,
        report.table(("", "aantal"), rows),
        *failures,
    ]
    return "\n\n".join(lines) + "\n"
