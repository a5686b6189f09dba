"""The cheap look never loses what the close reading finds, and stays linear on hostile text."""

from __future__ import annotations

import datetime as dt
import json
import time
from pathlib import Path

import pytest

import commitments
from commitments.reading import read
from commitments.sentence_reading import Setting, read_sentence
from extract.document import Document

_ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "sentences.jsonl").read_text("utf-8").splitlines()
]


def test_the_cheap_look_loses_nothing() -> None:
    setting = Setting(dt.date(2026, 2, 10))
    for row in _ROWS:
        assert read_sentence(row["text"], setting) == read_sentence(row["text"], setting, closely=True), row[
            "text"
        ]


def test_a_whole_text_reads_the_same_closely() -> None:
    document = Document("\n\n".join(row["text"] for row in _ROWS), ())
    assert read(document) == read(document, closely=True)


def test_reading_is_deterministic() -> None:
    document = Document(" ".join(row["text"] for row in _ROWS[:100]), ())
    assert commitments.read(document) == commitments.read(document)


_HOSTILE = {
    "no full stops": "ik zal uw Kamer informeren en ",
    "brackets": "[",
    "nested brackets": "([{",
    "unicode spaces": " \u2003\u2009\u202f\u3000",
    "full stops": ". ",
    "commas": "ik, ",
    "zal": "zal ",
    "blank lines": "\n \n",
    "toezegging": "toezegging van de ",
    "capital dots": "A.B. ",
}


@pytest.mark.parametrize("unit", _HOSTILE.values(), ids=_HOSTILE.keys())
def test_hostile_text_is_read_in_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        document = Document(unit * (size // len(unit)), ())
        start = time.process_time()
        commitments.read(document)
        return time.process_time() - start

    seconds(2_000)
    small, large = seconds(60_000), seconds(240_000)
    assert large < 8 * max(small, 0.02)
