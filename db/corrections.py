"""People's corrections: booked beside the machine's reading, applied on top of it, undone when taken back.

One entry of correcties.toml is one ``Correction``. Booking the whole file makes the database follow it: what
is new is applied, what is gone is undone, what no longer fits what it corrected is kept, not applied, and
said so. Nothing that the machine read is overwritten: docs/correcties.md.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from db.connection import location, transaction
from db.errors import explained
from db.identity import Sentence, make_key, normalise
from db.ladder import rebuild_ladder
from db.links import free_link, reconsider_about, release_events, set_link_by_hand
from db.paper import key_exists

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlite_utils import Database

KINDS = ("bevestigd", "afgewezen", "gekoppeld", "ontkoppeld", "termijn", "afgedaan", "vervallen", "weerwoord")
EVENT_ONLY = {"gekoppeld", "ontkoppeld"}
PROMISE_ONLY = {"termijn", "afgedaan", "vervallen", "weerwoord"}

_CONTRADICTING: tuple[set[str], ...] = (
    {"bevestigd", "afgewezen"},
    {"bevestigd", "ontkoppeld"},
    {"bevestigd", "gekoppeld"},
    {"gekoppeld", "ontkoppeld"},
    {"gekoppeld", "afgewezen"},
    {"afgedaan", "vervallen"},
    {"afgedaan", "afgewezen"},
    {"vervallen", "afgewezen"},
    {"termijn", "afgewezen"},
)
"""Kinds that can't both be true of one event or promise."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person established. Days are ISO 8601; ``value`` holds what belongs to the kind."""

    target: str
    """Key of a promise ("tz-…") or an event ("gb-…")."""
    kind: str
    by: str
    on: str
    reason: str
    value: Mapping[str, str] = field(default_factory=dict)
    """``toezegging`` (gekoppeld), ``ruim``, ``strikt``, ``vanaf``, ``tekst``, ``aangekondigd_op`` (termijn),
    ``datum`` and ``stuk`` (afgedaan, vervallen), ``tekst`` and ``url`` (weerwoord)."""


@dataclass(frozen=True, slots=True)
class Booked:
    """What booking did, in numbers, with each correction that does not fit and the Dutch reason."""

    new: int = 0
    undone: int = 0
    unchanged: int = 0
    misfits: tuple[tuple[Correction, str], ...] = ()


_ACTIVE = "SELECT * FROM correcties WHERE vervallen_op IS NULL"
_SUCCESSOR = """
    SELECT n.id, n.citaat FROM gebeurtenissen o
    JOIN gebeurtenissen n ON n.document_id = o.document_id AND n.vervallen_op IS NULL
    WHERE o.id = ?"""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a correction works: rows, or the Dutch reason why nowhere."""

    promise: int | None = None
    event: int | None = None
    paper: int | None = None
    misfit: str | None = None


def book_corrections(database: Database, corrections: Sequence[Correction], *, now: str) -> Booked:
    """Make the database follow these corrections, all or nothing; the same ones twice change nothing.

    Call it again after each reading: a correction can begin or cease to fit. ``now`` in UTC. Raises
    ``DatabaseError`` when the file cannot be written.
    """
    new, kept, misfits = 0, set(), []
    with transaction(database):
        active = {_content(row): row for row in database.query(_ACTIVE)}
        for correction, place in _places(database, corrections):
            known = active.get(_content(_row(correction)))
            if known is not None and _same_place(known, place):
                kept.add(known["id"])
        undone = [row for row in active.values() if row["id"] not in kept]
        for row in undone:
            _close(database, row, now)
        for correction, place in _places(database, corrections):
            if place.misfit:
                misfits.append((correction, place.misfit))
            known = active.get(_content(_row(correction)))
            if known is None or known["id"] not in kept:
                _open(database, correction, place, now)
                new += 1
            _work(database, correction, place, now)
    return Booked(new, len(undone), len(kept), tuple(misfits))


def booked_corrections(database: Database) -> list[Correction]:
    """The corrections that hold or wait to fit, as they were given, oldest first."""
    with explained(location(database)):
        rows = list(database.query(f"{_ACTIVE} ORDER BY op, id"))
    return [
        Correction(r["doel"], r["soort"], r["door"], r["op"], r["reden"], json.loads(r["waarde"]))
        for r in rows
    ]


def _row(correction: Correction) -> dict[str, Any]:
    value = json.dumps(dict(sorted(correction.value.items())), ensure_ascii=False)
    return {
        "doel": correction.target,
        "soort": correction.kind,
        "waarde": value,
        "door": correction.by,
        "op": correction.on,
        "reden": correction.reason,
    }


def _content(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in ("doel", "soort", "waarde", "door", "op", "reden"))


def _same_place(row: Mapping[str, Any], place: _Place) -> bool:
    return (row["toezegging_id"], row["gebeurtenis_id"], row["document_id"], row["melding"]) == (
        place.promise,
        place.event,
        place.paper,
        place.misfit,
    )


def _places(database: Database, corrections: Sequence[Correction]) -> list[tuple[Correction, _Place]]:
    """Each correction with where it works; of those that contradict one another only the latest does.

    Two keys can stand for one thing: a repetition and what it repeats, an event and its later reading. Of one
    day the first in the file counts. The other one is told of, with what it contradicts.
    """
    placed = [(correction, _place(database, correction)) for correction in corrections]
    ranked = sorted(range(len(placed)), key=lambda n: placed[n][0].on, reverse=True)
    said: defaultdict[tuple[str, int], list[Correction]] = defaultdict(list)
    for number in ranked:
        correction, place = placed[number]
        about = ("gebeurtenis", place.event) if place.event is not None else ("toezegging", place.promise)
        if place.misfit is not None or about[1] is None:
            continue
        what = (about[0], about[1])
        other = next((other for other in said[what] if _contradict(correction, other)), None)
        if other is None:
            said[what].append(correction)
        else:
            misfit = (
                f"{correction.kind} spreekt {other.kind} van {other.by} ({other.on}) over dezelfde {what[0]}"
                " tegen; de laatste geldt, haal er een weg"
            )
            placed[number] = (correction, replace(place, misfit=misfit))
    return placed


def _contradict(one: Correction, other: Correction) -> bool:
    """Whether two corrections of one thing can't both be true."""
    kinds = {one.kind, other.kind}
    if kinds == {"gekoppeld"}:
        return one.value["toezegging"] != other.value["toezegging"]
    if kinds in ({"afgedaan"}, {"vervallen"}):
        return dict(one.value) != dict(other.value)
    if kinds == {"termijn"}:
        same_rung = one.value.get("aangekondigd_op") == other.value.get("aangekondigd_op")
        return same_rung and dict(one.value) != dict(other.value)
    return any(len(kinds & group) > 1 for group in _CONTRADICTING)


