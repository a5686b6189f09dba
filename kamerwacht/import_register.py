"""``kamerwacht import-register``: fill the register of the Eerste Kamer from a CSV file.

That Chamber's pages have not been seen yet, so nothing parses them; whoever has the list can bring it along.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import sys
from typing import TYPE_CHECKING, Literal

import db
from extract.errors import reason
from extract.offices import resolve_ministry, resolve_office
from kamerwacht import config
from kamerwacht.errors import KamerwachtError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

SOURCE: Literal["eerste_kamer"] = "eerste_kamer"
LARGEST_FILE = 20_000_000
LONGEST_FIELD = 100_000
_SHOWN = 20
COLUMNS = {
    "nummer": ("nummer", "t-nummer", "tnummer"),
    "tekst": ("tekst", "toezegging"),
    "minister": ("minister", "bewindspersoon", "verantwoordelijke", "verantwoordelijke(n)"),
    "deadline": ("deadline", "termijn"),
    "status": ("status",),
    "ministerie": ("ministerie",),
    "datum": ("datum", "datum toezegging"),
}
"""Column to the headings it may have, in lower case; the first five must be there."""
REQUIRED = ("nummer", "tekst", "minister", "deadline", "status")
_NUMBER = re.compile(r"T\d{5}", re.ASCII)
_DUTCH_DAY = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})", re.ASCII)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def run(arguments: argparse.Namespace) -> int:
    """Take the file over, all or nothing. Raises KamerwachtError with a line for each row that is wrong."""
    entries, notes = read_register(arguments.file, today=config.today())
    place = config.store(arguments.db)
    counts = dict.fromkeys(db.Change, 0)
    try:
        database = db.connect(place.database, create=True)
        try:
            run_id = db.start_run(database, SOURCE, config.now())
            with db.transaction(database):
                for entry in entries:
                    counts[db.store_register_entry(database, entry, now=config.now())] += 1
            new, changed, same = (counts[kind] for kind in (db.Change.NEW, db.Change.CHANGED, db.Change.SAME))
            figures = db.RunCounts(new=new, changed=changed, unchanged=same, missed=tuple(notes))
            outcome = db.Outcome.GOOD
            message = f"ingelezen uit {arguments.file.name}"
            db.finish_run(database, run_id, outcome, figures, message=message, now=config.now())
        finally:
            database.close()
    except db.DatabaseError as error:
        raise KamerwachtError(str(error)) from error
    sys.stdout.write(
        f"register Eerste Kamer: {new} nieuw, {changed} gewijzigd, {same} ongewijzigd in {place.database}\n"
    )
    sys.stdout.writelines(f"  opgemerkt: {note}\n" for note in notes)
    return 0


def read_register(path: Path, *, today: dt.date) -> tuple[list[db.RegisterEntry], list[str]]:
    """The entries of a CSV file, and what was noticed (Dutch lines).

    Raises KamerwachtError when anything is wrong: a line per row, which row and what to do.
    """
    rows = csv.reader(io.StringIO(_text(path), newline=""), delimiter=_delimiter(path), strict=True)
    entries: dict[str, db.RegisterEntry] = {}
    wrong: list[str] = []
    notes: list[str] = []
    try:
        columns = _columns(path, next(rows, []))
        for row in rows:
            if not any(field.strip() for field in row):
                continue
            problems, entry = _entry(dict(zip(columns, row, strict=False)), len(row) - len(columns), today)
            if entry is not None and entry.number in entries:
                problems.append(f"nummer {entry.number} staat er twee keer; laat er een weg")
            wrong += [f"regel {rows.line_num}: {problem}" for problem in problems]
            if entry is not None and not problems:
                entries[str(entry.number)] = entry
                notes += _noticed(rows.line_num, entry)
    except csv.Error as error:
        raise KamerwachtError(
            f"{path}, regel {rows.line_num}: geen geldige CSV ({error}); bewaar het blad opnieuw als CSV"
        ) from error
    if wrong:
        more = [f"en nog {len(wrong) - _SHOWN} fouten"] if len(wrong) > _SHOWN else []
        lines = "\n  ".join([*wrong[:_SHOWN], *more])
        raise KamerwachtError(f"{path}: er is niets ingelezen, {len(wrong)} fout(en):\n  {lines}")
    if not entries:
        raise KamerwachtError(f"{path}: er staat geen enkele toezegging in; verwacht een rij per toezegging")
    return list(entries.values()), notes


def _text(path: Path) -> str:
    """The file's text: UTF-8 (with or without BOM), UTF-16 with BOM, else Windows-1252 as Excel writes it."""
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise KamerwachtError(f"{path}: {size} bytes is te groot; hoogstens {LARGEST_FILE}")
        data = path.read_bytes()
    except OSError as error:
        raise KamerwachtError(f"{path}: niet te lezen ({reason(error)}); controleer de naam") from error
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise KamerwachtError(f"{path}: dit is geen tekst; bewaar het blad als CSV (UTF-8)")


