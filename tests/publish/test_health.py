"""``/-/gezondheid``: green when all is read, red when a source is behind."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

import db
import publish
from db.health import judge

if TYPE_CHECKING:
    from pathlib import Path

NOW = dt.datetime.now(dt.UTC)


def _asked(path: Path) -> Any:  # noqa: ANN401
    return asyncio.run(publish.app(path).client.get("/-/gezondheid"))


def _made(folder: Path, behind: int | None) -> Path:
    path = folder / "kw.db"
    database = db.connect(path, create=True)
    day = None if behind is None else dt.date.fromisoformat(db.today(database)) - dt.timedelta(days=behind)
    db.set_source_state(database, "proef", db.SourceState("Proefbron", day))
    stamp = NOW.strftime("%Y-%m-%dT%H:%M:%SZ")
    run = db.start_run(database, "proef", stamp)
    db.finish_run(database, run, db.Outcome.GOOD, db.RunCounts(), now=stamp)
    database.close()
    return path


@pytest.mark.parametrize(("behind", "status"), [(0, 200), (3, 200), (4, 503), (None, 503)])
def test_red_when_a_source_is_behind(tmp_path: Path, behind: int | None, status: int) -> None:
    answer = _asked(_made(tmp_path, behind))
    body = answer.json()
    assert answer.status_code == status
    assert body["toestand"] == ("groen" if status == 200 else "rood")
    assert [row["naam"] for row in body["bronnen"]] == ["Proefbron"]
    assert bool(body["meldingen"]) is (status == 503)
    assert answer.headers["cache-control"] == "no-store"


def test_red_when_no_run_has_ended_for_a_day() -> None:
    row = {"bron": "b", "naam": "B", "gelezen_tot": "2026-01-01", "dagen_achter": 0}
    old = (NOW - dt.timedelta(hours=25)).strftime("%Y-%m-%dT%H:%M:%SZ")
    new = (NOW - dt.timedelta(hours=23)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert judge([row], new, now=NOW).troubles == ()
    assert judge([row], old, now=NOW).troubles
    assert judge([row], None, now=NOW).troubles
    assert judge([], new, now=NOW).troubles
