"""Applying links: what waits is placed once, history is kept, and the work grows with what is new."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

import db
from commitments.model import EventKind
from db import linking
from db.links import set_repetition
from tests.db.desk import LATER, NOW, event, promise, reading, term

if TYPE_CHECKING:
    from tests.db.desk import Desk

REPORT = "Ik stuur uw Kamer het onderzoeksrapport over drones boven waterkeringen."
LOOKOUT = "Ik informeer uw Kamer over de bezetting van de kustwachtpost op het eiland."
SAID = "In mijn brief met nummer kst-39999-1 zegde ik toe het onderzoeksrapport over drones te sturen."
DONE = f"{SAID} Met deze brief voldoe ik daaraan."


def first_letter(desk: Desk) -> None:
    desk.put("kst-39999-1", "2026-01-05", promise(REPORT, term("2026-03-01")), promise(LOOKOUT))


def link(desk: Desk) -> db.LinkCounts:
    return db.link_events(desk.database, now=LATER)


def events(desk: Desk) -> list[dict[str, object]]:
    return list(desk.database.query("SELECT * FROM gebeurtenissen WHERE vervallen_op IS NULL ORDER BY id"))


def test_an_event_that_names_its_paper_settles_the_promise(desk: Desk) -> None:
    first_letter(desk)
    desk.put("kst-39999-2", "2026-02-05", event(EventKind.FULFILLED, DONE))
    assert link(desk) == db.LinkCounts(certain=1)
    (row,) = events(desk)
    assert row.items() >= {"toezegging_id": 1, "zekerheid": "zeker", "gekoppeld_op": LATER}.items()
    assert "kst-39999-1" in str(row["reden"])
    assert [desk.state("2026-03-15", number)["toestand"] for number in (1, 2)] == [
        "afgedaan",
        "zonder termijn",
    ]


def test_what_was_placed_does_not_wait_any_more(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    first_letter(desk)
    desk.put("kst-39999-2", "2026-02-05", event(EventKind.FULFILLED, DONE))
    desk.put(
        "kst-39999-3", "2026-02-06", event(EventKind.EXPECTATION, "Naar verwachting komt kst-39999-1 later.")
    )
    assert link(desk) == db.LinkCounts(certain=1, loose=1)

    def loaded(*_: object, **__: object) -> None:
        pytest.fail("promises were loaded while nothing waits")

    monkeypatch.setattr(linking, "_Promises", loaded)
    assert link(desk) == db.LinkCounts()


def test_an_event_about_nothing_known_stays_loose(desk: Desk) -> None:
    first_letter(desk)
    quote = "Zoals toegezegd ontvangt uw Kamer hierbij de begroting van de visafslag."
    desk.put(
        "kst-11111-1", "2026-02-05", event(EventKind.FULFILLED, quote), dossiers=("11111",), ministry="FIN"
    )
    assert link(desk) == db.LinkCounts(loose=1)
    assert desk.state("2026-02-15")["toestand"] == "loopt"


def test_a_postponement_makes_a_rung(desk: Desk) -> None:
    first_letter(desk)
    paper = desk.put("kst-39999-2", "2026-02-05", event(EventKind.POSTPONED, SAID, term("2026-06-30")))
    link(desk)
    rows = desk.database.execute(
        "SELECT volgnummer, aangekondigd_op, ruim, verschoven, document_id FROM termijnen"
        " WHERE toezegging_id = 1"
    )
    assert rows.fetchall() == [
        (1, "2026-01-05", "2026-03-01", None, 1),
        (2, "2026-02-05", "2026-06-30", 121, paper),
    ]
    assert desk.state("2026-04-01")["toestand"] == "uitgesteld"


def test_a_later_promise_that_repeats_with_a_new_date_makes_a_rung(desk: Desk) -> None:
    first_letter(desk)
    again = "Het onderzoeksrapport over drones uit kst-39999-1 stuur ik uw Kamer voor de zomer."
    desk.put("kst-39999-2", "2026-02-05", promise(again, term("2026-07-01")))
    assert link(desk) == db.LinkCounts(repeated=1)
    assert desk.database.execute("SELECT id, herhaalt_id FROM toezeggingen").fetchall() == [
        (1, None),
        (2, None),
        (3, 1),
    ]
    state = desk.state("2026-04-01")
    assert (state["toestand"], state["aantal_uitstel"], state["verschuiving"]) == ("uitgesteld", 1, 122)
    db.withdraw_document(desk.database, "kst-39999-2", LATER)
    assert desk.value("SELECT count(*) FROM termijnen WHERE toezegging_id = 1") == 1


def test_two_promises_of_one_day_do_not_repeat_each_other(desk: Desk) -> None:
    desk.put("kst-39999-1", "2026-01-05", promise(f"{REPORT[:-1]}, zie kst-39999-2.", term("2026-03-01")))
    desk.put("kst-39999-2", "2026-01-05", promise(f"{REPORT[:-1]}, zie kst-39999-1.", term("2026-05-01")))
    assert link(desk) == db.LinkCounts()
    assert desk.value("SELECT count(*) FROM toezeggingen WHERE herhaalt_id IS NOT NULL") == 0


def test_a_repetition_of_a_promise_that_lapsed_waits_anew(desk: Desk) -> None:
    first_letter(desk)
    desk.put("kst-39999-2", "2026-02-05", promise("Het rapport volgt.", term("2026-07-01")))
    set_repetition(desk.database, 3, 1, reason="proef", now=NOW)
    db.withdraw_document(desk.database, "kst-39999-1", LATER)
    row = next(desk.database.query("SELECT * FROM toezeggingen WHERE id = 3"))
    assert (row["herhaalt_id"], row["gekoppeld_op"]) == (None, None)
    changes = desk.database.execute("SELECT oud, nieuw, op FROM wijzigingen WHERE veld = 'herhaalt_id'")
    assert changes.fetchall() == [(None, "1", NOW), ("1", None, LATER)]
    with pytest.raises(KeyError):
        set_repetition(desk.database, 99, 1, reason=None, now=NOW)


def test_a_promise_found_later_draws_the_events_that_were_loose(desk: Desk) -> None:
    desk.put("kst-39999-1", "2026-01-05", promise(LOOKOUT))
    desk.put("kst-39999-2", "2026-02-05", event(EventKind.FULFILLED, DONE))
    link(desk)
    assert events(desk)[0]["zekerheid"] != "zeker"
    first_letter(desk)
    assert link(desk).certain == 1
    row = events(desk)[0]
    assert desk.value("SELECT citaat FROM toezeggingen WHERE id = ?", row["toezegging_id"]) == REPORT


def test_a_changed_event_is_placed_again(desk: Desk) -> None:
    first_letter(desk)
    paper = desk.put("kst-39999-2", "2026-02-05", event(EventKind.POSTPONED, SAID, term("2026-06-30")))
    link(desk)
    db.store_reading(
        desk.database, paper, reading(SAID, event(EventKind.POSTPONED, SAID, term("2026-09-30"))), now=LATER
    )
    assert desk.value("SELECT count(*) FROM termijnen WHERE toezegging_id = 1") == 1
    assert link(desk) == db.LinkCounts(certain=1)
    assert desk.value("SELECT ruim FROM termijnen WHERE toezegging_id = 1 AND volgnummer = 2") == "2026-09-30"


def test_looking_back_at_a_settled_promise_is_no_news_about_another(desk: Desk) -> None:
    """Of the paper that is named only one promise is still open, and it has nothing to do with the event."""
    first_letter(desk)
    desk.put("kst-39999-2", "2026-02-05", event(EventKind.FULFILLED, DONE))
    link(desk)
    desk.put("kst-39999-3", "2026-05-05", event(EventKind.FULFILLED, f"Eerder meldde ik u: {DONE}"))
    link(desk)
    states = [desk.state("2026-06-01", number) for number in (1, 2)]
    assert [state["toestand"] for state in states] == ["afgedaan", "zonder termijn"]
    assert states[0]["afgedaan_op"] == "2026-02-05"


def test_an_undated_paper_gives_candidates_only(desk: Desk) -> None:
    first_letter(desk)
    desk.put("kst-39999-2", None, event(EventKind.FULFILLED, DONE), published=dt.date(2026, 2, 7))
    assert link(desk) == db.LinkCounts(candidate=1)
    assert desk.state("2026-02-07")["toestand"] == "mogelijk afgedaan"


AGAIN = "Het rapport over de drones (Kamerstuk 39 999, nr. 1) komt later dan toegezegd, namelijk in juli."


def delayed(desk: Desk) -> int:
    """A letter whose one sentence delays the promise and promises it again; the row of that promise."""
    first_letter(desk)
    told = event(EventKind.POSTPONED, AGAIN, term("2026-07-31"), "kst-39999-1")
    desk.put("kst-39999-2", "2026-02-05", promise(AGAIN, term("2026-07-31")), told)
    link(desk)
    row = next(desk.database.query("SELECT * FROM toezeggingen WHERE document_id = 2"))
    assert row["herhaalt_id"] == 1
    return int(row["id"])


def test_a_repetition_is_undone_when_its_event_lapses(desk: Desk) -> None:
    row = delayed(desk)
    read = reading(AGAIN, promise(AGAIN, term("2026-07-31")))
    db.store_reading(desk.database, 2, read, now=LATER)
    undone = next(desk.database.query("SELECT * FROM toezeggingen WHERE id = ?", [row]))
    assert (undone["herhaalt_id"], undone["gekoppeld_op"]) == (None, None)
    assert desk.value("SELECT count(*) FROM termijnen WHERE toezegging_id = 1") == 1


def test_a_repetition_is_undone_when_a_person_unlinks_its_event(desk: Desk) -> None:
    row = delayed(desk)
    key = desk.value("SELECT sleutel FROM gebeurtenissen")
    unlinked = db.Correction(key, "ontkoppeld", "A. Verzonnen", "2026-02-06", "Gaat over iets anders.")
    db.book_corrections(desk.database, [unlinked], now=LATER)
    assert desk.value("SELECT herhaalt_id FROM toezeggingen WHERE id = ?", row) is None
