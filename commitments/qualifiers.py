"""What takes a promise away: qualifiers, reports, negation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from commitments.clauses import ClauseKind
from commitments.lexicon import Shape
from commitments.model import Duty
from commitments.needles import folded, may_match, needles
from commitments.negation import is_negated
from commitments.patterns import load_qualifiers
from commitments.predicates import Construct, home_of, promiser_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from commitments.clauses import Clause
    from commitments.lexicon import Mention, Tagged
    from commitments.needles import Needles
    from commitments.patterns import Pattern, Qualifier
    from commitments.predicates import Predicate

_NOT_ASSERTED = frozenset(
    {ClauseKind.TEMPORAL, ClauseKind.CONDITIONAL, ClauseKind.QUESTION, ClauseKind.REPORT}
)

_WANTS = frozenset({"wil", "willen", "hoop", "hopen"})
_PAST_COPULA = frozenset({"was", "waren", "had", "hadden", "werd"})
_BEFORE_NOUN = frozenset(
    {"de", "deze", "die", "uw", "overige", "resterende", "schriftelijke", "alle", "beide"}
)
_MANNER = frozenset(
    {"wijze", "manier", "mate", "procedure", "vorm", "frequentie", "tijdstip", "tijdstippen", "moment",
     "momenten", "datum", "termijn"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A qualifier and where it stands (character offsets in the sentence)."""

    qualifier: Qualifier
    begin: int
    end: int


@cache
def _with_needles() -> tuple[tuple[Qualifier, Needles], ...]:
    return tuple((qualifier, needles(qualifier.phrase)) for qualifier in load_qualifiers())


def find_qualifiers(text: str) -> list[Found]:
    """All qualifiers whose words stand in the sentence."""
    out = []
    plain = folded(text)
    for qualifier, wanted in _with_needles():
        if not may_match(wanted, plain):
            continue
        if qualifier.unless is not None and qualifier.unless.search(text):
            continue
        out += [Found(qualifier, m.start(), m.end()) for m in qualifier.phrase.finditer(text)]
    return out


def _inside(tagged: Tagged, clause: Clause, found: Found) -> bool:
    return any(tagged.begins[i] < found.end and tagged.ends[i] > found.begin for i in clause.tokens)


def effects_on(
    tagged: Tagged,
    found: list[Found],
    pattern: Pattern,
    act: Predicate,
    has_term: Callable[[], bool],
    *,
    after_promise: bool,
) -> set[str]:
    """The effects that qualifiers have on this act.

    ``has_term`` tells whether the act has a term of its own. After a promised letter "zal ik in deze
    brief ..." speaks of that letter.
    """
    out = set()
    for item in found:
        qualifier = item.qualifier
        if after_promise and qualifier.effect == "fulfilment" and act.construct is Construct.FUTURE:
            continue
        if (
            qualifier.kinds
            and pattern.kind not in qualifier.kinds
            and qualifier.effect not in pattern.without
        ):
            continue
        if qualifier.constructs and act.construct not in qualifier.constructs:
            continue
        if qualifier.named and qualifier.effect not in pattern.without:
            continue
        if qualifier.unless_term and has_term():
            continue
        if qualifier.effect in {"third_party", "law"} and tagged.has("first_person", act.clause.tokens):
            continue
        if qualifier.whole_sentence or _inside(tagged, act.clause, item):
            out.add(qualifier.effect)
    return out


