"""Real sentences about what was promised or done before: an event or nothing, never a promise to the Kamer."""

from __future__ import annotations

import datetime as dt
import json

import commitments
from commitments.model import Duty
from extract.document import Block, BlockKind, Document, Metadata
from tests.shared import shared

KINDS = {"fulfilment", "quoted_earlier", "past_report"}
SPOKEN_BY_MEMBERS = 2
"""Sentences of members of the Kamer: alone, without who speaks, nobody can tell them from a minister's."""


def test_what_looks_back_is_no_promise() -> None:
    rows = [json.loads(line) for line in shared("gold", "sentences.jsonl").read_text().splitlines()]
    rows = [row for row in rows if row["neg_type"] in KINDS]
    assert len(rows) >= 90
    promised = [row["id"] for row in rows if _promises(row["sentence"], row["doc_date"])]
    assert len(promised) <= SPOKEN_BY_MEMBERS, promised


def _promises(text: str, date: str | None) -> bool:
    day = dt.date.fromisoformat(date) if date else None
    document = Document(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), Metadata(date=day))
    return any(found.duty is Duty.KAMER for found in commitments.read(document).commitments)
