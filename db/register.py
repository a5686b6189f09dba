"""The registers of promises that both Kamers keep, in their own words, and every change of those words."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Literal

from db.connection import transaction
from db.documents import ministry_id
from db.errors import refusal
from db.kamer import Change, row_id
from extract.offices import resolve_ministry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

Register = Literal["tweede_kamer", "eerste_kamer"]
STATES = ("openstaand", "deels afgedaan", "afgedaan", "vervallen", "onbekend")
_LOGGED = (
    "tekst", "naam", "functie", "ministerie_tekst", "status", "datum_nakoming", "termijn",
    "activiteit_nummer", "verwijderd", "aangemaakt_op",
)  # fmt: skip
CHAINS = ("herhaling", "wijziging", "aanvulling")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEntry:
    """One promise as a register has it; what the register does not say is None. Days are ISO 8601."""

    source: Register
    number: str | None
    """"TZ202603-130", "T03272"."""
    identifier: str | None = None
    """GUID of the Tweede Kamer's entry."""
    updated: str | None = None
    """The source's stamp in UTC; what is older than the stored row is left alone."""
    removed: bool = False
    """The register removed it: the other fields are empty."""
    text: str | None = None
    name: str | None = None
    """Who promised."""
    function: str | None = None
    ministry: str | None = None
    """As the register writes it."""
    status: str | None = None
    """As the register writes it."""
    created: str | None = None
    settled: str | None = None
    """DatumNakoming, as given: what it means is uncertain, and it is never a term."""
    deadline: str | None = None
    """A day; only the Eerste Kamer's register has one."""
    activity: str | None = None
    """GUID of the meeting."""
    activity_number: str | None = None
    letters: Sequence[str] = ()
    """Numbers of the documents that settled it."""
    receivers: Sequence[str] = ()
    """GUIDs of members or parties, in the register's order."""
    chains: Sequence[tuple[str, str]] = ()
    """What it repeats, changes or adds to: a word of ``CHAINS``, and the other's GUID or number."""


@cache
def _words() -> dict[str, str]:
    text = (resources.files("db") / "data" / "registerwoorden.toml").read_text(encoding="utf-8")
    found = {}
    for row in tomllib.loads(text)["woord"]:
        if set(row) != {"status", "toestand", "bron", "zekerheid"} or row["toestand"] not in STATES:
            raise ValueError(f"registerwoorden.toml: {row} klopt niet")
        found[row["status"].casefold()] = row["toestand"]
    return found


def register_state(status: str | None) -> str | None:
    """What a status word of a register means: one of ``STATES``; None when the word is not known."""
    return _words().get(" ".join((status or "").split()).casefold())


def store_register_entry(database: Database, entry: RegisterEntry, *, now: str) -> Change:
    """Store one entry of a register; a second time changes nothing. ``now`` in UTC.

    What the register changed is added to ``register_wijzigingen``. A status word that is not known gives
    ``onbekend``. Raises ``RefusedError`` when the database will not take it; nothing is written then.
    """
    with refusal(entry.number or entry.identifier or "register"), transaction(database):
        known = _known(database, entry)
        if known and known["bijgewerkt"] and entry.updated and entry.updated < str(known["bijgewerkt"]):
            return Change.SAME
        if entry.removed:
            return _remove(database, entry, known, now)
        row = _columns(database, entry)
        if known is None:
            row |= {"geboekt_op": now, "gewijzigd_op": now}
            own = int(database.table("register").insert(row).last_rowid or 0)
            _parts(database, own, entry)
            _resolve_chains(database, own, entry)
            return Change.NEW
        own = int(known["id"] or 0)
        changed = _update(database, known, row, now)
        before = _lists(database, own)
        _parts(database, own, entry)
        for name, change in _differences(before, _lists(database, own)).items():
            _log(database, own, name, change, now)
            changed = True
        if changed:
            database.conn.execute("UPDATE register SET gewijzigd_op = ? WHERE id = ?", [now, own])
        return Change.CHANGED if changed else Change.SAME


def _known(database: Database, entry: RegisterEntry) -> dict[str, str | int | None] | None:
    if entry.identifier:
        where, values = "bron = ? AND identificatie = ?", [entry.source, entry.identifier]
    else:
        where, values = "bron = ? AND nummer = ?", [entry.source, entry.number or ""]
    return next(database.query(f"SELECT * FROM register WHERE {where}", values), None)  # noqa: S608 - own words


def _columns(database: Database, entry: RegisterEntry) -> dict[str, str | int | None]:
    ministry = resolve_ministry(entry.ministry) if entry.ministry else None
    return {
        "bron": entry.source,
        "nummer": entry.number,
        "identificatie": entry.identifier,
        "tekst": entry.text,
        "naam": entry.name,
        "functie": entry.function,
        "ministerie_tekst": entry.ministry,
        "ministerie_id": ministry_id(database, ministry.code) if ministry else None,
        "status": entry.status,
        "toestand": register_state(entry.status) or "onbekend",
        "aangemaakt_op": entry.created,
        "datum_nakoming": entry.settled,
        "termijn": entry.deadline,
        "activiteit_id": row_id(database, "activiteiten", entry.activity) if entry.activity else None,
        "activiteit_nummer": entry.activity_number,
        "verwijderd": 0,
        "bijgewerkt": entry.updated,
    }


