"""The distributions beside a table: how many rows for each ministry, each state, each dossier.

Of columns with few values every combination is counted in advance (publish/counted.py), so that a
distribution costs the same however many rows there are. Where a filter asks for more than those counts can
tell, the chosen rows are counted, up to MOST.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from datasette.database import QueryInterrupted
from datasette.facets import Facet
from datasette.filters import Filters
from datasette.utils import path_with_added_args, path_with_removed_args

from publish import counted, filters
from publish.states import OVERDUE

if TYPE_CHECKING:
    from collections.abc import Sequence

DOSSIERS = "dossiers"
"""The column that lists the dossiers of a promise: it may list several, so each is looked up."""
FILTERS = {DOSSIERS: "_dossier"}
"""The filter that a value leads to, where that is not the column itself."""
MOST = 10_000
"""So many rows are counted while a reader waits; of more there is no distribution."""
BY_STATE = frozenset({"_te_laat", "_open"})
"""The filters of our own that look at the state alone."""
_PER_VALUE = """select * from (
select {nr} as nr, {column} as value, null as titel, sum(aantal) as count from gekozen
 where {column} is not null group by {column} order by count desc, value limit {limit})"""
_PER_DOSSIER = """select * from (
select {nr} as nr, o.nummer as value, o.titel as titel, count(*) as count
  from gekozen g join toezeggingen t on t.id = g.id
  join document_dossiers x on x.document_id = t.document_id join dossiers o on o.id = x.dossier_id
 group by o.id order by count desc, value limit {limit})"""
_ALL_DOSSIERS = """
select i.sleutel as value, o.titel, i.{count} as count
  from {entrances} i join dossiers o on o.nummer = i.sleutel
 where i.soort = 'dossier' and i.{count} > 0 order by i.{count} desc, i.sleutel limit {limit}"""


class Distributions(Facet):  # type: ignore[misc]
    """``{"verdeling": "toestand"}`` in the metadata of a table; ``{"verdeling": "dossiers"}`` of promises."""

    type = "verdeling"

    async def suggest(self) -> list[Any]:
        """Nothing: it is there where the metadata asks for it."""
        return []

    async def facet_results(self) -> tuple[list[dict[str, Any]], list[str]]:
        """The values with most rows, per column; and the columns for which there were too many rows."""
        columns = [one["config"]["simple"] for one in self.get_configs()]
        # Beside a following page stands what stood beside the first: Datasette would count only what is left.
        if not columns or "_next" in self.request.args:
            return [], []
        try:
            found = await self._found(columns, self.get_facet_size() + 1)
        except QueryInterrupted:
            found = {}
        shown = [await self._result(name, found[name]) for name in columns if name in found]
        return shown, [name for name in columns if name not in found]

    async def _found(self, columns: Sequence[str], limit: int) -> dict[str, list[Any]]:
        source = "overzicht" if self.table == "te_laat" else self.table
        known = counted.COLUMNS.get(source, ())
        asked = filters.chooses(self.request)
        told = {*known, *(BY_STATE if "toestand" in known else ())}
        cheap = [name for name in columns if asked <= told and name in known]
        found: dict[str, list[Any]] = {}
        if cheap:
            where, values = await self._conditions()
            chosen = f"select * from {counted.distribution(source)}{where}"  # noqa: S608 - Datasette's own SQL
            found = await self._counts(chosen, values, cheap, limit)
        if DOSSIERS in columns and asked <= {"_te_laat"}:
            overdue = asked or self.table == "te_laat"
            found[DOSSIERS] = await self._all_dossiers("te_laat" if overdue else "aantal", limit)
        if rest := [name for name in columns if name not in found]:
            names = ", ".join({*rest, *(["id"] if DOSSIERS in rest else [])})
            chosen = f"select {names}, 1 as aantal from ({self.sql}) limit {MOST + 1}"  # noqa: S608
            found |= await self._counts(chosen, self.params, rest, limit)
        return found

    async def _conditions(self) -> tuple[str, dict[str, Any]]:
        """The chosen columns and states as SQL on the counts."""
        pairs = [
            (name, value)
            for name in self.request.args
            if not name.startswith("_")
            for value in self.request.args.getlist(name)
        ]
        where, values = Filters(sorted(pairs)).build_where_clauses(self.table)
        if self.table == "te_laat":
            where, values = [*where, "toestand = :stand"], {**values, "stand": OVERDUE}
        if own := await filters.own_filters(self.request, "overzicht", self.ds):
            where, values = [*where, *own.where_clauses], {**values, **own.params}
        return (" where " + " and ".join(where) if where else ""), values

    async def _counts(
        self, chosen: str, values: dict[str, Any], columns: Sequence[str], limit: int
    ) -> dict[str, list[Any]]:
        """Per column the values with most rows; nothing when more than MOST rows were to be counted."""
        parts = [
            (_PER_DOSSIER if name == DOSSIERS else _PER_VALUE).format(nr=nr, column=name, limit=limit)
            for nr, name in enumerate(columns)
        ]
        total = "select -1 as nr, null as value, null as titel, count(*) as count from gekozen"
        question = f"with gekozen as materialized ({chosen}) {' union all '.join([total, *parts])}"
        time = self.ds.setting("facet_time_limit_ms")
        rows = (
            await self.ds.execute(self.database, question, values, truncate=False, custom_time_limit=time)
        ).rows
        if rows[0]["count"] > MOST:
            return {}
        return {name: [row for row in rows if row["nr"] == nr] for nr, name in enumerate(columns)}

    async def _all_dossiers(self, count: str, limit: int) -> list[Any]:
        question = _ALL_DOSSIERS.format(count=count, entrances=counted.ENTRANCES, limit=limit)
        rows: list[Any] = (await self.ds.execute(self.database, question, truncate=False)).rows
        return rows

    async def _result(self, column: str, rows: list[Any]) -> dict[str, Any]:
        size = self.get_facet_size()
        labels = await self.ds.expand_foreign_keys(
            self.database, self.table, column, [row["value"] for row in rows]
        )
        asked = set(parse_qsl(self.request.query_string))
        name = FILTERS.get(column, column)
        return {
            "name": column,
            "type": self.type,
            "results": [
                self._value(
                    name,
                    row,
                    labels.get((column, row["value"])) or _label(row),
                    chosen=(name, str(row["value"])) in asked,
                )
                for row in rows[:size]
            ],
            "hideable": False,
            "toggle_url": self.request.path,
            "truncated": len(rows) > size,
        }

    def _value(self, name: str, row: Any, label: object, *, chosen: bool) -> dict[str, Any]:  # noqa: ANN401 - a row of SQLite
        change = path_with_removed_args if chosen else path_with_added_args
        path = self.ds.urls.path(change(self.request, {name: row["value"]}))
        return {
            "value": row["value"],
            "label": label,
            "count": row["count"],
            "toggle_url": self.ds.absolute_url(self.request, path),
            "selected": chosen,
        }


def _label(row: Any) -> object:  # noqa: ANN401 - a row of SQLite
    return f"{row['value']} {row['titel']}" if row["titel"] else row["value"]
