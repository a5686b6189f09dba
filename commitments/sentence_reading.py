"""Read one sentence in its surroundings: what it promises, what it tells of earlier promises."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from commitments.details import details_of
from commitments.events import best_event, is_done, make_event
from commitments.frames import find_hits, take_apart
from commitments.model import Commitment, Duty, EventKind
from commitments.predicates import Construct
from commitments.prefilter import glance, unseen
from commitments.strength import condition_of, strength_of
from commitments.terms import Terms, term_for
from extract.document import Metadata

if TYPE_CHECKING:
    import datetime as dt

    from commitments.frames import Hit, Sentence
    from commitments.model import Deadline, Event
    from commitments.prefilter import Seen
    from extract.document import Block


_RECITED = re.compile(
    r"^(?!.{0,300}\b(?:eerder|vorige?|destijds|gisteren|afgelopen|indertijd|jl)\b)"
    r".{0,200}\b(?:toegezegd\b|toezegging\b.{0,60}\bdat\b)",
    re.IGNORECASE,
)
"""The chair reads a promise of this debate: "Toegezegd is dat", "De toezegging aan mevrouw Dekker is dat"."""


class Speaker(StrEnum):
    """Whose words a block holds."""

    GOVERNMENT = "government"
    CHAIR = "chair"
    """Reads the promises aloud at the end of a debate; never promises."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds a sentence: the day the terms count from, the paper, the sentence before, who speaks."""

    date: dt.date | None
    metadata: Metadata = field(default_factory=Metadata)
    previous: str | None = None
    after_promise: bool = False
    """The sentence before promised something to the Kamer."""
    after_report: bool = False
    """The sentence before told of an earlier promise."""
    speaker: Speaker = Speaker.GOVERNMENT
    speech: Block | None = None
    """The speech it stands in, None in a written paper."""
    overview: bool = False
    """A row of a table that lists promises."""


def read_sentence(
    text: str, setting: Setting, *, closely: bool = False, seen: Seen | None = None
) -> tuple[tuple[Commitment, ...], tuple[Event, ...]]:
    """What one sentence promises and tells; offsets count in ``text``.

    ``closely`` tries every pattern, also those that lack a word they need: slower, never another answer.
    ``seen`` is what the cheap look saw, where it was taken before.
    """
    if setting.speaker is Speaker.OTHER:
        return (), ()
    seen = seen or (unseen(text) if closely else glance(text, overview=setting.overview))
    if seen is None:
        return (), ()
    patterns = seen.patterns
    recited = setting.speaker is Speaker.CHAIR and _RECITED.search(text) is not None
    terms = Terms(text, setting.date, setting.previous)
    told = best_event(
        seen.events, text, terms, in_letter=setting.speech is None, after_report=setting.after_report
    )
    found: tuple[Commitment, ...] = ()
    if patterns != frozenset():
        sentence = take_apart(
            text, terms, after_promise=setting.after_promise, overview=setting.overview, recited=recited
        )
        hits = find_hits(sentence, patterns)
        if is_done(told):
            hits = [hit for hit in hits if _is_new(sentence, hit)]
        elif told is not None and told.kind is EventKind.MADE and not recited:
            # "Ik heb toegezegd daarop in te gaan": the infinitive is what was promised then.
            hits = [hit for hit in hits if hit.act is None or hit.act.construct is not Construct.TE]
        found = _commitments(sentence, hits, setting)
    if told is None or (recited and found):
        return found, ()
    event = make_event(told, text, terms, tuple(c.deadline for c in found if c.duty is Duty.KAMER))
    return found, () if event is None else (event,)


def _is_new(sentence: Sentence, hit: Hit) -> bool:
    """Whether an act beside "doe ik de toezegging gestand" is promised anew, not what was promised before."""
    if hit.act is None or hit.act.construct in {Construct.TE, Construct.MODAL}:
        return False
    if hit.act.construct in {Construct.FUTURE, Construct.PASSIVE_FUTURE}:
        return True
    return term_for(sentence.tagged, sentence.clauses, hit.act, sentence.terms.all()) is not None


def _commitments(sentence: Sentence, hits: list[Hit], setting: Setting) -> tuple[Commitment, ...]:
    if setting.speaker is Speaker.CHAIR:
        hits = [h for h in hits if not _in_first_person(sentence, h)]
    kamer = [h for h in hits if h.pattern.duty is Duty.KAMER]
    chosen = _one_per_act(kamer or hits)
    rules = tuple(dict.fromkeys(rule for h in (kamer or hits) for rule in h.rules))
    out = [_commitment(sentence, hit, setting) for hit in chosen]
    if len(out) == 1:
        out[0] = replace(out[0], rules=rules, deadline=out[0].deadline or _term_beside(sentence, kamer))
    if (
        setting.speech is not None
    ):  # in a debate nearly every "ik ga" is talk; an act of policy counts with a term
        out = [c for c in out if c.duty is Duty.KAMER or c.deadline is not None]
    return tuple(dict.fromkeys(out))


def _term_beside(sentence: Sentence, hits: list[Hit]) -> Deadline | None:
    """The term of the paper that carries the act: "in de brief, die u in juni krijgt"."""
    terms = sentence.terms.all()
    found = (term_for(sentence.tagged, sentence.clauses, h.act, terms) for h in hits if h.act is not None)
    return next((t for t in found if t is not None), None)


def _in_first_person(sentence: Sentence, hit: Hit) -> bool:
    """The chair's own acts ("Ik deel de Kamer mee") and turns ("u krijgt het woord")."""
    if hit.pattern.duty is Duty.POLICY:
        return True
    tokens = list(range(len(sentence.tagged.lower))) if hit.act is None else hit.act.clause.tokens
    return sentence.tagged.has("first_person", tokens) is not None or "u" in {
        sentence.tagged.lower[i] for i in tokens
    }


def _one_per_act(hits: list[Hit]) -> list[Hit]:
    """One hit for the sentence: a named act before the bare performative that announces it."""
    if not hits:
        return []
    named = [h for h in hits if h.pattern.id != "toezeggen"]
    return [(named or hits)[0]]


def _commitment(sentence: Sentence, hit: Hit, setting: Setting) -> Commitment:
    tagged = sentence.tagged
    terms = sentence.terms.all()
    details = details_of(tagged, sentence.clauses, hit.act, terms, setting.metadata, speech=setting.speech)
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
        promiser_name=details.promiser_name,
        on_behalf=details.on_behalf,
        addressee=details.addressee,
        subject=details.subject,
        rules=hit.rules,
        deadline=term_for(tagged, sentence.clauses, hit.act, terms),
    )
