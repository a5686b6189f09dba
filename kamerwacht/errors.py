"""What the command line says when it can't go on."""

from __future__ import annotations


class KamerwachtError(Exception):
    """One clear Dutch line: what, where, what to do. The command exits with status 2."""
