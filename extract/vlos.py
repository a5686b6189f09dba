"""Verslag (VLOS) XML of the Tweede Kamer: who said what in a meeting.

Layout as in stored ``vlosCoreDocument`` files, namespace .../ggm/vergaderverslag/v1.0.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract import meeting, structure
from extract.dates import find_date
from extract.document import BlockKind
from extract.draft import Draft
from extract.op_walk import flat, spaced
from extract.traced import Traced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from extract.fields import Fields

_NAMESPACE = re.compile(r"^\{[^}]*\}")
_NAMED = re.compile(r"^(?:de heer|mevrouw|minister(?:-president)?|staatssecretaris)\s", re.IGNORECASE)
_LABEL = re.compile(r"^[^:]{2,120}:\s*")


def _tag(element: etree._Element) -> str:
    return _NAMESPACE.sub("", element.tag)


def _child(element: etree._Element, tag: str) -> etree._Element | None:
    return next((child for child in element if _tag(child) == tag), None)


def drafts(root: etree._Element, fields: Fields) -> list[Draft]:
    """The report's paragraphs in reading order; its head goes into ``fields``."""
    report = _child(root, "vergadering")
    if report is None:
        return []
    fields.kind = "Verslag"
    fields.title = flat(_child(report, "titel")) or None
    fields.date = find_date(flat(_child(report, "datum")))
    fields.session = flat(_child(report, "vergaderjaar")) or None
    fields.chamber = {"Tweede Kamer": 2, "Eerste Kamer": 1}.get(report.get("kamer", ""))
    found = list(_without_titles(_walk(report, None, None)))
    _participants(found, fields)
    return found


def _participants(found: list[Draft], fields: Fields) -> None:
    """Those the opening counts among the present, and those who spoke as members of the government."""
    for draft in found[:40]:
        if draft.speaker is None:
            meeting.take_opening(draft.content.text, fields)
    for draft in found:
        if draft.speaker and draft.role and draft.role.startswith(("Minister", "Staatssecretaris")):
            meeting.add(_NAMED.sub("", draft.speaker), draft.role, fields)


def _walk(element: etree._Element, speaker: str | None, role: str | None) -> Iterator[Draft]:
    for child in element:
        tag = _tag(child)
        if tag in {"woordvoerder", "interrumpant"}:
            yield from _walk(child, *_speaker(child))
        elif tag == "tekst":
            yield from _text(child, speaker, role)
        elif tag == "titel" and _tag(element) == "activiteit":
            yield Draft(BlockKind.HEADING, spaced([Traced(flat(child))]))
        elif tag.startswith("activiteit") or tag == "draadboekfragment":
            yield from _walk(child, speaker, role)


def _speaker(element: etree._Element) -> tuple[str | None, str | None]:
    """(name as printed, role): the office of a bewindspersoon, "De voorzitter", or the party of a member."""
    person = _child(element, "spreker")
    if person is None:
        return None, None
    if flat(_child(element, "isvoorzitter")) == "true":
        return "De voorzitter", "De voorzitter"
    name = f"{flat(_child(person, 'aanhef'))} {flat(_child(person, 'verslagnaam'))}".strip()
    office = flat(_child(person, "functie"))
    if office.lower().startswith(("minister", "staatssecretaris")):
        return name, office[:1].upper() + office[1:]
    return name, flat(_child(person, "fractie")) or None


def _without_titles(found: Iterator[Draft]) -> Iterator[Draft]:
    """Without the lines that only say the title of the agenda item again."""
    title = ""
    for draft in found:
        if draft.kind is BlockKind.HEADING:
            title = draft.content.text
        if draft.kind is not BlockKind.PARAGRAPH or draft.content.text != title:
            yield draft


def _text(element: etree._Element, speaker: str | None, role: str | None) -> Iterator[Draft]:
    first = True
    for paragraph in element.iter():
        if _tag(paragraph) != "alinea":
            continue
        items = [flat(item) for item in paragraph.iter() if _tag(item) == "alineaitem"]
        if first and len(items) > 1 and _LABEL.fullmatch(items[0]):
            if speaker is None:  # an announcement: the label alone tells who speaks
                speaker, role = structure.speaker_of(items[0].rstrip(": "))
            items = items[1:]
        first = False
        content = spaced([Traced(" ".join(item for item in items if item))])
        if speaker:
            yield Draft(BlockKind.SPEECH, content, speaker=speaker, role=role)
        else:
            yield Draft(BlockKind.PARAGRAPH, content)
