"""From paragraphs to a ``Document``: one canonical text, blocks, footnote links, segments, references."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extract.document import Block, BlockKind, Document, FootnoteLink, Metadata, Segment
from extract.references import find_references, resolve_in_context

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.traced import Traced

SEPARATOR = "\n\n"


@dataclass(slots=True)
class Draft:
    """A block in the making."""

    kind: BlockKind
    content: Traced
    label: str | None = None
    speaker: str | None = None
    role: str | None = None
    bold: bool = False
    italic: bool = False
    indent: int = 0
    bullet: str | None = None
    extra: dict[str, str] = field(default_factory=dict)


def _runs(sources: array[int], begin: int) -> list[Segment]:
    """The stretches of ``sources`` that run on, as segments of the text that starts at ``begin``."""
    segments: list[Segment] = []
    start = 0
    size = len(sources)
    while start < size:
        # A stretch almost always runs to the end: try that first, and halve when it does not.
        stop = size
        while not _on_end(sources, start, stop):
            stop = start + max(1, (stop - start) // 2)
        while stop < size and sources[stop] - sources[start] == stop - start:
            stop += 1
        segments.append(Segment(begin + start, sources[start], stop - start))
        start = stop
    return segments


def _on_end(sources: array[int], start: int, stop: int) -> bool:
    """Each source from ``start`` to ``stop`` is one more than the one before it."""
    first = sources[start]
    if sources[stop - 1] - first != stop - 1 - start:
        return False
    return sources[start:stop] == array("q", range(first, first + stop - start))


def _links(drafts: Sequence[Draft], begins: list[int]) -> tuple[FootnoteLink, ...]:
    """Each mark is tied to the first footnote with its label that stands behind it, else to any."""
    notes: dict[str, list[int]] = {}
    for index, draft in enumerate(drafts):
        if draft.kind is BlockKind.FOOTNOTE and draft.label:
            notes.setdefault(draft.label, []).append(index)
    links = []
    for index, draft in enumerate(drafts):
        for offset, label in draft.content.marks:
            candidates = notes.get(label, [])
            block = next((note for note in candidates if note > index), candidates[0] if candidates else None)
            if block is not None:
                links.append(FootnoteLink(begins[index] + offset, block))
    return tuple(links)


def assemble(drafts: Sequence[Draft], metadata: Metadata, *, warnings: Sequence[str] = ()) -> Document:
    """The Document of ``drafts`` in reading order; footnotes go behind the body, empty drafts go out."""
    kept = [draft for draft in drafts if draft.content.text]
    kept.sort(key=lambda draft: draft.kind is BlockKind.FOOTNOTE)
    blocks: list[Block] = []
    segments: list[Segment] = []
    begins: list[int] = []
    position = 0
    for draft in kept:
        size = len(draft.content.text)
        begins.append(position)
        blocks.append(Block(draft.kind, position, position + size, draft.label, draft.speaker, draft.role))
        if draft.content.sources is not None:
            segments += _runs(draft.content.sources, position)
        position += size + len(SEPARATOR)
    text = SEPARATOR.join(draft.content.text for draft in kept)
    spans = [(block.begin, block.end) for block in blocks]
    return Document(
        text=text,
        blocks=tuple(blocks),
        metadata=metadata,
        references=resolve_in_context(text, find_references(text), spans, metadata.dossiers),
        footnotes=_links(kept, begins),
        segments=tuple(segments),
        warnings=tuple(warnings),
    )
