"""Does a sentence ask for, or offer, an act owed to the Kamer: what "Ja, dat doe ik" says yes to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from commitments.lexicon import Shape, load_lexicon

if TYPE_CHECKING:
    from commitments.lexicon import Tagged

_ASKS = re.compile(
    r"\?\W*$|\b(?:graag|verzoek|vragen|vraag|wil|willen|zou|zouden|wens|kunt|kan|kunnen|mag|bereid|hoop"
    r"|fijn|prettig|verwacht|reken)\b|(?:^|: |, )(?:stuur|geef|kom|zet|deel|laat|informeer|schrijf|lever)\b",
    re.IGNORECASE,
)
_HERE = re.compile(
    r"\b(?:tweede termijn|eerste termijn|vandaag|vanavond|vanmiddag|straks|dadelijk|zojuist|zo meteen"
    r"|mondeling|nu|hier|motie|amendement)\b",
    re.IGNORECASE,
)
"""Within this debate, or a motion: no act that is still owed afterwards."""
_IN_WRITING = re.compile(
    r"\b(?:schriftelijk|(?:per|in (?:een|de|zijn|haar|uw|die|de volgende|een aparte)) \w{0,20}brief(?:je)?"
    r"|op papier|op schrift|per mail|zwart[- ]op[- ]wit)\b",
    re.IGNORECASE,
)
_TO_US = re.compile(
    r"\b(?:ons|mij|me)\b|\b(?:wij|we|ik|kamer|kamers|leden)\b.{0,80}\b(?:krijg|krijgen|krijgt|ontvang|ontvangen"
    r"|ontvangt|hebben|horen)\b|\b(?:krijg|krijgen|krijgt|ontvang|ontvangen|ontvangt|hebben|horen)"
    r" (?:wij|we|ik|de kamer|uw kamer)\b",
    re.IGNORECASE,
)
_GIVES = frozenset({"inform", "send", "return"})
_PAPERS = ("brief", "briefje", "overzicht", "rapportage", "lijst", "lijstje", "tabel", "cijfers", "tijdpad",
           "rekensom", "feitenrelaas", "tijdlijn", "notitie", "verslag", "stukken", "informatie", "update",
           "reactie", "appreciatie", "antwoord", "terugkoppeling", "planning", "onderbouwing")  # fmt: skip


_OFFERS_U = re.compile(
    r"\b(?:ik|wij|we) (?!vraag|verzoek|wil|vragen|verzoeken)(?:\w+ ){0,3}u\b", re.IGNORECASE
)


def asks_for_kamer(text: str) -> bool:
    """Whether ``text`` asks for or offers an act owed to the Kamer that is still to come."""
    if not _ASKS.search(text) or _HERE.search(text):
        return False
    if _IN_WRITING.search(text):
        return True
    tagged = load_lexicon().tag(text)
    if "outsider" in tagged.mentions or _is_told(tagged):
        return False
    to_us = _TO_US.search(text) is not None
    if (to_us or _to_kamer(tagged, text)) and _gives(tagged):
        return True
    return to_us and any(word.endswith(_PAPERS) for word in tagged.lower)


def _to_kamer(tagged: Tagged, text: str) -> bool:
    """The Kamer as receiver; "u" is the minister when a member speaks, the Kamer in "Ik kan u ... geven"."""
    named = any(tagged.lower[m.last] != "u" for m in tagged.mentions.get("kamer", ()))
    return named or _OFFERS_U.search(text) is not None


def _gives(tagged: Tagged) -> bool:
    words = set(tagged.lower)
    return any(
        form.verb.group in _GIVES
        and words.issuperset(form.verb.companion)
        and (not form.split or form.verb.particle in words)
        for forms in tagged.forms.values()
        for form in forms
    )


def _is_told(tagged: Tagged) -> bool:
    """As in "Heeft de minister de Kamer geïnformeerd?"."""
    forms = (form for found in tagged.forms.values() for form in found)
    done = any(form.shape is Shape.PARTICIPLE and form.verb.group in _GIVES for form in forms)
    return done and not {"perfect", "passive_past"}.isdisjoint(tagged.mentions)
