"""Reading a sentence for terms, and choosing the one that counts."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from commitments.deadlines.backward import antecedent_in, denied, follows, pointer_at, pointer_starts
from commitments.deadlines.bounds import bound_at, bound_starts
from commitments.deadlines.lengths import length_at, length_starts
from commitments.deadlines.periods import ARTICLES, part_starts
from commitments.deadlines.phrases import phrase_at, phrase_starts
from commitments.deadlines.shapes import shapes_by_start
from commitments.deadlines.source import Found, Source
from commitments.deadlines.turns import turn_at
from commitments.deadlines.words import first_word
from commitments.model import Deadline, DeadlineKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

_SKIPPED = ("aan", *ARTICLES)
_WORD = re.compile(r"(?<!\w)['\w]+")


def find_deadlines(text: str, date: dt.date | None, *, previous: str | None = None) -> tuple[Deadline, ...]:
    """Every term in a sentence, in order, not overlapping; past times and denied terms are left out.

    ``date`` is the date of the paper; without it all days are None. ``previous`` is the sentence
    before, for "voor die datum". Offsets count characters in ``text``.
    """
    source = Source.of(text, date)
    found = _scan(source, None)
    if previous and _points_back(source, found):
        before = antecedent_in(_scan(Source.of(previous, date), None))
        found = _scan(source, before) if before else found
    return tuple(_joined([term.deadline for term in found if term.deadline], text))


def _joined(terms: list[Deadline], text: str) -> list[Deadline]:
    """Say "zo spoedig mogelijk na afloop" is one term, that of the event."""
    out: list[Deadline] = []
    for term in terms:
        last = out[-1] if out else None
        if (
            last is not None
            and last.rule == "vague"
            and term.rule.endswith(".after")
            and not text[last.end : term.begin].strip()
        ):
            out[-1] = replace(term, text=text[last.begin : term.end], begin=last.begin)
        else:
            out.append(term)
    return out


def _points_back(source: Source, found: list[Found]) -> bool:
    """Whether a term can be one of the sentence before: "voor die datum", "daarna", "Dan ..."."""
    rules = (term.deadline.rule for term in found if term.deadline)
    return source.plain.startswith("dan ") or any(rule.startswith(("pointer", "sequel")) for rule in rules)


def resolve(text: str, date: dt.date | None) -> Deadline | None:
    """The term of an expression as a user types it, None when there is none in it.

    A last day that lies before the paper ("uiterlijk 1 juli 2025") is returned too, and says so.
    """
    found = _scan(Source.of(text, date), None)
    return governing(f.deadline for f in found if f.deadline) or governing(
        f.lapsed for f in found if f.lapsed
    )


def governing(deadlines: Iterable[Deadline]) -> Deadline | None:
    """The term that counts when a sentence has several, None when there are none.

    One with an end goes before one without, "uiterlijk" and "voor" before the rest, then the earliest end,
    then the first of equals.
    """
    return min(deadlines, key=_rank, default=None)


_WITHOUT_END = {DeadlineKind.EVENT: 3, DeadlineKind.VAGUE: 4}


def _rank(deadline: Deadline) -> tuple[int, int, int]:
    if deadline.generous is None:
        return _WITHOUT_END.get(deadline.kind, 2), 0, deadline.begin
    # "de doelen voor 2030": a bare year behind "voor" names a goal as often as a term.
    bounded = deadline.rule.endswith((".by", ".before")) and deadline.rule != "year.before"
    return 0 if bounded else 1, deadline.generous.toordinal(), deadline.begin


@cache
def _starts() -> frozenset[str]:
    """The first words a term can have, articles left aside."""
    return (
        frozenset(shapes_by_start())
        | part_starts()
        | bound_starts()
        | length_starts()
        | phrase_starts()
        | pointer_starts()
    )


@cache
def _likely() -> frozenset[str]:
    """Those and the articles: a word that is not among them begins no term."""
    return _starts() | {*_SKIPPED, "0"}


def _may_start(text: str, at: int) -> bool:
    word = first_word(text, at)
    for _ in range(2):
        if word not in _SKIPPED:
            break
        at += len(word) + 1
        word = first_word(text, at) or first_word(text, at + 1)
    return word in _starts()


def _scan(source: Source, antecedent: Deadline | None) -> list[Found]:
    found: list[Found] = []
    end = 0
    likely = _likely()
    for word in _WORD.finditer(source.plain):
        first = "0" if word[0][0].isdigit() else word[0]
        if first not in likely or word.start() < end or not _may_start(source.plain, word.start()):
            continue
        term = _longest_at(source, word.start(), antecedent)
        if term is None:
            continue
        end = term.end
        if term.deadline and denied(source, term.begin, term.end):
            term = replace(term, deadline=None)
        elif term.deadline and term.deadline.rule == "sequel":
            term = replace(term, deadline=follows(term.deadline, antecedent_in(found) or antecedent))
        found.append(term)
    return found


def _longest_at(source: Source, begin: int, antecedent: Deadline | None) -> Found | None:
    if turn := turn_at(source, begin):
        return turn
    terms = (
        bound_at(source, begin),
        length_at(source, begin),
        phrase_at(source, begin),
        pointer_at(source, begin, antecedent),
    )
    return max((term for term in terms if term), key=lambda term: term.end, default=None)
