"""What a source is known to send, as data: one TOML file beside this module per source."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from importlib import resources
from typing import Any, TypeVar

from spiders.config import ConfigError

_Kind = TypeVar("_Kind")
_MADE = {"frozenset": frozenset, "tuple": tuple, "dict": dict, "int": int, "float": float, "str": str}


@dataclass(frozen=True, slots=True)
class SruExpectations:
    """data/officiele_bekendmakingen.toml."""

    elements: frozenset[str]
    ignored_elements: frozenset[str]
    manifestations: dict[str, str]
    """Manifestation to media type, the preferred first; only those that can be read as a paper."""
    ignored_manifestations: frozenset[str]
    statuses: frozenset[str]
    types: frozenset[str]
    required: tuple[str, ...]
    """Fields every record must have."""
    minimum: int
    """Least number of records a first crawl of a subject should list."""
    shortfall: float
    """Largest part of the claimed number of records that may fail to come."""


def load_expectations(source: str, kind: type[_Kind]) -> _Kind:
    """Read data/<source>.toml into the dataclass ``kind``: a key for each field, no other.

    Raises ConfigError when a key is missing or unknown.
    """
    path = resources.files("spiders") / "data" / f"{source}.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    wanted = {f.name: str(f.type).partition("[")[0] for f in fields(kind)}  # type: ignore[arg-type]
    if set(table) != set(wanted):
        raise ConfigError(f"{path.name}: sleutels {sorted(set(table) ^ set(wanted))} kloppen niet")
    values: dict[str, Any] = {name: _MADE[made](table[name]) for name, made in wanted.items()}
    return kind(**values)
