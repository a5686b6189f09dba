from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.extract import pdfs

if TYPE_CHECKING:
    from pathlib import Path

_HEAVY = {"lxml", "pypdfium2", "bs4", "spacy"}


@pytest.mark.parametrize(
    ("code", "allowed"),
    [
        ("import extract, extract.document, extract.errors", set()),
        ("import extract.offices; extract.offices.resolve_office('minister van BZK')", set()),
        ("import extract.references; extract.references.find_references('x')", set()),
        ("import extract; extract.read_text('Ik kom daarop terug.')", set()),
        (
            "import extract, pathlib; extract.read_bytes(pathlib.Path(FILE).read_bytes())",
            {"pypdfium2"},
        ),
    ],
)
def test_a_path_loads_only_what_it_needs(code: str, allowed: set[str], tmp_path: Path) -> None:
    file = tmp_path / "brief.pdf"
    file.write_bytes(pdfs.letter())
    code = code.replace("FILE", repr(str(file)))
    program = f"{code}\nimport sys\nprint(' '.join(sorted({{name.split('.')[0] for name in sys.modules}})))"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not _HEAVY & set(result.stdout.split()) - allowed
