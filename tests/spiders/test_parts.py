"""The parts of the spider on their own: questions, configuration, spool, file checks, waiting."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

import pytest
from scrapy import exceptions

from demo.papers import folder
from extract.offices import ministries
from spiders import ConfigError, CrawlConfig, FetchedPaper, Order, bodies, failures, load_topics, spool
from spiders.middlewares import retry_after
from spiders.queries import everything, searches, url

if TYPE_CHECKING:
    from pathlib import Path

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
DAY = dt.date(2026, 11, 23)


def make(tmp_path: Path, **changes: object) -> CrawlConfig:
    values: dict[str, object] = {
        "contact": "a@kamerwacht.example",
        "spool": tmp_path,
        "today": DAY,
        **changes,
    }
    return CrawlConfig(**values)  # type: ignore[arg-type]


# Configuration


def test_the_subject_that_comes_along_follows_the_dossiers_of_state_threats() -> None:
    topics = load_topics()
    assert {"30821", "35228"} <= {dossier.number for dossier in topics.dossiers}
    assert "ongewenste buitenlandse inmenging" in topics.terms
    assert topics.since <= dt.date(2018, 12, 31)
    assert "Kamerstuk" in topics.publications


GOOD = "[onderwerp]\nnaam = 'x'\nsinds = 2020-01-01\n[[zoekterm]]\ntekst = 'a'\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("geen toml", r"niet te lezen \(geen TOML, bij regel 1, teken 6\)"),
        ("onderwerp = 3\n", r"schrijf \[onderwerp\]"),
        ("dossier = '30821'\n", r"schrijf \[\[dossier\]\]"),
        ("zoekterm = ['a']\n", r"schrijf \[\[zoekterm\]\]"),
        ("[[zoekterm]]\ntekst = 5\n", "tekst is een tekst"),
        ("[[zoekterm]]\ntekst = ' '\n", "een lege zoekterm"),
        ("[[dossier]]\nnummer = 30821\n", "nummer is een tekst, tussen aanhalingstekens, en geen 30821"),
        ("[onderwerp]\nnaam = 'x'\nsinds = 'gisteren'\n", "sinds is een dag"),
        ("[onderwerp]\nnaam = 'x'\nsinds = 2020-01-01T10:00:00\n", "sinds is een dag"),
        ("[onderwerp]\nsinds = 2020-01-01\n", "naam is nodig"),
        (f"{GOOD}[soorten]\npublicaties = 'Kamerstuk'\n", "publicaties is een lijst van teksten"),
        (f"{GOOD}[soorten]\n", "publicaties is nodig"),
        (f"{GOOD}[soorten]\npublicaties = ['K']\noverslaan = 'Bijlage'\n", "overslaan is een lijst"),
        (f"{GOOD}[soorten]\npublicaties = ['K']\n[volgen]\nverwijzingen = 2\n", "verwijzingen is 0 of 1"),
        (f"{GOOD}[soorten]\npublicaties = ['K']\n[beginplaatsen]\nDocumentt = 3\n", "onbekende sleutel Doc"),
        ("[onderwerp]\nnaam = 'x'\nsinds = 2020-01-01\n", "minstens één dossier, zoekterm of ministerie"),
        ("[onderwerp]\nnaam = 'x'\nsinds = 2020-01-01\nextra = 1\n", "onbekende sleutel extra"),
        ("[[dossier]]\nnummer = '12'\n", "'12' is geen dossiernummer"),
        ("[[dossier]]\nnummer = '30821'\nnaam = 'x'\n", "onbekende sleutel naam"),
        (
            "[onderwerp]\nnaam='x'\nsinds=2020-01-01\n[soorten]\npublicaties=['K']\n[[zoekterm]]\ntekst='a\"b'\n",
            "aanhalingsteken",
        ),
    ],
)
def test_a_wrong_onderwerpen_file_is_refused_in_one_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "onderwerpen.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=message) as caught:
        load_topics(path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "changes",
    [
        {"base_url": "ftp://x.example"},
        {"base_url": "repository"},
        {"public_url": "nergens"},
        {"contact": "  "},
        {"delay": -1.0},
        {"page_size": 0},
        {"page_size": 1001},
    ],
)
def test_settings_that_cannot_be_right_are_refused(tmp_path: Path, changes: dict[str, object]) -> None:
    with pytest.raises(ConfigError):
        make(tmp_path, **changes)


def test_a_configuration_survives_the_way_to_the_crawling_process(tmp_path: Path) -> None:
    config = make(tmp_path, topics=folder() / "onderwerpen.toml", delay=0.25)
    assert CrawlConfig.from_json(config.to_json()) == config
    assert CrawlConfig.from_json(make(tmp_path).to_json()) == make(tmp_path)


def test_a_file_is_known_by_its_public_address(tmp_path: Path) -> None:
    config = make(tmp_path, base_url="http://127.0.0.1:9", public_url="https://publiek.example")
    assert config.published("http://127.0.0.1:9/frbr/x.xml") == "https://publiek.example/frbr/x.xml"
    assert make(tmp_path).published("https://repository.overheid.nl/x") == "https://repository.overheid.nl/x"
    assert config.hosts == {"127.0.0.1:9"}


# Questions


def test_questions_ask_what_changed_with_some_days_of_overlap() -> None:
    topics = load_topics(folder() / "onderwerpen.toml")
    first, *rest = searches(topics, Order(since=dt.date(2026, 11, 20)), 7)
    assert 'w.dossiernummer=="99905"' in first.cql
    assert 'dt.modified>="2026-11-13"' in first.cql
    assert first.cql.endswith(" sortBy dt.identifier/sort.ascending")
    assert [search.reason for search in rest] == [f"zoekterm {term}" for term in topics.terms]
    assert "dt.modified" not in searches(topics, Order(), 7)[0].cql


def test_the_one_question_fits_in_an_address_when_all_ministries_are_followed(tmp_path: Path) -> None:
    owing = dict.fromkeys(ministries(), dt.date(2024, 1, 1))
    order = Order(since=DAY, ministries=owing)
    address = url(make(tmp_path), everything(load_topics(), order, 7), 1)
    assert len(owing) > 10
    assert len(address) < 5000, "web servers take 8,000"
    assert all(quote_plus(f'"{name.name}"') in address for code in owing for name in ministries()[code].names)


def test_one_question_covers_all_the_others() -> None:
    topics = load_topics()
    whole = everything(topics, Order(since=dt.date(2026, 11, 20)), 7)
    for search in searches(topics, Order(since=dt.date(2026, 11, 20)), 7)[1:]:
        assert search.what.partition(" and ")[0] in whole.what
    assert all(f'"{dossier.number}"' in whole.what for dossier in topics.dossiers)
    assert 'dt.modified>="2026-11-13"' in whole.cql


def test_halves_of_a_window_cover_it_and_do_not_overlap() -> None:
    whole = searches(load_topics(folder() / "onderwerpen.toml"), Order(), 0)[0]
    left, right = whole.halves(DAY) or pytest.fail("a window of years has halves")
    assert left.begin == whole.begin
    assert left.end is not None
    assert right.begin == left.end + dt.timedelta(days=1)
    assert right.end is None, "papers dated after today are not lost"
    days = 0
    window = left
    while halves := window.halves(DAY):
        window = halves[0]
        days += 1
    assert window.begin == window.end
    assert days < 20


def test_the_address_of_a_question_is_as_the_service_documents_it(tmp_path: Path) -> None:
    search = searches(load_topics(folder() / "onderwerpen.toml"), Order(), 0)[1]
    address = url(make(tmp_path), search, 101)
    assert address.startswith(
        "https://repository.overheid.nl/sru?operation=searchRetrieve&version=2.0&recordSchema=gzd&query=c.product-area"
    )
    assert address.endswith("&startRecord=101&maximumRecords=100")
    assert " " not in address


# Spool


def paper(number: int, body: bytes = b"<a/>") -> FetchedPaper:
    return FetchedPaper(
        identifier=f"kst-99905-{number}",
        url="https://publiek.example/x.xml",
        preferred_url=None,
        media_type="application/xml",
        body=body,
        metadata=b"<m/>" if number % 2 else None,
        headers={"etag": '"é"'},
        fetched_at=NOW,
        modified="2026-01-01",
        reasons=("dossier 99905", "zoekterm é"),
        title="Titel — met streep",
        date=DAY if number % 2 else None,
        dossiers=("99905",),
    )


def test_papers_come_out_of_the_spool_as_they_went_in_and_once(tmp_path: Path) -> None:
    writer = spool.Writer(tmp_path)
    made = [paper(number) for number in range(1, 4)]
    for one in made:
        writer.put(one)
    assert list(spool.waiting(tmp_path)) == made
    assert list(spool.waiting(tmp_path)) == []


def test_a_paper_stays_until_it_has_been_taken(tmp_path: Path) -> None:
    writer = spool.Writer(tmp_path)
    for number in (1, 2):
        writer.put(paper(number))
    reader = spool.waiting(tmp_path)
    assert next(reader) == paper(1)
    reader.close()
    assert [one.identifier for one in spool.waiting(tmp_path)] == ["kst-99905-1", "kst-99905-2"]


def test_a_new_writer_does_not_overwrite_what_waits(tmp_path: Path) -> None:
    spool.Writer(tmp_path).put(paper(1))
    spool.Writer(tmp_path).put(paper(2))
    assert len(list(spool.waiting(tmp_path))) == 2


def test_half_written_and_damaged_papers_are_never_handed_over(tmp_path: Path) -> None:
    writer = spool.Writer(tmp_path)
    writer.put(paper(1))
    writer.put(paper(2))
    (tmp_path / "item-000001" / "body").write_bytes(b"<b/>")
    (tmp_path / "half-000009").mkdir()
    (tmp_path / "half-000009" / "body").write_bytes(b"<a")
    spool.prepare(tmp_path)
    with pytest.raises(spool.DamagedError, match="item-000001"):
        list(spool.waiting(tmp_path))
    assert list(tmp_path.iterdir()) == [], "what came after it is fetched again too"


def test_a_spool_serves_one_crawl_at_a_time(tmp_path: Path) -> None:
    with spool.alone(tmp_path / "spool", 0.0):
        with pytest.raises(ConfigError, match="er wordt al opgehaald"), spool.alone(tmp_path / "spool", 0.0):
            pass
        assert list((tmp_path / "spool").iterdir()) == [tmp_path / "spool" / "slot"]
    with spool.alone(tmp_path / "spool", 0.0):
        pass


def test_a_report_of_an_earlier_crawl_is_not_taken_for_this_one(tmp_path: Path) -> None:
    spool.Writer(tmp_path).report({"requests": 3})
    assert spool.read_report(tmp_path) == {"requests": 3}
    spool.prepare(tmp_path)
    assert spool.read_report(tmp_path) is None


# Files


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("word/document.xml", "<a/>")
    return out.getvalue()


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("body", "media_type", "trouble"),
    [
        (b"<a>\xc3\xa9</a>", "application/xml", None),
        (b"<a>", "application/xml", "niet heel"),
        (b"\n<!DOCTYPE html><html></html>", "application/xml", "webpagina"),
        (b"%PDF-1.3 ... %%EOF\n", "application/pdf", None),
        (b"%PDF-1.3 ...", "application/pdf", "afgebroken"),
        (b"<html>", "application/pdf", "geen PDF"),
        (archive(), DOCX, None),
        (archive()[:-10], DOCX, "geen heel"),
        (b"<html><h1>404: Pagina niet gevonden</h1></html>", "text/html", "foutpagina"),
        (b"<html><p>Brief</p></html>", "text/html", None),
        (b"", "application/pdf", "leeg"),
        (b"x", "video/mp4", "onbekend soort"),
    ],
)
def test_a_file_that_is_not_whole_is_recognised(body: bytes, media_type: str, trouble: str | None) -> None:
    found = bodies.problem(body, media_type)
    assert (found is None) if trouble is None else (found is not None and trouble in found)


def test_an_entity_bomb_is_not_unfolded() -> None:
    bomb = b"<!DOCTYPE a [<!ENTITY b 'xxxxxxxxxx'>" + b"".join(
        b"<!ENTITY c%d '%s'>" % (n, b"&c%d;" % (n - 1) * 10 if n else b"&b;" * 10) for n in range(12)
    )
    found = bodies.problem(bomb + b"]><a>&c11;</a>", "application/xml")
    assert found is not None
    assert found.startswith("de XML is niet heel")


# Waiting and telling


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (b"120", 120.0),
        (b"Mon, 23 Nov 2026 12:00:30 GMT", 30.0),
        (b"Mon, 23 Nov 2026 11:00:00 GMT", 0.0),
        (b"binnenkort", None),
        (b"", None),
        (None, None),
    ],
)
def test_retry_after_is_a_number_or_a_moment(header: bytes | None, seconds: float | None) -> None:
    assert retry_after(header, NOW) == seconds


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (exceptions.CannotResolveHostError(), "de naam is onbekend"),
        (exceptions.DownloadConnectionRefusedError(), "de verbinding is geweigerd"),
        (exceptions.DownloadTimeoutError(), "niet op tijd"),
        (exceptions.DownloadCancelledError(), "groter dan is toegestaan"),
        (exceptions.IgnoreRequest("Forbidden by robots.txt"), "robots.txt"),
        (KeyError("x"), "onverwachte fout bij het ophalen (KeyError)"),
    ],
)
def test_errors_are_told_in_one_dutch_line(error: Exception, line: str) -> None:
    assert line in failures.explain(error)
    assert "\n" not in failures.explain(error)
