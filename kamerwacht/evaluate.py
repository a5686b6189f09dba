"""``kamerwacht evaluate``: precision, recall and dates against an annotated set, with the misses listed."""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from typing import TYPE_CHECKING, Any

from extract.errors import reason
from kamerwacht.errors import KamerwachtError
from kamerwacht.terminal import safe

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from commitments.evaluation import Tally


def run(arguments: argparse.Namespace) -> int:
    """Evaluate one set; its shape shows from its fields. Raises KamerwachtError for an unusable set."""
    rows = _rows(arguments.file)
    tally = _evaluate(rows, arguments.file.parent)
    if arguments.json:
        sys.stdout.write(json.dumps(_figures(tally, len(rows)), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(_describe(tally, len(rows)))
    return 0


# Per shape: the field that tells it, the fields that must be there, and those that hold a day (or nothing).
_SHAPES = (
    ("sentence", ("id", "sentence", "is_commitment"), ("doc_date", "doc_date_est", "latest")),
    ("commitments", ("id", "doc_date", "text_file", "commitments"), ("doc_date",)),
    ("ref_date", ("id", "text", "ref_date", "latest"), ("ref_date", "latest")),
)
_DAY = re.compile(r"\d{4}(?:-\d{2}){0,2}", re.ASCII)


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise KamerwachtError(f"{path}: niet te lezen ({reason(error)}); controleer het pad") from error
    except UnicodeDecodeError as error:
        raise KamerwachtError(
            f"{path}: geen tekst in UTF-8; een set is een bestand met JSON-regels"
        ) from error
    rows = [_row(line, f"{path}, regel {number}") for number, line in enumerate(lines, 1) if line.strip()]
    if not rows:
        raise KamerwachtError(f"{path}: geen voorbeelden; elke regel is één object, zie docs/meetlat.md")
    return rows


def _row(line: str, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise KamerwachtError(f"{where}: geen JSON; elke regel is één object, zie docs/meetlat.md") from error
    if not isinstance(row, dict):
        raise KamerwachtError(f"{where}: geen object maar {type(row).__name__}; zie docs/meetlat.md")
    _check(row, where)
    return row


def _check(row: dict[str, Any], where: str) -> None:
    """Raise KamerwachtError for a row of no known shape, without a field, or with an impossible day."""
    shape = next((shape for shape in _SHAPES if shape[0] in row), None)
    if shape is None:
        raise KamerwachtError(
            f"{where}: onbekende vorm; zinnen, stukken of termijnen verwacht, zie docs/meetlat.md"
        )
    _, fields, days = shape
    if missing := [name for name in fields if name not in row]:
        raise KamerwachtError(f"{where}: mist een veld: {', '.join(missing)}; zie docs/meetlat.md")
    for name in days:
        value = row.get(name)
        if value is not None and not _is_day(value):
            raise KamerwachtError(f"{where}: {name} is {value!r}, geen dag (jjjj-mm-dd)")


def _is_day(value: object) -> bool:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return False
    try:
        dt.date.fromisoformat(value + {4: "-01-01", 7: "-01"}.get(len(value), ""))
    except ValueError:
        return False
    return True


def _evaluate(rows: list[dict[str, Any]], folder: Path) -> Tally:
    from commitments import evaluation  # noqa: PLC0415 - a wrong file is told without it

    shapes = [shape[0] for shape in _SHAPES]
    kinds = {next(name for name in shapes if name in row) for row in rows}
    if len(kinds) > 1:
        raise KamerwachtError("de set mengt zinnen, stukken en termijnen; geef ze elk hun eigen bestand")
    try:
        if "sentence" in kinds:
            return evaluation.evaluate_sentences(rows)
        if "commitments" in kinds:
            return evaluation.evaluate_papers([(row, _text(folder / row["text_file"])) for row in rows])
        return evaluation.evaluate_deadlines(rows)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise KamerwachtError(
            f"een voorbeeld mist een veld of klopt niet: {' '.join(str(error).split())}; zie docs/meetlat.md"
        ) from error


def _text(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise KamerwachtError(f"{path}: niet te lezen ({reason(error)}); controleer text_file") from error
    except UnicodeDecodeError as error:
        raise KamerwachtError(f"{path}: geen tekst in UTF-8") from error
    # A first line "URL: ..." tells where a text came from; it is no part of the paper.
    return text.split("\n\n", 1)[-1] if text.startswith("URL:") else text


def _figures(tally: Tally, count: int) -> dict[str, Any]:
    return {
        "voorbeelden": count,
        "raak": tally.hits,
        "onterecht": tally.false,
        "gemist": tally.missed,
        "precisie": tally.precision,
        "dekking": tally.recall,
        "f1": tally.f1,
        "termijn_gevonden": [tally.terms_found, tally.terms],
        "datum_goed": [tally.dates_right, tally.dates],
        "ruim_te_vroeg": tally.too_early,
        "missers": tally.misses,
    }


def _describe(tally: Tally, count: int) -> str:
    lines = [f"{count} voorbeelden"]
    if tally.hits or tally.false or tally.missed:
        lines += [
            f"raak {tally.hits}, onterecht {tally.false}, gemist {tally.missed}",
            f"precisie {_share(tally.precision)}, dekking {_share(tally.recall)}, F1 {_share(tally.f1)}",
        ]
    lines.append(f"termijn gevonden {tally.terms_found} van {tally.terms}")
    lines.append(f"datum goed {tally.dates_right} van {tally.dates}; ruime datum te vroeg: {tally.too_early}")
    if tally.misses:
        lines += ["", "Missers:", *(f"  {safe(' '.join(miss.split()))}" for miss in tally.misses)]
    return "\n".join(lines) + "\n"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}".replace(".", ",")
