"""Cabinets and seats: the data file holds together, and a predecessor's promise is known as such."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

import db
from db.cabinets import read_cabinets, store_cabinets
from tests.db.desk import promise

if TYPE_CHECKING:
    from tests.db.desk import Desk

INVENTED = """
[bronnen]
b = "Verzonnen"
[[kabinet]]
naam = "Eerste"
van = 2020-01-10
tot = 2024-07-02
demissionair_sinds = 2023-07-07
bron = ["b"]
zeker = true
[[kabinet]]
naam = "Tweede"
van = 2024-07-02
bron = ["b"]
zeker = true
[[zetel]]
ambt = "minister-jenv"
naam = "A. Verzonnen"
kabinet = "Eerste"
van = 2020-01-10
tot = 2024-07-02
bron = ["b"]
zeker = true
[[zetel]]
ambt = "minister-jenv"
naam = "B. Bedacht"
kabinet = "Tweede"
van = 2024-07-02
bron = ["b"]
zeker = false
"""
SEATED = "SELECT toen, kabinet_toen, demissionair_toen, nu, kabinet_nu, demissionair_nu, door_voorganger, zekerheid FROM zittend"


def _offices() -> set[str]:
    """The keys of offices that extract/data knows."""
    data = files("extract").joinpath("data")
    offices = tomllib.loads(data.joinpath("offices.toml").read_text(encoding="utf-8"))["office"]
    ministries = tomllib.loads(data.joinpath("ministries.toml").read_text(encoding="utf-8"))["ministry"]
    roles = ("minister", "staatssecretaris")
    return {row["id"] for row in offices} | {
        f"{r}-{row['code'].lower()}" for row in ministries for r in roles
    }


def test_the_bundled_file_holds_together_and_names_known_offices() -> None:
    cabinets, seats = read_cabinets()
    assert [row[0] for row in cabinets] == ["Rutte III", "Rutte IV", "Schoof", "Jetten"]
    assert len(seats) >= 120
    assert {row[0] for row in seats} <= _offices()


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ("2023-07-06", ("A. Verzonnen", "Eerste", 0, "B. Bedacht", "Tweede", 0, 1, "onzeker")),
        ("2023-07-07", ("A. Verzonnen", "Eerste", 1, "B. Bedacht", "Tweede", 0, 1, "onzeker")),
        ("2024-07-01", ("A. Verzonnen", "Eerste", 1, "B. Bedacht", "Tweede", 0, 1, "onzeker")),
        ("2024-07-02", ("B. Bedacht", "Tweede", 0, "B. Bedacht", "Tweede", 0, 0, "onzeker")),
        ("2019-12-31", (None, None, None, "B. Bedacht", "Tweede", 0, None, "onbekend")),
    ],
)
def test_who_held_the_seat_then_and_who_holds_it_now(
    desk: Desk, made: str, expected: tuple[object, ...]
) -> None:
    store_cabinets(desk.database, INVENTED)
    desk.put("kst-1", made, promise())
    assert desk.database.execute(SEATED).fetchall() == [expected]


def test_an_unknown_seat_stays_unknown(desk: Desk) -> None:
    store_cabinets(desk.database, INVENTED)
    desk.put("kst-1", "2025-01-01", promise(promiser="minister-bzk"))
    assert desk.database.execute(SEATED).fetchall() == [
        (None, "Tweede", 0, None, "Tweede", 0, None, "onbekend")
    ]


def test_storing_again_changes_nothing(desk: Desk) -> None:
    assert store_cabinets(desk.database)
    assert not store_cabinets(desk.database)
    assert store_cabinets(desk.database, INVENTED)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("tot = 2024-07-02\ndem", "tot = 2024-07-03\ndem", "Eerste en Tweede overlappen"),
        ('kabinet = "Tweede"', 'kabinet = "Derde"', "kabinet Derde staat er niet"),
        (
            'naam = "B. Bedacht"\nkabinet = "Tweede"',
            'naam = "B. Bedacht"\nkabinet = "Eerste"',
            "zat niet alleen",
        ),
        ('bron = ["b"]\nzeker = false', 'bron = ["c"]\nzeker = false', "bron staat niet in"),
        ("zeker = false", 'zeker = "ja"', "zeker is true of false"),
        (
            "van = 2020-01-10\ntot = 2024-07-02\nbron",
            'van = "ooit"\ntot = 2024-07-02\nbron',
            "van is geen dag",
        ),
    ],
)
def test_a_file_that_contradicts_itself_changes_nothing(desk: Desk, old: str, new: str, message: str) -> None:
    assert INVENTED.count(old) == 1
    store_cabinets(desk.database, INVENTED)
    with pytest.raises(ValueError, match=message):
        store_cabinets(desk.database, INVENTED.replace(old, new))
    assert desk.value("SELECT count(*) FROM kabinetten") == 2
    assert db.today(desk.database)
