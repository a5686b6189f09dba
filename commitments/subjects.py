"""How much two short Dutch texts are about the same thing: shared stems and compound parts, rare ones most.

No dictionary: a light stemmer, a list of words that every promise has (data/linking.toml), and compound parts
that occur as words of the collection itself ("weerbaarheidsprogramma" meets "weerbaarheid").
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import cache, lru_cache
from typing import Any

from commitments.calendar import DataError, read_data

_WORD = re.compile(r"[^\W\d_]{3,40}")
_PLAIN = str.maketrans("áàâäéèêëíìîïóòôöúùûüç", "aaaaeeeeiiiioooouuuuc")
_SHORTEST_PART = 5
_ENDINGS = ("ingen", "ing", "eren", "eerd", "eert", "ende", "en", "es", "e", "s", "t", "d")


@cache
def linking_data() -> dict[str, Any]:
    """The content of linking.toml. Raises DataError when a part is missing."""
    data = read_data("linking.toml")
    for name in ("anchored", "candidate", "strong", "unspoken", "unspoken_apart", "clearly"):
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


class Subjects:
    """The subjects of a collection of texts, by number. Work grows with the texts, not with their pairs."""

    def __init__(self, texts: list[str]) -> None:
        own = [stems(text) for text in texts]
        self._vocabulary = frozenset(s for words in own for s in words)
        self._features = [self._weigh(words) for words in own]
        self._document_count = Counter(feature for features in self._features for feature in features)
        self._size = len(texts)
        self._lengths = [self._length(features) for features in self._features]
        self._common_from = max(50, self._size // 250)
        self._postings: dict[str, list[int]] = {}
        for number, features in enumerate(self._features):
            for feature in features:
                if self._document_count[feature] <= self._common_from:
                    self._postings.setdefault(feature, []).append(number)

    def features(self, text: str) -> dict[str, float]:
        """The stems of a text (weight 1) and the compound parts that this collection knows (one half)."""
        return self._weigh(stems(text))

    def near(self, features: dict[str, float]) -> set[int]:
        """The texts that share a rare feature."""
        return {number for feature in features for number in self._postings.get(feature, ())}

    def likeness(self, features: dict[str, float], number: int) -> float:
        """Cosine of the weighted features: 0 nothing shared, 1 the same words."""
        other = self._features[number]
        shared = sum(
            weight * other[feature] * self._rarity(feature) ** 2
            for feature, weight in features.items()
            if feature in other
        )
        length = self._length(features) * self._lengths[number]
        return shared / length if length else 0.0

    def shared(self, features: dict[str, float], number: int) -> list[str]:
        """The stems in common, rarest first."""
        common = [feature for feature in features if feature in self._features[number]]
        return sorted(common, key=lambda feature: (self._document_count[feature], feature))

    def _weigh(self, words: list[str]) -> dict[str, float]:
        features = dict.fromkeys(words, 1.0)
        for word in words:
            for cut in range(_SHORTEST_PART, len(word) - 2):
                for part in (word[:cut], word[cut:]):
                    if len(part) >= _SHORTEST_PART and part in self._vocabulary:
                        features.setdefault(part, 0.5)
        return features

    def _rarity(self, feature: str) -> float:
        return math.log((self._size + 1) / (self._document_count.get(feature, 0) + 1)) + 1

    def _length(self, features: dict[str, float]) -> float:
        return math.sqrt(sum((weight * self._rarity(feature)) ** 2 for feature, weight in features.items()))
