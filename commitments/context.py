"""What stands before a sentence in its paragraph: what a sentence that points back is about and refers to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from commitments.events import AFTER_LOOK_BACK, BARE, reference_of
from commitments.model import Event, EventKind
from extract.document import BlockKind
from extract.references import find_references

if TYPE_CHECKING:
    from commitments.model import Commitment
    from extract.document import Block, Document

_SENTENCES = 2
"""Sentences before, at most, that say what a sentence is about."""
_LONGEST_HEADING = 100
"""Characters, at most, of a paragraph that is taken for a heading."""
_STOPS = ".,;:?!…"
_THE_PROMISE = re.compile(
    r"\b(?:de|deze|die|mijn|bovenstaande|bovengenoemde|genoemde) toezegging\b"
    r"(?! (?:om|over|aan|inzake|van|uit|dat|tot|met|in|op|tijdens|rond|betreffende|omtrent)\b|,)"
    r"(?! (?:\w+ ){0,6}?T(?:Z\d|\d{5}))",
    re.IGNORECASE,
)
"""A promise that is not said to be about anything: its heading or what stands above says that."""
_BACK = re.compile(
    r"\b(?:hiermee|hiermede|daarmee|daarmede|hieraan|daaraan|hierover|daarover|hiervan|daarvan|hierin|daarin|hierop|daarop)\b"
    r"|\b(?:die|deze|dit|dat|bovengenoemde|bovenstaande|bovenvermelde|genoemde|voornoemde|bedoelde) (?:\w+ )?"
    r"(?:toezegging(?:en)?|moment|datum|termijn|\w*(?:brief|bericht|plan|onderzoek|evaluatie|voorstel|rapport|rapportage"
    r"|overzicht|advies|analyse|verkenning|uitwerking|reactie|visie|strategie|aanpak|traject|resultaten|uitkomsten"
    r"|cijfers|gegevens|nota|notitie|agenda|besluit|kaart|studie|inventarisatie|monitor|kader|gesprek|proef))\b"
    r"|\b(?:beide|genoemde|bedoelde|die|deze) (?:\w+ )?"
    r"(?:stukken|brieven|rapporten|documenten|onderdelen|punten)\b"
    r"|^(?:dit|dat|deze|die)\b(?! (?:brief|nota|kamerbrief))"
    r"|^(?:het|zij|ze|hij|daar) (?:komt|is|wordt|volgt|was|zal|had|heeft|gaat|ligt|verschijnt|ontbreekt)\b"
    r"|^(?:u|uw kamer|ik|wij) (?:krijgt|ontvangt|treft|vindt|verwacht|doe|voldoe|kom|hoop|bezie|zend|stuur)"
    r" (?:\w+ )?(?:het|haar|hem|die|deze|dit|dat|daaraan|er)\b(?! \w*(?:brief|kamer)\b)"
    r"|\b(?:doe|kom|voldoe|doen|komen|voldoen) (?:ik|wij|we) (?:dat|dit)\b",
    re.IGNORECASE,
)

_REST = re.compile(
    r"\b(?:daarover|hierover|daarvan|hiervan|daarop|hierop|daarbij|rest|restant|overige|resterende|ontbre(?:ekt|ken)"
    r"|nog niet (?:volledig|compleet)|tweede deel|andere deel|standpunt|\w*reactie)\b.{0,120}?"
    r"\b(?:volgt|volgen|later|separaat|afzonderlijk|nog|nazend|nastuur)\b|\b(?:volgt|volgen)\b.{0,40}"
    r"\b(?:separaat|afzonderlijk|later|addendum|aanvulling|vervolgrapport)\b"
    r"|\bover de (?:tweede|derde|vierde|vijfde|laatste|overige|resterende|andere)\b.{0,80}"
    r"\b(?:volgt|volgen|komt|ontvangt)\b",
    re.IGNORECASE,
)
"""What says that a part of what was delivered just before is still to come."""
_NOT_THERE = re.compile(
    r"\b(?:zal|zullen|zou|zouden|nog|later|volgt|volgen|zodra|wanneer|nadat|pas|vertraging|uitgesteld|hoop|streef|streven"
    r"|verwacht|verwachten|verwachting|voornemens|probeer|helaas|verzoek|verzoekt|motie)\b"
    r"|\bniet (?:gelukt|mogelijk|haalbaar)\b|[?:]\s*$",
    re.IGNORECASE,
)
"""What says that after a look back something else comes than what was promised."""
_NEXT = re.compile(r"^(?:tevens|ook|daarnaast|verder|voorts|bovendien|tot slot|ten slotte)\b", re.IGNORECASE)
"""A sentence that goes on to another matter."""


@dataclass(slots=True)
class Context:
    """The sentences of the paragraph read so far, and the heading above it."""

    document: Document
    block: Block | None = None
    heading: Block | None = None
    section: Block | None = None
    """The last heading, however far above."""
    look_back: tuple[int, int] | None = None
    """The last sentence under it that told of an earlier promise."""
    sentences: list[tuple[int, int]] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    """Those of the paragraph."""

    def enter(self, block: Block | None, begin: int) -> None:
        """Go to the sentence at ``begin`` of ``block``; another paragraph begins afresh."""
        same = block is self.block and not (
            block is None and self.sentences and "\n\n" in self.document.text[self.sentences[-1][1] : begin]
        )
        if same:
            return
        self.heading = self.block if self.block is not None and self._is_heading(self.block) else None
        if self.heading is not None:
            self.section, self.look_back = self.heading, None
        self.block = block
        self.sentences.clear()
        self.events.clear()

    def _is_heading(self, block: Block) -> bool:
        """Whether a block is a heading, or a paragraph that looks like one: short, and no sentence."""
        if block.kind is not BlockKind.PARAGRAPH:
            return block.kind is BlockKind.HEADING
        text = self.document.text[block.begin : block.end].rstrip()
        return 0 < len(text) <= _LONGEST_HEADING and text[0].isupper() and text[-1] not in _STOPS

    def told(self, begin: int, end: int, events: tuple[Event, ...]) -> None:
        """Remember a sentence that was read, with its events."""
        self.sentences.append((begin, end))
        self.events += events
        if any(event.kind is EventKind.MADE for event in events):
            self.look_back = begin, end

    def placed(self, event: Event) -> Event:
        """The event with what it is about and refers to, where the sentence itself only points back."""
        reference = self._noted(event.begin, event.end) or event.reference
        if not BARE.isdisjoint(event.rules) or event.kind is EventKind.EXPECTATION:
            return event
        back = _BACK.search(event.quote) is not None
        after_report = reference is None and self.after_report() and not _NEXT.match(event.quote)
        about = self._before() if back or after_report else None
        if not self.after_report() and _THE_PROMISE.search(event.quote):
            about = self._above() or about
        if reference is None and about is not None:
            reference = self._reference_before()
        return replace(event, reference=reference, about=about)

    @property
    def _just_told(self) -> Event | None:
        """The last event of the sentence before."""
        last = next(reversed(self.events), None)
        return last if last is not None and (last.begin, last.end) in self.sentences[-1:] else None

    def sequel(self, event: Event | None, owed: Commitment) -> Event | None:
        """The delay that a sentence before told of, with the new term that ``owed`` gives; else None.

        "Het onderzoek heeft vertraging opgelopen. De evaluatie ontvangt uw Kamer in het voorjaar van 2027."
        """
        if event is None or event.kind is not EventKind.POSTPONED or event.deadline is not None:
            return None
        if event != self._just_told:
            return None
        return Event(
            EventKind.POSTPONED,
            owed.quote,
            owed.begin,
            owed.end,
            reference_of(owed.quote) or event.reference or self._reference_before(),
            owed.deadline,
            (*event.rules, "nieuwe-termijn"),
            self._before(),
        )

    def is_afterthought(self, event: Event) -> bool:
        """Whether a delay without a new term only looks back at what was delivered just before."""
        late = event.kind is EventKind.POSTPONED and event.deadline is None
        return late and event.about is not None and self._delivered() is not None

    def after_look_back(self, begin: int, end: int) -> Event | None:
        """What goes on right after a look back at a promise, in writing: it may be what was promised."""
        last = self._just_told
        if last is None or last.kind is not EventKind.MADE or self._is_spoken():
            return None
        text = self.document.text[begin:end]
        if _NOT_THERE.search(text) or _NEXT.match(text):
            return None
        return self.placed(Event(EventKind.FULFILLED, text, begin, end, None, None, (AFTER_LOOK_BACK,)))

    def _is_spoken(self) -> bool:
        return self.block is not None and self.block.kind is BlockKind.SPEECH

    def rest_follows(self, text: str) -> Event | None:
        """What the sentence before delivers, now that ``text`` says that the rest of it is still to come."""
        return self._delivered() if _REST.search(text) else None

    def _delivered(self) -> Event | None:
        """The event of the sentence before that says that a promise was kept."""
        last = self._just_told
        return last if last is not None and last.kind is EventKind.FULFILLED else None

    def after_report(self) -> bool:
        """Whether a sentence of this paragraph told of an earlier promise."""
        return any(event.kind is EventKind.MADE for event in self.events)

    def _before(self) -> str | None:
        """The literal sentences before, at most two; at the head of a paragraph the heading above it."""
        if self.sentences:
            first, last = self.sentences[-_SENTENCES:][0][0], self.sentences[-1][1]
            return self.document.text[first:last]
        return self.document.text[self.heading.begin : self.heading.end] if self.heading else None

    def _above(self) -> str | None:
        """The look back under this heading; at the head of a paragraph else the heading itself."""
        if self.look_back is not None:
            return self.document.text[slice(*self.look_back)]
        if self.section is None or self.sentences:
            return None
        return self.document.text[self.section.begin : self.section.end]

    def _reference_before(self) -> str | None:
        """What the sentences before refer to, the nearest first; an identifier before words."""
        before = self.sentences[-_SENTENCES:][::-1]
        found = [self._noted(b, e) or reference_of(self.document.text[b:e]) for b, e in before]
        return next((r for r in found if r), None)

    def _noted(self, begin: int, end: int) -> str | None:
        """The paper that the sentence, or a footnote of it, names by its number."""
        texts = [self.document.text[begin:end]]
        for link in self.document.footnotes:
            if begin <= link.offset <= end:
                note = self.document.blocks[link.block]
                texts.append(self.document.text[note.begin : note.end])
        references = (r.target for text in texts for r in find_references(text))
        return next((target for target in references if target), None)
