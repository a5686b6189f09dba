"""A database built again from what was kept says the same, however many processes read."""

from __future__ import annotations

import importlib.util
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import db
from db.rebuild import _kinds, history_tables
from db.shape import tables
from demo import papers
from kamerwacht.config import Store
from kamerwacht.demo import build
from kamerwacht.errors import KamerwachtError
from kamerwacht.rebuild import rebuild
from kamerwacht.workers import in_order, workers
from tests.kamerwacht.command import assert_one_dutch_line, kamerwacht

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The demo, with a paper put in by hand."""
    place = Store(tmp_path_factory.mktemp("herbouw") / "kw.db")
    build(place, papers.bundled().reference_date)
    letter = place.database.with_name("brief.txt")
    letter.write_text("Ik zal uw Kamer voor de zomer informeren over de proef met het meldpunt.")
    added = kamerwacht("add", str(letter), "--date", "2026-03-01", "--db", str(place.database))
    assert added.returncode == 0, added.stderr
    return place


def _same(place: Store, new: Path) -> None:
    assert list(db.compare(place.database, new, without=history_tables())) == []


@pytest.mark.parametrize("jobs", [1, 3])
def test_the_same_comes_out_with_any_number_of_processes(place: Store, tmp_path: Path, jobs: int) -> None:
    assert rebuild(place, tmp_path / "nieuw.db", jobs=jobs) == []
    assert [path.name for path in tmp_path.iterdir()] == ["nieuw.db"]
    _same(place, tmp_path / "nieuw.db")


def test_a_lost_raw_file_is_one_line_and_leaves_no_half_database(place: Store, tmp_path: Path) -> None:
    file = next(
        path for path in place.raw.rglob("*") if path.is_file() and b"<kamerstuk>" in path.read_bytes()
    )
    aside = file.rename(tmp_path / "terzijde")
    try:
        line = assert_one_dutch_line(
            kamerwacht("rebuild", "--db", str(place.database), "--to", str(tmp_path / "nieuw.db"))
        )
    finally:
        aside.rename(file)
    assert str(file) in line
    assert not (tmp_path / "nieuw.db").exists()


def test_a_present_file_is_not_overwritten(place: Store, tmp_path: Path) -> None:
    (tmp_path / "er.db").write_text("van iemand")
    result = kamerwacht("rebuild", "--db", str(place.database), "--to", str(tmp_path / "er.db"))
    assert "--force" in assert_one_dutch_line(result)
    assert (tmp_path / "er.db").read_text() == "van iemand"


def test_every_table_that_is_taken_over_exists_and_none_twice(place: Store) -> None:
    database = db.connect(place.database, readonly=True)
    kinds = _kinds()
    assert not kinds["overgenomen"] & kinds["geschiedenis"]
    assert kinds["overgenomen"] | kinds["geschiedenis"] <= set(tables(database.conn))
    database.close()


def _die(number: int) -> int:
    if number == 5:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_a_killed_process_is_told_in_one_line() -> None:
    with pytest.raises(KamerwachtError, match="onverwacht gestopt"), workers(2) as executor:
        list(in_order(executor, _die, range(20)))


def test_answers_come_in_the_order_asked() -> None:
    with workers(2) as executor:
        assert list(in_order(executor, abs, range(-500, 0))) == list(range(500, 0, -1))


@pytest.fixture
def cluster() -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A real scheduler and two workers on loopback: its address and the workers."""
    if importlib.util.find_spec("distributed") is None:
        pytest.skip("de extra 'dask' is hier niet geïnstalleerd (uv sync --extra dask)")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", address, "--no-dashboard"]
    running = [subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)]
    command = [sys.executable, "-m", "distributed.cli.dask_worker", f"tcp://{address}", "--nthreads", "1"]
    command += ["--no-dashboard", "--no-nanny", "--host", "127.0.0.1"]
    running += [subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) for _ in range(2)]
    try:
        yield f"tcp://{address}", running[1:]
    finally:
        for process in running:
            process.kill()
            process.wait()


def _stored(half: Path) -> int:
    """Papers in a database that is being built."""
    try:
        with closing(sqlite3.connect(f"file:{half}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM documenten").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def test_dask_gives_the_same_also_when_a_worker_is_killed_half_way(
    place: Store, tmp_path: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    from distributed import Client  # noqa: PLC0415

    address, processes = cluster
    with Client(address, timeout="60s") as client:
        client.wait_for_workers(2, timeout=120)
    command = [sys.executable, "-m", "kamerwacht.cli", "rebuild", "--db", str(place.database)]
    command += ["--to", str(tmp_path / "nieuw.db"), "--dask", address]
    building = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE)
    half = tmp_path / "nieuw.db.half"
    until = time.monotonic() + 120
    while _stored(half) < 3 and building.poll() is None and time.monotonic() < until:
        time.sleep(0.002)
    assert building.poll() is None, "all was read before a worker could be killed"
    processes[0].kill()
    _, said = building.communicate(timeout=200)
    assert building.returncode == 0, said.decode()
    _same(place, tmp_path / "nieuw.db")


def test_no_scheduler_is_told_in_one_line(
    place: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if importlib.util.find_spec("distributed") is None:
        pytest.skip("de extra 'dask' is hier niet geïnstalleerd (uv sync --extra dask)")
    monkeypatch.setattr("kamerwacht.workers.PATIENCE", 0.5)
    with pytest.raises(KamerwachtError, match="niet te bereiken"):
        rebuild(place, tmp_path / "nieuw.db", dask="tcp://127.0.0.1:9")
    with pytest.raises(KamerwachtError, match="geen adres van een planner"):
        rebuild(place, tmp_path / "nieuw.db", dask="onzin")
