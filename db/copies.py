"""What changed between two whole copies of the database, each as it stood on its own day."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from db.connection import connect
from db.errors import explained
from db.state import state_on

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from sqlite_utils import Database

# By table: how many, how many that were not there, and how many that say something else now.
_BOOKED = "n.geboekt_op <> v.geboekt_op OR n.vervallen_op IS NOT v.vervallen_op"
_CHANGED = {
    "documenten": "n.vingerafdruk IS NOT v.vingerafdruk OR n.ingetrokken <> v.ingetrokken",
    "toezeggingen": _BOOKED,
    "gebeurtenissen": _BOOKED,
}
_COUNT = """
    SELECT count(*), count(*) FILTER (WHERE v.sleutel IS NULL),
           count(*) FILTER (WHERE v.sleutel IS NOT NULL AND ({changed}))
    FROM main.{table} n LEFT JOIN vorige.{table} v ON v.sleutel = n.sleutel"""


@dataclass(frozen=True, slots=True)
class Difference:
    """``counts``: (in all, new, changed) by table; ``states``: promises by (state before, state now)."""

    counts: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    states: Counter[tuple[str, str]] = field(default_factory=Counter)


def difference(before: Path, before_day: dt.date, copy: Path, day: dt.date) -> Difference:
    """What ``copy`` (of ``day``) has that ``before`` had not, or otherwise. Raises DatabaseError."""
    with explained(copy), closing(connect(copy, readonly=True)) as now:
        now.execute("ATTACH DATABASE ? AS vorige", [f"{before.absolute().as_uri()}?mode=ro"])
        counts = {
            table: now.execute(_COUNT.format(table=table, changed=changed)).fetchone()
            for table, changed in _CHANGED.items()
        }
        now.execute("DETACH DATABASE vorige")
        states_now = _states(now, day)
    with explained(before), closing(connect(before, readonly=True)) as earlier:
        states_before = _states(earlier, before_day)
    moved = Counter(
        (states_before[key], state)
        for key, state in states_now.items()
        if key in states_before and states_before[key] != state
    )
    return Difference(counts, moved)


def _states(database: Database, day: dt.date) -> dict[str, str]:
    keys = dict(database.execute("SELECT id, sleutel FROM toezeggingen").fetchall())
    return {keys[row["toezegging_id"]]: row["toestand"] for row in state_on(database, day)}
