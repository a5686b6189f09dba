"""The terms by themselves: the regression set, the words of the explanation, the borders."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commitments.deadlines import find_deadlines, governing, resolve
from commitments.sentence_reading import Setting, read_sentence
from tests.growth import assert_linear
from tests.shared import shared

LETTER = dt.date(2026, 6, 4)
_SET = Path(__file__).parent / "data" / "deadlines.jsonl"
_ROWS = [json.loads(line) for line in _SET.read_text(encoding="utf-8").splitlines()]


def _day(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: f"{row['text']} ({row['date']})")
def test_regression_set(row: dict[str, Any]) -> None:
    term = resolve(row["text"], _day(row["date"]))
    if row["kind"] is None:
        assert term is None
        return
    assert term is not None
    days = (term.earliest, term.strict, term.generous)
    if "known" in row and days != (_day(row["earliest"]), _day(row["strict"]), _day(row["generous"])):
        pytest.xfail(row["known"])
    assert days == (_day(row["earliest"]), _day(row["strict"]), _day(row["generous"])), row["why"]
    assert term.kind.value == row["kind"]
    if "certain" in row:
        assert term.certain is row["certain"]


def test_regression_set_is_large_enough() -> None:
    assert len({row["text"] for row in _ROWS}) >= 60


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: row["text"])
def test_invariants(row: dict[str, Any]) -> None:
    date = dt.date.fromisoformat(row["date"])
    for term in find_deadlines(row["text"], date):
        assert term.text == row["text"][term.begin : term.end]
        assert (term.strict is None) == (term.generous is None)
        assert term.earliest is None or term.earliest >= date
        if term.strict and term.generous and term.earliest:
            assert term.earliest <= term.strict <= term.generous
        assert term.explanation.endswith(".")
        assert term.certain or "indicatief" in term.explanation


_EXPRESSIONS = sorted({row["text"] for row in _ROWS})


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    text=st.sampled_from(_EXPRESSIONS),
    date=st.dates(min_value=dt.date(1995, 1, 1), max_value=dt.date(2060, 1, 1)),
)
def test_ends_are_in_order_on_any_day(text: str, date: dt.date) -> None:
    for term in find_deadlines(text, date):
        assert (term.strict is None) == (term.generous is None)
        assert term.earliest is None or term.earliest >= date
        if term.strict and term.generous and term.earliest:
            assert term.earliest <= term.strict <= term.generous


@settings(max_examples=300, deadline=None, derandomize=True)
@given(text=st.text(max_size=200), date=st.none() | st.dates())
def test_any_text_on_any_day_can_be_read(text: str, date: dt.date | None) -> None:
    for term in find_deadlines(text, date):
        assert text[term.begin : term.end] == term.text


def test_explanation_of_the_golden_term() -> None:
    term = resolve("uiterlijk in het najaar", LETTER)
    assert term is not None
    assert (term.earliest, term.strict, term.generous) == (
        LETTER,
        dt.date(2026, 11, 30),
        dt.date(2026, 12, 20),
    )
    assert term.timex == "2026-FA"
    assert term.explanation == (
        "'uiterlijk in het najaar' loopt vanaf de datum van het stuk (4 juni 2026) t/m 30 november 2026 "
        "(meteorologische herfst); ruimste lezing t/m 20 december 2026 (astronomische herfst)."
    )


@pytest.mark.parametrize(
    "text", ["uiterlijk in het najaar", "voor 1 juli 2026", "binnen zes weken", "na de zomer", "komend jaar"]
)
def test_without_a_date_of_the_paper_nothing_is_dated(text: str) -> None:
    term = resolve(text, None)
    assert term is not None
    assert (term.earliest, term.strict, term.generous) == (None, None, None)
    assert "de datum van het stuk is onbekend" in term.explanation


def test_without_a_date_a_season_has_no_year() -> None:
    term = resolve("in het najaar", None)
    assert term is not None
    assert term.timex == "XXXX-FA"


def test_a_last_day_before_the_paper_is_said_to_be_so() -> None:
    term = resolve("uiterlijk 1 mei 2025", LETTER)
    assert term is not None
    assert term.generous == dt.date(2025, 5, 1)
    assert "voor de datum van het stuk (4 juni 2026)" in term.explanation
    assert find_deadlines("uiterlijk 1 mei 2025", LETTER) == ()


def _texts(sentence: str, **options: str) -> list[str]:
    return [term.text for term in find_deadlines(sentence, LETTER, **options)]


@pytest.mark.parametrize(
    ("sentence", "texts"),
    [
        (
            "Ik stuur u de notitie naar verwachting nog voor het herfstreces toe.",
            ["nog voor het herfstreces"],
        ),
        ("Zo mogelijk ontvangt u de notitie eind oktober.", ["eind oktober"]),
        ("Wanneer de toets is afgerond informeer ik u.", ["Wanneer de toets is afgerond"]),
        ("Ik meld u dat zodra de raming er is, en stuur haar dan toe.", ["zodra de raming er is"]),
        ("Wanneer wordt de wet gewijzigd?", []),
        ("Als de wet niet is aangenomen, vervalt de subsidie.", []),
        ("Op 2 maart 2026 heb ik u geschreven.", []),
        ("Zoals toegezegd tijdens het debat van 11 juni stuur ik u de lijst.", []),
        ("In mijn brief van 12 september 2026 staat de lijst.", []),
        ("Dit lukt niet meer voor de zomer, maar wordt eind oktober.", ["eind oktober"]),
        ("U ontvangt de notitie in oktober in plaats van voor de zomer.", ["in oktober"]),
        ("Dit wordt met de Raad besproken en in overleg met de sector uitgewerkt.", []),
        ("Daarvoor is in de begroting voor 2027 geld gereserveerd.", []),
        ("In mei en juni volgen gesprekken.", ["In mei en juni"]),
        ("Het is niet haalbaar u voor de zomer te schrijven; dat wordt eind oktober.", ["eind oktober"]),
        (
            "Voor het commissiedebat Justitie en Veiligheid van 24 juni en op 15 juli schrijf ik u.",
            ["Voor het commissiedebat Justitie en Veiligheid van 24 juni", "op 15 juli"],
        ),
        (
            "Ik zal u voor het volgende commissiedebat Water informeren en op 15 juli het rapport sturen.",
            ["voor het volgende commissiedebat Water", "op 15 juli"],
        ),
        ("Een gesprek parallel aan deze beantwoording volgt in juli.", ["in juli"]),
        ("Aan het eind van het zomerreces schrijf ik u.", ["Aan het eind van het zomerreces"]),
        ("Uw Kamer wordt in Q3/Q4 2026 geïnformeerd.", ["in Q3/Q4 2026"]),
        (
            "Ik schrijf u\u00a0in\u2009september, vóór het debat over de zorg.",
            ["in\u2009september", "vóór het debat over de zorg"],
        ),
        (
            "Uiterlijk twee weken na het debat van 1 juli volgt de brief.",
            ["Uiterlijk twee weken na het debat van 1 juli"],
        ),
        ("Dat schema bereikt u maandag.", ["maandag"]),
        ("De maandag gedane oproep bespreek ik in juli.", ["in juli"]),
        ("Voor de zomer gaat niet lukken, maar in het najaar krijgt u het.", ["in het najaar"]),
        ("Voor 1 juli wordt krap, maar in de loop van juli ligt het er.", ["in de loop van juli"]),
        ("Voor de zomer gaan we met de sector om tafel.", ["Voor de zomer"]),
        ("Ik schrijf u bij de verdere uitwerking over de gekozen route.", ["bij de verdere uitwerking"]),
        ("Ik schrijf u na afronding van de studie over de uitkomsten.", ["na afronding van de studie"]),
        ("Ik schrijf u na het gesprek over de bruggen.", ["na het gesprek over de bruggen"]),
        ("Ik meld het zodra de toets er is over de bruggen.", ["zodra de toets er is"]),
        (
            "Zodra duidelijk is over welke bruggen het gaat, hoort u dat.",
            ["Zodra duidelijk is over welke bruggen het gaat"],
        ),
        ("Als de metingen op tafel liggen, schrijf ik u.", ["Als de metingen op tafel liggen"]),
        ("Als de metingen niet verschijnen, vervalt het.", []),
        (
            "Na het beschikbaar komen van de laatste informatie stuur ik het.",
            ["Na het beschikbaar komen van de laatste informatie"],
        ),
        (
            "Voor het debat over de havens van Delfzijl op 20 juni krijgt u de kaart.",
            ["Voor het debat over de havens van Delfzijl op 20 juni"],
        ),
        ("Voor het debat stuurt de minister op 20 juni de kaart.", ["Voor het debat", "op 20 juni"]),
        ("De kaart stuur ik u vandaag toe.", ["vandaag"]),
        ("Zoals ik vandaag hoorde, stuurt u de kaart.", []),
    ],
)
def test_terms_of_a_sentence(sentence: str, texts: list[str]) -> None:
    assert _texts(sentence) == texts


def test_pointing_back_takes_the_date_of_the_sentence_before() -> None:
    before = "Het debat is verplaatst naar 8 juli."
    (term,) = find_deadlines("Voor die datum stuur ik u de lijst.", LETTER, previous=before)
    assert (term.strict, term.generous) == (dt.date(2026, 7, 7), dt.date(2026, 7, 8))
    assert "'8 juli'" in term.explanation
    (loose,) = find_deadlines("Voor die datum stuur ik u de lijst.", LETTER)
    assert (loose.kind.value, loose.generous, loose.event) == ("event", None, "die datum")


def test_then_and_after_that_need_what_came_before() -> None:
    before = "Het rapport verschijnt eind september."
    (then,) = find_deadlines("Dan informeer ik u.", LETTER, previous=before)
    assert then.generous == dt.date(2026, 9, 30)
    assert find_deadlines("Dan informeer ik u.", LETTER) == ()
    (later,) = find_deadlines("Daarna informeer ik u.", LETTER, previous=before)
    assert (later.earliest, later.generous) == (dt.date(2026, 9, 21), None)


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("In het najaar, maar uiterlijk 15 oktober, volgt de brief.", "uiterlijk 15 oktober"),
        ("Zo spoedig mogelijk, maar in elk geval voor het kerstreces.", "voor het kerstreces"),
        ("Zodra de toets gereed is, informeer ik u zo spoedig mogelijk.", "Zodra de toets gereed is"),
    ],
)
def test_governing_term(sentence: str, text: str) -> None:
    term = governing(find_deadlines(sentence, LETTER))
    assert term is not None
    assert term.text == text


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (
            "In het overzicht over de bruggen stuur ik u dus ergens rond maart 2027 de stand.",
            "rond maart 2027",
        ),
        ("Na de proef, dus ergens rond maart 2027, sturen wij u de stand.", "rond maart 2027"),
        (
            "In de kabinetsreactie op het advies van de Raad, die in oktober verschijnt, ga ik daarop in.",
            "in oktober",
        ),
        ("Ik stuur de kaart mee met de brief van volgende week.", "van volgende week"),
    ],
)
def test_the_term_of_an_act(sentence: str, text: str) -> None:
    (owed, *_), _ = read_sentence(sentence, Setting(LETTER))
    assert owed.deadline is not None
    assert owed.deadline.text == text
    assert sentence[owed.deadline.begin : owed.deadline.end] == text


def test_nothing_governs_nothing() -> None:
    assert governing(()) is None


@pytest.mark.parametrize(
    "piece",
    [
        "uiterlijk ",
        "in de ",
        "na de ",
        "1 ",
        "1-1-",
        "zodra ",
        "tussen 1 en ",
        "(",
        "voor het grote ",
        "\u2003",
    ],
)
def test_work_grows_with_the_text(piece: str) -> None:
    assert_linear(lambda size: partial(find_deadlines, piece * (size // len(piece)), LETTER), 8_000)


def test_a_hundred_thousand_brackets() -> None:
    assert find_deadlines("(" * 100_000 + " in het najaar", LETTER)[0].text == "in het najaar"


def test_import_needs_no_spacy() -> None:
    code = "import sys, commitments.deadlines; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.fixture(scope="module")
def gold() -> list[dict[str, Any]]:
    path = shared("gold", "deadlines.jsonl")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_the_shared_expressions(gold: list[dict[str, Any]]) -> None:
    """At least 58 of 60: an end on the given day, one of its alternatives, or none where none is right."""
    wrong = []
    for item in gold:
        term = resolve(item["text"], dt.date.fromisoformat(item["ref_date"]))
        ends = {term.strict, term.generous} - {None} if term else set()
        right = {_day(item["latest"]), *(_day(end) for _, end in item["alts"])} - {None}
        if not (ends & right if item["latest"] else term and not ends):
            wrong.append(item["text"])
    assert len(wrong) <= 2, wrong
