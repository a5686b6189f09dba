"""Linking new papers against many open promises: seconds of processor time, and how they grow.

    python -m benchmarks linking

Everything is invented: words made of syllables, eleven ministries, dossiers of very unequal size.
"""

from __future__ import annotations

import datetime as dt
import random
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import db
from db.words import index_promises

if TYPE_CHECKING:
    from sqlite_utils import Database

SIZES = ((20_000, 400), (50_000, 1_000))
"""Open promises, and the most new papers."""
NOW = "2026-01-01T00:00:00Z"
_SYLLABLES = [c + v for c in "bdgklmnprst" for v in "aeiou"]
_MINISTRIES = ("JenV", "BZK", "IenW", "VWS", "OCW", "FIN", "DEF", "BZ", "SZW", "LVVN", "EZ")
_DOSSIERS = 1_500


class Archive:
    """A database of ``promises`` invented promises, to which new papers can be added."""

    def __init__(self, folder: Path, promises: int) -> None:
        self.database: Database = db.connect(folder / "meting.db", create=True)
        self.chance = random.Random(1)  # noqa: S311 - a fixed seed, no secret
        self.words = [
            "".join(self.chance.choices(_SYLLABLES, k=self.chance.randint(3, 5))) for _ in range(12_000)
        ]
        self.papers = 0
        self.known: list[tuple[str, int, int]] = []
        with db.transaction(self.database):
            self.ministries = [self._insert("ministeries", {"code": code}) for code in _MINISTRIES]
            self.dossiers = [self._insert("dossiers", {"nummer": str(30_000 + n)}) for n in range(_DOSSIERS)]
            for _ in range(promises // 4):
                index_promises(self.database, self._promises())

    def add(self, papers: int) -> None:
        """Add papers that keep one promise and delay it, in other words than it was made in."""
        with db.transaction(self.database):
            for _ in range(papers):
                subject, ministry, dossier = self.chance.choice(self.known)
                said = [
                    f"Zoals toegezegd stuur ik u hierbij {subject}.",
                    f"De toezegging over {subject} komt later.",
                ]
                paper = self._paper("2026-02-01", ministry, dossier, said)
                for kind, sentence, begin in zip(
                    ("afgedaan", "uitgesteld"), said, _places(said), strict=True
                ):
                    self._insert(
                        "gebeurtenissen",
                        {
                            "sleutel": f"gb-{paper:06d}{begin:04d}",
                            "document_id": paper,
                            "soort": kind,
                            "datum": "2026-02-01",
                            "citaat": sentence,
                            "begin": begin,
                            "eind": begin + len(sentence),
                            "regels": "meting",
                            "geboekt_op": NOW,
                        },
                    )

    def _promises(self) -> int:
        date = (dt.date(2020, 1, 1) + dt.timedelta(days=self.chance.randrange(2_200))).isoformat()
        ministry = self.chance.choice(self.ministries)
        dossier = self.dossiers[min(int(self.chance.paretovariate(0.6)), _DOSSIERS) - 1]
        subjects = [" ".join(self.chance.choices(self.words, k=6)) for _ in range(4)]
        said = [f"Ik stuur uw Kamer in het najaar {subject}." for subject in subjects]
        paper = self._paper(date, ministry, dossier, said)
        for subject, sentence, begin in zip(subjects, said, _places(said), strict=True):
            self.known.append((subject, ministry, dossier))
            self._insert(
                "toezeggingen",
                {
                    "sleutel": f"tz-{len(self.known):010d}",
                    "document_id": paper,
                    "datum": date,
                    "citaat": sentence,
                    "begin": begin,
                    "eind": begin + len(sentence),
                    "soort": "toezenden",
                    "verplichting": "kamer",
                    "hardheid": "stellig",
                    "onderwerp": subject,
                    "ministerie_id": ministry,
                    "regels": "meting",
                    "gevonden_op": NOW,
                    "geboekt_op": NOW,
                    "gekoppeld_op": NOW,
                },
            )
        return paper

    def _paper(self, date: str, ministry: int, dossier: int, said: list[str]) -> int:
        self.papers += 1
        row: dict[str, str | int] = {
            "sleutel": f"kst-{self.papers}",
            "datum": date,
            "ministerie_id": ministry,
            "gelezen_met": "meting",
            "geboekt_op": NOW,
            "gewijzigd_op": NOW,
            "vingerafdruk": f"{self.papers:064d}",
            "tekst": "\n\n".join(said),
        }
        paper = self._insert("documenten", row)
        self.database.execute("INSERT INTO document_dossiers VALUES (?, ?)", [paper, dossier])
        return paper

    def _insert(self, table: str, row: dict[str, str | int]) -> int:
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        cursor = self.database.conn.execute(
            f"INSERT INTO {table} ({names}) VALUES ({marks})",  # noqa: S608 - own names
            list(row.values()),
        )
        return int(cursor.lastrowid or 0)


def _places(said: list[str]) -> list[int]:
    return [sum(len(sentence) + 2 for sentence in said[:number]) for number in range(len(said))]


def measure(promises: int, papers: int) -> list[tuple[int, float]]:
    """Seconds of processor time for one paper, for a hundred, and for ``papers``."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder), promises)
        found = []
        for count in (1, 100, papers):
            archive.add(count)
            begun = time.process_time()
            db.link_events(archive.database, now=NOW)
            found.append((count, time.process_time() - begun))
        archive.database.close()
    return found


def main() -> None:
    """Print the measurement as a table."""
    print("| open toezeggingen | nieuwe stukken | seconden |\n|---|---|---|")
    for promises, papers in SIZES:
        for count, seconds in measure(promises, papers):
            print(f"| {promises} | {count} | {seconds:.1f} |", flush=True)


if __name__ == "__main__":
    main()
