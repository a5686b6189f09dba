"""The filters of our own: which promises each lets through, at the days before, of and after its borders."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

import db
from commitments.model import EventKind
from publish.filters import CONDITIONS, MAX_DAYS, _number
from tests.db.desk import Desk, promise, term

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    db.set_reference_day(desk.database, TODAY)
    desk.source("bron", "2027-12-31")
    return desk


def let_through(
    desk: Desk, name: str, *values: str, today: dt.date = TODAY, column: str = "document"
) -> list[Any]:
    condition = CONDITIONS[name](list(values), today.isoformat())
    query = f"SELECT {column} FROM overzicht WHERE {condition.sql} ORDER BY document, id"  # noqa: S608 - our own SQL
    return [row[0] for row in desk.database.execute(query, condition.values).fetchall()]


def test_soon_counts_the_strict_end_from_today_through_the_last_day(desk: Desk) -> None:
    ends = ("2026-11-22", "2026-11-23", "2026-12-07", "2026-12-08")
    for end in ends:
        desk.put(f"tot-{end}", "2026-06-01", promise(deadline=term("2027-03-20", end)))
    assert let_through(desk, "_binnen", "14") == ["tot-2026-11-23", "tot-2026-12-07"]


def test_soon_leaves_out_what_was_settled_or_may_be(desk: Desk) -> None:
    kinds = {
        "afgedaan": (EventKind.FULFILLED, "certain"),
        "deels": (EventKind.PARTLY_FULFILLED, "certain"),
        "mogelijk": (EventKind.FULFILLED, "candidate"),
        "uitgesteld": (EventKind.POSTPONED, "certain"),
        "vervallen": (EventKind.WITHDRAWN, "certain"),
    }
    for name in kinds:
        first = term("2026-07-01") if name == "uitgesteld" else term("2026-12-01")
        desk.put(name, "2026-06-01", promise(deadline=first))
    for number, (name, (kind, certainty)) in enumerate(kinds.items(), 1):
        later = term("2026-12-01") if name == "uitgesteld" else None
        desk.later(number, "2026-06-15", kind=kind, certainty=certainty, deadline=later)
    assert let_through(desk, "_binnen", "14") == ["deels", "uitgesteld"]
    assert let_through(desk, "_open", "1") == ["deels", "mogelijk", "uitgesteld"]


def test_overdue_is_the_one_state_that_says_so(desk: Desk) -> None:
    desk.put("stil", "2026-06-01", promise(deadline=term("2026-07-01")))
    desk.put("loopt", "2026-06-02", promise(deadline=term("2026-12-01")))
    assert let_through(desk, "_te_laat", "1") == ["stil"]


def test_new_counts_today_as_one_of_the_days(desk: Desk) -> None:
    for day in ("2026-11-16", "2026-11-17", "2026-11-23"):
        desk.put(f"van-{day}", day, promise())
    assert let_through(desk, "_nieuw", "7") == ["van-2026-11-17", "van-2026-11-23"]


def test_a_month_holds_the_generous_ends_of_its_first_through_its_last_day(desk: Desk) -> None:
    for end in ("2026-11-30", "2026-12-01", "2026-12-31", "2027-01-01"):
        desk.put(f"tot-{end}", "2026-06-01", promise(deadline=term(end, "2026-10-01")))
    december = ["tot-2026-12-01", "tot-2026-12-31"]
    assert let_through(desk, "_maand", "2026-12") == december
    assert let_through(desk, "_maand", "volgende") == december
    assert let_through(desk, "_maand", "volgende", today=dt.date(2026, 12, 31)) == ["tot-2027-01-01"]


def test_dossiers_are_added_up(desk: Desk) -> None:
    for dossier in ("30821", "99800", "99801"):
        desk.put(f"in-{dossier}", "2026-06-01", promise(), dossiers=(dossier,))
    assert let_through(desk, "_dossier", "30821", "99801") == ["in-30821", "in-99801"]


def test_the_most_days_are_ten_years() -> None:
    assert _number([str(MAX_DAYS)], "_binnen") == 3660
