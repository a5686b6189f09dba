"""What a reader sees when something goes wrong: one Dutch page, nothing of the machine behind it."""

from __future__ import annotations

import logging
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from datasette.database import QueryInterrupted
from datasette.utils.asgi import Base400, Forbidden, NotFound, Response
from datasette.views.base import DatasetteError

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

LOGGER = logging.getLogger(__name__)


MALFORMED = (ValueError, LookupError, TypeError, AssertionError, sqlite3.Error)


@dataclass(frozen=True, slots=True)
class Trouble:
    """An answer: HTTP status, heading, explanation, and what the database said (literally)."""

    status: int
    heading: str
    text: str
    detail: str | None = None


NOT_FOUND = Trouble(404, "Niet gevonden", "Op dit adres staat niets. Klopt het adres?")
CLOSED = Trouble(403, "Niet toegankelijk", "Dit deel van de site is gesloten.")
TOO_SLOW = Trouble(
    400, "Dit duurt te lang", "De vraag is afgebroken omdat zij te veel werk vroeg. Vraag minder ineens."
)
BROKEN = Trouble(500, "Er ging iets mis", "De fout ligt bij ons en is genoteerd. Probeer het later nog eens.")
WRONG_QUERY = Trouble(
    400,
    "Deze vraag klopt niet",
    "De databank begrijpt de vraag niet, of staat haar niet toe: alleen lezen kan.",
)
WRONG_PARAMETERS = Trouble(
    400, "Dit adres klopt niet", "Wat er achter het vraagteken in het adres staat, is niet te gebruiken."
)


async def answer(datasette: Datasette, request: Request, exception: Exception) -> Response:
    """The page (or JSON, when that was asked for) for ``exception``."""
    trouble = _trouble(request, exception)
    if trouble is BROKEN:
        LOGGER.error("Fout bij %s", request.path, exc_info=exception)
    return await _show(datasette, request, trouble)


async def closed(datasette: Datasette, request: Request) -> Response:
    """The page for what nobody may see."""
    return await _show(datasette, request, CLOSED)


def _trouble(request: Request, exception: Exception) -> Trouble:
    if isinstance(exception, NotFound) or _incomplete_key(request, exception):
        return NOT_FOUND
    if isinstance(exception, Forbidden):
        return CLOSED
    if isinstance(exception, QueryInterrupted):
        return TOO_SLOW
    if isinstance(exception, DatasetteError):
        return _from_datasette(exception)
    if isinstance(exception, Base400) or _malformed_parameter(request, exception):
        return WRONG_PARAMETERS
    return BROKEN


def _malformed_parameter(request: Request, exception: Exception) -> bool:
    """Datasette trusts _next, _through, __in=[...] to be well formed, and breaks when they aren't."""
    from_outside = "database" in request.url_vars and request.query_string
    return bool(from_outside) and isinstance(exception, MALFORMED)


def _incomplete_key(request: Request, exception: Exception) -> bool:
    """A row's address with fewer parts than the table's key has; Datasette binds what is there."""
    return "pks" in request.url_vars and isinstance(exception, sqlite3.ProgrammingError)


def _from_datasette(exception: DatasetteError) -> Trouble:
    if exception.title == "SQL Interrupted":
        return TOO_SLOW
    if exception.title == "Invalid SQL":
        return Trouble(WRONG_QUERY.status, WRONG_QUERY.heading, WRONG_QUERY.text, str(exception.message))
    if exception.status in (403, 404):
        return CLOSED if exception.status == 403 else NOT_FOUND
    return WRONG_PARAMETERS


async def _show(datasette: Datasette, request: Request, trouble: Trouble) -> Response:
    if request.path.endswith(".json"):
        body = {"ok": False, "error": trouble.text, "detail": trouble.detail, "status": trouble.status}
        return Response.json(body, status=trouble.status)
    try:
        html = await datasette.render_template("error.html", {"fout": trouble}, request=request)
    except Exception:
        # The frame of the page reads the database; when that is what broke, the words alone must do.
        LOGGER.exception("De foutpagina zelf lukte niet")
        return Response.text(f"{trouble.heading}. {trouble.text}", status=trouble.status)
    return Response.html(html, status=trouble.status)
