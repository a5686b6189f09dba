"""``kamerwacht stand``: what was overdue on a day, also as this database believed it at an earlier moment."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import db
from extract.dates import dutch_date
from kamerwacht import config
from kamerwacht.errors import KamerwachtError

if TYPE_CHECKING:
    import argparse
    import datetime as dt

    from sqlite_utils import Database

OVERDUE = "verstreken zonder bericht"
_SHOWN = (
    "sleutel", "toestand", "toestand_tekst", "dagen", "citaat", "onderwerp", "ministerie_code",
    "termijn_tekst", "termijn_ruim", "aantal_uitstel", "gelezen_stukken", "document", "url",
)  # fmt: skip


def run(arguments: argparse.Namespace) -> int:
    """Print the overdue promises of a day; always 0. Raises KamerwachtError when there is no database."""
    try:
        database = db.connect(config.store(arguments.db).database, readonly=True)
        try:
            day, rows = overdue(database, arguments.day, arguments.believed)
        finally:
            database.close()
    except db.DatabaseError as error:
        raise KamerwachtError(str(error)) from error
    believed = arguments.believed.isoformat() if arguments.believed else None
    if arguments.json:
        answer = {"op": day.isoformat(), "geloofd_op": believed, "te_laat": rows}
        sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("\n".join(_lines(day, arguments.believed, rows)) + "\n")
    return 0


def overdue(
    database: Database, day: dt.date | None, believed: dt.date | None
) -> tuple[dt.date, list[dict[str, Any]]]:
    """The day (None: today in Amsterdam), and what had passed then without word, the longest first.

    ``believed``: as this database had it at the end of that day in UTC; None: as it has it now.
    """
    on = day or config.today()
    moment = f"{believed.isoformat()}T23:59:59Z" if believed else None
    rows = [row for row in db.overview_on(database, on, believed=moment) if row["toestand"] == OVERDUE]
    rows.sort(key=lambda row: (-row["dagen"], row["sleutel"]))
    return on, [{name: row[name] for name in _SHOWN} for row in rows]


def _lines(day: dt.date, believed: dt.date | None, rows: list[dict[str, Any]]) -> list[str]:
    when = f"Stand op {dutch_date(day)}"
    if believed:
        when += f", naar wat op {dutch_date(believed)} bekend was"
    count = "1 toezegging" if len(rows) == 1 else f"{len(rows)} toezeggingen"
    lines = [f"{when}: bij {count} is de termijn verstreken en geen afdoening gevonden."]
    for row in rows:
        office = row["ministerie_code"] or "ministerie onbekend"
        lines += ["", f"{row['sleutel']}  {office}  {row['document']}", f"  “{row['citaat']}”"]
        lines.append(f"  {row['toestand_tekst']}; {row['dagen']} dagen na {row['termijn_ruim']}")
    return lines
