"""Debatklaar: for a coming activity, a committee or a set of dossiers, all that is still open."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from datasette.utils.asgi import NotFound

from publish import queries
from publish.groups import by_state
from publish.routing import page, part

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

    from publish.queries import Row

SIZE = 200
"""Promises in one brief: more is no brief."""
MAX_DOSSIERS = 20
CLOSED = "('afgedaan', 'vervallen')"

COMING = """
select a.nummer, a.soort, a.onderwerp, a.datum, a.aanvang, c.naam as commissie
  from vandaag v join activiteiten a on a.datum between v.datum and date(v.datum, '+60 days')
  left join commissies c on c.id = a.commissie_id
 where a.verwijderd = 0 and a.nummer is not null
   and coalesce(a.status, '') not in ('Geannuleerd', 'Vervallen', 'Verplaatst')
 order by a.datum, a.aanvang, a.nummer limit 100"""
ACTIVITY = """
select a.*, c.naam as commissie from activiteiten a left join commissies c on c.id = a.commissie_id
 where a.nummer = :nummer and a.verwijderd = 0"""
# The dossiers of what is on the agenda: by its cases, and by the papers sent in for it.
DOSSIERS_OF_ACTIVITY = """
with zaak as (
  select z.zaak_id as id from activiteit_zaken z where z.activiteit_id = :id
  union
  select p.zaak_id from agendapunten g join agendapunt_zaken p on p.agendapunt_id = g.id
   where g.activiteit_id = :id and g.verwijderd = 0),
document as (
  select k.kamerdocument_id as id from kamerdocument_activiteiten k where k.activiteit_id = :id
  union
  select k.kamerdocument_id from zaak join kamerdocument_zaken k on k.zaak_id = zaak.id)
select distinct nummer from (
  select s.nummer from zaak join zaken z on z.id = zaak.id
    join kamerstukdossiers s on s.id = z.kamerstukdossier_id
  union
  select d.dossier from document join kamerdocumenten d on d.id = document.id where d.dossier is not null)
 where nummer is not null order by nummer limit 20"""
AGENDA = """
select nummer, onderwerp from agendapunten where activiteit_id = :id and verwijderd = 0
 order by volgorde, id limit 60"""
OPEN_IN_DOSSIERS = f"""
select o.*, count(*) over (partition by toestand) as aantal from overzicht o
 where o.toestand not in {CLOSED} and o.document_id in (
       select x.document_id from document_dossiers x join dossiers y on y.id = x.dossier_id
        where y.nummer in (select value from json_each(:dossiers)))
 order by o.dagen desc, o.id limit :size"""  # noqa: S608 - a constant
OPEN_FOR_COMMITTEE = f"""
select o.*, count(*) over (partition by toestand) as aantal from overzicht o
 where o.toestand not in {CLOSED} and o.commissie = :committee
 order by o.dagen desc, o.id limit :size"""  # noqa: S608 - a constant


async def debate_page(datasette: Datasette, request: Request) -> Response:
    """A brief on the dossiers or the committee in the address; without them, what one can choose from."""
    dossiers = _dossiers(request)
    committee = (request.args.get("commissie") or "").strip()
    if not dossiers and not committee:
        coming = await queries.rows(datasette, COMING)
        return await page(datasette, request, "debatkeuze.html", {"activiteiten": coming})
    if dossiers:
        title = f"Dossier {', '.join(dossiers)}"
        found = await _in_dossiers(datasette, dossiers)
        filters = [("_dossier", one) for one in dossiers]
    else:
        title = committee[:1].upper() + committee[1:]
        found = await queries.rows(datasette, OPEN_FOR_COMMITTEE, committee=committee, size=SIZE)
        filters = [("commissie", committee)]
    return await _brief(datasette, request, found, {"titel": title}, filters)


async def activity_page(datasette: Datasette, request: Request) -> Response:
    """A brief on one activity of the Tweede Kamer: the dossiers on its agenda, else its committee."""
    activity = await queries.first(datasette, ACTIVITY, nummer=part(request, "number"))
    if activity is None:
        raise NotFound("Deze activiteit is hier niet bekend.")
    numbers = await queries.rows(datasette, DOSSIERS_OF_ACTIVITY, id=activity["id"])
    dossiers = [row["nummer"] for row in numbers]
    found: list[Row] = []
    filters: list[tuple[str, str]] = []
    if dossiers:
        found, filters = await _in_dossiers(datasette, dossiers), [("_dossier", one) for one in dossiers]
    elif activity["commissie"]:
        committee = activity["commissie"]
        found = await queries.rows(datasette, OPEN_FOR_COMMITTEE, committee=committee, size=SIZE)
        filters = [("commissie", committee)]
    context = {
        "titel": activity["onderwerp"] or activity["soort"] or activity["nummer"],
        "activiteit": activity,
        "agenda": await queries.rows(datasette, AGENDA, id=activity["id"]),
        "dossiers": dossiers,
    }
    return await _brief(datasette, request, found, context, filters)


def _dossiers(request: Request) -> list[str]:
    """The dossier numbers in the address, however they were written: "30 821, 36600-XVI"."""
    found: list[str] = []
    for value in request.args.getlist("dossier"):
        for one in value.replace(";", ",").split(","):
            number = "".join(one.split()).upper()
            if number and number not in found:
                found.append(number)
    return found[:MAX_DOSSIERS]


async def _in_dossiers(datasette: Datasette, dossiers: list[str]) -> list[Row]:
    return await queries.rows(datasette, OPEN_IN_DOSSIERS, dossiers=json.dumps(dossiers), size=SIZE)


async def _brief(
    datasette: Datasette,
    request: Request,
    found: list[Row],
    context: dict[str, Any],
    filters: list[tuple[str, str]],
) -> Response:
    context = {**context, "filter": urlencode([*filters, ("_open", "1")]), "afgekapt": len(found) == SIZE}
    return await page(datasette, request, "debatklaar.html", {**context, **by_state(found)})
