"""Cut a paper into the sentences to read, and say whose words a block holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from commitments.sentence_reading import Speaker
from commitments.sentences import split
from extract.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.document import Block, Document

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


class Piece(NamedTuple):
    """A sentence to read, with its block; offsets count in the text of the document."""

    begin: int
    end: int
    block: Block | None


def pieces(document: Document) -> Iterator[Piece]:
    """The sentences of the blocks that can hold running text, in reading order."""
    for block in document.blocks or (None,):
        yield from pieces_of(document, block)


def pieces_of(document: Document, block: Block | None) -> Iterator[Piece]:
    """The sentences of one block; of the whole text when there are no blocks."""
    if block is None:
        spans = split(document.text)
    elif block.kind is BlockKind.TABLE_ROW:
        spans = iter([(block.begin, block.end)])
    else:
        spans = split(document.text, block.begin, block.end)
    return (Piece(begin, end, block) for begin, end in spans)


def answers_alone(document: Document) -> bool:
    """Whether a paper has headings "Vraag 3" but nowhere an answer: they head the answers then.

    Not in questions that are not answered yet ("Kamervragen zonder antwoord", kv-tk-2020Z13248).
    """
    unanswered = (document.metadata.identifier or "").startswith("kv-") or _is_questions(document)
    if unanswered or any(block.kind is BlockKind.ANSWER for block in document.blocks):
        return False
    return any(
        block.kind is BlockKind.HEADING and document.text.startswith("Vraag ", block.begin)
        for block in document.blocks
    )


def _is_questions(document: Document) -> bool:
    kind = (document.metadata.kind or "").casefold()
    return "vragen" in kind and not kind.startswith("antwoord")


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
