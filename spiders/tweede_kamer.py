"""The Tweede Kamer's open data: every page of its SyncFeed since the last run, then the files to read.

The feed can't be asked for a subject. Its pages are handed over as they come, each with the place after its
last entry; what is followed among them is decided where they are stored, and comes back as files to fetch.
"""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from scrapy.http import Request

from spiders import failures
from spiders.base import SourceSpider
from spiders.items import FetchedPaper, Unread
from spiders.tweede_kamer_feed import FeedError, parse_page
from spiders.tweede_kamer_kinds import expectations

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from scrapy.http import Response
    from twisted.python.failure import Failure

    from db.kamer_follow import WantedFile
    from spiders.tweede_kamer_feed import Page
    from spiders.tweede_kamer_kinds import Kind

FEED, FILES = "/SyncFeed/2.0/Feed", "/SyncFeed/2.0/Resources/"
ENTITIES = "/SyncFeed/2.0/Entiteiten/"
ATOM = "application/atom+xml"
LETTER_PAGE = "https://www.tweedekamer.nl/kamerstukken/brieven_regering/detail?id={0}&did={0}"
_TRIES = 2
"""How often a page that came broken is asked for in one run."""
_REFUSED = (400, 404, 410)
"""What an answer may be to a place in the feed that it does not know any more."""


