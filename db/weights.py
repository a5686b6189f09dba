"""How much words say in a month: by how many promises of the months before they occur in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commitments import subjects
from commitments.subjects import PART, Text, parts, stems
from db.words import EVERY, select

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sqlite_utils import Database

_COUNTS = """
    SELECT w.woord, w.id, ifnull(sum(t.aantal), 0), ifnull(sum(t.heel), 0)
    FROM woorden w LEFT JOIN woordtelling t ON t.woord_id = w.id AND t.maand < ?
    WHERE w.woord IN ({}) GROUP BY w.id"""
_WORDS = """
    SELECT t.toezegging_id, w.woord, t.heel FROM toezegging_woorden t JOIN woorden w ON w.id = t.woord_id
    WHERE t.toezegging_id IN ({}) ORDER BY t.heel DESC, w.woord"""


class Weights:
    """The words of the promises made before ``month`` ("2026-11"), and of single promises weighed by them.

    What was looked up once is kept: make another one when the month or the promises change.
    """

    def __init__(self, database: Database, month: str) -> None:
        self.month = month
        self._database = database
        self._counts: dict[str, tuple[int | None, int, int]] = {}
        """Of each word asked for: its row, in how many promises it is, and in how many as a whole word."""
        self._rarity: dict[str, float] = {}
        self._texts: dict[int, Text] = {}
        self.load([EVERY])
        self.size = self.count(EVERY)

    def load(self, words: Iterable[str]) -> None:
        """Look up words; one that was not is taken for unknown."""
        asked = {word for word in words if word not in self._counts}
        query = _COUNTS.replace("?", f"'{self.month}'")
        self._counts |= dict.fromkeys(asked, (None, 0, 0))
        for word, row, count, whole in select(self._database, query, asked):
            self._counts[word] = (row, count, whole)
        self._rarity |= {word: subjects.rarity(self.size, self.count(word)) for word in asked if word}

    def rarity(self, feature: str) -> float:
        """How much a word says that was looked up."""
        return self._rarity[feature]

    def count(self, feature: str) -> int:
        """In how many promises made before the month a word is, whole or in a compound."""
        return self._counts[feature][1] if feature in self else 0

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self._whole(word) > 0

    def _whole(self, word: str) -> int:
        return self._counts[word][2] if word in self._counts else 0

    def rare(self, features: Iterable[str]) -> tuple[list[int], list[int]]:
        """The rows of the words by which promises can be found: as any part of them, and as a whole only."""
        most = subjects.common_from(self.size)
        rows = [(self._counts[f][0], f in self) for f in features if self.count(f) <= most]
        return (
            [row for row, known in rows if row is not None and known],
            [row for row, known in rows if row is not None and not known],
        )

    def features(self, text: str) -> dict[str, float]:
        """Those of a text that is no promise; see ``Subjects.features``."""
        words = stems(text)
        self.load([*words, *(part for word in words for part in parts(word))])
        return subjects.weigh(words, self)

    def texts(self, promises: Collection[int]) -> Mapping[int, Text]:
        """The words of promises, by their rows."""
        asked = [promise for promise in promises if promise not in self._texts]
        words: dict[int, list[tuple[str, int]]] = {promise: [] for promise in asked}
        for promise, word, whole in select(self._database, _WORDS, asked):
            if word != EVERY:
                words[promise].append((word, whole))
        self.load({word for row in words.values() for word, _ in row})
        for promise, row in words.items():
            features = {word: 1.0 if whole else PART for word, whole in row if whole or word in self}
            self._texts[promise] = Text(features, subjects.length(features, self))
        return self._texts
