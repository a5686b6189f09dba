"""The bundled archive: complete, invented, up to date, and in line with what is expected of it."""

from __future__ import annotations

import datetime as dt
import io
import re
import tomllib
import zipfile
from typing import Any

import pypdfium2
import pytest

from demo.papers import (
    MARK,
    ArchiveError,
    Paper,
    Part,
    bundled,
    chamber_letters,
    folder,
    manifestation,
    parse_paper,
)
from demo.render import rendered

PAPERS = {paper.identifier: paper for paper in bundled().papers}
EXPECTED: list[dict[str, Any]] = tomllib.loads((folder() / "verwacht.toml").read_text(encoding="utf-8"))[
    "papier"
]
CHAMBER = tomllib.loads((folder() / "verwacht.toml").read_text(encoding="utf-8"))["kamerbrief"]
STATES = {
    "vervallen", "afgedaan", "deels afgedaan", "mogelijk afgedaan", "wacht op gebeurtenis", "zonder termijn",
    "uitgesteld", "loopt", "mogelijk verstreken", "nog niet vast te stellen", "verstreken zonder bericht",
    "voorwaardelijk", "voornemen voorbij",
}  # fmt: skip


def promises() -> list[tuple[Paper, dict[str, Any]]]:
    return [(PAPERS[row["kenmerk"]], promise) for row in EXPECTED for promise in row.get("toezegging", [])]


def words(data: bytes, form: str) -> str:
    """The text of a rendered paper, read by other means than the ones that made it."""
    if form == "pdf":
        with pypdfium2.PdfDocument(data) as document:
            return "\n".join(page.get_textpage().get_text_range() for page in document)
    if form == "docx":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "".join(archive.read(name).decode() for name in archive.namelist())
    return data.decode()


def test_the_archive_spans_three_years_and_every_form() -> None:
    papers = bundled().papers
    assert len(papers) >= 18
    assert papers[0].date.year == 2023
    assert papers[-1].date > dt.date(2026, 10, 1)
    assert {paper.form for paper in papers} == {"xml", "pdf", "docx"}
    assert {paper.kind for paper in papers} == {"brief", "verslag", "antwoord", "motie", "bijlage"}
    assert bundled().reference_date == dt.date(2026, 11, 23)


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_every_paper_has_dossier_ministry_and_committee(paper: Paper) -> None:
    assert paper.dossiers
    assert all(number.startswith("99") for number in paper.dossiers), "only numbers that no real dossier has"
    assert paper.ministry in bundled().ministries
    assert paper.committee.startswith("vaste commissie voor ")
    if paper.kind in ("brief", "bijlage", "verslag"):
        assert paper.committee.removeprefix("vaste ") in paper.text
    assert paper.date <= paper.available <= paper.modified <= bundled().reference_date


def test_each_letter_of_the_kamer_alone_is_expected_and_says_what_is_expected() -> None:
    letters = {letter.identifier: letter for letter in chamber_letters()}
    assert [row["kenmerk"] for row in CHAMBER] == list(letters)
    assert not letters.keys() & PAPERS.keys()
    for row in CHAMBER:
        letter = letters[row["kenmerk"]]
        assert all(promise["zin"] in letter.text for promise in row["toezegging"])
        assert (letter.dossiers, letter.form) == (("99905",), "docx")
        assert letter.date <= bundled().reference_date


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_every_rendered_paper_says_that_it_is_invented(paper: Paper) -> None:
    data = (folder() / "archief" / manifestation(paper)).read_bytes()
    assert MARK in " ".join(words(data, paper.form).split())
    metadata = (folder() / "archief" / paper.identifier / "metadata.xml").read_text(encoding="utf-8")
    assert MARK in metadata


def test_the_rendered_files_are_those_of_the_sources() -> None:
    root = folder() / "archief"
    stored = {str(path.relative_to(root)): path for path in root.rglob("*") if path.is_file()}
    made = dict(rendered(bundled()))
    assert set(made) == set(stored)
    old = [name for name, data in made.items() if stored[name].read_bytes() != data]
    assert old == [], "run python -m demo.render"


