"""The regression set: invented sentences with what they are; known failures are kept as such."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from commitments.model import Duty
from commitments.sentence_reading import Setting, read_sentence

_DATA = Path(__file__).parent / "data"
_ROWS = [json.loads(line) for line in (_DATA / "sentences.jsonl").read_text("utf-8").splitlines()]
_KNOWN = {
    line.split()[0]: line
    for line in (_DATA / "known_failures.txt").read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
}


def _case(row: dict[str, object]) -> object:
    marks = [pytest.mark.xfail(reason=_KNOWN[str(row["id"])], strict=True)] if row["id"] in _KNOWN else []
    return pytest.param(row["text"], row["owed_to_kamer"], id=str(row["id"]), marks=marks)


@pytest.mark.parametrize(("text", "owed"), [_case(row) for row in _ROWS])
def test_sentence(text: str, *, owed: bool) -> None:
    found, _ = read_sentence(text, Setting(dt.date(2026, 2, 10)))
    assert any(c.duty is Duty.KAMER for c in found) is owed


def test_the_set_is_large_and_without_doubles() -> None:
    texts = [row["text"] for row in _ROWS]
    assert len(texts) >= 300
    assert len(set(texts)) == len(texts)
    assert {row["id"] for row in _ROWS} >= set(_KNOWN)


def test_most_sentences_are_read_right() -> None:
    assert len(_KNOWN) <= 0.05 * len(_ROWS)
