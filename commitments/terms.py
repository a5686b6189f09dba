"""The terms in a sentence, and which of them governs an act."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from commitments.clauses import ClauseKind
from commitments.deadlines import find_deadlines, governing
from commitments.lexicon import load_lexicon

if TYPE_CHECKING:
    import datetime as dt

    from commitments.clauses import Clause
    from commitments.lexicon import Tagged
    from commitments.model import Deadline
    from commitments.predicates import Predicate


@dataclass(slots=True)
class Terms:
    """The expressions of time in one sentence, looked for only when somebody asks."""

    text: str
    date: dt.date | None
    previous: str | None = None
    found: tuple[Deadline, ...] | None = None

    def all(self) -> tuple[Deadline, ...]:
        """All expressions of time; offsets count in ``text``."""
        if self.found is None:
            self.found = find_deadlines(self.text, self.date, previous=self.previous)
            if not self.found:
                self.found = _of_paper_to_come(self.text, self.date)
        return self.found

    def to_come(self) -> bool:
        """Whether there is a term that has not run out on the day they count from."""
        ends = (term.generous or term.strict for term in self.all())
        return any(end is None or self.date is None or end >= self.date for end in ends)


_DATED_PAPER = re.compile(
    r"\b(?:in|via|met|middels|bij) (?:de|het|een|mijn|onze) (?:\w{2,20} ){0,2}?\w{0,20}"
    r"(?:voortgangsbrief|verzamelbrief|rapportage|monitor|update)(?: \w{2,20}){0,3}?"
    r" (?P<of>van|uit|in) (?P<month>(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober"
    r"|november|december)(?: 20\d\d)?)\b",
    re.IGNORECASE,
)
_PAPER_OF_NEXT = re.compile(
    r"\b(?:in|via|met|middels|bij) (?:de|het|een|mijn|onze) (?:\w{2,20} ){0,2}?\w{0,20}"
    r"(?:brief|rapportage|monitor|update|rapport|nota|overzicht|agenda|verslag)(?: \w{2,20}){0,3}?"
    r" (?P<of>van) (?P<month>(?:volgende|komende|aanstaande) "
    r"(?:week|maand|maandag|dinsdag|woensdag|donderdag|vrijdag))\b",
    re.IGNORECASE,
)
_NEAR_MONTHS = 200
"""Days: a month without year that lies further on is as likely the one that was."""


def _of_paper_to_come(text: str, date: dt.date | None) -> tuple[Deadline, ...]:
    """The month of the paper in which it will stand: "in de voortgangsbrief van februari"."""
    match = (_DATED_PAPER.search(text) or _PAPER_OF_NEXT.search(text)) if date is not None else None
    if match is None or date is None:
        return ()
    out = []
    for term in find_deadlines(f"in {match['month']}", date):
        if term.strict is not None and date <= term.strict and (term.strict - date).days <= _NEAR_MONTHS:
            begin = match.start("of")
            out.append(replace(term, text=text[begin : match.end()], begin=begin, end=match.end()))
    return tuple(out)


def term_for(
    tagged: Tagged, clauses: list[Clause], act: Predicate | None, terms: tuple[Deadline, ...]
) -> Deadline | None:
    """The term that governs ``act``: one of its own clause, of a "zodra" clause, or of what binds it."""
    if not terms:
        return None
    if act is None:
        return governing(terms)
    homes = _homes(tagged, clauses, act)
    own = [t for t in terms if _clause_at(tagged, clauses, t.begin) in homes and not _points_back(tagged, t)]
    if act.clause.coordinated:
        number = next(i for i, clause in enumerate(clauses) if clause is act.clause)
        here = [t for t in own if _clause_at(tagged, clauses, t.begin) == number]
        dated = [t for t in here if t.strict]
        own = dated or (here if here and not act.clause.shares_front() else own)
    own = _behind_coordinator(tagged, act, own)
    loose = [t for t in own if not _is_attribute(tagged, t)]
    return governing(loose or own) or _term_of_paper(tagged, clauses, act, terms)


_NEAR, _FAR = 4, 12
"""Tokens between a paper and the clause that tells when it comes; the more when only a paper can come so."""
_COMES = frozenset(
    {
        "verschijnt",
        "ontvangt",
        "krijgt",
        "ligt",
        "toekomt",
        "toegaat",
        "verstuur",
        "stuur",
        "toestuur",
        "toezend",
    }
)


def _comes(tagged: Tagged, clause: Clause) -> bool:
    """As in "de reactie op het advies van de Raad, die in mei verschijnt": it is the paper that comes."""
    words = {tagged.lower[i] for i in clause.tokens}
    return tagged.lower[clause.tokens[0]] == "die" and not _COMES.isdisjoint(words)


def _term_of_paper(
    tagged: Tagged, clauses: list[Clause], act: Predicate, terms: tuple[Deadline, ...]
) -> Deadline | None:
    """The term of the paper that carries the act: "in de brief die in mei verschijnt"."""
    papers = set(load_lexicon().nouns(tagged, "letter", act.clause.tokens))
    carrying = {
        number
        for number, clause in enumerate(clauses)
        if clause.kind is ClauseKind.RELATIVE
        and not papers.isdisjoint(
            range(clause.tokens[0] - (_FAR if _comes(tagged, clause) else _NEAR), clause.tokens[0])
        )
        and not any(tagged.has(name, clause.tokens) for name in ("perfect", "passive_past"))
    }
    return governing(t for t in terms if _clause_at(tagged, clauses, t.begin) in carrying)


_BACK = re.compile(
    r"\b(?:zoals|conform|overeenkomstig|in lijn met|in vervolg op|(?<!nota )naar aanleiding van"
    r"|in aanvulling op|in reactie op|op verzoek van|gelet op|gezien|ter uitvoering van|verwezen naar)"
    r"\b[^,;:]*?"
    r"(?=,|;|:|\b(?:zal|zullen|zult|kan|kunt|kunnen|wil|willen|verwacht|verwachten|streef|streven"
    r"|streeft|hoop|wordt|worden|ontvangt|krijgt|informeer|stuur|zend|bied|kom|komt|deel|ga|bericht|stel|volgt)\b|$)",
    re.IGNORECASE,
)


def _points_back(tagged: Tagged, term: Deadline) -> bool:
    """Whether the term is of an earlier moment: "zoals toegezegd tijdens het debat van ..."."""
    return any(m.start() <= term.begin < m.end() for m in _BACK.finditer(tagged.text))


def _is_attribute(tagged: Tagged, term: Deadline) -> bool:
    """What only names a meeting or paper: "de agenda van de Raad van 16 juni", "de agenda voor de Raad"."""
    if tagged.text[: term.begin].rstrip().endswith(" van") and not (
        _DATED_PAPER.search(tagged.text) or _PAPER_OF_NEXT.search(tagged.text)
    ):
        return True
    before = [i for i, end in enumerate(tagged.ends) if end <= term.begin][-1:]
    return term.rule.startswith("event.") and bool(load_lexicon().nouns(tagged, "document", before))


def _behind_coordinator(tagged: Tagged, act: Predicate, own: list[Deadline]) -> list[Deadline]:
    """Of two acts joined by "en" each has its own term: "in mei te consulteren en in juli in te dienen"."""
    joints = [i for i in act.clause.tokens if i < act.token and tagged.lower[i] in {"en", "maar"}]
    for joint in reversed(joints):
        at, end = tagged.begins[joint], tagged.begins[act.token]
        if any(i < joint and tagged.forms.get(i) and i != act.finite for i in act.clause.tokens):
            return [t for t in own if at < t.begin < end] or own
    return own


def _homes(tagged: Tagged, clauses: list[Clause], act: Predicate) -> list[int]:
    """Indices of the clauses whose terms can bind the act."""
    wanted: list[Clause] = [act.clause]
    current = act.clause
    while current.matrix is not None and (
        current.kind is ClauseKind.COMPLEMENT or current.coordinated or _then(tagged, current)
    ):
        if (
            current.kind is ClauseKind.COMPLEMENT
            or not current.finite
            or current.shares_front()
            or _then(tagged, current)
        ):
            wanted.append(current.matrix)
        if _then(tagged, current):
            number = next(i for i, clause in enumerate(clauses) if clause is current)
            wanted.append(clauses[number - 1])
        current = current.matrix
    if act.verb.group == "perform":  # "ik zeg toe dat ...": the term of what is promised
        wanted += [c for c in clauses if c.kind is ClauseKind.COMPLEMENT and _hangs_on(c, act.clause)]
    out = []
    for i, clause in enumerate(clauses):
        if (
            any(clause is w for w in wanted)
            or clause.kind is ClauseKind.TEMPORAL
            or _is_apposition(tagged, clause, act.clause)
        ):
            out.append(i)
    return out


def _hangs_on(clause: Clause, matrix: Clause) -> bool:
    current = clause.matrix
    while current is not None and current is not matrix:
        current = current.matrix
    return current is matrix


def _then(tagged: Tagged, clause: Clause) -> bool:
    """As in "... op 2 november, en dan ook ...", "..., die dan ook": at the time of the clause before."""
    joined = clause.coordinated or clause.kind is ClauseKind.RELATIVE
    if joined and len(clause.tokens) > 1 and tagged.lower[clause.tokens[1]] == "dan":
        return True
    words = [tagged.lower[i] for i in clause.tokens[:7]]
    return clause.coordinated and any(
        one == "dan" and other in {"ook", "meteen", "direct", "gelijk", "onmiddellijk"}
        for one, other in pairwise(words)
    )


def _is_apposition(tagged: Tagged, clause: Clause, act_clause: Clause) -> bool:
    """A phrase without verb beside the act: "(juni 2026)", "dus rond maart" ("rond" is no verb there)."""
    verbs = {tagged.lower[i] for i in clause.finite} - {"rond"}
    return not verbs and clause.kind is ClauseKind.MAIN and clause is not act_clause


def _clause_at(tagged: Tagged, clauses: list[Clause], offset: int) -> int:
    """Index of the clause that holds the token at or after ``offset``."""
    token = next((i for i, end in enumerate(tagged.ends) if end > offset), None)
    return next((i for i, clause in enumerate(clauses) if token in clause.tokens), -1)
