"""One element of the Tweede Kamer's feed as a row to store; what is not known is counted by name."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from db.kamer_shapes import Entity
from db.register import CHAINS, RegisterEntry, register_state
from spiders import tweede_kamer_values as values_of
from spiders.tweede_kamer_kinds import expectations
from spiders.tweede_kamer_values import UnreadableError

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable

    from spiders.tweede_kamer_kinds import Kind

NAMESPACE = "http://www.tweedekamer.nl/xsd/tkData/v1-0"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_ATTRIBUTES = frozenset(["id", "bijgewerkt", "verwijderd", "contentType", "contentLength"])
_OFFICIAL = re.compile(r"[a-z]+(?:-[a-z0-9]+)+\Z")
_APART = dt.timedelta(hours=1)
Value = str | int | None


@dataclass(slots=True)
class _Read:
    """What was read of one element, by column or reference name."""

    kind: Kind
    strange: Counter[str]
    values: dict[str, Value] = field(default_factory=dict)
    refs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)


def row(
    element: etree._Element, kind: Kind, updated: str | None, strange: Counter[str]
) -> Entity | RegisterEntry:
    """The row that ``element`` holds; ``updated`` is the entry's own stamp.

    Raises UnreadableError when it has no identifier, a value that can't be read, or lacks a required one.
    """
    attributes = _attributes(element, kind, strange)
    if "id" not in attributes:
        raise UnreadableError("er staat geen id bij")
    identifier = values_of.guid(attributes["id"])
    moment = _moment(attributes.get("bijgewerkt"), updated, strange)
    if values_of.yes(attributes.get("verwijderd", "false")):
        if kind.table == "register":
            return RegisterEntry(
                source="tweede_kamer", number=None, identifier=identifier, updated=moment, removed=True
            )
        return Entity(table=kind.table, identifier=identifier, updated=moment, removed=True)
    read = _children(element, kind, strange)
    if kind.has_file and kind.table == "kamerdocumenten":
        _announced_file(attributes, read)
    if kind.table == "register":
        return _register(identifier, moment, read)
    if kind.table in _FINISH:
        _FINISH[kind.table](read)
    return Entity(table=kind.table, identifier=identifier, updated=moment, values=read.values, refs=read.refs)


def _attributes(element: etree._Element, kind: Kind, strange: Counter[str]) -> dict[str, str]:
    """Attributes by local name: the feed writes them with and without a prefix, which may be any."""
    found = {}
    for name, value in element.attrib.items():
        qualified = etree.QName(str(name))
        if qualified.namespace == _XSI:
            continue
        if qualified.localname not in _ATTRIBUTES or qualified.namespace not in (None, NAMESPACE):
            strange[f"onbekend kenmerk {qualified.localname!r} bij <{kind.element}>"] += 1
        found[qualified.localname] = str(value)
    return found


def _moment(own: str | None, updated: str | None, strange: Counter[str]) -> str | None:
    """The stamp of the last change: that of the entry, which is in UTC; else the element's own local time."""
    if own is None and updated is None:
        raise UnreadableError("er staat geen tijdstip bij")
    if own is not None and updated is not None:
        apart = abs(values_of.moment(own) - values_of.moment(updated))
        if apart >= _APART:
            strange[
                "bijgewerkt en updated liggen een uur of meer uiteen: is de lokale tijd anders geworden?"
            ] += 1
    return values_of.stamp(updated or own or "")


def _text(child: etree._Element) -> str | None:
    """An element's text; None for one that is empty or says it is nil."""
    nil = child.get(f"{{{_XSI}}}nil")
    if nil is not None and values_of.yes(nil):
        return None
    text = " ".join(str(part) for part in child.itertext()) if len(child) else (child.text or "")
    if len(text) > values_of.LONGEST:
        raise UnreadableError(f"<{etree.QName(child).localname}> is langer dan {values_of.LONGEST} tekens")
    return text.strip() or None


def _children(element: etree._Element, kind: Kind, strange: Counter[str]) -> _Read:
    read = _Read(kind, strange)
    seen: set[str] = set()
    for child in element.iterchildren(etree.Element):
        name = etree.QName(child)
        if name.namespace != NAMESPACE:
            strange[f"onbekende naamruimte {name.namespace!r} bij <{name.localname}>"] += 1
        elif name.localname in kind.fields:
            _field(child, name.localname, read, seen)
        elif name.localname in kind.references:
            _reference(child, kind.references[name.localname], read)
        elif name.localname not in kind.ignored and name.localname != "annotatie":
            strange[f"onbekend element <{name.localname}> bij {kind.category}"] += 1
    missing = [] if len(element) == 0 else sorted(kind.required - seen)
    if missing:
        raise UnreadableError("er ontbreekt " + ", ".join(f"<{name}>" for name in missing))
    for reading, column in kind.fields.values():
        if reading != "lijst" and len(element):
            read.values.setdefault(column, None)
    return read


