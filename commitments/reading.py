"""Read a paper: where can a promise stand, and what is promised there.

Linear in the length of the text: a cheap look at the words of each sentence decides whether it is read
closely. Nothing here depends on the day, the time zone or earlier papers.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from commitments.context import Context
from commitments.deadlines import governing
from commitments.events import reference_of
from commitments.model import Commitment, Duty, Event, Reading
from commitments.rows import is_header, row_of
from commitments.sentence_reading import Setting, Speaker, read_sentence
from commitments.sentences import split
from commitments.terms import Terms
from extract.document import BlockKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from commitments.model import Deadline
    from commitments.rows import Row
    from extract.document import Block, Document

_Found = TypeVar("_Found", Commitment, Event)
NO_DATE = (
    "Het stuk heeft geen datum en er is er geen opgegeven: de termijnen blijven zonder dag "
    "(geef een datum op met --date)."
)
_SILENT = frozenset({BlockKind.HEADING, BlockKind.QUESTION, BlockKind.SIGNATURE})
_CHAIR = ("de voorzitter", "voorzitter", "de fungerend voorzitter")
_GOVERNMENT = (
    "minister",
    "staatssecretaris",
    "de minister",
    "de staatssecretaris",
    "minister-president",
    "premier",
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence to read, with its block; offsets count in the text of the document."""

    begin: int
    end: int
    block: Block | None


def pieces(document: Document) -> Iterator[Piece]:
    """The sentences of the blocks that can hold running text, in reading order."""
    if not document.blocks:
        for begin, end in split(document.text):
            yield Piece(begin, end, None)
        return
    for block in document.blocks:
        if block.kind is BlockKind.TABLE_ROW:
            yield Piece(block.begin, block.end, block)
            continue
        for begin, end in split(document.text, block.begin, block.end):
            yield Piece(begin, end, block)


def speaker_of(block: Block | None) -> Speaker:
    """Who speaks in a block: questions, headings and members never promise; a footnote can."""
    if block is None:
        return Speaker.GOVERNMENT
    if block.kind in _SILENT:
        return Speaker.OTHER
    role = (block.role or block.speaker or "").lower()
    if role.startswith(_CHAIR):
        return Speaker.CHAIR
    return Speaker.GOVERNMENT if not role or role.startswith(_GOVERNMENT) else Speaker.OTHER


def _moved(deadline: Deadline | None, by: int) -> Deadline | None:
    return deadline and replace(deadline, begin=deadline.begin + by, end=deadline.end + by)


def _setting(
    document: Document, piece: Piece, day: dt.date | None, previous: str | None, *, after_promise: bool
) -> Setting:
    block = piece.block
    return Setting(
        day,
        document.metadata,
        previous,
        after_promise=after_promise,
        speaker=speaker_of(block),
        speech=block if block is not None and block.kind is BlockKind.SPEECH else None,
    )


