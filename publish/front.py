"""The front page: what is overdue, what was postponed, what is coming, what is new."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Any

from publish import chart, counted, lists, queries
from publish.routing import page
from publish.states import OVERDUE, states

if TYPE_CHECKING:
    from collections.abc import Iterable

    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

    from publish.queries import Row

LONG, SHORT = 25, 8
"""Rows in the list of what is overdue, and in the others; the rest stands behind a link to the table."""
LISTED = ("nog niet vast te stellen", "mogelijk verstreken", "uitgesteld")
BEHIND = 3
"""Days after which a source that has not been read further counts as behind; a crawl runs every few hours."""


async def front_page(datasette: Datasette, request: Request) -> Response:
    """What is overdue, what may be, what was postponed, what is coming."""
    today = await queries.today(datasette)
    day = dt.date.fromisoformat(today)
    first, last = chart.span(day)
    overdue, *others = await asyncio.gather(
        queries.rows(datasette, lists.PER_STATE, state=OVERDUE, size=LONG),
        *(queries.rows(datasette, lists.PER_STATE, state=name, size=SHORT) for name in LISTED),
        queries.rows(datasette, lists.SOON, size=SHORT),
        queries.rows(datasette, lists.NEW, size=SHORT),
    )
    source = lists.UNCOUNTED if queries.PAST.get() else counted.PER_STATE
    counts, months, sources, papers, latest, good = await asyncio.gather(
        queries.rows(datasette, lists.COUNTS.format(source=source)),
        queries.rows(datasette, lists.MONTHS, first=first, last=last),
        queries.rows(datasette, lists.SOURCES),
        queries.first(datasette, lists.PAPER_COUNT),
        queries.first(datasette, lists.LAST_RUN),
        queries.first(datasette, lists.LAST_GOOD_RUN),
    )
    totals: Counter[str] = Counter()
    for row in counts:
        totals[row["toestand"]] += row["aantal"]
    found = dict(zip((OVERDUE, *LISTED, "binnenkort", "nieuw"), (overdue, *others), strict=True))
    shown = chart.months(day, months)
    context = {
        "lijsten": found,
        "aantallen": totals,
        "binnenkort": _total(found["binnenkort"]),
        "nieuw": _total(found["nieuw"]),
        "toestanden": [*states(), *(totals.keys() - states().keys())],
        "ministeries": _by_ministry(counts),
        "maanden": shown,
        "reeksen": [name for name, _ in chart.SERIES],
        "tijdlijn": chart.draw(shown, day) if months else None,
        "volgende": shown[chart.BEFORE + 1],
        "bronnen": sources,
        "achter": [row for row in sources if row["dagen_achter"] is None or row["dagen_achter"] > BEHIND],
        "stukken": papers[0] if papers else 0,
        "laatste": latest,
        "laatste_goede": good,
    }
    return await page(datasette, request, "voorpagina.html", context)


def _total(rows: list[Row]) -> int:
    """How many there are in all, of which ``rows`` are the first."""
    return int(rows[0]["aantal"]) if rows else 0


def _by_ministry(counts: Iterable[Row]) -> list[dict[str, Any]]:
    """One row for each ministry, most overdue first, with what the front page counts."""
    ministries: dict[str | None, dict[str, Any]] = {}
    for row in counts:
        ministry = ministries.setdefault(
            row["code"], {"code": row["code"], "ministerie": row["ministerie"], "per": Counter()}
        )
        ministry["per"][row["toestand"]] += row["aantal"]
    return sorted(
        ministries.values(), key=lambda one: (-one["per"][OVERDUE], -one["per"].total(), one["ministerie"])
    )
