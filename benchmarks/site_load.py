"""Readers of the site: which pages they open, one after another or twenty at once while an update writes."""

from __future__ import annotations

import http.client
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

READERS, PAUSE = 20, 3.0
"""So many readers, each opening a page every so many seconds."""
FIRST = 600.0
"""Seconds that the first page may take: it waits for the first snapshot."""
WRITES = 0.5
"""Seconds between two commits of the update that writes meanwhile."""
SERVE = (
    "import sys, publish; from pathlib import Path; publish.serve(Path(sys.argv[1]), port=int(sys.argv[2]))"
)


@dataclass
class Kind:
    """A kind of page: the addresses to draw from, and in stock Datasette (None: it has no such page)."""

    name: str
    paths: list[str]
    stock: list[str] | None = None
    times: list[float] = field(default_factory=list)
    failures: int = 0
    processor: float = 0.0
    kept: list[float] = field(default_factory=list)
    """Seconds of answers that were given before, by publish/kept.py."""

    def p95(self) -> float:
        """In milliseconds; 0 without a measurement."""
        return p95(self.times)


def p95(seconds: list[float]) -> float:
    """In milliseconds; with few measurements the slowest."""
    if len(seconds) < 20:
        return 1000 * max(seconds, default=0.0)
    return 1000 * statistics.quantiles(seconds, n=20)[-1]


