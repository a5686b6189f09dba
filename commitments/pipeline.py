"""A spaCy pipeline of our own components: sentences, deadlines, commitments, events.

``load()`` gives ``spacy.blank("nl")`` with the four components; each can also be added to a pipeline of
one's own with ``nlp.add_pipe("kamerwacht_...")`` after importing this module. Results stand in the span
groups ``doc.spans["sentences" | "deadlines" | "commitments" | "events"]`` and in extension attributes;
``doc._.reading`` holds the dataclasses. The pipeline reads every sentence closely; ``commitments.read``
gives the same results faster.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import registry

from commitments.deadlines import find_deadlines
from commitments.pieces import pieces
from commitments.reading import read
from extract.document import Document

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from spacy.tokenizer import Tokenizer

    from commitments.model import Reading

LONGEST_RUN = 200
"""Characters without white space that are given to spaCy's tokenizer at once: it is quadratic on brackets."""
_RUN = re.compile(r"\S{200}")


def _rules(span: Span) -> tuple[str, ...]:
    found = span._.commitment or span._.event
    if found is not None:
        return tuple(found.rules)
    return (span._.deadline.rule,) if span._.deadline is not None else ()


Doc.set_extension("document", default=None, force=True)
Doc.set_extension("ref_date", default=None, force=True)
Doc.set_extension("reading", default=None, force=True)
Span.set_extension("commitment", default=None, force=True)
Span.set_extension("event", default=None, force=True)
Span.set_extension("deadline", default=None, force=True)
Span.set_extension("rules", getter=_rules, force=True)


class BoundedTokenizer:
    """spaCy's tokenizer, given long runs without white space in pieces; the text stays the same."""

    def __init__(self, base: Tokenizer) -> None:
        self.base = base

    def __call__(self, text: str) -> Doc:
        """The tokens of ``text``."""
        if not _RUN.search(text):
            return self._tokens(text)
        return Doc.from_docs([self._tokens(part) for part in _bounded(text)], ensure_whitespace=False)

    def _tokens(self, text: str) -> Doc:
        doc: Doc = self.base(text)
        return doc

    def to_bytes(self, **kwargs: object) -> bytes:
        """The state of the tokenizer beneath."""
        state: bytes = self.base.to_bytes(**kwargs)
        return state

    def from_bytes(self, data: bytes, **kwargs: object) -> BoundedTokenizer:
        """Take over the state of a tokenizer."""
        self.base.from_bytes(data, **kwargs)
        return self

    def to_disk(self, path: Path, **kwargs: object) -> None:
        """Write the state of the tokenizer beneath."""
        self.base.to_disk(path, **kwargs)

    def from_disk(self, path: Path, **kwargs: object) -> BoundedTokenizer:
        """Read the state of a tokenizer."""
        self.base.from_disk(path, **kwargs)
        return self


def _bounded(text: str) -> Iterator[str]:
    start = 0
    for match in _RUN.finditer(text):
        if match.start() > start:
            yield text[start : match.start()]
        yield match.group()
        start = match.end()
    if start < len(text):
        yield text[start:]


@registry.tokenizers("kamerwacht_tokenizer")  # type: ignore[untyped-decorator]
def bounded_tokenizer() -> Callable[[Language], BoundedTokenizer]:
    """The tokenizer of ``load``, by name for a saved pipeline."""

    def create(nlp: Language) -> BoundedTokenizer:
        return BoundedTokenizer(spacy.blank("nl", vocab=nlp.vocab).tokenizer)

    return create


def _document(doc: Doc) -> Document:
    """The Document that the Doc was made from; a Doc of plain text is one paper without layout."""
    return doc._.document if doc._.document is not None else Document(doc.text, ())


def _span(doc: Doc, begin: int, end: int, label: str) -> Span:
    span = doc.char_span(begin, end, label=label, alignment_mode="expand")
    if span is None:
        raise ValueError(f"Geen tokens tussen {begin} en {end}.")
    return span


@Language.component("kamerwacht_sentences", assigns=["doc.sents"])
def mark_sentences(doc: Doc) -> Doc:
    """Sentence starts, and span group "sentences"."""
    spans = [_span(doc, p.begin, p.end, "sentence") for p in pieces(_document(doc))]
    starts = {span.start for span in spans}
    for token in doc:
        token.is_sent_start = token.i in starts or token.i == 0
    doc.spans["sentences"] = spans
    return doc


@Language.component("kamerwacht_deadlines")
def mark_deadlines(doc: Doc) -> Doc:
    """Every expression of time: span group "deadlines", ``span._.deadline``."""
    document = _document(doc)
    day = _day(doc, document)
    spans = []
    previous: str | None = None
    for piece in pieces(document):
        text = document.text[piece.begin : piece.end]
        for deadline in find_deadlines(text, day, previous=previous):
            span = _span(doc, piece.begin + deadline.begin, piece.begin + deadline.end, deadline.kind)
            span._.deadline = deadline
            spans.append(span)
        previous = text
    doc.spans["deadlines"] = spans
    return doc


def _day(doc: Doc, document: Document) -> dt.date | None:
    day: dt.date | None = doc._.ref_date or document.metadata.date
    return day


def _reading(doc: Doc) -> Reading:
    """The close reading of the Doc, made once for both components."""
    if doc._.reading is None:
        document = _document(doc)
        doc._.reading = read(document, date=_day(doc, document), closely=True)
    reading: Reading = doc._.reading
    return reading


@Language.component("kamerwacht_commitments")
def mark_commitments(doc: Doc) -> Doc:
    """Every promise: span group "commitments", ``span._.commitment``."""
    spans = []
    for commitment in _reading(doc).commitments:
        span = _span(doc, commitment.begin, commitment.end, commitment.kind)
        span._.commitment = commitment
        spans.append(span)
    doc.spans["commitments"] = spans
    return doc


@Language.component("kamerwacht_events")
def mark_events(doc: Doc) -> Doc:
    """What is said of earlier promises: span group "events", ``span._.event``."""
    spans = []
    for event in _reading(doc).events:
        span = _span(doc, event.begin, event.end, event.kind)
        span._.event = event
        spans.append(span)
    doc.spans["events"] = spans
    return doc


COMPONENTS = ("kamerwacht_sentences", "kamerwacht_deadlines", "kamerwacht_commitments", "kamerwacht_events")


LONGEST_TEXT = 20_000_000
"""Characters that ``load()`` takes; spaCy's own limit of a million is for models, which we have none of."""


def load() -> Language:
    """``spacy.blank("nl")`` with a bounded tokenizer and the four components."""
    nlp = spacy.blank("nl", config={"nlp": {"tokenizer": {"@tokenizers": "kamerwacht_tokenizer"}}})
    nlp.max_length = LONGEST_TEXT
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def process(nlp: Language, document: Document, *, date: dt.date | None = None) -> Doc:
    """``document`` through the pipeline, blocks and metadata included; of any length."""
    doc: Doc = nlp.tokenizer(document.text)
    doc._.document = document
    doc._.ref_date = date
    return nlp(doc)


def pipe(
    nlp: Language, documents: Iterable[Document], *, date: dt.date | None = None, papers_at_once: int = 50
) -> Iterator[Reading]:
    """What each of many papers promises, in order, as ``commitments.read`` gives it.

    The words of ``papers_at_once`` papers are let go together (a memory zone of spaCy), so that a run of any
    length takes no more memory; the Docs go with them.
    """
    waiting = iter(documents)
    while batch := list(islice(waiting, papers_at_once)):
        with nlp.memory_zone():
            readings = [process(nlp, document, date=date)._.reading for document in batch]
        yield from readings
