"""The site in a real browser: every kind of page, at three widths, by keyboard, and for who can't see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.publish import browser
from tests.publish.browser import Visit
from tests.publish.test_tables import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator

    from tests.publish.example import Example

WIDTHS = (320, 768, 1280)
PAGES = {
    "voorpagina": "/",
    "toezegging": "/toezegging/{uitgesteld}",
    "vijandige toezegging": "/toezegging/{vijandig}",
    "stuk": "/stuk/kst-30821-901",
    "vijandig stuk": "/stuk/kst-30821-905",
    "ingangen": "/ingangen",
    "ministerie": "/ministerie/JenV",
    "bewindspersoon": "/bewindspersoon/A.%20Voorbeeld",
    "dossier": "/dossier/30821",
    "commissie": "/commissie/vaste%20commissie%20voor%20Justitie%20en%20Veiligheid",
    "debatkeuze": "/debatklaar",
    "debatklaar": "/debatklaar?dossier=30821",
    "rappel": "/rappel/toezegging/{te laat}",
    "rappel van een commissie": "/rappel/commissie/vaste%20commissie%20voor%20Justitie%20en%20Veiligheid",
    "uitleg": "/hoe-werkt-dit",
    "downloaden": "/downloaden",
    "gegevens": "/kamerwacht",
    "tabel": "/kamerwacht/overzicht?_te_laat=1&dagen__gt=3&_search=kamer",
    "te laat": "/kamerwacht/te_laat",
    "documenten": "/kamerwacht/documenten",
    "rij": "/kamerwacht/documenten/1",
    "bewaarde vraag": "/kamerwacht/langst-open",
    "eigen vraag": "/kamerwacht?sql=select+sleutel,+:dag+as+dag+from+overzicht",
    "niet gevonden": "/nergens",
    "foute vraag": "/kamerwacht?sql=select+*+from+bestaatniet",
}
WRONG = {"niet gevonden", "foute vraag"}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    yield from browser.launched()


@pytest.fixture(scope="module")
def home(chromium: Browser, made: Example) -> str:  # noqa: ARG001 - without a browser nothing need be served
    return browser.served(made.path)


@pytest.fixture(scope="module")
def visit(chromium: Browser, home: str) -> Iterator[Visit]:
    """One page for all tests of the module: opening a new one for each would cost half the time."""
    page = chromium.new_page()
    yield Visit(page, home).watch()
    page.close()


@pytest.fixture
def fresh(visit: Visit) -> Visit:
    visit.troubles.clear()
    visit.page.set_viewport_size({"width": 1280, "height": 900})
    return visit


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_page_at_three_widths(fresh: Visit, made: Example, name: str) -> None:
    fresh.open(PAGES[name].format_map(made.keys))
    for width in WIDTHS:
        fresh.page.set_viewport_size({"width": width, "height": 900})
        assert fresh.fits(), f"steekt uit bij {width}"
        # At the narrowest and widest only: what axe looks at differs by layout, not by number.
        if width != 768:
            assert fresh.violations() == []
    words = fresh.page.inner_text("body")
    assert not [text for text in ENGLISH if text in _without_code(fresh, words)]
    expected = 1 if name in WRONG else 0  # the browser itself notes that the answer was 404 or 400
    assert len(fresh.troubles) == expected, fresh.troubles
    assert all("Failed to load resource" in trouble for trouble in fresh.troubles)


def _without_code(visit: Visit, words: str) -> str:
    for part in visit.page.locator("code, pre, textarea, details").all_inner_texts():
        words = words.replace(part, " ")
    return words


def test_hostile_text_is_shown_and_not_run(fresh: Visit, made: Example) -> None:
    fresh.open(f"/toezegging/{made.keys['vijandig']}")
    assert "<script>alert('x')</script>" in fresh.page.inner_text("h1")
    assert fresh.page.locator("main img, main script").count() == 0
    assert "\u202e" not in fresh.page.inner_text("body")


def test_all_overdue_promises_of_jenv_are_one_click_away(fresh: Visit) -> None:
    fresh.open("/")
    row = fresh.page.get_by_role("row").filter(has_text="Justitie en Veiligheid")
    row.get_by_role("link", name="2", exact=True).first.click()
    assert "2 rijen waarvoor geldt" in fresh.page.inner_text("main")
    assert "verstreken zonder bericht" in fresh.page.inner_text("main")
    assert fresh.page.locator("table.gegevens tbody tr").count() == 2


def test_the_sentence_behind_an_overdue_promise_is_one_click_away(fresh: Visit) -> None:
    fresh.open("/")
    fresh.page.locator("#verstreken .citaat a").last.click()
    marked = fresh.page.locator("mark").inner_text()
    assert (
        marked == "Ik zal uw Kamer uiterlijk 13 oktober 2026 informeren over de uitkomsten van de verkenning."
    )


def test_the_calendar_of_next_month_is_within_two_clicks(fresh: Visit) -> None:
    fresh.open("/")
    fresh.page.get_by_role("link", name="december 2026", exact=True).last.click()
    assert "in december 2026" in fresh.page.inner_text("main")
    link = fresh.page.get_by_role("link", name="ICS").get_attribute("href") or ""
    calendar = fresh.page.request.get(link if link.startswith("http") else fresh.home + link)
    assert calendar.headers["content-type"].startswith("text/calendar")
    # The only term that ends in December is that of "binnenkort".
    assert calendar.text().count("BEGIN:VEVENT") == 1
    assert "DTSTART;VALUE=DATE:20261220" in calendar.text()


def test_the_keyboard_alone_leads_from_the_front_page_to_a_receipt(fresh: Visit) -> None:
    fresh.open("/")
    _tab_to(fresh, fresh.page.locator("a.overslaan"))
    fresh.page.keyboard.press("Enter")
    _tab_to(fresh, fresh.page.locator("#verstreken .citaat a").first)
    fresh.page.keyboard.press("Enter")
    fresh.page.wait_for_url("**/toezegging/*")
    _tab_to(fresh, fresh.page.locator('a[href="#bewijsbon"]'))
    fresh.page.keyboard.press("Enter")
    assert fresh.page.locator("#bewijsbon").is_visible()
    _tab_to(fresh, fresh.page.locator('a[href$="/bewijsbon.json"]'))
    fresh.page.keyboard.press("Enter")
    fresh.page.wait_for_url("**/bewijsbon.json")
    assert '"sha256"' in fresh.page.inner_text("body")


def _tab_to(visit: Visit, target: Locator) -> None:
    """Press Tab until ``target`` has the focus, which must be visible then."""
    for _ in range(60):
        visit.page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            outline = target.evaluate("element => getComputedStyle(element).outlineStyle")
            assert outline != "none"
            return
    pytest.fail("met Tab niet te bereiken")


def test_it_works_without_javascript(chromium: Browser, home: str) -> None:
    page = chromium.new_page(java_script_enabled=False)
    page.goto(home)
    page.locator("#verstreken .citaat a").first.click()
    assert page.locator("mark").count() == 1
    page.close()


def test_print_leaves_out_what_is_only_for_the_screen(fresh: Visit) -> None:
    fresh.open("/debatklaar?dossier=30821")
    fresh.page.emulate_media(media="print")
    assert not fresh.page.locator(".menu").is_visible()
    assert fresh.page.locator(".citaat").first.is_visible()
    fresh.page.emulate_media(media="screen")
