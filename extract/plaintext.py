"""Plain text and Markdown, from one sentence to a whole paper, in any of the layouts they come in.

Lines are sorted out first (furniture, header, footnotes), then joined into paragraphs. What is not clearly
furniture stays text. Every character kept remembers where it stood in the raw text.
"""

from __future__ import annotations

from collections import Counter
from enum import IntEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from extract import clean, columns, furniture, header, letterhead, plain_lines, structure, wrapping
from extract.document import BlockKind
from extract.draft import Draft, assemble
from extract.fields import Fields
from extract.metadata import make_metadata
from extract.plain_lines import Line

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from extract.document import Document
    from extract.traced import Traced


class Gap(IntEnum):
    """What stood between a line and the one before it that was kept."""

    NONE = 0
    BLANK = 1
    PAGE = 2


_FIRST_PAGES = 160
"""Lines in which the side columns of a letter tell what it is."""
_FRAGMENT = 3
"""Lines that make no paper yet."""


def read(text: str, *, date: dt.date | None = None) -> Document:
    """The Document of a plain text; ``date`` goes before the date found in it."""
    laid_out = columns.split(text)
    lines = (
        [Line(content, furniture.squeeze(content.text), part) for content, part in laid_out]
        if laid_out
        else plain_lines.lines_of(text)
    )
    fields = Fields()
    beside = [line.text if line.part == "header" else "" for line in lines]
    header.collect(beside[:_FIRST_PAGES] if any(beside) else [], fields)
    end = header.scan(["" if side else line.text for line, side in zip(lines, beside, strict=True)], fields)
    if sum(1 for line in lines if line.text) <= _FRAGMENT:
        end = 0  # a few lines by themselves: what they say is read, but all of them stay text
    for line in lines[:end]:
        if not line.part:
            line.part = "header"
    plain_lines.mark_furniture(lines, end)
    header.collect(plain_lines.first_furniture(lines, end), fields)
    notes = plain_lines.mark_notes(lines)
    labels = frozenset(label for label, _ in notes)
    drafts = _paragraphs(lines, labels)
    if drafts and not end:
        drafts[0].content = letterhead.inline(drafts[0].content, fields)
    drafts = structure.classify(
        [draft for draft in drafts if draft.content.text not in wrapping.BULLETS], fields
    )
    known = clean.vocabulary(text) if notes else Counter()
    drafts += [plain_lines.note(label, content, known) for label, content in notes]
    return assemble(drafts, make_metadata(fields, text, date))


def _paragraphs(lines: Sequence[Line], labels: frozenset[str]) -> list[Draft]:
    """The text lines as paragraphs, in reading order, with what the line breaks meant worked out."""
    kept: list[tuple[Gap, Line]] = []
    gap = Gap.BLANK
    for line in lines:
        if line.part and line.part != "row":
            gap = Gap.PAGE
        elif not line.text:
            gap = max(gap, Gap.BLANK)
        else:
            kept.append((gap, line))
            gap = Gap.NONE
    widths = wrapping.measure([len(line.text) for (_, line), (gap, _) in pairwise(kept) if gap is Gap.NONE])
    known: Counter[str] | None = None
    drafts: list[Draft] = []
    group: list[Traced] = []

    def close() -> None:
        nonlocal known
        if not group:
            return
        if known is None:
            known = clean.vocabulary("\n".join(line.text for _, line in kept))
        drafts.append(_paragraph(group, known, labels))
        group.clear()

    for gap, line in kept:
        if line.part == "row":
            close()
            drafts.append(Draft(BlockKind.TABLE_ROW, line.content))
            continue
        if group and not _goes_on(group[-1].text, line.text, gap, widths):
            close()
        group.append(line.content)
    close()
    return drafts


def _goes_on(before: str, text: str, gap: Gap, widths: wrapping.Widths) -> bool:
    if before in wrapping.BULLETS:
        return text not in wrapping.BULLETS
    if gap is Gap.NONE:
        return widths.wrapped and wrapping.runs_on(before, text, room=wrapping.fits(before, text, widths))
    full = widths.full or 60
    if gap is Gap.PAGE:
        return wrapping.runs_over_page(before, text, long=len(before) >= 0.7 * full)
    if before[-1] == "-" and text[0].islower():
        return True
    return (
        wrapping.runs_over_page(before, text, long=False)
        and before[-1].isalnum()
        and len(before) >= 0.6 * full
    )


def _paragraph(lines: Sequence[Traced], known: Mapping[str, int], labels: frozenset[str]) -> Draft:
    whole = wrapping.unwrap(lines, known)
    bold = whole.text.startswith(("**", "#"))
    if "*" in whole.text or "#" in whole.text[:1]:
        whole = plain_lines.plain(whole)
    whole = clean.close_gaps(whole, known)
    whole = clean.tidy(clean.take_marks(whole, labels))
    return Draft(BlockKind.PARAGRAPH, whole, bold=bold)
