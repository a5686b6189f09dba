"""The followed subject: what an onderwerpen.toml says. Another subject is another such file, nothing else."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import tomllib
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.errors import reason
from extract.offices import ministries as known_ministries
from spiders.config import ConfigError
from spiders.tweede_kamer_kinds import expectations

if TYPE_CHECKING:
    from collections.abc import Mapping

_DOSSIER = re.compile(r"(?:\d{5}|[IVXLCDM]+)(?:-[0-9A-Z]+)?\Z")


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier to follow. ``committee`` is the one that handles it, None when not known."""

    number: str
    title: str
    committee: str | None


@dataclass(frozen=True, slots=True)
class Topics:
    """A followed subject."""

    name: str
    since: dt.date
    """Papers dated before this day are left alone."""
    dossiers: tuple[Dossier, ...]
    terms: tuple[str, ...]
    publications: tuple[str, ...]
    """Publicatienamen that are read ("Kamerstuk", "Kamervragen (Aanhangsel)", ...)."""
    kinds_skipped: tuple[str, ...]
    """Kinds that are left out ("Bijlage")."""
    ministries: tuple[str, ...] = ()
    """Codes of ministries all of whose letters to parliament are read."""
    follow_promises: bool = True
    """Whether letters of every ministry with an open promise are read too, whatever their subject."""
    reference_steps: int = 1
    """How many steps references found in papers are followed: 0 or 1."""
    starts: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Category of the Kamer's feed to the skiptoken after which a first run begins; absent: at the beginning.

    Not part of the fingerprint: what is read from where does not change what is followed.
    """
    fingerprint: str = field(default="", compare=False)
    """Changes when the file's meaning does: then the whole history must be listed again."""

    def dossier(self, number: str) -> Dossier | None:
        """The followed dossier of that number."""
        return next((d for d in self.dossiers if d.number == number), None)


def _only(table: dict[str, Any], known: set[str], where: str) -> None:
    if unknown := sorted(set(table) - known):
        raise ConfigError(f"{where}: onbekende sleutel {', '.join(unknown)}")


def _table(table: dict[str, Any], key: str, where: str) -> dict[str, Any]:
    found = table.get(key, {})
    if not isinstance(found, dict):
        raise ConfigError(f"{where}: {key} is geen onderdeel; schrijf [{key}] en daaronder zijn sleutels")
    return found


def _rows(table: dict[str, Any], key: str, where: str) -> list[dict[str, Any]]:
    found = table.get(key, [])
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise ConfigError(f"{where}: {key} is geen onderdeel; schrijf [[{key}]] boven elk van hen")
    return found


def _text(row: dict[str, Any], key: str, where: str) -> str:
    found = row.get(key, "")
    if not isinstance(found, str):
        raise ConfigError(f"{where}: {key} is een tekst, tussen aanhalingstekens, en geen {found!r}")
    return found.strip()


def _texts(row: dict[str, Any], key: str, where: str) -> tuple[str, ...]:
    found = row.get(key, [])
    if not isinstance(found, list) or not all(isinstance(text, str) and text.strip() for text in found):
        raise ConfigError(f'{where}: {key} is een lijst van teksten, zoals ["Kamerstuk"], en geen {found!r}')
    return tuple(found)


def _dossier(row: dict[str, Any], where: str) -> Dossier:
    _only(row, {"nummer", "titel", "commissie", "bron", "zekerheid"}, where)
    number = _text(row, "nummer", where)
    if not _DOSSIER.match(number):
        raise ConfigError(f"{where}: {number!r} is geen dossiernummer (zoals 30821 of 36600-VI)")
    return Dossier(number, _text(row, "titel", where), _text(row, "commissie", where) or None)


def _since(topic: dict[str, Any], where: str) -> dt.date:
    found = topic.get("sinds")
    if not isinstance(found, dt.date) or isinstance(found, dt.datetime):
        raise ConfigError(f"{where}: sinds is een dag, zoals 2018-01-01, zonder aanhalingstekens en tijd")
    return found


