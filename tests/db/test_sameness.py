"""One paper is one row, whatever it was called at first and whichever source came first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import db
from db.kamer import store_entity
from db.kamer_follow import Following, judge, wanted_files
from db.kamer_shapes import Entity
from tests.db.desk import LATER, NOW, PROMISE, day, promise

if TYPE_CHECKING:
    from tests.db.desk import Desk

GUID, OFFICIAL, FIRST = "00000000-0000-4000-8000-000000000001", "kst-99905-77", "brief-jenv-fict-1"
KAMER, KOOP = "tweede_kamer", "officiele_bekendmakingen"


def origin(desk: Desk, source: str, identifier: str, key: str, stamp: str = "1") -> None:
    file = db.record_file(
        desk.database, f"{len(key) + len(source):064x}", url=None, media_type=None, size=1, fetched_at=NOW
    )
    document = desk.value("SELECT id FROM documenten WHERE sleutel = ?", key)
    db.store_origin(
        desk.database, document, db.Origin(source, identifier, stamp, ("dossier 99905",), None, file)
    )


def listed(desk: Desk, official: str | None, updated: str = NOW, **values: str | int | None) -> None:
    version = "00000000-0000-4000-8000-000000000002"
    store_entity(
        desk.database,
        Entity(table="kamerdocument_versies", identifier=version, updated=updated, values={"kst": official}),
    )
    given = {
        "nummer": "2026D1", "soort": "Brief regering", "datum": "2026-01-05", "onderwerp": "De proef",
        "mediatype": "application/pdf", "grootte": 7, **values,
    }  # fmt: skip
    store_entity(
        desk.database,
        Entity(
            table="kamerdocumenten",
            identifier=GUID,
            updated=updated,
            values=given,
            refs={"versie": (version,)},
        ),
    )


def following(**changes: object) -> Following:
    values: dict[str, object] = {
        "since": "2026-01-01", "dossiers": frozenset(), "terms": (), "kinds": frozenset({"Brief regering"}),
        "letters": frozenset({"Brief regering"}), "ministries": {}, **changes,
    }  # fmt: skip
    return Following(**values)  # type: ignore[arg-type]


def reasons(desk: Desk, **changes: object) -> str | None:
    judge(desk.database, following(**changes), now=NOW)
    found: str | None = desk.value("SELECT redenen FROM kamerdocumenten")
    return found


def test_a_letter_without_a_number_is_called_as_it_calls_itself(desk: Desk) -> None:
    assert db.settle_key(desk.database, KAMER, GUID, FIRST, now=NOW) == FIRST
    desk.put(FIRST, "2026-01-05", promise())
    origin(desk, KAMER, GUID, FIRST)
    other = db.settle_key(desk.database, KAMER, GUID, "sha256-1234567890123456", now=NOW)
    assert other == FIRST, "a second version without a reference of its own"


def test_when_the_number_comes_the_row_keeps_its_promises_under_it(desk: Desk) -> None:
    desk.put(FIRST, "2026-01-05", promise())
    origin(desk, KAMER, GUID, FIRST)
    before = desk.value("SELECT sleutel FROM toezeggingen")
    assert db.settle_key(desk.database, KAMER, GUID, OFFICIAL, now=LATER) == OFFICIAL
    assert desk.value("SELECT sleutel FROM documenten") == OFFICIAL
    assert desk.value("SELECT sleutel FROM toezeggingen WHERE vervallen_op IS NULL") == before


def test_the_official_publication_lands_on_the_letter_that_the_kamer_listed(desk: Desk) -> None:
    desk.put(FIRST, "2026-01-05", promise())
    origin(desk, KAMER, GUID, FIRST)
    listed(desk, OFFICIAL)
    assert db.settle_key(desk.database, KOOP, OFFICIAL, OFFICIAL, now=LATER) == OFFICIAL
    assert desk.value("SELECT count(*) FROM documenten") == 1
    assert desk.value("SELECT sleutel FROM documenten") == OFFICIAL


def test_two_rows_of_one_paper_become_one_when_the_kamer_tells_its_number(desk: Desk) -> None:
    desk.put(FIRST, "2026-01-05", promise())
    origin(desk, KAMER, GUID, FIRST)
    kept = desk.value("SELECT sleutel FROM toezeggingen")
    desk.database.execute("UPDATE documenten SET geboekt_op = '2026-01-01T00:00:00Z'")
    desk.put(OFFICIAL, "2026-01-05", promise())
    origin(desk, KOOP, OFFICIAL, OFFICIAL)
    listed(desk, OFFICIAL)
    db.tie_to_chamber(desk.database, now=LATER)
    assert desk.value("SELECT id FROM documenten WHERE sleutel = ?", OFFICIAL) == 1, (
        "the row that was there first"
    )
    assert desk.value("SELECT count(*) FROM documenten WHERE ingetrokken = 0") == 1
    open_rows = desk.database.execute(
        "SELECT sleutel, citaat FROM toezeggingen WHERE vervallen_op IS NULL"
    ).fetchall()
    assert open_rows == [(kept, PROMISE)]
    origins = desk.database.execute(
        "SELECT bron, document_id, stempel FROM herkomsten ORDER BY bron"
    ).fetchall()
    assert origins == [(KOOP, 1, "samengevoegd"), (KAMER, 1, "1")], "the better text is asked for again"
    assert desk.value("SELECT document_id FROM kamerdocumenten") == 1
    before = desk.database.execute("SELECT * FROM documenten").fetchall()
    db.tie_to_chamber(desk.database, now=LATER)
    assert desk.database.execute("SELECT * FROM documenten").fetchall() == before


def test_a_paper_of_a_better_source_is_not_fetched_and_both_origins_are_known(desk: Desk) -> None:
    desk.put(OFFICIAL, "2026-01-05", promise())
    origin(desk, KOOP, OFFICIAL, OFFICIAL)
    listed(desk, OFFICIAL)
    assert reasons(desk, terms=("proef",)) == "zoekterm proef"
    today = day("2026-01-06")
    assert today is not None
    assert wanted_files(desk.database, today=today) == []
    db.tie_to_chamber(desk.database, now=NOW)
    assert desk.value("SELECT count(*) FROM herkomsten WHERE document_id = 1") == 2
    db.withdraw_origin(desk.database, KOOP, OFFICIAL, now=LATER)
    assert [file.identifier for file in wanted_files(desk.database, today=today)] == [GUID]


def test_why_a_document_is_followed(desk: Desk) -> None:
    listed(desk, None)
    actor = "00000000-0000-4000-8000-000000000003"
    values = {"relatie": "Eerste ondertekenaar", "functie": "minister van Justitie en Veiligheid"}
    assert reasons(desk) == ""
    store_entity(
        desk.database,
        Entity(
            table="kamerdocument_actoren",
            identifier=actor,
            updated=NOW,
            values=values,
            refs={"document": (GUID,)},
        ),
    )
    assert reasons(desk, terms=("DE PROEF", "roef")) == "zoekterm DE PROEF", (
        "whole words, whatever their case"
    )
    assert reasons(desk, ministries={"JenV": "2026-01-05"}) == "volgt toezegging van JenV"
    assert reasons(desk, ministries={"JenV": "2026-01-06"}) == "", "from that day on"
    assert reasons(desk, ministries={"BZK": "2026-01-01"}) == ""
    assert reasons(desk, terms=("proef",), since="2026-01-06") == ""
    assert reasons(desk, terms=("proef",), kinds=frozenset({"Motie"})) == ""


def test_nothing_is_judged_twice_without_need(desk: Desk) -> None:
    listed(desk, None)
    assert judge(desk.database, following(terms=("proef",)), now=NOW) == 1
    assert judge(desk.database, following(terms=("proef",)), now=NOW) == 0
    listed(desk, None, LATER, onderwerp="De proef, vervolg")
    assert judge(desk.database, following(terms=("proef",)), now=NOW) == 1
    assert judge(desk.database, following(terms=("vervolg",)), now=NOW) == 1, "another subject"


def test_a_change_of_version_number_or_size_is_another_file(desk: Desk) -> None:
    desk.put(FIRST, "2026-01-05", promise())
    today = day("2026-01-06")
    assert today is not None
    stamps = set()
    for updated, official, size in (
        ("2026-01-05", None, 7),
        ("2026-01-06", None, 8),
        ("2026-01-07", OFFICIAL, 8),
    ):
        listed(desk, official, f"{updated}T00:00:00Z", grootte=size)
        assert reasons(desk, terms=("proef",)) == "zoekterm proef"
        (wanted,) = wanted_files(desk.database, today=today)
        stamps.add(wanted.stamp)
        origin(desk, KAMER, GUID, FIRST, wanted.stamp)
        assert wanted_files(desk.database, today=today) == []
    assert len(stamps) == 3
