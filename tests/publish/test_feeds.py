"""Atom, iCalendar and XLSX: valid by other people's readers, complete, and safe whatever a paper says."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar
from lxml import etree

from publish import feeds
from publish.calendar_feed import fold
from publish.feeds import MOST_EVENTS
from tests.publish.example import SENTENCES

if TYPE_CHECKING:
    from tests.publish.conftest import Site

ATOM = {"a": "http://www.w3.org/2005/Atom"}
SHEET = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def feed(site: Site, path: str) -> Any:  # noqa: ANN401
    response = site.get(path)
    assert response.headers["content-type"] == "application/atom+xml; charset=utf-8"
    return etree.fromstring(response.content)


def calendar(site: Site, path: str) -> Any:  # noqa: ANN401
    response = site.get(path)
    assert response.headers["content-type"] == "text/calendar; charset=utf-8"
    assert max(len(line) for line in response.content.split(b"\r\n")) <= 75
    assert b"\n" not in response.content.replace(b"\r\n", b"")
    return Calendar.from_ical(response.content)


def test_a_feed_holds_the_promises_of_its_filter(site: Site) -> None:
    root = feed(site, "/kamerwacht/overzicht.atom?_te_laat=1")
    titles = [title.text for title in root.findall("a:entry/a:title", ATOM)]
    assert len(titles) == 2
    assert any(
        title.startswith("41 dagen te laat: “Ik zal uw Kamer uiterlijk 13 oktober") for title in titles
    )
    assert root.find("a:id", ATOM).text
    assert root.find("a:updated", ATOM).text == "2026-11-23T05:10:00Z"
    for entry in root.findall("a:entry", ATOM):
        for name in ("id", "title", "updated", "published", "summary"):
            assert entry.find(f"a:{name}", ATOM).text
        assert "/toezegging/tz-" in entry.find("a:link", ATOM).get("href")


def test_the_full_feed_shows_the_sentence_with_its_neighbours_and_the_short_one_does_not(site: Site) -> None:
    key = site.keys["te laat"]
    (content,) = feed(site, f"/kamerwacht/overzicht.atom?sleutel={key}").findall("a:entry/a:content", ATOM)
    assert content.get("type") == "html"
    assert (
        f"Hierover het volgende. <strong>{SENTENCES['te laat']}</strong> Dat is van belang." in content.text
    )
    assert (
        feed(site, f"/kamerwacht/overzicht.atom?sleutel={key}&_kort=1").find("a:entry/a:content", ATOM)
        is None
    )


def test_ids_in_feeds_are_lasting_and_do_not_name_the_host(site: Site) -> None:
    one = feed(site, "/kamerwacht/te_laat.atom").findall("a:entry/a:id", ATOM)
    other = feed(site, "/kamerwacht/toezeggingen.atom?_te_laat=1").findall("a:entry/a:id", ATOM)
    assert {element.text for element in one} == {element.text for element in other}
    assert all(element.text.startswith("urn:uuid:") for element in one)


def test_hostile_text_stays_text_in_a_feed(site: Site) -> None:
    root = feed(site, f"/kamerwacht/overzicht.atom?sleutel={site.keys['vijandig']}")
    content = root.find("a:entry/a:content", ATOM).text
    assert "&lt;script&gt;" in content
    assert "<script" not in content
    assert "\u202e" not in etree.tostring(root, encoding="unicode")


def test_a_calendar_holds_the_last_day_of_every_term(site: Site) -> None:
    events = {
        str(event["uid"]): event for event in calendar(site, "/kamerwacht/overzicht.ics").walk("VEVENT")
    }
    # All but those without a day: vaag, wacht, vijandig.
    assert len(events) == 13
    event = events[f"{site.keys['binnenkort']}@kamerwacht"]
    assert event["dtstart"].dt == dt.date(2026, 12, 20)
    assert event["dtend"].dt == dt.date(2026, 12, 21)
    assert str(event["summary"]).startswith("Termijn JenV: In het najaar van 2026")
    description = str(event["description"])
    assert SENTENCES["binnenkort"] in description
    assert "Strikt gelezen t/m 30 november 2026" in description
    alarms = [alarm["trigger"].dt for alarm in event.walk("VALARM")]
    assert alarms == [dt.timedelta(days=-7), dt.timedelta(hours=9)]


def test_a_calendar_follows_its_filter_and_goes_past_one_page(site: Site) -> None:
    assert len(calendar(site, "/kamerwacht/overzicht.ics?_maand=2026-12").walk("VEVENT")) == 1
    assert len(calendar(site, "/kamerwacht/overzicht.ics?_maand=volgende").walk("VEVENT")) == 1
    assert len(calendar(site, "/kamerwacht/overzicht.ics?_size=3").walk("VEVENT")) == 13
    assert MOST_EVENTS >= 2000


def test_lines_are_folded_between_characters() -> None:
    text = "é€😀x" * 60
    lines = list(fold(text))
    assert all(len(line.encode()) <= 75 for line in lines)
    assert lines[0] + "".join(line[1:] for line in lines[1:]) == text
    assert all(line.startswith(" ") for line in lines[1:])


def workbook(site: Site, path: str) -> dict[str, Any]:
    """The parts of the workbook by name, parsed."""
    response = site.get(path)
    assert response.headers["content-disposition"].startswith("attachment;")
    with zipfile.ZipFile(io.BytesIO(response.content)) as book:
        return {name: etree.fromstring(book.read(name)) for name in book.namelist() if name.endswith(".xml")}


def test_a_workbook_has_headings_dates_and_an_explanation(site: Site) -> None:
    parts = workbook(site, "/kamerwacht/te_laat.xlsx")
    rows = parts["xl/worksheets/sheet1.xml"].findall(".//x:row", SHEET)
    assert len(rows) == 3
    words = {"".join(item.itertext()) for item in parts["xl/sharedStrings.xml"].findall("x:si", SHEET)}
    assert {"Dagen", "Citaat", "Termijn ruim", "Gegevens", SENTENCES["te laat"]} - words == {"Gegevens"}
    assert any(word.startswith("Laatste dag in de ruime lezing") for word in words)
    # 13 October 2026 as Excel counts days, and as a number, not as text
    numbers = {cell.find("x:v", SHEET).text for row in rows for cell in row if cell.get("t") is None}
    assert str((dt.date(2026, 10, 13) - dt.date(1899, 12, 30)).days) in numbers


def test_nothing_in_a_workbook_is_a_formula(site: Site) -> None:
    sql = "select '=1+1' as a, '@SUM(1)' as b, '+1' as c, 'http://voorbeeld.invalid' as d, char(7) as e"
    parts = workbook(site, f"/kamerwacht.xlsx?sql={sql.replace('+', '%2B')}")
    assert not parts["xl/worksheets/sheet1.xml"].findall(".//x:f", SHEET)
    assert not parts["xl/worksheets/sheet1.xml"].findall(".//x:hyperlink", SHEET)


def test_a_workbook_goes_past_one_page(site: Site) -> None:
    parts = workbook(site, "/kamerwacht/overzicht.xlsx?_size=5")
    assert len(parts["xl/worksheets/sheet1.xml"].findall(".//x:row", SHEET)) == 17


@pytest.mark.parametrize(
    "path", ["/kamerwacht/documenten.atom", "/kamerwacht/documenten/1.atom", "/kamerwacht/bestanden.ics"]
)
def test_what_holds_no_promises_gives_no_feed_of_them(site: Site, path: str) -> None:
    response = site.get(path)
    assert response.status_code in (200, 404)
    assert b"<entry" not in response.content
    assert b"VEVENT" not in response.content


def test_only_lists_of_promises_offer_atom_and_calendar(site: Site) -> None:
    shown = {
        link.get_text()
        for link in site.page("/kamerwacht/overzicht")
        .find(class_="uitvoer", string=None)
        .parent.find_all("a")
    }
    assert {"Atom", "agenda (ICS)", "Excel (XLSX)", "JSON", "CSV"} <= shown
    assert "ATOM" not in {link.get_text() for link in site.page("/kamerwacht/documenten").find_all("a")}


def test_a_calendar_that_is_cut_says_so(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "MOST_EVENTS", 1)
    calendar = site.get("/kamerwacht/te_laat.ics?_sort_desc=dagen").text.replace("\r\n ", "")
    assert "X-WR-CALNAME:Kamerwacht: Te laat\\, de eerste 1\r\n" in calendar
    assert calendar.count("BEGIN:VEVENT") == 1
