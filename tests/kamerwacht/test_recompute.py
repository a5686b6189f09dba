"""A corrected recess changes the terms that rest on it, and only those, with a trace; twice is once."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

from commitments import calendar
from tests.kamerwacht.command import Result, assert_one_dutch_line, kamerwacht_here

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LETTER = """Den Haag, 4 juni 2031

Geachte voorzitter,

Ik zal uw Kamer voor het zomerreces over de proef met het meldpunt informeren.

Voor 1 oktober 2031 stuur ik uw Kamer de evaluatie van de keten.

De Minister van Justitie en Veiligheid,

A. Verzonnen
"""
DELAY = """Den Haag, 2 juli 2031

Geachte voorzitter,

De in mijn brief van 4 juni 2031 toegezegde informatie over de proef met het meldpunt loopt vertraging op en komt voor \
het herfstreces.

De Minister van Justitie en Veiligheid,

A. Verzonnen
"""
SUMMER = """[[recess]]
kind = "zomer"
start = {start}
end = 2031-09-01
certainty = "bevestigd"
source = "verzonnen brief van de voorzitter"
"""


@pytest.fixture(autouse=True)
def _bundled_again() -> Iterator[None]:
    yield
    calendar.use(None)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "brief.txt").write_text(LETTER)
    done = kamerwacht_here("add", str(tmp_path / "brief.txt"), "--db", str(tmp_path / "kw.db"))
    assert done.returncode == 0, done.stderr
    return tmp_path


def rows(place: Path, sql: str) -> list[dict[str, Any]]:
    with sqlite3.connect(place / "kw.db") as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(sql)]


def dump(place: Path) -> list[str]:
    with sqlite3.connect(place / "kw.db") as connection:
        return list(connection.iterdump())


def terms(place: Path) -> dict[str, tuple[str, str, int]]:
    return {
        row["tekst"].lower(): (row["strikt"], row["ruim"], row["zeker"])
        for row in rows(place, "SELECT * FROM termijnen WHERE volgnummer = 1")
    }


def recompute(place: Path) -> Result:
    return kamerwacht_here("recompute", "--db", str(place / "kw.db"))


def test_a_corrected_recess_changes_its_terms_and_leaves_a_trace(place: Path) -> None:
    before = terms(place)
    # 4 July 2031 is the first Friday on or after 3 July: the pattern of the bundled calendar, not confirmed.
    assert before["voor het zomerreces"] == ("2031-07-03", "2031-07-04", 0)
    (place / "kalender.toml").write_text(SUMMER.format(start="2031-07-11"))
    done = recompute(place)
    assert done.returncode == 0, done.stderr
    assert "1 veranderd" in done.stdout
    after = terms(place)
    assert after["voor het zomerreces"] == ("2031-07-10", "2031-07-11", 1)
    assert after["voor 1 oktober 2031"] == before["voor 1 oktober 2031"]
    (trace,) = rows(place, "SELECT * FROM wijzigingen")
    assert trace["veld"] == "termijn"
    assert (json.loads(trace["oud"])["ruim"], json.loads(trace["nieuw"])["ruim"]) == (
        "2031-07-04",
        "2031-07-11",
    )
    versions = {row["versie"] for row in rows(place, "SELECT versie FROM rekendata")}
    assert len(versions) == 2
    assert all(version in trace["reden"] for version in versions)


def test_the_day_it_is_overdue_moves_along(place: Path) -> None:
    def state(day: str) -> str:
        connection = sqlite3.connect(place / "kw.db")
        with connection:
            connection.execute("UPDATE instellingen SET waarde = ? WHERE naam = 'peildatum'", [day])
        (row,) = connection.execute(
            "SELECT toestand FROM overzicht WHERE termijn_tekst LIKE '%reces%'"
        ).fetchall()
        connection.close()
        return str(row[0])

    assert state("2031-07-05") == "nog niet vast te stellen"
    (place / "kalender.toml").write_text(SUMMER.format(start="2031-07-11"))
    recompute(place)
    assert state("2031-07-05") == "loopt"
    assert state("2031-07-12") == "nog niet vast te stellen"


def test_a_second_run_changes_nothing(place: Path) -> None:
    (place / "kalender.toml").write_text(SUMMER.format(start="2031-07-11"))
    recompute(place)
    first = dump(place)
    assert "niet veranderd" in recompute(place).stdout
    assert dump(place) == first


def test_taking_the_calendar_away_brings_the_old_day_back_with_a_trace(place: Path) -> None:
    before = terms(place)
    (place / "kalender.toml").write_text(SUMMER.format(start="2031-07-11"))
    recompute(place)
    (place / "kalender.toml").unlink()
    recompute(place)
    assert terms(place) == before
    assert len(rows(place, "SELECT * FROM wijzigingen")) == 2


def test_a_recess_of_another_year_is_not_looked_at(place: Path) -> None:
    (place / "kalender.toml").write_text(
        '[[recess]]\nkind = "zomer"\nstart = 2040-07-06\nend = 2040-09-03\ncertainty = "bevestigd"\nsource = "x"\n'
    )
    assert "niet veranderd" in recompute(place).stdout
    assert rows(place, "SELECT * FROM wijzigingen") == []


def test_only_terms_with_a_word_of_the_recess_are_read_again(place: Path) -> None:
    (place / "kalender.toml").write_text(SUMMER.format(start="2031-07-11"))
    assert "1 termijnen nagerekend" in recompute(place).stdout


def test_terms_of_events_and_their_ladders_follow(place: Path) -> None:
    (place / "uitstel.txt").write_text(DELAY)
    kamerwacht_here("add", str(place / "uitstel.txt"), "--db", str(place / "kw.db"))
    (event,) = rows(place, "SELECT * FROM gebeurtenissen WHERE soort = 'uitgesteld'")
    assert event["zekerheid"] == "zeker"
    (rung,) = rows(place, "SELECT * FROM termijnen WHERE volgnummer = 2")
    assert rung["ruim"] == event["termijn_ruim"]
    autumn = SUMMER.replace("zomer", "herfst").replace("2031-09-01", "2031-11-03")
    (place / "kalender.toml").write_text(autumn.format(start="2031-10-24"))
    recompute(place)
    (event,) = rows(place, "SELECT * FROM gebeurtenissen WHERE soort = 'uitgesteld'")
    (rung,) = rows(place, "SELECT * FROM termijnen WHERE volgnummer = 2")
    assert event["termijn_zeker"] == rung["zeker"] == 1
    assert event["termijn_ruim"] == rung["ruim"] == "2031-10-24"
    (trace,) = rows(place, "SELECT * FROM wijzigingen WHERE gebeurtenis_id IS NOT NULL AND veld = 'termijn'")
    assert "rekendata" in trace["reden"]


def test_add_and_update_bring_the_terms_up_to_date_by_themselves(place: Path) -> None:
    (place / "kalender.toml").write_text(SUMMER.format(start="2031-07-11"))
    (place / "tweede.txt").write_text(LETTER.replace("meldpunt", "loket"))
    done = kamerwacht_here("add", str(place / "tweede.txt"), "--db", str(place / "kw.db"))
    assert "1 veranderd" in done.stdout
    ends = rows(place, "SELECT DISTINCT ruim FROM termijnen WHERE tekst LIKE '%zomerreces%'")
    assert [row["ruim"] for row in ends] == ["2031-07-11"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("kapot =", "geen geldige TOML"),
        ("x = 1", "[[recess]]"),
        (SUMMER.format(start="2031-07-11") * 2, "twee keer"),
        (SUMMER.format(start="2031-01-11"), "past niet"),
        (SUMMER.format(start="2031-07-11").replace("zomer", "carnaval"), "onbekend reces"),
        (SUMMER.format(start="2031-09-11"), "ligt niet na"),
        (SUMMER.format(start='"11 juli"'), "start"),
        (SUMMER.format(start="2031-07-11").replace("bevestigd", "vast"), "certainty"),
        (SUMMER.format(start="2031-07-11") + "extra = 1\n", "onbekend veld"),
    ],
)
def test_a_wrong_calendar_is_told_in_one_line_and_changes_nothing(place: Path, text: str, says: str) -> None:
    before = (place / "kw.db").read_bytes()
    (place / "kalender.toml").write_text(text)
    for command in (["recompute"], ["add", str(place / "brief.txt")]):
        line = assert_one_dutch_line(kamerwacht_here(*command, "--db", str(place / "kw.db")))
        assert says in line
        assert "kalender.toml" in line
    assert (place / "kw.db").read_bytes() == before


def test_a_named_calendar_that_is_not_there_is_told(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAMERWACHT_KALENDER", str(place / "weg.toml"))
    assert "weg.toml" in assert_one_dutch_line(recompute(place))
    asked = kamerwacht_here("deadline", "voor het zomerreces", "--date", "2031-06-04")
    assert "weg.toml" in assert_one_dutch_line(asked)


def test_a_named_calendar_counts_for_deadline_too(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "eigen.toml").write_text(SUMMER.format(start="2031-07-11"))
    monkeypatch.setenv("KAMERWACHT_KALENDER", str(place / "eigen.toml"))
    asked = kamerwacht_here("deadline", "voor het zomerreces", "--date", "2031-06-04", "--json")
    assert json.loads(asked.stdout)["termijn"]["ruim"] == "2031-07-11"


def test_words_that_are_no_term_any_more_are_told_and_left(place: Path) -> None:
    with sqlite3.connect(place / "kw.db") as connection:
        connection.execute("UPDATE termijnen SET tekst = 'het reces van weleer' WHERE tekst LIKE '%reces%'")
    (key,) = rows(place, "SELECT z.sleutel FROM toezeggingen z JOIN termijnen t ON t.toezegging_id = z.id"
                         " WHERE t.tekst = 'het reces van weleer'")  # fmt: skip
    before = terms(place)
    (place / "kalender.toml").write_text(SUMMER.format(start="2031-07-11"))
    assert key["sleutel"] in recompute(place).stdout
    assert terms(place) == before


def test_a_term_that_a_person_set_stays_through_another_calendar(place: Path) -> None:
    """What the machine reads moves along below it; taking the correction back shows the new reading."""
    (key,) = rows(place, "SELECT sleutel FROM toezeggingen WHERE citaat LIKE '%meldpunt%'")
    word = f"""[[correctie]]
