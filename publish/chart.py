"""The timeline on the front page: how many terms end in each month, as an SVG and as the table beside it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from extract.dates import MONTHS
from publish.states import OVERDUE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from publish.queries import Row

BEFORE, AFTER = 6, 11
"""Months shown before and after the current one."""
SERIES = (("te laat", "staaf-laat"), ("nog open", "staaf-open"), ("afgedaan", "staaf-klaar"))
WIDTH, HEIGHT, FOOT, HEAD = 720, 200, 34, 16
CLOSED = ("afgedaan", "vervallen")


@dataclass
class Month:
    """A month ("2026-11") and how many terms end in it, per series."""

    key: str
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        """Like "november 2026"."""
        return f"{MONTHS[int(self.key[5:7]) - 1]} {self.key[:4]}"

    @property
    def short(self) -> str:
        """Like "nov"."""
        name = MONTHS[int(self.key[5:7]) - 1]
        return "mrt" if name == "maart" else name[:3]


def span(day: dt.date) -> tuple[str, str]:
    """First and last day that the timeline of ``day`` shows, as "2026-05-01"."""
    keys = _keys(day)
    year, number = int(keys[-1][:4]), int(keys[-1][5:7])
    following = dt.date(year + number // 12, number % 12 + 1, 1)
    return f"{keys[0]}-01", (following - dt.timedelta(days=1)).isoformat()


def months(day: dt.date, rows: Iterable[Row]) -> list[Month]:
    """The months around ``day``, filled from rows of month, state and number."""
    found = {key: Month(key) for key in _keys(day)}
    for row in rows:
        if row["maand"] in found:
            found[row["maand"]].counts[series(row["toestand"])] += row["aantal"]
    return list(found.values())


def series(state: str) -> str:
    """To which of SERIES a state belongs."""
    if state == OVERDUE:
        return "te laat"
    return "afgedaan" if state in CLOSED else "nog open"


def _keys(day: dt.date) -> list[str]:
    first = day.year * 12 + day.month - 1 - BEFORE
    return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(first, first + BEFORE + AFTER + 1)]


def draw(shown: Sequence[Month], today: dt.date) -> Markup:
    """The bars; colours come from the style sheet, the figures stand in the table beside it."""
    highest = max((month.counts.total() for month in shown), default=0) or 1
    step = WIDTH / len(shown)
    parts = [
        Markup('<svg class="tijdlijn" viewBox="0 0 {} {}" role="img" aria-labelledby="tijdlijn-kop">').format(
            WIDTH, HEIGHT
        )
    ]
    for number, month in enumerate(shown):
        left = number * step
        if month.key == today.isoformat()[:7]:
            parts.append(
                Markup('<rect class="nu" x="{:.1f}" y="0" width="{:.1f}" height="{}"/>').format(
                    left, step, HEIGHT
                )
            )
        parts += _bars(month, left, step, highest)
        parts.append(_label(month, left + step / 2, first=number == 0))
    parts.append(
        Markup('<line class="as" x1="0" x2="{}" y1="{}" y2="{}"/></svg>').format(
            WIDTH, HEIGHT - FOOT, HEIGHT - FOOT
        )
    )
    return Markup("").join(parts)


def _bars(month: Month, left: float, step: float, highest: int) -> list[Markup]:
    base, room, parts = float(HEIGHT - FOOT), HEIGHT - FOOT - HEAD, []
    for name, style in SERIES:
        number = month.counts[name]
        if not number:
            continue
        height = room * number / highest
        base -= height
        parts.append(
            Markup('<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>').format(
                style, left + step * 0.14, base, step * 0.72, height
            )
        )
    if total := month.counts.total():
        parts.append(
            Markup('<text class="hoogte" x="{:.1f}" y="{:.1f}">{}</text>').format(
                left + step / 2, base - 3, total
            )
        )
    return parts


def _label(month: Month, middle: float, *, first: bool) -> Markup:
    year = month.key[:4] if first or month.key.endswith("-01") else ""
    return Markup('<text x="{:.1f}" y="{}">{}</text><text class="jaar" x="{:.1f}" y="{}">{}</text>').format(
        middle, HEIGHT - FOOT + 14, month.short, middle, HEIGHT - 6, escape(year)
    )
