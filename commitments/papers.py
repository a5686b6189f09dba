"""Papers and their receiver: is something sent to the Kamer, put in a later paper, brought with a letter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from commitments.clauses import ClauseKind

if TYPE_CHECKING:
    from commitments.clauses import Clause
    from commitments.lexicon import Lexicon, Mention, Tagged

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
_HELD_BY = frozenset({"kennis", "aandacht", "beschikking", "bezit", "handen", "behoeve", "gebracht"})
"""As in "ter kennis van uw Kamer", "ter beschikking van de Kamer"."""
_CARRIERS = frozenset({"in", "bij", "via", "middels", "met", "per"})
ADVERBS = frozenset({"daarin", "hierin", "daarbij", "hierbij"})
IN_WRITING = frozenset({"schriftelijk", "schrift", "papier"})
OFFERING = frozenset({"aanbieden", "aanbieding", "toezenden", "toezending", "verzending", "toesturen"})
_PAST_PAPER = re.compile(
    r"^\W{0,3}(?:van|d\.d\.|dd\.?|op|\(Kamer|\(kst|over [^,.]{0,60} van) ?"
    r"(?:\d|afgelopen|vorig|jl|stuk|Aanhangsel)"
    r"|^[^.;]{0,60}?\b(?:die|dat|welke)\b(?![^.;]{0,140}\b(?:zal|zullen|wordt|worden)\b)[^.;,]{0,140}"
    r"\b(?:gestuurd|toegestuurd|verstuurd|gezonden|toegezonden|verzonden|aangeboden|gedeeld|ontvangen"
    r"|uitgebracht|gepubliceerd|verschenen|stuurde|zond|ontving)\b",
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
PROMISED = frozenset({"toegezegde", "aangekondigde", "gevraagde", "verzochte", "beloofde"})
_MAKING = frozenset(
    {"uitwerking", "opstellen", "opstelling", "voorbereiding", "totstandkoming", "schrijven", "vormgeving"}
)
"""As in "bij de uitwerking van de brief": what goes into its making goes into the paper."""
_REACH = 7
_TO_COME = re.compile(
    r"[^.;,]{0,40},? (?:die|dat|welke) [^.;]{0,80}"
    r"\b(?:zal|zullen|wordt|worden|verschijnt|verschijnen|volgt|komt|gaat|ontvangt|krijgt|stuur|zend)\b"
)
"""Behind a paper: it has yet to come."""


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
    if before == "door" and "te" in tagged.lower[mention.last + 1 : mention.last + 25]:
        return not tagged.lower[mention.last + 1].startswith("ge")  # "door uw Kamer te informeren"
    if before == "van" and tagged.lower[max(0, mention.first - 2)] in _HELD_BY:
        return True
    if before in _NOT_RECEIVING and tagged.lower[max(0, mention.first - 2)] not in {"ervan", "van"}:
        return False  # "Ik ga ervan uit u te informeren": "uit" goes with the verb
    if tagged.lower[mention.first] in {"kamer", "vaste", "tweede", "eerste"} and mention.first > 1:
        return tagged.lower[mention.first - 2] not in _NOT_RECEIVING
    return True


def _vehicle_noun(tagged: Tagged, lexicon: Lexicon, clause: Clause, name: str) -> tuple[int, int] | None:
    """(preposition, noun) of the paper that carries the act."""
    for noun in lexicon.nouns(tagged, name, clause.tokens):
        for i in range(noun - 1, max(-1, noun - _REACH), -1):
            if tagged.lower[i] in _CARRIERS and i in clause.tokens:
                return i, noun
            if tagged.lower[i] == "van" and tagged.lower[i - 1] in _MAKING | {"kader"}:
                continue
            if tagged.lower[i] in {"van", "over", "op", ","}:
                break
    return None


def _at_offering(tagged: Tagged) -> list[int]:
    """As in "Bij de aanbieding van de evaluatie zal ik ook ingaan op": what goes along with a paper."""
    return [
        i
        for i, word in enumerate(tagged.lower)
        if word in OFFERING
        and i > 1
        and tagged.lower[i - 2] == "bij"
        and tagged.lower[i + 1 : i + 2] == ["van"]
    ]


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
    if words & IN_WRITING or any(i in clause.tokens for i in _at_offering(tagged)):
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


def is_put_in_policy(tagged: Tagged, lexicon: Lexicon, clause: Clause) -> bool:
    """Whether the paper that carries the act is a plan or budget as such: "in de begroting opgenomen".

    Not a next one ("in de volgende monitor"), nor one that is said to go to the Kamer.
    """
    found = _vehicle_noun(tagged, lexicon, clause, "letter")
    if found is None or found[1] not in lexicon.nouns(tagged, "policypaper", clause.tokens):
        return False
    between = set(tagged.lower[found[0] + 1 : found[1]])
    named = bool(between & _LATER) or "geannoteerde" in between or kamer_of(tagged, clause) is not None
    return not named and _TO_COME.match(tagged.text, tagged.ends[found[1]]) is None


def next_paper(tagged: Tagged, lexicon: Lexicon, clause: Clause) -> bool:
    """Whether the act is put in a paper to come: "in de volgende rapportage", "in de brief die volgt"."""
    found = _vehicle_noun(tagged, lexicon, clause, "letter")
    if found is not None and _TO_COME.match(tagged.text, tagged.ends[found[1]]):
        return True
    for i in clause.tokens:
        if tagged.lower[i] in _LATER and any(word in _CARRIERS for word in tagged.lower[max(0, i - 3) : i]):
            named = [j for j in range(i + 1, min(i + 5, len(tagged.lower))) if j in clause.tokens]
            if lexicon.nouns(tagged, "letter", named) or any(_is_named(tagged.words[j]) for j in named[:1]):
                return True
    return False


def _is_named(word: str) -> bool:
    """A paper known by its name: "Stand van Defensie", "Dreigingsbeeld"."""
    return word[:1].isupper()


def comes_with_letter(tagged: Tagged, lexicon: Lexicon, clause: Clause) -> bool:
    """As in "Met een brief", or "met ..." to the Kamer."""
    words = [tagged.lower[i] for i in clause.tokens]
    if not {"daarmee", "waarmee", "ermee"}.isdisjoint(words) and kamer_of(tagged, clause) is not None:
        return True
    if "met" not in words:
        return False
    start = clause.tokens[words.index("met")]
    if kamer_of(tagged, clause) is not None:
        return True
    if "schriftelijke" in words[words.index("met") :]:
        return True
    nouns = lexicon.nouns(tagged, "kamerletter", clause.tokens)
    return any(start < i <= start + _REACH for i in nouns)


def _for_the_kamer(tagged: Tagged, lexicon: Lexicon, clause: Clause) -> list[int]:
    """Papers that are surely for the Kamer, by their nature or because they were promised or asked for."""
    promised = [
        noun
        for noun in lexicon.nouns(tagged, "document", clause.tokens)
        if not PROMISED.isdisjoint(tagged.lower[max(0, noun - 2) : noun])
    ]
    return lexicon.nouns(tagged, "kamerletter", clause.tokens) + promised


def letter_is_subject(tagged: Tagged, lexicon: Lexicon, clause: Clause, finite: int | None) -> bool:
    """Whether a paper for the Kamer is what comes or follows."""
    for noun in _for_the_kamer(tagged, lexicon, clause):
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
