"""The states of all promises, reckoned once and kept beside the database for as long as they hold.

The view ``stand`` reckons every state anew at each question: a second for 20,000 promises. This keeps its
answer, and that of ``overzicht``, as tables with indexes in a file of its own, made anew when the database or
the day changes. Every connection of the site sees them in place of the views, under the same names.
"""

from __future__ import annotations

import sqlite3
import tempfile
import threading
import time
from pathlib import Path

from db.schema.migrations import view_sql

PATIENCE = 0.2
"""Seconds a question may wait for a snapshot to be made anew when only the database changed."""
PAUSE = 10
"""A snapshot that takes longer is made beside the questions, at most one part in this many of the time."""
SCHEMA = "momentopname"
KEPT = ("stand", "overzicht")
"""In order of making: the text of ``overzicht`` reads the table ``stand`` made just before."""
NUMBERS = frozenset({"dagen", "aantal_uitstel", "verschuiving", "gelezen_stukken"})
"""Reckoned columns, for which SQLite knows no type: without one a filter on "40" would not find 40."""
INDEXED = {
    "sleutel": "sleutel",
    "toestand": "toestand, dagen",
    "dagen": "dagen",
    "code": "ministerie_code, toestand, dagen",
    "ministerie": "ministerie, toestand",
    "commissie": "commissie, toestand, dagen",
    "bewindspersoon": "bewindspersoon",
    "document": "document_id",
    "datum": "datum",
    "jaar": "jaar",
    "hardheid": "hardheid",
    "soort": "soort",
    "dossiers": "dossiers",
    "strikt": "termijn_strikt, toestand",
    "ruim": "termijn_ruim, toestand",
    "uitstel": "aantal_uitstel, verschuiving",
}
INDEXES = tuple(
    f"CREATE INDEX overzicht_{name} ON overzicht ({columns})" for name, columns in INDEXED.items()
)


class Snapshot:
    """The kept states of the database at ``database``, in a folder that goes when the process does."""

    def __init__(self, database: Path) -> None:
        self._source = f"{database.resolve().as_uri()}?mode=ro"
        self._folder = tempfile.TemporaryDirectory(prefix="kamerwacht-", ignore_cleanup_errors=True)
        self._file = Path(self._folder.name) / "momentopname.db"
        self._lock = threading.Lock()
        self._probe = sqlite3.connect(self._source, uri=True, check_same_thread=False)
        self._writing = threading.Lock()
        self._writer = sqlite3.connect(self._file, isolation_level=None, check_same_thread=False)
        self._writer.execute("PRAGMA journal_mode = WAL")
        self._writer.execute("PRAGMA synchronous = OFF")  # lost with the process anyway
        self._writer.execute("ATTACH DATABASE ? AS bron", [self._source])
        self._day: str | None = None
        self._version: int | None = None
        self._seconds = 0.0
        self._not_before = 0.0
        self._making: threading.Thread | None = None

    def attach(self, connection: sqlite3.Connection) -> None:
        """Let ``connection`` (on the same database) see the kept tables in place of the views.

        A view of ours that reads them is made anew as a temporary one, because a view in the database itself
        only sees that database.
        """
        self.freshen()
        connection.execute(f"ATTACH DATABASE ? AS {SCHEMA}", [f"{self._file.as_uri()}?mode=ro"])
        for name in KEPT:
            connection.execute(f"CREATE TEMP VIEW {name} AS SELECT * FROM {SCHEMA}.{name}")  # noqa: S608
        others = connection.execute(
            "SELECT name, sql FROM main.sqlite_schema WHERE type = 'view' AND name NOT IN (?, ?, 'vandaag')",
            KEPT,
        ).fetchall()
        for _, text in others:
            connection.execute(str(text).replace("CREATE VIEW", "CREATE TEMP VIEW", 1))

    def freshen(self) -> None:
        """Make the snapshot anew when it must be; states of another day are never left standing."""
        with self._lock:
            day, version = self._now()
            if day != self._day:
                self._make()
            elif version == self._version:
                return
            elif self._seconds < PATIENCE:
                self._make()
            elif self._making is None and time.monotonic() >= self._not_before:
                self._making = threading.Thread(target=self._make_beside, daemon=True)
                self._making.start()

    def close(self) -> None:
        """Drop the snapshot."""
        self._probe.close()
        self._writer.close()
        self._folder.cleanup()

    def _now(self) -> tuple[str, int]:
        """The day of the site, and a number that changes with every change of the database."""
        day = self._probe.execute("SELECT datum FROM vandaag").fetchone()[0]
        return str(day), int(self._probe.execute("PRAGMA data_version").fetchone()[0])

    def _make_beside(self) -> None:
        try:
            self._make()
        finally:
            self._making = None

    def _make(self) -> None:
        with self._writing:
            begun = time.monotonic()
            version = self._now()[1]
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                day = str(self._writer.execute("SELECT datum FROM bron.vandaag").fetchone()[0])
                _fill(self._writer)
                self._writer.execute("COMMIT")
            except BaseException:
                self._writer.rollback()
                raise
            self._day, self._version = day, version
            self._seconds = time.monotonic() - begun
            self._not_before = time.monotonic() + PAUSE * self._seconds


def _fill(connection: sqlite3.Connection) -> None:
    """Both tables from the source; names that are not here are looked up there."""
    for name in KEPT:
        connection.execute(f"DROP TABLE IF EXISTS main.{name}")
    connection.execute("CREATE TABLE main.stand AS SELECT * FROM bron.stand")
    connection.execute("CREATE UNIQUE INDEX stand_toezegging ON stand (toezegging_id)")
    connection.execute("CREATE INDEX stand_toestand ON stand (toestand)")
    question = view_sql("overzicht")
    connection.execute(f"CREATE TABLE main.overzicht ({_columns(connection, question)})")
    connection.execute(f"INSERT INTO main.overzicht {question} ORDER BY z.id")
    for statement in INDEXES:
        connection.execute(statement)
    connection.execute("ANALYZE main")


def _columns(connection: sqlite3.Connection, question: str) -> str:
    """The columns of ``question`` as in a CREATE TABLE, each compared as SQLite compares it in the view."""
    connection.execute(f"CREATE TEMP TABLE model AS {question} LIMIT 0")
    found = connection.execute("SELECT name, type FROM pragma_table_info('model', 'temp')").fetchall()
    connection.execute("DROP TABLE temp.model")
    types = {name: "INTEGER" if name in NUMBERS else kind for name, kind in found}
    return ", ".join(
        f"{name} INTEGER PRIMARY KEY" if name == "id" else f"{name} {kind}" for name, kind in types.items()
    )
