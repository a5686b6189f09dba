"""What was believed at an earlier moment is exactly what was shown at that moment."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING, Any

import pytest

import db
from commitments.model import EventKind
from db.links import set_link, set_repetition
from tests.db.desk import event, paper, promise, reading, term

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.db.desk import Desk

SUBJECTS = ["havens", "bruggen", "scholen", "bossen", "zalen"]


def stamp(step: int) -> str:
    return (dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(hours=step)).strftime("%Y-%m-%dT%H:%M:%SZ")


class Years:
    """A desk on which something happens at each step, as in years of running."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self.desk = desk
        self.chance = random.Random(seed)  # noqa: S311 - a fixed seed, no secret
        self.now = stamp(0)
        self.papers: list[str] = []

    def day(self) -> str:
        return (dt.date(2025, 1, 1) + dt.timedelta(days=self.chance.randrange(400))).isoformat()

    def step(self, number: int) -> None:
        self.now = stamp(number)
        happenings: list[Callable[[], None]] = [
            self.write, self.write, self.read_again, self.link, self.repeat, self.correct, self.source, self.withdraw,
        ]  # fmt: skip
        self.chance.choice(happenings)()
        # Sources are stamped by the clock itself: here the clock of this test.
        self.desk.database.execute(
            "UPDATE bronnen_eerder SET geboekt_op = ? WHERE geboekt_op > '2026-06-01'", [self.now]
        )

    def items(self) -> list[Any]:
        subject = self.chance.choice(SUBJECTS)
        ends = [None, *(f"2025-{month:02d}-28" for month in range(2, 13))]
        end = self.chance.choice(ends)
        found: list[Any] = [
            promise(f"Ik stuur uw Kamer het rapport over de {subject}.", term(end) if end else None)
        ]
        if self.chance.random() < 0.6:
            kind = self.chance.choice([EventKind.FULFILLED, EventKind.POSTPONED, EventKind.WITHDRAWN])
            new = term(self.chance.choice(ends[1:])) if kind is EventKind.POSTPONED else None
            found.append(event(kind, f"De toezegging over de {subject} is besproken.", new))
        return found

    def store(self, key: str, date: str, items: list[Any]) -> None:
        text = "\n\n".join(item.quote for item in items) + "\n\nTot zover."
        stored = self.desk.store(key, paper(text, date), now=self.now)
        db.store_reading(self.desk.database, stored.id, reading(text, *items), now=self.now)
        db.link_events(self.desk.database, now=self.now)

    def write(self) -> None:
        self.papers.append(f"kst-39999-{len(self.papers) + 1}")
        self.store(self.papers[-1], self.day(), self.items())

    def read_again(self) -> None:
        if self.papers:
            self.store(self.chance.choice(self.papers), self.day(), self.items())

    def rows(self, table: str) -> list[dict[str, Any]]:
        return list(self.desk.database.query(f"SELECT * FROM {table} WHERE vervallen_op IS NULL"))  # noqa: S608

    def link(self) -> None:
        events, promises = self.rows("gebeurtenissen"), self.rows("toezeggingen")
        if events and promises:
            target = self.chance.choice([None, self.chance.choice(promises)["id"]])
            sure = self.chance.choice(["certain", "candidate"])
            chosen = self.chance.choice(events)["id"]
            set_link(self.desk.database, chosen, target, certainty=sure, reason="proef", now=self.now)

    def repeat(self) -> None:
        promises = [row for row in self.rows("toezeggingen") if row["herhaalt_id"] is None]
        if len(promises) > 1:
            one, other = self.chance.sample(promises, 2)
            repeated = {row["herhaalt_id"] for row in self.rows("toezeggingen")}
            if one["id"] not in repeated:
                set_repetition(self.desk.database, one["id"], other["id"], reason="proef", now=self.now)

    def correct(self) -> None:
        promises, events = self.rows("toezeggingen"), self.rows("gebeurtenissen")
        if not promises:
            return
        target = self.chance.choice(promises)["sleutel"]
        kinds: list[tuple[str, str, dict[str, str]]] = [
            (target, "afgewezen", {}),
            (target, "afgedaan", {"datum": "2025-06-01"}),
            (target, "termijn", {"ruim": "2025-08-01"}),
            (target, "termijn", {"ruim": "2025-09-01", "aangekondigd_op": "2025-03-01"}),
        ]
        if events:
            own = self.chance.choice(events)["sleutel"]
            kinds += [(own, "gekoppeld", {"toezegging": target}), (own, "ontkoppeld", {})]
        chosen = self.chance.choice(kinds)
        kept = [item for item in db.booked_corrections(self.desk.database) if self.chance.random() < 0.7]
        kept = [item for item in kept if item.target != chosen[0]]
        new = db.Correction(chosen[0], chosen[1], "A. Verzonnen", "2026-01-01", "Proef.", chosen[2])
        db.book_corrections(self.desk.database, [*kept, new], now=self.now)
        db.link_events(self.desk.database, now=self.now)

    def source(self) -> None:
        self.desk.source(self.chance.choice(["een", "twee"]), self.chance.choice([None, self.day()]))

    def withdraw(self) -> None:
        if self.papers:
            db.withdraw_document(self.desk.database, self.chance.choice(self.papers), self.now)


