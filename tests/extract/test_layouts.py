"""The layouts of other ministries: each sentence whole, no furniture inside, nothing lost."""

from __future__ import annotations

import datetime as dt

import pytest

import extract
from tests.extract.layouts import LAYOUTS

_IDS = [layout[0] for layout in LAYOUTS]


@pytest.mark.parametrize(("ministry", "text", "blocks", "reference", "title"), LAYOUTS, ids=_IDS)
def test_a_letter_gives_its_paragraphs_and_nothing_else(
    ministry: str, text: str, blocks: list[tuple[str, str]], reference: str, title: str
) -> None:
    document = extract.read_text(text)
    found = document.metadata
    assert [(block.kind.value, document.text[block.begin : block.end]) for block in document.blocks] == blocks
    assert (found.ministry, found.reference, found.title) == (ministry, reference, title)
    assert found.date == dt.date(2031, 3, 3)
