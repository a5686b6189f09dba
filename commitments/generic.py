"""Acts put with a verb outside the lexicon: an infinitive after "zal", or after "te" with a governor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commitments.governors import governor_of
from commitments.lexicon import Shape, Verb
from commitments.predicates import Construct, Predicate

if TYPE_CHECKING:
    from commitments.clauses import Clause
    from commitments.lexicon import Tagged

_ANY = Verb("*", "any", None, ())
_NO_INFINITIVE = frozenset(
    {
        "worden", "zijn", "hebben", "kunnen", "moeten", "willen", "mogen", "zullen", "blijven", "en",
        "een", "hen", "geen",
        "tussen", "binnen", "samen", "tegen", "alleen", "eigen", "open", "meteen", "iedereen", "treden",
    }
)  # fmt: skip


def _is_infinitive(word: str) -> bool:
    return (len(word) > 4 and word.endswith("en") and word not in _NO_INFINITIVE) or word in {
        "doen",
        "gaan",
        "zien",
        "slaan",
    }


def generic_predicates(
    tagged: Tagged, clauses: list[Clause], constructs: frozenset[Construct]
) -> list[Predicate]:
    """Infinitives of any verb, in the clauses that have "zal" (FUTURE) or a governor and "te" (TE)."""
    out: list[Predicate] = []
    for clause in clauses:
        if Construct.FUTURE in constructs:
            auxiliary = tagged.has("future", clause.tokens)
            if auxiliary is not None:
                out += _future(tagged, clause, auxiliary.first)
        if Construct.TE in constructs:
            out += _with_te(tagged, clause)
    return out


def _future(tagged: Tagged, clause: Clause, finite: int) -> list[Predicate]:
    for i in reversed(clause.tokens):
        if i != finite and _is_infinitive(tagged.lower[i]):
            return [Predicate(_ANY, Shape.INFINITIVE, Construct.FUTURE, i, finite, clause)]
    return []


def _with_te(tagged: Tagged, clause: Clause) -> list[Predicate]:
    for i in clause.tokens:
        if tagged.lower[i - 1 if i else 0] == "te" and _is_infinitive(tagged.lower[i]):
            governor = governor_of(tagged, clause, i)
            if governor is not None:
                return [Predicate(_ANY, Shape.INFINITIVE, Construct.TE, i, i - 1, clause, governor)]
    return []
