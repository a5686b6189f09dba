"""Dutch calendar dates as papers write them."""

from __future__ import annotations

import datetime as dt
import re

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_WRITTEN = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})\s+(?P<month>{'|'.join(MONTHS)})\s+(?P<year>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"(?<![\d-])(?P<day>\d{1,2})[-/](?P<month>\d{1,2})[-/](?P<year>(?:19|20)\d\d)(?![\d-])")
_ISO = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")


def dutch_date(day: dt.date) -> str:
    """A day as "4 juni 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _day(year: str, month: int, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), month, int(day))
    except ValueError:
        return None


def find_date(text: str) -> dt.date | None:
    """The first full date in ``text`` ("4 juni 2026", "04-06-2026", "2026-06-04"), or None."""
    hits: list[tuple[int, dt.date]] = []
    for pattern in (_WRITTEN, _NUMERIC, _ISO):
        match = pattern.search(text)
        if not match:
            continue
        month = match["month"]
        number = int(month) if month.isdigit() else MONTHS.index(month.lower()) + 1
        day = _day(match["year"], number, match["day"])
        if day:
            hits.append((match.start(), day))
    return min(hits)[1] if hits else None
