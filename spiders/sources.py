"""The sources that are read: one row of data/bronnen.toml each. Nothing here imports Scrapy."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import import_module, resources
from typing import Any

_KEYS = {"naam", "titel", "adres", "ook", "spider", "dagmaximum", "antwoorden", "verwijzingen"}


@dataclass(frozen=True, slots=True)
class Source:
    """One source. ``name`` is the key used in the database and on the command line."""

    name: str
    label: str
    """As users see it, in Dutch."""
    base_url: str
    other_hosts: tuple[str, ...]
    """Hosts besides that of ``base_url`` where its files can be."""
    spider: str | None
    """"module:Class"; None when no spider reads it yet."""
    daily_budget: int
    """Most requests to one host in one day."""
    holds_answers: bool
    """Whether an answer to a promise can stand in it: then silence needs it to be read."""
    resolves_references: bool
    """Whether papers that others refer to can be asked of it by their official identifier."""

    def spider_class(self) -> Any:  # noqa: ANN401  a Scrapy spider, which only the crawling process imports
        """The spider. Raises KeyError when there is none."""
        if self.spider is None:
            raise KeyError(self.name)
        module, name = self.spider.split(":")
        return getattr(import_module(module), name)


@cache
def sources() -> dict[str, Source]:
    """All sources by name, in the order in which they are read. Raises ValueError for a malformed row."""
    path = resources.files("spiders") / "data" / "bronnen.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["bron"]
    found = {}
    for row in rows:
        if set(row) - _KEYS or _KEYS - {"spider"} - set(row):
            raise ValueError(f"bronnen.toml: de sleutels van {row.get('naam')!r} kloppen niet")
        found[row["naam"]] = Source(
            row["naam"],
            row["titel"],
            row["adres"],
            tuple(row["ook"]),
            row.get("spider"),
            int(row["dagmaximum"]),
            bool(row["antwoorden"]),
            bool(row["verwijzingen"]),
        )
    return found
