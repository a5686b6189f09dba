"""correcties.toml: what is wrong gets one clear line with its place; what is right goes there and back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

import db
from kamerwacht.corrections_file import read_corrections, write_corrections
from kamerwacht.errors import KamerwachtError
from kamerwacht.settle import settle
from tests.db.desk import Desk, promise, term
from tests.kamerwacht.command import kamerwacht

if TYPE_CHECKING:
    from pathlib import Path

from kamerwacht.config import Store

TODAY = dt.date(2026, 11, 23)
GOOD = """
[[correctie]]
doel = "tz-abcdefghij"
soort = "afgedaan"
door = "A. Verzonnen"
op = 2026-11-20
reden = "Zie bladzijde \\"3\\"."
datum = 2026-04-02

[[correctie]]
doel = "gb-abcdefghij"
soort = "gekoppeld"
door = "B. Bedacht"
op = 2026-11-21
reden = '''Over
twee regels.'''
toezegging = "tz-abcdefghij"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "correcties.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_goes_there_and_back(tmp_path: Path) -> None:
    found = read_corrections(written(tmp_path, GOOD), today=TODAY)
    assert [item.kind for item in found] == ["afgedaan", "gekoppeld"]
    assert found[0].value == {"datum": "2026-04-02"}
    assert found[1].reason == "Over\ntwee regels."
    assert read_corrections(written(tmp_path, write_corrections(found)), today=TODAY) == found


FIRST = GOOD.split("[[correctie]]")[1]
WRONG = [
    (GOOD.replace('soort = "afgedaan"', 'soort = "klaar"'), "regel 2: soort is 'klaar'; kies uit bevestigd"),
    (GOOD.replace("datum = 2026-04-02", ""), "regel 2: er ontbreekt datum (bij soort afgedaan)"),
    (GOOD.replace("datum =", "dag ="), "er ontbreekt datum"),
    (GOOD + 'url = "x"\n', "regel 10: onbekend veld url (bij soort gekoppeld)"),
    (GOOD.replace("2026-11-20", '"gisteren"'), "regel 2: op is 'gisteren'; schrijf een dag"),
    (GOOD.replace("2026-11-20", "2026-12-20"), "regel 2: op (2026-12-20) ligt in de toekomst"),
    (
        GOOD.replace('doel = "tz-abcdefghij"', 'doel = "de eerste"'),
        "regel 2: doel is 'de eerste'; schrijf de sleutel",
    ),
    (GOOD.replace('doel = "gb-', 'doel = "tz-'), "regel 10: gekoppeld geldt een gebeurtenis"),
    (GOOD.replace('door = "A. Verzonnen"', 'door = " "'), "regel 2: door is ' '; schrijf een tekst"),
    (f"{GOOD}\n[[correctie]]{FIRST}", "regel 19: afgedaan voor tz-abcdefghij staat ook op regel 2"),
    (
        f"{GOOD}\n[[correctie]]{FIRST.replace('afgedaan', 'vervallen')}",
        "regel 19: vervallen voor tz-abcdefghij spreekt afgedaan op regel 2 tegen",
    ),
    ("iets = 1", "verwacht alleen blokken [[correctie]]"),
    ("[[correctie", "geen geldige TOML"),
]


@pytest.mark.parametrize(("text", "message"), WRONG, ids=[message[:40] for _, message in WRONG])
def test_what_is_wrong_gets_one_line_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(KamerwachtError) as error:
        read_corrections(written(tmp_path, text), today=TODAY)
    assert message in str(error.value)
    assert "\n" not in str(error.value)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.put("kst-39999-1", "2026-01-05", promise(deadline=term("2026-03-01")))
    return desk


def entry(desk: Desk) -> str:
    return FIRST.replace("tz-abcdefghij", desk.value("SELECT sleutel FROM toezeggingen"))


def test_the_command_applies_exports_and_undoes(desk: Desk) -> None:
    path = written(desk.folder, f"[[correctie]]{entry(desk)}")
    place = ["--db", str(desk.path)]
    assert kamerwacht("corrections", "check", str(path)).returncode == 0
    done = kamerwacht("corrections", "apply", str(path), *place)
    assert (done.returncode, done.stdout) == (
        0,
        "correcties: 1 nieuw, 0 ongedaan gemaakt, 0 ongewijzigd, 0 niet toegepast\n",
    )
    assert desk.state("2026-11-23")["toestand"] == "afgedaan"
    exported = kamerwacht("corrections", "export", *place).stdout
    assert read_corrections(written(desk.folder, exported), today=TODAY) == read_corrections(
        path, today=TODAY
    )
    assert "1 ongedaan" in kamerwacht("corrections", "apply", str(written(desk.folder, "")), *place).stdout
    assert desk.state("2026-11-23")["toestand"] == "nog niet vast te stellen"


def test_a_correction_that_does_not_fit_is_said_and_the_rest_applied(desk: Desk) -> None:
    path = written(desk.folder, GOOD.split("\n\n", maxsplit=1)[0] + f"\n[[correctie]]{entry(desk)}")
    done = kamerwacht("corrections", "apply", str(path), "--db", str(desk.path))
    assert done.returncode == 1
    assert (
        "past niet meer: tz-abcdefghij (afgedaan, A. Verzonnen): er is geen toezegging tz-abcdefghij"
        in done.stdout
    )
    assert desk.state("2026-11-23")["toestand"] == "afgedaan"


def test_an_update_books_the_file_and_a_broken_or_lost_one_undoes_nothing(desk: Desk) -> None:
    place = Store(desk.path)
    path = written(desk.folder, f"[[correctie]]{entry(desk)}")
    assert settle(desk.database, place)[1] is None
    assert desk.state("2026-11-23")["toestand"] == "afgedaan"
    path.write_text("[[correctie", encoding="utf-8")
    _, wrong = settle(desk.database, place)
    assert wrong is not None
    assert wrong.endswith("de correcties van eerder blijven gelden")
    path.unlink()
    lines, _ = settle(desk.database, place)
    assert lines == [f"correcties: {path} is er niet; de 1 van eerder blijven gelden"]
    assert len(db.booked_corrections(desk.database)) == 1
    assert desk.state("2026-11-23")["toestand"] == "afgedaan"
