"""Who signed: the closing lines of a paper, and offices and names in them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from extract import clean
from extract.document import BlockKind, Sender
from extract.draft import Draft
from extract.offices import resolve_office
from extract.traced import glue
from extract.wrapping import CLOSING, ends_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.fields import Fields

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


def motion_names(drafts: list[Draft]) -> None:
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


# Who signs a report: no sender, for the Kamer writes to itself.
_CHAIR = re.compile(
    r"^De (?:fungerend |plaatsvervangend |waarnemend |plv\. |adjunct-){0,2}(?:voorzitter|griffier)"
    r"(?: van de (?:vaste |algemene )?commissie.{0,80})?,$"
)


def chairs(drafts: list[Draft]) -> None:
    """The chair and the clerk of a committee under its report are its signature."""
    for draft, name in pairwise(drafts):
        signed = _CHAIR.match(draft.content.text) and len(name.content.text) <= 60
        if signed and draft.kind is name.kind is BlockKind.PARAGRAPH and not ends_sentence(name.content.text):
            draft.kind = name.kind = BlockKind.SIGNATURE


def whole_titles(drafts: list[Draft]) -> list[Draft]:
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


def take(drafts: list[Draft], fields: Fields) -> list[Draft]:
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
