"""The stand-in behaves as the real service does, its oddities included."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.parse
import urllib.request
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from demo import cql, sru
from demo.papers import bundled
from demo.standin import Fault, StandIn, serve

if TYPE_CHECKING:
    from collections.abc import Iterator

NS = {
    "sru": "http://docs.oasis-open.org/ns/search-ws/sruResponse",
    "diag": "http://docs.oasis-open.org/ns/search-ws/diagnostic",
    "dcterms": "http://purl.org/dc/terms/",
    "gzd": "http://standaarden.overheid.nl/sru",
}
FILE = "/frbr/officielepublicaties/kst/99905/kst-99905-1/1/xml/kst-99905-1.xml"


@pytest.fixture(scope="module")
def server() -> Iterator[StandIn]:
    with serve() as running:
        yield running


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


OPENER = urllib.request.build_opener(NoRedirect)


def get(server: StandIn, path: str, **headers: str) -> tuple[int, bytes, http.client.HTTPMessage]:
    request = urllib.request.Request(server.url + path, headers=headers)  # noqa: S310  loopback
    try:
        with OPENER.open(request, timeout=10) as response:
            return response.status, response.read(), response.headers
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read(), error.headers


def search(server: StandIn, query: str, **parameters: object) -> ET.Element:
    status, body, _ = get(server, "/sru?" + urllib.parse.urlencode({"query": query, **parameters}))
    assert status == 200
    return ET.fromstring(body)  # noqa: S314  our own server


def identifiers(root: ET.Element) -> list[str]:
    return [element.text or "" for element in root.iterfind(".//dcterms:identifier", NS)]


def test_pages_count_from_one_and_the_last_has_no_next_position(server: StandIn) -> None:
    everything = search(server, "c.product-area==officielepublicaties", maximumRecords=1000)
    assert len(identifiers(everything)) == len(bundled().papers)
    assert everything.find("sru:nextRecordPosition", NS) is None
    seen: list[str] = []
    start: int | None = 1
    while start is not None:
        page = search(server, "c.product-area==officielepublicaties", startRecord=start, maximumRecords=7)
        seen += identifiers(page)
        following = page.findtext("sru:nextRecordPosition", namespaces=NS)
        start = int(following) if following else None
    assert seen == identifiers(everything)


def test_the_count_is_only_an_estimate(server: StandIn) -> None:
    root = search(server, "dt.identifier==kst-99905-1")
    assert root.findtext("sru:numberOfRecords", namespaces=NS) != "1"
    assert (root.findtext("sru:resultCountPrecision", namespaces=NS) or "").endswith("estimate")


def test_record_positions_from_ten_thousand_time_out(server: StandIn) -> None:
    assert get(server, f"/sru?query=kst&startRecord={sru.WALL}")[0] == 504
    assert get(server, f"/sru?query=kst&startRecord={sru.WALL - 10}")[0] == 200


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("w.bestaatniet==1", 16),
        ("(dt.date>=2020", 10),
        ("dt.date<>2020", 19),
        ("", 7),
        ("kst and", 10),
        ("a and not b", 10),
        ("kst sortBy onbekend", 16),
        ("a b", 10),
    ],
)
def test_an_error_comes_as_a_diagnostic_in_a_200(server: StandIn, query: str, number: int) -> None:
    root = search(server, query)
    assert root.findtext(".//diag:diagnostic/diag:uri", namespaces=NS) == f"info:srw/diagnostic/1/{number}"
    assert root.find("sru:numberOfRecords", NS) is None


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('w.dossiernummer=="99950-X"', ["kst-99950-X-14"]),
        ('w.dossiernummer=="99984" and dt.date>="2026-01-01"', ["kst-99984-4"]),
        ('w.dossiernummer=="99984" not dt.date>="2026-01-01"', ["kst-99984-3"]),
        ('w.publicatienaam=="Kamervragen (Aanhangsel)"', ["ah-tk-20242025-9901"]),
        ('dt.type=="Bijlage" or w.subrubriek=="Motie"', ["blg-9990001", "kst-99905-3"]),
        ('cql.textAndIndexes="muskusratten" and c.product-area==officielepublicaties', ["kst-99984-4"]),
        ('"Muskusratten in het rivierengebied"', ["kst-99984-4"]),
        ('dt.identifier>"kst-99984-3"', ["kst-99984-4"]),
        (
            "w.dossiernummer==99984 sortBy dt.date/sort.descending",
            ["kst-99984-4", "kst-99984-3"],
        ),
        ('w.hoofddocument=="kst-99821-8"', ["blg-9990001"]),
        (
            'w.dossiernummer==99821 and (dt.modified>="2026-09-01" and dt.modified<"2026-09-25")',
            ["blg-9990001"],
        ),
        # one precedence, from left to right
        ("dt.identifier==kst-99984-3 or dt.identifier==kst-99984-4 and w.ondernummer==4", ["kst-99984-4"]),
    ],
)
def test_queries(server: StandIn, query: str, expected: list[str]) -> None:
    assert identifiers(search(server, query)) == expected


def test_a_term_matches_whole_words_in_order_whatever_their_case() -> None:
    entries = [cql.entry(bundled(), paper) for paper in bundled().papers]
    found = {e.paper.identifier for e in cql.parse('cql.textAndIndexes="Statelijke ACTOREN"').run(entries)}
    assert "kst-99984-3" in found
    assert "kst-99984-4" not in found
    assert cql.parse('cql.textAndIndexes="statelijke actor"').run(entries) == []


def test_files_have_validators_and_answer_304(server: StandIn) -> None:
    status, body, headers = get(server, FILE)
    assert status == 200
    assert body.startswith(b"<?xml")
    assert get(server, FILE, **{"If-None-Match": headers["ETag"]})[:2] == (304, b"")
    assert get(server, FILE, **{"If-Modified-Since": headers["Last-Modified"]})[:2] == (304, b"")
    assert get(server, FILE, **{"If-None-Match": '"ander"'})[0] == 200
    assert get(server, FILE, **{"If-Modified-Since": "Tue, 01 Jan 2019 00:00:00 GMT"})[0] == 200


def test_the_repository_gives_a_true_404_and_the_site_redirects_to_fout404(server: StandIn) -> None:
    assert get(server, "/frbr/officielepublicaties/kst/1/kst-1-1/1/xml/kst-1-1.xml")[0] == 404
    status, _, headers = get(server, "/kst-1-1.html")
    assert (status, headers["Location"]) == (302, f"{server.url}/fout404.html")
    status, body, _ = get(server, "/fout404.html")
    assert status == 200
    assert b"Pagina niet gevonden" in body


def test_the_short_address_leads_to_the_file(server: StandIn) -> None:
    for path in ("/kst-99905-1", "/kst-99905-1.html"):
        status, _, headers = get(server, path)
        assert (status, headers["Location"]) == (302, server.url + FILE)


def test_every_address_in_a_record_can_be_fetched(server: StandIn) -> None:
    root = search(server, "c.product-area==officielepublicaties", maximumRecords=1000)
    addresses = [element.text or "" for element in root.iterfind(".//gzd:itemUrl", NS)]
    assert len(addresses) == 3 * len(bundled().papers)
    assert {get(server, address.removeprefix(server.url))[0] for address in addresses} == {200}


def test_requests_are_counted() -> None:
    with serve() as own:
        get(own, "/robots.txt")
        get(own, FILE)
        assert own.asked("/frbr/") == 1
        assert len(own.requests) == 2


@pytest.mark.parametrize(("kind", "status"), [("status", 503), ("fout404", 302), ("elsewhere", 302)])
def test_faults_strike_as_often_as_told(kind: str, status: int) -> None:
    with serve(faults=(Fault("kst-99905-1.xml", kind, times=2, status=503, retry_after="7"),)) as own:
        answers = [get(own, FILE) for _ in range(3)]
    assert [answer[0] for answer in answers] == [status, status, 200]
    if kind == "status":
        assert answers[0][2]["Retry-After"] == "7"


def test_a_truncated_answer_ends_before_its_length() -> None:
    with (
        serve(faults=(Fault(FILE, "truncated"),)) as own,
        pytest.raises(http.client.IncompleteRead),
        urllib.request.urlopen(own.url + FILE, timeout=10) as response,  # noqa: S310  loopback
    ):
        response.read()


def test_a_wrong_length_cuts_the_file_without_anyone_noticing() -> None:
    with serve(faults=(Fault(FILE, "wrong_length", times=1),)) as own:
        short, whole = get(own, FILE)[1], get(own, FILE)[1]
    assert whole.startswith(short)
    assert len(short) < len(whole)


def test_an_unknown_fault_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown fault"):
        Fault("/", "brand")
