import datetime as dt
import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

import db
from benchmarks import synthetic
from db import compare
from kamerwacht.config import Store, now
from kamerwacht.intake import Intake
from spiders.config import SOURCE
from tests.kamerwacht.bad_files import BAD_FILES
from tests.kamerwacht.command import assert_one_dutch_line, kamerwacht
from tests.shared import shared

LETTER = "Den Haag, 4 juni 2026\n\nIk zal uw Kamer voor 1 oktober 2026 over de uitkomst informeren.\n"


def _count(database: Path, table: str) -> int:
    connection = sqlite3.connect(database)
    (number,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
    connection.close()
    return int(number)


@pytest.mark.parametrize("case", BAD_FILES)
def test_a_bad_file_gets_one_dutch_line_and_leaves_no_database(case: str, tmp_path: Path) -> None:
    name, make, word = BAD_FILES[case]
    make(tmp_path / name)
    result = kamerwacht("add", str(tmp_path / name), "--db", str(tmp_path / "kw.db"))
    assert word in assert_one_dutch_line(result)
    assert not (tmp_path / "kw.db").exists()


def test_a_good_file_beside_a_bad_one_is_stored(tmp_path: Path) -> None:
    (tmp_path / "goed.txt").write_text(LETTER)
    result = kamerwacht(
        "add", str(tmp_path / "weg.pdf"), str(tmp_path / "goed.txt"), "--db", str(tmp_path / "kw.db")
    )
    assert result.returncode == 2
    assert _count(tmp_path / "kw.db", "documenten") == 1
    assert _count(tmp_path / "kw.db", "toezeggingen") == 1


def test_a_file_name_may_hold_bytes_that_are_no_text(tmp_path: Path) -> None:
    letter = tmp_path / os.fsdecode(b"brief\xff.txt")
    letter.write_text("Ik zal uw Kamer in mei informeren.")
    for command in (["read", "--json"], ["add", "--db", str(tmp_path / "kw.db")]):
        result = kamerwacht(*command, str(letter), "--date=2026-02-01")
        assert result.returncode == 0, result.stderr
        assert "brief?.txt" in result.stdout


def test_a_file_name_is_no_line_of_ours(tmp_path: Path) -> None:
    letter = tmp_path / "brief\nkamerwacht: alles klopt.txt"
    letter.write_text("Ik zal uw Kamer in mei informeren.")
    for command in (["read"], ["add", "--db", str(tmp_path / "kw.db")]):
        result = kamerwacht(*command, str(letter), "--date=2026-02-01")
        assert not [line for line in result.stdout.splitlines() if line.startswith("kamerwacht: alles")]


def test_the_same_letter_twice_is_one_paper(tmp_path: Path) -> None:
    database = tmp_path / "kw.db"
    for suffix in ("pdf", "md", "pdf"):
        letter = shared(f"samples/kamerbrief-7607801/kamerbrief-7607801.{suffix}")
        result = kamerwacht("add", str(letter), "--db", str(database))
        assert result.returncode == 0, result.stderr
    assert _count(database, "documenten") == 1
    assert _count(database, "toezeggingen WHERE verplichting = 'kamer' AND vervallen_op IS NULL") == 3
    assert _count(database, "bestanden") == 2


def test_the_letter_is_not_late_while_the_generous_reading_runs(tmp_path: Path) -> None:
    letter = shared("samples/kamerbrief-7607801/kamerbrief-7607801.pdf")
    kamerwacht("add", str(letter), "--db", str(tmp_path / "kw.db"))
    connection = sqlite3.connect(tmp_path / "kw.db")
    connection.execute("UPDATE instellingen SET waarde = '2026-12-20' WHERE naam = 'peildatum'")
    states = {row[0] for row in connection.execute("SELECT toestand FROM stand")}
    connection.execute("UPDATE instellingen SET waarde = '2027-06-01' WHERE naam = 'peildatum'")
    later = {row[0] for row in connection.execute("SELECT toestand FROM stand")}
    connection.close()
    assert states == {"mogelijk verstreken"}
    # No source is followed, so silence can't be claimed, however late it is.
    assert later == {"nog niet vast te stellen"}


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00 maar verder niets", b"gewoon tekst" * 500])
def test_a_file_that_is_no_database_of_ours_is_left_alone(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "goed.txt").write_text(LETTER)
    database = tmp_path / "kw.db"
    database.write_bytes(content)
    result = kamerwacht("add", str(tmp_path / "goed.txt"), "--db", str(database))
    if content:
        assert_one_dutch_line(result)
        assert database.read_bytes() == content
    else:
        assert result.returncode == 0


def test_serve_without_a_database_says_so(tmp_path: Path) -> None:
    assert "bestaat niet" in assert_one_dutch_line(kamerwacht("serve", "--db", str(tmp_path / "weg.db")))


def test_update_asks_for_a_contact_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KAMERWACHT_CONTACT", raising=False)
    result = kamerwacht("update", "--db", str(tmp_path / "kw.db"))
    assert "KAMERWACHT_CONTACT" in assert_one_dutch_line(result)


def test_metadata_never_takes_the_place_of_a_paper_s_text(tmp_path: Path) -> None:
    (tmp_path / "kst.xml").write_text(
        "<officiele-publicatie><kamerstuk><dossier><dossiernummer><dossiernr>39 876</dossiernr></dossiernummer>"
        "</dossier><stuk><stuknr><ondernummer>4</ondernummer></stuknr><titel>BRIEF VAN DE MINISTER VAN FINANCIËN</titel>"
        "<al>Den Haag, 4 juni 2026</al><al>Ik zal uw Kamer voor 1 oktober 2026 informeren.</al></stuk></kamerstuk>"
        "</officiele-publicatie>",
        encoding="utf-8",
    )
    (tmp_path / "metadata.xml").write_text(
        '<metadata_gegevens><metadata name="DC.identifier" scheme="" content="kst-39876-4"/></metadata_gegevens>'
    )
    database = tmp_path / "kw.db"
    assert kamerwacht("add", str(tmp_path / "kst.xml"), "--db", str(database)).returncode == 0
    result = kamerwacht("add", str(tmp_path / "metadata.xml"), "--db", str(database))
    assert "alleen metagegevens" in assert_one_dutch_line(result)
    assert _count(database, "documenten WHERE tekst != ''") == 1


def test_any_number_of_processes_gives_the_same_and_names_bad_files_in_order(tmp_path: Path) -> None:
    letters = []
    for number in range(1, 9):
        letters.append(tmp_path / f"{number}.txt")
        letters[-1].write_text(
            LETTER.replace("4 juni", f"{number} juni").replace("uitkomst", f"proef {number}")
        )
    letters[2].write_bytes(b"%PDF-1.4 niets")
    letters[5].write_text("")
    said = []
    for jobs, order in (("1", letters), ("3", letters), ("2", letters[::-1])):
        database = tmp_path / jobs / "kw.db"
        result = kamerwacht("add", *map(str, order), "--jobs", jobs, "--db", str(database))
        assert (result.returncode, _count(database, "documenten")) == (2, 6)
        assert list(compare(tmp_path / "1" / "kw.db", database)) == []
        said.append((result.stdout.splitlines()[:6], result.stderr))
    assert said[0] == said[1]
    assert len(said[0][1].splitlines()) == 2
    assert "--jobs 0" in assert_one_dutch_line(kamerwacht("add", str(letters[0]), "--jobs", "0"))


def test_what_a_source_told_of_a_paper_stays(tmp_path: Path) -> None:
    """The file alone knows no address and no day of publication; the listing it was fetched by did."""
    place, fetched = Store(tmp_path / "kw.db"), synthetic.paper(1)
    with closing(db.connect(place.database, create=True)) as database:
        run = db.start_run(database, SOURCE, now())
        listed = replace(fetched, preferred_url="https://voorbeeld.nl/kst", published=dt.date(2026, 1, 2))
        Intake(database, db.RawStore(place.raw)).take(listed, source=SOURCE, run_id=run)
    before = _documents(place.database)
    assert before[0]["url"] == "https://voorbeeld.nl/kst"
    letter = tmp_path / Path(fetched.url).name
    letter.write_bytes(fetched.body)
    result = kamerwacht("add", str(letter), "--db", str(place.database))
    assert (result.returncode, "stond er al in" in result.stdout) == (0, True), result
    assert _documents(place.database) == before


def _documents(database: Path) -> list[dict[str, object]]:
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute("SELECT * FROM documenten")]
