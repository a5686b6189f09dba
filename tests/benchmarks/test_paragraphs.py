"""The scorer of paragraphs: right only what is right, for a reader with blocks and for a bag of lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks import paragraphs, reading_text
from benchmarks.paragraphs import Paper, Print, Row, anchor, normalise, papers, runs, within
from tests.extract import letters

if TYPE_CHECKING:
    from pathlib import Path

_FIRST = "Bij brief van vorige week heb ik de Kamer over de molen ingelicht."
_SECOND = "De molen is inmiddels herbouwd."


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("De  molen\nis\xa0klaar.", "De molen is klaar."),
        ("- De molen;", "De molen;"),
        ("2. De molen", "De molen"),
        ("De molen.3 Hij draait", "De molen. Hij draait"),
        ("de ﬁnanciën", "de financiën"),
        ("een her\xadbouw", "een herbouw"),
    ],
)
def test_what_may_differ_is_equal(written: str, meant: str) -> None:
    assert normalise(written) == meant
    assert Print.of(written) == Print.of(meant)


@pytest.mark.parametrize(
    "other", ["De molen is klaar", "De molenis klaar.", "De Molen is klaar.", "De molen was klaar."]
)
def test_what_is_wrong_stays_wrong(other: str) -> None:
    assert Print.of(other) != Print.of("De molen is klaar.")


def test_an_oracle_finds_a_paragraph_in_lines_of_its_own() -> None:
    lines = [
        "Bij brief van vorige week heb ik de Ka-",
        "mer over de molen ingelicht.",
        "Datum",
        "De molen is",
        "inmiddels herbouwd.",
    ]
    wanted = {Print.of(_FIRST), Print.of(_SECOND)}
    assert runs(lines, wanted) == wanted
    assert runs([f"{line} Datum" for line in lines], wanted) == set()


def test_furniture_is_seen_inside_a_paragraph() -> None:
    stray = Print.of("Ons kenmerk 12")
    assert within("De molen Ons kenmerk 12 is klaar.", [stray]) == [stray]
    assert within("De molen is klaar, ons kenmerk.", [stray]) == []


def test_a_footnote_hangs_on_the_words_before_its_mark() -> None:
    assert anchor("Toen is de oude molen herbouwd.") == anchor("Hier is de oude molen herbouwd")
    assert anchor("de molen herbouwd") != anchor("de molen gesloopt")


def test_our_reading_is_scored_against_a_reference(tmp_path: Path) -> None:
    path = tmp_path / "brief.txt"
    path.write_text(letters.HEAD + f"{_FIRST}\n\n{_SECOND}\n", encoding="utf-8")
    rows = (
        Row("paragraph", Print.of(_FIRST)),
        Row("answer", Print.of(_SECOND)),
        Row("paragraph", Print.of("Weg.")),
    )
    score = reading_text.read_ours(Paper("brief", "brief.txt", "brief", rows), path)
    assert score.right == {1, 2}
    assert score.kinds == 1


def test_every_reference_can_be_read() -> None:
    found = papers()
    assert len(found) >= 8
    assert len({paper.form for paper in found}) >= 5
    assert all(len(paper.counted()) >= 8 for paper in found)
    assert paragraphs.FOLDER.is_dir()
