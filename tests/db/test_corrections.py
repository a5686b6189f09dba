"""People's corrections win over the machine, survive another reading, and are undone when taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import db
from commitments.model import EventKind
from db.corrections import _contradict
from db.links import set_repetition
from tests.db.desk import LATER, NOW, event, paper, promise, reading, term

if TYPE_CHECKING:
    from tests.db.desk import Desk

DONE = "Met deze brief ga ik in op de proef met het meldpunt."
OTHER = "Ik stuur uw Kamer voor de zomer het rapport over de haven."


def book(desk: Desk, *corrections: db.Correction, now: str = LATER) -> db.Booked:
    booked = db.book_corrections(desk.database, corrections, now=now)
    db.link_events(desk.database, now=now)
    return booked


def correction(target: str, kind: str, **value: str) -> db.Correction:
    return db.Correction(target, kind, "A. Verzonnen", "2026-02-01", "Nagelezen in het stuk.", value)


def key(desk: Desk, table: str, row: int = 1) -> str:
    found: str = desk.value(f"SELECT sleutel FROM {table} WHERE id = ?", row)  # noqa: S608 - own words
    return found


@pytest.fixture
def promised(desk: Desk) -> Desk:
    """A promise that ended in silence, and one about a harbour in the same letter."""
    desk.source("bron", "2026-12-31")
    desk.put("kst-39999-1", "2026-01-05", promise(deadline=term("2026-03-01")), promise(OTHER))
    desk.put("kst-39999-2", "2026-02-05")
    db.link_events(desk.database, now=NOW)
    assert desk.state("2026-11-23")["toestand"] == "verstreken zonder bericht"
    return desk


def test_a_rejected_promise_is_no_longer_followed(promised: Desk) -> None:
    rejected = correction(key(promised, "toezeggingen"), "afgewezen")
    assert book(promised, rejected).new == 1
    with pytest.raises(StopIteration):
        promised.state("2026-11-23")
    assert book(promised).undone == 1
    assert promised.state("2026-11-23")["toestand"] == "verstreken zonder bericht"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("afgedaan", "afgedaan op 20 februari 2026, op tijd, vastgesteld door A. Verzonnen"),
        ("vervallen", "vervallen op 20 februari 2026, vastgesteld door A. Verzonnen"),
    ],
)
def test_a_person_settles_a_promise(promised: Desk, kind: str, text: str) -> None:
    settled = correction(key(promised, "toezeggingen"), kind, datum="2026-02-20", stuk="kst-39999-2")
    book(promised, settled)
    state = promised.state("2026-11-23")
    assert (state["toestand"], state["toestand_tekst"], state[f"{kind}_door"]) == (kind, text, 2)
    assert promised.state("2026-02-19")["toestand"] == "loopt"
    assert promised.state("2026-02-20")["toestand"] == kind


def test_a_person_goes_before_the_machine(promised: Desk) -> None:
    promised.later(1, "2026-02-10", kind=EventKind.WITHDRAWN)
    assert promised.state("2026-11-23")["toestand"] == "vervallen"
    book(promised, correction(key(promised, "toezeggingen"), "afgedaan", datum="2026-04-02"))
    assert promised.state("2026-11-23")["toestand_tekst"].startswith(
        "afgedaan op 2 april 2026, 32 dagen te laat"
    )
    assert promised.state("2026-04-01")["toestand"] == "vervallen"


def test_a_persons_withdrawal_leaves_no_fulfilment_standing(promised: Desk) -> None:
    promised.later(1, "2026-02-10", kind=EventKind.FULFILLED)
    book(promised, correction(key(promised, "toezeggingen"), "vervallen", datum="2026-02-20"))
    state = promised.state("2026-11-23")
    assert (state["toestand"], state["afgedaan_op"], state["afgedaan_door"]) == ("vervallen", None, None)


def test_a_corrected_term_stands_before_what_was_read(promised: Desk) -> None:
    book(promised, correction(key(promised, "toezeggingen"), "termijn", ruim="2026-12-31", tekst="voor 2027"))
    state = promised.state("2026-11-23")
    assert (state["toestand"], state["termijn_ruim"], state["eerste_ruim"]) == (
        "loopt",
        "2026-12-31",
        "2026-12-31",
    )
    ladder = "SELECT volgnummer, ruim FROM termijnen WHERE toezegging_id = 1 ORDER BY 1"
    assert promised.database.execute(ladder).fetchall() == [(0, "2026-03-01"), (1, "2026-12-31")]
    read_again(promised, promise(deadline=term("2026-04-01")), promise(OTHER))
    assert promised.state("2026-11-23")["termijn_ruim"] == "2026-12-31"
    book(promised)
    assert promised.database.execute(ladder).fetchall() == [(1, "2026-04-01")]
    assert promised.state("2026-11-23")["toestand"] == "verstreken zonder bericht"


def test_a_repetition_of_what_a_person_corrected_is_no_news(promised: Desk) -> None:
    book(promised, correction(key(promised, "toezeggingen"), "termijn", ruim="2026-12-31"))
    promised.later(1, "2026-02-10", kind=EventKind.REPEATED, deadline=term("2026-03-01"))
    state = promised.state("2026-11-23")
    assert (state["toestand"], state["termijn_ruim"]) == ("loopt", "2026-12-31")
    promised.later(1, "2026-02-11", kind=EventKind.REPEATED, deadline=term("2026-06-01"))
    assert promised.state("2026-11-23")["termijn_ruim"] == "2026-06-01", "another term is news"


def test_a_term_announced_later_is_a_rung(promised: Desk) -> None:
    later = correction(
        key(promised, "toezeggingen"), "termijn", ruim="2026-12-31", aangekondigd_op="2026-02-15"
    )
    book(promised, later)
    state = promised.state("2026-11-23")
    assert (state["toestand"], state["aantal_uitstel"], state["verschuiving"]) == ("uitgesteld", 1, 305)
    assert promised.state("2026-02-14")["termijn_ruim"] == "2026-03-01"


def read_again(desk: Desk, *items: object, extra: str = "", now: str = LATER) -> None:
    text = "\n\n".join(item.quote for item in items) + extra  # type: ignore[attr-defined]
    stored = desk.store("kst-39999-1", paper(text, "2026-01-05"), now=now)
    db.store_reading(desk.database, stored.id, reading(text, *items), now=now)  # type: ignore[arg-type]


def test_a_confirmed_promise_stays_when_a_rule_no_longer_finds_it(promised: Desk) -> None:
    book(promised, correction(key(promised, "toezeggingen"), "bevestigd"))
    quote = promised.value("SELECT citaat FROM toezeggingen WHERE id = 1")
    read_again(promised, promise(OTHER), extra=f"\n\n{quote}")
    row = next(promised.database.query("SELECT * FROM toezeggingen WHERE id = 1"))
    assert row["vervallen_op"] is None
    assert (
        promised.value(
            "SELECT substr(tekst, ? + 1, ?) FROM documenten WHERE id = 1", row["begin"], len(quote)
        )
        == quote
    )
    read_again(promised, promise(OTHER), extra="\n\nZij is nu geschrapt.")
    assert promised.value("SELECT vervallen_op FROM toezeggingen WHERE id = 1") == LATER


@pytest.fixture
def answered(promised: Desk) -> Desk:
    promised.put("kst-39999-3", "2026-02-20", event(EventKind.FULFILLED, DONE))
    db.link_events(promised.database, now=NOW)
    return promised


def link(desk: Desk) -> tuple[object, ...]:
    row = desk.database.execute("SELECT toezegging_id, zekerheid FROM gebeurtenissen WHERE id = 1").fetchone()
    return tuple(row)


def test_a_person_links_and_unlinks_an_event(answered: Desk) -> None:
    before = link(answered)
    first, other = key(answered, "toezeggingen"), key(answered, "toezeggingen", 2)
    linked = correction(key(answered, "gebeurtenissen"), "gekoppeld", toezegging=first)
    book(answered, linked)
    assert link(answered) == (1, "zeker")
    assert answered.state("2026-11-23")["toestand"] == "afgedaan"
    book(answered, correction(key(answered, "gebeurtenissen"), "gekoppeld", toezegging=other))
    assert link(answered) == (2, "zeker")
    book(answered, correction(key(answered, "gebeurtenissen"), "ontkoppeld"))
    assert link(answered) == (None, "los")
    book(answered)
    assert link(answered) == before


def test_linking_again_and_reading_again_leave_a_persons_link_alone(answered: Desk) -> None:
    other = key(answered, "toezeggingen", 2)
    book(answered, correction(key(answered, "gebeurtenissen"), "gekoppeld", toezegging=other))
    answered.database.execute("UPDATE gebeurtenissen SET gekoppeld_op = NULL")
    db.link_events(answered.database, now=LATER)
    assert link(answered) == (2, "zeker")
    read_again(
        answered, promise(deadline=term("2026-03-02")), promise(OTHER), promise("Ik stuur u de kaart.")
    )
    db.link_events(answered.database, now=LATER)
    assert link(answered) == (2, "zeker")


def test_a_correction_follows_its_sentence_when_the_event_is_read_anew(answered: Desk) -> None:
    linked = correction(
        key(answered, "gebeurtenissen"), "gekoppeld", toezegging=key(answered, "toezeggingen")
    )
    book(answered, linked)
    changed = reading(DONE, event(EventKind.PARTLY_FULFILLED, DONE))
    db.store_reading(answered.database, 3, changed, now=LATER)
    assert book(answered, linked).misfits == ()
    assert answered.state("2026-11-23")["toestand"] == "deels afgedaan"


def test_a_candidate_is_confirmed(promised: Desk) -> None:
    promised.later(1, "2026-02-20", kind=EventKind.FULFILLED, certainty="candidate")
    assert promised.state("2026-11-23")["toestand"] == "mogelijk afgedaan"
    book(promised, correction(key(promised, "gebeurtenissen"), "bevestigd"))
    assert promised.state("2026-11-23")["toestand"] == "afgedaan"


def test_what_no_longer_fits_is_kept_and_reported(answered: Desk) -> None:
    unknown = correction("tz-aaaaaaaaaa", "bevestigd")
    gone = correction(key(answered, "toezeggingen"), "afgedaan", datum="2026-04-02")
    assert [why for _, why in book(answered, unknown, gone).misfits] == [
        "er is geen toezegging tz-aaaaaaaaaa"
    ]
    read_again(answered, promise(OTHER))
    booked = book(answered, unknown, gone)
    assert [why for _, why in booked.misfits] == [
        "er is geen toezegging tz-aaaaaaaaaa",
        f"toezegging {gone.target} wordt niet meer gevonden sinds 2026-02-03",
    ]
    assert db.booked_corrections(answered.database) == [unknown, gone]
    rows = answered.database.execute(
        "SELECT toegepast, melding IS NULL FROM correcties WHERE vervallen_op IS NULL"
    )
    assert rows.fetchall() == [(0, 0), (0, 0)]


def test_the_same_file_twice_changes_nothing(answered: Desk) -> None:
    corrections = (
        correction(key(answered, "toezeggingen"), "termijn", ruim="2026-12-31"),
        correction(key(answered, "toezeggingen"), "weerwoord", tekst="De brief is onderweg."),
        correction(key(answered, "gebeurtenissen"), "ontkoppeld"),
    )
    assert book(answered, *corrections).new == 3
    before = list(answered.database.conn.iterdump())
    assert book(answered, *corrections, now="2026-05-05T05:05:05Z") == db.Booked(unchanged=3)
    assert list(answered.database.conn.iterdump()) == before


def test_the_pages_see_who_checked_and_the_reply(promised: Desk) -> None:
    target = key(promised, "toezeggingen")
    reply = correction(target, "weerwoord", tekst="De brief is onderweg.")
    book(promised, reply)
    columns = "SELECT nagekeken_door, nagekeken_op, weerwoord FROM overzicht WHERE id = 1"
    assert promised.database.execute(columns).fetchone() == (None, None, "De brief is onderweg.")
    book(promised, reply, correction(target, "bevestigd"))
    assert promised.database.execute(columns).fetchone() == (
        "A. Verzonnen",
        "2026-02-01",
        "De brief is onderweg.",
    )


def test_history_of_corrections_is_kept(promised: Desk) -> None:
    settled = correction(key(promised, "toezeggingen"), "afgedaan", datum="2026-02-20")
    book(promised, settled)
    book(promised)
    book(promised, settled, now="2026-05-05T05:05:05Z")
    rows = promised.database.execute("SELECT geboekt_op, vervallen_op FROM correcties ORDER BY id").fetchall()
    assert rows == [(LATER, LATER), ("2026-05-05T05:05:05Z", None)]


def test_two_people_who_contradict_each_other_are_told_so(answered: Desk) -> None:
    """Different kinds for one event: the latest holds, the other is reported, and stays so."""
    event = answered.value("SELECT sleutel FROM gebeurtenissen")
    promise_key = answered.value("SELECT sleutel FROM toezeggingen ORDER BY id LIMIT 1")
    said = [
        db.Correction(event, "gekoppeld", "A. Verzonnen", "2026-10-01", "Een.", {"toezegging": promise_key}),
        db.Correction(event, "ontkoppeld", "B. Bedacht", "2026-10-02", "Twee."),
    ]
    for _ in range(2):
        booked = db.book_corrections(answered.database, said, now=LATER)
        ((loser, why),) = booked.misfits
        assert loser.by == "A. Verzonnen"
        assert why == (
            "gekoppeld spreekt ontkoppeld van B. Bedacht (2026-10-02) over dezelfde gebeurtenis tegen;"
            " de laatste geldt, haal er een weg"
        )
        assert answered.value("SELECT zekerheid FROM gebeurtenissen") == "los"
    db.book_corrections(answered.database, said[:1], now=LATER)
    assert answered.value("SELECT zekerheid FROM gebeurtenissen") == "zeker"


def test_a_promise_cannot_be_rejected_and_settled(promised: Desk) -> None:
    key = promised.value("SELECT sleutel FROM toezeggingen")
    said = [
        db.Correction(key, "afgewezen", "A. Verzonnen", "2026-10-02", "Een."),
        db.Correction(key, "afgedaan", "B. Bedacht", "2026-10-01", "Twee.", {"datum": "2026-03-03"}),
        db.Correction(key, "weerwoord", "C. Woord", "2026-10-01", "Drie.", {"tekst": "Het is klaar."}),
    ]
    booked = db.book_corrections(promised.database, said, now=LATER)
    assert [loser.by for loser, _ in booked.misfits] == ["B. Bedacht"]


CONTRADICTING = [
    ("bevestigd", "afgewezen"),
    ("bevestigd", "ontkoppeld"),
    ("bevestigd", "gekoppeld"),
    ("gekoppeld", "ontkoppeld"),
    ("gekoppeld", "afgewezen"),
    ("afgedaan", "vervallen"),
    ("afgedaan", "afgewezen"),
    ("vervallen", "afgewezen"),
    ("termijn", "afgewezen"),
]
AGREEING = [
    ("bevestigd", "termijn"),
    ("bevestigd", "afgedaan"),
    ("termijn", "afgedaan"),
    ("termijn", "vervallen"),
    ("weerwoord", "afgewezen"),
    ("weerwoord", "afgedaan"),
    ("afgewezen", "afgewezen"),
]


@pytest.mark.parametrize(("one", "other"), [*CONTRADICTING, *AGREEING])
def test_which_words_of_two_people_cannot_both_be_true(one: str, other: str) -> None:
    pair = (correction("tz-a", one), correction("tz-a", other))
    assert [_contradict(*pair), _contradict(*reversed(pair))] == [(one, other) in CONTRADICTING] * 2


@pytest.mark.parametrize(
    ("kind", "one", "other", "contradict"),
    [
        ("gekoppeld", {"toezegging": "tz-a"}, {"toezegging": "tz-a"}, False),
        ("gekoppeld", {"toezegging": "tz-a"}, {"toezegging": "tz-b"}, True),
        ("afgedaan", {"datum": "2026-02-01"}, {"datum": "2026-02-01"}, False),
        ("afgedaan", {"datum": "2026-02-01"}, {"datum": "2026-02-02"}, True),
        ("vervallen", {"datum": "2026-02-01"}, {"datum": "2026-02-02"}, True),
        ("termijn", {"ruim": "2026-02-01"}, {"ruim": "2026-02-01"}, False),
        ("termijn", {"ruim": "2026-02-01"}, {"ruim": "2026-02-02"}, True),
        ("termijn", {"ruim": "2026-02-01"}, {"ruim": "2026-02-02", "aangekondigd_op": "2026-01-09"}, False),
    ],
)
def test_the_same_word_twice_contradicts_where_it_says_something_else(
    kind: str, one: dict[str, str], other: dict[str, str], *, contradict: bool
) -> None:
    assert _contradict(correction("tz-a", kind, **one), correction("tz-a", kind, **other)) is contradict


@pytest.mark.parametrize(
    ("kind", "value", "state"),
    [
        ("afgedaan", {"datum": "2026-02-20"}, "afgedaan"),
        ("vervallen", {"datum": "2026-02-20"}, "vervallen"),
        ("termijn", {"ruim": "2026-12-31", "aangekondigd_op": "2026-02-10"}, "uitgesteld"),
        ("weerwoord", {"tekst": "Zo is het niet."}, "verstreken zonder bericht"),
        ("afgewezen", {}, "verstreken zonder bericht"),
    ],
)
def test_a_word_about_a_repetition_is_about_what_it_repeats_save_that_it_is_none(
    promised: Desk, kind: str, value: dict[str, str], state: str
) -> None:
    promised.put("kst-39999-3", "2026-02-10", promise(deadline=term("2026-03-01")))
    set_repetition(promised.database, 3, 1, reason="proef", now=NOW)
    book(promised, correction(key(promised, "toezeggingen", 3), kind, **value))
    assert promised.state("2026-11-23")["toestand"] == state
    about = 3 if kind == "afgewezen" else 1
    assert promised.value("SELECT toezegging_id FROM correcties") == about
