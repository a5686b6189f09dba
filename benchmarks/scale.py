"""Size: papers through extract, commitments and db, and what an update costs when much is there already.

``python -m benchmarks scale --long`` goes to 100,000 papers (an hour) in folder ``KAMERWACHT_PROEF`` (else
a temporary one); interrupted, it goes on where it was. The short form takes 600.
"""

from __future__ import annotations

import json
import os
import resource
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import commitments
import db
import extract
from benchmarks import history, report, synthetic
from kamerwacht import config, publication
from kamerwacht.intake import Intake
from kamerwacht.settle import settle
from spiders.config import SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator

STEPS = (300, 600)
LONG_STEPS = (1_000, 25_000, 50_000, 100_000)
NEXT = 100
"""New papers of the update that is timed at each step."""
PAGE = "meting-omvang.md"
HEAD = (
    "stukken", "lezen /s", "begrijpen /s", "opslaan /s", "koppelen, s", "geheel publiceren, s",
    "databank, MB", "geheugen, MB", f"volgende {NEXT}, s", "waarvan koppelen, s", "waarvan publiceren, s",
)  # fmt: skip


def main(*, long: bool = False) -> None:
    """Measure, print, and write docs/meting-omvang.md when it is the long form."""
    with tempfile.TemporaryDirectory(prefix="kamerwacht-omvang-") as temporary:
        folder = Path(os.environ.get("KAMERWACHT_PROEF") or temporary)
        steps = list(grow(folder, LONG_STEPS if long else STEPS))
    rows = [_row(values) for values in steps]
    history.figure("opslaan, stukken per seconde", steps[-1]["per_seconde"]["alles"], less=False)
    history.figure("databank, bytes per stuk", steps[-1]["bytes"] / steps[-1]["stukken"], ratio=True)
    growth = steps[-1]["volgende"] / steps[0]["volgende"]
    history.figure("volgende verversing, laatste stap keer eerste", growth, ratio=True)
    parts = ["# Meting: omvang", report.stamp(), _EXPLAINED, report.table(HEAD, rows)]
    if long:
        report.publish(PAGE, parts)
    else:
        print("\n\n".join(parts))


_EXPLAINED = (
    "Verzonnen brieven in officiële XML (`benchmarks/synthetic.py`), één proces. Snelheden sinds de vorige "
    "regel. *Geheel publiceren*: helemaal nazien, kopiëren en inlaten, zoals elke nacht. "
    f"*Volgende {NEXT}*: nieuwe stukken lezen, begrijpen, opslaan, koppelen en publiceren als de rest er al "
    "staat, zoals `update` het doet."
)


@dataclass
class _Growth:
    """A database that grows, with the seconds each room took."""

    folder: Path
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))

    def __post_init__(self) -> None:
        self.place = config.Store(self.folder / "kamerwacht.db")
        self.database = db.connect(self.place.database, create=True)
        self.intake = Intake(self.database, db.RawStore(self.place.raw))
        (self.count,) = self.database.execute("SELECT count(*) FROM herkomsten").fetchone()

    def take(self, until: int) -> None:
        """Papers up to and including ``until``."""
        run = db.start_run(self.database, SOURCE, config.now())
        with _timed(self.seconds):
            for number in range(self.count + 1, until + 1):
                paper = synthetic.paper(number)
                begin = time.perf_counter()
                self.intake.take(paper, source=SOURCE, run_id=run)
                self.seconds["alles"] += time.perf_counter() - begin
        db.finish_run(self.database, run, db.Outcome.GOOD, db.RunCounts(), now=config.now())
        self.count = until

    def link(self) -> float:
        """Seconds for what follows on new papers: links above all."""
        begin = time.perf_counter()
        settle(self.database, self.place)
        return time.perf_counter() - begin

    def publish(self) -> float:
        """Seconds to let readers see what is there."""
        return publication.publish(self.place).seconds


def grow(folder: Path, steps: tuple[int, ...]) -> Iterator[dict[str, Any]]:
    """The figures of each step; those measured before an interruption are given again."""
    folder.mkdir(parents=True, exist_ok=True)
    growth = _Growth(folder)
    for step in steps:
        kept = folder / f"omvang-{step}.json"
        if not kept.exists():
            kept.write_text(json.dumps(_step(growth, step)), encoding="utf-8")
        values: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
        yield values
    growth.database.close()


def _step(growth: _Growth, step: int) -> dict[str, Any]:
    growth.seconds.clear()
    papers = step - NEXT - growth.count
    growth.take(step - NEXT)
    spent = dict(growth.seconds)
    values = {
        "stukken": step,
        "per_seconde": {room: papers / max(seconds, 1e-9) for room, seconds in spent.items()},
        "koppelen": growth.link(),
        "bytes": growth.place.database.stat().st_size,
        "geheel": growth.publish(),
        "geheugen": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }
    begin = time.perf_counter()
    growth.take(step)
    linking, publishing = growth.link(), growth.publish()
    return values | {
        "volgende": time.perf_counter() - begin,
        "volgende_koppelen": linking,
        "volgende_publiceren": publishing,
    }


class _timed:  # noqa: N801 - used as a statement
    """Counts the seconds of reading and understanding while it lasts."""

    def __init__(self, seconds: defaultdict[str, float]) -> None:
        self.seconds = seconds

    def __enter__(self) -> None:
        self.kept = extract.read_bytes, commitments.read
        extract.read_bytes = self._count("lezen", extract.read_bytes)
        commitments.read = self._count("begrijpen", commitments.read)

    def __exit__(self, *_: object) -> None:
        extract.read_bytes, commitments.read = self.kept

    def _count(self, name: str, function: Any) -> Any:  # noqa: ANN401
        def counted(*arguments: object, **more: object) -> object:
            begin = time.perf_counter()
            try:
                return function(*arguments, **more)
            finally:
                self.seconds[name] += time.perf_counter() - begin

        return counted


def _row(values: dict[str, Any]) -> tuple[object, ...]:
    speed = values["per_seconde"]
    storing = 1 / max(1 / speed["alles"] - 1 / speed["lezen"] - 1 / speed["begrijpen"], 1e-9)
    return (
        f"{values['stukken']:,}".replace(",", "."),
        *(f"{s:.0f}" for s in (speed["lezen"], speed["begrijpen"], storing)),
        f"{values['koppelen']:.1f}", f"{values['geheel']:.1f}", f"{values['bytes'] / 1e6:.0f}",
        f"{values['geheugen'] / 1e6:.0f}", f"{values['volgende']:.1f}", f"{values['volgende_koppelen']:.1f}",
        f"{values['volgende_publiceren']:.1f}",
    )  # fmt: skip
