"""The head of a printed Kamerstuk or Aanhangsel: session, dossier, number and kind of paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract import kinds, outsiders
from extract.dates import find_date
from extract.offices import list_offices

if TYPE_CHECKING:
    from extract.fields import Fields

# A number between brackets, "(R2048)", is the Kingdom's and no part of the dossier's.
_DOSSIER_LINE = re.compile(
    r"^(?P<dossier>[1-3]\d[ .]?\d{3}|C[CLXVI]{1,7})(?: ?[-–]? ?(?P<chapter>[IVX]{1,5}|[A-L]|\d\d)(?= ))?"
    r"(?: ?\(R ?\d{3,4}\))? +(?P<title>[A-Z«‘“'].{2,300})$"
)
_NUMBER_LINE = re.compile(r"^Nr\. ?(?P<number>\d{1,4}|[A-Z]{1,3})(?: (?P<title>[^a-z]{3,250}))?$")
# The Eerste Kamer letters its papers and leaves "Nr." out: "F", or "F  BRIEF VAN DE MINISTER ...".
_LETTER_LINE = re.compile(r"^(?P<number>[A-Z]{1,3})(?: +(?P<title>[^a-z]{3,250}))?$")
_PROPOSED = re.compile(r"^(?:Voorgesteld|Ontvangen|Ingediend|Vastgesteld) \d{1,2} [a-z]+ \d{4}\.?$")
_SESSION = re.compile(
    r"^(?:Vergaderjaar|Vergaderjaar:) (?P<first>\d{4})[-–](?P<last>\d{4})(?: .{0,40})?$", re.IGNORECASE
)
_CAPITAL_TITLE = re.compile(
    r"^(?P<kind>(?:(?:NADER )?GEWIJZIGDE? )?(?:BRIEF|MOTIE|AMENDEMENT)) VAN (?P<whom>[^a-z]{2,300})$"
)
_KINDS = {"MOTIE": "Motie", "AMENDEMENT": "Amendement"}
_GOVERNMENT = re.compile(r"^(?:DE )?(?:DEMISSIONAIR )?(?:MINISTER|STAATSSECRETARIS)")
_AANHANGSEL = re.compile(r"^Aanhangsel van de Handelingen$", re.IGNORECASE)
_QUESTIONS_HEAD = re.compile(r"^Vragen gesteld door de leden der Kamer|^regering gegeven antwoorden$")


def is_head(line: str) -> bool:
    """A line that only the head of a printed paper holds."""
    return bool(
        _SESSION.match(line)
        or _NUMBER_LINE.match(line)
        or _PROPOSED.match(line)
        or _is_title(line)
        or _AANHANGSEL.match(line)
        or _QUESTIONS_HEAD.match(line)
    )


def is_dossier(line: str) -> bool:
    """A line that may be the number and title of a dossier: "39 876 XII  Vaststelling van ..."."""
    return bool(_DOSSIER_LINE.match(line))


def _is_title(line: str) -> bool:
    """A heading in capitals that names the kind of paper; its letter may stand before it."""
    return line.isupper() and any(
        _CAPITAL_TITLE.match(one) or kinds.kind_of(one) for one in (line, _tail(line))
    )


def _tail(line: str) -> str:
    lettered = _LETTER_LINE.match(line)
    return (lettered["title"] or "") if lettered else ""


def take(line: str, fields: Fields) -> bool:
    """Whether ``line`` is of such a head; if so, what it says is kept."""
    if _PROPOSED.match(line):
        fields.date = fields.date or find_date(line)
    elif match := _SESSION.match(line):
        fields.session = fields.session or f"{match['first']}-{match['last']}"
    elif match := _DOSSIER_LINE.match(line):
        chapter = f"-{match['chapter']}" if match["chapter"] else ""
        fields.dossiers.append(re.sub(r"[ .]", "", match["dossier"]) + chapter)
        fields.dossier_titles.append(match["title"])
    elif _AANHANGSEL.match(line):
        fields.kind = fields.kind or "Antwoord schriftelijke vragen"
    else:
        return _number_and_title(line, fields)
    return True


def _number_and_title(line: str, fields: Fields) -> bool:
    if match := _NUMBER_LINE.match(line):
        fields.number = fields.number or match["number"]
        title(match["title"] or "", fields)
    elif _is_title(line):
        if not _CAPITAL_TITLE.match(line) and (match := _LETTER_LINE.match(line)) and match["title"]:
            fields.number, line = fields.number or match["number"], match["title"]
        title(line, fields)
    elif fields.dossiers and fields.number is None and len(line) <= 3 and _LETTER_LINE.match(line):
        fields.number = line
    else:
        return False
    return True


def title(line: str, fields: Fields) -> None:
    """The kind of paper that its heading names, and who writes: "BRIEF VAN DE MINISTER VAN ..."."""
    match = _CAPITAL_TITLE.match(line)
    if not match:
        fields.kind = fields.kind or kinds.kind_of(line)
        return
    kind = match["kind"].rsplit(maxsplit=1)[-1]
    if kind != "BRIEF":
        fields.kind = fields.kind or _KINDS[kind]
    elif _GOVERNMENT.match(match["whom"]):
        fields.kind = fields.kind or "Brief regering"
        fields.offices = fields.offices or _offices(match["whom"])
    else:
        fields.kind = fields.kind or "Brief"  # of the Presidium, a committee, the Rekenkamer
        fields.outsider = fields.outsider or outsiders.named_in_heading(match["whom"])


def _offices(whom: str) -> list[str]:
    """The offices named in capitals, with the preposition that stands there ("MINISTER VOOR ...")."""
    found = (office.partition(" van ") for office in list_offices(whom))
    return [f"{role} {'voor' if f'VOOR {name}' in whom else 'van'} {name}" for role, _, name in found]
