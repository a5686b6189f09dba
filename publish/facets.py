"""The distribution over dossiers: a paper may be in several, so the column that lists them can't tell."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from datasette.database import QueryInterrupted
from datasette.facets import Facet
from datasette.utils import path_with_added_args, path_with_removed_args

FILTER = "_dossier"
"""The filter of publish/filters.py that a value of this distribution leads to."""
_PER_DOSSIER = """
with gekozen as ({sql})
select o.nummer as value, o.titel, count(*) as count
  from gekozen g join toezeggingen t on t.id = g.id
  join document_dossiers x on x.document_id = t.document_id join dossiers o on o.id = x.dossier_id
 group by o.id order by count desc, value limit {limit}"""


class DossierFacet(Facet):  # type: ignore[misc]
    """``{"dossier": "dossiers"}`` in the metadata of a table whose ``id`` is that of a promise."""

    type = "dossier"

    async def suggest(self) -> list[Any]:
        """Nothing: it is there where the metadata asks for it."""
        return []

    async def facet_results(self) -> tuple[list[dict[str, Any]], list[str]]:
        """The dossiers with most of the chosen promises; and what took too long."""
        if not self.get_configs():
            return [], []
        size = self.get_facet_size()
        question = _PER_DOSSIER.format(sql=self.sql, limit=size + 1)
        limit = self.ds.setting("facet_time_limit_ms")
        try:
            found = await self.ds.execute(
                self.database, question, self.params, truncate=False, custom_time_limit=limit
            )
        except QueryInterrupted:
            return [], ["dossier"]
        asked = [value for name, value in parse_qsl(self.request.query_string) if name == FILTER]
        results = [self._value(row, chosen=row["value"] in asked) for row in found.rows[:size]]
        return [
            {
                "name": "dossiers",
                "type": self.type,
                "results": results,
                "hideable": False,
                "toggle_url": self.request.path,
                "truncated": len(found.rows) > size,
            }
        ], []

    def _value(self, row: Any, *, chosen: bool) -> dict[str, Any]:  # noqa: ANN401 - a row of SQLite
        change = path_with_removed_args if chosen else path_with_added_args
        path = change(self.request, {FILTER: row["value"]})
        return {
            "value": row["value"],
            "label": " ".join(filter(None, (row["value"], row["titel"]))),
            "count": row["count"],
            "toggle_url": self.ds.absolute_url(self.request, path),
            "selected": chosen,
        }
