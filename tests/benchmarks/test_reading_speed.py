"""The speed benchmarks run on tiny input; what they measure is never asserted."""

from __future__ import annotations

from benchmarks import corpus, reading_speed, report


def _letters() -> list[corpus.Path]:
    return sorted(corpus.DEMO.rglob("kst-99821-*.xml"))[:2]


def test_ratios_are_printed_for_every_reader() -> None:
    table = reading_speed.against_tokenizer(corpus.documents(_letters()), count=1)
    assert table.count("\n") == 5
    assert "| spaCy, kale Nederlandse tokenizer |" in table


def test_a_worker_reads_a_file() -> None:
    characters, promises = reading_speed.work(str(_letters()[0]))
    assert characters > 500
    assert promises >= 0


def test_a_table_is_markdown() -> None:
    assert report.table(("a", "b"), [("x", 1)]) == "| a | b |\n|---|---:|\n| x | 1 |"
