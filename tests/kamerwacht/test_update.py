"""The scheduled job's own duties: a fault is told, nothing is lost, the next run is whole."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

from demo import papers, standin
from demo.standin import Fault
from kamerwacht.config import Store
from kamerwacht.errors import KamerwachtError
from kamerwacht.lock import only_one
from kamerwacht.update import update
from spiders import CrawlConfig
from spiders.config import SOURCE
from tests.kamerwacht.command import assert_one_dutch_line, kamerwacht_here

if TYPE_CHECKING:
    from pathlib import Path

    from kamerwacht.collect import Outcome

FOLLOWED = 29
"""Papers of the archive that the demo's subject picks; one of the thirty is about something else."""


def _update(place: Store, *faults: Fault, register: tuple[str, ...] = ()) -> Outcome:
    with standin.serve(faults=faults) as server:
        settings = CrawlConfig(
            contact="test@kamerwacht.invalid",
            spool=place.spool(SOURCE),
            today=papers.bundled().reference_date,
            base_url=server.url,
            topics=papers.folder() / "onderwerpen.toml",
            delay=0,
            retries=1,
            retry_wait=0.01,
        )
        (outcome,) = update(place, [settings], register=register)
        return outcome


def _rows(place: Store, sql: str) -> list[Any]:
    connection = sqlite3.connect(place.database)
    rows = connection.execute(sql).fetchall()
    connection.close()
    return rows


@pytest.fixture
def place(tmp_path: Path) -> Store:
    return Store(tmp_path / "kw.db")


def test_one_lost_paper_is_told_and_fetched_the_next_time(place: Store) -> None:
    outcome = _update(place, Fault("kst-99905-4.xml", "status", times=99, status=500))
    assert not outcome.good
    assert [url for url, _ in outcome.failures if "kst-99905-4" in url]
    assert _rows(place, "SELECT count(*) FROM documenten") == [(FOLLOWED - 1,)]
    assert _rows(place, "SELECT gelezen_tot FROM bronnen") == [(None,)]
    assert _rows(place, "SELECT uitslag, mislukt > 0 FROM verversingen") == [("fouten", 1)]
    # What was not read can't have been silent.
    assert _rows(place, "SELECT count(*) FROM te_laat") == [(0,)]
    again = _update(place)
    assert again.good
    assert again.report.new == 1
    assert _rows(place, "SELECT count(*) FROM documenten") == [(FOLLOWED,)]
    assert _rows(place, "SELECT gelezen_tot FROM bronnen") == [("2026-11-23",)]


def test_an_unreachable_source_is_told_in_dutch(place: Store) -> None:
    settings = CrawlConfig(
        contact="test@kamerwacht.invalid",
        spool=place.spool(SOURCE),
        today=papers.bundled().reference_date,
        base_url="http://127.0.0.1:9",
        topics=papers.folder() / "onderwerpen.toml",
        delay=0,
        retries=0,
    )
    (outcome,) = update(place, [settings])
    assert not outcome.good
    assert all("Traceback" not in message for _, message in outcome.failures)
    assert _rows(place, "SELECT uitslag FROM verversingen") == [("fouten",)]


def test_a_second_update_leaves_at_once(place: Store) -> None:
    with only_one(place.database), pytest.raises(KamerwachtError, match="wordt al bijgewerkt"):
        _update(place)


def test_the_raw_bytes_are_kept_and_whole(place: Store) -> None:
    import db  # noqa: PLC0415

    _update(place)
    raw = db.RawStore(place.raw)
    rows = _rows(place, "SELECT sha256, grootte FROM bestanden")
    assert len(rows) >= FOLLOWED
    assert all(len(raw.get(sha256)) == size for sha256, size in rows)
    assert _rows(place, "SELECT count(*) FROM herkomsten WHERE redenen IS NULL OR bestand_id IS NULL") == [
        (0,)
    ]


def test_silence_is_not_claimed_while_a_source_that_could_answer_is_not_read(place: Store) -> None:
    late = "UPDATE instellingen SET waarde = '2026-11-23' WHERE naam = 'peildatum'"
    _update(place, register=("officiele_bekendmakingen", "tweede_kamer", "rijksoverheid"))
    connection = sqlite3.connect(place.database)
    with connection:
        connection.execute(late)
    connection.close()
    assert _rows(place, "SELECT count(*) FROM te_laat") == [(0,)]
    assert _rows(place, "SELECT count(*) > 5 FROM stand WHERE toestand = 'nog niet vast te stellen'") == [
        (1,)
    ]
    assert _rows(place, "SELECT count(*) FROM bronnen WHERE gelezen_tot IS NULL") == [(2,)]


def test_a_clock_that_ran_ahead_leaves_no_hole(place: Store) -> None:
    _update(place)
    connection = sqlite3.connect(place.database)
    with connection:
        connection.execute("UPDATE bronnen SET laatst_gewijzigd = '2031-01-01'")
        connection.execute("UPDATE leesplaatsen SET plek = '2031-01-01' WHERE onderdeel = 'volledig'")
        connection.execute("DELETE FROM herkomsten WHERE identificatie = 'kst-99905-9'")
    connection.close()
    outcome = _update(place)
    assert outcome.report.new == 1, "all is listed again, not only what changed since 2031"
    assert _rows(place, "SELECT laatst_gewijzigd FROM bronnen") == [("2026-11-23",)]


def test_a_mistake_in_the_topics_is_one_line_before_anything_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAMERWACHT_CONTACT", "test@kamerwacht.invalid")
    topics = tmp_path / "onderwerpen.toml"
    topics.write_text("onderwerp = 3\n", encoding="utf-8")
    database = tmp_path / "kw.db"
    line = assert_one_dutch_line(kamerwacht_here("update", "--config", str(topics), "--db", str(database)))
    assert "onderwerpen.toml: onderwerp is geen onderdeel" in line
    assert not database.exists()
