"""The copy of a day carries its licence and says what changed since the one before, small or large."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import db
from db import publishing
from kamerwacht import citable, config, publication
from tests.publish import example

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def place(tmp_path: Path) -> config.Store:
    return config.Store(example.build(tmp_path / "kw.db").path)


@pytest.fixture(autouse=True)
def _unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The invented keys of the example are not those of a real promise; what is refused is tested elsewhere."""
    monkeypatch.setattr(publishing, "check_database", lambda _: iter(()))
    monkeypatch.setattr(publishing, "check_changes", lambda _: iter(()))


def on(day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "today", lambda: day)


def change(place: config.Store) -> None:
    """A postponed promise is called fulfilled, and a paper with a new reading comes in."""
    database = db.connect(place.database)
    with database.atomic():
        database.execute(
            "UPDATE documenten SET vingerafdruk = replace(vingerafdruk, substr(vingerafdruk, 1, 1), 'x') WHERE id = 1"
        )
        database.execute("UPDATE gebeurtenissen SET soort = 'afgedaan' WHERE soort = 'uitgesteld'")
    database.close()


def test_what_lies_beside_the_copies(place: config.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    on("2026-11-22", monkeypatch)
    publication.publish(place)
    first = place.backups / "kw-2026-11-22.db"
    assert "Dit is de eerste kopie." in citable.changes_file(first).read_text("utf-8")
    assert "CC0 1.0" in (place.backups / "LICENTIE.txt").read_text("utf-8")
    change(place)
    on("2026-11-23", monkeypatch)
    publication.publish(place)
    second = place.backups / "kw-2026-11-23.db"
    text = citable.changes_file(second).read_text("utf-8")
    assert text.startswith("Wijzigingen in kw-2026-11-23.db sinds kw-2026-11-22.db\n")
    assert " 0 nieuw, 1 gewijzigd\ntoezeggingen" in text
    assert "  van uitgesteld naar afgedaan: 1\n" in text


def test_a_large_database_is_copied_the_first_time_of_each_day(
    place: config.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    on("2026-11-22", monkeypatch)
    publication.publish(place)
    monkeypatch.setattr(publishing.publish, "__kwdefaults__", {"switch": 0, "keep": None})
    change(place)
    on("2026-11-23", monkeypatch)
    assert not publication.publish(place).whole
    second = place.backups / "kw-2026-11-23.db"
    made = second.stat().st_mtime_ns
    assert "  van uitgesteld naar afgedaan: 1\n" in citable.changes_file(second).read_text("utf-8")
    assert (place.backups / "kw-2026-11-23.db.sha256").exists()
    assert not publication.publish(place).whole
    assert second.stat().st_mtime_ns == made


def test_what_goes_with_a_copy_goes_when_it_goes(
    place: config.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publication, "KEPT", 1)
    for day in ("2026-11-21", "2026-11-22"):
        on(day, monkeypatch)
        publication.publish(place)
    names = {file.name for file in place.backups.iterdir()}
    copy = "kw-2026-11-22.db"
    assert names == {"LICENTIE.txt", copy, f"{copy}.sha256", f"{copy}.WIJZIGINGEN.txt"}


def test_a_copy_of_another_shape_is_not_compared(
    place: config.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.backups.mkdir()
    (place.backups / "kw-2026-11-21.db").write_bytes(b"geen databank" * 100)
    on("2026-11-22", monkeypatch)
    publication.publish(place)
    text = citable.changes_file(place.backups / "kw-2026-11-22.db").read_text("utf-8")
    assert "Niet te vergelijken met kw-2026-11-21.db" in text
