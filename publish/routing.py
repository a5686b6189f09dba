"""What the modules of our own pages share: reading an address, and answering with a page."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from datasette.utils.asgi import Response

from publish import queries
from publish.render import written_date

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

NO_CACHE = MappingProxyType({"cache-control": "no-cache"})
"""A page states a day: a copy may be kept, but not shown without asking whether it still holds."""


def part(request: Request, name: str) -> str:
    """The named part of the address, decoded."""
    return unquote(request.url_vars[name])


def contact(datasette: Datasette) -> str | None:
    """The mail address for corrections, if the owner of the site gave one."""
    found = (datasette.plugin_config("kamerwacht") or {}).get("contact")
    return str(found) if found else None


def permalink(datasette: Datasette, request: Request, path: str) -> str:
    """The whole address of ``path`` on this site."""
    return str(datasette.absolute_url(request, datasette.urls.path(path)))


def promise_link(datasette: Datasette, request: Request, key: str) -> str:
    """The lasting address of a promise."""
    return permalink(datasette, request, f"/toezegging/{quote(key)}")


async def page(datasette: Datasette, request: Request, template: str, context: dict[str, Any]) -> Response:
    """The filled template; it always knows the day."""
    day = await queries.today(datasette)
    context = {"dag": day, "dag_voluit": written_date(day, weekday=True), **context}
    html = await datasette.render_template(template, context, request=request, view_name="kamerwacht")
    return Response.html(html, headers={**NO_CACHE})


def download(body: str, name: str, kind: str) -> Response:
    """Text that a browser saves as the file ``name`` instead of showing it."""
    headers = {**NO_CACHE, "content-disposition": f'attachment; filename="{name}"'}
    return Response(body, content_type=f"{kind}; charset=utf-8", headers=headers)
