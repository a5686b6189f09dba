"""Looking back: a page as it stood on an earlier day, with what was known then and with what is known now."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

import publish
from publish import past
from tests.publish import example
from tests.publish.conftest import Site, text_of
from tests.publish.test_snapshot import change

if TYPE_CHECKING:
    from pathlib import Path

    from bs4 import BeautifulSoup


def overdue(page: BeautifulSoup) -> str:
    return text_of(page.select_one("#verstreken h2"))


def test_the_front_page_of_a_past_day_with_what_is_known_now(site: Site) -> None:
    assert overdue(site.page("/")).endswith("(2)")
    page = site.page("/op/2026-10-20/nu")
    # 13 October plus the waiting time was not over yet
    assert overdue(page).endswith("(1)")
    assert "U kijkt terug naar 20 oktober 2026." in text_of(page.select_one(".terug"))
    assert "Stand van dinsdag 20 oktober 2026" in text_of(page.main)
    assert page.select_one('meta[name="robots"]')["content"] == "noindex, nofollow"
    links = [a["href"] for a in page.select("#verstreken .citaat a")]
    assert links
    assert all(link.startswith("/op/2026-10-20/nu/toezegging/tz-") for link in links)
    # A count of that day must not lead to the table of today.
    assert not page.select('main a[href^="/kamerwacht/overzicht"]')
    # And nothing of it stays behind.
    assert overdue(site.page("/")).endswith("(2)")


def test_the_page_of_a_promise_then_and_now(site: Site) -> None:
    key = site.keys["uitgesteld"]
    now = site.page(f"/toezegging/{key}")
    before = site.page(f"/op/2026-05-10/nu/toezegging/{key}")
    assert len(now.select("ol.verloop li")) > len(before.select("ol.verloop li"))
    assert "Op 10 mei 2026:" in text_of(before.select_one(".toestand"))
    assert now.select_one('form.terugkijken input[name="toezegging"]')["value"] == key


def test_a_day_shows_what_was_believed_then(tmp_path: Path) -> None:
    made = example.build(tmp_path / "kw.db")
    change(made.path, "UPDATE instellingen SET waarde = '2026-11-30' WHERE naam = 'peildatum'")
    site = Site(publish.app(made.path), made.keys)
    with closing(sqlite3.connect(made.path)) as connection:
        (found,) = connection.execute("SELECT max(substr(gevonden_op, 1, 10)) FROM toezeggingen").fetchone()
    assert found == "2026-11-23"
    # On the day before it was all read, this site knew of nothing.
    page = site.page("/op/2026-11-22")
    assert "Er zijn nog geen stukken gelezen" in text_of(page.select_one("#verstreken"))
    unknown = site.page(f"/op/2026-11-22/toezegging/{made.keys['te laat']}", status=404)
    assert "Op 22 november 2026 kende deze site die toezegging nog niet." in text_of(unknown.main)
    assert overdue(site.page("/op/2026-11-22/nu")).endswith("(2)")


def test_the_form_leads_to_the_day(site: Site) -> None:
    assert site.page("/op").select_one('form.terugkijken input[type="date"]')
    there = site.get("/op?dag=2026-10-20")
    assert there.url.path == "/op/2026-10-20"
    key = site.keys["te laat"]
    assert site.get(f"/op?dag=2026-10-20&toezegging={key}").url.path == f"/op/2026-10-20/toezegging/{key}"
    assert site.get("/op?dag=2026-10-20&toezegging=//elders.nl/").url.host == "localhost"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/op/2026-11-24", 400),
        ("/op/1994-12-31", 400),
        ("/op/20261020", 400),
        ("/op/2026-02-30", 404),
        ("/op/morgen", 404),
        ("/op/2026-10-20'--", 404),
        ("/op/2026-10-20/nu/toezegging/tz-bestaatniet", 404),
        ("/op?dag=' or 1", 404),
    ],
)
def test_another_day_is_no_day_to_look_back_to(site: Site, path: str, status: int) -> None:
    page = site.page(path, status=status)
    assert page.html["lang"] == "nl"


def test_few_days_are_kept_and_few_readers_may_wait(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in range(1, 8):
        site.page(f"/op/2026-10-{day:02d}/nu")
    assert len(past.WORKER._open) <= past.KEPT
    monkeypatch.setattr(past.WORKER, "waiting", past.WAITING)
    response = asyncio.run(site.datasette.client.get("/op/2026-09-01/nu"))
    assert response.status_code == 503
    assert response.headers["retry-after"] == "30"
    assert "Even geduld" in response.text
    # A day that stands ready needs no waiting.
    site.page("/op/2026-10-07/nu?nogeens=1")
