"""The stand-in's SyncFeed has the habits of the real one."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import pytest

from demo import kamer
from demo.kamer_rows import guid
from demo.papers import bundled
from demo.syncfeed import Ref, Row, SyncFeed

ATOM = {"a": "http://www.w3.org/2005/Atom"}
TK = "{http://www.tweedekamer.nl/xsd/tkData/v1-0}"
LATER = dt.datetime(2026, 11, 20, 9, 30, 1, 867000, dt.UTC)


@pytest.fixture(scope="module")
def feed() -> SyncFeed:
    return kamer.feed(page_size=4)


def get(feed: SyncFeed, target: str) -> tuple[int, bytes]:
    answer = feed.answer(urlsplit(target), "http://kamer.example")
    assert answer is not None
    return answer.status, answer.body


def page(feed: SyncFeed, category: str, place: str = "0") -> ET.Element:
    return ET.fromstring(get(feed, f"/SyncFeed/2.0/Feed?skiptoken={place}&category={category}")[1])  # noqa: S314


def link(element: ET.Element, relation: str) -> str | None:
    for found in element.findall("a:link", ATOM):
        if found.get("rel") == relation:
            return parse_qs(urlsplit(found.get("href", "")).query)["skiptoken"][0]
    return None


def test_pages_lead_on_by_next_and_end_in_resume_then_empty(feed: SyncFeed) -> None:
    token, seen, ends = "0", [], []
    for _ in range(20):
        found = page(feed, "Document", token)
        entries = found.findall("a:entry", ATOM)
        seen += [entry.findtext("a:title", namespaces=ATOM) for entry in entries]
        ends.append("next" if link(found, "next") else "resume")
        if not entries:
            break
        assert link(entries[-1], "next") == link(found, ends[-1])
        token = link(entries[-1], "next") or ""
    assert len(seen) == len(set(seen)) == len(bundled().papers)
    assert ends == ["next"] * 7 + ["resume", "resume"]


def test_each_entry_has_its_own_place_and_resumes_just_after_it(feed: SyncFeed) -> None:
    entries = page(feed, "Zaak").findall("a:entry", ATOM)
    again = page(feed, "Zaak", link(entries[1], "next") or "")
    assert again.findtext("a:entry/a:title", namespaces=ATOM) == entries[2].findtext(
        "a:title", namespaces=ATOM
    )


def test_one_order_goes_through_all_kinds(feed: SyncFeed) -> None:
    status, body = get(feed, "/SyncFeed/2.0/Feed")
    assert status == 200
    assert len(ET.fromstring(body).findall("a:entry", ATOM)) == 4  # noqa: S314
    tokens = [int(token) for rows in feed.order.values() for token, _ in rows]
    assert len(tokens) == len(set(tokens))


def test_the_register_has_another_prefix_and_a_zone(feed: SyncFeed) -> None:
    body = get(feed, "/SyncFeed/2.0/Feed?category=Toezegging")[1].decode()
    assert "<ns1:toezegging " in body
    assert "<ns1:tekst>" in body
    assert re.search(r'ns1:bijgewerkt="2025-04-08T09:30:00\.0000000\+02:?00"', body)
    assert '<category term="toezegging"/>' in body
    other = get(feed, "/SyncFeed/2.0/Feed?category=Document")[1].decode()
    assert re.search(r'tk:bijgewerkt="2023-11-17T09:30:00\.0000000"', other), "local, without a zone"
    assert "<updated>2023-11-17T08:30:00.0000001Z</updated>" in other
    assert '<citeertitel xsi:nil="true"/>' in other
    assert "<ns1:kamerbriefNakoming>" in body


def test_a_row_that_changes_moves_to_the_end() -> None:
    feed = kamer.feed()
    name = guid("Document", "kst-99905-1")
    feed.put(feed.row(name).changed(LATER, onderwerp="Nieuw", extra=Ref()))
    entries = page(feed, "Document").findall("a:entry", ATOM)
    assert entries[-1].findtext("a:title", namespaces=ATOM) == name
    assert len(entries) == len(bundled().papers)
    element = entries[-1].find(f"a:content/{TK}document", ATOM)
    assert element is not None
    assert element.findtext(f"{TK}onderwerp") == "Nieuw"
    assert element.get(f"{TK}bijgewerkt") == "2026-11-20T10:30:01.8670000"


@pytest.mark.parametrize(
    ("kind", "name", "word"), [("Document", "kst-99905-1", "true"), ("Persoon", "Nooit", "True")]
)
def test_a_removed_row_is_a_tombstone_and_its_file_is_gone(kind: str, name: str, word: str) -> None:
    feed = kamer.feed()
    identifier = guid(kind, name)
    feed.remove(identifier, LATER)
    body = get(feed, f"/SyncFeed/2.0/Feed?category={kind}")[1].decode()
    element = re.search(rf'<{kind.lower()} [^>]*id="{identifier}"[^>]*/>', body)
    assert element
    assert f'tk:verwijderd="{word}"' in element[0]
    assert get(feed, f"/SyncFeed/2.0/Resources/{identifier}")[0] == 404


def test_files_are_as_large_as_announced(feed: SyncFeed) -> None:
    for identifier, body in feed.files.items():
        assert get(feed, f"/SyncFeed/2.0/Resources/{identifier}") == (200, body)
        assert feed.row(identifier).size == len(body)
    assert get(feed, f"/SyncFeed/2.0/Resources/{guid('Document', 'bestaat niet')}")[0] == 404
    assert get(feed, f"/SyncFeed/2.0/Entiteiten/{guid('Document', 'kst-99905-1')}")[0] == 200


def test_what_is_not_of_the_feed_is_left_to_others(feed: SyncFeed) -> None:
    assert feed.answer(urlsplit("/sru?query=kst"), "http://kamer.example") is None
    assert get(feed, "/SyncFeed/2.0/Feed?skiptoken=abc")[0] == 400


def test_the_invented_rows_are_those_of_the_archive(feed: SyncFeed) -> None:
    rows = [row for _, row in feed.rows.values()]
    official = {str(row.field("externeidentifier")) for row in rows if row.category == "DocumentVersie"}
    assert official == {paper.identifier.lower() for paper in bundled().papers}
    statuses = {str(row.field("status")) for row in rows if row.category == "Toezegging"}
    assert statuses == {"Openstaand", "Afgedaan", "Deels Afgedaan", "Vervallen", ""}
    planned = [
        row
        for row in rows
        if row.category == "Activiteit" and row.field("status") == "Gepland" and row.field("datum")
    ]
    assert all(str(row.field("datum"))[:10] > bundled().reference_date.isoformat() for row in planned)
    assert planned
    assert isinstance(rows[0], Row)
