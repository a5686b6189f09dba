"""The front desk: what is this, and who reads it. Behind ``extract.read_file`` and its sisters."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extract import sniff

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
    data = sniff.undo_double(data)
    kind = sniff.sniff(data, name)
    if kind is sniff.Format.PDF:
        from extract import pdf  # noqa: PLC0415

        return _with(pdf.read(data, name), metadata, name)
    if kind is sniff.Format.ZIP:
        from extract import word  # noqa: PLC0415

        return _with(word.read(data, name), metadata, name)
    if kind is sniff.Format.XML:
        from extract import op_xml  # noqa: PLC0415

        return op_xml.read(data, name, metadata)
    if kind is sniff.Format.HTML:
        from extract import op_html  # noqa: PLC0415

        return op_html.read(data, name, metadata)
    text = sniff.decode(data, name)
    return _with(_text(text, name, None), metadata, name)


def _with(document: Document, metadata: bytes | None, name: str | None) -> Document:
    if metadata is None:
        return document
    from extract.op_metadata import merge  # noqa: PLC0415

    return replace(document, metadata=merge(document.metadata, metadata, name))


def read_text(text: str, *, date: dt.date | None = None) -> Document:
    """See ``extract.read_text``."""
    return _text(text, None, date)


def _text(text: str, name: str | None, date: dt.date | None) -> Document:
    from extract import plaintext  # noqa: PLC0415

    sniff.check_text(text, name)
    return plaintext.read(text, date=date)
