"""How values look on a page: dates, states, figures. Everything comes out escaped."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from markupsafe import Markup, escape

from extract.dates import MONTHS
from publish.states import OVERDUE, states, style

if TYPE_CHECKING:
    from collections.abc import Mapping
    from sqlite3 import Row

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")

# Marks that reorder or hide text (Unicode bidi controls, zero-width and control characters), so that a paper
# can't make a page say something else than its letters; tab and newline stay.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)


def neutralise(value: object) -> object:
    """Text with its invisible marks shown as ⟨U+202E⟩; anything that is no text unchanged.

    Used as Jinja's ``finalize``, so it holds for whatever any template prints.
    """
    if not isinstance(value, str) or not _INVISIBLE.search(value):
        return value
    shown = _INVISIBLE.sub(lambda mark: f"⟨U+{ord(mark.group()):04X}⟩", value)
    return Markup(shown) if isinstance(value, Markup) else shown  # noqa: S704 - it was markup before


def day(value: object) -> dt.date | None:
    """The day in "2026-06-04"; None for anything else."""
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        return None


def written_date(value: object, *, weekday: bool = False) -> str:
    """The date as "4 juni 2026" or "donderdag 4 juni 2026"; what is no date comes back as it is."""
    found = day(value)
    if found is None:
        return "" if value is None else str(value)
    text = f"{found.day} {MONTHS[found.month - 1]} {found.year}"
    return f"{WEEKDAYS[found.weekday()]} {text}" if weekday else text


def date_tag(value: object) -> Markup:
    """``<time datetime="2026-06-04">4 juni 2026</time>``."""
    if day(value) is None:
        return escape(written_date(value))
    return Markup('<time datetime="{}">{}</time>').format(value, written_date(value).replace(" ", "\u00a0"))


def moment_tag(value: object) -> Markup:
    """A moment in UTC ("2026-06-04T08:10:00Z") as Amsterdam time; UTC where that zone is unknown."""
    try:
        found = dt.datetime.fromisoformat(str(value))
    except ValueError:
        return escape("" if value is None else value)
    if found.tzinfo is None:
        return date_tag(value)
    try:
        local, zone = found.astimezone(ZoneInfo("Europe/Amsterdam")), "uur"
    except ZoneInfoNotFoundError:
        local, zone = found.astimezone(dt.UTC), "UTC"
    text = f"{written_date(local.date().isoformat())}, {local:%H.%M} {zone}"
    return Markup('<time datetime="{}">{}</time>').format(value, text)


def excerpt(text: object, limit: int = 400) -> str:
    """At most ``limit`` characters, broken off at a space, with an ellipsis when something is left out."""
    whole = "" if text is None else str(text)
    if len(whole) <= limit:
        return whole
    cut = whole[:limit]
    return (cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut).rstrip(" ,;:") + " …"


def state_tag(name: object) -> Markup:
    """The state in words, with a class for its colour."""
    return Markup('<span class="stand stand-{}">{}</span>').format(style(str(name)), name)


def heading(name: str) -> str:
    """What stands above the list of commitments in a state."""
    known = states().get(name)
    return known.heading if known else name


def address_part(value: object) -> str:
    """One part of an address, with everything escaped that has a meaning there."""
    return quote(str(value), safe="")


def column_title(name: str) -> str:
    """A column name as words: "termijn_ruim" -> "Termijn ruim"."""
    words = name.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def form(name: str) -> str:
    """What an output is called: "ics" -> "agenda (ICS)"."""
    return {"atom": "Atom", "ics": "agenda (ICS)", "xlsx": "Excel (XLSX)"}.get(name, name.upper())


def thousands(number: object) -> str:
    """12345 -> "12.345"."""
    return f"{number:,}".replace(",", ".") if isinstance(number, int) else str(number)


def percentage(number: float) -> str:
    """97.5 -> "97,5%", 97.0 -> "97%"."""
    return f"{number:g}%".replace(".", ",")


def days(number: int) -> str:
    """A number of days: "1 dag", "1.204 dagen"."""
    return "1 dag" if number == 1 else f"{thousands(number)} dagen"


def tally(row: Mapping[str, Any] | Row) -> tuple[str, str]:
    """What stands out beside a promise in a list, and the words that complete it."""
    state, number = row["toestand"], row["dagen"]
    if state == "uitgesteld":
        return f"{row['aantal_uitstel']}×", f"uitgesteld, {days(row['verschuiving'] or 0)} later"
    if number is None or state in ("vervallen", "mogelijk afgedaan"):
        return str(state), ""
    if state == "afgedaan":
        return (days(number), "te laat afgedaan") if number > 0 else ("op tijd", "afgedaan")
    if number > 0:
        return days(number), "te laat" if state == OVERDUE else "voorbij de termijn"
    left = "vandaag" if number == 0 else f"nog {days(-number)}"
    return left, "in de ruime lezing" if state == "mogelijk verstreken" else "tot de termijn"
