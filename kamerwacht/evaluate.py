"""``kamerwacht evaluate``: precision, recall and dates against an annotated set, with the misses listed."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

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


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise KamerwachtError(f"{path}: niet te lezen ({error}); controleer het pad") from error
    except ValueError as error:
        raise KamerwachtError(f"{path}: geen JSON-regels ({error}); elke regel is één object") from error
    if not rows or not all(isinstance(row, dict) for row in rows):
        raise KamerwachtError(f"{path}: geen voorbeelden; elke regel is één object, zie docs/meetlat.md")
    return rows


def _evaluate(rows: list[dict[str, Any]], folder: Path) -> Tally:
    from commitments import evaluation  # noqa: PLC0415 - a wrong file is told without it

    first = rows[0].keys()
    try:
        if "sentence" in first:
            return evaluation.evaluate_sentences(rows)
        if "commitments" in first:
            return evaluation.evaluate_papers([(row, _text(folder / row["text_file"])) for row in rows])
        if "ref_date" in first:
            return evaluation.evaluate_deadlines(rows)
    except (KeyError, TypeError, ValueError) as error:
        raise KamerwachtError(
            f"een voorbeeld mist een veld of klopt niet: {error}; zie docs/meetlat.md"
        ) from error
    raise KamerwachtError("onbekende vorm: zinnen, stukken of termijnen verwacht; zie docs/meetlat.md")


def _text(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KamerwachtError(f"{path}: niet te lezen ({error})") from error
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
