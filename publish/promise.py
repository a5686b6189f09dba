"""The page of one promise, and what can be taken from it: receipt, citation, and a proposal to correct it."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import NotFound, Response

from db.rawstore import RawStore
from publish import citing, queries
from publish.others import said_of
from publish.passages import Span, blocks
from publish.routing import NO_CACHE, contact, download, page, part, permalink, promise_link

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

    from publish.queries import Row

LATER_SIZE = 50
"""Later papers listed on the page; the rest stands behind a link to the table."""


async def commitment_page(datasette: Datasette, request: Request) -> Response:
    """One promise: its sentence in its place, its term, what came of it, and the receipt."""
    promise, paper = await _promise(datasette, request)
    number, day = promise["id"], await queries.today(datasette)
    state = await queries.first(datasette, queries.STATE, id=number)
    terms, ladder, events, repetitions, near, dossiers, history = await asyncio.gather(
        queries.rows(datasette, queries.TERMS, id=number),
        queries.rows(datasette, queries.LADDER, id=number),
        queries.rows(datasette, queries.EVENTS, id=number),
        queries.rows(datasette, queries.REPETITIONS, id=number),
        queries.rows(
            datasette, queries.NEAR_BLOCKS, id=paper["id"], begin=promise["begin"], end=promise["eind"] - 1
        ),
        queries.rows(datasette, queries.DOSSIERS_OF, id=paper["id"]),
        queries.rows(datasette, queries.HISTORY, id=number),
    )
    since, until = promise["datum"], (state["afgedaan_op"] if state else None) or day
    later = await queries.rows(
        datasette,
        queries.LATER_PAPERS,
        ministry=promise["ministerie_id"],
        since=since,
        until=until,
        size=LATER_SIZE,
    )
    context = {
        "t": promise,
        "stuk": paper,
        "stand": state,
        "termijnen": terms,
        "ladder": ladder,
        "gebeurtenissen": events,
        "herhalingen": repetitions,
        "alineas": blocks(
            paper["tekst"], near, [Span(promise["begin"], promise["eind"], promise["sleutel"])]
        ),
        "dossiers": dossiers,
        "later": later,
        "doorzocht_tot": until,
        **await said_of(datasette, number, promise["sleutel"]),
        "geschiedenis": history,
        "meetlat": await queries.first(datasette, queries.YARDSTICK),
        "afgedaan_door": await _paper(datasette, state, "afgedaan_door"),
        "mogelijk_door": await _paper(datasette, state, "mogelijk_door"),
        "adres": promise_link(datasette, request, promise["sleutel"]),
        "contact": contact(datasette),
        "bewaard": await _is_stored(datasette, paper),
        "voorstel": citing.proposal(promise["sleutel"], day),
    }
    return await page(datasette, request, "toezegging.html", context)


async def citation(datasette: Datasette, request: Request) -> Response:
    """The promise as a CSL JSON item, for a reference manager."""
    promise, paper = await _promise(datasette, request)
    day = dt.date.fromisoformat(await queries.today(datasette))
    address = promise_link(datasette, request, promise["sleutel"])
    return Response.json(citing.csl_item(promise, paper, address, day), headers={**NO_CACHE})


async def receipt(datasette: Datasette, request: Request) -> Response:
    """All that is needed to find the sentence again in the file it was read from, as JSON."""
    promise, paper = await _promise(datasette, request)
    terms = await queries.rows(datasette, queries.TERMS, id=promise["id"])
    stored = paper["sha256"] and permalink(datasette, request, f"/bestand/{paper['sha256']}")
    address = promise_link(datasette, request, promise["sleutel"])
    return Response.json(citing.receipt(promise, paper, terms, address, stored), headers={**NO_CACHE})


async def proposal(datasette: Datasette, request: Request) -> Response:
    """A correction of this promise, to be filled in and sent; nothing is written here."""
    promise, _ = await _promise(datasette, request)
    day = await queries.today(datasette)
    name = f"voorstel-{promise['sleutel']}.toml"
    return download(citing.proposal(promise["sleutel"], day), name, "application/toml")


async def _promise(datasette: Datasette, request: Request) -> tuple[Row, Row]:
    """The promise in the address, and its paper. Raises NotFound."""
    promise = await queries.first(datasette, queries.ONE_COMMITMENT, key=part(request, "key"))
    if promise is None:
        raise NotFound("Deze toezegging is hier niet bekend.")
    paper = await queries.first(datasette, queries.ONE_PAPER, key=promise["stuk"])
    if paper is None:  # the foreign key forbids it
        raise NotFound("Het stuk van deze toezegging ontbreekt.")
    return promise, paper


async def _is_stored(datasette: Datasette, paper: Row) -> bool:
    """Whether the file that was read is here to be had."""
    if not paper["sha256"] or paper["ingetrokken"]:
        return False
    path = RawStore(queries.database(datasette).raw_folder).path(paper["sha256"])
    return await asyncio.to_thread(path.is_file)


async def _paper(datasette: Datasette, state: Row | None, column: str) -> dict[str, Any] | None:
    if state is None or state[column] is None:
        return None
    found = await queries.first(datasette, queries.PAPER_BY_ID, id=state[column])
    return dict(found) if found else None
