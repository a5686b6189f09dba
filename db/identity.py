"""Which sentence of a new reading is the same promise or event as before. Pure.

A key must survive a better rule, a new version of the paper and the noise of text recognition: links,
feeds and human corrections point at it. So it is given once, and a later reading inherits it when it finds
the same sentence, or nearly the same one.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from base64 import b32encode
from bisect import bisect
from collections import Counter, defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SIMILAR = 0.8
"""Sentences at least this alike (ratio of matching characters) are the same one, slightly changed."""
_CANDIDATES = 5
_LOOK_AT = 200
_LONGEST = 1_000
"""Characters of a sentence that are compared; text recognition can give very long ones."""
_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "\u00ad": None}
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A found sentence: its words, where it begins, and of what ``kind`` (Dutch) the finding is."""

    quote: str
    begin: int
    kind: str


def normalise(quote: str) -> str:
    """The sentence without what differs between copies: case, spacing, quotes, dashes, ligatures."""
    text = unicodedata.normalize("NFKC", quote.translate(_QUOTES)).casefold()
    return " ".join(text.split())


def make_key(prefix: str, document: str, sentence: Sentence, taken: Callable[[str], bool]) -> str:
    """A new key: ``prefix`` and 10 base32 characters of a hash over paper, sentence, kind and a number.

    The number tells apart what the same sentence promises twice, and steps over a key that is ``taken``.
    """
    number = 0
    while True:
        number += 1
        text = "\0".join((document, normalise(sentence.quote), sentence.kind, str(number)))
        digest = hashlib.sha256(text.encode()).digest()
        key = f"{prefix}-{b32encode(digest)[:10].decode().lower()}"
        if not taken(key):
            return key


def match(old: Sequence[Sentence], new: Sequence[Sentence]) -> list[int | None]:
    """For each new sentence the index of the old one that it continues, or None. No old one twice.

    Tried in turn: same words and kind; same words; similar words with the same kind; similar words.
    """
    pairing = _Pairing(old, new)
    pairing.pair_equal(lambda sentence: (normalise(sentence.quote), sentence.kind))
    pairing.pair_equal(lambda sentence: normalise(sentence.quote))
    pairing.pair_similar(same_kind=True)
    pairing.pair_similar(same_kind=False)
    return pairing.result


class _Pairing:
    """The state of one match: who has been paired so far."""

    def __init__(self, old: Sequence[Sentence], new: Sequence[Sentence]) -> None:
        self.old, self.new = old, new
        self.result: list[int | None] = [None] * len(new)
        self.free = set(range(len(old)))

    def pair_equal(self, key: Callable[[Sentence], object]) -> None:
        """Pair sentences with equal ``key``; of several, those that stand nearest to each other."""
        groups: defaultdict[object, list[int]] = defaultdict(list)
        for index in sorted(self.free):
            groups[key(self.old[index])].append(index)
        for new_index, sentence in enumerate(self.new):
            if self.result[new_index] is None:
                candidates = groups.get(key(sentence), [])
                if candidates:
                    nearest = min(candidates, key=lambda index: abs(self.old[index].begin - sentence.begin))
                    candidates.remove(nearest)
                    self._pair(new_index, nearest)

    def pair_similar(self, *, same_kind: bool) -> None:
        """Pair what is at least ``SIMILAR``, the most alike first."""
        index_of_words = _WordIndex({index: self.old[index].quote for index in self.free})
        by_place = sorted((self.old[index].begin, index) for index in self.free)
        scored = []
        for new_index, sentence in enumerate(self.new):
            if self.result[new_index] is not None:
                continue
            for index in {*index_of_words.closest(sentence.quote), *_neighbours(by_place, sentence.begin)}:
                if same_kind and self.old[index].kind != sentence.kind:
                    continue
                ratio = _ratio(self.old[index].quote, sentence.quote)
                if ratio >= SIMILAR:
                    distance = abs(self.old[index].begin - sentence.begin)
                    scored.append((-ratio, distance, new_index, index))
        for _, _, new_index, index in sorted(scored):
            if self.result[new_index] is None and index in self.free:
                self._pair(new_index, index)

    def _pair(self, new_index: int, old_index: int) -> None:
        self.result[new_index] = old_index
        self.free.discard(old_index)


class _WordIndex:
    """Finds the sentences that share words with another one, in time that does not grow with their number."""

    def __init__(self, quotes: dict[int, str]) -> None:
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for index, quote in quotes.items():
            for word in _words(quote):
                self._places[word].append(index)

    def closest(self, quote: str) -> list[int]:
        """Those that share most of the rarest words of ``quote``."""
        shared: Counter[int] = Counter()
        for word in sorted(_words(quote) & self._places.keys(), key=lambda word: len(self._places[word])):
            if shared.total() >= _LOOK_AT:
                break
            shared.update(self._places[word][:_LOOK_AT])
        return [index for index, _ in shared.most_common(_CANDIDATES)]


def _neighbours(by_place: list[tuple[int, int]], begin: int) -> list[int]:
    """The sentences that stood nearest to this place."""
    middle = bisect(by_place, (begin, 0))
    return [index for _, index in by_place[max(0, middle - 2) : middle + 2]]


def _words(quote: str) -> set[str]:
    return set(re.findall(r"\w{4,}", normalise(quote)[:_LONGEST]))


def _ratio(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, normalise(one)[:_LONGEST], normalise(other)[:_LONGEST], autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= SIMILAR else 0.0
