"""Which of the Kamer's documents are followed and why, and whose file is still to be fetched."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.connection import transaction
from db.gaps import RETRY_DAYS
from extract.offices import resolve_office

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

SOURCE = "tweede_kamer"
BETTER = "officiele_bekendmakingen"
"""The source whose text of the same paper goes before: there it is structured, and official."""
_SUBJECT, _MINISTRIES = "keuze onderwerp", "keuze ministeries"
_BATCH = 1000
_CANDIDATES = """
SELECT id, soort, coalesce(titel, ''), coalesce(onderwerp, ''), datum, dossier FROM kamerdocumenten
WHERE redenen IS NULL AND verwijderd = 0 AND id > ? ORDER BY id LIMIT ?
"""
_WANTED = """
SELECT k.*, c.naam AS commissie, s.titel AS dossiertitel, d.id AS gelezen FROM (
    SELECT *, printf('%s versie %s %s %s', coalesce(kst, 'zonder nummer'), coalesce(versie, '?'), mediatype,
                     coalesce(grootte, '?')) AS stempel
    FROM kamerdocumenten WHERE redenen <> '' AND verwijderd = 0 AND mediatype IS NOT NULL) k
LEFT JOIN herkomsten h ON h.bron = :source AND h.identificatie = k.identificatie
LEFT JOIN documenten d ON d.id = h.document_id
LEFT JOIN kamerstukdossiers s ON s.id = k.kamerstukdossier_id
LEFT JOIN commissies c ON c.id = (
    SELECT z.commissie_id FROM kamerdocument_zaken l JOIN zaken z ON z.id = l.zaak_id
    WHERE l.kamerdocument_id = k.id AND z.commissie_id IS NOT NULL ORDER BY z.id LIMIT 1)
WHERE h.stempel IS NOT k.stempel
AND NOT EXISTS (SELECT 1 FROM documenten o JOIN herkomsten v ON v.document_id = o.id
                WHERE o.sleutel = k.kst AND v.bron = :better AND v.stempel <> 'ingetrokken')
AND NOT EXISTS (SELECT 1 FROM hiaten x WHERE x.bron = :source AND x.identificatie = k.identificatie
                AND x.vast = 1 AND x.opgelost_op IS NULL AND x.laatst_op > :again)
ORDER BY k.datum DESC, k.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """What is followed."""

    since: str
    """Documents dated before this day (ISO 8601) are left alone; so are those without a date."""
    dossiers: frozenset[str]
    terms: tuple[str, ...]
    """Looked for in title and subject, as whole words, whatever their case."""
    kinds: frozenset[str]
    """Soort of the documents that are worth reading."""
    letters: frozenset[str]
    """Soort of the letters of the government, among ``kinds``."""
    ministries: Mapping[str, str]
    """Code of a ministry to the day from which all its letters are followed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedFile:
    """A followed document whose file is not stored in its present version."""

    identifier: str
    stamp: str
    """Changes with the version, the official number, the kind of file and its size."""
    media_type: str
    size: int | None
    """As announced, in bytes."""
    number: str
    kind: str | None
    title: str
    date: str | None
    official: str | None
    reference: str | None
    ministry: str | None
    dossier: str | None
    dossier_title: str | None
    committee: str | None
    reasons: tuple[str, ...]


def judge(database: Database, following: Following, *, now: str) -> int:
    """Write down for each document not judged yet why it is followed, or that it is not; gives how many.

    When the subject has changed all are judged again; when only ministries were added, the letters are.
    """
    with transaction(database):
        _forget_old_judgements(database, following, now)
        found = [re.compile(rf"(?<!\w){re.escape(term)}(?!\w)", re.IGNORECASE) for term in following.terms]
        patterns = dict(zip(following.terms, found, strict=True))
        judged, last = 0, 0
        while rows := database.conn.execute(_CANDIDATES, [last, _BATCH]).fetchall():
            database.conn.executemany(
                "UPDATE kamerdocumenten SET redenen = ? WHERE id = ?",
                [("\n".join(_reasons(database, row, following, patterns)), row[0]) for row in rows],
            )
            judged, last = judged + len(rows), rows[-1][0]
    return judged


def wanted_files(database: Database, *, today: dt.date) -> list[WantedFile]:
    """The files to fetch, the newest papers first; not what a better source gave, nor a gap tried lately."""
    again = (today - dt.timedelta(days=RETRY_DAYS)).isoformat()
    rows = database.query(_WANTED, {"source": SOURCE, "better": BETTER, "again": again})
    return [
        WantedFile(
            identifier=row["identificatie"],
            stamp=row["stempel"],
            media_type=row["mediatype"],
            size=row["grootte"],
            number=row["nummer"],
            kind=row["soort"],
            title=row["onderwerp"] or row["titel"] or "",
            date=row["datum"],
            official=row["kst"],
            reference=row["kenmerk"],
            ministry=_ministry(database, row["id"], row["datum"]),
            dossier=row["dossier"],
            dossier_title=row["dossiertitel"],
            committee=row["commissie"],
            reasons=tuple(row["redenen"].split("\n")),
        )
        for row in rows
    ]


def _fingerprint(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _forget_old_judgements(database: Database, following: Following, now: str) -> None:
    subject = _fingerprint(
        following.since, sorted(following.dossiers), following.terms, sorted(following.kinds)
    )
    ministries = _fingerprint(sorted(following.ministries.items()), sorted(following.letters))
    marks = ", ".join("?" * len(following.letters))
    for part, value, which, values in (
        (_SUBJECT, subject, "1", []),
        (_MINISTRIES, ministries, f"soort IN ({marks})", sorted(following.letters)),
    ):
        before = database.conn.execute(
            "SELECT plek FROM leesplaatsen WHERE bron = ? AND onderdeel = ?", [SOURCE, part]
        ).fetchone()
        if before and before[0] == value:
            continue
        database.conn.execute(
            f"UPDATE kamerdocumenten SET redenen = NULL WHERE redenen IS NOT NULL AND {which}",  # noqa: S608
            values,
        )
        database.conn.execute(
            "INSERT INTO leesplaatsen (bron, onderdeel, plek, op) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (bron, onderdeel) DO UPDATE SET plek = excluded.plek, op = excluded.op",
            [SOURCE, part, value, now],
        )


def _reasons(
    database: Database,
    row: tuple[int, str | None, str, str, str | None, str | None],
    following: Following,
    patterns: Mapping[str, re.Pattern[str]],
) -> list[str]:
    document, kind, title, subject, date, dossier = row
    if kind not in following.kinds or date is None or date < following.since:
        return []
    reasons = [f"dossier {dossier}"] if dossier in following.dossiers else []
    words = " ".join(f"{title}\n{subject}".split())
    reasons += [f"zoekterm {term}" for term, pattern in patterns.items() if pattern.search(words)]
    if kind in following.letters and following.ministries:
        ministry = _ministry(database, document, date)
        if ministry and date >= following.ministries.get(ministry, "9999"):
            reasons.append(f"volgt toezegging van {ministry}")
    return reasons


def _ministry(database: Database, document: int, date: str | None) -> str | None:
    """Code of the ministry of the first signatory whose function is known, on the day of the document."""
    day = dt.date.fromisoformat(date) if date else None
    functions = database.conn.execute(
        "SELECT functie FROM kamerdocument_actoren WHERE kamerdocument_id = ? AND verwijderd = 0"
        " AND functie IS NOT NULL ORDER BY relatie <> 'Eerste ondertekenaar', id",
        [document],
    )
    for (function,) in functions:
        office = resolve_office(function, day)
        if office and office.ministry:
            return office.ministry
    return None
