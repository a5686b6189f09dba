"""Match the patterns on one sentence: which acts are promised in it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from commitments.clauses import ClauseKind, cut
from commitments.generic import generic_predicates
from commitments.lexicon import Mention, Shape, load_lexicon
from commitments.model import Duty
from commitments.patterns import SLOTS, load_patterns
from commitments.predicates import Construct, Predicate, predicates, promiser_of
from commitments.qualifiers import counts, effects_on, find_qualifiers, is_free
from commitments.quotations import quotations
from commitments.requests import asks_for_kamer
from commitments.slips import is_slip
from commitments.slots import Asked, filled
from commitments.terms import Terms, term_for

if TYPE_CHECKING:
    from commitments.clauses import Clause
    from commitments.lexicon import Tagged
    from commitments.patterns import Pattern
    from commitments.qualifiers import Found

MODALS = frozenset(
    {"wil", "willen", "hoop", "hopen", "probeer", "proberen", "kan", "kunnen", "laat", "zou", "moge"}
)
MOST_ACTS = 3
"""Acts that one pattern gives at most in a sentence: the first counts, the others can lend it their term."""
_PLURAL = frozenset(
    {
        "wij",
        "we",
        "ministers",
        "bewindspersonen",
        "collega's",
        "collega’s",
        "staatssecretarissen",
        "ministeries",
    }
)
_GIVES = frozenset({"inform", "send", "return"})
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
    recited: bool = False
    """The chair reads promises aloud: "toegezegd is dat" is a promise of now."""
    found: list[Found] | None = None
    quoted: list[tuple[int, int]] | None = None

    def is_quoted(self, begin: int) -> bool:
        """Whether character ``begin`` stands between quotation marks: earlier or another's words."""
        if self.quoted is None:
            self.quoted = quotations(self.tagged.text)
        return any(first <= begin < last for first, last in self.quoted)

    def qualifiers(self) -> list[Found]:
        """The qualifiers in the sentence, looked for once."""
        if self.found is None:
            self.found = find_qualifiers(self.tagged.text)
        return self.found


def take_apart(
    text: str, terms: Terms, *, after_promise: bool = False, overview: bool = False, recited: bool = False
) -> Sentence:
    """Tokens, classes and clauses of one sentence; ``terms`` are the expressions of time in it."""
    tagged = load_lexicon().tag(text)
    if recited:  # "heeft toegezegd om ... te" binds like "zegt toe om ... te"
        bound = (i for i, word in enumerate(tagged.lower) if word == "toegezegd")
        tagged.mentions.setdefault("govern_explicit", []).extend(
            Mention("govern_explicit", i, i) for i in bound
        )
    return Sentence(tagged, cut(tagged), terms, after_promise, overview, recited)


def _agrees(tagged: Tagged, act: Predicate) -> bool:
    """Whether the finite form fits a promiser: "informeer" needs "ik", "informeert" the minister."""
    if act.verb.group == "receive" and act.shape is Shape.IK:
        return False
    if act.construct is Construct.PRESENT and not _fits_next(tagged, act):
        return False
    if act.construct is not Construct.PRESENT or act.verb.group in {"receive", "come"}:
        return True
    words = {tagged.lower[i] for i in act.clause.tokens}
    either = tagged.lower[act.token].endswith("t")  # "bericht": both "ik" and "de minister"
    inherited = act.clause.coordinated and promiser_of(tagged, act.clause) is not None
    if act.shape in {Shape.IK, Shape.JOINED_IK}:
        return "ik" in words or either or inherited or is_slip(tagged, act)
    if act.shape is Shape.INFINITIVE:
        return bool(words & _PLURAL) or {"ik", "en"} <= words or inherited
    return "ik" not in words or either


def _fits_next(tagged: Tagged, act: Predicate) -> bool:
    """Not with another subject right behind the verb: "kom je terug", "daar komt dit in terug"."""
    after = tagged.lower[act.token + 1] if act.token + 1 < len(tagged.lower) else ""
    if act.shape is Shape.HIJ and act.verb.group == "return":
        return after not in {"dit", "dat", "het", "u"}
    return after not in {"je", "jij"} or "ik" in {tagged.lower[i] for i in act.clause.tokens}


