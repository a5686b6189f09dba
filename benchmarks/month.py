"""A month of running: thirty days of four updates from a source that often fails, against one that does not.

``python -m benchmarks month --long`` crawls the bundled archive, one paper more each day, from the stand-in
with faults at random (fixed seed), and writes docs/proef-maand.md. The short form takes three days.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

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


@dataclass
class Month:
    """What was measured: seconds of every update, faults by kind, and how many updates told of one."""

    seconds: list[float] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    told: int = 0


def run(folder: Path, days: int) -> Month:
    """Live a month twice, with faults and without. Raises MonthError when they end differently."""
    month = Month()
    faulty, plain = Store(folder / "met" / "kw.db"), Store(folder / "zonder" / "kw.db")
    for number in range(days):
        for turn in range(A_DAY):
            chance = random.Random(f"{SEED}-{number}-{turn}")  # noqa: S311 - a proof, no secrets
            fault = _fault(chance) if chance.random() < 0.6 else None
            month.faults.update([fault.kind] if fault else [])
            begin = time.perf_counter()
            month.told += not _day(faulty, number, fault)
            month.seconds.append(time.perf_counter() - begin)
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
_DURATION = "Een verversing duurde in het eerste kwart {first:.1f} s (mediaan), in het laatste {last:.1f} s."


def main(*, long: bool = False) -> None:
    """Live the month and print it; the long form writes the page."""
    with tempfile.TemporaryDirectory(prefix="kamerwacht-maand-") as temporary:
        month = run(Path(os.environ.get("KAMERWACHT_PROEF") or temporary), LONG_DAYS if long else DAYS)
    quarter = max(len(month.seconds) // 4, 1)
    first, last = sorted(month.seconds[:quarter]), sorted(month.seconds[-quarter:])
    parts = [
        "# Proef: een maand draaien",
        report.stamp(),
        _EXPLAINED.format(
            updates=len(month.seconds),
            faults=month.faults.total(),
            told=month.told,
            seed=SEED,
            without=", ".join(sorted(history_tables() | BOOKKEEPING)),
        ),
        report.table(("fout", "keer"), sorted(month.faults.items())),
        _DURATION.format(first=first[len(first) // 2], last=last[len(last) // 2]),
    ]
    if long:
        report.publish(PAGE, parts)
    else:
        print("\n\n".join(parts))
