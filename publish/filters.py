"""The filters on Datasette's table pages: ``?_te_laat=1``, and all of them in Dutch words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datasette.filters import FilterArguments, Filters

from publish import queries
from publish.render import column_title, written_date
from publish.states import OVERDUE

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

# Where a promise's id stands in the tables that can be filtered on being overdue.
_ID_COLUMN = {
    "toezeggingen": "id",
    "stand": "toezegging_id",
    "termijnen": "toezegging_id",
    "gebeurtenissen": "toezegging_id",
}
_KEY_COLUMN = {"overzicht": "sleutel", "te_laat": "sleutel"}

OPERATORS = {
    "exact": ("is", "{c} is “{v}”"),
    "not": ("is niet", "{c} is niet “{v}”"),
    "contains": ("bevat", "{c} bevat “{v}”"),
    "endswith": ("eindigt op", "{c} eindigt op “{v}”"),
    "startswith": ("begint met", "{c} begint met “{v}”"),
    "gt": ("groter dan / na", "{c} > {v}"),
    "gte": ("vanaf", "{c} ≥ {v}"),
    "lt": ("kleiner dan / voor", "{c} < {v}"),
    "lte": ("tot en met", "{c} ≤ {v}"),
    "like": ("lijkt op (like)", "{c} lijkt op “{v}”"),
    "notlike": ("lijkt niet op (like)", "{c} lijkt niet op “{v}”"),
    "glob": ("past op (glob)", "{c} past op “{v}”"),
    "in": ("is een van", "{c} is een van {v}"),
    "notin": ("is geen van", "{c} is geen van {v}"),
    "arraycontains": ("lijst bevat", "{c} bevat “{v}”"),
    "arraynotcontains": ("lijst bevat niet", "{c} bevat niet “{v}”"),
    "date": ("op de dag", "{c} op {v}"),
    "isnull": ("ontbreekt", "{c} ontbreekt"),
    "notnull": ("is ingevuld", "{c} is ingevuld"),
    "isblank": ("is leeg", "{c} is leeg"),
    "notblank": ("is niet leeg", "{c} is niet leeg"),
}
"""Datasette's own operators: what the form shows, and how the filter reads as a sentence."""


async def overdue_filter(request: Request, table: str, datasette: Datasette) -> FilterArguments | None:
    """``?_te_laat=1`` keeps what is overdue without word today, on every table that knows a promise."""
    if request.args.get("_te_laat") != "1":
        return None
    if table in _ID_COLUMN:
        where = f"{_ID_COLUMN[table]} in (select toezegging_id from stand where toestand = :te_laat)"  # noqa: S608
    elif table in _KEY_COLUMN:
        where = f"{_KEY_COLUMN[table]} in (select sleutel from te_laat)"  # noqa: S608
    else:
        return None
    words = f"te laat op {written_date(await queries.today(datasette))}"
    values = {"te_laat": OVERDUE} if table in _ID_COLUMN else {}
    return FilterArguments([where], values, [words], {"te_laat_woorden": words})


def can_be_overdue(table: str) -> bool:
    """Whether ``?_te_laat=1`` means something on ``table``."""
    return table in _ID_COLUMN or table == "overzicht"


def in_words(overdue: object, search: object, filters: object) -> str:
    """What a table page shows, as a Dutch phrase; "" when nothing is filtered.

    The arguments come from Datasette's template context and may be undefined there.
    """
    parts = [str(overdue)] if overdue else []
    if search:
        parts.append(f"zoekt “{search}”")
    selections = filters.selections() if isinstance(filters, Filters) else ()
    parts.extend(
        OPERATORS[operator][1].format(c=column_title(column).lower(), v=value)
        for column, operator, value in selections
        if operator in OPERATORS
    )
    return " en ".join(parts)
