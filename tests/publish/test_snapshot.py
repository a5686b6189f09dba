"""The kept states are those of the view, of today, and of the database as it is."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from db.connection import connect
from publish import feeds, queries, snapshot
from publish.snapshot import Snapshot, attach
from tests.publish import example

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.publish.conftest import Site


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return example.build(tmp_path / "bron.db").path


@pytest.fixture
def kept(path: Path) -> Iterator[Snapshot]:
    made = Snapshot(path)
    yield made
    made.close()


def read(path: Path, kept: Snapshot, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        attach(connection, kept.fresh())
        return connection.execute(sql).fetchall()


def change(path: Path, sql: str) -> None:
    database = connect(path)
    with database.atomic():
        database.execute(sql)
    database.close()


@pytest.mark.parametrize("piece", [3, 5000])
@pytest.mark.parametrize("name", ["stand", "overzicht", "te_laat"])
def test_it_holds_what_the_view_says(
    path: Path, kept: Snapshot, name: str, piece: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "PIECE", piece)
    with closing(sqlite3.connect(path)) as connection:
        live = connection.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall()  # noqa: S608
    assert live
    assert read(path, kept, f"SELECT * FROM {name} ORDER BY 1") == live  # noqa: S608


def test_it_counts_what_there_is(path: Path, kept: Snapshot) -> None:
    counts = dict(read(path, kept, "SELECT tabel, rijen FROM momentopname.tellingen"))
    assert {"documenten", "blokken", "overzicht", "te_laat"} <= set(counts)
    for name, number in counts.items():
        assert read(path, kept, f'SELECT count(*) FROM "{name}"') == [(number,)], name  # noqa: S608


@pytest.mark.parametrize("question", [queries.HISTORY, feeds.WITH_TEXT, feeds.WITHOUT_TEXT])
def test_a_question_on_one_promise_looks_its_events_up(path: Path, kept: Snapshot, question: str) -> None:
    bound = question.replace(":id", "1").replace(":keys", "'[]'")
    plan = [str(row[3]) for row in read(path, kept, f"EXPLAIN QUERY PLAN {bound}")]
    events = [step for step in plan if step.split()[1:2] == ["g"]]
    assert events
    assert all("USING" in step for step in events), plan


def test_it_follows_a_change_of_the_day_and_of_the_data(path: Path, kept: Snapshot) -> None:
    late = "SELECT count(*) FROM te_laat"
    assert read(path, kept, late) == [(2,)]
    change(path, "UPDATE instellingen SET waarde = '2026-10-20' WHERE naam = 'peildatum'")
    # 13 October plus the waiting time is not over yet
    assert read(path, kept, late) == [(1,)]
    change(path, "UPDATE toezeggingen SET vervallen_op = '2026-11-23T05:10:00Z'")
    assert read(path, kept, late) == [(0,)]


def test_without_a_change_it_is_not_made_again(path: Path, kept: Snapshot) -> None:
    assert kept.fresh() == kept.fresh()
    change(path, "UPDATE toezeggingen SET onderwerp = 'iets anders'")
    later = kept.fresh()
    assert kept.fresh() == later


def test_a_slow_one_is_made_beside_the_questions_but_never_for_another_day(
    path: Path, kept: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = kept.fresh()
    monkeypatch.setattr(snapshot, "PATIENCE", 0.0)
    monkeypatch.setattr(kept, "_not_before", 0.0)
    made = threading.Event()
    making = kept._make_beside
    monkeypatch.setattr(kept, "_make_beside", lambda: (making(), made.set()))
    change(path, "UPDATE toezeggingen SET onderwerp = 'iets anders'")
    assert kept.fresh() == first
    assert made.wait(10)
    assert read(path, kept, "SELECT DISTINCT onderwerp FROM overzicht") == [("iets anders",)]
    change(path, "UPDATE instellingen SET waarde = '2026-10-20' WHERE naam = 'peildatum'")
    assert read(path, kept, "SELECT DISTINCT datum FROM stand") == [("2026-10-20",)]


def test_a_filter_compares_numbers_as_numbers(site: Site) -> None:
    rows = site.get("/kamerwacht/overzicht.json?_shape=array&dagen=41").json()
    assert [row["sleutel"] for row in rows] == [site.keys["te laat"]]


def test_the_place_of_the_files_is_told_to_nobody(site: Site) -> None:
    for sql in ("select * from pragma_database_list", "select file from pragma_database_list()"):
        response = site.get("/kamerwacht.json", params={"sql": sql})
        assert response.status_code == 400
        assert "momentopname.db" not in response.text
        assert "/tmp" not in response.text  # noqa: S108


def test_the_folder_of_a_killed_process_is_removed_by_the_next(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    stale = tmp_path / f"{snapshot.PREFIX}{gone.pid}-abc"
    lasting = [tmp_path / f"{snapshot.PREFIX}{os.getpid()}-abc", tmp_path / f"{snapshot.PREFIX}x-y"]
    for folder in (stale, *lasting):
        folder.mkdir()
    first = Snapshot(path)
    assert not stale.exists()
    assert all(folder.exists() for folder in lasting)
    file = first.fresh()
    second = Snapshot(path)
    assert file.exists(), "die van een levend proces blijft"
    first.close()
    second.close()
