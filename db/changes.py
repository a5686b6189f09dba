"""Which rows changed since the database was last published, so that publishing grows with what is new.

Every connection that writes carries temporary triggers that note the changed rows in ``gewijzigde_rijen``, in
the same transaction as the change. They live with the connection: no copy of the file carries them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.shape import quoted, tables

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

LOG = "gewijzigde_rijen"
_ROWS = {"INSERT": ("new",), "UPDATE": ("old", "new"), "DELETE": ("old",)}


def watch(connection: sqlite3.Connection) -> None:
    """Note from now on every row that this connection changes."""
    connection.executescript("\n".join(_triggers(connection)))


def _triggers(connection: sqlite3.Connection) -> Iterator[str]:
    for table in tables(connection).values():
        if table.name == LOG or not table.primary:
            continue
        for event, sides in _ROWS.items():
            notes = " ".join(_note(table.name, f"{side}.{quoted(table.primary[0])}") for side in sides)
            yield (
                f"CREATE TEMP TRIGGER IF NOT EXISTS {quoted(f'noteer_{table.name}_{event}')}"
                f" AFTER {event} ON main.{quoted(table.name)} BEGIN {notes} END;"
            )


def _note(table: str, group: str) -> str:
    # Without the plus SQLite converts ``groep`` to compare it, and walks all rows noted of this table.
    known = f"SELECT 1 FROM {LOG} WHERE tabel = '{table}' AND groep = +{group}"  # noqa: S608 - names of the file itself
    return f"INSERT INTO {LOG} SELECT '{table}', {group} WHERE NOT EXISTS ({known});"
