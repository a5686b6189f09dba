"""What is set outside the command line: where the database is, and whom a source can reach."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from kamerwacht import __version__

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
EXTRACTOR = f"kamerwacht {__version__}"
"""Written beside everything that was read: with which version."""


@dataclass(frozen=True, slots=True)
class Store:
    """The database and the folders beside it."""

    database: Path

    @property
    def raw(self) -> Path:
        """Where the bytes are kept as they came in."""
        return self.database.parent / "ruw"

    @property
    def calendar(self) -> Path:
        """The own calendar that goes with it, whether it is there or not."""
        return self.database.parent / "kalender.toml"

    @property
    def cabinets(self) -> Path:
        """The own list of cabinets and office holders that goes with it, whether it is there or not."""
        return self.database.parent / "kabinetten.toml"

    @property
    def corrections(self) -> Path:
        """People's corrections: KAMERWACHT_CORRECTIES, else correcties.toml beside the database."""
        return Path(
            os.environ.get("KAMERWACHT_CORRECTIES") or self.database.parent / "correcties.toml"
        ).absolute()

    @property
    def beside(self) -> tuple[Path, ...]:
        """What the operator keeps beside the database and goes where it goes, as far as it is there."""
        own = (self.calendar, self.cabinets, self.corrections)
        return tuple(path for path in own if path.parent == self.database.parent and path.exists())

    @property
    def published(self) -> Path:
        """The database that readers have open; ``update`` lets it follow the one that is worked on."""
        return self.database.parent / "publiek" / self.database.name

    @property
    def backups(self) -> Path:
        """Where whole, checked copies are kept."""
        return self.database.parent / "reserve"

    @property
    def reports(self) -> Path:
        """One line of JSON for each run of ``update``."""
        return self.database.with_name("verslagen.jsonl")

    def spool(self, source: str) -> Path:
        """Where a crawl of ``source`` leaves papers until they are stored."""
        return self.database.parent / "wachtrij" / source


def store(database: Path | None) -> Store:
    """The store named on the command line, else by KAMERWACHT_DB, else kamerwacht.db in this folder."""
    return Store((database or Path(os.environ.get("KAMERWACHT_DB") or "kamerwacht.db")).absolute())


def calendar_file(place: Store | None = None) -> Path | None:
    """The own calendar: named by KAMERWACHT_KALENDER, else kalender.toml beside the database, if any."""
    named = os.environ.get("KAMERWACHT_KALENDER", "").strip()
    if named:
        return Path(named)
    return place.calendar if place is not None and place.calendar.exists() else None


def contact() -> str | None:
    """Mail address or web page from KAMERWACHT_CONTACT; None when it is not set."""
    return os.environ.get("KAMERWACHT_CONTACT", "").strip() or None


def now() -> str:
    """This moment in UTC, ``JJJJ-MM-DDTHH:MM:SSZ``."""
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def today() -> dt.date:
    """This day in Amsterdam."""
    return dt.datetime.now(AMSTERDAM).date()
