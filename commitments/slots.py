"""What a pattern can ask for beside its verb: a promiser, the Kamer as receiver, a paper, a vehicle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from commitments.clauses import ClauseKind
from commitments.papers import (
    comes_with_letter,
    is_put_in_policy,
    kamer_of,
    letter_is_subject,
    next_paper,
    vehicle_of,
)
from commitments.predicates import Construct, promiser_of
from commitments.segments import PREPOSITIONS
from commitments.slips import is_slip

if TYPE_CHECKING:
    from collections.abc import Callable

    from commitments.clauses import Clause
    from commitments.lexicon import Lexicon, Tagged
    from commitments.predicates import Predicate

_NO_OBJECT = frozenset({"die", "dat", "wat", "zoals", "als", "of", "en", "tussen", "namens"})
NOMINAL = frozenset(
    {
        "streven",
        "voornemen",
        "verwachting",
        "doel",
        "inzet",
        "insteek",
        "intentie",
        "planning",
        "ambitie",
        "bedoeling",
        "plan",
    }
)
"""Nouns that stand for the writer as the one who promises."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a slot is asked about."""

    tagged: Tagged
    lexicon: Lexicon
    act: Predicate
    after_promise: bool


def filled(name: str, asked: Asked) -> bool:
    """Whether slot ``name`` is filled for the act; a name that is not in _SLOTS is a word class."""
    if name in _SLOTS:
        return _SLOTS[name](asked)
    return asked.tagged.has(name, asked.act.clause.tokens) is not None


def _promiser(asked: Asked) -> bool:
    tagged, act = asked.tagged, asked.act
    return (
        promiser_of(tagged, act.clause) is not None
        or _nominal_promiser(tagged, act)
        or is_slip(tagged, act)
        or _same_as_before(tagged, act.clause)
    )


def _same_as_before(tagged: Tagged, clause: Clause) -> bool:
    """As in "De regering zegt toe dat zij de Kamer zal informeren"."""
    matrix = clause.matrix
    if (
        clause.kind is not ClauseKind.COMPLEMENT
        or matrix is None
        or tagged.has("office", matrix.tokens) is None
    ):
        return False
    words, before = ({tagged.lower[i] for i in c.tokens} for c in (clause, matrix))
    return not words.isdisjoint({"zij", "ze", "hij"}) and ({"zegt", "toe"} <= before or "toegezegd" in before)


def _kamer(asked: Asked) -> bool:
    clause = asked.act.clause
    if kamer_of(asked.tagged, clause) is not None or _agreed_with_committee(asked.tagged, clause):
        return True
    return (
        clause.kind is ClauseKind.COMPLEMENT
        and clause.matrix is not None
        and _explicit_to(asked.tagged, clause.matrix)
    )


_AFTER_HER = PREPOSITIONS | {"een", "de", "het", "hierover", "daarover", "uiterlijk", "nog", "schriftelijk"}


def _agreed_with_committee(tagged: Tagged, clause: Clause) -> bool:
    """As in "Met de commissie is afgesproken dat ik haar in mei een overzicht stuur"."""
    matrix = clause.matrix
    if clause.kind is not ClauseKind.COMPLEMENT or matrix is None:
        return False
    if "commissie" not in {tagged.lower[i] for i in matrix.tokens}:
        return False
    return any(
        tagged.lower[i] == "haar" and not _AFTER_HER.isdisjoint(tagged.lower[i + 1 : i + 2])
        for i in clause.tokens
    )


def _to_kamer(asked: Asked) -> bool:
    """As in "naar de Kamer", "uw kant op"."""
    return any(
        m.first in asked.act.clause.tokens
        and (
            asked.tagged.lower[m.first - 1] in {"naar", "richting", "bij"}
            or asked.tagged.lower[m.last] == "op"
        )
        for m in asked.tagged.mentions.get("kamer", ())
    )


