"""Terms as dates: ours beside dateparser, Duckling and HeidelTime, with one generous scorer in one run.

The other tools find a time in a sentence; what "uiterlijk", "voor" or "binnen" makes of it is added here by
the small wrapper that any product would write around them.
"""

from __future__ import annotations

import datetime as dt
import re
import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from benchmarks import date_tools, report
from commitments.deadlines import find_deadlines, governing, resolve

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.date_tools import Found, Tool
    from commitments.model import Deadline

OWN = report.ROOT / "tests" / "commitments" / "data"
SENTENCE = "Uw Kamer wordt {} geïnformeerd over de voortgang."
PAGE = "meting-termijnen.md"
_OPEN = re.compile(r"\b(?:na|vanaf|sinds|met ingang van)\b", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:v[oó][oó]r|eerder dan|voorafgaand aan)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Case:
    """An expression and what is right: the last day, other last days that are right too, None for no day."""

    text: str
    date: dt.date
    latest: dt.date | None
    others: frozenset[dt.date]

    def right(self, days: set[dt.date]) -> bool:
        """One of the days named is right, or a day off; where no day can be derived, none is named."""
        if self.latest is None:
            return not days
        near = any(abs((day - self.latest).days) <= 1 for day in days)
        return near or bool(days & self.others)


def gold(path: Path) -> list[Case]:
    """The expressions annotated outside the repository."""
    return [
        Case(
            row["text"],
            dt.date.fromisoformat(row["ref_date"]),
            _day(row["latest"]),
            frozenset(dt.date.fromisoformat(end) for _, end in row.get("alts", ()) if end),
        )
        for row in date_tools.loads(path)
    ]


def own(path: Path) -> list[Case]:
    """A regression set of the repository: strict and generous end both count."""
    return [
        Case(row["text"], dt.date.fromisoformat(row["date"]), _day(row["generous"]), _both(row))
        for row in date_tools.loads(path)
    ]


def _both(row: dict[str, Any]) -> frozenset[dt.date]:
    return frozenset(dt.date.fromisoformat(row[end]) for end in ("strict", "generous") if row[end])


def _day(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


def wrap(text: str, found: Found) -> set[dt.date]:
    """Last days for a time found in ``text``, with the word that binds it: "na" leaves the end open."""
    until = text[: found.end]
    if _OPEN.search(until):
        return set()
    if _BEFORE.search(until):
        return {found.first - dt.timedelta(days=1), found.last}
    return {found.last}


def ours(term: Deadline | None) -> set[dt.date]:
    """Both last days of a term of ours."""
    return {day for day in (term.strict, term.generous) if day} if term else set()


def read_expression(case: Case) -> tuple[set[dt.date], float]:
    """Ours on the expression alone."""
    return _timed(lambda: resolve(case.text, case.date))


def read_sentence(case: Case) -> tuple[set[dt.date], float]:
    """Ours on the sentence that the other tools get too."""
    text = SENTENCE.format(case.text)
    return _timed(lambda: governing(find_deadlines(text, case.date)))


def _timed(read: Callable[[], Deadline | None]) -> tuple[set[dt.date], float]:
    begin = time.perf_counter()
    term = read()
    return ours(term), time.perf_counter() - begin


def read_tool(tool: Tool, case: Case) -> tuple[set[dt.date], float]:
    """Another tool on the sentence; times outside the expression and before the paper count for nothing."""
    sentence = SENTENCE.format(case.text)
    begin = sentence.index(case.text)
    end = begin + len(case.text)
    days: set[dt.date] = set()
    for found in tool.read(sentence, case.date):
        if found.begin < end and found.end > begin:
            days |= {day for day in wrap(sentence, found) if day >= case.date}
    return days, tool.seconds


def main() -> None:
    """Measure every set that is at hand; write docs/meting-termijnen.md."""
    sets: list[tuple[str, list[Case]]] = []
    if folder := report.samples("gold", "deadlines.jsonl"):
        sets.append(("zestig geannoteerde uitdrukkingen", gold(folder)))
    sets += [(f"onze eigen proefset {path.stem}", own(path)) for path in sorted(OWN.glob("deadlines*.jsonl"))]
    others = list(date_tools.tools())
    readers: dict[str, Callable[[Case], tuple[set[dt.date], float]]] = {
        "Kamerwacht, de uitdrukking": read_expression,
        "Kamerwacht, in een zin": read_sentence,
    }
    for tool in others:
        readers[tool.name] = lambda case, tool=tool: read_tool(tool, case)  # type: ignore[misc]
    parts = ["# Meting: termijnen", report.stamp(), _METHOD]
    parts += [f"## Op {name}\n\n{measure(cases, readers)}" for name, cases in sets]
    report.publish(PAGE, parts)
    for tool in others:
        if isinstance(tool, date_tools.HeidelTime):
            tool.close()


def measure(cases: list[Case], readers: dict[str, Callable[[Case], tuple[set[dt.date], float]]]) -> str:
    """One row for each reader: right, of those with a day and of those without, and the median time."""
    dated = [case for case in cases if case.latest]
    undated = [case for case in cases if not case.latest]
    rows = []
    for name, read in readers.items():
        for case in cases[:5]:
            read(case)
        results = [(case, *read(case)) for case in cases]
        right = {id(case) for case, days, _ in results if case.right(days)}
        median = statistics.median(seconds for _, _, seconds in results) * 1e3
        rows.append(
            (
                name,
                f"{len(right)} van {len(cases)}",
                f"{sum(id(case) in right for case in dated)} van {len(dated)}",
                f"{sum(id(case) in right for case in undated)} van {len(undated)}",
                f"{median:.2f}",
            )
        )
    return report.table(_HEAD, rows)


_HEAD = ("", "goed", "met een laatste dag", "zonder (niets verzonnen)", "mediaan, ms")
_METHOD = """Goed is: de laatste dag klopt (op een dag na), of is een andere verdedigbare lezing die de
set noemt; waar geen dag af te leiden is, noemt het programma er geen. Van elk programma telt elke dag die
het noemt. De andere programma's krijgen een hele zin, en om hun datum heen dezelfde kleine schil die
"uiterlijk", "voor", "na" en dergelijke verwerkt; een kale maand of een kaal jaar is bij hen de hele
periode, begin, midden en eind van HeidelTime zijn naar onze grenzen gesneden. Wie onze regels schreef,
kon alle sets zien: ons cijfer zegt dat de regels erbij passen, niet hoe goed zij een nieuwe uitdrukking
lezen. De andere programma's zijn op geen van deze sets gemaakt; hun cijfers zijn wel eerlijk."""