def _terms(rows: list[dict[str, Any]], where: str) -> tuple[str, ...]:
    for row in rows:
        _only(row, {"tekst", "bron"}, where)
    terms = tuple(_text(row, "tekst", where) for row in rows)
    if any(not term or '"' in term for term in terms):
        raise ConfigError(f"{where}: een lege zoekterm, of een aanhalingsteken erin")
    return terms


def _ministry(row: dict[str, Any], where: str) -> str:
    _only(row, {"code", "bron"}, where)
    code = str(row.get("code", ""))
    if code not in known_ministries():
        raise ConfigError(
            f"{where}: ministerie {code!r} is niet bekend (kies uit {', '.join(known_ministries())})"
        )
    return code


def _follow(table: dict[str, Any], where: str) -> tuple[bool, int]:
    _only(table, {"ministeries_met_open_toezegging", "verwijzingen"}, where)
    promises, steps = table.get("ministeries_met_open_toezegging", True), table.get("verwijzingen", 1)
    if not isinstance(promises, bool) or steps not in (0, 1) or isinstance(steps, bool):
        raise ConfigError(
            f"{where}: ministeries_met_open_toezegging is true of false, verwijzingen is 0 of 1"
        )
    return promises, int(steps)


def _starts(table: dict[str, Any], where: str) -> dict[str, str]:
    _only(table, {kind.category for kind in expectations().kinds}, where)
    for category, token in table.items():
        if not isinstance(token, int) or isinstance(token, bool) or token < 0:
            raise ConfigError(f"{where}: {category} is geen skiptoken (een heel getal)")
    return {category: str(token) for category, token in table.items()}


def _read(source: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(source.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{source}: niet te lezen ({reason(error)})") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{source}: niet te lezen (geen UTF-8); sla het bestand zo op") from error
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        where = f"regel {place[1]}, teken {place[2]}" if place else "het einde van het bestand"
        raise ConfigError(f"{source}: niet te lezen (geen TOML, bij {where})") from error


def load_topics(path: Path | None = None) -> Topics:
    """Read an onderwerpen.toml. Raises ConfigError (one Dutch line) when it can't be used."""
    source = path or Path(str(resources.files("spiders") / "data" / "onderwerpen.toml"))
    table, where = _read(source), source.name
    parts = {"onderwerp", "dossier", "zoekterm", "soorten", "ministerie", "volgen", "beginplaatsen"}
    _only(table, parts, where)
    topic, kinds = _table(table, "onderwerp", where), _table(table, "soorten", where)
    _only(topic, {"naam", "sinds"}, f"{where}, [onderwerp]")
    _only(kinds, {"publicaties", "overslaan"}, f"{where}, [soorten]")
    terms = _terms(_rows(table, "zoekterm", where), f"{where}, [[zoekterm]]")
    dossiers = tuple(_dossier(row, f"{where}, [[dossier]]") for row in _rows(table, "dossier", where))
    ministries = tuple(
        _ministry(row, f"{where}, [[ministerie]]") for row in _rows(table, "ministerie", where)
    )
    name = _text(topic, "naam", f"{where}, [onderwerp]")
    since = _since(topic, f"{where}, [onderwerp]")
    if not name:
        raise ConfigError(f"{where}, [onderwerp]: naam is nodig")
    if not (dossiers or terms or ministries):
        raise ConfigError(f"{where}: minstens één dossier, zoekterm of ministerie is nodig")
    publications = _texts(kinds, "publicaties", f"{where}, [soorten]")
    if not publications:
        raise ConfigError(f'{where}, [soorten]: publicaties is nodig, zoals ["Kamerstuk"]')
    promises, steps = _follow(_table(table, "volgen", where), f"{where}, [volgen]")
    topics = Topics(
        name,
        since,
        dossiers,
        terms,
        publications,
        _texts(kinds, "overslaan", f"{where}, [soorten]"),
        ministries,
        promises,
        steps,
        _starts(_table(table, "beginplaatsen", where), f"{where}, [beginplaatsen]"),
    )
    object.__setattr__(topics, "fingerprint", hashlib.sha256(repr(topics).encode()).hexdigest()[:16])
    return topics
