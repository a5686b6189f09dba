"""What no longer holds, or was said after the fact, has no part in a state; of equals the first or the last word counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import db
from commitments.model import EventKind
from tests.db.desk import LATER, promise, term

if TYPE_CHECKING:
    from commitments.model import Deadline
    from tests.db.desk import Desk

DAY = "2026-11-23"
OVERDUE = "verstreken zonder bericht"


@pytest.fixture
def silent(desk: Desk) -> Desk:
    """A promise of 5 January, due through 21 March, of which nothing was heard."""
    desk.source("bron", "2026-12-31")
    desk.put("belofte", "2026-01-05", promise(deadline=term("2026-03-21")))
    desk.put("iets anders", "2026-01-06")
    assert desk.state(DAY)["toestand"] == OVERDUE
    return desk


@pytest.mark.parametrize(
    ("kind", "certainty", "deadline", "state"),
    [
        (EventKind.WITHDRAWN, "certain", None, "vervallen"),
        (EventKind.FULFILLED, "certain", None, "afgedaan"),
        (EventKind.PARTLY_FULFILLED, "certain", None, "deels afgedaan"),
        (EventKind.FULFILLED, "candidate", None, "mogelijk afgedaan"),
        (EventKind.POSTPONED, "candidate", term("2026-12-31"), "nog niet vast te stellen"),
        (EventKind.POSTPONED, "candidate", None, "nog niet vast te stellen"),
        (EventKind.MADE, "certain", None, "nog niet vast te stellen"),
        (EventKind.MADE, "candidate", None, "nog niet vast te stellen"),
    ],
)
def test_a_sentence_that_is_no_longer_found_weighs_no_more(
    silent: Desk, kind: EventKind, certainty: str, deadline: Deadline | None, state: str
) -> None:
    silent.later(1, "2026-02-10", kind=kind, certainty=certainty, deadline=deadline)
    assert silent.state(DAY)["toestand"] == state
    silent.database.execute("UPDATE gebeurtenissen SET vervallen_op = ?", [LATER])
    assert silent.state(DAY)["toestand"] == OVERDUE


def test_a_postponement_that_is_no_longer_found_is_not_counted(silent: Desk) -> None:
    silent.later(1, "2026-02-10", kind=EventKind.POSTPONED)
    assert silent.state(DAY)["aantal_uitstel"] == 1
    silent.database.execute("UPDATE gebeurtenissen SET vervallen_op = ?", [LATER])
    assert silent.state(DAY)["aantal_uitstel"] == 0


@pytest.mark.parametrize(
    ("kind", "certainty", "column"),
    [
        (EventKind.WITHDRAWN, "certain", "vervallen_door"),
        (EventKind.FULFILLED, "certain", "afgedaan_door"),
        (EventKind.FULFILLED, "candidate", "mogelijk_door"),
    ],
)
def test_the_first_paper_that_says_so_is_named(
    silent: Desk, kind: EventKind, certainty: str, column: str
) -> None:
    silent.later(1, "2026-06-02", kind=kind, certainty=certainty)
    first = silent.later(1, "2026-06-01", kind=kind, certainty=certainty)
    silent.later(1, "2026-06-03", kind=kind, certainty=certainty)
    state = silent.state(DAY)
    assert state[column] == first
    assert "1 juni 2026" in state["toestand_tekst"]


def said(
    desk: Desk, kind: str, day: str, *, by: str = "A. Verzonnen", on: str = "2026-07-01"
) -> db.Correction:
    key = desk.value("SELECT sleutel FROM toezeggingen")
    return db.Correction(key, kind, by, on, "Nagelezen.", {"datum": day})


def test_a_persons_word_that_was_taken_back_weighs_no_more(silent: Desk) -> None:
    db.book_corrections(silent.database, [said(silent, "afgedaan", "2026-04-01")], now=LATER)
    assert silent.state(DAY)["toestand"] == "afgedaan"
    db.book_corrections(silent.database, [], now=LATER)
    assert silent.state(DAY)["toestand"] == OVERDUE


def test_of_two_people_on_one_day_the_first_in_the_file_counts(silent: Desk) -> None:
    words = [said(silent, "afgedaan", "2026-04-01"), said(silent, "vervallen", "2026-04-01")]
    db.book_corrections(silent.database, words, now=LATER)
    assert silent.state(DAY)["toestand"] == "afgedaan"


def test_of_two_people_who_agree_the_last_is_named(silent: Desk) -> None:
    words = [
        said(silent, "afgedaan", "2026-04-01", by="B. Verzonnen", on="2026-07-02"),
        said(silent, "afgedaan", "2026-04-01"),
    ]
    db.book_corrections(silent.database, words, now=LATER)
    assert silent.state(DAY)["toestand_tekst"].endswith("vastgesteld door B. Verzonnen")


def test_what_is_announced_after_a_person_settled_it_changes_nothing(silent: Desk) -> None:
    db.book_corrections(silent.database, [said(silent, "afgedaan", "2026-04-01")], now=LATER)
    silent.later(1, "2026-04-10", kind=EventKind.POSTPONED, deadline=term("2026-06-30"))
    state = silent.state(DAY)
    assert (state["aantal_uitstel"], state["termijn_ruim"], state["dagen"]) == (0, "2026-03-21", 11)


def test_an_uncertain_day_says_how_long_is_waited(silent: Desk) -> None:
    silent.database.execute("UPDATE termijnen SET zeker = 0")
    assert silent.state("2026-04-17")["toestand_tekst"].endswith(
        "de wachttijd van 28 dagen loopt t/m 18 april 2026"
    )
    assert silent.state("2026-04-18")["toestand"] == OVERDUE
