"""Values as the Tweede Kamer writes them: moments with and without a zone, days, numbers, yes and no."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_MOMENT = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?(Z|[+-]\d\d:?\d\d)?\Z", re.ASCII
)
GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
_YES, _NO = frozenset({"true", "1"}), frozenset({"false", "0"})
LONGEST = 100_000
"""Characters in one value; longer is no value of this feed."""


class UnreadableError(ValueError):
    """A value that can't be read; the message is a part of a Dutch line."""


def moment(text: str) -> dt.datetime:
    """A moment in UTC. Without a zone it is the time in Amsterdam: so the feed writes ``bijgewerkt``.

    Any number of decimals up to nine; what is beyond microseconds is dropped. An hour that the clock shows
    twice in autumn is taken for the first. Raises UnreadableError.
    """
    found = _MOMENT.match(text)
    if not found:
        raise UnreadableError(f"{text[:40]!r} is geen tijdstip")
    year, month, day, hour, minute, second, fraction, zone = found.groups()
    microsecond = int((fraction or "0")[:6].ljust(6, "0"))
    try:
        naive = dt.datetime(  # noqa: DTZ001  the zone follows
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0), microsecond
        )
        return naive.replace(tzinfo=_zone(zone)).astimezone(dt.UTC)
    except (ValueError, OverflowError) as error:
        raise UnreadableError(f"{text[:40]!r} is geen tijdstip") from error


def _zone(text: str | None) -> dt.tzinfo:
    if text is None:
        return AMSTERDAM
    if text == "Z":
        return dt.UTC
    sign = -1 if text[0] == "-" else 1
    digits = text[1:].replace(":", "")
    return dt.timezone(sign * dt.timedelta(hours=int(digits[:2]), minutes=int(digits[2:])))


def stamp(text: str) -> str:
    """A moment as the database writes it: UTC, whole seconds. Raises UnreadableError."""
    return moment(text).strftime("%Y-%m-%dT%H:%M:%SZ")


def is_none(text: str) -> bool:
    """Whether a moment is the one in the year 1 with which the source says that there is none."""
    return text.startswith("0001-01-01")


def day(text: str) -> str | None:
    """The day in the Netherlands as ISO 8601; None for the source's "none". Raises UnreadableError."""
    if is_none(text):
        return None
    return moment(text).astimezone(AMSTERDAM).date().isoformat()


def number(text: str) -> int:
    """A whole number. Raises UnreadableError."""
    if not re.fullmatch(r"-?\d{1,15}", text, re.ASCII):
        raise UnreadableError(f"{text[:40]!r} is geen getal")
    return int(text)


def yes(text: str) -> bool:
    """Yes or no, whatever the case: "True" was seen. Raises UnreadableError."""
    plain = text.strip().lower()
    if plain not in _YES | _NO:
        raise UnreadableError(f"{text[:40]!r} is geen ja of nee")
    return plain in _YES


def guid(text: str) -> str:
    """An identifier in lower case. Raises UnreadableError."""
    plain = text.strip().lower()
    if not GUID.match(plain):
        raise UnreadableError(f"{text[:40]!r} is geen GUID")
    return plain
