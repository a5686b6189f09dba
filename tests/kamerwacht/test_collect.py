"""A crawl goes on past a paper that the database will not take."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import db
from extract.document import Block, BlockKind, Document, Metadata
from kamerwacht import collect
from kamerwacht.config import Store
from kamerwacht.progress import Progress
from spiders import CrawlConfig, FetchedPaper
from spiders.config import SOURCE

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

MOMENT = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
TEXT = "Ik stuur uw Kamer voor de zomer het onderzoeksrapport over drones boven waterkeringen."


def _paper(identifier: str) -> FetchedPaper:
    url = f"https://voorbeeld.invalid/{identifier}"
    return FetchedPaper(
        identifier=identifier,
        url=url,
        preferred_url=None,
        media_type="text/plain",
        official=identifier,
        body=identifier.encode(),
        metadata=None,
        headers={},
        fetched_at=MOMENT,
        modified="1",
        reasons=("proef",),
        title="",
        date=None,
    )


def _document(data: bytes, **_: object) -> Document:
    """A chamber that does not exist for the first paper, as a reader with a fault could give it."""
    metadata = Metadata(date=dt.date(2026, 1, 2), chamber=3 if data.endswith(b"-1") else 2)
    return Document(TEXT, (Block(BlockKind.PARAGRAPH, 0, len(TEXT)),), metadata)


def test_a_refused_paper_is_written_down_and_the_crawl_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kamerwacht.intake.extract.read_bytes", _document)
    place = Store(tmp_path / "proef.db")
    database = db.connect(place.database, create=True)
    run = db.start_run(database, SOURCE, "2026-01-02T03:04:05Z")
    settings = CrawlConfig(contact="x", spool=tmp_path / "spool", today=MOMENT.date())
    sink = collect._Sink(database, place, run, settings, Progress(SOURCE))
    for identifier in ("kst-39999-1", "kst-39999-2"):
        sink(_paper(identifier))
    ((url, line),) = sink.unreadable
    assert url == "https://voorbeeld.invalid/kst-39999-1"
    assert line.startswith("Stuk kst-39999-1 is niet opgeslagen")
    assert database.execute("SELECT url, melding FROM mislukkingen").fetchall() == [(url, line)]
    for table in ("documenten", "herkomsten", "toezeggingen"):
        assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (1,), table  # noqa: S608
    assert database.execute("SELECT sleutel FROM documenten").fetchall() == [("kst-39999-2",)]
    database.close()
