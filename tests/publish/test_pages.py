"""The page of a promise, of a paper, of a ministry, of a dossier, and the explanation."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import publish
from db.connection import connect
from db.documents import store_document
from extract.document import Block, BlockKind, Document, FootnoteLink
from publish.states import states
from tests.publish import example
from tests.publish.conftest import Site, text_of
from tests.publish.example import HOSTILE, SENTENCES

if TYPE_CHECKING:
    from pathlib import Path


def test_the_sentence_is_marked_in_its_paragraph_with_its_neighbours(site: Site) -> None:
    passage = site.promise("te laat na uitstel").find("blockquote")
    assert [mark.get_text() for mark in passage.find_all("mark")] == [SENTENCES["te laat na uitstel"]]
    paragraphs = [p.get_text() for p in passage.find_all("p")]
    assert len(paragraphs) == 3
    assert paragraphs[1] == f"Hierover het volgende. {SENTENCES['te laat na uitstel']} Dat is van belang."
    assert SENTENCES["te laat"] in paragraphs[0]
    assert SENTENCES["mogelijk"] in paragraphs[2]


def test_a_promise_says_who_what_whom_and_on_what_ground(site: Site) -> None:
    words = text_of(site.promise("te laat"))
    assert "automatisch gevonden" in words
    assert (
        "Op 23 november 2026: termijn verstreken, geen afdoening gevonden in 1 gelezen later stuk." in words
    )
    assert "Door A. Voorbeeld, Minister van Justitie en Veiligheid (in de zin: “Ik”)" in words
    assert "Aan Aan de Voorzitter van de Tweede Kamer der Staten-Generaal (in de zin: “uw Kamer”)" in words
    assert "“uiterlijk 13 oktober 2026” is hier zo gelezen." in words
    assert "Doorzocht: 1 gelezen later stuk" in words
    assert "Regels ik-zal-informeren, termijn: proefregel" in words
    assert "Gelezen met proef 1" in words


def test_the_receipt_holds_the_digest_of_the_file(site: Site, made: example.Example) -> None:
    digest = (
        connect(made.path, readonly=True)
        .execute(
            "SELECT f.sha256 FROM bestanden f JOIN documenten d ON d.bestand_id = f.id"
            " WHERE d.sleutel = 'kst-30821-901'"
        )
        .fetchone()[0]
    )
    assert digest in text_of(site.promise("te laat").find(class_="bon"))


def test_the_terms_are_a_ladder_with_both_readings(site: Site) -> None:
    table = site.promise("te laat na uitstel").find("table")
    assert text_of(table.find("caption")) == "Hoe de termijn verschoof, stap voor stap"
    rows = [text_of(row) for row in table.find_all("tr")][1:]
    assert rows == [
        "15 januari 2026 toegezegd, stellig “voor 1 februari 2026” 31 januari 2026 31 januari 2026 –",
        "20 mei 2026 uitgesteld “uiterlijk 1 oktober 2026” 1 oktober 2026 1 oktober 2026 243 dagen",
    ]
    assert "(indicatief)" not in text_of(table)
    single = text_of(site.promise("binnenkort").find("table"))
    assert "30 november 2026 20 december 2026 (indicatief)" in single


def test_events_are_quoted_with_their_paper(site: Site) -> None:
    page = site.promise("afgedaan")
    event = page.find(class_="verloop")
    assert "20 mei 2026: afgedaan" in text_of(event)
    assert "“Hierbij zend ik u het toegezegde rapport.”" in text_of(event)
    assert event.find("a")["href"] == "/stuk/kst-30821-903"
    # due 28 February, sent 20 May 2026
    assert "afgedaan op 20 mei 2026, 81 dagen te laat. Zie Vervolgbrief weerbaarheid" in text_of(page)


def test_a_candidate_is_never_stated_as_fact(site: Site) -> None:
    words = text_of(site.promise("mogelijk afgedaan"))
    assert "(mogelijk, niet zeker)" in words
    assert "mogelijk afgedaan: zie het stuk van 20 mei 2026" in words


def test_a_policy_act_has_no_state(site: Site) -> None:
    words = text_of(site.promise("beleid"))
    assert "Beleidsvoornemen." in words
    assert "verstreken" not in words


def test_no_page_says_broken(site: Site) -> None:
    for name in SENTENCES:
        assert "gebroken" not in text_of(site.promise(name)).lower()


def test_a_promise_no_longer_found_keeps_its_page(tmp_path: Path) -> None:
    made = example.build(tmp_path / "weg.db")
    database = connect(made.path)
    with database.atomic():
        database.execute(
            "UPDATE toezeggingen SET vervallen_op = '2026-11-22T10:00:00Z' WHERE sleutel = ?",
            [made.keys["te laat"]],
        )
    database.close()
    site = Site(publish.app(made.path), made.keys)
    assert "Niet langer geteld." in text_of(site.promise("te laat"))
    assert SENTENCES["te laat"] not in text_of(site.page("/"))


def test_a_repetition_leads_to_the_promise_it_repeats_and_back(tmp_path: Path) -> None:
    made = example.build(tmp_path / "herhaald.db")
    database = connect(made.path)
    with database.atomic():
        database.execute(
            "UPDATE toezeggingen SET herhaalt_id = (SELECT id FROM toezeggingen WHERE sleutel = ?)"
            " WHERE sleutel = ?",
            [made.keys["vaag"], made.keys["nieuw"]],
        )
    database.close()
    site = Site(publish.app(made.path), made.keys)
    later = site.promise("nieuw")
    assert "Herhaling." in text_of(later)
    assert later.find("a", href=f"/toezegging/{made.keys['vaag']}")
    earlier = site.promise("vaag")
    assert earlier.find(class_="verloop").find("a")["href"] == f"/toezegging/{made.keys['nieuw']}"
    assert "niets gevonden dat op deze toezegging terugkomt" not in text_of(earlier)


def test_without_a_ministry_no_search_is_claimed(tmp_path: Path) -> None:
    made = example.build(tmp_path / "zonder.db")
    database = connect(made.path)
    with database.atomic():
        database.execute(
            "UPDATE toezeggingen SET ministerie_id = NULL WHERE sleutel = ?", [made.keys["te laat"]]
        )
    database.close()
    words = text_of(Site(publish.app(made.path), made.keys).promise("te laat"))
    assert "Doorzocht" not in words
    assert "Niet vastgesteld is welk ministerie dit toezegt" in words


def test_citing_names_key_paper_day_and_address(site: Site) -> None:
    key = site.keys["te laat"]
    cited = text_of(site.promise("te laat").find(class_="aanhalen"))
    assert cited == (
        f"Kamerwacht, toezegging {key}, in: Stand van zaken weerbaarheid (kst-30821-901), 15 januari 2026; "
        f"stand van 23 november 2026. http://localhost/toezegging/{key}"
    )


def test_the_contact_address_is_configuration(made: example.Example, site: Site) -> None:
    assert "geef het aan de beheerder van deze site" in text_of(site.promise("te laat"))
    other = Site(publish.app(made.path, contact="correctie@voorbeeld.invalid"), made.keys)
    link = other.promise("te laat").find("a", href=lambda href: href.startswith("mailto:"))
    address = urlsplit(link["href"])
    assert (address.scheme, address.path) == ("mailto", "correctie@voorbeeld.invalid")
    fields = parse_qs(address.query)
    assert fields["subject"] == [f"Klopt niet: toezegging {made.keys['te laat']}"]
    assert tomllib.loads(fields["body"][0])["correctie"][0]["doel"] == made.keys["te laat"]


def test_a_paper_marks_and_links_all_its_promises(site: Site) -> None:
    letter = site.page("/stuk/kst-30821-901").find("article")
    linked = {mark.find("a")["href"]: mark.get_text() for mark in letter.find_all("mark")}
    expected = {
        f"/toezegging/{key}": SENTENCES[name]
        for name, key in site.keys.items()
        if name not in ("nieuw", "vijandig")
    }
    assert linked == expected
    assert letter.find("h2").get_text() == "Inleiding"
    assert letter.find(class_="blok-opsomming").get_text() == "een punt uit een opsomming"


def test_two_acts_in_one_sentence_are_both_linked(tmp_path: Path) -> None:
    made = example.build(tmp_path / "twee.db")
    database = connect(made.path)
    with database.atomic():
        document = database.execute("SELECT id FROM documenten WHERE sleutel = 'kst-30821-905'").fetchone()[0]
        first = made.keys["nieuw"]
        example.promise(database, made, document, "nieuw", soort="toezenden")
    database.close()
    letter = Site(publish.app(made.path), made.keys).page("/stuk/kst-30821-905").find("article")
    hrefs = [link["href"] for link in letter.find_all("a")]
    assert f"/toezegging/{first}" in hrefs
    assert f"/toezegging/{made.keys['nieuw']}" in hrefs


def test_a_ministry_shows_its_promises_by_state(site: Site) -> None:
    page = site.page("/ministerie/JenV")
    assert page.find("h1").get_text() == "Justitie en Veiligheid"
    headings = [text_of(h2) for h2 in page.find_all("h2")]
    assert headings[0] == "Termijn verstreken, geen afdoening gevonden (2)"
    assert len(headings) == 13  # one promise or more in every state, in the order of toestanden.toml
    assert [heading.rpartition(" (")[0] for heading in headings] == [
        state.heading for state in states().values()
    ]
    assert SENTENCES["nieuw"] not in text_of(page)


def test_a_long_list_is_cut_and_leads_to_the_rest(tmp_path: Path) -> None:
    made = example.build(tmp_path / "veel.db")
    database = connect(made.path)
    with database.atomic():
        document = database.execute("SELECT id FROM documenten WHERE sleutel = 'kst-30821-901'").fetchone()[0]
        for _ in range(60):
            example.term(
                database, example.promise(database, made, document, "te laat"), "in maart", "2026-03-31"
            )
    database.close()
    site = Site(publish.app(made.path), made.keys)
    for path, first in (("/", 25), ("/ministerie/JenV", 30), ("/dossier/30821", 30)):
        page = site.page(path)
        assert len(page.find("ol", class_="lijst").find_all("li")) == first
        assert "(62)" in text_of(page.find("h2"))
        link = page.find(class_="meer").find("a")
        assert text_of(link) == "Alle 62 bekijken"
        assert "62 rijen waarvoor geldt" in text_of(site.page(link["href"]))


def test_the_table_behind_a_list_holds_the_same(site: Site) -> None:
    for path, number in (("/ministerie/JenV", 14), ("/dossier/30821", 16)):
        page = site.page(path)
        assert f"{number} toezeggingen aan de Kamer" in text_of(page)
        link = page.find("a", string="Als tabel")
        assert f"{number} rijen waarvoor geldt" in text_of(site.page(link["href"]))


def test_footnotes_are_linked_from_where_their_mark_stood(tmp_path: Path) -> None:
    path = example.empty(tmp_path / "noten.db")
    database = connect(path)
    text = "Een zin met een noot. En meer.\n\nWaarvan akte."
    document = Document(
        text,
        (Block(BlockKind.PARAGRAPH, 0, 30), Block(BlockKind.FOOTNOTE, 32, 45, label="7")),
        footnotes=(FootnoteLink(21, 1),),
    )
    store_document(
        database, document, key="kst-1", file_id=None, url=None, extractor="proef", now=example.NOW
    )
    database.close()
    letter = Site(publish.app(path), {}).page("/stuk/kst-1").find("article")
    link = letter.find("sup").find("a")
    assert letter.find("p").get_text() == "Een zin met een noot.7 En meer."
    assert text_of(letter.find(id=link["href"].removeprefix("#"))) == "7 Waarvan akte."


def test_a_dossier_shows_its_promises(site: Site) -> None:
    page = site.page("/dossier/30821")
    assert page.find("h1").get_text() == "Nationale veiligheid"
    assert SENTENCES["nieuw"] in text_of(page)
    assert SENTENCES["te laat"] in text_of(page)


def test_the_explanation_covers_every_state_of_the_database(site: Site, made: example.Example) -> None:
    words = text_of(site.page("/hoe-werkt-dit"))
    rows = connect(made.path, readonly=True).execute("SELECT DISTINCT toestand FROM stand").fetchall()
    assert len(rows) == 13
    for (state,) in rows:
        assert state in states()
        assert state in words
    assert "wachten we 14 dagen" in words


def test_unknown_things_are_not_found(site: Site) -> None:
    for path in (
        "/toezegging/tz-bestaatniet",
        "/stuk/kst-1-1",
        "/ministerie/Onzin",
        "/dossier/99999",
        "/nergens",
    ):
        page = site.page(path, status=404)
        assert page.find("h1").get_text() == "Niet gevonden"
        assert page.find("html")["lang"] == "nl"


def test_hostile_text_is_shown_and_not_run(site: Site) -> None:
    for path in (
        "/",
        f"/toezegging/{site.keys['vijandig']}",
        "/stuk/kst-30821-905",
        "/kamerwacht/toezeggingen",
    ):
        response = site.get(path)
        assert "<script" not in response.text
        assert "onerror=alert(1)&gt;" in response.text
        assert "\u202e" not in response.text
        assert "⟨U+202E⟩" in response.text
    quoted = json.loads(site.get("/kamerwacht/toezeggingen.json?_shape=array&onderwerp__notnull=1").text)
    assert quoted[0]["onderwerp"] == HOSTILE  # the data itself stays literal


def test_a_promise_tells_at_once_who_when_and_by_when(site: Site) -> None:
    glance = text_of(site.promise("uitgesteld").select_one("dl.kern"))
    assert glance == (
        "Wie Minister van Justitie en Veiligheid A. Voorbeeld Toegezegd op 15 januari 2026"
        " Termijn uiterlijk 20 juni 2027 (“in het voorjaar van 2027”)"
        " Eerste termijn uiterlijk 30 juni 2026, daarna 1× uitgesteld"
    )
    assert "Termijn geen termijn genoemd" in text_of(site.promise("vijandig").select_one("dl.kern"))


def test_a_sentence_in_a_table_leads_to_its_promise(site: Site) -> None:
    cell = site.page("/kamerwacht/te_laat").select_one("td.kol-citaat a")
    assert cell["href"] in {f"/toezegging/{site.keys[name]}" for name in ("te laat", "te laat na uitstel")}
