"""How firmly an act is promised, and on what condition."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from commitments.clauses import ClauseKind
from commitments.model import Strength
from commitments.predicates import Construct, home_of

if TYPE_CHECKING:
    from commitments.clauses import Clause
    from commitments.lexicon import Tagged
    from commitments.patterns import Pattern
    from commitments.predicates import Predicate

_UNCERTAIN = frozenset(
    {"wenselijk", "nodig", "noodzakelijk", "aanleiding", "blijkt", "blijken", "opportuun", "mocht"}
)


def strength_of(tagged: Tagged, pattern: Pattern, act: Predicate | None) -> Strength:
    """How firmly the act is promised, by what binds it and by the words beside it."""
    if pattern.strength is not None:
        return pattern.strength
    if act is None:
        return Strength.FIRM
    home = home_of(act)
    tokens = act.clause.tokens + (home.tokens if home is not act.clause else [])
    if act.clause.matrix is not None and (
        act.clause.kind is ClauseKind.COMPLEMENT or act.clause.shares_front()
    ):
        tokens = tokens + act.clause.matrix.tokens
    words = {tagged.lower[i] for i in tokens}
    if (act.governor is not None and act.governor.name in {"govern_explicit", "finite"}) or {
        "zeg",
        "toe",
    } <= words:
        return Strength.EXPLICIT
    if tagged.has("expected", tokens):
        return Strength.EXPECTED
    bound = act.governor is not None and act.governor.name != "govern_decided"
    if bound or act.construct is Construct.MODAL or tagged.has("if_possible", tokens):
        return Strength.INTENDED
    return Strength.FIRM


def condition_of(tagged: Tagged, clauses: list[Clause]) -> str | None:
    """The open condition as written ("Indien ...", "zo nodig"), None when there is none."""
    for number, clause in enumerate(clauses):
        first = clause.tokens[0]
        last = _end_of_condition(tagged, clauses, number) if _is_condition(tagged, clause) else first
        if last > first + 1:
            return tagged.span(first, last).rstrip(" ,.;")
    case = _CASE.search(tagged.text)
    if case:
        return case.group()
    mention = next(iter(tagged.mentions.get("condition", ())), None)
    return tagged.span(mention.first, mention.last) if mention else None


_CASE = re.compile(r"\b(?:in|voor) (?:het )?geval dat [^,.;]{5,200}", re.IGNORECASE)
_HANGING = frozenset({ClauseKind.COMPLEMENT, ClauseKind.RELATIVE, ClauseKind.QUESTION})


def _is_condition(tagged: Tagged, clause: Clause) -> bool:
    if clause.kind is ClauseKind.TEMPORAL and tagged.lower[clause.tokens[0]] == "wanneer":
        return not _UNCERTAIN.isdisjoint(tagged.lower[i] for i in clause.tokens)
    return clause.kind is ClauseKind.CONDITIONAL


def _end_of_condition(tagged: Tagged, clauses: list[Clause], number: int) -> int:
    """The last token of the condition and of what hangs on it: "Mocht blijken dat de kosten ..."."""
    last = clauses[number].tokens[-1]
    for clause in clauses[number + 1 :]:
        if clause.kind not in _HANGING or clause.tokens[0] < last:
            break
        last = clause.tokens[-1]
    # A clause with a verb outside the lexicon may have run on: ", informeer ik" opens the main one.
    first = clauses[number].tokens[0]
    then = {i for i in tagged.finite_tokens if tagged.lower[i - 1] == "dan"}
    starts = tagged.finite_tokens | {i - 1 for i in then}
    main = (i for i in range(first, last) if tagged.lower[i] == "," and i + 1 in starts)
    return next(main, last)
