"""The words of every promise, kept so that linking a new paper looks up only what may belong to it.

How much a word says follows from how often it occurs in promises of the months before, whatever was stored
later or in another order: a link is the same in a run that was cut short, and in a database that is rebuilt.
"""

from __future__ import annotations

import hashlib
from importlib.resources import files
from itertools import islice
from typing import TYPE_CHECKING, Any

from commitments import subjects
from commitments.pool import text_of
from commitments.subjects import parts, stems

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sqlite_utils import Database

EVERY = ""
"""The word that every promise has: whoever counts it, counts promises."""
_SETTING = "woorden"
_ADD = (
    "INSERT INTO toezegging_woorden (toezegging_id, woord_id, datum, heel) VALUES (?, ?, ?, ?)"
    " ON CONFLICT DO NOTHING"
)
_COMPOUNDS = """
    SELECT id, woord FROM woorden WHERE woord > :word AND woord < :word || char(1114111)
    UNION SELECT id, woord FROM woorden
    WHERE omgekeerd > :turned AND omgekeerd < :turned || char(1114111)"""
_OF_COMPOUND = """
    INSERT INTO toezegging_woorden (toezegging_id, woord_id, datum, heel)
    SELECT toezegging_id, ?, datum, 0 FROM toezegging_woorden WHERE woord_id = ? AND heel = 1
    ON CONFLICT DO NOTHING"""
_PROMISES = "SELECT id, datum, onderwerp, citaat, vervallen_op FROM toezeggingen"
_MOST = 512
"""Values in one question to the database."""


def version() -> str:
    """Of what makes words of a text: with another one they are made anew."""
    code = files("commitments").joinpath("subjects.py").read_bytes()
    common = " ".join(subjects.linking_data()["words"]["common"])
    return hashlib.sha256(code + common.encode()).hexdigest()[:12]


def index_promises(database: Database, document_id: int) -> None:
    """Bring the words of the promises of a paper up to what they say. Call inside a transaction."""
    rows = database.execute(f"{_PROMISES} WHERE document_id = ?", [document_id]).fetchall()
    for promise, date, subject, quote, lapsed in rows:
        counts = date is not None and lapsed is None
        _index(database, promise, date, [EVERY, *stems(text_of(subject, quote))] if counts else [])


def bring_up_to_date(database: Database) -> None:
    """Make all words anew when they were made in another way. Call inside a transaction."""
    row = database.execute("SELECT waarde FROM instellingen WHERE naam = ?", [_SETTING]).fetchone()
    if row is not None and row[0] == version():
        return
    for table in ("toezegging_woorden", "woordtelling", "woorden"):
        database.execute(f"DELETE FROM {table}")  # noqa: S608 - own names
    for (document,) in database.execute("SELECT DISTINCT document_id FROM toezeggingen").fetchall():
        index_promises(database, document)
    database.execute(
        "INSERT OR REPLACE INTO instellingen (naam, waarde) VALUES (?, ?)", [_SETTING, version()]
    )


def _index(database: Database, promise: int, date: str | None, words: list[str]) -> None:
    present = database.execute(
        "SELECT w.woord, t.datum, w.id FROM toezegging_woorden t JOIN woorden w ON w.id = t.woord_id"
        " WHERE t.toezegging_id = ? AND t.heel = 1",
        [promise],
    ).fetchall()
    if {(word, day) for word, day, _ in present} == {(word, date) for word in words}:
        return
    database.execute("DELETE FROM toezegging_woorden WHERE toezegging_id = ?", [promise])
    ids = [_word(database, word) for word in words]
    database.conn.executemany(_ADD, [(promise, word, date, 1) for word in ids])
    known = _known(database, {part for word in words for part in parts(word)})
    database.conn.executemany(_ADD, [(promise, word, date, 0) for word in known])
    for _, _, word in present:
        _forget(database, word)


def _word(database: Database, word: str) -> int:
    """The row of a word; a new one is from now on known in the compounds that were there before."""
    row = database.execute("SELECT id FROM woorden WHERE woord = ?", [word]).fetchone()
    if row is not None:
        return int(row[0])
    turned = word[::-1]
    made = database.execute("INSERT INTO woorden (woord, omgekeerd) VALUES (?, ?)", [word, turned]).lastrowid
    if len(word) >= subjects.SHORTEST_PART:
        found = database.execute(_COMPOUNDS, {"word": word, "turned": turned}).fetchall()
        for compound, text in found:
            if word in parts(text):
                database.execute(_OF_COMPOUND, [made, compound])
    return int(made or 0)


def _forget(database: Database, word: int) -> None:
    """Take a word away that no promise has any more, also as part of a compound."""
    used = "SELECT 1 FROM woordtelling WHERE woord_id = ? AND heel > 0"
    if database.execute(used, [word]).fetchone() is None:
        database.execute("DELETE FROM toezegging_woorden WHERE woord_id = ?", [word])
        database.execute("DELETE FROM woorden WHERE id = ?", [word])


def _known(database: Database, words: Collection[str]) -> list[int]:
    return [row[0] for row in select(database, "SELECT id FROM woorden WHERE woord IN ({})", words)]


def select(
    database: Database, query: str, values: Iterable[str | int], more: tuple[str | int | None, ...] = ()
) -> list[tuple[Any, ...]]:
    """The rows of a query with ``{}`` where a list of values comes, however many; ``more`` follow it.

    A short list is filled up with its last value: few lengths, so few statements to prepare.
    """
    found: list[tuple[Any, ...]] = []
    rest = iter(values)
    while batch := list(islice(rest, _MOST)):
        length = 1 << (len(batch) - 1).bit_length()
        batch += batch[-1:] * (length - len(batch))
        found += database.execute(query.format(", ".join("?" * length)), [*batch, *more]).fetchall()
    return found
