"""``/-/gezondheid``: for a monitor; 200 when every source is read up to date, 503 when one is behind."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from datasette.utils.asgi import Response

from db.health import LAST_RUN, SOURCES, judge
from publish import queries

if TYPE_CHECKING:
    from datasette.app import Datasette

PATH = r"/-/gezondheid$"


async def health_page(datasette: Datasette) -> Response:
    """What is behind, as JSON; never kept by a cache."""
    run = await queries.first(datasette, LAST_RUN)
    last = run["klaar_op"] if run else None
    rows = [dict(row) for row in await queries.rows(datasette, SOURCES)]
    found = judge(rows, last, now=dt.datetime.now(dt.UTC))
    body = {
        "toestand": "rood" if found.troubles else "groen",
        "meldingen": list(found.troubles),
        "laatste_verversing": found.last_run,
        "bronnen": list(found.sources),
    }
    status = 503 if found.troubles else 200
    return Response.json(body, status=status, headers={"cache-control": "no-store"})
