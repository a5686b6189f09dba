"""The pages that gather promises, Debatklaar, Rappel, and what can be taken from the page of a promise."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import TYPE_CHECKING

import pytest

import publish
from db.connection import connect
from kamerwacht.corrections_file import read_corrections
from publish import citing
from tests.publish import example
from tests.publish.conftest import Site, text_of
from tests.publish.example import DAY, NOW, SENTENCES

if TYPE_CHECKING:
    from pathlib import Path

COMMITTEE = "vaste%20commissie%20voor%20Justitie%20en%20Veiligheid"


@pytest.fixture
def changed(tmp_path: Path) -> Site:
    """The example, with what others say of it."""
    made = example.build(tmp_path / "anders.db")
    database = connect(made.path)
    late = database.execute(
        "SELECT id FROM toezeggingen WHERE sleutel = ?", [made.keys["te laat"]]
    ).fetchone()[0]
    with database.atomic():
        register = database.table("register").insert(
            {
                "bron": "tweede_kamer", "nummer": "TZ202601-001", "tekst": "De minister informeert de Kamer.",
                "status": "Openstaand", "toestand": "openstaand", "geboekt_op": NOW, "gewijzigd_op": NOW,
            }
        ).last_rowid  # fmt: skip
        database.table("register_koppelingen").insert(
            {
                "register_id": register, "toezegging_id": late, "zekerheid": "kandidaat",
                "reden": "zelfde dag en dezelfde woorden", "geboekt_op": NOW,
            }
        )  # fmt: skip
        for number, (kind, value) in enumerate(
            (("bevestigd", {}), ("weerwoord", {"tekst": "De brief komt nog."}))
        ):
            database.table("correcties").insert(
                {
                    "sleutel": f"cr-{number:010d}", "doel": made.keys["te laat"], "soort": kind,
                    "waarde": json.dumps(value), "door": "Redactie", "op": DAY, "reden": "nagelezen in het stuk",
                    "toezegging_id": late, "toegepast": 1, "geboekt_op": NOW,
                }
            )  # fmt: skip
        database.table("wijzigingen").insert(
            {"toezegging_id": late, "veld": "onderwerp", "oud": None, "nieuw": "de verkenning", "op": NOW}
        )
        database.table("meetlat").insert(
            {
                "verzameling": "proef",
                "datum": "2026-10-01",
                "aantal": 400,
                "precisie": 0.975,
                "vangst": 0.8,
                "omschrijving": "proef",
                "bron": "proef",
            }
        )
        dossier = database.execute("SELECT id FROM dossiers WHERE nummer = '30821'").fetchone()[0]
        case = (
            database.table("kamerstukdossiers").insert({"identificatie": "d1", "nummer": "30821"}).last_rowid
        )
        assert dossier
        matter = (
            database.table("zaken").insert({"identificatie": "z1", "kamerstukdossier_id": case}).last_rowid
        )
        activity = database.table("activiteiten").insert(
            {
                "identificatie": "a1", "nummer": "2026A90001", "soort": "Commissiedebat", "datum": "2026-12-03",
                "onderwerp": "Weerbaarheid", "aanvang": "2026-12-03T13:00:00Z",
            }
        ).last_rowid  # fmt: skip
        database.table("activiteit_zaken").insert({"activiteit_id": activity, "zaak_id": matter})
        database.table("activiteiten").insert(
            {
                "identificatie": "a2",
                "nummer": "2026A90002",
                "soort": "Procedurevergadering",
                "datum": "2026-12-04",
            }
        )
    database.close()
    return Site(publish.app(made.path), made.keys)


def test_a_promise_shows_what_others_say_of_it(changed: Site) -> None:
    words = text_of(changed.promise("te laat"))
    assert "nagekeken door Redactie op 23 november 2026" in words
    assert "automatisch gevonden" not in text_of(changed.promise("te laat").find(class_="boven"))
    assert "TZ202601-001 (mogelijk dezelfde)" in words
    assert "zelfde dag en dezelfde woorden" in words
    assert "De brief komt nog." in words
    assert "onderwerp, van “leeg” in “de verkenning”" in words
    assert "97,5% werkelijk een toezegging (400 voorbeelden, 1 oktober 2026" in words


def test_without_a_measurement_the_accuracy_is_said_to_be_unknown(site: Site) -> None:
    page = site.promise("te laat")
    assert "automatisch gevonden" in text_of(page.find(class_="boven"))
    assert "Hoe vaak zo’n vondst klopt, is nog niet gemeten." in text_of(page)
    assert "Er is nog geen register gelezen." in text_of(page)


def test_the_papers_that_were_searched_are_listed(site: Site) -> None:
    page = site.promise("te laat")
    listed = page.find("summary", string="Welke stukken zijn doorzocht?").parent
    assert [link["href"] for link in listed.find_all("a")] == ["/stuk/kst-30821-903"]


@pytest.mark.parametrize(
    ("path", "title", "number"),
    [
        ("/bewindspersoon/A.%20Voorbeeld", "A. Voorbeeld", 16),
        (f"/commissie/{COMMITTEE}", "Vaste commissie voor Justitie en Veiligheid", 16),
    ],
)
def test_promises_of_a_person_and_of_a_committee(site: Site, path: str, title: str, number: int) -> None:
    page = site.page(path)
    assert text_of(page.find("h1")) == title
    assert f"{number} toezeggingen aan de Kamer" in text_of(page)
    table = site.page(page.find("a", string="Als tabel")["href"])
    assert f"{number} rijen waarvoor geldt" in text_of(table)


def test_the_entrances_lead_to_every_ministry_committee_person_and_dossier(site: Site) -> None:
    page = site.page("/ingangen")
    rows = [text_of(row) for row in page.find_all("tr")]
    assert "Justitie en Veiligheid 2 14" in rows
    assert "30821 Nationale veiligheid 2 16" in rows
    for link in page.find("main").find_all("a"):
        assert site.get(link["href"]).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/bewindspersoon/x",
        "/commissie/x",
        "/debatklaar/x",
        "/rappel/commissie/x",
        "/rappel/toezegging/x",
        "/bestand/x",
    ],
)
def test_what_is_unknown_is_not_found(site: Site, path: str) -> None:
    site.page(path, status=404)


def test_debatklaar_holds_what_is_open_in_the_dossiers_however_they_are_written(site: Site) -> None:
    for written in ("30821", "30 821", "99999,30821", "30821;99999"):
        words = text_of(site.page(f"/debatklaar?dossier={written.replace(' ', '%20')}"))
        assert "14 openstaande toezeggingen" in words
        assert SENTENCES["te laat"] in words
        assert SENTENCES["afgedaan"] not in words
        assert SENTENCES["vervallen"] not in words
    assert "geen openstaande toezegging" in text_of(site.page("/debatklaar?dossier=99999"))


def test_debatklaar_as_a_calendar_holds_the_same_dossiers(site: Site) -> None:
    link = site.page("/debatklaar?dossier=30821").find("a", string="agenda (ics)")["href"]
    assert site.get(link).text.count("BEGIN:VEVENT") == 11


def test_debatklaar_for_an_activity_looks_at_the_dossiers_on_its_agenda(changed: Site) -> None:
    choice = changed.page("/debatklaar")
    assert choice.find("a", href="/debatklaar/2026A90001").get_text() == "Weerbaarheid"
    words = text_of(changed.page("/debatklaar/2026A90001"))
    assert "3 december 2026, 14.00 uur" in words
    assert "Gezocht in dossier op de agenda: 30821." in words
    assert "14 openstaande toezeggingen" in words
    assert "een commissie is niet bekend" in text_of(changed.page("/debatklaar/2026A90002"))


def test_a_reminder_quotes_the_promise_and_says_what_was_found(site: Site) -> None:
    words = text_of(site.page(f"/rappel/toezegging/{site.keys['te laat na uitstel']}"))
    assert SENTENCES["te laat na uitstel"] in words
    assert "tot en met 1 oktober 2026, verstreken. Daarbij is één keer uitstel gemeld" in words
    assert "oorspronkelijk liep de termijn tot en met 31 januari 2026" in words
    assert "In 1 latere stukken" not in words
    site.page(f"/rappel/toezegging/{site.keys['afgedaan']}", status=404)


def test_a_reminder_of_a_committee_is_a_letter_to_each_ministry(site: Site) -> None:
    letters = site.page(f"/rappel/commissie/{COMMITTEE}").find_all("article")
    assert [text_of(letter.find("p")) for letter in letters] == [
        "Aan: het ministerie van Justitie en Veiligheid"
    ]
    over, reported, coming = letters[0].find_all("ol")
    assert len(over.find_all("li")) == 2
    assert SENTENCES["uitgesteld"] in text_of(reported)
    assert SENTENCES["binnenkort"] in text_of(coming)


def test_a_receipt_and_a_citation_can_be_taken_along(site: Site) -> None:
    key = site.keys["te laat"]
    receipt = site.get(f"/toezegging/{key}/bewijsbon.json").json()
    assert receipt["citaat"] == SENTENCES["te laat"]
    assert receipt["bestand"]["sha256"] == hashlib.sha256(b"kst-30821-901").hexdigest()
    assert receipt["regels"] == ["ik-zal-informeren"]
    assert receipt["termijnen"][0]["ruim"] == "2026-10-13"
    item = site.get(f"/toezegging/{key}/csl.json").json()
    assert item["type"] == "webpage"
    assert item["issued"] == {"date-parts": [[2026, 1, 15]]}
    assert item["URL"].endswith(f"/toezegging/{key}")


def test_a_proposal_is_a_file_of_corrections_once_it_is_signed(site: Site, tmp_path: Path) -> None:
    response = site.get(f"/toezegging/{site.keys['te laat']}/voorstel.toml")
    assert "attachment" in response.headers["content-disposition"]
    assert response.text == citing.proposal(site.keys["te laat"], DAY)
    # The keys of the example are plainer than real ones.
    signed = (
        citing.proposal("tz-abcdefghij", DAY)
        .replace('door = ""', 'door = "Redactie"')
        .replace('reden = ""', 'reden = "gelezen"')
    )
    file = tmp_path / "voorstel.toml"
    file.write_text(signed, encoding="utf-8")
    (correction,) = read_corrections(file, today=dt.date.fromisoformat(DAY))
    assert (correction.target, correction.kind) == ("tz-abcdefghij", "afgewezen")


def test_the_stored_copy_is_given_as_it_was_fetched_and_only_to_save(tmp_path: Path) -> None:
    made = example.build(tmp_path / "kopie.db")
    body = b"<html><script>alert(1)</script>"
    sha256 = hashlib.sha256(body).hexdigest()
    place = tmp_path / "ruw" / sha256[:2] / sha256[2:]
    place.parent.mkdir(parents=True)
    place.write_bytes(body)
    database = connect(made.path)
    with database.atomic():
        database.execute("UPDATE bestanden SET sha256 = ?, mediatype = 'text/html' WHERE id = 1", [sha256])
    site = Site(publish.app(made.path), made.keys)
    response = site.get(f"/bestand/{sha256}")
    assert response.content == body
    assert response.headers["content-type"] == "application/octet-stream"
    assert response.headers["content-disposition"] == 'attachment; filename="kst-30821-901.html"'
    assert site.promise("te laat").find("a", href=f"/bestand/{sha256}")
    with database.atomic():
        database.execute("UPDATE documenten SET ingetrokken = 1")
    database.close()
    site.page(f"/bestand/{sha256}", status=404)


def test_sql_of_readers_can_be_switched_off(made: example.Example) -> None:
    site = Site(publish.app(made.path, sql=False), made.keys)
    assert site.get("/kamerwacht?sql=select+1").status_code == 403
    assert site.get("/kamerwacht/overzicht?_where=1").status_code == 403
    assert site.get("/kamerwacht/langst-open").status_code == 200
    assert site.page("/kamerwacht").find("textarea") is None


def test_nightly_copies_are_listed_with_their_checksum_and_given_whole(tmp_path: Path) -> None:
    made = example.build(tmp_path / "kopieen.db")
    folder = tmp_path / "reserve"
    folder.mkdir()
    (folder / "kamerwacht-2026-11-23.db").write_bytes(b"SQLite" * 1000)
    (folder / "kamerwacht-2026-11-23.db.sha256").write_text("ab" * 32 + "  kamerwacht-2026-11-23.db\n")
    (folder / "kamerwacht-2026-11-23.db.WIJZIGINGEN.txt").write_text("Wijzigingen: 3 nieuw\n")
    (folder / "LICENTIE.txt").write_text("CC0 1.0\n")
    (folder / ".half.db").write_bytes(b"half")
    (folder / "terzijde.db").write_bytes(b"half")
    (tmp_path / "geheim.db").write_bytes(b"geheim")
    site = Site(publish.app(made.path), made.keys)
    page = site.page("/downloaden")
    assert "ab" * 32 in text_of(page)
    link = page.find("a", string="kamerwacht-2026-11-23.db")["href"]
    assert site.get(link).content == b"SQLite" * 1000
    link = page.find("a", {"aria-label": "Wijzigingen in kamerwacht-2026-11-23.db"})["href"]
    assert site.get(link).text == "Wijzigingen: 3 nieuw\n"
    link = page.find("a", string="licentie: CC0 1.0")["href"]
    assert site.get(link).text == "CC0 1.0\n"
    for name in (".half.db", "terzijde.db", "geheim.db", "..%2Fgeheim.db", "%2e%2e%2fgeheim.db"):
        assert site.get(f"/downloaden/{name}").status_code == 404
