"""Official publications: KOOP's SRU index, then each paper's file and metadata from the repository.

First everything is listed, so that a paper found by several ways carries all reasons; then what is
new or changed is fetched. All of it is one connection, one request at a time.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.http import Request

from spiders import failures, queries, sru
from spiders.base import SourceSpider
from spiders.config import SOURCE
from spiders.expectations import SruExpectations, load_expectations
from spiders.items import WITHDRAWN, FetchedPaper, Unread, Withdrawn

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from scrapy.http import Response
    from twisted.python.failure import Failure

_GONE = (404, 410)


class OfficieleBekendmakingen(SourceSpider):
    """Crawls one subject."""

    name = SOURCE

    def __init__(self, config: str, order: str) -> None:
        super().__init__(config, order)
        self.expected = load_expectations(SOURCE, SruExpectations)
        self.records: dict[str, sru.Record] = {}
        self.reasons: dict[str, list[str]] = {}
        self.incomplete = 0

    # Listing -----------------------------------------------------------------

    async def start(self) -> AsyncIterator[Request]:
        """List all, then ask for what is not yet known."""
        self.listed = await self._list_all()
        self._judge_listing()
        if self.listed and self._is_whole() and not self.missed:
            await self._find_withdrawn()
        for record in self.records.values():
            if self._is_known(record):
                self.unchanged += 1
                if reasons := self.reasons.get(record.identifier):
                    self.relisted[record.identifier] = reasons
            else:
                for request in self._requests(record, list(self.expected.manifestations)):
                    yield request

    def _is_whole(self) -> bool:
        """Whether the whole subject is listed, not only what changed."""
        return self.order.since is None and not self.order.follow_up

    def _is_known(self, record: sru.Record) -> bool:
        return self.order.known.get(record.identifier) == record.modified

    async def _list_all(self) -> bool:
        """Ask all questions; one that fails does not stop the others, two in a row do."""
        if not await self._list_wanted():
            return False
        if self.order.since and not self.order.new_ministries and not self.order.follow_up:
            quick = queries.everything(self.topics, self.order, self.config.overlap_days)
            complete = before = await self._list(quick)
            fresh = [r for r in self.records.values() if not self._is_known(r)]
            if complete and all(record.identifier in self.order.wanted for record in fresh):
                return True
        else:
            complete = before = True
        for search in queries.searches(self.topics, self.order, self.config.overlap_days):
            done = await self._list(search)
            if not done and not before:
                return False
            complete, before = complete and done, done
        return complete

    async def _list_wanted(self) -> bool:
        """Ask for the single papers that are wanted besides; what the index lacks is noted."""
        for search, batch in queries.by_identifier(self.order.wanted):
            if not await self._list(search):
                return False
            for identifier in batch:
                if identifier in self.records:
                    self._reason(identifier, self.order.wanted[identifier])
                else:
                    self.absent.append(identifier)
        return True

    async def _find_withdrawn(self) -> None:
        """Ask after known papers that a whole listing no longer has; those the index lacks are withdrawn."""
        lost = [i for i, stamp in self.order.known.items() if i not in self.records and stamp != WITHDRAWN]
        gone = []
        listed = dict(self.records)
        for search, batch in queries.by_identifier(lost):
            if not await self._list(search):
                self.listed = False
                break
            gone += [identifier for identifier in batch if identifier not in self.records]
        self.records = listed
        if not self.believe_gone(len(gone), len(self.order.known), "de index"):
            return
        for identifier in gone:
            self.put(Withdrawn(identifier=identifier))

    async def _page(self, search: queries.Search, start: int) -> sru.Page | None:
        url = queries.url(self.config, search, start)
        response = await self.fetch(Request(url, dont_filter=True))
        if response is None:
            return None
        try:
            page = sru.parse_page(response.body, self.expected)
        except sru.SruError as error:
            self.fail(url, str(error))
            return None
        self.strange.update(page.strange)
        self.incomplete += page.incomplete
        return page

    async def _list(self, search: queries.Search) -> bool:
        """List one question, in smaller windows when the answer is too large; False when it failed."""
        page = await self._page(search, 1)
        if page is None:
            return False
        if page.total + self.config.page_size >= self.config.wall:
            halves = search.halves(self.config.today)
            if halves is None:
                self.fail(
                    queries.url(self.config, search, 1),
                    f"te veel stukken op één dag ({page.total}) om te lezen",
                )
                return False
            return all([await self._list(half) for half in halves])
        return await self._read_on(search, page)

    async def _read_on(self, search: queries.Search, page: sru.Page) -> bool:
        position, seen, claimed = 1, 0, page.total
        while True:
            seen += len(page.records) + page.incomplete
            for record in page.records:
                self._note(record, search)
            if page.next_position is None:
                break
            if page.next_position <= position:
                self.fail(queries.url(self.config, search, position), "de index bladert niet verder")
                return False
            position = page.next_position
            following = await self._page(search, position)
            if following is None:
                return False
            page = following
        if seen < claimed * (1 - self.expected.shortfall) - 5:
            self.missed.append(f"de index noemt {claimed} stukken maar gaf er {seen}: {search.cql}")
        return True

    def _note(self, record: sru.Record, search: queries.Search) -> None:
        if record.type in self.topics.kinds_skipped and search.reason != "":
            return
        self.records[record.identifier] = record
        if search.reason:
            self._reason(record.identifier, search.reason)
        for number in record.dossiers:
            if self.topics.dossier(number):
                self._reason(record.identifier, f"dossier {number}")

    def _reason(self, identifier: str, reason: str) -> None:
        reasons = self.reasons.setdefault(identifier, [])
        if reason not in reasons:
            reasons.append(reason)

    def _judge_listing(self) -> None:
        if self.listed and self._is_whole() and len(self.records) < self.expected.minimum:
            self.missed.append(
                f"de index gaf {len(self.records)} stukken; verwacht zijn er minstens {self.expected.minimum}"
            )
        if self.incomplete:
            self.missed.append(f"{self.incomplete} records missen een verplicht veld en zijn overgeslagen")

    # Files -------------------------------------------------------------------

    def _requests(self, record: sru.Record, names: list[str], trouble: str = "") -> Iterator[Request]:
        """Ask for the first manifestation in ``names`` that there is; ``trouble``: how one before failed."""
        for at, name in enumerate(names):
            if url := record.manifestations.get(name):
                yield self._file(
                    url,
                    record,
                    self.parse_body,
                    media_type=self.expected.manifestations[name],
                    rest=names[at + 1 :],
                )
                return
        self._lose(record, record.url, trouble or "geen uitvoering van dit stuk die gelezen kan worden")

    def _file(self, url: str, record: sru.Record, callback: object, **more: object) -> Request:
        return self.file_request(
            url,
            callback=callback,
            errback=partial(self.on_error, url=url, record=record),
            priority=0 if callback == self.parse_body else 10,
            cb_kwargs={"record": record, **more},
        )

    def parse_body(
        self, response: Response, record: sru.Record, media_type: str, rest: list[str]
    ) -> Iterator[Request]:
        """Take a paper's file; when it is whole, ask for its metadata or hand it over.

        One that is gone or is not what it says is asked for in the next manifestation; a fault that may pass
        is not: the better file comes the next time.
        """
        trouble = self.trouble(response, media_type)
        if trouble:
            if rest and response.status in (200, *_GONE):
                yield from self._requests(record, rest, trouble)
            else:
                self._lose(record, response.url, trouble)
            return
        paper = self._paper(response, record, media_type)
        url = record.manifestations.get("metadata")
        if url is None:
            self.put(paper)
            return
        yield self._file(url, record, self.parse_metadata, paper=paper)

    def parse_metadata(self, response: Response, record: sru.Record, paper: FetchedPaper) -> None:
        """Take a paper's metadata.xml and hand the paper over; without it, the paper waits for a next run."""
        trouble = self.trouble(response, "application/xml")
        if trouble:
            self._lose(record, response.url, f"metadata van {paper.identifier}: {trouble}")
            return
        self.put(replace(paper, metadata=response.body))

    def _paper(self, response: Response, record: sru.Record, media_type: str) -> FetchedPaper:
        committees = [d.committee for n in record.dossiers if (d := self.topics.dossier(n)) and d.committee]
        return FetchedPaper(
            identifier=record.identifier,
            official=self._own_identifier(response, record),
            url=self.config.published(response.url),
            preferred_url=record.preferred_url,
            media_type=media_type,
            body=response.body,
            metadata=None,
            headers=self.headers_of(response),
            fetched_at=self.now(),
            modified=record.modified,
            reasons=tuple(self.reasons[record.identifier]),
            title=record.title,
            date=record.date,
            published=record.available,
            committee=committees[0] if committees else None,
            dossiers=record.dossiers,
            main=record.main,
        )

    def _own_identifier(self, response: Response, record: sru.Record) -> str:
        """The identifier under which the file is kept: another than asked when redirected there."""
        if "redirect_urls" in response.meta:
            stem = PurePosixPath(urlsplit(response.url).path).stem.lower()
            if sru.is_identifier(stem) and stem != record.identifier:
                self.strange[f"{record.identifier} is verplaatst naar {stem}"] += 1
                return stem
        return record.identifier

    # Reporting ---------------------------------------------------------------

    def on_error(self, failure: Failure, url: str, record: sru.Record) -> None:
        """A file that could not be fetched."""
        self._lose(record, url, failures.explain(failure.value))

    def _lose(self, record: sru.Record, url: str, message: str) -> None:
        self.lose(
            Unread(
                identifier=record.identifier,
                url=url,
                message=message,
                title=record.title,
                date=str(record.date) if record.date else None,
                dossiers=record.dossiers,
                official=record.identifier,
            )
        )
