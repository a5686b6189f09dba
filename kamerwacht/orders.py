"""What a crawl is asked, derived from what the database already has."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import db
from kamerwacht import config, kamer
from spiders import CrawlConfig, Order, load_topics, sources

if TYPE_CHECKING:
    from sqlite_utils import Database

    from db.kamer_follow import WantedFile

SUBJECT = "onderwerp"
"""Part of a source's progress: the fingerprint of the onderwerpen.toml it was last listed whole for."""
WHOLE = "volledig"
"""Part of a source's progress: the day on which it was last listed whole."""
_MINISTRY = "ministerie "
WHOLE_AGAIN_DAYS = 30
"""After so many days all is listed again: what is withdrawn does not show in a list of changes."""


@dataclass(frozen=True, slots=True)
class Plan:
    """An order, and whether it widens what is followed: then nothing may be called read until it is done."""

    order: Order
    wider: bool


def plan(database: Database, settings: CrawlConfig, *, since: dt.date | None = None) -> Plan:
    """The order for a run of ``settings.source``; ``since`` overrides from when changes are asked.

    Raises ConfigError when the onderwerpen.toml can't be used.
    """
    source, topics = settings.source, load_topics(settings.topics)
    progress = db.progress(database, source)
    state = db.source_state(database, source)
    changed = progress.get(SUBJECT) != topics.fingerprint
    begin = since or _begin(state, progress, settings.today, changed=changed)
    ministries, new = _ministries(database, progress) if topics.follow_promises else ({}, frozenset[str]())
    order = Order(
        known=db.known_stamps(database, source),
        since=begin,
        progress=progress,
        ministries=ministries,
        new_ministries=new,
        wanted=_wanted(database, settings, references=topics.reference_steps > 0),
        files=_files(database, settings, ministries),
        skipped={} if changed else db.skipped_papers(database, source),
    )
    return Plan(order, changed or bool(new))


def follow_up(database: Database, settings: CrawlConfig, done: Order) -> Order | None:
    """What the papers of this run give reason to ask besides; None when there is nothing."""
    topics = load_topics(settings.topics)
    progress = db.progress(database, settings.source)
    progress |= {f"{_MINISTRY}{code}": day.isoformat() for code, day in done.ministries.items()}
    ministries, new = _ministries(database, progress) if topics.follow_promises else ({}, frozenset[str]())
    # One step: what the run's first crawl picked leads on, what that led to does not.
    found = _references(database, settings) if topics.reference_steps and not done.follow_up else {}
    fresh = {identifier: why for identifier, why in found.items() if identifier not in done.wanted}
    asked = {(file.identifier, file.stamp) for file in done.files}
    files = tuple(
        file for file in _files(database, settings, ministries) if (file.identifier, file.stamp) not in asked
    )
    if not (new or fresh or files):
        return None
    return Order(
        known=db.known_stamps(database, settings.source),
        since=settings.today,
        progress=progress,
        ministries=ministries,
        new_ministries=new,
        follow_up=True,
        wanted=fresh,
        files=files,
        skipped=db.skipped_papers(database, settings.source),
    )


def _files(
    database: Database, settings: CrawlConfig, ministries: dict[str, dt.date]
) -> tuple[WantedFile, ...]:
    if settings.source != kamer.SOURCE:
        return ()
    return kamer.files_to_fetch(database, settings, ministries, now=config.now())


def remember(database: Database, settings: CrawlConfig, order: Order, now: str) -> None:
    """Write down what ``order``, carried out to its end, has covered."""
    source = settings.source
    for code, day in order.ministries.items():
        db.set_progress(database, source, f"{_MINISTRY}{code}", day.isoformat(), now=now)
    if order.since is None:
        db.set_progress(database, source, WHOLE, settings.today.isoformat(), now=now)
    if not order.follow_up:
        db.set_progress(database, source, SUBJECT, load_topics(settings.topics).fingerprint, now=now)


def _begin(
    state: db.SourceState | None, progress: dict[str, str], today: dt.date, *, changed: bool
) -> dt.date | None:
    if changed or state is None or not state.last_modified:
        return None
    whole, last = progress.get(WHOLE), dt.date.fromisoformat(state.last_modified)
    # A day that has yet to come was written by a clock that ran ahead: from then on is not all.
    if whole is None or last > today:
        return None
    return last if 0 <= (today - dt.date.fromisoformat(whole)).days < WHOLE_AGAIN_DAYS else None


def _ministries(database: Database, progress: dict[str, str]) -> tuple[dict[str, dt.date], frozenset[str]]:
    """Ministries to follow with their day, and those not listed from that day before."""
    ministries = db.open_ministries(database)
    followed = {
        part.removeprefix(_MINISTRY): dt.date.fromisoformat(day)
        for part, day in progress.items()
        if part.startswith(_MINISTRY)
    }
    new = frozenset(code for code, day in ministries.items() if code not in followed or followed[code] > day)
    # What is followed stays followed from its first day on, so that nothing is listed twice.
    return {code: min(day, followed.get(code, day)) for code, day in ministries.items()}, new


def _wanted(database: Database, settings: CrawlConfig, *, references: bool) -> dict[str, str]:
    wanted = db.gaps_to_retry(database, settings.source, today=settings.today)
    if settings.source == kamer.SOURCE:  # its files are chosen anew each time; the rest are rows of its feed
        return {name: why for name, why in wanted.items() if " " in name}
    return wanted | _references(database, settings) if references else wanted


def _references(database: Database, settings: CrawlConfig) -> dict[str, str]:
    """Papers that stored papers refer to, where the source can be asked for them."""
    if not sources()[settings.source].resolves_references:
        return {}
    found = db.wanted_references(database, settings.source, today=settings.today)
    return {identifier: f"verwijzing in {where}" for identifier, where in found.items()}
