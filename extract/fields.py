"""What was found of a paper's own particulars. Shared by every form."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from extract.document import Sender


@dataclass(slots=True)
class Fields:
    """Findings, filled while reading; the first finding of a field stays."""

    date: dt.date | None = None
    title: str | None = None
    reference: str | None = None
    addressee: str | None = None
    kind: str | None = None
    identifier: str | None = None
    number: str | None = None
    session: str | None = None
    chamber: int | None = None
    department: str | None = None
    responds_to: str | None = None
    committee: str | None = None
    dossiers: list[str] = field(default_factory=list)
    dossier_titles: list[str] = field(default_factory=list)
    senders: list[Sender] = field(default_factory=list)
    offices: list[str] = field(default_factory=list)
    """Offices that the title names as senders, for a paper without a signature."""
    outsider: str | None = None
    """Who wrote it when that is nobody of the government."""
    participants: list[Sender] = field(default_factory=list)
    co_senders: list[str] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    your_reference: list[str] = field(default_factory=list)
    """"Uw kenmerk", "Uw brief van": with their label, as they stand in the letterhead."""
    opening: list[str] = field(default_factory=list)
    """The first paragraphs of the body: a letter says there why it is written."""
