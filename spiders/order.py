"""What one crawl is asked to do, from what the database already has: told to the crawling process."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db.kamer_follow import WantedFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The work of one crawl."""

    known: Mapping[str, str] = field(default_factory=dict)
    """Identifier to stamp of what is stored: not fetched again while the stamp is the same."""
    since: dt.date | None = None
    """List only what changed from that day; None lists the subject's whole history."""
    progress: Mapping[str, str] = field(default_factory=dict)
    """Part of the source to checkpoint, as FetchedPage and CrawlReport gave them."""
    ministries: Mapping[str, dt.date] = field(default_factory=dict)
    """Ministry code to day: all letters to parliament of that ministry from that day on are wanted."""
    new_ministries: frozenset[str] = frozenset()
    """Those of ``ministries`` whose letters have not been listed yet: ``since`` does not hold for them."""
    follow_up: bool = False
    """List only what an earlier crawl of the same run gave reason for: ``new_ministries`` and ``wanted``."""
    wanted: Mapping[str, str] = field(default_factory=dict)
    """Identifier to reason: single papers to fetch besides ("verwijzing in kst-30821-258")."""
    files: tuple[WantedFile, ...] = ()
    """Files of the Tweede Kamer to fetch; what they belong to came with its feed."""
    skipped: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    """Identifier to stamp and ministries of what was looked at before and not picked."""

    def to_json(self) -> str:
        """As text, for the process that crawls."""
        values = asdict(self) | {"new_ministries": sorted(self.new_ministries)}
        return json.dumps(values, default=str, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Order:
        """The order written by ``to_json``."""
        values = json.loads(text)
        values["since"] = dt.date.fromisoformat(values["since"]) if values["since"] else None
        values["ministries"] = {c: dt.date.fromisoformat(d) for c, d in values["ministries"].items()}
        values["new_ministries"] = frozenset(values["new_ministries"])
        values["files"] = _files(values["files"])
        values["skipped"] = {key: (stamp, tuple(codes)) for key, (stamp, codes) in values["skipped"].items()}
        return cls(**values)


def _files(rows: list[dict[str, Any]]) -> tuple[WantedFile, ...]:
    if not rows:  # importing db takes a crawl as long as Scrapy does, and few orders name a file
        return ()
    from db.kamer_follow import WantedFile  # noqa: PLC0415

    return tuple(WantedFile(**{**row, "reasons": tuple(row["reasons"])}) for row in rows)
