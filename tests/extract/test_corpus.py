"""Every paper at hand, in two processes: no exception, the same Document, within memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks import corpus

if TYPE_CHECKING:
    from pathlib import Path

PEAK_MB = 300


def _check(folders: list[Path], least: int) -> dict[str, tuple[str, str]]:
    first, second = (corpus.run_apart(folders, seed) for seed in corpus.SEEDS)
    outcomes: dict[str, tuple[str, str]] = first["outcomes"]
    assert [found for found in outcomes.items() if found[1][0] == corpus.BROKEN] == []
    assert second["outcomes"] == outcomes
    assert sum(1 for kind, _ in outcomes.values() if kind == corpus.READ) >= least
    assert max(first["peak_mb"], second["peak_mb"]) < PEAK_MB
    return outcomes


def test_the_bundled_papers() -> None:
    outcomes = _check([corpus.DEMO], 50)
    assert [told for kind, told in outcomes.values() if kind == corpus.REFUSED] == []


def test_all_real_papers() -> None:
    folders = corpus.real_folders()
    if not folders:
        pytest.skip("../shared met echte stukken is hier niet")
    outcomes = _check(folders, 50)
    # What is refused is no paper but the answer or list of a source; one of those is broken XML itself.
    refused = [(path, told) for path, (kind, told) in outcomes.items() if kind == corpus.REFUSED]
    assert all("onbekend soort XML" in told or "/documents/" in path for path, told in refused)
    assert len(refused) < len(outcomes) / 4


def test_another_outcome_is_seen(tmp_path: Path) -> None:
    (tmp_path / "leeg.txt").write_text("")
    (tmp_path / "brief.txt").write_text("Ik stuur uw Kamer in mei een brief.")
    found = {path.rpartition("/")[2]: kind for path, (kind, _) in corpus.run([tmp_path])["outcomes"].items()}
    assert found == {"leeg.txt": corpus.REFUSED, "brief.txt": corpus.READ}
