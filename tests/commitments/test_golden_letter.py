"""The letter of 4 June 2026: three promises to the Kamer, a delay, an expectation, nothing of the past."""

from __future__ import annotations

import pytest

import commitments
from commitments.events import BARE
from commitments.model import Duty, EventKind, Strength
from extract import read_file
from tests.shared import shared


@pytest.mark.parametrize("name", ["kamerbrief-7607801.md", "kamerbrief-7607801.pdf"])
def test_golden_letter(name: str) -> None:
    reading = commitments.read(read_file(shared("samples", "kamerbrief-7607801", name)))
    owed = [c for c in reading.commitments if c.duty is Duty.KAMER]
    terms = [c.deadline.text.lower() if c.deadline else None for c in owed]
    assert terms == ["in het najaar", "in het najaar", "uiterlijk in het najaar"]
    colleagues, follow_up, timetable = owed
    assert colleagues.on_behalf is not None
    assert colleagues.on_behalf.startswith("mijn collega's van Binnenlandse Zaken")
    assert colleagues.on_behalf.endswith("Onderwijs, Cultuur en Wetenschap")
    assert follow_up.subject is not None
    assert "opvolging van de evaluatie" in follow_up.subject
    assert timetable.strength is Strength.EXPLICIT
    assert timetable.subject is not None
    assert "aangepast tijdsplan" in timetable.subject
    # What the letter itself delivers serves linking only; nothing else in it keeps a promise.
    told = {e.kind: e.quote for e in reading.events if BARE.isdisjoint(e.rules)}
    assert "niet langer realistisch" in told[EventKind.POSTPONED]
    assert "risicoanalyse" in told[EventKind.EXPECTATION]
    assert EventKind.FULFILLED not in told
    assert not [c for c in reading.commitments if "geïnformeerd" in c.quote and "17 oktober" in c.quote]
