"""The operator's own calendar, taken into use before anything is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commitments.calendar import DataError, use
from extract.errors import reason
from kamerwacht import config
from kamerwacht.errors import KamerwachtError

if TYPE_CHECKING:
    from kamerwacht.config import Store

LARGEST_FILE = 1_000_000


def use_own_calendar(place: Store | None = None) -> None:
    """Read terms by the own calendar, where there is one. Raises KamerwachtError, in one Dutch line."""
    path = config.calendar_file(place)
    if path is None:
        use(None)
        return
    from commitments.own_calendar import parse_own  # noqa: PLC0415 - most have none

    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
        if len(data) > LARGEST_FILE:
            raise KamerwachtError(f"{path}: groter dan {LARGEST_FILE} bytes; dit is geen kalender")
        use(parse_own(data.decode(), str(path)))
    except OSError as error:
        raise KamerwachtError(
            f"{path}: de eigen kalender is niet te lezen ({reason(error)}); controleer KAMERWACHT_KALENDER"
        ) from error
    except UnicodeDecodeError as error:
        raise KamerwachtError(f"{path}: geen tekst in UTF-8; sla de eigen kalender zo op") from error
    except DataError as error:
        raise KamerwachtError(" ".join(str(error).split())) from error