def is_reported(tagged: Tagged, act: Predicate) -> bool:
    """Whether the act is in earlier words or a wish: "heb toegezegd dat ...", "verzoekt ... te"."""
    current = act.clause
    if act.construct is Construct.TE and _reports(tagged, [i for i in current.tokens if i < act.token]):
        return True
    if (act.construct is Construct.PASSIVE and _asked_to_be(tagged, act)) or (
        act.construct is Construct.TE and _aim_of_what_was_done(tagged, act)
    ):
        return True
    if act.construct is Construct.TE and _PAST_COPULA & {tagged.lower[i] for i in home_of(act).tokens}:
        return True
    first = current.tokens[0]
    listed = tagged.lower[first] == "dat" and tagged.lower[first - 1 : first] == ["en"]
    """As in "heb ik gemeld hoe dat gaat en dat ik ...": told with what stands further back."""
    while current.matrix is not None and (
        listed or current.kind is ClauseKind.COMPLEMENT or current.coordinated
    ):
        linked = listed or current.kind is ClauseKind.COMPLEMENT
        current = current.matrix
        if linked and (_is_own_agreement(tagged, current, act) or _is_own_proposal(tagged, current, act)):
            continue
        if linked and (_reports(tagged, current.tokens) or _is_wish(tagged, current, act)):
            return True
        if linked and tagged.lower[act.clause.tokens[0]] == "dat" and _denies(tagged, current):
            return True
    return False


def _asked_to_be(tagged: Tagged, act: Predicate) -> bool:
    """As in "Uw Kamer heeft verzocht te worden geïnformeerd"."""
    around = (tagged.lower[max(0, act.token - 2) : act.token], tagged.lower[act.token + 1 : act.token + 3])
    return ["te", "worden"] in around and _reports(tagged, act.clause.tokens)


def _aim_of_what_was_done(tagged: Tagged, act: Predicate) -> bool:
    """As in "Ik heb de tijd genomen om te proberen dit aan u uit te leggen"."""
    home = home_of(act)
    last = act.governor.first if act.governor is not None else act.token
    aim = max((i for i in range(home.tokens[0], last) if tagged.lower[i] == "om"), default=0)
    if not aim or tagged.has("future", home.tokens):
        return False
    before = [*(home.matrix.tokens if home.matrix else ()), *home.tokens]
    return tagged.has("perfect", [i for i in before if i < aim]) is not None and _is_done(tagged, aim - 1)


def _is_done(tagged: Tagged, i: int) -> bool:
    word = tagged.lower[i]
    listed = any(form.shape is Shape.PARTICIPLE for form in tagged.forms.get(i, ()))
    return listed or (word.startswith("ge") and word.endswith(("d", "t", "en")) and word != "gemeenten")


def _is_own_agreement(tagged: Tagged, matrix: Clause, act: Predicate) -> bool:
    """As in "Met de commissie is afgesproken dat ik de Kamer in maart een tussenstand stuur"."""
    agreed = "afgesproken" in {tagged.lower[i] for i in matrix.tokens}
    return agreed and tagged.has("first_person", act.clause.tokens) is not None


def _is_own_proposal(tagged: Tagged, matrix: Clause, act: Predicate) -> bool:
    """As in "Ik stel voor dat ik daar schriftelijk op terugkom"."""
    words = {tagged.lower[i] for i in matrix.tokens}
    proposed = {"ik", "stel", "voor"} <= words or {"mijn", "voorstel", "is"} <= words
    return proposed and "ik" in {tagged.lower[i] for i in act.clause.tokens}


def _denies(tagged: Tagged, matrix: Clause) -> bool:
    """As in "Dat betekent niet dat de Kamer wordt geïnformeerd"."""
    return is_negated(tagged, matrix, matrix.tokens[0], matrix.tokens[-1])


def _is_wish(tagged: Tagged, matrix: Clause, act: Predicate) -> bool:
    """As in "Ik wil dat de minister ...": somebody else must do it."""
    if not tagged.has("wish", matrix.tokens):
        return False
    if not tagged.has("first_person", matrix.tokens):
        if not _is_of_others(tagged, matrix):
            return False
        if tagged.has("first_person", act.clause.tokens):
            return True  # "De sector verwacht dat ik ..."
    promiser = promiser_of(tagged, act.clause)
    return (
        promiser is not None
        and promiser.name == "office"
        and tagged.lower[promiser.first - 1] not in {"mijn", "onze"}
    )


def _is_of_others(tagged: Tagged, matrix: Clause) -> bool:
    """As in "De ombudsman verwacht dat de minister ..."; not "Verwacht wordt dat"."""
    if {"te", "verwachten"} <= {tagged.lower[i] for i in matrix.tokens}:
        return False
    return promiser_of(tagged, matrix) is None and tagged.has("passive", matrix.tokens) is None


