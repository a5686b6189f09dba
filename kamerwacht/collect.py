"""Crawl a source into the database: what ``update`` and ``demo`` share."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING

import db
from extract.errors import ReadError
from kamerwacht import config, orders
from kamerwacht.intake import Intake, named_reasons
from kamerwacht.progress import Progress
from spiders import Counts, CrawlReport, FetchedPage, FetchedPaper, Skipped, Withdrawn, crawl, sources

if TYPE_CHECKING:
    import datetime as dt

    from sqlite_utils import Database

    from kamerwacht.intake import Taker
    from spiders import CrawlConfig, Item, Order, Unread

TAKERS = {"tweede_kamer": "kamerwacht.kamer:take_page"}
"""Which function stores the rows of a source's pages; a source without one has its pages kept raw only."""
_MOST_PASSES = 4


@dataclass(slots=True)
class Outcome:
    """What a refresh of one source did: the crawl's own figures and the papers that could not be read."""

    source: str
    report: CrawlReport = field(default_factory=CrawlReport)
    unreadable: list[tuple[str, str]] = field(default_factory=list)

    @property
    def failures(self) -> list[tuple[str, str]]:
        """Addresses with a Dutch line each: not fetched, or fetched and not readable."""
        return [*self.report.failed, *self.unreadable]

    @property
    def good(self) -> bool:
        """Whether everything asked for came and could be read."""
        return not self.failures and not self.report.expectations_missed


def _taker(source: str) -> Taker | None:
    if source not in TAKERS:
        return None
    module, name = TAKERS[source].split(":")
    taker: Taker = getattr(import_module(module), name)
    return taker


class _Sink:
    """Stores each item as it comes; a paper that won't go in is written down and the crawl goes on."""

    def __init__(
        self, database: Database, place: config.Store, run_id: int, settings: CrawlConfig, progress: Progress
    ) -> None:
        self.intake = Intake(database, db.RawStore(place.raw))
        self.database = database
        self.run_id = run_id
        self.source = settings.source
        self.today = settings.today
        self.taker = _taker(settings.source)
        self.unreadable: list[tuple[str, str]] = []
        self.progress = progress

    def __call__(self, item: Item) -> Counts | None:
        counts = self._store(item)
        self.progress.took(item)
        return counts

    def _store(self, item: Item) -> Counts | None:
        if isinstance(item, FetchedPaper):
            return self._paper(item)
        if isinstance(item, FetchedPage):
            counts = self.intake.take_page(item, source=self.source, run_id=self.run_id, taker=self.taker)
            self.unreadable.extend(counts.failed)
            return counts
        if isinstance(item, Withdrawn):
            gone = db.withdraw_origin(self.database, self.source, item.identifier, now=config.now())
            return Counts(withdrawn=int(gone))
        return self._skipped(item)

    def _paper(self, paper: FetchedPaper) -> Counts | None:
        try:
            self.intake.take(paper, source=self.source, run_id=self.run_id)
        except (ReadError, db.RefusedError) as error:
            self.unreadable.append((paper.url, str(error)))
            db.record_failure(self.database, self.run_id, url=paper.url, message=str(error), now=config.now())
            gap = db.Gap(
                paper.identifier,
                str(error),
                paper.url,
                paper.title,
                paper.date.isoformat() if paper.date else None,
                paper.dossiers,
                paper.ministry,
            )
            db.record_gap(self.database, self.source, gap, today=self.today)
            return Counts()
        db.close_gap(self.database, self.source, paper.identifier, today=self.today)
        return None

    def _skipped(self, item: Skipped) -> Counts:
        db.record_skipped(
            self.database,
            self.source,
            item.identifier,
            item.modified,
            title=item.title,
            ministries=item.ministries,
            now=config.now(),
        )
        return Counts()


def refresh(
    database: Database,
    place: config.Store,
    settings: CrawlConfig,
    *,
    since: dt.date | None = None,
    logging: bool = False,
) -> Outcome:
    """Crawl what is new, store it, link it, and write down how far the source has been read.

    Safe to kill and run again: every paper is stored whole or not at all, and the run that was cut off is
    marked as such. What the papers found give reason to (letters of a ministry that now holds a promise,
    papers referred to) is crawled in the same run. Raises spiders.ConfigError, db.DatabaseError.
    """
    work = orders.plan(database, settings, since=since)
    if work.wider:
        _unread(database, settings.source)
    run_id = db.start_run(database, settings.source, config.now())
    progress = Progress(settings.source, logging=logging)
    progress.log("begin", verversing=run_id, sinds=work.order.since, bekend=len(work.order.known))
    sink = _Sink(database, place, run_id, settings, progress)
    outcome = Outcome(settings.source, unreadable=sink.unreadable)
    order: Order | None = work.order
    for _ in range(_MOST_PASSES):
        if order is None:
            break
        report = crawl(settings, sink, order)
        _note_gaps(database, settings, order, report)
        _complete_reasons(database, settings.source, report)
        _merge(outcome.report, report)
        db.tie_to_chamber(database, now=config.now())
        db.link_events(database, now=config.now())
        if report.read_until is None:
            break
        orders.remember(database, settings, order, config.now())
        order = orders.follow_up(database, settings, order)
    if order is not None:
        outcome.report.read_until = None
    db.tie_to_chamber(database, now=config.now())
    db.close_gaps(database, today=settings.today)
    _write_down(database, run_id, outcome)
    _advance(database, settings, outcome)
    progress.done()
    progress.log("klaar", verversing=run_id, **_facts(outcome))
    return outcome


