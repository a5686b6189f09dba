"""The web server: a Datasette on one database, and the socket it listens on."""

from __future__ import annotations

import errno
import http.client
import json
import logging
import socket
import sys
import threading
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

import uvicorn
from datasette.app import Datasette

from db.connection import connect
from publish import counted
from publish.errors import PublishError
from publish.reading import ReadOnlyDatabase

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LOGGER = logging.getLogger(__name__)
KEEP_FRESH = 5.0
"""Seconds between two looks at whether the day or the database has changed."""
AHEAD = (
    "/",
    "/ingangen",
    "/kamerwacht",
    "/kamerwacht/te_laat",
    "/kamerwacht/overzicht",
    "/kamerwacht/per-ministerie",
    "/kamerwacht/op-tijd",
)
"""Pages made before anyone asks: those that most ask for, and the questions that count all promises."""
DATABASE_NAME = "kamerwacht"
"""The name in every URL, whatever the file is called: links keep working when the file moves."""

SETTINGS = {
    "sql_time_limit_ms": 3000,
    "facet_time_limit_ms": 1000,
    "default_page_size": 50,
    "max_returned_rows": 2000,
    "truncate_cells_html": 300,
    "suggest_facets": False,
    "allow_download": False,
    # A page states a day; a copy must not be served on the next one.
    "default_cache_ttl": 0,
}


def metadata() -> dict[str, Any]:
    """Titles and descriptions of every table and column, and the saved questions."""
    text = resources.files("publish").joinpath("datasette_metadata.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


class Site(Datasette):  # type: ignore[misc]
    """A Datasette whose metadata forbids no table to anyone (tests/publish/test_metadata.py)."""

    def _table_permission_allows(self, database: str, table: str) -> list[Any]:  # noqa: ARG002 - Datasette's own
        """None: Datasette would copy all metadata to find that out, at every question for every table."""
        return []


@dataclass(frozen=True, slots=True)
class Folders:
    """What lies beside the database: the files as fetched ("ruw"), and a whole copy for each day ("reserve").

    None: in the folder of the database itself, under those names.
    """

    raw: Path | None = None
    copies: Path | None = None


def app(
    database: Path, *, contact: str | None = None, sql: bool = True, folders: Folders | None = None
) -> Datasette:
    """The site on ``database`` (opened read-only), not yet listening.

    ``contact`` is the mail address for "Klopt dit niet?"; it wins over the one in the metadata. Without
    ``sql`` readers can't write queries of their own; the saved ones stay.
    Raises db.DatabaseError when there is no such file or it is not a database of Kamerwacht.
    """
    connect(database, readonly=True).close()
    folders = folders or Folders()
    described = metadata()
    if contact:
        described.setdefault("plugins", {}).setdefault("kamerwacht", {})["contact"] = contact
    if not sql:
        described["databases"][DATABASE_NAME]["allow_sql"] = False
    _prepare(described["databases"][DATABASE_NAME]["tables"])
    site = Site(memory=True, metadata=described, settings=SETTINGS)
    site.remove_database("_memory")
    place = ReadOnlyDatabase(site, database.resolve(), folders.raw, folders.copies)
    site.add_database(place, name=DATABASE_NAME)
    return site


def _prepare(tables: dict[str, dict[str, Any]]) -> None:
    """Leave to publish/searching.py and publish/facets.py what a stock Datasette would do for ``tables``."""
    for name, table in tables.items():
        table.pop("fts_table", None)
        if name == "te_laat" or name in counted.COLUMNS:
            named = [one if isinstance(one, str) else next(iter(one.values())) for one in table["facets"]]
            table["facets"] = [{"verdeling": column} for column in named]


def serve(
    database: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8001,
    ready: Callable[[str], None] | None = None,
    contact: str | None = None,
    sql: bool = True,
    folders: Folders | None = None,
) -> None:
    """Serve ``database`` until interrupted; ``port`` 0 takes a free one.

    ``ready`` is called with the URL once the server really listens; without it the URL is printed.
    Raises db.DatabaseError, PublishError.
    """
    site = app(database, contact=contact, sql=sql, folders=folders)
    listener = _listen(host, port)
    stop = threading.Event()
    shown_host = f"[{host}]" if ":" in host else host
    url = f"http://{shown_host}:{listener.getsockname()[1]}/"
    threading.Thread(target=_keep_fresh, args=(site, stop, listener.getsockname()), daemon=True).start()
    config = uvicorn.Config(site.app(), log_level="warning", access_log=False, server_header=False)
    server = _Server(config, lambda: (ready or _announce)(url))
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        pass  # Ctrl-C is how one stops it; uvicorn has shut down by now
    finally:
        stop.set()
        listener.close()


def _keep_fresh(site: Datasette, stop: threading.Event, address: tuple[str, int]) -> None:
    """Make the states anew at midnight and after an update, and the pages that count them all.

    So no reader has to wait for them.
    """
    snapshot, last = site.get_database().snapshot, None
    while True:
        try:
            if (made := snapshot.fresh()) != last:
                _ask(address)
                last = made
        except Exception:
            LOGGER.exception("De stand van de dag kon niet worden opgemaakt")
        if stop.wait(KEEP_FRESH):
            return


def _ask(address: tuple[str, int]) -> None:
    """Ask the site for the pages in AHEAD; it keeps them (publish/kept.py)."""
    for path in AHEAD:
        connection = http.client.HTTPConnection(*address[:2], timeout=60)
        try:
            connection.request("GET", path)
            connection.getresponse().read()
        except (OSError, http.client.HTTPException):  # not listening yet, or no longer: a reader will ask
            return
        finally:
            connection.close()


def _announce(url: str) -> None:
    sys.stdout.write(f"Kamerwacht staat op {url} (stoppen met Ctrl-C)\n")
    sys.stdout.flush()


def _listen(host: str, port: int) -> socket.socket:
    if not 0 <= port <= 65535:  # getaddrinfo would quietly take the remainder
        raise PublishError(f"Poort {port} bestaat niet. Kies een andere poort, van 0 tot en met 65535.")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise PublishError(
            f"Adres {host} is onbekend of niet van deze machine. Kies een ander adres, zoals 127.0.0.1."
        ) from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        # Listening here, not later: of two servers started at once, the second must hear that it lost.
        listener.listen(2048)
    except OSError as error:
        listener.close()
        raise PublishError(_why(host, port, error)) from error
    return listener


def _why(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Poort {port} op {host} is al in gebruik. Kies een andere poort, of 0 voor een vrije."
    if error.errno == errno.EACCES:
        return f"Poort {port} op {host} mag niet worden gebruikt. Kies een poort vanaf 1024."
    return f"Op {host}, poort {port}, kan niet worden geluisterd. Kies een ander adres of een andere poort."


class _Server(uvicorn.Server):
    """Tells when it really listens."""

    def __init__(self, config: uvicorn.Config, listening: Callable[[], None]) -> None:
        super().__init__(config)
        self._listening = listening

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started:
            self._listening()