def _is_noun(tagged: Tagged, mention: Mention) -> bool:
    """As in "de vragen", not "de leden vragen"."""
    return tagged.lower[mention.first] == "vragen" and tagged.lower[mention.first - 1] in _BEFORE_NOUN


def _reports(tagged: Tagged, tokens: list[int]) -> bool:
    asked = [m for m in tagged.mentions.get("request", ()) if m.first in tokens and not _is_noun(tagged, m)]
    if asked or tagged.has("evaluate", tokens):
        return True
    if not tagged.has("report", tokens):
        return False
    return bool(tagged.has("perfect", tokens) or tagged.has("passive_past", tokens))


def is_asserted(tagged: Tagged, act: Predicate) -> bool:
    """False inside a condition, a "zodra" clause, an indirect question or "de wijze waarop"."""
    first = act.clause.tokens[0]
    if (
        act.clause.kind is ClauseKind.OTHER
        and act.construct is Construct.MODAL
        and tagged.lower[first] != "zodat"
    ):
        return False
    if act.clause.kind is ClauseKind.RELATIVE and first and tagged.lower[first - 1] in _MANNER:
        return False
    if act.construct is Construct.TE and home_of(act).kind is ClauseKind.QUESTION:
        return False  # "of de minister bereid is om ... te"
    matrix = act.clause.matrix
    asked = act.clause.kind is ClauseKind.COMPLEMENT and matrix and matrix.kind is ClauseKind.QUESTION
    clause = matrix if asked else act.clause
    while clause is not None:
        if clause.kind in _NOT_ASSERTED:
            return False
        clause = clause.matrix if clause.coordinated and clause.kind is not ClauseKind.MAIN else None
    return True


def is_free(tagged: Tagged, clauses: list[Clause], begin: int) -> bool:
    """False when what begins at character ``begin`` stands in "het tijdstip waarop ..."."""
    for clause in clauses:
        first = clause.tokens[0]
        if not any(tagged.begins[i] <= begin < tagged.ends[i] for i in clause.tokens) or not first:
            continue
        if clause.kind is ClauseKind.RELATIVE and tagged.lower[first - 1] in _MANNER:
            return False
    return True


def is_refused(tagged: Tagged, act: Predicate) -> bool:
    """Whether the act, or what binds it, is negated."""
    clause = act.clause
    if act.construct is Construct.TE and act.governor is not None:
        home = home_of(act)
        first = home.finite[0] if home.finite else home.tokens[0]
        if is_negated(tagged, home, min(first, act.governor.first - 3), act.governor.last + 2):
            return True
    if act.finite is None:
        return False
    if (
        clause.kind is ClauseKind.RELATIVE
        and "geen" in tagged.lower[max(0, clause.tokens[0] - 4) : clause.tokens[0]]
    ):
        return True  # "geen onderwerp waarover ik u bericht"
    low = min([act.finite, act.token, *clause.finite])
    if act.construct in {Construct.PRESENT, Construct.TE} and act.clause.kind is ClauseKind.MAIN:
        high = max(act.token, max((i for i in clause.tokens if i <= act.token + 6), default=act.token))
        return is_negated(tagged, clause, low, high)
    low = clause.tokens[0] if clause.kind is not ClauseKind.MAIN else low
    return is_negated(tagged, clause, low, max(act.finite, act.token))


def counts(tagged: Tagged, pattern: Pattern, act: Predicate, *, recited: bool = False) -> bool:
    """Whether the act is asserted by the writer, not reported, refused or merely possible.

    ``recited``: what is reported as promised is a promise, the chair reads it aloud.
    """
    decided = act.governor is not None and act.governor.name == "govern_decided"
    if decided and pattern.duty is Duty.POLICY:
        return False
    if not is_asserted(tagged, act) or (not recited and is_reported(tagged, act)):
        return False
    if pattern.duty is Duty.POLICY and act.construct is Construct.MODAL and act.finite is not None:
        return tagged.lower[act.finite] in _WANTS and not is_refused(tagged, act)
    return not is_refused(tagged, act)
