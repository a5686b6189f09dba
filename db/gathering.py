"""What a crawl must know before it starts and remember after: progress, whom to follow, what was left."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from db.connection import transaction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

MOST_REFERENCES = 200
"""Papers referred to that one run asks for."""


def progress(database: Database, source: str) -> dict[str, str]:
    """Part of ``source`` to checkpoint, in the source's own words."""
    rows = database.execute("SELECT onderdeel, plek FROM leesplaatsen WHERE bron = ?", [source])
    return dict(rows.fetchall())


def set_progress(database: Database, source: str, part: str, checkpoint: str, *, now: str) -> None:
    """Write down from where ``part`` of ``source`` goes on."""
    with transaction(database):
        database.execute(
            "INSERT INTO leesplaatsen (bron, onderdeel, plek, op) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (bron, onderdeel) DO UPDATE SET plek = excluded.plek, op = excluded.op",
            [source, part, checkpoint, now],
        )


def open_ministries(database: Database) -> dict[str, dt.date]:
    """Code of every ministry that holds an open promise to the Kamer, to the day of its earliest.

    Open: not certainly fulfilled or withdrawn, whatever its term; without a date a promise counts from
    the day the paper was published or stored.
    """
    rows = database.execute(
        "SELECT m.code, min(coalesce(z.datum, d.gepubliceerd, substr(d.geboekt_op, 1, 10)))"
        " FROM toezeggingen z JOIN documenten d ON d.id = z.document_id"
        " JOIN ministeries m ON m.id = coalesce(z.ministerie_id, d.ministerie_id)"
        " WHERE z.vervallen_op IS NULL AND z.verplichting = 'kamer' AND z.herhaalt_id IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM gebeurtenissen g WHERE g.toezegging_id = z.id"
        "  AND g.soort IN ('afgedaan', 'vervallen') AND g.zekerheid = 'zeker' AND g.vervallen_op IS NULL)"
        " GROUP BY m.code ORDER BY m.code"
    )
    return {code: dt.date.fromisoformat(day) for code, day in rows.fetchall()}


def wanted_references(
    database: Database, source: str, *, today: dt.date, retry_days: int = 30
) -> dict[str, str]:
    """Papers that picked papers refer to and that are not stored: identifier to the paper that refers.

    One step only, and only from papers picked for their subject. What ``source`` did not have is asked
    again after ``retry_days``. At most MOST_REFERENCES, those most referred to first.
    """
    again = (today - dt.timedelta(days=retry_days)).isoformat()
    rows = database.execute(
        "SELECT v.doel, min(d.sleutel) FROM verwijzingen v JOIN documenten d ON d.id = v.document_id"
        " WHERE (v.doel GLOB 'kst-*' OR v.doel GLOB 'ah-tk-*')"
        " AND NOT EXISTS (SELECT 1 FROM documenten x WHERE x.sleutel = v.doel)"
        " AND NOT EXISTS (SELECT 1 FROM herkomsten x WHERE x.identificatie = v.doel AND x.bron = :bron)"
        " AND NOT EXISTS (SELECT 1 FROM hiaten h WHERE h.bron = :bron AND h.identificatie = v.doel"
        "  AND (h.soort = 'onleesbaar' OR h.laatst_op > :again))"
        " AND EXISTS (SELECT 1 FROM herkomsten h WHERE h.document_id = d.id"
        "  AND (h.redenen LIKE '%dossier %' OR h.redenen LIKE '%zoekterm %'))"
        " GROUP BY v.doel ORDER BY count(*) DESC, v.doel LIMIT :most",
        {"bron": source, "again": again, "most": MOST_REFERENCES},
    )
    return dict(rows.fetchall())


def skipped_papers(database: Database, source: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Identifier to stamp and ministries of what was looked at and not picked."""
    rows = database.execute(
        "SELECT identificatie, stempel, ministeries FROM overgeslagen WHERE bron = ?", [source]
    )
    return {key: (stamp, tuple((codes or "").split())) for key, stamp, codes in rows.fetchall()}


def record_skipped(
    database: Database,
    source: str,
    identifier: str,
    stamp: str,
    *,
    title: str,
    ministries: Sequence[str],
    now: str,
) -> None:
    """Write down that a paper was looked at and not picked."""
    with transaction(database):
        database.execute(
            "INSERT INTO overgeslagen (bron, identificatie, stempel, titel, ministeries, op)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (bron, identificatie) DO UPDATE SET"
            " stempel = excluded.stempel, titel = excluded.titel, ministeries = excluded.ministeries,"
            " op = excluded.op",
            [source, identifier, stamp, title or None, " ".join(ministries) or None, now],
        )
