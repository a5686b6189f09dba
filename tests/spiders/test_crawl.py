"""The spider against the stand-in: everything arrives once, and whatever goes wrong is told."""

from __future__ import annotations

import datetime as dt
import hashlib
import subprocess
import sys
import time
import tomllib
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from demo import kamer
from demo.papers import bundled, folder, manifestation
from demo.standin import Fault, StandIn, serve
from spiders import (
    ConfigError,
    CrawlConfig,
    CrawlReport,
    FetchedPage,
    FetchedPaper,
    Item,
    Order,
    crawl,
    load_topics,
)
from spiders.queries import searches
from spiders.tweede_kamer_feed import parse_page
from tests.spiders.conftest import TODAY, make_config

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Make = Callable[..., CrawlConfig]

_EXPECTED = tomllib.loads((folder() / "verwacht.toml").read_text(encoding="utf-8"))["papier"]
FOLLOWED = {row["kenmerk"].lower() for row in _EXPECTED if row.get("gevolgd", True)}

SEARCHES = searches(load_topics(folder() / "onderwerpen.toml"), Order(), 0)


def files_asked(server: StandIn, since: int = 0) -> list[str]:
    return [target for target in server.requests[since:] if target.startswith("/frbr/")]


def hold(*_: object) -> None:
    """A sink that keeps nothing."""


@dataclass
class Healthy:
    """A whole crawl, and a second one that knows all papers, of one of them an older version."""

    server: StandIn
    taken: dict[str, FetchedPaper]
    count: int
    report: CrawlReport
    requests: int
    again: CrawlReport
    second: list[FetchedPaper]
    last: CrawlReport
    """A third crawl, with nothing new."""


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Healthy:
    made = make_config(tmp_path_factory.mktemp("gezond"))
    taken: list[FetchedPaper] = []
    second: list[FetchedPaper] = []
    with serve() as server:
        config = made(server, contact="https://kamerwacht.example/over")
        report = crawl(config, taken.append, Order())
        first = len(server.requests)
        known = {paper.identifier: paper.modified for paper in taken} | {"kst-99905-9": "ouder"}
        again = crawl(config, second.append, Order(known=known, since=dt.date(2026, 10, 12)))
        known |= {paper.identifier: paper.modified for paper in second}
        last = crawl(config, second.append, Order(known=known, since=dt.date(2026, 10, 12)))
    by_name = {paper.identifier: paper for paper in taken}
    return Healthy(server, by_name, len(taken), report, first, again, second, last)


def test_all_papers_arrive_once_and_whole(healthy: Healthy) -> None:
    report = healthy.report
    assert healthy.count == len(healthy.taken)
    assert sorted(healthy.taken) == sorted(FOLLOWED)
    assert (report.failed, report.notes, report.expectations_missed) == ([], [], [])
    assert (report.new, report.changed, report.unchanged) == (len(FOLLOWED), 0, 0)
    assert (report.requests, report.read_until) == (healthy.requests, TODAY)


def test_a_paper_is_byte_for_byte_what_the_source_serves(healthy: Healthy) -> None:
    sources = {paper.identifier.lower(): paper for paper in bundled().papers}
    for paper in healthy.taken.values():
        source = sources[paper.identifier]
        stored = folder() / "archief" / manifestation(source)
        assert paper.body == stored.read_bytes()
        assert paper.metadata == (stored.parent / "metadata.xml").read_bytes()
        assert (paper.date, paper.published) == (source.date, source.available)
        assert paper.url.startswith("https://repository.overheid.example/frbr/officielepublicaties/")
        assert paper.preferred_url == f"https://zoek.officielebekendmakingen.example/{source.identifier}.html"
        assert paper.headers["etag"] == f'"{hashlib.sha256(paper.body).hexdigest()[:16]}"'
        assert paper.fetched_at.tzinfo is not None


