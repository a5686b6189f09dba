"""The pages that gather promises: of a ministry, office holder, dossier or committee; and the way there."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from datasette.utils.asgi import NotFound

from publish import counted, lists, queries
from publish.routing import page, part
from publish.states import states

if TYPE_CHECKING:
    from collections.abc import Iterable

    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

    from publish.queries import Row

ENTRANCES = {
    "Ministeries": "ministerie",
    "Commissies": "commissie",
    "Bewindspersonen": "bewindspersoon",
    "Dossiers": "dossier",
}
ENTRANCES_OF = f"""
select sleutel, naam, aantal, te_laat from {counted.ENTRANCES}
 where soort = :kind order by te_laat desc, aantal desc, naam limit 100"""  # noqa: S608 - our own name
SIZE = 30
"""Promises shown per state; the rest stands behind a link to the table."""
_COUNTED = f"""
select o.*, k.aantal
  from (select toestand, sum(aantal) as aantal from {counted.PER_STATE}
         where {{column}} = :value group by toestand) k
 cross join overzicht o on o.id in (
       select i.id from overzicht i where i.{{column}} = :value and i.toestand = k.toestand
        order by i.dagen desc, i.id limit :size)
 order by o.dagen desc, o.id"""  # noqa: S608 - our own names
OF_MINISTRY = _COUNTED.format(column="ministerie_code")
OF_COMMITTEE = _COUNTED.format(column="commissie")


async def ministry_page(datasette: Datasette, request: Request) -> Response:
    """The promises of one ministry, by state."""
    ministry = await _subject(datasette, request, lists.MINISTRY, "Dit ministerie is hier niet bekend.")
    context = {
        "titel": ministry["naam"],
        "soort": "Ministerie",
        "filter": urlencode({"ministerie_code": ministry["code"]}),
    }
    return await _grouped(datasette, request, OF_MINISTRY, context)


async def dossier_page(datasette: Datasette, request: Request) -> Response:
    """The promises in one dossier, by state."""
    dossier = await _subject(datasette, request, lists.DOSSIER, "Dit dossier is hier niet bekend.")
    context = {
        "titel": dossier["titel"] or f"Dossier {dossier['nummer']}",
        "soort": f"Dossier {dossier['nummer']}",
        "filter": urlencode({"_dossier": dossier["nummer"]}),
        "debatklaar": urlencode({"dossier": dossier["nummer"]}),
    }
    return await _grouped(datasette, request, lists.OF_DOSSIER, context)


async def committee_page(datasette: Datasette, request: Request) -> Response:
    """The promises in papers for one committee, by state."""
    committee = await _subject(datasette, request, lists.COMMITTEE, "Deze commissie is hier niet bekend.")
    name = committee["naam"]
    context = {
        "titel": name[:1].upper() + name[1:],
        "soort": "Commissie",
        "filter": urlencode({"commissie": name}),
        "debatklaar": urlencode({"commissie": name}),
        "rappel": f"/rappel/commissie/{quote(name, safe='')}",
    }
    return await _grouped(datasette, request, OF_COMMITTEE, context)


async def person_page(datasette: Datasette, request: Request) -> Response:
    """The promises made by one office holder, in whatever office, by state."""
    person = await _subject(datasette, request, lists.PERSON, "Deze bewindspersoon is hier niet bekend.")
    context = {
        "titel": person["naam"],
        "soort": person["functies"].replace(",", "; "),
        "filter": urlencode({"_bewindspersoon": person["naam"]}),
    }
    return await _grouped(datasette, request, lists.OF_PERSON, context)


async def entrances_page(datasette: Datasette, request: Request) -> Response:
    """Every ministry, committee, office holder and dossier with promises, most overdue first."""
    found = await asyncio.gather(
        *(queries.rows(datasette, ENTRANCES_OF, kind=kind) for kind in ENTRANCES.values())
    )
    context = {"groepen": [(*name, rows) for name, rows in zip(ENTRANCES.items(), found, strict=True)]}
    return await page(datasette, request, "ingangen.html", context)


async def _subject(datasette: Datasette, request: Request, sql: str, missing: str) -> Row:
    found = await queries.first(datasette, sql, value=part(request, "value"))
    if found is None:
        raise NotFound(missing)
    return found


async def _grouped(datasette: Datasette, request: Request, sql: str, context: dict[str, Any]) -> Response:
    found = await queries.rows(datasette, sql, value=part(request, "value"), size=SIZE)
    return await page(datasette, request, "groepen.html", {**context, **by_state(found)})


def by_state(found: Iterable[Row]) -> dict[str, Any]:
    """The rows by state, most urgent first; each row knows how many its state has in all (``aantal``)."""
    groups: dict[str, list[Row]] = {name: [] for name in states()}
    for row in found:
        groups.setdefault(row["toestand"], []).append(row)
    filled = {name: group for name, group in groups.items() if group}
    return {"groepen": filled, "totaal": sum(group[0]["aantal"] for group in filled.values())}
