"""Reading again what was read with other rules: some with each update, or all by ``kamerwacht reread``."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import db
from db.rebuild import outdated_papers
from db.rules import narrow_reading
from kamerwacht import config
from kamerwacht.errors import KamerwachtError
from kamerwacht.lock import only_one
from kamerwacht.own_calendar import use_own_calendar
from kamerwacht.rebuild import ask, read_kept, store_read
from kamerwacht.rules import reading_rules, rules_version
from kamerwacht.settle import settle
from kamerwacht.workers import in_order, workers

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Executor

    from sqlite_utils import Database

    from db.rebuild import KeptPaper
    from kamerwacht.rebuild import Asked

PORTION = 500
"""Papers that one update reads again: some ten seconds, so that new papers don't wait for old ones."""
EXIT_NOT_ALL = 1


@dataclass(slots=True)
class Reread:
    """How many papers were read again, and what failed, in Dutch lines."""

    papers: int = 0
    troubles: list[str] = field(default_factory=list)


def run(arguments: argparse.Namespace) -> int:
    """Read all of it again; 1 when a paper could not be. Raises KamerwachtError."""
    place = config.store(arguments.db)
    use_own_calendar(place)
    try:
        with only_one(place.database), workers(arguments.jobs, arguments.dask) as executor:
            database = db.connect(place.database)
            try:
                done = reread(database, place, executor=executor)
                settle(database, place)
            finally:
                database.close()
    except db.DatabaseError as error:
        raise KamerwachtError(str(error)) from error
    sys.stderr.writelines(f"kamerwacht: let op: {line}\n" for line in done.troubles)
    sys.stdout.write("\n".join(describe(done) or ["Alles is met de regels van nu gelezen."]) + "\n")
    return EXIT_NOT_ALL if done.troubles else 0


def describe(done: Reread) -> list[str]:
    """Report lines, none when nothing was read again."""
    return [f"Opnieuw gelezen met andere regels: {done.papers} stukken"] if done.papers else []


def reread(
    database: Database, place: config.Store, *, limit: int | None = None, executor: Executor | None = None
) -> Reread:
    """Read again, from the kept bytes, at most ``limit`` papers that the rules of now can read otherwise.

    Each is stored whole or not at all; what can't be read keeps its reading, is told, and is not tried again
    with these rules. Links wait for ``settle``. Raises db.DatabaseError.
    """
    done, left = Reread(), limit
    narrow_reading(database, reading_rules())
    while left is None or left > 0:
        most = PORTION if left is None else min(PORTION, left)
        papers = outdated_papers(place.database, rules_version(), most)
        if not papers:
            break
        left = None if left is None else left - len(papers)
        for read in in_order(executor, read_kept, _asked(database, place, papers, done)):
            if trouble := read.trouble or store_read(database, read):
                _leave(database, read.paper.key, trouble, done)
            else:
                done.papers += 1
    return done


def _asked(
    database: Database, place: config.Store, papers: Iterable[KeptPaper], done: Reread
) -> Iterator[Asked]:
    raw = db.RawStore(place.raw)
    for paper in papers:
        try:
            asked = ask(raw, paper)
        except db.DatabaseError as error:
            _leave(database, paper.key, f"{paper.key}: {error}", done)
        else:
            yield asked


def _leave(database: Database, key: str, trouble: str, done: Reread) -> None:
    """Keep what was read before."""
    done.troubles.append(trouble)
    with db.transaction(database):
        database.execute("UPDATE documenten SET begrepen_met = ? WHERE sleutel = ?", [rules_version(), key])
