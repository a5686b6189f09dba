"""``kamerwacht check``: a damaged database or raw file is told in one line, a sound one passes."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

import db
from db.check import _invariants, _told
from demo import papers
from kamerwacht.check import breaches
from kamerwacht.config import Store
from kamerwacht.demo import build
from tests.kamerwacht.command import assert_one_dutch_line, kamerwacht
from tests.kamerwacht.receivers import webhook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Invariant, what damages the database (foreign keys and triggers as a stray script would meet them), and a word
# that its line must hold.
DAMAGE = [
    ("citaat-toezegging", "UPDATE toezeggingen SET begin = begin + 1, eind = eind + 1 WHERE id = 2", "tz-"),
    ("citaat-gebeurtenis", "UPDATE gebeurtenissen SET begin = begin + 1, eind = eind + 1 WHERE id = 2", "gb-"),
    ("citaat-verwijzing", "UPDATE verwijzingen SET tekst = tekst || 'x' WHERE id = 1", "letterlijk"),
    ("blok-binnen-tekst", "UPDATE blokken SET eind = 9999999 WHERE document_id = 3 AND volgnummer = 2", "9999999"),
    ("blok-na-blok", "UPDATE blokken SET volgnummer = 9000 WHERE document_id = 3 AND volgnummer = 2", "9000"),
    ("voetnoot-binnen-tekst", "UPDATE voetnoten SET plek = 8888888", "8888888"),
    ("sleutel-document", "UPDATE documenten SET sleutel = 'kst 1' WHERE id = 4", "'kst 1'"),
    ("sleutel-toezegging", "UPDATE toezeggingen SET sleutel = 'tz-ABCDEFGHIJ' WHERE id = 1", "tz-ABCDEFGHIJ"),
    ("sleutel-gebeurtenis", "UPDATE gebeurtenissen SET sleutel = 'gb-0000000000' WHERE id = 1", "gb-0000000000"),
    ("herhaling-van-herhaling", "UPDATE toezeggingen SET herhaalt_id = iif(id = 1, 2, 3) WHERE id IN (1, 2)", "tz-"),
    ("zeker-zonder-datum", "UPDATE documenten SET datum = NULL", "geen datum"),
    ("ingetrokken-telt-niet", "UPDATE documenten SET ingetrokken = 1", "ingetrokken"),
    ("ladder-sluit-aan", "UPDATE termijnen SET volgnummer = 7 WHERE volgnummer = 2", "termijn 7"),
    ("teller", "UPDATE leesteller SET stukken = 77", "77"),
    ("bestand-van-stuk", "UPDATE documenten SET bestand_id = NULL", "herkomst"),
    ("verwijzing tussen rijen", "DELETE FROM documenten WHERE id = 5", "toezeggingen"),
    ("schema", "DROP TRIGGER documenten_fts_anders", "trigger documenten_fts_anders ontbreekt"),
    ("schema", "DROP VIEW te_laat", "weergave te_laat ontbreekt"),
    ("schema", "DROP INDEX documenten_datum", "index documenten_datum ontbreekt"),
    ("schema", "DROP TRIGGER documenten_tellen_erbij", "trigger documenten_tellen_erbij ontbreekt"),
    ("zoekindex", "DROP TRIGGER toezeggingen_fts_anders; UPDATE toezeggingen SET onderwerp = 'koek'", "zoekindex"),
    ("beschrijving", "ALTER TABLE dossiers ADD COLUMN los TEXT", "dossiers.los"),
    ("beschrijving", "CREATE TABLE los (iets TEXT)", "los.iets"),
    ("ruw bestand", "UPDATE bestanden SET grootte = grootte + 1 WHERE id = 1", "bytes groot"),
]  # fmt: skip


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Store:
    place = Store(tmp_path_factory.mktemp("heel") / "kw.db")
    build(place, papers.bundled().reference_date)
    return place


@pytest.fixture
def place(sound: Store, tmp_path: Path) -> Store:
    """A copy to damage."""
    with (
        closing(sqlite3.connect(sound.database)) as one,
        closing(sqlite3.connect(tmp_path / "kw.db")) as copy,
    ):
        one.backup(copy)
    shutil.copytree(sound.raw, tmp_path / "ruw")
    return Store(tmp_path / "kw.db")


def test_a_sound_database_passes(sound: Store) -> None:
    result = kamerwacht("check", "--db", str(sound.database))
    assert (result.returncode, result.stdout) == (0, f"{sound.database}: alles klopt.\n")


@pytest.mark.parametrize(("invariant", "sql", "word"), DAMAGE)
def test_each_breach_is_told(place: Store, invariant: str, sql: str, word: str) -> None:
    with closing(sqlite3.connect(place.database, isolation_level=None)) as connection:
        connection.executescript(sql)
        if invariant != "schema":
            assert connection.execute("SELECT total_changes()").fetchone()[0] or "TABLE" in sql
    told = [breach for breach in breaches(place) if breach.invariant == invariant]
    assert told, list(breaches(place))
    assert any(word in breach.line for breach in told), told
    assert all("\n" not in breach.line for breach in told)


def test_every_invariant_has_its_damage() -> None:
    assert set(_invariants()) <= {invariant for invariant, _, _ in DAMAGE}


@pytest.mark.parametrize("how", ["weg", "anders", "korter"])
@pytest.mark.parametrize("quick", [False, True])
def test_a_damaged_raw_file_is_told(place: Store, how: str, quick: bool) -> None:  # noqa: FBT001
    file = next(path for path in sorted(place.raw.rglob("*")) if path.is_file())
    data = file.read_bytes()
    if how == "weg":
        file.unlink()
    else:
        file.write_bytes(bytes([data[0] ^ 1]) + data[1:] if how == "anders" else data[:-1])
    told = [breach.line for breach in breaches(place, quick=quick)]
    assert len(told) == (0 if quick and how == "anders" else 1), told
    sha256 = file.name.partition(".")[0]  # a packed file has a suffix, and is told by the name of its content
    assert all(sha256 in line for line in told)


def test_a_damaged_page_is_told(place: Store) -> None:
    data = bytearray(place.database.read_bytes())
    for page in range(8, len(data) // 4096, 5):
        data[page * 4096 : page * 4096 + 200] = b"\xff" * 200
    place.database.write_bytes(data)
    result = kamerwacht("check", "--db", str(place.database))
    assert result.returncode == 1
    assert "samenhang: " in result.stdout
    assert "Traceback" not in result.stderr
    assert result.stdout.endswith(" breuken.\n")


def test_damage_that_sqlite_quotes_in_its_own_message_is_told(place: Store) -> None:
    """Found in round 153 of 200: the message of SQLite held bytes that are no text."""
    with closing(sqlite3.connect(place.database)) as connection, connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_schema SET name = CAST(X'C0C1' AS TEXT), sql = 'CREATE'"
            " WHERE type = 'index' AND sql <> ''"
        )
    result = kamerwacht("check", "--db", str(place.database))
    assert (result.returncode, result.stderr) == (1, "")
    assert "samenhang: niet na te gaan: beschadigde tekst; zet een reservekopie terug" in result.stdout
    copy = place.database.with_name("kopie.db")
    line = assert_one_dutch_line(kamerwacht("backup", "--db", str(place.database), "--to", str(copy)))
    assert "beschadigd" in line


def test_a_check_whose_message_holds_damaged_bytes_is_a_breach() -> None:
    def find() -> Iterator[str]:
        yield b"\xc0".decode()

    assert [breach.line for breach in _told("samenhang", find)] == [
        "niet na te gaan: beschadigde tekst; zet een reservekopie terug"
    ]


def test_those_who_must_know_hear_of_a_breach_once_and_that_it_is_over(
    place: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with webhook() as (address, got):
        monkeypatch.setenv("KAMERWACHT_WEBHOOK", address)
        assert kamerwacht("check", "--meld", "--db", str(place.database)).returncode == 0
        for step, times in ((1, 2), (-1, 1)):
            with closing(sqlite3.connect(place.database)) as connection, connection:
                connection.execute(
                    "UPDATE toezeggingen SET begin = begin + ?1, eind = eind + ?1 WHERE id = 2", [step]
                )
            for _ in range(times):
                kamerwacht("check", "--meld", "--db", str(place.database))
            kamerwacht("check", "--db", str(place.database))
    assert [(body["kind"], body["subject"]) for _, body in got] == [
        ("storing", "er ging iets mis bij het nakijken"), ("hersteld", "het nakijken gaat weer goed")
    ]  # fmt: skip
    assert "citaat-toezegging" in got[0][1]["lines"][0]


def test_a_failed_copy_of_the_night_is_told_once_and_that_it_is_over(
    place: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_way = place.backups / "hier.db" / "in de weg"
    copy = ("backup", "--meld", "--force", "--db", str(place.database), "--to", str(in_the_way.parent))
    with webhook() as (address, got):
        monkeypatch.setenv("KAMERWACHT_WEBHOOK", address)
        in_the_way.mkdir(parents=True)
        for _ in range(2):
            assert_one_dutch_line(kamerwacht(*copy))
        in_the_way.rmdir()
        in_the_way.parent.rmdir()
        assert kamerwacht(*copy).returncode == 0
    assert [(body["kind"], body["subject"]) for _, body in got] == [
        ("storing", "er ging iets mis bij het maken van de reservekopie"),
        ("hersteld", "het maken van de reservekopie gaat weer goed"),
    ]


def test_no_database_is_one_line_and_status_2(tmp_path: Path) -> None:
    assert "bestaat niet" in assert_one_dutch_line(kamerwacht("check", "--db", str(tmp_path / "weg.db")))
    (tmp_path / "tekst.db").write_text("geen databank " * 100)
    assert "geen SQLite-bestand" in assert_one_dutch_line(
        kamerwacht("check", "--db", str(tmp_path / "tekst.db"))
    )


def test_checking_changes_nothing(place: Store) -> None:
    before = place.database.read_bytes()
    assert list(breaches(place)) == []
    assert place.database.read_bytes() == before
    assert list(db.compare(place.database, place.database)) == []
