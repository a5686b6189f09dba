import json
from pathlib import Path
from typing import Any

import pytest

from tests.kamerwacht.command import assert_one_dutch_line, kamerwacht, kamerwacht_here

PROMISE = {
    "id": "a", "sentence": "Ik zal uw Kamer voor 1 oktober 2026 over de uitkomst informeren.", "prev": "", "next": "",
    "doc_date": "2026-06-04", "is_commitment": True, "scope": "kamer", "borderline": False,
    "deadline_text": "voor 1 oktober 2026", "deadline_kind": "date", "latest": "2026-10-01",
}  # fmt: skip
PAST = {
    **PROMISE,
    "id": "b",
    "sentence": "Op 3 maart 2026 is uw Kamer hierover geïnformeerd.",
    "is_commitment": False,
}


def _evaluate(path: Path, rows: list[dict[str, Any]]) -> dict[str, Any]:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    result = kamerwacht("evaluate", str(path), "--json")
    assert result.returncode == 0, result.stderr
    figures: dict[str, Any] = json.loads(result.stdout)
    return figures


def test_a_right_reading_counts_as_a_hit(tmp_path: Path) -> None:
    figures = _evaluate(tmp_path / "s.jsonl", [PROMISE, PAST])
    assert (figures["raak"], figures["onterecht"], figures["gemist"]) == (1, 0, 0)
    assert (figures["termijn_gevonden"], figures["datum_goed"], figures["ruim_te_vroeg"]) == (
        [1, 1],
        [1, 1],
        0,
    )


def test_wrong_labels_count_as_false_and_missed(tmp_path: Path) -> None:
    rows = [{**PROMISE, "is_commitment": False}, {**PAST, "is_commitment": True}]
    figures = _evaluate(tmp_path / "s.jsonl", rows)
    assert (figures["raak"], figures["onterecht"], figures["gemist"]) == (0, 1, 1)
    assert (figures["precisie"], figures["dekking"]) == (0, 0)
    assert len(figures["missers"]) == 2


def test_borderline_and_policy_count_neither_way(tmp_path: Path) -> None:
    figures = _evaluate(
        tmp_path / "s.jsonl", [{**PROMISE, "borderline": True}, {**PROMISE, "scope": "policy"}]
    )
    assert figures["precisie"] is None


def test_a_generous_date_that_is_too_early_is_counted(tmp_path: Path) -> None:
    figures = _evaluate(tmp_path / "s.jsonl", [{**PROMISE, "latest": "2026-12-31"}])
    assert (figures["datum_goed"], figures["ruim_te_vroeg"]) == ([0, 1], 1)


def test_whole_papers(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text(
        f"{PROMISE['sentence']} {PAST['sentence']}\n\nIk stuur u in mei een brief.\n"
    )
    paper = {"id": "p", "doc_date": "2026-06-04", "text_file": "brief.txt", "commitments": [PROMISE]}
    figures = _evaluate(tmp_path / "d.jsonl", [paper])
    assert (figures["raak"], figures["onterecht"], figures["gemist"]) == (1, 1, 0)


def test_deadlines(tmp_path: Path) -> None:
    rows = [
        {"id": 1, "text": "in maart 2027", "ref_date": "2026-06-04", "latest": "2027-03-31", "alts": []},
        {"id": 2, "text": "op korte termijn", "ref_date": "2026-06-04", "latest": None, "alts": []},
        {"id": 3, "text": "in maart 2027", "ref_date": "2026-06-04", "latest": "2028-03-31", "alts": []},
    ]
    assert _evaluate(tmp_path / "t.jsonl", rows)["datum_goed"] == [2, 3]


PAPER = {"id": "p", "doc_date": "2026-06-04", "text_file": "weg.txt", "commitments": []}
TERM = {"id": 1, "text": "in maart 2027", "ref_date": "2026-06-04", "latest": None}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "geen voorbeelden"),
        ("kapot", "regel 1: geen JSON"),
        ("[1]", "geen object"),
        ('{"x": 1}', "onbekende vorm"),
        ('{"sentence": "a"}', "regel 1: mist een veld: id, is_commitment"),
        (f"{json.dumps(TERM)}\n\n{json.dumps({**TERM, 'ref_date': '4 juni'})}", "regel 3: ref_date"),
        (json.dumps({**TERM, "latest": "2026-02-30"}), "latest"),
        (json.dumps({**TERM, "text": None}), "klopt niet"),
        (f"{json.dumps(TERM)}\n{json.dumps(PAPER)}", "mengt"),
        (json.dumps(PAPER), "weg.txt"),
        (json.dumps({**PROMISE, "sentence": 4}), "klopt niet"),
        ("[" * 100_000, "geen JSON"),
    ],
)
def test_an_unusable_set_is_told(content: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "s.jsonl").write_text(content)
    assert says in assert_one_dutch_line(kamerwacht_here("evaluate", str(tmp_path / "s.jsonl")))


def test_what_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "s.jsonl").write_bytes(b"\xff\xfe\x00")
    assert "UTF-8" in assert_one_dutch_line(kamerwacht_here("evaluate", str(tmp_path / "s.jsonl")))
    assert "niet te lezen" in assert_one_dutch_line(kamerwacht_here("evaluate", str(tmp_path)))


def test_a_missing_set_is_told(tmp_path: Path) -> None:
    assert "niet te lezen" in assert_one_dutch_line(kamerwacht("evaluate", str(tmp_path / "weg.jsonl")))
