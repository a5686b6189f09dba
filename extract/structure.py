"""What each paragraph is: heading, list item, question, answer, speech, signature. Shared by all forms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from extract import answers, attachments, clean, endnotes, meeting, signatures
from extract.document import BlockKind
from extract.draft import Draft
from extract.metadata import answered_by, on_behalf
from extract.wrapping import BULLET, BULLETS, QUESTION, SPEAKER, ends_sentence

if TYPE_CHECKING:
    from extract.fields import Fields

_ANSWER = re.compile(r"^(?:Antwoord(?:en)?|Mededeling)\s?:?$")


def classify(drafts: list[Draft], fields: Fields, *, by_shape: bool = True) -> list[Draft]:
    """The paragraphs with their kinds; senders and what they sign for go into ``fields``.

    ``by_shape``: headings and list items are told by their shape, for forms that do not mark them.
    """
    drafts = endnotes.take([draft for draft in drafts if draft.content.text])
    _question_head(drafts, fields)
    if (fields.kind or "") in _IN_WRITING:
        any(meeting.take_answering(draft.content.text, fields) for draft in drafts[:8])
    signatures.motion_names(drafts)
    signatures.chairs(drafts)
    drafts = signatures.take(_split_labels(signatures.whole_titles(drafts)), fields)
    if fields.kind == LIST_OF_QUESTIONS:
        _numbered_questions(drafts)
    _questions_and_speeches(drafts)
    meeting.name_roles(drafts, fields)
    for index, draft in enumerate(drafts):
        if by_shape and draft.kind is BlockKind.PARAGRAPH:
            _heading_or_item(drafts, index)
    fields.opening = [draft.content.text for draft in islice(filter(_opens, drafts), answers.OPENING)]
    meeting.take_committee(fields, next(iter(fields.opening), ""))
    attachments.of_body(drafts, fields)
    for draft in drafts:
        if not fields.co_senders and "ede namens" in draft.content.text:
            fields.co_senders += on_behalf(draft.content.text)
    if fields.kind is None and any(draft.kind is BlockKind.ANSWER for draft in drafts):
        fields.kind = "Antwoord schriftelijke vragen"
    return drafts


_ASKED = re.compile(
    r"^Vragen van (?:het lid|de leden)\b.{10,1500}\((?:ingezonden|ingediend)\s.{5,40}\)\.?$", re.DOTALL
)
_ANSWERED = re.compile(
    r"^(?:Antwoord|Mededeling) van (?:de )?(?:[Mm]inister|[Ss]taatssecretaris)\b.{10,800}\(ontvangen\s",
    re.DOTALL,
)


# The heading above answers that were sent with a letter; it may go on at the next line.
_ANSWERS = re.compile(
    r"^(?:Antwoord(?:en)?|Beantwoording) van de (?:[Mm]inisters?|[Ss]taatssecretaris(?:sen)?)\b.{10,400}"
    r"\b(?:[Kk]amer)?vragen\b|^van (?:het lid|de leden) [A-ZÀ-Ý].{5,400}\bover (?:het|de)\b",
    re.DOTALL,
)


def _question_head(drafts: list[Draft], fields: Fields) -> None:
    """The head of a paper of questions and answers: who asked, who answered, when."""
    for draft in drafts[:16]:
        text = draft.content.text
        if draft.kind not in {BlockKind.PARAGRAPH, BlockKind.HEADING}:
            continue
        if meeting.take_opening(text, fields):
            continue
        if _ASKED.match(text):
            draft.kind = BlockKind.HEADING
            fields.responds_to = fields.responds_to or text
            about = re.search(r"\sover\s(.+?)\s\((?:ingezonden|ingediend)\s", text, re.DOTALL)
            fields.title = fields.title or (about[1] if about else None)
        elif _ANSWERED.match(text):
            draft.kind = BlockKind.HEADING
            answered_by(text, fields)
        elif _ANSWERS.match(text):
            draft.kind = BlockKind.HEADING


def _opens(draft: Draft) -> bool:
    """The first paragraph of a letter; a line that is no sentence is a head which was not told as one."""
    return draft.kind is BlockKind.PARAGRAPH and ends_sentence(draft.content.text)


def _split_labels(drafts: list[Draft]) -> list[Draft]:
    """One paragraph "Vraag 3: Bent u ..." becomes its label and its text."""
    result: list[Draft] = []
    for draft in drafts:
        match = QUESTION.match(draft.content.text) if draft.kind is BlockKind.PARAGRAPH else None
        if (
            match
            and match["rest"].strip(" :.")
            and (match["rest"][0] in ":." or match["rest"].strip()[:1].isupper())
        ):
            begin = match.start("rest") + len(match["rest"]) - len(match["rest"].lstrip(" :."))
            result += [_part(draft, 0, match.end("label")), _part(draft, begin, None)]
        else:
            result.append(draft)
    return result


def _part(draft: Draft, begin: int, end: int | None) -> Draft:
    return Draft(draft.kind, draft.content.cut(begin, end), bold=draft.bold)


_IN_WRITING = frozenset({"Verslag van een schriftelijk overleg", "Lijst van vragen en antwoorden"})
LIST_OF_QUESTIONS = "Lijst van vragen en antwoorden"
_BARE_NUMBER = re.compile(r"^(?P<number>\d{1,4})\.?$")


def _numbered_questions(drafts: list[Draft]) -> None:
    """A list of questions and answers: a number that counts on, the question, then its answer."""
    label: str | None = None
    asked = False
    for draft in drafts:
        text = draft.content.text
        number = _BARE_NUMBER.match(text)
        if number and int(number["number"]) == int(label or 0) + 1:
            draft.kind, label, asked = BlockKind.HEADING, number["number"], False
            draft.label = label
        elif draft.kind is BlockKind.SIGNATURE:
            continue
        elif label and draft.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}:
            answers_it = asked and not text.endswith("?")
            draft.kind = BlockKind.ANSWER if answers_it else BlockKind.QUESTION
            asked = asked or text.endswith("?") or answers_it
            draft.label = label


@dataclass(slots=True)
class _Turn:
    """Whose turn it is: the question or answer that the next paragraphs belong to, and who is speaking."""

    kind: BlockKind | None = None
    label: str | None = None
    speaker: tuple[str, str | None] | None = None


def _questions_and_speeches(drafts: list[Draft]) -> None:
    turn = _Turn()
    for draft in drafts:
        if draft.kind is BlockKind.SIGNATURE:
            turn.kind = turn.speaker = None
        elif draft.kind is BlockKind.LIST_ITEM and turn.speaker:  # as the promises the chair reads out
            draft.speaker, draft.role = turn.speaker
        elif draft.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING}:
            _take_turn(draft, turn)


def _take_turn(draft: Draft, turn: _Turn) -> None:
    text = draft.content.text
    match = QUESTION.match(text)
    if (match and not match["rest"].strip(" :.")) or _ANSWER.match(text):
        turn.kind = BlockKind.QUESTION if text.startswith("Vra") else BlockKind.ANSWER
        turn.label = match["label"] if match else text if text.startswith("Mede") else turn.label
        draft.kind, draft.label = BlockKind.HEADING, turn.label
        return
    if draft.kind is BlockKind.HEADING:
        return
    spoken = SPEAKER.match(text)
    if spoken:
        turn.speaker = _speaker(spoken["who"], spoken["party"])
        draft.content = draft.content.cut(spoken.end()).strip()
    if turn.speaker:
        draft.kind = BlockKind.SPEECH
        draft.speaker, draft.role = turn.speaker
        if bullet := _bullet(text):
            draft.content, draft.label = draft.content.cut(bullet.end()), bullet["mark"]
    elif turn.kind:
        draft.kind, draft.label = turn.kind, turn.label
        if bullet := _bullet(text):
            draft.content = draft.content.cut(bullet.end())


def _bullet(text: str) -> re.Match[str] | None:
    return BULLET.match(text) if text[0] in BULLETS else None


def speaker_of(label: str) -> tuple[str, str | None]:
    """(speaker, role) of the words that stand before a colon in a report: "De heer Jansen (ABC)"."""
    match = SPEAKER.match(f"{label}:")
    return _speaker(match["who"], match["party"]) if match else (label, None)


def _speaker(who: str, party: str | None) -> tuple[str, str | None]:
    """(name as printed, role): the office for who has one, else the party."""
    if who == "De voorzitter":
        return who, who
    for role in ("Minister-president", "Minister", "Staatssecretaris"):
        if who.lower().removeprefix("de ").startswith(role.lower()):
            return who, role
    return who, party


def _heading_or_item(drafts: list[Draft], index: int) -> None:
    draft = drafts[index]
    text = draft.content.text
    bullet = BULLET.match(text)
    following = drafts[index + 1] if index + 1 < len(drafts) else None
    if _is_heading(text, draft, following, numbered=bool(bullet)):
        draft.kind = BlockKind.HEADING
    elif bullet:
        draft.kind = BlockKind.LIST_ITEM
        draft.label = bullet["mark"]
        draft.content = draft.content.cut(bullet.end())


_SHORT = 80
_NUMBERED = re.compile(r"^\d{1,2}: [A-ZÀ-Ý]")


def _has_verb(text: str) -> bool:
    return any(word in clean.finite() for word in text.casefold().split())


def _is_heading(text: str, draft: Draft, following: Draft | None, *, numbered: bool) -> bool:
    if len(text) > 150 or ends_sentence(text) or text[-1] in ",;" or following is None:
        return False
    if text[-1] == ":":  # set apart by its print, it leads in what follows as a heading does
        apart = draft.bold or draft.italic or bool(_NUMBERED.match(text))
        return apart and len(text) <= _SHORT and not _has_verb(text)
    if draft.bold:
        return True
    if _has_verb(text) or (text[0].islower() and not numbered) or text[0] in "-–—•·▪◦‣":
        return False
    if numbered and BULLET.match(following.content.text):
        return False
    return len(text) <= 100 and following.kind is not BlockKind.SIGNATURE
