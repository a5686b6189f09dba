"""The front page: what is overdue, first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import publish
from db.connection import connect
from tests.publish import example
from tests.publish.conftest import Site, text_of
from tests.publish.example import SENTENCES

if TYPE_CHECKING:
    from pathlib import Path


def section(site: Site, heading: str) -> str:
    page = site.page("/")
    (found,) = [h2 for h2 in page.find_all("h2") if h2.get_text().startswith(heading)]
    return text_of(found.parent)


def test_overdue_comes_first_longest_on_top(site: Site) -> None:
    page = site.page("/")
    first = page.find("main").find("h2")
    assert text_of(first) == "Termijn verstreken, geen afdoening gevonden (2)"
    items = first.parent.find_all("li")
    # 1 October and 13 October to 23 November 2026
    assert [text_of(item.find("p")) for item in items] == ["53 dagen te laat", "41 dagen te laat"]
    assert SENTENCES["te laat"] in text_of(items[1])
    assert items[1].find("a")["href"] == f"/toezegging/{site.keys['te laat']}"


def test_overdue_says_who_and_which_term(site: Site) -> None:
    overdue = section(site, "Termijn verstreken")
    assert "Minister van Justitie en Veiligheid A. Voorbeeld" in overdue
    assert "“uiterlijk 13 oktober 2026” t/m 13\u00a0oktober\u00a02026".replace("\u00a0", " ") in overdue


@pytest.mark.parametrize(
    ("heading", "name", "words"),
    [
        ("Mogelijk verstreken", "mogelijk", "nog 7 dagen in de ruime lezing"),
        ("Termijn voorbij, nog niet vast te stellen", "onzeker", "8 dagen voorbij de termijn"),
        ("Uitstel gemeld", "uitgesteld", "1× uitgesteld, 355 dagen later"),
        ("Binnen 30 dagen", "binnenkort", "nog 7 dagen tot de termijn"),
        ("Nieuw deze week", "nieuw", "nog 219 dagen tot de termijn"),
    ],
)
def test_every_other_list_holds_its_promise(site: Site, heading: str, name: str, words: str) -> None:
    found = section(site, heading)
    assert SENTENCES[name] in found
    assert words in found


def test_nothing_else_is_called_overdue(site: Site) -> None:
    overdue = section(site, "Termijn verstreken")
    for name in set(SENTENCES) - {"te laat", "te laat na uitstel"}:
        assert SENTENCES[name] not in overdue


def test_counts_by_ministry(site: Site) -> None:
    rows = [
        text_of(row)
        for row in site.page("/").find("caption", string=lambda s: "per ministerie" in s).parent("tr")
    ]
    assert rows[0] == "Ministerie Te laat Mogelijk Uitstel Totaal"
    # 14 owed to the Kamer in the first letter: 2 overdue, 2 may be, 1 postponed; the hostile paper is BZK's
    assert rows[1] == "Justitie en Veiligheid 2 2 1 14"
    assert rows[2] == "Binnenlandse Zaken en Koninkrijksrelaties 0 0 0 2"


def test_every_state_is_counted_and_leads_to_its_table(site: Site) -> None:
    (found,) = [
        h2.parent for h2 in site.page("/").find_all("h2") if h2.get_text().startswith("Alle toezeggingen")
    ]
    assert text_of(found.find("h2")) == "Alle toezeggingen (16)"
    items = found.find_all("li")
    assert [text_of(item) for item in items[:3]] == [
        "verstreken zonder bericht (2)",
        "nog niet vast te stellen (1)",
        "mogelijk verstreken (1)",
    ]
    assert len(items) == 13
    assert "2 rijen waarvoor geldt" in text_of(site.page(items[0].find("a")["href"]))


def test_the_day_and_the_freshness_are_visible(site: Site) -> None:
    words = text_of(site.page("/"))
    assert "Peildatum: 23 november 2026 (demo)" in words
    assert "Stand van maandag 23 november 2026" in words
    # finished at 05:10 UTC, winter time
    assert "Laatst ververst: 23 november 2026, 06.10 uur" in words
    assert "Officiële publicaties 22 november 2026" in words
    assert "niet elke bron is bij" not in words


def test_a_source_that_is_behind_is_said_so(tmp_path: Path) -> None:
    made = example.build(tmp_path / "achter.db", peildatum="2026-11-27")
    words = text_of(Site(publish.app(made.path), made.keys).page("/"))
    assert "Let op: niet elke bron is bij. Officiële publicaties: gelezen t/m 22 november 2026." in words


def test_without_a_peildatum_there_is_no_demo(tmp_path: Path) -> None:
    made = example.build(tmp_path / "vandaag.db", peildatum="")
    words = text_of(Site(publish.app(made.path), made.keys).page("/"))
    assert "Peildatum" not in words
    assert "(demo)" not in words


def test_an_empty_database_is_explained(empty_site: Site) -> None:
    words = text_of(empty_site.page("/"))
    assert "Er zijn nog geen stukken gelezen." in words
    assert "Nog niet ververst uit een bron. 0 stukken gelezen." in words


def test_a_day_without_overdue_promises_is_explained(tmp_path: Path) -> None:
    made = example.build(tmp_path / "vroeg.db", peildatum="2026-01-20")
    words = text_of(Site(publish.app(made.path), made.keys).page("/"))
    assert "Termijn verstreken, geen afdoening gevonden (0) Geen." in words


def test_a_failed_refresh_is_not_hidden(tmp_path: Path) -> None:
    made = example.build(tmp_path / "fout.db")
    database = connect(made.path)
    with database.atomic():
        database.execute(
            "INSERT INTO verversingen (bron, begonnen_op, klaar_op, uitslag, melding)"
            " VALUES ('koop', '2026-11-23T06:00:00Z', '2026-11-23T06:01:00Z', 'fouten', 'Geen antwoord')"
        )
    database.close()
    words = text_of(Site(publish.app(made.path), made.keys).page("/"))
    assert "De laatste verversing (23 november 2026, 07.01 uur) is niet goed gegaan" in words
    assert "Geen antwoord" in words
    assert "Laatst ververst: 23 november 2026, 06.10 uur" in words


def test_the_page_follows_the_database_while_it_runs(tmp_path: Path) -> None:
    made = example.build(tmp_path / "levend.db")
    site = Site(publish.app(made.path), made.keys)
    assert "(2)" in text_of(site.page("/").find("h2"))
    database = connect(made.path)
    with database.atomic():
        database.execute("UPDATE instellingen SET waarde = '2026-10-05' WHERE naam = 'peildatum'")
    database.close()
    assert "(0)" in text_of(site.page("/").find("h2"))
