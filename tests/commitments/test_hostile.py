"""Text made to take long takes no longer than its length asks: reading is linear, whatever it is given."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

import pytest

import commitments
import extract
from commitments import pipeline
from commitments.pipeline import BoundedTokenizer
from extract.document import Document
from tests.growth import assert_linear, seconds

if TYPE_CHECKING:
    from spacy.tokens import Doc

DAY = dt.date(2026, 2, 10)
SPACES = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
UNITS = {
    "no full stops": "ik zal uw Kamer informeren en ",
    "brackets": "[",
    "nested brackets": "([{",
    "every space": SPACES,
    "full stops": ". ",
    "loose commas": ", ",
    "commas": ",",
    "zal": "zal ",
    "blank lines": "\n \n",
    "toezegging": "toezegging van de ",
    "capital dots": "A.B. ",
    "uiterlijk": "uiterlijk ",
    "voor het": "voor het ",
    "digits": "1234567890",
    "loose digits": "12 ",
    "en": "en ",
    "dat": "dat ",
    "quotes": '"',
    "curly quotes": "“’",
    "one word": "a",
    "one word of other letters": "é",
    "loose accents": "e\u0301",
    "hyphens": "a-",
    "dots": "a.",
    "dates": "van 12 juni 2026 ",
    "in plaats van": "in plaats van ",
    "vertraging": "is vertraging ",
}
SMALL = 15_000


def read(text: str) -> None:
    commitments.read(Document(text, ()), date=DAY)


def read_as_a_file(text: str) -> None:
    if text.strip():
        commitments.read(extract.read_text(text), date=DAY)


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_reading_is_linear(unit: str) -> None:
    assert_linear(lambda size: partial(read, unit * (size // len(unit))), SMALL)


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_reading_plain_text_is_linear(unit: str) -> None:
    assert_linear(lambda size: partial(read_as_a_file, unit * (size // len(unit))), SMALL)


@pytest.mark.proof
@pytest.mark.timeout(900)
@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_a_line_of_ten_megabytes_is_read(unit: str) -> None:
    assert seconds(partial(read, unit * (10_000_000 // len(unit)))) < 300


def test_the_tokenizer_never_sees_a_long_run() -> None:
    """spaCy's tokenizer is quadratic in a run without white space: what it is given bounds the work."""
    nlp = commitments.load()
    base, given = nlp.tokenizer.base, []

    def counting(text: str) -> Doc:
        given.append(text)
        doc: Doc = base(text)
        return doc

    text = "Zie " + "[" * 100_000 + " en " + "]" * 100_000 + "."
    doc = BoundedTokenizer(counting)(text)  # type: ignore[arg-type]
    assert doc.text == "".join(given) == text
    assert max(len(run) for part in given for run in part.split()) <= pipeline.LONGEST_RUN
    assert len(given) <= len(text) // pipeline.LONGEST_RUN + 5


def test_the_pipeline_takes_more_than_spacys_million_characters() -> None:
    text = "Ik zal uw Kamer in mei informeren. " + "a" * 1_100_000
    assert len(commitments.load()(text)._.reading.commitments) == 1
    own = commitments.load()
    own.max_length = 1_000
    doc = pipeline.process(own, Document(text, ()), date=DAY)
    assert doc.spans["commitments"][0]._.commitment.deadline.generous == dt.date(2026, 5, 31)
