"""The page of one paper, readable as a letter, and the file it was read from."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

from datasette.utils.asgi import NotFound, Response

from db.errors import DatabaseError
from db.rawstore import RawStore
from publish import queries
from publish.passages import Note, Span, blocks
from publish.routing import NO_CACHE, page, part

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

STORED = """
select b.sha256, b.mediatype, d.sleutel from bestanden b join documenten d on d.bestand_id = b.id
 where b.sha256 = :sha256 and d.ingetrokken = 0 limit 1"""
ENDINGS = {
    "application/xml": "xml",
    "text/xml": "xml",
    "text/html": "html",
    "application/pdf": "pdf",
    "text/plain": "txt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.oasis.opendocument.text": "odt",
}


async def paper_page(datasette: Datasette, request: Request) -> Response:
    """A paper, readable, with every promise in it marked."""
    paper = await queries.first(datasette, queries.ONE_PAPER, key=part(request, "key"))
    if paper is None:
        raise NotFound("Dit stuk is hier niet bekend.")
    promises, parts, footnotes, dossiers = await asyncio.gather(
        queries.rows(datasette, queries.COMMITMENTS_IN, id=paper["id"]),
        queries.rows(datasette, queries.BLOCKS, id=paper["id"]),
        queries.rows(datasette, queries.FOOTNOTES, id=paper["id"]),
        queries.rows(datasette, queries.DOSSIERS_OF, id=paper["id"]),
    )
    spans = [Span(row["begin"], row["eind"], row["sleutel"]) for row in promises]
    notes = [Note(row["plek"], row["kenmerk"] or "*", row["blok"]) for row in footnotes]
    context = {
        "stuk": paper,
        "alineas": blocks(paper["tekst"], parts, spans, notes),
        "toezeggingen": promises,
        "nummers": {row["sleutel"]: number for number, row in enumerate(promises, 1)},
        "dossiers": dossiers,
    }
    return await page(datasette, request, "stuk.html", context)


async def stored_file(datasette: Datasette, request: Request) -> Response:
    """The bytes a paper was read from: to save, never shown by the browser as a page of this site."""
    found = await queries.first(datasette, STORED, sha256=part(request, "sha256"))
    if found is None:
        raise NotFound("Dit bestand is hier niet bekend.")
    store = RawStore(queries.database(datasette).raw_folder)
    try:
        data = await asyncio.to_thread(store.get, found["sha256"])
    except DatabaseError as error:
        raise NotFound("Van dit stuk is hier geen kopie van het bestand bewaard.") from error
    name = re.sub(r"[^A-Za-z0-9._-]", "-", found["sleutel"])[:80]
    ending = ENDINGS.get((found["mediatype"] or "").partition(";")[0].strip(), "bin")
    headers = {**NO_CACHE, "content-disposition": f'attachment; filename="{name}.{ending}"'}
    return Response(data, content_type="application/octet-stream", headers=headers)
