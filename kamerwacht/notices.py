"""What has been told already, so that a fault is told once until it changes, and an overdue promise once."""

from __future__ import annotations

import json
import sqlite3
import sys
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import db
from extract.errors import reason
from kamerwacht.alerts import Alert, Receivers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from kamerwacht.config import Store

_LISTED = 25
_OVERDUE = "SELECT sleutel, citaat, ministerie, termijn_ruim, dagen FROM te_laat ORDER BY dagen DESC, sleutel"


@dataclass(frozen=True, slots=True)
class Told:
    """What was told: keys of overdue promises (None: nothing yet, not even looked) and the fault."""

    overdue: tuple[str, ...] | None = None
    fault: str | None = None


def tell(state: Path, receivers: Receivers, *, faults: Sequence[str], published: Path) -> list[str]:
    """Send what is new since the last time; lines about what could not be sent (it is tried again).

    ``faults`` are the Dutch lines of this run, none when all went well. The very first time the promises
    that are overdue already are noted, not sent.
    """
    before = _read(state)
    lines, after = _fault(before, receivers, _listed(faults), "bijwerken")
    more, after = _overdue(after, receivers, _rows(published))
    return lines + more + _remember(state, before, after)


def tell_fault(state: Path, receivers: Receivers, faults: Sequence[str], *, what: str) -> list[str]:
    """Send what went wrong with ``what`` if it is new, or that it is over; lines about what was not sent."""
    before = _read(state)
    lines, after = _fault(before, receivers, _listed(faults), what)
    return lines + _remember(state, before, after)


def of_the_night(place: Store, what: str, *, wanted: bool) -> Callable[[Sequence[str]], None]:
    """What tells the receivers what went wrong with ``what``, or that it is over; nobody unless wanted.

    Raises KamerwachtError when where to send is set wrongly.
    """
    receivers = Receivers.from_environment() if wanted else Receivers()
    state = place.database.with_name(f"meldingen-{what.replace(' ', '-')}.json")

    def tell(faults: Sequence[str]) -> None:
        if receivers:
            unsent = tell_fault(state, receivers, faults, what=what)
            sys.stderr.writelines(f"kamerwacht: let op: {line}\n" for line in unsent)

    return tell


def _listed(lines: Sequence[str]) -> tuple[str, ...]:
    """The first lines of a message, and how many there are besides."""
    more = [f"en nog {len(lines) - _LISTED}"] if len(lines) > _LISTED else []
    return (*lines[:_LISTED], *more)


def _remember(state: Path, before: Told, after: Told) -> list[str]:
    if after != before:
        try:
            _write(state, after)
        except OSError as error:
            return [f"niet onthouden wat gemeld is ({reason(error)}); het wordt nog eens gemeld"]
    return []


def _fault(before: Told, receivers: Receivers, faults: tuple[str, ...], what: str) -> tuple[list[str], Told]:
    fault = "\n".join(faults) or None
    if fault == before.fault:
        return [], before
    alert = (
        Alert("storing", f"er ging iets mis bij het {what}", faults)
        if fault
        else Alert("hersteld", f"het {what} gaat weer goed", ("Alles is gelukt.",))
    )
    failed = receivers.send(alert)
    return failed, before if failed else Told(before.overdue, fault)


def _overdue(before: Told, receivers: Receivers, rows: list[dict[str, Any]] | None) -> tuple[list[str], Told]:
    if rows is None:
        return [], before
    known = None if before.overdue is None else set(before.overdue)
    new = [row for row in rows if known is not None and row["sleutel"] not in known]
    failed: list[str] = []
    if new:
        told = [f"{row['sleutel']}: {row['citaat']} ({row['ministerie'] or 'ministerie onbekend'}, "
                f"termijn {row['termijn_ruim']}, {row['dagen']} dagen)" for row in new]  # fmt: skip
        what = "toezegging is" if len(new) == 1 else "toezeggingen zijn"
        closing = "Termijn verstreken, geen afdoening gevonden; automatisch gevonden, lees het citaat."
        failed = receivers.send(
            Alert("verstreken", f"{len(new)} {what} over de termijn", (*_listed(told), closing), tuple(new))
        )
    if failed:
        return failed, before
    keys = {row["sleutel"] for row in rows} | (known or set())
    return [], Told(tuple(sorted(keys)), before.fault)


def _rows(published: Path) -> list[dict[str, Any]] | None:
    """The overdue promises; None when they can't be read, which another line tells."""
    try:
        database = db.connect(published, readonly=True)
    except db.DatabaseError:
        return None
    try:
        return list(database.query(_OVERDUE))
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return None
    finally:
        database.close()


def _read(state: Path) -> Told:
    try:
        values = json.loads(state.read_text(encoding="utf-8"))
        overdue = values["overdue"]
        return Told(None if overdue is None else tuple(overdue), values["fault"])
    except (OSError, ValueError, KeyError, TypeError):
        return Told()


def _write(state: Path, told: Told) -> None:
    temporary = state.with_name(f".{state.name}")
    temporary.write_text(json.dumps(asdict(told), ensure_ascii=False), encoding="utf-8")
    temporary.replace(state)
