"""The cheap look never loses what the close reading finds."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

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
