"""``kamerwacht stand``: what was overdue on a day, and what was believed of that day earlier."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import db
from tests.db.desk import Desk, promise, term
from tests.kamerwacht.command import assert_one_dutch_line, kamerwacht, kamerwacht_here

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A promise to be kept by 20 March 2026; read on 2 January 2026, and corrected on 1 October 2026."""
    desk = Desk(tmp_path)
    desk.put("belofte", "2026-01-01", promise(deadline=term("2026-03-20")))
    desk.put("anders", "2026-01-02")
    desk.source("bron", "2026-12-31")
    desk.database.execute("UPDATE bronnen_eerder SET geboekt_op = '2026-01-02T03:04:05Z'")
    key = desk.value("SELECT sleutel FROM toezeggingen")
    word = db.Correction(key, "afgedaan", "A. Verzonnen", "2026-10-01", "Gelezen.", {"datum": "2026-03-10"})
    db.book_corrections(desk.database, [word], now="2026-10-01T12:00:00Z")
    desk.database.conn.commit()
    yield desk
    desk.database.close()


def stand(desk: Desk, *arguments: str) -> dict[str, Any]:
    done = kamerwacht_here("stand", "--db", str(desk.path), "--json", *arguments)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_what_was_believed_before_the_correction_and_after_it(desk: Desk) -> None:
    before = stand(desk, "--op", "2026-09-01", "--geloofd-op", "2026-09-30")
    assert [row["dagen"] for row in before["te_laat"]] == [165]
    assert before["te_laat"][0]["toestand"] == "verstreken zonder bericht"
    assert stand(desk, "--op", "2026-09-01", "--geloofd-op", "2026-10-01")["te_laat"] == []
    assert stand(desk, "--op", "2026-09-01") == {"op": "2026-09-01", "geloofd_op": None, "te_laat": []}


def test_two_recomputations_agree(desk: Desk) -> None:
    arguments = ("--op", "2026-09-01", "--geloofd-op", "2026-09-30")
    assert stand(desk, *arguments) == stand(desk, *arguments)


def test_it_is_told_in_dutch(desk: Desk) -> None:
    done = kamerwacht("stand", "--db", str(desk.path), "--op", "2026-09-01", "--geloofd-op", "2026-09-30")
    first, _, key, quote, line = done.stdout.splitlines()
    assert first == (
        "Stand op 1 september 2026, naar wat op 30 september 2026 bekend was:"
        " bij 1 toezegging is de termijn verstreken en geen afdoening gevonden."
    )
    assert key.startswith("tz-")
    assert quote.startswith("  “Ik zeg uw Kamer toe")
    assert line.endswith("geen afdoening gevonden in 1 gelezen later stuk; 165 dagen na 2026-03-20")


def test_what_is_wrong_gets_one_line(tmp_path: Path) -> None:
    assert "geen datum" in assert_one_dutch_line(kamerwacht("stand", "--op", "morgen"))
    assert_one_dutch_line(kamerwacht("stand", "--db", str(tmp_path / "nergens.db")))
