"""First contact: against a source as it is known, all holds; against one that differs, the report says what."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from demo import kamer, papers
from demo.eerste_kamer import EersteKamer
from demo.rijksoverheid import Rijksoverheid, of_paper
from demo.standin import Fault, serve
from kamerwacht.cli import main

if TYPE_CHECKING:
    from pathlib import Path

ARCHIVE = papers.bundled()
SENT = next(p for p in ARCHIVE.papers if p.identifier == "kst-99918-1")


def probe(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    source: str,
    *faults: Fault,
) -> tuple[int, str, int]:
    """Exit status, report, and how many requests the source saw."""
    monkeypatch.setenv("KAMERWACHT_CONTACT", "test@kamerwacht.invalid")
    monkeypatch.setattr("kamerwacht.config.today", lambda: dt.date(2026, 11, 23))
    letter = of_paper(ARCHIVE, SENT, papers.folder() / "archief")
    sites = (Rijksoverheid(letter, letter_of_other_kind(letter)), kamer.feed(), EersteKamer())
    with serve(faults=faults, sites=sites) as server:
        arguments = ["probe", "--source", source, "--url", server.url, "--dir", str(folder), "--delay", "0"]
        status = main(arguments)
        return status, capsys.readouterr().out, len(server.requests)


def letter_of_other_kind(letter: object) -> object:
    from dataclasses import replace  # noqa: PLC0415

    return replace(letter, slug="nog-een", type="parliamentarydocument")  # type: ignore[type-var]


@pytest.mark.parametrize(
    ("source", "most", "least"),
    [
        ("officiele_bekendmakingen", 16, 22),
        ("rijksoverheid", 11, 15),
        ("tweede_kamer", 18, 100),
        ("eerste_kamer", 3, 5),
    ],
)
def test_a_source_as_known_holds_in_a_handful_of_requests(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    source: str,
    most: int,
    least: int,
) -> None:
    status, told, requests = probe(tmp_path, monkeypatch, capsys, source)
    assert "\n  anders " not in told
    assert "mislukt" not in told
    assert told.count("\n  klopt") >= least
    assert status == 0
    assert requests <= most
    kept = [path for path in (tmp_path / source).iterdir() if path.name[:2].isdigit()]
    assert 2 * (requests - 2) <= len(kept) <= 2 * (requests - 1), (
        "robots.txt comes twice, fout404 by a redirect"
    )
    heads = json.loads(
        next(
            path for path in kept if path.name.startswith("02") and path.name.endswith("koppen.json")
        ).read_text()
    )
    assert heads["status"] == 200
    assert not list(tmp_path.rglob("*.db")), "nothing is stored"


@pytest.mark.parametrize(
    ("source", "fault", "line"),
    [
        (
            "officiele_bekendmakingen",
            Fault("/sru", "layout"),
            "anders       elk record heeft de verplichte velden",
        ),
        (
            "officiele_bekendmakingen",
            Fault("geen+zoekvraag", "status", status=400),
            "anders       een foute zoekvraag geeft status 200",
        ),
        (
            "officiele_bekendmakingen",
            Fault("kst-00000-0", "status", status=200),
            "anders       een bestand dat er niet is",
        ),
        ("officiele_bekendmakingen", Fault("", "clock", seconds=7200), "anders       de klok van de bron"),
        (
            "officiele_bekendmakingen",
            Fault("robots.txt", "status", status=503),
            "anders       robots.txt is op te vragen",
        ),
        ("rijksoverheid", Fault("documents", "layout"), "anders       elk stuk heeft de verplichte velden"),
        (
            "rijksoverheid",
            Fault("documents", "status", status=403),
            "anders       de lijst antwoordt in de bekende opmaak — status 403",
        ),
        ("rijksoverheid", Fault("/binaries/", "notfound"), "anders       het bestand is op te halen"),
        (
            "tweede_kamer",
            Fault("category=Document", "layout"),
            "anders       Document: de feed antwoordt in de bekende opmaak — de opmaak is veranderd",
        ),
        (
            "tweede_kamer",
            Fault("category=Zaak", "status", status=400),
            "anders       Zaak: de feed antwoordt in",
        ),
        (
            "tweede_kamer",
            Fault("category=Document", "entry"),
            "anders       Document: elke rij is te lezen — er ontbreekt",
        ),
        (
            "tweede_kamer",
            Fault("/Entiteiten/", "status", status=404),
            "anders       een rij is bij haar naam op",
        ),
        (
            "tweede_kamer",
            Fault("/Resources/", "status", status=404),
            "anders       een document heeft een bestand",
        ),
        (
            "tweede_kamer",
            Fault("/Resources/", "wrong_length"),
            "anders       het bestand is zo groot als aangekondigd",
        ),
        (
            "tweede_kamer",
            Fault("skiptoken=", "status", status=404),
            "anders       na de laatste rij gaat de feed verder",
        ),
        ("eerste_kamer", Fault("/rappel", "status", status=404), "anders       de bladzijde bestaat — 404"),
        (
            "eerste_kamer",
            Fault("/rappel", "notfound"),
            "anders       zij noemt toezeggingen, status en deadline",
        ),
    ],
)
def test_what_differs_is_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    source: str,
    fault: Fault,
    line: str,
) -> None:
    status, told, _ = probe(tmp_path, monkeypatch, capsys, source, fault)
    assert line in told
    assert status == 1


def test_what_can_not_be_seen_is_not_guessed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _, told, _ = probe(tmp_path, monkeypatch, capsys, "rijksoverheid", Fault("rows=", "reset"))
    assert told.count("niet te zien") >= 6
    assert "klopt        de lijst" not in told
    _, told, _ = probe(tmp_path, monkeypatch, capsys, "officiele_bekendmakingen", Fault("/sru", "layout"))
    assert "niet te zien de volgorde op kenmerk" in told, "no records are in no order"
