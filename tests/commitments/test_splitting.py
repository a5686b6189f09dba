"""Sentences: where Dutch papers end one, and where they do not."""

from __future__ import annotations

import pytest

from commitments.sentences import MAX_SENTENCE, split


def _split(text: str) -> list[str]:
    return [text[begin:end] for begin, end in split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dit is een zin. Dit ook.", ["Dit is een zin.", "Dit ook."]),
        (
            "Zie Kamerstuk 30 821, nr. 258. Daarna volgt meer.",
            ["Zie Kamerstuk 30 821, nr. 258.", "Daarna volgt meer."],
        ),
        ("Op 3 mei jl. heb ik dat gemeld.", ["Op 3 mei jl. heb ik dat gemeld."]),
        ("Dat was op 3 mei jl. De brief volgt.", ["Dat was op 3 mei jl.", "De brief volgt."]),
        ("Minister D.M. Jansen komt. Dat is zo.", ["Minister D.M. Jansen komt.", "Dat is zo."]),
        (
            "Zij is geïnformeerd.[5 ] In oktober volgt meer.",
            ["Zij is geïnformeerd.[5 ]", "In oktober volgt meer."],
        ),
        ("Dat is geëvalueerd.³ Deze evaluatie loopt.", ["Dat is geëvalueerd.³", "Deze evaluatie loopt."]),
        ("Klopt dat? Ja. Goed!", ["Klopt dat?", "Ja.", "Goed!"]),
        ("Art. 3 van de wet geldt, m.n. voor scholen.", ["Art. 3 van de wet geldt, m.n. voor scholen."]),
        ("Kop zonder punt\n\nEen zin.", ["Kop zonder punt", "Een zin."]),
        ("Hij zei: «Dat komt.» Daarna ging hij.", ["Hij zei: «Dat komt.»", "Daarna ging hij."]),
        ("In april waren dat er 84. In juni meer.", ["In april waren dat er 84.", "In juni meer."]),
        ("Zie artikel 4. De wet geldt.", ["Zie artikel 4. De wet geldt."]),
        ("   \n ", []),
    ],
)
def test_split(text: str, expected: list[str]) -> None:
    assert _split(text) == expected


def test_offsets_stay_within_the_part_asked_for() -> None:
    text = "Voor. Midden een. Midden twee. Na."
    assert [text[b:e] for b, e in split(text, 6, 30)] == ["Midden een.", "Midden twee."]


def test_a_line_without_full_stops_is_cut() -> None:
    text = "woord " * 5_000
    parts = list(split(text))
    assert all(end - begin <= MAX_SENTENCE for begin, end in parts)
    assert " ".join(text[b:e] for b, e in parts).split() == text.split()
