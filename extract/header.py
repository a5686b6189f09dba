"""What a paper says of itself in its head and foot: date, subject, reference, dossier, addressee.

Shared by plain text, PDF and word processor files. A field that is not stated stays empty.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract import attachments, clean, furniture, letterhead, printed
from extract.dates import find_date
from extract.wrapping import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.fields import Fields


_LABELS = (
    *("datum", "betreft", "onderwerp", "onze referentie", "ons kenmerk", "kenmerk", "uw referentie"),
    *("uw kenmerk", "uw brief (kenmerk)", "uw brief van", "uw brief", "bijlagen", "bijlage(n)", "bijlage"),
)
# Kerning leaves gaps in small print: "D at um", "O ns k enm erk".
_LABEL = re.compile(
    "^(?P<label>"
    + "|".join(" ?".join(map(re.escape, label.replace(" ", ""))) for label in _LABELS)
    + r")(?=[\s:]|$)[\s:]*(?P<rest>.*)$",
    re.IGNORECASE,
)
_SALUTATION = re.compile(r"^(?:Geachte|Zeer geachte|Mevrouw de|Mijnheer de|Hooggeachte)\s.{0,80}[,.]?$")
_PLACE_DATE = re.compile(r"^(?:’s-Gravenhage|'s-Gravenhage|Den Haag|D en Haag),? \d{1,2} [a-z]+ \d{4}\.?$")
_DATE_LINE = re.compile(r"^\d{1,2} [a-z]+ \d{4}$")
_ADDRESSEE = re.compile(r"^(?:Aan )?(?:de )?voorzitter van (?:de|het)(?: .{3,80})?$", re.IGNORECASE)
_ADDRESSEE_ENDS = re.compile(
    r"^(?:(?:Tweede|Eerste) Kamer )?der Staten-Generaal$|^(?:Tweede|Eerste) Kamer$", re.IGNORECASE
)
_MAX_HEAD = 150


def _is_head(line: str, squeezed: str) -> bool:
    """A line that can only be part of a head."""
    return bool(
        furniture.is_address(squeezed)
        or squeezed.startswith(">retouradres")
        or _PLACE_DATE.match(line)
        or printed.is_head(line)
        or squeezed in {"tweedekamerderstaten-generaal", "eerstekamerderstaten-generaal"}
    )


def is_head(line: str) -> bool:
    """A line that can only be part of a head, a salutation included."""
    return bool(_SALUTATION.match(line)) or _is_head(line, furniture.squeeze(line))


def is_label(line: str) -> bool:
    """A label of the head with or without its value: "Datum", "Betreft ..."."""
    return bool(_LABEL.match(line))


def is_bare_label(line: str) -> bool:
    """A label without its value: "Onze referentie"."""
    match = _LABEL.match(line)
    return bool(match and not match["rest"])


def _may_be_head(line: str, squeezed: str) -> bool:
    return bool(
        furniture.is_side(squeezed)
        or furniture.is_page_mark(squeezed)
        or furniture.is_number(squeezed)
        or _LABEL.match(line)
        or _DATE_LINE.match(line)
        or printed.is_dossier(line)
    )


def is_beside(lines: Sequence[str]) -> bool:
    """Whether a box of text holds only what stands beside a letter: labels and addresses, no sentence."""
    squeezed = [(line, furniture.squeeze(line)) for line in lines]
    known = sum(1 for line, tight in squeezed if _is_head(line, tight) or _may_be_head(line, tight))
    return known * 3 >= len(lines) and not any(_is_clause(line) for line in lines)


def _is_prose(line: str) -> bool:
    """A line of running text: long, or a sentence of four words or more."""
    return len(line) >= 60 or (ends_sentence(line) and line.count(" ") >= 3)


def scan(lines: Sequence[str], fields: Fields) -> int:
    """The number of lines that are the paper's head (0 if there is none), whose fields are read."""
    end = _head_end(lines)
    if end:
        collect([line.strip("*") for line in lines[:end]], fields)
    return end


def _head_end(lines: Sequence[str]) -> int:
    certain = False
    last = 0
    awaited = 0  # labels whose value is still to come, on a line of its own
    attached = title = False  # since the last blank line: a line of the head; the subject
    seen: set[str] = set()  # a form may hold its fields twice
    for index, line in enumerate(lines[:_MAX_HEAD]):
        if not line:
            attached = title = False
            continue
        bare = line.strip("*").strip()
        if _SALUTATION.match(bare):
            return index + 1
        squeezed = furniture.squeeze(line)
        again = squeezed in seen
        seen.add(squeezed)
        head = _is_head(bare, squeezed)
        label = _LABEL.match(bare)
        if title and not head and not label and _is_clause(bare):
            break
        if head or again or _may_be_head(bare, squeezed) or title or (awaited and not label):
            awaited -= bool(awaited and not label)
            certain = certain or head or _is_sure(label)
            dossier = printed.is_dossier(bare)  # its title may run over more lines, as a subject does
            subject = title or bool(label and _name(label) in _SURE)
            title = dossier or (subject and len(bare) <= 90)
            awaited += bool(label and not label["rest"] and _name(label) in _SURE)
        elif _is_prose(bare):
            break
        elif not attached or ends_sentence(bare):
            continue
        last = index + 1
        attached = True
    return last if certain else 0