def _pointing(asked: Asked) -> bool:
    """As in "Dit gaat in het voorjaar naar de Kamer": the paper was named before."""
    clause, lower = asked.act.clause, asked.tagged.lower
    if lower[clause.tokens[0]] == "waarna":
        return lower[clause.tokens[0] + 1] in _POINTS | {"het", "ze"}
    if clause.coordinated and len(clause.tokens) > 1:  # "Ik maak een lijst en die gaat naar de Kamer"
        return lower[clause.tokens[1]] in _POINTS
    return clause.kind is not ClauseKind.COMPLEMENT and lower[clause.tokens[0]] in _POINTS


_POINTS = frozenset({"dit", "dat", "deze", "die"})


def _named_before(asked: Asked) -> bool:
    """A pronoun for what was named before: "Wij verwachten deze in mei te sturen", "Die stuur ik in mei"."""
    lower, spans = asked.tagged.lower, asked.act.clause.tokens
    return any(
        lower[i] in _POINTS | {"hem", "ze"}
        and (i + 1 in asked.tagged.finite_tokens or not _PRONOUN_BEFORE.isdisjoint(lower[i + 1 : i + 2]))
        for i in spans
    )


_PRONOUN_BEFORE = PREPOSITIONS | {
    "eind", "begin", "medio", "half", "uiterlijk", "nog", "zo", "spoedig", "binnenkort", "binnen", "volgende",
    "vóór", "later", "dan", "te", "ook", "rond", "omstreeks", "zodra",
}  # fmt: skip


def _with_kamer(asked: Asked) -> bool:
    return any(
        m.first in asked.act.clause.tokens and asked.tagged.lower[m.first - 1] == "met"
        for m in asked.tagged.mentions.get("kamer", ())
    )


def _kamer_object(asked: Asked) -> bool:
    """The Kamer itself, behind no preposition: "we nemen de Kamer mee", not "wat de Kamer zegt"."""
    return any(
        m.first in asked.act.clause.tokens
        and (not m.first or asked.tagged.lower[m.first - 1] not in PREPOSITIONS | _NO_OBJECT)
        for m in asked.tagged.mentions.get("kamer", ())
    )


def _paper(asked: Asked, name: str) -> bool:
    clause = asked.act.clause
    if asked.lexicon.nouns(asked.tagged, name, clause.tokens):
        return True
    if clause.shares_front() and clause.matrix is not None and asked.act.verb.group == "come":
        return bool(asked.lexicon.nouns(asked.tagged, name, clause.matrix.tokens))  # "... en komt dan naar"
    return _antecedent(asked.tagged, asked.lexicon, clause, name)


def _vehicle(asked: Asked, *, future: bool) -> bool:
    passive = asked.act.construct in {Construct.PASSIVE, Construct.PASSIVE_FUTURE}
    if passive and is_put_in_policy(asked.tagged, asked.lexicon, asked.act.clause):
        return False
    return vehicle_of(
        asked.tagged, asked.lexicon, asked.act.clause, after_promise=asked.after_promise, future=future
    )


def _on_condition(clause: Clause) -> bool:
    """As in "Mocht de raming oplopen, dan ...", "Zodra het plan er ligt, ..."."""
    before = clause.matrix
    return before is not None and before.kind in {ClauseKind.CONDITIONAL, ClauseKind.TEMPORAL}


_NO_PLACE = frozenset(
    {"verwachting", "aanleiding", "mij", "ons", "aanstaande", "het", "orde", "einde", "eind", "hand", "slot",
     "voren", "boven", "buiten", "wens", "verzoek"}
)  # fmt: skip


def _elsewhere(asked: Asked) -> bool:
    """As in "wordt naar de betrokken landen verstuurd": to others than the Kamer."""
    lower = asked.tagged.lower
    kamer = {m.first for m in asked.tagged.mentions.get("kamer", ())}
    for i in asked.act.clause.tokens[:-1]:
        if lower[i] == "naar" and i + 1 not in kamer and lower[i + 1] not in _NO_PLACE - {"het"}:
            return True
        if lower[i] == "aan" and lower[i + 1] in {"de", "alle", "deze"} and i + 1 not in kamer:
            return lower[i + 2 : i + 3] not in [[word] for word in _NO_PLACE]
    return False


