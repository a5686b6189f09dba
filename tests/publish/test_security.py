"""Reading only, whatever is asked: headers, methods, strange addresses and parameters."""

from __future__ import annotations

import asyncio
import gzip
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

import publish
from db.connection import connect
from publish.headers import HEADERS, secure
from tests.publish import example
from tests.publish.conftest import Site

if TYPE_CHECKING:
    from pathlib import Path

BAD_PARAMETERS = [
    "_sort=bestaatniet",
    "_next=abc",
    "_through=abc",
    "_through=%7B%7D",
    "_size=abc",
    "_size=-1",
    "_size=999999",
    "toestand__in=[",
    "_facet=bestaatniet",
    "_facet_date=citaat",
    "_facet_array=citaat",
    "_facet_size=x",
    "_col=bestaatniet",
    "_nocol=bestaatniet",
    "_timelimit=x",
    "_sort=dagen&_sort_desc=dagen",
    "_where=1;drop+table+x",
    "_where=(select",
    "_search=%22",
    "_search=%00",
    "_search=a+AND",
    "_search_bestaatniet=x",
    "_searchmode=raw&_search=%22",
    "_fts_table=x'--&_search=a",
    "_fts_pk=x'--&_search=a",
    "_label=x",
    "_labels=2",
    "_shape=x",
    "_nl=x",
    "_ttl=x",
    "_te_laat=2",
    "_te_laat=1'",
    "x'--=1",
    "citaat__glob=[",
    "citaat__bestaatniet=1",
    "%F0%28=1",
    "_extra=x",
    "=",
    "&&",
    "_filter_column=x&_filter_op=y&_filter_value=z",
    "_json=x",
    "_trace=1",
    "_context=1",
    "_sort_by_desc=on",
]
BAD_PATHS = [
    "/kamerwacht/bestaatniet",
    "/kamerwacht/toezeggingen/abc",
    "/kamerwacht/blokken/1",
    "/kamerwacht/toezeggingen/1/2",
    "/kamerwacht/overzicht/1",
    "/anders/toezeggingen",
    "/_internal",
    "/_internal/tables",
    "/_memory",
    "/toezegging/",
    "/toezegging/%27%3B--",
    "/toezegging/a/b",
    "/stuk/..%2F..%2Fetc%2Fpasswd",
    "/-/kamerwacht/../../plugin.py",
    "/-/kamerwacht/x/kamerwacht.css",
    "/-/static/app.css",
    "/-/patterns",
    "/-/databases.json",
    "/-/settings.json",
    "/-/threads",
    "/-/plugins",
    "/-/actor.json",
    "/-/auth-token",
    "/-/allow-debug",
    "/-/permissions",
    "/-/messages",
    "/-/logout",
    "/" + "a" * 5000,
    "/dossier/%E2%80%AE",
    "/kamerwacht/toezeggingen/~ZZ",
    "/kamerwacht/~",
    "//",
    "/kamerwacht//x",
]


@pytest.mark.parametrize("path", ["/", "/kamerwacht/overzicht", "/kamerwacht/overzicht.json", "/nergens"])
def test_every_answer_carries_the_headers(site: Site, path: str) -> None:
    headers = site.get(path).headers
    policy = [part.strip() for part in headers["content-security-policy"].split(";")]
    assert sorted(policy) == [
        "base-uri 'none'",
        "default-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
        "script-src 'none'",
    ]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["permissions-policy"] == "camera=(), geolocation=(), microphone=()"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    for name in HEADERS:
        assert len(headers.get_list(name.decode())) == 1


def test_pages_hold_nothing_the_policy_forbids(site: Site) -> None:
    for path in (
        "/",
        f"/toezegging/{site.keys['te laat']}",
        "/kamerwacht/overzicht",
        "/kamerwacht?sql=select+1",
    ):
        page = site.page(path)
        assert not page.find_all(["script", "style", "iframe", "object"])
        assert not page.find_all(style=True)
        assert not [tag for tag in page.find_all() for name in tag.attrs if name.startswith("on")]
        for tag in page.find_all(["link", "img"]):
            assert (tag.get("href") or tag.get("src")).startswith(("/", "http://localhost/"))


