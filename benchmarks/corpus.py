"""The papers that speed is measured on: the real ones beside the repository, else the demo's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import extract
from benchmarks import report

if TYPE_CHECKING:
    from pathlib import Path

    from extract.document import Document

_FORMS = {".pdf", ".docx", ".odt", ".txt", ".md"}
_DEBATE = "handelingen"
DEMO = report.ROOT / "demo" / "archief"


def files() -> tuple[str, list[Path]]:
    """A Dutch name for the papers, and where they are, in a fixed order."""
    real = [
        path
        for folder in (
            report.SHARED / "gold" / "texts",
            report.SHARED / "gold" / "letters",
            report.SHARED / "samples",
        )
        for path in sorted(folder.rglob("*"))
        if path.suffix in _FORMS or (path.suffix == ".xml" and _DEBATE in path.parts)
    ]
    if real:
        return "echte stukken", real
    invented = [path for path in sorted(DEMO.rglob("*")) if path.is_file() and path.name != "metadata.xml"]
    return "verzonnen stukken van de demo", invented


def documents(paths: list[Path]) -> list[Document]:
    """The papers that can be read."""
    found = []
    for path in paths:
        try:
            found.append(extract.read_file(path))
        except extract.ReadError as error:
            print(f"overgeslagen: {error}")
    return found