def _update(
    database: Database, known: dict[str, str | int | None], row: dict[str, str | int | None], now: str
) -> bool:
    own = int(known["id"] or 0)
    different = {column: value for column, value in row.items() if known[column] != value}
    if different:
        database.table("register").update(own, different)
    for column in different.keys() & set(_LOGGED):
        _log(database, own, column, (known[column], different[column]), now)
    return bool(different.keys() - {"bijgewerkt"})


def _remove(
    database: Database, entry: RegisterEntry, known: dict[str, str | int | None] | None, now: str
) -> Change:
    if known is None:
        database.table("register").insert(
            {
                "bron": entry.source,
                "nummer": entry.number,
                "identificatie": entry.identifier,
                "verwijderd": 1,
                "bijgewerkt": entry.updated,
                "geboekt_op": now,
                "gewijzigd_op": now,
            }
        )
        return Change.REMOVED
    if known["verwijderd"]:
        return Change.SAME
    own = int(known["id"] or 0)
    database.table("register").update(
        own, {"verwijderd": 1, "bijgewerkt": entry.updated, "gewijzigd_op": now}
    )
    _log(database, own, "verwijderd", (0, 1), now)
    return Change.REMOVED


def _parts(database: Database, own: int, entry: RegisterEntry) -> None:
    """The lists of an entry: letters, receivers, chains."""
    for table in ("register_brieven", "register_ontvangers", "register_ketens"):
        database.conn.execute(f"DELETE FROM {table} WHERE register_id = ?", [own])  # noqa: S608 - own names
    database.conn.executemany(
        "INSERT OR IGNORE INTO register_brieven VALUES (?, ?)", [(own, number) for number in entry.letters]
    )
    database.conn.executemany(
        "INSERT INTO register_ontvangers"
        " (register_id, volgnummer, naam, persoon_id, fractie_id, identificatie) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (own, number, *_receiver(database, guid), guid)
            for number, guid in enumerate(entry.receivers, start=1)
        ],
    )
    database.conn.executemany(
        "INSERT OR IGNORE INTO register_ketens (register_id, soort, ander, ander_id) VALUES (?1, ?2, ?3,"
        " (SELECT id FROM register WHERE identificatie = ?3 OR (bron = ?4 AND nummer = ?3)))",
        [(own, kind, other, entry.source) for kind, other in entry.chains],
    )


def _receiver(database: Database, guid: str) -> tuple[str | None, int | None, int | None]:
    """Name and row of a member or a party; the register does not tell which of the two a GUID is."""
    person = database.conn.execute("SELECT naam, id FROM personen WHERE identificatie = ?", [guid]).fetchone()
    if person:
        return person[0], person[1], None
    party = database.conn.execute(
        "SELECT coalesce(naam, afkorting), id FROM fracties WHERE identificatie = ?", [guid]
    ).fetchone()
    return (party[0], None, party[1]) if party else (None, None, None)


def _resolve_chains(database: Database, own: int, entry: RegisterEntry) -> None:
    """Let entries that pointed here before this one was seen point at its row."""
    database.conn.execute(
        "UPDATE register_ketens SET ander_id = ? WHERE ander_id IS NULL AND ander IN (?, ?)",
        [own, entry.identifier, entry.number],
    )


def _lists(database: Database, own: int) -> dict[str, list[str]]:
    queries = {
        "brieven": "SELECT nummer FROM register_brieven WHERE register_id = ? ORDER BY 1",
        "ontvangers": "SELECT identificatie FROM register_ontvangers WHERE register_id = ?"
        " ORDER BY volgnummer",
        "ketens": "SELECT soort || ' ' || ander FROM register_ketens WHERE register_id = ? ORDER BY 1",
    }
    return {
        name: [text for (text,) in database.conn.execute(query, [own])] for name, query in queries.items()
    }


def _differences(
    before: dict[str, list[str]], after: dict[str, list[str]]
) -> dict[str, tuple[str | None, str | None]]:
    return {
        name: ("\n".join(before[name]) or None, "\n".join(after[name]) or None)
        for name in before
        if before[name] != after[name]
    }


def _log(database: Database, own: int, column: str, change: tuple[object, object], now: str) -> None:
    texts = [None if value is None else str(value) for value in change]
    database.conn.execute(
        "INSERT INTO register_wijzigingen (register_id, veld, oud, nieuw, op) VALUES (?, ?, ?, ?, ?)",
        [own, column, *texts, now],
    )
