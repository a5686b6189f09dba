"""What data there is: saved questions, views and tables. Datasette's own page asks ten times as much."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import Response

from publish import queries
from publish.counted import NUMBERS
from publish.routing import NO_CACHE

if TYPE_CHECKING:
    from collections.abc import Callable

    from datasette.app import Datasette
    from datasette.utils.asgi import Request

NAMES = """
select name, type from sqlite_schema
 where type in ('table', 'view') and name not like 'sqlite_%' order by name"""


async def contents_page(datasette: Datasette, request: Request, send: Callable[..., Any]) -> Any:  # noqa: ANN401
    """The list of all there is; a query of a reader's own, and the hidden tables, go to Datasette."""
    from datasette.views.database import DatabaseView  # noqa: PLC0415 - it imports the plugins, and so us

    if "sql" in request.args or "_show_hidden" in request.args:
        return await DatabaseView.as_view(datasette)(request, send)
    database = queries.database(datasette)
    described = (datasette.metadata("databases") or {}).get(database.name) or {}
    tables = described.get("tables") or {}
    found = await queries.rows(datasette, NAMES)
    shown = [row["name"] for row in found if row["type"] == "table" and row["name"] in tables]
    shown = [name for name in shown if not tables[name].get("hidden")]
    counts = await _counts(datasette)
    may_ask = await datasette.permission_allowed(None, "execute-sql", resource=database.name, default=True)
    context = {
        "database": database.name,
        "metadata": described,
        "queries": [{"name": name, **one} for name, one in (described.get("queries") or {}).items()],
        "views": [row for row in found if row["type"] == "view"],
        "tables": [{"name": name, "count": counts.get(name)} for name in shown],
        "hidden_count": sum(row["type"] == "table" for row in found) - len(shown),
        "allow_execute_sql": may_ask,
    }
    html = await datasette.render_template("database.html", context, request=request, view_name="database")
    return Response.html(html, headers={**NO_CACHE})


async def _counts(datasette: Datasette) -> dict[str, int]:
    """How many rows each table has."""
    found = await queries.rows(datasette, f"select tabel, rijen from {NUMBERS}")  # noqa: S608 - our own name
    return {row["tabel"]: row["rijen"] for row in found}
