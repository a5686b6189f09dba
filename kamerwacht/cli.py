"""``kamerwacht``: the one door. Each command's module is imported only when it runs."""

from __future__ import annotations

import io
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from extract.errors import reason
from kamerwacht.errors import KamerwachtError
from kamerwacht.parser import build_parser
from kamerwacht.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_MODULES = {
    "read": "kamerwacht.read",
    "deadline": "kamerwacht.deadline",
    "evaluate": "kamerwacht.evaluate",
    "import-meetlat": "kamerwacht.import_meetlat",
    "add": "kamerwacht.add",
    "update": "kamerwacht.update",
    "probe": "kamerwacht.probe",
    "import-register": "kamerwacht.import_register",
    "corrections": "kamerwacht.corrections",
    "recompute": "kamerwacht.recompute",
    "stand": "kamerwacht.stand",
    "serve": "kamerwacht.serve",
    "demo": "kamerwacht.demo",
    "check": "kamerwacht.check",
    "compare": "kamerwacht.compare",
    "backup": "kamerwacht.backup",
    "restore": "kamerwacht.restore",
    "health": "kamerwacht.health",
    "rebuild": "kamerwacht.rebuild",
    "reread": "kamerwacht.reread",
}
_PUBLISHED_AFTER = {"add", "corrections", "import-meetlat", "import-register", "recompute", "reread"}
"""Commands that change what readers may see, and don't publish themselves."""
EXIT_INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status (docs/beheer.md lists them)."""
    _speak_utf8()
    arguments = build_parser().parse_args(argv)

    def work() -> int:
        status: int = import_module(_MODULES[arguments.command]).run(arguments)
        if arguments.command in _PUBLISHED_AFTER:
            import_module("kamerwacht.publication").follow(arguments.db)
        return status

    return guarded(work)


def _speak_utf8() -> None:
    """UTF-8 in and out, in every locale; what can't be written (a file name's stray byte) is shown as "?"."""
    for stream, errors in ((sys.stdin, "surrogateescape"), (sys.stdout, "replace"), (sys.stderr, "replace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)


def guarded(work: Callable[[], int]) -> int:
    """The exit status of ``work``; what keeps it from its end is told in one Dutch line on stderr."""
    try:
        status = work()
        sys.stdout.flush()  # what can't be written is told here, not at the very end
    except KamerwachtError as error:
        sys.stderr.write(f"kamerwacht: {safe(str(error))}\n")
        return error.status
    except BrokenPipeError:
        _end_output()  # the reader (head, less) has gone
        return 0
    except OSError as error:
        _end_output()
        where = f"{error.filename}: " if error.filename else ""
        sys.stderr.write(f"kamerwacht: {where}lezen of schrijven lukt niet ({reason(error)})\n")
        return KamerwachtError.status
    except KeyboardInterrupt:
        sys.stderr.write("kamerwacht: afgebroken; wat af was is bewaard, draai dezelfde opdracht opnieuw\n")
        return EXIT_INTERRUPTED
    return status


def _end_output() -> None:
    """Write what is left; what can't be written has nowhere to go."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
