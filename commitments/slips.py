"""Sentences in which "ik" was forgotten, as letters have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commitments.lexicon import Shape
from commitments.predicates import Construct
from commitments.segments import PREPOSITIONS

if TYPE_CHECKING:
    from commitments.lexicon import Tagged
    from commitments.predicates import Predicate


def is_slip(tagged: Tagged, act: Predicate) -> bool:
    """As in "Hierover informeer uw Kamer": "ik" was forgotten. Not the order "Informeer de Kamer"."""
    if act.construct is Construct.FUTURE:
        return _lacks_ik(tagged, act)
    if (
        act.shape is not Shape.IK
        or act.construct is not Construct.PRESENT
        or tagged.lower[act.token].endswith("t")
    ):
        return False
    after = tagged.lower[act.token + 1 : act.token + 3]
    return after == ["uw", "kamer"] or (
        act.token > act.clause.tokens[0] and after[:1] in (["u"], ["de"], ["uw"])
    )


def _lacks_ik(tagged: Tagged, act: Predicate) -> bool:
    """As in "Over de uitkomsten zal uw Kamer informeren": what stands before "zal" can be no subject."""
    if act.finite is None or act.verb.group not in {"inform", "send"}:
        return False
    if tagged.lower[act.finite] != "zal" or tagged.lower[act.finite + 1 : act.finite + 3] != ["uw", "kamer"]:
        return False
    first = tagged.lower[act.clause.tokens[0]]
    return first in PREPOSITIONS or first in {"hierover", "daarover", "hiervan", "daarvan", "vervolgens"}
