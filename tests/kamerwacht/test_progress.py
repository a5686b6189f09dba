"""A line that changes on a terminal, lines of JSON in a log, nothing otherwise."""

from __future__ import annotations

import io
import json

import pytest

from kamerwacht import progress
from kamerwacht.progress import Progress
from spiders import Withdrawn

ITEM = Withdrawn(identifier="kst-99999-1")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_TERMINAL_SECONDS", 0.0)
    monkeypatch.setattr(progress, "_LOG_SECONDS", 0.0)


def tell(stream: io.StringIO, *, logging: bool) -> str:
    told = Progress("rijksoverheid", logging=logging, stream=stream)
    told.log("begin", bekend=3)
    told.took(ITEM)
    told.done()
    return stream.getvalue()


def test_on_a_terminal_one_line_changes_and_is_gone_at_the_end() -> None:
    text = tell(Terminal(), logging=True)
    assert "Rijksoverheid: 0 stukken" in text
    assert "\n" not in text
    assert text.endswith("\r\x1b[K")


def test_in_a_log_each_event_is_a_line_of_json() -> None:
    events = [json.loads(line) for line in tell(io.StringIO(), logging=True).splitlines()]
    assert [event["gebeurtenis"] for event in events] == ["begin", "voortgang"]
    assert events[0]["bron"] == "rijksoverheid"
    assert events[0]["bekend"] == 3
    assert events[1]["items"] == 1


def test_otherwise_it_is_silent() -> None:
    assert tell(io.StringIO(), logging=False) == ""
