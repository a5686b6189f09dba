"""Read a paper: where can a promise stand, and what is promised there.

Linear in the length of the text: a cheap look at the words of each sentence decides whether it is read
closely. Nothing here depends on the day, the time zone or earlier papers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from commitments.details import details_of
from commitments.events import event_of, reference_of
from commitments.frames import find_hits, take_apart
from commitments.model import Commitment, Duty, Event, EventKind, Reading
from commitments.qualifiers import condition_of, strength_of
from commitments.sentences import split
from commitments.prefilter import may_tell, possible_patterns, words_of
from commitments.terms import Terms, governing, term_for
from extract.document import BlockKind, Metadata

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from commitments.frames import Hit, Sentence
    from commitments.model import Deadline
    from extract.document import Block, Document

NO_DATE = (
    "Het stuk heeft geen datum en er is er geen opgegeven: de termijnen blijven zonder dag (geef een datum op met --date)."
)
_SILENT = frozenset({BlockKind.HEADING, BlockKind.FOOTNOTE, BlockKind.QUESTION, BlockKind.SIGNATURE})
_CHAIR = ("de voorzitter", "voorzitter", "de fungerend voorzitter")
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


class Speaker(StrEnum):
    """Whose words a block holds."""

    GOVERNMENT = "government"
    CHAIR = "chair"
    """Reads the promises aloud at the end of a debate; never promises."""
    OTHER = "other"


def speaker_of(block: Block | None) -> Speaker:
    """Who speaks in a block: questions, notes, headings and members never promise."""
    if block is None:
        return Speaker.GOVERNMENT
    if block.kind in _SILENT:
        return Speaker.OTHER
    role = (block.role or block.speaker or "").lower()
    if role.startswith(_CHAIR):
        return Speaker.CHAIR
    return Speaker.GOVERNMENT if not role or role.startswith(_GOVERNMENT) else Speaker.OTHER


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds a sentence: the day the terms count from, the paper, the sentence before, who speaks."""

    date: dt.date | None
    metadata: Metadata = Metadata()
    previous: str | None = None
    after_promise: bool = False
    """The sentence before promised something to the Kamer."""
    speaker: Speaker = Speaker.GOVERNMENT
    in_debate: bool = False


def read_sentence(
    text: str, setting: Setting, *, closely: bool = False
) -> tuple[tuple[Commitment, ...], tuple[Event, ...]]:
    """What one sentence promises and tells; offsets count in ``text``.

    ``closely`` tries every pattern, also those that lack a word they need: slower, never another answer.
    """
    if setting.speaker is Speaker.OTHER:
        return (), ()
    words = words_of(text)
    patterns = None if closely else possible_patterns(words)
    tells = may_tell(words)
    if patterns == frozenset() and not tells:
        return (), ()
    terms = Terms(text, setting.date, setting.previous)
    found: tuple[Commitment, ...] = ()
    if patterns != frozenset():
        sentence = take_apart(text, terms, after_promise=setting.after_promise)
        found = _commitments(sentence, find_hits(sentence, patterns), setting)
    if not tells:
        return found, ()
    return found, _events(text, words, terms, promised=any(c.duty is Duty.KAMER for c in found))


def _commitments(
    sentence: Sentence, hits: list[Hit], setting: Setting
) -> tuple[Commitment, ...]:
    if setting.speaker is Speaker.CHAIR:
        hits = [h for h in hits if not _in_first_person(sentence, h)]
    kamer = [h for h in hits if h.pattern.duty is Duty.KAMER]
    chosen = _one_per_act(kamer or hits)
    rules = tuple(dict.fromkeys(rule for h in (kamer or hits) for rule in h.rules))
    out = [_commitment(sentence, hit, setting.metadata) for hit in chosen]
    if len(out) == 1:
        out[0] = replace(out[0], rules=rules)
    if setting.in_debate:  # in a debate nearly every "ik ga" is talk; an act of policy counts with a term
        out = [c for c in out if c.duty is Duty.KAMER or c.deadline is not None]
    return tuple(dict.fromkeys(out))


def _in_first_person(sentence: Sentence, hit: Hit) -> bool:
    """The chair's own acts ("Ik deel de Kamer mee") and turns ("u krijgt het woord")."""
    if hit.act is None or hit.pattern.duty is Duty.POLICY:
        return True
    tokens = hit.act.clause.tokens
    return sentence.tagged.has("first_person", tokens) is not None or "u" in {sentence.tagged.lower[i] for i in tokens}


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


def settings(document: Document, day: dt.date | None) -> Iterator[tuple[Piece, Setting]]:
    """Every sentence with its surroundings, but for what the sentence before promised."""
    previous: str | None = None
    for piece in pieces(document):
        block = piece.block
        yield (
            piece,
            Setting(
                day,
                document.metadata,
                previous,
                speaker=speaker_of(block),
                in_debate=block is not None and block.kind is BlockKind.SPEECH,
            ),
        )
        previous = document.text[piece.begin : piece.end]


def read(document: Document, *, date: dt.date | None = None, closely: bool = False) -> Reading:
    """All commitments and events of ``document``.

    ``date`` is the day the terms count from; without it the document's own date. With neither the terms
    stay without days and a Dutch warning says so. Offsets count characters in ``document.text``.
    ``closely`` skips the cheap look.
    """
    day = date or document.metadata.date
    commitments: list[Commitment] = []
    events: list[Event] = []
    after_promise = False
    for piece, setting in settings(document, day):
        text = document.text[piece.begin : piece.end]
        found, told = read_sentence(text, replace(setting, after_promise=after_promise), closely=closely)
        by = piece.begin
        commitments += [
            replace(c, begin=c.begin + by, end=c.end + by, deadline=_moved(c.deadline, by)) for c in found
        ]
        events += [replace(e, begin=e.begin + by, end=e.end + by, deadline=_moved(e.deadline, by)) for e in told]
        after_promise = any(c.duty is Duty.KAMER for c in found)
    warnings = (NO_DATE,) if day is None else ()
    return Reading(tuple(commitments), tuple(events), document.references, warnings)
