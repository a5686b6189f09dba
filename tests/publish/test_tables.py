"""Datasette's own pages, in Dutch and readable."""

from __future__ import annotations

import hashlib
from collections import Counter
from itertools import pairwise
from pathlib import Path

import datasette
import pytest

import publish
from publish import facets
from tests.publish import example
from tests.publish.conftest import Site, text_of
from tests.publish.test_snapshot import change

STOCK = Path(datasette.__file__).parent / "templates"
# Our copies were made from these; when Datasette changes one, look at ours and then at the digest here.
STOCK_DIGESTS = {
    "_crumbs.html": "882c9d69e13363b4",
    "_description_source_license.html": "13fcf73b733dadc5",
    "_facet_results.html": "622d3c764aa14f17",
    "_footer.html": "d190d9e7dc5046c1",
    "_table.html": "f75a8872713f28fd",
    "base.html": "bb22df33caea147e",
    "database.html": "4fd5e97823bb5380",
    "error.html": "c2115d1fdbff1a48",
    "query.html": "bc3559df0e209da9",
    "row.html": "ff5dde41541c39dd",
    "table.html": "81cec4b0f7948bf0",
}
PAGES = {
    "voorpagina": "/",
    "databank": "/kamerwacht",
    "verborgen tabellen": "/kamerwacht?_show_hidden=1",
    "tabel": "/kamerwacht/toezeggingen",
    "weergave": "/kamerwacht/overzicht",
    "gefilterd": "/kamerwacht/overzicht?toestand=loopt&_sort=datum&_search=Kamer",
    "niets gevonden": "/kamerwacht/overzicht?toestand=onzin",
    "eigen voorwaarde": "/kamerwacht/overzicht?_where=dagen+is+null",
    "rij": "/kamerwacht/documenten/1",
    "bewaarde vraag": "/kamerwacht/langst-open",
    "eigen vraag": "/kamerwacht?sql=select+sleutel,+:dag+as+dag+from+overzicht",
    "lege vraag": "/kamerwacht?sql=select+1+where+0",
    "uitleg": "/hoe-werkt-dit",
}
WRONG = {
    "onbekend": "/nergens",
    "foute vraag": "/kamerwacht?sql=select+*+from+bestaatniet",
    "gesloten": "/kamerwacht.db",
}
ENGLISH = (
    "This data as",
    "Custom SQL",
    "Run SQL",
    "Format SQL",
    "Search:",
    "- column -",
    "Apply",
    "Sort...",
    "View and edit",
    "Advanced export",
    "JSON shape",
    "download file",
    "expand labels",
    "Next page",
    "rows",
    "records",
    "Links from other tables",
    "Powered by",
    "Data license",
    "Data source",
    "Queries took",
    "Tables",
    "Views",
    "hidden",
    "Suggested facets",
    "returning",
    "show",
    "where clause",
    "remove",
    "contains",
    "descending",
    "Error",
    "not found",
    "Invalid",
    "forbidden",
)


@pytest.mark.parametrize("name", sorted(STOCK_DIGESTS))
def test_our_copy_is_of_this_stock_template(name: str) -> None:
    assert hashlib.sha256((STOCK / name).read_bytes()).hexdigest()[:16] == STOCK_DIGESTS[name]


@pytest.mark.parametrize("name", sorted(PAGES | WRONG))
def test_every_page_is_dutch_and_has_its_landmarks(site: Site, name: str) -> None:
    response = site.get((PAGES | WRONG)[name])
    page = site.page((PAGES | WRONG)[name], status=response.status_code)
    assert (response.status_code == 200) == (name in PAGES)
    assert page.find("html")["lang"] == "nl"
    assert len(page.find_all("main")) == 1
    assert len(page.find_all("h1")) == 1
    assert page.find("title").get_text(strip=True)
    assert page.find("a", href="#inhoud").get_text() == "Naar de inhoud"
    for element in page.find_all(["script", "style", "code", "pre", "textarea"]):
        element.extract()
    words = text_of(page)
    assert not [text for text in ENGLISH if text in words]


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_field_has_a_label_and_every_table_its_headings(site: Site, name: str) -> None:
    page = site.page(PAGES[name])
    for field in page.find_all(["input", "select", "textarea"]):
        if field.get("type") == "hidden":
            continue
        labelled = page.find("label", attrs={"for": field.get("id", "-")}) or field.find_parent("label")
        assert labelled is not None, field
    for table in page.find_all("table"):
        assert table.find("caption").get_text(strip=True)
        assert all(th["scope"] in ("col", "row") for th in table.find_all("th"))
    levels = [int(heading.name[1]) for heading in page.find_all(["h1", "h2", "h3", "h4"])]
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_cells_show_dates_states_and_links(site: Site) -> None:
    page = site.page(f"/kamerwacht/overzicht?sleutel={site.keys['te laat']}")
    row = page.find("table").find_all("tr")[1]
    assert row.find("time", datetime="2026-10-13").get_text() == "13\u00a0oktober\u00a02026"
    assert row.find(class_="stand").get_text() == "verstreken zonder bericht"
    assert row.find("a", href=f"/toezegging/{site.keys['te laat']}")
    paper = site.page("/kamerwacht/documenten")
    assert paper.find("table").find("a", href="/stuk/kst-30821-901")


