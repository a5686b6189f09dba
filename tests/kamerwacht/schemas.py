"""The JSON schemas of docs/, as the tests use them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema

_DOCS = Path(__file__).resolve().parents[2] / "docs"


def assert_valid(value: Any, name: str) -> None:  # noqa: ANN401 - any JSON
    """Raise jsonschema.ValidationError when ``value`` does not follow docs/``name``."""
    schema = json.loads((_DOCS / name).read_text())
    jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    ).validate(value)
