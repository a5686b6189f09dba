"""How much two short Dutch texts are about the same thing: shared stems and compound parts, rare ones most.

No dictionary: a light stemmer, a list of words that every promise has (data/linking.toml), and compound parts
that occur as words of the collection itself ("weerbaarheidsprogramma" meets "weerbaarheid").
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from commitments.calendar import DataError, read_data

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

_WORD = re.compile(r"[^\W\d_]{3,40}")
_PLAIN = str.maketrans("áàâäéèêëíìîïóòôöúùûüç", "aaaaeeeeiiiioooouuuuc")
SHORTEST_PART = 5
PART = 0.5
"""Weight of a word that is only part of a compound."""
_ENDINGS = ("ingen", "ing", "eren", "eerd", "eert", "ende", "en", "es", "e", "s", "t", "d")


@cache
def linking_data() -> dict[str, Any]:
    """The content of linking.toml. Raises DataError when a part is missing."""
    data = read_data("linking.toml")
    for name in ("anchored", "candidate", "strong", "delayed", "unspoken", "unspoken_apart", "clearly"):
        if not isinstance(data.get("likeness", {}).get(name), float):
            raise DataError(f"linking.toml: [likeness] {name} ontbreekt of is geen getal met een punt.")
    for name in ("common", "papers"):
        if not isinstance(data.get("words", {}).get(name), list):
            raise DataError(f"linking.toml: [words] {name} moet een lijst met woorden zijn.")
    if not isinstance(data.get("verbs"), dict):
        raise DataError("linking.toml: het onderdeel [verbs] ontbreekt.")
    for row in data.get("promising", ()):
        _check_pattern(row)
    return data


def _check_pattern(row: dict[str, Any]) -> None:
    try:
        re.compile(row["pattern"])
    except (KeyError, re.error) as error:
        raise DataError(
            f"linking.toml: [[promising]] {row.get('id')}: geen goed patroon ({error})."
        ) from error


def border(name: str) -> float:
    """A border of likeness by its name in linking.toml."""
    value: float = linking_data()["likeness"][name]
    return value


@cache
def _common() -> frozenset[str]:
    return frozenset(linking_data()["words"]["common"])


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A light stem of a lower-case word: endings off, doubled letters single, final v and z to f and s."""
    if word.endswith("heden"):
        word = word[:-5] + "heid"
    if not word.endswith("heid"):
        ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= 4), "")
        word = word.removesuffix(ending)
    word = re.sub(r"(.)\1", r"\1", word)
    return word[:-1] + {"v": "f", "z": "s"}.get(word[-1], word[-1])


def plain_words(text: str) -> list[str]:
    """The words of a text, lower case and without accents."""
    return [match[0] for match in _WORD.finditer(text.lower().translate(_PLAIN))]


def stems(text: str) -> list[str]:
    """The stems that say what a text is about, in order of first occurrence."""
    return list(dict.fromkeys(stem(word) for word in plain_words(text) if word not in _common()))


def written(text: str) -> dict[str, str]:
    """Each stem of a text with the word as it stands there, the first time."""
    words: dict[str, str] = {}
    for match in _WORD.finditer(text):
        (plain,) = plain_words(match[0]) or ("",)
        if plain and plain not in _common():
            words.setdefault(stem(plain), match[0])
    return words


def parts(word: str) -> list[str]:
    """What a stem can be made of, if it is a compound: its beginnings and ends that are long enough."""
    cuts = range(SHORTEST_PART, len(word) - 2)
    return [part for cut in cuts for part in (word[:cut], word[cut:]) if len(part) >= SHORTEST_PART]


def weigh(words: Iterable[str], known: Container[str]) -> dict[str, float]:
    """The features of a text by its stems: the stems (weight 1) and the compound parts that are ``known``."""
    words = list(words)
    features = dict.fromkeys(words, 1.0)
    for word in words:
        for part in parts(word):
            if part in known:
                features.setdefault(part, PART)
    return features


class Counts(Protocol):
    """How often words occur in a collection of texts."""

    size: int
    """The number of texts."""

    def rarity(self, feature: str) -> float:
        """How much a feature says; see ``rarity``."""

    def count(self, feature: str) -> int:
        """The number of texts that have a feature."""

    def __contains__(self, word: object) -> bool:
        """Whether a stem is one of the collection, so that it can be known as part of a compound."""


def rarity(size: int, count: int) -> float:
    """The weight of a feature that ``count`` of ``size`` texts have: 1 or more, the rarer the more."""
    return math.log((size + 1) / (count + 1)) + 1


def length(features: Mapping[str, float], counts: Counts) -> float:
    """The length of a text as a vector of weighted features."""
    return math.sqrt(sum((weight * counts.rarity(feature)) ** 2 for feature, weight in features.items()))


def product(features: Mapping[str, float], other: Mapping[str, float], counts: Counts) -> float:
    """The product of two vectors of weighted features; divided by their lengths it is their cosine."""
    return sum(
        weight * other[feature] * counts.rarity(feature) ** 2
        for feature, weight in features.items()
        if feature in other
    )


def common_from(size: int) -> int:
    """A feature that more texts than this have is too common to find a text by."""
    return max(50, size // 250)


@dataclass(frozen=True, slots=True)
class Text:
    """A text by its features, with the length of that vector."""

    features: Mapping[str, float]
    length: float


class Subjects:
    """The subjects of some texts, by number, weighed by how rare words are in the collection they are of."""

    def __init__(self, texts: Sequence[Text], counts: Counts) -> None:
        self._texts = texts
        self.counts = counts

    @classmethod
    def of(cls, texts: Sequence[str]) -> Subjects:
        """Those of a whole collection of texts. Work grows with the texts, not with their pairs."""
        own = [stems(text) for text in texts]
        known = frozenset(s for words in own for s in words)
        features = [weigh(words, known) for words in own]
        counts = _Counted(known, Counter(feature for row in features for feature in row), len(texts))
        return cls([Text(row, length(row, counts)) for row in features], counts)

    def features(self, text: str) -> dict[str, float]:
        """The stems of a text (weight 1) and the compound parts that the collection knows (one half)."""
        return weigh(stems(text), self.counts)

    def likeness(self, features: Mapping[str, float], number: int) -> float:
        """Cosine of the weighted features: 0 nothing shared, 1 the same words."""
        other = self._texts[number]
        both = length(features, self.counts) * other.length
        return product(features, other.features, self.counts) / both if both else 0.0

    def shared(self, features: Mapping[str, float], number: int) -> list[str]:
        """The stems in common, rarest first."""
        common = [feature for feature in features if feature in self._texts[number].features]
        return sorted(common, key=lambda feature: (self.counts.count(feature), feature))

    def near(self, features: Mapping[str, float]) -> set[int]:
        """The texts that share a rare feature."""
        return {number for feature in features for number in self._postings.get(feature, ())}

    @cached_property
    def _postings(self) -> dict[str, list[int]]:
        least = common_from(self.counts.size)
        found: dict[str, list[int]] = {}
        for number, text in enumerate(self._texts):
            for feature in text.features:
                if self.counts.count(feature) <= least:
                    found.setdefault(feature, []).append(number)
        return found


class _Counted:
    """The words of texts that are all at hand."""

    def __init__(self, known: frozenset[str], counts: Mapping[str, int], size: int) -> None:
        self._known, self._counts, self.size = known, counts, size

    def rarity(self, feature: str) -> float:
        return rarity(self.size, self.count(feature))

    def count(self, feature: str) -> int:
        return self._counts.get(feature, 0)

    def __contains__(self, word: object) -> bool:
        return word in self._known
