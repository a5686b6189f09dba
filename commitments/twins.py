"""One promise said twice in one paper: which sentence is followed, and which only repeats it.

In the report of a debate the chair reads the promises out at the end. That list is what both sides agreed to:
its row is followed, the sentence of the minister repeats it. In any paper the same promise can stand in the
summary and in the text: then the sentence that says most is followed, of equals the last one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from commitments.subjects import Subjects, border, stems

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

_LEAST_WORDS = 3
"""Words of its own that a sentence must have to be known again by its words alone."""
READ_OUT = "De voorzitter leest deze toezegging aan het slot van het debat voor."
SAID_TWICE = "Dezelfde toezegging staat elders in dit stuk vollediger."


@dataclass(frozen=True, slots=True)
class Said:
    """A promise where it stands in its paper."""

    key: str
    begin: int
    end: int
    quote: str
    kind: str
    """What kind of act it is, in any vocabulary."""
    term: str | None = None
    """The words of its term."""
    generous: dt.date | None = None
    """The last day of its term."""
    chair: bool = False
    """Whether the chair of the debate says it."""


@dataclass(frozen=True, slots=True)
class Twin:
    """``key`` repeats ``followed``; why, in one Dutch sentence."""

    key: str
    followed: str
    reason: str


def find_twins(promises: Iterable[Said]) -> list[Twin]:
    """The promises of one paper that repeat another one in it; none is followed and a repetition at once."""
    rows = sorted(promises, key=lambda row: (row.begin, row.end, row.key))
    if len(rows) < 2:
        return []
    paper = _Paper(rows)
    found = {twin.key: twin for twin in _read_out(paper)}
    followed = {twin.followed for twin in found.values()}
    for twin in _said_twice(paper):
        if twin.key not in found and twin.key not in followed and twin.followed not in found:
            found[twin.key] = twin
    return list(found.values())


class _Paper:
    """The promises of one paper with what their words have in common."""

    def __init__(self, rows: Sequence[Said]) -> None:
        self.rows = rows
        texts = [row.quote.replace(row.term, " ") if row.term else row.quote for row in rows]
        self.stems = [frozenset(stems(text)) for text in texts]
        self._subjects = Subjects.of(texts)
        self._features = [self._subjects.features(text) for text in texts]

    def likeness(self, one: int, other: int) -> float:
        return self._subjects.likeness(self._features[one], other)

    def holds(self, more: int, less: int) -> bool:
        """Whether the one has all words of the other and is not the same sentence."""
        one, other = self.rows[more], self.rows[less]
        apart = one.end <= other.begin or other.end <= one.begin
        return apart and self.stems[less] <= self.stems[more]

    def closing(self) -> range:
        """The last run of sentences by the chair: what was read out at the end."""
        last = next((n for n in reversed(range(len(self.rows))) if self.rows[n].chair), None)
        if last is None:
            return range(0)
        first = last
        while first and self.rows[first - 1].chair:
            first -= 1
        return range(first, last + 1)


def _read_out(paper: _Paper) -> list[Twin]:
    """Sentences before the closing list that it reads out.

    By their words: those with the same last day, or without one of their own. A sentence without words of its
    own ("daar kom ik voor de zomer op terug") only by its last day, when it is the only one with that day and
    one row is left for it.
    """
    closing = paper.closing()
    spoken = range(closing.start)
    target = {n: row for n in spoken if (row := _by_words(paper, n, closing)) is not None}
    taken = set(target.values())
    days = Counter(paper.rows[n].generous for n in spoken if n not in target)
    for number in spoken:
        day = paper.rows[number].generous
        left = [n for n in closing if paper.rows[n].generous == day and n not in taken]
        if number not in target and day and days[day] == 1 and len(left) == 1:
            bare = not paper.stems[number]
            if bare or paper.likeness(number, left[0]) > 0:
                target[number] = left[0]
    return [Twin(paper.rows[n].key, paper.rows[row].key, READ_OUT) for n, row in target.items()]


def _by_words(paper: _Paper, number: int, closing: range) -> int | None:
    day = paper.rows[number].generous
    fitting = [n for n in closing if day is None or paper.rows[n].generous == day]
    ranked = sorted(fitting, key=lambda n: -paper.likeness(number, n))
    least = border("strong") if day is None else border("candidate")
    if not ranked or paper.likeness(number, ranked[0]) < least:
        return None
    best, *others = (paper.likeness(number, n) for n in ranked[:2])
    return ranked[0] if not others or best >= border("clearly") * others[0] else None


def _said_twice(paper: _Paper) -> list[Twin]:
    """Sentences with the same last day and kind of act of which the one has all words of the other.

    Numbers must be the same too: "het rapport over 2025" is not "het rapport over 2026".
    """
    groups: defaultdict[object, list[int]] = defaultdict(list)
    for number, row in enumerate(paper.rows):
        if row.generous is not None and len(paper.stems[number]) >= _LEAST_WORDS:
            groups[row.generous, row.kind, _digits(row)].append(number)
    twins = []
    for group in groups.values():
        group.sort(key=lambda n: (len(paper.stems[n]), n))
        for place, less in enumerate(group):
            fullest = next((n for n in reversed(group[place + 1 :]) if paper.holds(n, less)), None)
            if fullest is not None:
                twins.append(Twin(paper.rows[less].key, paper.rows[fullest].key, SAID_TWICE))
    return twins


def _digits(row: Said) -> str:
    text = row.quote.replace(row.term, " ") if row.term else row.quote
    return "".join(sign for sign in text if sign.isdigit())
