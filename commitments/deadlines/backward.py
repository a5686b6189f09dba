"""Terms that point back ("voor die datum", "daarna", "dan"), and old terms that the sentence denies."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from commitments.deadlines import explain
from commitments.deadlines.bounds import bound, modifiers_at
from commitments.deadlines.spans import Period
from commitments.deadlines.words import lexicon, one_of, rx
from commitments.model import Deadline, DeadlineKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commitments.deadlines.source import Found, Source

_POINTER = rx(
    "(?:(?:die|deze|dat|genoemde|bovengenoemde|bedoelde|dezelfde) "
    "(?:datum|dag|dagen|tijd|termijn|tijdstip|moment|periode|maand|week)"
    "|dit tijdstip)"
)
_NOW = rx("(?:deze|dit) (?:tijd|maand|week|periode|dagen|moment)")
_BEFORE = rx("(?:voordien|voor dien)")
_THEN = re.compile(r"dan(?=\s)")


def pointer_starts() -> frozenset[str]:
    """The first words that are no modifier."""
    return frozenset({"dan", "voordien", "voor"})


def pointer_at(source: Source, begin: int, antecedent: Deadline | None) -> Found | None:
    """A term that points back at another one; without that one it waits for what it points at."""
    modifier, at, _ = modifiers_at(source.plain, begin)
    match = _POINTER.match(source.plain, at) if modifier else None
    if match and _NOW.match(source.plain, at) and match[0].split()[0] in ("deze", "dit"):
        return None
    if match is None and (match := _BEFORE.match(source.plain, begin)):
        modifier, at = "before", begin
    if match is None and begin == 0 and antecedent and (match := _THEN.match(source.plain, begin)):
        modifier = "in"
    if match is None or modifier is None:
        return None
    what = source.words(at, match.end())
    if antecedent is None or antecedent.strict is None or antecedent.generous is None:
        explanation = explain.pointer(source.words(begin, match.end()))
        return source.found(
            begin, match.end(), DeadlineKind.EVENT, f"pointer.{modifier}", explanation, event=what
        )
    return _bound(source, begin, match.end(), modifier, antecedent)


def _bound(source: Source, begin: int, end: int, modifier: str, antecedent: Deadline) -> Found:
    strict, generous = antecedent.strict, antecedent.generous
    assert strict is not None  # noqa: S101 - the caller asked
    assert generous is not None  # noqa: S101
    first = antecedent.earliest or strict
    if modifier == "before" and first == source.date:
        first = generous
    period = Period(antecedent.kind, "pointer", first, strict, generous, antecedent.timex or "")
    found = bound(source, begin, end, period, modifier)
    if found.deadline is None:
        return found
    explanation = f"{found.deadline.explanation} De term verwijst naar {explain.quoted(antecedent.text)}."
    certain = found.deadline.certain and antecedent.certain
    return replace(found, deadline=replace(found.deadline, explanation=explanation, certain=certain))


def follows(deadline: Deadline, antecedent: Deadline | None) -> Deadline:
    """Say "daarna": it begins after the term it follows, where that has an end."""
    if antecedent is None or antecedent.strict is None:
        return deadline
    return replace(
        deadline, earliest=antecedent.earliest, explanation=explain.sequel(deadline.text, antecedent.text)
    )


def antecedent_in(found: Sequence[Found]) -> Deadline | None:
    """The last term with an end."""
    return next((f.deadline for f in reversed(found) if f.deadline and f.deadline.generous), None)


@cache
def _denials() -> re.Pattern[str]:
    replaced = lexicon()["replaced"]
    just_before = one_of([*replaced["by_negation"], *replaced["by_plan"]])
    return rx(rf"(?:{just_before}\s{{1,4}}|{one_of(replaced['by_failure'])}\s[^.;:,]{{0,60}})$")


@cache
def _denials_behind() -> re.Pattern[str]:
    failing = one_of(lexicon()["replaced"]["by_failure_behind"])
    return re.compile(rf",?\s{{1,4}}(?:(?:dat|ik|we|wij|het)\s{{1,4}}){{0,2}}{failing}(?!\w)")


def denied(source: Source, begin: int, end: int) -> bool:
    """Whether the words beside a term say that it does not hold.

    As in "niet meer voor de zomer", "voor de zomer gaat niet lukken".
    """
    before = _denials().search(source.plain, max(0, begin - 90), begin)
    return before is not None or _denials_behind().match(source.plain, end) is not None
