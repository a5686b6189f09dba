"""The same paper reads the same on any day, in any time zone, in any process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Reads invented letters and every expression of our own set, and prints one digest of all that was found. With
# "refuse" it is an error to ask for the day, the moment or chance: then the text alone decides.
SCRIPT = """
import dataclasses, datetime, hashlib, json, sys, time
from pathlib import Path
import commitments, extract
from benchmarks.varied_papers import papers
from commitments.deadlines import resolve

texts = list(papers(25, 7))
rows = [json.loads(line) for line in Path("tests/commitments/data/deadlines.jsonl").read_text("utf-8").splitlines()]

def refuse(frame, event, called):
    if event == "c_call" and called.__name__ in {
        "today", "now", "utcnow", "fromtimestamp", "time", "time_ns", "localtime", "gmtime", "getrandbits", "urandom"
    }:
        raise AssertionError(f"asked for {called.__name__} in {frame.f_code.co_filename}")

def told(thing):
    return json.dumps(dataclasses.asdict(thing), default=str).encode() if thing else b"-"

digest = hashlib.sha256()
if "refuse" in sys.argv:
    sys.setprofile(refuse)
    try:
        datetime.date.today()
    except AssertionError:
        pass
    else:
        sys.exit("the day was told")
    sys.setprofile(refuse)
for paper in texts:
    digest.update(told(commitments.read(paper)))
    digest.update(told(commitments.read(extract.read_text(paper.text), date=paper.metadata.date)))
for row in rows:
    digest.update(told(resolve(row["text"], datetime.date.fromisoformat(row["date"]))))
sys.setprofile(None)
print(digest.hexdigest())
"""


def digest(*arguments: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments],
        cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, **environment},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
def here() -> str:
    return digest(TZ="Europe/Amsterdam", PYTHONHASHSEED="0")


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles"])
def test_the_time_zone_and_the_order_of_sets_make_no_difference(here: str, zone: str) -> None:
    seed = str(sum(map(ord, zone)))
    assert digest(TZ=zone, PYTHONHASHSEED=seed, LC_ALL="C") == here


def test_nobody_asks_for_the_day_or_for_chance(here: str) -> None:
    assert digest("refuse", TZ="UTC", PYTHONHASHSEED="1") == here
