"""What a benchmark prints and writes: where and when it was measured, and tables in Markdown."""

from __future__ import annotations

import datetime as dt
import importlib
import os
import platform
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


def machine() -> str:
    """Processor, cores, system and Python, in one Dutch line."""
    return (
        f"{_processor()}, {os.cpu_count()} kernen, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def commit() -> str:
    """The commit measured, marked when the checkout held more than it."""
    try:
        head = _git("rev-parse", "--short", "HEAD")
        changed = _git("status", "--porcelain", "--", "*.py", "*.toml")
    except (OSError, subprocess.CalledProcessError):
        return "onbekend"
    return f"{head} met wijzigingen" if changed else head


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def stamp() -> str:
    """The line under the title of a page of measurements."""
    return f"Gemeten op {dt.datetime.now(dt.UTC).date()}, commit {commit()}, {machine()}."


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; the first column is text, the others stand right."""
    lines = ["| " + " | ".join(head) + " |", "|---|" + "---:|" * (len(head) - 1)]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def publish(name: str, parts: Iterable[str]) -> None:
    """Print a page of measurements and write it to ``docs/<name>``."""
    text = "\n\n".join(parts) + "\n"
    print(text)
    (ROOT / "docs" / name).write_text(text, encoding="utf-8")


def optional(module: str) -> Any | None:  # noqa: ANN401
    """A tool of the dependency group ``bench``, or None with the reason printed."""
    try:
        return importlib.import_module(module)
    except (ImportError, OSError) as error:
        print(f"overgeslagen: {module} ({error}); installeer met: uv sync --group bench")
        return None


def samples(*parts: str) -> Path | None:
    """A folder beside the repository, or None with the reason printed."""
    folder = SHARED.joinpath(*parts)
    if folder.exists():
        return folder
    print(f"overgeslagen: ../shared/{'/'.join(parts)} is hier niet aanwezig")
    return None
