"""One cell in Datasette's own tables: dates readable, states in words, keys as links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from publish import render as shown

if TYPE_CHECKING:
    from datasette.app import Datasette

PAGES = {
    ("documenten", "sleutel"): "/stuk/",
    ("ministeries", "code"): "/ministerie/",
    ("dossiers", "nummer"): "/dossier/",
    (None, "document"): "/stuk/",
    (None, "ministerie_code"): "/ministerie/",
    (None, "commissie"): "/commissie/",
    ("commissies", "naam"): "/commissie/",
    ("bewindspersonen", "naam"): "/bewindspersoon/",
}
"""Which page a column's value leads to; without a table: in every table and question."""


def render(datasette: Datasette, table: str | None, column: str, value: object) -> Markup | None:
    """The cell, or None to leave it to Datasette."""
    if not isinstance(value, str) or not value:
        return None
    if shown.day(value):
        return shown.date_tag(value)
    if column.endswith("op") and value.endswith("Z"):
        return shown.moment_tag(value)
    if column == "toestand":
        return shown.state_tag(value)
    if address := _page_of(table, column, value):
        return Markup('<a href="{}">{}</a>').format(datasette.urls.path(address), value)
    return None


def _page_of(table: str | None, column: str, value: str) -> str | None:
    if column == "sleutel" and value.startswith("tz-"):
        return f"/toezegging/{shown.address_part(value)}"
    page = PAGES.get((table, column)) or PAGES.get((None, column))
    return f"{page}{shown.address_part(value)}" if page else None
