"""Crawl a source and hand every paper to a sink.

Scrapy's event loop can't be started twice in one process, so it runs in a process of its own that
leaves whole papers in a spool; here they are taken while it goes on. Either process may be killed at
any moment: what lies in the spool is taken first the next time.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

from spiders import spool
from spiders.config import CrawlConfig, load_topics
from spiders.items import CrawlReport, FetchedPaper

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping
    from pathlib import Path

_POLL = 0.05
_PATIENCE = 10.0
"""Seconds to wait for a crawler whose parent was killed; it notices within one."""
"""Seconds between looks into the spool."""


class _Tally:
    """Hands papers over and counts what is new and what changed."""

    def __init__(self, folder: Path, sink: Callable[[FetchedPaper], None], known: dict[str, str]) -> None:
        self.folder = folder
        self.sink = sink
        self.known = known
        self.new = 0
        self.changed = 0

    def take(self) -> None:
        for paper in spool.waiting(self.folder):
            self.sink(paper)
            if paper.identifier in self.known:
                self.changed += self.known[paper.identifier] != paper.modified
            else:
                self.new += 1
            self.known[paper.identifier] = paper.modified


def _start(
    config: CrawlConfig, known: dict[str, str], since: dt.date | None, log: Path, lock: int
) -> subprocess.Popen[bytes]:
    config_file, known_file = config.spool / "opdracht.json", config.spool / "bekend.json"
    config_file.write_text(config.to_json(), encoding="utf-8")
    known_file.write_text(json.dumps(known), encoding="utf-8")
    command = [sys.executable, "-m", "spiders.run", "--config", str(config_file), "--known", str(known_file)]
    command += ["--log", str(log), "--since", str(since or "")]
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


def _report(
    values: dict[str, Any] | None, tally: _Tally, config: CrawlConfig, log: Path, seconds: float
) -> CrawlReport:
    if values is None:
        line = f"het ophalen is onverwacht gestopt; zie {log}"
        return CrawlReport(
            new=tally.new, changed=tally.changed, failed=[(config.base_url, line)], seconds=seconds
        )
    return CrawlReport(
        requests=values["requests"],
        new=tally.new,
        changed=tally.changed,
        unchanged=values["unchanged"],
        failed=[(url, message) for url, message in values["failed"]],
        read_until=config.today if values["complete"] else None,
        expectations_missed=values["expectations_missed"],
        notes=values["notes"],
        seconds=seconds,
    )


def crawl(
    config: CrawlConfig,
    sink: Callable[[FetchedPaper], None],
    *,
    known: Mapping[str, str],
    since: dt.date | None = None,
    run_log: Path | None = None,
) -> CrawlReport:
    """Crawl the official publications; each paper that is new or changed goes to ``sink``, once, whole.

    ``known`` maps the identifiers that are stored to their ``modified`` stamp. ``since``: list only what
    changed from that day; None lists the subject's whole history. Log lines go to ``run_log`` (default:
    beside the spool). What ``sink`` raises ends the crawl and is raised here; the paper stays in the spool.
    Raises ConfigError when the onderwerpen.toml can't be used, or another crawl holds the spool. A failing
    source raises nothing: it is in the report.
    """
    load_topics(config.topics)
    began = time.monotonic()
    log = run_log or config.spool.parent / f"{config.spool.name}.log"
    with spool.alone(config.spool, _PATIENCE) as lock:
        spool.prepare(config.spool)
        tally = _Tally(config.spool, sink, dict(known))
        tally.take()
        process = _start(config, tally.known, since, log, lock)
        try:
            while process.poll() is None:
                tally.take()
                time.sleep(_POLL)
            tally.take()
        finally:
            if process.poll() is None:
                _stop(process)
        return _report(spool.read_report(config.spool), tally, config, log, time.monotonic() - began)
