"""The register of the Eerste Kamer from a CSV file: all of it or nothing, and every mistake told."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from kamerwacht.cli import main
from kamerwacht.errors import KamerwachtError
from kamerwacht.import_register import read_register

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "Nummer;Tekst;Minister;Deadline;Status\n"
ROW = "T09001;De Minister zegt een brief over zandbakken toe;Minister van Justitie en Veiligheid;01-07-2026;openstaand\n"
TODAY = dt.date(2026, 11, 23)


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "register.csv"
    path.write_bytes(text.encode(encoding))
    return path


def rows(
    folder: Path, sql: str = "SELECT nummer, termijn, toestand, functie FROM register ORDER BY nummer"
) -> list[Any]:
    with closing(sqlite3.connect(folder / "kw.db")) as connection:
        return connection.execute(sql).fetchall()


def load(folder: Path, path: Path) -> int:
    return main(["import-register", str(path), "--db", str(folder / "kw.db")])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("sep", [";", ",", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_any_way_a_spreadsheet_writes_it_is_read(
    tmp_path: Path, encoding: str, sep: str, newline: str
) -> None:
    text = (
        HEAD
        + 'T09001;"Vóór de zomer; één brief, naar de Kamer";"Minister van Justitie en Veiligheid";1-7-2026;Voldaan\n'
    ).replace("\n", newline)
    if sep != ";":
        text = text.replace(";", sep).replace(f"zomer{sep}", "zomer;")
    ((entry,), _) = read_register(write(tmp_path, text, encoding), today=TODAY)
    assert (entry.number, entry.text) == ("T09001", "Vóór de zomer; één brief, naar de Kamer")
    assert (entry.deadline, entry.ministry) == ("2026-07-01", "JenV")


def test_a_register_is_taken_over_and_a_second_time_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, HEAD + ROW + "T09002;Iets anders;Minister van Defensie;;deels voldaan\n")
    assert load(tmp_path, path) == 0
    assert rows(tmp_path) == [
        ("T09001", "2026-07-01", "openstaand", "Minister van Justitie en Veiligheid"),
        ("T09002", None, "deels afgedaan", "Minister van Defensie"),
    ]
    before = rows(tmp_path, "SELECT * FROM register")
    assert load(tmp_path, path) == 0
    assert "0 nieuw, 0 gewijzigd, 2 ongewijzigd" in capsys.readouterr().out
    assert rows(tmp_path, "SELECT * FROM register") == before
    assert load(tmp_path, write(tmp_path, HEAD + ROW.replace("openstaand", "voldaan"))) == 0
    assert rows(tmp_path)[0][2] == "afgedaan"
    assert rows(tmp_path)[1][2] == "deels afgedaan", "what the file leaves out stays"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            "X1;tekst;Minister van Defensie;;openstaand",
            "regel 3: nummer 'X1' is geen T-nummer; schrijf T en vijf cijfers",
        ),
        ("T09002;;Minister van Defensie;;openstaand", "regel 3: tekst is leeg"),
        ("T09002;tekst;;;openstaand", "regel 3: minister is leeg"),
        (
            "T09002;tekst;Minister van Defensie;31-02-2026;openstaand",
            "regel 3: deadline '31-02-2026' is geen datum",
        ),
        ("T09002;tekst;Minister van Defensie;voor de zomer;openstaand", "schrijf dd-mm-jjjj of jjjj-mm-dd"),
        ("T09001;tekst;Minister van Defensie;;openstaand", "regel 3: nummer T09001 staat er twee keer"),
        ("T09002;tekst;Minister van Defensie;;openstaand;", "regel 3: 1 veld(en) te veel"),
        ("T09002;tekst;Minister van Defensie", "regel 3: 2 veld(en) te weinig"),
    ],
)
def test_one_wrong_row_and_nothing_is_taken_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], row: str, message: str
) -> None:
    assert load(tmp_path, write(tmp_path, HEAD + ROW + row + "\n")) == 2
    told = capsys.readouterr().err
    assert message in told
    assert "er is niets ingelezen" in told
    assert not (tmp_path / "kw.db").exists()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "de kolommen kloppen niet"),
        (b"Nummer;Tekst\nT09001;x\n", "nodig zijn nummer, tekst, minister, deadline, status"),
        (b"Nummer;Tekst;Minister;Deadline;Status;Kleur\n", "de kolommen kloppen niet"),
        (HEAD.encode(), "geen enkele toezegging"),
        (b"PK\x03\x04\x00\x00\x81", "dit is geen tekst"),
        ((HEAD + 'T09001;"open\n').encode(), "geen geldige CSV"),
    ],
)
def test_what_is_no_register_is_refused_in_one_line(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "register.csv"
    path.write_bytes(data)
    with pytest.raises(KamerwachtError, match=message) as caught:
        read_register(path, today=TODAY)
    assert "\n" not in str(caught.value)


def test_an_unknown_word_is_kept_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert load(tmp_path, write(tmp_path, HEAD + ROW.replace("openstaand", "op de plank"))) == 0
    assert "regel 2: status 'op de plank' is niet bekend" in capsys.readouterr().out
    assert rows(tmp_path, "SELECT status, toestand FROM register") == [("op de plank", "onbekend")]
