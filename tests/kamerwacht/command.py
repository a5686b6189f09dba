"""Run the command line as a user does: in a process of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING

from kamerwacht.cli import main

if TYPE_CHECKING:
    from pathlib import Path

Result = subprocess.CompletedProcess[str]


def kamerwacht(*arguments: str, stdin: str = "", cwd: Path | None = None) -> Result:
    """Run ``kamerwacht`` and return what it printed and its exit status."""
    return subprocess.run(
        [sys.executable, "-m", "kamerwacht.cli", *arguments],
        input=stdin, capture_output=True, text=True, cwd=cwd, timeout=120, check=False,
        env={**os.environ, "COLUMNS": "100"},
    )  # fmt: skip


def kamerwacht_here(*arguments: str) -> Result:
    """Run ``kamerwacht`` in this process: for tests of many runs that a process of their own would make slow."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = main(arguments)
    return Result(arguments, status, out.getvalue(), err.getvalue())


def assert_one_dutch_line(result: Result) -> str:
    """Assert that the command failed with status 2 and one line on stderr; return that line."""
    assert result.returncode == 2, result
    assert "Traceback" not in result.stderr
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1, result.stderr
    assert lines[0].startswith("kamerwacht: ")
    return lines[0]
