"""Figures of accuracy come from a file that people hand over: whole, checked, and from nowhere else."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

import pytest

import db
from tests.kamerwacht.command import Result, assert_one_dutch_line, kamerwacht, kamerwacht_here

if TYPE_CHECKING:
    from pathlib import Path

ROW = {
    "verzameling": '"proef A"',
    "datum": "2026-01-15",
    "aantal": "40",
    "precisie": "0.9",
    "vangst": "1",
    "omschrijving": '"Veertig zinnen, door twee lezers"',
    "bron": '"https://voorbeeld.invalid/meting"',
}


def block(**changes: str) -> str:
    row = {**ROW, **changes}
    return "[[meting]]\n" + "".join(f"{name} = {value}\n" for name, value in row.items())


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "proef.db"
    db.connect(path, create=True).close()
    return path


def rows(database: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(database) as connection:
        return connection.execute(
            "SELECT verzameling, datum, aantal, precisie, vangst, omschrijving, bron FROM meetlat ORDER BY 1, 2"
        ).fetchall()


def hand_over(text: str, database: Path) -> Result:
    path = database.with_name("meting.toml")
    path.write_text(text, encoding="utf-8")
    return kamerwacht_here("import-meetlat", str(path), "--db", str(database))


def test_a_new_database_claims_nothing(database: Path) -> None:
    assert rows(database) == []


def test_the_table_holds_what_the_file_says_and_a_second_time_changes_nothing(database: Path) -> None:
    two = block() + block(verzameling='"proef B"', precisie="0.25")
    assert hand_over(two, database).returncode == 0
    first = rows(database)
    assert [row[0] for row in first] == ["proef A", "proef B"]
    assert first[0] == (
        "proef A", "2026-01-15", 40, 0.9, 1.0, "Veertig zinnen, door twee lezers", "https://voorbeeld.invalid/meting",
    )  # fmt: skip
    again = hand_over(two, database)
    assert "niets veranderd" in again.stdout
    assert rows(database) == first
    hand_over(block(vangst="0.5"), database)
    assert [(row[0], row[4]) for row in rows(database)] == [("proef A", 0.5)]
    hand_over("meting = []", database)
    assert rows(database) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (block() + block(), "twee keer"),
        (block() + block(verzameling='"B"', precisie="1.2"), "meting 2: precisie"),
        (block(vangst="nan"), "vangst"),
        (block(aantal="0"), "aantal"),
        (block(aantal="true"), "aantal"),
        (block(aantal="99999999999999999999"), "aantal"),
        (block(datum='"15 januari"'), "datum"),
        (block(datum="2026-01-15T10:00:00"), "datum"),
        (block(datum="2999-01-01"), "datum"),
        (block(bron='" "'), "bron"),
        (block() + "extra = 1\n", "precies de velden"),
        ("x = 1\n" + block(), "[[meting]]"),
        ("", "[[meting]]"),
        ("meting = [1]", "precies de velden"),
        ("kapot =", "geen geldige TOML"),
    ],
)
def test_one_mistake_changes_nothing_and_is_told(database: Path, text: str, says: str) -> None:
    hand_over(block(), database)
    before = rows(database)
    assert says in assert_one_dutch_line(hand_over(text, database))
    assert rows(database) == before


def test_a_missing_file_or_database_is_told(database: Path, tmp_path: Path) -> None:
    missing = kamerwacht_here("import-meetlat", str(tmp_path / "weg.toml"), "--db", str(database))
    assert "niet te lezen" in assert_one_dutch_line(missing)
    (tmp_path / "meting.toml").write_text(block())
    result = kamerwacht_here(
        "import-meetlat", str(tmp_path / "meting.toml"), "--db", str(tmp_path / "weg.db")
    )
    assert "bestaat niet" in assert_one_dutch_line(result)
    assert not (tmp_path / "weg.db").exists()


def test_evaluate_never_writes_a_database(database: Path, tmp_path: Path) -> None:
    row = {"id": 1, "text": "in maart 2027", "ref_date": "2026-06-04", "latest": "2027-03-31"}
    (tmp_path / "set.jsonl").write_text(json.dumps(row))
    before = database.read_bytes()
    assert kamerwacht("evaluate", str(tmp_path / "set.jsonl"), cwd=tmp_path).returncode == 0
    assert database.read_bytes() == before
    assert rows(database) == []
