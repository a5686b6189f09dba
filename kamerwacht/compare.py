"""``kamerwacht compare``: do two databases say the same?"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import db
from kamerwacht.errors import KamerwachtError
from kamerwacht.terminal import safe

if TYPE_CHECKING:
    import argparse

    from db.compare import Difference

EXIT_DIFFERENT = 1
SHOWN = 20
"""Differences of one table that are shown without ``--all``."""


def run(arguments: argparse.Namespace) -> int:
    """Say what differs, a line each; 0 equal, 1 different. Raises KamerwachtError: not to be compared."""
    counts: dict[str, int] = {}
    try:
        for difference in db.compare(arguments.one, arguments.other, without=arguments.without):
            counts[difference.table] = counts.get(difference.table, 0) + 1
            if arguments.all or counts[difference.table] <= SHOWN:
                sys.stdout.write(f"{describe(difference)}\n")
    except (db.DatabaseError, ValueError) as error:
        raise KamerwachtError(str(error)) from error
    for table, count in counts.items():
        if count > SHOWN and not arguments.all:
            sys.stdout.write(f"{table}: nog {count - SHOWN} verschillen (toon alles met --all)\n")
    if not counts:
        sys.stdout.write("De databanken zeggen hetzelfde.\n")
        return 0
    told = ", ".join(f"{table} {count}" for table, count in counts.items())
    sys.stdout.write(f"De databanken verschillen: {told}.\n")
    return EXIT_DIFFERENT


def describe(difference: Difference) -> str:
    """One difference in one Dutch line."""
    only = "alleen in de eerste" if difference.left else "alleen in de tweede"
    if not difference.key:
        what = f"kolom {difference.column}" if difference.column else "deze tabel staat"
        return f"{difference.table}: {what} {only}"
    place = f"{difference.table} {safe(difference.key)}"
    if difference.column is None:
        return f"{place}: {only}"
    return f"{place}: {difference.column}: {_shown(difference.left)} | {_shown(difference.right)}"


def _shown(value: object) -> str:
    if value is None:
        return "(leeg)"
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)
    return safe(text if len(text) <= 200 else f"{text[:197]}...")
