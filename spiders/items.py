"""What a spider hands over: one paper as fetched, and what became of a crawl."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedPaper:
    """A paper as it came over the line; nothing in it is interpreted."""

    identifier: str
    """The source's own, lower case ("kst-30821-258")."""
    url: str
    """Where the file is publicly found."""
    preferred_url: str | None
    """The page the source wants people to be sent to."""
    media_type: str
    body: bytes
    metadata: bytes | None
    """The source's own metadata file, when there is one."""
    headers: dict[str, str]
    """Response headers of the file, names in lower case."""
    fetched_at: dt.datetime
    """UTC."""
    modified: str
    """The source's stamp of the last change, compared for equality only."""
    reasons: tuple[str, ...]
    """Why it was picked: "dossier 30821", "zoekterm statelijke dreigingen"."""
    title: str
    date: dt.date | None
    published: dt.date | None = None
    committee: str | None = None
    """The committee that follows the dossier, where the configuration names it."""
    dossiers: tuple[str, ...] = ()
    main: str | None = None
    """For an annexe: the identifier of the paper it belongs to."""


@dataclass(frozen=True, slots=True)
class CrawlReport:
    """What a crawl did. ``failed`` holds (url, one Dutch line); the other lists are Dutch lines too."""

    requests: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)
    read_until: dt.date | None = None
    """The last day up to which all was read; None when anything failed."""
    expectations_missed: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What the source showed that is not known yet: handled, but worth a look."""
    seconds: float = 0.0
