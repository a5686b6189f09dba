"""How fast the site answers: alone, with twenty readers while an update writes, and beside stock Datasette.

``python -m benchmarks.site big100k.db big1m.db --write docs/meting-site.md`` on databases of
benchmarks/big_database.py: some nine minutes. Prints a table in Markdown, or puts it in that file.
"""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from benchmarks.site_load import (
    READERS,
    Kind,
    drawn,
    many_readers,
    one_reader,
    p95,
    serving,
    writing,
)

# Datasette loads every plugin that is installed, ours too, unless it thinks it is being tested.
BARE = "import sys; sys._called_from_test = True; from datasette.cli import cli; cli()"
STOCK = ("--setting", "suggest_facets", "off", "--setting", "sql_time_limit_ms", "3000")
BEGIN, END = "<!-- meting: begin -->", "<!-- meting: eind -->"
BUDGET, STOCK_BUDGET = 20.0, 12.0
"""Seconds for the pages of one kind, one reader."""
COLUMNS = ("één lezer p95", "bewaard p95", "20 lezers p95", "rekentijd", "kaal p95")


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured on one database; each by the name of the kind of page."""

    name: str
    alone: dict[str, Kind]
    crowd: dict[str, Kind]
    stock: dict[str, Kind]
    writes: int


def main() -> int:
    """Measure every database and tell."""
    parser = argparse.ArgumentParser(description="Meet hoe snel de site antwoordt.")
    parser.add_argument("database", type=Path, nargs="+")
    parser.add_argument("--each", type=int, default=20, help="verzoeken per soort bladzijde, één lezer")
    parser.add_argument("--seconds", type=int, default=100, help="hoe lang de twintig lezers lezen")
    parser.add_argument("--no-stock", action="store_true", help="zonder kale Datasette ernaast")
    parser.add_argument("--write", type=Path, help="zet de tabel in dit bestand, tussen de merktekens")
    arguments = parser.parse_args()
    before = os.getloadavg()[0]
    found = [
        measured(path, arguments.each, arguments.seconds, stock=not arguments.no_stock)
        for path in arguments.database
    ]
    told = "\n".join([*_circumstances(before, found), "", *_table(found)])
    if arguments.write:
        text = arguments.write.read_text(encoding="utf-8")
        head, _, rest = text.partition(BEGIN)
        arguments.write.write_text(
            f"{head}{BEGIN}\n\n{told}\n\n{END}{rest.partition(END)[2]}", encoding="utf-8"
        )
    print(told)
    return 0


def measured(database: Path, each: int, seconds: int, *, stock: bool) -> Measured:
    """One reader, then twenty while an update writes, then stock Datasette."""
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        papers, promises = connection.execute(
            "SELECT (SELECT count(*) FROM documenten), (SELECT count(*) FROM toezeggingen)"
        ).fetchone()
    name = f"{papers:,} / {promises:,}".replace(",", ".")
    alone, crowd = drawn(database), drawn(database)
    with serving(database, 8471) as home:
        for kind in alone:
            one_reader(home, kind, each, BUDGET)
        with writing(database) as commits:
            many_readers(home, crowd, seconds)
    bare = beside(database, each) if stock else []
    return Measured(name, _named(alone), _named(crowd), _named(bare), commits[0])


def beside(database: Path, each: int) -> list[Kind]:
    """Stock Datasette, without our plugin and its distributions, on the pages that it has too."""
    command = [sys.executable, "-c", BARE, "serve", str(database), "--port", "8472", *STOCK]
    kinds = [kind for kind in drawn(database) if kind.stock]
    with serving(database, 8472, command) as home:
        for kind in kinds:
            kind.paths = [
                path.replace("/kamerwacht", f"/{quote(database.stem)}", 1) for path in kind.stock or []
            ]
            one_reader(home, kind, each, STOCK_BUDGET)
    return kinds


def _named(kinds: list[Kind]) -> dict[str, Kind]:
    return {kind.name: kind for kind in kinds}


def _circumstances(load: float, found: list[Measured]) -> list[str]:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    ).stdout.strip()
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    lines = [
        f"Commit {commit or 'onbekend'}, {os.cpu_count()} kernen, {versions}; belasting vooraf {load:.1f}.",
        *(
            f"Bij {one.name}: {one.writes} keer geschreven terwijl {READERS} lezers lazen,"
            f" {sum(len(kind.times) for kind in one.crowd.values())} bladzijden."
            for one in found
        ),
    ]
    wrong = [f"{kind} bij {one.name}: {number}" for one in found for kind, number in _failures(one).items()]
    return [*lines, "Fouten: " + ("; ".join(wrong) if wrong else "geen") + "."]


def _failures(one: Measured) -> dict[str, int]:
    own = {name: kind.failures + one.crowd[name].failures for name, kind in one.alone.items()}
    bare = {f"{name} (kaal)": kind.failures for name, kind in one.stock.items()}
    return {name: number for name, number in (own | bare).items() if number}


def _table(found: list[Measured]) -> list[str]:
    heads = [f"{column}<br>{one.name}" for column in COLUMNS for one in found]
    lines = [f"| bladzijde | {' | '.join(heads)} |", "|---|" + "---:|" * len(heads)]
    for name in found[0].alone:
        rows = [_row(one, name) for one in found]
        cells = [row[number] for number in range(len(COLUMNS)) for row in rows]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return lines


def _row(one: Measured, name: str) -> list[str]:
    alone, bare = one.alone[name], one.stock.get(name)
    numbers = [alone.p95(), p95(alone.kept), one.crowd[name].p95(), 1000 * alone.processor]
    return [*(f"{number:.0f}" for number in numbers), _bare(bare)]


def _bare(kind: Kind | None) -> str:
    """A dash where stock Datasette has no such page, and a mark where its limit of time ended some."""
    if kind is None:
        return "–"
    return f"{kind.p95():.0f}" + (" (fout)" if kind.failures else "")


if __name__ == "__main__":
    sys.exit(main())
