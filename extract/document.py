"""The seam between reading and understanding: one paper as text with structure.

Standard library only. Every offset counts characters (Python ``str`` indices) in ``Document.text``,
end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt


class BlockKind(StrEnum):
    """What a block of text is; only the kinds that hold running text can hold a promise."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUESTION = "question"
    ANSWER = "answer"
    SPEECH = "speech"
    FOOTNOTE = "footnote"
    SIGNATURE = "signature"
    TABLE_ROW = "table_row"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text, in reading order. ``label`` is its number or mark ("Vraag 3", "–", "4")."""

    kind: BlockKind
    begin: int
    end: int
    label: str | None = None
    speaker: str | None = None
    role: str | None = None
    """For a speech: the speaker's role as printed ("Minister", "De voorzitter", a party for members).

    The office written out ("Minister van Financiën") where the paper tells which one it is.
    """


@dataclass(frozen=True, slots=True)
class FootnoteLink:
    """Where a footnote mark stood: just before ``offset`` in the text, pointing at ``blocks[block]``."""

    offset: int
    block: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to another paper. ``target`` is its identifier ("kst-30821-258") or None if unresolved."""

    text: str
    begin: int
    end: int
    target: str | None


@dataclass(frozen=True, slots=True)
class Sender:
    """Who signed. ``office`` is an office id of extract/data/offices ("minister-jenv") or None."""

    name: str | None
    title: str
    office: str | None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the paper says of itself. What is unknown is None or empty, never guessed."""

    identifier: str | None = None
    """Identifier of the official publication, lower case ("kst-30821-258", "ah-tk-20202021-3235")."""
    kind: str | None = None
    """Dutch kind as published: "Brief regering", "Motie", "Antwoord schriftelijke vragen", ..."""
    title: str | None = None
    """The paper's own subject (Betreft, documenttitel)."""
    date: dt.date | None = None
    published: dt.date | None = None
    reference: str | None = None
    """Onze referentie / Ons kenmerk."""
    dossiers: tuple[str, ...] = ()
    """Dossier numbers without spaces, chapter behind a hyphen: "30821", "36600-VI"."""
    dossier_titles: tuple[str, ...] = ()
    number: str | None = None
    """Ondernummer within the dossier."""
    session: str | None = None
    """Vergaderjaar "2025-2026"."""
    chamber: int | None = None
    """1 = Eerste Kamer, 2 = Tweede Kamer."""
    ministry: str | None = None
    """Code of extract/data/ministries ("JenV") of the first sender, or of all who took part in a meeting."""
    committee: str | None = None
    """Committee the paper is addressed to or dealt with by, as published."""
    senders: tuple[Sender, ...] = ()
    participants: tuple[Sender, ...] = ()
    """For a report of a meeting: the members of the government who took part, as the report names them."""
    outsider: str | None = None
    """Who wrote it when that is nobody of the government, as extract/data/outsiders names it."""
    co_senders: tuple[str, ...] = ()
    """Offices named in "mede namens", as written."""
    addressee: str | None = None
    responds_to: str | None = None
    """What the paper says it answers, in its own words: questions, a motion, a request; or their number."""
    attachments: tuple[str, ...] = ()
    """As the paper names them ("Bijlage 1 - ...", "blg-1007826"), or how many it says there are ("2")."""
    annex_of: str | None = None
    """For an annex: the identifier of the paper it belongs to ("kst-33037-430")."""


@dataclass(frozen=True, slots=True)
class Segment:
    """``length`` characters at ``begin`` in ``Document.text`` are those at ``source`` in the raw text."""

    begin: int
    source: int
    length: int


@dataclass(frozen=True, slots=True)
class Document:
    """A paper. ``blocks`` are in reading order, do not overlap, and are separated by blank lines."""

    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata = field(default_factory=Metadata)
    references: tuple[Reference, ...] = ()
    footnotes: tuple[FootnoteLink, ...] = ()
    segments: tuple[Segment, ...] = ()
    """For plain-text input: where each stretch stood in the input, ascending in ``begin``. Else empty."""
    warnings: tuple[str, ...] = ()
    """Dutch, one line each: what the reader could not place or had to leave out."""
