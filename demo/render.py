"""``python -m demo.render``: make ``demo/archief/`` anew from ``demo/papieren/``."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from demo import description, render_docx, render_pdf, render_xml
from demo.papers import Archive, Paper, folder, load_archive, manifestation

if TYPE_CHECKING:
    from collections.abc import Iterator


def _body(archive: Archive, paper: Paper) -> bytes:
    if paper.form == "xml":
        return render_xml.render(archive, paper)
    if paper.form == "docx":
        return render_docx.render(archive, paper)
    return render_pdf.render(archive, paper)


def rendered(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """Every file of ``demo/archief/`` as (path below it, bytes); the same each time."""
    for paper in archive.papers:
        yield manifestation(paper), _body(archive, paper)
        yield f"{paper.identifier}/metadata.xml", description.render_metadata(archive, paper)


def main() -> int:
    """Write all files; what no longer belongs there goes."""
    archive = load_archive()
    target = folder() / "archief"
    if target.exists():
        shutil.rmtree(target)
    count = 0
    for name, data in rendered(archive):
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        count += 1
    sys.stdout.write(f"{count} bestanden geschreven in {target}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
