"""What an update does must not grow with what is stored: no statement of it reads a whole large table."""

from __future__ import annotations

import re
import sqlite3
import tracemalloc
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import pytest

import db
from benchmarks import synthetic
from commitments.model import EventKind
from kamerwacht.config import Store, now
from kamerwacht.intake import Intake
from kamerwacht.settle import settle
from spiders.config import SOURCE
from tests.db.desk import LATER, Desk, event

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

LARGE = (
    "documenten", "herkomsten", "bestanden", "blokken", "verwijzingen", "toezeggingen", "termijnen",
    "gebeurtenissen", "wijzigingen", "document_dossiers", "ondertekenaars", "voetnoten", "woorden",
    "toezegging_woorden", "woordtelling",
)  # fmt: skip
SCAN = re.compile(r"^SCAN (\w+)(?! USING (?:COVERING )?INDEX \w*(?:ongekoppeld|onbegrepen))")


@pytest.fixture
def store(tmp_path: Path) -> tuple[Store, Database]:
    place = Store(tmp_path / "kw.db")
    return place, db.connect(place.database, create=True)


def _take(place: Store, database: Database, numbers: range) -> None:
    run = db.start_run(database, SOURCE, now())
    desk = Intake(database, db.RawStore(place.raw))
    for number in numbers:
        desk.take(synthetic.paper(number), source=SOURCE, run_id=run)


def _scanned(path: Path, statements: set[str]) -> set[tuple[str, str]]:
    """Large tables that a statement reads from end to end, with the statement."""
    found = set()
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            plan: list[tuple[int, int, int, str]] = []
            with suppress(sqlite3.Error):  # statements of a virtual table, and temporary triggers
                plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
            aliases = dict(re.findall(r"(?:FROM|JOIN|UPDATE) +(\w+) +(?:AS )?(\w+)", statement))
            names = {alias: table for table, alias in aliases.items()}
            for *_, step in plan:
                if (scan := SCAN.match(step)) and names.get(scan[1], scan[1]) in LARGE:
                    found.add((step, " ".join(statement.split())))
    return found


def test_taking_a_paper_reads_no_table_from_end_to_end(store: tuple[Store, Database]) -> None:
    place, database = store
    _take(place, database, range(1, 30))
    statements: set[str] = set()
    database.conn.set_trace_callback(statements.add)
    _take(place, database, range(30, 40))
    database.conn.set_trace_callback(None)
    assert len(statements) > 50
    assert _scanned(place.database, statements) == set()


def test_what_follows_on_new_papers_reads_no_table_from_end_to_end(store: tuple[Store, Database]) -> None:
    """Linking, and comparing with the registers: papers of one dossier, so that events find promises."""
    place, database = store
    _take(place, database, range(1, 4_000, 400))
    settle(database, place)
    _take(place, database, range(4_001, 6_400, 400))
    statements: set[str] = set()
    database.conn.set_trace_callback(statements.add)
    settle(database, place)
    database.conn.set_trace_callback(None)
    assert any("toezegging_woorden" in statement for statement in statements)
    assert _scanned(place.database, statements) == set()


def test_a_statement_that_reads_every_paper_is_seen(store: tuple[Store, Database]) -> None:
    place, _ = store
    whole = (
        "SELECT d.sleutel FROM documenten d LEFT JOIN herkomsten h ON h.document_id = d.id WHERE d.url = ''"
    )
    assert _scanned(place.database, {whole})


def test_linking_a_backfill_holds_few_of_its_sentences_at_a_time(tmp_path: Path) -> None:
    """2,000 events of 10,000 characters wait: 20 MB, of which a batch is a tenth."""
    desk = Desk(tmp_path)
    for paper in range(20):
        told = [
            event(EventKind.EXPECTATION, f"Bericht {paper}.{number}.", about="x" * 10_000)
            for number in range(100)
        ]
        desk.put(f"kst-40001-{paper + 1}", "2025-02-03", *told)
    tracemalloc.start()
    try:
        counts = db.link_events(desk.database, now=LATER)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert counts.loose == 2_000
    assert most < 8_000_000
