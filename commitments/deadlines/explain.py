"""One Dutch sentence that says what a term means, fit to be read aloud."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.dates import dutch_date

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True, slots=True)
class Reading:
    """What an explanation is made of: the term's days, and the words for the two readings."""

    text: str
    date: dt.date
    earliest: dt.date
    strict: dt.date
    generous: dt.date
    strict_words: str = ""
    generous_words: str = ""
    basis: str = ""


def quoted(text: str) -> str:
    """The words of the term between quotes, on one line, without the capital of a sentence's start."""
    line = " ".join(text.split())
    return f"'{line[:1].lower()}{line[1:]}'" if line[1:2].islower() else f"'{line}'"


def unknown_date(text: str) -> str:
    """For a paper without a date."""
    return f"{quoted(text)} is niet in een datum om te zetten: de datum van het stuk is onbekend."


def vague(text: str, *, recurs: bool = False) -> str:
    """For a term that names no day."""
    says = "keert steeds terug en noemt geen dag" if recurs else "noemt geen dag"
    return f"{quoted(text)} {says}: er is geen uiterste datum uit af te leiden."


def event(text: str, what: str) -> str:
    """For a term that waits for something without a date."""
    return f"{quoted(text)} hangt af van een gebeurtenis waarvan hier geen datum staat: {quoted(what)}."


def sequel(text: str, after: str | None = None) -> str:
    """For "daarna" and its like."""
    what = quoted(after) if after else "iets dat eerder genoemd is"
    return (
        f"{quoted(text)} volgt op {what} en noemt zelf geen dag: er is geen uiterste datum uit af te leiden."
    )


def pointer(text: str) -> str:
    """For "voor die datum" when no date stands before it."""
    return f"{quoted(text)} verwijst naar een moment waarvan in de zin ervoor geen datum staat."


def open_end(text: str, earliest: dt.date, basis: str) -> str:
    """For a term that has a first day only."""
    return (
        f"{quoted(text)} begint op {dutch_date(earliest)}; een laatste dag volgt er niet uit, "
        f"dus is er geen uiterste datum{_indicative(basis)}"
    )


def span(reading: Reading) -> str:
    """For a term with an end."""
    days = reading
    whose = f" ({days.strict_words})" if days.strict_words else ""
    if days.earliest == days.strict:
        sentence = f"{quoted(days.text)} is {dutch_date(days.strict)}{whose}"
    else:
        sentence = f"{quoted(days.text)} loopt {_from(days)} t/m {dutch_date(days.strict)}{whose}"
    if days.generous != days.strict:
        wide = f" ({days.generous_words})" if days.generous_words else ""
        sentence += f"; ruimste lezing t/m {dutch_date(days.generous)}{wide}"
    return sentence + _indicative(days.basis)


def lapsed(text: str, last: dt.date, date: dt.date) -> str:
    """For a last day that lies before the paper itself."""
    return f"{quoted(text)} eindigde op {dutch_date(last)}, voor de datum van het stuk ({dutch_date(date)})."


def _from(days: Reading) -> str:
    if days.earliest == days.date:
        return f"vanaf de datum van het stuk ({dutch_date(days.date)})"
    return f"van {dutch_date(days.earliest)}"


def _indicative(basis: str) -> str:
    return f"; dit is indicatief: {basis}." if basis else "."