def _field(child: etree._Element, name: str, read: _Read, seen: set[str]) -> None:
    reading, column = read.kind.fields[name]
    text = _text(child)
    if text is None:
        return
    if reading == "lijst":
        read.lists[column] = (*read.lists.get(column, ()), text)
        return
    if name in seen:
        read.strange[f"<{name}> staat er meer dan eens bij {read.kind.category}; de eerste geldt"] += 1
        return
    seen.add(name)
    known = read.kind.known.get(name)
    if known is not None and text not in known:
        read.strange[f"onbekende waarde {text[:60]!r} bij <{name}> van {read.kind.category}"] += 1
    try:
        read.values[column] = _READ[reading](text)
    except UnreadableError as error:
        raise UnreadableError(f"<{name}>: {error}") from error


def _reference(child: etree._Element, name: str, read: _Read) -> None:
    """A reference; an empty one is none."""
    for key, value in child.attrib.items():
        attribute = etree.QName(str(key))
        if attribute.localname == "ref" and str(value).strip():
            read.refs[name] = (*read.refs.get(name, ()), values_of.guid(str(value)))
        elif attribute.localname not in ("ref", "bijgewerkt", "id", "nil"):
            read.strange[f"onbekend kenmerk {attribute.localname!r} bij een verwijzing"] += 1


def _announced_file(attributes: dict[str, str], read: _Read) -> None:
    media, size = attributes.get("contentType"), attributes.get("contentLength")
    read.values["mediatype"] = media.partition(";")[0].strip().lower() if media else None
    read.values["grootte"] = values_of.number(size) if size else None
    if media and read.values["mediatype"] not in expectations().media_types:
        read.strange[f"bestandssoort {media[:80]!r} wordt niet gelezen"] += 1


def _dossier(read: _Read) -> None:
    """Number and addition are one: "36600" and "VI" is 36600-VI; an addition in brackets does not count."""
    addition = str(read.values.pop("toevoeging", None) or "").strip()
    if read.values.get("nummer") and addition and not addition.startswith("("):
        read.values["nummer"] = f"{read.values['nummer']}-{addition}"


def _document(read: _Read) -> None:
    if read.values.get("kamer") not in (1, 2, None):
        read.strange[f"onbekende waarde {read.values['kamer']!r} bij <kamer> van Document"] += 1
        read.values["kamer"] = None


def _version(read: _Read) -> None:
    official = str(read.values.get("kst") or "").lower() or None
    if official and not _OFFICIAL.match(official):
        read.strange[f"externeidentifier {official[:60]!r} heeft een onbekende vorm"] += 1
        official = None
    read.values["kst"] = official


def _committee(read: _Read) -> None:
    read.values["kamer"] = 2


def _person(read: _Read) -> None:
    """A name is kept only of who holds a public function: the feed lists others too."""
    parts = {
        name: read.values.pop(name, None) for name in ("roepnaam", "initialen", "tussenvoegsel", "achternaam")
    }
    function = str(read.values.get("functie") or "")
    public = any(word in function.lower() for word in expectations().named_functions)
    shown = (parts["roepnaam"] or parts["initialen"], parts["tussenvoegsel"], parts["achternaam"])
    read.values["naam"] = " ".join(str(part) for part in shown if part) or None if public else None


def _actor(read: _Read) -> None:
    """A name is kept only of who acts for the Kamer, a party, a committee or the government."""
    if not (read.values.get("functie") or read.values.get("fractie") or read.refs.get("commissie")):
        read.values["naam"] = None


def _register(identifier: str, moment: str | None, read: _Read) -> RegisterEntry:
    text = {name: None if value is None else str(value) for name, value in read.values.items()}
    settled, status = text.get("settled"), text.get("status")
    if register_state(status) is None:
        read.strange[f"onbekende status {status!r} bij Toezegging"] += 1
    activities = read.refs.get("activity", ())
    if len(activities) > 1:
        read.strange["meer dan één activiteit bij Toezegging; de eerste geldt"] += 1
    return RegisterEntry(
        source="tweede_kamer",
        number=text.get("number"),
        identifier=identifier,
        updated=moment,
        text=text.get("text"),
        name=text.get("name"),
        function=text.get("function"),
        ministry=text.get("ministry"),
        status=status,
        created=text.get("created"),
        settled=None if settled is None or values_of.is_none(settled) else settled,
        activity=activities[0] if activities else None,
        activity_number=text.get("activity_number"),
        letters=read.lists.get("letters", ()),
        receivers=tuple(dict.fromkeys(read.refs.get("receivers", ()))),
        chains=tuple((kind, other) for kind in CHAINS for other in read.refs.get(kind, ())),
    )


_READ: dict[str, Callable[[str], Value]] = {
    "tekst": str,
    "getal": values_of.number,
    "janee": lambda text: int(values_of.yes(text)),
    "dag": values_of.day,
    "tijdstip": lambda text: None if values_of.is_none(text) else values_of.stamp(text),
}
_FINISH: dict[str, Callable[[_Read], None]] = {
    "commissies": _committee,
    "personen": _person,
    "kamerstukdossiers": _dossier,
    "kamerdocumenten": _document,
    "kamerdocument_versies": _version,
    "zaak_actoren": _actor,
    "activiteit_actoren": _actor,
    "kamerdocument_actoren": _actor,
}
