"""Answers are kept while they hold, and no longer; a browser need not fetch again what it has."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import publish
from publish import kept
from tests.publish import example
from tests.publish.conftest import Site
from tests.publish.test_snapshot import change

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_second_reader_asks_the_database_nothing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    first = site.get("/ministerie/JenV?eenmalig=1")

    async def out_of_reach(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(type(site.datasette.get_database()), "execute_fn", out_of_reach)
    assert site.get("/ministerie/JenV?eenmalig=1").text == first.text
    assert site.get("/ministerie/JenV?eenmalig=2").status_code == 500


def test_a_change_and_another_day_are_seen_at_once(tmp_path: Path) -> None:
    made = example.build(tmp_path / "kw.db")
    site = Site(publish.app(made.path), made.keys)
    page = f"/toezegging/{made.keys['te laat']}"
    assert "Heel iets anders" not in site.get(page).text
    change(made.path, "UPDATE toezeggingen SET onderwerp = 'Heel iets anders'")
    assert "Heel iets anders" in site.get(page).text
    assert "20 oktober 2026" not in site.get("/").text
    change(made.path, "UPDATE instellingen SET waarde = '2026-10-20' WHERE naam = 'peildatum'")
    assert "20 oktober 2026" in site.get("/").text


def test_a_browser_that_has_the_page_gets_no_copy(site: Site) -> None:
    for path in ("/", "/kamerwacht/overzicht", "/kamerwacht/overzicht.json", "/kamerwacht/te_laat.atom"):
        first = site.get(path)
        again = site.get(path, headers={"if-none-match": f'"x", W/{first.headers["etag"]}'})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
        assert "content-security-policy" in again.headers
        assert site.get(path, headers={"if-none-match": '"x"'}).status_code == 200


def test_a_page_travels_packed_to_whoever_can_unpack_it(site: Site) -> None:
    packed = site.get("/", headers={"accept-encoding": "gzip"})
    plain = site.get("/", headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 2


def test_what_fails_is_asked_and_timed_is_not_kept(site: Site) -> None:
    missing = "/toezegging/tz-bestaatniet"
    for path in (missing, "/kamerwacht?sql=select+1", "/-/gezondheid", "/downloaden"):
        assert "etag" not in site.get(path).headers


def test_links_name_the_host_that_was_asked(site: Site) -> None:
    path = f"/toezegging/{site.keys['te laat']}"
    for host in ("een.voorbeeld.nl", "twee.voorbeeld.nl"):
        assert f"http://{host}/toezegging/" in site.get(path, headers={"host": host}).text


def test_what_was_asked_longest_ago_makes_room() -> None:
    shelf = kept.Shelf(room=10)
    for name in "abc":
        shelf.put(name, _answer(4))
    assert (shelf.get("a"), len(shelf)) == (None, 2)
    shelf.get("b")
    shelf.put("d", _answer(4))
    assert shelf.get("b") is not None
    assert shelf.get("c") is None
    shelf.put("e", _answer(11))
    assert len(shelf) == 0


def test_a_large_answer_streams_by_and_is_not_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(kept, "LARGEST", 100)
    shelf, sent = kept.Shelf(), []

    async def application(_scope: Any, _receive: Any, send: Any) -> None:  # noqa: ANN401
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _ in range(3):
            await send({"type": "http.response.body", "body": b"x" * 60, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    async def send(message: Any) -> None:  # noqa: ANN401
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/x", "headers": []}
    asyncio.run(kept.keeping(application, lambda: tmp_path, shelf)(scope, None, send))
    assert b"".join(one.get("body", b"") for one in sent) == b"x" * 180
    assert len(shelf) == 0


def _answer(size: int) -> kept.Answer:
    return kept.Answer([(b"etag", b'"x"')], b"x" * size, None)