DAYS = [dt.date(2025, 4, 1), dt.date(2025, 12, 1)]


@pytest.mark.parametrize("seed", range(4))
def test_what_was_shown_is_what_was_believed(desk: Desk, seed: int) -> None:
    years = Years(desk, seed)
    shown = []
    for number in range(1, 31):
        years.step(number)
        for day in DAYS:
            state = sorted(db.state_on(desk.database, day), key=lambda row: row["toezegging_id"])
            shown.append((years.now, day, state))
    assert any(state for _, _, state in shown)
    for moment, day, state in shown:
        believed = db.state_on(desk.database, day, believed=moment)
        assert sorted(believed, key=lambda row: row["toezegging_id"]) == state, (moment, day)


def test_the_front_page_of_an_earlier_day_is_recomputed_twice_alike(desk: Desk) -> None:
    years = Years(desk, 99)
    for number in range(1, 31):
        years.step(number)
    moment = stamp(15)
    first = db.overview_on(desk.database, DAYS[1], believed=moment)
    years.step(40)
    assert db.overview_on(desk.database, DAYS[1], believed=moment) == first
    assert first


def test_looking_back_changes_nothing(desk: Desk) -> None:
    years = Years(desk, 5)
    for number in range(1, 21):
        years.step(number)
    before = list(desk.database.conn.iterdump())
    db.state_on(desk.database, DAYS[1], believed=stamp(10))
    assert list(desk.database.conn.iterdump()) == before
    readonly = db.connect(desk.path, readonly=True)
    assert db.state_on(readonly, DAYS[1], believed=stamp(10)) == db.state_on(
        desk.database, DAYS[1], believed=stamp(10)
    )


def test_why_it_was_believed_is_kept(desk: Desk) -> None:
    desk.put("kst-39999-1", "2026-01-05", promise())
    desk.put("kst-39999-2", "2026-02-05", event(EventKind.FULFILLED, "Hiermee doe ik dat."))
    set_link(desk.database, 1, 1, certainty="certain", reason="Eerst zo.", now="2026-03-01T00:00:00Z")
    set_link(desk.database, 1, None, certainty="candidate", reason=None, now="2026-04-01T00:00:00Z")
    assert desk.database.execute("SELECT geboekt_op, vervallen_op FROM koppelingen").fetchall() == [
        ("2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z")
    ]
    assert desk.value("SELECT oud FROM wijzigingen WHERE veld = 'reden' ORDER BY id DESC") == "Eerst zo."


def test_a_moment_must_be_a_moment(desk: Desk) -> None:
    with pytest.raises(ValueError, match="geen tijdstip"):
        db.state_on(desk.database, DAYS[0], believed="2026-10-01")
