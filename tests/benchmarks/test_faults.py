"""Whatever goes wrong while the job runs, nothing is lost, doubled or shown half."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks import faults

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.timeout(600)
def test_a_round_of_each_fault_leaves_all_as_it_must_be(tmp_path: Path) -> None:
    proof = faults.run(tmp_path, 10)
    assert proof.counts.total() == 10
    assert all(line.startswith(("kamerwacht: ", "ruw bestand: ")) for line in proof.lines)


@pytest.mark.proof
@pytest.mark.timeout(7200)
def test_two_hundred_rounds(tmp_path: Path) -> None:
    assert faults.run(tmp_path, faults.LONG_ROUNDS).counts.total() == faults.LONG_ROUNDS
