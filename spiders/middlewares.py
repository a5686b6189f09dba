"""Politeness that Scrapy does not bring along: only configured hosts, a daily budget, waiting when asked."""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.exceptions import IgnoreRequest

from spiders import spool
from spiders.failures import NOT_CONFIGURED
from spiders.settings import BOT_NAME

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Request, Response
    from scrapy.robotstxt import ProtegoRobotParser
    from scrapy.settings import BaseSettings

    from spiders.diary import Diary


class OnlyConfiguredHosts:
    """No request leaves for another host than those of KAMERWACHT_HOSTS, whoever asks for it."""

    def __init__(self, hosts: frozenset[str]) -> None:
        self.hosts = hosts

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy asks."""
        return cls(frozenset(crawler.settings.getlist("KAMERWACHT_HOSTS")))

    def process_request(self, request: Request) -> None:
        """Refuse what is not configured; raises IgnoreRequest."""
        if urlsplit(request.url).netloc.lower() not in self.hosts:
            raise IgnoreRequest(NOT_CONFIGURED)


FAILURES_A_DAY = 2
_LONGEST_HELD = 7 * 86_400.0
_WAITING = 25
"""So many items may wait to be stored before the next is asked for."""


def asked_as(request: Request) -> str:
    """The address a request began with, before any redirect."""
    return str(request.meta.get("redirect_urls", [request.url])[0])


class Daily:
    """What one day may hold: KAMERWACHT_BUDGET requests a host, and two failures of the same file."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.budget = crawler.settings.getint("KAMERWACHT_BUDGET")
        crawler.signals.connect(self.leaves, signal=signals.request_reached_downloader)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy asks."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Refuse what was asked too often today; raises IgnoreRequest."""
        diary = diary_of(self.crawler)
        host = urlsplit(request.url).netloc
        if until := diary.held(host, dt.datetime.now(dt.UTC)):
            raise IgnoreRequest(f"de bron vroeg om haar met rust te laten tot {until:%d-%m-%Y %H:%M} UTC")
        if diary.asked(host) >= self.budget:
            raise IgnoreRequest(f"het dagmaximum van {self.budget} verzoeken aan {host} is bereikt")
        if request.meta.get("file") and diary.failures[asked_as(request)] >= FAILURES_A_DAY:
            raise IgnoreRequest("vandaag al twee keer mislukt; morgen opnieuw")

    def leaves(self, request: Request) -> None:
        """Count a request that goes out."""
        diary_of(self.crawler).ask(urlsplit(request.url).netloc)


class Room:
    """Nothing is asked while many items wait to be stored: the disk is not to fill ahead of the database."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy asks."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:  # noqa: ARG002  Scrapy names it
        """Hold the request until there is room."""
        folder = self.crawler.spider.config.spool  # type: ignore[union-attr]
        while spool.count(folder) > _WAITING:  # noqa: ASYNC110  another process takes them
            await asyncio.sleep(0.05)


def diary_of(crawler: Crawler) -> Diary:
    """The diary of the spider that runs."""
    diary: Diary = crawler.spider.diary  # type: ignore[union-attr]
    return diary


def retry_after(value: bytes | None, now: dt.datetime) -> float | None:
    """Seconds asked for by a Retry-After header (a number, or a moment: RFC 9110, 10.2.3)."""
    text = (value or b"").decode("ascii", "replace").strip()
    if text.isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return max(0.0, (moment - now).total_seconds())


class PoliteRetry(RetryMiddleware):
    """Scrapy's retries, with a wait before each: as long as the source asks, else longer every time.

    While one address is waited for, nothing else is asked of that host either. A source that asks for a
    longer wait than KAMERWACHT_LONGEST_WAIT seconds is left alone: the crawl ends, and the next ones ask
    nothing until then.
    """

    def __init__(self, settings: BaseSettings) -> None:
        super().__init__(settings)
        self.wait = settings.getfloat("KAMERWACHT_RETRY_WAIT")
        self.longest = settings.getfloat("KAMERWACHT_LONGEST_WAIT")
        self.not_before: dict[str, float] = {}
        self.crawl_delay: dict[str, float] = {}
        self.ending: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy asks."""
        middleware = super().from_crawler(crawler)
        crawler.signals.connect(middleware.robots_parsed, signal=signals.robots_parsed)
        return middleware

    def robots_parsed(self, robotparser: ProtegoRobotParser, request: Request) -> None:
        """Note the Crawl-delay of a robots.txt, which Scrapy itself does not act on."""
        asked = robotparser.crawl_delay(BOT_NAME)
        host = urlsplit(request.url).netloc
        self.crawl_delay[host] = min(self.longest, float(asked or 0))
        own = time.monotonic() + self.crawl_delay[host]
        self.not_before[host] = max(self.not_before.get(host, 0.0), own)

    async def process_request(self, request: Request) -> None:
        """Hold the request until its host may be asked again."""
        host = urlsplit(request.url).netloc
        pause = self.not_before.get(host, 0.0) - time.monotonic()
        if pause > 0:
            await asyncio.sleep(pause)
        own = time.monotonic() + self.crawl_delay.get(host, 0.0)
        self.not_before[host] = max(self.not_before.get(host, 0.0), own)

    def _count(self, request: Request) -> None:
        if request.meta.get("file"):
            diary_of(self.crawler).fail(asked_as(request))

    def _hold(self, request: Request, asked: float | None) -> None:
        tried = request.meta.get("retry_times", 0)
        pause = min(self.longest, self.wait * 2**tried if asked is None else asked)
        host = urlsplit(request.url).netloc
        self.not_before[host] = max(self.not_before.get(host, 0.0), time.monotonic() + pause)

    def _end(self, request: Request, asked: float) -> None:
        until = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=min(asked, _LONGEST_HELD))
        diary_of(self.crawler).hold(urlsplit(request.url).netloc, until)
        if self.ending is None and self.crawler.engine is not None:
            reason = f"de bron vraagt {asked:.0f} seconden te wachten"
            closing = self.crawler.engine.close_spider_async(reason=reason)
            self.ending = asyncio.get_running_loop().create_task(closing)

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """As Scrapy's, and note how long to wait."""
        if response.status >= 400:
            self._count(request)
        if response.status in self.retry_http_codes:
            asked = retry_after(response.headers.get(b"Retry-After"), dt.datetime.now(dt.UTC))
            if asked is not None and asked > self.longest:
                self._end(request, asked)
                return response
            self._hold(request, asked)
        return super().process_response(request, response)

    def process_exception(  # type: ignore[override]
        self, request: Request, exception: Exception
    ) -> Request | Response | None:
        """As Scrapy's, and note how long to wait."""
        if not isinstance(exception, IgnoreRequest):
            self._count(request)
        if isinstance(exception, self.exceptions_to_retry):
            self._hold(request, None)
        return super().process_exception(request, exception)
