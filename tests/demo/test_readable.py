"""What the archive's renderers make is read back whole: nothing torn apart, nothing mixed in."""

from __future__ import annotations

import pytest

import extract
from demo.papers import NOTE_MARK, Paper, Part, bundled, folder, manifestation
from extract.document import BlockKind, Document

PAPERS = {paper.identifier: paper for paper in bundled().papers}
SPEECH_PARTS = (Part.SPEAKER, Part.QUESTION, Part.ANSWER)


def read(paper: Paper) -> Document:
    file = folder() / "archief" / manifestation(paper)
    metadata = (file.parent / "metadata.xml").read_bytes()
    return extract.read_bytes(file.read_bytes(), name=file.name, metadata=metadata)


def plain(text: str) -> str:
    return " ".join(NOTE_MARK.sub("", text).replace("\\-", "").split())


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_a_rendered_paper_is_read_as_it_was_written(paper: Paper) -> None:
    document = read(paper)
    found = {plain(document.text[block.begin : block.end]) for block in document.blocks}
    whole = " ".join(document.text.split())
    for block in paper.blocks:
        if block.part not in SPEECH_PARTS:
            assert plain(block.text) in whole
        if block.part is Part.PARAGRAPH and paper.kind in ("brief", "bijlage"):
            assert plain(block.text) in found, "a paragraph is one block, also over a page break"
    for note in paper.notes:
        assert plain(note) in whole
    assert document.warnings == ()


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_a_rendered_paper_tells_what_it_is(paper: Paper) -> None:
    metadata = read(paper).metadata
    assert (metadata.identifier or "").lower() == paper.identifier.lower()
    assert (metadata.date, metadata.title) == (paper.date, paper.marked_title)
    assert metadata.dossiers == (() if paper.kind == "antwoord" else paper.dossiers)
    if paper.senders:
        assert metadata.ministry == paper.ministry
        assert all(sender.office for sender in metadata.senders)
    if paper.form == "pdf":
        assert metadata.reference == paper.reference


@pytest.mark.parametrize("name", ["kst-99905-3", "kst-99905-1"], ids=["motie", "brief"])
def test_a_paper_tells_its_day_without_metadata(name: str) -> None:
    """A motion in its ``datumtekst``; a letter has none, and tells it behind the place."""
    paper = PAPERS[name]
    body = (folder() / "archief" / manifestation(paper)).read_bytes()
    assert (b"<datumtekst>" in body) == (paper.kind == "motie")
    assert extract.read_bytes(body, name=f"{name}.xml").metadata.date == paper.date


def test_a_debate_keeps_who_said_what() -> None:
    document = read(PAPERS["kst-99821-6"])
    speeches = {
        block.speaker: document.text[block.begin : block.end]
        for block in document.blocks
        if block.kind is BlockKind.SPEECH
        and "schriftelijk op terug" in document.text[block.begin : block.end]
    }
    assert list(speeches) == ["Minister Voorbeeldsma"]


def test_questions_and_answers_are_told_apart() -> None:
    document = read(PAPERS["ah-tk-20242025-9901"])
    kinds = {
        document.text[block.begin : block.end][:20]: block.kind
        for block in document.blocks
        if block.kind in (BlockKind.QUESTION, BlockKind.ANSWER)
    }
    assert kinds["Kent u het bericht d"] is BlockKind.QUESTION
    assert kinds["Dit overleg vindt pl"] is BlockKind.ANSWER
