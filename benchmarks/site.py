"""How fast the site answers: alone, with twenty readers while an update writes, and beside stock Datasette.

``python -m benchmarks.site big.db`` on a database of benchmarks/big_database.py. Prints a table in Markdown.
"""

from __future__ import annotations

import argparse
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
WRITES = 0.5
"""Seconds between two commits of the update that writes meanwhile."""
SERVE = (
    "import sys, publish; from pathlib import Path; publish.serve(Path(sys.argv[1]), port=int(sys.argv[2]))"
)
# Datasette loads every plugin that is installed, ours too, unless it thinks it is being tested.
BARE = "import sys; sys._called_from_test = True; from datasette.cli import cli; cli()"
STOCK = ("--setting", "suggest_facets", "off", "--setting", "sql_time_limit_ms", "10000")


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
        return _p95(self.times)


def _p95(seconds: list[float]) -> float:
    return 1000 * statistics.quantiles(seconds, n=20)[-1] if len(seconds) > 1 else 0.0


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


def main() -> int:
    """Measure what was asked and print it."""
    parser = argparse.ArgumentParser(description="Meet hoe snel de site antwoordt.")
    parser.add_argument("database", type=Path)
    parser.add_argument("--each", type=int, default=30, help="verzoeken per soort bladzijde, één lezer")
    parser.add_argument("--seconds", type=int, default=120, help="hoe lang de twintig lezers lezen")
    parser.add_argument("--no-stock", action="store_true", help="zonder kale Datasette ernaast")
    arguments = parser.parse_args()
    kinds = drawn(arguments.database)
    with serving(arguments.database, 8471) as home:
        alone = {kind.name: kind for kind in kinds}
        for kind in kinds:
            one_reader(home, kind, arguments.each)
        crowd = drawn(arguments.database)
        with writing(arguments.database) as commits:
            many_readers(home, crowd, arguments.seconds)
        print(f"{commits[0]} keer geschreven tijdens de meting met {READERS} lezers")
    stock = {} if arguments.no_stock else beside(arguments.database, arguments.each)
    print(f"Belasting van de machine: {os.getloadavg()[0]:.1f} op {os.cpu_count()} kernen")
    print(
        "| bladzijde | rekentijd | één lezer p95 | bewaard p95 | 20 lezers | n | fouten | kaal, rekentijd |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for kind in crowd:
        other = stock.get(kind.name)
        bare = f"{other.p95():.0f}, {1000 * other.processor:.0f}" if other else "–"
        if other and other.failures:
            bare += f" ({other.failures} fouten)"
        failed = alone[kind.name].failures + kind.failures
        one = alone[kind.name]
        times = f"{1000 * one.processor:.0f} | {one.p95():.0f} | {_p95(one.kept):.0f} | {kind.p95():.0f}"
        print(f"| {kind.name} | {times} | {len(kind.times)} | {failed} | {bare} |")
    return 0


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
        yield home
    finally:
        process.terminate()
        process.wait()


def fetch(home: Home, path: str) -> tuple[int, float]:
    """Status, and seconds until the last byte."""
    place = urlsplit(home.url)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=60)
    begun = time.perf_counter()
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        return answer.status, time.perf_counter() - begun
    finally:
        connection.close()


def _open(home: Home, kind: Kind, path: str) -> None:
    try:
        status, seconds = fetch(home, path)
    except OSError:
        kind.failures += 1
        return
    kind.times.append(seconds)
    if status != 200:
        kind.failures += 1


def one_reader(home: Home, kind: Kind, each: int, paths: list[str] | None = None) -> None:
    """Pages of one kind after each other, none of which was made before; then some again.

    The first, which warms up, does not count.
    """
    paths = paths or kind.paths
    fetch(home, paths[0])
    # A parameter that means nothing makes it an address that nobody has asked for yet.
    new = [_with(paths[number % len(paths)], f"_meting={number}") for number in range(each)]
    before = home.processor()
    for path in new:
        _open(home, kind, path)
    kind.processor = (home.processor() - before) / each
    kind.kept = [fetch(home, path)[1] for path in new]


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


def beside(database: Path, each: int) -> dict[str, Kind]:
    """Stock Datasette, without our plugin, on the pages that it has too."""
    port = 8472
    command = [sys.executable, "-c", BARE, "serve", str(database), "--port", str(port), *STOCK]
    kinds = [kind for kind in drawn(database) if kind.stock]
    name = quote(database.stem)
    with serving(database, port, command) as home:
        for kind in kinds:
            paths = [path.replace("/kamerwacht", f"/{name}", 1) for path in kind.stock or []]
            one_reader(home, kind, min(each, 10), paths)
    return {kind.name: kind for kind in kinds}


if __name__ == "__main__":
    sys.exit(main())
