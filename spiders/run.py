"""``python -m spiders.run``: the process that crawls, started by ``spiders.crawl``. Scrapy runs only here."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from spiders import settings as defaults
from spiders.config import CrawlConfig
from spiders.probing import Prober
from spiders.sources import sources

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class StopWithParent:
    """Ends the crawl when the process that started it is gone: nobody would take the papers."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.parent = os.getppid()
        self.task: asyncio.Task[None] | None = None
        crawler.signals.connect(self.opened, signal=signals.spider_opened)
        crawler.signals.connect(self.closed, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> StopWithParent:
        """As Scrapy asks."""
        return cls(crawler)

    def opened(self) -> None:
        """Begin to watch."""
        self.task = asyncio.get_event_loop().create_task(self._watch())

    def closed(self) -> None:
        """Stop watching."""
        if self.task:
            self.task.cancel()

    async def _watch(self) -> None:
        while os.getppid() == self.parent:  # noqa: ASYNC110  no event tells that a parent is gone
            await asyncio.sleep(1)
        os._exit(1)


def main(arguments: list[str] | None = None) -> int:
    """Crawl as the configuration file says; papers and report go to its spool."""
    options = argparse.ArgumentParser(prog="spiders.run")
    for name in ("config", "order", "log"):
        options.add_argument(f"--{name}", required=True)
    options.add_argument("--probe", action="store_true")
    given = options.parse_args(arguments)
    with open(given.config, encoding="utf-8") as file:  # noqa: PTH123
        config = CrawlConfig.from_json(file.read())
    settings = Settings()
    settings.setmodule(defaults)
    settings.setdict(defaults.for_crawl(config), priority="cmdline")
    settings.setdict(
        {"LOG_FILE": given.log, "LOG_LEVEL": "INFO", "EXTENSIONS": {StopWithParent: 0}}, priority="cmdline"
    )
    process = AsyncCrawlerProcess(settings)
    spider = Prober if given.probe else sources()[config.source].spider_class()
    process.crawl(spider, config=given.config, order=given.order)
    process.start()
    return 0


if __name__ == "__main__":
    sys.exit(main())
