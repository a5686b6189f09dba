"""Which tokens of a sentence are finite verbs, as far as their form tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commitments.lexicon import Shape

if TYPE_CHECKING:
    from commitments.lexicon import Tagged

PLURAL = frozenset(
    {"worden", "zijn", "hebben", "kunnen", "moeten", "willen", "komen", "gaan", "laten", "doen", "blijven",
     "mogen", "nemen", "delen", "geven"}
)  # fmt: skip
_BEFORE_INFINITIVE = frozenset({"te", "zal", "zullen", "kan", "kunnen"})
_BEFORE_NOUN = frozenset(
    {"de", "het", "een", "uw", "mijn", "deze", "dit", "onze", "dat", "die", "ons", "hun", "na", "in", "op",
     "van", "bij", "per", "met", "over", "naar", "eerdere", "schriftelijke", "eerste", "tweede", "laatste",
     "elke", "iedere", "één", "zijn", "haar", "geen", "ter"}
)  # fmt: skip
# Nouns that look like a finite verb.
_NOUNS = frozenset(
    {
        "antwoord",
        "monitor",
        "keer",
        "onderzoek",
        "besluit",
        "steun",
        "doel",
        "start",
        "vraag",
        "zorg",
        "deel",
        "stand",
        "bericht",
        "leven",
        "wil",
        "werk",
        "brief",
        "streven",
        "overleg",
        "verzoek",
    }
)


_BEFORE_FIRST = frozenset(".:;?!–—-•(…*|\"'“‘«„")


def is_name(tagged: Tagged, i: int) -> bool:
    """Whether token ``i`` has a capital within the sentence: "het Algemeen Overleg", "de Staat"."""
    return (
        i > 0
        and tagged.words[i][:1].isupper()
        and tagged.lower[i - 1] not in _BEFORE_FIRST
        and not tagged.lower[i - 1].isdigit()
        and not tagged.words[i - 1][-1:].isupper()
    )


def is_finite(tagged: Tagged, i: int, end: int) -> bool:
    """Whether token ``i`` is surely a finite verb (infinitives that look like plurals are not)."""
    return i < end and i in tagged.finite_tokens


def any_finite(tagged: Tagged, start: int, end: int) -> bool:
    """Whether one of the tokens from ``start`` to ``end`` is a finite verb."""
    for i in tagged.finite_tokens:  # noqa: SIM110 - a generator takes twice as long, for every word
        if start <= i < end:
            return True
    return False


def mark_finite(tagged: Tagged) -> frozenset[int]:
    """Tokens that are finite verbs by their form: auxiliaries, listed verbs, "ik"- and "hij"-forms."""
    found: set[int] = set()
    for name in ("future", "passive", "perfect", "passive_past", "modal", "finite"):
        found.update(m.first for m in tagged.mentions.get(name, ()) if m.first == m.last)
    for i, forms in tagged.forms.items():
        present = any(f.shape in {Shape.IK, Shape.HIJ, Shape.JOINED_IK, Shape.JOINED_HIJ} for f in forms)
        if present and (not any(f.shape is Shape.PARTICIPLE for f in forms) or _joins_on(tagged, i)):
            found.add(i)
        elif tagged.lower[i + 1 : i + 2] in (["wij"], ["we"]) and any(
            f.shape is Shape.INFINITIVE for f in forms
        ):
            found.add(i)  # "In mei informeren wij u"
    return frozenset(i for i in found if not _looks_finite_only(tagged, i))


def _joins_on(tagged: Tagged, i: int) -> bool:
    """As in "... en bericht u", "bericht ik u": no participle."""
    if tagged.lower[i + 1 : i + 2] in (["ik"], ["wij"], ["we"]):
        return True
    return tagged.lower[max(0, i - 1) : i] == ["en"] and tagged.lower[i + 1 : i + 2] in (["u"], ["uw"])


def _after_adjective(tagged: Tagged, i: int) -> bool:
    """As in "de financiële monitor"."""
    before = tagged.lower[max(0, i - 2) : i]
    adjective = len(before) == 2 and before[1].endswith("e") and not before[1].endswith("ie")
    return adjective and before[0] in _BEFORE_NOUN


def _looks_finite_only(tagged: Tagged, i: int) -> bool:
    """An infinitive after "te" or "zal" ("te komen"), or a noun after a determiner ("het doel")."""
    before = tagged.lower[i - 1] if i else ""
    word = tagged.lower[i]
    return (
        before == "te"
        or is_name(tagged, i)
        or (word in PLURAL and before in _BEFORE_INFINITIVE)
        or (word in _NOUNS and (before in _BEFORE_NOUN or _after_adjective(tagged, i)))
    )


_BEFORE_ATTRIBUTE = frozenset({"de", "het", "een", "deze", "die", "dit", "alle", "mijn", "onze", "andere"})
_ADVERBS = frozenset(
    {"hierbij", "daarbij", "hierin", "daarin", "direct", "eerder", "reeds", "nauw", "meest", "al"}
)
_NOT_NAMED = frozenset(
    {"worden", "wordt", "zal", "zullen", "te", "is", "zijn", "en", "aan", "bij", "in", "met", "naar", "op",
     "over", "tijdens", "van", "voor", "na", "door", "zodra", "als", "per", "via", "om"}
)  # fmt: skip


def is_attributive(tagged: Tagged, token: int) -> bool:
    """Whether the participle at ``token`` only says which ones: "de hierbij betrokken partijen"."""
    first = next((i for i in (token - 2, token - 3) if i >= 0 and tagged.lower[i] in _BEFORE_ATTRIBUTE), None)
    if first is None or not _ADVERBS.issuperset(tagged.lower[first + 1 : token]):
        return False
    after = tagged.lower[token + 1] if token + 1 < len(tagged.lower) else ""
    return after.isalpha() and after not in _NOT_NAMED
