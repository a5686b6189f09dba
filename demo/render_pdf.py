"""Papers of the archive as PDF, in the government's letter layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from demo.papers import Archive, Paper


def render(archive: Archive, paper: Paper) -> bytes:
    """The letter as PDF."""
    raise NotImplementedError(f"{archive.reference_date}: {paper.identifier}")
