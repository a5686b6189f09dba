"""Faults while the job runs, in rounds with a fixed seed: nothing is lost, doubled or shown half.

Each round brings new papers and one fault; in the end the database says what one without faults says.
``python -m benchmarks faults --long`` runs 200 rounds in folder KAMERWACHT_PROEF (else a temporary one) and
goes on where it was killed; as root, on a small tmpfs that can be full or read-only.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import db
from benchmarks import faulty_job, report
from db.check import check_database
from db.check_raw import check_raw_files
from db.rebuild import history_tables
from kamerwacht import publication
from kamerwacht.config import Store

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS, LONG_ROUNDS = 10, 200
PAPERS = 5
"""New papers of each round."""
SEED = 20261123
PAGE = "proef-fouten.md"
_TMPFS_MB = 500


class ProofError(AssertionError):
    """A round that did not go as it must."""


@dataclass
class Proof:
    """The rounds so far. ``folder`` holds the database; ``small_disk``: it is a tmpfs of its own."""

    folder: Path
    small_disk: bool
    counts: Counter[str] = field(default_factory=Counter)
    lines: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.place = Store(self.folder / "kw.db")

    def faults(self) -> list[Callable[[int, random.Random], None]]:
        """The faults that can be made here."""
        faults: list[Callable[[int, random.Random], None]] = [
            self.killed, self.killed_while_writing, self.killed_while_publishing, self.corrupt_live,
            self.corrupt_raw_file, self.clock_back, self.two_at_once, self.reader_during_publish,
        ]  # fmt: skip
        return [*faults, self.disk_full, self.read_only] if self.small_disk else faults

    def round(self, number: int) -> None:
        """One fault, then a run that must succeed and leave all whole."""
        chance = random.Random(f"{SEED}-{number}")  # noqa: S311 - a proof, no secrets
        faults = self.faults()
        fault = faults[number % len(faults)]
        fault(number * PAPERS, chance)
        self.counts[fault.__name__] += 1
        self._good(number * PAPERS, chance)
        if list(db.compare(self.place.database, self.place.published)):
            raise ProofError(f"round {number} ({fault.__name__}): readers see something else")

    def start(self, until: int, *options: str) -> subprocess.Popen[str]:
        """A job in a process of its own."""
        command = [
            sys.executable,
            "-m",
            "benchmarks.faulty_job",
            str(self.place.database),
            str(until),
            *options,
        ]
        return subprocess.Popen(
            command, cwd=report.ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONPATH": str(report.ROOT)},
        )  # fmt: skip

    def _good(self, until: int, chance: random.Random) -> None:
        job = self.start(until, *(["--large"] if chance.random() < 0.5 else []))
        _, said = job.communicate()
        if job.returncode != 0 or said:
            raise ProofError(f"a plain run failed ({job.returncode}): {said}")

    def _told(self, job: subprocess.Popen[str], statuses: set[int]) -> None:
        """The job ended with one of the statuses, and said so in one line."""
        _, said = job.communicate()
        if job.returncode not in statuses:
            raise ProofError(f"status {job.returncode}: {said}")
        if job.returncode:
            if len(said.splitlines()) != 1 or not said.startswith("kamerwacht: "):
                raise ProofError(f"not one line: {said}")
            self.lines.add(said.strip().replace(str(self.folder), "…"))

    def killed(self, until: int, chance: random.Random) -> None:
        """Kill -9 at any moment."""
        job = self.start(until)
        time.sleep(chance.uniform(0.1, 2.5))
        _kill(job)

    def killed_while_writing(self, until: int, chance: random.Random) -> None:
        """Kill -9 between the writes and syncs of one paper."""
        before = _files(self.place.raw)
        job = self.start(until)
        _wait(job, lambda: _files(self.place.raw) > before + chance.randrange(2 * PAPERS))
        time.sleep(chance.uniform(0, 0.02))
        _kill(job)

    def killed_while_publishing(self, until: int, chance: random.Random) -> None:
        """Kill -9 while the published file is being written."""
        live = self.place.published
        job = self.start(until, *(["--large"] if chance.random() < 0.5 else []))
        beside = [live.with_name(f"{live.name}.kandidaat"), live.with_name(f"{live.name}-journal")]
        _wait(job, lambda: any(path.exists() for path in beside))
        time.sleep(chance.uniform(0, 0.05))
        _kill(job)

    def corrupt_live(self, until: int, chance: random.Random) -> None:
        """Damaged pages in what readers have open: put right by the copy of the day, whole."""
        live = self.place.published
        if live.exists():
            data = bytearray(live.read_bytes())
            for _ in range(8):
                place = chance.randrange(len(data) // 4096) * 4096
                data[place : place + 256] = chance.randbytes(256)
            live.write_bytes(data)
            if not _damaged(live):
                raise ProofError("damage was not found")
        with closing(sqlite3.connect(self.place.database, isolation_level=None)) as connection:
            connection.execute("PRAGMA user_version = 0")  # out of step: the next publication is a whole one
        self._told(self.start(until), {0})

    def corrupt_raw_file(self, until: int, chance: random.Random) -> None:
        """A flipped bit in a kept file: told in one line, put right when the same bytes come again."""
        self._told(self.start(until), {0})
        files = sorted(path for path in self.place.raw.rglob("*") if path.is_file())
        file = chance.choice(files)
        data = bytearray(file.read_bytes())
        data[chance.randrange(len(data))] ^= 1
        whole = file.read_bytes()
        file.write_bytes(data)
        raw = db.RawStore(self.place.raw)
        found = [breach.line for breach in check_raw_files(self.place.database, raw)]
        if len(found) != 1 or str(file) not in found[0]:
            raise ProofError(f"told: {found}")
        raw.put(whole)
        if list(check_raw_files(self.place.database, raw)):
            raise ProofError("not put right")

    def clock_back(self, until: int, chance: random.Random) -> None:
        """The clock of the machine jumps back by days."""
        self._told(self.start(until, "--days", str(-chance.randrange(1, 400))), {0})

    def two_at_once(self, until: int, chance: random.Random) -> None:
        """Two jobs at the same moment: one works, the other leaves with status 4 or comes after it."""
        jobs = [self.start(until)]
        time.sleep(chance.uniform(0, 0.3))
        jobs.append(self.start(until))
        for job in jobs:
            self._told(job, {0, 4})
        if all(job.returncode for job in jobs):
            raise ProofError("neither did the work")

    def reader_during_publish(self, until: int, chance: random.Random) -> None:
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
            self._told(self.start(until), {0})
            return
        thread = threading.Thread(target=look)
        thread.start()
        try:
            self._told(self.start(until, *(["--large"] if chance.random() < 0.5 else [])), {0})
        finally:
            stop.set()
            thread.join()
        if troubles or any(count % PAPERS for count in seen):
            raise ProofError(f"a reader saw {seen} {troubles[:1]}")

    def disk_full(self, until: int, chance: random.Random) -> None:
        """The disk is full somewhere in the run."""
        ballast = self.folder / "ballast"
        free = shutil.disk_usage(self.folder).free
        left = chance.randrange(0, 3_000_000)
        try:
            ballast.write_bytes(b"\0" * max(free - left, 0))
            self._told(self.start(until), {0, 2})
        finally:
            ballast.unlink(missing_ok=True)

    def read_only(self, until: int, _: random.Random) -> None:
        """The folder can't be written."""
        _mount("-o", "remount,ro", str(self.folder))
        try:
            self._told(self.start(until), {2})
        finally:
            _mount("-o", "remount,rw", str(self.folder))


