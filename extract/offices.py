"""Ministries and offices by any name they go by, from extract/data. Standard library only.

What is not known gives None: no office is guessed from words that look like one.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROLES = ("minister-president", "minister", "staatssecretaris")


@dataclass(frozen=True, slots=True)
class MinistryName:
    """A name, the days it was in use: from (inclusive), until (exclusive), None = open; its abbreviations."""

    name: str
    begin: dt.date | None
    until: dt.date | None
    abbreviations: tuple[str, ...]
    certain: bool


@dataclass(frozen=True, slots=True)
class Ministry:
    """A ministry; ``code`` stays the same when the name changes."""

    code: str
    names: tuple[MinistryName, ...]

    @property
    def name(self) -> str:
        """The latest name."""
        return self.names[-1].name

    def name_on(self, day: dt.date) -> str | None:
        """The name in use on ``day``, or None."""
        for entry in self.names:
            if (entry.begin is None or entry.begin <= day) and (entry.until is None or day < entry.until):
                return entry.name
        return None


@dataclass(frozen=True, slots=True)
class Office:
    """An office: ``id`` ("minister-jenv"), ``role``, ``field`` ("Justitie en Veiligheid"), ministry code."""

    id: str
    role: str
    field: str
    ministry: str | None


@cache
def _load(name: str) -> dict[str, Any]:
    raw = resources.files("extract").joinpath("data", name).read_text(encoding="utf-8")
    return tomllib.loads(raw)


_OPTIONAL: Mapping[str, type] = {
    "from": dt.date,
    "until": dt.date,
    "abbreviations": list,
    "aliases": list,
    "certain": bool,
}


def _check(file: str, row: Mapping[str, Any], fields: Mapping[str, type]) -> None:
    """ValueError when a field is unknown, missing or of the wrong type, or a source is not listed."""
    for field, kind in {**fields, **{key: _OPTIONAL[key] for key in _OPTIONAL if key in row}}.items():
        if not isinstance(row.get(field), kind):
            message = f"{file}: {field} ontbreekt of is geen {kind.__name__} in {row}"
            raise ValueError(message)  # noqa: TRY004  (a fault in the file, not in the call)
    unknown = row.keys() - fields.keys() - _OPTIONAL.keys()
    if unknown:
        raise ValueError(f"{file}: onbekend veld {sorted(unknown)} in {row}")
    if "sources" in fields and not (row["sources"] and set(row["sources"]) <= _load(file)["sources"].keys()):
        raise ValueError(f"{file}: onbekende bron in {row}")


@cache
def ministries() -> dict[str, Ministry]:
    """All ministries by code. Raises ValueError when the data file is not as described in it."""
    file = "ministries.toml"
    found = {}
    for row in _load(file)["ministry"]:
        _check(file, row, {"code": str, "names": list})
        for name in row["names"]:
            _check(file, name, {"name": str, "sources": list})
        found[row["code"]] = Ministry(
            row["code"],
            tuple(
                MinistryName(
                    name["name"],
                    name.get("from"),
                    name.get("until"),
                    tuple(name.get("abbreviations", ())),
                    name.get("certain", True),
                )
                for name in row["names"]
            ),
        )
    return found


def _key(text: str) -> str:
    """Case, ampersands and spacing apart, and without the words that lead in or close a title."""
    text = text.casefold().replace("&", " en ").strip(" .,;:")
    return " ".join(text.split())


@cache
def _ministry_keys() -> dict[str, str]:
    keys: dict[str, str] = {}
    for ministry in ministries().values():
        known = (name for entry in ministry.names for name in (entry.name, *entry.abbreviations))
        for name in (*known, ministry.code):
            if keys.setdefault(_key(name), ministry.code) != ministry.code:
                raise ValueError(f"ministries.toml: {name} staat bij twee ministeries")
    return keys


@dataclass(frozen=True, slots=True)
class _Term:
    office: Office
    begin: dt.date | None
    until: dt.date | None

    def holds(self, day: dt.date | None) -> bool:
        """In being on ``day``; without a day, in being as far as the data knows."""
        if day is None:
            return self.until is None
        return (self.begin is None or self.begin <= day) and (self.until is None or day < self.until)


@cache
def _office_terms() -> dict[tuple[str, str], list[_Term]]:
    terms: dict[tuple[str, str], list[_Term]] = {}
    for row in _load("offices.toml")["office"]:
        _check("offices.toml", row, {"id": str, "role": str, "field": str, "ministry": str, "sources": list})
        if row["role"] not in ROLES or row["ministry"] not in ministries():
            raise ValueError(f"offices.toml: onbekende rol of ministerie in {row}")
        office = Office(row["id"], row["role"], row["field"], row["ministry"])
        for field in (row["field"], *row.get("aliases", ())):
            terms.setdefault((row["role"], _key(field)), []).append(
                _Term(office, row.get("from"), row.get("until"))
            )
    return terms


_MINISTRY_LEAD = re.compile(
    r"^(?:(?:het|ons|mijn|de|uw)\s)?(?:ministerie|departement|minister|staatssecretaris)\s(?:van\s|voor\s)?"
)


def resolve_ministry(text: str) -> Ministry | None:
    """The ministry that ``text`` names: "BZK", "Ministerie van Justitie en Veiligheid". Unknown: None."""
    key = _MINISTRY_LEAD.sub("", _key(text))
    code = _ministry_keys().get(key)
    return ministries()[code] if code else None


_TITLE = re.compile(
    r"^(?:de |het |onze |mijn )?(?:demissionair |vice-?)?"
    r"(?P<role>minister-president|minister|staatssecretaris)s?\b,?\s*(?P<field>.*)$"
)
_FIELD_LEAD = re.compile(r"^(?:van |voor |– |- )")
_PARENTHESIS = re.compile(r"^(?P<outer>[^()]{0,120})\((?P<inner>[^()]{1,160})\)")


def _fields(field: str) -> list[str]:
    """Readings of what stands behind the role, the longest first: names and asides fall off at the end."""
    readings = [field]
    match = _PARENTHESIS.match(field)
    if match:
        readings += [match["outer"].strip(), match["inner"].strip()]
    for reading in list(readings):
        head = reading.split(" – ")[0]
        if head != reading:
            readings.append(head)
        parts = reading.split(", ")
        readings += [", ".join(parts[:size]) for size in range(len(parts) - 1, 0, -1)]
    return readings


def _resolve_field(role: str, field: str, day: dt.date | None) -> Office | None:
    """The office in being on ``day``; a field that is known only from other days still names its office."""
    return _in_being(role, _office_terms().get((role, field), []), _ministry_keys().get(field), day)


def _in_being(role: str, terms: Sequence[_Term], code: str | None, day: dt.date | None) -> Office | None:
    """Of listed offices and that of the ministry ``code`` itself: the one in being on ``day``, else any."""
    own = None
    if code is not None and role != "minister-president":
        own = Office(f"{role}-{code.lower()}", role, ministries()[code].name, code)
        if day is not None and ministries()[code].name_on(day) is not None:
            return own
    held = next((term.office for term in terms if term.holds(day)), None)
    return held or own or (terms[0].office if terms else None)


@lru_cache(maxsize=4096)
def _resolve(key: str, day: dt.date | None) -> Office | None:
    match = _TITLE.match(key)
    if not match:
        return None
    role = match["role"]
    if role == "minister-president":
        return _office_terms()[role, ""][0].office
    for reading in _fields(match["field"]):
        office = _resolve_field(role, _key(_FIELD_LEAD.sub("", reading)), day)
        if office:
            return office
    return None


def resolve_office(text: str, day: dt.date | None = None) -> Office | None:
    """The office that ``text`` names, whatever follows it; ``day`` decides in which ministry it sat then.

    "De Minister van Justitie en Veiligheid, A.B. Voorbeeld", "staatssecretaris Participatie en Integratie",
    "Minister Jansen (Buitenlandse Zaken)". A role without a field, or an unknown field, gives None.
    """
    if len(text) > 400:
        return None
    return _resolve(_key(text), day)


@cache
def _terms_by_id() -> dict[str, list[_Term]]:
    found: dict[str, list[_Term]] = {}
    for terms in _office_terms().values():
        for term in terms:
            found.setdefault(term.office.id, []).append(term)
    return found


@lru_cache(maxsize=4096)
def find_office(identifier: str, day: dt.date | None = None) -> Office | None:
    """The office with this id ("minister-jenv"), or None; ``day`` decides in which ministry it sat then."""
    role = next((role for role in ROLES if identifier == role or identifier.startswith(f"{role}-")), None)
    if role is None:
        return None
    code = _ministry_keys().get(identifier.removeprefix(f"{role}-"))
    return _in_being(role, _terms_by_id().get(identifier, []), code, day)


@cache
def _office_names() -> re.Pattern[str]:
    known = {*_ministry_keys(), *(field for _, field in _office_terms())} - {""}
    names = sorted(known, key=len, reverse=True)
    return re.compile(r"(?:" + "|".join(re.escape(name) for name in names) + r")(?!\w)")


_ROLE_LEAD = re.compile(
    r"(?:de |mijn |het )?(?:(?P<role>minister-president|minister|staatssecretaris|ambtgenoten|ambtgenoot"
    r"|collega)"
    r"(?:sen|s|['’]s)? ?)?(?:(?:van|voor) )?"
)
_BETWEEN = re.compile(r"(?:, en |, | en |; | alsmede )")


def list_offices(text: str) -> list[str]:
    """The known offices that ``text`` begins with, each written out with its role.

    "de ministers van Buitenlandse Zaken en van Defensie ..." gives "minister van Buitenlandse Zaken" and
    "minister van Defensie". The first words that are no known office end the list.
    """
    low = text.casefold()
    found: list[str] = []
    role: str | None = None
    position = 0
    if len(low) != len(text):  # a character whose lower case is longer: offsets would not fit
        return found
    while True:
        lead = _ROLE_LEAD.match(low, position)
        role = (lead["role"] if lead else None) or role
        name = _office_names().match(low, lead.end() if lead else position)
        if name is None or role is None:
            if role == "minister-president" and lead and lead["role"] == role:
                found.append(role)
                position = lead.end() - (low[lead.end() - 1] == " ")
            else:
                return found
        else:
            written = "staatssecretaris" if role == "staatssecretaris" else "minister"
            found.append(f"{written} van {text[name.start() : name.end()]}")
            position = name.end()
        between = _BETWEEN.match(low, position)
        if between is None:
            return found
        position = between.end()
