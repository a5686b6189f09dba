"""Rappel: a draft of a reminder, per promise and per committee, in the manner of the Eerste Kamer."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from datasette.utils.asgi import NotFound

from publish import lists, queries
from publish.routing import page, part, promise_link
from publish.states import OVERDUE

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

    from publish.queries import Row

SIZE = 200
FOR_COMMITTEE = """
select * from overzicht
 where commissie = :committee and toestand in (:overdue, 'uitgesteld', 'mogelijk verstreken')
 order by ministerie, dagen desc, id limit :size"""
ONE = "select * from overzicht where sleutel = :key"
SOON_FOR_COMMITTEE = """
select o.* from overzicht o, vandaag v
 where o.commissie = :committee and o.toestand in ('loopt', 'uitgesteld', 'deels afgedaan')
   and o.termijn_strikt between v.datum and date(v.datum, '+183 days')
 order by o.ministerie, o.termijn_strikt, o.id limit :size"""


async def promise_reminder(datasette: Datasette, request: Request) -> Response:
    """The draft for one promise that is owed to the Kamer and still open."""
    promise = await queries.first(datasette, ONE, key=part(request, "key"))
    if promise is None or promise["toestand"] in ("afgedaan", "vervallen"):
        raise NotFound(
            "Voor deze toezegging is geen rappel te schrijven: zij is afgedaan, vervallen of onbekend."
        )
    context = {"t": promise, "adres": promise_link(datasette, request, promise["sleutel"])}
    return await page(datasette, request, "rappel.html", context)


async def committee_reminder(datasette: Datasette, request: Request) -> Response:
    """The drafts for one committee: a letter to each ministry, on what is over and what is coming."""
    committee = await queries.first(datasette, lists.COMMITTEE, value=part(request, "value"))
    if committee is None:
        raise NotFound("Deze commissie is hier niet bekend.")
    name = committee["naam"]
    over = await queries.rows(datasette, FOR_COMMITTEE, committee=name, overdue=OVERDUE, size=SIZE)
    soon = await queries.rows(datasette, SOON_FOR_COMMITTEE, committee=name, size=SIZE)
    context = {
        "commissie": name,
        "brieven": _letters(over, soon),
        "terug": f"/commissie/{quote(name, safe='')}",
    }
    return await page(datasette, request, "rappel-commissie.html", context)


def _letters(over: list[Row], soon: list[Row]) -> list[dict[str, Any]]:
    """One letter for each ministry; what is overdue apart from what was postponed or may be over."""
    letters: defaultdict[str | None, dict[str, Any]] = defaultdict(
        lambda: {"verstreken": [], "gemeld": [], "komend": []}
    )
    for row in over:
        part_of = "verstreken" if row["toestand"] == OVERDUE else "gemeld"
        letters[row["ministerie"]][part_of].append(row)
    reported = {row["id"] for row in over}
    for row in soon:
        if row["id"] not in reported:
            letters[row["ministerie"]]["komend"].append(row)
    return [
        {"ministerie": ministry, **letter}
        for ministry, letter in sorted(
            letters.items(), key=lambda one: (-len(one[1]["verstreken"]), one[0] or "~")
        )
    ]
