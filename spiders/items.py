"""What a spider hands over: papers, pages of data, withdrawals; and what became of a crawl."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt


WITHDRAWN = "ingetrokken"
"""The stamp by which a withdrawn paper is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedPaper:
    """A paper as it came over the line; nothing in it is interpreted."""

    identifier: str
    """The source's own, lower case ("kst-30821-258", a GUID)."""
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
    """Why it was picked: "dossier 30821", "zoekterm statelijke dreigingen", "volgt toezegging van JenV"."""
    title: str
    date: dt.date | None
    published: dt.date | None = None
    committee: str | None = None
    """The committee that follows the dossier, where the configuration names it."""
    dossiers: tuple[str, ...] = ()
    main: str | None = None
    """For an annexe: the identifier of the paper it belongs to."""
    official: str | None = None
    """The paper's official identifier ("kst-30821-258") where the source knows it; its key."""
    reference: str | None = None
    """The sender's reference number (kenmerk) where the source's listing has it."""
    ministry: str | None = None
    """Code of the sending ministry where the source's listing has it."""
    kind: str | None = None
    """Kind of paper where the source's listing has it, in the words of extract's Metadata.kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedPage:
    """A page of the source's own data (a feed, a register): kept raw, its rows stored by the source's taker.

    The page, its rows and ``checkpoint`` are stored together: a crawl that is cut off goes on from there.
    """

    identifier: str
    """What page this is, for people ("Toezegging vanaf 26700001")."""
    part: str
    """The part of the source whose progress this is ("Toezegging"); a key of ``Order.progress``."""
    checkpoint: str
    """From where to go on after this page, in the source's own words."""
    url: str
    media_type: str
    body: bytes
    headers: dict[str, str]
    fetched_at: dt.datetime
    """UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """The source has taken back a paper that it gave before; ``identifier`` is the source's own."""

    identifier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A paper that was looked at and not picked; noted, so that it isn't asked for again."""

    identifier: str
    modified: str
    title: str
    ministries: tuple[str, ...] = ()
    """Codes of the ministries that sent it: a reason to pick it later."""


Item = FetchedPaper | FetchedPage | Withdrawn | Skipped


@dataclass(frozen=True, slots=True)
class Counts:
    """What storing one item did, where the item itself does not tell (a page holds many rows)."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    failed: tuple[tuple[str, str], ...] = ()
    """Rows of a page that could not be read or stored: (address, one Dutch line)."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A paper that is listed and could not be fetched whole; None where the listing does not tell."""

    identifier: str
    url: str
    message: str
    title: str = ""
    date: str | None = None
    """ISO 8601."""
    dossiers: tuple[str, ...] = ()
    ministry: str | None = None
    official: str | None = None


@dataclass(slots=True)
class CrawlReport:
    """What a crawl did. ``failed`` holds (url, one Dutch line); the other lists are Dutch lines too."""

    requests: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    """The papers among ``failed``."""
    absent: list[str] = field(default_factory=list)
    """Identifiers that were wanted and that the source does not have."""
    read_until: dt.date | None = None
    """The last day up to which all was listed; None when listing failed. ``unread`` papers are apart."""
    expectations_missed: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What the source showed that is not known yet: handled, but worth a look."""
    reasons: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Why each paper that is listed unchanged is: an earlier listing may have failed in part."""
    progress: dict[str, str] = field(default_factory=dict)
    """Checkpoints that hold once everything before them has been stored."""
    seconds: float = 0.0
