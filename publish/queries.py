"""How the pages ask the database, and what the pages of one promise and one paper ask it.

States come only from ``stand`` and ``overzicht`` and the day only from ``vandaag``, so that a page and a
query by hand never disagree. ``main.stand`` is the view itself: for a single promise it is quick, and it
knows one that was found a moment ago. Parameters are always bound. The SQL of lists is in publish/lists.py.
"""

from __future__ import annotations

import sqlite3
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.database import Database

Row = sqlite3.Row

TODAY = "select datum from vandaag"
SETTING = "select waarde from instellingen where naam = :name"
ONE_COMMITMENT = """
select t.*, d.sleutel as stuk, (select e.sleutel from toezeggingen e where e.id = t.herhaalt_id) as herhaalt,
       m.code as ministerie_code, coalesce(m.naam, m.code) as ministerie,
       b.naam as bewindspersoon, b.functie as functie
  from toezeggingen t
  join documenten d on d.id = t.document_id
  left join ministeries m on m.id = t.ministerie_id
  left join bewindspersonen b on b.id = t.bewindspersoon_id
 where t.sleutel = :key"""
STATE = "select * from main.stand where toezegging_id = :id"
TERMS = """
select n.*, d.sleutel as stuk from termijnen n left join documenten d on d.id = n.document_id
 where n.toezegging_id = :id and n.volgnummer > 0 order by n.volgnummer"""
LADDER = """
select l.*, (select n.zeker from termijnen n
              where n.toezegging_id = l.toezegging_id and n.volgnummer = l.trede) as zeker
  from ladder l where l.toezegging_id = :id order by l.datum, l.trede"""
REPETITIONS = """
select t.sleutel, t.citaat, t.datum, d.sleutel as stuk, d.titel as stuk_titel
  from toezeggingen t join documenten d on d.id = t.document_id
 where t.herhaalt_id = :id and t.vervallen_op is null order by t.datum, t.id"""
EVENTS = """
select g.*, d.sleutel as stuk, d.titel as stuk_titel
  from gebeurtenissen g join documenten d on d.id = g.document_id
 where g.toezegging_id = :id and g.vervallen_op is null order by g.datum, g.id"""
ONE_PAPER = """
select d.*, m.code as ministerie_code, coalesce(m.naam, m.code) as ministerie, c.naam as commissie,
       f.sha256, f.mediatype, f.grootte, f.opgehaald_op, f.url as bestand_url
  from documenten d
  left join ministeries m on m.id = d.ministerie_id
  left join commissies c on c.id = d.commissie_id
  left join bestanden f on f.id = d.bestand_id
 where d.sleutel = :key"""
PAPER_BY_ID = "select sleutel, titel, datum from documenten where id = :id"
BLOCKS = "select * from blokken where document_id = :id order by volgnummer"
NEAR_BLOCKS = """
select * from blokken where document_id = :id
   and volgnummer between
       (select max(volgnummer) - 1 from blokken where document_id = :id and begin <= :begin)
   and (select min(volgnummer) + 1 from blokken where document_id = :id and eind >= :end)
 order by volgnummer"""
FOOTNOTES = """
select v.plek, v.blok, b.kenmerk from voetnoten v
  join blokken b on b.document_id = v.document_id and b.volgnummer = v.blok
 where v.document_id = :id order by v.plek"""
COMMITMENTS_IN = """
select t.id, t.sleutel, t.begin, t.eind, t.citaat, t.verplichting,
       (select s.toestand_tekst from main.stand s where s.toezegging_id = t.id) as toestand_tekst
  from toezeggingen t where t.document_id = :id and t.vervallen_op is null order by t.begin, t.id"""
LATER_PAPERS = """
select d.sleutel, d.titel, d.datum, d.soort from documenten d
 where d.ministerie_id = :ministry and d.datum > :since and d.datum <= :until and d.ingetrokken = 0
 order by d.datum desc limit :size"""
HISTORY = """
select w.veld, w.oud, w.nieuw, w.op, null as gebeurtenis from wijzigingen w where w.toezegging_id = :id
 union all
select w.veld, w.oud, w.nieuw, w.op, g.soort
  from wijzigingen w join gebeurtenissen g on g.id = w.gebeurtenis_id
 where g.toezegging_id = :id
 order by op desc limit 200"""
YARDSTICK = "select * from meetlat where precisie is not null order by datum desc, aantal desc limit 1"
YARDSTICKS = "select * from meetlat order by datum desc, verzameling"
DOSSIERS_OF = """
select o.nummer, o.titel from document_dossiers x join dossiers o on o.id = x.dossier_id
 where x.document_id = :id order by o.nummer"""


PAST: ContextVar[Any] = ContextVar("terugkijken", default=None)
"""The day that the page being made looks back to (publish/past.py), or None."""


def database(site: Datasette) -> Database:
    """The one public database of the site, or that of the day that is looked back to."""
    return PAST.get() or site.get_database()


async def rows(site: Datasette, sql: str, **values: Any) -> list[Row]:  # noqa: ANN401 - bound by SQLite
    """All rows of ``sql``."""
    found: list[Row] = (await database(site).execute(sql, values)).rows
    return found


async def first(site: Datasette, sql: str, **values: Any) -> Row | None:  # noqa: ANN401 - bound by SQLite
    """The first row of ``sql``, or None."""
    found = await rows(site, sql, **values)
    return found[0] if found else None


async def today(site: Datasette) -> str:
    """The day the site speaks of, "2026-11-23"."""
    row = await first(site, TODAY)
    return str(row["datum"]) if row else ""


async def reference_day(site: Datasette) -> str | None:
    """The peildatum when one is set, else None: the site follows the calendar, or looks back."""
    if PAST.get():
        return None
    row = await first(site, SETTING, name="peildatum")
    return str(row["waarde"]) if row and row["waarde"] else None
