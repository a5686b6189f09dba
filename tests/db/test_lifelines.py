"""Promises and what later papers made of them, read by the whole chain and held against answers set beforehand.

What each set scored before anybody had looked at it stands in docs/levenslopen.md: those figures are the ones to quote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import db
from tests.db.lifelines import papers, read_all, score

if TYPE_CHECKING:
    from pathlib import Path

    from tests.db.lifelines import Score


@pytest.fixture(scope="module", params=["open", "apart"])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Score:
    folder: Path = tmp_path_factory.mktemp("levensloop")
    database = db.connect(folder / "proef.db", create=True)
    result = score(database, read_all(database, request.param))
    database.close()
    return result


def test_the_set_is_large_and_of_every_kind() -> None:
    marked = [mark for folder in ("open", "apart") for paper in papers(folder) for mark in paper.marked]
    assert sum(mark.kind == "P" for mark in marked) >= 120
    assert sum(mark.kind == "X" for mark in marked) >= 30
    kinds = {mark.event for mark in marked if mark.event}
    assert kinds == {
        "toegezegd", "herhaald", "uitgesteld", "minder stellig", "deels afgedaan", "afgedaan", "vervallen",
    }  # fmt: skip


@pytest.fixture(
    scope="module",
    params=[
        ("anders", 44, 0.90),
        ("vers", 43, 0.90),
        ("gesloten", 44, 0.87),
        ("gewoon", 25, 0.85),
        ("alledag", 29, 0.85),
    ],
    ids=["anders", "vers", "gesloten", "gewoon", "alledag"],
)
def other_style(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Score, int, float]:
    """Other styles than the rules were made on; their first figures stand in docs/levenslopen.md."""
    name, promises, recall = request.param
    database = db.connect(tmp_path_factory.mktemp(name) / "proef.db", create=True)
    result = score(database, read_all(database, name))
    database.close()
    return result, promises, recall


def test_in_another_style_the_same_is_asked(other_style: tuple[Score, int, float]) -> None:
    """No less than was measured after mending: the borders may only go up."""
    found, promises, recall = other_style
    assert found.promises == promises
    assert found.on_likeness == []
    assert found.precision >= 0.95, found.wrong
    assert found.recall >= recall, found.missed
    assert found.kept_without_word == []


def test_what_is_called_certain_is_right(told: Score) -> None:
    assert told.precision >= 0.95, told.wrong


def test_what_is_told_is_found(told: Score) -> None:
    assert told.recall >= 0.85, told.missed


def test_no_promise_is_called_kept_on_likeness_alone(told: Score) -> None:
    assert told.on_likeness == []


def test_every_promise_called_kept_has_a_sentence_that_says_so(told: Score) -> None:
    assert told.kept_without_word == []
    assert told.kept >= 10


def test_the_promises_themselves_are_read(told: Score) -> None:
    assert len(told.unread) <= 0.05 * told.promises, told.unread