def _delimiter(path: Path) -> str:
    first = _text(path).lstrip("\r\n").partition("\n")[0]
    return max(";,\t", key=first.count)


def _columns(path: Path, heading: list[str]) -> list[str]:
    known = {name: column for column, names in COLUMNS.items() for name in names}
    found = [" ".join(name.lower().split()) for name in heading]
    unknown = [name for name in found if name not in known]
    columns = [known.get(name, "") for name in found]
    missing = [column for column in REQUIRED if column not in columns]
    if missing or unknown or len(set(columns)) != len(columns):
        raise KamerwachtError(
            f"{path}, regel 1: de kolommen kloppen niet ({', '.join(heading) or 'leeg'}); nodig zijn "
            f"{', '.join(REQUIRED)}, en mogelijk zijn ministerie en datum, gescheiden door ; of ,"
        )
    return columns


def _entry(row: dict[str, str], extra: int, today: dt.date) -> tuple[list[str], db.RegisterEntry | None]:
    """What is wrong with a row, and what it says."""
    values = {column: " ".join(value.split()) for column, value in row.items()}
    problems = (
        [f"{abs(extra)} veld(en) te {'veel' if extra > 0 else 'weinig'}; staat er een scheidingsteken los?"]
        if extra
        else []
    )
    problems += [
        f"{column} is leeg; vul hem in"
        for column in ("nummer", "tekst", "minister")
        if not values.get(column)
    ]
    problems += [f"{column} is te lang" for column, value in values.items() if len(value) > LONGEST_FIELD]
    number = values.get("nummer", "").upper()
    if number and not _NUMBER.fullmatch(number):
        problems.append(f"nummer '{number[:40]}' is geen T-nummer; schrijf T en vijf cijfers, zoals T01234")
    days: dict[str, str | None] = {}
    for column in ("deadline", "datum"):
        try:
            days[column] = _day(values.get(column, ""))
        except ValueError:
            problems.append(
                f"{column} '{values[column][:40]}' is geen datum; schrijf dd-mm-jjjj of jjjj-mm-dd"
            )
    if (days.get("datum") or "") > today.isoformat():
        problems.append(f"datum {days['datum']} ligt in de toekomst; een toezegging is al gedaan")
    ministry = values.get("ministerie", "")
    if ministry and resolve_ministry(ministry) is None:
        problems.append(f"ministerie '{ministry[:60]}' is niet bekend; schrijf de naam of de afkorting")
    if problems:
        return problems, None
    office = resolve_office(values["minister"])
    entry = db.RegisterEntry(
        source=SOURCE,
        number=number,
        text=values["tekst"],
        name=None if office else values["minister"],
        function=values["minister"] if office else None,
        ministry=ministry or (office.ministry if office else None),
        status=values.get("status") or None,
        created=days["datum"],
        deadline=days["deadline"],
    )
    return [], entry


def _day(text: str) -> str | None:
    """A day as written ("1-7-2026", "2026-07-01") in ISO 8601; None for an empty field. Raises ValueError."""
    if not text:
        return None
    if match := _DUTCH_DAY.fullmatch(text):
        return dt.date(int(match[3]), int(match[2]), int(match[1])).isoformat()
    if _ISO_DAY.fullmatch(text):
        return dt.date.fromisoformat(text).isoformat()
    raise ValueError(text)


def _noticed(line: int, entry: db.RegisterEntry) -> Iterator[str]:
    if db.register_state(entry.status) is None:
        yield f"regel {line}: status '{entry.status or ''}' is niet bekend; geldt als onbekend"
    if entry.ministry is None:
        yield f"regel {line}: het ministerie van '{entry.name}' is niet bekend; vul een kolom ministerie in"
