"""A term read anew from its paper is the term that was read there; a change of the data says what it touches."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

import commitments
from benchmarks.varied_papers import papers
from commitments import calendar
from commitments.own_calendar import parse_own
from commitments.recompute import Bearing, bearing, data_in_use, term_again, version_of
from extract.document import Block, BlockKind, Document

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY = dt.date(2031, 6, 4)
SUMMER = """[[recess]]
kind = "zomer"
start = 2031-07-11
end = 2031-09-01
certainty = "bevestigd"
source = "verzonnen"
"""


@pytest.fixture(autouse=True)
def _bundled_again() -> Iterator[None]:
    yield
    calendar.use(None)


def test_every_term_of_invented_letters_is_found_again() -> None:
    terms = 0
    for paper in papers(60, 3):
        reading = commitments.read(paper)
        for item in (*reading.commitments, *reading.events):
            if item.deadline is None:
                continue
            again = term_again(
                paper.text,
                item.begin,
                item.end,
                item.deadline.text,
                paper.metadata.date,
                rule=item.deadline.rule,
            )
            assert again is not None
            assert (again.strict, again.generous, again.explanation) == (
                item.deadline.strict,
                item.deadline.generous,
                item.deadline.explanation,
            )
            terms += 1
    assert terms > 100


def blocks(*parts: tuple[BlockKind, str]) -> Document:
    text, found = "", []
    for kind, body in parts:
        found.append(Block(kind, len(text), len(text) + len(body)))
        text += body + "\n\n"
    return Document(text, tuple(found))


@pytest.mark.parametrize(
    "document",
    [
        blocks(
            (BlockKind.PARAGRAPH, "Ik zal uw Kamer voor het zomerreces informeren over:"),
            (BlockKind.LIST_ITEM, "de uitkomst van de proef met het meldpunt;"),
            (BlockKind.LIST_ITEM, "de kosten van het loket."),
        ),
        blocks(
            (BlockKind.TABLE_ROW, "Toezegging | Termijn | Stand"),
            (
                BlockKind.TABLE_ROW,
                "De Kamer informeren over de proef met het meldpunt. | voor het zomerreces | loopt",
            ),
        ),
        blocks(
            (
                BlockKind.PARAGRAPH,
                "De proef loopt tot het zomerreces. Voor die datum informeer ik uw Kamer over de uitkomst.",
            ),
        ),
    ],
    ids=["lead of a list", "cell of a row", "points back"],
)
def test_a_term_follows_the_calendar_wherever_it_stands(document: Document) -> None:
    found = [
        c for c in commitments.read(document, date=DAY).commitments if c.deadline and c.deadline.generous
    ]
    assert found
    calendar.use(parse_own(SUMMER, "eigen.toml"))
    wanted = [
        c for c in commitments.read(document, date=DAY).commitments if c.deadline and c.deadline.generous
    ]
    for old, new in zip(found, wanted, strict=True):
        assert old.deadline is not None
        assert new.deadline is not None
        assert old.deadline.generous != new.deadline.generous
        again = term_again(document.text, old.begin, old.end, old.deadline.text, DAY, rule=old.deadline.rule)
        assert again is not None
        assert again.generous == new.deadline.generous


def test_words_that_are_no_term_are_not_found() -> None:
    text = "Ik zal uw Kamer in mei informeren."
    assert term_again(text, 0, len(text), "in juni", DAY) is None
    assert term_again(text, 0, len(text), "informeren", DAY) is None


def test_nothing_changed_has_the_same_version() -> None:
    before = data_in_use()
    assert version_of(before) == version_of(data_in_use())
    calendar.use(parse_own(SUMMER, "eigen.toml"))
    assert version_of(data_in_use()) != version_of(before)


def test_a_recess_touches_its_words_in_the_years_around_it() -> None:
    before = data_in_use()
    calendar.use(parse_own(SUMMER, "eigen.toml"))
    touched = bearing(before, data_in_use())
    assert touched.years == (2030, 2032)
    assert touched.words is not None
    assert {"reces", "zomer"} <= set(touched.words)
    assert "kerst" not in touched.words


def test_a_pattern_touches_its_words_in_any_year_and_a_convention_touches_all() -> None:
    before = data_in_use()
    pattern, convention = json.loads(before), json.loads(before)
    pattern["pattern"]["kerst"]["days"] = 17
    touched = bearing(before, json.dumps(pattern))
    assert touched.years is None
    assert touched.words is not None
    assert "kerst" in touched.words
    convention["conventions"]["tolerance"]["circa_percent"] = 99
    assert bearing(before, json.dumps(convention)) == Bearing()
    assert bearing(None, before) == Bearing()