def main(*, long: bool = False) -> None:
    """Run the rounds; print what was done, and write docs/proef-fouten.md when it is the long form."""
    rounds = LONG_ROUNDS if long else ROUNDS
    with tempfile.TemporaryDirectory(prefix="kamerwacht-fouten-") as temporary:
        proof = run(Path(os.environ.get("KAMERWACHT_PROEF") or temporary), rounds)
    parts = [
        "# Proef: fouten tijdens het draaien",
        report.stamp(),
        _EXPLAINED.format(rounds=rounds, seed=SEED),
        report.table(
            ("fout", "ronden"), [(_DUTCH[name], count) for name, count in sorted(proof.counts.items())]
        ),
        "Wat een beheerder ervan ziet:\n\n" + "\n".join(f"- `{line}`" for line in sorted(proof.lines)),
    ]
    if long:
        report.publish(PAGE, parts)
    else:
        print("\n\n".join(parts))


_DUTCH = {
    "killed": "kill -9 op een willekeurig ogenblik",
    "killed_while_writing": "kill -9 tussen het schrijven en het vastleggen van één stuk",
    "killed_while_publishing": "kill -9 terwijl het gepubliceerde bestand wordt geschreven",
    "corrupt_live": "beschadigde bladzijden in wat lezers open hebben",
    "corrupt_raw_file": "een omgevallen bit in een bewaard bestand",
    "clock_back": "de klok springt tot 400 dagen terug",
    "two_at_once": "twee verversingen tegelijk",
    "reader_during_publish": "een lezer die tijdens het publiceren blijft kijken",
    "disk_full": "de schijf raakt vol",
    "read_only": "de map is alleen te lezen",
}
_EXPLAINED = (
    "{rounds} ronden, zaad {seed}. Na elke ronde volgt een gewone verversing, die moet slagen; aan het eind "
    "zegt `compare` dat alles gelijk is aan een databank zonder fouten (zonder de tabellen met wat eerdere "
    "lezingen geloofden), en vindt `check` geen breuk."
)


