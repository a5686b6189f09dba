"""What a letter answers, in its own words: questions, a motion, a request of the Kamer or a committee.

Read from the subject ("Reactie op motie ..."), the first paragraphs ("In antwoord op uw brief van ...") and
the fields "Uw kenmerk" and "Uw brief" of the letterhead. What none of them says stays unknown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.references import find_references

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.fields import Fields

MAX = 400
"""Characters of what is kept."""
OPENING = 3
"""Paragraphs at the start of a letter in which it says why it is written."""

# A subject that names what it reacts to; its object runs to the end of the subject.
_SUBJECT = re.compile(
    r"\b(?:(?:[Kk]abinets|[Bb]eleids|[Ii]nhoudelijke\s)?[Rr]eactie\s(?:van\s.{3,80}?\s)?op|[Aa]ntwoord(?:en)?\sop"
    r"|[Bb]eantwoording(?:\svan|\sop)?|[Uu]itvoering(?:\svan)?|[Aa]fdoening(?:\svan)?|[Oo]pvolging(?:\svan)?"
    r"|[Aa]ppreciatie(?:\svan)?|[Ii]nvulling(?:\svan)?|[Uu]itwerking(?:\svan)?"
    r"|[Nn]aar\saanleiding\svan)\s"
    r"(?:de\s|het\s|een\s|uw\s)?(?P<what>\S.{3,390})$"
)
_KAMER = (
    r"(?:motie|amendement|moties|toezegging|(?:[a-z]+e\s){0,2}(?:[Kk]amer)?vragen|vraag|verzoek|informatieverzoek"
    r"|[Cc]ommissie|SO\b|schriftelijk\soverleg)"
)
_IS_REACTION = re.compile(r"[Rr]eactie\b|\b[Bb]eantwoording\b|\b[Aa]ntwoord")
_OF_KAMER = re.compile(rf"^{_KAMER}|^\S+motie|^(?:gewijzigde|nader\sgewijzigde|aangenomen)\smotie")

# Words with which a letter says that it answers something; a sentence without one is not looked at.
_CUE = re.compile(
    r"\b(?:in antwoord op|in reactie op|als reactie op|ter (?:beantwoording|uitvoering) van|beantwoord"
    r"|reageer|reactie op|antwoord(?:en)? op|voorgelegd|gesteld|beantwoording van|verzocht|verzoek|verzoekt"
    r"|gevraagd|vroeg|vraagt"
    r"|naar aanleiding van|uitvoering (?:aan|van|geven)|gevolg (?:aan|gevend)|tegemoet|voldoe|voldaan)\b",
    re.IGNORECASE,
)
_NUMBERED = r"(?:\s\((?:[^()]{1,120})\)|,?\s(?:met\s)?(?:kenmerk|nr\.|nummer)\s[\w./-]{3,40})"
_DAY = r"\d{1,2}\s[a-z]{3,9}(?:\s(?:jl\.|\d{4}))?"
_QUESTIONS = re.compile(
    r"\b(?:(?:nadere|aanvullende|schriftelijke|feitelijke|mondelinge)\s){0,2}(?:[Kk]amer)?vragen\s(?:die\s.{3,60}\s)?"
    r"van\s(?:het\s(?:Kamer)?lid|de\s(?:Kamer)?leden|de\s(?:vaste\s|algemene\s)?(?:Kamer)?commissie|de\sfracties?|uw\sKamer"
    r"|Beantwoording)\b"
)
_ENDS = re.compile(
    r"(?P<numbered>\((?:ingezonden|ingediend|(?:met\s|uw\s)?kenmerk|nr\.|vraagnummer|Kamerstuk|20\d\dZ)[^()]{3,80}\))"
    r"|\s(?:beantwoord|worden|wordt|aan\.|toe\.|kan|zal|heb|bied|stuur|zend|deel|doe|geef|ga)\b|[.;](?:\s|$)"
    r"|,\s(?:deel|bied|stuur|zend|bericht|informeer|mede|welke|die|dat|waarin)\b"
)
_YOUR_LETTER = re.compile(
    rf"\b[Uu]w\s(?:brief|verzoek|e-mail|vragen)\s(?:d\.d\.\s|van\s){_DAY}{_NUMBERED}{{0,2}}"
)
_REQUEST = re.compile(
    r"\b(?:[a-z]{4,12}\s)?verzoek\svan\s(?:het\slid|de\sleden|de\s(?:vaste|algemene|tijdelijke)\s(?:Kamer)?commissie"
    r"|de\scommissie|uw\s(?:Kamer|commissie))\b"
)
# "heeft uw Kamer verzocht om een brief", "verzocht de vaste commissie voor X mij"
_ASKED = re.compile(
    r"\b(?:uw\s(?:Kamer|commissie)|de\s(?:vaste|algemene)\s(?:Kamer)?commissie|het\slid|de\sleden)\b.{0,160}?"
    r"\b(?:verzocht|gevraagd)\b|\b(?:verzocht|vroeg|verzoekt|vraagt)\s(?:uw\s(?:Kamer|commissie)"
    r"|de\s(?:vaste|algemene)\s(?:Kamer)?commissie|het\slid)\b"
    r"|\b(?:verzocht|gevraagd)\sdoor\s(?:het\slid|de\sleden|de\s(?:vaste|algemene)|uw\s(?:Kamer|commissie))\b"
)
# "hebben de leden van de fractie van X mij vragen gesteld over"
_PUT = re.compile(
    r"\b(?:het\slid|de\sleden|de\s(?:vaste|algemene)\scommissie|uw\s(?:Kamer|commissie))\b.{0,200}?"
    r"\bvragen\s(?:gesteld|voorgelegd)\b"
)
_SENTENCE_END = re.compile(r"(?<=[a-z»”’)\d][.?!])\s(?=[A-Z«“])")
_IDENTIFIED = re.compile(r"\b(?:19|20)\d\d[ZD]\d{5}\b|\b\d{2}\s?\d{3}\b.{0,12}\bnr\.|kenmerk")


def find(fields: Fields) -> str | None:
    """What the letter with these findings answers, literally, or None; the fields of its head behind it."""
    opening = list(_of_opening(fields.opening))
    subject = _of_subject(fields.title or "")
    numbered = next((one for one in opening if _IDENTIFIED.search(one)), None)
    if numbered and subject and numbered[:3].lower() == "uw ":
        parts = [subject, numbered]  # the letter that the questions came with
    else:
        parts = [one for one in (numbered, subject, *opening) if one][:1]
    parts += [one for one in fields.your_reference if not any(one.split()[-1] in part for part in parts)]
    return "; ".join(parts) or None


def _of_subject(title: str) -> str | None:
    match = _SUBJECT.search(title)
    what = match["what"].strip() if match else ""
    lead = match[0][: match.start("what") - match.start()] if match else ""
    if _IS_REACTION.search(lead) or _OF_KAMER.match(what):
        return what[:MAX]
    # "Uitvoering van de wet" answers nobody, "Brief over de motie-X" may.
    motion = next((one for one in find_references(title) if one.text.lower().startswith("motie")), None)
    return title[motion.begin :][:MAX] if motion else None


def _of_opening(paragraphs: list[str]) -> Iterator[str]:
    for paragraph in paragraphs[:OPENING]:
        for sentence in _SENTENCE_END.split(paragraph[:2000]):
            if _CUE.search(sentence):
                yield from _named_in(sentence)


def _named_in(sentence: str) -> Iterator[str]:
    """What a sentence with a cue names: the most telling first."""
    if match := _QUESTIONS.search(sentence):
        yield _to_end(sentence, match.start(), match.end())
    if match := _YOUR_LETTER.search(sentence):
        yield match[0]
    if _PUT.search(sentence):
        yield sentence.strip()[:MAX]
    motion = next((one for one in find_references(sentence) if one.text.lower().startswith("motie")), None)
    if motion:
        numbered = re.match(_NUMBERED, sentence[motion.end :])
        yield sentence[motion.begin : motion.end + (numbered.end() if numbered else 0)]
    if match := _REQUEST.search(sentence):
        yield _to_end(sentence, match.start(), match.end())
    if _ASKED.search(sentence):
        yield sentence.strip()[:MAX]


def _to_end(sentence: str, begin: int, behind: int) -> str:
    """From ``begin`` to where what names it ends: its number in brackets, a verb or a full stop."""
    end = _ENDS.search(sentence, behind)
    stop = len(sentence) if end is None else end.end("numbered") if end["numbered"] else end.start()
    return sentence[begin : min(stop, begin + MAX)].strip(" ,.")