def _is_clause(line: str) -> bool:
    """A sentence with a verb we know: no subject of a letter, however close below it stands."""
    return ends_sentence(line) and any(word in clean.finite() for word in line.casefold().split())


def _name(label: re.Match[str]) -> str:
    return furniture.squeeze(label["label"])


def _is_sure(label: re.Match[str] | None) -> bool:
    """A label that no sentence begins with: with a date, with a title, or alone on its line."""
    if label is None or _name(label) not in _SURE:
        return False
    rest = label["rest"]
    if _name(label) == "datum":
        return not rest or find_date(rest) is not None
    return not rest or (not rest[0].islower() and not ends_sentence(rest))


_SURE = frozenset({"datum", "betreft", "onderwerp"})


def collect(lines: Sequence[str], fields: Fields) -> None:
    """Read the fields from the lines of a head (or of a side column)."""
    for index, line in enumerate(lines):
        if not line:
            continue
        label = _LABEL.match(line)
        if label:
            _labelled(lines, index, label, fields)
        else:
            _plain(lines, index, fields)


def _following(lines: Sequence[str], index: int) -> list[str]:
    """The lines behind ``index`` up to a blank line or the next label; leading blank lines are skipped."""
    found: list[str] = []
    for line in lines[index + 1 :]:
        if not line and found:
            break
        if not line:
            continue
        if _LABEL.match(line) or (found and _may_be_head(line, furniture.squeeze(line))):
            break
        found.append(line)
    return found


# "I E NW/BSK-2031/1": kerning tore the letters apart.
_TORN = re.compile(r"(?<=\b[A-Z]) (?=[A-Z])")


def _labelled(lines: Sequence[str], index: int, label: re.Match[str], fields: Fields) -> None:
    name = _name(label)
    rest = label["rest"].strip()
    if name == "datum":
        fields.date = fields.date or find_date(rest or " ".join(_following(lines, index)[:1]))
    elif name in {"betreft", "onderwerp"} and fields.title is None:
        follow = _following(lines, index) if not rest or (index + 1 < len(lines) and lines[index + 1]) else []
        if not rest and follow and _DATE_LINE.match(follow[0]):
            fields.date = fields.date or find_date(follow[0])
            follow = follow[1:]
        fields.title = " ".join([rest, *follow]).strip() or None
    elif name in {"onzereferentie", "onskenmerk", "kenmerk"} and fields.reference is None:
        value = rest or _below(lines, index)
        fields.reference = _TORN.sub("", value) if _is_filled(value) else None
    elif name.startswith("uw"):
        value = rest or _below(lines, index)
        if _is_filled(value):
            written = " ".join([line_label(label), _TORN.sub("", value)])
            fields.your_reference += [written] if written not in fields.your_reference else []
    elif name.startswith("bijlage"):
        attachments.of_head(rest, _following(lines, index), fields)


def line_label(label: re.Match[str]) -> str:
    """A label as it is written when no kerning tears it apart: "Uw brief van"."""
    name = _name(label)
    written = next(known for known in _LABELS if furniture.squeeze(known) == name)
    return written[:1].upper() + written[1:]


def _below(lines: Sequence[str], index: int) -> str:
    """The value on the line under its label; empty where the form left it out and an address follows."""
    line = next(iter(_following(lines, index)), "")
    squeezed = furniture.squeeze(line)
    return "" if _is_head(line, squeezed) or furniture.is_side(squeezed) else line


def _is_filled(value: str) -> bool:
    """Where a form left a field empty, the next line is of something else."""
    return (
        any(map(str.isdigit, value))
        and not furniture.is_page_mark(furniture.squeeze(value))
        and len(value) <= 80
    )


def _plain(lines: Sequence[str], index: int, fields: Fields) -> None:
    line = lines[index]
    if _PLACE_DATE.match(line) or _DATE_LINE.match(line):
        fields.date = fields.date or find_date(line)
    elif printed.take(line, fields):
        if fields.dossier_titles and printed.is_dossier(line):
            fields.dossier_titles[-1] = " ".join([fields.dossier_titles[-1], *_rest_of_title(lines, index)])
    elif fields.addressee is None and _ADDRESSEE.match(line):
        rest = [following for following in lines[index + 1 : index + 3] if _ADDRESSEE_ENDS.match(following)]
        whole = " ".join([line, *rest])
        fields.addressee = whole[4:] if whole.lower().startswith("aan ") else whole
    if fields.department is None:
        fields.department = letterhead.department(lines[index : index + letterhead.LINES])


def _rest_of_title(lines: Sequence[str], index: int) -> list[str]:
    """The lines on which a dossier's title runs on: those before white space or another line of the head."""
    rest = []
    for line in lines[index + 1 : index + 6]:
        if not line or is_head(line) or _may_be_head(line, furniture.squeeze(line)):
            break
        rest.append(line)
    return rest
