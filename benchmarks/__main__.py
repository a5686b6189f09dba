"""Run every benchmark, or the ones named on the command line, and print what was measured."""

from __future__ import annotations

import os
import platform
import sys
from importlib import import_module

BENCHMARKS = ("cold_start",)


def main(names: list[str]) -> int:
    """Run benchmarks by name; return 2 for an unknown name."""
    unknown = set(names) - set(BENCHMARKS)
    if unknown:
        print(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores")
    for name in names or BENCHMARKS:
        print(f"\n== {name}")
        import_module(f"benchmarks.{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
