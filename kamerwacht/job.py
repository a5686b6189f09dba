"""The scheduled job around the crawl: publish what came, write the report, tell who must know."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.errors import reason
from kamerwacht import collect, config, notices, publication
from kamerwacht.alerts import Receivers
from kamerwacht.errors import BusyError, KamerwachtError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    Work = Callable[[config.Store], list[collect.Outcome]]

EXIT_NOT_ALL = 1
NOTICES = "meldingen.json"


@dataclass(slots=True)
class Report:
    """What a run did (docs/schema-verslag.json). ``status`` is the exit status, ``faults`` are lines."""

    begun: str
    status: int = 0
    seconds: float = 0.0
    stages: dict[str, float] = field(default_factory=dict)
    """Seconds per stage."""
    sources: list[dict[str, Any]] = field(default_factory=list)
    published: dict[str, Any] | None = None
    faults: list[str] = field(default_factory=list)


def run(arguments: argparse.Namespace, work: Work) -> int:
    """Do ``work``, publish, report and alert; the exit status. A second job leaves at once (BusyError).

    Raises KamerwachtError for what kept the job from its end, after that was told.
    """
    place = config.store(arguments.db)
    if arguments.dry_run:
        return _dry(place, arguments, work)
    receivers = Receivers.from_environment()
    report, error = _run(place, work)
    unsent = []
    if receivers:
        state = place.database.with_name(NOTICES)
        unsent = notices.tell(state, receivers, faults=report.faults, published=place.published)
    kept = _keep(place, report)
    # Where the job itself could not go on, that the report could not be kept either is no news.
    sys.stderr.writelines(f"kamerwacht: let op: {line}\n" for line in unsent + ([] if error else kept))
    if error is not None:
        raise error
    _show(report, as_json=arguments.json)
    return report.status


def _run(place: config.Store, work: Work) -> tuple[Report, KamerwachtError | None]:
    report = Report(config.now())
    begin = time.monotonic()
    try:
        outcomes = _stage(report, "ophalen en lezen", lambda: work(place))
        _add_sources(report, outcomes)
        done = _stage(report, "publiceren", lambda: publication.publish(place))
        report.published = asdict(done)
    except BusyError:
        raise
    except KamerwachtError as error:
        report.status = error.status
        report.faults.append(str(error))
        return report, error
    finally:
        report.seconds = time.monotonic() - begin
    return report, None


def _stage(report: Report, name: str, step: Callable[[], Any]) -> Any:  # noqa: ANN401
    begin = time.monotonic()
    try:
        return step()
    finally:
        report.stages[name] = time.monotonic() - begin


def _add_sources(report: Report, outcomes: Sequence[collect.Outcome]) -> None:
    for outcome in outcomes:
        told = {**asdict(outcome), "regels": collect.describe(outcome)}
        for inner in ("reasons", "progress"):  # long, and nobody's but the next run's
            del told["report"][inner]
        report.sources.append(told)
        if not outcome.good:
            report.status = EXIT_NOT_ALL
            report.faults += [f"{outcome.source}: {url}: {message}" for url, message in outcome.failures]
            report.faults += [f"{outcome.source}: {line}" for line in outcome.report.expectations_missed]


def _keep(place: config.Store, report: Report) -> list[str]:
    """Add the report to those of before; a Dutch line when that can't be done."""
    try:
        with place.reports.open("a", encoding="utf-8") as file:
            file.write(_as_json(report))
    except OSError as error:
        return [f"het verslag is niet bewaard ({reason(error)})"]
    return []


def _show(report: Report, *, as_json: bool) -> None:
    sys.stdout.write(_as_json(report) if as_json else "".join(f"{text}\n" for text in describe(report)))


def _as_json(report: Report) -> str:
    return json.dumps(asdict(report), ensure_ascii=False, default=str) + "\n"


def describe(report: Report) -> list[str]:
    """The run report in Dutch, a line each."""
    lines = [line for source in report.sources for line in source["regels"]]
    if report.published:
        what = "geheel" if report.published["whole"] else f"{report.published['rows']} gewijzigde rijen"
        lines.append(f"Gepubliceerd: {what} ({report.published['seconds']:.1f} s)")
    return lines


def _link_raw(place: config.Store, trial: config.Store) -> None:
    """Let the trial read the kept files without copying them; what it writes replaces the link only."""
    for kept in place.raw.glob("??/*"):
        link = trial.raw / kept.relative_to(place.raw)
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(kept)


def _dry(place: config.Store, arguments: argparse.Namespace, work: Work) -> int:
    """Do all of it on a copy that is thrown away; nothing here changes, nobody is told."""
    from db.backup import copy_database  # noqa: PLC0415 - seldom wanted
    from db.errors import DatabaseError  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="kamerwacht-proef-") as folder:
        trial = config.Store(Path(folder) / place.database.name)
        try:
            if place.database.exists():
                copy_database(place.database, trial.database)
        except DatabaseError as error:
            raise KamerwachtError(str(error)) from error
        for path in place.beside:
            shutil.copy(path, folder)
        _link_raw(place, trial)
        report, problem = _run(trial, work)
    if problem is not None:
        raise problem
    _show(report, as_json=arguments.json)
    if not arguments.json:
        sys.stdout.write("Proef: er is niets bewaard.\n")
    return report.status
