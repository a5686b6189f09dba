"""Cut a tagged sentence into clauses: which words belong to which verb.

Dutch puts the verbs of a clause far apart ("wordt uw Kamer ... geïnformeerd", "zeg ... toe") and may
interrupt it with another clause, so a clause is a list of tokens, not a stretch. No parser: commas,
conjunctions, relative words and finite verbs decide.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from commitments.finite import PLURAL, is_finite, mark_finite

if TYPE_CHECKING:
    from collections.abc import Callable

    from commitments.lexicon import Tagged

_MARKS = frozenset(",;:()[]–—|…")
_COORDINATORS = frozenset({"en", "maar", "want", "dus", "doch", "of"})
_TEMPORAL = frozenset(
    {"zodra", "wanneer", "nadat", "voordat", "alvorens", "totdat", "terwijl", "sinds", "zolang", "toen"}
)
_CONDITIONAL = frozenset({"indien", "mocht", "mochten", "als", "tenzij", "mits", "ingeval"})
_RELATIVE = frozenset(
    {
        "waarover", "waarin", "waarmee", "waarbij", "waarop", "waarvoor", "waardoor", "waarna", "waarvan",
        "waarnaar", "waaruit", "waartoe", "waaraan", "hetgeen",
    }
)  # fmt: skip
_OTHER_SUBORDINATORS = frozenset(
    {"omdat", "zodat", "opdat", "aangezien", "hoewel", "doordat", "waarom", "teneinde"}
)
_ALWAYS_BREAK = _TEMPORAL | _RELATIVE | _OTHER_SUBORDINATORS | {"indien", "tenzij", "mits"}
_OPENERS = _COORDINATORS | _ALWAYS_BREAK | {"om", "als", "zoals", "dat", "hoe", "die", "waar", "of", "welke"}
_REACH = 60
# After "dat", "of", "als", "hoe" these open a clause; elsewhere "dat" points and "of" joins.
_SUBJECTS = frozenset(
    {"ik", "we", "wij", "u", "uw", "de", "het", "er", "mijn", "een", "dit", "deze", "zij", "ze", "hij",
     "onze", "dat", "daar", "die"}
)  # fmt: skip
_AFTER_AS = frozenset({"in", "op", "door", "eerder", "ook"})
_AFTER_AND = frozenset({"dan", "daar", "hier", "die", "dat", "waar", "zo", "daarna", "daarom"})
_INVERTED = frozenset({"ik", "wij", "we", "u", "uw", "er", "het", "de", "dit", "dat", "deze", "mijn"})
_PREPOSITIONS = frozenset(
    {
        "in",
        "bij",
        "met",
        "van",
        "via",
        "op",
        "aan",
        "over",
        "voor",
        "naar",
        "uit",
        "door",
        "tot",
        "na",
        "tegen",
        "onder",
    }
)
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
    **dict.fromkeys(_TEMPORAL, ClauseKind.TEMPORAL),
    **dict.fromkeys(_RELATIVE, ClauseKind.RELATIVE),
    **dict.fromkeys(_OTHER_SUBORDINATORS, ClauseKind.OTHER),
    **dict.fromkeys(_CONDITIONAL - {"als"}, ClauseKind.CONDITIONAL),
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
    if word in _SIMPLE:
        return _SIMPLE[word]
    if word in _PREPOSITIONS and after in {"wie", "welke"}:
        return ClauseKind.RELATIVE
    if word not in {"op", "die", "dat", "om", "zoals", "als"}:
        return None
    conditions: dict[str, tuple[ClauseKind, Callable[[], bool]]] = {
        "op": (
            ClauseKind.TEMPORAL,
            lambda: tagged.lower[start : start + 4] == ["op", "het", "moment", "dat"],
        ),
        "die": (ClauseKind.RELATIVE, lambda: not is_finite(tagged, start + 1, end)),
        "dat": (ClauseKind.COMPLEMENT, lambda: not is_finite(tagged, start + 1, end)),
        "om": (ClauseKind.COMPLEMENT, lambda: "te" in tagged.lower[start:end]),
        "zoals": (
            ClauseKind.REPORT,
            lambda: after in _SUBJECTS | {"door"} and _any_finite(tagged, start + 1, end),
        ),
        "als": (
            ClauseKind.CONDITIONAL,
            lambda: _any_finite(tagged, start + 1, end) or (start == 0 and _verb_first(tagged, end)),
        ),
    }
    kind, holds = conditions[word]
    return kind if holds() else None


def _coordinate_starts(tagged: Tagged, i: int, start: int, end: int) -> bool:
    """Whether "en", "maar" ... at ``i`` opens a new clause: a finite verb on both sides."""
    before = any(is_finite(tagged, j, i) for j in range(start, i))
    if not before:
        return False
    head = tagged.lower[i + 1] if i + 1 < end else ""
    if is_finite(tagged, i + 1, end):
        return True
    reach = min(end, i + 14)
    if head in _INVERTED | _AFTER_AND | _RELATIVE or head.startswith(("daar", "hier")):
        return any(is_finite(tagged, j, end) for j in range(i + 2, reach))
    return False


def _subordinate_starts(tagged: Tagged, i: int, start: int, end: int) -> bool:
    """Whether the word at ``i``, inside a segment, opens a subordinate clause without a comma."""
    word = tagged.lower[i]
    before = tagged.lower[i - 1]
    if word in _ALWAYS_BREAK:
        return before not in _PREPOSITIONS or word != "wanneer"
    if word in {"die", "dat", "waar"} and _relative_starts(tagged, i, start, end):
        return True
    if word not in {"om", "als", "dat", "hoe", "zoals", "of", "welke"}:
        return False
    after = tagged.lower[i + 1] if i + 1 < end else ""
    free = before not in _PREPOSITIONS
    conditions: dict[str, Callable[[], bool]] = {
        "om": lambda: after != "te" and "te" in tagged.lower[i:end] and before != "verzoek",
        "als": lambda: free and after in _SUBJECTS - {"een"},
        "dat": lambda: after in _SUBJECTS and (free or after not in {"dat", "die"}),
        "hoe": lambda: free and after in _SUBJECTS,
        "zoals": lambda: after in _SUBJECTS | _AFTER_AS and _any_finite(tagged, i + 1, end),
        "of": lambda: _is_whether(tagged, i) or _asks(tagged, i, start, end),
        "welke": lambda: free,
    }
    return conditions[word]()


def _asks(tagged: Tagged, i: int, start: int, end: int) -> bool:
    """As in "Of" between two verbs, before what can be a subject: "bezien of een verbod mogelijk is"."""
    after = tagged.lower[i + 1] if i + 1 < end else ""
    return after in _SUBJECTS - {"die"} and _any_finite(tagged, i + 1, end) and _any_verb(tagged, start, i)


def _any_finite(tagged: Tagged, start: int, end: int) -> bool:
    return any(is_finite(tagged, i, end) for i in range(start, end))


def _is_whether(tagged: Tagged, i: int) -> bool:
    """As in "Of" before a pronoun asks ("of ik"); elsewhere it may join."""
    after = tagged.lower[i + 1 : i + 2]
    if i and tagged.lower[i] == "of" and tagged.lower[i - 1] == "vraag":
        return True
    return tagged.lower[i] == "of" and after[:1] in (
        [w] for w in ("ik", "wij", "we", "u", "hij", "zij", "er")
    )


def _any_verb(tagged: Tagged, start: int, end: int) -> bool:
    return _any_finite(tagged, start, end) or any(i in tagged.forms for i in range(start, end))


def _relative_starts(tagged: Tagged, i: int, start: int, end: int) -> bool:
    """As in "De brief die gepland is, komt": a relative clause without comma, before the main verb."""
    before = tagged.lower[i - 1]
    if i - start < 2 or before in _PREPOSITIONS | _OPENERS or _any_finite(tagged, start, i):
        return False
    return not is_finite(tagged, i + 1, end) and _any_finite(tagged, i + 2, end)


def _inverted_main(tagged: Tagged, i: int, start: int, end: int) -> bool:
    """A main verb right after a fronted subordinate clause: "wanneer het klaar is zal ik"."""
    if not is_finite(tagged, i, end) or i + 1 >= end or tagged.lower[i + 1] not in _INVERTED | {"uw"}:
        return False
    return any(is_finite(tagged, j, i) for j in range(start + 1, i))


def _segments(tagged: Tagged) -> list[tuple[int, int]]:
    """Stretches between marks and clause-opening words, as token ranges."""
    count = len(tagged.lower)
    ends = _segment_ends(tagged)
    cuts: list[tuple[int, int]] = []
    start = 0
    for i, word in enumerate(tagged.lower):
        if word in _MARKS or (word == "-" and i > 0):
            if start < i:
                cuts.append((start, i))
            start = i + 1
        elif (
            i > start
            and (word in _OPENERS or i in tagged.finite_tokens)
            and _opens(tagged, i, start, ends[i])
        ):
            cuts.append((start, i))
            start = i
    if start < count:
        cuts.append((start, count))
    return cuts


def _segment_ends(tagged: Tagged) -> list[int]:
    """For each token the next mark, at most _REACH tokens on: how far a look ahead may go."""
    count = len(tagged.lower)
    ends = [0] * count
    mark = count
    for i in range(count - 1, -1, -1):
        if tagged.lower[i] in _MARKS:
            mark = i
        ends[i] = min(mark, i + _REACH)
    return ends


def _opens(tagged: Tagged, i: int, start: int, end: int) -> bool:
    word = tagged.lower[i]
    if word in _COORDINATORS and _coordinate_starts(tagged, i, start, end):
        return True
    if _subordinate_starts(tagged, i, start, end):
        return True
    fronted = tagged.lower[start] in _TEMPORAL | _CONDITIONAL | {"zoals"}
    return fronted and _inverted_main(tagged, i, start, end)


def _verb_first(tagged: Tagged, end: int) -> bool:
    """Whether the segment after ``end`` opens with its verb or "dan": the one before it is a clause then."""
    after = end + 1
    return after < len(tagged.lower) and (
        tagged.lower[after] == "dan" or is_finite(tagged, after, len(tagged.lower))
    )


def _finite_in(tagged: Tagged, start: int, end: int) -> list[int]:
    return [i for i in range(start, end) if is_finite(tagged, i, end)]


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
    for start, end in _segments(tagged):
        first = start
        coordinated = (
            tagged.lower[start] in _COORDINATORS and start + 1 < end and not _is_whether(tagged, start)
        )
        if coordinated:
            first = start + 1
        kind = _kind_of(tagged, first, end)
        finite = _finite_in(tagged, start, end)
        tokens = list(range(start, end))
        if kind is ClauseKind.CONDITIONAL and not finite:
            finite = tokens[-1:]  # its verb is not in the lexicon
        target = _open_clause(tagged, clauses)
        if target is not None and not coordinated and _awaits_infinitive(tagged, target, finite):
            finite = []
        if (
            kind is None
            and target is not None
            and _continues(target, finite, coordinated=coordinated)
            and not _opens_main(tagged, target, start, end)
        ):
            target.tokens.extend(tokens)
            target.finite.extend(finite)
            continue
        if kind is None and coordinated and clauses and clauses[-1].kind is not ClauseKind.MAIN:
            last = clauses[-1]
            inherits = tagged.lower[first] in _INVERTED
            kind = ClauseKind.MAIN if inherits and _verb_second(tagged, first, end) else last.kind
            clauses.append(
                Clause(kind, tokens, finite, last if kind is last.kind else last.matrix, coordinated=True)
            )
            continue
        matrix = next((c for c in reversed(clauses)), None)
        clauses.append(Clause(kind or ClauseKind.MAIN, tokens, finite, matrix, coordinated=coordinated))
    return clauses


def _verb_second(tagged: Tagged, first: int, end: int) -> bool:
    return any(is_finite(tagged, i, end) for i in range(first, min(end, first + 3)))


def _awaits_infinitive(tagged: Tagged, target: Clause, finite: list[int]) -> bool:
    """After "zal ik, zoals verzocht, ...": what looks like a finite plural is the infinitive of "zal"."""
    waits = any(tagged.lower[i] in {"zal", "zullen", "kan", "kunnen", "wil", "willen"} for i in target.finite)
    return waits and all(tagged.lower[i] in PLURAL for i in finite)


def _opens_main(tagged: Tagged, target: Clause, start: int, end: int) -> bool:
    """After a fronted clause whose verb is not in the lexicon: ", zal ik", ", wordt uw Kamer"."""
    if target.kind not in {ClauseKind.TEMPORAL, ClauseKind.CONDITIONAL, ClauseKind.REPORT, ClauseKind.OTHER}:
        return False
    after = tagged.lower[start + 1] if start + 1 < end else ""
    return is_finite(tagged, start, end) and after in _INVERTED


def _continues(target: Clause, finite: list[int], *, coordinated: bool) -> bool:
    """Whether a segment without an opening word goes on with ``target``."""
    if not finite:
        return True
    return not target.finite and not coordinated
