"""The Eerste Kamer's register of promises: its pages are kept raw, until a real one has been seen.

Nothing is read from them. ``kamerwacht import-register`` fills the register from a file.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapy.http import Request

from spiders import failures
from spiders.base import SourceSpider
from spiders.expectations import load_expectations

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from scrapy.http import Response


@dataclass(frozen=True, slots=True)
class Pages:
    """data/eerste_kamer.toml."""

    pages: tuple[str, ...]
    """Paths below the source's address."""


class EersteKamer(SourceSpider):
    """Fetches each page that changed."""

    name = "eerste_kamer"

    async def start(self) -> AsyncIterator[Request]:
        """Ask for each page, conditionally where the page gave something to ask by."""
        pages = load_expectations(self.name, Pages).pages
        done = [await self._page(path) for path in pages]
        self.listed = all(done)
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request

    async def _page(self, path: str) -> bool:
        url = f"{self.config.base_url.rstrip('/')}{path}"
        before = self.order.progress.get(path, "")
        headers = {"If-None-Match": before} if before.startswith(('"', "W/")) else {}
        try:
            response = await self.download(Request(url, headers=headers, dont_filter=True))
        except Exception as error:  # noqa: BLE001  every failure of the downloader becomes a row of the report
            self.fail(url, failures.explain(error))
            return False
        if response.status not in (200, 304):
            self.fail(url, failures.explain_status(response.status))
            return False
        stamp = self._stamp(response)
        if response.status == 304 or stamp == before:
            self.unchanged += 1
        else:
            self.put(self.page(response, path, part=path, checkpoint=stamp, media_type="text/html"))
        return True

    def _stamp(self, response: Response) -> str:
        """By what the page is known: its ETag, else its bytes."""
        tag = response.headers.get(b"ETag")
        return tag.decode("latin-1") if tag else hashlib.sha256(response.body).hexdigest()
