"""Stores what the rules in use read in the lifelines and in generated papers: run with other rules on the path."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import commitments
import db
from tests.db.lifelines import Paper, papers

THINGS = [
    "kade",
    "sluis",
    "brug",
    "school",
    "kazerne",
    "praktijk",
    "loods",
    "molen",
    "kapel",
    "toren",
    "vijver",
    "haven",
]
WORKS = [
    "het onderzoek naar",
    "de evaluatie van",
    "een plan voor",
    "de voortgang van",
    "de kosten van",
    "het beheer van",
]
SAID = [
    "Ik stuur uw Kamer {term} {work} de {thing} in {town}.",
    "Over {work} de {thing} in {town} informeer ik uw Kamer {term}.",
    "Uw Kamer ontvangt {term} {work} de {thing} in {town}.",
    "Ik zeg toe dat ik uw Kamer {term} bericht over {work} de {thing} in {town}.",
    "De Kamer wordt {term} geïnformeerd over {work} de {thing} in {town}.",
    "Ik kom {term} terug op {work} de {thing} in {town}.",
]
TERMS = [
    "voor het zomerreces",
    "in het najaar",
    "uiterlijk 1 mei 2027",
    "in het eerste kwartaal van 2027",
    "begin 2027",
]
NOW = ["2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"]


def generated(count: int) -> list[Paper]:
    """Invented letters of six promises each."""
    chance = random.Random(1848)  # noqa: S311 - a fixed seed, no secret
    found = []
    for number in range(count):
        paper = Paper(f"kst-97{number:03d}-1", "2026-05-12", "IenW", (f"97{number:03d}",), f"Brief {number}")
        for _ in range(6):
            words = {
                "term": chance.choice(TERMS),
                "work": chance.choice(WORKS),
                "thing": chance.choice(THINGS),
                "town": f"{chance.choice('BDGHKLMNRSTVWZ')}{chance.choice('aeiou')}{chance.choice('lmnrst')}dorp",
            }
            paper.add(chance.choice(SAID).format(**words))
        found.append(paper)
    return found


def reread(path: Path, turn: int) -> None:
    """Read every paper with the rules in use and store it; ``turn`` says which of the moments it is."""
    database = db.connect(path, create=True)
    for paper in [*papers("open"), *papers("apart"), *generated(110)]:
        document = paper.document()
        stored = db.store_document(
            database,
            document,
            key=paper.key,
            file_id=None,
            url=None,
            extractor=f"proef {turn}",
            now=NOW[turn],
        )
        db.store_reading(database, stored.id, commitments.read(document), now=NOW[turn])
    db.link_events(database, now=NOW[turn])
    database.close()


if __name__ == "__main__":
    sys.stdout.write(f"{Path(commitments.__file__).parent}\n")
    reread(Path(sys.argv[1]), int(sys.argv[2]))
