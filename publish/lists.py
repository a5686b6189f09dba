"""What the lists of promises show: the SQL of every page that holds more than one."""

from __future__ import annotations

PER_STATE = """
select * from overzicht where toestand = :state order by dagen desc, id limit :size"""
SOON = """
select o.*, count(*) over () as aantal from overzicht o, vandaag v
 where o.termijn_strikt between v.datum and date(v.datum, '+30 days')
   and o.toestand in ('loopt', 'uitgesteld', 'deels afgedaan')
 order by o.termijn_strikt, o.id limit :size"""
NEW = """
select o.*, count(*) over () as aantal from overzicht o, vandaag v
 where o.datum between date(v.datum, '-6 days') and v.datum
 order by o.datum desc, o.id limit :size"""
COUNTS = """
select g.ministerie_code as code, coalesce(m.naam, g.ministerie_code, 'onbekend') as ministerie,
       g.toestand, g.aantal
  from (select ministerie_code, toestand, sum(aantal) as aantal
          from {source} group by ministerie_code, toestand) g
  left join ministeries m on m.code = g.ministerie_code"""
UNCOUNTED = "(select ministerie_code, toestand, 1 as aantal from overzicht)"
"""The source of COUNTS where nothing was counted in advance."""
MONTHS = """
select substr(termijn_ruim, 1, 7) as maand, toestand, count(*) as aantal from overzicht
 where termijn_ruim between :first and :last group by maand, toestand"""

LAST_RUN = """
select bron, klaar_op, uitslag, melding from verversingen
 where klaar_op is not null order by id desc limit 1"""
LAST_GOOD_RUN = "select max(klaar_op) as klaar_op from verversingen where uitslag = 'goed'"
SOURCES = """
select b.naam, b.gelezen_tot, cast(julianday(v.datum) - julianday(b.gelezen_tot) as integer) as dagen_achter
  from bronnen b, vandaag v order by b.naam"""
PAPER_COUNT = "select count(*) from documenten"

_GROUPED = """
with gekozen as (
  select id, count(*) over (partition by toestand) as aantal,
         row_number() over (partition by toestand order by dagen desc, id) as rang
    from overzicht where {condition})
select o.*, g.aantal from gekozen g join overzicht o on o.id = g.id where g.rang <= :size order by g.rang"""
OF_DOSSIER = _GROUPED.format(
    condition="""document_id in (select x.document_id
                                  from document_dossiers x join dossiers y on y.id = x.dossier_id
                                 where y.nummer = :value)"""
)
OF_PERSON = _GROUPED.format(
    condition="""id in (select t.id from toezeggingen t join bewindspersonen b on b.id = t.bewindspersoon_id
                        where b.naam = :value)"""
)
MINISTRY = "select code, coalesce(naam, code) as naam from ministeries where code = :value"
DOSSIER = "select nummer, titel from dossiers where nummer = :value"
COMMITTEE = "select naam from commissies where naam = :value"
PERSON = """
select b.naam, group_concat(distinct b.functie) as functies from bewindspersonen b
 where b.naam = :value group by b.naam"""

# Where one finds one's way. Counted in advance (publish/counted.py).
ALL_MINISTRIES = """
select ministerie_code as sleutel, ministerie as naam, count(*) as aantal,
       sum(toestand = 'verstreken zonder bericht') as te_laat
  from overzicht where ministerie_code is not null group by ministerie_code, ministerie"""
ALL_COMMITTEES = """
select commissie as sleutel, commissie as naam, count(*) as aantal,
       sum(toestand = 'verstreken zonder bericht') as te_laat
  from overzicht where commissie is not null group by commissie"""
ALL_PERSONS = """
select b.naam as sleutel, b.naam || ', ' || b.functie as naam, count(*) as aantal,
       sum(o.toestand = 'verstreken zonder bericht') as te_laat
  from overzicht o join toezeggingen t on t.id = o.id join bewindspersonen b on b.id = t.bewindspersoon_id
 group by b.id"""
ALL_DOSSIERS = """
with per_stuk as (
  select document_id, count(*) as aantal, sum(toestand = 'verstreken zonder bericht') as te_laat
    from overzicht group by document_id)
select s.nummer as sleutel, s.nummer || coalesce(' ' || s.titel, '') as naam, sum(p.aantal) as aantal,
       sum(p.te_laat) as te_laat
  from per_stuk p join document_dossiers x on x.document_id = p.document_id
  join dossiers s on s.id = x.dossier_id
 group by s.id"""
