"""Opening: the settings of a connection, and one clear Dutch line for all that can be wrong."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import db
from db.connection import transaction
from db.errors import explained
from db.schema.migrations import APPLICATION_ID
from tests.db.desk import Desk, promise

ROOT = Path(__file__).parents[2]


def message(path: Path, **options: bool | float) -> str:
    with pytest.raises(db.DatabaseError) as caught:
        db.connect(path, **options)  # type: ignore[arg-type]
    (line,) = str(caught.value).splitlines()
    assert str(path) in line
    return line


def test_a_connection_is_set_up(tmp_path: Path) -> None:
    path = tmp_path / "nieuw" / "kamerwacht.db"
    database = db.connect(path, create=True)
    pragmas = {
        "foreign_keys": 1,
        "journal_mode": "wal",
        "busy_timeout": 10_000,
        "application_id": APPLICATION_ID,
    }
    for name, value in pragmas.items():
        assert database.execute(f"PRAGMA {name}").fetchone()[0] == value, name
    database.close()


def test_reading_only_cannot_write(desk: Desk) -> None:
    desk.put("kst-1", "2026-01-05", promise())
    reader = db.connect(desk.path, readonly=True)
    assert reader.table("toezeggingen").count == 1
    with pytest.raises(db.DatabaseError, match="alleen te lezen"), transaction(reader):
        reader.execute("DELETE FROM termijnen")
    reader.close()


def test_missing(tmp_path: Path) -> None:
    for options in ({}, {"readonly": True}):
        assert "bestaat niet" in message(tmp_path / "weg.db", **options)
    assert list(tmp_path.iterdir()) == []


def test_a_folder(tmp_path: Path) -> None:
    assert "is een map" in message(tmp_path, create=True)


@pytest.mark.parametrize("create", [False, True])
def test_not_sqlite(tmp_path: Path, create: bool) -> None:  # noqa: FBT001 - a parameter of the test
    path = tmp_path / "brief.pdf"
    path.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 40)
    before = path.read_bytes()
    assert "geen SQLite-bestand" in message(path, create=create)
    assert path.read_bytes() == before


@pytest.mark.parametrize("create", [False, True])
def test_not_ours(tmp_path: Path, create: bool) -> None:  # noqa: FBT001 - a parameter of the test
    path = tmp_path / "anders.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE recepten (naam TEXT)")
    other.close()
    assert "geen databank van Kamerwacht" in message(path, create=create)
    with sqlite3.connect(path) as other:
        assert other.execute("SELECT name FROM sqlite_schema").fetchall() == [("recepten",)]
    other.close()


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "leeg.db"
    path.touch()
    assert "geen databank van Kamerwacht" in message(path)
    assert "geen databank van Kamerwacht" in message(path, readonly=True)
    db.connect(path, create=True).close()


def test_damaged(desk: Desk) -> None:
    desk.put("kst-1", "2026-01-05", promise())
    desk.database.close()
    data = bytearray(desk.path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    desk.path.write_bytes(data)
    line = message(desk.path)
    assert "is beschadigd" in line
    assert "reservekopie" in line


def test_of_a_newer_version(desk: Desk) -> None:
    desk.database.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " VALUES ('kamerwacht', '9999_later', 'x')"
    )
    for options in ({}, {"readonly": True}):
        assert "nieuwere Kamerwacht" in message(desk.path, **options)


def test_of_an_older_version(desk: Desk) -> None:
    desk.database.execute("DROP VIEW te_laat")
    assert "oudere Kamerwacht" in message(desk.path, readonly=True)
    db.connect(desk.path).close()
    db.connect(desk.path, readonly=True).close()


def test_half_of_a_migration(desk: Desk) -> None:
    """Only hands other than ours can do this: a migration is one transaction."""
    desk.database.execute("DELETE FROM _sqlite_migrations WHERE name = '0005_verzamelen'")
    desk.database.conn.commit()
    assert "half bijgewerkt" in message(desk.path)


def test_locked_by_another_writer(desk: Desk) -> None:
    other = db.connect(desk.path, busy=0.05)
    writer = sqlite3.connect(desk.path)
    writer.execute("BEGIN IMMEDIATE")
    assert "bezet door een ander proces" in message(desk.path, busy=0.05)
    with pytest.raises(db.DatabaseError, match="bezet door een ander proces"), transaction(other):
        pass
    writer.rollback()
    with transaction(other):
        pass
    other.close()
    writer.close()


def test_disk_full(desk: Desk) -> None:
    pages = desk.value("PRAGMA page_count")
    desk.database.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(db.DatabaseError, match="schijf is vol"):
        desk.put("kst-1", "2026-01-05", promise("Ik stuur uw Kamer een brief. " * 20_000))
    assert desk.value("PRAGMA integrity_check") == "ok"


def test_read_only_file(desk: Desk) -> None:
    if os.geteuid() == 0:
        pytest.skip("root mag overal schrijven")
    desk.database.close()
    desk.path.chmod(0o444)
    desk.folder.chmod(0o555)
    try:
        line = message(desk.path)
    finally:
        desk.folder.chmod(0o755)
    assert "alleen te lezen" in line or "kan niet worden geopend" in line


def test_our_own_mistakes_are_not_explained_away(desk: Desk) -> None:
    with pytest.raises(sqlite3.IntegrityError), explained(desk.path):
        desk.database.execute("INSERT INTO ministeries (code) VALUES ('')")
    with pytest.raises(sqlite3.OperationalError), explained(desk.path):
        desk.database.execute("SELECT * FROM bestaat_niet")


def test_a_transaction_is_all_or_nothing_also_inside_another(desk: Desk) -> None:
    def fail(key: str) -> None:
        with transaction(desk.database):
            desk.put(key, "2026-01-05", promise())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail("kst-1")
    assert desk.value("SELECT count(*) FROM documenten") == 0
    with transaction(desk.database):
        desk.put("kst-1", "2026-01-05", promise())
        with pytest.raises(RuntimeError):
            fail("kst-2")
    assert desk.database.execute("SELECT sleutel FROM documenten").fetchall() == [("kst-1",)]


KILLED = """
import sys
from pathlib import Path
from tests.db.desk import Desk, event, promise, term
from commitments.model import EventKind

