from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from extract.references import find_references, resolve_in_context
from tests.growth import assert_linear

if TYPE_CHECKING:
    from collections.abc import Callable


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
        ("nr. 17 (34 999)", "kst-34999-17"),
        ("nr. 17 (21501-08)", "kst-21501-08-17"),
        ("Aanhangsel van de Handelingen II, 2022/-23, nr. 18", "ah-tk-20222023-18"),
        ("Kamerstukken II 2030/31, 39 268 (R2048), nr. 5", "kst-39268-5"),
        ("Kamerstukken I 2029/30, CLXII, B", "kst-CLXII-B"),
        ("Kamerstuk 39 800 J, nr. 3", "kst-39800-J-3"),
        ("kst-1268678", "kst-1268678"),
        ("ah-1271549", "ah-1271549"),
        ("TZ202603-130", "TZ202603-130"),
        ("T03272", "T03272"),
        ("2024Z11859", "2024Z11859"),
        ("motie-Elissen/Çörüz", None),
        ("motie van het lid Van der Berg c.s.", None),
        ("motie De Wit/Van den Broek", None),
        ("motie van Nimwegen", None),
        ("mijn brief van 12 december 2025", None),
        ("bij brief van 3 maart jl.", None),
        ("voortgangsbrief van 3 maart 2031", None),
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
        "De motie van de Kamer en de motie van GroenLinks zijn aangehouden.",
        "Moties Informele Raad; motie Tweede Kamer",
        "Dat staat op stuk nr. 12.",
        "Zij woont op nr. 12 (boven).",
    ],
)
def test_no_reference(text: str) -> None:
    assert find_references(text) == ()


def test_a_letter_behind_a_full_stop_in_the_number() -> None:
    assert [one.target for one in find_references("de motie (33.268, F) en 33.268, AB.")] == [
        "kst-33268-F",
        "kst-33268-AB",
    ]


def test_more_papers_of_one_dossier() -> None:
    text = "Zie Kamerstukken II 25 424, nrs. 679, 684 en 685 en Kamerstuk 30 821, nr. 4 en 5 andere stukken."
    assert [(reference.text, reference.target) for reference in find_references(text)] == [
        ("Kamerstukken II 25 424, nrs. 679", "kst-25424-679"),
        ("684", "kst-25424-684"),
        ("685", "kst-25424-685"),
        ("Kamerstuk 30 821, nr. 4", "kst-30821-4"),
    ]


def test_papers_that_replace_each_other() -> None:
    text = "Zij krijgt nr. 26, was nr. 19 (21501-08). De motie (35 001, nr. 8, was nr. 7) en 35 001, nrs. 3 t/m 5."
    assert [(reference.text, reference.target) for reference in find_references(text)] == [
        ("nr. 26", "kst-21501-08-26"),
        ("nr. 19 (21501-08)", "kst-21501-08-19"),
        ("35 001, nr. 8", "kst-35001-8"),
        ("nr. 7", "kst-35001-7"),
        ("35 001, nrs. 3", "kst-35001-3"),
        ("5", "kst-35001-5"),
    ]


def _in_context(*blocks: str, dossiers: tuple[str, ...] = ()) -> list[str | None]:
    """The targets in a paper of ``blocks``."""
    text = "\n\n".join(blocks)
    spans: list[tuple[int, int]] = []
    for block in blocks:
        begin = spans[-1][1] + 2 if spans else 0
        spans.append((begin, begin + len(block)))
    found = resolve_in_context(text, find_references(text), spans, dossiers)
    assert all(text[one.begin : one.end] == one.text for one in found)
    assert all(left.end <= right.begin for left, right in pairwise(found))
    return [one.target for one in found]


def test_a_number_means_the_paper_of_the_debate_at_hand() -> None:
    first = "Zij krijgt nr. 12 (35001)."
    spoken = "De motie op stuk nr. 12 ontraad ik."
    assert _in_context(first, spoken) == ["kst-35001-12", "kst-35001-12"]
    # The next debate has its own numbers: what was named in the one before is not meant.
    assert _in_context(first, "Zij krijgt nr. 30 (35002).", spoken) == ["kst-35001-12", "kst-35002-30"]


def test_a_number_means_the_dossier_of_its_block_or_of_the_paper() -> None:
    spoken = "Na Kamerstuk 35 003, nr. 4 kwam de motie op stukken nrs. 5 en 6."
    assert _in_context("Zie 35 001, nr. 9.", spoken) == [
        "kst-35001-9",
        "kst-35003-4",
        "kst-35003-5",
        "kst-35003-6",
    ]
    assert _in_context("Het amendement op stuk nr. 8.", dossiers=("36410-VI",)) == ["kst-36410-VI-8"]
    assert _in_context("Het amendement op stuk nr. 8.", dossiers=("36410", "36411")) == []
    assert _in_context("Het amendement op stuk nr. 8.") == []


def test_linear_in_the_length_of_the_text() -> None:
    assert_linear(lambda size: partial(find_references, "Kamerstukken II 2019/20, 35 288 " * size), 1_500)


@pytest.mark.parametrize(
    "piece",
    ["de motie op stuk nr. 12 ", "nr. 12, was nr. 13 (", "motie van Van de Berg en ", "nr. 1, 2, 3, "],
)
def test_hostile_repeats_stay_linear(piece: str) -> None:
    def work(size: int) -> Callable[[], object]:
        text = "Kamerstuk 35 001, nr. 4. " + piece * size
        return lambda: resolve_in_context(text, find_references(text), [(0, len(text))], ("35001",))

    assert_linear(work, 2_000)
