"""The door in front of the other date readers, and the scorer that all share."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from benchmarks import deadlines
from benchmarks.date_tools import Dateparser, Found, add_months, timex_days
from benchmarks.deadlines import Case

if TYPE_CHECKING:
    from pathlib import Path

DATE = dt.date(2025, 2, 10)


class _Fixed:
    """A tool that sees the same month in every sentence."""

    name = "vast"
    seconds = 0.0

    def read(self, text: str, date: dt.date) -> list[Found]:
        begin = text.index("maart")
        return [Found(begin, begin + 5, dt.date(date.year, 3, 1), dt.date(date.year, 3, 31))]


def _case(text: str, latest: dt.date | None) -> Case:
    return Case(text, DATE, latest, frozenset())


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("uiterlijk in maart", {dt.date(2025, 3, 31)}),
        ("vóór maart", {dt.date(2025, 2, 28), dt.date(2025, 3, 31)}),
        ("na maart", set()),
    ],
)
def test_the_wrapper_reads_the_word_that_binds(text: str, days: set[dt.date]) -> None:
    assert deadlines.read_tool(_Fixed(), _case(text, None))[0] == days


def test_a_day_off_is_right_two_are_not_and_nothing_may_be_invented() -> None:
    case = _case("", dt.date(2025, 3, 31))
    assert case.right({dt.date(2025, 4, 1)})
    assert not case.right({dt.date(2025, 4, 2)})
    assert not case.right(set())
    assert _case("", None).right(set())
    assert not _case("", None).right({dt.date(2025, 4, 2)})


@pytest.mark.parametrize(
    ("value", "mod", "days"),
    [
        ("2025", "", ("2025-01-01", "2025-12-31")),
        ("2025-Q3", "", ("2025-07-01", "2025-09-30")),
        ("2025-H1", "", ("2025-01-01", "2025-06-30")),
        ("2025-02", "END", ("2025-02-19", "2025-02-28")),
        ("2025-W10", "", ("2025-03-03", "2025-03-09")),
        ("P6W", "", ("2025-02-10", "2025-03-24")),
        ("2025-04-31", "", None),
        ("PRESENT_REF", "", None),
    ],
)
def test_timex_values_become_days(value: str, mod: str, days: tuple[str, str] | None) -> None:
    expected = tuple(map(dt.date.fromisoformat, days)) if days else None
    assert timex_days(value, mod, DATE) == expected


def test_months_end_where_they_end() -> None:
    assert add_months(dt.date(2025, 1, 31), 1) == dt.date(2025, 2, 28)
    assert add_months(dt.date(2025, 11, 30), 3) == dt.date(2026, 2, 28)


def test_dateparser_where_it_is_installed() -> None:
    search = pytest.importorskip("dateparser.search", reason="hoort bij de groep bench")
    tool = Dateparser(search, pytest.importorskip("dateparser.date"))
    assert [found.first for found in tool.read("uiterlijk 3 maart 2025 klaar", DATE)] == [dt.date(2025, 3, 3)]


def test_a_set_is_measured(tmp_path: Path) -> None:
    row = {
        "text": "uiterlijk 3 maart 2025",
        "date": "2025-02-10",
        "strict": "2025-03-03",
        "generous": "2025-03-03",
    }
    wrong = {**row, "strict": "2031-01-01", "generous": "2031-01-01"}
    path = tmp_path / "set.jsonl"
    path.write_text("\n".join(map(json.dumps, (row, wrong))), encoding="utf-8")
    table = deadlines.measure(deadlines.own(path), {"wij": deadlines.read_expression})
    assert "| wij | 1 van 2 | 1 van 2 | 0 van 0 |" in table
