"""What was believed before: every change of a reading or a link is added to ``wijzigingen``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from sqlite_utils import Database


def log_change(
    database: Database,
    what: tuple[Literal["toezegging_id", "gebeurtenis_id"], int],
    field: str,
    change: tuple[object, object],
    now: str,
    *,
    reason: str | None = None,
) -> None:
    """Add that ``field`` of a promise or event went from one value to the other; equal ones add nothing.

    ``reason``: why, in Dutch, where that is not a new reading or link.
    """
    column, row = what
    old, new = (None if value is None else str(value) for value in change)
    if old != new:
        database.execute(
            f"INSERT INTO wijzigingen ({column}, veld, oud, nieuw, op, reden) VALUES (?, ?, ?, ?, ?, ?)",  # noqa: S608 - own names
            [row, field, old, new, now, reason],
        )
