"""Real papers, where they are at hand: read without an error, and one letter the same from two forms."""

from __future__ import annotations

import datetime as dt

import pytest

import extract
from extract import clean
from extract.document import BlockKind, Document
from tests.shared import shared

_LETTER = ("samples", "kamerbrief-7607801")


@pytest.fixture(scope="module")
def letters() -> tuple[Document, Document]:
    folder = shared(*_LETTER)
    return (
        extract.read_file(folder / "kamerbrief-7607801.pdf"),
        extract.read_file(folder / "kamerbrief-7607801.md"),
    )


def _body(document: Document) -> list[tuple[BlockKind, str]]:
    return [(block.kind, document.text[block.begin : block.end]) for block in document.blocks]


def test_pdf_and_markdown_give_the_same_blocks(letters: tuple[Document, Document]) -> None:
    pdf, markdown = letters
    prose = {BlockKind.PARAGRAPH}
    # The Markdown runs two paragraphs together over a page end, where nothing tells that one ends.
    assert " ".join(text for kind, text in _body(pdf) if kind in prose) == " ".join(
        text for kind, text in _body(markdown) if kind in prose
    )
    for kind in (BlockKind.HEADING, BlockKind.FOOTNOTE, BlockKind.SIGNATURE):
        assert [text for found, text in _body(pdf) if found is kind] == [
            text for found, text in _body(markdown) if found is kind
        ]


def test_the_letter_s_metadata_and_citations(letters: tuple[Document, Document]) -> None:
    for document in letters:
        found = document.metadata
        assert (found.date, found.reference, found.ministry) == (dt.date(2026, 6, 4), "7607801", "JenV")
        assert [sender.office for sender in found.senders] == ["minister-jenv"]
        assert len(found.co_senders) == 3
        assert [reference.target for reference in document.references] == [
            "kst-30821-258",
            "kst-30821-180",
            "kst-35228-44",
            "kst-36200-V-34",
            "kst-30821-325",
            "kst-35288-4",
        ]
        assert len(document.footnotes) == 8


def test_no_side_column_in_any_paragraph_of_a_letter(letters: tuple[Document, Document]) -> None:
    for document in letters:
        for line in ("Turfmarkt", "Pagina", "Onze referentie", "Nationaal Coördinator"):
            assert line not in document.text


def test_every_sample_is_read() -> None:
    folder = shared("samples")
    count = 0
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".pdf", ".docx", ".odt", ".html", ".md"} or "/xml/" in str(path):
            document = extract.read_file(path)
            assert document.blocks, path
            count += 1
    assert count > 15


def _words(text: str) -> list[str]:
    return text.replace("|", " ").split()


def test_every_character_of_the_sample_texts_maps_back() -> None:
    for path in sorted([*shared("gold", "letters").iterdir(), *shared("gold", "texts").iterdir()]):
        raw = path.read_text(encoding="utf-8")
        document = extract.read_text(raw)
        covered = 0
        for segment in document.segments:
            kept = document.text[segment.begin : segment.begin + segment.length]
            source = clean.normalise(raw[segment.source : segment.source + segment.length])
            covered += segment.length
            # The bars between the cells of a table and the space between lines stand for what was there.
            assert kept in {" ", "|", "-"} or _words(kept) == _words(source), path.name
        assert covered == sum(block.end - block.begin for block in document.blocks)
