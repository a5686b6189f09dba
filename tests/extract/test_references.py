from __future__ import annotations

import time

import pytest

from extract.references import find_references


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Kamerstuk 30 821, nr. 258", "kst-30821-258"),
        ("Kamerstuk 30821 nr. 258", "kst-30821-258"),
        ("Kamerstukken II 2019/20, 35 288, nr. 4", "kst-35288-4"),
        ("Kamerstukken II, vergaderjaar 2023–2024, 36 410 VI, nr. 12", "kst-36410-VI-12"),
        ("Kenmerk 36 200 V, nr. 34", "kst-36200-V-34"),
        ("Kamerstuk 21501-02, nr. 2834", "kst-21501-02-2834"),
        ("Kamerstukken I 2019-2020, 35300-X, A", "kst-35300-X-A"),
        ("36 410-VI, nr. 12", "kst-36410-VI-12"),
        ("Kamerstuk 30821-258", "kst-30821-258"),
        ("Kamerstuk 28638– 210", "kst-28638-210"),
        ("Kamerstukken ll 2023/24, 36 410 XVI, nr. 160", "kst-36410-XVI-160"),
        ("Kamerstuk 35925-VI, nr. 67", "kst-35925-VI-67"),
        ("30821-180", "kst-30821-180"),
        ("kst-30821-180", "kst-30821-180"),
        ("34 775 VI, AH", "kst-34775-VI-AH"),
        ("Aanhangsel Handelingen, vergaderjaar 2024–2025, nr. 1016", "ah-tk-20242025-1016"),
        ("Aanhangsel van de Handelingen II 2022/23, nr. 1823", "ah-tk-20222023-1823"),
        ("Handelingen II 2023/24, nr. 45, item 3", "h-tk-20232024-45-3"),
        ("Handelingen I 2023/24, nr. 5, item 3", "h-ek-20232024-5-3"),
        ("21501-08, nr. 719", "kst-21501-08-719"),
        ("21501-08", None),
        ("TZ202603-130", "TZ202603-130"),
        ("T03272", "T03272"),
        ("2024Z11859", "2024Z11859"),
        ("motie-Elissen/Çörüz", None),
        ("motie van het lid Van der Berg c.s.", None),
        ("mijn brief van 12 december 2025", None),
    ],
)
def test_reference(text: str, target: str | None) -> None:
    sentence = f"Zie hiervoor {text}. Daarna volgt meer."
    found = find_references(sentence)
    assert [(reference.text, reference.target) for reference in found] == [(text, target)]
    assert sentence[found[0].begin : found[0].end] == text


@pytest.mark.parametrize(
    "text",
    [
        "Postbus 20018, 2500 EA Den Haag",
        "Bel 070 370 79 11 tussen 10 en 12 uur.",
        "In 2026 zijn 12 345 meldingen gedaan, in 2027 nog 10 200.",
        "Artikel 12, derde lid, van de Wet van 30 mei 2024",
        "Onze referentie 7607801",
        "Het bedrag is € 25 000, nr. onbekend",
    ],
)
def test_no_reference(text: str) -> None:
    assert find_references(text) == ()


def test_more_papers_of_one_dossier() -> None:
    text = "Zie Kamerstukken II 25 424, nrs. 679, 684 en 685 en Kamerstuk 30 821, nr. 4 en 5 andere stukken."
    assert [(reference.text, reference.target) for reference in find_references(text)] == [
        ("Kamerstukken II 25 424, nrs. 679", "kst-25424-679"),
        ("684", "kst-25424-684"),
        ("685", "kst-25424-685"),
        ("Kamerstuk 30 821, nr. 4", "kst-30821-4"),
    ]


def test_linear_in_the_length_of_the_text() -> None:
    hostile = "Kamerstukken II 2019/20, 35 288 " * 6_000
    began = time.perf_counter()
    find_references(hostile)
    assert time.perf_counter() - began < 5
