"""The figures of this run beside those of the previous release (benchmarks/vorige.json).

A benchmark tells its figures with ``figure``. Each is kept with the day, commit and machine it was measured
on; of another machine only the ratios are judged.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import report

PREVIOUS = Path(__file__).with_name("vorige.json")
SLACK = 0.15
"""Part by which a figure may be worse before it counts as worse; two runs differ that much."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number. ``ratio``: comparable between machines; ``less``: less is better."""

    value: float
    less: bool
    ratio: bool


_FIGURES: dict[str, Figure] = {}


def figure(name: str, value: float, *, less: bool = True, ratio: bool = False) -> None:
    """Tell a figure of this run, to be held against the previous release."""
    _FIGURES[name] = Figure(value, less, ratio)


def compared(previous: dict[str, Any] | None, figures: dict[str, Figure], machine: str) -> str:
    """A table of each figure, its previous value, where that is from and what to think of it."""
    if previous is None:
        return "Er is geen vorige uitgave om mee te vergelijken; bewaar deze met --store VERSIE."
    rows = []
    for name, now in sorted(figures.items()):
        then = previous["cijfers"].get(name)
        if then is None:
            rows.append((name, f"{now.value:.3g}", "-", "-", "nieuw"))
            continue
        judged = _judged(now, then["waarde"], same_machine=then["machine"] == machine)
        where = f"{then['datum']}, {then['commit']}"
        rows.append((name, f"{now.value:.3g}", f"{then['waarde']:.3g}", where, judged))
    others = {row["machine"] for name, row in previous["cijfers"].items() if name in figures} - {machine}
    head = f"Tegen uitgave {previous['versie']}:"
    if others:
        head = f"{head[:-1]} (gemeten op een andere machine: {'; '.join(sorted(others))}):"
    return f"{head}\n\n{report.table(('cijfer', 'nu', 'toen', 'gemeten', 'oordeel'), rows)}"


def _judged(now: Figure, before: float, *, same_machine: bool) -> str:
    if not (same_machine or now.ratio):
        return "niet te vergelijken"
    change = (now.value - before) / before if before else 0.0
    worse = change if now.less else -change
    if abs(change) <= SLACK:
        return "gelijk"
    return f"{'slechter' if worse > 0 else 'beter'} ({change:+.0%})"


def show() -> None:
    """Print this run beside the previous release; nothing when no figure was told."""
    if _FIGURES:
        previous = json.loads(PREVIOUS.read_text(encoding="utf-8")) if PREVIOUS.exists() else None
        print(f"\n== vorige uitgave\n{compared(previous, _FIGURES, report.machine())}")


def store(version: str) -> None:
    """Keep the figures of this run as those of release ``version``; those not measured now stay."""
    old = json.loads(PREVIOUS.read_text(encoding="utf-8"))["cijfers"] if PREVIOUS.exists() else {}
    where = {
        "datum": dt.datetime.now(dt.UTC).date().isoformat(),
        "commit": report.commit(),
        "machine": report.machine(),
    }
    new = {name: {"waarde": figure.value, **where} for name, figure in _FIGURES.items()}
    PREVIOUS.write_text(
        json.dumps(
            {"versie": version, "cijfers": {**old, **new}}, ensure_ascii=False, indent=1, sort_keys=True
        )
        + "\n",
        encoding="utf-8",
    )
