import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kamerwacht.bad_files import BAD_FILES
from tests.kamerwacht.command import assert_one_dutch_line, kamerwacht
from tests.kamerwacht.schemas import assert_valid
from tests.shared import shared

LETTER = "samples/kamerbrief-7607801/kamerbrief-7607801"
PROMISES = {
    # what the sentence must hold -> its term (words, vanaf, strikt, ruim), worked out by hand from the conventions
    "informeel onderwijs": ("in het najaar", "2026-09-01", "2026-11-30", "2026-12-20"),
    "opvolging van de evaluatie": ("In het najaar", "2026-09-01", "2026-11-30", "2026-12-20"),
    "aangepast tijdsplan": ("uiterlijk in het najaar", "2026-06-04", "2026-11-30", "2026-12-20"),
}


@pytest.fixture(scope="module", params=["pdf", "md"])
def letter(request: pytest.FixtureRequest) -> dict:
    result = kamerwacht("read", str(shared(f"{LETTER}.{request.param}")), "--json")
    assert result.returncode == 0, result.stderr
    answer = json.loads(result.stdout)
    assert_valid(answer, "schema-read.json")
    return answer


def test_the_letter_gives_its_three_promises_with_their_terms(letter: dict) -> None:
    owed = [row for row in letter["toezeggingen"] if row["verplichting"] == "kamer"]
    found = {}
    for row in owed:
        term = row["termijn"]
        key = next(part for part in PROMISES if part in row["citaat"])
        found[key] = (term["tekst"], term["vanaf"], term["strikt"], term["ruim"])
    assert len(owed) == 3
    assert found == PROMISES


def test_the_letter_tells_who_promises_on_whose_behalf(letter: dict) -> None:
    by_colleagues = next(row for row in letter["toezeggingen"] if "informeel onderwijs" in row["citaat"])
    who = f"{by_colleagues['toezegger_tekst']} {by_colleagues['namens']}"
    assert "Binnenlandse Zaken" in who
    assert "Onderwijs, Cultuur en Wetenschap" in who
    explicit = next(row for row in letter["toezeggingen"] if "aangepast tijdsplan" in row["citaat"])
    assert (explicit["hardheid"], explicit["toezegger"]) == ("uitdrukkelijk", "minister-jenv")


def test_the_letter_gives_its_two_events(letter: dict) -> None:
    kinds = {row["soort"]: row["citaat"] for row in letter["gebeurtenissen"]}
    assert "risicoanalyse" in kinds["verwachting"]
    assert "niet langer realistisch" in kinds["uitgesteld"]


@pytest.mark.parametrize(
    "past",
    ["Op 17 oktober 2024 is uw Kamer", "Mijn ambtsvoorganger heeft uw Kamer", "In lijn met een eerdere"],
)
def test_no_sentence_that_reports_the_past_is_a_promise(letter: dict, past: str) -> None:
    assert not [row for row in letter["toezeggingen"] if row["citaat"].startswith(past)]


def test_quotes_are_literal(letter: dict) -> None:
    rows = letter["toezeggingen"] + letter["gebeurtenissen"]
    assert rows
    for row in rows:
        assert letter["tekst"][row["begin"] : row["eind"]] == row["citaat"]
    for row in letter["verwijzingen"]:
        assert letter["tekst"][row["begin"] : row["eind"]] == row["tekst"]


def test_the_letter_as_a_table() -> None:
    result = kamerwacht("read", str(shared(f"{LETTER}.pdf")))
    assert result.returncode == 0
    assert "Toezeggingen aan de Kamer (3)" in result.stdout
    terms = " ".join(" ".join(line[4:29] for line in result.stdout.splitlines()).split())
    assert terms.lower().count("in het najaar: t/m 30 november 2026; ruim t/m 20 december 2026") == 3, terms


@pytest.mark.parametrize("case", BAD_FILES)
def test_a_bad_file_gets_one_dutch_line(case: str, tmp_path: Path) -> None:
    name, make, word = BAD_FILES[case]
    make(tmp_path / name)
    line = assert_one_dutch_line(kamerwacht("read", str(tmp_path / name)))
    assert name in line
    assert word in line


