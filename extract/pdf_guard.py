"""Is a PDF safe to open? Its streams are unpacked within bounds first: a few MB can hold gigabytes.

Pictures are left alone, for the reader never decodes them. What is damaged or encrypted is left to Pdfium.
"""

from __future__ import annotations

import re
import zlib

from extract.errors import ReadError

MAX_STREAM = 30_000_000
"""Bytes that one stream may take when unpacked; the text of a page takes some ten thousand."""
MAX_TOTAL = 100_000_000
MAX_STREAMS = 100_000
"""A paper of 2,000 pages has some ten thousand."""
MAX_LZW = 500_000
"""Bytes of a stream in LZW, an old form that zlib does not read: it may become a thousand times as long."""
MAX_NESTED = 10_000
"""How deep the state of a page may be saved; ISO 32000-1, annex C, asks for no more than 28."""
_STAGES = 3
_DICTIONARY = 4_096
_SAVE, _RESTORE = re.compile(rb"\bq\b"), re.compile(rb"\bQ\b")


def check(data: bytes, name: str | None = None) -> None:
    """Raises ReadError for a PDF whose streams unpack too far, or whose pages are nested without end."""
    if data.count(b"endstream") > MAX_STREAMS:
        raise _too_large(name)
    total = 0
    position = data.find(b"stream")
    while position >= 0:
        begin = position + len(b"stream")
        end = data.find(b"endstream", begin)
        end = len(data) if end < 0 else end
        head = data[max(0, position - _DICTIONARY) : position]
        total += _unpacked(head[head.rfind(b"obj") + 1 :], data[begin:end].lstrip(b"\r\n"), name)
        if total > MAX_TOTAL:
            raise _too_large(name)
        position = data.find(b"stream", end + len(b"endstream"))


def _too_large(name: str | None) -> ReadError:
    return ReadError(
        "deze PDF wordt uitgepakt te groot", name=name, advice="Vraag de afzender om een gewoon exemplaar."
    )


def _unpacked(head: bytes, raw: bytes, name: str | None) -> int:
    """The length of a stream when unpacked; 0 for a picture and for what cannot be unpacked here."""
    if b"/Image" in head:
        return 0
    if b"LZW" in head and len(raw) > MAX_LZW:
        raise _too_large(name)
    for _ in range(min(head.count(b"FlateDecode"), _STAGES)):
        try:
            raw = zlib.decompressobj().decompress(raw, MAX_STREAM + 1)
        except zlib.error:
            return 0
        if len(raw) > MAX_STREAM:
            raise _too_large(name)
    if len(raw) > MAX_NESTED and raw.count(b"q") - raw.count(b"Q") > MAX_NESTED:
        depth = len(_SAVE.findall(raw)) - len(_RESTORE.findall(raw))
        if depth > MAX_NESTED:
            raise ReadError(
                "deze PDF is te diep genest", name=name, advice="Vraag de afzender om een gewoon exemplaar."
            )
    return len(raw)
