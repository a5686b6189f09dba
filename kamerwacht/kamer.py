"""The Tweede Kamer's own data on its way into the database: pages of its feed, and which files to fetch."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import db
from db.kamer_follow import Following, judge, wanted_files
from spiders import Counts, load_topics
from spiders.tweede_kamer_feed import parse_page
from spiders.tweede_kamer_kinds import expectations

if TYPE_CHECKING:
    import datetime as dt
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
    failed = [(f"{page.url}#{bad.identifier}", f"{page.part}: {bad.message}") for bad in read.bad]
    done: Counter[db.Change] = Counter()
    for row in read.rows:
        try:
            if isinstance(row, db.RegisterEntry):
                done[db.store_register_entry(database, row, now=now)] += 1
                continue
            change = db.store_entity(database, row)
        except db.RefusedError as error:
            failed.append((f"{page.url}#{row.identifier}", str(error)))
            continue
        done[change] += 1
        if change is db.Change.REMOVED and row.table == "kamerdocumenten":
            db.withdraw_origin(database, SOURCE, row.identifier, now=now)
    return Counts(
        new=done[db.Change.NEW],
        changed=done[db.Change.CHANGED],
        unchanged=done[db.Change.SAME],
        withdrawn=done[db.Change.REMOVED],
        failed=tuple(failed),
    )


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
    return tuple(
        wanted
        for wanted in wanted_files(database, today=settings.today)
        if wanted.media_type in expected.media_types
    )