def _facts(outcome: Outcome) -> dict[str, object]:
    """The figures of a refresh for the log."""
    report = outcome.report
    return {
        "uitslag": "goed" if outcome.good else "fouten",
        "verzoeken": report.requests,
        "nieuw": report.new,
        "gewijzigd": report.changed,
        "ongewijzigd": report.unchanged,
        "ingetrokken": report.withdrawn,
        "mislukt": outcome.failures,
        "afwijkingen": report.expectations_missed,
        "opgemerkt": report.notes,
        "seconden": round(report.seconds, 1),
        "gelezen_tot": report.read_until,
    }


def _unread(database: Database, source: str) -> None:
    """What is followed grows: until all of it is read, no silence may be claimed."""
    state = db.source_state(database, source)
    if state is not None:
        db.set_source_state(database, source, db.SourceState(state.name, None, state.last_modified))


def _note_gaps(database: Database, settings: CrawlConfig, order: Order, report: CrawlReport) -> None:
    for paper in report.unread:
        db.record_gap(database, settings.source, _gap(paper), today=settings.today)
    absent = [(identifier, order.wanted[identifier]) for identifier in report.absent]
    db.record_absent(database, settings.source, absent, today=settings.today)


def _complete_reasons(database: Database, source: str, report: CrawlReport) -> None:
    """What came while part of the listing failed is not fetched again: its other reasons come here."""
    stored = db.reasons_of(database, source) if report.reasons else {}
    for identifier, listed in report.reasons.items():
        known, ministry = stored.get(identifier, ((), None))
        reasons = named_reasons(listed, None, ministry)
        if known and not set(reasons) <= set(known):
            # In the order of the listing, as a paper that came when nothing failed.
            whole = reasons if set(known) <= set(reasons) else dict.fromkeys((*known, *reasons))
            db.set_reasons(database, source, identifier, tuple(whole))


def _gap(paper: Unread) -> db.Gap:
    return db.Gap(
        paper.identifier, paper.message, paper.url, paper.title, paper.date, paper.dossiers, paper.ministry
    )


def _merge(whole: CrawlReport, part: CrawlReport) -> None:
    """Add the figures of one crawl of the run; how far is read is what the last one says."""
    for name in ("requests", "new", "changed", "unchanged", "withdrawn", "seconds"):
        setattr(whole, name, getattr(whole, name) + getattr(part, name))
    for name in ("failed", "unread", "absent", "expectations_missed", "notes"):
        getattr(whole, name).extend(getattr(part, name))
    whole.progress |= part.progress
    whole.read_until = part.read_until


def _advance(database: Database, settings: CrawlConfig, outcome: Outcome) -> None:
    """Write down how far the source is read.

    A listing that failed: the next run begins where this one did. A paper that failed is asked for by name
    the next time; while such papers wait, the source is not read any further than it was.
    """
    source = sources()[settings.source]
    if not source.holds_answers:
        return
    before = db.source_state(database, source.name) or db.SourceState(source.label)
    day = outcome.report.read_until
    if day is None:
        db.set_source_state(database, source.name, before)
        return
    for part, checkpoint in outcome.report.progress.items():
        db.set_progress(database, source.name, part, checkpoint, now=config.now())
    until = day if db.waiting_gaps(database, source.name) == 0 else before.read_until
    db.set_source_state(database, source.name, db.SourceState(source.label, until, day.isoformat()))


def _write_down(database: Database, run_id: int, outcome: Outcome) -> None:
    report = outcome.report
    for url, reason in report.failed:
        db.record_failure(database, run_id, url=url, message=reason, now=config.now())
    counts = db.RunCounts(
        requests=report.requests,
        new=report.new,
        changed=report.changed,
        unchanged=report.unchanged,
        withdrawn=report.withdrawn,
        failed=len(outcome.failures),
        seconds=report.seconds,
        missed=tuple(report.expectations_missed),
    )
    kind = db.Outcome.GOOD if outcome.good else db.Outcome.ERRORS
    message = "; ".join(report.expectations_missed) or None
    db.finish_run(database, run_id, kind, counts, message=message, now=config.now())


def describe(outcome: Outcome) -> list[str]:
    """The run report in Dutch, a line each."""
    report = outcome.report
    counts = f"{report.new} nieuw, {report.changed} gewijzigd, {report.unchanged} ongewijzigd"
    if report.withdrawn:
        counts += f", {report.withdrawn} ingetrokken"
    work = f"{report.requests} verzoeken, {report.seconds:.0f} s"
    label = sources()[outcome.source].label
    lines = [f"{label}: {counts}, {len(outcome.failures)} mislukt ({work})"]
    lines += [f"  mislukt: {url}: {message}" for url, message in outcome.failures]
    lines += [f"  anders dan verwacht: {line}" for line in report.expectations_missed]
    lines += [f"  opgemerkt: {line}" for line in report.notes]
    return lines
