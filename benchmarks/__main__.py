"""Run every benchmark, or the ones named on the command line, and print what was measured."""

from __future__ import annotations

import argparse
import inspect
import sys
from importlib import import_module

from benchmarks import history, report

BENCHMARKS = (
    "cold_start",
    "deadlines",
    "reading_text",
    "references",
    "reading_speed",
    "scale",
    "faults",
    "linking",
    "month",
)


def main() -> int:
    """Run the benchmarks named, or all."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Meet wat de documentatie beweert."
    )
    parser.add_argument("naam", nargs="*", help=f"een of meer van: {', '.join(BENCHMARKS)}; niets: alle")
    parser.add_argument("--long", action="store_true", help="de lange vorm, waar die er is")
    parser.add_argument("--store", metavar="VERSIE", help="bewaar de cijfers als die van deze uitgave")
    arguments = parser.parse_args()
    if unknown := set(arguments.naam) - set(BENCHMARKS):
        parser.error(f"onbekend: {', '.join(sorted(unknown))}; kies uit: {', '.join(BENCHMARKS)}")
    print(report.machine())
    for name in arguments.naam or BENCHMARKS:
        print(f"\n== {name}", flush=True)
        run = import_module(f"benchmarks.{name}").main
        run(**({"long": arguments.long} if "long" in inspect.signature(run).parameters else {}))
    history.show()
    if arguments.store:
        history.store(arguments.store)
    return 0


if __name__ == "__main__":
    sys.exit(main())
