"""Official publications: KOOP's SRU index, then each paper's file and metadata from the repository.

First everything is listed, so that a paper found by several ways carries all reasons; then what is
new or changed is fetched. All of it is one connection, one request at a time.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Self

import scrapy
from scrapy import signals
from scrapy.http import Request

from spiders import bodies, failures, queries, sru
from spiders.config import SOURCE, CrawlConfig, load_expectations, load_topics
from spiders.items import FetchedPaper
from spiders.spool import Writer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure


class OfficieleBekendmakingen(scrapy.Spider):
    """Crawls one subject. Arguments: ``config`` (a CrawlConfig as JSON), ``known`` and ``since``."""

    name = SOURCE

    def __init__(self, config: str, known: str = "{}", since: str = "") -> None:
        super().__init__()
        self.config = CrawlConfig.from_json(Path(config).read_text(encoding="utf-8"))
        self.known: dict[str, str] = json.loads(Path(known).read_text(encoding="utf-8"))
        self.since = dt.date.fromisoformat(since) if since else None
        self.topics = load_topics(self.config.topics)
        self.expected = load_expectations()
        self.writer = Writer(self.config.spool)
        self.records: dict[str, sru.Record] = {}
        self.reasons: dict[str, list[str]] = {}
        self.failed: list[tuple[str, str]] = []
        self.missed: list[str] = []
        self.strange: Counter[str] = Counter()
        self.incomplete = 0
        self.unchanged = 0
        self.listed = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: str, **kwargs: str) -> Self:
        """As Scrapy asks; an error in our own code must never pass as a complete crawl."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.on_bug, signal=signals.spider_error)
        return spider

    # Listing -----------------------------------------------------------------

    async def start(self) -> AsyncIterator[Request]:
        """List all, then ask for what is not yet known."""
        self.listed = await self._list_all()
        self._judge_listing()
        for record in self.records.values():
            if self._is_known(record):
                self.unchanged += 1
            else:
                for request in self._requests(record):
                    yield request

    def _is_known(self, record: sru.Record) -> bool:
        return self.known.get(record.identifier) == record.modified

    async def _list_all(self) -> bool:
        """Ask all questions; one that fails does not stop the others, two in a row do.

        In a later crawl one question for everything goes first: when all it lists is known, that was it.
        """
        complete, before = True, True
        if self.since:
            complete = before = await self._list(
                queries.everything(self.topics, self.since, self.config.overlap_days)
            )
            if complete and all(self._is_known(record) for record in self.records.values()):
                return True
        for search in queries.searches(self.topics, self.since, self.config.overlap_days):
            done = await self._list(search)
            if not done and not before:
                return False
            complete, before = complete and done, done
        return complete

    async def _page(self, search: queries.Search, start: int) -> sru.Page | None:
        url = queries.url(self.config, search, start)
        try:
            response = await self._download(Request(url, dont_filter=True))
        except Exception as error:  # noqa: BLE001  every failure of the downloader becomes a row of the report
            self._fail(url, failures.explain(error))
            return None
        if response.status != 200:
            self._fail(url, failures.explain_status(response.status))
            return None
        try:
            page = sru.parse_page(response.body, self.expected)
        except sru.SruError as error:
            self._fail(url, str(error))
            return None
        self.strange.update(page.strange)
        self.incomplete += page.incomplete
        return page

    async def _download(self, request: Request) -> Response:
        if self.crawler.engine is None:
            raise RuntimeError("the crawl has not started")
        return await self.crawler.engine.download_async(request)

    async def _list(self, search: queries.Search) -> bool:
        """List one question, in smaller windows when the answer is too large; False when it failed."""
        page = await self._page(search, 1)
        if page is None:
            return False
        if page.total + self.config.page_size >= self.config.wall:
            halves = search.halves(self.config.today)
            if halves is None:
                self._fail(
                    queries.url(self.config, search, 1),
                    f"te veel stukken op één dag ({page.total}) om te lezen",
                )
                return False
            return all([await self._list(half) for half in halves])
        return await self._read_on(search, page)

    async def _read_on(self, search: queries.Search, page: sru.Page) -> bool:
        position, seen, claimed = 1, 0, page.total
        while True:
            seen += len(page.records) + page.incomplete
            for record in page.records:
                self._note(record, search)
            if page.next_position is None:
                break
            if page.next_position <= position:
                self._fail(queries.url(self.config, search, position), "de index bladert niet verder")
                return False
            position = page.next_position
            following = await self._page(search, position)
            if following is None:
                return False
            page = following
        if seen < claimed * (1 - self.expected.shortfall) - 5:
            self.missed.append(f"de index noemt {claimed} stukken maar gaf er {seen}: {search.cql}")
        return True

    def _note(self, record: sru.Record, search: queries.Search) -> None:
        if record.type in self.topics.kinds_skipped:
            return
        self.records[record.identifier] = record
        reasons = self.reasons.setdefault(record.identifier, [])
        if search.reason:
            new = [search.reason]
        else:
            new = [f"dossier {number}" for number in record.dossiers if self.topics.dossier(number)]
        reasons.extend(reason for reason in new if reason not in reasons)

    def _judge_listing(self) -> None:
        if self.listed and self.since is None and len(self.records) < self.expected.minimum:
            self.missed.append(
                f"de index gaf {len(self.records)} stukken; verwacht zijn er minstens {self.expected.minimum}"
            )
        if self.incomplete:
            self.missed.append(f"{self.incomplete} records missen een verplicht veld en zijn overgeslagen")

    # Files -------------------------------------------------------------------

    def _requests(self, record: sru.Record) -> Iterator[Request]:
        for name, media_type in self.expected.manifestations.items():
            if url := record.manifestations.get(name):
                yield Request(
                    url,
                    callback=self.parse_body,
                    errback=partial(self.on_error, url=url),
                    cb_kwargs={"record": record, "media_type": media_type},
                )
                return
        self._fail(record.url, "geen uitvoering van dit stuk die gelezen kan worden")

    def parse_body(self, response: Response, record: sru.Record, media_type: str) -> Iterator[Request]:
        """Take a paper's file; when it is whole, ask for its metadata or hand it over."""
        trouble = self._trouble(response, media_type)
        if trouble:
            self._fail(response.url, trouble)
            return
        paper = self._paper(response, record, media_type)
        url = record.manifestations.get("metadata")
        if url is None:
            self.writer.put(paper)
            return
        yield Request(
            url,
            callback=self.parse_metadata,
            errback=partial(self.on_error, url=url),
            priority=10,
            cb_kwargs={"paper": paper},
        )

    def parse_metadata(self, response: Response, paper: FetchedPaper) -> None:
        """Take a paper's metadata.xml and hand the paper over; without it, the paper waits for a next run."""
        trouble = self._trouble(response, "application/xml")
        if trouble:
            self._fail(response.url, f"metadata van {paper.identifier}: {trouble}")
            return
        self.writer.put(replace(paper, metadata=response.body))

    def _trouble(self, response: Response, media_type: str) -> str | None:
        if response.status != 200:
            return failures.explain_status(response.status)
        if "fout404" in response.url:
            return "het bestand bestaat niet (doorverwezen naar een foutpagina)"
        return bodies.problem(response.body, media_type)

    def _paper(self, response: Response, record: sru.Record, media_type: str) -> FetchedPaper:
        committees = [d.committee for n in record.dossiers if (d := self.topics.dossier(n)) and d.committee]
        return FetchedPaper(
            identifier=record.identifier,
            url=self.config.published(response.url),
            preferred_url=record.preferred_url,
            media_type=media_type,
            body=response.body,
            metadata=None,
            headers={
                key.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
                for key, values in response.headers.items()
            },
            fetched_at=dt.datetime.now(dt.UTC).replace(microsecond=0),
            modified=record.modified,
            reasons=tuple(self.reasons[record.identifier]),
            title=record.title,
            date=record.date,
            published=record.available,
            committee=committees[0] if committees else None,
            dossiers=record.dossiers,
            main=record.main,
        )

    # Reporting ---------------------------------------------------------------

    def on_error(self, failure: Failure, url: str) -> None:
        """A file that could not be fetched."""
        self._fail(url, failures.explain(failure.value))

    def on_bug(self, failure: Failure, response: Response | None) -> None:
        """An error in a callback: Scrapy only logs it."""
        where = response.url if response is not None else self.config.base_url
        self._fail(where, f"fout bij het verwerken ({failure.getErrorMessage() or failure.type})")

    def _fail(self, url: str, message: str) -> None:
        self.logger.error("%s: %s", url, message)
        self.failed.append((self.config.published(url), message))

    def closed(self, reason: str) -> None:
        """Leave the report."""
        if reason != "finished" or not (self.listed or self.failed):
            self._fail(self.config.base_url, f"het ophalen is onverwacht gestopt ({reason})")
        requests = self.crawler.stats.get_value("downloader/request_count", 0)
        self.writer.report(
            {
                "requests": requests,
                "unchanged": self.unchanged,
                "failed": self.failed,
                "complete": self.listed and not (self.failed or self.missed),
                "expectations_missed": self.missed,
                "notes": [f"{line} ({count}×)" for line, count in sorted(self.strange.items())],
            }
        )
