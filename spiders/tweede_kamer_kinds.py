"""What the Tweede Kamer's feed is known to send: data/tweede_kamer.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from spiders.config import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping

READINGS = ("tekst", "getal", "janee", "dag", "tijdstip", "lijst")
"""How an element's text is read."""
_KEYS = {"categorie", "element", "tabel", "verplicht", "genegeerd"}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of rows: a category of the feed."""

    category: str
    """As it is asked for ("DocumentVersie")."""
    element: str
    """Local name of its element ("documentVersie")."""
    table: str
    fields: Mapping[str, tuple[str, str]]
    """Element to how it is read (a word of ``READINGS``) and the column it goes to."""
    references: Mapping[str, str]
    """Element to the name of the reference."""
    ignored: frozenset[str]
    required: frozenset[str]
    known: Mapping[str, frozenset[str]]
    """Element to the values that were seen."""
    has_file: bool


@dataclass(frozen=True, slots=True)
class ChamberExpectations:
    """All of data/tweede_kamer.toml."""

    kinds: tuple[Kind, ...]
    """In the order of reading."""
    minimum: Mapping[str, int]
    """Category to the least number of rows that a first crawl should give."""
    named_functions: tuple[str, ...]
    """Parts of a function whose holder's name may be kept, lower case."""
    paper_kinds: frozenset[str]
    """Soort of the documents whose file can be worth reading."""
    letter_kinds: frozenset[str]
    media_types: Mapping[str, str] = field(default_factory=dict)
    """contentType as given, to the media type it is read as."""

    def kind(self, element: str) -> Kind | None:
        """The kind with that element, whatever its case: the feed writes both."""
        return next((k for k in self.kinds if k.element.lower() == element.lower()), None)


def _kind(row: dict[str, Any]) -> Kind:
    where = f"tweede_kamer.toml, {row.get('categorie')!r}"
    if _KEYS - row.keys() or row.keys() - _KEYS - {"bestand", "verwijzing", "bekend", *READINGS}:
        raise ConfigError(f"{where}: de sleutels kloppen niet")
    fields = {
        element: (reading, column) for reading in READINGS for element, column in row.get(reading, {}).items()
    }
    references: dict[str, str] = row.get("verwijzing", {})
    handled = fields.keys() | references.keys()
    if handled & set(row["genegeerd"]) or set(row["verplicht"]) - fields.keys():
        raise ConfigError(
            f"{where}: een element is zowel gelezen als genegeerd, of verplicht en niet gelezen"
        )
    return Kind(
        row["categorie"],
        row["element"],
        row["tabel"],
        fields,
        references,
        frozenset(row["genegeerd"]),
        frozenset(row["verplicht"]),
        {element: frozenset(values) for element, values in row.get("bekend", {}).items()},
        bool(row.get("bestand", False)),
    )


@cache
def expectations() -> ChamberExpectations:
    """Read data/tweede_kamer.toml. Raises ConfigError when a key is missing or unknown."""
    text = (resources.files("spiders") / "data" / "tweede_kamer.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    wanted = {"minimum", "functies_met_naam", "soorten_met_bestand", "brieven", "mediatypen", "soort"}
    if set(table) != wanted:
        raise ConfigError(f"tweede_kamer.toml: sleutels {sorted(set(table) ^ wanted)} kloppen niet")
    return ChamberExpectations(
        tuple(_kind(row) for row in table["soort"]),
        table["minimum"],
        tuple(table["functies_met_naam"]),
        frozenset(table["soorten_met_bestand"]),
        frozenset(table["brieven"]),
        table["mediatypen"],
    )
