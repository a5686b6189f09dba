"""Invented letters without end: promises, reports and talk, with words of their own, from a fixed seed."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING

from extract.document import Block, BlockKind, Document, Metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

_SYLLABLES = (
    "wa",
    "ter",
    "ka",
    "de",
    "sluis",
    "pol",
    "der",
    "ha",
    "ven",
    "brug",
    "lo",
    "ket",
    "mel",
    "punt",
    "ri",
    "vier",
)
_TERMS = (
    "voor het zomerreces", "in het najaar", "uiterlijk {day} {month} {year}", "binnen {number} weken",
    "eind {year}", "in het {quarter}e kwartaal van {year}", "voor de begrotingsbehandeling",
    "zo spoedig mogelijk", "op {day} {month}",
)  # fmt: skip
_MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober")
_SENTENCES = (
    "Ik zal uw Kamer {term} over {the} informeren.",
    "De evaluatie van {the} wordt {term} aan uw Kamer aangeboden.",
    "Ik zeg uw Kamer toe {term} een brief over {the} te sturen.",
    "Met deze brief doe ik de toezegging over {the} gestand.",
    "De besluitvorming over {the} loopt vertraging op; u ontvangt het plan {term}.",
    "Naar verwachting zijn de uitkomsten van het onderzoek naar {the} {term} bekend.",
    "In {year} is {the} voor het laatst onderzocht, samen met {the}.",
    "Gemeenten en provincies werken aan {the}, zoals afgesproken in het overleg over {the}.",
    "Het lid {name} vroeg naar {the} en naar de kosten van {the}.",
    "Wanneer {the} gereed is, kom ik daar bij uw Kamer op terug.",
    "Uit {the} blijkt dat {number} van de {day} locaties aan de eisen voldoen.",
    "Daarom verken ik met {the} of {the} kan worden uitgebreid.",
)


def papers(count: int, seed: int) -> Iterator[Document]:
    """``count`` letters of some ten sentences; the same for the same seed, each different."""
    chance = random.Random(seed)  # noqa: S311 - no secrets here
    for _ in range(count):
        yield _letter(chance)


def _letter(chance: random.Random) -> Document:
    text, blocks = "", []
    for _ in range(chance.randint(2, 5)):
        body = " ".join(_sentence(chance) for _ in range(chance.randint(1, 4)))
        blocks.append(Block(BlockKind.PARAGRAPH, len(text), len(text) + len(body)))
        text += body + "\n\n"
    day = dt.date(2015, 1, 1) + dt.timedelta(days=chance.randrange(5_000))
    return Document(text, tuple(blocks), Metadata(date=day))


def _sentence(chance: random.Random) -> str:
    return _filled(chance, chance.choice(_SENTENCES))


def _filled(chance: random.Random, template: str) -> str:
    out = template
    while "{term}" in out:
        out = out.replace("{term}", chance.choice(_TERMS), 1)
    while "{the}" in out:
        out = out.replace("{the}", f"de {_word(chance)}", 1)
    return out.format(
        day=chance.randint(1, 28),
        month=chance.choice(_MONTHS),
        year=chance.randint(2015, 2031),
        number=chance.randint(2, 20),
        quarter=chance.randint(1, 4),
        name=_word(chance).capitalize(),
    )


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(2, 5)))