def _place(database: Database, correction: Correction) -> _Place:
    if correction.target.startswith("gb-"):
        return _event_place(database, correction)
    promise, misfit = _promise(database, correction.target, followed=correction.kind in PROMISE_ONLY)
    if misfit:
        return _Place(promise, misfit=misfit)
    return _Place(promise, paper=_paper(database, correction.value.get("stuk")))


def _event_place(database: Database, correction: Correction) -> _Place:
    event, misfit = _event(database, correction.target)
    if misfit:
        return _Place(event=event, misfit=misfit)
    if correction.kind == "gekoppeld":
        promise, misfit = _promise(database, correction.value["toezegging"], followed=True)
        return _Place(promise, event, misfit=misfit)
    if correction.kind == "bevestigd":
        linked = database.execute(
            "SELECT toezegging_id FROM gebeurtenissen WHERE id = ?", [event]
        ).fetchone()[0]
        if linked is None:
            return _Place(
                event=event, misfit=f"{correction.target} hoort nu bij geen toezegging; koppel hem eerst"
            )
        return _Place(linked, event)
    return _Place(event=event)


def _promise(database: Database, key: str, *, followed: bool) -> tuple[int | None, str | None]:
    """The promise, or with ``followed`` the one it repeats; and the Dutch reason why it does not fit."""
    row = database.execute(
        "SELECT id, herhaalt_id, vervallen_op FROM toezeggingen WHERE sleutel = ?", [key]
    ).fetchone()
    if row is None:
        return None, f"er is geen toezegging {key}"
    misfit = f"toezegging {key} wordt niet meer gevonden sinds {row[2][:10]}" if row[2] else None
    return (row[1] if followed and row[1] else row[0]), misfit


def _event(database: Database, key: str) -> tuple[int | None, str | None]:
    """The event, or the one that a later reading found in its sentence."""
    row = database.execute(
        "SELECT id, vervallen_op, citaat FROM gebeurtenissen WHERE sleutel = ?", [key]
    ).fetchone()
    if row is None:
        return None, f"er is geen gebeurtenis {key}"
    if row[1] is None:
        return row[0], None
    words = normalise(row[2])
    later = [
        found
        for found, quote in database.execute(_SUCCESSOR, [row[0]]).fetchall()
        if normalise(quote) == words
    ]
    if len(later) == 1:
        return later[0], None
    return row[0], f"gebeurtenis {key} wordt niet meer gevonden sinds {row[1][:10]}"


def _paper(database: Database, key: str | None) -> int | None:
    row = database.execute("SELECT id FROM documenten WHERE sleutel = ?", [(key or "").lower()]).fetchone()
    return row[0] if row else None


def _open(database: Database, correction: Correction, place: _Place, now: str) -> None:
    row = _row(correction)
    sentence = Sentence(row["reden"], 0, f"{row['soort']} {row['waarde']} {row['door']} {row['op']}")
    key = make_key("cr", correction.target, sentence, lambda key: key_exists(database, "correcties", key))
    database.table("correcties").insert(
        {
            "sleutel": key,
            **row,
            "toezegging_id": place.promise,
            "gebeurtenis_id": place.event,
            "document_id": place.paper,
            "datum": correction.value.get("datum") if correction.kind in {"afgedaan", "vervallen"} else None,
            "toegepast": int(place.misfit is None),
            "melding": place.misfit,
            "geboekt_op": now,
        }
    )


def _close(database: Database, row: Mapping[str, Any], now: str) -> None:
    """End a correction and undo what it did: the machine decides again."""
    database.execute("UPDATE correcties SET vervallen_op = ? WHERE id = ?", [now, row["id"]])
    if row["gebeurtenis_id"] is not None and row["toegepast"]:
        free_link(database, row["gebeurtenis_id"], now)
    elif row["soort"] == "termijn" and row["toezegging_id"] is not None:
        rebuild_ladder(database, row["toezegging_id"], now)
    elif row["soort"] == "afgewezen" and row["toezegging_id"] is not None:
        reconsider_about(database, row["toezegging_id"])


def _work(database: Database, correction: Correction, place: _Place, now: str) -> None:
    """Apply one that fits; one applied before changes nothing."""
    if place.misfit is not None:
        return
    if place.event is not None:
        reason = f"Nagekeken door {correction.by} op {correction.on}: {correction.reason}"
        set_link_by_hand(database, place.event, place.promise, reason=reason, now=now)
    elif correction.kind == "termijn" and place.promise is not None:
        rebuild_ladder(database, place.promise, now)
    elif correction.kind == "afgewezen" and place.promise is not None:
        release_events(database, place.promise, now)
