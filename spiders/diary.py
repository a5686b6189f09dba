"""What was asked today, remembered across runs and kills: requests per host, failures per address.

A request is a byte at the end of a file of its host and day, a failure a line in the file of the day: nothing
can be half written, and nothing needs a lock.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

KEPT_DAYS = 3
_PLAIN = re.compile(r"[^a-z0-9.-]+")
_FAILED = "mislukt"


class Diary:
    """The day's requests and failures, in ``folder``."""

    def __init__(self, folder: Path, today: dt.date) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.day = today
        self._sweep()
        failed = self._file(_FAILED)
        lines = failed.read_text(encoding="utf-8").splitlines() if failed.exists() else []
        self.failures = Counter(lines)

    def asked(self, host: str) -> int:
        """How many requests ``host`` has had today."""
        path = self._file(host)
        return path.stat().st_size if path.exists() else 0

    def ask(self, host: str) -> None:
        """Count a request."""
        with self._file(host).open("ab") as file:
            file.write(b".")

    def fail(self, url: str) -> None:
        """Note that ``url`` failed."""
        self.failures[url] += 1
        with self._file(_FAILED).open("a", encoding="utf-8") as file:
            file.write(url + "\n")

    def hold(self, host: str, until: dt.datetime) -> None:
        """Note that ``host`` asked to be left alone until then."""
        self._held(host).write_text(until.isoformat(), encoding="ascii")

    def held(self, host: str, now: dt.datetime) -> dt.datetime | None:
        """Until when ``host`` is to be left alone; None when it is not."""
        try:
            until = dt.datetime.fromisoformat(self._held(host).read_text(encoding="ascii"))
        except (OSError, ValueError):
            return None
        return until if now < until else None

    def _held(self, host: str) -> Path:
        return self.folder / f"wacht-{_PLAIN.sub('_', host.lower())}"

    def _file(self, name: str) -> Path:
        return self.folder / f"{self.day}-{_PLAIN.sub('_', name.lower())}"

    def _sweep(self) -> None:
        oldest = (self.day - dt.timedelta(days=KEPT_DAYS)).isoformat()
        for path in self.folder.iterdir():
            if path.name[:10] < oldest:
                path.unlink(missing_ok=True)
