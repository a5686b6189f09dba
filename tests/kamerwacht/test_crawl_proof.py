"""Killed at random moments and run again, a crawl ends as if nothing had happened; a second one asks little.

The long versions (``make proof``) write their figures to docs/proef-verzamelen.md.
"""

from __future__ import annotations

import datetime as dt
import json
import subprocess
from pathlib import Path

import pytest

import db
from tests.kamerwacht.crawling_proof import Proof

DOCS = Path(__file__).parents[2] / "docs"
SEED = 20261123


def difference(one: Path, other: Path) -> list[object]:
    return list(db.compare(one, other))


def note(name: str, **figures: object) -> None:
    """Keep the figures of a long proof; the page is made of all that are there."""
    kept = DOCS / "proef-verzamelen.json"
    values = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    values[name] = {
        "op": str(dt.datetime.now(dt.UTC).date()),
        "commit": commit.stdout.strip() or "onbekend",
        **figures,
    }
    kept.write_text(json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("papers", "kills"),
    [(60, 3), pytest.param(2_000, 20, marks=[pytest.mark.proof, pytest.mark.timeout(3_600)])],
)
def test_killed_at_random_moments_the_database_ends_the_same(tmp_path: Path, papers: int, kills: int) -> None:
    proof = Proof(tmp_path, papers)
    whole, broken = proof.place("heel"), proof.place("gebroken")
    undisturbed = proof.crawl(whole)
    killed = proof.crawl_with_kills(broken, kills, SEED)
    assert killed.kills >= kills - 1, "a crawl may end before its last moment comes"
    assert undisturbed.new == papers
    assert difference(whole.database, broken.database) == []
    assert killed.doubled <= 4 * killed.kills, "only what was under way is asked twice"
    if papers > 100:
        second = proof.crawl(whole)
        assert second.requests == 2
        note(
            "tweede keer",
            stukken=papers,
            verzoeken_eerst=undisturbed.requests,
            seconden_eerst=undisturbed.seconds,
            verzoeken_daarna=second.requests,
            seconden_daarna=second.seconds,
        )
        note(
            "kill",
            stukken=papers,
            keren_gedood=killed.kills,
            bestandsverzoeken_dubbel=killed.doubled,
            verzoeken_ongestoord=undisturbed.requests,
            verzoeken_met_onderbrekingen=killed.requests,
            verschillen=0,
        )


def test_a_second_run_with_nothing_new_asks_little(tmp_path: Path) -> None:
    proof = Proof(tmp_path, 60)
    place = proof.place("kw")
    proof.crawl(place)
    second = proof.crawl(place)
    assert (second.new, second.requests) == (0, 2), "robots.txt and one page of the index"


@pytest.mark.proof
@pytest.mark.timeout(7_200)
def test_ten_thousand_papers_in_steady_memory(tmp_path: Path) -> None:
    small, large = Proof(tmp_path / "klein", 500), Proof(tmp_path / "groot", 10_000)
    little, much = small.crawl(small.place("kw")), large.crawl(large.place("kw"))
    assert much.new == 10_000
    assert much.storing < little.storing + 300
    assert much.fetching < little.fetching + 300
    note(
        "tienduizend",
        stukken_per_minuut=round(much.new / much.seconds * 60),
        seconden=much.seconds,
        mib_opslaan_na_500=little.storing,
        mib_opslaan_na_10000=much.storing,
        mib_ophalen_na_500=little.fetching,
        mib_ophalen_na_10000=much.fetching,
    )
