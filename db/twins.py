"""The same letter from another source: known by its bytes, its reference number, or its day and words."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

    from extract.document import Document

PROVISIONAL = ("brief-", "sha256-")
"""Keys of papers without an official number."""
_WORD = re.compile(r"\w+")
_SHINGLE = 5
_LEAST_WORDS = 40
"""Shorter papers ("Hierbij zend ik u …") are alike without being the same."""
_ALIKE = 0.85
"""Least part of the shorter paper's runs of five words that the longer one has too."""
_LENGTHS = 0.6
"""Least length of the shorter against the longer: an annexe that quotes a letter whole is not that letter."""
_SAMPLES = 12
"""Runs of three words looked for first: comparing whole papers costs more."""
_DAYS = 3
"""A letter is dated, sent and published within so many days."""


def find_twin(
    database: Database, document: Document, *, key: str, source: str, identifier: str, file_id: int
) -> str | None:
    """Key of a stored paper that is the same as ``document``, which would be new under ``key``; else None.

    Two papers with official numbers are never the same, nor are two that one source lists apart.
    """
    if _exists(database, key):
        return None
    official = not key.startswith(PROVISIONAL)
    for found in _candidates(database, document, file_id, official=official):
        if official and not found.startswith(PROVISIONAL):
            continue
        if not _listed_apart(database, found, source, identifier):
            return found
    return None


def adopt_key(database: Database, found: str, key: str) -> None:
    """Give the paper that was stored without a number its official one; nothing has that number yet."""
    database.execute("UPDATE documenten SET sleutel = ? WHERE sleutel = ?", [key, found])


def _exists(database: Database, key: str) -> bool:
    return database.execute("SELECT 1 FROM documenten WHERE sleutel = ?", [key]).fetchone() is not None


def _listed_apart(database: Database, key: str, source: str, identifier: str) -> bool:
    row = database.execute(
        "SELECT 1 FROM herkomsten h JOIN documenten d ON d.id = h.document_id"
        " WHERE d.sleutel = ? AND h.bron = ? AND h.identificatie <> ? AND h.stempel <> 'ingetrokken'",
        [key, source, identifier],
    ).fetchone()
    return row is not None


def _candidates(database: Database, document: Document, file_id: int, *, official: bool) -> Iterator[str]:
    """Keys of papers that are the same but for their number, the surest first."""
    rows = database.execute(
        "SELECT sleutel FROM documenten WHERE bestand_id = ?"
        " UNION SELECT d.sleutel FROM herkomsten h JOIN documenten d ON d.id = h.document_id"
        " WHERE h.bestand_id = ?",
        [file_id, file_id],
    )
    yield from (row[0] for row in rows.fetchall())
    data = document.metadata
    if data.ministry is None or data.date is None:
        return
    first, last = (data.date + dt.timedelta(days=days) for days in (-_DAYS, _DAYS))
    near = database.execute(
        "SELECT d.sleutel, d.kenmerk, d.tekst FROM documenten d JOIN ministeries m ON m.id = d.ministerie_id"
        " WHERE m.code = ? AND d.datum BETWEEN ? AND ? AND d.ingetrokken = 0"
        " AND (? = 0 OR d.sleutel GLOB 'brief-*' OR d.sleutel GLOB 'sha256-*')"
        " ORDER BY abs(julianday(d.datum) - julianday(?)), d.id",
        [data.ministry, first.isoformat(), last.isoformat(), int(official), data.date.isoformat()],
    ).fetchall()
    if data.reference:
        own = _plain(data.reference)
        yield from (key for key, reference, _ in near if reference and _plain(reference) == own)
    words, samples = _shingles(document.text), _samples(document.text)
    for key, reference, text in near:
        # Two different reference numbers of one ministry are two letters, however alike.
        if data.reference and reference and _plain(reference) != _plain(data.reference):
            continue
        if 2 * sum(sample in text for sample in samples) >= len(samples) and _alike(words, _shingles(text)):
            yield key


def _plain(reference: str) -> str:
    return "".join(_WORD.findall(reference.lower()))


def _shingles(text: str) -> set[int]:
    words = [word.casefold() for word in _WORD.findall(text)]
    if len(words) < _LEAST_WORDS:
        return set()
    return {hash(tuple(words[at : at + _SHINGLE])) for at in range(len(words) - _SHINGLE + 1)}


def _samples(text: str) -> list[str]:
    """Some runs of three words, from all over the text."""
    words = text.split()
    step = max(1, len(words) // _SAMPLES)
    return [" ".join(words[at : at + 3]) for at in range(0, len(words) - 2, step)][:_SAMPLES]


def _alike(one: set[int], other: set[int]) -> bool:
    short, long = sorted((one, other), key=len)
    if not short or len(short) < _LENGTHS * len(long):
        return False
    return len(short & long) >= _ALIKE * len(short)
