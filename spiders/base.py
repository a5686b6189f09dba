"""What every spider shares: its order, the spool, how failures are told, and the final report."""

from __future__ import annotations

import asyncio
import datetime as dt
import math
from collections import Counter
from dataclasses import asdict
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import scrapy
from scrapy import signals
from scrapy.http import Request

from extract.errors import reason
from spiders import bodies, failures
from spiders.config import CrawlConfig
from spiders.diary import Diary
from spiders.items import FetchedPage
from spiders.middlewares import asked_as
from spiders.order import Order
from spiders.spool import Writer
from spiders.topics import load_topics

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from spiders.items import Item, Unread

_LATE_CLOCK = dt.timedelta(hours=1)
_FEW_GONE = 5
_MOST_GONE = 0.05
"""So many of the known papers, or this part of them, may vanish between two whole listings."""


class SourceSpider(scrapy.Spider):
    """Crawls one source. Arguments: files with a CrawlConfig and an Order, as JSON.

    A spider of a source sets ``name``, fills ``start`` and sets ``listed`` when all was listed.
    """

    def __init__(self, config: str, order: str) -> None:
        super().__init__()
        self.config = CrawlConfig.from_json(Path(config).read_text(encoding="utf-8"))
        self.order = Order.from_json(Path(order).read_text(encoding="utf-8"))
        self.topics = load_topics(self.config.topics)
        self.writer = Writer(self.config.spool)
        self.diary = Diary(self.config.diary or self.config.spool.parent / "dagboek", self.config.today)
        self.failed: list[tuple[str, str]] = []
        self.unread: list[Unread] = []
        self.absent: list[str] = []
        self.missed: list[str] = []
        self.strange: Counter[str] = Counter()
        self.progress: dict[str, str] = {}
        self.unchanged = 0
        self.relisted: dict[str, list[str]] = {}
        """Identifier to reasons of what is listed and not fetched again."""
        self.listed = False
        """Whether the whole listing came: what was not listed is not there."""
        self.broken = False
        """Whether something failed that no ``Unread`` names: then nothing may be called read."""
        self.clock: dt.timedelta | None = None
        """How far the source's clock is ahead of ours."""
        self.ending: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: str, **kwargs: str) -> Self:
        """As Scrapy asks; an error in our own code must never pass as a complete crawl."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.on_bug, signal=signals.spider_error)
        crawler.signals.connect(spider.on_response, signal=signals.response_received)
        return spider

    def put(self, item: Item) -> None:
        """Hand an item over. A spool that can't be written ends the crawl."""
        try:
            self.writer.put(item)
        except OSError as error:
            self.stop(f"de wachtrij {self.config.spool} kan niet worden geschreven ({reason(error)})")

    def stop(self, reason: str) -> None:
        """End the crawl; ``reason`` is a Dutch line for the report."""
        if self.ending is None and self.crawler.engine is not None:
            closing = self.crawler.engine.close_spider_async(reason=reason)
            self.ending = asyncio.get_running_loop().create_task(closing)

    async def download(self, request: Request) -> Response:
        """Fetch outside of Scrapy's callbacks. Raises what the downloader raises."""
        if self.crawler.engine is None:
            raise RuntimeError("the crawl has not started")
        return await self.crawler.engine.download_async(request)

    async def fetch(self, request: Request, also: tuple[int, ...] = ()) -> Response | None:
        """Fetch a listing; a failure or a status other than 200 and ``also`` is reported and gives None."""
        try:
            response = await self.download(request)
        except Exception as error:  # noqa: BLE001  every failure of the downloader becomes a row of the report
            self.fail(request.url, failures.explain(error))
            return None
        if response.status != 200 and response.status not in also:
            self.fail(request.url, failures.explain_status(response.status))
            return None
        return response

    def trouble(self, response: Response, media_type: str) -> str | None:
        """One Dutch line on what is wrong with a fetched file, or None."""
        if response.status != 200:
            return failures.explain_status(response.status)
        if "fout404" in response.url:
            problem: str | None = "het bestand bestaat niet (doorverwezen naar een foutpagina)"
        else:
            problem = bodies.problem(response.body, media_type)
        if problem and response.request is not None:
            self.diary.fail(asked_as(response.request))
        return problem

    def file_request(self, url: str, **settings: Any) -> Request:  # noqa: ANN401  as Request takes them
        """A request for a file: tried twice a day at most."""
        # dont_filter: Scrapy drops a request for what was asked before (a redirect to itself) without a word.
        meta = {"file": True, "max_retry_times": 1}
        return Request(url, meta=meta, dont_filter=True, **settings)

    def fail(self, url: str, message: str) -> None:
        """Report a failure that is not of one paper: until it is gone, the source is not read."""
        self.logger.error("%s: %s", url, message)
        self.broken = True
        self.failed.append((self.config.published(url), message))

    def lose(self, unread: Unread) -> None:
        """Report a paper that could not be fetched whole."""
        self.logger.error("%s: %s", unread.url, unread.message)
        self.failed.append((self.config.published(unread.url), unread.message))
        self.unread.append(unread)

    def page(
        self, response: Response, identifier: str, *, part: str, checkpoint: str, media_type: str
    ) -> FetchedPage:
        """A page of the source's own data as it came; the rest is as FetchedPage says."""
        return FetchedPage(
            identifier=identifier,
            part=part,
            checkpoint=checkpoint,
            url=self.config.published(response.url),
            media_type=media_type,
            body=response.body,
            headers=self.headers_of(response),
            fetched_at=self.now(),
        )

    def believe_gone(self, gone: int, known: int, listing: str) -> bool:
        """Whether ``gone`` of ``known`` papers can have been withdrawn; more is a fault, and reported."""
        if gone <= max(_FEW_GONE, _MOST_GONE * known):
            return True
        self.missed.append(f"{gone} bekende stukken staan niet meer in {listing}; niets is ingetrokken")
        return False

    def headers_of(self, response: Response) -> dict[str, str]:
        """Response headers, names in lower case."""
        return {
            key.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
            for key, values in response.headers.items()
        }

    def now(self) -> dt.datetime:
        """This moment in UTC, whole seconds."""
        return dt.datetime.now(dt.UTC).replace(microsecond=0)

    def on_response(self, response: Response) -> None:
        """Compare clocks once: a day that the source has not begun can't have been read."""
        if self.clock is None and (text := response.headers.get(b"Date")):
            try:
                moment = parsedate_to_datetime(text.decode("ascii", "replace"))
                self.clock = moment - dt.datetime.now(dt.UTC)
            except (ValueError, TypeError):
                self.strange["de kop Date is geen datum"] += 1

    def on_bug(self, failure: Failure, response: Response | None) -> None:
        """An error in a callback: Scrapy only logs it."""
        where = response.url if response is not None else self.config.base_url
        self.fail(where, f"fout bij het verwerken ({failure.getErrorMessage() or failure.type})")

    def read_until(self) -> dt.date | None:
        """The last day up to which all was listed, by the earlier clock; None when listing failed."""
        if not self.listed or self.broken or self.missed:
            return None
        late = -(self.clock or dt.timedelta())
        if late <= _LATE_CLOCK:
            return self.config.today
        self.strange[f"de klok van de bron loopt {late} achter op de onze; gelezen tot haar dag"] += 1
        return self.config.today - dt.timedelta(days=math.ceil((late - _LATE_CLOCK) / dt.timedelta(days=1)))

    def closed(self, reason: str) -> None:
        """Leave the report."""
        if reason != "finished" or not (self.listed or self.failed):
            self.fail(self.config.base_url, f"het ophalen is onverwacht gestopt ({reason})")
        self.writer.report(
            {
                "requests": self.crawler.stats.get_value("downloader/request_count", 0),
                "unchanged": self.unchanged,
                "reasons": self.relisted,
                "failed": self.failed,
                "unread": [asdict(unread) for unread in self.unread],
                "absent": self.absent,
                "read_until": self.read_until(),
                "expectations_missed": self.missed,
                "notes": [f"{line} ({count}×)" for line, count in sorted(self.strange.items())],
                "progress": self.progress,
            }
        )
