"""Size: papers through extract, commitments and db, and what an update costs when much is there already.

``python -m benchmarks scale --long`` goes to 100,000 papers in folder ``KAMERWACHT_PROEF`` (else a temporary
one); interrupted, it goes on where it was. The short form takes 600. To fill the database a second process
reads ahead; what follows on 100 new papers is measured in one process.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import resource
import tempfile
import time
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import commitments
import db
import extract
from benchmarks import history, report, synthetic
from kamerwacht import config, publication
from kamerwacht.intake import Intake, _listed
from kamerwacht.settle import settle
from kamerwacht.workers import in_order
from spiders.config import SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from commitments.model import Reading
    from extract.document import Document
    from spiders import FetchedPaper

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
    _tell(steps[0], steps[-1])
    parts = ["# Meting: omvang", report.stamp(), _EXPLAINED, report.table(HEAD, rows)]
    if long:
        report.publish(PAGE, parts)
    else:
        print("\n\n".join(parts))


def _tell(first: dict[str, Any], last: dict[str, Any]) -> None:
    """The figures to be held against the previous release; each names the size it was measured at."""
    size = f"bij {last['stukken']} stukken"
    if speed := last["per_seconde"].get("alles"):
        history.figure(f"lezen tot en met opslaan, stukken/s {size}", speed, less=False)
    history.figure(f"databank, bytes per stuk {size}", last["bytes"] / last["stukken"], ratio=True)
    growth = last["volgende"] / first["volgende"]
    history.figure(f"volgende {NEXT} {size}, keer die bij {first['stukken']}", growth, ratio=True)


_EXPLAINED = (
    "Verzonnen brieven in officiële XML (`benchmarks/synthetic.py`). Snelheden van één proces, sinds de "
    "vorige regel; bij het vullen leest een tweede vooruit. *Geheel publiceren*: helemaal nazien, kopiëren "
    "en inlaten, zoals elke nacht. "
    f"*Volgende {NEXT}*: nieuwe stukken lezen, begrijpen, opslaan, koppelen en publiceren als de rest er al "
    "staat, zoals `update` het doet."
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A paper with what reading it gave, and the seconds that took."""

    paper: FetchedPaper
    document: Document
    reading: Reading
    read: float
    understood: float


def prepare(number: int) -> Prepared:
    """Make an invented paper and read it, as taking it in would."""
    paper = synthetic.paper(number)
    begin = time.perf_counter()
    document = _listed(extract.read_bytes(paper.body, name=paper.url, metadata=paper.metadata), paper)
    middle = time.perf_counter()
    reading = commitments.read(document)
    return Prepared(paper, document, reading, middle - begin, time.perf_counter() - middle)


def _given(answer: object) -> Any:  # noqa: ANN401 - stands in for any function
    return lambda *_, **__: answer


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

    def take(self, until: int, *, ahead: bool = False) -> None:
        """Papers up to and including ``until``; ``ahead``: read by another process while this one stores."""
        numbers = range(self.count + 1, until + 1)
        run = db.start_run(self.database, SOURCE, config.now())
        if ahead:
            # Spawned: a fork would share the open database.
            with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as executor:
                self._store(in_order(executor, prepare, numbers), run)
        else:
            self._store(map(prepare, numbers), run)
        db.finish_run(self.database, run, db.Outcome.GOOD, db.RunCounts(), now=config.now())
        self.count = until

    def _store(self, papers: Iterable[Prepared], run: int) -> None:
        kept = extract.read_bytes, commitments.read
        try:
            for made in papers:
                vars(extract)["read_bytes"] = _given(made.document)
                vars(commitments)["read"] = _given(made.reading)
                begin = time.perf_counter()
                self.intake.take(made.paper, source=SOURCE, run_id=run)
                self.seconds["opslaan"] += time.perf_counter() - begin
                self.seconds["lezen"] += made.read
                self.seconds["begrijpen"] += made.understood
        finally:
            vars(extract)["read_bytes"], vars(commitments)["read"] = kept

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
    filled = max(step - NEXT, growth.count)  # more than that when the step was interrupted in its last part
    papers = filled - growth.count
    growth.take(filled, ahead=True)
    spent = {**growth.seconds, "alles": sum(growth.seconds.values())}
    values = {
        "stukken": step,
        "per_seconde": {room: papers / seconds for room, seconds in spent.items() if seconds},
        "koppelen": growth.link(),
        "bytes": growth.place.database.stat().st_size,
        "geheel": growth.publish(),
    }
    begin = time.perf_counter()
    growth.take(filled + NEXT)
    linking, publishing = growth.link(), growth.publish()
    return values | {
        "volgende": time.perf_counter() - begin,
        "volgende_koppelen": linking,
        "volgende_publiceren": publishing,
        "geheugen": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }


def _row(values: dict[str, Any]) -> tuple[object, ...]:
    speed = values["per_seconde"]
    return (
        f"{values['stukken']:,}".replace(",", "."),
        *(f"{speed[room]:.0f}" if room in speed else "-" for room in ("lezen", "begrijpen", "opslaan")),
        f"{values['koppelen']:.1f}", f"{values['geheel']:.1f}", f"{values['bytes'] / 1e6:.0f}",
        f"{values['geheugen'] / 1e6:.0f}", f"{values['volgende']:.1f}", f"{values['volgende_koppelen']:.1f}",
        f"{values['volgende_publiceren']:.1f}",
    )  # fmt: skip
