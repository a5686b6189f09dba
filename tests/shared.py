"""The optional folder of real papers beside the repository; nothing of it is copied into the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

_SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared(*parts: str) -> Path:
    """Return a path below ``../shared``, or skip the test with the reason that it is absent."""
    path = _SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"../shared/{'/'.join(parts)} is hier niet aanwezig")
    return path
