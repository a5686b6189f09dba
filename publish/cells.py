"""One cell in Datasette's own tables: dates readable, states in words, keys as links."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from publish import render as shown

if TYPE_CHECKING:
    from datasette.app import Datasette

_MOMENT = ("_op",)


def render(datasette: Datasette, table: str | None, column: str, value: object) -> Markup | None:
    """The cell, or None to leave it to Datasette."""
    if not isinstance(value, str) or not value:
        return None
    if shown.day(value):
        return shown.date_tag(value)
    if column.endswith(_MOMENT) and value.endswith("Z"):
        return shown.moment_tag(value)
    if column == "toestand":
        return shown.state_tag(value)
    if address := _page_of(table, column, value):
        return Markup('<a href="{}">{}</a>').format(datasette.urls.path(address), value)
    return None


def _page_of(table: str | None, column: str, value: str) -> str | None:
    if column == "sleutel" and value.startswith("tz-"):
        return f"/toezegging/{quote(value, safe='')}"
    if (table, column) == ("documenten", "sleutel"):
        return f"/stuk/{quote(value, safe='')}"
    if (table, column) == ("ministeries", "code"):
        return f"/ministerie/{quote(value, safe='')}"
    if (table, column) == ("dossiers", "nummer"):
        return f"/dossier/{quote(value, safe='')}"
    return None
