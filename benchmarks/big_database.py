"""A database of any size to measure the site on: invented papers and promises, in the shapes of real ones.

``python -m benchmarks.big_database big.db --papers 100000 --promises 20000``
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from db.connection import connect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

DAY = date(2026, 11, 23)
NOW = "2026-11-23T05:10:00Z"
FIRST = date(2011, 1, 1)
MINISTRIES = ("AZ", "BZ", "BZK", "DEF", "EZ", "FIN", "IenW", "JenV", "LVVN", "OCW", "SZW", "VWS")
WORDS = [
    "aanpak",
    "aanvraag",
    "advies",
    "afspraak",
    "begroting",
    "beleid",
    "bestuur",
    "besluit",
    "burger",
    "controle",
    "debat",
    "dienst",
    "evaluatie",
    "gemeente",
    "inmenging",
    "inzet",
    "jaar",
    "kabinet",
    "kader",
    "kosten",
    "lokaal",
    "loket",
    "maatregel",
    "meldpunt",
    "motie",
    "nationaal",
    "netwerk",
    "onderzoek",
    "overleg",
    "plan",
    "praktijk",
    "proces",
    "provincie",
    "rapport",
    "regeling",
    "samenwerking",
    "signaal",
    "stelsel",
    "toezicht",
    "uitvoering",
    "veiligheid",
    "verkenning",
    "voorstel",
    "voortgang",
    "weerbaarheid",
    "wet",
    "wijziging",
    "zorg",
    "zorgkosten",
]
SENTENCE = "Ik zal uw Kamer uiterlijk {day} informeren over de {subject}."
BATCH = 5000


class Sentence(NamedTuple):
    """An invented promise: its id, the last day of its term, its words, and what they are about."""

    id: int
    end: date
    text: str
    subject: str


def main() -> int:
    """Make the database; prints how long it took and how big it is."""
    parser = argparse.ArgumentParser(description="Maak een grote databank met verzonnen stukken.")
    parser.add_argument("database", type=Path)
    parser.add_argument("--papers", type=int, default=100_000)
    parser.add_argument("--promises", type=int, default=20_000)
    parser.add_argument("--words", type=int, default=300, help="woorden per stuk")
    arguments = parser.parse_args()
    begun = time.monotonic()
    make(arguments.database, arguments.papers, arguments.promises, arguments.words)
    size = arguments.database.stat().st_size / 1e6
    print(f"{arguments.database}: {size:.0f} MB in {time.monotonic() - begun:.0f} s")
    return 0


def make(path: Path, papers: int, promises: int, words: int = 300) -> None:
    """Write the database anew; the same arguments give the same rows."""
    path.unlink(missing_ok=True)
    database = connect(path, create=True)
    dice = random.Random(20261123)  # noqa: S311 - no secret
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")
    database.execute("PRAGMA foreign_keys = OFF")
    database.execute("PRAGMA ignore_check_constraints = ON")  # right by construction; half of the time
    database.execute("PRAGMA cache_size = -2000000")
    with database.atomic():
        _frame(database, dice)
        # Filled at once at the end; the next opening makes the triggers again.
        for (trigger,) in database.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
            " UNION ALL SELECT name FROM sqlite_temp_schema WHERE type = 'trigger'"
        ).fetchall():
            database.execute(f"DROP TRIGGER {trigger}")
        for batch in _batches(papers, promises, dice, words):
            for table, rows in batch.items():
                _insert(database, table, rows)
        for index in ("documenten_fts", "toezeggingen_fts"):
            database.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")  # noqa: S608 - our names
        _count_read(database)
    database.execute("ANALYZE")
    database.close()
    connect(path).close()


def _frame(database: Database, dice: random.Random) -> None:
    database.execute("UPDATE instellingen SET waarde = ? WHERE naam = 'peildatum'", [DAY.isoformat()])
    ministries = [
        {"id": n, "code": code, "naam": f"Ministerie van {code}"} for n, code in enumerate(MINISTRIES, 1)
    ]
    committees = [{"id": n, "naam": f"vaste commissie voor {code}"} for n, code in enumerate(MINISTRIES, 1)]
    holders = [
        {
            "id": n,
            "naam": f"{chr(65 + n % 26)}. Verzonnen{n}",
            "functie": f"Minister {n}",
            "ministerie_id": n % 12 + 1,
        }
        for n in range(1, 121)
    ]
    dossiers = [
        {"id": n, "nummer": str(30_000 + n), "titel": f"Dossier over {dice.choice(WORDS)}"}
        for n in range(1, 2001)
    ]
    source = {"bron": "koop", "naam": "Officiële publicaties", "gelezen_tot": DAY.isoformat()}
    tables: dict[str, list[dict[str, Any]]] = {
        "ministeries": ministries,
        "commissies": committees,
        "bewindspersonen": holders,
        "dossiers": dossiers,
        "bronnen": [source],
    }
    for table, rows in tables.items():
        _insert(database, table, rows)


def _batches(
    papers: int, promises: int, dice: random.Random, words: int
) -> Iterator[dict[str, list[dict[str, Any]]]]:
    days, promise = (DAY - FIRST).days, 0
    for first in range(1, papers + 1, BATCH):
        tables: dict[str, list[dict[str, Any]]] = {
            name: []
            for name in (
                "bestanden",
                "documenten",
                "document_dossiers",
                "blokken",
                "toezeggingen",
                "termijnen",
                "gebeurtenissen",
            )
        }
        for number in range(first, min(first + BATCH, papers + 1)):
            day = FIRST + timedelta(days=days * number // papers)
            sentences: list[Sentence] = []
            wanted = promises * number // papers
            while promise < wanted:
                promise += 1
                end = day + timedelta(days=dice.choice((30, 90, 180, 400)))
                subject = f"{dice.choice(WORDS)} {dice.choice(WORDS)}"
                quote = SENTENCE.format(day=end.isoformat(), subject=subject)
                sentences.append(Sentence(promise, end, quote, subject))
            filler = [" ".join(dice.choices(WORDS, k=words // 4)).capitalize() + "." for _ in range(4)]
            _paper(tables, number, day, sentences, filler)
        yield tables


def _paper(
    tables: dict[str, list[dict[str, Any]]],
    number: int,
    day: date,
    sentences: list[Sentence],
    parts: list[str],
) -> None:
    ministry = number % len(MINISTRIES) + 1
    parts = [
        *parts[:2],
        *(f"Hierover het volgende. {sentence.text} Dat is van belang." for sentence in sentences),
        *parts[2:],
    ]
    text, sha = "\n\n".join(parts), hashlib.sha256(str(number).encode()).hexdigest()
    begin = 0
    for place, one in enumerate(parts, 1):
        block = {
            "document_id": number,
            "volgnummer": place,
            "soort": "alinea",
            "begin": begin,
            "eind": begin + len(one),
        }
        tables["blokken"].append(block)
        begin += len(one) + 2
    tables["bestanden"].append({"id": number, "sha256": sha, "grootte": len(text), "opgehaald_op": NOW})
    tables["documenten"].append(
        {
            "id": number, "sleutel": f"kst-{30_001 + number % 2000}-{number}", "soort": "Brief regering",
            "titel": f"Brief over {WORDS[number % 37]} en {WORDS[number % 41]}", "datum": day.isoformat(),
            "ondernummer": str(number), "kamer": 2, "ministerie_id": ministry, "commissie_id": ministry,
            "bewindspersoon_id": number % 120 + 1, "bestand_id": number, "gelezen_met": "proef",
            "url": f"https://zoek.voorbeeld.invalid/{number}.html", "geboekt_op": NOW, "gewijzigd_op": NOW,
            "begrepen_op": NOW, "vingerafdruk": sha, "tekst": text,
        }
    )  # fmt: skip
    tables["document_dossiers"].append({"document_id": number, "dossier_id": number % 2000 + 1})
    for sentence in sentences:
        _promise(tables, sentence, number, day, text)


def _promise(
    tables: dict[str, list[dict[str, Any]]], sentence: Sentence, number: int, day: date, text: str
) -> None:
    promise, end, quote, subject = sentence
    begin, ministry = text.index(quote), number % len(MINISTRIES) + 1
    place = {"document_id": number, "citaat": quote, "begin": begin, "eind": begin + len(quote)}
    tables["toezeggingen"].append(
        {
            **place, "id": promise, "sleutel": f"tz-{promise:010d}", "datum": day.isoformat(),
            "soort": "informeren", "verplichting": "kamer", "hardheid": "stellig",
            "toezegger_tekst": "Ik", "onderwerp": subject,
            "bewindspersoon_id": number % 120 + 1, "ministerie_id": ministry, "regels": "proef",
            "gekoppeld_op": NOW, "gevonden_op": NOW, "geboekt_op": NOW,
        }
    )  # fmt: skip
    steps = [(1, end)] + ([(2, end + timedelta(days=200))] if promise % 5 == 0 else [])
    for step, last in steps:
        tables["termijnen"].append(
            {
                "toezegging_id": promise, "volgnummer": step, "document_id": number,
                "aangekondigd_op": (day if step == 1 else end).isoformat(), "tekst": f"uiterlijk {last}",
                "soort": "datum", "vanaf": day.isoformat(), "strikt": last.isoformat(),
                "ruim": last.isoformat(), "regel": "proef", "uitleg": "Verzonnen.", "zeker": 1,
                "verschoven": 200 if step == 2 else None, "geboekt_op": NOW,
            }
        )  # fmt: skip
    later = end + timedelta(days=promise % 60 - 40)
    if promise % 3 and later <= DAY:
        tables["gebeurtenissen"].append(
            {
                **place, "sleutel": f"gb-{promise:010d}", "toezegging_id": promise, "soort": "afgedaan",
                "datum": later.isoformat(), "zekerheid": "zeker", "regels": "proef",
                "geboekt_op": NOW, "gekoppeld_op": NOW,
            }
        )  # fmt: skip


def _insert(database: Database, table: str, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    columns = list(rows[0])
    marks = ", ".join("?" * len(columns))
    question = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - our own names
    database.conn.executemany(question, [[row[column] for column in columns] for row in rows])


def _count_read(database: Database) -> None:
    """What the triggers behind ``leesteller`` would have counted."""
    database.execute("DELETE FROM leesteller")
    database.execute("""
        INSERT INTO leesteller (ministerie_id, datum, stukken)
        SELECT ministerie_id, datum, sum(count(*)) OVER (PARTITION BY ministerie_id ORDER BY datum)
        FROM documenten GROUP BY ministerie_id, datum""")


if __name__ == "__main__":
    sys.exit(main())
