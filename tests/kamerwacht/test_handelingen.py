"""Debates of the plenary house in their three shapes, through the index into the database."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import extract
from demo import description, papers
from demo.standin import serve
from kamerwacht.config import Store
from kamerwacht.update import update
from spiders import CrawlConfig

if TYPE_CHECKING:
    from pathlib import Path

BUNDLED = papers.bundled()
MINISTER = "Minister</voorvoegsels> <naam><achternaam>Fantasius</achternaam></naam>"
PROMISE = "Ik stuur de Kamer voor 1 maart 2027 een brief over het verzonnen loket."
OPENING = """<opening><nr>1</nr><tekst><al-groep><al>De voorzitter opent de vergadering.</al></al-groep></tekst></opening>"""
DEBATE = f"""<agendapunt><nr>2</nr><item-titel>Inmenging</item-titel><spreekbeurt nieuw="ja"><spreker><voorvoegsels>{MINISTER}:
</spreker><tekst status="goed"><al-groep><al>{PROMISE}</al></al-groep></tekst></spreekbeurt></agendapunt>"""
LETTERS = """<handeling_bijlage soort="stukkenlijst"><nr>3</nr><item-titel>Lijst van ingekomen stukken</item-titel><divisie>
<kop><titel>Brieven regering:</titel></kop><al-groep><al>verzonnen onderwerp - 99905</al></al-groep></divisie></handeling_bijlage>"""
TOPICS = """
[onderwerp]
naam = "Debatten"
sinds = 2026-01-01
[soorten]
publicaties = ["Handelingen"]
[volgen]
ministeries_met_open_toezegging = false
verwijzingen = 0
[[zoekterm]]
tekst = "ongewenste buitenlandse inmenging"
"""


def item(place: int, inner: str, root: Path) -> papers.Paper:
    """One item of a meeting, its file and metadata written below ``root``."""
    made = replace(
        BUNDLED.papers[0],
        identifier=f"h-tk-20262027-12-{place}",
        form="xml",
        kind="handelingen",
        number=str(place),
        title=f"Verzonnen item {place}",
        date=dt.date(2026, 11, 10),
        available=dt.date(2026, 11, 16),
        modified=dt.date(2026, 11, 16),
        blocks=(papers.SourceBlock(papers.Part.PARAGRAPH, "ongewenste buitenlandse inmenging"),),
        notes=(),
    )
    folder = root / made.identifier
    folder.mkdir(parents=True)
    text = f"<officiele-publicatie><handelingen>{inner}</handelingen></officiele-publicatie>"
    (folder / f"{made.identifier}.xml").write_text(text, encoding="utf-8")
    (folder / "metadata.xml").write_bytes(description.render_metadata(BUNDLED, made))
    return made


def test_all_three_shapes_come_in_and_only_the_debate_promises(tmp_path: Path) -> None:
    files, place = tmp_path / "archief", Store(tmp_path / "kw.db")
    items = tuple(item(n, inner, files) for n, inner in enumerate((OPENING, DEBATE, LETTERS), start=1))
    topics = tmp_path / "onderwerpen.toml"
    topics.write_text(TOPICS, encoding="utf-8")
    with serve(archive=replace(BUNDLED, papers=items), files=files) as server:
        crawl = CrawlConfig(
            contact="test@kamerwacht.invalid",
            spool=place.spool("officiele_bekendmakingen"),
            today=BUNDLED.reference_date,
            base_url=server.url,
            topics=topics,
            delay=0,
        )
        (outcome,) = update(place, [crawl])
        assert server.asked("metadata_owms") == 0, "its sister metadata.xml says it all, in UTF-8"
    assert (outcome.failures, outcome.report.notes, outcome.report.new) == ([], [], 3)

    def rows(sql: str) -> list[Any]:
        with closing(sqlite3.connect(place.database)) as connection:
            return connection.execute(sql).fetchall()

    assert rows("SELECT DISTINCT soort, datum, gepubliceerd FROM documenten") == [
        ("Handelingen", "2026-11-10", "2026-11-16")
    ]
    found = rows(
        "SELECT d.sleutel, z.citaat FROM toezeggingen z JOIN documenten d ON d.id = z.document_id"
        " WHERE z.vervallen_op IS NULL"
    )
    assert found == [("h-tk-20262027-12-2", PROMISE)]


def test_the_owms_sister_in_windows_1252_can_be_read(tmp_path: Path) -> None:
    made = replace(item(1, OPENING, tmp_path), title="Coördinatie van één ’debat’")
    body = description.render_owms(BUNDLED, made)
    assert b"Co\xf6rdinatie van \xe9\xe9n \x92debat\x92" in body
    document = extract.read_bytes(
        (tmp_path / made.identifier / f"{made.identifier}.xml").read_bytes(), metadata=body
    )
    assert document.metadata.title is not None
    assert "Coördinatie van één ’debat’" in document.metadata.title
