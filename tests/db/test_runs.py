"""Runs, their failures, and how far each source has been read."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

import pytest

import db
from tests.db.desk import LATER, NOW

if TYPE_CHECKING:
    from tests.db.desk import Desk


def test_a_run_is_written_down(desk: Desk) -> None:
    run = db.start_run(desk.database, "koop", NOW)
    assert desk.value("SELECT uitslag FROM verversingen") == "bezig"
    db.record_failure(desk.database, run, url="https://proef.example/1", message="Antwoordt niet.", now=NOW)
    db.record_failure(desk.database, run, url="https://proef.example/1", message="Weer niet.", now=LATER)
    counts = db.RunCounts(
        requests=9,
        new=5,
        changed=4,
        unchanged=3,
        withdrawn=2,
        failed=1,
        seconds=12.34,
        missed=("Te weinig.", "Te leeg."),
    )
    db.finish_run(desk.database, run, db.Outcome.ERRORS, counts, message="1 mislukt.", now=LATER)
    assert next(desk.database.query("SELECT * FROM verversingen")) == {
        "id": run,
        "bron": "koop",
        "begonnen_op": NOW,
        "klaar_op": LATER,
        "uitslag": "fouten",
        "verzoeken": 9,
        "nieuw": 5,
        "gewijzigd": 4,
        "ongewijzigd": 3,
        "ingetrokken": 2,
        "mislukt": 1,
        "melding": "1 mislukt.",
        "duur": 12.3,
        "afwijkingen": "Te weinig.\nTe leeg.",
    }
    failures = desk.database.execute("SELECT verversing_id, url, melding, op FROM mislukkingen").fetchall()
    assert failures == [(run, "https://proef.example/1", "Weer niet.", LATER)]


def test_a_killed_run_is_recognised_at_the_next_start_of_its_source(desk: Desk) -> None:
    for source in ("koop", "tk", "koop"):
        db.start_run(desk.database, source, NOW)
    rows = desk.database.execute("SELECT bron, uitslag, melding FROM verversingen ORDER BY id").fetchall()
    assert rows == [
        ("koop", "afgebroken", "Gestopt voor het einde."),
        ("tk", "bezig", None),
        ("koop", "bezig", None),
    ]


def test_an_unknown_run_cannot_be_finished(desk: Desk) -> None:
    with pytest.raises(KeyError):
        db.finish_run(desk.database, 7, db.Outcome.GOOD, db.RunCounts(), now=NOW)


def test_how_far_a_source_is_read(desk: Desk) -> None:
    assert db.source_state(desk.database, "koop") is None
    state = db.SourceState("Officiële bekendmakingen", None, "2026-01-05T10:00:00Z")
    db.set_source_state(desk.database, "koop", state)
    assert db.source_state(desk.database, "koop") == state
    read = dataclasses.replace(state, read_until=dt.date(2026, 1, 5))
    db.set_source_state(desk.database, "koop", read)
    assert db.source_state(desk.database, "koop") == read
    assert desk.value("SELECT count(*) FROM bronnen") == 1
