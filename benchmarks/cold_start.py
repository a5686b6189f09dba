"""Cold start: whole processes, side by side in turn, against importing spaCy with a blank Dutch pipeline."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks import history

RUNS = 7
LETTERS = Path(__file__).resolve().parents[1] / "demo" / "archief"


def main() -> None:
    """Time each command ``RUNS`` times after one warm-up and print minimum, median and ratio to spaCy."""
    letter = min(LETTERS.rglob("*.pdf"), key=lambda path: path.stat().st_size)
    door = [sys.executable, "-m", "kamerwacht.cli"]
    commands = {
        'import spacy; spacy.blank("nl")': [sys.executable, "-c", 'import spacy; spacy.blank("nl")'],
        "kamerwacht read BRIEF.pdf": [*door, "read", str(letter)],
        "kamerwacht deadline TERMIJN": [*door, "deadline", "uiterlijk in het najaar", "--date", "2026-06-04"],
        "kamerwacht --help": [*door, "--help"],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(RUNS + 1):
        for name, command in commands.items():
            times[name].append(_seconds(command))
    base = statistics.median(next(iter(times.values()))[1:])
    print(f"{'command':<36}{'min s':>8}{'median s':>10}{'x spaCy':>9}   ({RUNS} runs)")
    for name, seconds in times.items():
        middle = statistics.median(seconds[1:])
        history.figure(f"koude start, {name}, keer spaCy", middle / base, ratio=True)
        print(f"{name:<36}{min(seconds[1:]):>8.2f}{middle:>10.2f}{middle / base:>9.2f}")


def _seconds(command: list[str]) -> float:
    begin = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True)
    return time.perf_counter() - begin
