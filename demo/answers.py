"""What a stand-in sends over the wire, and what can be a part of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from urllib.parse import SplitResult

TYPES = {
    "xml": "application/xml",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "txt": "text/plain; charset=utf-8",
}


@dataclass
class Answer:
    """Status, body and headers."""

    status: int
    body: bytes
    media_type: str = TYPES["html"]
    headers: dict[str, str] = field(default_factory=dict)


class Site(Protocol):
    """A source that the server plays besides the repository of official publications."""

    def answer(self, target: SplitResult, base: str) -> Answer | None:
        """The answer to a request; None when it is not of this site. ``base`` is our address."""


def page(text: str) -> bytes:
    """A web page that says ``text``."""
    return f"<!DOCTYPE html><html lang='nl'><title>{text}</title><h1>{text}</h1></html>\n".encode()
