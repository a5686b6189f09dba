"""Each way into a state: the day before, of and after, in winter, in summer and around both clock changes."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import db
from commitments.model import DeadlineKind, EventKind, Strength
from tests.db.desk import LATER, Desk, promise, term
from tests.db.test_stand import BOUNDARIES, near, promised, states

SETTLING = [
    (EventKind.WITHDRAWN, "certain", "vervallen"),
    (EventKind.FULFILLED, "certain", "afgedaan"),
    (EventKind.PARTLY_FULFILLED, "certain", "deels afgedaan"),
    (EventKind.FULFILLED, "candidate", "mogelijk afgedaan"),
]
OPEN: list[tuple[str, dict[str, Any]]] = [
    ("loopt", {"deadline": term("2027-03-29")}),
    ("mogelijk verstreken", {"deadline": term("2027-03-29", "2026-01-06")}),
    ("verstreken zonder bericht", {"deadline": term("2026-01-08")}),
    ("zonder termijn", {"deadline": None}),
    ("wacht op gebeurtenis", {"deadline": term(None, kind=DeadlineKind.EVENT, event="het debat")}),
    ("voorwaardelijk", {"deadline": term("2027-03-29"), "condition": "Indien nodig"}),
    ("voornemen voorbij", {"deadline": term("2026-01-08"), "strength": Strength.INTENDED}),
]


@pytest.mark.parametrize("day", BOUNDARIES)
@pytest.mark.parametrize(("still", "more"), OPEN, ids=[state for state, _ in OPEN])
def test_every_open_state_ends_on_the_day_of_what_came_of_it(
    tmp_path_factory: pytest.TempPathFactory, day: str, still: str, more: dict[str, Any]
) -> None:
    desk = Desk(tmp_path_factory.mktemp("grens"))
    desk.source("bron", "2027-12-31")
    for number, _ in enumerate(SETTLING, 1):
        desk.put(f"belofte-{number}", "2026-01-05", promise(**more))
    desk.put("iets anders", "2026-01-06")
    for number, (kind, certainty, _) in enumerate(SETTLING, 1):
        desk.later(number, day, kind=kind, certainty=certainty)
    for number, (_, _, settled) in enumerate(SETTLING, 1):
        seen = [desk.state(near(day, days), number)["toestand"] for days in (-1, 0, 1)]
        assert seen == [still, settled, settled]
    desk.database.close()


@pytest.mark.parametrize("end", BOUNDARIES)
@pytest.mark.parametrize("strength", [Strength.INTENDED, Strength.EXPECTED])
def test_an_intention_passes_the_day_after_its_generous_end(desk: Desk, end: str, strength: Strength) -> None:
    promised(desk, term(end, near(end, -20)), strength=strength)
    assert states(desk, near(end, -20)) == ["loopt", "loopt", "mogelijk verstreken"]
    assert states(desk, end) == ["mogelijk verstreken", "mogelijk verstreken", "voornemen voorbij"]


@pytest.mark.parametrize("day", BOUNDARIES)
@pytest.mark.parametrize("kind", ["afgedaan", "vervallen"])
def test_a_persons_word_counts_from_the_day_it_is_about(desk: Desk, day: str, kind: str) -> None:
    promised(desk, term("2027-03-29"))
    key = desk.value("SELECT sleutel FROM toezeggingen")
    word = db.Correction(key, kind, "A. Verzonnen", "2027-01-01", "Nagelezen.", {"datum": day})
    db.book_corrections(desk.database, [word], now=LATER)
    assert states(desk, day) == ["loopt", kind, kind]


@pytest.mark.parametrize("day", BOUNDARIES)
def test_a_promise_is_followed_from_the_day_it_was_made(desk: Desk, day: str) -> None:
    promised(desk, term("2027-03-29"), date=day)
    days = [dt.date.fromisoformat(near(day, days)) for days in (-1, 0, 1)]
    assert [bool(db.state_on(desk.database, on)) for on in days] == [False, True, True]


@pytest.mark.parametrize("day", BOUNDARIES)
def test_a_term_that_becomes_known_ends_the_waiting_for_an_event(desk: Desk, day: str) -> None:
    promised(desk, term(None, kind=DeadlineKind.EVENT, event="het debat"))
    desk.later(1, day, kind=EventKind.POSTPONED, deadline=term(near(day, 30)))
    assert states(desk, day) == ["wacht op gebeurtenis", "loopt", "loopt"]
    firsts = [desk.state(near(day, days))["eerste_ruim"] for days in (-1, 0)]
    assert firsts == [None, near(day, 30)]
