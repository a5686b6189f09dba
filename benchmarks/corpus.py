"""The papers that speed is measured on, and one run over all of them: outcome, sameness and memory.

``python -m benchmarks.corpus FOLDER...`` reads every file in the folders and prints one JSON object.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import extract
from benchmarks import report

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extract.document import Document

_FORMS = {".pdf", ".docx", ".odt", ".txt", ".md"}
_DEBATE = "handelingen"
DEMO = report.ROOT / "demo" / "archief"
SEEDS = (1, 2)
"""Of PYTHONHASHSEED: what a paper becomes may not hang on the order of a set."""
READ, REFUSED, BROKEN = "gelezen", "geweigerd", "fout"


def files() -> tuple[str, list[Path]]:
    """A Dutch name for the papers, and where they are, in a fixed order."""
    real = [
        path
        for folder in real_folders()
        for path in sorted(folder.rglob("*"))
        if path.suffix in _FORMS or (path.suffix == ".xml" and _DEBATE in path.parts)
    ]
    if real:
        return "echte stukken", real
    invented = [path for path in sorted(DEMO.rglob("*")) if path.is_file() and path.name != "metadata.xml"]
    return "verzonnen stukken van de demo", invented


def real_folders() -> list[Path]:
    """Where real papers are, if at hand."""
    folders = (
        report.SHARED / "gold" / "texts",
        report.SHARED / "gold" / "letters",
        report.SHARED / "samples",
    )
    return [folder for folder in folders if folder.is_dir()]


def documents(paths: list[Path]) -> list[Document]:
    """The papers that can be read."""
    found = []
    for path in paths:
        try:
            found.append(extract.read_file(path))
        except extract.ReadError as error:
            print(f"overgeslagen: {error}")
    return found


def outcome(path: Path) -> tuple[str, str]:
    """(READ, print of the Document), (REFUSED, the line of the error) or (BROKEN, the exception)."""
    try:
        document = extract.read_file(path)
    except extract.ReadError as error:
        return REFUSED, str(error)
    except Exception as error:  # noqa: BLE001  (that there is none is what is measured)
        return BROKEN, f"{type(error).__name__}: {error}"
    return READ, hashlib.sha256(repr(document).encode()).hexdigest()


def run(folders: Iterable[Path]) -> dict[str, Any]:
    """Read every file below ``folders``: outcomes by path, seconds, and the peak of memory in MB."""
    began = time.perf_counter()
    outcomes = {
        str(path): outcome(path) for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()
    }
    return {"outcomes": outcomes, "seconds": time.perf_counter() - began, "peak_mb": peak()}


def peak() -> float:
    """The most memory this process has held, in MB; its own, not that of the process it was forked from."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1000
    return float("nan")


def run_apart(folders: Sequence[Path], seed: int) -> dict[str, Any]:
    """``run`` in a fresh process with PYTHONHASHSEED ``seed``."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.corpus", *map(str, folders)],
        capture_output=True,
        text=True,
        check=True,
        cwd=report.ROOT,
        env={**os.environ, "PYTHONHASHSEED": str(seed)},
    )
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def summary() -> str:
    """A table of the runs over all papers at hand, one for each of SEEDS."""
    folders = real_folders() or [DEMO]
    runs = [run_apart(folders, seed) for seed in SEEDS]
    first = runs[0]["outcomes"]
    counts = Counter(kind for kind, _ in first.values())
    different = sum(1 for path in first if any(one["outcomes"][path] != first[path] for one in runs))
    rows = [
        ("bestanden", len(first)),
        ("gelezen", counts[READ]),
        ("geen stuk (lijst of antwoord van een bron), geweigerd met één regel", counts[REFUSED]),
        ("iets anders (moet 0 zijn)", counts[BROKEN]),
        (f"niet hetzelfde in een tweede proces (PYTHONHASHSEED {SEEDS[0]} en {SEEDS[1]})", different),
        ("hoogste geheugen, MB", f"{max(one['peak_mb'] for one in runs):.0f}"),
        ("seconden, één kern", f"{min(one['seconds'] for one in runs):.1f}"),
    ]
    return report.table(("", "aantal"), rows)


if __name__ == "__main__":
    print(json.dumps(run([Path(folder) for folder in sys.argv[1:]])))
