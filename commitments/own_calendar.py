"""An operator's own calendar: recesses that correct or confirm those of calendar.toml."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING

from commitments.calendar import DataError, bundled, parse_recess

if TYPE_CHECKING:
    from commitments.calendar import Calendar, Recess

UNUSUAL, LONGEST = 60, 100
"""Days: a recess that begins further than this from its pattern, or lasts longer, is a slip of the pen."""


def parse_own(text: str, file: str) -> Calendar:
    """The bundled calendar with the rows [[recess]] of ``text`` (TOML, as in calendar.toml) put first.

    Raises DataError, naming ``file``, on the first thing that is wrong.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{file}: geen geldige TOML ({error}).") from error
    rows = data.pop("recess", None)
    if data or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise DataError(f"{file}: verwacht alleen blokken [[recess]]; zie docs/kalender.md.")
    own: dict[tuple[str, int], Recess] = {}
    for row in rows:
        recess = parse_recess(row, file)
        _check(recess, file)
        if (recess.kind, recess.year) in own:
            raise DataError(f"{file}: {recess.kind}reces {recess.year} staat er twee keer.")
        own[recess.kind, recess.year] = recess
    base = bundled()
    return replace(base, known={**base.known, **own})


def _check(recess: Recess, file: str) -> None:
    where = f"{file}, reces {recess.kind} {recess.start}"
    patterns = bundled().patterns
    if recess.kind not in patterns:
        raise DataError(f"{where}: onbekend reces; kies uit {', '.join(sorted(patterns))}.")
    usual = patterns[recess.kind].recess(recess.year).start
    if abs((recess.start - usual).days) > UNUSUAL or (recess.end - recess.start).days > LONGEST:
        raise DataError(
            f"{where}: {recess.start} t/m {recess.end} past niet bij een {recess.kind}reces (het begint "
            f"gewoonlijk rond {usual}); controleer de dagen."
        )