@pytest.mark.parametrize("table", ["overzicht", "toezeggingen", "te_laat", "stand"])
def test_overdue_can_be_filtered_on(site: Site, table: str) -> None:
    page = site.page(f"/kamerwacht/{table}?_te_laat=1")
    assert "2 rijen waarvoor geldt: te laat op 23 november 2026" in text_of(page)
    assert len(site.get(f"/kamerwacht/{table}.json?_te_laat=1&_shape=array").json()) == 2
    assert len(site.get(f"/kamerwacht/{table}.csv?_te_laat=1").text.splitlines()) == 3


def test_a_filter_on_terms_keeps_those_of_overdue_promises(site: Site) -> None:
    # one promise with two terms, one with one
    assert len(site.get("/kamerwacht/termijnen.json?_te_laat=1&_shape=array").json()) == 3


def test_filters_are_put_in_words(site: Site) -> None:
    words = text_of(
        site.page("/kamerwacht/overzicht?dagen__gt=40&toestand__not=loopt&_search=uw&voorwaarde__isnull=1")
    )
    assert "zoekt “uw” en dagen > 40 en toestand is niet “loopt” en voorwaarde ontbreekt" in words


def test_data_stays_data(site: Site) -> None:
    (row,) = site.get(f"/kamerwacht/overzicht.json?_shape=array&sleutel={site.keys['te laat']}").json()
    assert row["termijn_ruim"] == "2026-10-13"
    assert row["toestand"] == "verstreken zonder bericht"


def test_a_promise_in_two_dossiers_counts_for_each(tmp_path: Path) -> None:
    made = example.build(tmp_path / "kw.db")
    change(made.path, "INSERT INTO dossiers (nummer) VALUES ('99998')")
    change(
        made.path, "INSERT OR IGNORE INTO document_dossiers SELECT d.id, o.id FROM documenten d, dossiers o"
    )
    site = Site(publish.app(made.path), made.keys)
    data = site.get("/kamerwacht/overzicht.json?_facet_size=max").json()
    counted = {one["value"]: one["count"] for one in data["facet_results"]["dossiers"]["results"]}
    rows = site.get("/kamerwacht/overzicht.json?_shape=array&_size=max").json()
    listed = [row["dossiers"].split(", ") for row in rows if row["dossiers"]]
    assert counted == Counter(number for numbers in listed for number in numbers)
    assert any(len(numbers) > 1 for numbers in listed)


def test_a_dossier_in_the_distribution_leads_to_its_promises(site: Site) -> None:
    page = site.page("/kamerwacht/te_laat")
    link = page.select_one('section[aria-label="Verdeling naar dossiers"] li a')
    number = link.get_text().split()[0]
    chosen = site.page(link["href"].removeprefix("http://localhost"))
    assert f"in dossier {number}" in text_of(chosen.select_one(".telregel"))
    back = chosen.select_one('section[aria-label="Verdeling naar dossiers"] li a[href$="te_laat"]')
    assert back.get_text() == "filter weg"


@pytest.mark.parametrize(
    "query",
    [
        "overzicht?_te_laat=1",
        "overzicht?_open=1&hardheid__not=verwachting",
        "overzicht?ministerie_code=JenV",
        "overzicht?dagen__gt=3",
        "overzicht?_search=kamer",
        "overzicht?_dossier=30821",
        "te_laat?ministerie__notnull=1",
        "te_laat?_search=kamer",
        "toezeggingen?_te_laat=1",
        "toezeggingen?soort=informeren",
        "documenten?kamer=2",
        "documenten?soort__notnull=1",
    ],
)
def test_a_distribution_counts_the_rows_that_are_chosen(site: Site, query: str) -> None:
    path, _, chosen = query.partition("?")
    rows = site.get(f"/kamerwacht/{path}.json?_shape=array&_size=max&{chosen}").json()
    data = site.get(f"/kamerwacht/{path}.json?_size=1&_facet_size=max&{chosen}").json()
    assert rows
    assert data["filtered_table_rows_count"] == len(rows)
    assert data["facet_results"]
    for name, one in data["facet_results"].items():
        if name != "dossiers":
            counted = {result["value"]: result["count"] for result in one["results"]}
            assert counted == Counter(row[name] for row in rows if row[name] is not None), name
            continue
        listed = [number for row in rows for number in (row["dossiers"] or "").split(", ") if number]
        assert {result["value"]: result["count"] for result in one["results"]} == Counter(listed)


def test_of_too_many_rows_there_is_no_distribution(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facets, "MOST", 2)
    page = site.page("/kamerwacht/overzicht?_search=kamer&_m=3")
    assert "Te veel rijen om te verdelen naar toestand, ministerie" in text_of(page)
    assert page.select("section.facet") == []
    assert page.select("table.gegevens tbody tr")


@pytest.mark.parametrize("name", ["toestand", "ministerie", "commissie", "hardheid", "soort", "jaar"])
def test_a_distribution_adds_up_to_what_its_values_lead_to(site: Site, name: str) -> None:
    data = site.get("/kamerwacht/overzicht.json?_facet_size=max").json()
    results = data["facet_results"][name]["results"]
    assert results
    for one in results:
        path = one["toggle_url"].split("//", 1)[1].split("/", 1)[1]
        assert site.get(f"/{path}").json()["filtered_table_rows_count"] == one["count"]
