"""Files of the Tweede Kamer that are not the usual Word or PDF, and a feed that does not answer for a while."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from demo import kamer
from demo.faults import Fault
from demo.kamer_rows import guid
from demo.papers import bundled, folder
from tests.kamerwacht.test_tweede_kamer import CATEGORIES, LETTER, TODAY, House

if TYPE_CHECKING:
    from pathlib import Path

REPORT = replace(
    LETTER, kind="verslag", identifier="kst-99905-79", number="79", title="Verslag over het steunpunt"
)
VLOS = """\ufeff<?xml version="1.0" encoding="utf-8"?>
<vlosCoreDocument xmlns="http://www.tweedekamer.nl/ggm/vergaderverslag/v1.0" soort="Eindpublicatie" status="Gecorrigeerd">
<vergadering soort="Commissie" kamer="Tweede Kamer"><titel>Steunpunt</titel><vergaderjaar>2026-2027</vergaderjaar>
<datum>2026-11-20T00:00:00</datum><activiteit soort="Commissiedebat"><titel>Steunpunt</titel><activiteithoofd>
<activiteitdeel soort="Spreekbeurt"><activiteititem soort="Woordvoerder"><woordvoerder>
<spreker soort="Minister"><aanhef>Minister</aanhef><verslagnaam>Fantasius</verslagnaam>
<functie>minister van Justitie en Veiligheid</functie></spreker><isvoorzitter>false</isvoorzitter>
<tekst><alinea><alineaitem>Minister <nadruk type="Vet">Fantasius</nadruk>:</alineaitem>
<alineaitem>Ik stuur de Kamer voor 1 maart 2027 een brief over het verzonnen steunpunt.</alineaitem></alinea></tekst>
<interrumpant><spreker soort="Tweede Kamerlid"><fractie>FP</fractie><aanhef>De heer</aanhef><verslagnaam>Nergens</verslagnaam>
<functie>lid Tweede Kamer</functie></spreker><tekst><alinea><alineaitem>Ik zal die brief met belangstelling lezen.</alineaitem>
</alinea></tekst></interrumpant></woordvoerder></activiteititem></activiteitdeel></activiteithoofd></activiteit>
</vergadering></vlosCoreDocument>""".encode()


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def serve_as(house: House, media_type: str, body: bytes) -> str:
    """The report's file at the Kamer; the identifier of its document."""
    kamer.add_paper(house.feed, bundled(), REPORT)
    identifier = guid("Document", REPORT.identifier)
    house.feed.put(replace(house.feed.row(identifier), media_type=media_type, size=None), body)
    return identifier


def test_a_vlos_report_is_read_and_the_promise_is_the_ministers(house: House) -> None:
    serve_as(house, "application/xml", VLOS)
    (outcome,) = house.run()
    assert outcome.failures == []
    query = (
        "SELECT z.citaat FROM toezeggingen z JOIN documenten d ON d.id = z.document_id WHERE d.sleutel = ?"
    )
    ((quote,),) = house.rows(query, REPORT.identifier)
    assert "brief over het verzonnen steunpunt" in quote
    speakers = house.rows(
        "SELECT b.spreker FROM blokken b JOIN documenten d ON d.id = b.document_id WHERE d.sleutel = ?"
        " AND b.spreker IS NOT NULL ORDER BY b.volgnummer",
        REPORT.identifier,
    )
    assert [name for (name,) in speakers] == ["Minister Fantasius", "De heer Nergens"], (
        "the interruption is apart"
    )


def test_a_file_of_a_kind_that_can_not_be_read_is_a_gap_and_not_silence(house: House) -> None:
    identifier = serve_as(house, "application/msword", b"\xd0\xcf\x11\xe0")
    house.run()
    assert identifier not in house.files()
    ((message, title),) = house.rows("SELECT melding, titel FROM hiaten WHERE identificatie = ?", identifier)
    assert message == "bestanden van de soort application/msword kunnen niet worden gelezen"
    assert title == REPORT.marked_title
    assert house.rows("SELECT gelezen_tot FROM bronnen WHERE bron = 'tweede_kamer'") == [(None,)]


def test_such_a_gap_is_filled_when_the_paper_comes_from_elsewhere(house: House) -> None:
    identifier = guid("Document", "kst-99905-1")
    house.feed.put(
        replace(house.feed.row(identifier), media_type="application/msword", size=None), b"\xd0\xcf"
    )
    house.run()
    assert house.rows("SELECT identificatie, opgelost_op FROM hiaten") == [(identifier, None)]
    house.run("officiele_bekendmakingen", "tweede_kamer")
    assert house.rows("SELECT identificatie, opgelost_op FROM hiaten") == [(identifier, str(TODAY))]
    assert house.rows("SELECT gelezen_tot FROM bronnen WHERE bron = 'tweede_kamer'") == [(str(TODAY),)]


def test_a_feed_that_is_overloaded_is_left_alone_and_read_later(house: House) -> None:
    storm = Fault("/SyncFeed/", "status", status=503)
    (outcome,) = house.run(faults=(storm,), retries=1)
    assert {message for _, message in outcome.failures} == {"de server heeft een storing (503)"}
    feed = [target for target in house.asked if "/SyncFeed/" in target]
    assert len(feed) == 4, "two kinds in a row, each asked twice, and no more"
    assert outcome.report.read_until is None
    assert house.rows("SELECT count(*) FROM leesplaatsen WHERE onderdeel = 'Document'") == [(0,)]
    passing = Fault("/SyncFeed/", "status", status=503, times=2, retry_after="0")
    (outcome,) = house.run(faults=(passing,), retries=3)
    assert (outcome.failures, outcome.report.read_until) == ([], TODAY)


def test_a_first_run_begins_where_the_topics_say(house: House) -> None:
    place = house.feed.order["Document"][4][0]
    topics = house.root / "onderwerpen.toml"
    text = (folder() / "onderwerpen.toml").read_text(encoding="utf-8")
    topics.write_text(f"{text}\n[beginplaatsen]\nDocument = {place}\n", encoding="utf-8")
    (outcome,) = house.run(topics=topics)
    assert outcome.failures == []
    assert any(line.startswith(f"Document begint bij skiptoken {place};") for line in outcome.report.notes)
    asked = [target for target in house.asked if "category=Document" in target and "Feed" in target]
    assert f"skiptoken={place}&category=Document" in asked[0]
    known = house.rows("SELECT count(*) FROM kamerdocumenten WHERE bijgewerkt IS NOT NULL")
    assert known == [(len(house.feed.order["Document"]) - 5,)]
    (outcome,) = house.run(topics=topics)
    assert (outcome.report.notes, len(house.asked)) == ([], CATEGORIES + 1), (
        "later runs go on where this one got"
    )
