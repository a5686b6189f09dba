"""An operator's own kabinetten.toml beside the database takes the place of the bundled one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import db
from kamerwacht import config
from kamerwacht.settle import settle

if TYPE_CHECKING:
    from pathlib import Path

OWN = """
[bronnen]
b = "Verzonnen"
[[kabinet]]
naam = "Proef"
van = 2020-01-10
bron = ["b"]
zeker = true
"""


def _names(place: config.Store) -> list[str]:
    database = db.connect(place.database, readonly=True)
    names = [row[0] for row in database.execute("SELECT naam FROM kabinetten")]
    database.close()
    return names


def _settle(place: config.Store) -> list[str]:
    database = db.connect(place.database, create=True)
    lines, wrong = settle(database, place)
    database.close()
    assert wrong is None
    return lines


def test_the_own_list_counts_and_a_wrong_one_changes_nothing(tmp_path: Path) -> None:
    place = config.store(tmp_path / "kamerwacht.db")
    place.cabinets.write_text(OWN, encoding="utf-8")
    assert _settle(place) == []
    assert _names(place) == ["Proef"]

    place.cabinets.write_text(OWN.replace("zeker = true", 'zeker = "ja"'), encoding="utf-8")
    (line,) = _settle(place)
    assert line.startswith(f"{place.cabinets}: Proef: zeker is true of false; ")
    assert _names(place) == ["Proef"]


def test_without_an_own_list_the_bundled_one_counts(tmp_path: Path) -> None:
    place = config.store(tmp_path / "kamerwacht.db")
    assert _settle(place) == []
    assert len(_names(place)) > 1
