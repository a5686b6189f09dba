"""What binds an infinitive with "te" to a promise: "ik zeg toe om ... te", "voornemens ... te"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from commitments.clauses import Clause
    from commitments.lexicon import Mention, Tagged

_EXECUTES = frozenset(
    {"uitvoering", "uit", "voldoe", "voldoen", "invulling", "gevolg", "tegemoet", "nakomen"}
)


def governor_of(tagged: Tagged, clause: Clause, token: int) -> Mention | None:
    """What binds the infinitive at ``token`` to a promise: before it, in its clause or in one it hangs on."""
    current: Clause | None = clause
    while current is not None:
        before = [i for i in current.tokens if i < token]
        for name in ("govern_explicit", "govern_intended", "govern_expected", "govern_decided"):
            mention = tagged.has(name, before)
            if mention is not None:
                return mention
        words = [tagged.lower[i] for i in current.tokens]
        if current is clause and "door" in words and _carries_out(tagged, current, token):
            return next(m for m in tagged.mentions["first_person"] if m.first in current.tokens)
        if "zeg" in words and "toe" in words:
            i = current.tokens[words.index("zeg")]
            return next((m for m in tagged.mentions.get("finite", ()) if m.first == i), None)
        current = current.matrix
    return None


def _carries_out(tagged: Tagged, clause: Clause, token: int) -> bool:
    """As in "Aan deze motie geef ik uitvoering door de Kamer te informeren"."""
    before = [i for i in clause.tokens if i < token]
    by = max(i for i in clause.tokens if tagged.lower[i] == "door")
    return (
        by < token
        and tagged.has("first_person", before) is not None
        and not _EXECUTES.isdisjoint(tagged.lower[i] for i in before)
        and tagged.has("perfect", before) is None
    )
