"""Every state, and every pair of neighbours at the day before, the day of and the day after the boundary."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

import db
from commitments.model import DeadlineKind, Duty, EventKind, Strength
from db.links import set_repetition
from tests.db.desk import NOW, promise, term

if TYPE_CHECKING:
    from commitments.model import Deadline
    from tests.db.desk import Desk

# The clocks go forward on 29 March 2026 and back on 25 October 2026: boundaries lie on and around both.
BOUNDARIES = [
    "2026-03-28",
    "2026-03-29",
    "2026-03-30",
    "2026-07-15",
    "2026-10-24",
    "2026-10-25",
    "2026-12-31",
]


def near(day: str, days: int) -> str:
    return (dt.date.fromisoformat(day) + dt.timedelta(days=days)).isoformat()


def states(desk: Desk, boundary: str) -> list[str]:
    """The states on the day before, the day of, and the day after."""
    return [desk.state(near(boundary, days))["toestand"] for days in (-1, 0, 1)]


def promised(
    desk: Desk,
    deadline: Deadline | None = None,
    date: str = "2026-01-05",
    *,
    heard: bool = True,
    **more: Any,  # noqa: ANN401 - whatever a promise has
) -> None:
    """A promise; with ``heard`` its ministry is read again on the next day, about something else."""
    desk.put("belofte", date, promise(deadline=deadline, **more))
    if heard:
        desk.put("iets anders", near(date, 1))


@pytest.mark.parametrize("strict", BOUNDARIES)
def test_runs_through_the_strict_day_then_possibly_passed(desk: Desk, strict: str) -> None:
    promised(desk, term(near(strict, 20), strict))
    assert states(desk, strict) == ["loopt", "loopt", "mogelijk verstreken"]


@pytest.mark.parametrize("generous", BOUNDARIES)
def test_possibly_passed_through_the_generous_day_then_not_yet_certain(desk: Desk, generous: str) -> None:
    desk.source("bron", near(generous, 60))
    promised(desk, term(generous, near(generous, -20)))
    assert states(desk, generous) == [
        "mogelijk verstreken",
        "mogelijk verstreken",
        "nog niet vast te stellen",
    ]


@pytest.mark.parametrize("end", BOUNDARIES)
def test_one_day_for_both_readings_goes_from_running_to_not_yet_certain(desk: Desk, end: str) -> None:
    promised(desk, term(end))
    assert states(desk, end) == ["loopt", "loopt", "nog niet vast te stellen"]


@pytest.mark.parametrize("end", BOUNDARIES)
def test_silence_is_certain_from_the_last_day_of_the_waiting_time(desk: Desk, end: str) -> None:
    desk.source("bron", near(end, 60))
    promised(desk, term(end))
    assert states(desk, near(end, 14)) == [
        "nog niet vast te stellen",
        "verstreken zonder bericht",
        "verstreken zonder bericht",
    ]


@pytest.mark.parametrize(
    ("read", "expected"),
    [(13, "nog niet vast te stellen"), (14, "verstreken zonder bericht"), (15, "verstreken zonder bericht")],
)
def test_silence_is_certain_once_every_source_is_read_through_the_waiting_time(
    desk: Desk, read: int, expected: str
) -> None:
    end = "2026-03-20"
    desk.source("ver", near(end, 60))
    desk.source("nabij", near(end, read))
    promised(desk, term(end))
    assert desk.state("2026-06-01")["toestand"] == expected


@pytest.mark.parametrize(
    ("sources", "reason"),
    [
        ({}, "er wordt geen bron gevolgd waarin het antwoord kan staan"),
        ({"een": "2026-12-31", "twee": None}, "nog niet alle bronnen zijn volledig gelezen"),
        (
            {"een": "2026-12-31", "twee": "2026-04-03"},
            "de bronnen zijn gelezen t/m 3 april 2026, nodig is t/m 4 april 2026",
        ),
    ],
)
def test_silence_is_never_claimed_over_what_was_not_read(
    desk: Desk, sources: dict[str, str | None], reason: str
) -> None:
    for name, until in sources.items():
        desk.source(name, until)
    promised(desk, term("2026-03-21"))
    state = desk.state("2026-11-23")
    assert state["toestand"] == "nog niet vast te stellen"
    assert state["toestand_tekst"] == f"termijn voorbij, nog niet vast te stellen: {reason}"


def test_on_the_last_day_of_the_waiting_time_only_the_reading_is_missing(desk: Desk) -> None:
    desk.source("bron", "2026-04-03")
    promised(desk, term("2026-03-21"))
    assert desk.state("2026-04-03")["toestand_tekst"].endswith(
        "de wachttijd van 14 dagen loopt t/m 4 april 2026"
    )
    assert desk.state("2026-04-04")["toestand_tekst"].endswith(
        "gelezen t/m 3 april 2026, nodig is t/m 4 april 2026"
    )


def silent(desk: Desk) -> dict[str, Any]:
    """The state long after the term of a promise that nothing was found about; its source is read."""
    desk.source("bron", "2026-12-31")
    return desk.state("2026-11-23")


def test_silence_is_not_claimed_while_no_later_paper_of_the_ministry_was_read(desk: Desk) -> None:
    promised(desk, term("2026-03-21"), heard=False)
    desk.put("zelfde dag", "2026-01-05")
    desk.put("ander ministerie", "2026-02-01", ministry="BZK", senders=())
    desk.put("zonder datum", None)
    desk.put("na de dag", "2026-11-24")
    state = silent(desk)
    assert (state["toestand"], state["gelezen_stukken"]) == ("nog niet vast te stellen", 0)
    assert state["toestand_tekst"] == (
        "termijn voorbij, nog niet vast te stellen: van dit ministerie is geen later stuk gelezen"
    )
    desk.put("op de dag", "2026-11-23")
    assert silent(desk)["toestand"] == "verstreken zonder bericht"


def test_silence_is_not_claimed_while_the_only_later_paper_was_withdrawn(desk: Desk) -> None:
    promised(desk, term("2026-03-21"))
    assert silent(desk)["toestand"] == "verstreken zonder bericht"
    db.withdraw_document(desk.database, "iets anders", "2026-03-04T00:00:00Z")
    assert silent(desk)["toestand"] == "nog niet vast te stellen"


def test_silence_is_not_claimed_of_an_unknown_ministry(desk: Desk) -> None:
    desk.put(
        "belofte",
        "2026-01-05",
        promise(deadline=term("2026-03-21"), promiser=None),
        ministry=None,
        senders=(),
    )
    desk.put("later", "2026-02-05", ministry=None, senders=())
    desk.put("later van een ministerie", "2026-02-06")
    state = silent(desk)
    assert (state["toestand"], state["gelezen_stukken"]) == ("nog niet vast te stellen", 0)
    assert state["toestand_tekst"] == (
        "termijn voorbij, nog niet vast te stellen: het ministerie is niet bekend"
    )


def test_a_repetition_is_followed_at_what_it_repeats(desk: Desk) -> None:
    promised(desk, term("2026-03-21"))
    desk.put("herhaling", "2026-02-05", promise(deadline=term("2026-05-01")))
    both = [row["toezegging_id"] for row in db.state_on(desk.database, dt.date(2026, 11, 23))]
    assert both == [1, 2]
    set_repetition(desk.database, 2, 1, reason="proef", now=NOW)
    desk.source("bron", "2026-12-31")
    (state,) = db.state_on(desk.database, dt.date(2026, 11, 23))
    assert (state["toezegging_id"], state["toestand"]) == (1, "verstreken zonder bericht")
    assert (state["termijn_ruim"], state["aantal_uitstel"]) == ("2026-05-01", 1)
    set_repetition(desk.database, 2, None, reason=None, now=NOW)
    assert len(db.state_on(desk.database, dt.date(2026, 11, 23))) == 2


def test_the_waiting_time_is_a_setting(desk: Desk) -> None:
    desk.source("bron", "2026-12-31")
    desk.database.execute("UPDATE instellingen SET waarde = '3' WHERE naam = 'wachttijd'")
    promised(desk, term("2026-03-28"))
    assert states(desk, "2026-03-31") == [
        "nog niet vast te stellen",
        "verstreken zonder bericht",
        "verstreken zonder bericht",
    ]
    assert desk.state("2026-03-30")["toestand_tekst"].endswith(
        "de wachttijd van 3 dagen loopt t/m 31 maart 2026"
    )


SETTLED = [
    (EventKind.WITHDRAWN, "certain", "vervallen"),
    (EventKind.FULFILLED, "certain", "afgedaan"),
    (EventKind.PARTLY_FULFILLED, "certain", "deels afgedaan"),
    (EventKind.FULFILLED, "candidate", "mogelijk afgedaan"),
    (EventKind.PARTLY_FULFILLED, "candidate", "mogelijk afgedaan"),
    (EventKind.WITHDRAWN, "candidate", "mogelijk afgedaan"),
]
OPEN: list[tuple[str, dict[str, Any], str]] = [
    ("2026-02-01", {"deadline": term("2026-03-29")}, "loopt"),
    ("2026-03-27", {"deadline": term("2026-04-20", "2026-03-20")}, "mogelijk verstreken"),
    ("2026-03-27", {"deadline": term("2026-03-20")}, "nog niet vast te stellen"),
    ("2026-06-01", {"deadline": term("2026-03-20")}, "verstreken zonder bericht"),
    ("2026-06-01", {"deadline": None}, "zonder termijn"),
    ("2026-06-01", {"deadline": term(None, kind=DeadlineKind.VAGUE)}, "zonder termijn"),
    (
        "2026-06-01",
        {"deadline": term(None, kind=DeadlineKind.EVENT, event="het debat")},
        "wacht op gebeurtenis",
    ),
    ("2026-06-01", {"deadline": term("2026-03-20"), "condition": "Indien nodig"}, "voorwaardelijk"),
    ("2026-06-01", {"deadline": term("2026-03-20"), "strength": Strength.INTENDED}, "voornemen voorbij"),
    ("2026-06-01", {"deadline": term("2026-03-20"), "strength": Strength.EXPECTED}, "voornemen voorbij"),
]


@pytest.mark.parametrize("outcome", SETTLED)
@pytest.mark.parametrize("still_open", OPEN)
def test_what_came_of_it_wins_from_its_own_day_on(
    desk: Desk, outcome: tuple[EventKind, str, str], still_open: tuple[str, dict[str, Any], str]
) -> None:
    kind, certainty, settled = outcome
    on, more, still = still_open
    desk.source("bron", "2026-12-31")
    promised(desk, **more)
    desk.later(1, on, kind=kind, certainty=certainty)
    assert desk.state(near(on, -1))["toestand"] == still
    assert [desk.state(near(on, days))["toestand"] for days in (0, 1)] == [settled] * 2


def test_what_came_of_it_is_ranked(desk: Desk) -> None:
    promised(desk, term("2026-06-30"))
    for number, (kind, certainty, _) in enumerate(reversed(SETTLED[:4])):
        desk.later(1, f"2026-02-{number + 1:02d}", kind=kind, certainty=certainty)
    seen = [desk.state(f"2026-02-{number:02d}")["toestand"] for number in range(1, 5)]
    assert seen == ["mogelijk afgedaan", "deels afgedaan", "afgedaan", "vervallen"]


@pytest.mark.parametrize(
    ("done", "text", "days"),
    [
        ("2026-03-28", "afgedaan op 28 maart 2026, op tijd", -21),
        ("2026-03-29", "afgedaan op 29 maart 2026, op tijd, na de strikte lezing", -20),
        ("2026-04-18", "afgedaan op 18 april 2026, op tijd, na de strikte lezing", 0),
        ("2026-04-19", "afgedaan op 19 april 2026, 1 dag te laat", 1),
        ("2026-04-30", "afgedaan op 30 april 2026, 12 dagen te laat", 12),
    ],
)
def test_fulfilment_is_held_against_both_readings(desk: Desk, done: str, text: str, days: int) -> None:
    promised(desk, term("2026-04-18", "2026-03-28"))
    paper = desk.later(1, done, kind=EventKind.FULFILLED)
    state = desk.state("2026-12-01")
    assert (state["toestand_tekst"], state["dagen"]) == (text, days)
    assert (state["afgedaan_op"], state["afgedaan_door"]) == (done, paper)


def test_fulfilment_is_held_against_the_term_of_that_time(desk: Desk) -> None:
    promised(desk, term("2026-03-31"))
    desk.later(1, "2026-03-20", kind=EventKind.POSTPONED, deadline=term("2026-06-30"))
    desk.later(1, "2026-07-02", kind=EventKind.FULFILLED)
    desk.later(1, "2026-08-01", kind=EventKind.POSTPONED, deadline=term("2026-12-31"))
    state = desk.state("2026-12-01")
    assert state["toestand_tekst"] == "afgedaan op 2 juli 2026, 2 dagen te laat (na 1× uitstel)"
    assert (state["termijn_ruim"], state["eerste_ruim"], state["verschuiving"]) == (
        "2026-06-30",
        "2026-03-31",
        91,
    )


@pytest.mark.parametrize("first_end", BOUNDARIES)
def test_postponed_from_the_day_after_the_first_term(desk: Desk, first_end: str) -> None:
    promised(desk, term(first_end))
    desk.later(1, near(first_end, -10), kind=EventKind.POSTPONED, deadline=term(near(first_end, 30)))
    assert states(desk, first_end) == ["loopt", "loopt", "uitgesteld"]
    assert desk.state(near(first_end, -11))["termijn_ruim"] == first_end


@pytest.mark.parametrize("new_end", BOUNDARIES)
def test_postponed_through_the_generous_day_of_the_new_term(desk: Desk, new_end: str) -> None:
    desk.source("bron", near(new_end, 60))
    promised(desk, term("2026-02-01"))
    desk.later(1, "2026-01-25", kind=EventKind.POSTPONED, deadline=term(new_end, near(new_end, -5)))
    assert states(desk, new_end) == ["uitgesteld", "uitgesteld", "nog niet vast te stellen"]
    assert states(desk, near(new_end, 14))[1] == "verstreken zonder bericht"


def test_a_term_announced_too_late_undoes_the_silence(desk: Desk) -> None:
    desk.source("bron", "2026-12-31")
    promised(desk, term("2026-03-01"))
    desk.later(
        1, "2026-05-01", kind=EventKind.POSTPONED, deadline=term("2026-09-30", text="in het derde kwartaal")
    )
    assert desk.state("2026-04-30")["toestand"] == "verstreken zonder bericht"
    state = desk.state("2026-05-01")
    assert state["toestand"] == "uitgesteld"
    assert state["toestand_tekst"] == (
        "oorspronkelijke termijn verstreken, uitstel gemeld (1×, 213 dagen), nieuwe termijn"
        " “in het derde kwartaal”, t/m 30 september 2026"
    )


def test_the_slip_is_counted_over_the_whole_ladder(desk: Desk) -> None:
    desk.source("bron", "2026-12-31")
    promised(desk, term("2026-03-01"))
    desk.later(1, "2026-02-20", kind=EventKind.POSTPONED, deadline=term("2026-05-01"))
    desk.later(1, "2026-04-20", kind=EventKind.REPEATED, deadline=term("2026-05-01"))
    desk.later(1, "2026-04-25", kind=EventKind.REPEATED, deadline=term("2026-06-01"))
    desk.later(1, "2026-04-26", kind=EventKind.REPEATED, deadline=term(None, kind=DeadlineKind.VAGUE))
    state = desk.state("2026-07-01")
    assert state["toestand"] == "verstreken zonder bericht"
    assert (state["aantal_uitstel"], state["verschuiving"], state["termijn_ruim"]) == (2, 92, "2026-06-01")
    assert state["toestand_tekst"].startswith(
        "termijn verstreken (na 2× uitstel), geen afdoening gevonden in "
    )


def test_an_uncertain_postponement_stands_in_the_way_of_a_verdict(desk: Desk) -> None:
    desk.source("bron", "2026-12-31")
    promised(desk, term("2026-03-01"))
    paper = desk.later(
        1, "2026-02-20", kind=EventKind.POSTPONED, certainty="candidate", deadline=term("2026-06-15")
    )
    assert states(desk, "2026-06-15") == [
        "nog niet vast te stellen",
        "nog niet vast te stellen",
        "verstreken zonder bericht",
    ]
    state = desk.state("2026-06-15")
    assert state["mogelijk_door"] == paper
    assert state["toestand_tekst"].endswith("nog niet vast te stellen: mogelijk is uitstel gemeld")
    assert (state["aantal_uitstel"], state["termijn_ruim"]) == (0, "2026-03-01")


@pytest.mark.parametrize("generous", BOUNDARIES)
@pytest.mark.parametrize("strength", [Strength.INTENDED, Strength.EXPECTED])
def test_an_intention_is_never_called_passed_without_word(
    desk: Desk, generous: str, strength: Strength
) -> None:
    desk.source("bron", near(generous, 90))
    promised(desk, term(generous, near(generous, -5)), strength=strength)
    assert states(desk, generous) == ["mogelijk verstreken", "mogelijk verstreken", "voornemen voorbij"]
    assert desk.state(near(generous, 60))["toestand"] == "voornemen voorbij"


def test_a_policy_act_has_no_state_towards_the_kamer(desk: Desk) -> None:
    promised(desk, term("2026-03-01"), duty=Duty.POLICY)
    assert db.state_on(desk.database, dt.date(2026, 6, 1)) == []


def test_a_promise_does_not_exist_before_its_paper(desk: Desk) -> None:
    promised(desk, term("2026-03-01"), date="2026-01-05")
    assert db.state_on(desk.database, dt.date(2026, 1, 4)) == []
    assert desk.state("2026-01-05")["toestand"] == "loopt"


def test_papers_searched_are_those_of_the_ministry_between_promise_and_day(desk: Desk) -> None:
    desk.source("bron", "2026-12-31")
    promised(desk, term("2026-03-01"), date="2026-01-05", heard=False)
    desk.put("eerder", "2025-11-05")
    desk.put("dag eerder", "2026-01-04")
    desk.put("zelfde dag", "2026-01-05")
    desk.put("dag later", "2026-01-06")
    desk.put("ander ministerie", "2026-02-01", ministry="BZK", senders=())
    desk.put("op de dag", "2026-06-01")
    desk.put("na de dag", "2026-06-02")
    desk.put("ingetrokken", "2026-03-03")
    db.withdraw_document(desk.database, "ingetrokken", "2026-03-04T00:00:00Z")
    state = desk.state("2026-06-01")
    assert state["gelezen_stukken"] == 2
    assert (
        state["toestand_tekst"] == "termijn verstreken, geen afdoening gevonden in 2 gelezen latere stukken"
    )
    assert desk.state("2026-05-31")["toestand_tekst"].endswith("in 1 gelezen later stuk")


@pytest.mark.parametrize(
    ("on", "more", "text"),
    [
        ("2026-03-02", {"deadline": term("2026-03-29")}, "nog 27 dagen"),
        ("2026-03-28", {"deadline": term("2026-03-29")}, "nog 1 dag"),
        ("2026-03-29", {"deadline": term("2026-03-29")}, "vandaag is de laatste dag"),
        (
            "2026-12-01",
            {"deadline": term("2026-12-20", "2026-11-30")},
            "mogelijk verstreken (ruim gelezen t/m 20 december 2026)",
        ),
        ("2026-01-06", {}, "open, zonder termijn (leeftijd 1 dag)"),
        ("2026-02-04", {}, "open, zonder termijn (leeftijd 30 dagen)"),
        (
            "2026-02-04",
            {"deadline": term(None, kind=DeadlineKind.EVENT, event="het debat over de proef")},
            "wacht op het debat over de proef, sinds 30 dagen",
        ),
        (
            "2026-02-04",
            {"condition": "Indien de proef slaagt"},
            "voorwaardelijk: wacht op “Indien de proef slaagt”",
        ),
        (
            "2026-06-01",
            {"deadline": term("2026-03-20"), "strength": Strength.INTENDED},
            "voorgenomen termijn voorbij, geen afdoening gevonden in 0 gelezen latere stukken",
        ),
        (
            "2026-06-01",
            {"deadline": term("2026-03-20"), "strength": Strength.EXPECTED},
            "verwachte termijn voorbij, geen afdoening gevonden in 0 gelezen latere stukken",
        ),
    ],
)
def test_the_line_that_is_shown(desk: Desk, on: str, more: dict[str, Any], text: str) -> None:
    promised(desk, heard=False, **more)
    assert desk.state(on)["toestand_tekst"] == text


def test_the_line_after_partial_fulfilment_says_what_remains(desk: Desk) -> None:
    promised(desk, term("2026-06-30"))
    desk.later(1, "2026-05-05", kind=EventKind.PARTLY_FULFILLED)
    assert (
        desk.state("2026-06-20")["toestand_tekst"] == "deels afgedaan op 5 mei 2026; wat rest: nog 10 dagen"
    )


def test_the_line_of_a_candidate_points_at_the_paper(desk: Desk) -> None:
    promised(desk, term("2026-06-30"))
    paper = desk.later(1, "2026-08-05", kind=EventKind.FULFILLED, certainty="candidate")
    state = desk.state("2026-08-20")
    assert state["toestand_tekst"] == "mogelijk afgedaan: zie het stuk van 5 augustus 2026"
    assert state["mogelijk_door"] == paper


def test_the_line_of_a_withdrawal_has_its_source(desk: Desk) -> None:
    promised(desk, term("2026-06-30"))
    paper = desk.later(1, "2026-10-25", kind=EventKind.WITHDRAWN)
    state = desk.state("2026-10-25")
    assert state["toestand_tekst"] == "vervallen op 25 oktober 2026"
    assert (state["vervallen_op"], state["vervallen_door"]) == ("2026-10-25", paper)


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_its_dutch_name(desk: Desk, month: int) -> None:
    names = [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ]
    promised(desk, date="2025-12-01")
    desk.later(1, f"2026-{month:02d}-09", kind=EventKind.FULFILLED)
    assert desk.state("2027-01-01")["toestand_tekst"] == f"afgedaan op 9 {names[month - 1]} 2026"


def test_an_undated_paper_cannot_fulfil_with_certainty(desk: Desk) -> None:
    promised(desk, term("2026-06-30"))
    desk.later(1, None, kind=EventKind.FULFILLED, certainty="certain")
    assert desk.state("2026-06-01")["toestand"] == "mogelijk afgedaan"


def test_the_term_of_an_undated_paper_is_shown_without_its_age(desk: Desk) -> None:
    waits = term(None, kind=DeadlineKind.EVENT, event="het debat", text="na het debat")
    desk.put("belofte", None, promise(deadline=waits))
    state = desk.state("2026-06-01")
    assert (state["termijn_tekst"], state["toestand_tekst"]) == ("na het debat", "wacht op het debat")


def test_promises_do_not_share_events_or_terms(desk: Desk) -> None:
    desk.source("bron", "2026-12-31")
    desk.put(
        "beloften",
        "2026-01-05",
        promise("Ik stuur uw Kamer het eerste stuk.", term("2026-03-01")),
        promise("Ik stuur uw Kamer het tweede stuk.", term("2026-04-01")),
        promise("Ik stuur uw Kamer het derde stuk."),
    )
    desk.later(1, "2026-02-01", kind=EventKind.REPEATED, deadline=term("2026-05-01"))
    desk.later(2, "2026-02-02", kind=EventKind.REPEATED)
    desk.later(3, "2026-02-03", kind=EventKind.FULFILLED)
    seen = [desk.state("2026-02-10", number) for number in (1, 2, 3)]
    assert [state["toestand"] for state in seen] == ["loopt", "loopt", "afgedaan"]
    assert [state["aantal_uitstel"] for state in seen] == [1, 0, 0]
    assert [state["eerste_ruim"] for state in seen] == ["2026-03-01", "2026-04-01", None]
    assert [state["termijn_ruim"] for state in seen] == ["2026-05-01", "2026-04-01", None]


def test_a_term_brought_forward_is_no_postponement(desk: Desk) -> None:
    promised(desk, term("2026-06-01"))
    desk.later(1, "2026-02-01", kind=EventKind.REPEATED, deadline=term("2026-04-01"))
    state = desk.state("2026-02-01")
    assert (state["aantal_uitstel"], state["verschuiving"], state["termijn_ruim"]) == (0, -61, "2026-04-01")


def test_the_first_term_is_known_on_the_day_of_the_letter(desk: Desk) -> None:
    promised(desk, term("2026-06-01"))
    desk.later(1, "2026-02-01", kind=EventKind.POSTPONED, deadline=term("2026-08-01"))
    states_then = [desk.state(on) for on in ("2026-01-05", "2026-02-01")]
    assert [(state["eerste_ruim"], state["termijn_ruim"]) for state in states_then] == [
        ("2026-06-01", "2026-06-01"),
        ("2026-06-01", "2026-08-01"),
    ]


def test_the_latest_part_that_was_fulfilled_is_shown(desk: Desk) -> None:
    promised(desk, term("2026-06-30"))
    for date in ("2026-02-05", "2026-05-05", "2026-03-05"):
        desk.later(1, date, kind=EventKind.PARTLY_FULFILLED)
    assert desk.state("2026-06-20")["toestand_tekst"].startswith("deels afgedaan op 5 mei 2026")
    assert desk.state("2026-04-20")["toestand_tekst"].startswith("deels afgedaan op 5 maart 2026")


def test_an_uncertain_postponement_counts_from_its_own_day(desk: Desk) -> None:
    desk.source("bron", "2026-12-31")
    promised(desk, term("2026-03-01"))
    papers = [
        desk.later(1, date, kind=EventKind.POSTPONED, certainty="candidate", deadline=term("2026-09-15"))
        for date in ("2026-05-01", "2026-06-01")
    ]
    assert states(desk, "2026-05-01") == [
        "verstreken zonder bericht",
        "nog niet vast te stellen",
        "nog niet vast te stellen",
    ]
    assert [desk.state(on)["mogelijk_door"] for on in ("2026-05-31", "2026-06-01")] == papers


@pytest.mark.parametrize("certainty", ["certain", "candidate"])
@pytest.mark.parametrize("old", ["2026-03-01", "2026-02-15"])
def test_a_postponement_that_names_the_old_term_only_has_no_new_one(
    desk: Desk, certainty: str, old: str
) -> None:
    """ "Voor de zomer is niet langer haalbaar": the term in that sentence is the one that falls."""
    desk.source("bron", "2026-12-31")
    promised(desk, term("2026-03-01"))
    desk.later(1, "2026-02-10", kind=EventKind.POSTPONED, certainty=certainty, deadline=term(old))
    state = desk.state("2026-06-01")
    assert (state["termijn_ruim"], state["verschuiving"]) == ("2026-03-01", 0)
    if certainty == "certain":
        assert state["toestand_tekst"].startswith(
            "termijn verstreken (na 1× uitstel), geen afdoening gevonden"
        )
    else:
        assert state["toestand"] == "nog niet vast te stellen"


@pytest.mark.parametrize("kind", [EventKind.REPEATED, EventKind.POSTPONED, EventKind.CORRECTED])
def test_a_term_that_had_passed_when_it_was_named_is_no_new_one(desk: Desk, kind: EventKind) -> None:
    promised(desk, term("2026-03-01"))
    desk.later(1, "2026-06-02", kind=kind, deadline=term("2026-06-01"))
    assert desk.state("2026-06-02")["termijn_ruim"] == "2026-03-01"
    desk.later(1, "2026-06-03", kind=kind, deadline=term("2026-06-03"))
    assert desk.state("2026-06-03")["termijn_ruim"] == "2026-06-03"


def test_an_uncertain_look_back_at_a_passed_term_stands_in_the_way(desk: Desk) -> None:
    desk.source("bron", "2026-12-31")
    promised(desk, term("2026-03-01"))
    desk.later(1, "2026-05-10", kind=EventKind.POSTPONED, certainty="candidate", deadline=term("2026-05-09"))
    assert desk.state("2026-06-01")["toestand"] == "nog niet vast te stellen"


def test_a_postponement_is_counted_from_its_own_day(desk: Desk) -> None:
    promised(desk, term("2026-03-01"))
    desk.later(1, "2026-02-10", kind=EventKind.POSTPONED)
    desk.later(1, "2026-02-20", kind=EventKind.REPEATED, deadline=term("2026-05-01"))
    counted = [desk.state(f"2026-02-{number}")["aantal_uitstel"] for number in ("09", "10", "19", "20")]
    assert counted == [0, 1, 1, 2]
