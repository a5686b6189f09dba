"""Runs of the crawl, what failed in them, and how far each source has been read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlite_utils.db import NotFoundError

from db.connection import transaction

if TYPE_CHECKING:
    from sqlite_utils import Database


class Outcome(StrEnum):
    """How a run ended; the values are the published ones. The next run calls a killed one ``afgebroken``."""

    GOOD = "goed"
    ERRORS = "fouten"


@dataclass(frozen=True, slots=True)
class RunCounts:
    """What a run did, in numbers of papers; ``requests`` in HTTP requests."""

    requests: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    failed: int = 0
    seconds: float = 0.0
    missed: tuple[str, ...] = ()
    """Expectations of the source that it did not meet, a Dutch line each."""


@dataclass(frozen=True, slots=True)
class SourceState:
    """How far a source has been read.

    ``read_until``: every paper of the source up to and including this day has been read; None = never.
    ``last_modified``: where the next run starts, in the source's own words.
    """

    name: str
    read_until: dt.date | None = None
    last_modified: str | None = None


def start_run(database: Database, source: str, now: str) -> int:
    """Write down that a run of ``source`` starts; its id. ``now`` in UTC.

    A run of the same source that still says ``bezig`` was killed: it becomes ``afgebroken``.
    """
    with transaction(database):
        database.execute(
            "UPDATE verversingen SET uitslag = 'afgebroken', melding = 'Gestopt voor het einde.'"
            " WHERE bron = ? AND uitslag = 'bezig'",
            [source],
        )
        row = {"bron": source, "begonnen_op": now, "uitslag": "bezig"}
        return int(database.table("verversingen").insert(row).last_rowid or 0)


def finish_run(
    database: Database,
    run_id: int,
    outcome: Outcome,
    counts: RunCounts,
    *,
    message: str | None = None,
    now: str,
) -> None:
    """Write down how run ``run_id`` ended; ``message`` is one Dutch line. Raises KeyError: no such run."""
    row = {
        "uitslag": outcome.value,
        "melding": message,
        "klaar_op": now,
        "verzoeken": counts.requests,
        "nieuw": counts.new,
        "gewijzigd": counts.changed,
        "ongewijzigd": counts.unchanged,
        "ingetrokken": counts.withdrawn,
        "mislukt": counts.failed,
        "duur": round(counts.seconds, 1),
        "afwijkingen": "\n".join(counts.missed) or None,
    }
    with transaction(database):
        try:
            database.table("verversingen").update(run_id, row)
        except NotFoundError as error:
            raise KeyError(run_id) from error


def record_failure(database: Database, run_id: int, *, url: str, message: str, now: str) -> None:
    """Write down that ``url`` could not be fetched or read; ``message`` is one Dutch line."""
    with transaction(database):
        database.execute(
            "INSERT INTO mislukkingen (verversing_id, url, melding, op) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (verversing_id, url) DO UPDATE SET melding = excluded.melding, op = excluded.op",
            [run_id, url, message, now],
        )


def source_state(database: Database, source: str) -> SourceState | None:
    """How far ``source`` has been read, or None when it is not known yet."""
    row = database.execute(
        "SELECT naam, gelezen_tot, laatst_gewijzigd FROM bronnen WHERE bron = ?", [source]
    ).fetchone()
    if row is None:
        return None
    return SourceState(row[0], dt.date.fromisoformat(row[1]) if row[1] else None, row[2])


def set_source_state(database: Database, source: str, state: SourceState) -> None:
    """Write down how far ``source`` has been read. A run that lost something keeps ``read_until``."""
    with transaction(database):
        database.execute(
            "INSERT INTO bronnen (bron, naam, gelezen_tot, laatst_gewijzigd) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (bron) DO UPDATE SET naam = excluded.naam, gelezen_tot = excluded.gelezen_tot,"
            " laatst_gewijzigd = excluded.laatst_gewijzigd",
            [
                source,
                state.name,
                state.read_until.isoformat() if state.read_until else None,
                state.last_modified,
            ],
        )
