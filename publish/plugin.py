"""The Datasette plugin (entry point group ``datasette``): which hook leads to which module."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Generator
from importlib import resources
from typing import TYPE_CHECKING, Any, TypeVar

from datasette import hookimpl
from datasette.utils.asgi import NotFound, Response
from jinja2 import ChoiceLoader, PackageLoader

from publish import (
    cells,
    facets,
    feeds,
    filters,
    headers,
    health,
    kept,
    pages,
    queries,
    render,
    searching,
    troubles,
)
from publish.states import style

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from datasette.app import Datasette
    from datasette.utils.asgi import Request
    from jinja2 import Environment
    from markupsafe import Markup

Function = TypeVar("Function", bound=Callable[..., Any])

STATIC = {
    file.name: file.read_bytes()
    for file in resources.files("publish").joinpath("static").iterdir()
    if file.name.endswith((".css", ".svg"))
}
PACKED = {name: gzip.compress(data, mtime=0) for name, data in STATIC.items()}
TYPES = {"css": "text/css; charset=utf-8", "svg": "image/svg+xml"}
VERSION = hashlib.sha256(b"".join(STATIC[name] for name in sorted(STATIC))).hexdigest()[:12]
"""Part of the address of every static file, so that browsers keep them until they change."""


def hook(function: Function) -> Function:
    """Datasette's ``hookimpl``, which is untyped, with its type."""
    hookimpl(function)
    return function


async def static_file(request: Request) -> Response:
    """The style sheet and the icon."""
    name = request.url_vars["name"]
    if name not in STATIC:
        raise NotFound("Dit bestand bestaat hier niet.")
    headers = {"cache-control": "public, max-age=31536000, immutable", "vary": "accept-encoding"}
    packed = "gzip" in request.headers.get("accept-encoding", "")
    if packed:
        headers["content-encoding"] = "gzip"
    body = PACKED[name] if packed else STATIC[name]
    return Response(body, content_type=TYPES[name.rpartition(".")[2]], headers=headers)


@hook
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Our own pages go before Datasette's."""
    static: tuple[str, Callable[..., Any]] = (rf"/-/kamerwacht/{VERSION}/(?P<name>[^/]+)$", static_file)
    return [static, (health.PATH, health.health_page), *pages.ROUTES]


@hook
def prepare_jinja2_environment(env: Environment) -> None:
    """Our templates before Datasette's, and the functions they use."""
    stock = [env.loader] if env.loader else []
    env.loader = ChoiceLoader([PackageLoader("publish"), *stock])
    env.finalize = render.neutralise
    env.filters.update(
        adres=render.address_part,
        datum=render.date_tag,
        voluit=render.written_date,
        tijdstip=render.moment_tag,
        kort=render.excerpt,
        kop=render.heading,
        stand=render.state_tag,
        stijl=style,
        telling=render.tally,
        vorm=render.form,
        kolom=render.column_title,
        getal=render.thousands,
        dagen=render.days,
        procent=render.percentage,
    )
    env.globals.update(
        filter_woorden=filters.in_words,
        bewerkingen=filters.OPERATORS,
        kent_toezeggingen=filters.knows_promises,
    )


@hook
def extra_template_vars(datasette: Datasette) -> Callable[[], Any]:
    """What the frame around every page needs: the day, and whether it was set by hand."""

    async def inner() -> dict[str, Any]:
        return {
            "peildatum": await queries.reference_day(datasette),
            "vandaag": await queries.today(datasette),
            "terugblik": queries.PAST.get(),
            "statisch": datasette.urls.path(f"/-/kamerwacht/{VERSION}"),
        }

    return inner


@hook
def render_cell(
    row: object, value: object, column: str, table: str | None, datasette: Datasette
) -> Markup | None:
    """Dates, states and links in Datasette's tables."""
    return cells.render(datasette, row, table, column, value)


@hook
def register_output_renderer() -> list[dict[str, Any]]:
    """Atom, iCalendar and XLSX beside CSV and JSON."""
    return feeds.renderers()


@hook
def register_facet_classes() -> list[type[facets.Distributions]]:
    """The distributions, most of them counted in advance."""
    return [facets.Distributions]


@hook
def filters_from_request(request: Request, table: str, datasette: Datasette) -> Callable[[], Any]:
    """Search, ``?_te_laat=1`` and its like."""

    async def inner() -> Any:  # noqa: ANN401 - Datasette's own class
        return await filters.all_filters(request, table, datasette)

    return inner


@hookimpl(trylast=True)  # type: ignore[untyped-decorator]
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Our forgiving search in place of Datasette's quoting (trylast: it makes its own by that name)."""
    conn.create_function("escape_fts", 1, searching.search_query, deterministic=True)


@hookimpl(wrapper=True)  # type: ignore[untyped-decorator]
def handle_exception(
    datasette: Datasette, request: Request, exception: Exception
) -> Generator[None, object, list[Callable[[], Any]]]:
    """A Dutch page for whatever goes wrong.

    A wrapper, because Datasette runs every handler it finds, and its own prints each missing page to the
    log as a traceback with all local values.
    """

    async def inner() -> Response:
        return await troubles.answer(datasette, request, exception)

    yield
    return [inner]


@hook
def forbidden(datasette: Datasette, request: Request) -> Callable[[], Any]:
    """A Dutch page for what is closed."""

    async def inner() -> Response:
        return await troubles.closed(datasette, request)

    return inner


@hook
def asgi_wrapper(datasette: Datasette) -> Callable[[headers.Application], headers.Application]:
    """Security headers around everything, and within those the answers that are kept."""

    def wrap(application: headers.Application) -> headers.Application:
        def state() -> Path:
            file: Path = queries.database(datasette).snapshot.fresh()
            return file

        return headers.secure(kept.keeping(application, state, kept.Shelf()))

    return wrap
