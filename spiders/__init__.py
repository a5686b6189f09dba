"""Fetching: one spider per source. Knows HTTP and a source's listing, nothing of language or SQL."""

from spiders.config import ConfigError, CrawlConfig
from spiders.crawling import crawl
from spiders.items import (
    Counts,
    CrawlReport,
    FetchedPage,
    FetchedPaper,
    Item,
    Skipped,
    Unread,
    Withdrawn,
)
from spiders.order import Order
from spiders.sources import Source, sources
from spiders.topics import Topics, load_topics

__all__ = [
    "ConfigError",
    "Counts",
    "CrawlConfig",
    "CrawlReport",
    "FetchedPage",
    "FetchedPaper",
    "Item",
    "Order",
    "Skipped",
    "Source",
    "Topics",
    "Unread",
    "Withdrawn",
    "crawl",
    "load_topics",
    "sources",
]