doel = "{key["sleutel"]}"
soort = "termijn"
door = "A. Verzonnen"
op = 2026-11-01
reden = "Zo afgesproken in de commissie."
ruim = 2031-06-20
"""
    (place / "correcties.toml").write_text(word)
    apply = ("corrections", "apply", str(place / "correcties.toml"), "--db", str(place / "kw.db"))
    assert kamerwacht_here(*apply).returncode == 0
    (place / "kalender.toml").write_text(SUMMER.format(start="2031-07-11"))
    assert recompute(place).returncode == 0
    query = (
        "SELECT volgnummer, ruim FROM termijnen t JOIN toezeggingen z ON z.id = t.toezegging_id"
        " WHERE z.citaat LIKE '%meldpunt%' ORDER BY 1"
    )
    assert [tuple(row.values()) for row in rows(place, query)] == [(0, "2031-07-11"), (1, "2031-06-20")]
    (place / "correcties.toml").write_text("")
    assert kamerwacht_here(*apply).returncode == 0
    assert [tuple(row.values()) for row in rows(place, query)] == [(1, "2031-07-11")]


def test_a_link_made_by_its_term_is_held_against_the_new_calendar(place: Path) -> None:
    """The delay stays with its promise, and its new term is reckoned from the same calendar as the old one."""
    (place / "uitstel.txt").write_text(DELAY)
    assert kamerwacht_here("add", str(place / "uitstel.txt"), "--db", str(place / "kw.db")).returncode == 0
    links = "SELECT toezegging_id, zekerheid FROM gebeurtenissen WHERE vervallen_op IS NULL ORDER BY id"
    before = rows(place, links)
    assert before
    (place / "kalender.toml").write_text(SUMMER.format(start="2031-07-11"))
    recompute(place)
    assert rows(place, links) == before
    states = {row["toestand"] for row in rows(place, "SELECT toestand FROM stand")}
    assert "verstreken zonder bericht" not in states
