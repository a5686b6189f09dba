"""What others say of a promise: the registers of the Kamers, who checked it, who sits in the seat now."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from publish import queries

if TYPE_CHECKING:
    from datasette.app import Datasette

IN_REGISTER = """
select r.id, r.bron, r.nummer, r.tekst, r.status, r.toestand, r.termijn, k.zekerheid, k.reden
  from register_koppelingen k join register r on r.id = k.register_id
 where k.toezegging_id = :id and k.vervallen_op is null and r.verwijderd = 0
 order by k.zekerheid desc, r.aangemaakt_op, r.id"""
ANY_REGISTER = "select exists (select 1 from register) as gelezen"
CORRECTIONS = """
select c.soort, c.door, c.op, c.reden, c.toegepast, c.melding, c.waarde ->> 'tekst' as tekst
  from correcties c
 where (c.doel = :key
        or c.doel in (select g.sleutel from gebeurtenissen g where g.toezegging_id = :id))
   and c.vervallen_op is null
 order by c.op desc, c.id desc"""
SEATED = "select * from zittend where toezegging_id = :id"


async def said_of(datasette: Datasette, number: int, key: str) -> dict[str, Any]:
    """For the page of the promise with this id and key: register entries, corrections, the seat."""
    register, registers, corrections, seated = await asyncio.gather(
        queries.rows(datasette, IN_REGISTER, id=number),
        queries.first(datasette, ANY_REGISTER),
        queries.rows(datasette, CORRECTIONS, id=number, key=key),
        queries.first(datasette, SEATED, id=number),
    )
    checked = [row for row in corrections if row["toegepast"] and row["soort"] != "weerwoord"]
    return {
        "register": register,
        "registers": bool(registers and registers["gelezen"]),
        "correcties": corrections,
        "nagekeken": checked[0] if checked else None,
        "zittend": seated,
    }