def test_the_style_sheet_is_ours_and_may_be_kept(site: Site) -> None:
    address = site.page("/").find("link", rel="stylesheet")["href"]
    response = site.get(address)
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/css; charset=utf-8"
    assert "immutable" in response.headers["cache-control"]
    assert response.headers["content-encoding"] == "gzip"
    plain = site.get(address, headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.content == response.content
    assert len(plain.content) < 14_000
    assert len(gzip.compress(plain.content)) < 5_000


def test_pages_that_state_a_day_are_not_kept_past_it(site: Site) -> None:
    for path in (
        "/",
        f"/toezegging/{site.keys['te laat']}",
        "/kamerwacht/overzicht",
        "/kamerwacht/te_laat.json",
        "/kamerwacht/te_laat.atom",
        "/kamerwacht/te_laat.xlsx",
        "/kamerwacht",
        "/",
    ):
        assert site.get(path).headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
def test_only_reading_is_allowed(site: Site, method: str) -> None:
    response = site.request(method, "/kamerwacht/toezeggingen")
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, HEAD"
    assert response.text == "Deze site is alleen te lezen."


@pytest.mark.parametrize(
    "sql",
    [
        "delete from toezeggingen",
        "insert into dossiers (nummer) values ('1')",
        "with x as (select 1) delete from toezeggingen",
        "select 1; delete from toezeggingen",
        "pragma journal_mode = delete",
        "attach '/tmp/x.db' as x",
        "vacuum into '/tmp/x.db'",
        "select load_extension('x')",
        "create table x (y)",
        "explain delete from toezeggingen",
    ],
)
def test_sql_cannot_change_anything(site: Site, sql: str) -> None:
    before = len(site.get("/kamerwacht/toezeggingen.json?_shape=array").json())
    response = site.get("/kamerwacht", params={"sql": sql})
    assert response.status_code == 400 or sql.startswith("explain")
    assert len(site.get("/kamerwacht/toezeggingen.json?_shape=array").json()) == before


def test_sql_that_takes_too_long_is_stopped(site: Site) -> None:
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"
    response = site.get("/kamerwacht", params={"sql": endless, "_timelimit": "50"})
    assert response.status_code == 400
    assert "Dit duurt te lang" in response.text


# Datasette leaves the other facets' coroutines unawaited when one of them fails.
@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
@pytest.mark.parametrize("table", ["overzicht", "toezeggingen"])
@pytest.mark.parametrize("parameters", BAD_PARAMETERS)
def test_strange_parameters_break_nothing(site: Site, table: str, parameters: str) -> None:
    for ending in ("", ".json", ".csv"):
        response = site.get(f"/kamerwacht/{table}{ending}?{parameters}")
        assert response.status_code in (200, 400, 404), response.text[:300]
        assert "Traceback" not in response.text


@pytest.mark.parametrize("path", BAD_PATHS)
def test_strange_addresses_are_not_found(site: Site, path: str) -> None:
    response = site.get(path)
    assert response.status_code in (400, 403, 404)
    assert str(site.datasette.get_database().path) not in response.text


HOSTILE = (
    "'; drop table toezeggingen;--",
    '"><script>alert(1)</script>',
    "\u202e\u0000\r\nSet-Cookie: x=1",
    "{{ 7 * 7 }}",
    "../../etc/passwd",
    "a" * 20_000,
    "%00",
    "1 union select sha256 from bestanden",
)


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_parameters_do_nothing_anywhere(site: Site, value: str) -> None:
    names = (
        "dossier",
        "commissie",
        "_dossier",
        "_bewindspersoon",
        "_maand",
        "_binnen",
        "_nieuw",
        "_open",
        "_kort",
    )
    for path in (
        "/debatklaar",
        "/kamerwacht/overzicht",
        "/kamerwacht/overzicht.atom",
        "/kamerwacht/te_laat.ics",
    ):
        for name in names:
            response = site.get(path, params={name: value})
            assert response.status_code in (200, 400, 404, 414), (path, name)
            # A calendar is plain text, and marked as nothing else.
            if not response.headers["content-type"].startswith("text/calendar"):
                assert "<script>alert" not in response.text
            assert "set-cookie" not in response.headers
            assert "Traceback" not in response.text
    assert len(site.get("/kamerwacht/toezeggingen.json?_shape=array").json()) == 17


@pytest.mark.parametrize(
    "kind",
    [
        "bewindspersoon",
        "commissie",
        "ministerie",
        "dossier",
        "debatklaar",
        "rappel/commissie",
        "bestand",
        "downloaden",
    ],
)
@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_addresses_are_not_found(site: Site, kind: str, value: str) -> None:
    response = site.get(f"/{kind}/{quote(value, safe='')}")
    assert response.status_code in (400, 403, 404)
    assert "<script>alert" not in response.text
    assert str(site.datasette.get_database().path) not in response.text


def test_a_title_of_a_megabyte_breaks_no_page(tmp_path: Path) -> None:
    made = example.build(tmp_path / "lang.db")
    database = connect(made.path)
    with database.atomic():
        long = "<b>lang</b> " * 90_000
        database.execute("UPDATE documenten SET titel = ?, kenmerk = ?, afzender = ?", [long, long, long])
        database.execute("UPDATE dossiers SET titel = ?", [long])
    database.close()
    site = Site(publish.app(made.path), made.keys)
    key = made.keys["te laat"]
    for path in ("/", f"/toezegging/{key}", "/stuk/kst-30821-901", "/dossier/30821", "/ingangen",
                 "/debatklaar?dossier=30821", f"/rappel/toezegging/{key}", "/kamerwacht/overzicht",
                 "/kamerwacht/te_laat.atom", "/kamerwacht/overzicht.ics", "/kamerwacht/overzicht.xlsx"):  # fmt: skip
        response = site.get(path)
        assert response.status_code == 200, path
        assert len(response.content) < 400_000, path
        assert b"<b>lang</b>" not in response.content


@pytest.mark.parametrize("name", ["_ministerie", "key", "sql", "_te_laat"])
def test_own_pages_ignore_parameters(site: Site, name: str) -> None:
    assert site.get(f"/?{name}=%27%3B--%3Cscript%3E").status_code == 200


def test_the_file_path_is_told_nowhere(site: Site) -> None:
    path = str(site.datasette.get_database().path)
    for address in ("/", "/.json", "/kamerwacht.json", "/-/metadata.json", "/-/versions.json"):
        assert path not in site.get(address).text


def test_addresses_that_are_no_text_are_refused() -> None:
    async def never(*_: object) -> None:
        raise AssertionError("the application was asked")

    sent: list[Any] = []

    async def send(message: Any) -> None:  # noqa: ANN401
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/\ufffd", "raw_path": b"/\xff", "headers": []}
    asyncio.run(secure(never)(scope, never, send))
    assert sent[0]["status"] == 400
    assert "niet te lezen" in sent[1]["body"].decode()