def test_what_was_picked_and_why_travels_along(healthy: Healthy) -> None:
    taken = healthy.taken
    assert taken["kst-99984-3"].reasons == ("zoekterm statelijke actoren",)
    assert taken["kst-99984-3"].committee is None
    assert taken["kst-99905-1"].reasons == ("dossier 99905", "zoekterm ongewenste buitenlandse inmenging")
    assert taken["kst-99930-3"].reasons[:2] == ("dossier 99930", "dossier 99821")
    assert taken["kst-99930-3"].committee == "vaste commissie voor Economische Zaken"
    assert taken["blg-9990001"].main == "kst-99821-8"
    assert taken["kst-99950-x-14"].dossiers == ("99950-X",)


def test_a_second_run_fetches_only_what_changed(healthy: Healthy) -> None:
    again = healthy.again
    assert (again.new, again.changed, again.failed, again.read_until) == (0, 1, [], TODAY)
    assert [paper.identifier for paper in healthy.second] == ["kst-99905-9"]
    asked = files_asked(healthy.server, healthy.requests)
    assert len(asked) == 2
    assert all("kst-99905-9/" in target for target in asked)
    assert again.requests == 2 + len(SEARCHES) + 2, "robots.txt, all in one, each question, the changed paper"


def test_a_run_with_nothing_new_asks_one_question(healthy: Healthy) -> None:
    last = healthy.last
    assert (last.new, last.changed, last.failed, last.read_until) == (0, 0, [], TODAY)
    assert last.unchanged > 0
    assert last.requests == 2, "robots.txt and one page of the index"


def test_who_asks_says_who_it_is(healthy: Healthy) -> None:
    assert {agent.split("/")[0] for agent in healthy.server.agents} == {"Kamerwacht"}
    assert all("+https://kamerwacht.example/over" in agent for agent in healthy.server.agents)


def test_windows_keep_every_query_below_the_wall(config: Make) -> None:
    taken: list[FetchedPaper] = []
    with serve() as server:
        report = crawl(config(server, wall=12), taken.append, Order())
        windows = server.asked("dt.date%3C%3D")
    assert sorted(paper.identifier for paper in taken) == sorted(FOLLOWED)
    assert report.failed == []
    assert windows > 4


def test_each_fault_of_a_file_is_told_and_the_other_papers_arrive(
    config: Make, capfd: pytest.CaptureFixture[str]
) -> None:
    faults = (
        Fault("kst-99905-1.xml", "status", times=1, status=500),
        Fault("kst-99905-2.xml", "status", times=1, status=429, retry_after="1"),
        Fault("kst-99905-3.xml", "status", status=503),
        Fault("kst-99905-4.xml", "truncated"),
        Fault("kst-99905-6.xml", "wrong_length"),
        Fault("kst-99930-1.pdf", "wrong_length"),
        Fault("kst-99905-5.docx", "wrong_length"),
        Fault("kst-99821-1.xml", "fout404"),
        Fault("kst-99821-5.xml", "elsewhere"),
        Fault("kst-99918-2/1/metadata", "status", status=404),
        Fault("kst-99918-1.pdf", "slow", seconds=2.0),
    )
    taken: list[FetchedPaper] = []
    with serve(faults=faults) as server:
        began = time.monotonic()
        made = config(server, retries=1, timeout=0.5)
        log = made.spool.parent / "eigen.log"
        report = crawl(made, taken.append, Order(), run_log=log)
        assert time.monotonic() - began > 1.0, "Retry-After was not kept"
        assert server.asked("kst-99905-3.xml") == 2
    assert capfd.readouterr() == ("", ""), "nothing of Scrapy reaches the user"
    assert "kst-99905-3.xml" in log.read_text(encoding="utf-8")
    told = {url.rpartition("/")[2].partition("?")[0]: message for url, message in report.failed}
    assert told == {
        "kst-99905-3.xml": "de server heeft een storing (503)",
        "kst-99905-4.xml": "de verbinding brak af: het antwoord is niet heel",
        "kst-99905-6.xml": told["kst-99905-6.xml"],
        "kst-99930-1.pdf": "de PDF is afgebroken: het einde ontbreekt",
        "kst-99905-5.docx": "het bestand is geen heel Word- of ODT-bestand",
        "kst-99821-1.xml": "het bestand bestaat niet (doorverwezen naar een foutpagina)",
        "kst-99821-5.xml": "doorverwezen naar een host die niet is ingesteld; niet gevolgd",
        "metadata.xml": "metadata van kst-99918-2: het bestand bestaat niet (404)",
        "kst-99918-1.pdf": "de server gaf niet op tijd antwoord",
    }
    assert told["kst-99905-6.xml"].startswith("de XML is niet heel")
    lost = {
        "kst-99905-3", "kst-99905-4", "kst-99905-5", "kst-99905-6", "kst-99930-1",
        "kst-99821-1", "kst-99821-5", "kst-99918-1", "kst-99918-2",
    }  # fmt: skip
    assert {paper.identifier for paper in taken} == FOLLOWED - lost
    assert {paper.identifier for paper in report.unread} == lost
    assert report.new == len(FOLLOWED - lost)


