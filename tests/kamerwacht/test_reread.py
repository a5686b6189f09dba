"""Papers read with other rules are read again: in portions, from the kept bytes, to the same result."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import db
from commitments.model import Reading
from commitments.patterns import load_patterns
from db.backup import copy_database
from db.rules import Rule, narrow_reading
from demo import papers
from kamerwacht.config import Store, now
from kamerwacht.demo import build
from kamerwacht.reread import reread
from kamerwacht.rules import reading_rules, rules_version
from kamerwacht.settle import settle
from tests.db.test_rereading import change_ten_rules
from tests.kamerwacht.command import kamerwacht

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

OTHER = "0" * 12


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The demo as the rules of now read it."""
    place = Store(tmp_path_factory.mktemp("heel") / "kw.db")
    build(place, papers.bundled().reference_date)
    return place


@pytest.fixture
def place(whole: Store, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A copy of it, with the raw files of the demo."""
    place = Store(tmp_path_factory.mktemp("kopie") / "kw.db")
    copy_database(whole.database, place.database)
    place.raw.symlink_to(whole.raw)
    return place


@pytest.fixture
def database(place: Store) -> Iterator[Database]:
    database = db.connect(place.database)
    yield database
    database.close()


def _forget(database: Database) -> int:
    """Let every paper have been read by rules that found nothing; how many that are."""
    ids = [row[0] for row in database.execute("SELECT id FROM documenten").fetchall()]
    for document_id in ids:
        db.store_reading(database, document_id, Reading(), now=now(), rules=OTHER)
    return len(ids)


def _counting(database: Database) -> int:
    query = "SELECT count(*) FROM toezeggingen WHERE vervallen_op IS NULL"
    return int(database.execute(query).fetchone()[0])


def _holding(database: Database) -> list[list[tuple[Any, ...]]]:
    """What holds now of every promise, its terms, and every event with what it is about."""
    return [
        database.execute(query).fetchall()
        for query in (
            (
                "SELECT z.sleutel, z.citaat, z.datum, z.soort, z.hardheid, h.sleutel FROM toezeggingen z"
                " LEFT JOIN toezeggingen h ON h.id = z.herhaalt_id WHERE z.vervallen_op IS NULL ORDER BY 1"
            ),
            (
                "SELECT z.sleutel, t.volgnummer, t.tekst, t.strikt, t.ruim, t.regel FROM termijnen t"
                " JOIN toezeggingen z ON z.id = t.toezegging_id WHERE z.vervallen_op IS NULL ORDER BY 1, 2"
            ),
            (
                "SELECT d.sleutel, g.begin, g.soort, g.citaat, g.termijn_ruim, g.zekerheid, z.sleutel"
                " FROM gebeurtenissen g JOIN documenten d ON d.id = g.document_id"
                " LEFT JOIN toezeggingen z ON z.id = g.toezegging_id WHERE g.vervallen_op IS NULL"
                " ORDER BY 1, 2, 3"
            ),
        )
    ]


def test_what_was_read_with_these_rules_is_left_alone(place: Store, database: Database) -> None:
    before = database.execute("SELECT max(begrepen_op), count(begrepen_met) FROM documenten").fetchone()
    assert before[1] > 0
    assert reread(database, place).papers == 0
    assert (
        database.execute("SELECT max(begrepen_op), count(begrepen_met) FROM documenten").fetchone() == before
    )


def test_other_rules_read_all_again_in_portions_to_the_same_result(place: Store, database: Database) -> None:
    wanted = _holding(database)
    papers_stored = _forget(database)
    assert _counting(database) == 0
    assert reread(database, place, limit=3).papers == 3
    assert reread(database, place).papers == papers_stored - 3
    settle(database, place)
    assert _holding(database) == wanted


def test_a_paper_that_was_withdrawn_stays_withdrawn(place: Store, database: Database) -> None:
    key = database.execute("SELECT sleutel FROM documenten ORDER BY id LIMIT 1").fetchone()[0]
    db.withdraw_document(database, key, now())
    database.execute("UPDATE documenten SET begrepen_met = ? WHERE sleutel = ?", [OTHER, key])
    database.conn.commit()
    assert reread(database, place).papers == 0
    row = database.execute("SELECT ingetrokken FROM documenten WHERE sleutel = ?", [key]).fetchone()
    assert row[0] == 1


def test_a_paper_whose_bytes_are_gone_keeps_its_reading_and_is_told_once(
    whole: Store, place: Store, database: Database
) -> None:
    wanted = _counting(database)
    place.raw.unlink()
    database.execute("UPDATE documenten SET begrepen_met = ?", [OTHER])
    database.conn.commit()
    done = reread(database, place)
    assert done.papers == 0
    assert "niet te lezen" in done.troubles[0]
    assert _counting(database) == wanted
    assert reread(database, place).troubles == []
    assert whole.raw.is_dir()


def test_the_command_says_how_many(place: Store, database: Database) -> None:
    stored = _forget(database)
    done = kamerwacht("reread", "--db", str(place.database))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"Opnieuw gelezen met andere regels: {stored} stukken\n"
    again = kamerwacht("reread", "--db", str(place.database))
    assert again.stdout == "Alles is met de regels van nu gelezen.\n"


def _with_other_rules(place: Store, folder: Path, fired: list[str]) -> None:
    """Read all papers in another process, with ten rules changed."""
    for room in ("extract", "commitments"):
        shutil.copytree(str(files(room)), folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    assert len(change_ten_rules(folder, fired)) == 10
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-P", "-m", "kamerwacht.cli", "reread", "--db", str(place.database)],
        env={**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{root}"},
        capture_output=True, text=True, timeout=280, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def _papers_with(database: Database, rule: str) -> int:
    """The number of papers with a word that a pattern needs."""
    (words,) = (known.words for known in reading_rules().rules if known.id == rule)
    asked = " OR ".join(f'"{word}"' for word in words)
    query = "SELECT count(*) FROM documenten_fts WHERE documenten_fts MATCH ?"
    return int(database.execute(query, [asked]).fetchone()[0])


def test_ten_changed_rules_read_again_only_what_they_can_read_otherwise(
    place: Store, database: Database, tmp_path: Path
) -> None:
    fired = " ".join(row[0] for row in database.execute("SELECT regels FROM toezeggingen").fetchall()).split()
    seldom = sorted(
        (pattern.id for pattern in load_patterns()), key=lambda rule: _papers_with(database, rule)
    )
    chosen = [rule for rule in seldom if rule in fired][:4] + [r for r in seldom if r not in fired][:6]
    _with_other_rules(place, tmp_path, chosen)
    before = database.execute("SELECT group_concat(regels, ' ') FROM toezeggingen").fetchone()[0]
    full = Store(tmp_path / "alles.db")
    copy_database(place.database, full.database)
    full.raw.symlink_to(place.raw, target_is_directory=True)
    everything = db.connect(full.database)
    everything.execute("UPDATE documenten SET begrepen_met = NULL")
    everything.conn.commit()
    some, total = reread(database, place).papers, reread(everything, full).papers
    settle(database, place)
    settle(everything, full)
    everything.close()
    assert 0 < some < total
    assert list(db.compare(place.database, full.database)) == []
    assert database.execute("SELECT group_concat(regels, ' ') FROM toezeggingen").fetchone()[0] != before


def test_a_rule_more_or_less_reads_the_papers_with_its_words_and_another_ground_all(
    database: Database,
) -> None:
    rules = reading_rules()
    changed = replace(rules, version="1" * 12, rules=(*rules.rules, Rule("nieuw", "x", ("niemendalletjes",))))
    (papers_stored,) = database.execute("SELECT count(*) FROM documenten WHERE ingetrokken = 0").fetchone()
    assert narrow_reading(database, rules) == 0
    assert narrow_reading(database, changed) == papers_stored
    assert narrow_reading(database, replace(changed, version="2" * 12, ground="anders")) == 0
    word = "toezegging"
    with_it = int(
        database.execute(
            "SELECT count(*) FROM documenten_fts WHERE documenten_fts MATCH ?", [word]
        ).fetchone()[0]
    )
    more = replace(rules, version="4" * 12, rules=(*rules.rules, Rule("weg", "x", (word,))))
    narrow_reading(database, more)
    database.execute("UPDATE documenten SET begrepen_met = ? WHERE ingetrokken = 0", [more.version])
    assert 0 < with_it < papers_stored
    assert narrow_reading(database, replace(rules, version="5" * 12)) == papers_stored - with_it
    moved = replace(changed, version="3" * 12, rules=changed.rules[::-1])
    assert narrow_reading(database, moved) == 0


@pytest.mark.parametrize(
    ("room", "name", "other"),
    [("commitments", "patterns/send.toml", True), ("extract", "references.py", True),
     ("commitments", "data/calendar.toml", False)],
)  # fmt: skip
def test_rules_are_others_when_what_reads_is_changed(
    room: str, name: str, *, other: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for source in ("extract", "commitments"):
        shutil.copytree(str(files(source)), tmp_path / source, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr("kamerwacht.rules.files", lambda source: tmp_path / source)
    copied = rules_version.__wrapped__()
    assert copied == rules_version()
    with (tmp_path / room / name).open("a", encoding="utf-8") as file:
        file.write("# anders\n")
    assert (rules_version.__wrapped__() != copied) is other
