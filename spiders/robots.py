"""robots.txt as RFC 9309 has it: what is unreachable forbids, what is absent allows."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest

from spiders import failures

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Request, Response
    from scrapy.robotstxt import RobotParser

_ALL = b"User-agent: *\nAllow: /\n"
_CLOSED = "robots.txt is niet te lezen, dan is nu niets toegestaan: {}"


class Robots(RobotsTxtMiddleware):
    """Scrapy's, but a robots.txt that can't be had forbids for now (5xx, no connection: RFC 9309, 2.3.1.4).

    Scrapy itself would allow everything then. With a 4xx all is allowed, whatever its page says (2.3.1.3).
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.why: dict[str, str] = {}
        """Host to why its robots.txt can't be had, in Dutch."""

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Refuse what robots.txt forbids; raises IgnoreRequest."""
        if rp is None:
            raise IgnoreRequest(_CLOSED.format(self.why.get(urlsplit(request.url).netloc, "onbekende fout")))
        super().process_request_2(rp, request)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500 or response.status == 429:
            self.why[netloc] = failures.explain_status(response.status)
            super()._robots_error(IgnoreRequest(), netloc)
            return
        if response.status >= 400:
            response = response.replace(body=_ALL)
        await super()._parse_robots(response, netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        self.why[netloc] = failures.explain(exc)
        super()._robots_error(exc, netloc)
