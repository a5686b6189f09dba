"""Whatever comes in: a well-formed Document, or a ReadError; never anything else."""

from __future__ import annotations

import contextlib
import random
import warnings
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import extract
from extract.errors import ReadError
from tests.extract import pdfs
from tests.extract.letters import BODY, HEAD
from tests.extract.test_op_xml import LETTER
from tests.extract.test_word import docx, par

if TYPE_CHECKING:
    from collections.abc import Callable

    from extract.document import Document

_LINES = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from([*HEAD.split("\n"), *BODY.split("\n")]),
        st.sampled_from(
            [
                "Vraag 1",
                "Antwoord 1",
                "-",
                "1 noot",
                "woord.1",
                "| a | b |",
                "Datum",
                "¹ Noot",
                "Nr.   Termijn",
            ]
        ),
    ),
    min_size=1,
    max_size=30,
)


def check(document: Document) -> None:
    position = 0
    for block in document.blocks:
        assert position <= block.begin < block.end <= len(document.text)
        assert "\n" not in document.text[block.begin : block.end]
        position = block.end
    assert "\n\n".join(document.text[block.begin : block.end] for block in document.blocks) == document.text
    for link in document.footnotes:
        assert 0 <= link.offset <= len(document.text)
        assert document.blocks[link.block].kind == "footnote"
    for reference in document.references:
        assert document.text[reference.begin : reference.end] == reference.text


@settings(max_examples=300)
@given(_LINES)
def test_any_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        document = extract.read_text(text)
    except ReadError:
        assert not text.strip()
        return
    check(document)
    for segment in document.segments:
        assert 0 <= segment.source < len(text)


def _mutate(data: bytes, dice: random.Random) -> bytes:
    changed = bytearray(data)
    at, to = sorted(dice.randrange(len(changed)) for _ in range(2))
    kind = dice.randrange(4)
    if kind == 0:
        del changed[at:]
    elif kind == 1:
        del changed[at:to]
    elif kind == 2:
        changed[at:at] = changed[at:to]
    else:
        for _ in range(dice.randrange(1, 40)):
            changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


@pytest.mark.parametrize("form", ["pdf", "docx", "xml", "text"])
def test_damaged_papers(form: str) -> None:
    make: dict[str, Callable[[], bytes]] = {
        "pdf": pdfs.letter,
        "docx": lambda: docx(par("Ik stuur uw Kamer in mei een brief.") * 20),
        "xml": LETTER.encode,
        "text": (HEAD + BODY).encode,
    }
    data = make[form]()
    dice = random.Random(20310303)  # noqa: S311
    warnings.simplefilter("ignore")
    for _ in range(150):
        with contextlib.suppress(ReadError):
            check(extract.read_bytes(_mutate(data, dice), name="stuk"))
