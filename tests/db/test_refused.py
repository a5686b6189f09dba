"""What the database will not take: one paper is refused in one Dutch line, and nothing of it is kept."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import db
from commitments.model import EventKind
from extract.document import Block, BlockKind
from tests.db.desk import NOW, PROMISE, event, paper, promise, reading, term

if TYPE_CHECKING:
    from extract.document import Document
    from tests.db.desk import Desk

TABLES = ("documenten", "blokken", "dossiers", "toezeggingen", "termijnen", "gebeurtenissen", "herkomsten")


def counts(desk: Desk) -> list[int]:
    return [desk.value(f"SELECT count(*) FROM {table}") for table in TABLES]  # noqa: S608 - own names


REFUSED = [
    pytest.param(paper(PROMISE, "2026-01-05", session="2025/26"), "vergaderjaar", id="layout"),
    pytest.param(paper(PROMISE, "2026-01-05", chamber=3), "kamer", id="value"),
    pytest.param(paper(PROMISE, "2026-01-05", chamber=2**70), "large", id="number"),
    pytest.param(paper(PROMISE, "2026-01-05", title="half teken \ud800"), "surrogates", id="character"),
    pytest.param(
        replace(paper(PROMISE, "2026-01-05"), blocks=(Block(BlockKind.PARAGRAPH, 9, 3),)),
        "eind >= begin",
        id="block",
    ),
]


@pytest.mark.parametrize(("document", "reason"), REFUSED)
def test_a_paper_with_a_value_that_is_refused_leaves_nothing(
    desk: Desk, document: Document, reason: str
) -> None:
    desk.put("kst-1", "2026-01-04")
    before = counts(desk)
    with pytest.raises(
        db.RefusedError, match=r"^Stuk kst-2 is niet opgeslagen, .*meld dit als fout\.$"
    ) as caught:
        desk.store("kst-2", document)
    assert reason in str(caught.value)
    assert isinstance(caught.value, db.DatabaseError)
    assert counts(desk) == before
    desk.put("kst-3", "2026-01-06", promise())


def test_a_reading_that_is_refused_leaves_paper_and_reading_out(desk: Desk) -> None:
    """As the hallway does it: storing and reading in one transaction."""
    desk.put("kst-1", "2026-01-04")
    before = counts(desk)
    upside_down = term("2026-03-01", "2026-04-01")
    text = f"{PROMISE}\n\nMijn toezegging komt later."
    found = reading(text, promise(), event(EventKind.POSTPONED, "Mijn toezegging komt later.", upside_down))

    def take() -> None:
        with db.transaction(desk.database):
            stored = desk.store("kst-2", paper(text, "2026-01-05"))
            db.store_reading(desk.database, stored.id, found, now=NOW)

    with pytest.raises(db.RefusedError, match="kst-2"):
        take()
    assert counts(desk) == before
    stored = desk.store("kst-2", paper(text, "2026-01-05"))
    with pytest.raises(db.RefusedError):
        db.store_reading(desk.database, stored.id, found, now=NOW)
    assert desk.value("SELECT group_concat(sleutel) FROM documenten WHERE begrepen_op IS NULL") == "kst-2"
    assert desk.value("SELECT count(*) FROM toezeggingen") == 0


def test_a_finding_place_that_is_refused_names_the_paper(desk: Desk) -> None:
    document = desk.put("kst-1", "2026-01-04")
    origin = db.Origin("", "kst-1", "stempel", (), None, file_id=1)
    with pytest.raises(db.RefusedError, match=r"^Stuk kst-1 .*bron"):
        db.store_origin(desk.database, document, origin)
    assert counts(desk)[-1] == 0


def test_a_mistake_in_our_own_sql_is_not_called_a_refusal(desk: Desk) -> None:
    desk.database.execute("DROP TABLE blokken")
    with pytest.raises(sqlite3.OperationalError):
        desk.store("kst-1", paper(PROMISE, "2026-01-05"))
