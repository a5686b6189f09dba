"""Who met: the committee and the members of the government that a report (Verslag) names in its opening."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.dates import find_date
from extract.document import Sender
from extract.offices import list_offices, resolve_office

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.draft import Draft
    from extract.fields import Fields

# The words of a committee's name begin with a capital; what follows it ("heeft op", "van 16 april") does not.
_WORD = r"(?!(?:Minister|Staatssecretaris|Mevrouw|Den|Tweede|Eerste|Kamer)\b)[A-ZÀ-Ý&][\w&-]{0,40}"
_AND = r"(?:-? |, | en |-? en |, en | & | / |/)"
_COMMITTEE = re.compile(
    r"\b(?P<kind>(?:[Vv]aste|[Aa]lgemene|[Tt]ijdelijke|[Pp]arlementaire)\s)?"
    rf"[Cc]ommissie voor (?P<name>(?:de |het )?{_WORD}(?:{_AND}{_WORD}){{0,8}})"
)


def committees(text: str, *, bare: bool = False) -> list[str]:
    """The committees of a Chamber that ``text`` names, each once: "vaste commissie voor Digitale Zaken".

    ``bare``: also without "vaste", "algemene" or "tijdelijke" before it.
    """
    found = (
        f"{(match['kind'] or '').lower()}commissie voor {match['name']}"
        for match in _COMMITTEE.finditer(text)
        if match["kind"] or bare
    )
    return list(dict.fromkeys(found))


def take_committee(fields: Fields, opening: str) -> None:
    """The committee that a letter is written to or for: by its address, its subject or its first paragraph.

    Where the first paragraph names several, none of them is it.
    """
    for text, bare in ((fields.addressee or "", True), (fields.title or "", False), (opening, False)):
        named = committees(text[:2000], bare=bare)
        if fields.committee is None and len(named) == 1:
            fields.committee = named[0]


_OPENING = re.compile(
    r"^De (?P<committees>.{0,400}?)\s(?:heeft|hebben) op (?:[a-z]{6,9} )?(?P<date>\d{1,2} [a-z]+ \d{4})\s"
    r"(?P<did>.{0,60}?(?:overleg|gesprek|debat|wetgevingsoverleg|notaoverleg|rondetafelgesprek)\s(?:gevoerd|gehad))"
)
# The last lines of the list of those present at a plenary meeting.
_PRESENT = re.compile(
    r"^en (?:de heer|mevrouw) [^,;:]{2,60}, (?:vice-?)?(?:minister|staatssecretaris)\b", re.IGNORECASE
)
_PERSON = re.compile(
    r"\b(?:de heer|mevrouw|[Dd]hr\.|[Mm]w\.)\s(?P<name>[^\s,][^,;:]{0,60}),\s"
    r"(?P<title>(?:demissionair\s)?(?:vice-?)?(?:minister|staatssecretaris)\b[^;:.]{0,200}?)"
    r"(?=,?\s(?:en|alsmede)\s(?:met\s)?(?:de heer|mevrouw)\b|,\s(?:de heer|mevrouw)\b"
    r"|,?\s(?:over|inzake|betreffende)\b|[;:.]|$)",
    re.IGNORECASE,
)
# As reports of some years ago have it: "minister Jansen van Financiën".
_NAMED_FIRST = re.compile(
    r"\b(?P<role>[Mm]inister|[Ss]taatssecretaris)\s(?P<name>(?!van |voor )[^,;:]{2,40}?)\s"
    r"(?P<field>(?:van|voor)\s[A-ZÀ-Ý][^;:.]{2,150}?)"
    r"(?=,?\s(?:en|alsmede)\s(?:met\s)?(?:de )?(?:[Mm]inister|[Ss]taatssecretaris)\b"
    r"|,?\s(?:over|inzake|betreffende)\b|[;:.]|$)"
)
_VICE = re.compile(
    r"^vice-?minister-president,?\s(?:en\s)?|,?\s(?:en\s|tevens\s)?vice-?minister-president$", re.IGNORECASE
)


def take_opening(text: str, fields: Fields) -> bool:
    """Whether ``text`` opens the report of a meeting; if so, who met is read from it.

    "De vaste commissie voor X heeft op 3 april 2031 overleg gevoerd met ...", or the end of the list of
    those present at a plenary meeting.
    """
    if _PRESENT.match(text):
        take_present(text[:3000], fields)
        return True
    match = _OPENING.match(text)
    named = committees(match["committees"], bare=True) if match else []
    if not match or not named:
        return False
    fields.committee = fields.committee or named[0]
    fields.date = fields.date or find_date(match["date"])
    take_present(text[match.end() : match.end() + 1500], fields)
    return True


# "De vragen en opmerkingen zijn op 6 mei 2031 aan de Minister van Financiën voorgelegd"
_PUT_TO = re.compile(
    r"\b(?:vragen|opmerkingen)\b.{0,120}?\baan (?=(?:de )?(?:[Mm]inister|[Ss]taatssecretaris))"
)


def take_answering(text: str, fields: Fields) -> bool:
    """Whether ``text`` says to whom the questions of a committee were put; they are kept as who took part."""
    match = _PUT_TO.search(text)
    offices = list_offices(text[match.end() : match.end() + 600]) if match else []
    for office in offices:
        add(None, office, fields)
    return bool(offices)


def take_present(text: str, fields: Fields) -> None:
    """Add the members of the government named in ``text``: "de heer Jansen, Minister van Financiën"."""
    for match in _PERSON.finditer(text):
        add(match["name"], match["title"], fields)
    if not fields.participants:
        for match in _NAMED_FIRST.finditer(text):
            add(match["name"], f"{match['role']} {match['field']}", fields)


def add(name: str | None, title: str, fields: Fields) -> None:
    """One who took part; the same name and office once."""
    title = _VICE.sub("", title.strip())
    title = title[:1].upper() + title[1:]
    office = resolve_office(title, fields.date)
    person = Sender(name, title, office.id if office else None)
    known = {(one.name, one.office or one.title) for one in fields.participants}
    if (person.name, person.office or person.title) not in known:
        fields.participants.append(person)


_LABEL = re.compile(
    r"^(?:de )?(?P<role>minister-president|minister|staatssecretaris)\s(?P<name>.+)$", re.IGNORECASE
)


def name_roles(drafts: Sequence[Draft], fields: Fields) -> None:
    """Write the office out where a speech says only "Minister": of who bears that name and took part."""
    for draft in drafts:
        match = _LABEL.match(draft.speaker or "")
        if not match or draft.role is None or " " in draft.role:
            continue
        office = _title_of(match["role"].lower(), match["name"].casefold(), fields.participants)
        if office:
            draft.role = office


def _title_of(role: str, name: str, participants: Sequence[Sender]) -> str | None:
    titles = {
        one.title
        for one in participants
        if one.name is not None
        and one.title.lower().startswith(role)
        and (one.name.casefold() == name or one.name.casefold().endswith(f" {name}"))
    }
    return titles.pop() if len(titles) == 1 else None
