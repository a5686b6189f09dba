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
from commitments.patterns import load_events, load_patterns
from commitments.predicates import Construct
from commitments.slots import ADVERBS, IN_WRITING, NOMINAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from commitments.patterns import Pattern

_PASSIVE = frozenset({Construct.PASSIVE, Construct.PASSIVE_FUTURE})
_FUTURE = frozenset({"zal", "zullen", "zult", "ga", "gaan", "gaat"})
_PUNCTUATION = re.compile(r"[^\w'’&-]+")


def words_of(text: str) -> set[str]:
    """The lower-case words of a sentence, without punctuation."""
    return set(_PUNCTUATION.split(text.lower()))


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
    """Forms that may stand without "ik" by a slip of the pen ("Hierover informeer uw Kamer")."""
    return {
        w
        for w, forms in load_lexicon().forms.items()
        if not w.endswith("t") and any(f.shape is Shape.IK for f in forms)
    }


def _verb_words(pattern: Pattern) -> frozenset[str]:
    """The forms that the verbs of a pattern can take in its constructions."""
    if pattern.lemmas is None:
        return _FUTURE if pattern.constructs == {Construct.FUTURE} else frozenset({"te"})
    passive = pattern.constructs <= _PASSIVE
    return frozenset(
        word
        for word, forms in load_lexicon().forms.items()
        if any(f.verb.lemma in pattern.lemmas and (not passive or f.shape is Shape.PARTICIPLE) for f in forms)
    )


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


def _companions(pattern: Pattern) -> frozenset[str] | None:
    """Particles and companions, when every verb has one; joined forms ("toestuur") count too."""
    words: set[str] = set()
    for word, forms in load_lexicon().forms.items():
        for form in forms:
            if pattern.lemmas is None or form.verb.lemma not in pattern.lemmas:
                continue
            if form.verb.companion:
                words.add(max(form.verb.companion, key=len))
            elif form.split and form.verb.particle:
                words.add(form.verb.particle)
            elif form.verb.particle is None:
                return None
            else:
                words.add(word)
    return frozenset(words) or None


@dataclass(frozen=True, slots=True)
class Look:
    """Every word that matters with the bits it sets, and for every pattern the bits it needs."""

    bits: dict[str, int]
    needs: tuple[tuple[int, int], ...]
    """(bits, index of the pattern)"""
    event_words: frozenset[str]
    papers: dict[int, tuple[str, ...]]
    """Pattern that needs a paper -> endings of the words for it."""


def _necessary(pattern: Pattern) -> tuple[frozenset[str], ...]:
    """Sets of words; the sentence must hold a word of each for the pattern to fire."""
    if pattern.phrase is not None:
        return (pattern.triggers,)
    slots = [s for s in (_slot_words(choice) for choice in pattern.needs) if s is not None]
    return (_verb_words(pattern), *slots, *(s for s in (_auxiliaries(pattern), _companions(pattern)) if s))


@cache
def _look() -> Look:
    numbers: dict[frozenset[str], int] = {}
    needs: list[tuple[int, int]] = []
    for index, pattern in enumerate(load_patterns()):
        mask = 0
        for wanted in _necessary(pattern):
            mask |= 1 << numbers.setdefault(wanted, len(numbers))
        needs.append((mask, index))
    bits: dict[str, int] = {}
    for wanted, number in numbers.items():
        for word in wanted:
            bits[word] = bits.get(word, 0) | 1 << number
    events = frozenset().union(*(event.triggers for event in load_events()))
    return Look(bits, tuple(needs), events, dict(_papers()))


def _papers() -> Iterator[tuple[int, tuple[str, ...]]]:
    endings = load_lexicon().endings
    for index, pattern in enumerate(load_patterns()):
        for choice in pattern.needs:
            if choice in {("vehicle",), ("future_vehicle",)}:
                yield index, (*endings["letter"], *ADVERBS, *IN_WRITING, "waarin", "waarbij")
            elif choice in {("kamerletter",), ("kamerletter_subject",)}:
                yield index, endings["kamerletter"]


def possible_patterns(words: set[str]) -> frozenset[int]:
    """Indices of the patterns that can fire on a sentence with these words."""
    look = _look()
    mask = 0
    for word in words & look.bits.keys():
        mask |= look.bits[word]
    return frozenset(
        index
        for need, index in look.needs
        if mask & need == need and (index not in look.papers or _ends(words, look.papers[index]))
    )


def _ends(words: set[str], endings: tuple[str, ...]) -> bool:
    return any(word.endswith(endings) for word in words)


def may_tell(words: set[str]) -> bool:
    """Whether a sentence with these words can hold an event."""
    return not _look().event_words.isdisjoint(words)
