"""The schema refuses what it should, keeps its search index right, and moves along with its files."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

import db
from commitments import vocabulary
from db.schema import migrations
from tests.db.desk import NOW, paper, promise

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tests.db.desk import Desk

TRIGGERS = (
    {
        f"{table}_fts_{what}"
        for table in ("documenten", "toezeggingen")
        for what in ("erbij", "eraf", "anders")
    }
    | {f"documenten_tellen_{what}" for what in ("erbij", "eraf", "weg", "weer")}
    | {
        "woorden_tellen_erbij",
        "woorden_tellen_eraf",
        "documenten_eerder_bij",
        "bronnen_eerder_nieuw",
        "bronnen_eerder_anders",
    }
)


def triggers(database: Database) -> set[str]:
    return {
        row[0] for row in database.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    }


def test_all_triggers_exist_after_all_migrations(desk: Desk) -> None:
    assert triggers(desk.database) == TRIGGERS


def test_triggers_that_a_transform_dropped_come_back(desk: Desk) -> None:
    desk.database.execute("PRAGMA foreign_keys = OFF")
    desk.database.table("toezeggingen").transform(types={"onderwerp": str})
    assert triggers(desk.database) != TRIGGERS
    db.connect(desk.path).close()
    assert triggers(desk.database) == TRIGGERS


def test_all_our_own_tables_are_strict(desk: Desk) -> None:
    rows = desk.database.execute("SELECT name, strict FROM pragma_table_list WHERE type = 'table'").fetchall()
    loose = {name for name, strict in rows if not strict and not name.startswith("sqlite_")}
    assert loose == {"_sqlite_migrations"}


@pytest.mark.parametrize(
    ("table", "column", "table_of_words"),
    [
        ("blokken", "soort", vocabulary.BLOCK_KIND),
        ("toezeggingen", "soort", vocabulary.KIND),
        ("toezeggingen", "verplichting", vocabulary.DUTY),
        ("toezeggingen", "hardheid", vocabulary.STRENGTH),
        ("gebeurtenissen", "soort", vocabulary.EVENT_KIND),
        ("gebeurtenissen", "termijn_soort", vocabulary.DEADLINE_KIND),
        ("termijnen", "soort", vocabulary.DEADLINE_KIND),
    ],
)
def test_the_schema_knows_exactly_the_published_words(
    desk: Desk, table: str, column: str, table_of_words: dict[object, str]
) -> None:
    schema = desk.value("SELECT sql FROM sqlite_schema WHERE name = ?", table)
    listed = schema.split(f"CHECK ({column} IN (")[1].split("))")[0]
    assert {word.strip().strip("'") for word in listed.split(",")} == set(table_of_words.values())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE documenten SET datum = '2026-02-30'",
        "UPDATE documenten SET datum = '4 juni 2026'",
        "UPDATE documenten SET geboekt_op = '2026-06-04 10:00:00'",
        "UPDATE documenten SET kamer = 3",
        "UPDATE documenten SET ministerie_id = 999",
        "UPDATE toezeggingen SET soort = 'beloven'",
        "UPDATE toezeggingen SET hardheid = 'misschien'",
        "UPDATE toezeggingen SET sleutel = 'x'",
        "UPDATE toezeggingen SET eind = eind + 1",
        "UPDATE toezeggingen SET citaat = NULL",
        "INSERT INTO ministeries (code) VALUES ('JenV')",
        "INSERT INTO bronnen (bron, naam, gelezen_tot) VALUES ('a', 'A', 'gisteren')",
        "INSERT INTO instellingen VALUES ('peildatum2', 3.5), ('wachttijd', 'lang')",
        "DELETE FROM documenten",
        "UPDATE toezeggingen SET document_id = 999",
    ],
)
def test_the_schema_refuses(desk: Desk, statement: str) -> None:
    desk.put("kst-1", "2026-01-05", promise())
    with pytest.raises(sqlite3.IntegrityError):
        desk.database.execute(statement)


def found(desk: Desk, table: str, words: str) -> int:
    return int(desk.value(f"SELECT count(*) FROM {table}_fts WHERE {table}_fts MATCH ?", words))  # noqa: S608


def test_search_folds_accents_and_follows_changes(desk: Desk) -> None:
    desk.store("kst-1", paper("Over de coöperatie en haar leden.", "2026-01-05"))
    assert (found(desk, "documenten", "cooperatie"), found(desk, "documenten", "stichting")) == (1, 0)
    desk.store("kst-1", paper("Over de stichting en haar leden.", "2026-01-05"))
    assert (found(desk, "documenten", "cooperatie"), found(desk, "documenten", "stichting")) == (0, 1)
    desk.put("kst-2", "2026-01-05", promise())
    assert found(desk, "toezeggingen", "meldpunt") == 1
    desk.database.execute("UPDATE toezeggingen SET onderwerp = 'het loket'")
    assert found(desk, "toezeggingen", "loket") == 1
    for table in ("documenten", "toezeggingen"):
        desk.database.execute(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('integrity-check')")  # noqa: S608


def test_the_counter_equals_a_count_whatever_happens(desk: Desk) -> None:
    def check() -> None:
        counted = desk.database.execute(
            "SELECT l.ministerie_id, l.datum, count(d.id) FROM leesteller l LEFT JOIN documenten d"
            " ON d.ministerie_id = l.ministerie_id AND d.datum <= l.datum AND d.ingetrokken = 0 GROUP BY 1, 2"
        ).fetchall()
        assert desk.database.execute("SELECT * FROM leesteller ORDER BY 1, 2").fetchall() == counted
        assert counted

    dates = ["2026-03-01", "2026-01-01", "2026-02-01", "2026-01-01", None, "2025-06-01"]
    for number, date in enumerate(dates):
        desk.store(
            f"kst-{number}", paper(f"Stuk {number}.", date, ministry="BZK" if number % 3 == 2 else "JenV")
        )
        check()
    desk.store("kst-0", paper("Stuk 0, nieuw.", "2025-12-31", ministry="BZK"))
    check()
    desk.store("kst-4", paper("Stuk 4, met datum.", "2025-12-31"))
    check()
    db.withdraw_document(desk.database, "kst-1", NOW)
    check()
    desk.store("kst-1", paper("Stuk 1.", "2026-01-01", ministry="JenV"))
    check()
    desk.database.execute("DELETE FROM document_dossiers")
    desk.database.execute("DELETE FROM ondertekenaars")
    desk.database.execute("DELETE FROM documenten WHERE id = 2")
    check()


def test_views_follow_their_files(desk: Desk) -> None:
    desk.database.execute("DROP VIEW te_laat")
    desk.database.execute("CREATE VIEW te_laat AS SELECT 1 AS oud")
    db.connect(desk.path).close()
    assert desk.value("SELECT sql FROM sqlite_schema WHERE name = 'te_laat'").endswith(
        migrations.view_sql("te_laat")
    )


def test_opening_again_writes_nothing(desk: Desk) -> None:
    before = desk.value("PRAGMA data_version"), desk.value("PRAGMA schema_version")
    db.connect(desk.path).close()
    assert (desk.value("PRAGMA data_version"), desk.value("PRAGMA schema_version")) == before


def test_a_script_is_cut_into_whole_statements() -> None:
    script = (
        "-- a; b\nCREATE TABLE t (x);\nCREATE TRIGGER g AFTER INSERT ON t BEGIN\nSELECT 1;\nSELECT 2;\nEND;\n"
    )
    assert [part.count("CREATE") for part in migrations.statements(script)] == [1, 1]
    with pytest.raises(ValueError, match="unfinished"):
        list(migrations.statements("SELECT 1"))
