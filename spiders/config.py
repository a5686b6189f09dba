"""What to crawl and how: one crawl's settings, the followed subject, and what is expected of the source."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from dataclasses import asdict, dataclass, fields
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

SOURCE = "officiele_bekendmakingen"
OFFICIAL_URL = "https://repository.overheid.nl"
_DOSSIER = re.compile(r"(?:\d{5}|[IVXLCDM]+)(?:-[0-9A-Z]+)?\Z")


class ConfigError(ValueError):
    """The configuration can't be used; the message is one Dutch line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlConfig:
    """Settings of one crawl. Raises ConfigError for values that can't be right."""

    contact: str
    """Mail address or web page, sent with every request so that the source can reach us."""
    spool: Path
    """Folder where fetched papers wait until the sink has taken them; may outlive a crawl."""
    today: dt.date
    """Up to and including this day; what a complete crawl reports as read."""
    base_url: str = OFFICIAL_URL
    public_url: str = ""
    """Under which address the files are publicly known, when that is not ``base_url`` (a mirror, a demo)."""
    topics: Path | None = None
    """An onderwerpen.toml; None for the one that comes along."""
    delay: float = 1.0
    """Seconds between requests."""
    timeout: float = 180.0
    """Seconds; searching the index can take two minutes."""
    retries: int = 3
    retry_wait: float = 5.0
    """Seconds before the first retry, doubled each time; the source's Retry-After goes before."""
    longest_wait: float = 300.0
    """Never wait longer than this many seconds before a retry."""
    page_size: int = 100
    wall: int = 10_000
    """Record positions from which the index does not answer."""
    max_bytes: int = 64 * 1024 * 1024
    overlap_days: int = 7
    """How many days before ``since`` are asked again: the index may lag behind its own stamps."""

    def __post_init__(self) -> None:
        for name in ("base_url", "public_url"):
            url = getattr(self, name)
            if url and (urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname):
                raise ConfigError(f"{name} {url!r} is geen webadres (http of https)")
        if not self.contact.strip():
            raise ConfigError(
                "contact is leeg: vul een mailadres of webpagina in waar de bron u kan bereiken"
            )
        if self.delay < 0 or self.timeout <= 0 or self.retries < 0 or not 0 < self.page_size <= 1000:
            raise ConfigError("delay, timeout, retries of page_size is geen bruikbaar getal")

    @property
    def hosts(self) -> frozenset[str]:
        """The only hosts (with port) that may be contacted."""
        return frozenset({urlsplit(self.base_url).netloc.lower()})

    def published(self, url: str) -> str:
        """The public address of a file that was fetched from ``base_url``."""
        if self.public_url and url.startswith(self.base_url):
            return self.public_url.rstrip("/") + url.removeprefix(self.base_url.rstrip("/"))
        return url

    def to_json(self) -> str:
        """As text, for the process that crawls."""
        return json.dumps(asdict(self), default=str, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> CrawlConfig:
        """The settings written by ``to_json``."""
        values = json.loads(text)
        values["spool"] = Path(values["spool"])
        values["topics"] = Path(values["topics"]) if values["topics"] else None
        values["today"] = dt.date.fromisoformat(values["today"])
        return cls(**values)


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier to follow. ``committee`` is the one that handles it, None when not known."""

    number: str
    title: str
    committee: str | None


@dataclass(frozen=True, slots=True)
class Topics:
    """A followed subject: what an onderwerpen.toml says."""

    name: str
    since: dt.date
    """Papers dated before this day are left alone."""
    dossiers: tuple[Dossier, ...]
    terms: tuple[str, ...]
    publications: tuple[str, ...]
    """Publicatienamen that are read ("Kamerstuk", "Kamervragen (Aanhangsel)", ...)."""
    kinds_skipped: tuple[str, ...]
    """Values of dcterms:type that are left out ("Bijlage")."""

    def dossier(self, number: str) -> Dossier | None:
        """The followed dossier of that number."""
        return next((d for d in self.dossiers if d.number == number), None)


@dataclass(frozen=True, slots=True)
class Expectations:
    """What the source is known to send: data/officiele_bekendmakingen.toml."""

    elements: frozenset[str]
    ignored_elements: frozenset[str]
    manifestations: dict[str, str]
    """Manifestation to media type, the preferred first; only those that can be read as a paper."""
    ignored_manifestations: frozenset[str]
    statuses: frozenset[str]
    types: frozenset[str]
    required: tuple[str, ...]
    """Fields every record must have."""
    minimum: int
    """Least number of records a first crawl of a subject should list."""
    shortfall: float
    """Largest part of the claimed number of records that may fail to come."""


def _only(table: dict[str, Any], known: set[str], where: str) -> None:
    if unknown := sorted(set(table) - known):
        raise ConfigError(f"{where}: onbekende sleutel {', '.join(unknown)}")


def _dossier(row: dict[str, Any], where: str) -> Dossier:
    _only(row, {"nummer", "titel", "commissie", "bron", "zekerheid"}, where)
    if not _DOSSIER.match(str(row.get("nummer", ""))):
        raise ConfigError(f"{where}: {row.get('nummer')!r} is geen dossiernummer (zoals 30821 of 36600-VI)")
    return Dossier(row["nummer"], row.get("titel", ""), row.get("commissie"))


def load_topics(path: Path | None = None) -> Topics:
    """Read an onderwerpen.toml. Raises ConfigError (one Dutch line) when it can't be used."""
    source = path or Path(str(resources.files("spiders") / "data" / "onderwerpen.toml"))
    try:
        table = tomllib.loads(source.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{source}: niet te lezen ({error})") from error
    where = source.name
    _only(table, {"onderwerp", "dossier", "zoekterm", "soorten"}, where)
    topic, kinds = table.get("onderwerp", {}), table.get("soorten", {})
    _only(topic, {"naam", "sinds"}, f"{where}, [onderwerp]")
    _only(kinds, {"publicaties", "overslaan"}, f"{where}, [soorten]")
    for row in table.get("zoekterm", []):
        _only(row, {"tekst", "bron"}, f"{where}, [[zoekterm]]")
    terms = tuple(str(row.get("tekst", "")).strip() for row in table.get("zoekterm", []))
    dossiers = tuple(_dossier(row, f"{where}, [[dossier]]") for row in table.get("dossier", []))
    if not isinstance(topic.get("sinds"), dt.date) or not topic.get("naam") or not (dossiers or terms):
        raise ConfigError(f"{where}: naam, sinds (een dag) en minstens één dossier of zoekterm zijn nodig")
    if any(not term or '"' in term for term in terms) or not kinds.get("publicaties"):
        raise ConfigError(f"{where}: een lege zoekterm, een aanhalingsteken erin, of geen publicaties")
    return Topics(
        topic["naam"],
        topic["sinds"],
        dossiers,
        terms,
        tuple(kinds["publicaties"]),
        tuple(kinds.get("overslaan", ())),
    )


def load_expectations() -> Expectations:
    """Read data/officiele_bekendmakingen.toml. Raises ConfigError when a key is missing or unknown."""
    path = resources.files("spiders") / "data" / "officiele_bekendmakingen.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    names = {f.name for f in fields(Expectations)}
    if set(table) != names:
        raise ConfigError(
            f"officiele_bekendmakingen.toml: sleutels {sorted(set(table) ^ names)} kloppen niet"
        )
    sets = {"elements", "ignored_elements", "ignored_manifestations", "statuses", "types"}
    values: dict[str, Any] = {key: frozenset(table[key]) if key in sets else table[key] for key in names}
    values["required"] = tuple(table["required"])
    return Expectations(**values)
