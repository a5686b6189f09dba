"""What each paragraph is: heading, list item, question, answer, speech, signature. Shared by all forms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract import clean, meeting
from extract.document import BlockKind, Sender
from extract.draft import Draft
from extract.fields import answered_by, on_behalf
from extract.offices import resolve_office
from extract.traced import glue
from extract.wrapping import BULLET, BULLETS, CLOSING, QUESTION, SPEAKER, ends_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.fields import Fields

_ANSWER = re.compile(r"^(?:Antwoord(?:en)?|Mededeling)\s?:?$")
_TITLE = re.compile(
    r"^(?:de )?(?:demissionair )?(?:minister|staatssecretaris|minister-president)\b(?:[ ,–-].{2,150})?$",
    re.IGNORECASE,
)
_BEHALF = re.compile(r"^[Mm]ede namens .{5,200}$")
_NAME = re.compile(
    r"^(?:\(?(?:w\.g\.|get\.)\)?\s)?(?:(?:drs|mr|dr|ir|ing|prof|ds)\.\s?){0,4}"
    r"(?:[A-Z]{1,2}\.\s?(?:[A-Z]\s?\.\s?){0,7}(?:\([A-Z][a-zà-ÿ]+\)\s)?)"
    r"(?:(?:van|de|der|den|ten|ter|het|'t|’t|el|al|op|in)\s){0,3}[A-ZÀ-Ý][\w'’-]{1,30}"
    r"(?:[ -](?:[A-ZÀ-Ý][\w'’-]{1,30}|van|de|der)){0,3}"
    r"(?:\s(?:MA|MSc|MBA|LLM|PhD|RA))?$"
)


_SIGNED = re.compile(r"^\(?(?:w\.g\.|get\.)\)?\s")
"""Before the name on a copy: it was signed."""


def classify(drafts: list[Draft], fields: Fields, *, by_shape: bool = True) -> list[Draft]:
    """The paragraphs with their kinds; senders and what they sign for go into ``fields``.

    ``by_shape``: headings and list items are told by their shape, for forms that do not mark them.
    """
    drafts = [draft for draft in drafts if draft.content.text]
    _question_head(drafts, fields)
    _motion_names(drafts)
    drafts = _signatures(_split_labels(_whole_titles(drafts)), fields)
    _questions_and_speeches(drafts)
    meeting.name_roles(drafts, fields)
    for index, draft in enumerate(drafts):
        if by_shape and draft.kind is BlockKind.PARAGRAPH:
            _heading_or_item(drafts, index)
    opening = next((d.content.text for d in drafts if _opens(d)), "")
    meeting.take_committee(fields, opening)
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


def _question_head(drafts: list[Draft], fields: Fields) -> None:
    """The head of a paper of questions and answers: who asked, who answered, when."""
    for draft in drafts[:12]:
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


def _opens(draft: Draft) -> bool:
    """The first paragraph of a letter; a line that is no sentence is a head which was not told as one."""
    return draft.kind is BlockKind.PARAGRAPH and ends_sentence(draft.content.text)


def _motion_names(drafts: list[Draft]) -> None:
    """The names under a motion are its signature."""
    closing = next(
        (i for i, d in enumerate(drafts) if d.content.text.startswith("en gaat over tot de orde van de dag")),
        None,
    )
    for draft in drafts[closing + 1 :] if closing is not None else ():
        text = draft.content.text
        if draft.kind is not BlockKind.PARAGRAPH or len(text) > 60 or ends_sentence(text):
            break
        draft.kind = BlockKind.SIGNATURE


def _whole_titles(drafts: list[Draft]) -> list[Draft]:
    """An office over two lines ("De minister van Volksgezondheid," / "Welzijn en Sport,") as one."""
    result: list[Draft] = []
    for draft in drafts:
        before = result[-1] if result else None
        if before is not None and _completes(before, draft):
            result[-1] = Draft(before.kind, glue([before.content, draft.content]), bold=before.bold)
        else:
            result.append(draft)
    return result


def _completes(before: Draft, draft: Draft) -> bool:
    first, second = before.content.text, draft.content.text
    if before.kind is not BlockKind.PARAGRAPH or draft.kind is not BlockKind.PARAGRAPH or len(second) > 60:
        return False
    if not _is_title(first) or not _is_title(f"{first} {second}") or resolve_office(first):
        return False
    return resolve_office(f"{first} {second}") is not None and not _NAME.match(second)


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


def _is_heading(text: str, draft: Draft, following: Draft | None, *, numbered: bool) -> bool:
    if len(text) > 150 or ends_sentence(text) or text[-1] in ",;:" or following is None:
        return False
    if draft.bold:
        return True
    if any(word in clean.finite() for word in text.casefold().split()):
        return False
    if (text[0].islower() and not numbered) or text[0] in "-–—•·▪◦‣":
        return False
    if numbered and BULLET.match(following.content.text):
        return False
    return len(text) <= 100 and following.kind is not BlockKind.SIGNATURE


def _signatures(drafts: list[Draft], fields: Fields) -> list[Draft]:
    """Runs of closing lines ("Hoogachtend,", an office, a name) become signature blocks."""
    result: list[Draft] = []
    index = 0
    while index < len(drafts):
        size = _signature_size(drafts, index)
        if size:
            signed = drafts[index : index + size]
            senders([draft.content.text for draft in signed], fields)
            for draft in signed:
                draft.kind = BlockKind.SIGNATURE
            result += signed
            index += size
        else:
            result.append(drafts[index])
            index += 1
    return result


def _closes(text: str) -> bool:
    return bool(
        CLOSING.match(text)
        or _is_title(text)
        or _NAME.match(text)
        or (_BEHALF.match(text) and not ends_sentence(text))
    )


def _is_title(text: str) -> bool:
    if not _TITLE.match(text) or ends_sentence(text) or len(text) > 160 or ":" in text:
        return False
    return not any(word in clean.finite() for word in text.casefold().split())


def _signature_size(drafts: list[Draft], index: int) -> int:
    """How many paragraphs from ``index`` on form a signature: closing lines with an office among them."""
    size = 0
    office = name = closing = False
    while index + size < len(drafts) and size < 24:
        draft = drafts[index + size]
        text = draft.content.text
        if draft.kind is not BlockKind.PARAGRAPH or not _closes(text):
            break
        office = office or resolve_office(text) is not None or _is_title(text)
        name = name or bool(_NAME.match(text))
        closing = closing or bool(CLOSING.match(text))
        size += 1
    if (
        closing
        or (office and name)
        or (office and index + size == len(drafts) and drafts[index].content.text.endswith(","))
    ):
        return size
    return 0


def senders(lines: Sequence[str], fields: Fields) -> None:
    """Offices and names of a signature, paired in order; a name may stand before or behind its office."""
    titles = [line.rstrip(",") for line in lines if _is_title(line)]
    names = [_SIGNED.sub("", line) for line in lines if _NAME.match(line) and not _is_title(line)]
    for number, title in enumerate(titles):
        office = resolve_office(title)
        fields.senders.append(
            Sender(names[number] if number < len(names) else None, title, office.id if office else None)
        )