@pytest.mark.parametrize("where", ["/sru", "/frbr/"])
def test_a_source_that_asks_for_a_long_wait_is_left_alone(config: Make, where: str) -> None:
    taken: list[FetchedPaper] = []
    with serve(faults=(Fault(where, "status", status=429, retry_after="9999"),)) as server:
        report = crawl(config(server, longest_wait=1.0, page_size=100), taken.append, Order())
        asked = server.asked(where)
    assert asked <= 3
    assert taken == []
    assert any("de bron vraagt 9999 seconden te wachten" in message for _, message in report.failed)
    assert report.read_until is None


def test_a_refused_query_is_a_failure_and_what_was_listed_still_comes(config: Make) -> None:
    taken: list[FetchedPaper] = []
    with serve(faults=(Fault("textAndIndexes", "diagnostics", times=1),)) as server:
        report = crawl(config(server), taken.append, Order())
    assert [message for _, message in report.failed] == [
        "de index weigert de zoekvraag: info:srw/diagnostic/1/10; injected; Query syntax error"
    ]
    assert report.read_until is None
    assert {"kst-99905-1", "kst-99984-3"} <= {paper.identifier for paper in taken}


def test_an_index_with_another_layout_stores_nothing_and_is_named(config: Make) -> None:
    taken: list[FetchedPaper] = []
    with serve(faults=(Fault("/sru", "layout"),)) as server:
        report = crawl(config(server), taken.append, Order())
    assert taken == []
    assert report.read_until is None
    assert any("record zonder <identifier>" in line for line in report.notes)
    assert any("onbekend element <kenmerk>" in line for line in report.notes)
    assert any("missen een verplicht veld" in line for line in report.expectations_missed)


def test_an_index_that_gives_far_less_than_it_claims_is_not_believed(config: Make) -> None:
    with serve(overcount=40) as server:
        report = crawl(config(server), hold, Order())
    assert any("stukken maar gaf er" in line for line in report.expectations_missed)
    assert report.read_until is None


def test_an_index_without_results_misses_the_expectation(config: Make, tmp_path: Path) -> None:
    topics = tmp_path / "leeg.toml"
    topics.write_text(
        '[onderwerp]\nnaam = "Leeg"\nsinds = 2020-01-01\n[soorten]\npublicaties = ["Kamerstuk"]\n'
        '[[dossier]]\nnummer = "99000"\n',
        encoding="utf-8",
    )
    with serve() as server:
        report = crawl(config(server, topics=topics), hold, Order())
    assert report.expectations_missed == ["de index gaf 0 stukken; verwacht zijn er minstens 1"]


