"""How to crawl: one crawl's settings."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from spiders.sources import sources

SOURCE = "officiele_bekendmakingen"


class ConfigError(ValueError):
    """The configuration can't be used; the message is one Dutch line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlConfig:
    """Settings of one crawl of one source. Raises ConfigError for values that can't be right."""

    source: str = SOURCE
    """A name of data/bronnen.toml."""
    contact: str
    """Mail address or web page, sent with every request so that the source can reach us."""
    spool: Path
    """Folder where fetched papers wait until the sink has taken them; may outlive a crawl."""
    today: dt.date
    """Up to and including this day; what a complete crawl reports as read."""
    base_url: str = ""
    """Where the source is; empty: its own address."""
    public_url: str = ""
    """Under which address the files are publicly known, when that is not ``base_url`` (a mirror, a demo)."""
    topics: Path | None = None
    """An onderwerpen.toml; None for the one that comes along."""
    delay: float = 1.0
    """Seconds between requests."""
    timeout: float = 180.0
    """Seconds; searching the index can take two minutes."""
    retries: int = 3
    """How often a listing is asked again; a file is asked for twice a day at most, whatever this says."""
    retry_wait: float = 5.0
    """Seconds before the first retry, doubled each time; the source's Retry-After goes before."""
    longest_wait: float = 300.0
    """Never wait longer than this many seconds before a retry."""
    page_size: int = 100
    wall: int = 10_000
    """Record positions from which the index does not answer."""
    max_bytes: int = 64 * 1024 * 1024
    overlap_days: int = 7
    """How many days before ``since`` are asked again: the index may lag behind its own stamps."""
    budget: int = 0
    """Most requests to one host in one day, over all runs; 0: as data/bronnen.toml says."""
    diary: Path | None = None
    """Folder that remembers requests and failures of the day; None: beside the spool."""

    def __post_init__(self) -> None:
        if self.source not in sources():
            raise ConfigError(f"bron {self.source!r} is niet bekend (kies uit {', '.join(sources())})")
        if not self.base_url:
            object.__setattr__(self, "base_url", sources()[self.source].base_url)
        if not self.budget:
            object.__setattr__(self, "budget", sources()[self.source].daily_budget)
        if self.diary is None:
            object.__setattr__(self, "diary", self.spool.parent / "dagboek")
        for name in ("base_url", "public_url"):
            url = getattr(self, name)
            if url and (urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname):
                raise ConfigError(f"{name} {url!r} is geen webadres (http of https)")
        if not self.contact.strip():
            raise ConfigError(
                "contact is leeg: vul een mailadres of webpagina in waar de bron u kan bereiken"
            )
        if self.delay < 0 or self.timeout <= 0 or self.retries < 0 or not 0 < self.page_size <= 1000:
            raise ConfigError("delay, timeout, retries of page_size is geen bruikbaar getal")

    @property
    def hosts(self) -> frozenset[str]:
        """The only hosts (with port) that may be contacted."""
        own = {urlsplit(self.base_url).netloc.lower()}
        source = sources()[self.source]
        return frozenset(own | set(source.other_hosts) if self.base_url == source.base_url else own)

    def published(self, url: str) -> str:
        """The public address of a file that was fetched from ``base_url``."""
        if self.public_url and url.startswith(self.base_url):
            return self.public_url.rstrip("/") + url.removeprefix(self.base_url.rstrip("/"))
        return url

    def to_json(self) -> str:
        """As text, for the process that crawls."""
        return json.dumps(asdict(self), default=str, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> CrawlConfig:
        """The settings written by ``to_json``."""
        values = json.loads(text)
        for name in ("spool", "topics", "diary"):
            values[name] = Path(values[name]) if values[name] else None
        values["today"] = dt.date.fromisoformat(values["today"])
        return cls(**values)
