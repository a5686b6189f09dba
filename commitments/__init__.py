"""Understand: ``Document`` in, commitments, deadlines and events out. Pure; knows Dutch.

Public: ``read(document)`` and ``load()`` (a spaCy pipeline). Importing this package loads neither the
patterns nor spaCy; ``read`` needs the patterns only, ``load`` also spaCy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from spacy.language import Language

    from commitments.model import Reading
    from extract.document import Document

__all__ = ["load", "read"]


def read(document: Document, *, date: dt.date | None = None) -> Reading:
    """All commitments and events of ``document``; see commitments.reading.read."""
    from commitments import reading  # noqa: PLC0415

    return reading.read(document, date=date)


def load() -> Language:
    """A spaCy pipeline with the components of this package; see commitments.pipeline.load."""
    from commitments import pipeline  # noqa: PLC0415

    return pipeline.load()