@dataclass(slots=True)
class _Reader:
    """Goes through a document in reading order and gathers what it finds."""

    document: Document
    day: dt.date | None
    closely: bool
    commitments: list[Commitment] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    previous: str | None = None
    after_promise: bool = False
    overview: bool = False
    """The last heading or header row announced a list of promises."""
    lead: tuple[Commitment, ...] = ()
    """What the sentence before a list promises, when it ends with a colon."""
    context: Context = field(init=False)

    def __post_init__(self) -> None:
        self.context = Context(self.document)

    def run(self) -> None:
        """Read every piece."""
        for piece in pieces(self.document):
            block = piece.block
            self.context.enter(block, piece.begin)
            if block is not None and block.kind is BlockKind.TABLE_ROW:
                self._row(piece, block)
            elif self.lead and block is not None and block.kind is BlockKind.LIST_ITEM:
                self._item(piece)
            else:
                self._sentence(piece)
        self._close_lead()

    def _read(
        self, begin: int, end: int, setting: Setting
    ) -> tuple[tuple[Commitment, ...], tuple[Event, ...]]:
        found, told = read_sentence(self.document.text[begin:end], setting, closely=self.closely)
        placed = tuple(_placed(c, begin) for c in found)
        return placed, tuple(self.context.placed(_placed(e, begin)) for e in told)

    def _sentence(self, piece: Piece) -> None:
        self._close_lead()
        text = self.document.text[piece.begin : piece.end]
        setting = _setting(self.document, piece, self.day, self.previous, after_promise=self.after_promise)
        found, told = self._read(piece.begin, piece.end, setting)
        if text.endswith(":"):
            self.lead = tuple(c for c in found if c.duty is Duty.KAMER)
            found = tuple(c for c in found if c.duty is not Duty.KAMER)
        self.commitments += found
        told = self._postponed(found) or told
        self.events += told
        self.context.told(piece.begin, piece.end, told)
        self.after_promise = any(c.duty is Duty.KAMER for c in (*found, *self.lead))
        self.previous = text
        if piece.block is None or piece.block.kind is not BlockKind.FOOTNOTE:
            self.overview = (
                "toezegging" in text.lower()
                and piece.block is not None
                and piece.block.kind is BlockKind.HEADING
            )

    def _postponed(self, found: tuple[Commitment, ...]) -> tuple[Event, ...]:
        """The delay told of just before, now with the term that this sentence gives: one event."""
        owed = next((c for c in found if c.duty is Duty.KAMER and c.deadline is not None), None)
        event = self.context.sequel(self.events[-1] if self.events else None, owed) if owed else None
        if event is None:
            return ()
        self.events.pop()
        return (event,)

    def _close_lead(self) -> None:
        """A sentence with a colon that no list came after is a promise by itself."""
        self.commitments += [c for c in self.lead if not self._has_items(c)]
        self.lead = ()

    def _has_items(self, lead: Commitment) -> bool:
        return bool(self.commitments) and self.commitments[-1].begin > lead.begin

    def _item(self, piece: Piece) -> None:
        """An item under "Ik zal uw Kamer informeren over:": the lead-in carries the verb."""
        setting = _setting(self.document, piece, self.day, self.previous, after_promise=True)
        found, told = self._read(piece.begin, piece.end, setting)
        own = tuple(c for c in found if c.duty is Duty.KAMER)
        text = self.document.text[piece.begin : piece.end]
        term = governing(Terms(text, self.day, self.previous).all()) if not own else None
        self.commitments += own or tuple(
            replace(
                c, quote=text, begin=piece.begin, end=piece.end, subject=text.strip(" ;.–-") or None,
                deadline=_moved(term, piece.begin) or c.deadline,
            )
            for c in self.lead
        )  # fmt: skip
        self.events += told
        self.previous = text

    def _row(self, piece: Piece, block: Block) -> None:
        row = row_of(self.document, block)
        if row is None or is_header(self.document, block):
            self.overview = self.overview or row is not None
            return
        setting = replace(
            _setting(self.document, piece, self.day, None, after_promise=False), overview=self.overview
        )
        found, told = self._read(row.begin, row.end, setting)
        if row.promise:
            self.commitments += [self._with_term(c, row) for c in found]
            self.events += told
        elif found and row.outcome is not None:
            quote = self.document.text[row.begin : row.end]
            reference = next((r for b, e in row.rest if (r := reference_of(self.document.text[b:e]))), None)
            self.events.append(Event(row.outcome, quote, row.begin, row.end, reference, None, ("overzicht",)))
        self.previous = None

    def _with_term(self, commitment: Commitment, row: Row) -> Commitment:
        """The term of the row, when the act itself has none."""
        if commitment.deadline is not None:
            return commitment
        for begin, end in row.rest:
            term = governing(Terms(self.document.text[begin:end], self.day).all())
            if term is not None:
                return replace(commitment, deadline=_moved(term, begin))
        return commitment


def _placed(found: _Found, by: int) -> _Found:
    """With offsets in the document instead of in the sentence."""
    return replace(found, begin=found.begin + by, end=found.end + by, deadline=_moved(found.deadline, by))


def read(document: Document, *, date: dt.date | None = None, closely: bool = False) -> Reading:
    """All commitments and events of ``document``.

    ``date`` is the day the terms count from; without it the document's own date. With neither the terms
    stay without days and a Dutch warning says so. Offsets count characters in ``document.text``.
    ``closely`` skips the cheap look.
    """
    reader = _Reader(document, date or document.metadata.date, closely)
    reader.run()
    warnings = (NO_DATE,) if reader.day is None else ()
    return Reading(
        tuple(sorted(reader.commitments, key=lambda c: c.begin)),
        tuple(sorted(reader.events, key=lambda e: e.begin)),
        document.references,
        warnings,
    )
