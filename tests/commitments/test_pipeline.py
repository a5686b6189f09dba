"""The spaCy pipeline gives what ``read`` gives, and bears what spaCy's tokenizer does not."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
import spacy

import commitments
from commitments import pipeline
from extract.document import Block, BlockKind, Document, Metadata

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language

_TEXT = (
    "Er loopt een onderzoek naar de kustwacht. Ik zal uw Kamer in mei informeren over de uitkomsten. "
    "De resultaten worden in april verwacht. Met deze brief doe ik de toezegging over de haven gestand. "
    "Ik ga met gemeenten in gesprek. Wilt u dat ook? Uw Kamer is hierover in 2024 geïnformeerd."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return commitments.load()


def test_components_are_ours_on_a_blank_pipeline(nlp: Language) -> None:
    assert nlp.lang == "nl"
    assert tuple(nlp.pipe_names) == pipeline.COMPONENTS


def test_span_groups_and_attributes(nlp: Language) -> None:
    doc = nlp.make_doc(_TEXT)
    doc._.ref_date = dt.date(2026, 2, 10)
    doc = nlp(doc)
    first = doc.spans["commitments"][0]
    assert first.text == "Ik zal uw Kamer in mei informeren over de uitkomsten."
    assert first._.commitment.deadline.generous == dt.date(2026, 5, 31)
    assert first._.rules == ("informeren-actief",)
    assert [span.label_ for span in doc.spans["events"]] == ["expectation", "fulfilled"]
    assert [span.text for span in doc.spans["deadlines"]][:2] == ["in mei", "in april"]
    assert [s.text for s in doc.sents] == [s.text for s in doc.spans["sentences"]]


def test_a_component_can_be_used_alone() -> None:
    own = spacy.blank("nl")
    own.add_pipe("kamerwacht_commitments")
    assert len(own("Dat zeg ik toe.").spans["commitments"]) == 1


def test_reading_and_pipeline_agree(nlp: Language) -> None:
    blocks = (
        (BlockKind.PARAGRAPH, _TEXT, None),
        (BlockKind.SPEECH, "Daar kom ik schriftelijk op terug.", "Minister"),
        (BlockKind.SPEECH, "Daar kom ik schriftelijk op terug.", "Noorderlicht"),
        (BlockKind.HEADING, "Toezeggingen", None),
        (BlockKind.TABLE_ROW, "1 | De Kamer informeren over de haven. | Q3 2026", None),
    )
    text, parts = "", []
    for kind, body, role in blocks:
        parts.append(Block(kind, len(text), len(text) + len(body), role=role))
        text += body + "\n\n"
    document = Document(text, tuple(parts), Metadata(date=dt.date(2026, 2, 10)))
    reading = commitments.read(document)
    doc = pipeline.process(nlp, document)
    assert len(reading.commitments) == 4
    assert doc._.reading == reading
    assert [s._.commitment for s in doc.spans["commitments"]] == list(reading.commitments)
    assert [s._.event for s in doc.spans["events"]] == list(reading.events)


def test_the_tokenizer_is_bounded_and_keeps_the_text(nlp: Language) -> None:
    text = "Zie [" + "[" * 20_000 + " en uw Kamer." + "]" * 5_000
    assert nlp.make_doc(text).text == text


def test_a_saved_pipeline_reads_the_same(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert again(_TEXT)._.reading == nlp(_TEXT)._.reading
