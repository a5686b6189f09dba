"""The same letter from several sources is one document with as many origins, whichever comes first."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from demo import papers, render_pdf
from demo.rijksoverheid import Letter, Rijksoverheid, of_paper
from demo.standin import serve
from kamerwacht.config import Store
from kamerwacht.update import update
from spiders import CrawlConfig

if TYPE_CHECKING:
    from pathlib import Path

ARCHIVE = papers.bundled()
FILES = papers.folder() / "archief"
TYPESET = next(p for p in ARCHIVE.papers if p.identifier == "kst-99905-1")
SENT = next(p for p in ARCHIVE.papers if p.identifier == "kst-99918-1")
"""A letter that the archive has as XML, and one that it has as PDF."""


def letters() -> tuple[Letter, ...]:
    as_sent = of_paper(ARCHIVE, TYPESET, FILES, body=render_pdf.render(ARCHIVE, TYPESET))
    return as_sent, of_paper(ARCHIVE, SENT, FILES)


def crawl(place: Store, *sources: str) -> None:
    with serve(sites=(Rijksoverheid(*letters()),)) as server:
        crawls = [
            CrawlConfig(
                source=source,
                contact="test@kamerwacht.invalid",
                spool=place.spool(source),
                today=ARCHIVE.reference_date,
                base_url=server.url,
                topics=topics(place.database.parent),
                delay=0,
            )
            for source in sources
        ]
        for outcome in update(place, crawls):
            assert outcome.failures == []


def topics(folder: Path) -> Path:
    """The demo's subject, and all letters of the two ministries: titles alone don't say what a letter is about."""
    path = folder / "onderwerpen.toml"
    text = (papers.folder() / "onderwerpen.toml").read_text(encoding="utf-8")
    codes = "".join(f'\n[[ministerie]]\ncode = "{p.ministry}"\n' for p in (TYPESET, SENT))
    path.write_text(text + codes, encoding="utf-8")
    return path


def rows(place: Store, sql: str, *values: str) -> list[Any]:
    with closing(sqlite3.connect(place.database)) as connection:
        return connection.execute(sql, values).fetchall()


@pytest.mark.parametrize(
    "order", [("officiele_bekendmakingen", "rijksoverheid"), ("rijksoverheid", "officiele_bekendmakingen")]
)
def test_one_letter_from_two_sources_is_one_document(tmp_path: Path, order: tuple[str, str]) -> None:
    place = Store(tmp_path / "kw.db")
    crawl(place, order[0])
    first = rows(place, "SELECT count(*) FROM documenten")[0][0]
    crawl(place, order[1])
    for paper in (TYPESET, SENT):
        origins = rows(
            place,
            "SELECT h.bron FROM herkomsten h JOIN documenten d ON d.id = h.document_id WHERE d.sleutel = ?",
            paper.identifier.lower(),
        )
        assert sorted(bron for (bron,) in origins) == ["officiele_bekendmakingen", "rijksoverheid"], (
            paper.identifier
        )
    assert rows(place, "SELECT sleutel FROM documenten WHERE sleutel NOT GLOB '*-99*'") == []
    assert first in (2, rows(place, "SELECT count(*) FROM documenten")[0][0])
    # The typeset text goes before the letter as sent, whichever came last.
    media = "SELECT b.mediatype FROM documenten d JOIN bestanden b ON b.id = d.bestand_id WHERE d.sleutel = ?"
    assert rows(place, media, "kst-99905-1") == [("application/xml",)]


def test_promises_keep_their_key_when_a_letter_gets_its_number(tmp_path: Path) -> None:
    place = Store(tmp_path / "kw.db")
    crawl(place, "rijksoverheid")
    query = (
        "SELECT z.sleutel FROM toezeggingen z JOIN documenten d ON d.id = z.document_id"
        " WHERE d.titel LIKE ? AND z.vervallen_op IS NULL ORDER BY z.sleutel"
    )
    before = rows(place, query, f"%{SENT.title}%")
    assert before
    crawl(place, "officiele_bekendmakingen")
    assert rows(place, query, f"%{SENT.title}%") == before
