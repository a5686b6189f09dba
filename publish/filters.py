"""The filters of our own on Datasette's table pages (``?_te_laat=1``), and all filters in Dutch words."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from datasette.filters import FilterArguments, Filters
from datasette.utils.asgi import BadRequest

from extract.dates import MONTHS
from publish import queries, searching
from publish.render import column_title, days, written_date
from publish.states import OVERDUE

if TYPE_CHECKING:
    from collections.abc import Callable

    from datasette.app import Datasette
    from datasette.utils.asgi import Request

# Where a promise's id stands in the tables that can be filtered by what is known of it.
_ID_COLUMN = {
    "overzicht": "id",
    "te_laat": "id",
    "toezeggingen": "id",
    "stand": "toezegging_id",
    "termijnen": "toezegging_id",
    "gebeurtenissen": "toezegging_id",
    "wijzigingen": "toezegging_id",
}
MAX_DAYS = 3660
"""Ten years."""

OPERATORS = {
    "exact": ("is", "{c} is “{v}”"),
    "not": ("is niet", "{c} is niet “{v}”"),
    "contains": ("bevat", "{c} bevat “{v}”"),
    "notcontains": ("bevat niet", "{c} bevat niet “{v}”"),
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


@dataclass(frozen=True, slots=True)
class Condition:
    """SQL on ``overzicht``, its bound values, and the same in words."""

    sql: str
    words: str
    values: dict[str, str] = field(default_factory=dict)


def _overdue(values: list[str], today: str) -> Condition:
    _must(values == ["1"], "_te_laat", "1")
    words = f"te laat op {written_date(today)}"
    return Condition("toestand = :te_laat", words, {"te_laat": OVERDUE})


def _open(values: list[str], _today: str) -> Condition:
    _must(values == ["1"], "_open", "1")
    return Condition("toestand not in ('afgedaan', 'vervallen')", "niet afgedaan en niet vervallen")


def _soon(values: list[str], today: str) -> Condition:
    number = _number(values, "_binnen")
    return Condition(
        "termijn_strikt between :binnen_van and date(:binnen_van, :binnen)"
        " and toestand in ('loopt', 'uitgesteld', 'deels afgedaan')",
        f"de termijn eindigt binnen {days(number)} na {written_date(today)}",
        {"binnen_van": today, "binnen": f"+{number} days"},
    )


def _new(values: list[str], today: str) -> Condition:
    number = _number(values, "_nieuw")
    return Condition(
        "datum between date(:nieuw_tot, :nieuw) and :nieuw_tot",
        f"toegezegd in de {days(number)} tot en met {written_date(today)}",
        {"nieuw_tot": today, "nieuw": f"-{number - 1} days"},
    )


def _month(values: list[str], today: str) -> Condition:
    value = values[0]
    if value == "volgende":
        day = dt.date.fromisoformat(today)
        value = f"{day.year + day.month // 12:04d}-{day.month % 12 + 1:02d}"
    fits = bool(re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", value, re.ASCII)) and len(values) == 1
    _must(fits, "_maand", "2026-12 of volgende")
    words = f"de termijn eindigt (ruim gelezen) in {MONTHS[int(value[5:]) - 1]} {value[:4]}"
    bounds = {"maand_van": f"{value}-01", "maand_tot": f"{value}-31"}
    return Condition("termijn_ruim between :maand_van and :maand_tot", words, bounds)


def _dossier(values: list[str], _today: str) -> Condition:
    names = {f"dossier_{number}": value for number, value in enumerate(values[:50])}
    marks = ", ".join(f":{name}" for name in names)
    return Condition(
        "document_id in (select x.document_id from document_dossiers x join dossiers y on y.id = x.dossier_id"  # noqa: S608 - only marks
        f" where y.nummer in ({marks}))",
        f"in dossier {' of '.join(names.values())}",
        names,
    )


def _person(values: list[str], _today: str) -> Condition:
    return Condition(
        "id in (select t.id from toezeggingen t join bewindspersonen b on b.id = t.bewindspersoon_id"
        " where b.naam = :persoon)",
        f"toegezegd door {values[0]}",
        {"persoon": values[0]},
    )


CONDITIONS: dict[str, Callable[[list[str], str], Condition]] = {
    "_te_laat": _overdue,
    "_open": _open,
    "_binnen": _soon,
    "_nieuw": _new,
    "_maand": _month,
    "_dossier": _dossier,
    "_bewindspersoon": _person,
}
"""What can stand behind the question mark of every table that knows a promise, besides its columns."""
CHOOSING = frozenset({*CONDITIONS, "_search", "_where", "_through"})
"""Of all that begins with an underscore, what chooses rows."""


def _must(fits: bool, name: str, example: str) -> None:  # noqa: FBT001 - an assertion for readers
    if not fits:
        raise BadRequest(f"Het filter {name} kent alleen de waarde {example}.")


def _number(values: list[str], name: str) -> int:
    _must(
        len(values) == 1 and bool(re.fullmatch(r"[1-9]\d{0,3}", values[0], re.ASCII)),
        name,
        f"1 tot en met {MAX_DAYS}",
    )
    _must(int(values[0]) <= MAX_DAYS, name, f"1 tot en met {MAX_DAYS}")
    return int(values[0])


async def own_filters(request: Request, table: str, datasette: Datasette) -> FilterArguments | None:
    """All filters of ours in the address, on a table that knows a promise. Raises BadRequest."""
    asked = [name for name in CONDITIONS if name in request.args]
    if not asked or table not in _ID_COLUMN:
        return None
    today = await queries.today(datasette)
    found = [CONDITIONS[name](request.args.getlist(name), today) for name in asked]
    values: dict[str, str] = {}
    for condition in found:
        values |= condition.values
    where = [f"{_ID_COLUMN[table]} in (select id from overzicht where {one.sql})" for one in found]  # noqa: S608
    if table == "overzicht":
        where = [one.sql for one in found]
    words = [one.words for one in found]
    hidden = [(name, value) for name in asked for value in request.args.getlist(name)]
    return FilterArguments(where, values, words, {"eigen_woorden": words, "eigen_filters": hidden})


async def all_filters(request: Request, table: str, datasette: Datasette) -> FilterArguments | None:
    """Search and the filters of our own. Raises BadRequest."""
    own = await own_filters(request, table, datasette)
    found = searching.search_filter(
        request, table, alone=table != "te_laat" and chooses(request) <= {"_search"}
    )
    if own is None or found is None:
        return own or found
    return FilterArguments(
        [*own.where_clauses, *found.where_clauses],
        own.params | found.params,
        [*own.human_descriptions, *found.human_descriptions],
        own.extra_context | found.extra_context,
    )


def chooses(request: Request) -> set[str]:
    """What in the address chooses rows: names of columns, and of filters that begin with an underscore."""
    columns = {name for name in request.args if not name.startswith("_") or "__" in name}
    return {name.rpartition("__")[0] or name for name in columns} | {
        name for name in request.args if name in CHOOSING
    }


def knows_promises(table: str) -> bool:
    """Whether the filters of our own mean something on ``table``."""
    return table in _ID_COLUMN


def in_words(own: object, search: object, filters: object) -> str:
    """What a table page shows, as a Dutch phrase; "" when nothing is filtered.

    The arguments come from Datasette's template context and may be undefined there.
    """
    parts = [str(words) for words in own] if isinstance(own, list) else []
    if search:
        parts.append(f"zoekt “{search}”")
    selections = filters.selections() if isinstance(filters, Filters) else ()
    parts.extend(
        OPERATORS[operator][1].format(c=column_title(column).lower(), v=value)
        for column, operator, value in selections
        if operator in OPERATORS
    )
    return " en ".join(parts)