desk = Desk(Path(sys.argv[1]))
print("begin", flush=True)
for number in range(100_000):
    desk.put(
        f"kst-{number}", "2026-01-05",
        *(promise(f"Ik stuur uw Kamer stuk {number}, deel {part}.", term("2026-06-30")) for part in range(4)),
        event(EventKind.REPEATED, f"Eerder stuurde ik u stuk {number}."),
    )
"""


def test_kill_9_in_the_middle_leaves_whole_papers(tmp_path: Path) -> None:
    """Each paper is stored and read in two steps; what is there of a step is there whole."""
    for pause in (0.15, 0.4):
        folder = tmp_path / str(pause)
        folder.mkdir()
        process = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(KILLED), str(folder)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(pause)
        process.kill()
        process.wait()
        process.stdout.close()
        database = db.connect(folder / "proef.db")
        assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        rows = database.execute(
            "SELECT (SELECT count(*) FROM blokken b WHERE b.document_id = d.id),"
            " (SELECT count(*) FROM toezeggingen z WHERE z.document_id = d.id),"
            " (SELECT count(*) FROM termijnen t JOIN toezeggingen z ON z.id = t.toezegging_id"
            "  WHERE z.document_id = d.id),"
            " (SELECT count(*) FROM gebeurtenissen g WHERE g.document_id = d.id), begrepen_op IS NOT NULL"
            " FROM documenten d"
        ).fetchall()
        assert (1, 4, 4, 1, 1) in rows
        assert set(rows) <= {(1, 4, 4, 1, 1), (1, 0, 0, 0, 0)}
        (unread,) = database.execute("SELECT count(*) FROM documenten WHERE begrepen_op IS NULL").fetchone()
        assert unread == rows.count((1, 0, 0, 0, 0)) <= 1
        for table in ("documenten", "toezeggingen"):
            database.execute(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('integrity-check')")  # noqa: S608
        database.close()
