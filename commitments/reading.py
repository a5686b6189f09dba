"""Read a paper: where can a promise stand, and what is promised there.

Linear in the length of the text: a cheap look at the words of each sentence decides whether it is read
closely. Nothing here depends on the day, the time zone or earlier papers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from commitments.details import details_of
from commitments.events import event_of, reference_of
from commitments.frames import find_hits, take_apart
from commitments.model import Commitment, Duty, Event, EventKind, Reading
from commitments.qualifiers import condition_of, strength_of
from commitments.sentences import split
from commitments.prefilter import may_tell, possible_patterns, words_of
from commitments.terms import Terms, governing, term_for
from extract.document import BlockKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from commitments.frames import Hit, Sentence
    from commitments.model import Deadline
    from extract.document import Block, Document, Metadata

NO_DATE = (
    "Het stuk heeft geen datum en er is er geen opgegeven: de termijnen blijven zonder dag (geef een datum op met --date)."
)
_SILENT = frozenset({BlockKind.HEADING, BlockKind.FOOTNOTE, BlockKind.QUESTION, BlockKind.SIGNATURE})
_GOVERNMENT = ("minister", "staatssecretaris", "de minister", "de staatssecretaris", "minister-president", "premier")


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence to read, with its block; offsets count in the text of the document."""

    begin: int
    end: int
    block: Block | None


def pieces(document: Document) -> Iterator[Piece]:
    """The sentences of the blocks that can hold running text, in reading order."""
    if not document.blocks:
        for begin, end in split(document.text):
            yield Piece(begin, end, None)
        return
    for block in document.blocks:
        for begin, end in split(document.text, block.begin, block.end):
            yield Piece(begin, end, block)


def may_promise(block: Block | None) -> bool:
    """Whether the block is a place where the government speaks."""
    if block is None:
        return True
    if block.kind in _SILENT:
        return False
    if block.role is None and block.speaker is None:
        return True
    role = (block.role or block.speaker or "").lower()
    return role.startswith(_GOVERNMENT) or role.startswith(("de voorzitter", "voorzitter"))


def read_sentence(
    text: str, *, date: dt.date | None, metadata: Metadata, previous: str | None, after_promise: bool, promises: bool
) -> tuple[tuple[Commitment, ...], tuple[Event, ...]]:
    """What one sentence promises and tells; offsets count in ``text``."""
    words = words_of(text)
    patterns = possible_patterns(words) if promises else frozenset()
    tells = promises and may_tell(words)
    if not patterns and not tells:
        return (), ()
    terms = Terms(text, date, previous)
    found: tuple[Commitment, ...] = ()
    if patterns:
        sentence = take_apart(text, terms, after_promise=after_promise)
        found = _commitments(sentence, find_hits(sentence, patterns), metadata)
    if not tells:
        return found, ()
    return found, _events(text, words, terms, promised=any(c.duty is Duty.KAMER for c in found))


def _commitments(
    sentence: Sentence, hits: list[Hit], metadata: Metadata
) -> tuple[Commitment, ...]:
    kamer = [h for h in hits if h.pattern.duty is Duty.KAMER]
    chosen = _one_per_act(kamer or hits)
    rules = tuple(dict.fromkeys(rule for h in (kamer or hits) for rule in h.rules))
    out = [_commitment(sentence, hit, metadata) for hit in chosen]
    if len(out) == 1:
        out[0] = replace(out[0], rules=rules)
    return tuple(dict.fromkeys(out))


def _one_per_act(hits: list[Hit]) -> list[Hit]:
    """One hit for the sentence: a named act before the bare performative that announces it."""
    if not hits:
        return []
    named = [h for h in hits if h.pattern.id != "toezeggen"]
    return [(named or hits)[0]]


def _commitment(sentence: Sentence, hit: Hit, metadata: Metadata) -> Commitment:
    tagged = sentence.tagged
    details = details_of(tagged, hit.act, metadata)
    return Commitment(
        quote=tagged.text,
        begin=0,
        end=len(tagged.text),
        kind=hit.pattern.kind,
        duty=hit.pattern.duty,
        strength=strength_of(tagged, hit.pattern, hit.act),
        condition=condition_of(tagged, sentence.clauses),
        promiser_text=details.promiser_text,
        promiser=details.promiser,
        on_behalf=details.on_behalf,
        addressee=details.addressee,
        subject=details.subject,
        rules=hit.rules,
        deadline=term_for(tagged, sentence.clauses, hit.act, sentence.terms.all()),
    )


def _events(text: str, words: set[str], terms: Terms, *, promised: bool) -> tuple[Event, ...]:
    pattern = event_of(text, words)
    if pattern is None or (promised and pattern.kind in {EventKind.EXPECTATION, EventKind.MADE}):
        return ()
    deadline = None if pattern.kind in {EventKind.FULFILLED, EventKind.WITHDRAWN} else governing(terms.all())
    return (Event(pattern.kind, text, 0, len(text), reference_of(text), deadline, (pattern.id,)),)


def _moved(deadline: Deadline | None, by: int) -> Deadline | None:
    return deadline and replace(deadline, begin=deadline.begin + by, end=deadline.end + by)


def read(document: Document, *, date: dt.date | None = None) -> Reading:
    """All commitments and events of ``document``.

    ``date`` is the day the terms count from; without it the document's own date. With neither the terms
    stay without days and a Dutch warning says so. Offsets count characters in ``document.text``.
    """
    day = date or document.metadata.date
    commitments: list[Commitment] = []
    events: list[Event] = []
    previous: str | None = None
    after_promise = False
    for piece in pieces(document):
        text = document.text[piece.begin : piece.end]
        found, told = read_sentence(
            text,
            date=day,
            metadata=document.metadata,
            previous=previous,
            after_promise=after_promise,
            promises=may_promise(piece.block),
        )
        by = piece.begin
        commitments += [
            replace(c, begin=c.begin + by, end=c.end + by, deadline=_moved(c.deadline, by)) for c in found
        ]
        events += [replace(e, begin=e.begin + by, end=e.end + by, deadline=_moved(e.deadline, by)) for e in told]
        previous = text
        after_promise = any(c.duty is Duty.KAMER for c in found)
    warnings = (NO_DATE,) if day is None else ()
    return Reading(tuple(commitments), tuple(events), document.references, warnings)
