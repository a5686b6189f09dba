"""Writing the promises of one paper: new ones, what changed about known ones, and those that lapse.

A promise is updated in place, with what it was before in ``wijzigingen``: its key stays.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from commitments.vocabulary import KIND, publish_commitment
from db.documents import ministry_id
from db.history import log_change
from db.identity import Sentence, make_key, match
from db.ladder import TERM, read_term, replace_original, term_columns
from db.links import reconsider, release_events
from db.paper import key_exists
from db.words import index_promises
from extract.offices import find_office

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

    from commitments.model import Commitment, Deadline
    from db.paper import Paper

_PUBLISHED = (
    "citaat", "begin", "eind", "soort", "verplichting", "hardheid", "voorwaarde",
    "toezegger_tekst", "toezegger", "namens", "geadresseerde", "onderwerp",
)  # fmt: skip
"""Columns that say the same as the published JSON."""
_SILENT = {"begin", "eind", "regels"}
"""Changes of these are not news about a promise: where it stands, and which rules found it."""


def store_commitments(
    database: Database, paper: Paper, commitments: Sequence[Commitment], now: str
) -> tuple[int, int, int]:
    """Numbers of new, changed and lapsed promises."""
    known = list(
        database.query("SELECT * FROM toezeggingen WHERE document_id = ? ORDER BY begin, id", [paper.id])
    )
    old = [Sentence(row["citaat"], row["begin"], row["soort"]) for row in known]
    found = [Sentence(item.quote, item.begin, KIND[item.kind]) for item in commitments]
    counts = [0, 0, 0]
    kept = set()
    revived = 0
    for commitment, sentence, index in zip(commitments, found, match(old, found), strict=True):
        values = _commitment_row(database, paper, commitment)
        if index is None:
            key = make_key("tz", paper.key, sentence, lambda key: key_exists(database, "toezeggingen", key))
            row = {"sleutel": key, **values, "gevonden_op": now, "geboekt_op": now}
            promise = int(database.table("toezeggingen").insert(row).last_rowid or 0)
            replace_original(database, promise, _term_row(paper, commitment.deadline), now)
            counts[0] += 1
        else:
            kept.add(known[index]["id"])
            revived += known[index]["vervallen_op"] is not None
            news = _change_promise(database, known[index], {**values, "vervallen_op": None}, now)
            news |= _change_term(database, known[index], paper, commitment.deadline, now)
            counts[1] += news
    for row in known:
        if row["id"] not in kept and row["vervallen_op"] is None and not _confirmed(database, paper, row):
            _change_promise(database, row, {"vervallen_op": now}, now)
            release_events(database, row["id"], now)
            counts[2] += 1
    index_promises(database, paper.id)
    if counts[0] or revived:
        reconsider(database, paper.id)
    return counts[0], counts[1], counts[2]


def _confirmed(database: Database, paper: Paper, row: dict[str, Any]) -> bool:
    """Whether a person confirmed a promise that is still in the paper: it stays, whatever is read."""
    found = database.execute(
        "SELECT 1 FROM correcties WHERE toezegging_id = ? AND soort = 'bevestigd' AND toegepast = 1"
        " AND gebeurtenis_id IS NULL AND vervallen_op IS NULL",
        [row["id"]],
    ).fetchone()
    begin = paper.text.find(row["citaat"])
    if found is None or begin < 0:
        return False
    database.table("toezeggingen").update(row["id"], {"begin": begin, "eind": begin + len(row["citaat"])})
    return True


def _commitment_row(database: Database, paper: Paper, commitment: Commitment) -> dict[str, Any]:
    published = publish_commitment(commitment)
    return {name: published[name] for name in _PUBLISHED} | {
        "document_id": paper.id,
        "datum": paper.date,
        "bewindspersoon_id": paper.holders.get(commitment.promiser) if commitment.promiser else None,
        "ministerie_id": _promiser_ministry(database, paper, commitment.promiser),
        "regels": published["regel"],
    }


def _promiser_ministry(database: Database, paper: Paper, promiser: str | None) -> int | None:
    """The ministry of the office that promises; without one, that of the paper."""
    if promiser is None:
        return paper.ministry
    day = dt.date.fromisoformat(paper.date) if paper.date else None
    office = find_office(promiser, day)
    return ministry_id(database, office.ministry) if office and office.ministry else paper.ministry


def _change_term(
    database: Database, known: dict[str, Any], paper: Paper, deadline: Deadline | None, now: str
) -> bool:
    """Bring the original term of a known promise up to this reading; whether it says something else now."""
    wanted = _term_row(paper, deadline)
    before, after = _term_words(read_term(database, known["id"])), _term_words(wanted)
    if before == after:
        return False
    log_change(database, ("toezegging_id", known["id"]), "termijn", (before, after), now)
    replace_original(database, known["id"], wanted, now)
    database.execute("UPDATE toezeggingen SET geboekt_op = ? WHERE id = ?", [now, known["id"]])
    return True


def _change_promise(database: Database, known: dict[str, Any], values: dict[str, Any], now: str) -> bool:
    changes = {column: value for column, value in values.items() if known[column] != value}
    news = {column: value for column, value in changes.items() if column not in _SILENT}
    for column, value in news.items():
        log_change(database, ("toezegging_id", known["id"]), column, (known[column], value), now)
    if news and "vervallen_op" not in news:
        changes["geboekt_op"] = now
    if changes:
        database.table("toezeggingen").update(known["id"], changes)
    return bool(news)


def _term_row(paper: Paper, deadline: Deadline | None) -> dict[str, Any] | None:
    if deadline is None:
        return None
    return {"aangekondigd_op": paper.date, "document_id": paper.id, **term_columns(deadline)}


def _term_words(row: dict[str, Any] | None) -> str | None:
    """A term as one line of JSON, to compare and to keep as history."""
    if row is None:
        return None
    return json.dumps({name: row[name] for name in TERM}, ensure_ascii=False)
