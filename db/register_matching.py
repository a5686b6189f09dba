"""Joining the registers of the Kamers with the promises that were found."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from commitments.register import AFTER, Entry, Found, RegisterIndex
from db.connection import location, transaction
from db.errors import explained
from db.links import CERTAINTY, reconsider

if TYPE_CHECKING:
    from sqlite_utils import Database

    from commitments.facts import Link

_ENTRIES = """
    SELECT r.id, r.tekst, r.naam, coalesce(a.datum, r.aangemaakt_op) AS datum, m.code AS ministerie,
           v.vergeleken_op IS NULL OR v.vergeleken_op < r.gewijzigd_op AS nieuw
    FROM register r LEFT JOIN activiteiten a ON a.id = r.activiteit_id
    LEFT JOIN ministeries m ON m.id = r.ministerie_id
    LEFT JOIN register_vergeleken v ON v.register_id = r.id
    WHERE r.verwijderd = 0 AND r.tekst IS NOT NULL AND coalesce(a.datum, r.aangemaakt_op) IS NOT NULL"""
# Each stamp by its own index; the plus keeps SQLite from going through all days instead.
_LAST = "(SELECT max(vergeleken_op) FROM register_vergeleken)"
_CHANGED_DAYS = " UNION ".join(
    f"SELECT datum FROM toezeggingen WHERE {stamp} >= {_LAST} AND +datum IS NOT NULL"  # noqa: S608 - own words
    for stamp in ("gevonden_op", "gekoppeld_op", "vervallen_op")
)
_PROMISES = """
    SELECT z.sleutel, coalesce(h.sleutel, z.sleutel) AS gevolgd, z.datum, z.onderwerp, z.citaat,
           m.code AS ministerie, b.naam
    FROM toezeggingen z LEFT JOIN toezeggingen h ON h.id = z.herhaalt_id
    LEFT JOIN ministeries m ON m.id = z.ministerie_id
    LEFT JOIN bewindspersonen b ON b.id = z.bewindspersoon_id
    WHERE z.vervallen_op IS NULL AND z.verplichting = 'kamer' AND z.datum BETWEEN ? AND ?"""
_GONE = """
    SELECT k.register_id FROM register_koppelingen k
    JOIN register r ON r.id = k.register_id JOIN toezeggingen z ON z.id = k.toezegging_id
    WHERE k.vervallen_op IS NULL AND (r.verwijderd = 1 OR z.vervallen_op IS NOT NULL)"""


def match_register(database: Database, *, now: str) -> int:
    """Say of the entries that wait which found promise they are; the number of links that changed.

    An entry waits when it is new or changed, or when a promise was found on its day or in the weeks after.
    ``now`` in UTC. Work grows with what waits. Raises ``DatabaseError`` when the file cannot be used.
    """
    with explained(location(database)):
        waiting = _waiting(database)
    changed = 0
    with transaction(database):
        for (entry,) in database.execute(_GONE).fetchall():
            changed += _write(database, entry, None, now)
        if not waiting:
            return changed
        index = RegisterIndex(_found(database, min(waiting), max(waiting)))
        for rows in waiting.values():
            links = index.match(_entry(row) for row in rows)
            for row in rows:
                changed += _write(database, row["id"], links.get(str(row["id"])), now)
        database.conn.executemany(
            "INSERT INTO register_vergeleken (register_id, vergeleken_op) VALUES (?, ?)"
            " ON CONFLICT (register_id) DO UPDATE SET vergeleken_op = excluded.vergeleken_op",
            [(row["id"], now) for rows in waiting.values() for row in rows],
        )
    return changed


def _waiting(database: Database) -> dict[str, list[dict[str, Any]]]:
    """The entries to compare, by day; all entries of such a day, since they compete."""
    days: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in database.query(_ENTRIES):
        days[row["datum"]].append(row)
    changed = sorted(row[0] for row in database.execute(_CHANGED_DAYS).fetchall())
    return {
        day: rows
        for day, rows in days.items()
        if any(row["nieuw"] for row in rows) or _any_between(changed, day, _later(day))
    }


def _any_between(days: list[str], first: str, last: str) -> bool:
    place = bisect_left(days, first)
    return place < len(days) and days[place] <= last


def _later(day: str) -> str:
    return (dt.date.fromisoformat(day) + AFTER).isoformat()


def _found(database: Database, first: str, last: str) -> list[Found]:
    return [
        Found(
            row["sleutel"],
            row["gevolgd"],
            dt.date.fromisoformat(row["datum"]),
            f"{row['onderwerp'] or ''} {row['citaat']}",
            row["ministerie"],
            row["naam"],
        )
        for row in database.query(_PROMISES, [first, _later(last)])
    ]


def _entry(row: dict[str, Any]) -> Entry:
    day = dt.date.fromisoformat(row["datum"])
    return Entry(str(row["id"]), day, row["tekst"], row["ministerie"], row["naam"])


def _write(database: Database, entry: int, link: Link | None, now: str) -> bool:
    """Write the link of one entry where it is another than before; the former one is closed, not lost."""
    present = database.execute(
        "SELECT k.id, z.sleutel, k.zekerheid FROM register_koppelingen k"
        " JOIN toezeggingen z ON z.id = k.toezegging_id WHERE k.register_id = ? AND k.vervallen_op IS NULL",
        [entry],
    ).fetchone()
    wanted = (link.key, CERTAINTY[link.certainty]) if link else None
    if wanted == (present[1:] if present else None):
        return False
    if present:
        database.execute("UPDATE register_koppelingen SET vervallen_op = ? WHERE id = ?", [now, present[0]])
    if link:
        promise, paper = database.execute(
            "SELECT id, document_id FROM toezeggingen WHERE sleutel = ?", [link.key]
        ).fetchone()
        database.execute(
            "INSERT INTO register_koppelingen (register_id, toezegging_id, zekerheid, reden, geboekt_op)"
            " VALUES (?, ?, ?, ?, ?)",
            [entry, promise, CERTAINTY[link.certainty], link.reason, now],
        )
        if link.certainty == "certain":
            # A letter that names the entry by its number can be linked from now on.
            reconsider(database, paper)
    return True
