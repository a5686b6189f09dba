"""What the Tweede Kamer itself keeps: documents, cases, meetings, people; row by row as its feed tells.

A row is known by its GUID and stored again as often as the feed repeats it. What a row refers to and is
not there yet gets a row with only its GUID. What the source removed stays, marked.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from db import kamer_derived
from db.connection import transaction
from db.errors import refusal
from db.kamer_committees import claim_name
from db.kamer_shapes import SHAPES

if TYPE_CHECKING:
    from sqlite_utils import Database

    from db.kamer_shapes import Entity, Shape, Value


class Change(StrEnum):
    """What storing a row did."""

    NEW = "nieuw"
    CHANGED = "gewijzigd"
    SAME = "ongewijzigd"
    REMOVED = "ingetrokken"


def store_entity(database: Database, entity: Entity) -> Change:
    """Store one row of the feed; a second time changes nothing.

    Raises ``RefusedError`` when the database will not take a value (nothing of the row is written then),
    ``KeyError`` for a table, column or reference that does not exist.
    """
    shape = SHAPES[entity.table]
    if unknown := _unknown(shape, entity):
        raise KeyError(f"{entity.table}: {sorted(unknown)}")
    with refusal(entity.identifier), transaction(database):
        if entity.table == "commissies" and not entity.removed:
            entity = claim_name(database, entity)
        known = _known(database, shape, entity.identifier)
        if known and known["bijgewerkt"] and (entity.updated or "") < str(known["bijgewerkt"]):
            return Change.SAME
        if entity.removed:
            change = _remove(database, entity, known)
        else:
            change = _store(database, shape, entity, known)
        if change is not Change.SAME:
            kamer_derived.after(database, entity.table, row_id(database, entity.table, entity.identifier))
    return change


def _unknown(shape: Shape, entity: Entity) -> set[str]:
    values = entity.values.keys() - {*shape.columns, *shape.lookups}
    return values | (entity.refs.keys() - {*shape.single, *shape.many})


def row_id(database: Database, table: str, identifier: str) -> int:
    """The row of that GUID in ``table``; one with nothing but the GUID is made when there is none."""
    found = database.conn.execute(
        f"SELECT id FROM {table} WHERE identificatie = ?",  # noqa: S608 - a name of SHAPES
        [identifier],
    ).fetchone()
    if found is None:
        found = database.conn.execute(
            f"INSERT INTO {table} (identificatie) VALUES (?) RETURNING id",  # noqa: S608 - a name of SHAPES
            [identifier],
        ).fetchone()
    return int(found[0])


def _known(database: Database, shape: Shape, identifier: str) -> dict[str, Value] | None:
    columns = ["id", "verwijderd", "bijgewerkt", *shape.stored]
    row = database.conn.execute(
        f"SELECT {', '.join(columns)} FROM {shape.table} WHERE identificatie = ?",  # noqa: S608 - names of SHAPES
        [identifier],
    ).fetchone()
    return dict(zip(columns, row, strict=True)) if row else None


def _remove(database: Database, entity: Entity, known: dict[str, Value] | None) -> Change:
    if known and known["verwijderd"]:
        return Change.SAME
    row = row_id(database, entity.table, entity.identifier)
    database.conn.execute(
        f"UPDATE {entity.table} SET verwijderd = 1, bijgewerkt = ? WHERE id = ?",  # noqa: S608 - a name of SHAPES
        [entity.updated, row],
    )
    return Change.REMOVED


def _store(database: Database, shape: Shape, entity: Entity, known: dict[str, Value] | None) -> Change:
    row: dict[str, Value] = {"verwijderd": 0, "bijgewerkt": entity.updated}
    row |= {column: entity.values[column] for column in shape.columns if column in entity.values}
    for name, (column, table) in shape.single.items():
        given = [guid for guid in entity.refs.get(name, ()) if guid]
        row[column] = row_id(database, table, given[0]) if given else None
    for name, (column, table, key) in shape.lookups.items():
        row[column] = _lookup(database, table, key, entity.values.get(name))
    changed = _write(database, shape, entity.identifier, row, known)
    own = row_id(database, shape.table, entity.identifier)
    for name, link in shape.many.items():
        wanted = {row_id(database, link.other, guid) for guid in entity.refs.get(name, ()) if guid}
        changed |= _relink(database, (link.table, link.own_column, link.other_column), own, wanted)
    if not changed:
        return Change.SAME
    # A row that was only referred to is new when it comes itself.
    return Change.CHANGED if known and known["bijgewerkt"] else Change.NEW


def _lookup(database: Database, table: str, key: str, value: Value) -> int | None:
    if value is None:
        return None
    found = database.conn.execute(
        f"SELECT id FROM {table} WHERE {key} = ? ORDER BY verwijderd, id DESC LIMIT 1",  # noqa: S608 - names of SHAPES
        [value],
    ).fetchone()
    return int(found[0]) if found else None


def _write(
    database: Database,
    shape: Shape,
    identifier: str,
    row: dict[str, Value],
    known: dict[str, Value] | None,
) -> bool:
    """Write what differs; whether anything besides the stamp did."""
    if known is None:
        row = {"identificatie": identifier, **row}
        marks = ", ".join("?" * len(row))
        database.conn.execute(
            f"INSERT INTO {shape.table} ({', '.join(row)}) VALUES ({marks})",  # noqa: S608 - names of SHAPES
            list(row.values()),
        )
        return True
    different = {column: value for column, value in row.items() if known[column] != value}
    if different:
        setting = ", ".join(f"{column} = ?" for column in different)
        database.conn.execute(
            f"UPDATE {shape.table} SET {setting} WHERE id = ?",  # noqa: S608 - names of SHAPES
            [*different.values(), known["id"]],
        )
    return bool(different.keys() - {"bijgewerkt"}) or not known["bijgewerkt"]


def _relink(database: Database, link: tuple[str, str, str], own: int, wanted: set[int]) -> bool:
    """Make the link table hold exactly ``wanted`` for row ``own``; whether that changed anything."""
    table, own_column, other_column = link
    rows = database.conn.execute(
        f"SELECT {other_column} FROM {table} WHERE {own_column} = ?",  # noqa: S608 - names of SHAPES
        [own],
    ).fetchall()
    present = {row[0] for row in rows}
    database.conn.executemany(
        f"DELETE FROM {table} WHERE {own_column} = ? AND {other_column} = ?",  # noqa: S608 - names of SHAPES
        [(own, other) for other in present - wanted],
    )
    database.conn.executemany(
        f"INSERT INTO {table} ({own_column}, {other_column}) VALUES (?, ?)",  # noqa: S608 - names of SHAPES
        [(own, other) for other in wanted - present],
    )
    return present != wanted
