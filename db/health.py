"""Is Kamerwacht itself up to date? Per source how far it has been read, and when the last run ended."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

BEHIND_DAYS = 3
"""Days after which a source that has not been read further counts as behind; a crawl runs every few hours."""
SILENT_HOURS = 24
"""Hours after which it counts as a fault that no run has ended."""
SOURCES = """
SELECT b.bron, b.naam, b.gelezen_tot,
       CAST(julianday(v.datum) - julianday(b.gelezen_tot) AS INTEGER) AS dagen_achter
FROM bronnen b, vandaag v ORDER BY b.bron"""
LAST_RUN = "SELECT max(klaar_op) AS klaar_op FROM verversingen"


@dataclass(frozen=True, slots=True)
class Health:
    """``troubles`` are Dutch lines; none: all is well. ``sources`` as the query gives them."""

    sources: tuple[dict[str, Any], ...]
    last_run: str | None
    troubles: tuple[str, ...]


def judge(sources: Iterable[Mapping[str, Any]], last_run: str | None, *, now: dt.datetime) -> Health:
    """What the answers of ``SOURCES`` and ``LAST_RUN`` say; ``now`` with its zone."""
    rows = tuple(dict(row) for row in sources)
    troubles = [line for row in rows if (line := _behind(row))]
    if not rows:
        troubles.append("er is nog geen bron gelezen")
    if last_run is None:
        troubles.append("er is nog geen verversing afgelopen")
    elif now - dt.datetime.fromisoformat(last_run) > dt.timedelta(hours=SILENT_HOURS):
        troubles.append(f"de laatste verversing liep af op {last_run}, meer dan {SILENT_HOURS} uur geleden")
    return Health(rows, last_run, tuple(troubles))


def _behind(row: dict[str, Any]) -> str | None:
    if row["gelezen_tot"] is None:
        return f"{row['naam']}: nog nooit volledig gelezen"
    if row["dagen_achter"] > BEHIND_DAYS:
        return f"{row['naam']}: gelezen tot en met {row['gelezen_tot']}, {row['dagen_achter']} dagen achter"
    return None
