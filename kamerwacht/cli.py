"""``kamerwacht``: the one door. Each command's module is imported only when it runs."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from kamerwacht.errors import KamerwachtError
from kamerwacht.parser import build_parser

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
    arguments = build_parser().parse_args(argv)

    def work() -> int:
        status: int = import_module(_MODULES[arguments.command]).run(arguments)
        if arguments.command in _PUBLISHED_AFTER:
            import_module("kamerwacht.publication").follow(arguments.db)
        return status

    return guarded(work)


def guarded(work: Callable[[], int]) -> int:
    """The exit status of ``work``; what keeps it from its end is told in one Dutch line on stderr."""
    try:
        return work()
    except KamerwachtError as error:
        sys.stderr.write(f"kamerwacht: {error}\n")
        return error.status
    except BrokenPipeError:
        # The reader (head, less) has gone: what is left unwritten has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        sys.stderr.write("kamerwacht: afgebroken; wat af was is bewaard, draai dezelfde opdracht opnieuw\n")
        return EXIT_INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
