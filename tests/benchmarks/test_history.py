"""A figure is held against the previous release as far as that is fair."""

from __future__ import annotations

import pytest

from benchmarks.history import Figure, compared

BEFORE = {"versie": "0.1.0", "machine": "M", "cijfers": {"tijd": 10.0, "snelheid": 100.0, "verhouding": 2.0}}


@pytest.mark.parametrize(
    ("name", "figure", "machine", "judged"),
    [
        ("tijd", Figure(11, less=True, ratio=False), "M", "gelijk"),
        ("tijd", Figure(20, less=True, ratio=False), "M", "slechter (+100%)"),
        ("snelheid", Figure(50, less=False, ratio=False), "M", "slechter (-50%)"),
        ("snelheid", Figure(150, less=False, ratio=False), "M", "beter (+50%)"),
        ("tijd", Figure(99, less=True, ratio=False), "N", "niet te vergelijken"),
        ("verhouding", Figure(1, less=True, ratio=True), "N", "beter (-50%)"),
        ("iets", Figure(1, less=True, ratio=True), "M", "nieuw"),
    ],
)
def test_a_figure_is_judged(name: str, figure: Figure, machine: str, judged: str) -> None:
    assert compared(BEFORE, {name: figure}, machine).splitlines()[-1].endswith(f"| {judged} |")


def test_without_a_previous_release_that_is_said() -> None:
    assert "--store" in compared(None, {}, "M")
