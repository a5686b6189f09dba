"""The lines of a plain text: which are furniture of the page, which are footnotes, which are text."""

from __future__ import annotations

import re
from collections import Counter, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract import clean, columns, furniture, header, wrapping
from extract.document import BlockKind
from extract.draft import Draft
from extract.traced import Traced

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


@dataclass(slots=True)
class Line:
    """A line of text, tidied; ``squeezed`` is its form without spaces; ``part`` is what it is part of."""

    content: Traced
    squeezed: str
    part: str = ""
    """"" (text), "furniture", "header", "note" or "row"."""

    @property
    def text(self) -> str:
        """The text of the line; empty for a blank line."""
        return self.content.text


def lines_of(text: str) -> list[Line]:
    """The lines of ``text``; a row of a marked table is known as one from the start."""
    lines = []
    position = 0
    for raw in text.splitlines(keepends=True):
        body = raw.rstrip()
        if "|" in body[:2] or "\t" in body:
            row = columns.marked_row(body, position)
            if row is not None:
                lines.append(Line(row, furniture.squeeze(row.text), "row" if row.text else "furniture"))
                position += len(raw)
                continue
        content = clean.tidy(Traced.at(body, position)) if body else Traced.at("", position)
        lines.append(Line(content, furniture.squeeze(content.text)))
        position += len(raw)
    return lines


def _stanzas(lines: Sequence[Line], start: int) -> Iterable[tuple[int, int]]:
    """(begin, end) of each run of lines without a blank one, from line ``start``."""
    begin = start
    for index in range(start, len(lines) + 1):
        if index == len(lines) or not lines[index].text:
            if index > begin:
                yield begin, index
            begin = index + 1


def mark_furniture(lines: list[Line], start: int) -> None:
    """Mark page marks, repeated headers and side columns behind line ``start`` as furniture."""
    seen = {line.squeezed for line in lines[:start] if line.squeezed}
    counts = Counter(line.squeezed for line in lines if line.squeezed)
    numbers = _page_numbers(lines, start)
    previous = start > 0
    value_awaited = False
    for begin, end in _stanzas(lines, start):
        stanza = lines[begin:end]
        marks = [furniture.is_page_mark(line.squeezed) for line in stanza]
        whole = (
            all(
                mark or ((previous or any(marks)) and furniture.is_number(line.squeezed))
                for mark, line in zip(marks, stanza, strict=True)
            )
            or (len(stanza) == 1 and _repeats(stanza[0], counts, after_label=value_awaited))
            or _is_side(stanza, seen, alone=not previous)
            or begin in numbers
        )
        if whole:
            seen.update(line.squeezed for line in stanza)
        for line, mark in zip(stanza, marks, strict=True):
            if whole or mark:
                line.part = line.part or "furniture"
        previous = bool(stanza[-1].part)
        value_awaited = header.is_bare_label(stanza[-1].text)


def first_furniture(lines: Sequence[Line], start: int) -> list[str]:
    """The side columns of the first pages, where they stand below the head; blank lines for what is text."""
    return [line.text if line.part == "furniture" else "" for line in lines[start : start + 160]]


def _page_numbers(lines: Sequence[Line], start: int) -> set[int]:
    """Where the numbers of the pages stand alone: they count on from 1 or 2, to 2 or further."""
    found: list[int] = []
    expected = {1, 2}
    for begin, end in _stanzas(lines, start):
        text = lines[begin].squeezed
        if end == begin + 1 and text.isdecimal() and len(text) <= 3 and int(text) in expected:
            found.append(begin)
            expected = {int(text) + 1}
    return set(found) if len(found) > 1 else set()


def _repeats(line: Line, counts: Counter[str], *, after_label: bool) -> bool:
    """A line alone that comes back on other pages: a reference number, or the label above one."""
    if len(line.text) > 60 or wrapping.ends_sentence(line.text) or wrapping.is_label(line.text):
        return False
    number = any(char.isdigit() for char in line.text)
    times = counts[line.squeezed]
    if header.is_bare_label(line.text):
        return times >= 2
    return number and (times >= 3 or (after_label and (times >= 2 or " " not in line.text)))


def _is_side(stanza: Sequence[Line], seen: set[str], *, alone: bool) -> bool:
    if any(len(line.text) > 60 for line in stanza):
        return False
    if not alone and len(stanza) <= 4 and furniture.is_reference("".join(line.squeezed for line in stanza)):
        return True
    repeated = [line.squeezed in seen for line in stanza]
    if all(repeated) and sum(len(line.text) for line in stanza) > 2:
        return True
    sides = [furniture.is_side(line.squeezed) or known for line, known in zip(stanza, repeated, strict=True)]
    if not sides[0]:
        return False
    if any(wrapping.ends_sentence(line.text) and not side for line, side in zip(stanza, sides, strict=True)):
        return False
    return len(stanza) > 1 or not alone


