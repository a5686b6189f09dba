"""Read: bytes in, one ``Document`` out. No network, no database.

Public: ``read_file``, ``read_bytes``, ``read_text`` (each returns a ``Document``), ``ReadError``.
Importing this package loads none of the readers: each format's library is imported when it is met.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.errors import ReadError

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from extract.document import Document

__all__ = ["ReadError", "read_bytes", "read_file", "read_text"]


def read_file(path: Path) -> Document:
    """Read the paper in ``path``; its content decides the format, never its extension.

    Raises ReadError (one clear Dutch line) for anything that is not a readable paper.
    """
    from extract import reader  # noqa: PLC0415

    return reader.read_file(path)


def read_bytes(data: bytes, *, name: str | None = None, metadata: bytes | None = None) -> Document:
    """Read a paper from its bytes.

    ``name`` is used in messages only. ``metadata`` is the metadata.xml of an official publication; what it
    states goes before what was read from the text. Raises ReadError.
    """
    from extract import reader  # noqa: PLC0415

    return reader.read_bytes(data, name=name, metadata=metadata)


def read_text(text: str, *, date: dt.date | None = None) -> Document:
    """Read plain text, from one sentence to a whole paper; ``date`` goes before a date in the text.

    ``Document.segments`` map the canonical text back to ``text``. Raises ReadError.
    """
    from extract import reader  # noqa: PLC0415

    return reader.read_text(text, date=date)
