"""What goes wrong around a crawl: a source that is down, a full disk, a locked database. Nothing is lost."""

from __future__ import annotations

import resource
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

import db
from demo import papers
from demo.rijksoverheid import Rijksoverheid
from demo.standin import Fault, StandIn, serve
from kamerwacht.config import Store
from kamerwacht.errors import KamerwachtError
from kamerwacht.update import update
from spiders import CrawlConfig

if TYPE_CHECKING:
    from pathlib import Path

FOLLOWED = 29


def settings(place: Store, url: str, source: str = "officiele_bekendmakingen") -> CrawlConfig:
    return CrawlConfig(
        source=source,
        contact="test@kamerwacht.invalid",
        spool=place.spool(source),
        today=papers.bundled().reference_date,
        base_url=url,
        public_url="https://repository.overheid.example",
        topics=papers.folder() / "onderwerpen.toml",
        delay=0,
        retries=0,
    )


def rows(place: Store, sql: str) -> list[Any]:
    with closing(sqlite3.connect(place.database)) as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture
def place(tmp_path: Path) -> Store:
    return Store(tmp_path / "kw.db")


def whole(place: Store, server: StandIn) -> None:
    (outcome,) = update(place, [settings(place, server.url)])
    assert outcome.failures == []
    assert rows(place, "SELECT count(*) FROM documenten") == [(FOLLOWED,)]


def test_a_source_that_is_down_does_not_stop_the_others(place: Store) -> None:
    with serve(sites=(Rijksoverheid(),)) as server:
        down, up = update(
            place,
            [settings(place, "http://127.0.0.1:9"), settings(place, server.url, "rijksoverheid")],
            register=("officiele_bekendmakingen", "rijksoverheid"),
        )
    assert (down.good, up.good) == (False, True)
    assert rows(place, "SELECT bron, gelezen_tot FROM bronnen ORDER BY bron") == [
        ("officiele_bekendmakingen", None),
        ("rijksoverheid", "2026-11-23"),
    ]
    assert rows(place, "SELECT bron, uitslag FROM verversingen ORDER BY bron") == [
        ("officiele_bekendmakingen", "fouten"),
        ("rijksoverheid", "goed"),
    ]


def test_a_full_disk_under_the_raw_files_ends_the_run_and_loses_nothing(
    place: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    put, kept = db.RawStore.put, []

    def full(store: db.RawStore, data: bytes, **more: bool) -> str:
        kept.append(data)
        if len(kept) > 9:
            raise db.DatabaseError("Het bestand kan niet worden bewaard (de schijf is vol)")
        return put(store, data, **more)

    with serve() as server:
        with monkeypatch.context() as patch:
            patch.setattr(db.RawStore, "put", full)
            with pytest.raises(KamerwachtError, match="de schijf is vol"):
                update(place, [settings(place, server.url)])
        assert rows(place, "SELECT gelezen_tot FROM bronnen") in ([], [(None,)])
        whole(place, server)
        assert rows(place, "SELECT uitslag FROM verversingen ORDER BY id") == [("afgebroken",), ("goed",)]


@pytest.mark.usefixtures("real_processes")  # it inherits our limit
def test_a_full_disk_under_the_queue_ends_the_crawl_in_one_line(place: Store) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    big = Fault("kst-99905-1.xml", "status", times=0)
    with serve(faults=(big,)) as server:
        db.connect(place.database, create=True).close()
        try:
            # Files larger than this can't be written; the database has its pages already, the queue's are new.
            resource.setrlimit(resource.RLIMIT_FSIZE, (6_000, hard))
            from spiders import Order, crawl  # noqa: PLC0415

            report = crawl(settings(place, server.url), lambda _: None, Order())
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert any("kan niet worden geschreven" in message for _, message in report.failed)
        assert report.read_until is None
        whole(place, server)


def test_a_locked_database_is_told_and_the_next_run_is_whole(
    place: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "db.connection.connect.__kwdefaults__", {"create": False, "readonly": False, "busy": 0.2}
    )
    with serve() as server:
        db.connect(place.database, create=True).close()
        with closing(sqlite3.connect(place.database, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            with pytest.raises(KamerwachtError, match=r"bezet|vergrendeld|in gebruik|bezig"):
                update(place, [settings(place, server.url)])
        whole(place, server)


def test_an_unreadable_paper_becomes_a_gap_and_the_rest_is_read(place: Store) -> None:
    with serve(faults=(Fault("kst-99905-4.xml", "wrong_length"),)) as server:
        (outcome,) = update(place, [settings(place, server.url)])
        assert [gap.identifier for gap in outcome.report.unread] == ["kst-99905-4"]
        assert rows(place, "SELECT identificatie, dossiers, vast FROM hiaten") == [
            ("kst-99905-4", "99905", 0)
        ]
        assert rows(place, "SELECT gelezen_tot, laatst_gewijzigd FROM bronnen") == [(None, "2026-11-23")]
    with serve() as server:
        (outcome,) = update(place, [settings(place, server.url)])
        assert outcome.good
        assert outcome.report.requests == 5, "the lost paper is asked for by name, not by listing all again"
    assert rows(place, "SELECT gelezen_tot FROM bronnen") == [("2026-11-23",)]
    assert rows(place, "SELECT count(*) FROM hiaten WHERE opgelost_op IS NULL") == [(0,)]


def test_why_a_paper_is_followed_is_whole_however_its_listing_failed(place: Store, tmp_path: Path) -> None:
    """Found in a month with faults: a paper that came without its search term never got it."""
    asked = "SELECT identificatie, redenen FROM herkomsten ORDER BY 1"
    with serve() as server:
        whole(Store(tmp_path / "zonder" / "kw.db"), server)
    with serve(faults=(Fault("inmenging", "status"),)) as server:
        (outcome,) = update(place, [settings(place, server.url)])
        assert not outcome.good
    before = rows(place, asked)
    with serve() as server:
        (outcome,) = update(place, [settings(place, server.url)])
    assert outcome.good
    assert before != rows(place, asked) == rows(Store(tmp_path / "zonder" / "kw.db"), asked)
