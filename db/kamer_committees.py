"""One row per committee, whether a paper named it or the Kamer's own data did."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

    from db.kamer_shapes import Entity


def claim_name(database: Database, entity: Entity) -> Entity:
    """Give the row that has this committee's name its GUID, so that there is one row for both.

    Where a committee of another GUID has the name (one that was succeeded), this one's is told apart by
    its abbreviation. Call inside a transaction; gives the row to store.
    """
    name = entity.values.get("naam")
    if not name:
        return entity
    holder = _named(database, str(name))
    if holder is None or holder[1] == entity.identifier:
        return entity
    if holder[1] is None:
        _adopt(database, holder[0], entity.identifier)
        return entity
    mark = entity.values.get("afkorting") or entity.identifier[:8]
    other = f"{name} ({mark})"
    taken = _named(database, other)
    if taken and taken[1] != entity.identifier:
        other = f"{name} ({entity.identifier[:8]})"
    return replace(entity, values={**entity.values, "naam": other})


def _named(database: Database, name: str) -> tuple[int, str | None] | None:
    row = database.conn.execute("SELECT id, identificatie FROM commissies WHERE naam = ?", [name]).fetchone()
    return (int(row[0]), row[1]) if row else None


def _adopt(database: Database, row: int, identifier: str) -> None:
    """Give ``row`` the GUID; what pointed at the GUID's own row points at ``row`` from now on."""
    own = database.conn.execute("SELECT id FROM commissies WHERE identificatie = ?", [identifier]).fetchone()
    if own:
        pointers = database.conn.execute(
            'SELECT m.name, f."from" FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f'
            " WHERE m.type = 'table' AND f.\"table\" = 'commissies'"
        ).fetchall()
        for table, column in pointers:
            database.conn.execute(
                f'UPDATE "{table}" SET "{column}" = ? WHERE "{column}" = ?',  # noqa: S608 - names of our schema
                [row, own[0]],
            )
        database.conn.execute("DELETE FROM commissies WHERE id = ?", own)
    database.conn.execute("UPDATE commissies SET identificatie = ? WHERE id = ?", [identifier, row])
