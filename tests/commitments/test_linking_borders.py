"""Each border of linking.toml just under it and on it, and the finer rules of who is meant; likeness is given here."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from commitments.anchors import letter_dates, register_numbers
from commitments.linking import EventFacts, PromiseIndex
from commitments.subjects import Subjects
from tests.commitments.test_linking import BRIDGE, LATER, MADE, _event, _found

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMED = "Over stalen bruggen (Kamerstuk 29 385, nr. 101) is gesproken."
NAMED_AND_SPOKEN = "De toezegging over stalen bruggen (Kamerstuk 29 385, nr. 101) is afgedaan."
SPOKEN = "De toezegging over stalen bruggen is afgedaan."
UNSPOKEN = "Over stalen bruggen is gesproken."
SAME = {"dossiers": ("29385",), "ministry": "IenW"}
DOSSIER = {"dossiers": ("29385",), "ministry": "OCW"}
MINISTRY = {"dossiers": ("31293",), "ministry": "IenW"}
OTHER = {"dossiers": ("31293",), "ministry": "OCW"}
UNKNOWN = {"dossiers": (), "ministry": None}


def alike(monkeypatch: pytest.MonkeyPatch, likeness: Sequence[float]) -> None:
    """Let every text be so much like the promises, in the order of their keys."""
    monkeypatch.setattr(Subjects, "likeness", lambda _self, _features, number: likeness[number])


@pytest.mark.parametrize(
    ("quote", "place", "likeness", "certainty"),
    [
        (NAMED_AND_SPOKEN, OTHER, 0.059, "candidate"),
        (NAMED_AND_SPOKEN, OTHER, 0.06, "certain"),
        (NAMED, OTHER, 0.179, None),
        (NAMED, OTHER, 0.18, "candidate"),
        (NAMED, OTHER, 0.299, "candidate"),
        (NAMED, OTHER, 0.30, "certain"),
        (SPOKEN, SAME, 0.179, None),
        (SPOKEN, SAME, 0.18, "candidate"),
        (SPOKEN, SAME, 0.299, "candidate"),
        (SPOKEN, SAME, 0.30, "certain"),
        (SPOKEN, DOSSIER, 0.179, None),
        (SPOKEN, DOSSIER, 0.18, "candidate"),
        (SPOKEN, DOSSIER, 0.99, "candidate"),
        (SPOKEN, MINISTRY, 0.18, "candidate"),
        (SPOKEN, MINISTRY, 0.99, "candidate"),
        (SPOKEN, OTHER, 0.99, None),
        (UNSPOKEN, SAME, 0.449, None),
        (UNSPOKEN, SAME, 0.45, "candidate"),
        (UNSPOKEN, SAME, 0.99, "candidate"),
        (UNSPOKEN, DOSSIER, 0.549, None),
        (UNSPOKEN, DOSSIER, 0.55, "candidate"),
        (UNSPOKEN, MINISTRY, 0.549, None),
        (UNSPOKEN, MINISTRY, 0.55, "candidate"),
        (UNSPOKEN, OTHER, 0.99, None),
    ],
)
def test_the_borders_of_certain_candidate_and_none(
    monkeypatch: pytest.MonkeyPatch,
    quote: str,
    place: dict[str, object],
    likeness: float,
    certainty: str | None,
) -> None:
    alike(monkeypatch, [likeness])
    found = _found(PromiseIndex([BRIDGE]), _event(quote, **place))
    assert found == (("tz-brug", certainty) if certainty else None)


@pytest.mark.parametrize("quote", [NAMED_AND_SPOKEN, SPOKEN])
@pytest.mark.parametrize(("best", "certainty"), [(0.69, "candidate"), (0.70, "certain")])
def test_the_best_must_be_so_many_times_the_next(
    monkeypatch: pytest.MonkeyPatch, quote: str, best: float, certainty: str
) -> None:
    alike(monkeypatch, [best, 0.50])
    index = PromiseIndex([BRIDGE, replace(BRIDGE, key="tz-brug2")])
    assert _found(index, _event(quote)) == ("tz-brug", certainty)


@pytest.mark.parametrize(("days", "linked"), [(-1, False), (0, True), (1, True)])
def test_a_paper_of_the_same_day_can_be_about_it_one_of_the_day_before_cannot(
    days: int, *, linked: bool
) -> None:
    event = _event(NAMED_AND_SPOKEN, date=MADE + dt.timedelta(days=days))
    assert (_found(PromiseIndex([BRIDGE]), event) is not None) is linked


def test_two_papers_of_unknown_ministry_are_not_of_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    alike(monkeypatch, [0.99])
    nobody = replace(BRIDGE, ministry=None)
    assert _found(PromiseIndex([nobody]), _event(SPOKEN, **UNKNOWN)) is None
    assert _found(PromiseIndex([nobody]), _event(SPOKEN, **{**SAME, "ministry": None})) == (
        "tz-brug",
        "candidate",
    )


def test_settled_twice_is_settled_from_the_first_time() -> None:
    index = PromiseIndex([BRIDGE])
    for day in (MADE, LATER):
        index.settle("tz-brug", day)
    assert index.is_settled("tz-brug", MADE + dt.timedelta(days=1))
    assert not index.is_settled("tz-brug", MADE)


def test_a_number_goes_before_a_day() -> None:
    june = replace(BRIDGE, key="tz-juni", document="kst-29385-115", date=dt.date(2025, 6, 4))
    event = _event("De toezegging in mijn brief van 4 juni 2025 over bruggen (Kamerstuk 29 385, nr. 101).")
    assert _found(PromiseIndex([BRIDGE, june]), event) == ("tz-brug", "certain")


def numbered(*keys: str) -> PromiseIndex:
    return PromiseIndex([replace(BRIDGE, key=key, numbers=("TZ202503-014",)) for key in keys])


def test_a_number_of_the_register_that_two_promises_have_decides_nothing() -> None:
    event: EventFacts = _event("Hiermee is toezegging TZ202503-014 afgedaan.", **OTHER)
    assert _found(numbered("tz-brug"), event) == ("tz-brug", "certain")
    assert _found(numbered("tz-brug", "tz-brug2"), event) is None


def test_what_was_settled_before_is_not_chosen_for_its_term() -> None:
    june = dt.date(2025, 6, 30)
    done = replace(BRIDGE, key="tz-klaar", generous=june, settled=MADE)
    index = PromiseIndex([BRIDGE, replace(BRIDGE, key="tz-open"), done])
    assert _found(index, _event(NAMED_AND_SPOKEN, generous=june)) == ("tz-brug", "candidate")


def test_the_term_goes_before_the_year_and_the_year_before_the_kind_of_act() -> None:
    june = dt.date(2025, 6, 30)
    quote = "Over stalen bruggen in {}."
    plan = replace(BRIDGE, subject="", quote=quote.format(2023), kind="send", generous=june)
    monitor = replace(plan, key="tz-monitor", quote=quote.format(2024), kind="inform", generous=None)
    event = _event("De toegezegde brief over stalen bruggen in 2024 (Kamerstuk 29 385, nr. 101) stuur ik u.")
    index = PromiseIndex([plan, monitor])
    assert _found(index, event) == ("tz-monitor", "certain")
    assert _found(index, replace(event, generous=june)) == ("tz-brug", "certain")


def test_a_day_without_a_year_can_be_the_day_of_the_paper_itself() -> None:
    assert letter_dates("mijn brief van 20 oktober", LATER) == [LATER]
    assert letter_dates("mijn brief van 21 oktober", LATER) == [dt.date(2024, 10, 21)]


def test_numbers_of_both_registers_are_known_by_their_form() -> None:
    said = "Toezegging TZ202603-130, t03272 en nogmaals T03272; niet T1234, T123456 of TZ2026-1."
    assert register_numbers(said) == ["TZ202603-130", "T03272"]
