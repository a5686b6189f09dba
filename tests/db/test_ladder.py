"""The slip ladder as readers see it, with firmness beside each step; and where was searched."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import db
from commitments.model import EventKind, Strength
from db.links import set_link, set_repetition
from tests.db.desk import NOW, event, promise, term

if TYPE_CHECKING:
    from tests.db.desk import Desk

MADE = "Ik zal de Kamer voor de zomer informeren."
LATER_ON = "Ik streef ernaar de toegezegde brief in het najaar te sturen."
AGAIN = "De toegezegde brief komt later, namelijk voor maart."
VAGUER = "Ik bezie of de toegezegde brief nog komt."


def test_each_step_stands_with_its_sentence_its_slip_and_its_firmness(desk: Desk) -> None:
    desk.put("kst-1", "2026-01-05", promise(MADE, term("2026-06-20")))
    desk.put("kst-2", "2026-06-10", event(EventKind.WEAKENED, LATER_ON, term("2026-12-20")))
    desk.put(
        "kst-3",
        "2026-12-01",
        promise(AGAIN, term("2027-02-28")),
        event(EventKind.POSTPONED, AGAIN, term("2027-02-28")),
    )
    desk.put("kst-4", "2027-01-05", event(EventKind.WEAKENED, VAGUER))
    for row in (1, 2, 3):
        set_link(desk.database, row, 1, certainty="certain", reason="proef", now=NOW)
    set_repetition(desk.database, 2, 1, reason="proef", now=NOW)
    rows = desk.database.execute(
        "SELECT trede, datum, soort, citaat, hardheid, termijn_ruim, verschoven, verschuiving, document"
        " FROM ladder WHERE toezegging_id = 1 ORDER BY datum"
    )
    assert rows.fetchall() == [
        (1, "2026-01-05", "toegezegd", MADE, "stellig", "2026-06-20", None, 0, "kst-1"),
        (2, "2026-06-10", "minder stellig", LATER_ON, "voornemen", "2026-12-20", 183, 183, "kst-2"),
        (3, "2026-12-01", "uitgesteld", AGAIN, "stellig", "2027-02-28", 70, 253, "kst-3"),
        (None, "2027-01-05", "minder stellig", VAGUER, "voornemen", None, None, None, "kst-4"),
    ]
    state = desk.state("2027-01-10")
    assert (state["aantal_uitstel"], state["verschuiving"]) == (2, 253)


def test_the_search_is_told_in_one_sentence(desk: Desk) -> None:
    db.set_reference_day(desk.database, dt.date(2026, 11, 23))
    desk.put("kst-30821-1", "2026-01-05", promise(MADE), dossiers=("30821",))
    for number in range(3):
        desk.put(f"kst-39999-{number}", f"2026-02-0{number + 1}")
    desk.put("kst-30821-2", "2026-03-01", ministry="BZK", senders=(), dossiers=("30821",))
    desk.put("kst-30821-3", "2026-11-24", ministry="BZK", senders=(), dossiers=("30821",))
    desk.put("kst-11111-1", "2026-03-01", ministry="BZK", senders=(), dossiers=("11111",))
    row = next(desk.database.query("SELECT * FROM gezocht WHERE toezegging_id = 1"))
    assert (row["stukken_ministerie"], row["stukken_dossier"]) == (3, 1)
    assert (
        row["tekst"]
        == "gezocht in 4 gelezen latere stukken van JenV en dossier 30 821, tot en met 23-11-2026"
    )


def test_a_firm_repetition_of_an_intention_shows_as_such(desk: Desk) -> None:
    desk.put("kst-1", "2026-01-05", promise(MADE, term("2026-06-20"), strength=Strength.INTENDED))
    desk.put("kst-2", "2026-06-10", promise(AGAIN, term("2027-02-28")))
    set_repetition(desk.database, 2, 1, reason="proef", now=NOW)
    rows = desk.database.execute("SELECT soort, hardheid FROM ladder WHERE toezegging_id = 1 ORDER BY trede")
    assert rows.fetchall() == [("toegezegd", "voornemen"), ("herhaald", "stellig")]
