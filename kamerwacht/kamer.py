"""The Tweede Kamer's own data on its way into the database: pages of its feed, and which files to fetch."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

import db
from db.kamer_follow import Following, judge, wanted_files
from spiders import Counts, load_topics
from spiders.tweede_kamer_feed import parse_page
from spiders.tweede_kamer_kinds import expectations
from spiders.tweede_kamer_values import GUID

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

    from db.kamer_follow import WantedFile
    from spiders import CrawlConfig, FetchedPage

SOURCE = "tweede_kamer"


def take_page(database: Database, page: FetchedPage, now: str) -> Counts:
    """Store the rows of a page of the feed; call inside the transaction that stores its place.

    A row that can't be read or stored is given back as a failure, the others are stored. A document that
    the Kamer removed is withdrawn. Raises FeedError for what is no page, db.DatabaseError.
    """
    read = parse_page(page.body)
    failed = [(bad.identifier, f"{page.part}: {bad.message}") for bad in read.bad]
    done: Counter[db.Change] = Counter()
    for row in read.rows:
        try:
            if isinstance(row, db.RegisterEntry):
                done[db.store_register_entry(database, row, now=now)] += 1
                continue
            change = db.store_entity(database, row)
        except db.RefusedError as error:
            failed.append((str(row.identifier), str(error)))
            continue
        done[change] += 1
        if change is db.Change.REMOVED and row.table == "kamerdocumenten":
            db.withdraw_origin(database, SOURCE, row.identifier, now=now)
    _note_gaps(database, page, {str(row.identifier) for row in read.rows}, failed, now)
    return Counts(
        new=done[db.Change.NEW],
        changed=done[db.Change.CHANGED],
        unchanged=done[db.Change.SAME],
        withdrawn=done[db.Change.REMOVED],
        failed=tuple((f"{page.url}#{name}", message) for name, message in failed),
    )


def _note_gaps(
    database: Database, page: FetchedPage, read: set[str], failed: list[tuple[str, str]], now: str
) -> None:
    """Rows that failed are gaps, asked for by name the next time; those that came now are gaps no more."""
    today = dt.date.fromisoformat(now[:10])
    lost = {name for name, _ in failed}
    for name in open_gaps(database, page.part):
        if name.removeprefix(f"{page.part} ") in read - lost:
            db.close_gap(database, SOURCE, name, today=today)
    for name, message in failed:
        if GUID.match(name):
            gap = db.Gap(f"{page.part} {name}", message, page.url)
            db.record_gap(database, SOURCE, gap, today=today)


def open_gaps(database: Database, part: str = "") -> list[str]:
    """Rows of the feed ("Document <guid>") that could not be read and have not come since."""
    rows = database.execute(
        "SELECT identificatie FROM hiaten WHERE bron = ? AND opgelost_op IS NULL AND identificatie GLOB ?",
        [SOURCE, f"{part}* *"],
    )
    return [name for (name,) in rows.fetchall()]


def files_to_fetch(
    database: Database, settings: CrawlConfig, ministries: Mapping[str, dt.date], *, now: str
) -> tuple[WantedFile, ...]:
    """The files of followed documents that are not stored in their present version.

    ``ministries``: code to the day from which all letters are followed, besides those that the
    onderwerpen.toml names. Raises ConfigError when that can't be used.
    """
    topics, expected = load_topics(settings.topics), expectations()
    followed = {code: day.isoformat() for code, day in ministries.items()}
    followed |= dict.fromkeys(topics.ministries, topics.since.isoformat())
    following = Following(
        since=topics.since.isoformat(),
        dossiers=frozenset(dossier.number for dossier in topics.dossiers),
        terms=topics.terms,
        kinds=expected.paper_kinds,
        letters=expected.letter_kinds,
        ministries=followed,
    )
    judge(database, following, now=now)
    found = wanted_files(database, today=settings.today)
    for wanted in found:
        if wanted.media_type not in expected.media_types:
            message = f"bestanden van de soort {wanted.media_type[:80]} kunnen niet worden gelezen"
            db.record_gap(database, SOURCE, _gap(wanted, message), today=settings.today)
    return tuple(wanted for wanted in found if wanted.media_type in expected.media_types)


def _gap(wanted: WantedFile, message: str) -> db.Gap:
    dossiers = (wanted.dossier,) if wanted.dossier else ()
    return db.Gap(wanted.identifier, message, None, wanted.title, wanted.date, dossiers, wanted.ministry)
