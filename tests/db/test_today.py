"""What the views take as today, and that any copy of the database works with SQLite alone."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
import subprocess
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

import db
from db.schema.migrations import VIEWS, view_sql
from tests.db.desk import promise, term

if TYPE_CHECKING:
    from tests.db.desk import Desk

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def test_today_is_amsterdam_every_half_hour_of_eight_years() -> None:
    """2024 to 2031: leap years, and every weekday on which the last Sunday can fall back or forward."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE instellingen (naam TEXT, waarde TEXT)")
    query = view_sql("vandaag").replace("'now'", ":moment")
    moment = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    wrong, seen = [], 0
    while moment.year < 2032:
        text = moment.strftime("%Y-%m-%d %H:%M:%S")
        (found,) = connection.execute(query, {"moment": text}).fetchone()
        if found != moment.astimezone(AMSTERDAM).date().isoformat():
            wrong.append((text, found))
        seen += 1
        moment += dt.timedelta(minutes=30)
    assert wrong == []
    assert seen == 2 * 24 * (8 * 365 + 2)


def test_today_is_the_real_day_until_a_reference_day_is_set(desk: Desk) -> None:
    before = dt.datetime.now(AMSTERDAM).date()
    found = db.today(desk.database)
    assert before.isoformat() <= found <= dt.datetime.now(AMSTERDAM).date().isoformat()
    db.set_reference_day(desk.database, dt.date(2025, 10, 1))
    assert db.today(desk.database) == "2025-10-01"
    db.set_reference_day(desk.database, None)
    assert db.today(desk.database) == found


def test_a_reference_day_that_does_not_exist_is_refused(desk: Desk) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        desk.database.execute("UPDATE instellingen SET waarde = '2025-02-30' WHERE naam = 'peildatum'")


def overdue(desk: Desk) -> None:
    desk.source("bron", "2026-12-31")
    db.set_reference_day(desk.database, dt.date(2026, 6, 1))
    long, short = "Ik stuur uw Kamer het eerste rapport.", "Ik stuur uw Kamer het tweede rapport."
    desk.put(
        "kst-1",
        "2026-01-05",
        promise(short, term("2026-04-20", text="voor mei")),
        promise(long, term("2026-03-20", text="dit voorjaar")),
        promise("Ik stuur uw Kamer het derde rapport.", term("2026-12-20")),
        committee="Commissie voor de Proef",
        dossiers=("39999", "12345"),
    )
    desk.put("kst-2", "2026-05-05")


EXPECTED = [
    ("Ik stuur uw Kamer het eerste rapport.", "Justitie en Veiligheid", "12345, 39999", "dit voorjaar", 73),
    ("Ik stuur uw Kamer het tweede rapport.", "Justitie en Veiligheid", "12345, 39999", "voor mei", 42),
]
QUERY = "SELECT citaat, ministerie, dossiers, termijn_tekst, dagen FROM te_laat ORDER BY dagen DESC"


def test_the_views_need_nothing_but_sqlite(desk: Desk) -> None:
    overdue(desk)
    desk.database.close()
    plain = sqlite3.connect(desk.path)
    assert plain.execute(QUERY).fetchall() == EXPECTED
    for view in VIEWS:
        plain.execute(f"SELECT * FROM {view}").fetchall()  # noqa: S608
    states = dict(plain.execute("SELECT toestand, count(*) FROM overzicht GROUP BY toestand").fetchall())
    assert states == {"verstreken zonder bericht": 2, "loopt": 1}


def test_the_views_work_in_the_sqlite3_shell(desk: Desk) -> None:
    shell = shutil.which("sqlite3")
    if shell is None:
        pytest.skip("geen sqlite3 op deze machine")
    overdue(desk)
    desk.database.close()
    done = subprocess.run(
        [shell, str(desk.path), QUERY], capture_output=True, text=True, check=True, timeout=20
    )
    assert done.stdout.splitlines() == ["|".join(map(str, row)) for row in EXPECTED]


def test_the_view_and_another_day_are_one_text(desk: Desk) -> None:
    overdue(desk)
    assert list(desk.database.query("SELECT * FROM stand")) == db.state_on(desk.database, dt.date(2026, 6, 1))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM te_laat",
        "SELECT toestand, count(*) FROM overzicht GROUP BY toestand",
        "SELECT * FROM overzicht WHERE sleutel = 'tz-aaaaaaaaaa'",
    ],
)
def test_the_views_run_through_the_promises_only(desk: Desk, query: str) -> None:
    """Everything else is looked up by index: work grows with the promises, not with papers times promises."""
    plan = [row[3].split() for row in desk.database.execute(f"EXPLAIN QUERY PLAN {query}").fetchall()]
    scanned = {words[1] for words in plan if words[0] == "SCAN"}
    tables_but_promises = set("vapkuteglndmbcoxyw") | {
        "dd",
        "rk",
        "rr",
        "rb",
    }  # the aliases in stand.sql and overzicht.sql
    assert not scanned & tables_but_promises
    assert {words[1] for words in plan if "AUTOMATIC" in words} <= {"maand"}
