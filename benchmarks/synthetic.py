"""Invented papers in any number, the same for the same number: what the measurements of size run on.

Each is a letter in official XML with its metadata file, as a spider hands it over. Names, dossiers and
sentences are put together from the word lists below; nothing is real.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from functools import cache

from demo import papers
from demo.description import render_metadata
from demo.papers import Archive, Paper, Part, Signatory, SourceBlock
from demo.render_xml import render
from spiders import FetchedPaper

DOSSIERS = 400
FIRST_DAY = dt.date(2012, 1, 2)
PER_DAY = 20
"""Papers of one day; 100,000 papers are some fourteen years."""
FETCHED = dt.datetime(2026, 11, 23, 5, 0, tzinfo=dt.UTC)

_MINISTRIES = ("JenV", "BZK", "OCW", "EZ", "DEF", "BZ", "IenW")
_THINGS = (
    "het meldpunt", "de proef", "het onderzoek", "de handreiking", "het register", "de leerlijn",
    "het steunpunt",
    "de evaluatie", "het convenant", "de subsidieregeling", "het toezichtkader", "de monitor",
)  # fmt: skip
_OF = (
    "dijkgraven", "bruggen", "molens", "sluizen", "pontveren", "vuurtorens", "veenweiden", "haringvissers",
    "stadspoorten", "trekvaarten", "orgels", "beiaarden", "weefhuizen", "scheepswerven", "turfschippers",
)  # fmt: skip
_WHERE = (
    "in Groningen",
    "in Zeeland",
    "op de Wadden",
    "langs de Maas",
    "in de Achterhoek",
    "in Drenthe",
    "in Limburg",
)
_TERMS = (
    "voor de zomer", "in het najaar", "voor het einde van het jaar", "binnen drie maanden",
    "in het eerste kwartaal",
    "voor het kerstreces", "na de zomer", "uiterlijk in het voorjaar", "", "te zijner tijd",
)  # fmt: skip
_FILLER = (
    "De gemeenten langs het water hebben gezamenlijk onderzocht welke maatregelen in de praktijk werken.",
    "Uit de gesprekken blijkt dat de uitvoering in de meeste gemeenten naar tevredenheid verloopt.",
    "Het aantal meldingen bleef ten opzichte van het voorgaande jaar vrijwel gelijk.",
    "In bijlage 2 treft u een overzicht aan van de kosten, uitgesplitst naar provincie en naar soort werk.",
    "Een deel van de ondervraagden gaf aan de regeling niet te kennen of te ingewikkeld te vinden.",
    "De toezichthouder heeft in zijn jaarverslag aandacht gevraagd voor de samenloop van regels.",
    "Zoals bekend is de wet op 1 juli 2020 in werking getreden; sindsdien zijn de taken anders verdeeld.",
    "Daarbij is ook gekeken naar de ervaringen in omringende landen met vergelijkbare waterwerken.",
    "De middelen hiervoor staan op de begroting en worden jaarlijks bij de voorjaarsnota bezien.",
    "Vertegenwoordigers van de sector onderschrijven deze lijn, met een kanttekening bij het tempo.",
)
_SENDER = Signatory("De Minister van Justitie en Veiligheid", "Q.X.", "Voorbeeldsma")


def paper(number: int) -> FetchedPaper:
    """The invented paper ``number`` (from 1), as fetched. The same number gives the same bytes."""
    made = _compose(number)
    archive = _archive()
    return FetchedPaper(
        identifier=made.identifier,
        url=f"https://voorbeeld.invalid/{made.identifier}.xml",
        preferred_url=None,
        media_type="application/xml",
        body=render(archive, made),
        metadata=render_metadata(archive, made),
        headers={},
        fetched_at=FETCHED,
        modified="1",
        reasons=("proef",),
        title=made.title,
        date=made.date,
        dossiers=made.dossiers,
    )


def identifier(number: int) -> str:
    """What ``paper(number)`` is called."""
    return f"kst-{70000 + number % DOSSIERS}-{number // DOSSIERS + 1}"


@cache
def _archive() -> Archive:
    numbers = {str(70000 + n): f"Proefdossier {n}" for n in range(DOSSIERS)}
    return replace(papers.bundled(), dossiers=numbers)


def _compose(number: int) -> Paper:
    chance = random.Random(number)  # noqa: S311 - invented papers, no secrets
    dossier, place = str(70000 + number % DOSSIERS), number // DOSSIERS + 1
    day = FIRST_DAY + dt.timedelta(days=number // PER_DAY)
    year = day.year if day.month >= 9 else day.year - 1
    subject = _subject(number)
    blocks = [_block(_FILLER[n % len(_FILLER)]) for n in chance.sample(range(len(_FILLER)), 4)]
    blocks += [_block(" ".join(chance.choices(_FILLER, k=5))) for _ in range(chance.randrange(3, 15))]
    if chance.random() < 0.4:
        term = chance.choice(_TERMS)
        said = f"Ik zal uw Kamer {term} informeren over {subject}.".replace("  ", " ")
        blocks.insert(chance.randrange(len(blocks)), _block(f"{chance.choice(_FILLER)} {said}"))
    if place > 1 and chance.random() < 0.3:
        back = chance.randrange(1, min(place, 9))
        blocks.insert(0, _block(_answer(number - back * DOSSIERS, dossier, place - back, chance)))
    return Paper(
        identifier=identifier(number),
        form="xml",
        kind="brief",
        title=f"Brief over {subject}",
        date=day,
        available=day,
        modified=day,
        session=f"{year}-{year + 1}",
        dossiers=(dossier,),
        number=str(place),
        ministry=_MINISTRIES[number % DOSSIERS % len(_MINISTRIES)],
        committee="vaste commissie voor Justitie en Veiligheid",
        senders=(_SENDER,),
        blocks=tuple(blocks),
    )


def _answer(earlier: int, dossier: str, place: int, chance: random.Random) -> str:
    """A sentence about what an earlier paper of the dossier promised."""
    paper_named = f"Kamerstuk {dossier[:2]} {dossier[2:]}, nr. {place}"
    subject = _subject(earlier)
    if chance.random() < 0.6:
        return (
            f"Hierbij informeer ik u over {subject}, zoals toegezegd in mijn eerdere brief ({paper_named})."
        )
    told = f"zegde ik toe u te informeren over {subject}; dat lukt pas in het najaar."
    return f"In mijn brief ({paper_named}) {told}"


def _subject(number: int) -> str:
    chance = random.Random(-number)  # noqa: S311
    return f"{chance.choice(_THINGS)} voor {chance.choice(_OF)} {chance.choice(_WHERE)}"


def _block(text: str) -> SourceBlock:
    return SourceBlock(Part.PARAGRAPH, text)
