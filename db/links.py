"""Which promise an event is about: applying, changing and taking back links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.connection import transaction
from db.history import log_change
from db.ladder import rebuild_ladder

if TYPE_CHECKING:
    from sqlite_utils import Database

CERTAINTY = {"certain": "zeker", "candidate": "kandidaat"}
LOOSE = "los"
_MAY_BE_ABOUT = """
    SELECT other.document_id FROM document_dossiers own
    JOIN document_dossiers other ON other.dossier_id = own.dossier_id
    WHERE own.document_id = :paper
    UNION SELECT document_id FROM verwijzingen
    WHERE doel = (SELECT sleutel FROM documenten WHERE id = :paper)
    UNION SELECT :paper"""
_CODE = {published: code for code, published in CERTAINTY.items()}


def set_link(
    database: Database, event_id: int, promise_id: int | None, *, certainty: str, reason: str | None, now: str
) -> str:
    """Say of which promise an event tells, how surely ("certain" or "candidate") and why (Dutch, one line).

    ``promise_id`` None: of none that is known. An event from a paper without a date is never certain: it
    cannot be said whether it came in time. A certain announcement of another term becomes a rung of the
    ladder. What the link was before is kept in ``wijzigingen``. Returns the certainty as published.
    """
    with transaction(database):
        if (kept := _checked(database, event_id)) is not None:
            database.execute("UPDATE gebeurtenissen SET gekoppeld_op = ? WHERE id = ?", [now, event_id])
            return kept
        return _write_link(database, event_id, (promise_id, certainty), reason, now)


def set_link_by_hand(
    database: Database, event_id: int, promise_id: int | None, *, reason: str, now: str
) -> None:
    """Write what a person established: this event is certainly about that promise, or (None) about none."""
    row = database.execute(
        "SELECT toezegging_id, zekerheid, reden FROM gebeurtenissen WHERE id = ?", [event_id]
    ).fetchone()
    if row != (promise_id, LOOSE if promise_id is None else "zeker", reason):
        _write_link(database, event_id, (promise_id, "by hand"), reason, now)


def free_link(database: Database, event_id: int, now: str) -> None:
    """A person's word on this event no longer holds: it is about none until it is linked anew."""
    _write_link(database, event_id, (None, "candidate"), None, now)
    database.execute("UPDATE gebeurtenissen SET gekoppeld_op = NULL WHERE id = ?", [event_id])


def undo_repetition(database: Database, event_id: int, now: str) -> None:
    """What a sentence said of a promise holds no more: a promise in it repeats it no longer, and waits."""
    repetitions = database.execute(
        "SELECT h.id FROM gebeurtenissen g JOIN toezeggingen h ON h.document_id = g.document_id"
        " AND h.begin < g.eind AND h.eind > g.begin AND h.herhaalt_id = g.toezegging_id WHERE g.id = ?",
        [event_id],
    )
    for (repetition,) in repetitions.fetchall():
        set_repetition(database, repetition, None, reason=None, now=now)
        database.execute("UPDATE toezeggingen SET gekoppeld_op = NULL WHERE id = ?", [repetition])


def _checked(database: Database, event_id: int) -> str | None:
    """How surely an event is linked by a person's word; None when the machine may decide."""
    row = database.execute(
        "SELECT g.zekerheid FROM correcties c JOIN gebeurtenissen g ON g.id = c.gebeurtenis_id"
        " WHERE c.gebeurtenis_id = ? AND c.toegepast = 1 AND c.vervallen_op IS NULL",
        [event_id],
    ).fetchone()
    return str(row[0]) if row else None


def _write_link(
    database: Database, event_id: int, link: tuple[int | None, str], reason: str | None, now: str
) -> str:
    promise_id, certainty = link
    with transaction(database):
        before = database.execute(
            "SELECT g.toezegging_id, g.zekerheid, d.datum, g.reden FROM gebeurtenissen g"
            " JOIN documenten d ON d.id = g.document_id WHERE g.id = ?",
            [event_id],
        ).fetchone()
        if before is None:
            raise KeyError(event_id)
        if before[0] is not None and before[0] != promise_id:
            undo_repetition(database, event_id, now)
        published = _published(promise_id, certainty, dated=before[2] is not None)
        database.execute(
            "UPDATE gebeurtenissen SET toezegging_id = ?, zekerheid = ?, reden = ?, gekoppeld_op = ?"
            " WHERE id = ?",
            [promise_id, published, reason, now, event_id],
        )
        for field, old, new in (
            ("toezegging_id", before[0], promise_id),
            ("zekerheid", before[1], published),
            ("reden", before[3], reason),
        ):
            log_change(database, ("gebeurtenis_id", event_id), field, (old, new), now)
        for promise in {before[0], promise_id} - {None}:
            rebuild_ladder(database, promise, now)
    return published


