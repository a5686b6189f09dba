"""The month of running goes on where it was interrupted, and tells whether updates grow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks import month
from benchmarks.month import Update
from kamerwacht.config import Store

if TYPE_CHECKING:
    from pathlib import Path

    from demo.faults import Fault


def test_an_interrupted_month_goes_on_with_the_same_faults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lived: list[tuple[int, str | None]] = []

    def day(_: Store, number: int, fault: Fault | None) -> bool:
        if len(lived) == 5 and not stopped:
            stopped.append(True)
            raise KeyboardInterrupt
        lived.append((number, fault.kind if fault else None))
        return True

    monkeypatch.setattr(month, "_day", day)
    place, state = Store(tmp_path / "kw.db"), tmp_path / "stand.json"
    stopped: list[bool] = []
    with pytest.raises(KeyboardInterrupt):
        month._live(state, place, 2, a_day=4, faults=True)
    assert len(month._live(state, place, 2, a_day=4, faults=True)) == 8
    in_parts, lived[:] = list(lived), []
    month._live(tmp_path / "ander.json", place, 2, a_day=4, faults=True)
    assert in_parts == lived
    assert [number for number, _ in lived] == [0] * 4 + [1] * 4
    assert any(kind for _, kind in lived)


def test_growth_is_told_from_updates_that_had_nothing_new_or_wrong() -> None:
    def day(seconds: float) -> list[Update]:
        return [Update(90, 9, None, told=False), Update(80, 8, "reset", told=True)] + [
            Update(seconds, seconds / 2, None, told=False)
        ] * 2

    rows = month.durations([*day(1), *day(3), *day(4), *day(6)])
    assert [row[1:] for row in rows] == [
        (8, "41.5", "4.8"), (4, "2.0", "1.0"), (8, "43.0", "5.5"), (4, "5.0", "2.5"),
    ]  # fmt: skip