def test_a_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    good = tmp_path / "goed.txt"
    good.write_text(
        "Den Haag, 4 juni 2026\n\nIk zal uw Kamer voor 1 oktober 2026 over de uitkomst informeren.\n"
    )
    result = kamerwacht("read", str(tmp_path / "weg.pdf"), str(good))
    assert result.returncode == 2
    assert "Toezeggingen aan de Kamer (1)" in result.stdout
    assert "weg.pdf" in result.stderr


def test_without_a_date_the_term_stays_undated_with_a_warning(tmp_path: Path) -> None:
    paper = tmp_path / "fragment.txt"
    paper.write_text("Ik zal uw Kamer uiterlijk in het najaar over de uitkomst informeren.\n")
    result = kamerwacht("read", str(paper), "--json")
    (row,) = json.loads(result.stdout)["toezeggingen"]
    assert row["termijn"]["ruim"] is None
    assert "datum" in result.stderr
    dated = kamerwacht("read", str(paper), "--date", "2026-06-04", "--json")
    (row,) = json.loads(dated.stdout)["toezeggingen"]
    assert row["termijn"]["ruim"] == "2026-12-20"


def test_several_files_give_an_array(tmp_path: Path) -> None:
    for name in ("een.txt", "twee.txt"):
        (tmp_path / name).write_text("Ik zal uw Kamer voor 1 oktober 2026 over de uitkomst informeren.\n")
    result = kamerwacht("read", str(tmp_path / "een.txt"), str(tmp_path / "twee.txt"), "--json")
    answers = json.loads(result.stdout)
    assert_valid(answers, "schema-read.json")
    assert [answer["id"] for answer in answers] == ["een.txt", "twee.txt"]


def test_jsonl_counts_in_the_text_that_came_in() -> None:
    text = (
        "Geachte voorzitter,\n\nOver de uitkomst van het onder-\nzoek naar heimelijke beïnvloeding zal ik uw\n"
        "Kamer voor 1 oktober 2026\ninformeren.\n"
    )
    result = kamerwacht(
        "read", "--jsonl", stdin=json.dumps({"id": "x", "text": text, "date": "2026-06-04"}) + "\n"
    )
    answer = json.loads(result.stdout)
    assert_valid(answer, "schema-read-jsonl.json")
    (row,) = answer["toezeggingen"]
    assert text[row["begin"] : row["eind"]] == row["citaat"]
    assert row["citaat"].startswith("Over de uitkomst")
    assert row["citaat"].endswith("informeren.")
    assert row["termijn"]["tekst"] == "voor 1 oktober 2026"


@pytest.mark.parametrize("raw", [b"x \xff y", b"x \\ud800 y"], ids=["byte", "half een teken"])
def test_a_line_that_is_no_text_is_told_and_the_next_is_read(raw: bytes) -> None:
    lines = b'{"id": 1, "text": "' + raw + b'"}\n{"id": 2, "text": "\xc3\xa9"}\n'
    result = subprocess.run(
        [sys.executable, "-m", "kamerwacht.cli", "read", "--jsonl"],
        input=lines, capture_output=True, timeout=120, check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii:strict"},
    )  # fmt: skip
    assert result.returncode == 2
    assert result.stderr.decode().startswith("kamerwacht: regel 1 bevat")
    assert len(result.stderr.splitlines()) == 1
    assert json.loads(result.stdout)["id"] == 2


def test_output_that_cannot_be_written_gets_one_dutch_line(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("geen /dev/full op dit systeem")
    (tmp_path / "brief.txt").write_text("Ik zal uw Kamer in mei informeren.")
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [sys.executable, "-m", "kamerwacht.cli", "read", str(tmp_path / "brief.txt"), "--date=2026-02-01"],
            stdout=full, stderr=subprocess.PIPE, text=True, timeout=120, check=False,
        )  # fmt: skip
    assert result.stderr == "kamerwacht: lezen of schrijven lukt niet (de schijf is vol)\n"
    assert result.returncode == 2


def test_a_paper_cannot_steer_the_terminal(tmp_path: Path) -> None:
    paper = tmp_path / "stuur.txt"
    paper.write_text("Ik zal uw Kamer voor 1 oktober 2026 over \x1b[2Jde \u202euitkomst informeren.\n")
    result = kamerwacht("read", str(paper), "--date", "2026-06-04")
    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout
