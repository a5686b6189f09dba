"""``kamerwacht deadline``: what does this term mean, and why?"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from commitments.deadlines import resolve
from commitments.vocabulary import publish_deadline
from extract.dates import dutch_date
from kamerwacht.errors import EXIT_BAD_INPUT, KamerwachtError
from kamerwacht.jsonl import Line, answer_lines
from kamerwacht.own_calendar import use_own_calendar
from kamerwacht.terminal import safe

if TYPE_CHECKING:
    import argparse
    import datetime as dt

    from commitments.model import Deadline

NO_DATE = "geen datum van het stuk gegeven (--date), dus de termijn blijft zonder datum"


def run(arguments: argparse.Namespace) -> int:
    """Answer one expression, or the lines of standard input. Raises KamerwachtError without a text."""
    use_own_calendar()
    if arguments.jsonl:
        return EXIT_BAD_INPUT if answer_lines(sys.stdin, _answer) else 0
    if not arguments.text or not arguments.text.strip():
        raise KamerwachtError(
            'geen termijn gegeven; bijvoorbeeld: kamerwacht deadline "uiterlijk in het najaar"'
        )
    deadline = resolve(arguments.text, arguments.date)
    if arguments.date is None:
        sys.stderr.write(f"kamerwacht: let op: {NO_DATE}\n")
    if arguments.json:
        day = arguments.date.isoformat() if arguments.date else None
        answer = {"tekst": arguments.text, "datum": day, "termijn": publish_deadline(deadline)}
        sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(_describe(arguments.text, deadline))
    return 0


def _answer(line: Line) -> dict[str, Any]:
    return {"id": line.id, "termijn": publish_deadline(resolve(line.text, line.date))}


def _describe(text: str, deadline: Deadline | None) -> str:
    if deadline is None:
        return f"Geen termijn herkend in: {safe(text)}\n"
    rows = [
        ("termijn", deadline.text),
        ("vanaf", _day(deadline.earliest)),
        ("uiterlijk (strikte lezing)", _day(deadline.strict)),
        ("uiterlijk (ruimste lezing)", _day(deadline.generous)),
        ("uitleg", deadline.explanation),
        ("regel", deadline.rule),
    ]
    return "".join(f"{name + ':':<28}{safe(value)}\n" for name, value in rows)


def _day(day: dt.date | None) -> str:
    return dutch_date(day) if day else "geen datum"
