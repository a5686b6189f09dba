"""A whole database as it stood on an earlier day: every query on the connection sees that day."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from sqlite_utils import Database

from db.belief import as_believed
from db.connection import connect
from db.schema.migrations import VIEWS, view_sql

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

_RECKONED = {"stand": "toezegging_id", "overzicht": "sleutel"}
"""Kept as tables, each with what it is looked up by: pages ask them many times."""
_SAID = {
    "gebeurtenissen": "datum",
    "termijnen": "aangekondigd_op",
    "correcties": "op",
}
"""With the day on which each row was said."""
_ALWAYS = {"wijzigingen": "op", "verversingen": "klaar_op"}


@contextmanager
def opened_on(path: Path, day: dt.date, moment: str, *, believed: bool) -> Iterator[sqlite3.Connection]:
    """The database at ``path``, to be read as ``looking_back`` says. Raises DatabaseError."""
    connect(path, readonly=True).close()  # ours, and of this version
    # Whoever asks is one thread; whoever closes, at the end of the process, may be another.
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    with closing(connection), looking_back(Database(connection), day, moment, believed=believed):
        yield connection


@contextmanager
def looking_back(database: Database, day: dt.date, moment: str, *, believed: bool) -> Iterator[None]:
    """Within it the connection holds what it held on ``day``, which ends at ``moment`` (UTC, as stamps are).

    ``believed``: as the database then had it (see db.belief). Else with all that is known now of what had
    been said by that day. The database may be open for reading only.
    """
    if believed:
        with as_believed(database, moment):
            _lay(database, day, moment, f"geboekt_op <= '{moment}'")
            yield
        return
    for table, column in _SAID.items():
        _narrow(database, table, f"ifnull({column}, '') <= '{day}'")
    _lay(database, day, moment, "1")
    yield


def _lay(database: Database, day: dt.date, moment: str, known: str) -> None:
    for table, column in _ALWAYS.items():
        _narrow(database, table, f"{column} <= '{moment}'")
    _narrow(database, "documenten", f"ifnull(datum, '') <= '{day}' AND {known}")
    execute = database.conn.execute
    execute(f"CREATE TEMP VIEW vandaag AS SELECT '{day}' AS datum")
    for name, key in _RECKONED.items():
        execute(f"CREATE TEMP TABLE {name} AS {view_sql(name)}")
        execute(f"CREATE INDEX temp.terug_{name} ON {name} ({key})")
    execute("CREATE INDEX temp.terug_toestand ON overzicht (toestand, dagen)")
    for name in VIEWS:
        if name not in ("vandaag", *_RECKONED):
            execute(f"CREATE TEMP VIEW {name} AS {view_sql(name)}")


def _narrow(database: Database, table: str, condition: str) -> None:
    database.conn.execute(f"CREATE TEMP VIEW {table} AS SELECT * FROM main.{table} WHERE {condition}")  # noqa: S608
