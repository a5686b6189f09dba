"""Whether a verb is denied: "niet", "geen" ... beside it, contrasts ("niet in april, maar in juli") aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from commitments.clauses import Clause
    from commitments.lexicon import Tagged

_HARMLESS = frozenset({"alleen", "slechts", "enkel", "eerder", "later", "langer", "meer", "zozeer"})
_DOUBLE = frozenset({"nalaten", "aarzelen", "schromen"})
"""As in "Ik zal niet nalaten u te informeren"."""


def is_negated(tagged: Tagged, clause: Clause, low: int, high: int) -> bool:
    """Whether "niet" or "geen" stands between tokens ``low`` and ``high``, or right after, in the clause."""
    for mention in tagged.mentions.get("negation", ()):
        i = mention.first
        if i not in clause.tokens:
            continue
        after = tagged.lower[i + 1] if i + 1 < len(tagged.lower) else ""
        if after in _HARMLESS or after in _DOUBLE or _contrasts(tagged, i):
            continue
        if low <= i <= high:
            return True
    return False


def _contrasts(tagged: Tagged, i: int) -> bool:
    """As in "niet in april, maar in juli", no verb between the two; "zeg niet dat, maar zeg wel dat"."""
    if tagged.lower[i] != "niet" or "maar" not in tagged.lower[i:]:
        return False
    but = tagged.lower.index("maar", i)
    if "wel" in tagged.lower[but : but + 5]:
        return True
    return (tagged.finite_tokens | tagged.forms.keys()).isdisjoint(range(i + 1, but))
