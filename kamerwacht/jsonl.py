"""JSON lines on standard input, one answer a line on standard output."""

from __future__ import annotations

import datetime as dt
import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kamerwacht.errors import KamerwachtError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Answer = Callable[["Line"], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Line:
    """One question: its id as given (string or number), the text, and the date of the paper if known."""

    id: str | int
    text: str
    date: dt.date | None


def parse_line(raw: str, number: int) -> Line:
    """Read one input line. Raises KamerwachtError that names the line and what is wrong with it."""
    try:
        fields = json.loads(raw)
    except ValueError as error:
        raise KamerwachtError(f"regel {number} is geen geldige JSON; elke regel is één object") from error
    if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
        raise KamerwachtError(f'regel {number} mist "text" (een tekst)')
    name = fields.get("id")
    if isinstance(name, bool) or not isinstance(name, (str, int)):
        raise KamerwachtError(f'regel {number} mist "id" (een tekst of een getal)')
    if _broken(fields["text"]) or _broken(str(name)):
        raise KamerwachtError(f"regel {number} bevat tekens die geen UTF-8 zijn; zet de tekst om naar UTF-8")
    unknown = fields.keys() - {"id", "text", "date"}
    if unknown:
        raise KamerwachtError(f"regel {number} heeft een onbekend veld: {', '.join(sorted(unknown))}")
    return Line(name, fields["text"], _date(fields.get("date"), number))


def _broken(text: str) -> bool:
    """Whether it holds half a character: a stray byte, or half of an escaped pair."""
    return any("\ud800" <= char <= "\udfff" for char in text)


def _date(value: object, number: int) -> dt.date | None:
    if value is None:
        return None
    try:
        if isinstance(value, str) and len(value) == 10:
            return dt.date.fromisoformat(value)
    except ValueError:
        pass
    raise KamerwachtError(f"regel {number} heeft een onbruikbare datum {value!r}; schrijf jjjj-mm-dd")


def answer_lines(lines: Iterable[str], answer: Answer) -> int:
    """Answer each line; a bad one is reported on stderr and the rest goes on.

    Returns the number of lines that could not be answered.
    """
    failed = 0
    for number, raw in enumerate(lines, start=1):
        if not raw.strip():
            continue
        try:
            result = answer(parse_line(raw, number))
        except KamerwachtError as error:
            sys.stderr.write(f"kamerwacht: {error}\n")
            failed += 1
            continue
        sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    return failed
