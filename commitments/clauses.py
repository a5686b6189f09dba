"""Cut a tagged sentence into clauses: which words belong to which verb.

Dutch puts the verbs of a clause far apart ("wordt uw Kamer ... geïnformeerd", "zeg ... toe") and may
interrupt it with another clause, so a clause is a list of tokens, not a stretch. Where one begins is
found by commitments/segments.py; here the stretches are put together.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from commitments.finite import PLURAL, any_finite, is_finite, mark_finite
from commitments.lexicon import Shape
from commitments.segments import (
    CONDITIONAL,
    COORDINATORS,
    INVERTED,
    OTHER_SUBORDINATORS,
    PREPOSITIONS,
    RELATIVE,
    SUBJECTS,
    TEMPORAL,
    WITHOUT_VERB,
    asks_before,
    is_whether,
    reports_at,
    segments,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from commitments.lexicon import Tagged

_PRONOUNS = frozenset({"ik", "wij", "we", "die", "dat", "er"})
_QUESTION = frozenset({"of", "hoe", "welke", "welk", "wie", "wat"})


class ClauseKind(StrEnum):
    """What the clause is to its sentence."""

    MAIN = "main"
    COMPLEMENT = "complement"
    RELATIVE = "relative"
    TEMPORAL = "temporal"
    CONDITIONAL = "conditional"
    QUESTION = "question"
    REPORT = "report"
    """As in "Zoals ik eerder heb toegezegd"."""
    OTHER = "other"


_SIMPLE = {
    **dict.fromkeys(TEMPORAL, ClauseKind.TEMPORAL),
    **dict.fromkeys(RELATIVE, ClauseKind.RELATIVE),
    **dict.fromkeys(OTHER_SUBORDINATORS, ClauseKind.OTHER),
    **dict.fromkeys(CONDITIONAL - {"als"}, ClauseKind.CONDITIONAL),
    **dict.fromkeys(_QUESTION, ClauseKind.QUESTION),
    "waar": ClauseKind.RELATIVE,
}


@dataclass(slots=True)
class Clause:
    """Tokens of one clause in order; ``matrix`` is the clause it hangs on, if any."""

    kind: ClauseKind
    tokens: list[int] = field(default_factory=list)
    finite: list[int] = field(default_factory=list)
    matrix: Clause | None = None
    coordinated: bool = False
    """Joined to ``matrix`` by "en" or "maar": a subject or auxiliary may stand there."""

    def shares_front(self) -> bool:
        """Whether a phrase at the front of ``matrix`` holds here too: "... en informeer ik", verb first."""
        return self.coordinated and len(self.tokens) > 1 and self.tokens[1] in self.finite


def _kind_of(tagged: Tagged, start: int, end: int) -> ClauseKind | None:
    """The kind of clause that segment ``start``-``end`` opens; None for a main clause or a bare phrase."""
    word = tagged.lower[start]
    after = tagged.lower[start + 1] if start + 1 < end else ""
    if word == "wat" and "betreft" in tagged.lower[start + 1 : start + 3]:
        return None
    if word == "welke" and not asks_before(tagged, start):
        return ClauseKind.RELATIVE
    if word in _SIMPLE:
        return None if after in WITHOUT_VERB else _SIMPLE[word]
    if word in PREPOSITIONS and after in {"wie", "welke"}:
        return ClauseKind.RELATIVE
    holds = _CONDITIONS.get(word)
    return _KINDS[word] if holds is not None and holds(tagged, start, end) else None


def _is_report(tagged: Tagged, start: int, end: int) -> bool:
    after = tagged.lower[start + 1] if start + 1 < end else ""
    if (after in SUBJECTS or after == "door") and any_finite(tagged, start + 1, end):
        return True
    if any_finite(tagged, start + 1, end):
        return False
    return _ends_in_participle(tagged, end) or reports_at(tagged, start)


def _ends_in_participle(tagged: Tagged, end: int) -> bool:
    """As in "Zoals eerder aan uw Kamer gemeld, ..."."""
    return any(form.shape is Shape.PARTICIPLE for form in tagged.forms.get(end - 1, ()))


_ROLES = frozenset(
    {"gevolg", "onderdeel", "bijlage", "vervolg", "reactie", "antwoord", "aanvulling", "uitwerking", "eerste",
     "laatste", "volgt", "gezegd", "minister", "staatssecretaris", "kabinet", "bewindspersoon", "voorbeeld"}
)  # fmt: skip


def _is_if(tagged: Tagged, start: int, end: int) -> bool:
    """Whether "als" at ``start`` says "if"; not a role: "Als staatssecretaris zal ik", "Als gevolg"."""
    if not _ROLES.isdisjoint(tagged.lower[start + 1 : start + 2]):
        return False
    finite = next((i for i in range(start + 1, end) if is_finite(tagged, i, end)), None)
    if finite is None:
        return start == 0 and _verb_first(tagged, end)
    return finite + 1 >= end or tagged.lower[finite + 1] not in {"ik", "wij", "we"}


def _verb_first(tagged: Tagged, end: int) -> bool:
    """Whether what follows opens with its verb or "dan": what stands before is a clause then."""
    count = len(tagged.lower)
    comma = next((i for i in range(end, min(count, end + _FRONT)) if tagged.lower[i] == ","), count)
    return comma + 1 < count and (tagged.lower[comma + 1] == "dan" or is_finite(tagged, comma + 1, count))


_FRONT = 16
"""Tokens that may still hang on a clause in front: "..., om mee te doen aan de regeling,"."""


def _points_in_front(tagged: Tagged, start: int, end: int) -> bool:
    """As in "en die meting stuur ik u": "die" points at a noun, the verb comes before its subject."""
    return any(
        is_finite(tagged, i, end) and tagged.lower[i + 1 : i + 2] in (["ik"], ["wij"], ["we"], ["u"])
        for i in range(start + 2, min(end, start + 5))
    )


_KINDS = {
    "op": ClauseKind.TEMPORAL,
    "die": ClauseKind.RELATIVE,
    "dat": ClauseKind.COMPLEMENT,
    "om": ClauseKind.COMPLEMENT,
    "zoals": ClauseKind.REPORT,
    "als": ClauseKind.CONDITIONAL,
    "voor": ClauseKind.CONDITIONAL,
    "zo": ClauseKind.CONDITIONAL,
}
_CONDITIONS: dict[str, Callable[[Tagged, int, int], bool]] = {
    "op": lambda tagged, start, _: tagged.lower[start : start + 4] == ["op", "het", "moment", "dat"],
    "die": lambda tagged, start, end: (
        start > 0 and not is_finite(tagged, start + 1, end) and not _points_in_front(tagged, start, end)
    ),
    "dat": lambda tagged, start, end: (
        not is_finite(tagged, start + 1, end)
        and not _points_in_front(tagged, start, end)
        and (start > 0 or not SUBJECTS.isdisjoint(tagged.lower[start + 1 : start + 2]))
    ),
    "om": lambda tagged, start, end: "te" in tagged.lower[start:end],
    "zoals": _is_report,
    "als": _is_if,
    "voor": lambda tagged, start, _: tagged.lower[start + 1 : start + 2] == ["zover"],
    "zo": lambda tagged, start, end: (
        tagged.lower[start + 1 : start + 2] in (["daar"], ["dit"], ["dat"])
        and not is_finite(tagged, start + 2, end)
    ),
}


def _finite_in(tagged: Tagged, start: int, end: int) -> list[int]:
    return sorted(i for i in tagged.finite_tokens if start <= i < end)


def _has_infinitive(tagged: Tagged, clause: Clause) -> bool:
    """Whether a clause with "om" has its "te": it wants no more."""
    return clause.kind is ClauseKind.COMPLEMENT and any(tagged.lower[i] == "te" for i in clause.tokens)


def _open_clause(tagged: Tagged, clauses: list[Clause]) -> Clause | None:
    """The clause that a bare phrase goes on with: the last that lacks its verb, else the last main one."""
    waiting = next((c for c in reversed(clauses) if not c.finite and not _has_infinitive(tagged, c)), None)
    return waiting or next((c for c in reversed(clauses) if c.kind is ClauseKind.MAIN), None)


def cut(tagged: Tagged) -> list[Clause]:
    """The clauses of a tagged sentence, in order of their first word."""
    tagged.finite_tokens = mark_finite(tagged)
    clauses: list[Clause] = []
    last: Clause | None = None
    """The clause that was read last."""
    for start, end in segments(tagged):
        first = start
        coordinated = (
            tagged.lower[start] in COORDINATORS and start + 1 < end and not is_whether(tagged, start)
        )
        if coordinated:
            first = start + 1
        kind = _kind_of(tagged, first, end)
        finite = _finite_in(tagged, start, end)
        tokens = list(range(start, end))
        if kind in {ClauseKind.CONDITIONAL, ClauseKind.REPORT} and not finite:
            finite = tokens[-1:]  # its verb is not in the lexicon, or a participle
        target = _open_clause(tagged, clauses)
        if (
            kind is None
            and target is not None
            and (not coordinated or _PRONOUNS.isdisjoint(tagged.lower[start:end]))
            and _awaits_infinitive(tagged, target, finite)
        ):
            finite = []
        if (
            kind is None
            and target is not None
            and _continues(target, finite, coordinated=coordinated)
            and not _opens_main(tagged, target, start, end)
        ):
            target.tokens.extend(tokens)
            target.finite.extend(finite)
            last = target
            continue
        if kind is None and coordinated and last is not None and last.kind is not ClauseKind.MAIN:
            inherits = tagged.lower[first] in INVERTED
            main = (
                (inherits and _verb_second(tagged, first, end))
                or _verb_before_subject(tagged, first, end)
                or _takes_up_subject(tagged, last, first)
            )
            kind = ClauseKind.MAIN if main else last.kind
            last = Clause(kind, tokens, finite, last if kind is last.kind else last.matrix, coordinated=True)
        else:
            matrix = clauses[-1] if clauses else None
            last = Clause(kind or ClauseKind.MAIN, tokens, finite, matrix, coordinated=coordinated)
        clauses.append(last)
    return clauses


def _takes_up_subject(tagged: Tagged, last: Clause, first: int) -> bool:
    """As in "Ik ga na of dat kan en bericht u daarover": the subject of the main clause goes on."""
    main = last.matrix
    if main is None or main.kind is not ClauseKind.MAIN or not last.finite or "ik" in _lower(tagged, last):
        return False
    if _minister_goes_on(tagged, last, main, first):
        return True
    if tagged.lower[first] == "zullen":
        return not {"wij", "we"}.isdisjoint(_lower(tagged, main))
    goes_on = tagged.lower[first] == "zal" or any(
        form.shape in {Shape.IK, Shape.JOINED_IK} for form in tagged.forms.get(first, ())
    )
    return goes_on and "ik" in _lower(tagged, main)


def _minister_goes_on(tagged: Tagged, last: Clause, main: Clause, first: int) -> bool:
    """As in "De minister gaat na of dat kan en laat dit de Kamer weten": the verb comes first."""
    return (
        last.kind is ClauseKind.QUESTION
        and tagged.lower[first + 1 : first + 2] in (["dit"], ["dat"], ["de"], ["uw"], ["u"])
        and any(form.shape is Shape.HIJ for form in tagged.forms.get(first, ()))
        and tagged.has("office", main.tokens) is not None
    )


def _lower(tagged: Tagged, clause: Clause) -> set[str]:
    return {tagged.lower[i] for i in clause.tokens}


def _verb_second(tagged: Tagged, first: int, end: int) -> bool:
    return any_finite(tagged, first, min(end, first + 3))


def _verb_before_subject(tagged: Tagged, first: int, end: int) -> bool:
    """As in "... en hierover wordt uw Kamer": what stands in front, the verb, then the subject."""
    verb = next((i for i in range(first, min(end, first + 6)) if i in tagged.finite_tokens), None)
    return (
        verb is not None
        and verb > first
        and tagged.lower[verb + 1 : verb + 2] in (["ik"], ["wij"], ["we"], ["u"], ["uw"])
    )


def _awaits_infinitive(tagged: Tagged, target: Clause, finite: list[int]) -> bool:
    """After "zal ik, zoals verzocht, ...": what looks like a finite plural is the infinitive of "zal"."""
    waits = any(tagged.lower[i] in {"zal", "zullen", "kan", "kunnen", "wil", "willen"} for i in target.finite)
    return waits and all(tagged.lower[i] in PLURAL | {"weten"} for i in finite)


_FRONTED = {ClauseKind.TEMPORAL, ClauseKind.CONDITIONAL, ClauseKind.REPORT, ClauseKind.OTHER}


def _is_first(clause: Clause) -> bool:
    """Whether the clause, or what it is joined to, begins the sentence: "Waarom dat is en wat het kost, "."""
    while clause.coordinated and clause.matrix is not None:
        clause = clause.matrix
    return clause.tokens[0] == 0


def _opens_main(tagged: Tagged, target: Clause, start: int, end: int) -> bool:
    """After a fronted clause whose verb is not in the lexicon: ", zal ik", ", wordt uw Kamer"."""
    in_front = target.kind is ClauseKind.QUESTION and _is_first(target)
    if not in_front and target.kind not in _FRONTED:
        return False
    verb = start + 1 if tagged.lower[start] == "dan" else start
    after = tagged.lower[verb + 1] if verb + 1 < end else ""
    return is_finite(tagged, verb, end) and after in INVERTED


def _continues(target: Clause, finite: list[int], *, coordinated: bool) -> bool:
    """Whether a segment without an opening word goes on with ``target``."""
    if not finite:
        return True
    return not target.finite and not coordinated
