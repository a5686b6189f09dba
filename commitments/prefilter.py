"""The cheap look: which patterns can fire at all on a sentence with these words.

For every pattern the words it cannot do without follow from its verbs and slots, so the look and the
close reading cannot drift apart (a test reads every sentence both ways).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from commitments.frames import MODALS
from commitments.lexicon import Shape, load_lexicon
from commitments.needles import folded, may_match, needles
from commitments.papers import ADVERBS, IN_WRITING, OFFERING, PROMISED
from commitments.patterns import load_events, load_patterns
from commitments.predicates import Construct
from commitments.slots import NOMINAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from commitments.needles import Needles
    from commitments.patterns import EventPattern, Pattern

_PASSIVE = frozenset({Construct.PASSIVE, Construct.PASSIVE_FUTURE})
_FUTURE = frozenset({"zal", "zullen", "zult", "ga", "gaan", "gaat"})
_COMMON = frozenset({"de", "in", "is", "of", "om", "op", "te"})
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
        return single | {max(words, key=lambda word: (len(word), word not in _COMMON)) for words in phrases}

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
        "comes_with_letter": lambda: {"met", "daarmee", "waarmee", "ermee"},
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


class Key(NamedTuple):
    """What one word makes possible."""

    bits: int
    """The sets of necessary words it is in, one bit each."""
    starts: int
    """The patterns it can be the verb or the trigger of, one bit each."""
    verbs: tuple[tuple[str | None, frozenset[str], int], ...]
    """Verbs that need more words: particle, companions, and the patterns that read them."""
    events: int
    """The event patterns it is a trigger of, one bit each."""


@dataclass(frozen=True, slots=True)
class Look:
    """The necessary words of all patterns. A pattern is bit ``1 << index``."""

    keys: dict[str, Key]
    words: frozenset[str]
    """Those of ``keys``."""
    needs: tuple[int, ...]
    """For every pattern the sets it needs a word of, as in ``Key.bits``."""
    overviews: int
    """Patterns for tables that list promises only."""
    papers: dict[int, tuple[str, ...]]
    """Pattern that needs a paper -> endings of the words for it."""
    needles: tuple[Needles, ...]
    """For every pattern the needles of its phrase."""
    events: tuple[tuple[EventPattern, tuple[Needles, ...]], ...]
    """The event patterns, each with the needles of its phrases."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A sentence worth reading."""

    patterns: frozenset[int] | None
    """Those that can fire; None: try all."""
    events: tuple[EventPattern, ...]
    """Those that can fit."""


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


def _starts(pattern: Pattern) -> Iterator[tuple[str, tuple[str | None, frozenset[str]]]]:
    """Words of which one must be there for the pattern to fire, with the particle and companions it needs."""
    if not pattern.lemmas:
        for word in min(_necessary(pattern), key=len):
            yield word, (None, frozenset())
        return
    for word, forms in load_lexicon().forms.items():
        for form in forms:
            wanted = _PASSIVE if form.shape is Shape.PARTICIPLE else frozenset(Construct) - _PASSIVE
            if form.verb.lemma in pattern.lemmas and pattern.constructs & wanted:
                yield word, (form.verb.particle if form.split else None, frozenset(form.verb.companion))


@cache
def _look() -> Look:
    patterns = load_patterns()
    numbers: dict[frozenset[str], int] = {}
    needs: list[int] = []
    starts: dict[str, dict[tuple[str | None, frozenset[str]], int]] = {}
    for index, pattern in enumerate(patterns):
        needs.append(sum(1 << n for n in {numbers.setdefault(w, len(numbers)) for w in _necessary(pattern)}))
        for word, beside in _starts(pattern):
            found = starts.setdefault(word, {})
            found[beside] = found.get(beside, 0) | 1 << index
    bits: dict[str, int] = {}
    for wanted, number in numbers.items():
        for word in wanted:
            bits[word] = bits.get(word, 0) | 1 << number
    triggers: frozenset[str] = frozenset().union(*(event.triggers for event in load_events()))
    alone = (None, frozenset[str]())
    keys = {
        word: Key(
            bits.get(word, 0),
            starts.get(word, {}).get(alone, 0),
            tuple((*beside, mask) for beside, mask in starts.get(word, {}).items() if beside != alone),
            sum(1 << i for i, event in enumerate(load_events()) if word in event.triggers),
        )
        for word in bits.keys() | starts.keys() | triggers
    }
    return Look(
        keys=keys,
        words=frozenset(keys),
        needs=tuple(needs),
        overviews=sum(1 << i for i, pattern in enumerate(patterns) if pattern.overview),
        papers=dict(_papers()),
        needles=tuple(((),) if p.phrase is None else needles(p.phrase) for p in patterns),
        events=tuple((event, tuple(map(needles, event.phrases))) for event in load_events()),
    )


def _papers() -> Iterator[tuple[int, tuple[str, ...]]]:
    endings = load_lexicon().endings
    for index, pattern in enumerate(load_patterns()):
        for choice in pattern.needs:
            if choice in {("vehicle",), ("future_vehicle",)}:
                yield index, (*endings["letter"], *ADVERBS, *IN_WRITING, *OFFERING, "waarin", "waarbij")
            elif choice == ("document",):
                yield index, endings["document"]
            elif choice == ("kamerletter",):
                yield index, endings["kamerletter"]
            elif choice == ("kamerletter_subject",):
                yield index, (*endings["kamerletter"], *PROMISED)


def glance(text: str, *, overview: bool = False) -> Seen | None:
    """The cheap look at one sentence: which patterns can fire; None when it promises and tells nothing.

    ``overview``: it stands in a table that lists promises.
    """
    look, words = _look(), words_of(text)
    mask = found = events = 0
    for word in words & look.words:
        bits, starts, verbs, told = look.keys[word]
        mask |= bits
        found |= starts
        events |= told
        for particle, companions, patterns in verbs:
            if (particle is None or particle in words) and words.issuperset(companions):
                found |= patterns
    if not overview:
        found &= ~look.overviews
    if not found and not events:
        return None
    plain = folded(text)
    possible = frozenset(
        index
        for index in _indices(found)
        if mask & look.needs[index] == look.needs[index] and _can_fire(look, index, (text, plain), words)
    )
    telling = tuple(
        event
        for event, wanted in map(look.events.__getitem__, _indices(events))
        if all(may_match(one, plain) for one in wanted)
    )
    return Seen(possible, telling) if possible or telling else None


def _indices(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        bits ^= lowest
        yield lowest.bit_length() - 1


def _can_fire(look: Look, index: int, text: tuple[str, str], words: set[str]) -> bool:
    """Whether the sentence (as written, and folded) has the paper and the phrase that a pattern asks for."""
    endings = look.papers.get(index)
    if endings is not None and not any(word.endswith(endings) for word in words):
        return False
    phrase = load_patterns()[index].phrase
    return phrase is None or (may_match(look.needles[index], text[1]) and phrase.search(text[0]) is not None)


def unseen(text: str) -> Seen:
    """No look taken: every pattern is to be tried, and every event with a trigger in the sentence."""
    words = words_of(text)
    return Seen(None, tuple(event for event in load_events() if not event.triggers.isdisjoint(words)))


def starting_words() -> dict[str, frozenset[str]]:
    """For every pattern and event pattern, by its id, the words of which a sentence must hold one.

    Without one of them the pattern can't fire, so a paper without them reads the same without it.
    """
    words = {pattern.id: frozenset(word for word, _ in _starts(pattern)) for pattern in load_patterns()}
    return words | {event.id: frozenset(event.triggers) for event in load_events()}
