"""Papers that a source lists and that can't be read: named, counted, after a while no longer waited for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.connection import transaction
from db.documents import ministry_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlite_utils import Database

DAYS_UNTIL_FIXED = 5
"""On so many different days a paper must have failed before it is a fixed gap."""
RETRY_DAYS = 7
"""A fixed gap is tried again after so many days."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One paper that failed today."""

    identifier: str
    message: str
    """One Dutch line."""
    url: str | None = None
    title: str | None = None
    date: str | None = None
    """ISO 8601."""
    dossiers: Sequence[str] = ()
    ministry: str | None = None
    """Code."""


def record_gap(database: Database, source: str, gap: Gap, *, today: dt.date) -> None:
    """Write down that ``gap`` failed today; the same day twice counts once."""
    with transaction(database):
        ministry = ministry_id(database, gap.ministry) if gap.ministry else None
        database.execute(
            "INSERT INTO hiaten (bron, identificatie, soort, titel, datum, dossiers, ministerie_id, url,"
            " melding, eerst_op, laatst_op) VALUES (?, ?, 'onleesbaar', ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (bron, identificatie) DO UPDATE SET soort = 'onleesbaar',"
            " melding = excluded.melding,"
            " url = coalesce(excluded.url, url), titel = coalesce(excluded.titel, titel),"
            " datum = coalesce(excluded.datum, datum), dossiers = coalesce(excluded.dossiers, dossiers),"
            " ministerie_id = coalesce(excluded.ministerie_id, ministerie_id),"
            " dagen = iif(opgelost_op IS NOT NULL, 1, dagen + (excluded.laatst_op > laatst_op)),"
            " laatst_op = max(laatst_op, excluded.laatst_op), opgelost_op = NULL",
            [
                source,
                gap.identifier,
                gap.title or None,
                gap.date,
                " ".join(gap.dossiers) or None,
                ministry,
                gap.url,
                gap.message,
                today.isoformat(),
                today.isoformat(),
            ],
        )
        database.execute(
            "UPDATE hiaten SET vast = dagen >= ? WHERE bron = ? AND identificatie = ?",
            [DAYS_UNTIL_FIXED, source, gap.identifier],
        )


def record_absent(
    database: Database, source: str, wanted: Iterable[tuple[str, str]], *, today: dt.date
) -> None:
    """Write down that ``source`` does not have these (identifier, reason); it says nothing about silence."""
    with transaction(database):
        for identifier, reason in wanted:
            database.execute(
                "INSERT INTO hiaten (bron, identificatie, soort, melding, reden, eerst_op, laatst_op)"
                " VALUES (?, ?, 'onvindbaar', 'de bron kent dit stuk niet', ?, ?, ?)"
                " ON CONFLICT (bron, identificatie) DO UPDATE SET"
                " dagen = dagen + (excluded.laatst_op > laatst_op), laatst_op = excluded.laatst_op",
                [source, identifier, reason, today.isoformat(), today.isoformat()],
            )


def close_gaps(database: Database, *, today: dt.date) -> int:
    """Close the gaps of papers that have come from another source meanwhile; how many."""
    with transaction(database):
        cursor = database.execute(
            "UPDATE hiaten SET opgelost_op = ?, vast = 0 WHERE opgelost_op IS NULL"
            " AND (EXISTS (SELECT 1 FROM documenten d WHERE d.sleutel = hiaten.identificatie)"
            " AND NOT EXISTS (SELECT 1 FROM herkomsten h"
            "  WHERE h.bron = hiaten.bron AND h.identificatie = hiaten.identificatie)"
            # The Kamer's own file is no longer wanted once the official publication is there.
            " OR EXISTS (SELECT 1 FROM kamerdocumenten k JOIN documenten d ON d.sleutel = k.kst"
            "  JOIN herkomsten o ON o.document_id = d.id AND o.bron = 'officiele_bekendmakingen'"
            "  WHERE k.identificatie = hiaten.identificatie))",
            [today.isoformat()],
        )
        return int(cursor.rowcount)


def close_gap(database: Database, source: str, identifier: str, *, today: dt.date) -> None:
    """Close the gap of a paper that has just been stored."""
    with transaction(database):
        database.execute(
            "UPDATE hiaten SET opgelost_op = ?, vast = 0"
            " WHERE opgelost_op IS NULL AND bron = ? AND identificatie = ?",
            [today.isoformat(), source, identifier],
        )


def waiting_gaps(database: Database, source: str) -> int:
    """How many papers of ``source`` failed and are not fixed gaps yet: they hold back ``gelezen_tot``."""
    row = database.execute(
        "SELECT count(*) FROM hiaten"
        " WHERE bron = ? AND soort = 'onleesbaar' AND vast = 0 AND opgelost_op IS NULL",
        [source],
    ).fetchone()
    return int(row[0])


def gaps_to_retry(database: Database, source: str, *, today: dt.date) -> dict[str, str]:
    """Identifier to reason of the papers to try again: each day, a fixed gap each RETRY_DAYS."""
    rows = database.execute(
        "SELECT identificatie FROM hiaten WHERE bron = ? AND soort = 'onleesbaar' AND opgelost_op IS NULL"
        " AND (vast = 0 OR laatst_op <= ?)",
        [source, (today - dt.timedelta(days=RETRY_DAYS)).isoformat()],
    )
    return dict.fromkeys((row[0] for row in rows.fetchall()), "eerder niet te lezen")
