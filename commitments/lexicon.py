"""The closed word lists of ``patterns/verbs.toml`` and ``patterns/words.toml``, ready for look-up.

A sentence is turned into a ``Tagged``: its tokens, the verb forms each token can be, and the word
classes found, in one pass over the tokens.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

_TOKEN = re.compile(r"[^\W_]+(?:[.&'’\-‑][^\W_]+)*|[^\w\s]|_")


class LexiconError(ValueError):
    """A data file of commitments/patterns holds something the code does not know."""


class Shape(StrEnum):
    """How a token can be a form of a verb."""

    IK = "ik"
    HIJ = "hij"
    INFINITIVE = "infinitive"
    PARTICIPLE = "participle"
    JOINED_IK = "joined_ik"
    JOINED_HIJ = "joined_hij"


@dataclass(frozen=True, slots=True)
class Verb:
    """One line of verbs.toml."""

    lemma: str
    group: str
    particle: str | None
    companion: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A token read as a form of a verb; ``split`` when the particle stands elsewhere in the clause."""

    verb: Verb
    shape: Shape
    split: bool = False


class Mention(NamedTuple):
    """A word or phrase of a class: tokens ``first`` to ``last``, inclusive."""

    name: str
    first: int
    last: int


@dataclass(slots=True)
class Tagged:
    """A sentence in tokens. ``begins`` and ``ends`` are character offsets in ``text``."""

    text: str
    words: list[str]
    begins: list[int]
    ends: list[int]
    lower: list[str]
    forms: dict[int, tuple[Form, ...]] = field(default_factory=dict)
    mentions: dict[str, list[Mention]] = field(default_factory=dict)
    finite_tokens: frozenset[int] = frozenset()

    def has(self, name: str, tokens: range | list[int]) -> Mention | None:
        """The first mention of class ``name`` that starts in ``tokens``, or None."""
        wanted = set(tokens) if isinstance(tokens, list) else tokens
        return next((m for m in self.mentions.get(name, ()) if m.first in wanted), None)

    def span(self, first: int, last: int) -> str:
        """The literal text of tokens ``first`` to ``last``, inclusive."""
        return self.text[self.begins[first] : self.ends[last]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything looked up by lower-case token."""

    forms: dict[str, tuple[Form, ...]]
    single: dict[str, tuple[str, ...]]
    """Word -> classes."""
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    """First word -> (all words, class) of the phrases of more words."""
    ministries: frozenset[str]
    endings: dict[str, tuple[str, ...]]
    groups: dict[str, frozenset[str]]
    """Verb group -> lemmas."""
    known: frozenset[str]
    """Every word that is looked up, phrases by their first."""

    def tag(self, text: str) -> Tagged:
        """Tokens, verb forms and word classes of one sentence."""
        spans = [match.span() for match in _TOKEN.finditer(text)]
        words = [text[begin:end] for begin, end in spans]
        lower = [word.lower() for word in words]
        tagged = Tagged(text, words, [begin for begin, _ in spans], [end for _, end in spans], lower)
        known, forms, phrases, single = self.known, self.forms, self.phrases, self.single
        mentions = tagged.mentions
        for i, word in enumerate(lower):
            if word not in known:
                continue
            if word in forms:
                tagged.forms[i] = forms[word]
            for name in single.get(word, ()):
                mentions.setdefault(name, []).append(Mention(name, i, i))
            if word in phrases:
                self._phrases_at(tagged, i)
        if not self.ministries.isdisjoint(words):
            mentions["ministry"] = [
                Mention("ministry", i, i) for i, word in enumerate(words) if word in self.ministries
            ]
        return tagged

    def _phrases_at(self, tagged: Tagged, i: int) -> None:
        lower = tagged.lower
        following = lower[i + 1] if i + 1 < len(lower) else ""
        for phrase, name in self.phrases[lower[i]]:
            if phrase[1] != following:
                continue
            last = i + len(phrase) - 1
            if len(phrase) == 2 or tuple(lower[i : last + 1]) == phrase:
                tagged.mentions.setdefault(name, []).append(Mention(name, i, last))

    def nouns(self, tagged: Tagged, name: str, tokens: list[int]) -> list[int]:
        """Tokens that end like a noun of class ``name`` ("letter", "document")."""
        endings = self.endings[name]
        return [i for i in tokens if tagged.lower[i].endswith(endings) and not self._is_verb(tagged, i)]

    @staticmethod
    def _is_verb(tagged: Tagged, i: int) -> bool:
        """As in "Onderzoeken", "beantwoorden" are verbs unless a determiner stands before them."""
        if i not in tagged.forms or i == 0 or not tagged.lower[i].endswith("en"):
            return False
        return tagged.lower[i - 1] not in {
            "de",
            "het",
            "een",
            "deze",
            "die",
            "dat",
            "dit",
            "mijn",
            "uw",
            "onze",
            "beide",
        }


_VERB_KEYS = {"ik", "hij", "inf", "part", "particle", "with", "slips"}


def load_toml(name: str) -> dict[str, Any]:
    """One data file of commitments/patterns."""
    return tomllib.loads(resources.files("commitments").joinpath("patterns", name).read_text("utf-8"))


def _verb_forms(verb: Verb, row: dict[str, Any]) -> list[tuple[str, Form]]:
    """All forms of one verb with the token they show up as."""
    slips = row.get("slips", {})

    def spellings(key: str) -> list[str]:
        return [row[key], *slips.get(key, [])]

    shapes = {"ik": Shape.IK, "hij": Shape.HIJ, "inf": Shape.INFINITIVE, "part": Shape.PARTICIPLE}
    out: list[tuple[str, Form]] = []
    for key, shape in shapes.items():
        for word in spellings(key):
            if verb.particle is None:
                out.append((word, Form(verb, shape)))
                continue
            joined = {"ik": Shape.JOINED_IK, "hij": Shape.JOINED_HIJ}.get(key, shape)
            out.append((verb.particle + word, Form(verb, joined)))
            if key != "part":
                out.append((word, Form(verb, shape, split=True)))
    return out


def _load_verbs(data: dict[str, Any]) -> tuple[dict[str, tuple[Form, ...]], dict[str, frozenset[str]]]:
    forms: dict[str, list[Form]] = {}
    groups: dict[str, frozenset[str]] = {}
    for group, rows in data.items():
        groups[group] = frozenset(rows)
        for lemma, row in rows.items():
            if unknown := set(row) - _VERB_KEYS:
                raise LexiconError(f"verbs.toml: onbekend veld {sorted(unknown)} bij {lemma}")
            verb = Verb(lemma, group, row.get("particle"), tuple(row.get("with", "").split()))
            for word, form in _verb_forms(verb, row):
                known = forms.setdefault(word, [])
                if form not in known:
                    known.append(form)
    return {word: tuple(found) for word, found in forms.items()}, groups


@cache
def load_lexicon() -> Lexicon:
    """The lexicon, read once.

    Raises LexiconError when a data file holds an unknown field.
    """
    forms, groups = _load_verbs(load_toml("verbs.toml"))
    words = load_toml("words.toml")
    if unknown := set(words) - {"classes", "endings"}:
        raise LexiconError(f"words.toml: onbekende tabel {sorted(unknown)}")
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    single: dict[str, list[str]] = {}
    for name, entries in words["classes"].items():
        if name == "ministry":
            continue
        for entry in entries:
            parts = tuple(m.group() for m in _TOKEN.finditer(entry))
            if len(parts) == 1:
                single.setdefault(parts[0], []).append(name)
            else:
                phrases.setdefault(parts[0], []).append((parts, name))
    return Lexicon(
        forms=forms,
        single={word: tuple(found) for word, found in single.items()},
        phrases={word: tuple(found) for word, found in phrases.items()},
        ministries=frozenset(words["classes"]["ministry"]),
        endings={name: tuple(found) for name, found in words["endings"].items()},
        groups=groups,
        known=frozenset(forms) | frozenset(single) | frozenset(phrases),
    )
