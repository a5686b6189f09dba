"""Work that may grow no faster than its input: growth is compared, never seconds, so load does not count."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

_CHANCES = 4
_SLACK = 0.05
"""Seconds of processor time below which the clock says little."""


def seconds(work: Callable[[], object]) -> float:
    """Processor time of this process: other work on the machine does not count."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def assert_linear(work: Callable[[int], Callable[[], object]], small: int) -> None:
    """Assert that four times the size takes far less than sixteen times as long.

    ``work`` prepares what is measured for a size, so that making the input does not count. A busy machine gets
    some more chances: what is quadratic fails them all.
    """
    work(small // 8)()
    for _ in range(_CHANCES):
        one, four = seconds(work(small)), seconds(work(4 * small))
        if four < 8 * max(one, _SLACK):
            return
    pytest.fail(f"{small}: {one:.2f} s, {4 * small}: {four:.2f} s")
