"""Fetching: one spider per source. Knows HTTP and a source's listing, nothing of language or SQL."""

from spiders.config import ConfigError, CrawlConfig
from spiders.crawling import crawl
from spiders.items import CrawlReport, FetchedPaper

__all__ = ["ConfigError", "CrawlConfig", "CrawlReport", "FetchedPaper", "crawl"]
