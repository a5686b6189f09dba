"""A figure is held against the previous release as far as that is fair."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks import history, report
from benchmarks.history import Figure, compared

if TYPE_CHECKING:
    from pathlib import Path

WHERE = {"datum": "2026-01-01", "commit": "abc", "machine": "M"}
VALUES = {"tijd": 10.0, "snelheid": 100.0, "verhouding": 2.0}
BEFORE = {"versie": "0.1.0", "cijfers": {name: {"waarde": value, **WHERE} for name, value in VALUES.items()}}


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


def test_what_a_release_kept_stands_beside_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(history, "PREVIOUS", tmp_path / "vorige.json")
    monkeypatch.setattr(history, "_FIGURES", {})
    history.figure("geheugen", 50.0)
    history.figure("tijd", 4.0)
    history.store("0.1.0")
    monkeypatch.setattr(history, "_FIGURES", {})
    history.figure("tijd", 8.0)
    history.show()
    said = capsys.readouterr().out
    assert "Tegen uitgave 0.1.0:" in said
    assert said.splitlines()[-1].startswith("| tijd | 8 | 4 | ")
    assert report.commit() in said
    assert said.splitlines()[-1].endswith("| slechter (+100%) |")
    history.store("0.2.0")
    history.figure("geheugen", 50.0)
    history.show()
    assert "| geheugen | 50 | 50 |" in capsys.readouterr().out, "what was not measured again is kept"
