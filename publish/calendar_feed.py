"""Terms of promises as a calendar (RFC 5545)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from publish.render import excerpt, neutralise, written_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from publish.queries import Row

LINE = 75
"""Octets in a line, without its end (RFC 5545, 3.1)."""
ALARMS = (
    ("-P7D", "Over een week eindigt deze termijn"),
    ("PT9H", "Vandaag is de laatste dag van deze termijn"),
)
"""A week before, and at nine o'clock on the day itself."""


def write(title: str, rows: Iterable[Row], links: Mapping[str, str]) -> str:
    """A calendar with the last day of every term, generously read; promises without one are left out."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Kamerwacht//Termijnen//NL",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escape(title)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    ]
    for row in rows:
        if row["termijn_ruim"]:
            lines += _event(row, links[row["sleutel"]])
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in fold(line))


def _event(row: Row, link: str) -> list[str]:
    last = dt.date.fromisoformat(row["termijn_ruim"])
    summary = f"Termijn {row['ministerie_code'] or 'onbekend ministerie'}: {excerpt(row['citaat'], 110)}"
    return [
        "BEGIN:VEVENT",
        f"UID:{row['sleutel']}@kamerwacht",
        f"DTSTAMP:{_stamp(row['bijgewerkt'])}",
        f"DTSTART;VALUE=DATE:{last:%Y%m%d}",
        f"DTEND;VALUE=DATE:{last + dt.timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escape(summary)}",
        f"DESCRIPTION:{_escape(_description(row, link))}",
        f"URL:{link}",
        "TRANSP:TRANSPARENT",
        *(line for trigger, text in ALARMS for line in _alarm(trigger, text)),
        "END:VEVENT",
    ]


def _alarm(trigger: str, text: str) -> list[str]:
    return [
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_escape(text)}",
        f"TRIGGER:{trigger}",
        "END:VALARM",
    ]


def _description(row: Row, link: str) -> str:
    parts = [f"“{excerpt(row['citaat'], 1000)}”"]
    if row["bewindspersoon"]:
        parts.append(f"{row['bewindspersoon']}, {written_date(row['datum'])}")
    parts.append(f"Termijn: “{row['termijn_tekst']}”")
    if row["termijn_strikt"] and row["termijn_strikt"] != row["termijn_ruim"]:
        parts.append(f"Strikt gelezen t/m {written_date(row['termijn_strikt'])}")
    parts.append(f"Ruim gelezen t/m {written_date(row['termijn_ruim'])}")
    if row["dossiers"]:
        parts.append(f"Dossier {row['dossiers']}")
    return "\n".join([*parts, f"Stand: {row['toestand_tekst']}.", link])


def _stamp(moment: str) -> str:
    """Like "20261123T051000Z", from "2026-11-23T05:10:00Z"."""
    return moment.replace("-", "").replace(":", "")


def _escape(text: str) -> str:
    """A TEXT value (RFC 5545, 3.3.11)."""
    shown = str(neutralise(text)).replace("\r\n", "\n").replace("\r", "\n")
    return shown.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def fold(line: str) -> Iterator[str]:
    """The line in pieces of at most LINE octets, cut between characters; what follows begins with a space."""
    data, room, mark = line.encode("utf-8"), LINE, ""
    while len(data) > room:
        cut = room
        while data[cut] & 0xC0 == 0x80:  # amid the octets of one character
            cut -= 1
        yield mark + data[:cut].decode("utf-8")
        data, room, mark = data[cut:], LINE - 1, " "
    yield mark + data.decode("utf-8")
