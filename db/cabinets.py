"""Cabinets and who held which office, from data/kabinetten.toml: was a promise made by a predecessor?"""

from __future__ import annotations

import datetime as dt
import tomllib
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from db.connection import transaction

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

_FILE = "kabinetten.toml"
_CABINET = ("naam", "van", "tot", "demissionair_sinds", "bron", "zeker")
_SEAT = ("ambt", "naam", "kabinet", "van", "tot", "bron", "zeker")
_MAY_LACK = {"tot", "demissionair_sinds"}
_DAYS = {"van", "tot", "demissionair_sinds"}


def store_cabinets(database: Database, text: str | None = None) -> bool:
    """Make ``kabinetten`` and ``zetels`` hold what the file (or ``text``, TOML) says; False: they did.

    Raises ValueError, in one Dutch line, when the file contradicts itself; then nothing changes.
    """
    cabinets, seats = read_cabinets(text)
    with transaction(database):
        present = (_rows(database, _CABINETS), _rows(database, _SEATS))
        if present == (cabinets, seats):
            return False
        database.execute("DELETE FROM zetels")
        database.execute("DELETE FROM kabinetten")
        database.conn.executemany(
            "INSERT INTO kabinetten (naam, van, tot, demissionair_sinds, bron, zekerheid)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            cabinets,
        )
        database.conn.executemany(
            "INSERT INTO zetels (ambt, naam, van, tot, kabinet_id, bron, zekerheid)"
            " VALUES (?1, ?2, ?3, ?4, (SELECT id FROM kabinetten WHERE naam = ?5), ?6, ?7)",
            seats,
        )
    return True


_CABINETS = "SELECT naam, van, tot, demissionair_sinds, bron, zekerheid FROM kabinetten ORDER BY van"
_SEATS = """
    SELECT z.ambt, z.naam, z.van, z.tot, k.naam, z.bron, z.zekerheid
    FROM zetels z JOIN kabinetten k ON k.id = z.kabinet_id ORDER BY z.ambt, z.van"""


def read_cabinets(text: str | None = None) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Rows of ``kabinetten`` by day, of ``zetels`` by office and day. Raises ValueError in one Dutch line."""
    data = tomllib.loads(text if text is not None else _bundled())
    sources = data.get("bronnen", {})
    cabinets = [_values(row, _CABINET, sources) for row in data.get("kabinet", [])]
    seats = [_values(row, _SEAT, sources) for row in data.get("zetel", [])]
    cabinets.sort(key=lambda row: row["van"])
    seats.sort(key=lambda row: (row["ambt"], row["van"]))
    _check_days(cabinets, lambda _: "kabinet")
    _check_days(seats, lambda row: row["ambt"])
    known = {row["naam"]: row for row in cabinets}
    for row in seats:
        _check_within(row, known)
    return (
        [
            tuple(row[n] for n in ("naam", "van", "tot", "demissionair_sinds", "bron", "zeker"))
            for row in cabinets
        ],
        [tuple(row[n] for n in ("ambt", "naam", "van", "tot", "kabinet", "bron", "zeker")) for row in seats],
    )


def _bundled() -> str:
    return files("db").joinpath("data", _FILE).read_text(encoding="utf-8")


def _rows(database: Database, query: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in database.execute(query).fetchall()]


def _values(row: dict[str, Any], fields: tuple[str, ...], sources: dict[str, str]) -> dict[str, Any]:
    name = row.get("naam", "?")
    if set(row) - set(fields) or set(fields) - set(row) - _MAY_LACK:
        raise ValueError(f"{_FILE}: {name}: verwacht {', '.join(fields)}")
    for field in _DAYS & set(row):
        if type(row[field]) is not dt.date:
            raise ValueError(f"{_FILE}: {name}: {field} is geen dag (jjjj-mm-dd)")
    if not isinstance(row["zeker"], bool):
        raise ValueError(f"{_FILE}: {name}: zeker is true of false")  # noqa: TRY004 - a fault in the file
    if unknown := [source for source in row["bron"] if source not in sources] or not row["bron"]:
        raise ValueError(f"{_FILE}: {name}: bron staat niet in [bronnen]: {unknown}")
    days = {field: row[field].isoformat() if field in row else None for field in _DAYS & set(fields)}
    written = "; ".join(sources[source] for source in row["bron"])
    return {**row, **days, "bron": written, "zeker": "zeker" if row["zeker"] else "onzeker"}


def _check_days(rows: list[dict[str, Any]], group: Callable[[dict[str, Any]], str]) -> None:
    for one, other in pairwise(rows):
        if group(one) == group(other) and (one["tot"] is None or one["tot"] > other["van"]):
            raise ValueError(f"{_FILE}: {one['naam']} en {other['naam']} overlappen ({group(one)})")
    for row in rows:
        if row["tot"] is not None and row["tot"] <= row["van"]:
            raise ValueError(f"{_FILE}: {row['naam']}: tot ligt niet na van")


def _check_within(row: dict[str, Any], cabinets: dict[str, dict[str, Any]]) -> None:
    cabinet = cabinets.get(row["kabinet"])
    if cabinet is None:
        raise ValueError(f"{_FILE}: {row['naam']}: kabinet {row['kabinet']} staat er niet")
    if row["van"] < cabinet["van"] or (cabinet["tot"] and (row["tot"] or "9999") > cabinet["tot"]):
        raise ValueError(f"{_FILE}: {row['naam']}: zat niet alleen in kabinet {row['kabinet']}")
