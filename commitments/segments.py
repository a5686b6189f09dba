"""Where the clauses of a sentence begin: marks, conjunctions, relative words, inverted verbs.

No parser: closed word lists and the places of finite verbs decide; every look ahead is bounded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from commitments.finite import any_finite, is_finite
from commitments.lexicon import Shape

if TYPE_CHECKING:
    from commitments.lexicon import Tagged

_MARKS = frozenset(",;:()[]–—|…")
COORDINATORS = frozenset({"en", "maar", "want", "dus", "doch", "of"})
TEMPORAL = frozenset(
    {"zodra", "wanneer", "nadat", "voordat", "alvorens", "totdat", "terwijl", "sinds", "zolang", "toen"}
)
CONDITIONAL = frozenset({"indien", "mocht", "mochten", "als", "tenzij", "mits", "ingeval"})
RELATIVE = frozenset(
    {
        "waarover", "waarin", "waarmee", "waarbij", "waarop", "waarvoor", "waardoor", "waarna", "waarvan",
        "waarnaar", "waaruit", "waartoe", "waaraan", "hetgeen",
    }
)  # fmt: skip
OTHER_SUBORDINATORS = frozenset(
    {"omdat", "zodat", "opdat", "aangezien", "hoewel", "doordat", "waarom", "teneinde"}
)
_ALWAYS_BREAK = TEMPORAL | RELATIVE | OTHER_SUBORDINATORS | {"indien", "tenzij", "mits"}
_OPENERS = (
    COORDINATORS | _ALWAYS_BREAK | {"om", "als", "zoals", "dat", "hoe", "wat", "die", "waar", "of", "welke"}
)
_REACH = 60
# After "dat", "of", "als", "hoe" these open a clause; elsewhere "dat" points and "of" joins.
SUBJECTS = frozenset(
    {"ik", "we", "wij", "u", "uw", "de", "het", "er", "mijn", "een", "dit", "deze", "zij", "ze", "hij",
     "onze", "dat", "daar", "die"}
)  # fmt: skip
_AFTER_AS = frozenset({"in", "op", "door", "eerder", "ook"})
_AFTER_AND = frozenset({"dan", "daar", "hier", "die", "dat", "waar", "zo", "daarna", "daarom"})
INVERTED = frozenset({"ik", "wij", "we", "u", "uw", "er", "het", "de", "dit", "dat", "deze", "mijn"})
PREPOSITIONS = frozenset(
    {"in", "bij", "met", "van", "via", "op", "aan", "over", "voor", "naar", "uit", "door", "tot", "na",
     "tegen", "onder"}
)  # fmt: skip
WITHOUT_VERB = frozenset(
    {"nodig", "gewenst", "mogelijk", "noodzakelijk", "relevant", "opportuun", "wenselijk", "toepasselijk"}
)
"""After "indien", "wanneer" these make a phrase, not a clause: "Indien nodig kom ik hierop terug"."""
_OPENS_AFTER_AND = INVERTED | _AFTER_AND | RELATIVE
_FRONTED = TEMPORAL | CONDITIONAL | {"zoals", "om"}
_ASKED_IN_FRONT = frozenset({"wat", "hoe", "waarom", "welke", "of", "wie", "waar"})
"""As in "Wat dit betekent voor de huur verneemt uw Kamer in mei"."""
_NOT_BEFORE_RELATIVE = PREPOSITIONS | _OPENERS | {"ik", "wij", "we", "u", "hij", "zij", "ze"}
_AFTER_AS_CLAUSE = SUBJECTS - {"een"}
_AFTER_ZOALS = SUBJECTS | _AFTER_AS
_ASKED = SUBJECTS - {"die"}
_ASKING = frozenset(
    {"vraag", "vragen", "vraagt", "vroegen", "gevraagd", "na", "nagaan", "bezien", "bezie", "beziet",
     "onderzoek", "onderzoekt", "onderzoeken", "onderzocht", "kijk", "kijken", "bekijk", "bekijken",
     "bekijkt", "kijkt", "verken", "verkent", "verkennen", "overweegt", "overwegen", "weet", "toetst",
     "bepalen", "beoordelen", "toetsen", "uit", "uitzoeken", "weten"}
)  # fmt: skip
_ASKING_REACH = 8
_DONE = frozenset({"is", "zijn", "wordt", "worden", "werd", "werden"})
_PRONOUNS = frozenset({"ik", "wij", "we", "u", "hij", "zij", "er"})


def _coordinate_starts(tagged: Tagged, i: int, start: int, end: int) -> bool:
    """Whether "en", "maar" ... at ``i`` opens a new clause: a finite verb on both sides."""
    if not any_finite(tagged, start, i):
        return False
    if is_finite(tagged, i + 1, end):
        return True
    head = tagged.lower[i + 1] if i + 1 < end else ""
    if tagged.lower[start] in _QUESTIONS and _goes_on_telling(tagged, i, end):
        return True
    if head in _OPENS_AFTER_AND or head.startswith(("daar", "hier")):
        return any_finite(tagged, i + 2, min(end, i + 14))
    # "en in mei zal ik": after a phrase in front the verb comes before its subject.
    verbs = (j for j in tagged.finite_tokens if i + 2 < j < min(end, i + 12))
    return head in PREPOSITIONS and any(
        tagged.lower[j + 1 : j + 2] in (["ik"], ["wij"], ["we"]) for j in verbs
    )


def _goes_on_telling(tagged: Tagged, i: int, end: int) -> bool:
    """As in "Ik zal nagaan of dat kan en uw Kamer berichten": back to the infinitives of the main verb."""
    if not _RECEIVERS.isdisjoint(tagged.lower[i + 1 : i + 2]) and not any_finite(tagged, i + 1, end):
        while end > i and not tagged.lower[end - 1].isalnum():
            end -= 1
        last = tagged.forms.get(end - 1, ())
        return any(f.shape is Shape.INFINITIVE and f.verb.group in {"inform", "send"} for f in last)
    return False


_RECEIVERS = frozenset({"u", "uw", "de", "beide", "hierover", "daarover", "dit", "dat"})
_QUESTIONS = frozenset({"of", "hoe", "wat", "welke", "waarom", "wanneer"})


def _subordinate_starts(tagged: Tagged, i: int, start: int, end: int) -> bool:
    """Whether the word at ``i``, inside a segment, opens a subordinate clause without a comma."""
    word, before = tagged.lower[i], tagged.lower[i - 1]
    after = tagged.lower[i + 1] if i + 1 < end else ""
    if word == "toen" and after not in SUBJECTS:
        return False  # "Ik heb toen gezegd dat"
    if word in _ALWAYS_BREAK:
        return after not in WITHOUT_VERB and (word != "wanneer" or before not in PREPOSITIONS)
    if word in {"die", "dat", "waar"} and _relative_starts(tagged, i, start, end):
        return True
    if word in {"om", "zoals"}:
        aims = after != "te" and before != "verzoek" and "te" in tagged.lower[i:end]
        return aims if word == "om" else after in _AFTER_ZOALS and any_finite(tagged, i + 1, end)
    if word == "of":
        return is_whether(tagged, i) or _asks(tagged, i, start, end)
    told = word == "dat" and before in _PRONOUNS and _is_told(tagged, i, end)
    return not told and _after_free_word(word, before, after)


def _is_told(tagged: Tagged, i: int, end: int) -> bool:
    """As in "laat ik dat uw Kamer weten": "dat" is what is told, no verb of its own comes after."""
    verbs = [tagged.lower[j] for j in range(i + 1, end) if j in tagged.finite_tokens]
    return tagged.lower[i + 1] in {"u", "uw", "de"} and verbs in ([], ["weten"])


def _after_free_word(word: str, before: str, after: str) -> bool:
    """Whether "als", "dat", "hoe", "wat" or "welke", not after a preposition, opens a clause."""
    free = before not in PREPOSITIONS
    if word == "als":
        return free and after in _AFTER_AS_CLAUSE
    if word == "dat":
        return before != "moment" and after in SUBJECTS and (free or after not in {"dat", "die"})
    if word == "wat":
        return free and (after in SUBJECTS or after.startswith(("daar", "hier")))
    if word == "hoe":
        return after in SUBJECTS  # also "inzicht in hoe het kabinet"
    return free and word == "welke"


def _asks(tagged: Tagged, i: int, start: int, end: int) -> bool:
    """As in "Of" between two verbs, before what can be a subject: "bezien of een verbod mogelijk is"."""
    after = tagged.lower[i + 1] if i + 1 < end else ""
    return after in _ASKED and any_finite(tagged, i + 1, end) and _any_verb(tagged, start, i)


def is_whether(tagged: Tagged, i: int) -> bool:
    """Whether "of" at ``i`` asks: before a pronoun ("of ik") or after "vraag", "bezien"; else it may join."""
    if tagged.lower[i] != "of":
        return False
    if i and tagged.lower[i - 1] == "vraag":
        return True
    after = tagged.lower[i + 1] if i + 1 < len(tagged.lower) else ""
    return after in _PRONOUNS or (after in _ASKED and _verb_of_asking(tagged, i))


def _verb_of_asking(tagged: Tagged, i: int) -> bool:
    return not _ASKING.isdisjoint(tagged.lower[max(0, i - _ASKING_REACH) : i])


def asks_before(tagged: Tagged, i: int) -> bool:
    """Whether "welke" at ``i`` asks; behind a comma without a verb of asking it is relative."""
    return i == 0 or tagged.lower[i - 1] != "," or _verb_of_asking(tagged, i)


def _any_verb(tagged: Tagged, start: int, end: int) -> bool:
    return any_finite(tagged, start, end) or any(start <= i < end for i in tagged.forms)


def _relative_starts(tagged: Tagged, i: int, start: int, end: int) -> bool:
    """As in "De brief die gepland is, komt": a relative clause without comma."""
    if i - start < 2 or tagged.lower[i - 1] in _NOT_BEFORE_RELATIVE or is_finite(tagged, i + 1, end):
        return False
    if tagged.lower[i] == "dat" and tagged.lower[i - 2] in {"mevrouw", "heer", "lid"}:
        return False  # "Ik zal mevrouw Dekker dat schriftelijk laten weten"
    if any_finite(tagged, start, i):
        return _verb_last(tagged, i, end) or _was_done(tagged, i, end)
    return any_finite(tagged, i + 2, end)


def _was_done(tagged: Tagged, i: int, end: int) -> bool:
    """As in "de voortgang die geboekt is bij de uitwerking": its verbs stand together, more comes after."""
    verb = next((j for j in range(i + 2, min(end - 1, i + 6)) if tagged.lower[j] in _DONE), None)
    return verb is not None and any(
        tagged.lower[j].startswith("ge") and tagged.lower[j].endswith(("d", "t", "en"))
        for j in (verb - 1, verb + 1)
    )


def _verb_last(tagged: Tagged, i: int, end: int) -> bool:
    """After the main verb only what ends in its verb: "neem ik mee in het plan dat naar de Kamer gaat"."""
    while end > i and not tagged.lower[end - 1].isalnum():
        end -= 1
    first = min((j for j in tagged.finite_tokens if i + 2 <= j < end), default=end)
    return first < end and all(j == first or j in tagged.forms for j in range(first, end))


def reports_at(tagged: Tagged, start: int) -> bool:
    """As in "Zoals (eerder) aangegeven in de brief": the participle stands right behind "zoals"."""
    if tagged.lower[start] != "zoals":
        return False
    return any(m.first in range(start + 1, start + 4) for m in tagged.mentions.get("report", ()))


def _told_before(tagged: Tagged, start: int, end: int) -> bool:
    """As in "Zoals eerder aangegeven", before ``end``; not "Zoals ik heb gemeld"."""
    told = range(start + 1, min(start + 4, end))
    return tagged.lower[start] == "zoals" and any(m.first in told for m in tagged.mentions.get("report", ()))


def _inverted_main(tagged: Tagged, i: int, start: int, end: int) -> bool:
    """A main clause right after a fronted one: "wanneer het klaar is zal ik", "mocht dat, dan zal ik"."""
    if tagged.lower[i] == "dan":
        return is_finite(tagged, i + 1, end - 1) and tagged.lower[i + 2] in INVERTED
    if not is_finite(tagged, i, end) or i + 1 >= end:
        return False
    if _told_before(tagged, start, i) and not any_finite(tagged, start + 1, i):
        return True  # "Zoals aangegeven in de brief zal een deel ..."
    if tagged.lower[start] == "om":
        after_te = "te" in tagged.lower[start:i] and tagged.lower[i - 1] not in COORDINATORS
        return after_te and tagged.lower[i + 1] in INVERTED
    return tagged.lower[i + 1] in INVERTED and any_finite(tagged, start + 1, i)


def segments(tagged: Tagged) -> list[tuple[int, int]]:
    """Stretches between marks and clause-opening words, as token ranges."""
    lower = tagged.lower
    count = len(lower)
    ends = _segment_ends(lower)
    cuts: list[tuple[int, int]] = []
    start = 0
    for i, word in enumerate(lower):
        if (word in _MARKS or (word == "-" and i > 0)) and not _in_word(tagged, i):
            if start < i:
                cuts.append((start, i))
            start = i + 1
        elif (
            i > start
            and (word in _OPENERS or word == "dan" or i in tagged.finite_tokens)
            and _opens(tagged, i, start, ends[i])
        ):
            cuts.append((start, i))
            start = i
    if start < count:
        cuts.append((start, count))
    return cuts


def _in_word(tagged: Tagged, i: int) -> bool:
    """Whether a mark is a part of a word: "(middel)lange", "onderzoek(en)", "opsporings- en"."""
    if tagged.lower[i] == "-":
        return tagged.text[tagged.begins[i] - 1].isalnum()
    if tagged.lower[i] == "(":
        return tagged.lower[i + 2 : i + 3] == [")"] and _touches_word(tagged, i, i + 2)
    return (
        tagged.lower[i] == ")"
        and tagged.lower[max(0, i - 2) : i - 1] == ["("]
        and _touches_word(tagged, i - 2, i)
    )


def _touches_word(tagged: Tagged, opening: int, closing: int) -> bool:
    before, after = tagged.begins[opening] - 1, tagged.ends[closing]
    return tagged.text[max(0, before) : before + 1].isalpha() or tagged.text[after : after + 1].isalpha()


def _segment_ends(lower: list[str]) -> list[int]:
    """For each token the next mark, at most _REACH tokens on: how far a look ahead may go."""
    ends = [0] * len(lower)
    mark = len(lower)
    for i in range(len(lower) - 1, -1, -1):
        if lower[i] in _MARKS:
            mark = i
        ends[i] = min(mark, i + _REACH)
    return ends


def _opens(tagged: Tagged, i: int, start: int, end: int) -> bool:
    word = tagged.lower[i]
    if word in COORDINATORS and _coordinate_starts(tagged, i, start, end):
        return True
    if word in _OPENERS and _subordinate_starts(tagged, i, start, end):
        return True
    fronted = tagged.lower[start] in _FRONTED or (start == 0 and tagged.lower[0] in _ASKED_IN_FRONT)
    return fronted and _inverted_main(tagged, i, start, end)