def _published(promise_id: int | None, certainty: str, *, dated: bool) -> str:
    if promise_id is None:
        return LOOSE
    if certainty == "by hand":
        return "zeker"
    return CERTAINTY[certainty if dated else "candidate"]


def set_repetition(
    database: Database, promise_id: int, earlier_id: int | None, *, reason: str | None, now: str
) -> None:
    """Say that a promise certainly repeats another one: its term is then a rung of that one's ladder.

    What was about the repetition, or repeats it, is from then on about what it repeats. ``earlier_id`` None:
    it stands for itself.
    """
    with transaction(database):
        row = database.execute(
            "SELECT herhaalt_id, herhaalt_reden FROM toezeggingen WHERE id = ?", [promise_id]
        ).fetchone()
        if row is None:
            raise KeyError(promise_id)
        database.execute(
            "UPDATE toezeggingen SET herhaalt_id = ?, herhaalt_reden = ?, gekoppeld_op = ? WHERE id = ?",
            [earlier_id, reason, now, promise_id],
        )
        log_change(database, ("toezegging_id", promise_id), "herhaalt_id", (row[0], earlier_id), now)
        log_change(database, ("toezegging_id", promise_id), "herhaalt_reden", (row[1], reason), now)
        if earlier_id is not None:
            _hand_over(database, promise_id, earlier_id, now)
        for promise in {row[0], earlier_id} - {None}:
            rebuild_ladder(database, promise, now)


def _hand_over(database: Database, promise_id: int, earlier_id: int, now: str) -> None:
    events = database.execute(
        "SELECT id, zekerheid, reden FROM gebeurtenissen WHERE toezegging_id = ? AND vervallen_op IS NULL",
        [promise_id],
    )
    for event_id, published, reason in events.fetchall():
        _write_link(database, event_id, (earlier_id, _CODE[published]), reason, now)
    repetitions = database.execute(
        "SELECT id, herhaalt_reden FROM toezeggingen WHERE herhaalt_id = ?", [promise_id]
    )
    for repetition, reason in repetitions.fetchall():
        set_repetition(database, repetition, earlier_id, reason=reason, now=now)


def release_events(database: Database, promise_id: int, now: str) -> None:
    """The promise is no longer found: what was about it is about none, and waits to be linked anew."""
    events = database.execute(
        "SELECT id FROM gebeurtenissen WHERE toezegging_id = ? AND vervallen_op IS NULL", [promise_id]
    )
    for (event_id,) in events.fetchall():
        free_link(database, event_id, now)
    repetitions = database.execute("SELECT id FROM toezeggingen WHERE herhaalt_id = ?", [promise_id])
    for (repetition,) in repetitions.fetchall():
        set_repetition(database, repetition, None, reason=None, now=now)
        database.execute("UPDATE toezeggingen SET gekoppeld_op = NULL WHERE id = ?", [repetition])
    earlier = database.execute("SELECT herhaalt_id FROM toezeggingen WHERE id = ?", [promise_id]).fetchone()[
        0
    ]
    if earlier is not None:
        rebuild_ladder(database, earlier, now)


def reconsider_about(database: Database, promise_id: int) -> None:
    """A promise counts again: what may be about it waits to be linked anew."""
    row = database.execute("SELECT document_id FROM toezeggingen WHERE id = ?", [promise_id]).fetchone()
    reconsider(database, row[0])


def reconsider(database: Database, document_id: int) -> None:
    """A promise was newly found in this paper: what refers to it or shares its dossier may be about it.

    Events wait to be linked anew unless their link is certain, promises unless they repeat one.
    """
    paper = {"paper": document_id}
    since = database.execute("SELECT datum FROM documenten WHERE id = :paper", paper).fetchone()[0]
    for table, unsure in (
        ("gebeurtenissen", "zekerheid <> 'zeker'"),
        ("toezeggingen", "herhaalt_id IS NULL"),
    ):
        database.execute(
            f"UPDATE {table} SET gekoppeld_op = NULL WHERE gekoppeld_op IS NOT NULL AND {unsure}"  # noqa: S608
            f" AND vervallen_op IS NULL AND datum >= :since AND document_id IN ({_MAY_BE_ABOUT})",
            {**paper, "since": since or ""},
        )
