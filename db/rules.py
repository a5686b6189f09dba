"""Which papers other rules can read otherwise: those with a word that a rule needs that is not as it was."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from db.connection import transaction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlite_utils import Database

_NEXT = "SELECT min(begrepen_met) FROM documenten WHERE ingetrokken = 0 AND begrepen_met > ?"
_TOUCHED = """
    INSERT OR IGNORE INTO temp.geraakt SELECT rowid FROM documenten_fts WHERE documenten_fts MATCH ?"""
_SETTLE = """
    UPDATE documenten SET begrepen_met = iif(id IN (SELECT id FROM temp.geraakt), NULL, ?)
    WHERE ingetrokken = 0 AND begrepen_met = ?"""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that stands by itself; ``words``: a sentence in which it can fire holds one of these."""

    id: str
    fingerprint: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """All that reads a paper; ``ground`` stands for everything that is no rule by itself."""

    version: str
    ground: str
    rules: tuple[Rule, ...]
    """In order of precedence."""


def narrow_reading(database: Database, rules: Rules) -> int:
    """Leave papers alone that ``rules`` read as the rules did with which they were read; how many those are.

    Where the ground is another one, or the rules of then are not known, every paper is to be read again.
    Raises ``DatabaseError``.
    """
    with transaction(database):
        database.execute(
            "INSERT OR IGNORE INTO leesregels (versie, grond, regels) VALUES (?, ?, ?)",
            [rules.version, rules.ground, json.dumps([asdict(rule) for rule in rules.rules])],
        )
        return sum(_narrow(database, old, rules) for old in _versions(database, rules.version))


def _versions(database: Database, present: str) -> Iterator[str]:
    """The versions that papers were read with, each found by the index."""
    (found,) = database.execute(_NEXT, [""]).fetchone()
    while found is not None:
        if found != present:
            yield found
        (found,) = database.execute(_NEXT, [found]).fetchone()


def _narrow(database: Database, version: str, rules: Rules) -> int:
    before = _known(database, version)
    words = _words(before, rules) if before else None
    if words is None:
        return 0
    database.execute("CREATE TEMP TABLE geraakt (id INTEGER PRIMARY KEY)")
    try:
        quoted = ['"' + word.replace('"', '""') + '"' for word in sorted(words)]
        database.conn.executemany(_TOUCHED, [(word,) for word in quoted])
        (touched,) = database.execute(
            "SELECT count(*) FROM documenten WHERE ingetrokken = 0 AND begrepen_met = ?"
            " AND id IN (SELECT id FROM temp.geraakt)",
            [version],
        ).fetchone()
        settled = database.conn.execute(_SETTLE, [rules.version, version]).rowcount
        return int(settled - touched)
    finally:
        database.execute("DROP TABLE temp.geraakt")


def _known(database: Database, version: str) -> Rules | None:
    row = database.execute("SELECT grond, regels FROM leesregels WHERE versie = ?", [version]).fetchone()
    if row is None:
        return None
    rules = (Rule(r["id"], r["fingerprint"], tuple(r["words"])) for r in json.loads(row[1]))
    return Rules(version, row[0], tuple(rules))


def _words(one: Rules, other: Rules) -> set[str] | None:
    """The words of the rules that differ; None when more than rules differ, also their order."""
    if one.ground != other.ground or _order(one, other) != _order(other, one):
        return None
    both = {(rule.id, rule.fingerprint) for rule in one.rules} & {
        (rule.id, rule.fingerprint) for rule in other.rules
    }
    return set(_of(rule for rule in (*one.rules, *other.rules) if (rule.id, rule.fingerprint) not in both))


def _order(rules: Rules, others: Rules) -> list[str]:
    known = {rule.id for rule in others.rules}
    return [rule.id for rule in rules.rules if rule.id in known]


def _of(rules: Iterable[Rule]) -> Iterator[str]:
    for rule in rules:
        yield from rule.words
