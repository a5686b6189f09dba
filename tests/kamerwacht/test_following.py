"""What is followed comes from onderwerpen.toml and from the promises found: nothing else has to be edited."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from demo import papers
from demo.standin import StandIn, serve
from kamerwacht.config import Store
from kamerwacht.update import update
from spiders import CrawlConfig

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from kamerwacht.collect import Outcome

ARCHIVE = papers.bundled()
LETTERS = ("brief", "antwoord")
SUBJECT = """
[onderwerp]
naam = "Ander onderwerp"
sinds = {since}
[soorten]
publicaties = ["Kamerstuk", "Kamervragen (Aanhangsel)"]
[volgen]
ministeries_met_open_toezegging = {promises}
verwijzingen = {steps}
{rest}
"""


def crawl(place: Store, server: StandIn, day: dt.date = ARCHIVE.reference_date, **wanted: object) -> Outcome:
    values = {"since": "2020-01-01", "promises": "false", "steps": 0, "rest": ""} | wanted
    topics = place.database.parent / "onderwerpen.toml"
    topics.write_text(SUBJECT.format(**values), encoding="utf-8")
    settings = CrawlConfig(
        contact="test@kamerwacht.invalid",
        spool=place.spool("officiele_bekendmakingen"),
        today=day,
        base_url=server.url,
        topics=topics,
        delay=0,
    )
    (outcome,) = update(place, [settings])
    return outcome


def rows(place: Store, sql: str) -> list[Any]:
    with closing(sqlite3.connect(place.database)) as connection:
        return connection.execute(sql).fetchall()


def keys(place: Store) -> set[str]:
    return {key for (key,) in rows(place, "SELECT sleutel FROM documenten")}


def of(*, dossier: str) -> set[str]:
    return {p.identifier.lower() for p in ARCHIVE.papers if dossier in p.dossiers}


@pytest.fixture
def place(tmp_path: Path) -> Store:
    return Store(tmp_path / "kw.db")


def dossier(number: str) -> str:
    return f'[[dossier]]\nnummer = "{number}"\n'


def test_another_subject_is_an_edit_of_one_file(place: Store) -> None:
    with serve() as server:
        crawl(place, server, rest=dossier("99984"))
        assert keys(place) == of(dossier="99984")
        first = rows(place, "SELECT gelezen_tot FROM bronnen")
        crawl(place, server, rest=dossier("99984") + dossier("99918"))
        assert keys(place) == of(dossier="99984") | of(dossier="99918"), (
            "old papers of a new dossier come too"
        )
        assert rows(place, "SELECT gelezen_tot FROM bronnen") == first == [("2026-11-23",)]
        assert server.asked("kst-99984-3.xml") == 1, "what is there is not fetched again"
        crawl(place, server, rest='[[ministerie]]\ncode = "OCW"\n', since="2025-01-01")
        picked = rows(place, "SELECT identificatie FROM herkomsten WHERE redenen LIKE '%ministerie OCW%'")
    assert {key for (key,) in picked} <= {
        p.identifier.lower() for p in ARCHIVE.papers if str(p.date) >= "2025-01-01"
    }


def test_letters_of_a_ministry_that_owes_an_answer_are_read_whatever_their_subject(place: Store) -> None:
    with serve() as server:
        outcome = crawl(place, server, rest=dossier("99905"), promises="true")
    assert outcome.failures == []
    owing = dict(
        rows(
            place,
            "SELECT m.code, min(z.datum) FROM toezeggingen z JOIN ministeries m ON m.id = z.ministerie_id"
            " JOIN stand s ON s.toezegging_id = z.id WHERE s.toestand NOT IN ('afgedaan', 'vervallen') GROUP BY 1",
        )
    )
    assert owing
    owed = {
        p.identifier.lower()
        for p in ARCHIVE.papers
        if p.kind in LETTERS and p.ministry in owing and str(p.date) >= owing[p.ministry]
    }
    assert owed - of(dossier="99905"), "the archive has such letters outside the dossier"
    assert owed <= keys(place)
    reasons = rows(
        place, "SELECT DISTINCT redenen FROM herkomsten WHERE redenen LIKE 'volgt toezegging van %'"
    )
    assert {f"volgt toezegging van {code}" for code in owing} & {text for (text,) in reasons}
    assert rows(place, "SELECT gelezen_tot FROM bronnen") == [("2026-11-23",)]


def test_references_are_followed_one_step(place: Store, tmp_path: Path) -> None:
    without = Store(tmp_path / "zonder" / "kw.db")
    without.database.parent.mkdir()
    with serve() as server:
        crawl(without, server, rest=dossier("99930"))
        crawl(place, server, rest=dossier("99930"), steps=1)
    present = {p.identifier.lower() for p in ARCHIVE.papers}
    targets = {t for (t,) in rows(without, "SELECT DISTINCT doel FROM verwijzingen WHERE doel IS NOT NULL")}
    wanted = (targets & present) - keys(without)
    assert wanted, "the archive refers to papers outside the dossier"
    assert keys(place) == keys(without) | wanted
    reasons = rows(place, "SELECT redenen FROM herkomsten WHERE redenen LIKE 'verwijzing in kst-99930-%'")
    assert len(reasons) == len(wanted)
    absent = rows(place, "SELECT count(*) FROM hiaten WHERE soort = 'onvindbaar'")
    assert absent == [(len({t for t in targets if t.startswith(("kst-", "ah-tk-"))} - present),)]


def test_a_withdrawn_paper_stays_and_is_marked(place: Store) -> None:
    with serve() as server:
        crawl(place, server, rest=dossier("99905"))
        server.entries = [e for e in server.entries if e.paper.identifier != "kst-99905-9"]
        later = ARCHIVE.reference_date.replace(month=12, day=28)
        outcome = crawl(place, server, later, rest=dossier("99905"))
        again = crawl(place, server, later.replace(day=29), rest=dossier("99905"))
    assert (outcome.report.withdrawn, again.report.withdrawn) == (1, 0)
    assert rows(place, "SELECT sleutel FROM documenten WHERE ingetrokken = 1") == [("kst-99905-9",)]
    assert rows(place, "SELECT ingetrokken FROM verversingen ORDER BY id") == [(0,), (1,), (0,)]
    promises = "SELECT count(*) FROM toezeggingen z JOIN documenten d ON d.id = z.document_id WHERE d.ingetrokken = 1"
    assert rows(place, f"{promises} AND z.vervallen_op IS NULL") == [(0,)]
