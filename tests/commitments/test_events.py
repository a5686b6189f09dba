"""What sentences say of earlier promises: the regression set, what stands before them, new terms."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

import commitments
from commitments.events import AFTER_LOOK_BACK, THIS_PAPER
from commitments.model import Duty, Event, EventKind, Reading
from commitments.patterns import weak_rules
from extract.document import Block, BlockKind, Document, FootnoteLink, Metadata

_ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "events.jsonl").read_text("utf-8").splitlines()
]


def _read(*parts: tuple[BlockKind, str] | str, note_at: int | None = None) -> Reading:
    text, blocks = "", []
    for part in parts:
        kind, body = (BlockKind.PARAGRAPH, part) if isinstance(part, str) else part
        blocks.append(Block(kind, len(text), len(text) + len(body)))
        text += body + "\n\n"
    notes = () if note_at is None else (FootnoteLink(note_at, len(blocks) - 1),)
    return commitments.read(
        Document(text, tuple(blocks), Metadata(date=dt.date(2026, 2, 10)), footnotes=notes)
    )


def _told(*parts: tuple[BlockKind, str] | str) -> list[Event]:
    return [event for event in _read(*parts).events if event.kind is not EventKind.MADE]


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: row["id"])
def test_sentence(row: dict[str, object]) -> None:
    reading = _read(str(row["text"]))
    assert [event.kind.value for event in reading.events] == ([row["event"]] if row["event"] else [])
    assert any(c.duty is Duty.KAMER for c in reading.commitments) is row["owed_to_kamer"]
    if "term" in row:
        deadline = reading.events[0].deadline
        assert (deadline.text if deadline else None) == row["term"]
    if "rule" in row:
        assert row["rule"] in reading.events[0].rules


def test_what_points_back_takes_the_reference_of_the_sentence_before() -> None:
    before = "In mijn brief van 18 juni 2024 (Kamerstuk 30 821, nr. 4) heb ik toegezegd u te berichten."
    (event,) = _told(f"{before} Met deze brief los ik die toezegging in.")
    assert (event.kind, event.reference, event.about) == (EventKind.FULFILLED, "kst-30821-4", before)


@pytest.mark.parametrize("kind", [BlockKind.HEADING, BlockKind.PARAGRAPH])
def test_a_promise_without_a_subject_is_that_of_its_heading(kind: BlockKind) -> None:
    heading, body = "Toezegging veerponten", "De ponten varen weer. Er zijn er negen."
    *_, event = _told((kind, heading), body, "Hiermee is deze toezegging afgedaan.")
    assert (event.kind, event.about) == (EventKind.FULFILLED, heading)


def test_a_promise_with_its_own_subject_leaves_the_heading() -> None:
    heading = (BlockKind.HEADING, "Veerponten")
    told = _told(heading, "Er zijn er negen.", "Hiermee is de toezegging over de sluis afgedaan.")
    assert [event.about for event in told] == [None]


def test_a_footnote_tells_the_number_of_a_paper_named_in_words() -> None:
    text = "In mijn brief van 18 juni 2024 heb ik toegezegd u te berichten."
    reading = _read(text, (BlockKind.FOOTNOTE, "Kamerstuk 30 821, nr. 4."), note_at=31)
    assert [event.reference for event in reading.events] == ["kst-30821-4"]


def test_what_is_about_does_not_cross_a_paragraph_but_takes_the_heading() -> None:
    (event,) = _told(
        "De sluis is in mei hersteld.",
        (BlockKind.HEADING, "Steunpunt"),
        "Hiermee is die toezegging afgedaan.",
    )
    assert (event.about, event.reference) == ("Steunpunt", None)


def test_a_delay_and_its_new_term_in_two_sentences_are_one_event() -> None:
    delay = "Het onderzoek heeft vertraging opgelopen."
    sequel = "De evaluatie ontvangt uw Kamer in het eerste kwartaal van 2027."
    reading = _read(f"{delay} {sequel}")
    (event,) = reading.events
    assert (event.kind, event.quote, event.about) == (EventKind.POSTPONED, sequel, delay)
    assert event.deadline is not None
    assert event.deadline.text == "in het eerste kwartaal van 2027"
    assert [c.quote for c in reading.commitments] == [sequel]


def test_a_delay_keeps_to_its_paragraph() -> None:
    (event,) = _told(
        "Het onderzoek heeft vertraging opgelopen.", "De evaluatie ontvangt uw Kamer in september."
    )
    assert event.deadline is None


def test_what_this_paper_delivers_names_no_promise() -> None:
    (event,) = _told("Met deze brief informeer ik uw Kamer over het draaiboek (Kamerstuk 30 821, nr. 4).")
    assert (event.rules, event.reference, event.about) == ((THIS_PAPER,), None, None)


def test_what_is_kept_and_what_is_promised_anew_in_one_sentence() -> None:
    reading = _read("Hiermee doe ik de toezegging gestand en in mei zal ik uw Kamer nader informeren.")
    assert [e.kind for e in reading.events] == [EventKind.FULFILLED]
    assert [c.deadline.text for c in reading.commitments if c.deadline] == ["in mei"]


def test_what_is_delivered_is_a_part_when_the_rest_is_said_to_follow() -> None:
    whole = "Zoals toegezegd ontvangt u hierbij het advies over de sluis."
    assert [e.kind for e in _told(f"{whole} De sluis is in mei hersteld.")] == [EventKind.FULFILLED]
    assert [e.kind for e in _told(f"{whole} Mijn standpunt daarover volgt afzonderlijk.")] == [
        EventKind.PARTLY_FULFILLED
    ]


def test_being_late_with_what_is_delivered_is_no_delay() -> None:
    kept = "Met deze brief doe ik de toezegging gestand."
    late = "Dit onderzoek heeft vertraging opgelopen."
    assert [e.kind for e in _told(f"{kept} {late}")] == [EventKind.FULFILLED]
    assert [e.kind for e in _told(late)] == [EventKind.POSTPONED]


def test_what_follows_a_report_is_weak_and_counts_only_there() -> None:
    content = "Uit de rondgang blijkt dat de kade veilig is."
    assert _told(content) == []
    (event,) = _told(f"In het debat heb ik toegezegd u over de kade te berichten. {content}")
    assert event.kind is EventKind.FULFILLED
    assert not weak_rules().isdisjoint(event.rules)


def _after_look_back(text: str) -> list[Event]:
    return [e for e in _told(text) if AFTER_LOOK_BACK in e.rules]


def test_what_goes_on_after_a_look_back_may_be_what_was_promised() -> None:
    back = "In het debat van 3 mei heb ik toegezegd in te gaan op het herstel van de kade."
    (event,) = _after_look_back(f"{back} De kade is in april met nieuwe stenen bekleed.")
    assert (event.kind, event.about) == (EventKind.FULFILLED, back)
    assert event.quote == "De kade is in april met nieuwe stenen bekleed."
    assert not _after_look_back(f"{back} Het werk aan de kade loopt nog.")
    assert not _after_look_back(f"{back} De stenen liggen klaar. Ik zal u in mei over de kade informeren.")


def test_a_full_stop_of_an_abbreviation_parts_nothing() -> None:
    (event,) = _told("Zoals in de brief van 28 september jl. is toegezegd, gaat het plan u hierbij toe.")
    assert event.kind is EventKind.FULFILLED