def test_letters_in_pdf_run_over_the_page_break_words_and_hold_footnotes() -> None:
    joined = {p.identifier: words((folder() / "archief" / manifestation(p)).read_bytes(), "pdf")
              for p in PAPERS.values() if p.form == "pdf"}  # fmt: skip
    assert sum("Pagina 2 van" in text for text in joined.values()) >= 3
    assert sum("￾" in text for text in joined.values()) >= 2, "words broken at the end of a line"
    assert sum("Onze referentie" in text for text in joined.values()) == len(joined)
    assert any(PAPERS[identifier].notes for identifier in joined)


def test_every_paper_has_its_expectations_and_they_quote_it() -> None:
    assert [row["kenmerk"] for row in EXPECTED] == list(dict.fromkeys(row["kenmerk"] for row in EXPECTED))
    assert {row["kenmerk"] for row in EXPECTED} == set(PAPERS)
    for row in EXPECTED:
        text = " ".join(PAPERS[row["kenmerk"]].text.split())
        quotes = [r["zin"] for r in (*row.get("toezegging", ()), *row.get("gebeurtenis", ()))]
        for quote in (*quotes, *row.get("voorgelezen", ())):
            assert text.count(quote) == 1, (row["kenmerk"], quote)


def test_expected_terms_are_part_of_their_sentence_and_in_order() -> None:
    for paper, promise in promises():
        text = " ".join(paper.text.split())
        begin = text.index(promise["zin"])
        assert promise.get("termijn", "") in text[begin : begin + len(promise["zin"])]
        if "strikt" in promise:
            assert promise["strikt"] <= promise["ruim"]
            assert promise["ruim"] >= paper.date


def test_expected_states_follow_from_the_papers() -> None:
    day = bundled().reference_date
    for paper, promise in promises():
        if promise.get("verplichting", "kamer") != "kamer" or "toestand" not in promise:
            continue
        state, end = promise["toestand"], promise.get("nieuw_ruim", promise.get("ruim"))
        assert state in STATES
        if "door" in promise:
            assert PAPERS[promise["door"]].date > paper.date
        if state == "afgedaan" and "dagen" in promise:
            assert (PAPERS[promise["door"]].date - end).days == promise["dagen"]
        if state == "verstreken zonder bericht" and end is not None:
            assert (day - end).days == promise.get("dagen")
            assert promise["dagen"] > 14
        if state == "loopt":
            assert (day - promise["strikt"]).days == promise["dagen"] <= 0


def test_events_point_at_an_earlier_paper_that_promised_something() -> None:
    holders = {paper.identifier for paper, _ in promises()}
    for row in EXPECTED:
        for event in row.get("gebeurtenis", []):
            assert event["over"] in holders
            assert PAPERS[event["over"]].date < PAPERS[row["kenmerk"]].date


def test_all_kinds_of_state_occur_and_several_ministries_forgot_something() -> None:
    found = [(paper.ministry, promise["toestand"]) for paper, promise in promises() if "toestand" in promise]
    assert {state for _, state in found} == STATES
    assert len({ministry for ministry, state in found if state == "verstreken zonder bericht"}) >= 4


def test_references_between_papers_exist() -> None:
    for paper in PAPERS.values():
        for number, following in re.findall(r"\bKamerstuk (99 \d{3}), nr\. (\d+)", paper.text):
            assert f"kst-{number.replace(' ', '')}-{following}" in PAPERS


HEAD = '+++\nidentifier = "x"\n'


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("geen kop", "begint niet met een kop"),
        (HEAD + "onbekend = 1\n+++\n", "onbekende sleutels onbekend"),
        (HEAD + "+++\n", "de kop klopt niet"),
        (HEAD + "+++\nTekst[^1].\n", r"voetnootverwijzingen \[1\] passen niet bij 0"),
        (HEAD + "+++\nTekst.\n\n[^2]: Noot.\n", "voetnoot 2 staat niet op volgorde"),
    ],
)
def test_a_malformed_source_is_refused_with_its_name(source: str, message: str) -> None:
    with pytest.raises(ArchiveError, match=f"brief.md: {message}"):
        parse_paper("brief.md", source)


def test_a_source_is_split_into_its_parts() -> None:
    paper = PAPERS["ah-tk-20242025-9901"]
    assert [block.part for block in paper.blocks[:4]] == [
        Part.QUESTION, Part.PARAGRAPH, Part.ANSWER, Part.PARAGRAPH,
    ]  # fmt: skip