# A label is followed by a space, or stands against a capital or an address: "5https://..."
_NOTE = re.compile(
    rf"^(?:(?P<digits>\d{{1,3}})(?:\.(?= ))?|(?P<super>[{clean.SUPERSCRIPTS}]{{1,3}})"
    r"|\[(?P<bracket>\d{1,3}) ?\])"
    r"\s*(?=\S)"
)


def _note_label(text: str) -> str | None:
    match = _NOTE.match(text)
    if not match:
        return None
    if match["super"]:
        return str(int("".join(str(clean.SUPERSCRIPTS.index(char)) for char in match["super"])))
    if match["digits"] and not re.match(r"\.? |[A-Z]|https?:", text[match.end("digits") :]):
        return None
    return match["digits"] or match["bracket"]


def _has_mark(text: str, label: str, *, loose: bool) -> bool:
    """A footnote mark with this label stands in ``text``: glued to a word, superscript or in brackets.

    ``loose``: there may be a space before it.
    """
    space = " ?" if loose else ""
    high = "".join(clean.SUPERSCRIPTS[int(digit)] for digit in label)
    return bool(
        high in text
        or f"[{label}" in text
        or re.search(rf"[^\W\d_][.,;:!?»”’)\"']{{0,3}}{space}{label}(?![\d\w])", text)
        or clean.has_dated_mark(text, label)
    )


def mark_notes(lines: list[Line]) -> list[tuple[str, list[Traced]]]:
    """Mark footnotes; (label, lines) of each. Labels run on from 1."""
    notes: list[tuple[str, list[Traced]]] = []
    expected = 1
    recent: deque[str] = deque(maxlen=150)
    before = ""
    inside = blank = False
    for index, line in enumerate(lines):
        if line.part:
            inside = False
        if line.part or not line.text:
            blank = not line.text
            continue
        label = _note_label(line.text)
        dotted = bool(label) and line.text.startswith(f"{label}. ")
        if dotted and not (inside or _cuts_off(before, line.text)):
            label = None
        if label and _is_note(line.text, label, expected, recent):
            notes.append((label, []))
            expected = int(label) + 1
            inside = True
        elif inside and blank:
            inside = _continues_note(before, line.text) or (
                not wrapping.ends_sentence(before) and _stands_before(lines, index, str(expected))
            )
        blank = False
        before = line.text
        if inside:
            line.part = "note"
            notes[-1][1].append(line.content)
        else:
            recent.append(line.text)
    return notes


# What a first footnote that was not numbered 1 must say to be one.
_NOTE_OPENS = re.compile(
    r"^\W*\d+\W{0,2}(?:Kamerstuk|Handelingen|Aanhangsel|https?:|www\.|Zie |Bijlage)", re.IGNORECASE
)


def _cuts_off(before: str, text: str) -> bool:
    """Whether "1. ..." is a footnote, and not the start of a list: it cites, and it breaks off a sentence."""
    return (
        bool(_NOTE_OPENS.search(text))
        and not wrapping.ends_sentence(before)
        and before[-1:] not in {":", ";"}
    )


def _is_note(text: str, label: str, expected: int, recent: Iterable[str]) -> bool:
    """The footnote that comes next, or a little further on when one was missed; its mark stands above."""
    ahead = int(label) - expected
    if not 0 <= ahead <= 3 or (ahead and expected == 1 and not _NOTE_OPENS.search(text)):
        return False
    return _has_mark(
        "\n".join(recent), label, loose=not ahead and (expected > 1 or bool(_NOTE_OPENS.search(text)))
    )


def _stands_before(lines: Sequence[Line], index: int, label: str) -> bool:
    """The next line with text behind ``index`` starts the footnote with this label."""
    following = next((line for line in lines[index + 1 : index + 4] if line.text), None)
    return following is not None and not following.part and _note_label(following.text) == label


def _continues_note(before: str, text: str) -> bool:
    return before.endswith("-") or (text[0].islower() and not wrapping.ends_sentence(before))


def note(label: str, lines: Sequence[Traced], known: Mapping[str, int]) -> Draft:
    """The footnote that these lines make, without its label in front."""
    match = _NOTE.match(lines[0].text)
    first = lines[0].cut(match.end() if match else 0)
    content = plain(wrapping.unwrap([first, *lines[1:]], known))
    return Draft(BlockKind.FOOTNOTE, clean.tidy(content), label=label)


_MARKDOWN = re.compile(r"^#{1,6} +|\*\*|(?<!\w)\*(?=\w)|(?<=[\w.,;:!?)])\*(?!\w)")


def plain(content: Traced) -> Traced:
    """Without Markdown's emphasis marks and heading signs."""
    return content.without([match.span() for match in _MARKDOWN.finditer(content.text)])
