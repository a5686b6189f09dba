"""``kamerwacht import-meetlat``: take over figures of accuracy that people measured on unseen papers."""

from __future__ import annotations

import datetime as dt
import sys
import tomllib
from typing import TYPE_CHECKING, Any

import db
from extract.errors import reason
from kamerwacht import config
from kamerwacht.errors import KamerwachtError

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

LARGEST_FILE = 1_000_000
_TEXTS = ("verzameling", "omschrijving", "bron")
_FIELDS = ("verzameling", "datum", "aantal", "precisie", "vangst", "omschrijving", "bron")


def run(arguments: argparse.Namespace) -> int:
    """Make ``meetlat`` hold what the file says. Raises KamerwachtError; then nothing has changed."""
    measurements = read_measurements(arguments.file, today=config.today())
    place = config.store(arguments.db)
    try:
        database = db.connect(place.database)
        try:
            changed = db.set_measurements(database, measurements)
        finally:
            database.close()
    except db.DatabaseError as error:
        raise KamerwachtError(str(error)) from error
    count = f"{len(measurements)} meting{'' if len(measurements) == 1 else 'en'}"
    sys.stdout.write(f"meetlat: {count} in {place.database}{'' if changed else '; er is niets veranderd'}\n")
    return 0


def read_measurements(path: Path, *, today: dt.date) -> list[db.Measurement]:
    """The measurements in a TOML file (docs/meetlat.md).

    Raises KamerwachtError, in one Dutch line, for the first thing that is wrong.
    """
    data = _toml(path)
    rows = data.get("meting")
    if set(data) != {"meting"} or not isinstance(rows, list):
        raise KamerwachtError(f"{path}: verwacht alleen blokken [[meting]]; zie docs/meetlat.md")
    found: dict[tuple[str, dt.date], db.Measurement] = {}
    for number, row in enumerate(rows, 1):
        where = f"{path}, meting {number}"
        measurement = _measurement(row, where, today)
        key = measurement.name, measurement.date
        if key in found:
            raise KamerwachtError(f"{where}: {key[0]} van {key[1]} staat er twee keer; laat er een weg")
        found[key] = measurement
    return list(found.values())


def _toml(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
        if len(data) > LARGEST_FILE:
            raise KamerwachtError(f"{path}: groter dan {LARGEST_FILE} bytes; dit is geen meetlat")
        return tomllib.loads(data.decode())
    except OSError as error:
        raise KamerwachtError(f"{path}: niet te lezen ({reason(error)}); controleer het pad") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise KamerwachtError(f"{path}: geen geldige TOML ({error}); zie docs/meetlat.md") from error


def _measurement(row: object, where: str, today: dt.date) -> db.Measurement:
    if not isinstance(row, dict) or set(row) != set(_FIELDS):
        raise KamerwachtError(f"{where}: verwacht precies de velden {', '.join(_FIELDS)}")
    for name in _TEXTS:
        if not isinstance(row[name], str) or not row[name].strip():
            raise KamerwachtError(f"{where}: {name} is {row[name]!r}; schrijf een tekst")
    if type(row["datum"]) is not dt.date or row["datum"] > today:
        raise KamerwachtError(
            f"{where}: datum is {_line(row['datum'])!r}; schrijf de dag van de meting (jjjj-mm-dd, tot en met"
            " vandaag)"
        )
    if type(row["aantal"]) is not int or not 1 <= row["aantal"] < 2**63:
        raise KamerwachtError(f"{where}: aantal is {row['aantal']!r}; schrijf een heel getal vanaf 1")
    for name in ("precisie", "vangst"):
        if type(row[name]) not in (int, float) or not 0 <= row[name] <= 1:
            raise KamerwachtError(f"{where}: {name} is {row[name]!r}; schrijf een deel van 0 tot en met 1")
    return db.Measurement(
        _line(row["verzameling"]),
        row["datum"],
        row["aantal"],
        row["precisie"],
        row["vangst"],
        _line(row["omschrijving"]),
        _line(row["bron"]),
    )


def _line(value: object) -> str:
    """The value as one line of text."""
    return " ".join(str(value).split())
