"""``kamerwacht read``: what is promised in this letter? Files or JSON lines in, no database."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from commitments.model import Duty
from commitments.vocabulary import EVENT_KIND, STRENGTH
from extract.dates import dutch_date
from kamerwacht.errors import EXIT_BAD_INPUT, KamerwachtError
from kamerwacht.jsonl import Line, answer_lines
from kamerwacht.own_calendar import use_own_calendar
from kamerwacht.reading import publish_metadata, publish_reading, read_paper, told
from kamerwacht.terminal import safe, safe_line, table

if TYPE_CHECKING:
    import argparse
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from commitments.model import Commitment, Deadline, Event, Reading
    from extract.document import Document


def run(arguments: argparse.Namespace) -> int:
    """Read files (a table, or JSON) or JSON lines. Raises KamerwachtError when nothing was given."""
    use_own_calendar()
    if arguments.jsonl:
        if arguments.files:
            raise KamerwachtError("--jsonl leest van de invoer; noem daarbij geen bestanden")
        return EXIT_BAD_INPUT if answer_lines(sys.stdin, _answer) else 0
    if not arguments.files:
        raise KamerwachtError("geen bestand genoemd; bijvoorbeeld: kamerwacht read brief.pdf")
    failed, answers = 0, []
    for path in arguments.files:
        try:
            document, reading = read_paper(path, arguments.date)
        except KamerwachtError as error:
            sys.stderr.write(f"kamerwacht: {error}\n")
            failed += 1
            continue
        for warning in (*document.warnings, *reading.warnings):
            sys.stderr.write(f"kamerwacht: let op: {safe_line(path.name)}: {safe(warning)}\n")
        if arguments.json:
            answers.append(_as_json(path, document, reading))
        else:
            sys.stdout.write(describe(path, document, reading, arguments.date))
    if arguments.json and answers:
        _write_json(answers, several=len(arguments.files) > 1)
    return EXIT_BAD_INPUT if failed else 0


def _answer(line: Line) -> dict[str, Any]:
    import commitments  # noqa: PLC0415 - see kamerwacht.reading
    import extract  # noqa: PLC0415
    from extract.errors import ReadError  # noqa: PLC0415
    from extract.source_map import source_span  # noqa: PLC0415

    try:
        document = extract.read_text(line.text, date=line.date)
    except ReadError as error:
        raise KamerwachtError(f"{line.id}: {error}") from error
    reading = commitments.read(document, date=line.date)
    published = publish_reading(
        reading,
        quote=lambda begin, end: line.text[begin:end],
        span=lambda begin, end: source_span(document, begin, end, line.text),
    )
    return {"id": line.id, **published}


def _as_json(path: Path, document: Document, reading: Reading) -> dict[str, Any]:
    text = document.text
    published = publish_reading(
        reading, quote=lambda begin, end: text[begin:end], span=lambda begin, end: (begin, end)
    )
    return {
        "id": path.name,
        "metadata": publish_metadata(document.metadata),
        "tekst": text,
        **published,
        "waarschuwingen": [*document.warnings, *reading.warnings],
    }


def _write_json(answers: list[dict[str, Any]], *, several: bool) -> None:
    sys.stdout.write(json.dumps(answers if several else answers[0], ensure_ascii=False, indent=2) + "\n")


def describe(path: Path, document: Document, reading: Reading, date: dt.date | None) -> str:
    """Describe a reading in Dutch: a line on the paper, tables of promises, of policy acts, of events."""
    meta = document.metadata
    day = date or meta.date
    facts = [
        meta.identifier or meta.reference,
        dutch_date(day) if day else "datum onbekend",
        ", ".join(sender.title for sender in meta.senders) or meta.ministry,
    ]
    parts = [safe_line(meta.title or path.name), safe(" · ".join(fact for fact in facts if fact)), ""]
    owed = [row for row in reading.commitments if row.duty is Duty.KAMER]
    policy = [row for row in reading.commitments if row.duty is Duty.POLICY]
    parts += _section("Toezeggingen aan de Kamer", owed, "Geen toezegging aan de Kamer gevonden.")
    if policy:
        parts += _section("Ander toetsbaar beleid", policy, "")
    if events := told(reading.events):
        parts += [f"Gebeurtenissen ({len(events)})", "", _events(events)]
    return "\n".join(parts) + "\n"


def _section(title: str, rows: Sequence[Commitment], empty: str) -> list[str]:
    if not rows:
        return [empty, ""]
    head = ("nr", "termijn", "wie", "toezegging")
    cells = [
        (str(number), _term(row.deadline), _who(row), _quote(row)) for number, row in enumerate(rows, start=1)
    ]
    return [f"{title} ({len(rows)})", "", table(head, cells)]


def _term(deadline: Deadline | None) -> str:
    if deadline is None:
        return "geen termijn"
    if deadline.generous is None:
        return f"{deadline.text} (geen datum)"
    if deadline.strict and deadline.strict != deadline.generous:
        days = f"t/m {dutch_date(deadline.strict)}; ruim t/m {dutch_date(deadline.generous)}"
    else:
        days = f"t/m {dutch_date(deadline.generous)}"
    return f"{deadline.text}: {days}"


def _who(row: Commitment) -> str:
    who = row.promiser_text or "niet genoemd"
    return f"{who}, namens {row.on_behalf}" if row.on_behalf and row.on_behalf not in who else who


def _quote(row: Commitment) -> str:
    condition = f" [voorwaarde: {row.condition}]" if row.condition else ""
    return f"“{row.quote}” ({STRENGTH[row.strength]}){condition}"


def _events(events: Sequence[Event]) -> str:
    head = ("wat", "termijn", "tekst")
    cells = [
        (EVENT_KIND[row.kind], _term(row.deadline) if row.deadline else "–", f"“{row.quote}”")
        for row in events
    ]
    return table(head, cells)
