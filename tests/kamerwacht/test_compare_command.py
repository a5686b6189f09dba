"""``kamerwacht compare``: what a user sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import db
from tests.kamerwacht.command import assert_one_dutch_line, kamerwacht

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def two(tmp_path: Path) -> tuple[str, str]:
    paths = []
    for name in ("een.db", "twee.db"):
        database = db.connect(tmp_path / name, create=True)
        database.table("dossiers").insert_all({"nummer": f"3999{n}", "titel": "Proef"} for n in range(9))
        database.close()
        paths.append(str(tmp_path / name))
    return paths[0], paths[1]


def _change(path: str, sql: str) -> None:
    from pathlib import Path  # noqa: PLC0415

    database = db.connect(Path(path))
    database.execute(sql)
    database.close()


def test_equal_is_0(two: tuple[str, str]) -> None:
    result = kamerwacht("compare", *two)
    assert (result.returncode, result.stdout) == (0, "De databanken zeggen hetzelfde.\n")


def test_different_is_1_and_says_what(two: tuple[str, str]) -> None:
    _change(two[1], "UPDATE dossiers SET titel = NULL WHERE nummer = '39993'")
    _change(two[0], "DELETE FROM dossiers WHERE nummer = '39990'")
    result = kamerwacht("compare", *two)
    assert result.returncode == 1
    assert result.stdout.splitlines() == [
        "dossiers 39990: alleen in de tweede",
        'dossiers 39993: titel: "Proef" | (leeg)',
        "De databanken verschillen: dossiers 2.",
    ]
    assert kamerwacht("compare", *two, "--without", "dossiers").returncode == 0


def test_what_can_not_be_compared_is_2(two: tuple[str, str]) -> None:
    assert "bestaat niet" in assert_one_dutch_line(kamerwacht("compare", two[0], two[1] + "x"))
    assert "onzin" in assert_one_dutch_line(kamerwacht("compare", *two, "--without", "onzin"))
