"""The registers joined: which entry is which found promise, the lists that gives, and what it does to a state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import db
from commitments.model import EventKind
from extract.document import Sender
from tests.db.desk import LATER, NOW, event, paper, promise, term

if TYPE_CHECKING:
    from tests.db.desk import Desk

HELP = "Ik zeg toe dat ik de Kamer voor de zomer informeer over het meldpunt voor weerbare havens."
WASTE = "Ik stuur de Kamer in het najaar de cijfers over bootafval in jachthavens."
DEBATE, DAY = "h-tk-20252026-9901-3", "2026-01-20"


def enter(desk: Desk, number: str, text: str, **more: object) -> None:
    values = {
        "status": "Openstaand",
        "created": DAY,
        "ministry": "Ministerie van Justitie en Veiligheid",
        **more,
    }
    now = str(values.pop("now", NOW))
    db.store_register_entry(
        desk.database,
        db.RegisterEntry(
            source="tweede_kamer", number=number, identifier=f"guid-{number}", text=text, **values
        ),  # type: ignore[arg-type]
        now=now,
    )


def links(desk: Desk) -> dict[str, tuple[int, str]]:
    rows = desk.database.execute(
        "SELECT r.nummer, k.toezegging_id, k.zekerheid FROM register_koppelingen k"
        " JOIN register r ON r.id = k.register_id WHERE k.vervallen_op IS NULL ORDER BY 1"
    )
    return {number: (promised, sure) for number, promised, sure in rows.fetchall()}


@pytest.fixture
def debated(desk: Desk) -> Desk:
    desk.put(
        DEBATE,
        DAY,
        promise(HELP, term("2026-06-20"), subject=""),
        promise(WASTE, term("2026-11-30"), subject=""),
    )
    return desk


def test_an_entry_is_recognised_by_its_day_and_words(debated: Desk) -> None:
    enter(
        debated,
        "TZ202601-001",
        "De minister zegt toe de Kamer te informeren over het meldpunt voor weerbare havens.",
    )
    enter(debated, "TZ202601-002", "De minister stuurt de cijfers over bootafval in jachthavens.")
    enter(debated, "TZ202601-003", "De minister onderzoekt de opvang van zeehonden.")
    assert db.match_register(debated.database, now=NOW) == 2
    assert links(debated) == {"TZ202601-001": (1, "zeker"), "TZ202601-002": (2, "zeker")}


def test_another_day_or_another_ministry_is_another_promise(debated: Desk) -> None:
    enter(debated, "TZ202601-001", HELP, created="2026-01-21")
    enter(debated, "TZ202601-002", HELP, ministry="Ministerie van Defensie")
    assert db.match_register(debated.database, now=NOW) == 0


def test_two_entries_for_one_promise_are_not_both_certain(debated: Desk) -> None:
    enter(debated, "TZ202601-001", "De minister informeert de Kamer over het meldpunt voor weerbare havens.")
    enter(debated, "TZ202601-002", "De minister informeert de Kamer over het meldpunt.")
    db.match_register(debated.database, now=NOW)
    assert links(debated) == {"TZ202601-001": (1, "zeker"), "TZ202601-002": (1, "kandidaat")}


def test_a_letter_soon_after_is_a_candidate_at_most(desk: Desk) -> None:
    desk.put("kst-39999-4", "2026-02-10", promise(HELP, subject=""))
    enter(desk, "TZ202601-001", HELP)
    db.match_register(desk.database, now=NOW)
    assert links(desk) == {"TZ202601-001": (1, "kandidaat")}


def test_only_what_waits_is_compared(debated: Desk) -> None:
    enter(debated, "TZ202601-001", HELP)
    assert db.match_register(debated.database, now=NOW) == 1
    assert db.match_register(debated.database, now=LATER) == 0
    assert debated.value("SELECT vergeleken_op FROM register_vergeleken") in {NOW, LATER}


def test_a_promise_found_later_is_recognised_then(desk: Desk) -> None:
    enter(desk, "TZ202601-001", HELP)
    assert db.match_register(desk.database, now=NOW) == 0
    desk.put(DEBATE, DAY, promise(HELP, subject=""))
    assert db.match_register(desk.database, now=LATER) == 1


def test_a_link_that_no_longer_holds_is_closed_not_lost(debated: Desk) -> None:
    enter(debated, "TZ202601-001", HELP)
    db.match_register(debated.database, now=NOW)
    db.withdraw_document(debated.database, DEBATE, LATER)
    assert db.match_register(debated.database, now=LATER) == 1
    rows = debated.database.execute("SELECT geboekt_op, vervallen_op FROM register_koppelingen").fetchall()
    assert rows == [(NOW, LATER)]


def settle_entry(desk: Desk, number: str, **more: object) -> None:
    enter(desk, number, HELP, status="Afgedaan", updated="2026-09-01T00:00:00Z", **more)
    db.match_register(desk.database, now=LATER)


def silent(desk: Desk) -> Desk:
    desk.source("bron", "2026-12-31")
    desk.put("later", "2026-02-05")
    return desk


def test_what_the_register_calls_settled_is_never_called_silent(debated: Desk) -> None:
    silent(debated)
    assert debated.state("2026-11-23")["toestand"] == "verstreken zonder bericht"
    settle_entry(debated, "TZ202601-001")
    state = debated.state("2026-11-23")
    assert state["toestand"] == "mogelijk afgedaan"
    assert state["toestand_tekst"] == (
        "mogelijk afgedaan: het register van de Tweede Kamer (TZ202601-001) meldt dit"
    )


def test_an_uncertain_match_only_keeps_silence_from_being_certain(desk: Desk) -> None:
    desk.put("kst-39999-4", "2026-02-10", promise(HELP, term("2026-06-20"), subject=""))
    desk.source("bron", "2026-12-31")
    desk.put("later", "2026-03-05")
    settle_entry(desk, "TZ202601-001")
    state = desk.state("2026-11-23")
    assert state["toestand"] == "nog niet vast te stellen"
    assert state["toestand_tekst"].endswith(
        "mogelijk staat zij als “afgedaan” in het register van de Tweede Kamer (TZ202601-001)"
    )


def test_a_certain_link_goes_before_an_uncertain_one(debated: Desk) -> None:
    silent(debated)
    about = "De minister informeert de Kamer over het meldpunt"
    for number, text in (("TZ202601-001", f"{about}."), ("TZ202601-002", f"{about} voor weerbare havens.")):
        enter(debated, number, text, status="Afgedaan", updated="2026-09-01T00:00:00Z")
    db.match_register(debated.database, now=LATER)
    assert links(debated) == {"TZ202601-001": (1, "kandidaat"), "TZ202601-002": (1, "zeker")}
    assert debated.state("2026-11-23")["toestand_tekst"] == (
        "mogelijk afgedaan: het register van de Tweede Kamer (TZ202601-002) meldt dit"
    )


def letter(desk: Desk, number: str, day: str, *, removed: bool = False) -> None:
    desk.database.execute(
        "INSERT INTO kamerdocumenten (identificatie, nummer, datum, verwijderd) VALUES (?, ?, ?, ?)",
        [f"guid-{number}", number, day, int(removed)],
    )


@pytest.mark.parametrize(
    ("status", "sure", "state"),
    [
        ("Afgedaan", "zeker", "afgedaan"),
        ("Afgedaan", "kandidaat", "nog niet vast te stellen"),
        ("Deels Afgedaan", "zeker", "nog niet vast te stellen"),
        ("Vervallen", "zeker", "mogelijk afgedaan"),
        ("Openstaand", "zeker", "verstreken zonder bericht"),
    ],
)
def test_a_letter_settles_only_what_is_surely_linked_and_called_done(
    debated: Desk, status: str, sure: str, state: str
) -> None:
    silent(debated)
    letter(debated, "2026D90001", "2026-06-10")
    enter(
        debated, "TZ202601-001", HELP, status=status, letters=("2026D90001",), updated="2026-09-01T00:00:00Z"
    )
    db.match_register(debated.database, now=LATER)
    debated.database.execute("UPDATE register_koppelingen SET zekerheid = ?", [sure])
    assert debated.state("2026-11-23")["toestand"] == state


def test_the_first_letter_that_was_not_removed_settles_it(debated: Desk) -> None:
    silent(debated)
    letter(debated, "2026D90001", "2026-06-08", removed=True)
    letter(debated, "2026D90002", "2026-06-25")
    letter(debated, "2026D90003", "2026-06-19")
    settle_entry(debated, "TZ202601-001", letters=("2026D90001", "2026D90002", "2026D90003"))
    assert debated.state("2026-11-23")["afgedaan_op"] == "2026-06-19"


def test_what_is_announced_after_that_letter_changes_nothing(debated: Desk) -> None:
    silent(debated)
    letter(debated, "2026D90001", "2026-06-25")
    settle_entry(debated, "TZ202601-001", letters=("2026D90001",))
    debated.later(1, "2026-07-10", kind=EventKind.POSTPONED, deadline=term("2026-12-31"))
    state = debated.state("2026-11-23")
    assert (state["aantal_uitstel"], state["termijn_ruim"], state["dagen"]) == (0, "2026-06-20", 5)


def test_of_two_entries_the_one_that_says_most_counts(debated: Desk) -> None:
    silent(debated)
    for number, status in (("TZ202601-001", "Deels Afgedaan"), ("TZ202601-002", "Vervallen")):
        enter(debated, number, "Zonder woorden.", status=status, updated="2026-09-01T00:00:00Z")
    debated.database.execute(
        "INSERT INTO register_koppelingen (register_id, toezegging_id, zekerheid, reden, geboekt_op)"
        " SELECT id, 1, 'zeker', 'proef', ? FROM register",
        [LATER],
    )
    assert debated.state("2026-11-23")["toestand_tekst"].startswith("mogelijk vervallen: het register")


def test_a_link_that_was_closed_weighs_no_more(debated: Desk) -> None:
    silent(debated)
    settle_entry(debated, "TZ202601-001")
    debated.database.execute("UPDATE register_koppelingen SET vervallen_op = ?", [LATER])
    assert debated.state("2026-11-23")["toestand"] == "verstreken zonder bericht"


def test_an_entry_that_the_register_removed_weighs_no_more(debated: Desk) -> None:
    silent(debated)
    settle_entry(debated, "TZ202601-001")
    debated.database.execute("UPDATE register SET verwijderd = 1")
    assert debated.state("2026-11-23")["toestand"] == "verstreken zonder bericht"


def test_with_its_letter_the_register_settles_it_on_the_day_of_that_letter(debated: Desk) -> None:
    silent(debated)
    debated.database.execute(
        "INSERT INTO kamerdocumenten (identificatie, nummer, datum, document_id) VALUES"
        " ('guid-brief', '2026D90001', '2026-06-25', 2)"
    )
    settle_entry(debated, "TZ202601-001", letters=("2026D90001",))
    state = debated.state("2026-11-23")
    assert (state["toestand"], state["afgedaan_op"], state["afgedaan_door"]) == ("afgedaan", "2026-06-25", 2)
    assert state["toestand_tekst"] == (
        "afgedaan op 25 juni 2026, 5 dagen te laat, volgens het register van de Tweede Kamer (TZ202601-001)"
    )
    assert debated.state("2026-06-24")["toestand"] == "nog niet vast te stellen"


def test_a_letter_that_names_the_number_is_about_that_promise(debated: Desk) -> None:
    enter(debated, "TZ202601-001", HELP)
    db.match_register(debated.database, now=NOW)
    debated.put(
        "kst-11111-9",
        "2026-06-25",
        event(EventKind.FULFILLED, "Hiermee is toezegging TZ202601-001 afgedaan."),
        dossiers=("11111",),
    )
    db.link_events(debated.database, now=LATER)
    assert debated.state("2026-11-23")["toestand"] == "afgedaan"
    assert debated.value("SELECT reden FROM gebeurtenissen") == (
        "Het stuk van 25 juni 2026 noemt toezegging TZ202601-001 uit het register."
    )


def test_the_lists_that_only_the_join_can_give(debated: Desk) -> None:
    debated.put(
        "kst-39999-8", "2026-01-08", promise("Ik stuur de Kamer het plan voor de vaargeul.", subject="")
    )
    enter(debated, "TZ202601-001", HELP)
    enter(
        debated,
        "TZ202601-002",
        "De minister stuurt de cijfers over bootafval in jachthavens.",
        status="Afgedaan",
    )
    db.match_register(debated.database, now=NOW)
    debated.later(1, "2026-06-01", kind=EventKind.FULFILLED)

    def listed(view: str, column: str) -> list[str]:
        rows = debated.database.execute(f"SELECT {column} FROM {view} ORDER BY 1").fetchall()  # noqa: S608
        return [row[0] for row in rows]

    assert listed("register_open_brief_klaar", "nummer") == ["TZ202601-001"]
    assert listed("register_klaar_geen_brief", "nummer") == ["TZ202601-002"]
    assert "kst-39999-8" in listed("alleen_brief", "document")
    assert debated.value("SELECT count(*) FROM register_stand") == 2


def test_one_office_holder_under_two_spellings(desk: Desk) -> None:
    def signed(key: str, name: str) -> None:
        sender = Sender(name, "De Minister van Justitie en Veiligheid", "minister-jenv")
        desk.store(key, paper("Een brief.", "2026-01-05", senders=(sender,)))

    signed("kst-1", "Voorbeeldsma")
    signed("kst-2", "Q.X. Voorbeeldsma")
    signed("kst-3", "Voorbeeldsma")
    signed("kst-4", "A. Voorbeeldsma")
    names = desk.database.execute("SELECT naam FROM bewindspersonen ORDER BY id").fetchall()
    assert names == [("Q.X. Voorbeeldsma",), ("A. Voorbeeldsma",)]


@pytest.mark.parametrize(
    ("status", "state", "text"),
    [
        ("Vervallen", "mogelijk afgedaan", "mogelijk vervallen: het register van de Tweede Kamer"),
        ("Deels Afgedaan", "nog niet vast te stellen", "zij staat als “deels afgedaan” in het register"),
        ("Afgehandeld", "nog niet vast te stellen", "zij staat als “Afgehandeld” in het register"),
        ("Openstaand", "verstreken zonder bericht", "termijn verstreken, geen afdoening gevonden"),
        ("", "verstreken zonder bericht", "termijn verstreken, geen afdoening gevonden"),
    ],
)
def test_every_word_of_the_register_weighs(debated: Desk, status: str, state: str, text: str) -> None:
    """A word that nobody here knows may mean that it was kept: then no silence is claimed."""
    silent(debated)
    enter(debated, "TZ202601-001", HELP, status=status, updated="2026-09-01T00:00:00Z")
    db.match_register(debated.database, now=LATER)
    found = debated.state("2026-11-23")
    assert found["toestand"] == state
    assert text in found["toestand_tekst"]
    assert debated.state("2026-08-31")["toestand"] == "verstreken zonder bericht"
    assert debated.state("2026-09-01")["toestand"] == state


def test_an_entry_without_a_stamp_counts_from_the_day_it_was_taken_over(debated: Desk) -> None:
    silent(debated)
    enter(debated, "TZ202601-001", HELP, status="Afgedaan", now="2026-09-01T12:00:00Z")
    db.match_register(debated.database, now=LATER)
    seen = [debated.state(on)["toestand"] for on in ("2026-08-31", "2026-09-01")]
    assert seen == ["verstreken zonder bericht", "mogelijk afgedaan"]


@pytest.mark.parametrize(
    ("found", "text"),
    [
        ("2026-06-09", "afgedaan op 9 juni 2026, op tijd"),
        ("2026-06-10", "afgedaan op 10 juni 2026, op tijd"),
        (
            "2026-06-25",
            "afgedaan op 10 juni 2026, op tijd, volgens het register van de Tweede Kamer (TZ202601-001)",
        ),
    ],
)
def test_the_first_of_two_letters_settles_it(debated: Desk, found: str, text: str) -> None:
    """Due through 20 June; the register names a letter of the 10th, and we found another one."""
    silent(debated)
    own = debated.later(1, found, kind=EventKind.FULFILLED)
    debated.database.execute(
        "INSERT INTO kamerdocumenten (identificatie, nummer, datum, document_id) VALUES"
        " ('guid-brief', '2026D90001', '2026-06-10', 2)"
    )
    settle_entry(debated, "TZ202601-001", letters=("2026D90001",))
    state = debated.state("2026-11-23")
    assert state["toestand_tekst"] == text
    assert state["afgedaan_door"] == (2 if "register" in text else own)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2026-01-19", "mogelijk afgedaan"),
        ("2026-01-20", "afgedaan"),
        ("2026-01-21", "afgedaan"),
        ("2026-11-22", "afgedaan"),
        ("2026-11-23", "afgedaan"),
        ("2026-11-24", "mogelijk afgedaan"),
    ],
)
def test_a_letter_settles_from_the_day_of_the_promise_through_the_day_asked(
    debated: Desk, day: str, state: str
) -> None:
    """A letter from before the promise, or of a later day than the one asked, can't have settled it."""
    silent(debated)
    debated.database.execute(
        "INSERT INTO kamerdocumenten (identificatie, nummer, datum) VALUES ('guid-brief', '2026D90001', ?)",
        [day],
    )
    settle_entry(debated, "TZ202601-001", letters=("2026D90001",))
    assert debated.state("2026-11-23")["toestand"] == state
    assert "het register van de Tweede Kamer (TZ202601-001)" in debated.state("2026-11-23")["toestand_tekst"]
