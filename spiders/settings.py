"""Scrapy's settings: polite, bounded, identifiable. One crawl's own values come from its CrawlConfig."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spiders.config import CrawlConfig

try:
    _VERSION = version("kamerwacht")
except PackageNotFoundError:
    _VERSION = "0"

BOT_NAME = "kamerwacht"
ADDONS: dict[str, int] = {}

ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "kamerwacht"
CONCURRENT_REQUESTS = 1
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.0
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0
COOKIES_ENABLED = False
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
REDIRECT_MAX_TIMES = 5
DOWNLOAD_FAIL_ON_DATALOSS = True
DOWNLOAD_WARNSIZE = 0
HTTPERROR_ALLOW_ALL = True
"""Each answer's status is judged by the spider, so that none is lost in silence."""

DOWNLOAD_HANDLERS = dict.fromkeys(("file", "ftp", "s3", "data"))
"""Nothing but http and https."""
DOWNLOADER_MIDDLEWARES = {
    "spiders.middlewares.OnlyConfiguredHosts": 50,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "spiders.middlewares.Daily": 60,
    "spiders.middlewares.Room": 70,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "spiders.robots.Robots": 100,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "spiders.middlewares.PoliteRetry": 550,
}
FEED_EXPORT_ENCODING = "utf-8"


def for_crawl(config: CrawlConfig) -> dict[str, Any]:
    """The settings that one crawl's configuration decides."""
    return {
        "USER_AGENT": f"Kamerwacht/{_VERSION} (+{config.contact})",
        "KAMERWACHT_HOSTS": sorted(config.hosts),
        "KAMERWACHT_BUDGET": config.budget,
        "KAMERWACHT_RETRY_WAIT": config.retry_wait,
        "KAMERWACHT_LONGEST_WAIT": config.longest_wait,
        "DOWNLOAD_DELAY": config.delay,
        "AUTOTHROTTLE_ENABLED": config.delay > 0,
        "AUTOTHROTTLE_START_DELAY": config.delay,
        "DOWNLOAD_TIMEOUT": config.timeout,
        "DOWNLOAD_MAXSIZE": config.max_bytes,
        "RETRY_TIMES": config.retries,
    }
