"""The states of all promises, reckoned once and kept beside the database for as long as they hold.

The view ``stand`` reckons every state anew at each question: a second for 20,000 promises. This keeps its
answer, and that of ``overzicht``, as tables with indexes in a file of its own, and makes a new file when the
database or the day has changed. Every connection of the site sees these tables in place of the views, under
the same names.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import tempfile
import threading
import time
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from db.schema.migrations import view_sql
from publish import counted
from publish.counted import SCHEMA

PATIENCE = 0.2
"""Seconds a question may wait for a snapshot to be made anew when only the database changed."""
PAUSE = 10
"""A snapshot that takes longer is made beside the questions, at most one part in this many of the time."""
PREFIX = "kamerwacht-stand-"
"""Before the number of the process, in the name of a folder."""
KEPT = {"stand": "toezegging_id", "overzicht": "id"}
"""Each with its key, in order of making: ``overzicht`` reads the table ``stand`` made just before."""
PIECE = 5000
"""Promises read at once: whoever writes the database must not wait long for a reader."""
NUMBERS = frozenset({"dagen", "aantal_uitstel", "verschuiving", "gelezen_stukken"})
"""Reckoned columns, for which SQLite knows no type: without one a filter on "40" would not find 40."""
INDEXED = {
    "sleutel": "sleutel",
    "toestand": "toestand, dagen DESC",
    "toestand_datum": "toestand, datum",
    "dagen": "dagen",
    # With all that the saved questions per ministry count.
    "code": "ministerie_code, toestand, dagen DESC, ministerie",
    "code_toestand": "ministerie_code, toestand, datum",
    "code_datum": "ministerie_code, datum",
    "ministerie": "ministerie, toestand, dagen",
    "ministerie_datum": "ministerie, datum",
    "commissie": "commissie, toestand, dagen DESC",
    "commissie_datum": "commissie, datum",
    "bewindspersoon": "bewindspersoon",
    "document": "document_id",
    "datum": "datum",
    "jaar": "jaar, datum",
    "hardheid": "hardheid, datum",
    "soort": "soort, datum",
    "dossiers": "dossiers",
    "strikt": "termijn_strikt, toestand",
    "ruim": "termijn_ruim, toestand",
    "uitstel": "aantal_uitstel, verschuiving",
}
INDEXES = (
    "CREATE INDEX stand_toestand ON stand (toestand)",
    *(f"CREATE INDEX overzicht_{name} ON overzicht ({columns})" for name, columns in INDEXED.items()),
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A file with both tables: the day they hold for, and the change of the database they were read after."""

    file: Path
    day: str
    version: int


class Snapshot:
    """The kept states of the database at ``database``, in a folder that goes when the process does."""

    def __init__(self, database: Path) -> None:
        self._source = f"{database.resolve().as_uri()}?mode=ro"
        _sweep()
        self._folder = tempfile.TemporaryDirectory(
            prefix=f"{PREFIX}{os.getpid()}-", ignore_cleanup_errors=True
        )
        self._numbers = count(1)
        self._probe = sqlite3.connect(self._source, uri=True, check_same_thread=False)
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._kept: Kept | None = None
        self._before: Kept | None = None
        self._seconds = 0.0
        self._not_before = 0.0
        self._making: threading.Thread | None = None

    def fresh(self) -> Path:
        """The file to read from, made anew when it must be; states of another day are never given."""
        with self._lock:
            day, version = self._now()
            if self._kept is None or day != self._kept.day:
                return self._make()
            if version == self._kept.version:
                return self._kept.file
            if self._seconds < PATIENCE:
                return self._make()
            if self._making is None and time.monotonic() >= self._not_before:
                self._making = threading.Thread(target=self._make_beside, daemon=True)
                self._making.start()
            return self._kept.file

    def close(self) -> None:
        """Drop the snapshot."""
        self._probe.close()
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

    def _make(self) -> Path:
        with self._writing:
            begun = time.monotonic()
            made = self._written()
            while self._now()[0] != made.day:  # midnight came, or a peildatum was set
                made = self._written()
            # Whoever was given the file before this one may be opening it just now.
            if self._before:
                self._before.file.unlink(missing_ok=True)
            self._before, self._kept = self._kept, made
            self._seconds = time.monotonic() - begun
            self._not_before = time.monotonic() + PAUSE * self._seconds
            return made.file

    def _written(self) -> Kept:
        day, version = self._now()
        file = Path(self._folder.name) / f"{next(self._numbers)}.db"
        connection = sqlite3.connect(file.as_uri(), uri=True, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = OFF")  # a file half made is thrown away
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("ATTACH DATABASE ? AS bron", [self._source])
            _fill(connection)
        finally:
            connection.close()
        return Kept(file, day, version)


def _sweep() -> None:
    """Remove the folders of processes that were killed and could not do so themselves."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
        number = re.match(r"\d+", folder.name.removeprefix(PREFIX))
        if number and folder.stat().st_uid == os.getuid() and not _lives(int(number[0])):
            shutil.rmtree(folder, ignore_errors=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def attach(connection: sqlite3.Connection, file: Path) -> None:
    """Let ``connection`` see the tables in ``file`` in place of the views, and of those it saw before.

    A view of ours that reads them is made anew as a temporary one, because a view in the database itself
    only sees that database.
    """
    attached = connection.execute("SELECT 1 FROM pragma_database_list WHERE name = ?", [SCHEMA]).fetchone()
    if attached:
        connection.execute(f"DETACH DATABASE {SCHEMA}")
    connection.execute(f"ATTACH DATABASE ? AS {SCHEMA}", [f"{file.as_uri()}?mode=ro&immutable=1"])
    if attached:
        return
    for name in KEPT:
        connection.execute(f"CREATE TEMP VIEW {name} AS SELECT * FROM {SCHEMA}.{name}")  # noqa: S608
    others = connection.execute(
        "SELECT sql FROM main.sqlite_schema WHERE type = 'view' AND name NOT IN ('vandaag', ?, ?)", [*KEPT]
    ).fetchall()
    for (text,) in others:
        connection.execute(str(text).replace("CREATE VIEW", "CREATE TEMP VIEW", 1))


def _fill(connection: sqlite3.Connection) -> None:
    """Both tables from the source; names that are not here are looked up there."""
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM bron.toezeggingen").fetchone()
    questions = {"stand": "SELECT * FROM bron.stand", "overzicht": view_sql("overzicht")}
    for name, key in KEPT.items():
        question = questions[name]
        connection.execute(f"CREATE TABLE main.{name} ({_columns(connection, question, key)})")
        for first in range(0, last, PIECE):
            connection.execute(
                f"INSERT INTO main.{name} SELECT * FROM ({question}) WHERE {key} > ? AND {key} <= ?",  # noqa: S608
                [first, first + PIECE],
            )
    connection.execute("BEGIN")
    for statement in INDEXES:
        connection.execute(statement)
    connection.execute("COMMIT")
    counted.fill(connection)
    connection.execute("ANALYZE main")


def _columns(connection: sqlite3.Connection, question: str, key: str) -> str:
    """The columns of ``question`` as in a CREATE TABLE, each compared as SQLite compares it in the view."""
    connection.execute(f"CREATE TEMP TABLE model AS {question} LIMIT 0")
    found = connection.execute("SELECT name, type FROM pragma_table_info('model', 'temp')").fetchall()
    connection.execute("DROP TABLE temp.model")
    types = {name: "INTEGER" if name in NUMBERS else kind for name, kind in found}
    return ", ".join(
        f"{name} INTEGER PRIMARY KEY" if name == key else f"{name} {kind}" for name, kind in types.items()
    )
