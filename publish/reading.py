"""The database as the site opens it: to read, and no more than the site's own data."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from datasette.database import Database

from publish.counted import NUMBERS
from publish.snapshot import Snapshot, attach

if TYPE_CHECKING:
    from collections.abc import Callable

Answer = TypeVar("Answer")

_WHOLE = re.compile(r"select count\(\*\) from \[?(\w+)\]? ?", re.ASCII)
"""Datasette's question how many rows a table has."""
_COUNTED = f"""
select coalesce((select rijen from {NUMBERS} where tabel = :name), (select count(*) from [{{name}}]))"""  # noqa: S608

_DENIED = frozenset({sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH})
_DENIED_PRAGMAS = frozenset({"database_list", "temp_store_directory", "data_store_directory"})


class ReadOnlyDatabase(Database):  # type: ignore[misc]
    """A database file, whatever characters its name holds, that nobody can write to through the site."""

    def __init__(
        self,
        site: Any,  # noqa: ANN401 - Datasette is untyped
        path: Path,
        raw_folder: Path | None = None,
        copies_folder: Path | None = None,
    ) -> None:
        super().__init__(site, path=str(path), is_mutable=True)
        self.raw_folder = raw_folder or path.parent / "ruw"
        self.copies_folder = copies_folder or path.parent / "reserve"
        self.database_file = path
        self.snapshot = Snapshot(path)
        self._attached: dict[int, Path] = {}

    def connect(self, write: bool = False) -> sqlite3.Connection:  # noqa: FBT001, FBT002 - Datasette's own
        """A new connection for one of Datasette's threads."""
        if write:
            raise PermissionError("De site schrijft niet in de databank.")
        connection = sqlite3.connect(f"{Path(self.path).as_uri()}?mode=ro", uri=True, check_same_thread=False)
        connection.set_authorizer(_authorize)
        self._all_file_connections.append(connection)
        return connection

    async def attached_databases(self) -> list[object]:
        """None: what is attached holds the same as the database, and asking would tell where it is."""
        return []

    async def fts_table(self, table: str) -> None:  # noqa: ARG002 - Datasette's own
        """None: Datasette needn't search, publish/searching.py does."""
        return

    async def execute(self, sql: str, params: Any = None, **more: Any) -> Any:  # noqa: ANN401 - Datasette's own
        """As Datasette's; how many rows a table has was counted with the snapshot."""
        if whole := _WHOLE.fullmatch(sql):
            sql, params = _COUNTED.format(name=whole[1]), {"name": whole[1]}
        return await super().execute(sql, params, **more)

    async def execute_fn(self, fn: Callable[[sqlite3.Connection], Answer]) -> Answer:
        """What ``fn`` makes of a connection whose states are those of today."""

        def on_fresh_states(connection: sqlite3.Connection) -> Answer:
            self._bring_up_to_date(connection)
            return fn(connection)

        answer: Answer = await super().execute_fn(on_fresh_states)
        return answer

    def _bring_up_to_date(self, connection: sqlite3.Connection) -> None:
        """Connections belong to one thread each, so nothing else is asked of this one meanwhile."""
        file = self.snapshot.fresh()
        if self._attached.get(id(connection)) != file:
            connection.set_authorizer(None)
            attach(connection, file)
            connection.set_authorizer(_authorize)
            self._attached[id(connection)] = file


def _authorize(action: int, first: str | None, *_: object) -> int:
    """No other files, and nothing that tells where this one is."""
    if action in _DENIED or (action == sqlite3.SQLITE_PRAGMA and (first or "").lower() in _DENIED_PRAGMAS):
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK
