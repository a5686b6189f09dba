"""Letters to parliament on the day they are sent: the open data of rijksoverheid.nl.

The list tells what changed; each letter's own page tells which ministry sent it and its files. What is
not about the subject and not from a followed ministry is noted and left, so that it isn't asked for again.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urljoin

from scrapy.http import Request

from spiders import failures
from spiders.base import SourceSpider
from spiders.expectations import load_expectations
from spiders.items import WITHDRAWN, FetchedPaper, Skipped, Unread, Withdrawn
from spiders.rijksoverheid_feed import (
    Detail,
    FeedError,
    FeedExpectations,
    File,
    Listed,
    Notes,
    is_letter,
    parse_detail,
    parse_list,
    path_day,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from scrapy.http import Response
    from twisted.python.failure import Failure

_LIST = "/v1/sources/rijksoverheid/documents"
_MOST_ROWS = 200
_OVERLAP = dt.timedelta(days=1)
"""``lastmodifiedsince`` counts whole days, and its zone is not documented."""
_ANNEX = "Bijlage"


@dataclass(slots=True)
class _Letter:
    """A letter whose files are being fetched: handed over whole, its annexes before itself."""

    detail: Detail
    reasons: tuple[str, ...]
    waiting: list[tuple[str, File]]
    papers: list[FetchedPaper] = field(default_factory=list)


class Rijksoverheid(SourceSpider):
    """Crawls the letters to parliament of all ministries."""

    name = "rijksoverheid"

    def __init__(self, config: str, order: str) -> None:
        super().__init__(config, order)
        self.expected = load_expectations(self.name, FeedExpectations)
        self.notes = Notes(Counter())
        self.strange = self.notes.strange
        self.letters: dict[str, Listed] = {}
        self.total = 0

    # Listing -----------------------------------------------------------------

    async def start(self) -> AsyncIterator[Request]:
        """List all that changed, then ask for each letter that is new or changed."""
        begin = self._begin()
        self.listed = begin is None or await self._list(begin)
        self._judge_listing()
        wanted = [identifier.partition("/")[0] for identifier in self.order.wanted]
        for identifier in dict.fromkeys([*self.letters, *wanted, *self._lost()]):
            listed = self.letters.get(identifier)
            if listed is not None and self._is_known(listed):
                self.unchanged += 1
            else:
                yield self._detail_request(identifier, listed)

    def _lost(self) -> list[str]:
        """Known letters that a whole listing no longer has: their own page tells whether they are gone."""
        if not self.listed or self.missed or self.order.since is not None or self.order.follow_up:
            return []
        first = str(self.topics.since + _OVERLAP)  # what changed before is not in the list
        stamps = self.order.known.items()
        known = {name for name, stamp in stamps if "/" not in name and stamp != WITHDRAWN and stamp >= first}
        lost = sorted(known - self.letters.keys())
        return lost if self.believe_gone(len(lost), len(known), "de lijst") else []

    def _begin(self) -> dt.date | None:
        """From which day of change on to list; None when there is nothing to list."""
        fresh = [self.order.ministries[code] for code in self.order.new_ministries]
        if self.order.follow_up:
            return max(min(fresh), self.topics.since) if fresh else None
        if self.order.since is None:
            return self.topics.since
        return max(min([self.order.since - _OVERLAP, *fresh]), self.topics.since)

    def _is_known(self, listed: Listed) -> bool:
        """Whether it is stored, or was looked at and there is still no reason to pick it."""
        if self.order.known.get(listed.identifier) == listed.modified:
            return True
        stamp, ministries = self.order.skipped.get(listed.identifier, ("", ()))
        return stamp == listed.modified and not self._followed(ministries)

    def _followed(self, ministries: tuple[str, ...], day: dt.date | None = None) -> list[str]:
        """Why letters of these ministries are picked."""
        found = [f"ministerie {code}" for code in ministries if code in self.topics.ministries]
        for code in ministries:
            since = self.order.ministries.get(code)
            if since is not None and (day is None or day >= since):
                found.append(f"volgt toezegging van {code}")
        return found

    async def _list(self, begin: dt.date) -> bool:
        offset, rows = 0, min(self.config.page_size * 2, _MOST_ROWS)
        seen: set[str] = set()
        while True:
            query = urlencode({"rows": rows, "offset": offset, "lastmodifiedsince": begin.strftime("%Y%m%d")})
            url = f"{self.config.base_url.rstrip('/')}{_LIST}?{query}"
            response = await self.fetch(Request(url, dont_filter=True))
            if response is None:
                return False
            try:
                found, count = parse_list(response.body, self.expected, self.notes)
            except FeedError as error:
                self.fail(url, str(error))
                return False
            if not count:
                return True
            fresh = {listed.identifier for listed in found} - seen
            if found and not fresh:
                self.fail(url, "de lijst bladert niet verder: dezelfde stukken komen terug")
                return False
            seen |= fresh
            self.total += count
            for listed in found:
                if is_letter(listed, self.expected, self.notes):
                    self.letters[listed.identifier] = listed
            offset += count

    def _judge_listing(self) -> None:
        if self.listed and not self.letters and self.total >= self.expected.letters_within:
            self.missed.append(f"geen enkel Kamerstuk onder {self.total} stukken; heet de soort nu anders?")
        if self.notes.incomplete:
            self.missed.append(
                f"{self.notes.incomplete} stukken missen een verplicht veld en zijn overgeslagen"
            )

    # Letters -----------------------------------------------------------------

    def _detail_request(self, identifier: str, listed: Listed | None) -> Request:
        url = listed.data_url if listed else f"{self.config.base_url.rstrip('/')}{_LIST}/{identifier}"
        return self.file_request(
            url,
            callback=self.parse_detail,
            errback=partial(self.on_error, identifier=identifier, listed=listed),
            cb_kwargs={"identifier": identifier, "listed": listed},
        )

    def parse_detail(self, response: Response, identifier: str, listed: Listed | None) -> Iterator[Request]:
        """Read a letter's own page: pick it and ask for its files, or note that it is not picked."""
        if response.status in (404, 410) and identifier in self.order.known:
            for known, stamp in self.order.known.items():
                if known.partition("/")[0] == identifier and stamp != WITHDRAWN:
                    self.put(Withdrawn(identifier=known))
            return
        trouble = self.trouble(response, "application/xml")
        detail = None
        if not trouble:
            try:
                detail = parse_detail(response.body, self.expected, self.notes)
            except FeedError as error:
                trouble = str(error)
        if detail is None:
            self._lose(identifier, response.url, trouble or "", listed)
            return
        if listed is None and self.order.known.get(identifier) == detail.listed.modified:
            self.unchanged += 1
            return
        reasons = self._reasons(detail)
        if not reasons:
            self.put(
                Skipped(
                    identifier=identifier,
                    modified=detail.listed.modified,
                    title=detail.listed.title,
                    ministries=detail.ministries,
                )
            )
            return
        yield from self._files(detail, reasons)

    def _reasons(self, detail: Detail) -> tuple[str, ...]:
        words = f" {detail.words.casefold()} "
        found = [f"zoekterm {term}" for term in self.topics.terms if term.casefold() in words]
        found += self._followed(detail.ministries, detail.date)
        found += [why for key, why in self.order.wanted.items() if key.startswith(detail.listed.identifier)]
        return tuple(dict.fromkeys(found))

    def _files(self, detail: Detail, reasons: tuple[str, ...]) -> Iterator[Request]:
        """Ask for the letter, the first file, and its annexes, unless those are left out."""
        if not detail.files:
            self.strange["een Kamerstuk zonder bestand"] += 1
            self._lose(detail.listed.identifier, detail.listed.canonical, "er hoort geen bestand bij", detail)
            return
        identifier = detail.listed.identifier
        named = [(identifier, detail.files[0])]
        if _ANNEX not in self.topics.kinds_skipped:
            named += [(f"{identifier}/{n}", file) for n, file in enumerate(detail.files[1:], start=2)]
        yield self._next_file(_Letter(detail, reasons, list(reversed(named))))

    def _next_file(self, letter: _Letter) -> Request:
        file = letter.waiting[0][1]
        return self.file_request(
            self._at_source(file.url),
            callback=self.parse_file,
            errback=partial(self.on_file_error, letter=letter),
            priority=10,
            cb_kwargs={"letter": letter},
        )

    def _at_source(self, url: str) -> str:
        """The address of a file; one without a host belongs to the source."""
        return urljoin(self.config.base_url, url)

    def parse_file(self, response: Response, letter: _Letter) -> Iterator[Request]:
        """Take a file; when it was the last of its letter, hand all over."""
        identifier, file = letter.waiting[0]
        trouble = self.trouble(response, file.media_type)
        if trouble:
            self._lose(identifier, response.url, trouble, letter.detail)
        else:
            letter.papers.append(self._paper(response, letter, identifier, file))
        yield from self._go_on(letter)

    def _go_on(self, letter: _Letter) -> Iterator[Request]:
        letter.waiting.pop(0)
        if letter.waiting:
            yield self._next_file(letter)
            return
        for paper in letter.papers:
            self.put(paper)

    def _paper(self, response: Response, letter: _Letter, identifier: str, file: File) -> FetchedPaper:
        detail, annex = letter.detail, "/" in identifier
        return FetchedPaper(
            identifier=identifier,
            url=self.config.published(response.url),
            preferred_url=detail.listed.canonical,
            media_type=file.media_type,
            body=response.body,
            metadata=None,
            headers=self.headers_of(response),
            fetched_at=self.now(),
            modified=detail.listed.modified,
            reasons=letter.reasons,
            title=file.title if annex else detail.listed.title,
            date=detail.date,
            published=detail.published,
            ministry=detail.ministries[0] if detail.ministries else None,
            main=detail.listed.identifier if annex else None,
            kind=_ANNEX if annex else None,
        )

    # Reporting ---------------------------------------------------------------

    def on_error(self, failure: Failure, identifier: str, listed: Listed | None) -> None:
        """A letter's page that could not be fetched."""
        url = listed.data_url if listed else f"{self.config.base_url}{_LIST}/{identifier}"
        self._lose(identifier, url, failures.explain(failure.value), listed)

    def on_file_error(self, failure: Failure, letter: _Letter) -> Iterator[Request]:
        """A file that could not be fetched; the letter's other files still come."""
        identifier, file = letter.waiting[0]
        self._lose(identifier, file.url, failures.explain(failure.value), letter.detail)
        yield from self._go_on(letter)

    def _lose(self, identifier: str, url: str, message: str, about: Listed | Detail | None) -> None:
        listed = about.listed if isinstance(about, Detail) else about
        day = about.date if isinstance(about, Detail) else None
        ministries = about.ministries if isinstance(about, Detail) else ()
        self.lose(
            Unread(
                identifier=identifier,
                url=url,
                message=message,
                title=listed.title if listed else "",
                date=str(day or path_day(listed) or "") or None,
                ministry=ministries[0] if ministries else None,
            )
        )
