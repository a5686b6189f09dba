"""The pages of our own: what each shows and where it finds it. Layout stands in templates/."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from datasette.utils.asgi import NotFound, Response

from publish import queries
from publish.passages import Note, Span, blocks
from publish.render import written_date
from publish.states import OVERDUE, states

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from datasette.app import Datasette
    from datasette.utils.asgi import Request

    from publish.queries import Row

FRONT_SIZE = 25
SHORT_SIZE = 8
GROUP_SIZE = 50
"""Rows in a list; the rest stands behind a link to the table."""
BEHIND = 3
"""Days after which a source that has not been read further counts as behind; a crawl runs every few hours."""


async def front_page(datasette: Datasette, request: Request) -> Response:
    """What is overdue, what may be, what was postponed, what is coming."""
    lists: defaultdict[str, list[Row]] = defaultdict(list)
    for row in await queries.rows(datasette, queries.FRONT, long=FRONT_SIZE, short=SHORT_SIZE):
        lists[row["lijst"]].append(row)
    counts = await queries.rows(datasette, queries.COUNTS)
    sources = await queries.rows(datasette, queries.SOURCES)
    totals: Counter[str] = Counter()
    for row in counts:
        totals[row["toestand"]] += row["aantal"]
    context = {
        "lijsten": lists,
        "aantallen": totals,
        "toestanden": [*states(), *(totals.keys() - states().keys())],
        "ministeries": _by_ministry(counts),
        "bronnen": sources,
        "achter": [row for row in sources if row["dagen_achter"] is None or row["dagen_achter"] > BEHIND],
        "stukken": await queries.first(datasette, queries.PAPER_COUNT),
        "laatste": await queries.first(datasette, queries.LAST_RUN),
        "laatste_goede": await queries.first(datasette, queries.LAST_GOOD_RUN),
    }
    return await _page(datasette, request, "voorpagina.html", context)


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


async def commitment_page(datasette: Datasette, request: Request) -> Response:
    """One promise: its sentence in its place, its term, what came of it, and the receipt."""
    promise = await queries.first(datasette, queries.ONE_COMMITMENT, key=_part(request, "key"))
    if promise is None:
        raise NotFound("Deze toezegging is hier niet bekend.")
    paper = await queries.first(datasette, queries.ONE_PAPER, key=promise["stuk"])
    if paper is None:  # the foreign key forbids it
        raise NotFound("Het stuk van deze toezegging ontbreekt.")
    state, terms, events, repetitions, near, dossiers = await asyncio.gather(
        queries.first(datasette, queries.STATE, id=promise["id"]),
        queries.rows(datasette, queries.TERMS, id=promise["id"]),
        queries.rows(datasette, queries.EVENTS, id=promise["id"]),
        queries.rows(datasette, queries.REPETITIONS, id=promise["id"]),
        queries.rows(
            datasette, queries.NEAR_BLOCKS, id=paper["id"], begin=promise["begin"], end=promise["eind"] - 1
        ),
        queries.rows(datasette, queries.DOSSIERS_OF, id=paper["id"]),
    )
    span = Span(promise["begin"], promise["eind"], promise["sleutel"])
    context = {
        "t": promise,
        "stuk": paper,
        "stand": state,
        "termijnen": terms,
        "gebeurtenissen": events,
        "herhalingen": repetitions,
        "alineas": blocks(paper["tekst"], near, [span]),
        "dossiers": dossiers,
        "afgedaan_door": await _paper(datasette, state, "afgedaan_door"),
        "mogelijk_door": await _paper(datasette, state, "mogelijk_door"),
        "adres": datasette.absolute_url(
            request, datasette.urls.path(f"/toezegging/{quote(promise['sleutel'])}")
        ),
        "contact": (datasette.plugin_config("kamerwacht") or {}).get("contact"),
    }
    return await _page(datasette, request, "toezegging.html", context)


async def _paper(datasette: Datasette, state: Row | None, column: str) -> Row | None:
    if state is None or state[column] is None:
        return None
    return await queries.first(datasette, queries.PAPER_BY_ID, id=state[column])


async def paper_page(datasette: Datasette, request: Request) -> Response:
    """A paper, readable, with every promise in it marked."""
    paper = await queries.first(datasette, queries.ONE_PAPER, key=_part(request, "key"))
    if paper is None:
        raise NotFound("Dit stuk is hier niet bekend.")
    promises = await queries.rows(datasette, queries.COMMITMENTS_IN, id=paper["id"])
    parts = await queries.rows(datasette, queries.BLOCKS, id=paper["id"])
    spans = [Span(row["begin"], row["eind"], row["sleutel"]) for row in promises]
    footnotes = await queries.rows(datasette, queries.FOOTNOTES, id=paper["id"])
    notes = [Note(row["plek"], row["kenmerk"] or "*", row["blok"]) for row in footnotes]
    context = {
        "stuk": paper,
        "alineas": blocks(paper["tekst"], parts, spans, notes),
        "toezeggingen": promises,
        "nummers": {row["sleutel"]: number for number, row in enumerate(promises, 1)},
        "dossiers": await queries.rows(datasette, queries.DOSSIERS_OF, id=paper["id"]),
    }
    return await _page(datasette, request, "stuk.html", context)


async def ministry_page(datasette: Datasette, request: Request) -> Response:
    """The promises of one ministry, by state."""
    code = _part(request, "code")
    ministry = await queries.first(datasette, queries.MINISTRY, code=code)
    if ministry is None:
        raise NotFound("Dit ministerie is hier niet bekend.")
    context = {
        "titel": ministry["naam"],
        "soort": "Ministerie",
        "filter": f"ministerie_code={quote(code)}",
        **_groups(await queries.rows(datasette, queries.OF_MINISTRY, code=code, size=GROUP_SIZE)),
    }
    return await _page(datasette, request, "groepen.html", context)


async def dossier_page(datasette: Datasette, request: Request) -> Response:
    """The promises in one dossier, by state."""
    number = _part(request, "number")
    dossier = await queries.first(datasette, queries.DOSSIER, number=number)
    if dossier is None:
        raise NotFound("Dit dossier is hier niet bekend.")
    context = {
        "titel": dossier["titel"] or f"Dossier {dossier['nummer']}",
        "soort": f"Dossier {dossier['nummer']}",
        "filter": f"dossiers__contains={quote(number)}",
        **_groups(await queries.rows(datasette, queries.OF_DOSSIER, number=number, size=GROUP_SIZE)),
    }
    return await _page(datasette, request, "groepen.html", context)


async def how_page(datasette: Datasette, request: Request) -> Response:
    """The conventions, the states, and what the site does not claim."""
    waiting = await queries.first(datasette, queries.SETTING, name="wachttijd")
    context = {
        "toestanden": list(states().values()),
        "wachttijd": waiting["waarde"] if waiting else None,
        "contact": (datasette.plugin_config("kamerwacht") or {}).get("contact"),
    }
    return await _page(datasette, request, "hoe-werkt-dit.html", context)


async def not_here(request: Request) -> Response:
    """Datasette's own pages for developers, closed here."""
    raise NotFound(f"{request.path} bestaat hier niet.")


