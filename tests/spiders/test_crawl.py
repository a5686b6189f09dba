"""The spider against the stand-in: everything arrives once, and whatever goes wrong is told."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from demo.papers import bundled
from demo.standin import serve
from spiders import CrawlConfig, FetchedPaper, crawl
from tests.spiders.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable


def test_all_papers_arrive_once_and_a_second_run_fetches_no_files(config: Callable[..., CrawlConfig]) -> None:
    taken: list[FetchedPaper] = []
    with serve() as server:
        report = crawl(config(server), taken.append, known={})
        first = len(server.requests)
        known = {paper.identifier: paper.modified for paper in taken}
        again = crawl(config(server), taken.append, known=known, since=dt.date(2026, 11, 20))
        files = [target for target in server.requests[first:] if target.startswith("/frbr/")]

    identifiers = [paper.identifier for paper in taken]
    assert len(identifiers) == len(set(identifiers))
    assert {p.identifier for p in bundled().papers if "99905" in p.dossiers} <= set(identifiers)
    assert report.failed == []
    assert report.new == len(identifiers)
    assert report.requests == first
    assert report.read_until == TODAY
    assert report.notes == []
    assert files == []
    assert (again.new, again.changed, again.failed) == (0, 0, [])
    assert again.read_until == TODAY
