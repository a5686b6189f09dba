"""What does not stand (lapsed, rejected, uncertain, elsewhere in the paper) has no part in what an event is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import db
from commitments.model import EventKind
from tests.db.desk import LATER, NOW, event, promise

if TYPE_CHECKING:
    from tests.db.desk import Desk

REPORT = "Ik stuur uw Kamer het onderzoeksrapport over drones boven waterkeringen."
NAMED = "In mijn brief met nummer kst-39999-1 zegde ik toe het onderzoeksrapport over drones te sturen."
SPOKEN = "Zoals toegezegd stuur ik u het onderzoeksrapport over drones boven waterkeringen."


def linked(desk: Desk, quote: str) -> tuple[int | None, str]:
    """What a paper of 1 March with this sentence is found to be about, and how surely."""
    paper = desk.put("kst-39999-9", "2026-03-01", event(EventKind.FULFILLED, quote))
    db.link_events(desk.database, now=LATER)
    found: tuple[int | None, str] = desk.database.execute(
        "SELECT toezegging_id, zekerheid FROM gebeurtenissen WHERE document_id = ?", [paper]
    ).fetchone()
    return found


@pytest.fixture
def promised(desk: Desk) -> Desk:
    desk.put("kst-39999-1", "2026-01-05", promise(REPORT))
    db.link_events(desk.database, now=NOW)
    return desk


def test_a_promise_that_is_no_longer_found_is_not_what_it_is_about(promised: Desk) -> None:
    promised.database.execute("UPDATE toezeggingen SET vervallen_op = ?", [LATER])
    assert linked(promised, NAMED) == (None, "los")


def test_a_rejected_promise_is_not_what_it_is_about_until_that_is_taken_back(promised: Desk) -> None:
    key = promised.value("SELECT sleutel FROM toezeggingen")
    word = db.Correction(key, "afgewezen", "A. Verzonnen", "2026-02-01", "Geen toezegging.")
    db.book_corrections(promised.database, [word], now=NOW)
    assert linked(promised, NAMED) == (None, "los")
    db.book_corrections(promised.database, [], now=LATER)
    db.link_events(promised.database, now=LATER)
    query = "SELECT toezegging_id, zekerheid FROM gebeurtenissen"
    assert promised.database.execute(query).fetchall() == [(1, "zeker")]


@pytest.mark.parametrize(
    ("days", "certainty", "lapsed", "expected"),
    [
        (("2026-02-01",), "certain", False, "zeker"),
        (("2026-02-01", "2026-04-01"), "certain", False, "zeker"),
        (("2026-04-01",), "certain", False, "kandidaat"),
        (("2026-02-01",), "candidate", False, "kandidaat"),
        (("2026-02-01",), "certain", True, "kandidaat"),
    ],
)
def test_only_what_was_certainly_settled_before_is_no_rival(
    promised: Desk, days: tuple[str, ...], certainty: str, expected: str, *, lapsed: bool
) -> None:
    """Two promises of the same words: which of the two is open decides, else nothing does."""
    promised.put("kst-39999-2", "2026-01-12", promise(REPORT))
    db.link_events(promised.database, now=NOW)
    for day in days:
        promised.later(1, day, kind=EventKind.FULFILLED, certainty=certainty)
    if lapsed:
        promised.database.execute("UPDATE gebeurtenissen SET vervallen_op = ?", [NOW])
    found = linked(promised, SPOKEN)
    assert found[1] == expected
    if expected == "zeker":
        assert found[0] == 2


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("zekerheid = 'zeker'", (1, "zeker")),
        ("zekerheid = 'kandidaat'", (None, "los")),
        ("vervallen_op = '2026-02-02T00:00:00Z'", (None, "los")),
    ],
)
def test_a_number_of_the_register_counts_where_its_link_is_certain_and_holds(
    promised: Desk, change: str, expected: tuple[int | None, str]
) -> None:
    entry = db.RegisterEntry(source="tweede_kamer", number="TZ202601-001", identifier="guid-1", text="Drones")
    db.store_register_entry(promised.database, entry, now=NOW)
    promised.database.execute(
        "INSERT INTO register_koppelingen (register_id, toezegging_id, zekerheid, reden, geboekt_op)"
        " VALUES (1, 1, 'zeker', 'proef', ?)",
        [NOW],
    )
    promised.database.execute(f"UPDATE register_koppelingen SET {change}")  # noqa: S608 - our own words
    assert linked(promised, "Hiermee is toezegging TZ202601-001 afgedaan.") == expected


@pytest.mark.parametrize(("place", "certainty"), [("inside", "kandidaat"), ("behind", "los")])
def test_a_paper_named_elsewhere_in_the_text_is_not_named_in_the_sentence(
    promised: Desk, place: str, certainty: str
) -> None:
    told = event(EventKind.FULFILLED, "Met deze brief doe ik de toezegging hierover gestand.")
    other = event(EventKind.EXPECTATION, "Naar verwachting komt er een tweede haven.")
    paper = promised.put(
        "kst-11111-1", "2026-03-01", told, other, dossiers=("11111",), ministry="FIN", senders=()
    )
    begin = 5 if place == "inside" else len(told.quote) + 5
    promised.database.execute(
        "INSERT INTO verwijzingen (document_id, tekst, begin, eind, doel, gevonden_door)"
        " VALUES (?, 'brief', ?, ?, 'kst-39999-1', 'lezen')",
        [paper, begin, begin + 5],
    )
    db.link_events(promised.database, now=LATER)
    row = "SELECT zekerheid FROM gebeurtenissen WHERE soort = 'afgedaan'"
    assert promised.value(row) == certainty