class TweedeKamer(SourceSpider):
    """Reads the feed from where it was left, category by category, and fetches the files of its order."""

    name = "tweede_kamer"

    async def start(self) -> AsyncIterator[Request]:
        """Read the feed, unless this is a follow-up; then ask for the files."""
        for name in self.order.wanted:
            await self._read_again(name)
        self.listed = True if self.order.follow_up else await self._read_all()
        for wanted in self.order.files:
            if self.order.known.get(wanted.identifier) != wanted.stamp:
                yield self._file(wanted)

    # The feed ----------------------------------------------------------------

    async def _read_all(self) -> bool:
        """Read all categories; one that fails does not stop the others, two in a row do."""
        complete, before = True, True
        for kind in expectations().kinds:
            done = await self._read(kind)
            if not done and not before:
                return False
            complete, before = complete and done, done
        return complete

    async def _read(self, kind: Kind) -> bool:
        """Read one category to its end; False when that failed: the next run goes on where this one got."""
        place = self.order.progress.get(kind.category, "")
        start = self.topics.starts.get(kind.category, "")
        if start and not place:
            self.strange[
                f"{kind.category} begint bij skiptoken {start}; wat ervoor ligt, wordt niet gelezen"
            ] += 1
        done = await self._read_from(kind, place or start, first_crawl=not (place or start))
        if done is not None:
            return done
        self.strange[f"{kind.category}: de feed kent skiptoken {place} niet meer; alles wordt herlezen"] += 1
        return bool(await self._read_from(kind, "", first_crawl=True))

    async def _read_from(self, kind: Kind, place: str, *, first_crawl: bool) -> bool | None:
        """As ``_read``, from ``place`` on; None when the feed does not know that place."""
        entries, begin = 0, place
        while True:
            url = self._url(kind, place)
            may_refuse = place == begin and place == self.order.progress.get(kind.category)
            found = await self._page(url, refusals=_REFUSED if may_refuse else ())
            if found is None:
                return False
            response, page = found
            if page is None:
                return None
            self.strange.update(page.strange)
            if page.checkpoint is None:
                self._judge_end(kind, place, page)
                break
            if place and int(page.checkpoint) <= int(place):
                self.fail(url, "de feed bladert niet verder")
                return False
            entries += page.entries
            self._hand_over(kind, place, response, page)
            place = page.checkpoint
            if not page.more:
                break
        least = expectations().minimum.get(kind.category, 0)
        if first_crawl and entries < least:
            self.missed.append(f"{kind.category}: {entries} rijen; verwacht zijn er minstens {least}")
        return True

    def _judge_end(self, kind: Kind, place: str, page: Page) -> None:
        """An empty page is the end, unless it points back: a feed that counts anew would stay empty."""
        if place and page.onward is not None and int(page.onward) < int(place):
            self.missed.append(
                f"{kind.category}: de feed wijst van {place} terug naar {page.onward}; telt zij opnieuw?"
            )

    async def _read_again(self, name: str) -> None:
        """Ask for one row by name ("Document <guid>") that could not be read when the feed listed it."""
        part, _, identifier = name.partition(" ")
        url = f"{self.config.base_url.rstrip('/')}{ENTITIES}{identifier}"
        message = ""
        try:
            response = await self.download(self.file_request(url))
            if response.status == 200:
                parse_page(response.body)
            else:
                message = failures.explain_status(response.status)
        except FeedError as error:
            message = str(error)
        except Exception as error:  # noqa: BLE001  every failure of the downloader becomes a row of the report
            message = failures.explain(error)
        if message:
            self.lose(Unread(identifier=name, url=url, message=message))
            return
        place = self.order.progress.get(part, "0")
        self.put(self.page(response, f"{name} opnieuw", part=part, checkpoint=place, media_type=ATOM))

    def _url(self, kind: Kind, place: str) -> str:
        query = {"skiptoken": place} if place else {}
        return f"{self.config.base_url.rstrip('/')}{FEED}?{urlencode(query | {'category': kind.category})}"

    async def _page(self, url: str, refusals: tuple[int, ...] = ()) -> tuple[Response, Page | None] | None:
        """A page; one that came broken is asked for once more. A failure is reported and gives None.

        An answer with a status of ``refusals`` has no page.
        """
        for again in range(_TRIES):
            response = await self.fetch(Request(url, dont_filter=True), refusals)
            if response is None:
                return None
            if response.status in refusals:
                return response, None
            try:
                return response, parse_page(response.body)
            except FeedError as error:
                self.logger.warning("%s: %s", url, error)
                if again + 1 == _TRIES:
                    self.fail(url, str(error))
        return None

    def _hand_over(self, kind: Kind, place: str, response: Response, page: Page) -> None:
        name = f"{kind.category} vanaf {place or 'het begin'}"
        onward = page.checkpoint or place
        self.put(self.page(response, name, part=kind.category, checkpoint=onward, media_type=ATOM))

    # Files -------------------------------------------------------------------

    def _file(self, wanted: WantedFile) -> Request:
        url = f"{self.config.base_url.rstrip('/')}{FILES}{wanted.identifier}"
        return self.file_request(
            url,
            callback=self.parse_file,
            errback=partial(self.on_error, wanted=wanted, url=url),
            cb_kwargs={"wanted": wanted},
        )

    def parse_file(self, response: Response, wanted: WantedFile) -> None:
        """Hand a file over when it is whole, as large as announced, and of the kind announced."""
        trouble = self.trouble(response, expectations().media_types.get(wanted.media_type, wanted.media_type))
        if trouble is None and wanted.size is not None and len(response.body) != wanted.size:
            trouble = f"het bestand is {len(response.body)} bytes; aangekondigd zijn er {wanted.size}"
            self.diary.fail(response.url)
        if trouble:
            self._lose(wanted, response.url, trouble)
            return
        self.put(self._paper(response, wanted))

    def _paper(self, response: Response, wanted: WantedFile) -> FetchedPaper:
        url = self.config.published(response.url)
        letter = wanted.kind in expectations().letter_kinds and not self.config.public_url
        return FetchedPaper(
            identifier=wanted.identifier,
            url=url,
            preferred_url=LETTER_PAGE.format(wanted.number) if letter else url,
            media_type=expectations().media_types[wanted.media_type],
            body=response.body,
            metadata=None,
            headers=self.headers_of(response),
            fetched_at=self.now(),
            modified=wanted.stamp,
            reasons=wanted.reasons,
            title=wanted.title,
            date=dt.date.fromisoformat(wanted.date) if wanted.date else None,
            committee=wanted.committee,
            dossiers=(wanted.dossier,) if wanted.dossier else (),
            official=wanted.official,
            reference=wanted.reference,
            ministry=wanted.ministry,
            kind=wanted.kind,
        )

    def on_error(self, failure: Failure, wanted: WantedFile, url: str) -> None:
        """A file that could not be fetched."""
        self._lose(wanted, url, failures.explain(failure.value))

    def _lose(self, wanted: WantedFile, url: str, message: str) -> None:
        self.lose(
            Unread(
                identifier=wanted.identifier,
                url=url,
                message=message,
                title=wanted.title,
                date=wanted.date,
                dossiers=(wanted.dossier,) if wanted.dossier else (),
                ministry=wanted.ministry,
                official=wanted.official,
            )
        )
