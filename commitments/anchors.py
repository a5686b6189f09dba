"""What ties a text to an earlier promise: the paper that it names, and words that speak of a promise."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from commitments.deadlines.words import lexicon, one_of, simplify
from commitments.subjects import linking_data, plain_words
from extract.references import find_references

_IDENTIFIER = re.compile(r"\b(?:kst|ah-tk|ah-ek|h-tk|h-ek|blg|stcrt|stb|nds-tk)-[\da-z][\da-z-]{2,40}\b")
_KAMERSTUK = re.compile(
    r"\bkamerstuk(?:ken)?(?: i{1,2})?(?: \d{4}[-/]\d{2,4},)? (\d{2}) ?(\d{3})(?:[ -]([ivx]{1,6}))?,? ?"
    r"(?:nr\.?|no\.?) ?(\d{1,4})\b"
)
_REGISTER = re.compile(r"\b(?:TZ\d{6}-\d{1,4}|T\d{5})\b")
_SAID = re.compile(
    r"\b(?:toezegg|toegezegd|toezegde|zegde|zegden|beloofd|beloofde|aangekondigd|aankondigde|kondigde|schreef"
    r"|meldde|berichtte|stelde|in het vooruitzicht|gemeld|laten weten|herhaald)"
)
_TO_KAMER = re.compile(r"\b(?:ik|wij|u|uw kamer|de (?:tweede |eerste )?kamer)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_KENMERK = re.compile(r"\b[A-Za-z0-9][\w./-]{5,40}\b")


def papers_named(text: str) -> list[str]:
    """Lower-case identifiers of the papers that a text names, as such or as "Kamerstuk 30 821, nr. 258"."""
    plain = _plain(text)
    found = list(_IDENTIFIER.findall(plain))
    for first, second, chapter, number in _KAMERSTUK.findall(plain):
        dossier = f"{first}{second}" + (f"-{chapter}" if chapter else "")
        found.append(f"kst-{dossier}-{number}")
    found += [reference.target.lower() for reference in find_references(text) if reference.target]
    return list(dict.fromkeys(found))


def kenmerken_named(text: str) -> list[str]:
    """The words of a text that can be a kenmerk, squeezed; see ``squeeze``."""
    words = (squeeze(word) for word in _KENMERK.findall(text))
    return list(dict.fromkeys(word for word in words if len(word) >= 6))


def letter_dates(text: str, date: dt.date) -> list[dt.date]:
    """The days of the papers or debates that a text names ("mijn brief van 4 juni 2026"), up to ``date``.

    Also the day on which something was promised or written ("wat ik u op 4 juni toezegde"). A day without a
    year is the last such day up to ``date``.
    """
    months = lexicon()["months"]
    plain = _plain(text)
    found = _paper_day().findall(plain)
    if _SAID.search(plain):
        found += _any_day().findall(plain)
    days = (_day(int(day), months[name], int(year or 0), date) for day, name, year in found)
    return list(dict.fromkeys(day for day in days if day is not None and day <= date))


def speaks_of_promise(text: str) -> bool:
    """Whether a text speaks of a promise made earlier to the Kamer ("zoals toegezegd"); see linking.toml."""
    plain = _plain(text)
    return any(pattern.search(plain) for pattern in _promising())


def speaks_to_kamer(text: str) -> bool:
    """Whether a sentence speaks to the Kamer or of what the writer does for it."""
    return _TO_KAMER.search(text) is not None


def kinds_of_act(text: str) -> set[str]:
    """The kinds of act (values of ``commitments.model.Kind``) whose verbs a text uses."""
    words = set(plain_words(text))
    return {kind for kind, verbs in linking_data()["verbs"].items() if not words.isdisjoint(verbs)}


def register_numbers(text: str) -> list[str]:
    """The numbers of a register's entries that a text names: "TZ202603-130", "T03272"."""
    return list(dict.fromkeys(_REGISTER.findall(text.upper())))


def years(text: str) -> set[str]:
    """The years that a text names, as written: "de monitor over 2024" is not "de monitor over 2023"."""
    return set(_YEAR.findall(text))


def squeeze(words: str) -> str:
    """A kenmerk without what differs from one place to another: case, spaces, hyphens."""
    return re.sub(r"[^a-z0-9]", "", words.lower())


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", simplify(text))


@cache
def _promising() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"]) for row in linking_data()["promising"])


@cache
def _paper_day() -> re.Pattern[str]:
    months = one_of([month for month in lexicon()["months"] if len(month) > 2])
    paper = one_of(linking_data()["words"]["papers"])
    day = rf"(?:van|d\.d\.|dd\.|op) (?:\w{{2,6}}dag )?(\d{{1,2}}) ({months})(?: (\d{{4}}))?"
    return re.compile(rf"\b{paper}(?: [\w'-]{{1,30}}){{0,8}}? {day}")


@cache
def _any_day() -> re.Pattern[str]:
    months = one_of([month for month in lexicon()["months"] if len(month) > 2])
    return re.compile(
        rf"(?<!voor )(?<!uiterlijk )\b(?:op|van) (?:\w{{2,6}}dag )?(\d{{1,2}}) ({months})(?: (\d{{4}}))?"
    )


def _day(day: int, month: int, year: int, date: dt.date) -> dt.date | None:
    try:
        found = dt.date(year or date.year, month, day)
        return found if year or found <= date else found.replace(year=date.year - 1)
    except ValueError:
        return None