def run(folder: Path, rounds: int) -> Proof:
    """All rounds from where ``folder`` was left, then the comparison. Raises ProofError."""
    disk = folder / "schijf"
    disk.mkdir(parents=True, exist_ok=True)
    mounted = os.path.ismount(disk) or (os.geteuid() == 0 and _try_mount(disk))
    proof = Proof(disk, small_disk=mounted)
    state = folder / "stand.json"
    try:
        if state.exists() and proof.place.database.exists():
            kept = json.loads(state.read_text(encoding="utf-8"))
            proof.counts.update(kept["counts"])
            proof.lines |= set(kept["lines"])
        for number in range(proof.counts.total() + 1, rounds + 1):
            proof.round(number)
            kept = {"counts": proof.counts, "lines": sorted(proof.lines)}
            state.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
        _judge(proof, folder, rounds)
    finally:
        if mounted:
            subprocess.run(["umount", str(disk)], check=False)
    return proof


def _judge(proof: Proof, folder: Path, rounds: int) -> None:
    plain = Store(folder / "zonder-fouten" / "kw.db")
    shutil.rmtree(plain.database.parent, ignore_errors=True)
    for number in range(1, rounds + 1):
        faulty_job.take(plain, number * PAPERS)
    publication.publish(plain)
    different = list(db.compare(plain.database, proof.place.database, without=history_tables()))
    breaches = list(check_database(proof.place.database))
    breaches += check_raw_files(proof.place.database, db.RawStore(proof.place.raw))
    if different or breaches:
        raise ProofError(f"in the end: {different[:5]} {breaches[:5]}")


def _damaged(live: Path) -> bool:
    try:
        return any(check_database(live))
    except db.DatabaseError:
        return True


def _kill(job: subprocess.Popen[str]) -> None:
    job.send_signal(signal.SIGKILL)
    job.communicate()


def _wait(job: subprocess.Popen[str], until: Callable[[], bool]) -> None:
    while job.poll() is None and not until():
        time.sleep(0.001)


def _files(folder: Path) -> int:
    return sum(len(files) for _, _, files in os.walk(folder))


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, capture_output=True)


def _try_mount(folder: Path) -> bool:
    try:
        _mount("-t", "tmpfs", "-o", f"size={_TMPFS_MB}m", "tmpfs", str(folder))
    except (OSError, subprocess.CalledProcessError):
        return False
    return True
