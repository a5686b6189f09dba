"""An installed Chromium on the site, for the browser tests: what it shows, asks, logs, and what axe finds."""

from __future__ import annotations

import os
import shutil
import threading
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from playwright.sync_api import sync_playwright

import publish

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def installed() -> str:
    """The path of a browser; without one this fails in CI (CI=true) and skips elsewhere."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail("geen chromium gevonden, en in CI mag hij niet ontbreken")
    pytest.skip("geen chromium geïnstalleerd")


def launched() -> Iterator[Browser]:
    """The browser, for as long as the caller iterates."""
    path = installed()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


def served(database: Path) -> str:
    """The address of the site on ``database``, served by a thread of this process."""
    urls: Queue[str] = Queue()
    options = {"port": 0, "ready": urls.put}
    threading.Thread(target=publish.serve, args=(database,), kwargs=options, daemon=True).start()
    return urls.get(timeout=30).rstrip("/")


@dataclass
class Visit:
    """One open page of the browser and what went wrong on it."""

    page: Page
    home: str
    troubles: list[str] = field(default_factory=list)

    def watch(self) -> Visit:
        """Note errors in the console and requests to another host."""
        self.page.on("console", lambda line: self._note(line.type in ("error", "warning"), line.text))
        self.page.on("pageerror", lambda error: self._note(True, str(error)))  # noqa: FBT003
        host = urlsplit(self.home).netloc
        self.page.on("request", lambda asked: self._note(urlsplit(asked.url).netloc != host, asked.url))
        return self

    def _note(self, wrong: bool, text: str) -> None:  # noqa: FBT001
        if wrong:
            self.troubles.append(text)

    def open(self, path: str) -> None:
        """Go to ``path`` and wait until it is there."""
        self.page.goto(self.home + path, wait_until="load")

    def fits(self) -> bool:
        """Whether nothing sticks out of the window sideways."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))

    def violations(self) -> list[str]:
        """What axe-core finds against WCAG 2.2 A and AA, one line each."""
        # Through the debugger, because the policy of the site allows no script at all.
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.read_text(encoding="utf-8") + "\n;0")
        found: dict[str, Any] = self.page.evaluate(
            "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})",
            RULES,
        )
        return [f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"]]
