"""What linking looks up gives the same links as looking at every promise there is, in whatever order they came."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

import db
from benchmarks.linking import Archive
from commitments.linking import PromiseIndex
from commitments.model import EventKind
from commitments.pool import Known, text_of
from commitments.subjects import Text, length, rarity, stems, weigh
from db import candidates, words
from db.candidates import Candidates
from db.links import set_repetition
from tests.db import lifelines
from tests.db.desk import LATER, Desk, event, promise

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from commitments.linking import Link


class Plain:
    """How often words occur in the promises made before a month, counted from their texts."""

    def __init__(self, rows: list[dict[str, Any]], month: str) -> None:
        before = [stems(text_of(row["onderwerp"], row["citaat"])) for row in rows if row["datum"][:7] < month]
        self.known = {stem for found in before for stem in found}
        self.counts = Counter(feature for found in before for feature in weigh(found, self.known))
        self.size = len(before)

    def rarity(self, feature: str) -> float:
        return rarity(self.size, self.counts[feature])

    def count(self, feature: str) -> int:
        return self.counts[feature]

    def __contains__(self, word: object) -> bool:
        return word in self.known


Weighed = tuple[dict[str, Text], Plain]


def weighed(rows: list[dict[str, Any]], month: str) -> Weighed:
    """The words of promises, weighed as in ``month``."""
    counts = Plain(rows, month)
    texts = {}
    for row in rows:
        features = weigh(sorted(stems(text_of(row["onderwerp"], row["citaat"]))), counts)
        in_order = dict(sorted(features.items(), key=lambda item: (-item[1], item[0])))
        texts[row["sleutel"]] = Text(in_order, length(in_order, counts))
    return texts, counts


def look_at_all(database: Database, row: dict[str, Any], months: dict[str, Weighed]) -> Link | None:
    """The link of an event with every stored promise at hand: no index, no look-up.

    ``months`` keeps the words, which do not change while links are made.
    """
    made = list(
        database.query(
            "SELECT id, sleutel, datum, onderwerp, citaat FROM toezeggingen"
            " WHERE vervallen_op IS NULL AND datum IS NOT NULL"
        )
    )
    month = row["datum"][:7]
    if month not in months:
        months[month] = weighed(made, month)
    texts, counts = months[month]
    earlier = [promise["id"] for promise in made if promise["datum"] <= row["datum"]]
    facts = Candidates(database).facts(earlier, row["datum"])
    index = PromiseIndex((candidates._promise(f) for f in facts.values()), Known(texts, counts))
    return index.link(candidates._event(row))


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[Link | None]:
    """Every link that is made from now on, compared with what looking at all gives."""
    found: list[Link | None] = []
    months: dict[str, Weighed] = {}
    look_up = Candidates.about

    def both(self: Candidates, row: dict[str, Any]) -> Link | None:
        link = look_up(self, row)
        assert link == look_at_all(self._database, row, months), row["citaat"]
        found.append(link)
        return link

    monkeypatch.setattr(Candidates, "about", both)
    return found


@pytest.mark.parametrize("folder", ["apart", "anders"])
def test_lifelines_get_the_links_of_looking_at_all(
    tmp_path: Path, compared: list[Link | None], folder: str
) -> None:
    database = db.connect(tmp_path / "kw.db", create=True)
    lifelines.read_all(database, folder)
    made = [link for link in compared if link]
    assert len(made) > 25
    assert {link.certainty for link in made} == {"certain", "candidate"}
    assert None in compared


def test_invented_words_get_the_links_of_looking_at_all(tmp_path: Path, compared: list[Link | None]) -> None:
    archive = Archive(tmp_path, 600)
    archive.add(12)
    db.link_events(archive.database, now=LATER)
    assert sum(link is not None for link in compared) > 20


_SUBJECT = "rapport over zeehondenopvang"
_SENT = f"Zoals toegezegd stuur ik u het {_SUBJECT}."


def _crowd(desk: Desk, word: str) -> None:
    """So many earlier promises, elsewhere, that no word of theirs is rare."""
    quotes = [f"Ik stuur uw Kamer het {_SUBJECT}, deel {word}{'x' * n}." for n in range(60)]
    desk.put("kst-10000-1", "2025-01-02", *(promise(q, subject=None) for q in quotes), ministry="BZK")


@pytest.mark.parametrize(
    ("way", "dossier", "reference"),
    [
        ("word", "40002", None),
        ("dossier", "40001", None),
        ("paper", "40002", "kst-40001-1"),
        ("kenmerk", "40002", "met kenmerk 1234567-AB"),
        ("day", "40002", "mijn brief van 3 februari 2025"),
    ],
)
def test_a_promise_of_the_very_day_is_found(
    tmp_path: Path, compared: list[Link | None], way: str, dossier: str, reference: str | None
) -> None:
    desk = Desk(tmp_path)
    if way != "word":
        _crowd(desk, "abc")
    made = promise(f"Ik stuur uw Kamer het {_SUBJECT}.", subject=_SUBJECT)
    desk.put("kst-40001-1", "2025-02-03", made, dossiers=("40001",), reference="1234567-AB")
    told = event(EventKind.FULFILLED, _SENT, reference=reference)
    desk.put("kst-40002-1", "2025-02-03", told, dossiers=(dossier,), title="Brief")
    db.link_events(desk.database, now=LATER)
    assert desk.value("SELECT count(*) FROM gebeurtenissen WHERE toezegging_id IS NOT NULL") == 1
    assert sum(link is not None for link in compared) == 1


def test_what_a_found_promise_repeats_is_found(tmp_path: Path, compared: list[Link | None]) -> None:
    desk = Desk(tmp_path)
    first = promise(f"Ik stuur uw Kamer het {_SUBJECT}.", subject=_SUBJECT, promiser="minister-bzk")
    again = "Het zeehondenopvang-plan volgt na de toetsing door gemeenten, provincies, waterschappen en kustwacht."
    desk.put("kst-40001-1", "2025-01-03", first, dossiers=("40001",), ministry="BZK")
    desk.put("kst-40002-1", "2025-01-04", promise(again, subject=None), dossiers=("40002",))
    db.link_events(desk.database, now=LATER)
    with db.transaction(desk.database):
        set_repetition(desk.database, 2, 1, reason="proef", now=LATER)
    desk.put(
        "kst-40003-1", "2025-02-03", event(EventKind.FULFILLED, _SENT), dossiers=("40002",), title="Brief"
    )
    db.link_events(desk.database, now=LATER)
    assert desk.value("SELECT toezegging_id FROM gebeurtenissen") == 1
    assert compared[-1] is not None


def _links(database: Database) -> list[tuple[Any, ...]]:
    rows = database.execute(
        "SELECT g.sleutel, z.sleutel, g.zekerheid, g.reden FROM gebeurtenissen g"
        " LEFT JOIN toezeggingen z ON z.id = g.toezegging_id WHERE g.vervallen_op IS NULL"
        " UNION ALL SELECT z.sleutel, h.sleutel, '', z.herhaalt_reden FROM toezeggingen z"
        " LEFT JOIN toezeggingen h ON h.id = z.herhaalt_id ORDER BY 1"
    )
    return list(rows.fetchall())


def _words(database: Database) -> list[tuple[Any, ...]]:
    rows = database.execute(
        "SELECT z.sleutel, w.woord, t.datum, t.heel FROM toezegging_woorden t"
        " JOIN toezeggingen z ON z.id = t.toezegging_id JOIN woorden w ON w.id = t.woord_id"
        " UNION ALL SELECT maand, woord, aantal, t.heel FROM woordtelling t JOIN woorden w ON w.id = t.woord_id"
        " ORDER BY 1, 2, 3, 4"
    )
    return list(rows.fetchall())


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """The lifelines, stored in order and then linked."""
    database = db.connect(tmp_path_factory.mktemp("ineens") / "kw.db", create=True)
    lifelines.read_all(database, "apart")
    return database


def test_links_are_the_same_after_every_month(tmp_path: Path, at_once: Database) -> None:
    database = db.connect(tmp_path / "kw.db", create=True)
    papers = lifelines.papers("apart")
    for number, paper in enumerate(papers):
        lifelines.store(database, paper)
        if number + 1 == len(papers) or papers[number + 1].date[:7] != paper.date[:7]:
            db.link_events(database, now=LATER)
    assert _links(database) == _links(at_once)


def test_words_do_not_depend_on_the_order_of_arrival(tmp_path: Path, at_once: Database) -> None:
    database = db.connect(tmp_path / "kw.db", create=True)
    papers = lifelines.papers("apart")
    random.Random(5).shuffle(papers)  # noqa: S311 - no secret
    for paper in papers:
        lifelines.store(database, paper)
    db.link_events(database, now=LATER)
    assert _words(database) == _words(at_once)
    assert _links(database) == _links(at_once)


def test_what_lapses_leaves_no_word_behind(tmp_path: Path) -> None:
    first, *_, last = lifelines.papers("apart")
    alone = db.connect(tmp_path / "een.db", create=True)
    lifelines.store(alone, first)
    both = db.connect(tmp_path / "twee.db", create=True)
    lifelines.store(both, first)
    lifelines.store(both, last)
    assert _words(both) != _words(alone)
    db.withdraw_document(both, last.key, LATER)
    assert _words(both) == _words(alone)
    assert len(_words(alone)) >= 10


def test_words_made_in_another_way_are_made_anew(tmp_path: Path) -> None:
    database = db.connect(tmp_path / "kw.db", create=True)
    lifelines.store(database, lifelines.papers("apart")[0])
    right = _words(database)
    database.execute("DELETE FROM toezegging_woorden")
    database.execute("UPDATE instellingen SET waarde = 'ouder' WHERE naam = 'woorden'")
    database.conn.commit()
    db.link_events(database, now=LATER)
    assert _words(database) == right
    assert database.execute("SELECT waarde FROM instellingen WHERE naam = 'woorden'").fetchall() == [
        (words.version(),)
    ]


def test_what_an_event_is_held_against_grows_with_its_dossier_not_with_what_is_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = 0
    alike = Candidates._alike

    def counted(*asked: Any) -> bool:  # noqa: ANN401 - whatever it is given
        nonlocal calls
        calls += 1
        return alike(*asked)

    monkeypatch.setattr(Candidates, "_alike", counted)
    made = []
    for size in (10, 20):
        (tmp_path / str(size)).mkdir()
        desk = Desk(tmp_path / str(size))
        for number in range(size):
            about = chr(97 + number) * 6
            told = event(EventKind.FULFILLED, f"Hierbij stuur ik u het {about}.")
            dossier = str(40_001 + number)
            owed = promise(f"Ik stuur uw Kamer het {about}.", subject=about)
            desk.put(f"kst-{dossier}-1", "2025-02-03", owed, dossiers=(dossier,), ministry=None)
            desk.put(f"kst-{dossier}-2", "2025-02-10", told, dossiers=(dossier,), ministry=None)
        calls = 0
        db.link_events(desk.database, now=LATER)
        made.append(calls)
    assert made[0] > 0
    assert made[1] < 3 * made[0]