def test_an_unreachable_source_is_told_in_one_line_per_question(config: Make) -> None:
    with serve() as server:
        made = config(server, retries=0)
    report = crawl(made, hold, Order())
    assert {message for _, message in report.failed} == {
        (
            "robots.txt is niet te lezen, dan is nu niets toegestaan: "
            "de server is niet bereikbaar: de verbinding is geweigerd"
        )
    }
    assert len(report.failed) == 2, "two failures in a row end the listing"
    assert report.read_until is None


def test_robots_txt_is_obeyed_and_its_crawl_delay_kept(config: Make) -> None:
    with serve() as server:
        server.robots = "User-agent: *\nCrawl-delay: 0.3\nDisallow: /frbr/\n"
        report = crawl(config(server, page_size=100), hold, Order())
        assert files_asked(server) == []
        pauses = [later - before for before, later in pairwise(server.times)]
    assert len(pauses) >= 3
    assert min(pauses) > 0.25
    assert {message for _, message in report.failed} == {"robots.txt van de bron verbiedt dit adres"}


def test_what_the_sink_raises_is_raised_and_the_paper_is_not_lost(config: Make) -> None:
    taken: list[FetchedPaper] = []

    def full(paper: FetchedPaper) -> None:
        if len(taken) == 3:
            raise OSError("schijf vol")
        taken.append(paper)

    with serve() as server:
        with pytest.raises(OSError, match="schijf vol"):
            crawl(config(server), full, Order())
        known = {paper.identifier: paper.modified for paper in taken}
        rest: list[FetchedPaper] = []
        report = crawl(config(server), rest.append, Order(known=known))
        fetched = [target for target in files_asked(server) if "/metadata/" not in target]
    identifiers = [paper.identifier for paper in (*taken, *rest)]
    assert sorted(identifiers) == sorted(FOLLOWED)
    assert report.read_until == TODAY
    assert len(fetched) - len(set(fetched)) <= 3, "only what was under way is asked twice"


