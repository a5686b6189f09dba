"""Storing a paper: the text with its blocks, references, dossiers, ministry, committee and signatories."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from commitments.anchors import squeeze
from commitments.vocabulary import BLOCK_KIND
from db.connection import transaction
from db.errors import refusal
from db.holders import same_holder
from db.keys import target_key
from extract.offices import find_office, resolve_ministry, resolve_office

if TYPE_CHECKING:
    import datetime as dt

    from sqlite_utils import Database

    from extract.document import Document, Sender


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """The row in ``documenten``; ``changed``: new, or not the same as before, so it must be read (again)."""

    id: int
    changed: bool


def store_document(
    database: Database,
    document: Document,
    *,
    key: str,
    file_id: int | None,
    url: str | None,
    extractor: str,
    now: str,
) -> StoredDocument:
    """Store ``document`` under its natural ``key`` ("kst-30821-258", else "sha256-<first 16 digits>").

    ``file_id`` is the row in ``bestanden``, ``url`` the official finding place, ``extractor`` the reader's
    version, ``now`` the moment in UTC. The same paper a second time changes nothing but where it was found
    and who read it. After a change the promises still point into the old text: wrap this and
    ``store_reading`` in one ``transaction``, so that nobody sees the one without the other.
    Raises ``RefusedError`` when the database will not take the paper, ``DatabaseError`` when the file cannot
    be written; nothing of the paper is kept then.
    """
    found = {"bestand_id": file_id, "url": url, "gelezen_met": extractor, "ingetrokken": 0}
    fingerprint = _fingerprint(document)
    with refusal(key), transaction(database):
        known = database.execute(
            "SELECT id, vingerafdruk FROM documenten WHERE sleutel = ?", [key]
        ).fetchone()
        if known and known[1] == fingerprint:
            _refresh(database, known[0], found)
            return StoredDocument(known[0], changed=_unread(database, known[0]))
        row = {**_columns(database, document), **found, "vingerafdruk": fingerprint}
        row |= {"gewijzigd_op": now, "begrepen_op": None}
        table = database.table("documenten")
        if known:
            document_id = int(known[0])
            table.update(document_id, row)
        else:
            document_id = int(table.insert({"sleutel": key, "geboekt_op": now, **row}).last_rowid or 0)
        _store_parts(database, document_id, document)
    return StoredDocument(document_id, changed=True)


def ministry_id(database: Database, code: str) -> int:
    """The row of a ministry, made when new; its name where extract/data knows it."""
    ministry = resolve_ministry(code)
    return _lookup(database, "ministeries", {"code": code}, {"naam": ministry.name if ministry else None})


def _fingerprint(document: Document) -> str:
    """A sha256 over all that is stored of the paper; warnings and the way from the source bytes aside."""
    content = repr(replace(document, segments=(), warnings=()))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def _unread(database: Database, document_id: int) -> bool:
    row = database.execute(
        "SELECT begrepen_op IS NULL FROM documenten WHERE id = ?", [document_id]
    ).fetchone()
    return bool(row[0])


def _refresh(database: Database, document_id: int, found: dict[str, Any]) -> None:
    """Note another finding place; an unchanged row is not written, so that its search index stays untouched.

    A paper that had been withdrawn counts again, and must be read again for that.
    """
    row = next(database.query("SELECT * FROM documenten WHERE id = ?", [document_id]))
    changes = {column: value for column, value in found.items() if value is not None and row[column] != value}
    if "ingetrokken" in changes:
        changes["begrepen_op"] = None
    if changes:
        database.table("documenten").update(document_id, changes)


def _columns(database: Database, document: Document) -> dict[str, Any]:
    data = document.metadata
    sender = data.senders[0] if data.senders else None
    return {
        "soort": data.kind,
        "titel": data.title,
        "datum": _day(data.date),
        "gepubliceerd": _day(data.published),
        "kenmerk": data.reference,
        "kenmerk_kaal": squeeze(data.reference) if data.reference else None,
        "ondernummer": data.number,
        "vergaderjaar": data.session,
        "kamer": data.chamber,
        "ministerie_id": ministry_id(database, data.ministry) if data.ministry else None,
        "commissie_id": _lookup(database, "commissies", {"naam": data.committee}) if data.committee else None,
        "bewindspersoon_id": _office_holder(database, sender) if sender else None,
        "afzender": sender.name if sender else None,
        "afzender_functie": sender.title if sender else None,
        "mede_namens": _lines(data.co_senders),
        "geadresseerde": data.addressee,
        "reactie_op": data.responds_to,
        "bijlagen": _lines(data.attachments),
        "bijlage_bij": data.annex_of,
        "waarschuwingen": _lines(document.warnings),
        "tekst": document.text,
    }


def _store_parts(database: Database, document_id: int, document: Document) -> None:
    for table in ("voetnoten", "blokken", "document_dossiers", "ondertekenaars", "verwijzingen"):
        database.execute(f"DELETE FROM {table} WHERE document_id = ?", [document_id])  # noqa: S608 - own names
    database.conn.executemany(
        "INSERT INTO blokken VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (document_id, number, BLOCK_KIND[b.kind], b.begin, b.end, b.label, b.speaker, b.role)
            for number, b in enumerate(document.blocks, start=1)
        ],
    )
    database.conn.executemany(
        "INSERT OR IGNORE INTO voetnoten VALUES (?, ?, ?)",
        [(document_id, link.offset, link.block + 1) for link in document.footnotes],
    )
    database.conn.executemany(
        "INSERT OR IGNORE INTO verwijzingen (document_id, tekst, begin, eind, doel, gevonden_door)"
        " VALUES (?, ?, ?, ?, ?, 'lezen')",
        [(document_id, r.text, r.begin, r.end, target_key(r.target)) for r in document.references],
    )
    _store_dossiers(database, document_id, document)
    holders = [
        _office_holder(database, sender)
        for sender in (*document.metadata.senders, *document.metadata.participants)
    ]
    database.conn.executemany(
        "INSERT INTO ondertekenaars VALUES (?, ?, ?)",
        [(document_id, number, holder) for number, holder in enumerate(filter(None, holders), start=1)],
    )


def _store_dossiers(database: Database, document_id: int, document: Document) -> None:
    numbers, titles = document.metadata.dossiers, document.metadata.dossier_titles
    # Titles can be told apart only when there is one for each number.
    named = titles if len(titles) == len(numbers) else (None,) * len(numbers)
    rows = [
        _lookup(database, "dossiers", {"nummer": n}, {"titel": t})
        for n, t in zip(numbers, named, strict=True)
    ]
    database.conn.executemany(
        "INSERT OR IGNORE INTO document_dossiers VALUES (?, ?)", [(document_id, row) for row in rows]
    )


def _office_holder(database: Database, sender: Sender) -> int | None:
    """Who signed as a member of the government: only a name with an office that is known."""
    if not (sender.name and sender.office):
        return None
    office = resolve_office(sender.title) or find_office(sender.office)
    code = office.ministry if office else None
    function = _function(sender.title)
    return _lookup(
        database,
        "bewindspersonen",
        {"functie": function, "naam": same_holder(database, sender.office, function, sender.name)},
        {"ambt": sender.office, "ministerie_id": ministry_id(database, code) if code else None},
    )


def _lookup(database: Database, table: str, key: dict[str, str], more: dict[str, Any] | None = None) -> int:
    """The id of the row with this natural key, made when new; ``more`` fills in what is known besides."""
    values = {**key, **(more or {})}
    # Without more to fill in the row stays as it is; writing a key to itself makes RETURNING give its id.
    updates = ", ".join(f"{column} = coalesce(excluded.{column}, {table}.{column})" for column in more or ())
    updates = updates or ", ".join(f"{column} = {table}.{column}" for column in key)
    row = database.conn.execute(
        f"INSERT INTO {table} ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})"  # noqa: S608 - own names
        f" ON CONFLICT ({', '.join(key)}) DO UPDATE SET {updates} RETURNING id",
        list(values.values()),
    ).fetchone()
    return int(row[0])


def _function(title: str) -> str:
    """A title as a function: "De Minister van X," in a letter and "minister van X" in a debate are one."""
    plain = re.sub(r"^de\s+", "", title.strip(" ,"), flags=re.IGNORECASE)
    return plain[:1].upper() + plain[1:]


def _lines(items: tuple[str, ...]) -> str | None:
    return "\n".join(" ".join(item.split()) for item in items) or None


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
