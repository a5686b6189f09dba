"""The states a commitment can be in, in the order the site shows them (toestanden.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

OVERDUE = "verstreken zonder bericht"
CLASSES = frozenset({"verstreken", "mogelijk", "uitgesteld", "loopt", "open", "afgedaan"})


@dataclass(frozen=True, slots=True)
class State:
    """``name`` as in the database, ``heading`` above a list, ``style`` a class of the style sheet."""

    name: str
    heading: str
    style: str
    explanation: str


@cache
def states() -> dict[str, State]:
    """All states by name, most urgent first. Raises ValueError when the file holds an unknown class."""
    text = resources.files("publish").joinpath("toestanden.toml").read_text(encoding="utf-8")
    found = [
        State(row["naam"], row["kop"], row["klasse"], row["uitleg"])
        for row in tomllib.loads(text)["toestand"]
    ]
    for state in found:
        if state.style not in CLASSES:
            raise ValueError(f"toestanden.toml: onbekende klasse {state.style!r} bij {state.name!r}")
    return {state.name: state for state in found}


def style(name: str) -> str:
    """The class for a state; an unknown state gets none that says anything."""
    known = states().get(name)
    return known.style if known else "open"
