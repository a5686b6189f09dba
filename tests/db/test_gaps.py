"""A paper that can't be read holds back what it could answer, for as long as is fair, and nothing else."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

import db
from tests.db.desk import promise, term

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from tests.db.desk import Desk

START = dt.date(2026, 3, 2)
SOURCE = "officiele_bekendmakingen"


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return db.connect(tmp_path / "kw.db", create=True)


def fail(database: Database, day: int, identifier: str = "kst-99999-1", **known: Any) -> None:  # noqa: ANN401
    gap = db.Gap(identifier, "de XML is niet heel", **known)
    db.record_gap(database, SOURCE, gap, today=START + dt.timedelta(days=day))


def rows(database: Database, sql: str) -> list[Any]:
    return database.execute(sql).fetchall()


def test_a_paper_is_waited_for_on_five_different_days(database: Database) -> None:
    for day in (0, 0, 1, 2, 3):
        fail(database, day)
    assert db.waiting_gaps(database, SOURCE) == 1, "five tries on four days"
    fail(database, 4)
    assert db.waiting_gaps(database, SOURCE) == 0
    assert rows(database, "SELECT dagen, vast FROM hiaten") == [(5, 1)]


def test_a_fixed_gap_is_tried_again_each_week(database: Database) -> None:
    for day in range(5):
        fail(database, day)
    last = START + dt.timedelta(days=4)
    assert db.gaps_to_retry(database, SOURCE, today=last + dt.timedelta(days=6)) == {}
    assert list(db.gaps_to_retry(database, SOURCE, today=last + dt.timedelta(days=7))) == ["kst-99999-1"]


def test_a_gap_that_opens_again_starts_counting_again(database: Database) -> None:
    for day in range(5):
        fail(database, day)
    db.close_gap(database, SOURCE, "kst-99999-1", today=START + dt.timedelta(days=6))
    fail(database, 9)
    assert rows(database, "SELECT dagen, vast, opgelost_op FROM hiaten") == [(1, 0, None)]


def test_what_a_source_does_not_have_is_no_gap_in_reading(database: Database) -> None:
    db.record_absent(database, SOURCE, [("kst-11111-1", "verwijzing in kst-99999-9")], today=START)
    assert db.waiting_gaps(database, SOURCE) == 0
    assert rows(database, "SELECT soort, reden FROM hiaten") == [("onvindbaar", "verwijzing in kst-99999-9")]


# What a fixed gap means for silence: a promise of JenV of 5 January in dossier 30821, due through 21 March.

LATE, UNCERTAIN = "verstreken zonder bericht", "nog niet vast te stellen"


def judged(desk: Desk, days: int = 5, **known: Any) -> dict[str, Any]:  # noqa: ANN401
    made = promise(deadline=term("2026-03-21"))
    desk.put("belofte", "2026-01-05", made, dossiers=("30821",))
    desk.put("iets anders", "2026-01-06")
    desk.source("bron", "2026-12-31")
    for day in range(days):
        fail(desk.database, day, **known)
    return desk.state("2026-11-23")


@pytest.mark.parametrize(
    ("known", "state"),
    [
        ({"ministry": "JenV", "date": "2026-02-10"}, UNCERTAIN),
        ({"ministry": "JenV", "date": None}, UNCERTAIN),
        ({"ministry": "JenV", "date": "2026-01-05"}, LATE),  # not later than the promise
        ({"ministry": "JenV", "date": "2026-04-04"}, UNCERTAIN),  # the last day of the waiting time
        ({"ministry": "JenV", "date": "2026-04-05"}, LATE),
        ({"ministry": "BZK", "date": "2026-02-10"}, LATE),
        ({"dossiers": ("99999", "30821"), "date": "2026-02-10"}, UNCERTAIN),
        ({"dossiers": ("3082", "308211"), "date": "2026-02-10"}, LATE),
        ({"date": "2026-02-10"}, LATE),  # neither is known: counted and shown, not held against all
    ],
)
def test_a_fixed_gap_holds_back_only_what_it_could_answer(
    desk: Desk, known: dict[str, Any], state: str
) -> None:
    assert judged(desk, **known)["toestand"] == state


def test_the_state_names_the_paper_that_could_not_be_read(desk: Desk) -> None:
    state = judged(desk, ministry="JenV", date="2026-02-10", title="Voortgang")
    assert state["toestand_tekst"] == (
        "termijn voorbij, nog niet vast te stellen: een stuk dat het antwoord kan zijn, is niet te lezen: “Voortgang”"
    )
    db.close_gap(desk.database, SOURCE, "kst-99999-1", today=START + dt.timedelta(days=9))
    assert desk.state("2026-11-23")["toestand"] == LATE


def test_a_gap_closes_when_its_paper_comes_from_elsewhere(desk: Desk) -> None:
    assert judged(desk, ministry="JenV", date="2026-02-10")["toestand"] == UNCERTAIN
    desk.put("kst-99999-1", "2026-02-10")
    assert db.close_gaps(desk.database, today=START + dt.timedelta(days=9)) == 1
    assert desk.state("2026-11-23")["toestand"] == LATE
