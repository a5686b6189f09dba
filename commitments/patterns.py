"""The patterns of ``commitments/patterns/*.toml``: loading and checking the data.

A pattern names verbs of verbs.toml (lemmas or groups) with the constructions and slots that make a
promise of them, or is a phrase (a regular expression). A qualifier turns a hit into something else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from commitments.lexicon import LexiconError, load_lexicon, load_toml
from commitments.model import Duty, EventKind, Kind, Strength
from commitments.predicates import Construct

PATTERN_FILES = (
    "perform.toml",
    "inform.toml",
    "send.toml",
    "receive.toml",
    "return.toml",
    "policy.toml",
    "table.toml",
)
SLOTS = frozenset(
    {
        "promiser", "first_person", "office", "kamer", "document", "kamerletter", "kamerletter_subject",
        "vehicle",
        "future_vehicle", "comes_with_letter", "from_me", "in_writing", "pointing", "time", "plan", "member",
        "comes_back", "outsider", "questions", "passive_act", "own_term", "to_kamer", "with_kamer",
        "kamer_object", "next_paper", "elsewhere", "named_before", "on_condition",
    }
)  # fmt: skip
EFFECTS = frozenset(
    {
        "fulfilment", "self_reference", "in_debate", "law", "request", "question", "third_party",
        "ongoing", "general",
        "past",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to promise. ``lemmas`` is empty for a phrase; None stands for any infinitive."""

    id: str
    rationale: str
    kind: Kind
    duty: Duty
    lemmas: frozenset[str] | None
    constructs: frozenset[Construct]
    needs: tuple[tuple[str, ...], ...]
    """All must be there; each is a choice of slots."""
    without: frozenset[str]
    phrase: re.Pattern[str] | None
    triggers: frozenset[str]
    """For a phrase: lower-case words of which the sentence must hold one."""
    strength: Strength | None
    overview: bool
    """Only in a table that lists promises."""
    resumes: bool
    """Only after a sentence that says what the Kamer gets, and with a term."""
    answers: bool
    """Only after a sentence that asks for or offers an act owed to the Kamer."""
    dated: bool
    """Only in a sentence with a term that is still to come."""
    match: tuple[str, ...]
    lookalike: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Qualifier:
    """Words that turn a hit into something else; ``named``: only for patterns that say "without" it."""

    id: str
    effect: str
    rationale: str
    whole_sentence: bool
    phrase: re.Pattern[str]
    unless: re.Pattern[str] | None
    kinds: frozenset[Kind]
    constructs: frozenset[Construct]
    named: bool
    unless_term: bool
    """No effect on an act with a term of its own."""
    match: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventPattern:
    """Words that say something of an earlier promise."""

    id: str
    kind: EventKind
    rationale: str
    phrases: tuple[re.Pattern[str], ...]
    """All must be in the sentence."""
    unless: re.Pattern[str] | None
    triggers: frozenset[str]
    """Lower-case words of which the sentence must hold one: the cheap test."""
    letter_only: bool
    """Not in what is said aloud."""
    without_term: bool
    """Only in a sentence without a term."""
    after_report: bool
    """Only right after a sentence that tells of an earlier promise."""
    weak: bool
    """Never more than a candidate, whatever it names."""
    match: tuple[str, ...]
    lookalike: tuple[str, ...]


def _take(row: dict[str, Any], file: str, required: set[str], optional: set[str]) -> None:
    name = f"{file}: {row.get('id', 'patroon zonder id')}"
    if missing := required - set(row):
        raise LexiconError(f"{name}: veld ontbreekt: {', '.join(sorted(missing))}")
    if unknown := set(row) - required - optional:
        raise LexiconError(f"{name}: onbekend veld: {', '.join(sorted(unknown))}")


def _compiled(text: str, name: str) -> re.Pattern[str]:
    try:
        return re.compile(text, re.IGNORECASE)
    except re.error as error:
        raise LexiconError(f"{name}: onjuiste reguliere expressie: {error}") from error


def _regex(text: str | None, name: str) -> re.Pattern[str] | None:
    return None if text is None else _compiled(text, name)


def _lemmas(names: list[str], name: str) -> frozenset[str] | None:
    if names == ["*"]:
        return None
    lexicon = load_lexicon()
    known = frozenset().union(*lexicon.groups.values())
    out: set[str] = set()
    for entry in names:
        if entry in lexicon.groups:
            out |= lexicon.groups[entry]
        elif entry in known:
            out.add(entry)
        else:
            raise LexiconError(f"{name}: werkwoord of groep staat niet in verbs.toml: {entry}")
    return frozenset(out)


def _where(row: dict[str, Any], name: str) -> str | None:
    where: str | None = row.get("where")
    if where not in {None, "overview", "resumes", "answers", "dated"}:
        raise LexiconError(f"{name}: onbekende waarde van where: {where}")
    return where


