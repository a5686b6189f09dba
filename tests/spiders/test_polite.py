"""Politeness: robots.txt, budgets and failures that are remembered, bounds on size, time and hosts."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from demo.standin import Fault, StandIn, serve
from spiders import CrawlConfig, CrawlReport, FetchedPaper, Item, Order, crawl
from spiders.diary import Diary
from tests.spiders.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Make = Callable[..., CrawlConfig]

ONE = Order(follow_up=True, wanted={"kst-99905-1": "proef"})
"""Ask for one paper only."""


def run(
    config: Make, *faults: Fault, order: Order = ONE, **changes: object
) -> tuple[list[Item], CrawlReport, StandIn]:
    taken: list[Item] = []

    def keep(item: Item) -> None:
        taken.append(item)

    with serve(faults=faults) as server:
        report = crawl(config(server, **changes), keep, order)
    return taken, report, server


def told(report: CrawlReport) -> set[str]:
    return {message for _, message in report.failed}


def test_one_paper_can_be_asked_for_by_its_identifier(config: Make) -> None:
    taken, report, server = run(config)
    (paper,) = taken
    assert isinstance(paper, FetchedPaper)
    assert (paper.identifier, paper.reasons) == ("kst-99905-1", ("dossier 99905", "proef"))
    assert (report.requests, server.asked("/sru")) == (4, 1)


def test_a_robots_txt_that_is_down_forbids_and_one_that_is_absent_allows(config: Make) -> None:
    taken, report, server = run(config, Fault("robots.txt", "status", status=503))
    assert (taken, server.asked("/sru")) == ([], 0)
    assert told(report) == {
        "robots.txt is niet te lezen, dan is nu niets toegestaan: de server heeft een storing (503)"
    }
    assert report.read_until is None
    taken, report, _ = run(config, Fault("robots.txt", "status", status=404))
    assert (len(taken), report.failed) == (1, [])


def test_a_failing_file_is_tried_twice_a_day_over_all_runs(config: Make, tmp_path: Path) -> None:
    with serve(faults=(Fault("kst-99905-1.xml", "status", status=500),)) as server:
        for day, asked in ((TODAY, 2), (TODAY, 2), (TODAY + dt.timedelta(days=1), 4)):
            report = crawl(config(server, today=day, diary=tmp_path / "dagboek"), lambda _: None, ONE)
            assert server.asked("kst-99905-1.xml") == asked
            assert len(report.unread) == 1


def test_a_broken_file_counts_as_failed_too(config: Make, tmp_path: Path) -> None:
    with serve(faults=(Fault("kst-99905-1.xml", "wrong_length"),)) as server:
        reports = [crawl(config(server, diary=tmp_path / "dagboek"), lambda _: None, ONE) for _ in range(3)]
    assert server.asked("kst-99905-1.xml") == 2
    assert told(reports[-1]) == {"vandaag al twee keer mislukt; morgen opnieuw"}


def test_the_budget_of_a_day_holds_over_all_runs(config: Make, tmp_path: Path) -> None:
    with serve() as server:
        for _ in range(2):
            report = crawl(config(server, budget=6, diary=tmp_path / "dagboek"), lambda _: None, Order())
    assert len(server.requests) == 6
    assert any("het dagmaximum van 6 verzoeken" in message for message in told(report))
    assert report.read_until is None


def test_a_source_that_wants_rest_has_it_in_the_next_runs_too(config: Make, tmp_path: Path) -> None:
    diary = tmp_path / "dagboek"
    with serve(faults=(Fault("/sru", "status", times=1, status=429, retry_after="9999"),)) as server:
        crawl(config(server, longest_wait=1.0, diary=diary), lambda _: None, ONE)
        asked = len(server.requests)
        report = crawl(config(server, longest_wait=1.0, diary=diary), lambda _: None, ONE)
        assert len(server.requests) == asked
        assert all("met rust te laten tot" in message for message in told(report))
        (held,) = diary.glob("wacht-*")
        held.write_text(dt.datetime.now(dt.UTC).isoformat(), encoding="ascii")
        report = crawl(config(server, diary=diary), lambda _: None, ONE)
    assert (report.new, report.failed) == (1, [])


def test_a_diary_survives_a_kill_and_forgets_old_days(tmp_path: Path) -> None:
    first = Diary(tmp_path, TODAY)
    for _ in range(3):
        first.ask("bron.example:80")
    first.fail("http://bron.example/a")
    again = Diary(tmp_path, TODAY)
    assert again.asked("bron.example:80") == 3
    assert again.failures["http://bron.example/a"] == 1
    later = Diary(tmp_path, TODAY + dt.timedelta(days=5))
    assert (later.asked("bron.example:80"), list(tmp_path.iterdir())) == (0, [])


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (
            Fault("kst-99905-1.xml", "bomb", size=8 * 1024 * 1024),
            "het antwoord is (uitgepakt) groter dan is toegestaan",
        ),
        (Fault("kst-99905-1.xml", "drip", seconds=30.0), "de server gaf niet op tijd antwoord"),
        (Fault("kst-99905-1.xml", "reset"), "de verbinding met de server brak af"),
        (
            Fault("kst-99905-1.xml", "elsewhere"),
            "doorverwezen naar een host die niet is ingesteld; niet gevolgd",
        ),
        (Fault("kst-99905-1.xml", "loop"), "de bron blijft doorverwijzen; niet gevolgd"),
        (Fault("kst-99905-1.xml", "notfound"), "er kwam een webpagina in plaats van het XML-bestand"),
    ],
    ids=lambda value: value.kind if isinstance(value, Fault) else "",
)
def test_what_a_source_throws_at_us_is_bounded_and_told(config: Make, fault: Fault, message: str) -> None:
    patience = 2.0 if fault.kind == "drip" else 30.0
    taken, report, server = run(config, fault, timeout=patience, max_bytes=1024 * 1024)
    assert taken == []
    assert [paper.identifier for paper in report.unread] == ["kst-99905-1"]
    assert told(report) == {message}
    assert server.asked("kst-99905-1.xml") <= 8


def test_a_storm_of_429_waits_longer_each_time(config: Make) -> None:
    taken, report, server = run(config, Fault("/sru", "status", status=429, times=2), retry_wait=0.4)
    asked = [time for time, target in zip(server.times, server.requests, strict=True) if "/sru" in target]
    first, second = (later - before for before, later in pairwise(asked))
    assert first > 0.39
    assert second > 0.79
    assert (len(taken), report.failed) == (1, [])


def test_a_paper_that_moved_is_stored_under_its_new_identifier(config: Make) -> None:
    taken, report, _ = run(config, Fault("kst-99905-1.xml", "moved", times=1, to="kst-99905-1-h1"))
    (paper,) = taken
    assert isinstance(paper, FetchedPaper)
    assert (paper.identifier, paper.official) == ("kst-99905-1", "kst-99905-1-h1")
    assert any("is verplaatst naar kst-99905-1-h1" in note for note in report.notes)


def test_a_source_whose_clock_is_behind_is_not_read_until_today(config: Make) -> None:
    _, report, _ = run(config, Fault("", "clock", seconds=-3 * 86_400))
    assert report.read_until == TODAY - dt.timedelta(days=3)
    assert any("de klok van de bron loopt" in note for note in report.notes)


def test_one_malformed_entry_is_told_and_the_others_come(config: Make) -> None:
    order = Order(follow_up=True, wanted={"kst-99905-1": "proef", "kst-99905-2": "proef"})
    taken, report, _ = run(config, Fault("/sru", "entry", times=1), order=order)
    assert len(taken) == 1
    assert any("missen een verplicht veld" in line for line in report.expectations_missed)
    assert report.read_until is None


def test_a_wanted_paper_that_the_source_lacks_is_named(config: Make) -> None:
    order = Order(follow_up=True, wanted={"kst-11111-1": "verwijzing in kst-99905-1"})
    taken, report, _ = run(config, order=order)
    assert (taken, report.absent, report.failed) == ([], ["kst-11111-1"], [])
