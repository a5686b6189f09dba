"""Notes typed at the end of a paper of questions: "... zijn religie? 1) 2)", and last "1) Trouw, 3 mei 2031".

Their labels keep the bracket: beside them a paper may have footnotes of its own, numbered from 1 too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.document import BlockKind
from extract.draft import Draft
from extract.traced import Traced

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOTE = re.compile(r"^(?P<label>\d{1,2})\)\s+(?=\S)")
# Behind the end of a sentence or another mark; "a, b en 1)" is none.
_MARK = re.compile(r"(?<=[.?!»”’\")]) ?(?P<label>\d{1,2})\)(?=\s|[.,;]|$)")


def take(drafts: list[Draft]) -> list[Draft]:
    """The drafts with the notes at the end as footnotes, and their marks out of the text.

    Only where the notes count from 1 and every one of them has a mark above.
    """
    first = len(drafts)
    while first and _NOTE.match(drafts[first - 1].content.text):
        first -= 1
    notes = drafts[first:]
    labels = [match["label"] for draft in notes if (match := _NOTE.match(draft.content.text))]
    if not labels or labels != [str(number) for number in range(1, len(labels) + 1)]:
        return drafts
    if not set(labels) <= _marked(drafts[:first]):
        return drafts
    for draft in drafts[:first]:
        draft.content = _without_marks(draft.content, labels)
    return drafts[:first] + [_note(draft) for draft in notes]


def _marked(drafts: Sequence[Draft]) -> set[str]:
    return {match["label"] for draft in drafts for match in _MARK.finditer(draft.content.text)}


def _without_marks(content: Traced, labels: Sequence[str]) -> Traced:
    spans: list[tuple[int, int]] = []
    marks: list[tuple[int, str]] = []
    gone = 0
    for match in _MARK.finditer(content.text):
        if match["label"] in labels:
            spans.append(match.span())
            marks.append((match.start() - gone, f"{match['label']})"))
            gone += match.end() - match.start()
    kept = content.without(spans)
    return Traced(kept.text, kept.sources, tuple(sorted((*kept.marks, *marks))))


def _note(draft: Draft) -> Draft:
    match = _NOTE.match(draft.content.text)
    label, end = (f"{match['label']})", match.end()) if match else (None, 0)
    return Draft(BlockKind.FOOTNOTE, draft.content.cut(end), label)
