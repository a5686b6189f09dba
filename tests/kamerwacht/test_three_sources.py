"""One letter from three sources, coming in as in real life: one document, three origins, the same promises."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from demo import description, kamer, papers, render_pdf, render_xml
from demo.kamer_rows import guid, moment
from demo.rijksoverheid import Rijksoverheid, of_paper
from demo.standin import serve
from kamerwacht.config import Store
from kamerwacht.update import update
from spiders import CrawlConfig, sources

if TYPE_CHECKING:
    from pathlib import Path

    from demo.syncfeed import SyncFeed

BUNDLED = papers.bundled()
DAY = dt.date(2026, 10, 20)
LETTER = replace(
    next(p for p in BUNDLED.papers if p.identifier == "kst-99905-1"),
    identifier="kst-99905-88",
    number="88",
    reference="FICT-9908801",
    title="Voortgang van het verzonnen steunpunt",
    date=DAY,
    available=DAY + dt.timedelta(days=9),
    modified=DAY + dt.timedelta(days=10),
    opening="Geachte voorzitter,",
    form="xml",
)
PDF = "application/pdf"


class World:
    """The three sources as they are on a day, and a database filled from them."""

    def __init__(self, root: Path) -> None:
        self.place = Store(root / "kw.db")
        self.files = root / "archief"
        self.feed: SyncFeed = kamer.feed()
        self.site = Rijksoverheid()
        self.archive = BUNDLED
        self.topics = root / "onderwerpen.toml"
        text = (papers.folder() / "onderwerpen.toml").read_text(encoding="utf-8")
        self.topics.write_text(f'{text}\n[[ministerie]]\ncode = "{LETTER.ministry}"\n', encoding="utf-8")
        shutil.copytree(papers.folder() / "archief", self.files)

    def sent(self) -> None:
        """The day it is sent: as PDF on the ministry's site."""
        self.site.letters.append(
            of_paper(BUNDLED, LETTER, self.files, body=render_pdf.render(BUNDLED, LETTER))
        )

    def received(self) -> None:
        """The Kamer has it: as Word, without a number."""
        row, body = kamer.document(BUNDLED, LETTER, numbered=False)
        self.feed.put(row, body)
        self.feed.put(kamer.version(LETTER, 1, row.updated, official=False))

    def printed(self) -> None:
        """The Kamer gives it a number, and a PDF in the Word file's place."""
        row, _ = kamer.document(BUNDLED, LETTER)
        self.feed.put(replace(row, media_type=PDF), render_pdf.render(BUNDLED, LETTER))
        self.feed.put(kamer.version(LETTER, 3, moment(LETTER.available)))

    def published(self) -> None:
        """KOOP has it, as XML."""
        folder = self.files / LETTER.identifier
        folder.mkdir()
        (folder / f"{LETTER.identifier}.xml").write_bytes(render_xml.render(BUNDLED, LETTER))
        (folder / "metadata.xml").write_bytes(description.render_metadata(BUNDLED, LETTER))
        self.archive = replace(BUNDLED, papers=(*BUNDLED.papers, LETTER))

    def update(self, day: dt.date) -> None:
        with serve(archive=self.archive, files=self.files, sites=(self.feed, self.site)) as server:
            crawls = [
                CrawlConfig(
                    source=source,
                    contact="test@kamerwacht.invalid",
                    spool=self.place.spool(source),
                    today=day,
                    base_url=server.url,
                    topics=self.topics,
                    delay=0,
                )
                for source in sources()
                if source != "eerste_kamer"
            ]
            for outcome in update(self.place, crawls):
                assert outcome.failures == []

    def rows(self, sql: str, *values: object) -> list[Any]:
        with closing(sqlite3.connect(self.place.database)) as connection:
            return connection.execute(sql, values).fetchall()

    def papers(self) -> list[tuple[int, str, str]]:
        """Id, key and media type of every document that is this letter, however it is named."""
        return self.rows(
            "SELECT DISTINCT d.id, d.sleutel, b.mediatype FROM documenten d JOIN bestanden b ON b.id = d.bestand_id"
            " WHERE d.kenmerk = ? OR d.sleutel = ? OR d.titel LIKE ?",
            LETTER.reference,
            LETTER.identifier,
            f"%{LETTER.title}%",
        )

    def promises(self) -> list[tuple[str]]:
        return self.rows(
            "SELECT z.sleutel FROM toezeggingen z JOIN documenten d ON d.id = z.document_id"
            " WHERE (d.kenmerk = ? OR d.sleutel = ?) AND z.vervallen_op IS NULL ORDER BY 1",
            LETTER.reference,
            LETTER.identifier,
        )

    def origins(self) -> list[tuple[str, str]]:
        return self.rows(
            "SELECT h.bron, h.identificatie FROM herkomsten h JOIN documenten d ON d.id = h.document_id"
            " WHERE d.sleutel = ? ORDER BY 1",
            LETTER.identifier,
        )


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def test_a_letter_sent_received_printed_and_published_stays_one_document(world: World) -> None:
    world.sent()
    world.update(DAY)
    ((first, key, media_type),) = world.papers()
    promised = world.promises()
    assert promised
    assert (key.startswith("kst-"), media_type) == (False, PDF)

    world.received()
    world.update(DAY + dt.timedelta(days=1))
    ((document, *_),) = world.papers()
    assert (document, world.promises()) == (first, promised)

    world.printed()
    world.update(DAY + dt.timedelta(days=9))
    ((document, key, _),) = world.papers()
    assert (document, key, world.promises()) == (first, LETTER.identifier, promised)

    world.published()
    world.update(DAY + dt.timedelta(days=10))
    ((document, key, media_type),) = world.papers()
    assert (document, key, world.promises()) == (first, LETTER.identifier, promised)
    assert media_type == "application/xml", "the typeset text goes before"
    assert world.origins() == [
        ("officiele_bekendmakingen", LETTER.identifier),
        ("rijksoverheid", world.site.letters[-1].guid),
        ("tweede_kamer", guid("Document", LETTER.identifier)),
    ]
    assert world.rows("SELECT gepubliceerd, datum FROM documenten WHERE id = ?", first) == [
        (str(LETTER.available), str(DAY))
    ]
