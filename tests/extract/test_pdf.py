from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

import extract
from tests.extract import pdfs

if TYPE_CHECKING:
    from extract.document import Document


@pytest.fixture(scope="module")
def letter() -> Document:
    return extract.read_bytes(pdfs.letter(), name="brief.pdf")


def test_body_in_reading_order_without_side_column_or_page_numbers(letter: Document) -> None:
    found = [(block.kind.value, letter.text[block.begin : block.end]) for block in letter.blocks]
    assert found == pdfs.PARAGRAPHS


def test_head_and_side_column_are_metadata(letter: Document) -> None:
    found = letter.metadata
    assert (found.date, found.title) == (dt.date(2031, 3, 3), "Bewaking van de dijken")
    assert (found.reference, found.ministry, found.chamber) == ("1234567", "IenW", 2)
    assert [(sender.name, sender.office) for sender in found.senders] == [
        ("A.B. van der Zandbank", "minister-ienw")
    ]


def test_raised_marks_leave_the_sentence_and_keep_their_link(letter: Document) -> None:
    assert [
        (letter.text[: link.offset].rsplit(" ", 1)[-1], letter.blocks[link.block].label)
        for link in letter.footnotes
    ] == [("geïnspecteerd.", "1"), ("daarvan", "2"), ("Molendijk.", "3"), ("2031", "4")]


def test_the_same_bytes_give_the_same_document(letter: Document) -> None:
    data = pdfs.letter()
    assert extract.read_bytes(data) == extract.read_bytes(data)
    assert extract.read_bytes(data).text == letter.text


def test_a_row_of_a_table_is_one_line() -> None:
    document = extract.read_bytes(pdfs.table())
    found = [(block.kind.value, document.text[block.begin : block.end]) for block in document.blocks]
    assert found[1:] == [
        *(("table_row", " | ".join(cells)) for cells in pdfs.TABLE),
        ("paragraph", "Ik bericht u voor de zomer over het vervolg."),
    ]
    assert "Polders" not in document.text
