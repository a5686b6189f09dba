"""The main job on the bundled archive, end to end, held against demo/verwacht.toml.

verwacht.toml was worked out by hand from the papers and from the design's table of states, not from output.
"""

from __future__ import annotations

import sqlite3
import tomllib
from pathlib import Path
from typing import Any

import pytest

from kamerwacht.config import Store
from tests.kamerwacht.command import kamerwacht

_FILE = tomllib.loads((Path(__file__).parents[1] / "demo" / "verwacht.toml").read_text())
_ALL = [*_FILE["papier"], *_FILE["kamerbrief"]]
EXPECTED = [paper for paper in _ALL if paper.get("gevolgd", True)]
PROMISES = [(paper["kenmerk"], row) for paper in EXPECTED for row in paper.get("toezegging", [])]
EVENTS = [(paper["kenmerk"], row) for paper in EXPECTED for row in paper.get("gebeurtenis", [])]
READ_ALOUD = [(paper["kenmerk"], text) for paper in EXPECTED for text in paper.get("voorgelezen", [])]

_PROMISE = """
SELECT z.*, s.toestand, s.toestand_tekst, s.dagen, s.aantal_uitstel, s.termijn_ruim AS huidig_ruim,
       a.sleutel AS afgedaan_door, e.tekst AS eerste_tekst, e.strikt AS eerste_strikt, e.ruim AS eerste_ruim
FROM toezeggingen z JOIN documenten d ON d.id = z.document_id
LEFT JOIN stand s ON s.toezegging_id = z.id
LEFT JOIN documenten a ON a.id = s.afgedaan_door
LEFT JOIN termijnen e ON e.toezegging_id = z.id AND e.volgnummer = 1
WHERE lower(d.sleutel) = lower(?) AND instr(z.citaat, ?) AND z.vervallen_op IS NULL
"""
_EVENT = """
SELECT g.zekerheid, o.sleutel AS over
FROM gebeurtenissen g JOIN documenten d ON d.id = g.document_id
LEFT JOIN toezeggingen z ON z.id = g.toezegging_id
LEFT JOIN documenten o ON o.id = z.document_id
WHERE lower(d.sleutel) = lower(?) AND g.soort = ? AND instr(g.citaat, ?) AND g.vervallen_op IS NULL
"""


def _name(value: object) -> str:
    return value if isinstance(value, str) else ""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("keten")
    result = kamerwacht("demo", "--no-serve", "--dir", str(folder))
    assert result.returncode == 0, result.stderr
    return Store(folder / "kamerwacht.db")


