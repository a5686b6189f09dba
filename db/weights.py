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
    WHERE w.woord IN ({}) GROUP BY w.woord"""
_WORDS = """
    SELECT toezegging_id, woord_id, heel FROM toezegging_woorden WHERE toezegging_id IN ({})"""
_MOST_KEPT = 50_000
"""Words and promises kept at a time; some 40 MB."""


class Weights:
    """The words of the promises made before ``month`` ("2026-11"), and of single promises weighed by them.

    What was looked up once is kept: make another one when the month or the promises change, or it is full.
    """

    def __init__(self, database: Database, month: str) -> None:
        self.month = month
        self._database = database
        self._counts: dict[str, tuple[int | None, int, int]] = {}
        """Of each word asked for: its row, in how many promises it is, and in how many as a whole word."""
        self._rarity: dict[str, float] = {}
        self._names: dict[int, str] = {}
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

    @property
    def full(self) -> bool:
        """Whether so much was looked up that it is time to begin anew."""
        return len(self._counts) + len(self._texts) > _MOST_KEPT

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
        """The words of promises, by their rows; others that were looked up before are among them."""
        asked = [promise for promise in promises if promise not in self._texts]
        words: dict[int, list[tuple[bool, str]]] = {promise: [] for promise in asked}
        rows = select(self._database, _WORDS, asked)
        self._name({row for _, row, _ in rows})
        for promise, row, whole in rows:
            words[promise].append((not whole, self._names[row]))
        for promise, found in words.items():
            features = {
                word: PART if part else 1.0
                for part, word in sorted(found)
                if word != EVERY and (not part or word in self)
            }
            self._texts[promise] = Text(features, subjects.length(features, self))
        return self._texts

    def _name(self, rows: Iterable[int]) -> None:
        """Look up words by their rows."""
        asked = [row for row in rows if row not in self._names]
        self._names |= dict(select(self._database, "SELECT id, woord FROM woorden WHERE id IN ({})", asked))
        self.load([self._names[row] for row in asked])
