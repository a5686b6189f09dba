"""XML first, then HTML, then PDF; the next one when the first is gone or false, not when it is only late."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from scrapy.http import Request, Response

from spiders import CrawlConfig, Order
from spiders.officiele_bekendmakingen import OfficieleBekendmakingen
from spiders.sru import Record

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://bron.example/frbr/kst-99905-1"
FILES = {form: f"{BASE}.{form}" for form in ("pdf", "html", "xml", "odt")}


@pytest.fixture
def spider(tmp_path: Path) -> OfficieleBekendmakingen:
    (tmp_path / "spool").mkdir()
    config = CrawlConfig(contact="x@y.example", spool=tmp_path / "spool", today=dt.date(2026, 11, 23))
    for name, value in (("config", config), ("order", Order())):
        (tmp_path / name).write_text(value.to_json(), encoding="utf-8")  # type: ignore[attr-defined]
    return OfficieleBekendmakingen(str(tmp_path / "config"), str(tmp_path / "order"))


def record(**files: str) -> Record:
    return Record(
        "kst-99905-1", "Titel", "Kamerstuk", "Kamerstuk", "1", None, None, ("99905",), None, BASE, None, files
    )


def first(spider: OfficieleBekendmakingen, one: Record) -> Request:
    (request,) = spider._requests(one, list(spider.expected.manifestations))
    return request


@pytest.mark.parametrize(
    ("forms", "asked"),
    [
        (("pdf", "html", "xml", "odt"), "xml"),
        (("pdf", "html", "odt"), "html"),
        (("pdf", "odt"), "odt"),
        (("pdf",), "pdf"),
    ],
)
def test_the_best_manifestation_is_asked_for(
    spider: OfficieleBekendmakingen, forms: tuple[str, ...], asked: str
) -> None:
    assert first(spider, record(**{form: FILES[form] for form in forms})).url == FILES[asked]


@pytest.mark.parametrize(
    ("status", "body", "following"),
    [
        (404, b"", FILES["html"]),
        (410, b"", FILES["html"]),
        (200, b"<html>404: Pagina niet gevonden</html>", FILES["html"]),
        (200, b"<officiele-publicatie>", FILES["html"]),
        (500, b"", None),
        (429, b"", None),
    ],
)
def test_the_next_one_is_asked_for_when_the_first_is_gone_or_false(
    spider: OfficieleBekendmakingen, status: int, body: bytes, following: str | None
) -> None:
    request = first(spider, record(**FILES))
    response = Response(request.url, status=status, body=body, request=request)
    onward = list(spider.parse_body(response, **request.cb_kwargs))
    assert [one.url for one in onward] == ([following] if following else [])
    assert len(spider.unread) == (0 if following else 1)


def test_a_record_without_a_readable_manifestation_is_told(spider: OfficieleBekendmakingen) -> None:
    assert list(spider._requests(record(metadata="x"), list(spider.expected.manifestations))) == []
    assert [paper.message for paper in spider.unread] == [
        "geen uitvoering van dit stuk die gelezen kan worden"
    ]