@pytest.fixture(scope="module")
def chain(place: Store) -> sqlite3.Connection:
    """The built database, opened as any reader would: plain sqlite3."""
    connection = sqlite3.connect(f"file:{place.database}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    return connection


def _promise(chain: sqlite3.Connection, paper: str, text: str) -> sqlite3.Row:
    rows = chain.execute(_PROMISE, [paper, text]).fetchall()
    assert len(rows) == 1, f"{paper}: {len(rows)} × {text}"
    return rows[0]


def _iso(day: Any) -> str | None:  # noqa: ANN401 - a TOML value
    return day.isoformat() if day else None


@pytest.mark.parametrize(
    ("paper", "row"), PROMISES, ids=lambda value: value if isinstance(value, str) else ""
)
def test_each_promise_is_found_with_its_term_and_state(
    chain: sqlite3.Connection, paper: str, row: dict[str, Any]
) -> None:
    found = _promise(chain, paper, row["zin"])
    assert found["verplichting"] == row.get("verplichting", "kamer")
    assert found["hardheid"] == row.get("hardheid", "stellig")
    assert found["toestand"] == row.get("toestand"), found["toestand_tekst"]
    plain = {"termijn": "eerste_tekst", "dagen": "dagen", "uitstel": "aantal_uitstel"}
    if row.get("toestand") == "afgedaan":
        plain["door"] = "afgedaan_door"
    for name, column in plain.items():
        if name in row:
            assert found[column] == row[name], name
    for name, column in (("strikt", "eerste_strikt"), ("ruim", "eerste_ruim"), ("nieuw_ruim", "huidig_ruim")):
        if name in row:
            assert found[column] == _iso(row[name]), name


@pytest.mark.parametrize(("paper", "row"), EVENTS, ids=_name)
def test_each_event_is_found_and_tied_to_its_promise(
    chain: sqlite3.Connection, paper: str, row: dict[str, Any]
) -> None:
    found = chain.execute(_EVENT, [paper, row["soort"], row["zin"]]).fetchall()
    assert [(event["over"], event["zekerheid"]) for event in found] == [
        (row["over"], row.get("zekerheid", "zeker"))
    ]


def test_a_paper_about_something_else_is_left_alone(chain: sqlite3.Connection) -> None:
    stored = {row["sleutel"].lower() for row in chain.execute("SELECT sleutel FROM documenten")}
    left = {paper["kenmerk"].lower() for paper in _ALL} - {paper["kenmerk"].lower() for paper in EXPECTED}
    assert left
    assert not left & stored


def test_nothing_else_is_called_a_promise(chain: sqlite3.Connection) -> None:
    known = {
        paper["kenmerk"].lower(): [row["zin"] for row in paper.get("toezegging", [])] for paper in EXPECTED
    }
    for paper, text in READ_ALOUD:
        known[paper.lower()].append(text)
    rows = chain.execute(
        "SELECT d.sleutel, z.citaat FROM toezeggingen z JOIN documenten d ON d.id = z.document_id"
        # A repetition is followed at what it repeats: it is not called a promise of its own.
        " WHERE z.verplichting = 'kamer' AND z.vervallen_op IS NULL AND z.herhaalt_id IS NULL"
    ).fetchall()
    extra = [
        (row["sleutel"], row["citaat"])
        for row in rows
        if not any(text in row["citaat"] for text in known[row["sleutel"].lower()])
    ]
    assert extra == []


def test_every_quote_is_literal(chain: sqlite3.Connection) -> None:
    for table in ("toezeggingen", "gebeurtenissen"):
        rows = chain.execute(
            f"SELECT t.citaat, substr(d.tekst, t.begin + 1, t.eind - t.begin) AS letterlijk FROM {table} t"  # noqa: S608
            " JOIN documenten d ON d.id = t.document_id"
        ).fetchall()
        assert rows
        assert all(row["citaat"] == row["letterlijk"] for row in rows)


def test_the_archive_is_large_and_varied_enough(chain: sqlite3.Connection) -> None:
    (whole,) = chain.execute(
        "SELECT count(*) FROM documenten d WHERE ministerie_id IS NOT NULL AND commissie_id IS NOT NULL"
        " AND EXISTS (SELECT 1 FROM document_dossiers x WHERE x.document_id = d.id)"
    ).fetchone()
    assert whole >= 15
    first, last = chain.execute("SELECT min(datum), max(datum) FROM documenten").fetchone()
    assert int(last[:4]) - int(first[:4]) >= 2
    states = {row[0] for row in chain.execute("SELECT DISTINCT toestand FROM stand")}
    assert {"afgedaan", "uitgesteld", "verstreken zonder bericht", "loopt"} <= states


def test_the_kamers_own_rows_stand_beside_the_papers(chain: sqlite3.Connection) -> None:
    alone = chain.execute(
        "SELECT d.sleutel FROM documenten d WHERE d.soort = 'Brief regering' AND d.sleutel GLOB 'kst-*' AND NOT EXISTS"
        " (SELECT 1 FROM herkomsten h WHERE h.document_id = d.id AND h.bron = 'tweede_kamer')"
    ).fetchall()
    # Followed for a search term that stands in its text; the Kamer's data has only its title.
    assert [row["sleutel"] for row in alone] == ["kst-99984-3"]
    debate = chain.execute(
        "SELECT a.datum FROM documenten d JOIN kamerdocumenten k ON k.document_id = d.id"
        " JOIN kamerdocument_zaken l ON l.kamerdocument_id = k.id JOIN activiteit_zaken m ON m.zaak_id = l.zaak_id"
        " JOIN activiteiten a ON a.id = m.activiteit_id WHERE d.sleutel = 'kst-99905-9' AND a.status = 'Gepland'"
    ).fetchall()
    assert [row["datum"] for row in debate] == ["2026-12-03"]
    states = chain.execute(
        "SELECT toestand, count(*) AS aantal FROM register GROUP BY toestand ORDER BY 1"
    ).fetchall()
    assert [tuple(row) for row in states] == [
        ("afgedaan", 1), ("deels afgedaan", 1), ("onbekend", 1), ("openstaand", 1), ("vervallen", 1),
    ]  # fmt: skip
    assert chain.execute("SELECT count(*) FROM commissies WHERE identificatie IS NULL").fetchone()[0] == 0


def test_a_letter_that_only_the_kamer_has_is_read_from_its_file(chain: sqlite3.Connection) -> None:
    rows = chain.execute(
        "SELECT b.url, b.mediatype, h.bron, h.redenen, d.kenmerk, k.kst, k.document_id = d.id AS verbonden"
        " FROM documenten d JOIN bestanden b ON b.id = d.bestand_id JOIN herkomsten h ON h.document_id = d.id"
        " JOIN kamerdocumenten k ON k.identificatie = h.identificatie WHERE d.sleutel = 'brief-jenv-fict-9900918'"
    ).fetchall()
    ((url, media_type, *rest),) = [tuple(row) for row in rows]
    assert url.startswith("https://gegevensmagazijn.tweedekamer.example/SyncFeed/2.0/Resources/")
    assert media_type.endswith("wordprocessingml.document")
    reasons = "dossier 99905\nzoekterm ongewenste buitenlandse inmenging"  # stands in the dossier's title
    assert rest == ["tweede_kamer", reasons, "FICT-9900918", None, 1]


def test_a_second_run_changes_nothing(place: Store) -> None:
    def content() -> list[Any]:
        connection = sqlite3.connect(place.database)
        tables = (
            "documenten",
            "kamerdocumenten",
            "register",
            "herkomsten",
            "toezeggingen",
            "termijnen",
            "gebeurtenissen",
            "blokken",
            "verwijzingen",
        )
        rows = [connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables]  # noqa: S608
        connection.close()
        return rows

    before = content()
    result = kamerwacht("demo", "--no-serve", "--dir", str(place.database.parent))
    assert result.returncode == 0, result.stderr
    assert ": 0 nieuw, 0 gewijzigd" in result.stdout
    assert content() == before
