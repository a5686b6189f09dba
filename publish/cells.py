"""One cell in Datasette's own tables: dates readable, states in words, keys as links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from publish import render as shown

if TYPE_CHECKING:
    from datasette.app import Datasette

LONGEST = 300
"""Characters that are shown of what is a link."""
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


def render(datasette: Datasette, row: object, table: str | None, column: str, value: object) -> Markup | None:
    """The cell, or None to leave it to Datasette."""
    if not isinstance(value, str) or not value:
        return None
    if shown.day(value):
        return shown.date_tag(value)
    if column.endswith("op") and value.endswith("Z"):
        return shown.moment_tag(value)
    if column == "toestand":
        return shown.state_tag(value)
    if column == "citaat":
        # The sentence leads where its key leads.
        column, key = "sleutel", _key(row)
    else:
        key = value
    if key and (address := _page_of(table, column, key)):
        text = shown.excerpt(value, LONGEST)
        return Markup('<a href="{}">{}</a>').format(datasette.urls.path(address), text)
    return None


def _key(row: Any) -> str:  # noqa: ANN401 - a row of SQLite, or Datasette's own
    """The key of what ``row`` is about; "" when it holds none."""
    return str(row["sleutel"]) if "sleutel" in row.keys() else ""  # noqa: SIM118 - it iterates over its values


def _page_of(table: str | None, column: str, value: str) -> str | None:
    if column == "sleutel" and value.startswith("tz-"):
        return f"/toezegging/{shown.address_part(value)}"
    page = PAGES.get((table, column)) or PAGES.get((None, column))
    return f"{page}{shown.address_part(value)}" if page else None
