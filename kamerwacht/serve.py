"""``kamerwacht serve``: the site on a database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamerwacht import config
from kamerwacht.errors import KamerwachtError

if TYPE_CHECKING:
    import argparse
    from pathlib import Path


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted. Raises KamerwachtError when there is no usable database or port."""
    place = config.store(arguments.db)
    database = place.published if place.published.exists() else place.database
    folders = {"raw": place.raw, "copies": place.backups}
    serve_site(database, host=arguments.host, port=arguments.port, sql=not arguments.no_sql, folders=folders)
    return 0


def serve_site(
    database: Path, *, host: str, port: int, sql: bool = True, folders: dict[str, Path] | None = None
) -> None:
    """Serve ``database`` until interrupted; prints the URL once it listens.

    Without ``sql`` readers can't write queries of their own; ``folders`` as publish.Folders has them.
    """
    import db  # noqa: PLC0415 - heavy, and only needed here
    import publish  # noqa: PLC0415

    try:
        publish.serve(
            database,
            host=host,
            port=port,
            contact=config.contact(),
            sql=sql,
            folders=publish.Folders(**(folders or {})),
        )
    except (db.DatabaseError, publish.PublishError) as error:
        raise KamerwachtError(str(error)) from error
