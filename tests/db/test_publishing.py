"""What readers see: all of a publication or nothing of it, and only what holds."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

import db
from commitments.model import EventKind
from db.check import check_database
from db.publishing import NotPublishedError, Published, publish, recover
from tests.db.desk import Desk, event, promise, term

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGE = 0
"""Size from which changes are published: everything."""


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    desk.put("kst-39999-1", "2026-03-01", promise(deadline=term("2026-09-21")))
    desk.put("kst-39999-2", "2026-04-01", event(EventKind.POSTPONED, "Het komt later.", term("2026-12-01")))
    yield desk
    desk.database.close()


@pytest.fixture
def live(tmp_path: Path) -> Path:
    return tmp_path / "publiek" / "kw.db"


def _count(path: Path | sqlite3.Connection, table: str = "documenten") -> int:
    query = f"SELECT count(*) FROM {table}"  # noqa: S608
    if isinstance(path, sqlite3.Connection):
        return int(path.execute(query).fetchone()[0])
    with closing(_reader(path)) as connection:
        return _count(connection, table)


def _reader(path: Path) -> sqlite3.Connection:
    """As the site opens it."""
    return sqlite3.connect(f"file:{path}?mode=ro", uri=True)


def _more(work: Desk, number: int = 3) -> None:
    said = promise(f"Ik informeer uw Kamer over brug {number}.", term("2026-10-01"))
    work.put(f"kst-39998-{number}", "2026-05-01", said)
    db.withdraw_document(work.database, "kst-39999-2", "2026-05-02T03:04:05Z")


def test_the_first_time_all_is_published(work: Desk, live: Path) -> None:
    assert publish(work.path, live).whole
    assert list(db.compare(work.path, live)) == []
    assert not list(live.parent.glob("*.kandidaat*"))


@pytest.mark.parametrize("switch", [LARGE, 2**40])
def test_a_reader_that_stays_open_sees_the_next_publication(work: Desk, live: Path, switch: int) -> None:
    publish(work.path, live, switch=switch)
    with closing(_reader(live)) as reader:
        version = reader.execute("PRAGMA data_version").fetchone()
        assert _count(reader) == 2
        _more(work)
        assert _count(reader) == 2
        done = publish(work.path, live, switch=switch)
        assert done.whole is bool(switch)
        assert _count(reader) == 3
        assert reader.execute("PRAGMA data_version").fetchone() != version
    assert list(db.compare(work.path, live)) == []
    assert list(check_database(live)) == []


def test_only_what_changed_is_brought_over_and_it_is_all(work: Desk, live: Path) -> None:
    publish(work.path, live, switch=LARGE)
    for number in range(3, 8):
        _more(work, number)
        work.database.execute("DELETE FROM verwijzingen")
        work.database.execute("UPDATE instellingen SET waarde = '15' WHERE naam = 'wachttijd'")
        work.database.conn.commit()
        assert not publish(work.path, live, switch=LARGE).whole
        assert list(db.compare(work.path, live)) == []
        assert list(check_database(live)) == []
    found = "SELECT rowid FROM documenten_fts WHERE documenten_fts MATCH 'brug'"
    with closing(_reader(live)) as reader:
        assert reader.execute(found).fetchall() == work.database.execute(found).fetchall() != []
    assert publish(work.path, live, switch=LARGE).rows == 0


def test_a_file_that_is_out_of_step_is_published_whole(work: Desk, live: Path) -> None:
    publish(work.path, live, switch=LARGE)
    _more(work)
    with closing(sqlite3.connect(live)) as connection:
        connection.execute("PRAGMA user_version = 7")
    assert publish(work.path, live, switch=LARGE).whole
    with closing(sqlite3.connect(live)) as connection:
        connection.execute("DROP VIEW te_laat")
    assert publish(work.path, live, switch=LARGE).whole
    live.write_bytes(b"geen databank" * 1000)
    assert publish(work.path, live, switch=LARGE).whole
    assert list(db.compare(work.path, live)) == []


@pytest.mark.parametrize("switch", [LARGE, 2**40])
def test_what_does_not_hold_is_not_published(work: Desk, live: Path, switch: int) -> None:
    publish(work.path, live, switch=switch)
    _more(work)
    work.database.execute("UPDATE toezeggingen SET begin = begin + 1, eind = eind + 1 WHERE id = 2")
    work.database.conn.commit()
    with pytest.raises(NotPublishedError, match="niet letterlijk") as told:
        publish(work.path, live, switch=switch)
    assert "\n" not in str(told.value)
    assert _count(live) == 2
    work.database.execute("UPDATE toezeggingen SET begin = begin - 1, eind = eind - 1 WHERE id = 2")
    work.database.conn.commit()
    publish(work.path, live, switch=switch)
    assert list(db.compare(work.path, live)) == []


def test_a_reader_needs_no_right_to_write(work: Desk, live: Path) -> None:
    for switch in (2**40, LARGE):
        publish(work.path, live, switch=switch)
        _more(work, switch % 7 + 3)
        assert sorted(path.name for path in live.parent.iterdir()) == ["kw.db"]
        assert live.read_bytes()[18:20] == b"\x01\x01", "a write-ahead log would need files beside it"


def test_what_a_killed_publication_left_is_undone(work: Desk, live: Path) -> None:
    """A rollback journal beside the file, as a process killed in the middle of a commit leaves it."""
    publish(work.path, live)
    whole = live.read_bytes()
    with closing(sqlite3.connect(live, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE documenten SET tekst = tekst || hex(randomblob(90000))")
        journal = live.with_name("kw.db-journal").read_bytes()
        torn = live.read_bytes()
        connection.execute("ROLLBACK")
    assert torn != whole
    live.write_bytes(torn)
    live.with_name("kw.db-journal").write_bytes(journal)
    recover(live)
    assert list(db.compare(work.path, live)) == []


def test_the_checked_copy_is_kept_when_asked(work: Desk, live: Path, tmp_path: Path) -> None:
    kept = tmp_path / "reserve" / "vandaag.db"
    assert isinstance(publish(work.path, live, keep=kept), Published)
    assert list(db.compare(work.path, kept)) == []
