"""The natural key of a paper: the same whatever file or source it came from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.document import Metadata

_NOT_WORD = re.compile(r"[^0-9a-z]+")


def document_key(metadata: Metadata, sha256: str) -> str:
    """The paper's own identifier ("kst-30821-258"); else its ministry and reference ("brief-jenv-7607801").

    A letter's reference number is given once by the ministry that sends it, so its PDF and its text are
    one paper. A paper with neither is known by the bytes it came in ("sha256-" and 16 digits).
    """
    if metadata.identifier:
        return metadata.identifier.lower()
    if metadata.ministry and metadata.reference and metadata.date:
        parts = _NOT_WORD.sub("-", f"{metadata.ministry} {metadata.reference}".lower()).strip("-")
        return f"brief-{parts}"
    return f"sha256-{sha256[:16]}"


def target_key(identifier: str | None) -> str | None:
    """What a reference points at, written as ``documenten.sleutel`` has it: in lower case."""
    return identifier.lower() if identifier else None
