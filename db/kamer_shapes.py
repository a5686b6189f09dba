"""Which columns, references and links each table of the Tweede Kamer's own data has; one row of its feed."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Value = str | int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One row of the feed. ``table`` is a key of ``SHAPES``, ``values`` are its columns."""

    table: str
    identifier: str
    """GUID, lower case."""
    updated: str | None
    """The feed's stamp in UTC, ``JJJJ-MM-DDTHH:MM:SSZ``; what is older than the stored row is left alone."""
    removed: bool = False
    """The source removed it: all other fields are empty."""
    values: Mapping[str, Value] = field(default_factory=dict)
    """A column that is not there keeps what it has."""
    refs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """GUIDs of what it refers to, by the name that its shape gives the reference."""


@dataclass(frozen=True, slots=True)
class Link:
    """A table of pairs: this row's id and that of a row of ``other``."""

    table: str
    own_column: str
    other_column: str
    other: str


@dataclass(frozen=True)
class Shape:
    """A table. Beside what is named here it has identificatie, verwijderd and bijgewerkt."""

    table: str
    columns: tuple[str, ...]
    """Columns that the feed fills as they are."""
    single: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Reference by name -> column and table it points to."""
    many: Mapping[str, Link] = field(default_factory=dict)
    """Repeated reference by name -> link table."""
    lookups: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)
    """Value by name -> column, and the table and column in which the value is found."""

    @cached_property
    def stored(self) -> tuple[str, ...]:
        """All columns that storing a row writes."""
        single = [column for column, _ in self.single.values()]
        return (*self.columns, *single, *[column for column, _, _ in self.lookups.values()])


_PERSON, _COMMITTEE = ("persoon_id", "personen"), ("commissie_id", "commissies")
_ACTOR = ("relatie", "naam", "functie", "fractie")


def _actors(of: str, column: str, table: str) -> Shape:
    single = {of: (column, table), "persoon": _PERSON, "commissie": _COMMITTEE}
    return Shape(f"{column.removesuffix('_id')}_actoren", _ACTOR, single)


_ALL = (
    Shape("commissies", ("naam", "afkorting", "kamer")),
    Shape("fracties", ("naam", "afkorting")),
    Shape(
        "personen", ("naam", "functie"), lookups={"fractielabel": ("fractie_id", "fracties", "afkorting")}
    ),
    Shape("kamerstukdossiers", ("nummer", "titel", "afgesloten")),
    Shape(
        "zaken",
        (
            "nummer", "soort", "titel", "onderwerp", "status", "gestart_op", "termijn", "afgedaan",
            "vergaderjaar",
        ),
        {"dossier": ("kamerstukdossier_id", "kamerstukdossiers")},
        {
            "activiteiten": Link("activiteit_zaken", "zaak_id", "activiteit_id", "activiteiten"),
            "agendapunten": Link("agendapunt_zaken", "zaak_id", "agendapunt_id", "agendapunten"),
        },
    ),
    _actors("zaak", "zaak_id", "zaken"),
    Shape(
        "activiteiten",
        (
            "nummer", "soort", "onderwerp", "datum_soort", "datum", "aanvang", "eind", "locatie", "besloten",
            "status", "vergaderjaar",
        ),
        {"commissie": _COMMITTEE, "vervangt": ("vervangt_id", "activiteiten")},
    ),
    _actors("activiteit", "activiteit_id", "activiteiten"),
    Shape(
        "agendapunten",
        ("nummer", "onderwerp", "volgorde"),
        {"activiteit": ("activiteit_id", "activiteiten")},
    ),
    Shape(
        "kamerdocumenten",
        (
            "nummer", "soort", "titel", "onderwerp", "datum", "vergaderjaar", "kamer", "volgnummer",
            "kenmerk", "mediatype", "grootte",
        ),
        {
            "dossier": ("kamerstukdossier_id", "kamerstukdossiers"),
            "versie": ("huidige_versie_id", "kamerdocument_versies"),
        },
        {
            "zaken": Link("kamerdocument_zaken", "kamerdocument_id", "zaak_id", "zaken"),
            "activiteiten": Link(
                "kamerdocument_activiteiten", "kamerdocument_id", "activiteit_id", "activiteiten"
            ),
        },
    ),
    Shape(
        "kamerdocument_versies",
        ("versienummer", "extensie", "grootte", "datum", "status", "kst"),
        {"document": ("kamerdocument_id", "kamerdocumenten")},
    ),
    _actors("document", "kamerdocument_id", "kamerdocumenten"),
)  # fmt: skip
SHAPES: Mapping[str, Shape] = {shape.table: shape for shape in _ALL}
