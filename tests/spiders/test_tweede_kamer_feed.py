"""A page of the SyncFeed, read by namespace and strictly: one bad entry is named, the rest is kept."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from db.kamer_shapes import Entity
from db.register import RegisterEntry
from demo import kamer
from spiders.tweede_kamer_feed import FeedError, Page, parse_page, skiptoken
from spiders.tweede_kamer_kinds import expectations
from spiders.tweede_kamer_values import UnreadableError, day, moment, number, stamp, yes

NS = 'xmlns="http://www.tweedekamer.nl/xsd/tkData/v1-0" xmlns:tk="http://www.tweedekamer.nl/xsd/tkData/v1-0"'
XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'


def guid(place: int) -> str:
    return f"00000000-0000-4000-8000-{place:012}"


def entry(inner: str, place: int = 1, *, attributes: str = "", kind: str = "document", own: str = "") -> str:
    stamps = 'tk:bijgewerkt="2026-09-10T13:30:01.8670000" tk:verwijderd="false"'
    element = own or f'<{kind} {NS} {XSI} id="{guid(place)}" {attributes or stamps}>{inner}</{kind}>'
    return (
        f"<entry><title>{guid(place)}</title><id>x/{guid(place)}</id><updated>2026-09-10T11:30:04.0721602Z</updated>"
        f'<category term="{kind.lower()}"/><link rel="next" href="http://elders.example/Feed?skiptoken={100 + place}'
        f'&amp;category=x"/><content type="application/xml">{element}</content></entry>'
    )


def feed(*entries: str, links: str = '<link rel="next" href="http://h/Feed?skiptoken=900"/>') -> bytes:
    head = '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>'
    return f"{head}{links}{''.join(entries)}</feed>".encode()


def read(*entries: str) -> Page:
    return parse_page(feed(*entries))


def only(page: Page) -> Entity:
    assert page.bad == []
    (row,) = page.rows
    assert isinstance(row, Entity)
    return row


LETTER = "<documentNummer>2026D90001</documentNummer>"


def test_a_document_is_read_field_by_field() -> None:
    inner = (
        f'<zaak ref="{guid(2)}"/><zaak ref="{guid(3)}"/><zaak/><kamerstukdossier ref="{guid(4).upper()}"/>'
        f'<soort>Brief regering</soort>{LETTER}<titel xsi:nil="true"/><onderwerp> Over de proef </onderwerp>'
        '<datum>2026-09-10T00:00:00</datum><volgnummer>-1</volgnummer><kamer>2</kamer><alias xsi:nil="true"/>'
    )
    marks = (
        'tk:bijgewerkt="2026-09-10T13:30:01.8670000" tk:verwijderd="false" tk:contentType="application/pdf"'
        ' tk:contentLength="183456"'
    )
    page = read(entry(inner, attributes=marks))
    row = only(page)
    assert (row.identifier, row.updated, row.removed) == (guid(1), "2026-09-10T11:30:04Z", False)
    assert row.values == {
        "soort": "Brief regering", "nummer": "2026D90001", "titel": None, "onderwerp": "Over de proef",
        "vergaderjaar": None, "kenmerk": None, "datum": "2026-09-10", "volgnummer": -1, "kamer": 2,
        "mediatype": "application/pdf", "grootte": 183456,
    }  # fmt: skip
    assert row.refs == {"zaken": (guid(2), guid(3)), "dossier": (guid(4),)}
    assert dict(page.strange) == {}


def test_another_prefix_is_the_same_row() -> None:
    own = (
        '<ns1:toezegging xmlns:ns1="http://www.tweedekamer.nl/xsd/tkData/v1-0" '
        f'{XSI} ns1:id="{guid(1)}" ns1:bijgewerkt="2026-09-10T13:30:04+0200" ns1:verwijderd="False">'
        f'<ns1:toegezegdAan ns1:ref="{guid(5)}"/><ns1:toegezegdAan/><ns1:isHerhalingVan ref="{guid(6)}" '
        f'bijgewerkt="2026-01-01T00:00:00"/><ns1:nummer>TZ202603-901</ns1:nummer><ns1:tekst>Iets.</ns1:tekst>'
        "<ns1:status>Deels Afgedaan</ns1:status><ns1:datumNakoming>0001-01-01T00:00:00Z</ns1:datumNakoming>"
        "<ns1:kamerbriefNakoming>2026D1</ns1:kamerbriefNakoming><ns1:kamerbriefNakoming>2026D2</ns1:kamerbriefNakoming>"
        "<ns1:aanmaakdatum>2026-03-19T23:42:13.69Z</ns1:aanmaakdatum></ns1:toezegging>"
    )
    page = read(entry("", kind="toezegging", own=own))
    (row,) = page.rows
    assert isinstance(row, RegisterEntry)
    assert (row.number, row.status, row.settled) == ("TZ202603-901", "Deels Afgedaan", None)
    assert (row.letters, row.receivers) == (("2026D1", "2026D2"), (guid(5),))
    assert row.chains == (("herhaling", guid(6)),)
    assert row.created == "2026-03-20", "the day in the Netherlands"
    assert dict(page.strange) == {}


@pytest.mark.parametrize("word", ["true", "True", "1"])
def test_a_tombstone_has_nothing_but_its_name(word: str) -> None:
    marks = f'tk:bijgewerkt="2026-09-10T13:30:01" tk:verwijderd="{word}"'
    row = only(read(entry("", kind="persoon", attributes=marks)))
    assert row.removed
    assert (row.values, row.refs) == ({}, {})


def test_a_bare_row_is_a_placeholder_and_erases_nothing() -> None:
    row = only(read(entry("")))
    assert not row.removed
    assert set(row.values) <= {"mediatype", "grootte"}


def test_unknown_names_are_counted_once_by_name() -> None:
    marks = 'tk:bijgewerkt="2026-09-10T13:30:01" tk:verwijderd="false" tk:kleur="rood"'
    page = read(
        entry(f"{LETTER}<geur>zoet</geur>", 1, attributes=marks),
        entry(f"{LETTER}<geur>zuur</geur>", 2),
        entry("<nummer>2026A1</nummer><soort>Debat</soort><status>Zoek</status>", 3, kind="activiteit"),
    )
    assert page.bad == []
    assert dict(page.strange) == {
        "onbekend kenmerk 'kleur' bij <document>": 1,
        "onbekend element <geur> bij Document": 2,
        "onbekende waarde 'Zoek' bij <status> van Activiteit": 1,
    }


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (entry(LETTER + "<datum>gisteren</datum>", 2), "geen tijdstip"),
        (entry(LETTER + "<volgnummer>een</volgnummer>", 2), "geen getal"),
        (entry("<soort>Brief</soort>", 2), "ontbreekt <documentNummer>"),
        (entry("", 2, own=f"<document {NS}/>"), "geen id"),
        (entry("", 2, own=f'<document {NS} id="7"/>'), "geen GUID"),
        (entry("", 2, own=f'<schoteltje {NS} id="{guid(2)}"/>'), "onbekend soort gegevens"),
        (
            entry("", 2, own=f'<document xmlns="http://elders.example" id="{guid(2)}"/>'),
            "onbekend soort gegevens",
        ),
        (
            entry(LETTER, 2, attributes='tk:bijgewerkt="2026-09-10T13:30:01" tk:verwijderd="misschien"'),
            "ja of nee",
        ),
        (entry(LETTER + '<zaak ref="x"/>', 2), "geen GUID"),
        (entry(f"{LETTER}<onderwerp>{'a' * 100_001}</onderwerp>", 2), "langer dan"),
        (entry(LETTER, 2).replace("<content", "<inhoud").replace("</content", "</inhoud"), "geen gegevens"),
    ],
)
def test_one_bad_entry_is_named_and_the_others_are_kept(bad: str, message: str) -> None:
    page = read(entry(LETTER, 1), bad, entry(LETTER, 3))
    assert [row.identifier for row in page.rows] == [guid(1), guid(3)]
    assert [(one.identifier, message in one.message) for one in page.bad] == [(guid(2), True)]
    assert page.checkpoint == "103"


def test_an_entry_that_is_no_xml_does_not_take_the_page_along() -> None:
    broken = entry(LETTER, 2).replace("</documentNummer>", "</documentNumer>")
    page = read(entry(LETTER, 1), broken, entry(LETTER, 3))
    assert [row.identifier for row in page.rows] == [guid(1), guid(3)]
    assert [one.identifier for one in page.bad] == ["plaats 2"]
    assert page.checkpoint == "103"


def test_when_the_last_entry_is_bad_the_feed_says_where_to_go_on() -> None:
    broken = entry(LETTER, 2).replace("</document>", "</dokument>")
    assert read(entry(LETTER, 1), broken).checkpoint == "900"
    page = parse_page(
        feed(entry(LETTER, 1), broken, links='<link rel="resume" href="/Feed?category=x&amp;skiptoken=901"/>')
    )
    assert (page.checkpoint, page.more) == ("901", False)


def test_when_most_entries_are_bad_nothing_of_the_page_is_used() -> None:
    pages = [entry("<nummertje>1</nummertje>", place) for place in range(1, 12)]
    with pytest.raises(FeedError, match=r"opmaak is veranderd.*documentNummer"):
        read(*pages)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"<html><body>Storing</body></html>", "geen Atom-feed"),
        (b"", "niet heel"),
        (b"Service unavailable", "niet heel"),
        (feed(entry(LETTER))[:-200], "niet heel"),
        (feed(entry(LETTER)).replace(b"</feed>", b""), "niet heel"),
        (feed(entry(LETTER)).replace(b"<feed ", b"<!DOCTYPE feed [<!ENTITY a 'b'>]><feed "), "DTD"),
        (feed(entry(LETTER)).replace(b"<link ", b"<schakel "), "waar verder te lezen"),
    ],
)
def test_what_is_no_whole_page_is_refused(body: bytes, message: str) -> None:
    with pytest.raises(FeedError, match=message):
        parse_page(body)


def test_an_empty_page_is_the_end() -> None:
    page = parse_page(feed(links='<link rel="resume" href="http://h/Feed?skiptoken=5"/>'))
    assert (page.entries, page.checkpoint, page.more) == (0, None, False)


def test_stamps_that_lie_an_hour_apart_are_noticed() -> None:
    marks = 'tk:bijgewerkt="2026-09-10T11:30:01.8670000" tk:verwijderd="false"'
    page = read(entry(LETTER, attributes=marks))
    assert [line for line in page.strange if "uur of meer uiteen" in line]
    assert only(page).updated == "2026-09-10T11:30:04Z", "the entry's own stamp is in UTC and goes before"


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-09-10T13:30:01.8670000", "2026-09-10T11:30:01Z"),
        ("2026-01-10T13:30:01", "2026-01-10T12:30:01Z"),
        ("2026-09-10T11:30:04.0721602Z", "2026-09-10T11:30:04Z"),
        ("2026-03-19T17:42:13.69+01:00", "2026-03-19T16:42:13Z"),
        ("2026-03-19T17:42:13+0100", "2026-03-19T16:42:13Z"),
        ("2026-10-25T02:30:00", "2026-10-25T00:30:00Z"),
        ("2026-09-10", "2026-09-09T22:00:00Z"),
    ],
)
def test_moments_without_a_zone_are_in_amsterdam(text: str, utc: str) -> None:
    assert stamp(text) == utc
    assert moment(text).tzinfo is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10-09-2026",
        "2026-13-01",
        "2026-02-30T00:00:00",
        "2026-09-10T25:00:00",
        "nu",
        "9999-12-31T23:59:59-23:59",
    ],
)
def test_what_is_no_moment_is_told(text: str) -> None:
    with pytest.raises(UnreadableError, match="geen tijdstip"):
        moment(text)


def test_days_are_dutch_days_and_the_year_one_is_none() -> None:
    assert day("2026-06-23T22:30:00Z") == "2026-06-24"
    assert day("2026-06-24T00:00:00") == "2026-06-24"
    assert day("0001-01-01T00:00:00") is None


def test_numbers_and_yes_and_no() -> None:
    assert (number("-1"), number("36600")) == (-1, 36600)
    assert (yes("True"), yes("false")) == (True, False)
    for text in ("1.5", "", "٣", "9" * 40):
        with pytest.raises(UnreadableError):
            number(text)


def test_budget_chapters_are_part_of_a_dossiers_number_and_kingdom_marks_are_not() -> None:
    def dossier(addition: str) -> object:
        inner = f"<nummer>36600</nummer><toevoeging>{addition}</toevoeging>"
        return only(read(entry(inner, kind="kamerstukdossier"))).values["nummer"]

    assert [dossier(a) for a in ("VI", "(R2048)", "")] == ["36600-VI", "36600", "36600"]


def test_names_are_kept_only_of_who_acts_in_public() -> None:
    person = "<roepnaam>Ans</roepnaam><achternaam>Niemand</achternaam>"
    assert (
        only(read(entry(f"{person}<functie>Tweede Kamerlid</functie>", kind="persoon"))).values["naam"]
        == "Ans Niemand"
    )
    assert only(read(entry(person, kind="persoon"))).values["naam"] is None
    actor = "<relatie>Indiener</relatie><actorNaam>A. Niemand</actorNaam>"
    assert only(read(entry(actor, kind="zaakActor"))).values["naam"] is None
    official = only(read(entry(f"{actor}<functie>minister van Proef</functie>", kind="zaakActor")))
    assert official.values["naam"] == "A. Niemand"


def test_an_official_number_is_lower_case_and_of_a_known_shape() -> None:
    page = read(entry("<externeidentifier>kst-36600-VI-12</externeidentifier>", kind="documentVersie"))
    assert only(page).values["kst"] == "kst-36600-vi-12"
    page = read(entry("<externeidentifier>zomaar iets</externeidentifier>", kind="documentVersie"))
    assert only(page).values["kst"] is None
    assert [line for line in page.strange if "zomaar iets" in line]


def test_places_are_taken_from_links_in_any_order_and_from_nothing_else() -> None:
    assert (
        skiptoken("http://h/Feed?skiptoken=5&category=x") == skiptoken("Feed?category=x&skiptoken=5") == "5"
    )
    assert [skiptoken(url) for url in ("", "http://h/Feed", "?skiptoken=abc", "?skiptoken=٣")] == [None] * 4


def test_everything_the_stand_in_sends_is_known() -> None:
    made = kamer.feed()
    for kind in expectations().kinds:
        answer = made.answer(urlsplit(f"/SyncFeed/2.0/Feed?category={kind.category}"), "http://h")
        assert answer is not None
        page = parse_page(answer.body)
        assert page.rows, kind.category
        assert (page.bad, dict(page.strange)) == ([], {})


def test_all_tables_and_columns_that_the_mapping_names_exist() -> None:
    from db.kamer_shapes import SHAPES  # noqa: PLC0415

    tables = {kind.table for kind in expectations().kinds}
    assert tables == {*SHAPES, "register"}
