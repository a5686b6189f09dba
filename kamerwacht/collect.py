"""Crawl a source into the database: what ``update`` and ``demo`` share."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import db
from extract.errors import ReadError
from kamerwacht import config
from kamerwacht.intake import Intake
from spiders import CrawlConfig, FetchedPaper, crawl
from spiders.config import SOURCE

if TYPE_CHECKING:
    from sqlite_utils import Database

    from spiders import CrawlReport

NAMES = {SOURCE: "Officiële bekendmakingen"}


@dataclass(slots=True)
class Outcome:
    """What a refresh did, for the report: the crawl's own figures and the papers that could not be read."""

    report: CrawlReport
    unreadable: list[tuple[str, str]] = field(default_factory=list)

    @property
    def failures(self) -> list[tuple[str, str]]:
        """Addresses with a Dutch line each: not fetched, or fetched and not readable."""
        return [*self.report.failed, *self.unreadable]

    @property
    def good(self) -> bool:
        """Whether everything asked for came and could be read."""
        return not self.failures and not self.report.expectations_missed


class _Sink:
    """Stores each paper as it comes; one that won't go in is written down and the crawl goes on."""

    def __init__(self, database: Database, place: config.Store, run_id: int) -> None:
        self.intake = Intake(database, db.RawStore(place.raw))
        self.database = database
        self.run_id = run_id
        self.unreadable: list[tuple[str, str]] = []

    def __call__(self, paper: FetchedPaper) -> None:
        try:
            self.intake.take(paper, source=SOURCE, run_id=self.run_id)
        except (ReadError, db.RefusedError) as error:
            self.unreadable.append((paper.url, str(error)))
            db.record_failure(self.database, self.run_id, url=paper.url, message=str(error), now=config.now())


def refresh(database: Database, place: config.Store, settings: CrawlConfig) -> Outcome:
    """Crawl what is new, store it, link it, and write down how far the source has been read.

    Safe to kill and run again: every paper is stored whole or not at all, and the run that was cut off is
    marked as such. Raises spiders.ConfigError, db.DatabaseError.
    """
    before = db.source_state(database, SOURCE) or db.SourceState(NAMES[SOURCE])
    run_id = db.start_run(database, SOURCE, config.now())
    sink = _Sink(database, place, run_id)
    since = dt.date.fromisoformat(before.last_modified) if before.last_modified else None
    report = crawl(settings, sink, known=db.known_stamps(database, SOURCE), since=since)
    db.link_events(database, now=config.now())
    outcome = Outcome(report, sink.unreadable)
    _write_down(database, run_id, outcome)
    if report.read_until and not sink.unreadable:
        day = report.read_until
        db.set_source_state(database, SOURCE, db.SourceState(NAMES[SOURCE], day, day.isoformat()))
    else:
        # Where something was lost, the next run begins where this one did.
        db.set_source_state(database, SOURCE, before)
    return outcome


def _write_down(database: Database, run_id: int, outcome: Outcome) -> None:
    report = outcome.report
    for url, reason in report.failed:
        db.record_failure(database, run_id, url=url, message=reason, now=config.now())
    counts = db.RunCounts(
        requests=report.requests,
        new=report.new,
        changed=report.changed,
        unchanged=report.unchanged,
        failed=len(outcome.failures),
    )
    kind = db.Outcome.GOOD if outcome.good else db.Outcome.ERRORS
    message = "; ".join(report.expectations_missed) or None
    db.finish_run(database, run_id, kind, counts, message=message, now=config.now())


def describe(outcome: Outcome) -> list[str]:
    """The run report in Dutch, a line each."""
    report = outcome.report
    counts = f"{report.new} nieuw, {report.changed} gewijzigd, {report.unchanged} ongewijzigd"
    work = f"{report.requests} verzoeken, {report.seconds:.0f} s"
    lines = [f"{NAMES[SOURCE]}: {counts}, {len(outcome.failures)} mislukt ({work})"]
    lines += [f"  mislukt: {url}: {message}" for url, message in outcome.failures]
    lines += [f"  anders dan verwacht: {line}" for line in report.expectations_missed]
    lines += [f"  opgemerkt: {line}" for line in report.notes]
    return lines
