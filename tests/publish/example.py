"""A small database with one promise in every state, made through db's own door; all of it invented."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from db.connection import connect
from db.documents import store_document
from db.runs import Outcome, RunCounts, SourceState, finish_run, set_source_state, start_run
from extract.document import Block, BlockKind, Document, Metadata, Sender

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

DAY = "2026-11-23"
NOW = "2026-11-23T05:10:00Z"
HOSTILE = "<script>alert('x')</script> \u202etxet neger\u202c <img src=x onerror=alert(1)>"
SENTENCES = {
    "te laat": "Ik zal uw Kamer uiterlijk 13 oktober 2026 informeren over de uitkomsten van de verkenning.",
    "te laat na uitstel": "Ik zeg toe uw Kamer voor 1 februari 2026 het herziene tijdpad te sturen.",
    "mogelijk": "Rond half november 2026 ontvangt uw Kamer de brief over de meldplicht.",
    "onzeker": "Ik stuur uw Kamer uiterlijk 15 november 2026 een reactie op het advies.",
    "uitgesteld": "Ik informeer uw Kamer voor 1 juli 2026 over het meldpunt.",
    "binnenkort": "In het najaar van 2026 zal ik uw Kamer informeren over de weerbaarheid van gemeenten.",
    "vaag": "Op korte termijn kom ik hierop terug in een brief aan uw Kamer.",
    "wacht": "Voor het commissiedebat over inmenging stuur ik uw Kamer een overzicht.",
    "voorwaardelijk": "Indien het onderzoek daartoe aanleiding geeft, informeer ik uw Kamer voor 1 mei 2026.",
    "afgedaan": "Ik zal uw Kamer voor 1 maart 2026 het rapport toezenden.",
    "deels": "Ik zal uw Kamer voor 1 april 2026 beide onderzoeken toezenden.",
    "mogelijk afgedaan": "Ik zal uw Kamer voor 1 mei 2026 over de pilot berichten.",
    "vervallen": "Ik zal uw Kamer voor 1 juni 2026 een wetsvoorstel sturen.",
    "voornemen": "Het is mijn voornemen uw Kamer voor de zomer van 2026 te informeren.",
    "nieuw": "Ik zal uw Kamer voor 1 juli 2027 informeren over de evaluatie.",
    "beleid": "Het kabinet zal in 2027 een loket inrichten.",
    "vijandig": f"Ik zal uw Kamer {HOSTILE} sturen.",
}


@dataclass
class Example:
    """The database at ``path`` and the keys given to the promises, by their name in SENTENCES."""

    path: Path
    keys: dict[str, str] = field(default_factory=dict)


def build(path: Path, *, peildatum: str = DAY) -> Example:
    """Make the database with all promises."""
    example = Example(path)
    database = connect(path, create=True)
    database.execute("UPDATE instellingen SET waarde = ? WHERE naam = 'peildatum'", [peildatum])
    _sources(database)
    _first_letter(database, example)
    _second_letter(database, example)
    _events(database, example)
    database.conn.commit()
    database.close()
    return example


def empty(path: Path) -> Path:
    """Make a database without papers."""
    connect(path, create=True).close()
    return path


def _sources(database: Database) -> None:
    run = start_run(database, "koop", "2026-11-23T05:00:00Z")
    finish_run(database, run, Outcome.GOOD, RunCounts(requests=4, new=3), now=NOW)
    set_source_state(database, "koop", SourceState("Officiële publicaties", dt.date(2026, 11, 22)))


def paper(
    database: Database,
    key: str,
    day: dt.date,
    title: str,
    parts: list[tuple[BlockKind, str]],
    *,
    ministry: str = "JenV",
) -> int:
    """Store a paper of these parts; its id."""
    text, blocks = "", []
    for kind, part in parts:
        begin = len(text)
        text += part + "\n\n"
        blocks.append(Block(kind, begin, begin + len(part)))
    code = ministry.lower()
    metadata = Metadata(
        identifier=key,
        kind="Brief regering",
        title=title,
        date=day,
        dossiers=("30821",),
        dossier_titles=("Nationale veiligheid",),
        number=key.rpartition("-")[2],
        chamber=2,
        ministry=ministry,
        committee="vaste commissie voor Justitie en Veiligheid",
        senders=(Sender("A. Voorbeeld", "Minister van Justitie en Veiligheid", f"minister-{code}"),),
        addressee="Aan de Voorzitter van de Tweede Kamer der Staten-Generaal",
    )
    stored = store_document(
        database,
        Document(text, tuple(blocks), metadata),
        key=key,
        file_id=_file(database, key),
        url=f"https://zoek.voorbeeld.invalid/{key}.html",
        extractor="proef 1",
        now=NOW,
    )
    return stored.id


def _file(database: Database, key: str) -> int:
    row = {
        "sha256": hashlib.sha256(key.encode()).hexdigest(),
        "url": f"https://zoek.voorbeeld.invalid/{key}.xml",
        "mediatype": "application/xml",
        "grootte": 1000,
        "opgehaald_op": NOW,
    }
    return int(database.table("bestanden").insert(row).last_rowid or 0)


def promise(database: Database, example: Example, document: int, name: str, **more: object) -> int:
    """Store the promise SENTENCES[name] found in a paper; its id."""
    quote = SENTENCES[name]
    text, day, ministry = database.execute(
        "SELECT tekst, datum, ministerie_id FROM documenten WHERE id = ?", [document]
    ).fetchone()
    begin = text.index(quote)
    number = database.execute("SELECT count(*) FROM toezeggingen").fetchone()[0]
    key = f"tz-{number:010d}"
    example.keys[name] = key
    row = {
        "sleutel": key,
        "document_id": document,
        "datum": day,
        "citaat": quote,
        "begin": begin,
        "eind": begin + len(quote),
        "soort": "informeren",
        "verplichting": "kamer",
        "hardheid": "stellig",
        "toezegger_tekst": "Ik",
        "toezegger": "minister-jenv",
        "bewindspersoon_id": database.execute("SELECT min(id) FROM bewindspersonen").fetchone()[0],
        "geadresseerde": "uw Kamer",
        "ministerie_id": ministry,
        "regels": "ik-zal-informeren",
        "gevonden_op": NOW,
        "geboekt_op": NOW,
        **more,
    }
    return int(database.table("toezeggingen").insert(row).last_rowid or 0)


def term(database: Database, promise_id: int, text: str, end: str | None, **more: object) -> None:
    """Add a term to a promise: ``end`` is its last day in both readings unless ``strikt`` is given."""
    number = database.execute(
        "SELECT count(*) + 1 FROM termijnen WHERE toezegging_id = ?", [promise_id]
    ).fetchone()[0]
    paper_id = database.execute("SELECT document_id FROM toezeggingen WHERE id = ?", [promise_id]).fetchone()[
        0
    ]
    row = {
        "toezegging_id": promise_id,
        "document_id": paper_id,
        "volgnummer": number,
        "tekst": text,
        "soort": "datum" if end else "vaag",
        "strikt": end,
        "ruim": end,
        "regel": "proefregel",
        "uitleg": f"“{text}” is hier zo gelezen.",
        "zeker": 1,
        "aangekondigd_op": "2026-01-15",
        **more,
    }
    database.table("termijnen").insert(row)


def event(
    database: Database, promise_id: int | None, document: int, kind: str, quote: str, **more: object
) -> int:
    """Add what a paper says about a promise; its id."""
    text, day = database.execute("SELECT tekst, datum FROM documenten WHERE id = ?", [document]).fetchone()
    number = database.execute("SELECT count(*) FROM gebeurtenissen").fetchone()[0]
    row = {
        "sleutel": f"gb-{number:010d}",
        "toezegging_id": promise_id,
        "document_id": document,
        "soort": kind,
        "datum": day,
        "citaat": quote,
        "begin": text.index(quote),
        "eind": text.index(quote) + len(quote),
        "zekerheid": "zeker",
        "reden": "zelfde onderwerp en verwijzing naar de brief",
        "regels": "proefregel",
        "geboekt_op": NOW,
        **more,
    }
    return int(database.table("gebeurtenissen").insert(row).last_rowid or 0)


def _first_letter(database: Database, example: Example) -> None:
    names = [name for name in SENTENCES if name not in ("nieuw", "vijandig")]
    parts = [
        (BlockKind.HEADING, "Inleiding"),
        (BlockKind.PARAGRAPH, "Met deze brief schets ik de stand van zaken."),
    ]
    parts += [
        (BlockKind.PARAGRAPH, f"Hierover het volgende. {SENTENCES[name]} Dat is van belang.")
        for name in names
    ]
    parts.append((BlockKind.LIST_ITEM, "een punt uit een opsomming"))
    document = paper(database, "kst-30821-901", dt.date(2026, 1, 15), "Stand van zaken weerbaarheid", parts)
    made: dict[str, tuple[int, dict[str, object]]] = {name: (document, {}) for name in names}
    made["voorwaardelijk"] = (document, {"voorwaarde": "Indien het onderzoek daartoe aanleiding geeft"})
    made["voornemen"] = (document, {"hardheid": "voornemen"})
    made["beleid"] = (document, {"verplichting": "beleid"})
    ids = {name: promise(database, example, where, name, **more) for name, (where, more) in made.items()}
    term(database, ids["te laat"], "uiterlijk 13 oktober 2026", "2026-10-13")
    term(database, ids["te laat na uitstel"], "voor 1 februari 2026", "2026-01-31")
    term(database, ids["mogelijk"], "rond half november 2026", "2026-11-30", strikt="2026-11-20")
    term(database, ids["onzeker"], "uiterlijk 15 november 2026", "2026-11-15")
    term(database, ids["uitgesteld"], "voor 1 juli 2026", "2026-06-30")
    term(
        database,
        ids["binnenkort"],
        "in het najaar van 2026",
        "2026-12-20",
        strikt="2026-11-30",
        vanaf="2026-09-01",
        zeker=0,
    )
    term(database, ids["vaag"], "op korte termijn", None)
    term(
        database,
        ids["wacht"],
        "voor het commissiedebat",
        None,
        soort="gebeurtenis",
        hangt_op="het commissiedebat",
    )
    term(database, ids["voorwaardelijk"], "voor 1 mei 2026", "2026-04-30")
    term(database, ids["afgedaan"], "voor 1 maart 2026", "2026-02-28")
    term(database, ids["deels"], "voor 1 april 2026", "2026-03-31")
    term(database, ids["mogelijk afgedaan"], "voor 1 mei 2026", "2026-04-30")
    term(database, ids["vervallen"], "voor 1 juni 2026", "2026-05-31")
    term(database, ids["voornemen"], "voor de zomer van 2026", "2026-06-20")


def _second_letter(database: Database, example: Example) -> None:
    parts = [
        (BlockKind.PARAGRAPH, "Een inleidende alinea."),
        (BlockKind.PARAGRAPH, SENTENCES["nieuw"]),
        (BlockKind.PARAGRAPH, SENTENCES["vijandig"]),
    ]
    document = paper(database, "kst-30821-905", dt.date(2026, 11, 19), HOSTILE, parts, ministry="BZK")
    new = promise(database, example, document, "nieuw")
    term(database, new, "voor 1 juli 2027", "2027-06-30", aangekondigd_op="2026-11-19")
    promise(database, example, document, "vijandig", onderwerp=HOSTILE, namens=HOSTILE)


def _events(database: Database, example: Example) -> None:
    quotes = {
        "uitgesteld": "Het eerder genoemde tijdpad is niet haalbaar; ik noem hieronder een nieuwe termijn.",
        "afgedaan": "Hierbij zend ik u het toegezegde rapport.",
        "deels afgedaan": "Hierbij zend ik u het eerste onderzoek.",
        "kandidaat": "Met deze brief ga ik in op de pilot.",
        "vervallen": "Het wetsvoorstel wordt niet ingediend.",
    }
    parts = [(BlockKind.PARAGRAPH, quote) for quote in quotes.values()]
    later = paper(database, "kst-30821-903", dt.date(2026, 5, 20), "Vervolgbrief weerbaarheid", parts)
    ids = dict(database.execute("SELECT sleutel, id FROM toezeggingen").fetchall())

    def of(name: str) -> int:
        return int(ids[example.keys[name]])

    postponed = {
        "uitgesteld": ("in het voorjaar van 2027", "2027-06-20", 355),
        "te laat na uitstel": ("uiterlijk 1 oktober 2026", "2026-10-01", 243),
    }
    for name, (words, end, slip) in postponed.items():
        terms = {"termijn_tekst": words, "termijn_soort": "datum", "termijn_ruim": end}
        number = event(database, of(name), later, "uitgesteld", quotes["uitgesteld"], **terms)
        announced = {
            "document_id": later,
            "gebeurtenis_id": number,
            "aangekondigd_op": "2026-05-20",
            "verschoven": slip,
        }
        term(database, of(name), words, end, **announced)
    event(database, of("afgedaan"), later, "afgedaan", quotes["afgedaan"])
    event(database, of("deels"), later, "deels afgedaan", quotes["deels afgedaan"])
    event(database, of("mogelijk afgedaan"), later, "afgedaan", quotes["kandidaat"], zekerheid="kandidaat")
    event(database, of("vervallen"), later, "vervallen", quotes["vervallen"])
