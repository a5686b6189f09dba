"""The index's answers, read strictly: real ones of the service where they are at hand, and broken ones."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from demo.standin import serve
from spiders import sru
from spiders.expectations import SruExpectations, load_expectations
from tests.shared import shared

EXPECTED = load_expectations("officiele_bekendmakingen", SruExpectations)
SRU = "{http://docs.oasis-open.org/ns/search-ws/sruResponse}"
REAL = ("losse-records/sru.xml", "repository.overheid.nl/sru.xml", "losse-records/sru_record_kst.xml")


def page_of(query: str) -> bytes:
    with serve() as server:
        return server.answer(f"/sru?query={query}&maximumRecords=3").body


@pytest.mark.parametrize("name", REAL)
def test_real_answers_are_read_without_surprise(name: str) -> None:
    page = sru.parse_page(shared("samples", "officiele-publicaties", *name.split("/")).read_bytes(), EXPECTED)
    assert page.records
    assert not page.strange
    assert page.incomplete == 0
    for record in page.records:
        assert record.date is not None
        assert record.url
        assert "metadata" in record.manifestations


def test_a_real_answer_says_what_it_says() -> None:
    path = shared("samples", "officiele-publicaties", "losse-records", "sru_record_kst.xml")
    page = sru.parse_page(path.read_bytes(), EXPECTED)
    (record,) = page.records
    assert (page.total, page.next_position) == (1, None)
    assert (record.identifier, record.type, record.publication) == ("kst-35842-4", "Kamerstuk", "Kamerstuk")
    assert record.modified == "2021-05-27T13:08:55.5655901+02:00"
    assert (record.date, record.available) == (dt.date(2021, 5, 25), dt.date(2021, 5, 26))
    assert record.dossiers == ("35842",)
    assert record.preferred_url == "https://zoek.officielebekendmakingen.nl/kst-35842-4.html"
    assert set(record.manifestations) == {"html", "metadata", "metadataowms", "odt", "pdf", "xml"}


def test_an_annexe_names_its_main_paper_and_has_no_xml() -> None:
    path = shared("samples", "officiele-publicaties", "losse-records", "sru_record_bijlage.xml")
    namespace = "http://docs.oasis-open.org/ns/search-ws/sruResponse"
    start = (
        f'<sru:searchRetrieveResponse xmlns:sru="{namespace}"><sru:numberOfRecords>1</sru:numberOfRecords>'
    )
    single = path.read_text(encoding="utf-8").partition("?>")[2]
    whole = f"{start}<sru:records>{single}</sru:records></sru:searchRetrieveResponse>"
    (record,) = sru.parse_page(whole.encode(), EXPECTED).records
    assert (record.identifier, record.type, record.main) == ("blg-936562", "Bijlage", "kst-35300-X-63")
    assert record.dossiers == ("35300-X",)
    assert set(record.manifestations) == {"metadata", "metadataowms", "pdf"}


def test_the_stand_in_answers_as_the_real_service() -> None:
    """Every element of the stand-in's records stands in a real record too, under the same parent."""

    def paths(body: bytes) -> set[str]:
        found: set[str] = set()
        for element in sru.etree.fromstring(body, sru.parser()).iter(sru.etree.Element):
            parent = element.getparent()
            found.add(f"{parent.tag if parent is not None else ''}>{element.tag}")
        return found

    real = set().union(
        *(
            paths(shared("samples", "officiele-publicaties", *name.split("/")).read_bytes())
            for name in (*REAL, "losse-records/sru_record_bijlage.xml")
        )
    )
    assert paths(page_of("c.product-area==officielepublicaties")) - real <= {
        # on every page but the last; the samples are last pages
        f"{SRU}searchRetrieveResponse>{SRU}nextRecordPosition"
    }


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "geen XML"),
        (b"<html><body>Even geduld</body></html>", "andere opmaak"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "DTD"),
        (b"<sru>", "geen XML"),
    ],
)
def test_what_is_no_answer_is_refused(body: bytes, message: str) -> None:
    with pytest.raises(sru.SruError, match=message):
        sru.parse_page(body, EXPECTED)


def test_a_diagnostic_in_a_200_is_an_error_and_says_why() -> None:
    with pytest.raises(sru.SruError, match=r"weigert de zoekvraag.*Unsupported index"):
        sru.parse_page(page_of("w.bestaatniet==1"), EXPECTED)


def test_an_answer_without_a_count_has_another_layout() -> None:
    body = page_of("kst").replace(b"numberOfRecords", b"aantal")
    with pytest.raises(sru.SruError, match="numberOfRecords"):
        sru.parse_page(body, EXPECTED)


def test_a_count_that_is_no_number_is_refused() -> None:
    body = page_of("dt.identifier==kst-99905-1").replace(
        b"<sru:numberOfRecords>3<", b"<sru:numberOfRecords>veel<"
    )
    with pytest.raises(sru.SruError, match="numberOfRecords geen getal maar 'veel'"):
        sru.parse_page(body, EXPECTED)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("dcterms:language", "dcterms:taal", "onbekend element <taal>"),
        ('manifestation="xml"', 'manifestation="epub"', "onbekende uitvoering 'epub'"),
        (">Kamerstuk</dcterms:type>", ">Wensbrief</dcterms:type>", "onbekende waarde 'Wensbrief' bij <type>"),
        (">2023-11-14</dcterms:date>", ">ooit</dcterms:date>", "date is geen datum"),
        (">Opgemaakt na onopgemaakt<", ">Verdwaald<", "onbekende waarde 'Verdwaald' bij <documentstatus>"),
    ],
)
def test_what_is_unknown_is_handled_and_reported(old: str, new: str, line: str) -> None:
    text = page_of("dt.identifier==kst-99905-1").decode()
    assert old in text
    page = sru.parse_page(text.replace(old, new).encode(), EXPECTED)
    assert page.strange[line] > 0
    assert [record.identifier for record in page.records] == ["kst-99905-1"]


@pytest.mark.parametrize("name", ["identifier", "title", "modified", "date", "type"])
def test_a_record_without_a_required_field_is_counted_and_left_out(name: str) -> None:
    text = page_of("dt.identifier==kst-99905-1").decode()
    begin = text.index(f"<dcterms:{name}")
    end = text.index(f"</dcterms:{name}>") + len(f"</dcterms:{name}>")
    page = sru.parse_page((text[:begin] + text[end:]).encode(), EXPECTED)
    assert page.records == []
    assert page.incomplete == 1
    assert page.strange[f"record zonder <{name}>"] == 1


def test_an_identifier_of_another_form_is_left_out() -> None:
    text = page_of("dt.identifier==kst-99905-1").replace(
        b"<dcterms:identifier>kst-99905-1<", b"<dcterms:identifier>../../etc<"
    )
    page = sru.parse_page(text, EXPECTED)
    assert (page.records, page.incomplete) == ([], 1)


def test_several_dossiers_in_one_field_are_all_kept() -> None:
    (record,) = sru.parse_page(page_of("dt.identifier==kst-99930-3"), EXPECTED).records
    assert record.dossiers == ("99930", "99821")


def test_the_strange_things_of_a_page_can_be_told_as_json() -> None:
    page = sru.parse_page(page_of("dt.identifier==kst-99905-1").replace(b"language", b"taal"), EXPECTED)
    assert json.loads(json.dumps(page.strange)) == {"onbekend element <taal>": 1}
