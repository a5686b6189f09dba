"""Every question the pages ask of the database: all SQL of the site stands here.

States come only from the view ``stand`` and the day only from ``vandaag``, so that a page and a query by hand
never disagree. Parameters are always bound.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.database import Database

Row = sqlite3.Row

# All lists of the front page from one reckoning of the states; the cross join looks the few chosen ones up
# one by one, where a plain join would reckon everything a second time.
FRONT = """
with s as materialized (select toezegging_id, datum, toestand, dagen, termijn_strikt from stand),
gerangd as (
  select toezegging_id, toestand as lijst,
         row_number() over (partition by toestand order by dagen desc, toezegging_id) as rang
    from s
   where toestand in ('verstreken zonder bericht', 'nog niet vast te stellen', 'mogelijk verstreken',
                      'uitgesteld')
  union all
  select toezegging_id, 'binnenkort', row_number() over (order by termijn_strikt, toezegging_id)
    from s
   where toestand in ('loopt', 'uitgesteld', 'deels afgedaan')
     and termijn_strikt between datum and date(datum, '+30 days')
  union all
  select s.toezegging_id, 'nieuw', row_number() over (order by z.datum desc, z.id)
    from s join toezeggingen z on z.id = s.toezegging_id
   where z.datum between date(s.datum, '-6 days') and s.datum),
gekozen as materialized (
  select * from gerangd where rang <= iif(lijst = 'verstreken zonder bericht', :long, :short))
select g.lijst, o.* from gekozen g cross join overzicht o on o.id = g.toezegging_id
 order by g.lijst, g.rang"""
COUNTS = """
select m.code, coalesce(m.naam, m.code, 'onbekend') as ministerie, s.toestand, count(*) as aantal
  from stand s join toezeggingen z on z.id = s.toezegging_id left join ministeries m on m.id = z.ministerie_id
 group by m.id, s.toestand"""
_PER_STATE = """
select * from (
  select o.*, count(*) over (partition by toestand) as aantal,
         row_number() over (partition by toestand order by dagen desc, datum, sleutel) as rang
    from overzicht o where {condition})
 where rang <= :size order by rang"""
OF_MINISTRY = _PER_STATE.format(condition="ministerie_code = :code")
OF_DOSSIER = _PER_STATE.format(
    condition="""document_id in (select x.document_id
                                  from document_dossiers x join dossiers y on y.id = x.dossier_id
                                 where y.nummer = :number)"""
)

TODAY = "select datum from vandaag"
SETTING = "select waarde from instellingen where naam = :name"
LAST_RUN = """
select bron, klaar_op, uitslag, melding from verversingen
 where klaar_op is not null order by id desc limit 1"""
LAST_GOOD_RUN = "select max(klaar_op) as klaar_op from verversingen where uitslag = 'goed'"
SOURCES = """
select b.naam, b.gelezen_tot, cast(julianday(v.datum) - julianday(b.gelezen_tot) as integer) as dagen_achter
  from bronnen b, vandaag v order by b.naam"""
PAPER_COUNT = "select count(*) as aantal from documenten"

ONE_COMMITMENT = """
select t.*, d.sleutel as stuk, (select e.sleutel from toezeggingen e where e.id = t.herhaalt_id) as herhaalt,
       m.code as ministerie_code, coalesce(m.naam, m.code) as ministerie,
       b.naam as bewindspersoon, b.functie as functie
  from toezeggingen t
  join documenten d on d.id = t.document_id
  left join ministeries m on m.id = t.ministerie_id
  left join bewindspersonen b on b.id = t.bewindspersoon_id
 where t.sleutel = :key"""
STATE = "select * from stand where toezegging_id = :id"
TERMS = """
select n.*, d.sleutel as stuk from termijnen n left join documenten d on d.id = n.document_id
 where n.toezegging_id = :id order by n.volgnummer"""
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
       (select s.toestand_tekst from stand s where s.toezegging_id = t.id) as toestand_tekst
  from toezeggingen t where t.document_id = :id and t.vervallen_op is null order by t.begin, t.id"""
DOSSIERS_OF = """
select o.nummer, o.titel from document_dossiers x join dossiers o on o.id = x.dossier_id
 where x.document_id = :id order by o.nummer"""
MINISTRY = "select code, coalesce(naam, code) as naam from ministeries where code = :code"
DOSSIER = "select nummer, titel from dossiers where nummer = :number"


def database(site: Datasette) -> Database:
    """The one public database of the site."""
    return site.get_database()


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
    """The peildatum when one is set, else None: the site follows the calendar."""
    row = await first(site, SETTING, name="peildatum")
    return str(row["waarde"]) if row and row["waarde"] else None
