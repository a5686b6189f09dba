"""Which earlier promise is this about? Certain, candidate, or none; with the reason in Dutch.

Certain needs an anchor in the text. Either the promise's own paper is named (its number, its kenmerk, "mijn
brief van 4 juni 2026", also in a footnote or in the words before that say what the sentence is about) and the
words fit; or the text speaks of a promise ("die toezegging", "zoals toegezegd") of the same dossier and
ministry, and one promise fits clearly best. Likeness alone never makes it certain, however close. A promise
that was settled before is no rival of an open one, and a repetition stands for what it repeats. The borders
and the words stand in data/linking.toml.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from commitments.anchors import kinds_of_act, speaks_of_promise, speaks_to_kamer, years
from commitments.events import AFTER_LOOK_BACK
from commitments.facts import EventFacts, Link, PromiseFacts
from commitments.patterns import weak_rules
from commitments.pool import PromisePool, texts_of
from commitments.subjects import border, written
from extract.dates import dutch_date

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["EventFacts", "Link", "PromiseFacts", "PromiseIndex", "link"]

_PRESUMING = frozenset(
    {"toegezegd", "herhaald", "uitgesteld", "minder stellig", "deels afgedaan", "vervallen"}
)
"""Kinds of events that are only told of what was announced before."""
_PERHAPS = "Het komt op deze toezegging terug; of het haar geheel nakomt, is niet vastgesteld."
_LEAST_WORDS = 2
"""Words of its own that a sentence must have to be about something else than its paper."""


@dataclass(frozen=True, slots=True)
class _Match:
    number: int
    likeness: float
    said: int
    """The promise through which it was found: itself, or a repetition of it."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """An event with what is derived from it once."""

    event: EventFacts
    quote: dict[str, float]
    """Features of the sentence."""
    own: dict[str, float]
    """The same with what it is about."""
    wide: dict[str, float]
    """The same with the subject of its paper."""
    promising: bool
    """It speaks of a promise."""
    presuming: bool
    """It speaks of a promise, or says what is only said of one: a delay, the rest."""


def link(event: EventFacts, promises: Iterable[PromiseFacts]) -> Link | None:
    """The promise that an event is about. For many events build a PromiseIndex once."""
    return PromiseIndex(promises).link(event)


class PromiseIndex(PromisePool):
    """Promises, ready to be found by paper, date, dossier and subject."""

    def link(self, event: EventFacts) -> Link | None:
        """The promise that an event is about, None when nothing fits."""
        return self.by_anchor(event) or self.by_likeness(event)

    def by_anchor(self, event: EventFacts) -> Link | None:
        """The promise whose number or paper the text names."""
        if (entered := self.entered(event)) is not None:
            number, entry = entered
            reason = f"Het stuk van {dutch_date(event.date)} noemt toezegging {entry} uit het register."
            return Link(self.promises[number].key, "certain", reason)
        named = self.named(event)
        return self._from_anchor(self._asked(event), named) if named else None

    def by_likeness(self, event: EventFacts) -> Link | None:
        """The promise that a text is like, of the same dossier or ministry; for what names none."""
        return self._from_likeness(self._asked(event))

    def _asked(self, event: EventFacts) -> _Asked:
        own, wide = texts_of(event)
        promising = speaks_of_promise(own)
        return _Asked(
            event,
            self.subjects.features(event.quote),
            self.subjects.features(own),
            self.subjects.features(wide),
            promising,
            promising or (event.kind in _PRESUMING and bool(event.rules)),
        )

    def _ranked(self, asked: _Asked, numbers: Iterable[int]) -> list[_Match]:
        """The promises that these are, or repeat: most alike first.

        By the sentence alone where that says clearly enough which one is meant, whatever stands around it.
        """
        numbers = list(numbers)
        by_quote = self._matches(numbers, asked.quote)
        if by_quote and by_quote[0].likeness >= border("candidate"):
            best, clear = self._pick(asked.event, by_quote)
            if clear and best is by_quote[0]:
                return by_quote
        return self._matches(numbers, asked.own, asked.wide)

    def _matches(self, numbers: list[int], *texts: dict[str, float]) -> list[_Match]:
        best: dict[int, _Match] = {}
        for number in numbers:
            root = self.root(number)
            likeness = max(self.subjects.likeness(text, n) for n in {number, root} for text in texts)
            match = _Match(root, likeness, number)
            if root not in best or (match.likeness, number == root) > (best[root].likeness, False):
                best[root] = match
        return sorted(best.values(), key=lambda match: (-match.likeness, self.promises[match.number].key))

    def _pick(self, event: EventFacts, matches: list[_Match]) -> tuple[_Match, bool]:
        """The best match, and whether it clearly is. One settled before gives way to an open equal."""
        pending = [match for match in matches if not self.was_settled(match.number, event.date)]
        best = matches[0]
        if pending and not _outdoes(best, pending[0]):
            best, matches = pending[0], pending
        return best, all(_outdoes(best, other) for other in matches if other is not best)

    def _fitting(self, event: EventFacts, best: _Match, matches: list[_Match]) -> _Match | None:
        """Of promises that fit equally well the only one with the term, year or kind of act of the event."""
        equals = [
            match
            for match in matches
            if not _outdoes(best, match) and not self.was_settled(match.number, event.date)
        ]
        by_term = [m for m in equals if event.generous and self.promises[m.number].generous == event.generous]
        said = years(event.quote)
        by_year = [m for m in equals if said & years(self.promises[m.number].quote)]
        kinds = kinds_of_act(event.quote)
        by_kind = [m for m in equals if self.promises[m.number].kind in kinds]
        return next((fits[0] for fits in (by_term, by_year, by_kind) if len(fits) == 1), None)

    def _from_anchor(self, asked: _Asked, named: dict[int, str]) -> Link | None:
        event = asked.event
        matches = self._ranked(asked, named)
        best, clear = self._pick(event, matches)
        if not clear and (fitting := self._fitting(event, best, matches)):
            best, clear = fitting, True
        if not asked.presuming and best.likeness < border("candidate"):
            return None
        place = "staat" if best.said == best.number else "is herhaald"
        reason = f"{_where(event)} {named[best.said]}, waarin deze toezegging {place}"
        if best.likeness < border("anchored" if asked.promising else "strong"):
            return self._made(event, best, "candidate", f"{reason}, maar deelt er te weinig woorden mee")
        if not clear:
            return self._made(
                event, best, "candidate", f"{reason}, maar er passen meer toezeggingen even goed"
            )
        return self._made(event, best, "certain", f"{reason}{self._words(asked, best)}")

    def _from_likeness(self, asked: _Asked) -> Link | None:
        event = asked.event
        near = (
            n
            for n in self.near(asked.wide, event.dossiers)
            if self.precedes(event, n) and self._fits(asked, n)
        )
        matches = [
            match for match in self._ranked(asked, near) if match.likeness >= self._least(asked, match)
        ]
        if not matches:
            return None
        best, clear = self._pick(event, matches)
        if not clear and (fitting := self._fitting(event, best, matches)):
            best = fitting
        dossiers = self.common_dossiers(event, best.said)
        where = f"dossier {dossiers[0]}" if dossiers else f"ministerie {event.ministry}"
        words = self._words(asked, best)
        same = dossiers and self.same_ministry(event, best.said)
        least = border("strong" if asked.promising else "delayed")
        told = asked.promising or self._slips(asked, best)
        certain = told and same and clear and best.likeness >= least
        if certain and self._says_it_itself(asked, best) and self._says_no_other(asked, best, matches):
            reason = f"{_where(event)} spreekt van een toezegging in {where}; alleen deze past goed{words}"
            return self._made(event, best, "certain", reason)
        several = "" if clear else "; andere toezeggingen passen even goed"
        return self._made(
            event,
            best,
            "candidate",
            f"zelfde {where}{words}; het stuk van de toezegging wordt niet genoemd{several}",
        )

    def _slips(self, asked: _Asked, best: _Match) -> bool:
        """Whether a delay told to the Kamer brings a later term than the promise has.

        That the work is delayed of which the Kamer will hear says nothing of when it will hear.
        """
        event, due = asked.event, self.promises[best.number].generous
        late = event.generous is not None and due is not None and event.generous > due
        return asked.presuming and event.kind == "uitgesteld" and late and speaks_to_kamer(event.quote)

    def _least(self, asked: _Asked, match: _Match) -> float:
        """The least likeness of a candidate; more where only the title of the paper is like the promise."""
        if not asked.presuming:
            same = self.same_ministry(asked.event, match.said) and self.common_dossiers(
                asked.event, match.said
            )
            return border("unspoken" if same else "unspoken_apart")
        own = self.subjects.likeness(asked.own, match.said)
        return border("candidate" if own > 0 else "strong")

    def _says_it_itself(self, asked: _Asked, match: _Match) -> bool:
        """Whether the sentence's own words fit, whatever the title of its paper.

        "Zoals toegezegd stuur ik u ook het jaarverslag" is about that; a sentence with hardly a word of its
        own speaks of its paper.
        """
        if len(asked.own) < _LEAST_WORDS:
            return True
        numbers = {match.said, match.number}
        return max(self.subjects.likeness(asked.own, n) for n in numbers) >= border("candidate")

    def _says_no_other(self, asked: _Asked, best: _Match, matches: list[_Match]) -> bool:
        """Whether none of the others is what the sentence is about, leaving out the words before it."""
        said = self.subjects.features(asked.event.quote)
        alike = {match.number: self.subjects.likeness(said, match.said) for match in matches}
        highest = max(alike.values())
        return highest < border("candidate") or alike[best.number] == highest

    def _fits(self, asked: _Asked, number: int) -> bool:
        """Whether ministry or dossier is the same.

        A letter says often of no dossier, and an answer can come from another ministry: what a later paper
        delivers is then a candidate too.
        """
        return self.related(asked.event, number)

    def _words(self, asked: _Asked, match: _Match) -> str:
        """The shared words as they stand in the text, rarest first; of a compound the whole word."""
        event = asked.event
        in_text = written(f"{event.about} {event.quote} {event.subject}")
        shared = self.subjects.shared(asked.wide, match.said)
        words = [
            in_text.get(part) or next((w for s, w in in_text.items() if part in s), "") for part in shared
        ]
        distinct = list(dict.fromkeys(word for word in words if word))[:4]
        return f" (gedeelde woorden: {', '.join(distinct)})" if distinct else ""

    def _made(
        self, event: EventFacts, match: _Match, certainty: Literal["certain", "candidate"], reason: str
    ) -> Link:
        sentence = f"{reason[:1].upper()}{reason[1:]}."
        if AFTER_LOOK_BACK in event.rules:
            sentence += f" {_PERHAPS}"
        sure = certainty == "certain" and _unsure_rules().isdisjoint(event.rules)
        return Link(self.promises[match.number].key, "certain" if sure else "candidate", sentence)


@cache
def _unsure_rules() -> frozenset[str]:
    """Rules of events that are never more than a candidate."""
    return weak_rules() | {AFTER_LOOK_BACK}


def _where(event: EventFacts) -> str:
    return f"het stuk van {dutch_date(event.date)}"


def _outdoes(best: _Match, other: _Match) -> bool:
    return best.likeness >= border("clearly") * other.likeness and best.likeness > 0