def kill_crawler(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Watch for the crawling process that ``crawl`` starts; what is returned kills it."""
    started: list[subprocess.Popen[bytes]] = []

    class Watched(subprocess.Popen[bytes]):
        def __init__(self, *arguments: Any, **settings: Any) -> None:  # noqa: ANN401 - as Popen's own
            super().__init__(*arguments, **settings)
            started.append(self)

    def kill() -> None:
        started[-1].kill()

    monkeypatch.setattr("spiders.crawling.subprocess.Popen", Watched)
    return kill


def test_a_killed_crawl_is_a_failure_and_the_next_one_completes_it(
    config: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[FetchedPaper] = []
    kill = kill_crawler(monkeypatch)

    def kill_after_three(paper: FetchedPaper) -> None:
        taken.append(paper)
        if len(taken) == 3:
            kill()

    with serve(faults=(Fault("/frbr/", "slow", seconds=0.03),)) as server:
        report = crawl(config(server), kill_after_three, Order())
        assert [message.partition(";")[0] for _, message in report.failed] == [
            "het ophalen is onverwacht gestopt"
        ]
        assert report.read_until is None
        server.faults.clear()
        known = {paper.identifier: paper.modified for paper in taken}
        again = crawl(config(server), taken.append, Order(known=known))
    assert sorted(paper.identifier for paper in taken) == sorted(FOLLOWED)
    assert again.read_until == TODAY


def test_killed_as_a_whole_it_goes_on_where_it_was(config: Make, tmp_path: Path) -> None:
    taken = tmp_path / "genomen.txt"
    script = (
        "import pathlib, sys, spiders\n"
        "config = spiders.CrawlConfig.from_json(pathlib.Path(sys.argv[1]).read_text())\n"
        "with open(sys.argv[2], 'a', buffering=1) as out:\n"
        "    spiders.crawl(config, lambda p: print(p.identifier, p.modified, file=out), spiders.Order())\n"
    )
    rest: list[FetchedPaper] = []
    with serve(faults=(Fault("/frbr/", "slow", seconds=0.03),)) as server:
        file = tmp_path / "config.json"
        file.write_text(config(server).to_json(), encoding="utf-8")
        parent = subprocess.Popen([sys.executable, "-c", script, str(file), str(taken)])
        deadline = time.monotonic() + 30
        while len(files_asked(server)) < 20 and time.monotonic() < deadline:
            time.sleep(0.02)
        assert parent.poll() is None, "it is killed while it works"
        parent.kill()
        parent.wait()
        known = dict(line.split(" ", 1) for line in taken.read_text(encoding="utf-8").splitlines())
        server.faults.clear()
        report = crawl(config(server), rest.append, Order(known=known))
        asked = files_asked(server)
    again = [*known, *(paper.identifier for paper in rest)]
    assert set(again) == FOLLOWED
    assert len(again) <= len(FOLLOWED) + 1, "at most the one that was just being taken comes twice"
    assert len(asked) <= 2 * len(FOLLOWED) + 3, "only what was under way is asked twice"
    assert report.read_until == TODAY


def test_a_page_that_was_damaged_in_the_queue_takes_those_after_it_along(config: Make) -> None:
    """What a page's checkpoint says holds only when the pages before it were stored."""
    taken: list[Item] = []
    feed = kamer.feed(page_size=10)
    with serve(sites=(feed,)) as server:
        made = config(server, source="tweede_kamer")
        spool = made.spool

        def damage_the_second(item: Item) -> None:
            taken.append(item)
            wanted = spool / "item-000002" / "body"
            if len(taken) == 1:
                while not wanted.exists() or not (spool / "item-000003").exists():
                    time.sleep(0.01)
                wanted.write_bytes(b"")

        report = crawl(made, damage_the_second, Order())
        assert [url for url, message in report.failed if "beschadigd" in message] == [server.url]
        assert (len(taken), report.read_until) == (1, None)
        assert [path.name for path in spool.iterdir() if path.name.startswith("item-")] == []
        first = taken[0]
        assert isinstance(first, FetchedPage)
        report = crawl(made, taken.append, Order(progress={first.part: first.checkpoint}))
    assert report.read_until == TODAY
    rows = [row for item in taken if isinstance(item, FetchedPage) for row in parse_page(item.body).rows]
    assert len(rows) == len({row.identifier for row in rows}) == sum(map(len, feed.order.values()))


def test_a_crawl_does_not_run_ahead_of_who_stores(config: Make) -> None:
    most: list[int] = []
    with serve(sites=(kamer.feed(page_size=1),)) as server:
        made = config(server, source="tweede_kamer")

        def slow(_: Item) -> None:
            most.append(len(list(made.spool.glob("item-*"))))
            time.sleep(0.02)

        crawl(made, slow, Order())
    assert len(most) > 60
    assert max(most) <= 27


def test_a_log_does_not_grow_for_ever(config: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spiders.crawling._LONGEST_LOG", 10)
    with serve() as server:
        made = config(server)
        log = made.spool.parent / "spool.log"
        log.write_text("regel van gisteren\n", encoding="utf-8")
        crawl(made, hold, Order(follow_up=True, wanted={"kst-99905-1": "proef"}))
    assert log.with_name("spool.log.1").read_text(encoding="utf-8") == "regel van gisteren\n"
    assert "gisteren" not in log.read_text(encoding="utf-8")


def test_a_bad_configuration_is_told_before_anything_is_asked(config: Make, tmp_path: Path) -> None:
    topics = tmp_path / "onderwerpen.toml"
    topics.write_text("[onderwerp]\nnaam = 1\n", encoding="utf-8")
    with (
        serve() as server,
        pytest.raises(ConfigError, match=r"onderwerpen\.toml, \[onderwerp\]: naam is een tekst"),
    ):
        crawl(config(server, topics=topics), hold, Order())
    assert server.requests == []