def _pattern(row: dict[str, Any], file: str) -> Pattern:
    _take(
        row,
        file,
        {"id", "rationale", "kind", "duty", "match", "lookalike"},
        {"verbs", "constructs", "needs", "without", "phrase", "triggers", "strength", "where"},
    )
    name = f"{file}: {row['id']}"
    if ("phrase" in row) == ("verbs" in row):
        raise LexiconError(f"{name}: geef óf verbs óf phrase")
    if ("phrase" in row) != ("triggers" in row):
        raise LexiconError(f"{name}: phrase en triggers horen bij elkaar")
    needs = tuple(tuple(choice.split("|")) for choice in row.get("needs", []))
    without = frozenset(row.get("without", []))
    unknown = {slot for choice in needs for slot in choice} - SLOTS | (without - SLOTS - EFFECTS)
    if unknown:
        raise LexiconError(f"{name}: onbekend in needs of without: {', '.join(sorted(unknown))}")
    try:
        return Pattern(
            id=row["id"],
            rationale=row["rationale"],
            kind=Kind(row["kind"]),
            duty=Duty(row["duty"]),
            lemmas=_lemmas(row.get("verbs", []), name),
            constructs=frozenset(Construct(c) for c in row.get("constructs", [])),
            needs=needs,
            without=without,
            phrase=_regex(row.get("phrase"), name),
            triggers=frozenset(row.get("triggers", [])),
            overview=_where(row, name) == "overview",
            resumes=_where(row, name) == "resumes",
            answers=_where(row, name) == "answers",
            dated=_where(row, name) == "dated",
            strength=Strength(row["strength"]) if "strength" in row else None,
            match=tuple(row["match"]),
            lookalike=tuple(row["lookalike"]),
        )
    except ValueError as error:
        raise LexiconError(f"{name}: {error}") from error


def _qualifier(row: dict[str, Any], file: str) -> Qualifier:
    _take(
        row,
        file,
        {"id", "effect", "rationale", "scope", "phrase", "match"},
        {"unless", "kinds", "constructs", "named", "unless_term"},
    )
    name = f"{file}: {row['id']}"
    phrase = _compiled(row["phrase"], name)
    if row["effect"] not in EFFECTS or row["scope"] not in {"clause", "sentence"}:
        raise LexiconError(f"{name}: onbekende effect of scope")
    return Qualifier(
        id=row["id"],
        effect=row["effect"],
        rationale=row["rationale"],
        whole_sentence=row["scope"] == "sentence",
        phrase=phrase,
        unless=_regex(row.get("unless"), name),
        kinds=frozenset(Kind(k) for k in row.get("kinds", [])),
        constructs=frozenset(Construct(c) for c in row.get("constructs", [])),
        named=row.get("named", False),
        unless_term=row.get("unless_term", False),
        match=tuple(row["match"]),
    )


def _event(row: dict[str, Any], words: dict[str, str], file: str) -> EventPattern:
    _take(
        row,
        file,
        {"id", "kind", "rationale", "phrases", "triggers", "match", "lookalike"},
        {"unless", "letter", "term", "after_report", "weak"},
    )
    name = f"{file}: {row['id']}"
    if row.get("term", "none") != "none":
        raise LexiconError(f"{name}: onbekende waarde van term: {row['term']}")
    unless = row.get("unless")
    return EventPattern(
        id=row["id"],
        kind=EventKind(row["kind"]),
        rationale=row["rationale"],
        phrases=tuple(_compiled(_with_words(phrase, words, name), name) for phrase in row["phrases"]),
        unless=None if unless is None else _compiled(_with_words(unless, words, name), name),
        triggers=frozenset(row["triggers"]),
        letter_only=row.get("letter", False),
        without_term="term" in row,
        after_report=row.get("after_report", False),
        weak=row.get("weak", False),
        match=tuple(row["match"]),
        lookalike=tuple(row["lookalike"]),
    )


_PLACE = re.compile(r"%(\w+)%")
_DEEPEST = 6
"""So many entries of [words] can stand in one another."""


def _with_words(phrase: str, words: dict[str, str], name: str) -> str:
    """The phrase with every %name% replaced by its entry of [words]; an entry can hold others."""
    for _ in range(_DEEPEST):
        if unknown := set(_PLACE.findall(phrase)) - set(words):
            raise LexiconError(f"{name}: staat niet in [words]: {', '.join(sorted(unknown))}")
        phrase = _PLACE.sub(lambda match: f"(?:{words[match[1]]})", phrase)
    if _PLACE.search(phrase):
        raise LexiconError(f"{name}: [words] verwijst naar zichzelf of te diep.")
    return phrase


def _unique(ids: list[str], file: str) -> None:
    doubles = sorted({i for i in ids if ids.count(i) > 1})
    if doubles:
        raise LexiconError(f"{file}: id komt vaker voor: {', '.join(doubles)}")


@cache
def load_patterns() -> tuple[Pattern, ...]:
    """All patterns, in the order of precedence of PATTERN_FILES.

    Raises LexiconError (one Dutch line) when a file holds something unknown.
    """
    found = tuple(_pattern(row, file) for file in PATTERN_FILES for row in load_toml(file)["pattern"])
    _unique([p.id for p in found], "patterns")
    return found


@cache
def load_qualifiers() -> tuple[Qualifier, ...]:
    """All qualifiers of qualifiers.toml. Raises LexiconError like load_patterns."""
    return tuple(_qualifier(row, "qualifiers.toml") for row in load_toml("qualifiers.toml")["qualifier"])


@cache
def load_events() -> tuple[EventPattern, ...]:
    """All event patterns of events.toml. Raises LexiconError like load_patterns."""
    data = load_toml("events.toml")
    return tuple(_event(row, data["words"], "events.toml") for row in data["event"])


@cache
def weak_rules() -> frozenset[str]:
    """The ids of event patterns that are never more than a candidate."""
    return frozenset(event.id for event in load_events() if event.weak)