@dataclass(frozen=True, slots=True)
class Home:
    """A running site: where, and the number of its process."""

    url: str
    process: int

    def processor(self) -> float:
        """Seconds of processor time the site has used; 0 where the system does not tell."""
        try:
            fields = Path(f"/proc/{self.process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def drawn(database: Path) -> list[Kind]:
    """Every kind of page, with addresses drawn from what is in the database."""
    dice = random.Random(7)  # noqa: S311 - no secret
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:

        def some(sql: str) -> list[str]:
            found = [quote(str(row[0]), safe="") for row in connection.execute(sql)]
            return dice.sample(found, min(40, len(found)))

        promises = some("SELECT sleutel FROM toezeggingen WHERE id % 97 = 1")
        papers = some("SELECT sleutel FROM documenten WHERE id % 997 = 1")
        ministries = some("SELECT code FROM ministeries")
        committees = some("SELECT naam FROM commissies")
        persons = some("SELECT naam FROM bewindspersonen")
        dossiers = some("SELECT nummer FROM dossiers")
        ids = some("SELECT id FROM documenten WHERE id % 997 = 1")
    base, table = "/kamerwacht", "/kamerwacht/overzicht"
    rows = [f"{base}/documenten/{number}" for number in ids]
    words = ["zorg", "inmenging meldpunt", "30821", "36600-XVI", "weerbaarheid"]
    return [
        Kind("voorpagina", ["/"]),
        Kind("toezegging", [f"/toezegging/{key}" for key in promises]),
        Kind("stuk", [f"/stuk/{key}" for key in papers]),
        Kind("ministerie", [f"/ministerie/{code}" for code in ministries]),
        Kind("bewindspersoon", [f"/bewindspersoon/{name}" for name in persons]),
        Kind("commissie", [f"/commissie/{name}" for name in committees]),
        Kind("dossier", [f"/dossier/{number}" for number in dossiers]),
        Kind("ingangen", ["/ingangen"]),
        Kind("debatklaar", [f"/debatklaar?dossier={number}" for number in dossiers]),
        Kind("rappel (commissie)", [f"/rappel/commissie/{name}" for name in committees]),
        Kind("hoe werkt dit", ["/hoe-werkt-dit"]),
        Kind("gegevens", [base], [base]),
        Kind("alle toezeggingen", [table], [table]),
        Kind("te laat", [f"{base}/te_laat"], [f"{base}/te_laat"]),
        Kind("tabel, gefilterd", [f"{table}?_te_laat=1&ministerie_code={c}" for c in ministries],
             [f"{table}?toestand=verstreken+zonder+bericht&ministerie_code={c}" for c in ministries]),
        Kind("zoeken", [f"{table}?_search={quote(word)}" for word in words], None),
        Kind("tabel documenten", [f"{base}/documenten"], [f"{base}/documenten"]),
        Kind("zoeken in documenten", [f"{base}/documenten?_search={quote(word)}" for word in words], None),
        Kind("rij", rows, rows),
        Kind("bewaarde vraag", [f"{base}/per-ministerie", f"{base}/langst-open"]),
        Kind("Atom", [f"{base}/te_laat.atom"]),
        Kind("agenda", [f"{table}.ics?_binnen=30"]),
    ]  # fmt: skip


@contextmanager
def serving(database: Path, port: int, command: list[str] | None = None) -> Iterator[Home]:
    """A site in a process of its own; where it stands."""
    command = command or [sys.executable, "-c", SERVE, str(database), str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    home = Home(f"http://127.0.0.1:{port}", process.pid)
    try:
        for _ in range(1200):
            try:
                status, _ = fetch(home, "/-/versions.json")
            except OSError:
                time.sleep(0.1)
                continue
            if status == 200:
                break
        _open(home, Kind("warm", ["/"]), "/", FIRST)
        yield home
    finally:
        process.terminate()
        process.wait()


def fetch(home: Home, path: str, patience: float = 60) -> tuple[int, float]:
    """Status, and seconds until the last byte."""
    place = urlsplit(home.url)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=patience)
    begun = time.perf_counter()
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        return answer.status, time.perf_counter() - begun
    finally:
        connection.close()


def _open(home: Home, kind: Kind, path: str, patience: float = 60) -> None:
    try:
        status, seconds = fetch(home, path, patience)
    except OSError:
        kind.failures += 1
        return
    kind.times.append(seconds)
    if status != 200:
        kind.failures += 1


def one_reader(home: Home, kind: Kind, each: int, budget: float) -> None:
    """Pages of one kind after each other, none of which was made before; then some again.

    The first, which warms up, does not count. After ``budget`` seconds no other is opened.
    """
    until = time.monotonic() + budget
    _open(home, Kind("warm", kind.paths), kind.paths[0])
    # A parameter that means nothing makes it an address that nobody has asked for yet.
    new = [_with(kind.paths[number % len(kind.paths)], f"_meting={number}") for number in range(each)]
    before = home.processor()
    for path in new:
        _open(home, kind, path)
        if time.monotonic() > until:
            break
    kind.processor = (home.processor() - before) / max(len(kind.times), 1)
    again = Kind(kind.name, kind.paths)
    for path in new[: len(kind.times)]:
        if time.monotonic() < until + budget:
            _open(home, again, path)
    kind.kept = again.times


def _with(path: str, parameter: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}{parameter}"


def many_readers(home: Home, kinds: list[Kind], seconds: int) -> None:
    """Readers who open a page of any kind every PAUSE seconds, not all at the same moment."""
    until = time.monotonic() + seconds
    waiting: Queue[Kind] = Queue()
    for number in range(int(seconds / PAUSE * READERS) + READERS):
        waiting.put(kinds[number % len(kinds)])

    def read(number: int) -> None:
        dice = random.Random(number)  # noqa: S311 - no secret
        time.sleep(PAUSE * number / READERS)
        while time.monotonic() < until:
            begun, kind = time.monotonic(), waiting.get()
            _open(home, kind, dice.choice(kind.paths))
            time.sleep(max(0.0, PAUSE - (time.monotonic() - begun)))

    readers = [threading.Thread(target=read, args=(number,)) for number in range(READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()


@contextmanager
def writing(database: Path) -> Iterator[list[int]]:
    """An update at work on the same file: a new wording of a promise, committed every WRITES seconds."""
    stop, commits = threading.Event(), [0]

    def write() -> None:
        with closing(sqlite3.connect(database, timeout=30)) as connection:
            (last,) = connection.execute("SELECT max(id) FROM toezeggingen").fetchone()
            while not stop.wait(WRITES):
                number = commits[0] * 37 % last + 1
                with connection:
                    connection.execute(
                        "UPDATE toezeggingen SET onderwerp = onderwerp || ' x' WHERE id = ?", [number]
                    )
                commits[0] += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        yield commits
    finally:
        stop.set()
        writer.join()
