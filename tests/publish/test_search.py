"""Search forgives what people type, and never answers with an error."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from publish import searching
from publish.searching import search_query
from tests.publish.conftest import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.publish.conftest import Site

TEXTS = {
    1: "De zorgkosten stijgen in 's-Gravenhage.",
    2: "De fractie van D66 vroeg naar reïntegratie in dossier 36600-XVI.",
    3: "Zie Kamerstuk 30 821, nr. 5, over de Noordzee en het AND-teken.",
    4: "Zie dossier 30821 over Noord en Zuid.",
    5: "D'66 en Fox-IT noemen near en or.",
}


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5 (tekst, tokenize='unicode61 remove_diacritics 2')")
    connection.executemany("INSERT INTO t (rowid, tekst) VALUES (?, ?)", TEXTS.items())
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("zorg", {1}),
        ("ZORGKOSTEN", {1}),
        ("'s-Gravenhage", {1}),
        ("s gravenhage", {1}),
        ("D'66", {5}),
        ("D66", {2}),
        ("Fox-IT", {5}),
        ("36600-XVI", {2}),
        ("36600", {2}),
        ("reintegratie", {2}),
        ("reïntegratie", {2}),
        ("30821", {3, 4}),
        ("30 821", {3}),
        ('"30 821"', {3}),
        ("noord", {3, 4}),
        ('"noord"', {4}),
        ("zuid noord", {4}),
        ("near", {5}),
        ("or near", {5}),
        ("AND", {3}),
        ('"over de noordzee"', {3}),
        ('"over de noordzee', {3}),
        ("zorg*", {1}),
        ("zorg AND", set()),
        ("bestaatniet", set()),
        ("", set()),
        ("'", set()),
        ('"', set()),
        ("()*^:-+{}", set()),
        ("tekst:zorg", set()),
        ("\u202ezorg", {1}),
    ],
)
def test_what_is_typed_finds_what_is_meant(index: sqlite3.Connection, typed: str, found: set[int]) -> None:
    rows = index.execute("SELECT rowid FROM t WHERE t MATCH ?", [search_query(typed)])
    assert {row[0] for row in rows} == found


@pytest.mark.parametrize(
    "typed", ["NEAR(", "a NOT", "^", "NEAR/2", "x" * 10_000, "a " * 5000, '""""', "a:b", "-a"]
)
def test_no_question_is_an_error(index: sqlite3.Connection, site: Site, typed: str) -> None:
    index.execute("SELECT rowid FROM t WHERE t MATCH ?", [search_query(typed)]).fetchall()
    for table in ("overzicht", "te_laat", "toezeggingen", "documenten"):
        assert site.get(f"/kamerwacht/{table}.json", params={"_search": typed}).status_code == 200


def test_the_search_of_the_site_is_this_one(site: Site) -> None:
    (row,) = site.get("/kamerwacht/overzicht.json?_shape=array&_search=weerbaarh").json()
    assert row["sleutel"] == site.keys["binnenkort"]


def test_a_word_that_is_everywhere_finds_the_last_and_says_so(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = site.get("/kamerwacht/overzicht.json?_shape=array&_size=max").json()
    found = sorted(row["id"] for row in rows if "kamer" in row["citaat"].lower())
    monkeypatch.setattr(searching, "MOST", 3)
    page = site.page("/kamerwacht/overzicht?_search=kamer&id__gt=0")
    assert "Er zijn meer dan 3 treffers" not in text_of(page), "een ander filter: dan wordt in alles gezocht"
    page = site.page("/kamerwacht/overzicht?_search=kamer&_m=1")
    assert "Er zijn meer dan 3 treffers" in text_of(page)
    last = site.get("/kamerwacht/overzicht.json?_shape=array&_search=kamer&_m=2").json()
    assert sorted(row["id"] for row in last) == found[-4:]
    every = site.get("/kamerwacht/overzicht.json?_shape=array&_size=max&_search=kamer&id__gt=0").json()
    assert sorted(row["id"] for row in every) == found


@pytest.mark.parametrize(
    ("typed", "most", "found"),
    [
        ("noord", 5, {3, 4}),  # few enough: also what begins with it
        ("noord", 0, {4}),  # the words themselves fill the page
        ("noor", 0, {4}),  # no such word: what begins with it, the last one
        ("dossier", 1, {2, 4}),
        ("dossier", 0, {4}),
        ("xyz", 0, set()),
    ],
)
def test_beginnings_are_sought_while_whole_words_leave_room(
    index: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, typed: str, most: int, found: set[int]
) -> None:
    monkeypatch.setattr(searching, "MOST", most)
    index.create_function("escape_fts", 1, search_query, deterministic=True)
    values = {"zoekterm": typed, "hele_woorden": search_query(typed, whole=True), "niets": searching.NOTHING}
    assert {row for (row,) in index.execute(searching._last_found("t"), values)} == found


def test_nothing_typed_is_no_filter(site: Site) -> None:
    every = site.get("/kamerwacht/overzicht.json?_shape=array").json()
    assert site.get("/kamerwacht/overzicht.json?_shape=array&_search=+").json() == every
