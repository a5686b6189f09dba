"""Linking in the order of days: what repeats what, and to whom later papers belong."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

import db
from commitments.model import EventKind
from extract.document import Block, BlockKind, Document, FootnoteLink, Metadata
from tests.db.desk import LATER, NOW, day, event, paper, promise, reading, term

if TYPE_CHECKING:
    from commitments.model import Commitment, Event
    from tests.db.desk import Desk

DRONES = "Ik stuur uw Kamer het onderzoeksrapport over drones boven waterkeringen."
AGAIN = "Het toegezegde onderzoeksrapport over drones boven waterkeringen (kst-39999-1) stuur ik later."
DONE = "Hiermee doe ik de toezegging over drones boven waterkeringen (kst-39999-1) gestand."
LOOKOUT = "Ik informeer uw Kamer over de bezetting van de kustwachtpost op het eiland."
SUMMER, AUTUMN = term("2026-07-03"), term("2026-12-20")


def link(desk: Desk) -> db.LinkCounts:
    return db.link_events(desk.database, now=LATER)


def drones(*more: Commitment | Event) -> list[Commitment | Event]:
    return [promise(DRONES, SUMMER, subject="het onderzoeksrapport over drones"), *more]


def repeated(desk: Desk) -> dict[int, int]:
    rows = desk.database.execute("SELECT id, herhaalt_id FROM toezeggingen WHERE herhaalt_id IS NOT NULL")
    return dict(rows.fetchall())


def linked(desk: Desk) -> list[tuple[str, str, int | None]]:
    rows = desk.database.execute(
        "SELECT soort, zekerheid, toezegging_id FROM gebeurtenissen WHERE vervallen_op IS NULL ORDER BY id"
    )
    return [tuple(row) for row in rows.fetchall()]


def test_a_sentence_that_postpones_gives_one_promise_with_a_new_rung(desk: Desk) -> None:
    desk.put("kst-39999-1", "2026-01-05", *drones(promise(LOOKOUT)))
    desk.put("kst-39999-2", "2026-03-05", promise(AGAIN, AUTUMN), event(EventKind.POSTPONED, AGAIN, AUTUMN))
    assert link(desk) == db.LinkCounts(certain=1, repeated=1)
    assert repeated(desk) == {3: 1}
    reason = desk.value("SELECT herhaalt_reden FROM toezeggingen WHERE id = 3")
    assert reason.startswith(
        "Deze zin is ook een bericht over die toezegging (uitgesteld). Het stuk van 5 maart"
    )
    state = desk.state("2026-08-01")
    assert (state["toestand"], state["aantal_uitstel"]) == ("uitgesteld", 1)
    ends = desk.database.execute("SELECT ruim FROM termijnen WHERE toezegging_id = 1 ORDER BY volgnummer")
    assert ends.fetchall() == [("2026-07-03",), ("2026-12-20",)]


def test_a_promise_beside_a_postponement_stays_its_own(desk: Desk) -> None:
    desk.put("kst-39999-1", "2026-01-05", *drones())
    desk.put("kst-39999-2", "2026-03-05", promise(LOOKOUT, AUTUMN), event(EventKind.POSTPONED, AGAIN, AUTUMN))
    link(desk)
    assert repeated(desk) == {}


def test_a_sentence_that_settles_does_not_make_its_promise_a_repetition(desk: Desk) -> None:
    quote = f"{DONE[:-1]} en in het najaar meld ik u wat er met de kustwachtpost is gebeurd."
    desk.put("kst-39999-1", "2026-01-05", *drones())
    desk.put(
        "kst-39999-2", "2026-03-05", promise(quote, AUTUMN, subject=None), event(EventKind.FULFILLED, quote)
    )
    assert link(desk).certain == 1
    assert repeated(desk) == {}


def test_a_new_promise_about_what_was_settled_is_a_new_one(desk: Desk) -> None:
    desk.put("kst-39999-1", "2026-01-05", *drones())
    desk.put("kst-39999-2", "2026-03-05", event(EventKind.FULFILLED, DONE))
    desk.put("kst-39999-3", "2026-04-05", promise(AGAIN, AUTUMN))
    assert link(desk) == db.LinkCounts(certain=1)
    assert repeated(desk) == {}


def test_what_is_about_a_repetition_goes_to_what_it_repeats(desk: Desk) -> None:
    """All found at once: the repetition of March is known when the letter of May is linked."""
    desk.put("kst-39999-3", "2026-05-05", event(EventKind.FULFILLED, DONE.replace("39999-1", "39999-2")))
    desk.put("kst-39999-2", "2026-03-05", promise(AGAIN, AUTUMN))
    desk.put("kst-39999-1", "2026-01-05", *drones())
    assert link(desk) == db.LinkCounts(certain=1, repeated=1)
    (original,) = repeated(desk).values()
    assert desk.value("SELECT citaat FROM toezeggingen WHERE id = ?", original) == DRONES
    assert linked(desk) == [("afgedaan", "zeker", original)]
    assert desk.state("2026-06-01", original)["toestand"] == "afgedaan"


def test_a_repetition_of_an_earlier_run_is_no_rival_either(desk: Desk) -> None:
    desk.put("kst-39999-1", "2026-01-05", *drones())
    desk.put("kst-39999-2", "2026-03-05", promise(AGAIN, AUTUMN))
    link(desk)
    unnamed = (
        "Hiermee doe ik de toezegging over het onderzoeksrapport over drones boven waterkeringen gestand."
    )
    desk.put("kst-39999-3", "2026-05-05", event(EventKind.FULFILLED, unnamed))
    assert link(desk) == db.LinkCounts(certain=1)
    assert linked(desk) == [("afgedaan", "zeker", 1)]


def test_an_older_promise_found_later_takes_over_what_was_about_its_repetition(desk: Desk) -> None:
    desk.put("kst-39999-2", "2026-03-05", promise(AGAIN, AUTUMN))
    desk.put("kst-39999-3", "2026-05-05", event(EventKind.FULFILLED, DONE.replace("39999-1", "39999-2")))
    link(desk)
    assert linked(desk) == [("afgedaan", "zeker", 1)]
    desk.put("kst-39999-1", "2026-01-05", *drones())
    assert link(desk) == db.LinkCounts(repeated=1)
    assert repeated(desk) == {1: 2}
    assert linked(desk) == [("afgedaan", "zeker", 2)]
    assert desk.state("2026-06-01", 2)["toestand"] == "afgedaan"
    changes = desk.database.execute(
        "SELECT oud, nieuw FROM wijzigingen WHERE gebeurtenis_id IS NOT NULL AND veld = 'toezegging_id'"
    )
    assert changes.fetchall() == [(None, "1"), ("1", "2")]


def test_repetitions_always_point_at_the_first(desk: Desk) -> None:
    for number, date in ((3, "2026-05-05"), (2, "2026-03-05"), (1, "2026-01-05")):
        quote = AGAIN.replace("39999-1", f"39999-{number - 1}") if number > 1 else DRONES
        desk.put(f"kst-39999-{number}", date, promise(quote, term(f"2026-{5 + number:02d}-30")))
        link(desk)
    assert repeated(desk) == {1: 3, 2: 3}
    assert desk.value("SELECT count(*) FROM termijnen WHERE toezegging_id = 3") == 3


def test_on_one_day_events_go_before_new_promises(desk: Desk) -> None:
    """The letter settles the old promise and makes a new one in nearly the same words."""
    desk.put("kst-39999-1", "2026-01-05", *drones())
    fresh = "Het volgende onderzoeksrapport over drones boven waterkeringen stuur ik zoals toegezegd in het najaar."
    desk.put("kst-39999-2", "2026-03-05", promise(fresh, AUTUMN), event(EventKind.FULFILLED, DONE))
    link(desk)
    assert linked(desk) == [("afgedaan", "zeker", 1)]


def test_what_the_sentence_only_points_back_at_is_read_before_it(desk: Desk) -> None:
    desk.put("kst-39999-1", "2026-01-05", *drones(promise(LOOKOUT)))
    before = "In mijn brief van 5 januari 2026 heb ik een rapport over drones boven waterkeringen toegezegd."
    quote = "Die toezegging doe ik hiermee gestand."
    desk.put("kst-39999-2", "2026-03-05", event(EventKind.FULFILLED, quote, about=before), title="Kustwacht")
    assert link(desk) == db.LinkCounts(certain=1)
    assert linked(desk) == [("afgedaan", "zeker", 1)]


@pytest.mark.parametrize(("offset", "certainty"), [(0, "zeker"), (40, "kandidaat")])
def test_a_paper_named_in_the_footnote_of_the_sentence_is_an_anchor(
    desk: Desk, offset: int, certainty: str
) -> None:
    """Another ministry, so that the words alone give a candidate; a note elsewhere does not count."""
    desk.put("kst-39999-1", "2026-01-05", *drones())
    quote = "Hiermee doe ik de toezegging over drones boven waterkeringen gestand."
    text = f"{quote} Over iets anders schrijf ik u later nog een brief.\n\nkst-39999-1"
    blocks = (
        Block(BlockKind.PARAGRAPH, 0, text.index("\n")),
        Block(BlockKind.FOOTNOTE, text.index("kst"), len(text)),
    )
    data = Metadata(date=day("2026-03-05"), ministry="BZK", dossiers=("39999",))
    notes = (FootnoteLink(len(quote) + offset, 1),)
    stored = desk.store("kst-39999-2", Document(text, blocks, data, footnotes=notes))
    db.store_reading(desk.database, stored.id, reading(text, event(EventKind.FULFILLED, quote)), now=NOW)
    link(desk)
    assert linked(desk) == [("afgedaan", certainty, 1)]


ABOUT = "Deze brief gaat over het onderzoeksrapport over drones boven waterkeringen."


@pytest.mark.parametrize("first", [True, False])
def test_a_letter_that_postpones_is_not_taken_for_the_fulfilment(desk: Desk, first: bool) -> None:  # noqa: FBT001
    desk.put("kst-39999-1", "2026-01-05", *drones())
    items = [event(EventKind.FULFILLED, ABOUT), event(EventKind.POSTPONED, AGAIN, AUTUMN)]
    desk.put("kst-39999-2", "2026-03-05", *(items if first else items[::-1]))
    link(desk)
    assert sorted(linked(desk)) == [("afgedaan", "los", None), ("uitgesteld", "zeker", 1)]
    assert desk.state("2026-04-01")["toestand"] == "loopt"


def test_nor_is_one_that_promises_it_anew(desk: Desk) -> None:
    desk.put("kst-39999-1", "2026-01-05", *drones())
    desk.put("kst-39999-2", "2026-03-05", event(EventKind.FULFILLED, ABOUT), promise(AGAIN, AUTUMN))
    link(desk)
    assert repeated(desk) == {2: 1}
    assert linked(desk) == [("afgedaan", "los", None)]


def test_a_letter_about_the_same_is_a_candidate(desk: Desk) -> None:
    desk.put("kst-39999-1", "2026-01-05", *drones())
    desk.put("kst-39999-2", "2026-03-05", event(EventKind.FULFILLED, ABOUT))
    link(desk)
    assert linked(desk) == [("afgedaan", "kandidaat", 1)]
    assert desk.state("2026-04-01")["toestand"] == "mogelijk afgedaan"


SPOKEN = "Het rapport over drones boven waterkeringen stuur ik de Kamer voor de zomer."
BARE = "Daar kom ik voor de zomer op terug."
READ = "De Minister stuurt de Kamer voor de zomer het rapport over drones boven waterkeringen."


def debate(desk: Desk, key: str, lines: list[tuple[str, str | None, Commitment | None]]) -> int:
    """Store and read a debate: (text, role of the speaker or None for an item of a list, promise)."""
    text, blocks = "", []
    for line, role, _ in lines:
        kind = BlockKind.SPEECH if role else BlockKind.LIST_ITEM
        blocks.append(Block(kind, len(text), len(text) + len(line), None, role, role))
        text += f"{line}\n\n"
    document = paper(text, "2026-01-05")
    stored = desk.store(key, Document(text, tuple(blocks), document.metadata))
    found = reading(text, *(item for _, _, item in lines if item))
    db.store_reading(desk.database, stored.id, found, now=NOW)
    return stored.id


OPENING = ("Goedemiddag.", "De voorzitter", None)
ASKED = ("Kan de Minister dat toezeggen?", "Fictiepartij", None)
ANSWER = (SPOKEN, "Minister", promise(SPOKEN, SUMMER))
LIST = ("Ik lees de toezeggingen voor.", "De voorzitter", None)
ITEM = (READ, None, promise(READ, SUMMER))
CLOSING = ("Ik sluit de vergadering.", "De voorzitter", None)


def test_the_row_that_the_chair_reads_out_is_followed(desk: Desk) -> None:
    debate(desk, "kst-39999-1", [OPENING, ASKED, ANSWER, LIST, ITEM, CLOSING])
    quote = "In het debat (kst-39999-1) zegde ik het rapport over drones boven waterkeringen toe; hierbij gaat het u toe."
    desk.put("kst-39999-2", "2026-03-05", event(EventKind.FULFILLED, quote))
    assert link(desk) == db.LinkCounts(certain=1, repeated=1)
    assert repeated(desk) == {1: 2}
    assert "voorzitter" in desk.value("SELECT herhaalt_reden FROM toezeggingen WHERE id = 1")
    assert linked(desk) == [("afgedaan", "zeker", 2)]
    assert [row["toezegging_id"] for row in db.state_on(desk.database, dt.date(2026, 4, 1))] == [2]


def test_the_chair_can_read_out_in_running_words(desk: Desk) -> None:
    spoken = (READ, "De voorzitter", promise(READ, SUMMER))
    bare = (BARE, "Minister", promise(BARE, SUMMER))
    debate(desk, "kst-39999-1", [OPENING, bare, spoken, CLOSING])
    link(desk)
    assert repeated(desk) == {1: 2}


def test_a_list_of_the_minister_is_not_that_of_the_chair(desk: Desk) -> None:
    debate(desk, "kst-39999-1", [OPENING, ANSWER, ASKED, ("Ik som op.", "Minister", None), ITEM])
    link(desk)
    assert repeated(desk) != {}, "still one promise said twice in one paper"
    assert "voorzitter" not in desk.value("SELECT group_concat(herhaalt_reden) FROM toezeggingen")


def test_a_row_found_by_a_better_reading_takes_the_spoken_sentence(desk: Desk) -> None:
    lines = [OPENING, ANSWER, LIST, (READ, None, None), CLOSING]
    document = debate(desk, "kst-39999-1", lines)
    link(desk)
    assert repeated(desk) == {}
    text = "".join(f"{line}\n\n" for line, _, _ in lines)
    both = reading(text, promise(SPOKEN, SUMMER), promise(READ, SUMMER))
    db.store_reading(desk.database, document, both, now=LATER)
    link(desk)
    assert repeated(desk) == {1: 2}
    assert db.link_events(desk.database, now=LATER) == db.LinkCounts()
