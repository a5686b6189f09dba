"""What a promise is about: the literal phrase, cut free of verbs, receiver, promiser and times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commitments.clauses import ClauseKind
from commitments.lexicon import Shape
from commitments.segments import RELATIVE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from commitments.clauses import Clause
    from commitments.lexicon import Tagged
    from commitments.predicates import Predicate

_ABOUT = frozenset({"over", "omtrent", "inzake", "aangaande", "betreffende"})
_BACK_TO = frozenset({"op"})
_TELLING = frozenset({"inform", "return", "perform"})
"""Verb groups whose subject stands after "over" (coming back: "op"); of the others it is the object."""
_PREPOSITIONS = frozenset(
    {
        "aan", "als", "bij", "binnen", "conform", "door", "in", "met", "middels", "na", "naar", "namens",
        "om", "onder", "op", "over", "per", "rond", "sinds", "tegen", "ten", "ter", "tijdens", "tot",
        "tussen", "uit", "van", "vanaf", "vanuit", "via", "volgens", "voor", "vóór", "zoals", "zonder",
        "naast", "gezien", "gelet",
    }
)  # fmt: skip
_LOOSE = frozenset(
    {
        "alsnog", "daarbij", "daarin", "daarmee", "daarna", "daarnaast", "daarom", "daarop", "daarover",
        "dan", "direct", "dus", "echter", "eerst", "er", "ernaar", "eveneens", "graag", "hier", "hierbij",
        "hierin", "hierop", "hierover", "daar", "jaarlijks", "mede", "nader", "nog", "nogmaals", "nu",
        "ook", "opnieuw", "periodiek", "regelmatig", "schriftelijk", "separaat", "spoedig", "steeds",
        "tevens", "tijdig", "tussentijds", "uiteraard", "uiterlijk", "vanzelfsprekend", "verder",
        "vertrouwelijk", "vervolgens", "voorts", "wel", "zeker", "zo", "mogelijk", "zich", "mij", "ons",
        "natuurlijk", "ja", "bovendien", "hopelijk", "terug", "toe", "uw", "onverwijld", "gelijktijdig",
        "separate", "samen", "mee", "eraan", "terzake", "inmiddels", "voorafgaand", "zelf", "weer",
        "vanochtend", "straks", "maar", "want", "en", "sowieso", "inderdaad", "prima", "alsdan", "toch",
        "immers", "daarvoor", "hiervoor", "hiertoe", "daartoe", "eerder", "desgewenst", "allicht", "gewoon",
    }
)  # fmt: skip
"""Words that are no part of what it is about, at either end of a phrase."""
_POINTERS = frozenset({"dit", "dat", "deze", "die", "het", "alles", "niets", "dezelfde", "een", "de", "deel"})
_FOR_WHICH = frozenset({"waarover", "waarvan", "waarop"})
_JOINTS = frozenset({"en", "maar", "of", "waarbij", "waarin", "die", "dat"})
_ARTICLES = frozenset({"de", "een", "mijn", "onze", "hun", "uw"})
_ASKS = frozenset({"hoe", "welke", "welk", "of", "wanneer", "waarom", "wat", "wie", "waar", "hoeveel"})
_NO_PART = frozenset('.;:?!()[]–—|,"“”') | {"te", "worden", "kunnen", "zullen", "hebben", "zijn", "laten"}


def topic_of(
    tagged: Tagged, clauses: list[Clause], act: Predicate | None, taken: Iterable[tuple[int, int]]
) -> str | None:
    """The phrase that says what the act is about, None when the sentence only points back.

    ``taken``: character spans that say something else: terms, promiser, receiver.
    """
    barred = _barred(tagged, act, list(taken))
    tokens = act.clause.tokens if act is not None else list(range(len(tagged.lower)))
    if act is not None and tagged.lower[tokens[0]] in RELATIVE:
        barred.add(tokens[0])
    runs = [_with_hanging(tagged, clauses, run) for run in _runs(tokens, barred)]
    telling = act is None or act.verb.group in _TELLING
    prepositions = _BACK_TO | _ABOUT if act is not None and act.verb.group in {"return", "treat"} else _ABOUT
    about = next(_after(tagged, runs, prepositions), None)
    thing = next(_things(tagged, runs), None)
    first, second = (about, thing) if telling else (thing, about)
    chosen = first or second
    if telling and about is None and act is not None:
        chosen = _asked(tagged, clauses, act) or thing
    if act is not None:
        chosen = _antecedent(tagged, act) or chosen
    return tagged.span(*chosen) if chosen else None


def _barred(tagged: Tagged, act: Predicate | None, taken: list[tuple[int, int]]) -> set[int]:
    """The tokens that cannot be part of a subject."""
    out = {i for i, word in enumerate(tagged.lower) if word in _NO_PART}
    out.update(i for i in tagged.finite_tokens if not _is_noun(tagged, i))
    for i, (begin, end) in enumerate(zip(tagged.begins, tagged.ends, strict=True)):
        if any(begin < last and end > first for first, last in taken):
            out.add(i)
    if act is not None:
        out.add(act.token)
        companions = set(act.verb.companion) if act.verb.companion != ("met",) else set()
        out.update(i for i in act.clause.tokens if tagged.lower[i] in companions)
    return out


def _is_noun(tagged: Tagged, i: int) -> bool:
    """As in "het onderzoek", "de start": a verb form after an article is a noun, "het wordt" is not."""
    before = tagged.lower[i - 1] if i else ""
    return before in _ARTICLES or (before in {"het", "dit", "ons"} and i in tagged.forms)


def _runs(tokens: list[int], barred: set[int]) -> Iterator[tuple[int, int]]:
    """Stretches of tokens of the clause that nothing bars, first and last inclusive."""
    start: int | None = None
    last = -1
    for i in tokens:
        if start is not None and (i in barred or i != last + 1):
            yield start, last
            start = None
        if i not in barred and start is None:
            start = i
        last = i
    if start is not None:
        yield start, last


def _with_hanging(tagged: Tagged, clauses: list[Clause], run: tuple[int, int]) -> tuple[int, int]:
    """The run with the clause that follows it without a comma: "de vraag of ...", "de gemalen die ..."."""
    first, last = run
    for clause in clauses:
        if clause.tokens[0] == last + 1 and clause.kind in {ClauseKind.QUESTION, ClauseKind.RELATIVE}:
            return first, _last_word(tagged, clause.tokens)
    return run


def _last_word(tagged: Tagged, tokens: list[int]) -> int:
    """The last word of the clause up to a mark."""
    last = tokens[0]
    for i in tokens:
        if i > last + 1 or not tagged.words[i][0].isalnum():
            break
        last = i
    return last


def _is_verb(tagged: Tagged, i: int) -> bool:
    """A lone participle or infinitive is no subject ("gecommuniceerd")."""
    verb = any(form.shape in {Shape.PARTICIPLE, Shape.INFINITIVE} for form in tagged.forms.get(i, ()))
    return verb or (tagged.lower[i].startswith("ge") and tagged.lower[i].endswith(("d", "t")))


def _trimmed(tagged: Tagged, first: int, last: int) -> tuple[int, int] | None:
    while first <= last and tagged.lower[first] in _LOOSE:
        first += 1
    while last >= first and tagged.lower[last] in _LOOSE | _PREPOSITIONS:
        last -= 1
    if first > last or (first == last and (tagged.lower[first] in _POINTERS or _is_verb(tagged, first))):
        return None
    return first, last


def _after(
    tagged: Tagged, runs: list[tuple[int, int]], prepositions: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """What stands after "over" (or "op") in a run."""
    for first, last in runs:
        for i in range(first, last):
            if tagged.lower[i] in prepositions:
                found = _trimmed(tagged, i + 1, last)
                if found is not None:
                    yield found
                break


def _things(tagged: Tagged, runs: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Runs that are a noun phrase: they open with no preposition ("met een brief" is one too)."""
    for first, last in runs:
        found = _trimmed(tagged, first, last)
        if found is None:
            continue
        if tagged.lower[found[0]] == "met" and tagged.lower[found[0] + 1] in {"een", "de", "het", "mijn"}:
            found = found[0] + 1, found[1]
        if tagged.lower[found[0]] in _PREPOSITIONS or not any(
            len(word) > 3 for word in tagged.lower[found[0] : found[1] + 1]
        ):
            continue
        yield found


def _antecedent(tagged: Tagged, act: Predicate) -> tuple[int, int] | None:
    """What "waarover" stands for: the words before it, back to a verb or mark."""
    start = act.clause.tokens[0]
    if tagged.lower[start] not in _FOR_WHICH:
        return None
    barred = tagged.finite_tokens | {i for i, word in enumerate(tagged.lower) if word in _NO_PART}
    last = start - 1 if tagged.lower[start - 1 : start] != [","] else start - 2
    first = last + 1
    while first > 0 and first - 1 not in barred and tagged.lower[first - 1] not in _JOINTS:
        first -= 1
    while first <= last and tagged.lower[first] in _PREPOSITIONS:
        first += 1
    return _trimmed(tagged, first, last)


def _asked(tagged: Tagged, clauses: list[Clause], act: Predicate) -> tuple[int, int] | None:
    """The indirect question that is answered: "berichten hoe de training wordt ingericht"."""
    for clause in clauses:
        first = clause.tokens[0]
        if (
            clause.kind is ClauseKind.QUESTION
            and first > act.clause.tokens[0]
            and tagged.lower[first] in _ASKS
        ):
            return first, _last_word(tagged, clause.tokens)
    return None
