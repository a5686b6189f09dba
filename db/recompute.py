"""When the calendar or the conventions change: the stored terms that rest on them are worked out anew."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from commitments.recompute import bearing, data_in_use, term_again, version_of
from db.connection import transaction
from db.history import log_change
from db.ladder import TERM, read_term, rebuild_ladder, replace_original, term_columns

if TYPE_CHECKING:
    from sqlite_utils import Database

    from commitments.recompute import Bearing

_PROMISES = """
    SELECT z.id, z.begin, z.eind, z.document_id, d.datum FROM termijnen t
    JOIN toezeggingen z ON z.id = t.toezegging_id JOIN documenten d ON d.id = z.document_id
    WHERE t.volgnummer <= 1 AND z.vervallen_op IS NULL AND {days} AND {words}
    ORDER BY z.document_id, z.id"""
_EVENTS = """
    SELECT g.*, d.datum AS papierdatum FROM gebeurtenissen g JOIN documenten d ON d.id = g.document_id
    WHERE g.termijn_tekst IS NOT NULL AND g.vervallen_op IS NULL AND {days} AND {words}
    ORDER BY g.document_id, g.id"""
_REASON = "andere kalender of afspraken (rekendata {old} -> {new})"


@dataclass(slots=True)
class Recomputed:
    """What became of the terms: how many were read anew, how many changed, and which could not be found."""

    version: str
    checked: int = 0
    changed: int = 0
    lost: list[str] = field(default_factory=list)
    """Keys of promises and events whose words are no term any more; their stored term stands."""


def recompute_terms(database: Database, *, now: str) -> Recomputed | None:
    """Bring every stored term up to the calendar and conventions in use; None when they already are.

    All or nothing. Only the terms that the change can touch are read anew, from the text of their paper; what
    changes leaves a row in ``wijzigingen`` with the reason. ``now`` in UTC.
    """
    content = data_in_use()
    version = version_of(content)
    with transaction(database):
        known = _setting(database)
        if known == version:
            return None
        work = _Work(database, now, _REASON.format(old=known or "onbekend", new=version), Recomputed(version))
        touched = bearing(_content(database, known), content)
        work.promises(touched)
        work.events(touched)
        _write_down(database, version, content, now)
    return work.done


def _setting(database: Database) -> str | None:
    row = database.execute("SELECT waarde FROM instellingen WHERE naam = 'rekendata'").fetchone()
    return row[0] if row else None


def _content(database: Database, version: str | None) -> str | None:
    row = database.execute("SELECT inhoud FROM rekendata WHERE versie = ?", [version]).fetchone()
    return row[0] if row else None


def _write_down(database: Database, version: str, content: str, now: str) -> None:
    database.execute(
        "INSERT OR IGNORE INTO rekendata (versie, inhoud, gebruikt_op) VALUES (?, ?, ?)",
        [version, content, now],
    )
    database.execute(
        "INSERT INTO instellingen (naam, waarde) VALUES ('rekendata', ?)"
        " ON CONFLICT (naam) DO UPDATE SET waarde = excluded.waarde",
        [version],
    )


def _query(query: str, touched: Bearing, prefix: str) -> tuple[str, dict[str, Any]]:
    """The query for what a change can touch, with its parameters."""
    days, words, values = "1", "1", {}
    if touched.years is not None:
        first, last = touched.years
        days = f"coalesce({prefix}ruim, {prefix}strikt, {prefix}vanaf) BETWEEN :first AND :last"
        values = {"first": f"{first}-01-01", "last": f"{last}-12-31"}
    if touched.words is not None:
        said = f"lower({prefix}tekst || ' ' || {prefix}uitleg)"
        words = "(" + " OR ".join(f"instr({said}, :w{i})" for i in range(len(touched.words))) + ")"
        values |= {f"w{i}": word for i, word in enumerate(touched.words)}
    return query.format(days=days, words=words), values


@dataclass(slots=True)
class _Work:
    database: Database
    now: str
    reason: str
    done: Recomputed
    paper: tuple[int, str] = (0, "")
    """The paper read last, with its text."""

    def promises(self, touched: Bearing) -> None:
        """Original terms of promises, each with the ladder it is in."""
        query, values = _query(_PROMISES, touched, "t.")
        for row in list(self.database.query(query, values)):
            old = read_term(self.database, row["id"])
            if old is None:
                continue
            new = self._again(row, row["datum"], old, "toezeggingen")
            if new is None or not self._log(("toezegging_id", row["id"]), old, {**old, **new}):
                continue
            origin = {"aangekondigd_op": old["aangekondigd_op"], "document_id": old["document_id"]}
            replace_original(self.database, row["id"], origin | new, self.now)
            self.database.execute(
                "UPDATE toezeggingen SET geboekt_op = ? WHERE id = ?", [self.now, row["id"]]
            )
            self._ladders("SELECT herhaalt_id FROM toezeggingen WHERE id = ?", row["id"])

    def events(self, touched: Bearing) -> None:
        """Terms that events announce, each with the ladder of the promise it is about."""
        query, values = _query(_EVENTS, touched, "g.termijn_")
        for row in list(self.database.query(query, values)):
            old = {name: row[f"termijn_{name}"] for name in TERM if name != "aangekondigd_op"}
            new = self._again(row, row["papierdatum"], old, "gebeurtenissen")
            if new is None or not self._log(("gebeurtenis_id", row["id"]), old, new):
                continue
            values = {f"termijn_{name}": value for name, value in new.items()}
            self.database.table("gebeurtenissen").update(row["id"], values)
            self._ladders("SELECT toezegging_id FROM gebeurtenissen WHERE id = ?", row["id"])

    def _ladders(self, query: str, row: int) -> None:
        (promise,) = self.database.execute(query, [row]).fetchone()
        if promise is not None:
            rebuild_ladder(self.database, promise, self.now)

    def _again(
        self, row: dict[str, Any], date: str | None, old: dict[str, Any], table: str
    ) -> dict[str, Any] | None:
        """The term as columns, read anew; None when its words are no term any more."""
        self.done.checked += 1
        if self.paper[0] != row["document_id"]:
            text = self.database.execute("SELECT tekst FROM documenten WHERE id = ?", [row["document_id"]])
            self.paper = row["document_id"], text.fetchone()[0]
        day = dt.date.fromisoformat(date) if date else None
        term = term_again(self.paper[1], row["begin"], row["eind"], old["tekst"], day, rule=old["regel"])
        if term is None:
            key = self.database.execute(f"SELECT sleutel FROM {table} WHERE id = ?", [row["id"]])  # noqa: S608
            self.done.lost.append(key.fetchone()[0])
            return None
        return term_columns(term)

    def _log(self, what: Any, old: dict[str, Any], new: dict[str, Any]) -> bool:  # noqa: ANN401
        """Note what the term was and is; whether that differs."""
        before, after = (
            json.dumps({name: term[name] for name in TERM if name in term}, ensure_ascii=False)
            for term in (old, new)
        )
        log_change(self.database, what, "termijn", (before, after), self.now, reason=self.reason)
        self.done.changed += before != after
        return before != after