def _modal_fits(sentence: Sentence, pattern: Pattern, act: Predicate) -> bool:  # noqa: PLR0911
    """Whether the modal binds the writer: "wil"; "kan" in a performative, an expectation or with a term."""
    if act.construct is not Construct.MODAL or act.finite is None:
        return True
    tagged = sentence.tagged
    word = tagged.lower[act.finite]
    if word in _WISH:
        return True
    if word in {"blijf", "blijft", "blijven"}:
        return act.verb.group == "inform"
    if word == "laat" and act.verb.group in _GIVES:
        return _let_me(sentence, act)
    if word in {"kan", "kunnen"} and (
        tagged.has("expected", _with_matrix(act))
        or (_gives_herself(tagged, act) and bool(sentence.terms.all()))
    ):
        return True
    if word in {"moet", "moeten"} and act.verb.group == "return":
        return "schriftelijk" in {tagged.lower[i] for i in act.clause.tokens}
    return "toezeggen" in pattern.id and word in MODALS


def _let_me(sentence: Sentence, act: Predicate) -> bool:
    """As in "Laat ik dat deze week naar de Kamer sturen"; not "Laat ik u vertellen hoe dat gaat"."""
    lower, finite = sentence.tagged.lower, act.finite or 0
    if lower[finite + 1 : finite + 2] != ["ik"] or act.verb.group not in _GIVES:
        return False
    clause = {lower[i] for i in act.clause.tokens}
    written = not clause.isdisjoint({"schriftelijk", "brief", "briefje", "papier", "mail"})
    return written or bool(sentence.terms.all()) or (act.verb.group == "send" and "naar" in clause)


def _gives_herself(tagged: Tagged, act: Predicate) -> bool:
    """As in "Daar kan ik de Kamer in mei meer duidelijkheid over geven"."""
    return act.verb.group in _GIVES and tagged.has("first_person", act.clause.tokens) is not None


def _with_matrix(act: Predicate) -> list[int]:
    tokens = list(act.clause.tokens)
    matrix = act.clause.matrix
    while matrix is not None:
        tokens += matrix.tokens
        matrix = matrix.matrix
    return tokens


def _needs_met(sentence: Sentence, pattern: Pattern, act: Predicate) -> bool:
    if not all(any(_slot(sentence, name, act) for name in choice) for choice in pattern.needs):
        return False
    return not any(_slot(sentence, name, act) for name in pattern.without & SLOTS)


def _slot(sentence: Sentence, name: str, act: Predicate) -> bool:
    if name == "time":
        return bool(sentence.terms.all())
    if name == "own_term":
        return term_for(sentence.tagged, sentence.clauses, act, sentence.terms.all()) is not None
    return filled(name, Asked(sentence.tagged, load_lexicon(), act, sentence.after_promise))


def _construct_fits(pattern: Pattern, act: Predicate) -> bool:
    if act.construct in pattern.constructs:
        return True
    return act.construct is Construct.PASSIVE_FUTURE and Construct.PASSIVE in pattern.constructs


def find_hits(sentence: Sentence, patterns: frozenset[int] | None = None) -> list[Hit]:
    """All patterns that fire on the sentence, in order of precedence.

    ``patterns``: indices of those worth trying; None tries all. A sentence that owes the Kamer an act is
    not read for acts of policy.
    """
    acts: list[Predicate] | None = None
    hits: list[Hit] = []
    known = load_patterns()
    for index in range(len(known)) if patterns is None else sorted(patterns):
        pattern = known[index]
        if pattern.overview and not sentence.overview:
            continue
        if pattern.duty is Duty.POLICY and any(h.pattern.duty is Duty.KAMER for h in hits):
            continue
        if pattern.phrase is not None:
            hits += _phrase_hits(sentence, pattern)
        else:
            if acts is None:
                acts = [act for clause in sentence.clauses for act in predicates(sentence.tagged, clause)]
            hits += [Hit(pattern, act, (pattern.id,)) for act in acts_of(sentence, pattern, acts)]
    return hits