ROUTES: list[tuple[str, Callable[..., Any]]] = [
    (r"/$", front_page),
    (r"/toezegging/(?P<key>[^/]+)$", commitment_page),
    (r"/stuk/(?P<key>[^/]+)$", paper_page),
    (r"/ministerie/(?P<code>[^/]+)$", ministry_page),
    (r"/dossier/(?P<number>[^/]+)$", dossier_page),
    (r"/hoe-werkt-dit$", how_page),
    (r"/-/(?!kamerwacht/|metadata\.json$|versions\.json$).*$", not_here),
]


def _part(request: Request, name: str) -> str:
    return unquote(request.url_vars[name])


def _groups(found: Iterable[Row]) -> dict[str, Any]:
    """The rows by state, most urgent first; each row knows how many its state has in all (``aantal``)."""
    groups: dict[str, list[Row]] = {name: [] for name in states()}
    for row in found:
        groups.setdefault(row["toestand"], []).append(row)
    filled = {name: group for name, group in groups.items() if group}
    return {"groepen": filled, "totaal": sum(group[0]["aantal"] for group in filled.values())}


async def _page(datasette: Datasette, request: Request, template: str, context: dict[str, Any]) -> Response:
    day = await queries.today(datasette)
    context = {"dag": day, "dag_voluit": written_date(day, weekday=True), **context}
    html = await datasette.render_template(template, context, request=request, view_name="kamerwacht")
    # A page states a day: a copy may be kept, but not shown without asking whether it still holds.
    return Response.html(html, headers={"cache-control": "no-cache"})
