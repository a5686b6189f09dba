"""What the index is asked: one query for all dossiers, one per search term, in windows of dates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from spiders.config import CrawlConfig, Topics


@dataclass(frozen=True, slots=True)
class Search:
    """One question to the index. ``reason`` is None when the records' own dossiers tell it."""

    what: str
    """CQL of what is sought."""
    reason: str | None
    begin: dt.date
    end: dt.date | None
    """Papers dated from ``begin`` up to and including ``end`` (None: no end)."""
    modified_since: dt.date | None

    @property
    def cql(self) -> str:
        """The whole query, in an order that does not shift while pages are read."""
        parts = ["c.product-area==officielepublicaties", self.what, f'dt.date>="{self.begin}"']
        if self.end:
            parts.append(f'dt.date<="{self.end}"')
        if self.modified_since:
            parts.append(f'dt.modified>="{self.modified_since}"')
        return " and ".join(parts) + " sortBy dt.identifier/sort.ascending"

    def halves(self, today: dt.date) -> tuple[Search, Search] | None:
        """The same question over two shorter windows; None when the window is one day."""
        end = self.end or max(today, self.begin)
        days = (end - self.begin).days
        if days < 1:
            return None
        middle = self.begin + dt.timedelta(days=days // 2)
        return replace(self, end=middle), replace(self, begin=middle + dt.timedelta(days=1))


def _any(clauses: list[str]) -> str:
    return clauses[0] if len(clauses) == 1 else f"({' or '.join(clauses)})"


def _kinds(topics: Topics) -> str:
    return _any([f'w.publicatienaam=="{name}"' for name in topics.publications])


def _numbers(topics: Topics) -> list[str]:
    return [f'w.dossiernummer=="{dossier.number}"' for dossier in topics.dossiers]


def _texts(topics: Topics) -> list[str]:
    return [f'cql.textAndIndexes="{term}"' for term in topics.terms]


def everything(topics: Topics, since: dt.date, overlap_days: int) -> Search:
    """One question for all that changed, whatever the reason: mostly its answer holds nothing new."""
    modified = since - dt.timedelta(days=overlap_days)
    what = f"{_any([*_numbers(topics), *_texts(topics)])} and {_kinds(topics)}"
    return Search(what, None, topics.since, None, modified)


def searches(topics: Topics, since: dt.date | None, overlap_days: int) -> list[Search]:
    """All questions for a subject; with ``since`` only what changed from (a little before) that day."""
    modified = since - dt.timedelta(days=overlap_days) if since else None
    kinds = _kinds(topics)
    found = []
    if topics.dossiers:
        found.append(Search(f"{_any(_numbers(topics))} and {kinds}", None, topics.since, None, modified))
    for term, clause in zip(topics.terms, _texts(topics), strict=True):
        found.append(Search(f"{clause} and {kinds}", f"zoekterm {term}", topics.since, None, modified))
    return found


def url(config: CrawlConfig, search: Search, start: int) -> str:
    """The address of one page of answers; positions count from 1."""
    parameters = {
        "operation": "searchRetrieve",
        "version": "2.0",
        "recordSchema": "gzd",
        "query": search.cql,
        "startRecord": start,
        "maximumRecords": config.page_size,
    }
    return f"{config.base_url.rstrip('/')}/sru?{urlencode(parameters)}"
