"""The cheap look: which patterns can fire at all on a sentence with these words.

For every pattern the words it cannot do without follow from its verbs and slots, so the look and the
close reading cannot drift apart (a test reads every sentence both ways).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from commitments.frames import MODALS
from commitments.lexicon import Shape, load_lexicon
from commitments.papers import ADVERBS, IN_WRITING, OFFERING
from commitments.patterns import load_events, load_patterns
from commitments.predicates import Construct
from commitments.slots import NOMINAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from commitments.patterns import Pattern

_PASSIVE = frozenset({Construct.PASSIVE, Construct.PASSIVE_FUTURE})
_FUTURE = frozenset({"zal", "zullen", "zult", "ga", "gaan", "gaat"})
_WORD = re.compile(r"[^\W_]+(?:[.&'’\-‑][^\W_]+)*")


def words_of(text: str) -> set[str]:
    """The lower-case words of a sentence, without punctuation."""
    return set(_WORD.findall(text.lower()))


def _slot_words(choice: tuple[str, ...]) -> frozenset[str] | None:
    """Words of which one must stand in the sentence for the slot to be filled; None: not known."""
    lexicon = load_lexicon()

    def telling(*names: str) -> set[str]:
        names_wanted = set(names)
        single = {w for w, found in lexicon.single.items() if not names_wanted.isdisjoint(found)}
        phrases = (words for found in lexicon.phrases.values() for words, n in found if n in names_wanted)
        return single | {max(words, key=len) for words in phrases}

    known = {
        "promiser": lambda: (
            telling("first_person", "office") | {m.lower() for m in lexicon.ministries} | NOMINAL | _slips()
        ),
        "kamer": lambda: telling("kamer"),
        "to_kamer": lambda: telling("kamer"),
        "with_kamer": lambda: telling("kamer"),
        "kamer_object": lambda: telling("kamer"),
        "first_person": lambda: telling("first_person"),
        "office": lambda: telling("office"),
        "questions": lambda: telling("questions"),
        "comes_with_letter": lambda: {"met"},
        "plan": lambda: telling("govern_intended"),
    }
    if any(name not in known for name in choice):
        return None
    return frozenset().union(*(known[name]() for name in choice))


def _slips() -> set[str]:
    """Forms that may stand without "ik" by a slip: "Hierover informeer uw Kamer", "Hierover zal uw Kamer"."""
    return {"zal"} | {
        w
        for w, forms in load_lexicon().forms.items()
        if not w.endswith("t") and any(f.shape is Shape.IK for f in forms)
    }


def _auxiliaries(pattern: Pattern) -> frozenset[str] | None:
    """What must stand beside the verb; None when the verb can do alone ("ik informeer")."""
    if Construct.PRESENT in pattern.constructs:
        return None
    beside = {
        Construct.FUTURE: _FUTURE,
        Construct.PASSIVE_FUTURE: _FUTURE,
        Construct.PASSIVE: {"wordt", "worden", "word"} | _FUTURE,
        Construct.TE: {"te"},
        Construct.MODAL: MODALS,
    }
    return frozenset().union(*(beside[c] for c in pattern.constructs))


@dataclass(frozen=True, slots=True)
class Look:
    """The necessary words of all patterns as bits. A pattern is bit ``1 << index``."""

    bits: dict[str, int]
    """Word -> the sets of words it is in, one bit each."""
    needs: tuple[int, ...]
    """For every pattern the sets it needs a word of."""
    lemmas: dict[tuple[str, bool], int]
    """(Lemma, participle) -> the patterns that read that verb in that form."""
    verbless: int
    """The patterns that name no verbs."""
    event_words: frozenset[str]
    overviews: frozenset[int]
    """Patterns for tables that list promises only."""
    papers: dict[int, tuple[str, ...]]
    """Pattern that needs a paper -> endings of the words for it."""


def _necessary(pattern: Pattern) -> Iterator[frozenset[str]]:
    """Sets of words; the sentence must hold a word of each for the pattern to fire."""
    if pattern.phrase is not None:
        yield pattern.triggers
        return
    for choice in pattern.needs:
        words = _slot_words(choice)
        if words is not None:
            yield words
    beside = _auxiliaries(pattern)
    if beside is not None:
        yield beside


@cache
def _look() -> Look:
    numbers: dict[frozenset[str], int] = {}
    needs: list[int] = []
    lemmas: dict[tuple[str, bool], int] = {}
    verbless = 0
    for index, pattern in enumerate(load_patterns()):
        needs.append(sum(1 << n for n in {numbers.setdefault(w, len(numbers)) for w in _necessary(pattern)}))
        if not pattern.lemmas:
            verbless |= 1 << index
        for lemma in pattern.lemmas or ():
            if pattern.constructs & _PASSIVE:
                lemmas[lemma, True] = lemmas.get((lemma, True), 0) | 1 << index
            if pattern.constructs - _PASSIVE:
                lemmas[lemma, False] = lemmas.get((lemma, False), 0) | 1 << index
    bits: dict[str, int] = {}
    for wanted, number in numbers.items():
        for word in wanted:
            bits[word] = bits.get(word, 0) | 1 << number
    return Look(
        bits=bits,
        needs=tuple(needs),
        lemmas=lemmas,
        verbless=verbless,
        event_words=frozenset().union(*(event.triggers for event in load_events())),
        overviews=frozenset(i for i, pattern in enumerate(load_patterns()) if pattern.overview),
        papers=dict(_papers()),
    )


def _papers() -> Iterator[tuple[int, tuple[str, ...]]]:
    endings = load_lexicon().endings
    for index, pattern in enumerate(load_patterns()):
        for choice in pattern.needs:
            if choice in {("vehicle",), ("future_vehicle",)}:
                yield index, (*endings["letter"], *ADVERBS, *IN_WRITING, *OFFERING, "waarin", "waarbij")
            elif choice == ("document",):
                yield index, endings["document"]
            elif choice in {("kamerletter",), ("kamerletter_subject",)}:
                yield index, endings["kamerletter"]


def _by_verb(look: Look, words: set[str]) -> int:
    """The patterns that have a verb among ``words``, with its particle and companions."""
    forms = load_lexicon().forms
    found = look.verbless
    for word in words & forms.keys():
        for form in forms[word]:
            verb = form.verb
            if (form.split and verb.particle not in words) or not words.issuperset(verb.companion):
                continue
            found |= look.lemmas.get((verb.lemma, form.shape is Shape.PARTICIPLE), 0)
    return found


def possible_patterns(text: str, words: set[str], *, overview: bool = False) -> frozenset[int]:
    """Indices of the patterns that can fire on a sentence; ``words`` are its words.

    ``overview``: it stands in a table that lists promises.
    """
    look = _look()
    mask = 0
    for word in words & look.bits.keys():
        mask |= look.bits[word]
    found = _by_verb(look, words)
    patterns = load_patterns()
    out = []
    while found:
        index = (found & -found).bit_length() - 1
        found &= found - 1
        need = look.needs[index]
        if mask & need != need or (index in look.overviews and not overview):
            continue
        if index in look.papers and not any(word.endswith(look.papers[index]) for word in words):
            continue
        phrase = patterns[index].phrase
        if phrase is None or phrase.search(text):
            out.append(index)
    return frozenset(out)


def may_tell(words: set[str]) -> bool:
    """Whether a sentence with these words can hold an event."""
    return not _look().event_words.isdisjoint(words)
