"""The faults: what each does to a run of the job, and what the run must say and leave behind."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import threading
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import db
from benchmarks.faulty_job import Job
from db.check import check_database
from db.check_raw import check_raw_files
from kamerwacht.config import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAPERS = 5
"""New papers of each round."""
SEED = 20261123


class ProofError(AssertionError):
    """A round that did not go as it must."""


@dataclass
class Proof:
    """The rounds so far. ``folder`` holds the database; ``small_disk``: it is a tmpfs of its own.

    ``struck`` counts the rounds in which the fault met a run at work: killed, refused, not able to write.
    """

    folder: Path
    small_disk: bool
    counts: Counter[str] = field(default_factory=Counter)
    struck: Counter[str] = field(default_factory=Counter)
    lines: set[str] = field(default_factory=set)
    usual: float = 1.0
    """Seconds that a run with new papers took last."""

    def __post_init__(self) -> None:
        self.place = Store(self.folder / "kw.db")

    def faults(self) -> list[Callable[[int, random.Random], bool]]:
        """The faults that can be made here; each says whether it struck."""
        faults: list[Callable[[int, random.Random], bool]] = [
            self.killed, self.killed_while_writing, self.killed_while_publishing, self.corrupt_live,
            self.corrupt_raw_file, self.clock_back, self.two_at_once, self.reader_during_publish,
        ]  # fmt: skip
        return [*faults, self.disk_full, self.read_only] if self.small_disk else faults

    def round(self, number: int) -> None:
        """One fault, then a run that must succeed and leave all whole."""
        chance = random.Random(f"{SEED}-{number}")  # noqa: S311 - a proof, no secrets
        faults = self.faults()
        fault = faults[number % len(faults)]
        struck = fault(number * PAPERS, chance)
        self.counts[fault.__name__] += 1
        self.struck[fault.__name__] += struck
        self._good(number * PAPERS, *_half(chance))
        if list(db.compare(self.place.database, self.place.published)):
            raise ProofError(f"round {number} ({fault.__name__}): readers see something else")

    def start(self, until: int, *options: str) -> Job:
        """A job in a process of its own."""
        return Job(self.place.database, until, *options)

    def _good(self, until: int, *options: str) -> None:
        status, said = self.start(until, *options).end()
        if status != 0 or said:
            raise ProofError(f"a plain run failed ({status}): {said}")

    def _told(self, job: Job, *statuses: int) -> int:
        """The job ended with one of the statuses, and said so in one line; which it was."""
        status, said = job.end()
        if status not in statuses:
            raise ProofError(f"status {status}: {said}")
        if status:
            if len(said.splitlines()) != 1 or not said.startswith("kamerwacht: "):
                raise ProofError(f"not one line: {said}")
            self.lines.add(said.strip().replace(str(self.folder), "…"))
        return status

    def killed(self, until: int, chance: random.Random) -> bool:
        """Kill -9 at any moment."""
        job = self.start(until)
        time.sleep(chance.uniform(0, self.usual))
        return _kill(job)

    def killed_while_writing(self, until: int, chance: random.Random) -> bool:
        """Kill -9 between the writes and syncs of one paper."""
        before = _files(self.place.raw)
        job = self.start(until)
        _wait(job, lambda: _files(self.place.raw) > before + chance.randrange(2 * PAPERS))
        time.sleep(chance.uniform(0, 0.02))
        return _kill(job)

    def killed_while_publishing(self, until: int, chance: random.Random) -> bool:
        """Kill -9 while the published file is being written."""
        live = self.place.published
        job = self.start(until, *_half(chance))
        beside = [live.with_name(f"{live.name}.kandidaat"), live.with_name(f"{live.name}-journal")]
        _wait(job, lambda: any(path.exists() for path in beside))
        time.sleep(chance.uniform(0, 0.01))
        return _kill(job)

    def corrupt_live(self, until: int, chance: random.Random) -> bool:
        """Damaged pages in what readers have open: put right by the next whole copy, or in the night."""
        live = self.place.published
        if not live.exists():
            self._good(until)
        data = bytearray(live.read_bytes())
        for _ in range(8):
            place = chance.randrange(len(data) // 4096) * 4096
            data[place : place + 256] = chance.randbytes(256)
        live.write_bytes(data)
        if not _damaged(live):
            raise ProofError("damage was not found")
        if chance.random() < 0.5:
            self._told(self.start(until), 0)
        else:
            status, said = self.start(until, "--night").end()
            if status or "gepubliceerde" not in said or len(said.splitlines()) != 1:
                raise ProofError(f"the night said {said}")
            self.lines.add(re.sub(r"\(.*\)", "(…)", said.strip()))
        return True

    def corrupt_raw_file(self, until: int, chance: random.Random) -> bool:
        """A flipped bit in a kept file: told in one line, put right when the same bytes come again."""
        begin = time.monotonic()
        self._told(self.start(until), 0)
        self.usual = time.monotonic() - begin
        files = sorted(path for path in self.place.raw.rglob("*") if path.is_file())
        file = chance.choice(files)
        data = bytearray(file.read_bytes())
        data[chance.randrange(len(data))] ^= 1
        whole = file.read_bytes()
        file.write_bytes(data)
        raw = db.RawStore(self.place.raw)
        found = [f"{breach.invariant}: {breach.line}" for breach in check_raw_files(self.place.database, raw)]
        if len(found) != 1 or str(file) not in found[0]:
            raise ProofError(f"told: {found}")
        raw.put(whole)
        if list(check_raw_files(self.place.database, raw)):
            raise ProofError("not put right")
        self.lines.add(found[0].replace(str(file), "…"))
        return True

    def clock_back(self, until: int, chance: random.Random) -> bool:
        """The clock of the machine jumps back by days."""
        self._told(self.start(until, "--days", str(-chance.randrange(1, 400))), 0)
        return True

    def two_at_once(self, until: int, chance: random.Random) -> bool:
        """Two jobs at the same moment: one works, the other leaves with status 4 or comes after it."""
        jobs = [self.start(until)]
        time.sleep(chance.uniform(0, self.usual / 2))
        jobs.append(self.start(until))
        statuses = [self._told(job, 0, 4) for job in jobs]
        if all(statuses):
            raise ProofError("neither did the work")
        return any(statuses)

    def reader_during_publish(self, until: int, chance: random.Random) -> bool:
        """A reader that looks all the time sees whole publications only, and never fails."""
        live, seen, troubles, stop = self.place.published, set(), [], threading.Event()

        def look() -> None:
            with closing(sqlite3.connect(f"file:{live}?mode=ro", uri=True, timeout=30)) as reader:
                while not stop.is_set():
                    try:
                        (count,) = reader.execute("SELECT count(*) FROM herkomsten").fetchone()
                        seen.add(count)
                    except sqlite3.Error as error:
                        troubles.append(repr(error))

        if not live.exists():
            self._good(until - PAPERS)
        thread = threading.Thread(target=look)
        thread.start()
        try:
            self._told(self.start(until, *_half(chance)), 0)
        finally:
            stop.set()
            thread.join()
        if troubles or any(count % PAPERS for count in seen):
            raise ProofError(f"a reader saw {seen} {troubles[:1]}")
        return len(seen) > 1

    def disk_full(self, until: int, chance: random.Random) -> bool:
        """The disk is full somewhere in the run."""
        ballast = self.folder / "ballast"
        free = shutil.disk_usage(self.folder).free
        left = chance.randrange(0, 3_000_000)
        try:
            ballast.write_bytes(b"\0" * max(free - left, 0))
            return self._told(self.start(until), 0, 2) == 2
        finally:
            ballast.unlink(missing_ok=True)

    def read_only(self, until: int, _: random.Random) -> bool:
        """The folder can't be written."""
        mount("-o", "remount,ro", str(self.folder))
        try:
            return self._told(self.start(until), 2) == 2
        finally:
            mount("-o", "remount,rw", str(self.folder))


def mount(*arguments: str) -> None:
    """Run ``mount``. Raises CalledProcessError."""
    subprocess.run(["mount", *arguments], check=True, capture_output=True)


def _half(chance: random.Random) -> list[str]:
    """In half of the cases: publish changes only."""
    return ["--large"] if chance.random() < 0.5 else []


def _damaged(live: Path) -> bool:
    try:
        return any(check_database(live))
    except db.DatabaseError:
        return True


def _kill(job: Job) -> bool:
    """Kill -9; whether it was still at work."""
    job.process.kill()
    status, _ = job.end()
    return status == -signal.SIGKILL


def _wait(job: Job, until: Callable[[], bool]) -> None:
    while job.process.is_alive() and not until():
        time.sleep(0.001)


def _files(folder: Path) -> int:
    return sum(len(files) for _, _, files in os.walk(folder))
