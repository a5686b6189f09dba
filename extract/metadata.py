"""The Metadata of a paper, made of what was found of its particulars. Shared by every form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract import answers, attachments, outsiders
from extract.dates import find_date
from extract.document import Metadata, Sender
from extract.offices import list_offices, ministries, resolve_office

if TYPE_CHECKING:
    import datetime as dt

    from extract.fields import Fields

_FOOT_IDENTIFIER = re.compile(
    r"^(?P<id>kst-(?:[1-3]\d ?\d{3}|[CLXVI]{2,8})(?:-[IVX\d]{1,4}|-[A-L](?=-))?-(?:\d{1,4}|[A-Z]{1,3})"
    r"|(?:kst|ah|h)-\d{7}|ah-[te]k-\d{8}-\d{1,5}|h-[te]k-[\d-]{10,30})\s*$",
    re.MULTILINE,
)
_RECEIVED = re.compile(r"\(\s?ontvangen\s(?:\(ontvangen\s)?(\d{1,2}\s[a-z]+\s\d{4})\)")
# Where the head could not be told apart: a place with a full date is the date of the letter.
_PLACED = re.compile(r"(?:Den Haag|['’]s-Gravenhage),\s(\d{1,2}\s[a-z]+\s(?:19|20)\d\d)")
_ANSWERED_BY = re.compile(
    r"(?:Antwoord|Mededeling) van (?:de )?(?P<role>Minister|Staatssecretaris)s? (?P<name>[^()]{2,60}?)"
    r" ?\((?P<field>[^()]{2,120})\)"
)


def answered_by(text: str, fields: Fields) -> None:
    """Sender and co-senders of "Antwoord van Minister X (Financiën), mede namens ..."."""
    received = _RECEIVED.search(text)
    if received:
        fields.date = fields.date or find_date(received[1])
    match = _ANSWERED_BY.search(text)
    if match and not fields.senders:
        title = f"{match['role']} van {match['field']}"
        office = resolve_office(title)
        fields.senders.append(Sender(match["name"], title, office.id if office else None))
    if not fields.co_senders:
        fields.co_senders += on_behalf(text)


def make_metadata(fields: Fields, text: str, date: dt.date | None = None) -> Metadata:
    """Metadata of the findings; ``text`` (raw) is searched for the running foot; ``date`` goes first."""
    identifier = fields.identifier
    foot = _FOOT_IDENTIFIER.search(text) if identifier is None else None
    if foot:
        identifier = foot["id"].replace(" ", "")
    if identifier:
        _from_identifier(identifier, fields)
    placed = _PLACED.search(text, 0, 4000) if fields.date is None else None
    found = date or fields.date or (find_date(placed[1]) if placed else None)
    fields.senders = fields.senders or _senders_of_title(fields, found)
    ministry = _of_participants(fields, found) if fields.participants else _of_senders(fields, found)
    chamber = fields.chamber or _chamber(fields.addressee, text)
    fields.outsider = None if _signed(fields) else fields.outsider or outsiders.who_signed(text)
    if fields.kind is None and fields.outsider:
        fields.kind = "Brief"
    if fields.kind is None and chamber and (_signed(fields) or (fields.addressee and fields.title)):
        fields.kind = "Brief regering"  # who writes to the president of a Chamber, with a subject
    if fields.responds_to is None and (fields.kind or "").startswith(("Brief", "Antwoord")):
        fields.responds_to = answers.find(fields)
    return Metadata(
        identifier=identifier,
        kind=fields.kind,
        title=fields.title,
        date=found,
        reference=fields.reference,
        dossiers=tuple(dict.fromkeys(fields.dossiers)),
        dossier_titles=tuple(dict.fromkeys(fields.dossier_titles)),
        number=fields.number,
        session=fields.session,
        chamber=chamber,
        ministry=ministry,
        senders=tuple(fields.senders),
        participants=tuple(fields.participants),
        outsider=fields.outsider,
        co_senders=tuple(dict.fromkeys(fields.co_senders)),
        addressee=fields.addressee,
        responds_to=fields.responds_to,
        committee=fields.committee,
        attachments=attachments.settled(fields.attachments),
    )


_IDENTIFIER = re.compile(
    r"^(?:kst-(?P<dossier>[1-3]\d{4}|[CLXVI]{2,8})(?:-(?P<chapter>[IVX]{1,5}|[A-L]|\d\d)(?=-))?-(?P<paper>\d{1,4}|[A-Z]{1,3})"
    r"|(?:ah|h)-(?P<chamber>[te]k)-(?P<first>\d{4})(?P<last>\d{4})-(?P<number>[\d-]{1,10}))$"
)


def _from_identifier(identifier: str, fields: Fields) -> None:
    """What the identifier itself says, for fields that nothing else filled."""
    match = _IDENTIFIER.match(identifier)
    if not match:
        return
    if match["dossier"]:
        fields.number = fields.number or match["paper"]
        chapter = f"-{match['chapter']}" if match["chapter"] else ""
        fields.dossiers = fields.dossiers or [match["dossier"] + chapter]
        return
    fields.number = fields.number or (match["number"] if match["number"].isdigit() else None)
    fields.session = fields.session or f"{match['first']}-{match['last']}"
    fields.chamber = fields.chamber or (2 if match["chamber"] == "tk" else 1)


def _signed(fields: Fields) -> bool:
    return any(sender.office for sender in fields.senders)


def _senders_of_title(fields: Fields, day: dt.date | None) -> list[Sender]:
    """The offices that the title names, as far as known, written as they write themselves."""
    found = []
    for title in fields.offices:
        office = resolve_office(title, day)
        if office:
            lead = title[: title.find(" ", len(office.role) + 1)] if office.field else office.role
            found.append(Sender(None, f"{lead[:1].upper()}{lead[1:]} {office.field}".strip(), office.id))
    return found


def _of_senders(fields: Fields, day: dt.date | None) -> str | None:
    """The ministry of the first sender whose ministry is known, else the one the letterhead names."""
    return next((m for m in (_ministry(sender, day) for sender in fields.senders) if m), fields.department)


def _of_participants(fields: Fields, day: dt.date | None) -> str | None:
    """The one ministry that all who took part in a meeting belong to."""
    found = {_ministry(one, day) for one in fields.participants}
    return found.pop() if len(found) == 1 else None


def _ministry(sender: Sender, day: dt.date | None) -> str | None:
    office = resolve_office(sender.title, day)
    return office.ministry if office and office.ministry in ministries() else None


_PRINTED = re.compile(
    r"^(?P<chamber>Tweede|Eerste) Kamer(?: der Staten-Generaal|, vergaderjaar \d{4})", re.MULTILINE
)


def _chamber(addressee: str | None, text: str) -> int | None:
    """The Chamber that a letter is addressed to, or whose name a printed paper bears."""
    for name, number in (("Tweede Kamer", 2), ("Eerste Kamer", 1)):
        if addressee and name.lower() in addressee.lower():
            return number
    printed = _PRINTED.search(text)
    return {"Tweede": 2, "Eerste": 1}[printed["chamber"]] if printed else None


_ON_BEHALF = re.compile(r"\b[Mm]ede namens ")


def on_behalf(text: str) -> list[str]:
    """The offices that stand behind "mede namens", one by one; what is no known office ends the list."""
    match = _ON_BEHALF.search(text)
    found = list_offices(text[match.end() : match.end() + 600]) if match else []
    if "minister-president" in found:  # one person: "de minister-president, minister van Algemene Zaken"
        found = [office for office in found if office.lower() != "minister van algemene zaken"]
    return found
