"""``kamerwacht update``: the scheduled job. Crawl what is new, read it, link it, source after source."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import db
from kamerwacht import collect, config, job
from kamerwacht.errors import KamerwachtError
from kamerwacht.lock import only_one
from kamerwacht.own_calendar import use_own_calendar
from kamerwacht.recompute import bring_up_to_date
from kamerwacht.reread import PORTION, describe, reread
from kamerwacht.settle import settle
from spiders import ConfigError, CrawlConfig, CrawlReport, load_topics, sources

if TYPE_CHECKING:
    import argparse
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from sqlite_utils import Database


def run(arguments: argparse.Namespace) -> int:
    """Update the database; 0 when everything came, 1 when something failed (it is in the report)."""
    chosen = chosen_sources(arguments.source)

    def work(place: config.Store) -> list[collect.Outcome]:
        try:
            load_topics(arguments.config)
        except ConfigError as error:
            raise KamerwachtError(str(error)) from error
        crawls = [settings_for(name, place, arguments) for name in chosen if sources()[name].spider]
        return update(place, crawls, since=arguments.since, register=sources(), logging=True)

    return job.run(arguments, work)


def chosen_sources(names: Sequence[str] | None) -> list[str]:
    """The sources named on the command line; without any, all that have a spider. Raises KamerwachtError."""
    for name in names or ():
        if name not in sources() or not sources()[name].spider:
            known = ", ".join(source.name for source in sources().values() if source.spider)
            raise KamerwachtError(f"bron '{name}' is niet bekend; kies uit {known}")
    return list(names or (source.name for source in sources().values() if source.spider))


def settings_for(source: str, place: config.Store, arguments: argparse.Namespace) -> CrawlConfig:
    """How to crawl ``source`` as the command line and the environment say. Raises KamerwachtError."""
    contact = config.contact()
    if contact is None:
        raise KamerwachtError(
            "KAMERWACHT_CONTACT is leeg; zet daarin een mailadres of webpagina waar de bron u kan bereiken"
        )
    return CrawlConfig(
        source=source,
        contact=contact,
        spool=place.spool(source),
        today=config.today(),
        topics=arguments.config,
    )


def update(
    place: config.Store,
    crawls: Sequence[CrawlConfig],
    *,
    since: dt.date | None = None,
    register: Iterable[str] = (),
    logging: bool = False,
) -> list[collect.Outcome]:
    """Refresh the database at ``place`` from each source in turn; one that is down does not stop the others.

    ``register`` names sources that could hold an answer, read now or not: silence can't be claimed while one
    of them has not been read. ``logging``: without a terminal, lines of JSON on stderr. Raises
    KamerwachtError in one Dutch line.
    """
    try:
        with only_one(place.database):
            use_own_calendar(place)
            database = db.connect(place.database, create=True)
            try:
                sys.stdout.writelines(f"{line}\n" for line in bring_up_to_date(database))
                _register(database, register)
                outcomes = [
                    _refresh(database, place, settings, since, logging=logging) for settings in crawls
                ]
                again = reread(database, place, limit=PORTION)
                sys.stdout.writelines(f"{line}\n" for line in describe(again))
                lines, wrong = settle(database, place)
                sys.stdout.writelines(f"{line}\n" for line in lines)
                if outcomes:
                    outcomes[-1].report.failed += [("opnieuw lezen", line) for line in again.troubles]
                if wrong and outcomes:
                    outcomes[-1].report.failed.append((str(place.corrections), wrong))
                return outcomes
            finally:
                database.close()
    except (db.DatabaseError, ConfigError) as error:
        raise KamerwachtError(str(error)) from error


def _register(database: Database, names: Iterable[str]) -> None:
    for name in names:
        source = sources()[name]
        if source.holds_answers and db.source_state(database, name) is None:
            db.set_source_state(database, name, db.SourceState(source.label))


def _refresh(
    database: Database,
    place: config.Store,
    settings: CrawlConfig,
    since: dt.date | None,
    *,
    logging: bool,
) -> collect.Outcome:
    """One source; what keeps it from being crawled at all is a failure of that source alone."""
    try:
        return collect.refresh(database, place, settings, since=since, logging=logging)
    except ConfigError as error:
        return collect.Outcome(settings.source, CrawlReport(failed=[(settings.base_url, str(error))]))
