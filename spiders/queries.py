"""What the index is asked: one query for all dossiers, one per term and ministry, in windows of dates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from extract.offices import ministries as known_ministries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spiders.config import CrawlConfig
    from spiders.order import Order
    from spiders.topics import Topics

_BATCH = 20
"""Identifiers asked for in one question."""


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
        parts = ["c.product-area==officielepublicaties", self.what]
        if self.begin != dt.date.min:
            parts.append(f'dt.date>="{self.begin}"')
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


def _letters(followed: Iterable[tuple[str, dt.date]], topics: Topics) -> str:
    """Letters to parliament and answers to questions that name one of the ministries, from its day on.

    The index has no field for the ministry. Its name stands in every letter that it sends, also in one of two
    ministries together; that letters of others come along is the price of missing none.
    """
    kinds = []
    if "Kamerstuk" in topics.publications:
        kinds.append('(w.publicatienaam=="Kamerstuk" and w.subrubriek=="Brief")')
    if "Kamervragen (Aanhangsel)" in topics.publications:
        kinds.append('w.publicatienaam=="Kamervragen (Aanhangsel)"')
    named = []
    for code, since in followed:
        names = _any([f'cql.textAndIndexes="{name.name}"' for name in known_ministries()[code].names])
        named.append(f'({names} and dt.date>="{since}")')
    return f"({_any(kinds or [_kinds(topics)])} and {_any(named)})"


def _followed(topics: Topics, order: Order) -> Iterator[tuple[str, dt.date, str]]:
    """Ministries to read whole: code, since when, why."""
    for code in topics.ministries:
        yield code, topics.since, f"ministerie {code}"
    for code, since in order.ministries.items():
        yield code, max(since, topics.since), f"volgt toezegging van {code}"


def everything(topics: Topics, order: Order, overlap_days: int) -> Search:
    """One question for all that changed, whatever the reason: mostly its answer holds nothing new."""
    modified = order.since - dt.timedelta(days=overlap_days) if order.since else None
    subject = [*_numbers(topics), *_texts(topics)]
    parts = [f"({_any(subject)} and {_kinds(topics)})"] if subject else []
    followed = [
        (code, since) for code, since, _ in _followed(topics, order) if code not in order.new_ministries
    ]
    if followed:
        parts.append(_letters(followed, topics))
    return Search(_any(parts), None, topics.since, None, modified)


def searches(topics: Topics, order: Order, overlap_days: int) -> list[Search]:
    """All questions for a subject; with ``order.since`` only what changed from (a little before) that day."""
    modified = order.since - dt.timedelta(days=overlap_days) if order.since else None
    kinds = _kinds(topics)
    found = []
    if order.follow_up:
        topics = replace(topics, dossiers=(), terms=(), ministries=())
    if topics.dossiers:
        found.append(Search(f"{_any(_numbers(topics))} and {kinds}", None, topics.since, None, modified))
    for term, clause in zip(topics.terms, _texts(topics), strict=True):
        found.append(Search(f"{clause} and {kinds}", f"zoekterm {term}", topics.since, None, modified))
    for code, since, why in _followed(topics, order):
        if order.follow_up and code not in order.new_ministries:
            continue
        stamp = None if code in order.new_ministries else modified
        found.append(Search(_letters([(code, since)], topics), why, since, None, stamp))
    return found


def by_identifier(identifiers: Iterable[str]) -> Iterator[tuple[Search, Sequence[str]]]:
    """Questions for single papers, some at a time."""
    wanted = list(identifiers)
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        what = _any([f'dt.identifier=="{identifier}"' for identifier in batch])
        yield Search(what, "", dt.date.min, None, None), batch


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
