"""What any table or saved question gives besides CSV and JSON: Atom, iCalendar and XLSX."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from datasette.utils.asgi import Response

from publish import atom, calendar_feed, queries, workbook
from publish.headers import UNCOUNTED
from publish.routing import permalink, promise_link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from datasette.app import Datasette
    from datasette.utils.asgi import Request

    from publish.queries import Row

PROMISES = frozenset({"overzicht", "te_laat", "toezeggingen"})
"""Tables whose ``sleutel`` is that of a promise."""
MOST_EVENTS = 2000
MOST_ROWS = 5000
"""A workbook holds so many rows; whoever wants more takes the CSV or the whole database."""
NEIGHBOURHOOD = 500
"""Characters looked at before and after a sentence for its neighbours."""

_DETAILS = """
select o.*, t.gevonden_op,{more}
       max(t.geboekt_op, coalesce((select max(w.op) from wijzigingen w where w.toezegging_id = t.id), ''),
           coalesce((select max(g.geboekt_op) from gebeurtenissen g where g.toezegging_id = t.id), '')
       ) as bijgewerkt
  from json_each(:keys) k cross join overzicht o on o.sleutel = k.value
 cross join toezeggingen t on t.id = o.id{texts}
 order by k.key"""
WITH_TEXT = _DETAILS.format(
    more=f"""
       substr(d.tekst, max(t.begin - {NEIGHBOURHOOD}, 0) + 1, min(t.begin, {NEIGHBOURHOOD})) as ervoor,
       substr(d.tekst, t.eind + 1, {NEIGHBOURHOOD}) as erna,""",
    texts=" cross join documenten d on d.id = t.document_id",
)
WITHOUT_TEXT = _DETAILS.format(more="", texts="")


def renderers() -> list[dict[str, Any]]:
    """For Datasette's hook ``register_output_renderer``."""
    return [
        {"extension": "atom", "render": render_atom, "can_render": holds_promises},
        {"extension": "ics", "render": render_calendar, "can_render": holds_promises},
        {"extension": "xlsx", "render": render_workbook, "can_render": is_list},
    ]


def is_list(view_name: str) -> bool:
    """Everything but the page of a single row."""
    return view_name in ("table", "query", "database")


def holds_promises(table: str | None, columns: Sequence[str], view_name: str) -> bool:
    """Whether the rows are promises: then there is a sentence and perhaps a term for each."""
    return is_list(view_name) and "sleutel" in columns and (table is None or table in PROMISES)


async def render_atom(
    datasette: Datasette, request: Request, rows: Sequence[Row], columns: Sequence[str]
) -> Response:
    """The promises on this page as a feed; ``?_kort=1`` without sentence and neighbours."""
    found = await _promises(datasette, rows, columns, WITH_TEXT)
    links = {row["sleutel"]: promise_link(datasette, request, row["sleutel"]) for row in found}
    feed = atom.Feed(
        title=await _title(datasette, request),
        address=permalink(datasette, request, _with_query(request, request.path)),
        page=permalink(datasette, request, _with_query(request, request.path.removesuffix(".atom"))),
        updated=f"{await queries.today(datasette)}T00:00:00Z",
        full=request.args.get("_kort") != "1",
    )
    body = await asyncio.to_thread(atom.write, feed, found, links)
    return Response(body, content_type="application/atom+xml; charset=utf-8")


async def render_calendar(
    datasette: Datasette, request: Request, columns: Sequence[str], data: dict[str, Any]
) -> Response:
    """The terms of all promises that pass the filter, each with two alarms."""
    every, cut = await _all(datasette, request, columns, data, MOST_EVENTS)
    found = await _promises(datasette, every, columns, WITHOUT_TEXT)
    links = {row["sleutel"]: promise_link(datasette, request, row["sleutel"]) for row in found}
    title = await _title(datasette, request) + (f", de eerste {MOST_EVENTS}" if cut else "")
    body = calendar_feed.write(title, found, links)
    headers = {"content-disposition": 'inline; filename="kamerwacht.ics"'}
    return Response(body, content_type="text/calendar; charset=utf-8", headers=headers)


async def render_workbook(
    datasette: Datasette, request: Request, columns: Sequence[str], data: dict[str, Any]
) -> Response:
    """The rows that pass the filter as a workbook."""
    every, cut = await _all(datasette, request, columns, data, MOST_ROWS)
    table = data.get("table")
    described = datasette.table_metadata(queries.database(datasette).name, table) if table else {}
    about = workbook.About(
        title=await _title(datasette, request),
        address=permalink(datasette, request, _with_query(request, request.path.removesuffix(".xlsx"))),
        day=await queries.today(datasette),
        columns=described.get("columns") or {},
        cut=cut,
    )
    body = await asyncio.to_thread(workbook.write, about, columns, every)
    name = (table or request.path.rsplit("/", 1)[-1].removesuffix(".xlsx")).replace('"', "")[:60]
    headers = {"content-disposition": f'attachment; filename="kamerwacht-{name}.xlsx"'}
    return Response(body, content_type=workbook.MEDIA_TYPE, headers=headers)


async def _promises(
    datasette: Datasette, rows: Sequence[Any], columns: Sequence[str], question: str
) -> list[Row]:
    place = list(columns).index("sleutel") if "sleutel" in columns else None
    if place is None:
        return []
    keys = [row[place] for row in rows]
    return await queries.rows(datasette, question, keys=json.dumps(keys))


async def _all(
    datasette: Datasette, request: Request, columns: Sequence[str], data: dict[str, Any], most: int
) -> tuple[list[Sequence[Any]], bool]:
    """Every row that passes the filter, up to ``most``; whether some were left out."""
    rows = data.get("rows") or []
    if not data.get("next"):
        return [list(row) for row in rows[:most]], bool(data.get("truncated")) or len(rows) > most
    found: list[Sequence[Any]] = []
    kept = [(name, value) for name in request.args for value in request.args.getlist(name)]
    kept = [pair for pair in kept if pair[0] not in ("_size", "_next", "_shape", "_labels")]
    kept += [("_size", "max"), ("_shape", "arrays"), ("_nofacet", "1"), ("_nocount", "1")]
    path, position = request.path.rsplit(".", 1)[0] + ".json", ""
    while len(found) < most:
        asked = [*kept, ("_next", position)] if position else kept
        answer = (await datasette.client.get(f"{path}?{urlencode(asked)}")).json()
        place = [answer["columns"].index(column) for column in columns]
        found += [[row[number] for number in place] for row in answer["rows"]]
        position = answer.get("next")
        if not position:
            return found[:most], len(found) > most
    return found[:most], True


async def _title(datasette: Datasette, request: Request) -> str:
    """What the rows are: the name of the table or question, and its filters as in the address."""
    name = request.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    described = datasette.metadata("databases")[queries.database(datasette).name]
    known = described["tables"].get(name) or described["queries"].get(name) or {}
    words = [
        f"{key.lstrip('_').replace('__', ' ').replace('_', ' ')}: {value}"
        for key in request.args
        for value in request.args.getlist(key)
        if key
        not in ("_sort", "_sort_desc", "_size", "_next", "_kort", "_labels", "_nofacet", "_nocount", "sql")
    ]
    title = known.get("title") or name
    return f"Kamerwacht: {title}" + (f" ({'; '.join(words)})" if words else "")


def _with_query(request: Request, path: str) -> str:
    """``path`` with the question of the reader, without what publish/headers.py added to it."""
    asked = [(name, value) for name in request.args for value in request.args.getlist(name)]
    asked = [pair for pair in asked if pair not in UNCOUNTED]
    return f"{path}?{urlencode(asked)}" if asked else path
