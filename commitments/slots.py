"""What a pattern can ask for beside its verb: a promiser, the Kamer as receiver, a paper, a vehicle."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from commitments.clauses import ClauseKind
from commitments.lexicon import Shape
from commitments.predicates import Construct, promiser_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from commitments.clauses import Clause
    from commitments.lexicon import Lexicon, Mention, Tagged
    from commitments.predicates import Predicate

_NOT_RECEIVING = frozenset(
    {
        "van",
        "in",
        "door",
        "uit",
        "tussen",
        "namens",
        "vanuit",
        "binnen",
        "zoals",
        "tijdens",
        "op",
        "als",
        "jegens",
    }
)
_CARRIERS = frozenset({"in", "bij", "via", "middels", "met", "per"})
ADVERBS = frozenset({"daarin", "hierin", "daarbij", "hierbij"})
IN_WRITING = frozenset({"schriftelijk", "schrift"})
_PAST_PAPER = re.compile(
    r"^\W{0,3}(?:van|d\.d\.|dd\.?|op|\(Kamer|\(kst|over [^,.]{0,60} van) ?"
    r"(?:\d|afgelopen|vorig|jl|stuk|Aanhangsel)",
    re.IGNORECASE,
)
_EARLIER = frozenset(
    {
        "mijn",
        "onze",
        "eerdere",
        "vorige",
        "recente",
        "deze",
        "dit",
        "bovengenoemde",
        "genoemde",
        "uw",
        "haar",
        "zijn",
        "hun",
    }
)
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
        "plan",
    }
)
"""Nouns that stand for the writer as the one who promises."""
_LATER = frozenset(
    {
        "volgende",
        "eerstvolgende",
        "komende",
        "aangekondigde",
        "toegezegde",
        "nieuwe",
        "eerstkomende",
        "nadere",
    }
)
_REACH = 7


def kamer_of(tagged: Tagged, clause: Clause) -> Mention | None:
    """The Kamer (or "u") as receiver in the clause, or in the clause that it is joined to."""
    for mention in tagged.mentions.get("kamer", ()):
        if mention.first not in clause.tokens or not _receives(tagged, mention):
            continue
        return mention
    if clause.coordinated and clause.matrix is not None:
        return kamer_of(tagged, clause.matrix)
    return None


def _receives(tagged: Tagged, mention: Mention) -> bool:
    first = tagged.words[mention.last]
    if first == "Commissie" or tagged.lower[mention.first : mention.last + 1] == ["zoals", "u"]:
        return False
    before = tagged.lower[mention.first - 1] if mention.first else ""
    if before in _NOT_RECEIVING:
        return False
    if tagged.lower[mention.first] in {"kamer", "vaste", "tweede", "eerste"} and mention.first > 1:
        return tagged.lower[mention.first - 2] not in _NOT_RECEIVING
    return True


def _vehicle_noun(tagged: Tagged, lexicon: Lexicon, clause: Clause, name: str) -> tuple[int, int] | None:
    """(preposition, noun) of the paper that carries the act."""
    for noun in lexicon.nouns(tagged, name, clause.tokens):
        for i in range(noun - 1, max(-1, noun - _REACH), -1):
            if tagged.lower[i] in _CARRIERS and i in clause.tokens:
                return i, noun
            if tagged.lower[i] in {"van", "over", "op", ","}:
                break
    return None


def vehicle_of(
    tagged: Tagged, lexicon: Lexicon, clause: Clause, *, after_promise: bool, future: bool
) -> bool:
    """Whether the act is put in a paper that is still to come ("in de volgende brief", "daarin").

    ``after_promise``: the sentence before promised something, so "daarin" and "in die brief" point at
    a paper to come. ``future``: the verb does not say so by itself.
    """
    if clause.kind is ClauseKind.RELATIVE and tagged.lower[clause.tokens[0]] in {"waarin", "waarbij"}:
        start = clause.tokens[0]
        return not future and bool(lexicon.nouns(tagged, "letter", list(range(max(0, start - 6), start))))
    words = {tagged.lower[i] for i in clause.tokens}
    if words & IN_WRITING:
        return True
    adverb = any(tagged.lower[i] in ADVERBS for i in clause.tokens)
    found = _vehicle_noun(tagged, lexicon, clause, "letter")
    if found is None:
        return adverb and (after_promise or not future)
    preposition, noun = found
    between = set(tagged.lower[preposition + 1 : noun])
    if not future or between & _LATER:
        between -= {"mijn", "onze"}
    if between & {"deze", "dit", "onderhavige"}:
        return after_promise and not future
    if _PAST_PAPER.match(tagged.text[tagged.ends[noun] :]) or between & _EARLIER:
        return False
    return not (future and between & {"die", "dat"}) or after_promise


def comes_with_letter(tagged: Tagged, lexicon: Lexicon, clause: Clause) -> bool:
    """As in "Met een brief", or "met ..." to the Kamer."""
    words = [tagged.lower[i] for i in clause.tokens]
    if "met" not in words:
        return False
    start = clause.tokens[words.index("met")]
    if kamer_of(tagged, clause) is not None:
        return True
    if "schriftelijke" in words[words.index("met") :]:
        return True
    nouns = lexicon.nouns(tagged, "kamerletter", clause.tokens)
    return any(start < i <= start + _REACH for i in nouns)


def letter_is_subject(tagged: Tagged, lexicon: Lexicon, clause: Clause, finite: int | None) -> bool:
    """Whether a paper for the Kamer is what comes or follows."""
    for noun in lexicon.nouns(tagged, "kamerletter", clause.tokens):
        determiner = next(
            (
                i
                for i in range(noun - 1, max(-1, noun - 5), -1)
                if tagged.lower[i] in {"de", "het", "een", "die", "deze", "dit"}
            ),
            None,
        )
        if determiner is None:
            continue
        before = tagged.lower[determiner - 1] if determiner else ""
        if before not in _CARRIERS | {"van", "op", "na", "over", "aan", "naar", "voor"} and (
            finite is None or noun < finite or determiner == finite + 1
        ):
            return True
    return False


def is_slip(tagged: Tagged, act: Predicate) -> bool:
    """As in "Hierover informeer uw Kamer": "ik" was forgotten. Not the order "Informeer de Kamer"."""
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
        promiser_of(tagged, act.clause) is not None or _nominal_promiser(tagged, act) or is_slip(tagged, act)
    )


def _kamer(asked: Asked) -> bool:
    clause = asked.act.clause
    if kamer_of(asked.tagged, clause) is not None:
        return True
    return (
        clause.kind is ClauseKind.COMPLEMENT
        and clause.matrix is not None
        and _explicit_to(asked.tagged, clause.matrix)
    )


def _to_kamer(asked: Asked) -> bool:
    return any(
        m.first in asked.act.clause.tokens and asked.tagged.lower[m.first - 1] in {"naar", "richting", "bij"}
        for m in asked.tagged.mentions.get("kamer", ())
    )


def _with_kamer(asked: Asked) -> bool:
    return any(
        m.first in asked.act.clause.tokens and asked.tagged.lower[m.first - 1] == "met"
        for m in asked.tagged.mentions.get("kamer", ())
    )


def _paper(asked: Asked, name: str) -> bool:
    clause = asked.act.clause
    if asked.lexicon.nouns(asked.tagged, name, clause.tokens):
        return True
    return _antecedent(asked.tagged, asked.lexicon, clause, name)


def _vehicle(asked: Asked, *, future: bool) -> bool:
    return vehicle_of(
        asked.tagged, asked.lexicon, asked.act.clause, after_promise=asked.after_promise, future=future
    )


_SLOTS: dict[str, Callable[[Asked], bool]] = {
    "promiser": _promiser,
    "kamer": _kamer,
    "to_kamer": _to_kamer,
    "with_kamer": _with_kamer,
    "passive_act": lambda asked: asked.act.construct in {Construct.PASSIVE, Construct.PASSIVE_FUTURE},
    "document": lambda asked: _paper(asked, "document"),
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
    if (
        after_promise
        or act.construct in {Construct.FUTURE, Construct.TE}
        or act.clause.kind is not ClauseKind.MAIN
    ):
        return True
    words = {tagged.lower[i] for i in act.clause.tokens}
    if words & _BACK_TO or kamer_of(tagged, act.clause) is not None:
        return True
    first = tagged.lower[act.clause.tokens[0]]
    if lexicon.nouns(tagged, "letter", act.clause.tokens) or first in {"op", "over"}:
        return True
    return any(
        tagged.lower[i] == "op" and tagged.lower[i + 1] in {"dit", "dat", "die", "deze"}
        for i in act.clause.tokens[:-1]
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
