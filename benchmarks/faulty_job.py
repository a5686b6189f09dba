"""One run of the scheduled job on invented papers, in a process of its own that may be killed at any moment.

``Job`` starts one; by hand: ``python -m benchmarks.faulty_job DATABASE UNTIL [--days N] [--large|--night]``.
It takes the papers up to UNTIL that are not there yet, and publishes. ``--days`` sets the clock so far ahead
or back, ``--large`` publishes changes only, ``--night`` does what the night does instead.
"""

from __future__ import annotations

import argparse
import datetime as dt
import functools
import multiprocessing
import os
import sys
import tempfile
from pathlib import Path

import db
from benchmarks import synthetic
from db import publishing
from kamerwacht import backup, cli, collect, config, intake, job, publication
from kamerwacht.errors import KamerwachtError
from kamerwacht.lock import only_one
from spiders import CrawlReport, sources

SOURCE = next(iter(sources()))


def take(place: config.Store, until: int) -> list[collect.Outcome]:
    """Store the papers up to and including ``until`` and link them. Raises KamerwachtError."""
    try:
        with only_one(place.database):
            database = db.connect(place.database, create=True)
            run = db.start_run(database, SOURCE, config.now())
            known = db.known_stamps(database, SOURCE)
            desk = intake.Intake(database, db.RawStore(place.raw))
            new = 0
            for number in range(1, until + 1):
                if synthetic.identifier(number) not in known:
                    desk.take(synthetic.paper(number), source=SOURCE, run_id=run)
                    new += 1
            db.link_events(database, now=config.now())
            db.finish_run(database, run, db.Outcome.GOOD, db.RunCounts(new=new), now=config.now())
            database.close()
    except db.DatabaseError as error:
        raise KamerwachtError(str(error)) from error
    return [collect.Outcome(SOURCE, CrawlReport(new=new))]


class Job:
    """A run in a process of its own, forked from one that has everything imported: a kill meets work."""

    def __init__(self, database: Path, until: int, *options: str) -> None:
        descriptor, said = tempfile.mkstemp(prefix="kamerwacht-gezegd-")
        os.close(descriptor)
        self.said = Path(said)
        arguments = [str(database), str(until), *options]
        self.process = _FORKS.Process(target=_run, args=(arguments, self.said))
        self.process.start()

    def end(self) -> tuple[int, str]:
        """Wait for it: its exit status (negative: the signal that ended it), and what it said on stderr."""
        self.process.join()
        said = self.said.read_text(encoding="utf-8")
        self.said.unlink()
        return self.process.exitcode or 0, said


_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["benchmarks.faulty_job"])


def _run(arguments: list[str], said: Path) -> None:
    with said.open("wb") as errors, Path(os.devnull).open("wb") as nothing:
        os.dup2(nothing.fileno(), 1)
        os.dup2(errors.fileno(), 2)
    sys.exit(main(arguments))


def main(words: list[str] | None = None) -> int:
    """Run once; the exit status of ``kamerwacht update``."""
    parser = argparse.ArgumentParser()
    parser.add_argument("database", type=Path)
    parser.add_argument("until", type=int)
    parser.add_argument("--days", type=int, default=0)
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--night", action="store_true")
    arguments = parser.parse_args(words)
    if arguments.days:
        _set_clock(dt.timedelta(days=arguments.days))
    if arguments.large:
        vars(publication)["publish_file"] = functools.partial(publishing.publish, switch=0)
    if arguments.night:
        return cli.guarded(lambda: backup.run(argparse.Namespace(db=arguments.database, to=None, tell=False)))
    namespace = argparse.Namespace(db=arguments.database, dry_run=False, json=False)
    return cli.guarded(lambda: job.run(namespace, lambda place: take(place, arguments.until)))


def _set_clock(shift: dt.timedelta) -> None:
    """Let every part that asks the time hear another one."""
    moment = dt.datetime.now(dt.UTC) + shift
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    vars(config)["now"] = vars(intake)["now"] = lambda: stamp
    vars(config)["today"] = moment.date


if __name__ == "__main__":
    sys.exit(main())
