"""Who promises, on whose behalf, to whom and about what: the literal words around an act."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from commitments.papers import kamer_of
from commitments.predicates import Construct, promiser_of
from commitments.topic import topic_of
from extract.offices import resolve_office

if TYPE_CHECKING:
    from collections.abc import Iterator

    from commitments.clauses import Clause
    from commitments.lexicon import Mention, Tagged
    from commitments.model import Deadline
    from commitments.predicates import Predicate
    from extract.document import Block, Metadata

_DETERMINERS = frozenset(
    {"de", "het", "dit", "mijn", "onze", "beide", "een", "ons", "zijn", "haar", "uw", "deze"}
)
_ADJECTIVES = frozenset(
    {
        "nieuwe",
        "volgende",
        "verantwoordelijke",
        "betrokken",
        "huidige",
        "demissionaire",
        "toekomstige",
        "vice",
        "betreffende",
    }
)
# The fields of an office: "van Binnenlandse Zaken en Koninkrijksrelaties en Onderwijs, Cultuur en ...".
_FIELDS = re.compile(
    r"\s+(?:van|voor|bij)(?:\s+het\s+ministerie\s+van)?(?:\s+(?:de\s+)?(?:[A-ZÀ-Þ][\w&’'-]*|en(?=\s+(?:van\s+)?[A-ZÀ-Þ])|van(?=\s+[A-ZÀ-Þ])|voor(?=\s+[A-ZÀ-Þ])|voor(?=\s+[A-ZÀ-Þ])|de(?=\s+[A-ZÀ-Þ])),?)+"
)
_AND_ME = re.compile(r"\s+en\s+(?:ik|ondergetekende)\b")
_BEHALF = re.compile(
    r"\b(?:mede\s+)?namens\s+((?:de|het|mijn|onze|beide|zowel)\s+[^.;:()]{3,160}?)"
    r"(?=,(?!\s+(?:[A-Z]|en\s))|[.;:()]|$"
    r"|\s+(?:zal|zullen|wordt|worden|informeer|stuur|zend|bied|deel|toe|aan|dat|uw|te|u|over|de Kamer|kom)\b)"
)


@dataclass(frozen=True, slots=True)
class Details:
    """The literal slots of one act; None where the sentence does not say it."""

    promiser_text: str | None
    promiser: str | None
    on_behalf: str | None
    addressee: str | None
    subject: str | None
    promiser_name: str | None = None
    """The person, by the signature or among the participants."""


def office_text(tagged: Tagged, mention: Mention) -> str:
    """The office as written, with its determiner and fields: "De minister van Financiën"."""
    first = mention.first
    while first > 0 and tagged.lower[first - 1] in _ADJECTIVES:
        first -= 1
    if first > 0 and tagged.lower[first - 1] in _DETERMINERS:
        first -= 1
    end = tagged.ends[mention.last]
    fields = _FIELDS.match(tagged.text, end)
    if fields:
        end = fields.end()
    together = _AND_ME.match(tagged.text, end)
    if together:
        end = together.end()
    return tagged.text[tagged.begins[first] : end].rstrip(" ,")


def _agent(tagged: Tagged, act: Predicate) -> str | None:
    """The one after "door" in a passive, when that is somebody of the government."""
    for mention in tagged.mentions.get("office", ()):
        before = [tagged.lower[i] for i in range(max(0, mention.first - 2), mention.first)]
        if mention.first in act.clause.tokens and "door" in before:
            return office_text(tagged, mention)
    return None


def _promiser_text(tagged: Tagged, act: Predicate) -> str | None:
    if act.construct in {Construct.PASSIVE, Construct.PASSIVE_FUTURE}:
        return _agent(tagged, act)
    mention = promiser_of(tagged, act.clause)
    if act.construct is Construct.TE and act.governor is not None and mention is None:
        mention = next((m for m in tagged.mentions.get("first_person", ()) if m.first < act.token), None)
    if mention is None or act.verb.group == "receive":
        return None
    return (
        office_text(tagged, mention) if mention.name == "office" else tagged.span(mention.first, mention.last)
    )


_FIRST_PERSON = frozenset({"ik", "wij", "we", "ondergetekende", "ondergetekenden"})


def _office_id(text: str | None, metadata: Metadata, speech: Block | None) -> str | None:
    """The office of who promises: as named or spoken, of the only such participant, of the sender."""
    if text is None or text.lower() in _FIRST_PERSON:
        if speech is not None:
            return _speaker_office(speech, metadata)
        return next((s.office for s in metadata.senders), None)
    if text.lower().startswith(("mijn collega", "onze collega", "mijn ambt", "onze ambt")):
        return None
    office = resolve_office(text)
    return office.id if office is not None else _only_participant(text, metadata)


def _speaker_office(speech: Block, metadata: Metadata) -> str | None:
    """The office of who speaks: by role, else by name among the participants."""
    role = speech.role or speech.speaker or ""
    office = resolve_office(role)
    if office is not None:
        return office.id
    name = (speech.speaker or "").split()[-1:]
    named = {p.office for p in metadata.participants if name and p.name and p.name.split()[-1:] == name}
    return named.pop() if len(named) == 1 else _only_participant(role, metadata)


def _only_participant(text: str, metadata: Metadata) -> str | None:
    """As in "De minister", when only one took part; in a written paper, when only one signed."""
    words = [word for word in text.lower().split() if word not in _DETERMINERS]
    if words not in (["minister"], ["staatssecretaris"]):
        return None
    people = metadata.participants or metadata.senders
    offices = {p.office for p in people if re.sub(r"^de ", "", p.title.lower()).startswith(words[0] + " ")}
    return offices.pop() if len(offices) == 1 else None


def _person(office: str | None, metadata: Metadata) -> str | None:
    """Who signed for that office, or took part; None when nobody or more than one did."""
    if office is None:
        return None
    named = {s.name for s in (*metadata.senders, *metadata.participants) if s.office == office and s.name}
    return named.pop() if len(named) == 1 else None


def _on_behalf(tagged: Tagged, promiser_text: str | None) -> str | None:
    match = _BEHALF.search(tagged.text)
    if match:
        return match.group(1).rstrip(" ,")
    if promiser_text and re.match(
        r"(?:mijn|onze) (?:collega|ambt[gs]enot|ambts?geno)", promiser_text, re.IGNORECASE
    ):
        return promiser_text
    return None


def details_of(
    tagged: Tagged,
    clauses: list[Clause],
    act: Predicate | None,
    terms: tuple[Deadline, ...],
    metadata: Metadata,
    *,
    speech: Block | None = None,
) -> Details:
    """The literal slots of an act; of a phrase pattern only promiser and subject are known.

    ``speech``: the block of the speech it stands in, None in a written paper.
    """
    times = [(term.begin, term.end) for term in terms]
    if act is None:
        mention = next(iter(tagged.mentions.get("first_person", ())), None)
        text = tagged.span(mention.first, mention.last) if mention else None
        topic = topic_of(tagged, clauses, None, [*times, *_people(tagged, ())])
        office = _office_id(text, metadata, speech)
        return Details(text, office, None, None, topic, _person(office, metadata))
    promiser_text = _promiser_text(tagged, act)
    on_behalf = _on_behalf(tagged, promiser_text)
    kamer = kamer_of(tagged, act.clause)
    office = _office_id(promiser_text, metadata, speech)
    return Details(
        promiser_text=promiser_text,
        promiser=office,
        promiser_name=_person(office, metadata),
        on_behalf=on_behalf,
        addressee=tagged.span(kamer.first, kamer.last) if kamer else None,
        subject=topic_of(tagged, clauses, act, [*times, *_people(tagged, (promiser_text, on_behalf))]),
    )


_FROM_ME = re.compile(r"\b(?:van|door|voor) (?:mij|ons)\b|\b(?:mede )?namens\b", re.IGNORECASE)
_TO = frozenset({"aan", "naar", "met", "bij", "richting", "van", "voor", "jegens", "door"})


def _people(tagged: Tagged, named: tuple[str | None, ...]) -> Iterator[tuple[int, int]]:
    """Character spans of who promises and who receives, with the preposition before the receiver."""
    for text in named:
        if text is not None and " " in text:  # one word is a pronoun, found below
            begin = tagged.text.find(text)
            yield begin, begin + len(text)
    for match in _FROM_ME.finditer(tagged.text):
        yield match.span()
    for name in ("first_person", "kamer"):
        for mention in tagged.mentions.get(name, ()):
            first = mention.first
            if first and tagged.lower[first - 1] in _TO:
                first -= 1
            yield tagged.begins[first], tagged.ends[mention.last]
