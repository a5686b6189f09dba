"""The front desk: what is this, and who reads it. Behind ``extract.read_file`` and its sisters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract import sniff
from extract.errors import ReadError

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from extract.document import Document


def read_file(path: Path) -> Document:
    """See ``extract.read_file``."""
    return read_bytes(sniff.read_bounded(path), name=str(path))


def read_bytes(data: bytes, *, name: str | None = None, metadata: bytes | None = None) -> Document:
    """See ``extract.read_bytes``."""
    sniff.check_size(len(data), name)
    kind = sniff.sniff(data, name)
    if kind is sniff.Format.PDF:
        from extract import pdf  # noqa: PLC0415

        return pdf.read(data, name)
    text = sniff.decode(data, name)
    sniff.check_text(text, name)
    return read_text(text)


def read_text(text: str, *, date: dt.date | None = None) -> Document:
    """See ``extract.read_text``."""
    from extract import plaintext  # noqa: PLC0415

    sniff.check_text(text)
    return plaintext.read(text, date=date)


__all__ = ["ReadError", "read_bytes", "read_file", "read_text"]
