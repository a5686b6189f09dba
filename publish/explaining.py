"""Hoe werkt dit: the conventions, the limits, the measured accuracy; and what can be taken away, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publish import lists, queries
from publish.routing import contact, page
from publish.states import states

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response


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
    return await page(datasette, request, "downloaden.html", {})
