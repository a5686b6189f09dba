"""Crawl a source and hand every item to a sink.

Scrapy's event loop can't be started twice in one process, so it runs in a process of its own that
leaves whole items in a spool; here they are taken while it goes on. Either process may be killed at
any moment: what lies in the spool is taken first the next time.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import subprocess
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from spiders import spool
from spiders.items import CrawlReport, FetchedPage, FetchedPaper, Unread
from spiders.topics import load_topics

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from spiders.config import CrawlConfig
    from spiders.items import Counts, Item
    from spiders.order import Order

    Sink = Callable[[Item], Counts | None]

_POLL = 0.05
"""Seconds between looks into the spool."""
_LONGEST_LOG = 10_000_000
"""Bytes of log after which a new one is begun."""
_PATIENCE = 10.0
"""Seconds to wait for a crawler whose parent was killed; it notices within one."""


class _Tally:
    """Hands items over and counts what is new and what changed."""

    def __init__(self, folder: Path, sink: Sink, order: Order) -> None:
        self.folder = folder
        self.sink = sink
        self.known = dict(order.known)
        self.progress = dict(order.progress)
        self.report = CrawlReport()

    def take(self) -> None:
        for item in spool.waiting(self.folder):
            counts = self.sink(item)
            if counts is not None:
                self._add(counts)
            elif isinstance(item, FetchedPaper):
                if item.identifier in self.known:
                    self.report.changed += self.known[item.identifier] != item.modified
                else:
                    self.report.new += 1
                self.known[item.identifier] = item.modified
            if isinstance(item, FetchedPage):
                self.progress[item.part] = item.checkpoint

    def _add(self, counts: Counts) -> None:
        self.report.new += counts.new
        self.report.changed += counts.changed
        self.report.unchanged += counts.unchanged
        self.report.withdrawn += counts.withdrawn


def _start(
    config: CrawlConfig, order: Order, log: Path, lock: int, *, probing: bool
) -> subprocess.Popen[bytes]:
    config_file, order_file = config.spool / "instellingen.json", config.spool / "opdracht.json"
    config_file.write_text(config.to_json(), encoding="utf-8")
    order_file.write_text(order.to_json(), encoding="utf-8")
    command = [sys.executable, "-m", "spiders.run", "--config", str(config_file), "--order", str(order_file)]
    command += ["--log", str(log), *(["--probe"] if probing else [])]
    with log.open("ab") as out:
        return subprocess.Popen(  # noqa: S603  our own module, no shell
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, pass_fds=(lock,)
        )


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a crawl that is still going: kindly, then not."""
    process.terminate()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _follow(process: subprocess.Popen[bytes], tally: _Tally) -> str | None:
    """Take what comes until the crawl has ended; one Dutch line when something was damaged on its way."""
    try:
        while process.poll() is None:
            tally.take()
            time.sleep(_POLL)
        tally.take()
    except spool.DamagedError as error:
        return (
            f"{error} in de wachtrij {tally.folder} is beschadigd; de volgende keer wordt het opnieuw gehaald"
        )
    finally:
        if process.poll() is None:
            _stop(process)
    return None


def _trim(log: Path) -> None:
    """Begin a log anew when it is long; the one before stays."""
    if log.exists() and log.stat().st_size > _LONGEST_LOG:
        log.replace(log.with_name(f"{log.name}.1"))


def _finish(report: CrawlReport, values: dict[str, Any] | None, config: CrawlConfig, log: Path) -> None:
    """Add what the crawling process reports to what was counted here."""
    if values is None:
        report.failed = [(config.base_url, f"het ophalen is onverwacht gestopt; zie {log}")]
        return
    report.requests = values["requests"]
    report.unchanged += values["unchanged"]
    report.failed = [(url, message) for url, message in values["failed"]]
    report.unread = [Unread(**{**row, "dossiers": tuple(row["dossiers"])}) for row in values["unread"]]
    report.absent = values["absent"]
    report.reasons = {identifier: tuple(reasons) for identifier, reasons in values["reasons"].items()}
    report.read_until = dt.date.fromisoformat(values["read_until"]) if values["read_until"] else None
    report.expectations_missed = values["expectations_missed"]
    report.notes = values["notes"]
    report.progress = values["progress"]


def crawl(
    config: CrawlConfig, sink: Sink, order: Order, *, run_log: Path | None = None, probing: bool = False
) -> CrawlReport:
    """Crawl ``config.source``; each item that is new or changed goes to ``sink``, once, whole.

    What ``sink`` gives back (Counts) is counted; for a paper it may give None. Log lines go to ``run_log``
    (default: beside the spool). What ``sink`` raises ends the crawl and is raised here; the item stays in
    the spool. Raises ConfigError when the onderwerpen.toml can't be used, or another crawl holds the spool.
    A failing source raises nothing: it is in the report. ``probing``: only ask what its probe asks.
    """
    load_topics(config.topics)
    began = time.monotonic()
    log = run_log or config.spool.parent / f"{config.spool.name}.log"
    with spool.alone(config.spool, _PATIENCE) as lock:
        spool.prepare(config.spool)
        _trim(log)
        tally = _Tally(config.spool, sink, order)
        with contextlib.suppress(spool.DamagedError):  # then this crawl fetches it
            tally.take()
        process = _start(
            config, replace(order, known=tally.known, progress=tally.progress), log, lock, probing=probing
        )
        damage = _follow(process, tally)
        if damage:
            spool.empty(config.spool)
            tally.report.failed = [(config.base_url, damage)]
        else:
            _finish(tally.report, spool.read_report(config.spool), config, log)
        tally.report.seconds = time.monotonic() - began
        return tally.report
