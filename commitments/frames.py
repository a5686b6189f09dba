"""Match the patterns on one sentence: which acts are promised in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from commitments.clauses import cut
from commitments.generic import generic_predicates
from commitments.lexicon import Shape, load_lexicon
from commitments.model import Duty
from commitments.patterns import SLOTS, load_patterns
from commitments.predicates import Construct, Predicate, predicates, promiser_of
from commitments.qualifiers import counts, effects_on, find_qualifiers
from commitments.slots import filled, is_slip
from commitments.terms import Terms, term_for

if TYPE_CHECKING:
    from commitments.clauses import Clause
    from commitments.lexicon import Lexicon, Tagged
    from commitments.patterns import Pattern
    from commitments.qualifiers import Found

MODALS = frozenset({"wil", "willen", "hoop", "hopen", "probeer", "proberen", "kan", "kunnen", "laat", "zou"})
_WISH = frozenset({"wil", "willen", "hoop", "hopen", "probeer", "proberen"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern that fired; ``act`` and ``clause`` are None for a phrase pattern."""

    pattern: Pattern
    act: Predicate | None
    rules: tuple[str, ...]


@dataclass(slots=True)
class Sentence:
    """A sentence taken apart, with what surrounds it."""

    tagged: Tagged
    clauses: list[Clause]
    terms: Terms
    after_promise: bool = False
    """The sentence before this one promised something."""
    overview: bool = False
    """It stands in a table that lists promises."""


def take_apart(text: str, terms: Terms, *, after_promise: bool = False, overview: bool = False) -> Sentence:
    """Tokens, classes and clauses of one sentence; ``terms`` are the expressions of time in it."""
    tagged = load_lexicon().tag(text)
    return Sentence(tagged, cut(tagged), terms, after_promise, overview)


def _agrees(tagged: Tagged, act: Predicate) -> bool:
    """Whether the finite form fits a promiser: "informeer" needs "ik", "informeert" the minister."""
    if act.verb.group == "receive" and act.shape is Shape.IK:
        return False
    if act.construct is not Construct.PRESENT or act.verb.group in {"receive", "come"}:
        return True
    words = {tagged.lower[i] for i in act.clause.tokens}
    if act.shape in {Shape.IK, Shape.JOINED_IK}:
        if "ik" in words or tagged.lower[act.token].endswith("t"):
            return True
        if is_slip(tagged, act):
            return True
        return act.clause.coordinated and promiser_of(tagged, act.clause) is not None
    if act.shape is Shape.INFINITIVE:
        return (
            bool(
                words
                & {
                    "wij",
                    "we",
                    "ministers",
                    "bewindspersonen",
                    "collega's",
                    "collega’s",
                    "staatssecretarissen",
                }
            )
            or ("ik" in words and "en" in words)
            or (act.clause.coordinated and promiser_of(tagged, act.clause) is not None)
        )
    return "ik" not in words or tagged.lower[act.token].endswith("t")


def _modal_fits(tagged: Tagged, pattern: Pattern, act: Predicate) -> bool:
    """ "Wil" and "hoop" bind the writer; "kan" only in a performative or a bare announcement; "moet" never."""
    if act.construct is not Construct.MODAL or act.finite is None:
        return True
    word = tagged.lower[act.finite]
    if word in _WISH:
        return True
    if word in {"blijf", "blijft", "blijven"}:
        return act.verb.group == "inform"
    if word in {"kan", "kunnen"} and tagged.has("expected", _with_matrix(act)):
        return True
    return "toezeggen" in pattern.id and word in MODALS


def _with_matrix(act: Predicate) -> list[int]:
    matrix = act.clause.matrix
    return act.clause.tokens + (matrix.tokens if matrix is not None else [])


def _needs_met(sentence: Sentence, lexicon: Lexicon, pattern: Pattern, act: Predicate) -> bool:
    for choice in pattern.needs:
        if not any(_slot(sentence, lexicon, name, act) for name in choice):
            return False
    slots_without = pattern.without & SLOTS
    return not any(_slot(sentence, lexicon, name, act) for name in slots_without)


def _slot(sentence: Sentence, lexicon: Lexicon, name: str, act: Predicate) -> bool:
    if name == "time":
        return bool(sentence.terms.all())
    if name == "own_term":
        return term_for(sentence.tagged, sentence.clauses, act, sentence.terms.all()) is not None
    return filled(name, sentence.tagged, lexicon, act, after_promise=sentence.after_promise)


def _construct_fits(pattern: Pattern, act: Predicate) -> bool:
    if act.construct in pattern.constructs:
        return True
    return act.construct is Construct.PASSIVE_FUTURE and Construct.PASSIVE in pattern.constructs


def _any_verb(sentence: Sentence, pattern: Pattern) -> list[Predicate]:
    """For patterns on any verb: an infinitive at the end of a clause with "zal", or after "te" with a governor."""
    return generic_predicates(sentence.tagged, sentence.clauses, pattern.constructs)


def find_hits(sentence: Sentence, patterns: frozenset[int] | None = None) -> list[Hit]:
    """All patterns that fire on the sentence, in order of precedence.

    ``patterns``: indices of those worth trying; None tries all.
    """
    tagged, lexicon = sentence.tagged, load_lexicon()
    acts = [act for clause in sentence.clauses for act in predicates(tagged, clause)]
    found: list[Found] | None = None
    hits: list[Hit] = []
    for index, pattern in enumerate(load_patterns()):
        if (patterns is not None and index not in patterns) or (pattern.overview and not sentence.overview):
            continue
        if pattern.phrase is not None:
            if pattern.phrase.search(tagged.text) and not _phrase_blocked(tagged.text):
                hits.append(Hit(pattern, None, (pattern.id,)))
            continue
        if pattern.duty is Duty.POLICY and any(h.pattern.duty is Duty.KAMER for h in hits):
            break
        for act in acts if pattern.lemmas is not None else _any_verb(sentence, pattern):
            if pattern.lemmas is not None and act.verb.lemma not in pattern.lemmas:
                continue
            if not (
                _construct_fits(pattern, act) and _agrees(tagged, act) and _modal_fits(tagged, pattern, act)
            ):
                continue
            if not _needs_met(sentence, lexicon, pattern, act):
                continue
            if found is None:
                found = find_qualifiers(tagged.text)
            if counts(tagged, pattern, act, _effects(sentence, found, pattern, act)):
                hits.append(Hit(pattern, act, (pattern.id,)))
    return hits


def _effects(sentence: Sentence, found: list[Found], pattern: Pattern, act: Predicate) -> set[str]:
    def has_term() -> bool:
        return term_for(sentence.tagged, sentence.clauses, act, sentence.terms.all()) is not None

    return effects_on(sentence.tagged, found, pattern, act, has_term, after_promise=sentence.after_promise)


def _phrase_blocked(text: str) -> bool:
    return any(f.qualifier.effect == "question" for f in find_qualifiers(text))
