"""Hoe werkt dit: the conventions, the limits, the measured accuracy; and what can be taken away, and how."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datasette.utils.asgi import AsgiFileDownload, NotFound

from publish import lists, queries
from publish.routing import contact, page, part
from publish.states import states

if TYPE_CHECKING:
    from pathlib import Path

    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response


_COPY = re.compile(
    r"[A-Za-z0-9][\w.-]*-\d{4}-\d\d-\d\d\.db(\.sha256|\.WIJZIGINGEN\.txt)?|LICENTIE\.txt", re.ASCII
)
"""The copy of a day, its checksum, what changed, and the licence; nothing else that may lie there."""


async def how_page(datasette: Datasette, request: Request) -> Response:
    """The conventions, the states, and what the site does not claim."""
    waiting = await queries.first(datasette, queries.SETTING, name="wachttijd")
    context = {
        "toestanden": list(states().values()),
        "wachttijd": waiting["waarde"] if waiting else None,
        "contact": contact(datasette),
        "meetlat": await queries.rows(datasette, queries.YARDSTICKS),
        "bronnen": await queries.rows(datasette, lists.SOURCES),
    }
    return await page(datasette, request, "hoe-werkt-dit.html", context)


async def downloads_page(datasette: Datasette, request: Request) -> Response:
    """Every form in which the data can be taken away."""
    files = _copies(datasette)
    names = {file.name for file in files}
    found = [
        {
            "naam": file.name,
            "grootte": file.stat().st_size,
            "sha256": _checksum(file),
            "wijzigingen": f"{file.name}.WIJZIGINGEN.txt" in names,
        }
        for file in files
        if file.suffix == ".db"
    ]
    context = {"kopieen": found, "licentie": "LICENTIE.txt" in names}
    return await page(datasette, request, "downloaden.html", context)


async def copy_file(datasette: Datasette, request: Request) -> AsgiFileDownload:
    """The copy of a day or its checksum, as it is."""
    name = part(request, "name")
    for file in _copies(datasette):
        if file.name == name:
            kind = (
                "text/plain; charset=utf-8"
                if file.suffix in (".txt", ".sha256")
                else "application/octet-stream"
            )
            return AsgiFileDownload(str(file), filename=file.name, content_type=kind)
    raise NotFound("Deze kopie staat hier niet (meer).")


def _copies(datasette: Datasette) -> list[Path]:
    """The files that may be had, newest first."""
    folder: Path = queries.database(datasette).copies_folder
    if not folder.is_dir():
        return []
    found = [file for file in folder.iterdir() if file.is_file() and _COPY.fullmatch(file.name)]
    return sorted(found, key=lambda file: file.name, reverse=True)


def _checksum(file: Path) -> str | None:
    """The sha256 that stands beside a copy, as ``sha256sum`` writes it."""
    beside = file.with_name(f"{file.name}.sha256")
    if not beside.is_file():
        return None
    return beside.read_text(encoding="utf-8", errors="replace")[:64]
