"""Letters of rijksoverheid.nl: the day they are sent, their ministry, their files, and every oddity of the feed."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from demo.answers import TYPES
from demo.rijksoverheid import ROOT, File, Letter, Rijksoverheid
from demo.standin import Fault, StandIn, serve
from spiders import CrawlConfig, CrawlReport, FetchedPaper, Item, Order, Skipped, Withdrawn, crawl
from spiders.expectations import load_expectations
from spiders.rijksoverheid_feed import FeedExpectations, Notes, parse_detail
from tests.spiders.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable

    Make = Callable[..., CrawlConfig]

PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
JENV, OCW = "Ministerie van Justitie en Veiligheid", "Ministerie van Onderwijs, Cultuur en Wetenschap"
ON_SUBJECT = Letter(
    "over-de-aanpak",
    "Kamerbrief over de aanpak van ongewenste buitenlandse inmenging",
    dt.date(2026, 4, 1),
    JENV,
    (File("Brief aan de Kamer.pdf", TYPES["pdf"], PDF), File("Bijlage 1.pdf", TYPES["pdf"], PDF + b"%%EOF")),
)
OTHER = Letter(
    "over-schoolboeken",
    "Kamerbrief over schoolboeken",
    dt.date(2026, 5, 2),
    OCW,
    (File("b.pdf", TYPES["pdf"], PDF),),
)


def run(
    config: Make, site: Rijksoverheid, order: Order | None = None, *faults: Fault, **changes: object
) -> tuple[list[Item], CrawlReport, StandIn]:
    taken: list[Item] = []

    def keep(item: Item) -> None:
        taken.append(item)

    with serve(sites=(site,), faults=faults) as server:
        report = crawl(config(server, source="rijksoverheid", **changes), keep, order or Order())
    return taken, report, server


def papers(items: list[Item]) -> list[FetchedPaper]:
    return [item for item in items if isinstance(item, FetchedPaper)]


def test_a_letter_comes_with_its_annexes_ministry_and_dutch_day(config: Make) -> None:
    taken, report, server = run(config, Rijksoverheid(ON_SUBJECT, OTHER))
    annex, letter = papers(taken)
    assert (report.failed, report.notes, report.expectations_missed, report.read_until) == ([], [], [], TODAY)
    assert letter.identifier == ON_SUBJECT.guid
    assert letter.date == dt.date(2026, 4, 1), "issued stands on 31 March, 22:00 UTC"
    assert (letter.ministry, letter.reasons) == ("JenV", ("zoekterm ongewenste buitenlandse inmenging",))
    assert letter.body == PDF
    assert (annex.identifier, annex.main, annex.kind) == (f"{ON_SUBJECT.guid}/2", ON_SUBJECT.guid, "Bijlage")
    assert server.asked("Brief+aan+de+Kamer.pdf") == 1, "+ stays, the newline goes"
    (skipped,) = [item for item in taken if isinstance(item, Skipped)]
    assert (skipped.identifier, skipped.ministries) == (OTHER.guid, ("OCW",))
    assert server.asked("/binaries/") == 2, "what is not picked is not fetched"


def test_an_address_has_no_white_space_left_of_the_feed() -> None:
    answer = Rijksoverheid(ON_SUBJECT).answer(urlsplit(f"{ROOT}/{ON_SUBJECT.guid}"), "http://bron.example")
    assert answer is not None
    assert b".pdf\n" in answer.body
    detail = parse_detail(answer.body, load_expectations("rijksoverheid", FeedExpectations), Notes(Counter()))
    folder = f"http://bron.example/binaries/rijksoverheid{ON_SUBJECT.path}"
    assert [file.url for file in detail.files] == [
        f"{folder}/Brief+aan+de+Kamer.pdf",
        f"{folder}/Bijlage+1.pdf",
    ]
    assert detail.listed.canonical.endswith(ON_SUBJECT.path)


def test_pages_are_read_until_the_empty_one(config: Make) -> None:
    many = [
        Letter(
            f"brief-{n}",
            f"Kamerbrief {n}: statelijke actoren",
            dt.date(2026, 1, 9),
            JENV,
            ON_SUBJECT.files[:1],
        )
        for n in range(11)
    ]
    taken, report, server = run(config, Rijksoverheid(*many), page_size=2)
    assert len(papers(taken)) == 11
    assert server.asked("rows=4") == 5, "13 documents in pages of 4, and the empty page"
    assert report.read_until == TODAY


def test_what_is_known_is_not_asked_for_again(config: Make) -> None:
    site = Rijksoverheid(ON_SUBJECT, OTHER)
    taken, _, _ = run(config, site)
    stamps = {p.identifier: p.modified for p in papers(taken)}
    skipped = {i.identifier: (i.modified, i.ministries) for i in taken if isinstance(i, Skipped)}
    order = Order(known=stamps, skipped=skipped, since=dt.date(2026, 1, 1))
    again, report, server = run(config, site, order)
    assert (again, report.requests, report.unchanged) == ([], 3, 2), "robots.txt, one page, the empty page"
    assert server.asked("lastmodifiedsince=20251231") == 2, "a day of overlap"


def test_a_letter_left_before_is_taken_when_its_ministry_is_followed(config: Make) -> None:
    site = Rijksoverheid(ON_SUBJECT, OTHER)
    known = {ON_SUBJECT.guid: "2026-04-01T12:00:00.000Z"}
    skipped = {OTHER.guid: ("2026-05-02T12:00:00.000Z", ("OCW",))}
    followed = Order(
        known=known,
        skipped=skipped,
        since=TODAY,
        ministries={"OCW": dt.date(2026, 2, 1)},
        new_ministries=frozenset({"OCW"}),
    )
    taken, report, _ = run(config, site, followed)
    (letter,) = papers(taken)
    assert (letter.identifier, letter.reasons) == (OTHER.guid, ("volgt toezegging van OCW",))
    assert report.failed == []


@pytest.mark.parametrize("kind", ["kamerstuk", "parliamentarydocument", "iets-nieuws"])
def test_any_name_for_the_kind_is_taken_and_an_unknown_one_is_told(config: Make, kind: str) -> None:
    site = Rijksoverheid(ON_SUBJECT)
    site.change(ON_SUBJECT.slug, type=kind)
    taken, report, _ = run(config, site)
    assert ON_SUBJECT.guid in {paper.identifier for paper in papers(taken)}
    assert bool(report.notes) == (kind == "iets-nieuws")


def test_a_letter_without_files_is_a_paper_that_could_not_be_read(config: Make) -> None:
    site = Rijksoverheid(ON_SUBJECT)
    site.change(ON_SUBJECT.slug, files=())
    taken, report, _ = run(config, site)
    assert papers(taken) == []
    (lost,) = report.unread
    assert (lost.ministry, lost.date, lost.message) == ("JenV", "2026-04-01", "er hoort geen bestand bij")


def test_a_letter_whose_page_is_gone_is_withdrawn(config: Make) -> None:
    site = Rijksoverheid(ON_SUBJECT)
    site.change(ON_SUBJECT.slug, gone=True)
    taken, report, _ = run(config, site, Order(known={ON_SUBJECT.guid: "ouder"}))
    assert taken == [Withdrawn(identifier=ON_SUBJECT.guid)]
    assert report.failed == []


def test_a_letter_that_left_the_list_is_withdrawn_only_when_its_own_page_is_gone(config: Make) -> None:
    stamp = "2026-04-01T12:00:00.000Z"
    known = {ON_SUBJECT.guid: stamp, f"{ON_SUBJECT.guid}/2": stamp, OTHER.guid: "2026-05-02T12:00:00.000Z"}
    site = Rijksoverheid(replace(ON_SUBJECT, modified=dt.datetime(2026, 4, 1, 12, tzinfo=dt.UTC)))
    taken, report, _ = run(config, site, Order(known={**known, "weg": "2020-01-01T12:00:00.000Z"}))
    assert taken == [Withdrawn(identifier=OTHER.guid)], "what changed before the list begins is not asked for"
    assert (report.unchanged, report.read_until) == (1, TODAY)
    site.letters = [replace(letter, unlisted=True) for letter in site.letters]
    taken, report, _ = run(config, site, Order(known={ON_SUBJECT.guid: stamp}))
    assert (taken, report.unchanged, report.failed) == ([], 1, [])
    taken, _, _ = run(
        config, Rijksoverheid(), Order(known={ON_SUBJECT.guid: stamp, f"{ON_SUBJECT.guid}/2": stamp})
    )
    assert taken == [Withdrawn(identifier=ON_SUBJECT.guid), Withdrawn(identifier=f"{ON_SUBJECT.guid}/2")]
    taken, _, server = run(config, Rijksoverheid(), Order(known={ON_SUBJECT.guid: stamp}, since=TODAY))
    assert (taken, server.asked(ON_SUBJECT.guid)) == ([], 0), "a list of changes says nothing of what is gone"


def test_a_list_that_lost_most_letters_withdraws_none(config: Make) -> None:
    known = {f"00000000-0000-4000-8000-00000000000{n}": "2026-04-01T12:00:00.000Z" for n in range(6)}
    taken, report, server = run(config, Rijksoverheid(), Order(known=known))
    assert (taken, report.read_until, server.asked("00000000-0000")) == ([], None, 0)
    assert report.expectations_missed == [
        "6 bekende stukken staan niet meer in de lijst; niets is ingetrokken"
    ]


def test_another_layout_stores_nothing_and_is_named(config: Make) -> None:
    taken, report, _ = run(config, Rijksoverheid(ON_SUBJECT, OTHER), None, Fault("documents", "layout"))
    assert taken == []
    assert report.read_until is None
    assert any("zonder <canonical>" in line for line in report.notes)
    assert any("onbekend element <adres>" in line for line in report.notes)
    assert any("missen een verplicht veld" in line for line in report.expectations_missed)


def test_one_malformed_entry_is_told_and_the_others_come(config: Make) -> None:
    taken, report, _ = run(config, Rijksoverheid(OTHER, ON_SUBJECT), None, Fault("rows=", "entry", times=1))
    assert ON_SUBJECT.guid in {paper.identifier for paper in papers(taken)}
    assert report.read_until is None, "one of them is not read"


def test_a_list_that_does_not_page_on_is_a_failure(config: Make) -> None:
    site = Rijksoverheid(ON_SUBJECT)
    answer = site._list
    site._list = lambda query, base: answer({**query, "offset": ["0"]}, base)  # type: ignore[method-assign]
    _, report, _ = run(config, site)
    assert [message for _, message in report.failed] == [
        "de lijst bladert niet verder: dezelfde stukken komen terug"
    ]
    assert report.read_until is None


def test_a_failing_annex_does_not_hold_back_the_letter(config: Make) -> None:
    fault = Fault("Bijlage+1.pdf", "status", status=404)
    taken, report, _ = run(config, Rijksoverheid(ON_SUBJECT), None, fault)
    assert [paper.identifier for paper in papers(taken)] == [ON_SUBJECT.guid]
    assert [paper.identifier for paper in report.unread] == [f"{ON_SUBJECT.guid}/2"]


def test_many_papers_without_one_letter_is_not_believed(config: Make) -> None:
    many = [
        Letter(f"rapport-{n}", f"Rapport {n}", dt.date(2026, 1, 9), JENV, (), "rapport", "rapporten")
        for n in range(2000)
    ]
    _, report, _ = run(config, Rijksoverheid(*many), page_size=100)
    assert any("geen enkel Kamerstuk" in line for line in report.expectations_missed)
    assert report.read_until is None
