"""Two databases held against each other: order and row numbers don't count, every other difference does."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

import db
from commitments.model import EventKind
from db.compare import Difference
from db.shape import tables
from tests.db.desk import Desk, event, promise, term

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PAPERS = ("kst-39999-1", "kst-39999-2", "kst-39998-1")


def _desk(folder: Path, papers: Sequence[str] = PAPERS, now: str = "2026-01-02T03:04:05Z") -> Desk:
    folder.mkdir()
    desk = Desk(folder)
    run = db.start_run(desk.database, "bron", now)
    for key in papers:
        db.record_file(desk.database, f"{len(key) + ord(key[-1]) + ord(key[-3]):064x}", url=key,
                       media_type=None, size=3, fetched_at=now, run_id=run)  # fmt: skip
        said = promise(f"Ik informeer uw Kamer voor de zomer over {key}.", term("2026-09-21"))
        told = event(EventKind.POSTPONED, f"Het bericht over {key} komt later.", term("2026-12-01"))
        desk.put(key, "2026-03-01", said, told)
    return desk


def _ids(desk: Desk) -> None:
    """Tie every event to the promise of its own paper."""
    from db.links import set_link  # noqa: PLC0415

    rows = desk.database.execute(
        "SELECT g.id, z.id FROM gebeurtenissen g JOIN toezeggingen z USING (document_id)"
    ).fetchall()
    for event_id, promise_id in rows:
        set_link(
            desk.database,
            event_id,
            promise_id,
            certainty="certain",
            reason="proef",
            now="2026-01-02T03:04:05Z",
        )


@pytest.fixture
def two(tmp_path: Path) -> tuple[Desk, Desk]:
    one = _desk(tmp_path / "een")
    other = _desk(tmp_path / "ander", PAPERS[::-1], now="2027-05-06T07:08:09Z")
    _ids(one)
    _ids(other)
    return one, other


def _found(one: Desk, other: Desk) -> list[Difference]:
    return list(db.compare(one.path, other.path))


def test_another_order_and_another_moment_make_no_difference(two: tuple[Desk, Desk]) -> None:
    one, other = two
    ids = "SELECT group_concat(sleutel, ' ') FROM (SELECT sleutel FROM documenten ORDER BY id)"
    assert one.value(ids) != other.value(ids)
    assert _found(one, other) == []


@pytest.mark.parametrize(
    ("sql", "table", "column"),
    [
        ("UPDATE toezeggingen SET onderwerp = 'iets anders' WHERE id = 1", "toezeggingen", "onderwerp"),
        ("UPDATE toezeggingen SET vervallen_op = geboekt_op WHERE id = 2", "toezeggingen", "vervallen_op"),
        ("UPDATE documenten SET tekst = tekst || ' '", "documenten", "tekst"),
        ("UPDATE gebeurtenissen SET toezegging_id = 2 WHERE id = 1", "gebeurtenissen", "toezegging_id"),
        ("UPDATE termijnen SET ruim = '2027-01-01' WHERE id = 1", "termijnen", "ruim"),
        ("UPDATE toezeggingen SET herhaalt_id = 1 WHERE id = 3", "toezeggingen", "herhaalt_id"),
        ("DELETE FROM blokken WHERE document_id = 1", "blokken", None),
        ("DELETE FROM document_dossiers WHERE document_id = 3", "document_dossiers", None),
        (("INSERT INTO wijzigingen (toezegging_id, veld, oud, nieuw, op)"
         " VALUES (1, 'herhaalt_id', NULL, '2', '2026-01-02T03:04:05Z')"), "wijzigingen", None),
        ("UPDATE bestanden SET grootte = 4 WHERE id = 1", "bestanden", "grootte"),
        ("CREATE TABLE extra (id INTEGER PRIMARY KEY)", "extra", None),
        ("ALTER TABLE dossiers ADD COLUMN extra TEXT", "dossiers", "extra"),
    ],
)  # fmt: skip
def test_every_difference_is_told(two: tuple[Desk, Desk], sql: str, table: str, column: str | None) -> None:
    one, other = two
    other.database.execute(sql)
    other.database.conn.commit()
    found = _found(one, other)
    assert {(difference.table, difference.column) for difference in found} == {(table, column)}
    assert _found(other, one) == [Difference(d.table, d.key, d.column, d.right, d.left) for d in found]


def test_a_difference_names_the_row_and_both_values(two: tuple[Desk, Desk]) -> None:
    one, other = two
    other.database.execute("UPDATE dossiers SET titel = 'Nieuw' WHERE nummer = '39999'")
    other.database.conn.commit()
    assert _found(one, other) == [Difference("dossiers", "39999", "titel", None, "Nieuw")]


def test_history_is_compared_by_keys_not_by_row_numbers(two: tuple[Desk, Desk]) -> None:
    """'herhaalt_id' in ``wijzigingen`` holds a row number as text, which differs between the two."""
    for desk in two:
        desk.database.execute(
            "INSERT INTO wijzigingen (toezegging_id, veld, oud, nieuw, op) SELECT a.id, 'herhaalt_id', NULL,"
            " b.id, '2026-01-02T03:04:05Z' FROM toezeggingen a, toezeggingen b"
            " WHERE instr(a.citaat, 'kst-39999-1') AND instr(b.citaat, 'kst-39998-1')"
        )
        desk.database.conn.commit()
    rows = [desk.value("SELECT nieuw FROM wijzigingen WHERE veld = 'herhaalt_id'") for desk in two]
    assert rows[0] != rows[1]
    assert _found(*two) == []


def test_a_table_can_be_left_out_and_an_unknown_one_is_refused(two: tuple[Desk, Desk]) -> None:
    one, other = two
    other.database.execute("DELETE FROM blokken")
    other.database.conn.commit()
    assert list(db.compare(one.path, other.path, without=["blokken"])) == []
    with pytest.raises(ValueError, match="onzin"):
        list(db.compare(one.path, other.path, without=["onzin"]))


def test_every_table_of_the_schema_is_known_with_its_key(two: tuple[Desk, Desk]) -> None:
    shape = tables(two[0].database.conn)
    assert "documenten_fts" not in shape
    assert not [name for name in shape if name.startswith(("documenten_fts_", "sqlite_", "_sqlite_"))]
    assert shape["documenten"].key == ("sleutel",)
    assert shape["herkomsten"].key == ("bron", "identificatie")
    assert shape["blokken"].key == ("document_id", "volgnummer")
    assert shape["wijzigingen"].key == ()


def test_a_file_that_is_no_database_is_told_in_one_line(tmp_path: Path, two: tuple[Desk, Desk]) -> None:
    torn = tmp_path / "stuk.db"
    torn.write_bytes(two[0].path.read_bytes()[:5000])
    empty = tmp_path / "leeg.db"
    with closing(sqlite3.connect(empty)) as connection:
        connection.execute("CREATE TABLE x (y)")
    for path in (torn, empty, tmp_path / "weg.db"):
        with pytest.raises(db.DatabaseError) as told:
            list(db.compare(two[1].path, path))
        assert "\n" not in str(told.value)
        assert str(path) in str(told.value)
