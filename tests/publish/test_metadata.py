"""datasette_metadata.json says of every table and column what it is, and of nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from db.connection import connect
from publish.server import metadata

if TYPE_CHECKING:
    from tests.publish.conftest import Site
    from tests.publish.example import Example

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    tables: dict[str, Any] = metadata()["databases"]["kamerwacht"]["tables"]
    return tables


@pytest.fixture(scope="module")
def present(made: Example) -> dict[str, list[str]]:
    database = connect(made.path, readonly=True)
    names = [
        row[0] for row in database.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")
    ]
    return {
        name: [row[1] for row in database.execute(f"PRAGMA table_info([{name}])")]
        for name in names
        if not name.startswith("sqlite_")
    }


def shown(described: dict[str, Any]) -> dict[str, Any]:
    return {name: table for name, table in described.items() if not table.get("hidden")}


def test_every_table_and_column_is_described(
    described: dict[str, Any], present: dict[str, list[str]]
) -> None:
    hidden = tuple(name for name, table in described.items() if table.get("hidden"))
    for name, columns in present.items():
        if name.startswith(hidden):
            continue
        assert name in described, f"tabel {name} is niet beschreven"
        assert list(described[name]["columns"]) == columns, name
        assert described[name]["title"]
        assert all(
            text.endswith(".")
            for text in [described[name]["description"], *described[name]["columns"].values()]
        )


def test_nothing_is_described_that_is_not_there(
    described: dict[str, Any], present: dict[str, list[str]]
) -> None:
    assert set(described) <= set(present)
    for name, table in shown(described).items():
        columns = set(present[name])
        # A distribution of a kind of its own names its column behind that kind.
        facets = table.get("facets", [])
        named = [one if isinstance(one, str) else next(iter(one.values())) for one in facets]
        assert set(named) <= columns
        assert {table.get("sort"), table.get("sort_desc"), table.get("label_column")} - {None} <= columns


def test_no_table_is_for_some_readers_only(described: dict[str, Any]) -> None:
    # publish.server.Site relies on it
    assert not [name for name, table in described.items() if "allow" in table]


def test_the_file_at_the_root_is_the_one_in_the_package() -> None:
    assert (ROOT / "datasette_metadata.json").resolve() == ROOT / "publish" / "datasette_metadata.json"


@pytest.mark.parametrize("name", ["te-laat", "langst-open", "meest-uitgesteld", "per-ministerie"])
def test_saved_questions_have_an_answer(site: Site, name: str) -> None:
    rows = site.get(f"/kamerwacht/{name}.json?_shape=array").json()
    assert rows


def test_saved_questions_answer_truly(site: Site) -> None:
    def ask(name: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = site.get(f"/kamerwacht/{name}.json?_shape=array").json()
        return rows

    assert [row["sleutel"] for row in ask("te-laat")] == [
        site.keys["te laat na uitstel"],
        site.keys["te laat"],
    ]
    assert {row["sleutel"] for row in ask("meest-uitgesteld")} == {
        site.keys["te laat na uitstel"],
        site.keys["uitgesteld"],
    }
    assert site.keys["afgedaan"] not in {row["sleutel"] for row in ask("langst-open")}
    (jenv,) = [row for row in ask("per-ministerie") if row["ministerie"] == "Justitie en Veiligheid"]
    # one fulfilled, with a term, too late
    assert (jenv["afgedaan"], jenv["afgedaan_met_termijn"], jenv["waarvan_op_tijd"]) == (1, 1, 0)
    assert jenv["procent_op_tijd"] == 0


@pytest.mark.parametrize("table", ["overzicht", "te_laat", "toezeggingen", "documenten"])
def test_search_finds_only_what_matches(site: Site, table: str) -> None:
    everything = site.get(f"/kamerwacht/{table}.json?_shape=array").json()
    found = site.get(f"/kamerwacht/{table}.json?_shape=array&_search=verkenning").json()
    assert 0 < len(found) < len(everything)
