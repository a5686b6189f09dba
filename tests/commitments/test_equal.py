"""Reading where a promise can be gives what reading everything closely gives, on whatever paper."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import commitments
import extract
from benchmarks.varied_papers import papers
from commitments import pipeline
from commitments.reading import read
from extract.document import Block, BlockKind, Document, Metadata
from tests.shared import shared

if TYPE_CHECKING:
    from spacy.language import Language

HERE = Path(__file__).parent
DAY = dt.date(2026, 2, 10)
ROLES = (None, "Minister", "De voorzitter", "Noorderlicht", "De staatssecretaris")
KINDS = tuple(BlockKind)
FORMS = {".pdf", ".docx", ".txt", ".xml", ".odt"}


@cache
def sentences() -> tuple[str, ...]:
    """Our own sentences, which promise, report and mislead in every way we know."""
    lines = (HERE / "data" / "sentences.jsonl").read_text("utf-8").splitlines()
    return (*(json.loads(line)["text"] for line in lines), "Ik zal uw Kamer informeren over:", "Toezeggingen")


@cache
def nlp() -> Language:
    return commitments.load()


def assert_equal(document: Document, *, day: dt.date | None = DAY) -> None:
    quick = commitments.read(document, date=day)
    assert quick == read(document, date=day, closely=True)
    assert quick == pipeline.process(nlp(), document, date=day)._.reading


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Blocks of any kind and speaker, each of some of our sentences in any order, one after the other."""
    text, blocks = "", []
    for _ in range(draw(st.integers(1, 6))):
        body = draw(st.sampled_from([" ", "\n", "  "])).join(
            draw(st.lists(st.sampled_from(sentences()), min_size=1, max_size=4))
        )
        kind, role = draw(st.sampled_from(KINDS)), draw(st.sampled_from(ROLES))
        blocks.append(Block(kind, len(text), len(text) + len(body), role=role))
        text += body + "\n\n"
    return Document(text, tuple(blocks), Metadata(date=DAY))


@given(documents())
@settings(max_examples=40)
def test_any_order_of_sentences_and_blocks(document: Document) -> None:
    assert_equal(document)


@given(st.lists(st.sampled_from(sentences()), min_size=1, max_size=8).map("\n\n".join))
@settings(max_examples=20)
def test_any_running_text(text: str) -> None:
    assert_equal(Document(text, ()))


def test_invented_letters() -> None:
    for paper in papers(15, 11):
        assert_equal(paper, day=None)


def test_the_demo_archive() -> None:
    folder = HERE.parents[1] / "demo" / "archief"
    paths = [
        path for path in sorted(folder.rglob("*")) if path.suffix in FORMS and path.name != "metadata.xml"
    ]
    assert paths
    for path in paths:
        assert_equal(extract.read_file(path), day=None)


@pytest.mark.parametrize("folder", [("gold", "texts"), ("gold", "letters"), ("samples",)], ids="/".join)
def test_real_papers(folder: tuple[str, ...]) -> None:
    paths = [path for path in sorted(shared(*folder).rglob("*")) if path.suffix in FORMS]
    paths = [path for path in paths if path.stat().st_size < 400_000][:12]
    read_ones = 0
    for path in paths:
        try:
            document = extract.read_file(path)
        except extract.ReadError:
            continue
        read_ones += 1
        assert commitments.read(document, date=DAY) == read(document, date=DAY, closely=True), path.name
    assert read_ones
