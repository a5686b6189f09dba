"""How far a refresh is: a line that changes on a terminal, else a line of JSON now and then."""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING, TextIO

from kamerwacht import config
from spiders import FetchedPaper, sources

if TYPE_CHECKING:
    from spiders import Item

_TERMINAL_SECONDS = 0.2
_LOG_SECONDS = 30.0


class Progress:
    """Tells of one source's refresh on ``stream`` (stderr); without ``logging`` on a terminal only."""

    def __init__(self, source: str, *, logging: bool = False, stream: TextIO | None = None) -> None:
        self.source = source
        self.label = sources()[source].label
        self.stream = stream or sys.stderr
        self.terminal = self.stream.isatty()
        self.logging = logging and not self.terminal
        self.began = self.told = time.monotonic()
        self.papers = self.items = 0

    def log(self, event: str, **facts: object) -> None:
        """A line of the structured log."""
        if self.logging:
            values = {"tijd": config.now(), "bron": self.source, "gebeurtenis": event, **facts}
            self.stream.write(json.dumps(values, ensure_ascii=False, default=str) + "\n")
            self.stream.flush()

    def took(self, item: Item) -> None:
        """Count an item; tell when it is time."""
        self.items += 1
        self.papers += isinstance(item, FetchedPaper)
        moment = time.monotonic()
        if moment - self.told < (_TERMINAL_SECONDS if self.terminal else _LOG_SECONDS):
            return
        self.told = moment
        if self.terminal:
            pace = self.papers / max(moment - self.began, 0.001) * 60
            self.stream.write(f"\r\x1b[K{self.label}: {self.papers} stukken ({pace:.0f} per minuut)")
            self.stream.flush()
        else:
            self.log("voortgang", stukken=self.papers, items=self.items, seconden=round(moment - self.began))

    def done(self) -> None:
        """Clear the terminal's line: the report follows."""
        if self.terminal:
            self.stream.write("\r\x1b[K")
            self.stream.flush()