def acts_of(sentence: Sentence, pattern: Pattern, acts: list[Predicate]) -> list[Predicate]:
    """Those of ``acts`` that the pattern makes a promise of."""
    tagged = sentence.tagged
    if pattern.lemmas is None:
        fitting = generic_predicates(tagged, sentence.clauses, pattern.constructs)
    else:
        fitting = [a for a in acts if a.verb.lemma in pattern.lemmas and _construct_fits(pattern, a)]
    promised = (
        act
        for act in fitting
        if not sentence.is_quoted(tagged.begins[act.token])
        and _agrees(tagged, act)
        and _modal_fits(sentence, pattern, act)
        and _needs_met(sentence, pattern, act)
        and counts(tagged, pattern, act, recited=sentence.recited)
        and not _only_describes(sentence, act)
        and not _effects(sentence, pattern, act)
    )
    return list(islice(promised, MOST_ACTS))


def _only_describes(sentence: Sentence, act: Predicate) -> bool:
    """A relative clause without term, or with "jaarlijks", is a habit: "de brief die jaarlijks komt"."""
    clause = act.clause
    if clause.kind is not ClauseKind.RELATIVE or act.construct not in {Construct.PASSIVE, Construct.PRESENT}:
        return False
    first = sentence.tagged.lower[clause.tokens[0]]
    if first not in {"die", "dat", "waarmee", "waarin", "waarbij"} or (
        first == "waarbij" and act.verb.group == "inform"
    ):
        return False
    if sentence.tagged.has("first_person", clause.tokens) or _at_that_time(sentence.tagged, clause):
        return False
    term = term_for(sentence.tagged, sentence.clauses, act, sentence.terms.all())
    return term is None or term.rule == "recurring"


def _at_that_time(tagged: Tagged, clause: Clause) -> bool:
    """As in "Dit najaar verschijnt de visie, die dan ook naar de Kamer gaat"."""
    return "dan" in [tagged.lower[i] for i in clause.tokens[:3]]


def _phrase_hits(sentence: Sentence, pattern: Pattern) -> list[Hit]:
    text = sentence.tagged.text
    match = pattern.phrase.search(text) if pattern.phrase is not None else None
    if match is None or not _in_place(sentence.terms, pattern):
        return []
    if sentence.is_quoted(match.start()) or not is_free(sentence.tagged, sentence.clauses, match.start()):
        return []
    asked = any(
        f.qualifier.effect == "question" or (f.qualifier.effect == "request" and f.end <= match.start())
        for f in sentence.qualifiers()
    )
    return [] if asked else [Hit(pattern, None, (pattern.id,))]


def _in_place(terms: Terms, pattern: Pattern) -> bool:
    """Whether the surroundings that a phrase asks for are there."""
    if pattern.resumes:
        return _resumes(terms)
    if pattern.answers:
        return terms.previous is not None and asks_for_kamer(terms.previous)
    return not pattern.dated or terms.to_come()


def _resumes(terms: Terms) -> bool:
    """Whether the sentence before names an act of telling or sending the Kamer, and this one has a term."""
    if terms.previous is None or not terms.all():
        return False
    before = load_lexicon().tag(terms.previous)
    named = (form.verb.group for forms in before.forms.values() for form in forms)
    return "kamer" in before.mentions and not _GIVES.isdisjoint(named)


def _effects(sentence: Sentence, pattern: Pattern, act: Predicate) -> set[str]:
    def has_term() -> bool:
        return term_for(sentence.tagged, sentence.clauses, act, sentence.terms.all()) is not None

    found = sentence.qualifiers()
    return effects_on(sentence.tagged, found, pattern, act, has_term, after_promise=sentence.after_promise)
