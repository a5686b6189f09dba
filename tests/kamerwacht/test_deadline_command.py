import json

import pytest

from tests.kamerwacht.command import kamerwacht
from tests.kamerwacht.schemas import assert_valid


def test_deadline_explains_in_dutch() -> None:
    result = kamerwacht("deadline", "uiterlijk in het najaar", "--date", "2026-06-04")
    assert result.returncode == 0
    for part in ("4 juni 2026", "30 november 2026", "20 december 2026", "uitleg:"):
        assert part in result.stdout
    assert result.stderr == ""


def test_deadline_json_follows_its_schema() -> None:
    result = kamerwacht("deadline", "uiterlijk in het najaar", "--date", "2026-06-04", "--json")
    answer = json.loads(result.stdout)
    assert_valid(answer, "schema-deadline.json")
    assert (answer["termijn"]["vanaf"], answer["termijn"]["strikt"], answer["termijn"]["ruim"]) == (
        "2026-06-04", "2026-11-30", "2026-12-20",
    )  # fmt: skip


def test_without_a_date_the_term_stays_undated_and_says_so() -> None:
    result = kamerwacht("deadline", "uiterlijk in het najaar", "--json")
    term = json.loads(result.stdout)["termijn"]
    assert (term["vanaf"], term["strikt"], term["ruim"]) == (None, None, None)
    assert "geen datum van het stuk" in result.stderr


def test_text_without_a_term_is_said_to_have_none() -> None:
    result = kamerwacht("deadline", "de kat zit op de mat", "--date", "2026-06-04")
    assert result.returncode == 0
    assert "Geen termijn herkend" in result.stdout


def test_jsonl_answers_each_line_and_reports_the_bad_ones() -> None:
    lines = [
        {"id": "a", "text": "voor 1 oktober 2026", "date": "2026-06-04"},
        {"id": 2, "text": "op korte termijn", "date": "2026-06-04"},
        {"id": "c", "text": "in maart", "date": "2026-06-44"},
    ]
    result = kamerwacht("deadline", "--jsonl", stdin="\n".join(map(json.dumps, lines)) + "\nkapot\n")
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    for answer in answers:
        assert_valid(answer, "schema-deadline-jsonl.json")
    assert [answer["id"] for answer in answers] == ["a", 2]
    assert answers[1]["termijn"]["ruim"] is None
    assert result.returncode == 2
    assert "regel 3 heeft een onbruikbare datum" in result.stderr
    assert "regel 4 is geen geldige JSON" in result.stderr


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"id": 1}', 'mist "text"'),
        ('{"text": "in maart"}', 'mist "id"'),
        ('{"id": 1, "text": "in maart", "datum": "2026-06-04"}', "onbekend veld: datum"),
        ("[]", 'mist "text"'),
    ],
)
def test_a_bad_line_is_named(line: str, says: str) -> None:
    result = kamerwacht("deadline", "--jsonl", stdin=line + "\n")
    assert result.returncode == 2
    assert result.stderr.strip().startswith("kamerwacht: regel 1")
    assert says in result.stderr
