"""A month of running: thirty days of four updates from a source that often fails, against one that does not.

``python -m benchmarks month --long`` crawls the bundled archive, one paper more each day, from the stand-in
with faults at random (fixed seed), and writes docs/proef-maand.md; in folder KAMERWACHT_PROEF (else a
temporary one) it goes on where it was interrupted. The short form takes three days.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import tempfile
import time
from collections import Counter
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import db
from benchmarks import report
from db.check import check_database
from db.rebuild import history_tables
from demo import papers, standin
from demo.faults import Fault
from kamerwacht import publication
from kamerwacht.config import Store
from kamerwacht.demo import PUBLIC_URL
from kamerwacht.update import update
from spiders import CrawlConfig
from spiders.config import SOURCE

if TYPE_CHECKING:
    from collections.abc import Sequence

DAYS, LONG_DAYS = 3, 30
A_DAY = 4
SEED = 20261123
PAGE = "proef-maand.md"
BOOKKEEPING = frozenset({"hiaten", "bestanden", "bronnen_eerder", "leesplaatsen"})
"""Tables that say what went wrong on the way, when a listing was last asked whole, or what came in halves."""
_LISTING = ("status", "reset", "diagnostics", "layout", "entry")
_FILE = ("status", "reset", "truncated", "wrong_length", "fout404", "notfound", "loop")


class MonthError(AssertionError):
    """The month did not end as one without faults."""


@dataclass(slots=True)
class Update:
    """One update: seconds on the clock, seconds of work of all its processes, the fault, whether it told."""

    seconds: float
    work: float
    fault: str | None
    told: bool


def run(folder: Path, days: int) -> list[Update]:
    """Live a month twice, with faults and without; the updates of the one with.

    Raises MonthError when they end differently.
    """
    faulty, plain = Store(folder / "met" / "kw.db"), Store(folder / "zonder" / "kw.db")
    month = _live(folder / "met.json", faulty, days, a_day=A_DAY, faults=True)
    _live(folder / "zonder.json", plain, days, a_day=1, faults=False)
    # The month after: whatever was still missing has had its time.
    for place in (faulty, plain):
        for number in range(days - 1, days + 2):
            if not _day(place, number, None) and number == days + 1:
                raise MonthError(f"{place.database}: the last update still failed")
    without = history_tables() | BOOKKEEPING
    different = list(db.compare(plain.database, faulty.database, without=without))
    breaches = list(check_database(faulty.published))
    if different or breaches:
        raise MonthError(f"{different[:5]} {breaches[:5]}")
    return month


def _live(state: Path, place: Store, days: int, *, a_day: int, faults: bool) -> list[Update]:
    """The updates of ``days`` days; those that ``state`` has are not done again."""
    done = [Update(**row) for row in json.loads(state.read_text(encoding="utf-8"))] if state.exists() else []
    for turn in range(len(done), days * a_day):
        number, part = divmod(turn, a_day)
        chance = random.Random(f"{SEED}-{number}-{part}")  # noqa: S311 - a proof, no secrets
        fault = _fault(chance) if faults and chance.random() < 0.6 else None
        begin, work = time.perf_counter(), _work()
        told = not _day(place, number, fault)
        done.append(Update(time.perf_counter() - begin, _work() - work, fault.kind if fault else None, told))
        state.write_text(json.dumps([asdict(update) for update in done]), encoding="utf-8")
    return done


def _work() -> float:
    """Seconds of processor time of this process and of its children that ended."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _fault(chance: random.Random) -> Fault:
    times = chance.choice((1, 3, 1_000))
    if chance.random() < 0.4:
        return Fault("/sru", chance.choice(_LISTING), times=times, status=chance.choice((429, 500, 503)))
    where = chance.choice(papers.bundled().papers).identifier
    return Fault(where, chance.choice(_FILE), times=times, status=chance.choice((404, 429, 500, 503)))


def _day(place: Store, number: int, fault: Fault | None) -> bool:
    """One update on a day, with one paper more than the day before; whether all went well."""
    day = papers.bundled().reference_date + dt.timedelta(days=number)
    known = [
        replace(paper, modified=min(_first(index), day), available=min(_first(index), day))
        for index, paper in enumerate(papers.bundled().papers)
        if _first(index) <= day
    ]
    archive = replace(papers.bundled(), papers=tuple(known))
    with standin.serve(archive=archive, faults=(fault,) if fault else ()) as server:
        settings = CrawlConfig(
            contact="proef@kamerwacht.invalid",
            spool=place.spool(SOURCE),
            today=day,
            base_url=server.url,
            public_url=PUBLIC_URL,
            topics=papers.folder() / "onderwerpen.toml",
            delay=0,
            timeout=5,
            retries=1,
            retry_wait=0.01,
        )
        outcomes = update(place, [settings])
    publication.publish(place)
    return all(outcome.good for outcome in outcomes)


def _first(index: int) -> dt.date:
    """The day on which a paper appears."""
    return papers.bundled().reference_date + dt.timedelta(days=index)


_EXPLAINED = (
    "{updates} verversingen, {faults} met een fout van de bron; {told} zeiden in hun verslag dat niet "
    "alles lukte (een fout die bij opnieuw vragen over is, of een stuk treft dat al binnen was, is er geen). "
    "Elke dag een stuk erbij, zaad {seed}. Daarna zegt `compare` dat alles gelijk is aan een maand zonder "
    "fouten, zonder de tabellen {without}."
)
_DURATION = (
    "Wat een verversing kostte (mediaan; *werk* is de rekentijd van alle processen samen, die weinig merkt "
    "van wat de machine verder doet). Na de eerste van een dag is er niets nieuws."
)


def durations(month: Sequence[Update]) -> list[tuple[object, ...]]:
    """Rows of the first and the last days: all updates, and those with nothing new or wrong; medians."""
    days = max(min(5, len(month) // A_DAY // 2), 1)
    parts = {f"eerste {days} dagen": month[: days * A_DAY], f"laatste {days} dagen": month[-days * A_DAY :]}
    rows: list[tuple[object, ...]] = []
    for name, updates in parts.items():
        plain = [update for n, update in enumerate(updates) if n % A_DAY and update.fault is None]
        for kind, chosen in (("alle", updates), ("zonder fout en zonder iets nieuws", plain)):
            if chosen:
                middle = [median(getattr(update, what) for update in chosen) for what in ("seconds", "work")]
                rows.append((f"{name}, {kind}", len(chosen), *(f"{value:.1f}" for value in middle)))
    return rows


def main(*, long: bool = False) -> None:
    """Live the month and print it; the long form writes the page."""
    with tempfile.TemporaryDirectory(prefix="kamerwacht-maand-") as temporary:
        month = run(Path(os.environ.get("KAMERWACHT_PROEF") or temporary), LONG_DAYS if long else DAYS)
    faults = Counter(update.fault for update in month if update.fault)
    parts = [
        "# Proef: een maand draaien",
        report.stamp(),
        _EXPLAINED.format(
            updates=len(month),
            faults=faults.total(),
            told=sum(update.told for update in month),
            seed=SEED,
            without=", ".join(sorted(history_tables() | BOOKKEEPING)),
        ),
        report.table(("fout", "keer"), sorted(faults.items())),
        _DURATION,
        report.table(("wanneer", "verversingen", "seconden", "werk, s"), durations(month)),
    ]
    if long:
        report.publish(PAGE, parts)
    else:
        print("\n\n".join(parts))