_SLOTS: dict[str, Callable[[Asked], bool]] = {
    "promiser": _promiser,
    "kamer": _kamer,
    "to_kamer": _to_kamer,
    "with_kamer": _with_kamer,
    "kamer_object": _kamer_object,
    "next_paper": lambda asked: next_paper(asked.tagged, asked.lexicon, asked.act.clause),
    "passive_act": lambda asked: asked.act.construct in {Construct.PASSIVE, Construct.PASSIVE_FUTURE},
    "document": lambda asked: _paper(asked, "document"),
    "elsewhere": _elsewhere,
    "on_condition": lambda asked: _on_condition(asked.act.clause),
    "pointing": _pointing,
    "named_before": _named_before,
    "kamerletter": lambda asked: _paper(asked, "kamerletter"),
    "vehicle": lambda asked: _vehicle(asked, future=False),
    "future_vehicle": lambda asked: _vehicle(asked, future=True),
    "comes_with_letter": lambda asked: comes_with_letter(asked.tagged, asked.lexicon, asked.act.clause),
    "kamerletter_subject": lambda asked: letter_is_subject(
        asked.tagged, asked.lexicon, asked.act.clause, asked.act.finite
    ),
    "comes_back": lambda asked: _comes_back(
        asked.tagged, asked.lexicon, asked.act, after_promise=asked.after_promise
    ),
    "plan": lambda asked: asked.act.governor is not None and asked.act.governor.name == "govern_intended",
}
_BACK_TO = frozenset(
    {
        "daar", "hier", "er", "daarop", "hierop", "waar", "waarop", "schriftelijk", "schrift", "daarmee",
        "hiermee", "uitgebreider", "uitvoeriger", "daarover", "hierover", "brief", "separaat", "apart",
        "nader",
    }
)  # fmt: skip


def _comes_back(tagged: Tagged, lexicon: Lexicon, act: Predicate, *, after_promise: bool) -> bool:
    """Whether coming back is more than a turn in a speech ("Ik kom terug op de motie")."""
    if act.construct in {Construct.FUTURE, Construct.TE} or act.clause.kind is not ClauseKind.MAIN:
        return True
    if after_promise and not _turns_to(tagged, act):
        return True
    words = {tagged.lower[i] for i in act.clause.tokens}
    if _turns_to(tagged, act):
        return False
    if words & _BACK_TO or kamer_of(tagged, act.clause) is not None:
        return True
    first = tagged.lower[act.clause.tokens[0]]
    if lexicon.nouns(tagged, "letter", act.clause.tokens) or first in {"op", "over"}:
        return True
    return any(
        tagged.lower[i] == "op" and tagged.lower[i + 1] in {"dit", "dat", "die", "deze"}
        for i in act.clause.tokens[:-1]
    )


def _turns_to(tagged: Tagged, act: Predicate) -> bool:
    """As in "Ik kom terug op het verdrag": the next point of a speech; not "op dit punt"."""
    words = [tagged.lower[i] for i in act.clause.tokens[:5]]
    return words[:4] == ["ik", "kom", "terug", "op"] and words[4:] not in (
        ["dit"],
        ["deze"],
        ["die"],
        ["dat"],
    )


def _explicit_to(tagged: Tagged, matrix: Clause) -> bool:
    """As in "Ik zeg uw Kamer toe (om) te informeren": the receiver stands with the performative."""
    return "toe" in {tagged.lower[i] for i in matrix.tokens} and kamer_of(tagged, matrix) is not None


def _nominal_promiser(tagged: Tagged, act: Predicate) -> bool:
    """As in "Het streven is", "mijn voornemen", "de verwachting": the promiser is the writer."""
    if act.governor is None:
        return False
    return tagged.lower[act.governor.first] in NOMINAL


def _antecedent(tagged: Tagged, lexicon: Lexicon, clause: Clause, name: str) -> bool:
    """For "die ik zal sturen": the paper stands just before, in the clause that the relative one hangs on."""
    if clause.matrix is None or tagged.lower[clause.tokens[0]] not in {"die", "dat"}:
        return False
    start = clause.tokens[0]
    return bool(lexicon.nouns(tagged, name, list(range(max(0, start - 6), start))))
