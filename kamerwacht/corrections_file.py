"""correcties.toml: reading it with clear messages, and writing it (docs/correcties.md)."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from db.corrections import EVENT_ONLY, KINDS, PROMISE_ONLY, Correction
from extract.errors import reason
from kamerwacht.errors import KamerwachtError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LARGEST_FILE = 10_000_000
_KEY = re.compile(r"(?:tz|gb)-[a-z2-7]{10}")
_ALWAYS = ("doel", "soort", "door", "op", "reden")
_MORE: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "gekoppeld": (("toezegging",), ()),
    "termijn": (("ruim",), ("strikt", "vanaf", "tekst", "aangekondigd_op", "stuk")),
    "afgedaan": (("datum",), ("stuk",)),
    "vervallen": (("datum",), ("stuk",)),
    "weerwoord": (("tekst",), ("url",)),
}
"""Fields that belong to a kind: needed, and allowed besides."""
_DAYS = {"op", "ruim", "strikt", "vanaf", "aangekondigd_op", "datum"}
_EXCLUDE = (
    {"bevestigd", "afgewezen"},
    {"gekoppeld", "ontkoppeld"},
    {"afgedaan", "vervallen"},
    {"gekoppeld", "afgewezen"},
    {"bevestigd", "ontkoppeld"},
)
"""Kinds that can't both be true of one target."""
_HEADER = """# Correcties op wat Kamerwacht las (docs/correcties.md).
# Elke [[correctie]] heeft doel, soort, door, op en reden.
"""


def read_corrections(path: Path, *, today: dt.date) -> list[Correction]:
    """The corrections in a file. Raises KamerwachtError, one Dutch line with the place, for what is wrong."""
    text = _text(path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KamerwachtError(f"{path}: geen geldige TOML ({error}); zie docs/correcties.md") from error
    rows = data.get("correctie", [])
    if set(data) - {"correctie"} or not isinstance(rows, list):
        raise KamerwachtError(f"{path}: verwacht alleen blokken [[correctie]]; zie docs/correcties.md")
    lines = [n for n, line in enumerate(text.splitlines(), 1) if line.strip() == "[[correctie]]"]
    said: defaultdict[str, dict[str, str]] = defaultdict(dict)
    corrections = []
    for number, row in enumerate(rows, 1):
        line = f"regel {lines[number - 1]}" if len(lines) == len(rows) else f"correctie {number}"
        correction = _correction(row, f"{path}, {line}", today)
        _check_others(correction, said[correction.target], f"{path}, {line}", line)
        corrections.append(correction)
    return corrections


def write_corrections(corrections: Iterable[Correction]) -> str:
    """The text of a file with these corrections; reading it gives the same ones."""
    blocks = [_HEADER]
    for item in corrections:
        fields = {
            "doel": item.target,
            "soort": item.kind,
            "door": item.by,
            "op": item.on,
            "reden": item.reason,
        }
        lines = ["[[correctie]]"]
        for name, value in {**fields, **item.value}.items():
            written = (
                value if name in _DAYS else json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
            )
            lines.append(f"{name} = {written}")
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
        if len(data) > LARGEST_FILE:
            raise KamerwachtError(f"{path}: groter dan {LARGEST_FILE} bytes; dit is geen correcties.toml")
        return data.decode()
    except OSError as error:
        raise KamerwachtError(f"{path}: niet te lezen ({reason(error)}); controleer het pad") from error
    except UnicodeDecodeError as error:
        raise KamerwachtError(f"{path}: geen UTF-8 (teken {error.start}); bewaar het als UTF-8") from error


def _correction(row: object, where: str, today: dt.date) -> Correction:
    if not isinstance(row, dict):
        raise KamerwachtError(f"{where}: verwacht een blok met velden; zie docs/correcties.md")
    kind = row.get("soort")
    if kind not in KINDS:
        raise KamerwachtError(f"{where}: soort is {kind!r}; kies uit {', '.join(KINDS)}")
    needed, allowed = _MORE.get(kind, ((), ()))
    _check_fields(row, (*_ALWAYS, *needed), allowed, where)
    values = {name: _value(name, value, where, today) for name, value in row.items()}
    _check_target(values, where)
    _check_days(values, where)
    more = {name: value for name, value in values.items() if name not in _ALWAYS}
    return Correction(values["doel"], kind, values["door"], values["op"], values["reden"], more)


def _check_fields(row: dict[str, Any], needed: tuple[str, ...], allowed: tuple[str, ...], where: str) -> None:
    if missing := [name for name in needed if name not in row]:
        raise KamerwachtError(f"{where}: er ontbreekt {', '.join(missing)} (bij soort {row['soort']})")
    if unknown := [name for name in row if name not in needed and name not in allowed]:
        raise KamerwachtError(f"{where}: onbekend veld {', '.join(unknown)} (bij soort {row['soort']})")


def _value(name: str, value: object, where: str, today: dt.date) -> str:
    if name in _DAYS:
        if type(value) is not dt.date:
            raise KamerwachtError(
                f"{where}: {name} is {value!r}; schrijf een dag zonder aanhalingstekens (jjjj-mm-dd)"
            )
        if name in {"op", "datum", "aangekondigd_op"} and value > today:
            raise KamerwachtError(f"{where}: {name} ({value}) ligt in de toekomst")
        return value.isoformat()
    if not isinstance(value, str) or not value.strip():
        raise KamerwachtError(f"{where}: {name} is {value!r}; schrijf een tekst")
    return value


def _check_target(values: dict[str, str], where: str) -> None:
    kind = values["soort"]
    for name in ("doel", "toezegging"):
        if name in values and not _KEY.fullmatch(values[name]):
            raise KamerwachtError(
                f"{where}: {name} is '{values[name]}'; schrijf de sleutel, zoals tz-abcdefghij"
            )
    if kind in EVENT_ONLY and not values["doel"].startswith("gb-"):
        raise KamerwachtError(f"{where}: {kind} geldt een gebeurtenis; doel begint dan met gb-")
    if kind in PROMISE_ONLY and not values["doel"].startswith("tz-"):
        raise KamerwachtError(f"{where}: {kind} geldt een toezegging; doel begint dan met tz-")
    if not values.get("toezegging", "tz-").startswith("tz-"):
        raise KamerwachtError(f"{where}: toezegging is '{values['toezegging']}'; die sleutel begint met tz-")
    if "url" in values and not re.fullmatch(r"https?://\S{3,2000}", values["url"]):
        raise KamerwachtError(f"{where}: url is '{values['url']}'; schrijf een adres dat met https:// begint")


def _check_days(values: dict[str, str], where: str) -> None:
    days = [values[name] for name in ("vanaf", "strikt", "ruim") if name in values]
    if days != sorted(days):
        raise KamerwachtError(f"{where}: vanaf, strikt en ruim moeten in die volgorde liggen")


def _check_others(correction: Correction, said: dict[str, str], where: str, line: str) -> None:
    """Refuse what contradicts or repeats another entry about the same target; ``said``: kind to its line."""
    kind = correction.kind
    announced = correction.value.get("aangekondigd_op")
    label = f"{kind} van {announced}" if announced else kind
    if label in said and kind != "weerwoord":
        raise KamerwachtError(
            f"{where}: {label} voor {correction.target} staat ook op {said[label]}; laat er een weg"
        )
    for pair in _EXCLUDE:
        other = next(iter(pair - {kind}))
        if kind in pair and other in said:
            raise KamerwachtError(
                f"{where}: {kind} voor {correction.target} spreekt {other} op {said[other]} tegen"
            )
    said[label] = line
