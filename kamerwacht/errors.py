"""What the command line says when it can't go on."""

from __future__ import annotations

EXIT_BAD_INPUT = 2


class KamerwachtError(Exception):
    """One clear Dutch line: what, where, what to do. The command exits with ``status``."""

    status = EXIT_BAD_INPUT


class BusyError(KamerwachtError):
    """Another process is at it; nothing was done."""

    status = 4


class UnpublishedError(KamerwachtError):
    """What was worked on does not hold and was kept from the readers."""

    status = 3
