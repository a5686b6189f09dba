"""Read a paper: where can a promise stand, and what is promised there.

Linear in the length of the text: a cheap look at the words of each sentence decides whether it is read
closely. Nothing here depends on the day, the time zone or earlier papers.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from commitments.context import Context
from commitments.deadlines import governing
from commitments.events import AFTER_LOOK_BACK, annex_events, reference_of
from commitments.model import Commitment, Duty, Event, EventKind, Reading
from commitments.pieces import answers_alone, pieces_of, speaker_of
from commitments.prefilter import glance, unseen
from commitments.rows import is_header, row_of
from commitments.sentence_reading import Setting, Speaker, read_sentence
from commitments.sentences import split
from commitments.terms import Terms
from extract.document import BlockKind

if TYPE_CHECKING:
    import datetime as dt

    from commitments.model import Deadline
    from commitments.pieces import Piece
    from commitments.prefilter import Seen
    from commitments.rows import Row
    from extract.document import Block, Document

_Found = TypeVar("_Found", Commitment, Event)
NO_DATE = (
    "Het stuk heeft geen datum en er is er geen opgegeven: de termijnen blijven zonder dag "
    "(geef een datum op met --date)."
)
NOT_OF_THE_GOVERNMENT = "Het stuk is niet van de regering ({}): wat erin staat, is geen toezegging van haar."


def _moved(deadline: Deadline | None, by: int) -> Deadline | None:
    return deadline and replace(deadline, begin=deadline.begin + by, end=deadline.end + by)


@dataclass(slots=True)
class _Reader:
    """Goes through a document in reading order and gathers what it finds."""

    document: Document
    day: dt.date | None
    closely: bool
    commitments: list[Commitment] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    previous: tuple[int, int] | None = None
    """Where the sentence before is, unless it is in ``passed``."""
    passed: Block | None = None
    """The block before, when it was passed over."""
    after_promise: bool = False
    overview: bool = False
    """The last heading or header row announced a list of promises."""
    lead: tuple[Commitment, ...] = ()
    """What the sentence before a list promises, when it ends with a colon."""
    speaker: Speaker = Speaker.GOVERNMENT
    """Who speaks in the block that is read."""
    context: Context = field(init=False)
    heads_answers: bool = field(init=False)
    """"Vraag 3" stands above its answer."""

    def __post_init__(self) -> None:
        self.context = Context(self.document)
        self.heads_answers = answers_alone(self.document)

    def run(self) -> None:
        """Read every block."""
        for block in self.document.blocks or (None,):
            self.speaker = Speaker.GOVERNMENT if self._answers(block) else speaker_of(block)
            is_item = bool(self.lead) and block is not None and block.kind is BlockKind.LIST_ITEM
            if block is not None and self._is_silent(block) and not is_item:
                self._pass_over(block)
                continue
            for piece in pieces_of(self.document, block):
                self.context.enter(block, piece.begin)
                if block is not None and block.kind is BlockKind.TABLE_ROW:
                    self._row(block)
                elif self.lead and block is not None and block.kind is BlockKind.LIST_ITEM:
                    self._item(piece)
                else:
                    self._sentence(piece)
        self._close_lead()

    def _answers(self, block: Block | None) -> bool:
        """Whether what stands under "Vraag 3" asks nothing, in a paper that marks no answers: it answers."""
        if block is None or block.kind is not BlockKind.QUESTION or not self.heads_answers:
            return False
        return "?" not in self._text(block.begin, block.end)

    def _is_silent(self, block: Block) -> bool:
        """Whether nothing in the block can promise or tell, and nothing has to be known of its sentences."""
        if self.closely or self.speaker is not Speaker.OTHER:
            return False
        return block.kind not in {BlockKind.HEADING, BlockKind.TABLE_ROW}

    def _pass_over(self, block: Block) -> None:
        """What reading every sentence of a silent block would leave behind."""
        if not self.document.text[block.begin : block.end].strip():
            return
        self.context.enter(block, block.begin)
        self._close_lead()
        self.after_promise = self.overview = False
        self.passed = block

    def _setting(self, block: Block | None, previous: str | None, *, after_promise: bool) -> Setting:
        return Setting(
            self.day,
            self.document.metadata,
            previous,
            after_promise=after_promise,
            after_report=self.context.after_report(),
            speaker=self.speaker,
            speech=block if block is not None and block.kind is BlockKind.SPEECH else None,
        )

    def _text(self, begin: int, end: int) -> str:
        return self.document.text[begin:end]

    def _before(self) -> str | None:
        """The sentence before; that of a block passed over is only looked for when somebody asks."""
        if self.passed is not None:
            *_, self.previous = split(self.document.text, self.passed.begin, self.passed.end)
            self.passed = None
        return self._text(*self.previous) if self.previous else None

    def _glance(self, text: str, *, overview: bool = False) -> Seen | None:
        if self.speaker is Speaker.OTHER:
            return None
        return unseen(text) if self.closely else glance(text, overview=overview)

    def _read(
        self, begin: int, end: int, setting: Setting, seen: Seen | None
    ) -> tuple[tuple[Commitment, ...], tuple[Event, ...]]:
        if seen is None:
            return (), ()
        found, told = read_sentence(self._text(begin, end), setting, seen=seen)
        placed = tuple(_placed(c, begin) for c in found)
        return placed, tuple(self.context.placed(_placed(e, begin)) for e in told)

    def _sentence(self, piece: Piece) -> None:
        self._close_lead()
        text = self._text(piece.begin, piece.end)
        seen = self._glance(text)
        told: tuple[Event, ...] = ()
        promised = len(self.commitments)
        if seen is None:
            self.after_promise = False
        else:
            told = self._close_reading(piece, text, seen)
        self._weigh_look_back(piece, told, news=len(self.commitments) > promised or bool(self.lead))
        self.context.told(piece.begin, piece.end, told)
        self._remember(piece)
        if piece.block is None or piece.block.kind is not BlockKind.FOOTNOTE:
            heading = piece.block is not None and piece.block.kind is BlockKind.HEADING
            self.overview = heading and "toezegging" in text.lower()

    def _weigh_look_back(self, piece: Piece, told: tuple[Event, ...], *, news: bool) -> None:
        """What goes on after a look back is perhaps what was promised, unless more is told of it."""
        last = self.events[-1 - len(told)] if len(self.events) > len(told) else None
        if (
            (told or news)
            and last is not None
            and AFTER_LOOK_BACK in last.rules
            and last in self.context.events
        ):
            self.events.remove(last)
        if not (told or news) and (event := self.context.after_look_back(piece.begin, piece.end)):
            self.events.append(event)
            self.context.events.append(event)

    def _remember(self, piece: Piece) -> None:
        self.previous, self.passed = (piece.begin, piece.end), None

    def _close_reading(self, piece: Piece, text: str, seen: Seen) -> tuple[Event, ...]:
        setting = self._setting(piece.block, self._before(), after_promise=self.after_promise)
        found, told = self._read(piece.begin, piece.end, setting, seen)
        if text.endswith(":"):
            self.lead = tuple(c for c in found if c.duty is Duty.KAMER)
            found = tuple(c for c in found if c.duty is not Duty.KAMER)
        self.commitments += found
        told = self._postponed(found) or tuple(e for e in told if not self.context.is_afterthought(e))
        self._part(text)
        self.events += told
        self.after_promise = any(c.duty is Duty.KAMER for c in (*found, *self.lead))
        return told

    def _postponed(self, found: tuple[Commitment, ...]) -> tuple[Event, ...]:
        """The delay told of just before, now with the term that this sentence gives: one event."""
        owed = next((c for c in found if c.duty is Duty.KAMER and c.deadline is not None), None)
        event = self.context.sequel(self.events[-1] if self.events else None, owed) if owed else None
        if event is None:
            return ()
        self.events.pop()
        return (event,)

    def _part(self, text: str) -> None:
        """What the sentence before delivered is only a part when this one says that the rest follows."""
        whole = self.context.rest_follows(text)
        if whole is not None and self.events and self.events[-1] is whole:
            self.events[-1] = replace(
                whole, kind=EventKind.PARTLY_FULFILLED, rules=(*whole.rules, "rest-volgt")
            )

    def _close_lead(self) -> None:
        """A sentence with a colon that no list came after is a promise by itself."""
        if not self.lead:
            return
        self.commitments += [c for c in self.lead if not self._has_items(c)]
        self.lead = ()

    def _has_items(self, lead: Commitment) -> bool:
        return bool(self.commitments) and self.commitments[-1].begin > lead.begin

    def _item(self, piece: Piece) -> None:
        """An item under "Ik zal uw Kamer informeren over:": the lead-in carries the verb."""
        text, previous = self._text(piece.begin, piece.end), self._before()
        setting = self._setting(piece.block, previous, after_promise=True)
        found, told = self._read(piece.begin, piece.end, setting, self._glance(text))
        own = tuple(c for c in found if c.duty is Duty.KAMER)
        term = governing(Terms(text, self.day, previous).all()) if not own else None
        self.commitments += own or tuple(
            replace(
                c, quote=text, begin=piece.begin, end=piece.end, subject=text.strip(" ;.–-") or None,
                deadline=_moved(term, piece.begin) or c.deadline,
            )
            for c in self.lead
        )  # fmt: skip
        self.events += told
        self._remember(piece)

    def _row(self, block: Block) -> None:
        row = row_of(self.document, block)
        if row is None or is_header(self.document, block):
            self.overview = self.overview or row is not None
            return
        setting = replace(self._setting(block, None, after_promise=False), overview=self.overview)
        seen = self._glance(self._text(row.begin, row.end), overview=self.overview)
        found, told = self._read(row.begin, row.end, setting, seen)
        if row.promise:
            self.commitments += [self._with_term(c, row) for c in found]
            self.events += told
        elif found and row.outcome is not None:
            quote = self.document.text[row.begin : row.end]
            reference = next((r for b, e in row.rest if (r := reference_of(self.document.text[b:e]))), None)
            self.events.append(Event(row.outcome, quote, row.begin, row.end, reference, None, ("overzicht",)))
        self.previous = self.passed = None

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
    ``closely`` skips the cheap look. What somebody writes who is not of the government promises nothing for
    it: such a paper has neither, and a warning tells who wrote it.
    """
    if outsider := document.metadata.outsider:
        return Reading(references=document.references, warnings=(NOT_OF_THE_GOVERNMENT.format(outsider),))
    reader = _Reader(document, date or document.metadata.date, closely)
    reader.run()
    warnings = (NO_DATE,) if reader.day is None else ()
    return Reading(
        tuple(sorted(reader.commitments, key=lambda c: c.begin)),
        tuple(sorted([*reader.events, *annex_events(document)], key=lambda e: e.begin)),
        document.references,
        warnings,
    )
