"""One promise said twice in one paper: which sentence is followed."""

from __future__ import annotations

import datetime as dt

import pytest

from commitments.twins import Said, find_twins

SUMMER, YEAR = dt.date(2026, 7, 3), dt.date(2026, 12, 31)


def _paper(*rows: tuple[str, dt.date | None, bool], kind: str = "informeren") -> dict[str, str]:
    """What repeats what, by the letters of the rows: (sentence, last day, whether the chair says it)."""
    said, begin = [], 0
    for letter, (quote, generous, chair) in zip("abcdefgh", rows, strict=False):
        term = "voor de zomer" if generous == SUMMER else "voor het einde van het jaar" if generous else None
        said.append(Said(letter, begin, begin + len(quote), quote, kind, term, generous, chair))
        begin += len(quote) + 2
    return {twin.key: twin.followed for twin in find_twins(said)}


FERRY = "Het onderzoek naar de veerpont stuur ik de Kamer voor de zomer toe."
FERRY_READ = "De Minister stuurt de Kamer voor de zomer het onderzoek naar de veerpont."
BARE = "Ik kom daar voor het einde van het jaar schriftelijk op terug."
QUAY_READ = "De Minister komt voor het einde van het jaar terug op de vraag over de kades."
DYKE = "Over de dijkbewaking informeer ik de Kamer voor de zomer."
DYKE_READ = "De Minister informeert de Kamer voor de zomer over de dijkbewaking."


def test_the_list_of_the_chair_is_followed() -> None:
    found = _paper(
        (FERRY, SUMMER, False), (BARE, YEAR, False), (FERRY_READ, SUMMER, True), (QUAY_READ, YEAR, True)
    )
    assert found == {"a": "c", "b": "d"}


def test_words_decide_between_rows_of_one_day() -> None:
    found = _paper(
        (DYKE, SUMMER, False), (FERRY, SUMMER, False), (FERRY_READ, SUMMER, True), (DYKE_READ, SUMMER, True)
    )
    assert found == {"a": "d", "b": "c"}


def test_a_sentence_without_a_term_goes_with_the_row_that_has_its_words() -> None:
    spoken = "Dat onderzoek naar de veerpont krijgt u van mij."
    assert _paper((spoken, None, False), (FERRY_READ, SUMMER, True)) == {"a": "b"}


def test_the_last_list_of_the_chair_is_the_one_that_is_followed() -> None:
    found = _paper(
        (FERRY, SUMMER, False), (FERRY_READ, SUMMER, True), (BARE, YEAR, False), (FERRY_READ, SUMMER, True)
    )
    assert found == {"a": "d", "b": "d"}


BARE_SUMMER = BARE.replace("het einde van het jaar", "de zomer")
LOCK_READ = QUAY_READ.replace("kades", "sluis")
NOT_READ_OUT = [
    pytest.param([(DYKE, SUMMER, False), (FERRY_READ, SUMMER, True)], {}, id="other words, same day"),
    pytest.param([(FERRY, YEAR, False), (FERRY_READ, SUMMER, True)], {}, id="same words, other day"),
    pytest.param([(FERRY_READ, SUMMER, True), (DYKE, SUMMER, False)], {}, id="said after the list"),
    pytest.param(
        [(BARE, YEAR, False), (BARE, YEAR, False), (QUAY_READ, YEAR, True)], {}, id="two for one row"
    ),
    pytest.param(
        [(BARE, YEAR, False), (QUAY_READ, YEAR, True), (LOCK_READ, YEAR, True)], {}, id="two rows for one"
    ),
    pytest.param(
        [(FERRY, SUMMER, False), (BARE_SUMMER, SUMMER, False), (FERRY_READ, SUMMER, True)],
        {"a": "c"},
        id="the row is another's",
    ),
    pytest.param([(BARE, None, False), (QUAY_READ, None, True)], {}, id="neither words nor day"),
]


@pytest.mark.parametrize(("rows", "expected"), NOT_READ_OUT)
def test_what_the_chair_does_not_read_out_stays(
    rows: list[tuple[str, dt.date | None, bool]], expected: dict[str, str]
) -> None:
    assert _paper(*rows) == expected


SHORT = "Ik informeer uw Kamer voor de zomer over de nieuwe veerpont bij Nergenshuizen."
FULL = "Zoals gezegd informeer ik uw Kamer voor de zomer over de veiligheid van de nieuwe veerpont bij Nergenshuizen."


@pytest.mark.parametrize(("first", "second"), [(SHORT, FULL), (FULL, SHORT)])
def test_of_summary_and_text_the_fuller_is_followed(first: str, second: str) -> None:
    short, full = ("a", "b") if first == SHORT else ("b", "a")
    assert _paper((first, SUMMER, False), (second, SUMMER, False)) == {short: full}


def test_of_equals_the_last_is_followed() -> None:
    rows = [(FULL, SUMMER, False)] * 3
    assert _paper(*rows) == {"a": "c", "b": "c"}


OTHER = [
    pytest.param((FULL, SUMMER), (FULL.replace("veerpont", "sluis"), SUMMER), id="another thing"),
    pytest.param((FULL, SUMMER), (FULL, YEAR), id="another day"),
    pytest.param((FULL, None), (FULL, None), id="no day"),
    pytest.param(
        (FULL.replace("veerpont", "veerpont 1"), SUMMER), (FULL.replace("veerpont", "veerpont 2"), SUMMER), id="number"
    ),
    pytest.param(
        ("Ik stuur u voor de zomer het rapport.", SUMMER), ("Ik stuur u voor de zomer het rapport.", SUMMER),
        id="too few words",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_promises_that_look_alike_stay_apart(
    one: tuple[str, dt.date | None], other: tuple[str, dt.date | None]
) -> None:
    assert _paper((*one, False), (*other, False)) == {}


def test_two_acts_of_one_sentence_stay_apart() -> None:
    rows = [Said(key, 0, len(FULL), FULL, "informeren", None, SUMMER) for key in "ab"]
    assert find_twins(rows) == []


def test_acts_of_another_kind_stay_apart() -> None:
    rows = [Said(key, n * 200, n * 200 + len(FULL), FULL, key, None, SUMMER) for n, key in enumerate("ab")]
    assert find_twins(rows) == []


def test_order_does_not_matter() -> None:
    texts = [(FERRY, SUMMER, False), (BARE, YEAR, False), (FERRY_READ, SUMMER, True), (QUAY_READ, YEAR, True)]
    rows = [
        Said(str(n), n * 200, n * 200 + 90, q, "k", None, day, chair)
        for n, (q, day, chair) in enumerate(texts)
    ]
    assert find_twins(rows) == find_twins(rows[::-1])


def test_none_or_one_has_no_twin() -> None:
    assert _paper() == {}
    assert _paper((FERRY, SUMMER, True)) == {}
