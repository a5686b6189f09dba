"""Situations in which "termijn verstreken, geen afdoening gevonden" would be a false accusation.

Each is read by the whole chain: invented sentences, the database, linking, the state. ``NOTHING`` shows that the
promise is called overdue when nothing of the kind came.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

import commitments
import db
from extract.document import Block, BlockKind, Document, Metadata
from tests.db.desk import LATER, NOW, Desk

if TYPE_CHECKING:
    from pathlib import Path

OVERDUE = "verstreken zonder bericht"
MADE = "Ik zal uw Kamer vóór 1 mei 2026 informeren over de proef met het meldpunt voor havens."
DAY = dt.date(2026, 10, 1)


@dataclass(frozen=True)
class Paper:
    """An invented paper; ``more`` goes over the metadata of a letter of JenV in dossier 99800."""

    text: str
    date: str | None = "2026-04-20"
    kind: BlockKind = BlockKind.PARAGRAPH
    role: str | None = None
    more: dict[str, Any] = field(default_factory=dict)
    key: str = ""

    def document(self) -> Document:
        values: dict[str, Any] = {
            "ministry": "JenV",
            "dossiers": ("99800",),
            "kind": "Brief regering",
            "chamber": 2,
        }
        day = dt.date.fromisoformat(self.date) if self.date else None
        blocks, begin = [], 0
        for part in self.text.split("\n\n"):
            blocks.append(Block(self.kind, begin, begin + len(part), role=self.role))
            begin += len(part) + 2
        return Document(self.text, tuple(blocks), Metadata(**{**values, "date": day, **self.more}))


FIRST = Paper(MADE, "2026-01-15", key="kst-99800-1")
NOISE = Paper("De sluizen zijn geverfd.", "2026-02-10", more={"dossiers": ("99801",)}, key="kst-99801-5")


def told(desk: Desk, *papers: Paper) -> list[str]:
    """The states of all promises of the first paper on ``DAY``, after all papers were read in their order."""
    desk.source("bron", "2026-12-31")
    for number, paper in enumerate(papers):
        key = paper.key or f"kst-99800-{number + 10}"
        stored = desk.store(key, paper.document())
        db.store_reading(desk.database, stored.id, commitments.read(paper.document()), now=NOW)
        db.link_events(desk.database, now=NOW)
    return [row["toestand"] for row in db.state_on(desk.database, DAY)]


def answer(text: str, date: str | None = "2026-04-20", **more: Any) -> Paper:  # noqa: ANN401 - whatever a paper has
    return Paper(text, date, more=more)


HEREBY = "Hierbij informeer ik uw Kamer over de proef met het meldpunt voor havens."
PROMISED = "Zoals toegezegd informeer ik uw Kamer hierbij over de proef met het meldpunt voor havens."
LOOKS_BACK = "Ik heb uw Kamer toegezegd haar te informeren over de proef met het meldpunt voor havens."
DEBATE = Paper(
    "Voorzitter. Over de proef met het meldpunt voor havens heb ik toegezegd te berichten. De proef is geslaagd.",
    kind=BlockKind.SPEECH, role="Minister", more={"kind": "Handelingen"},
)  # fmt: skip
ANSWERS = {
    "nakoming": answer(PROMISED),
    "brief zonder het woord toezegging": answer(HEREBY),
    "ander ministerie, mede namens": answer(HEREBY, ministry="BZK"),
    "ander ministerie, zoals toegezegd": answer(PROMISED, ministry="BZK"),
    "opvolger onder een andere naam": answer(PROMISED, ministry="AenM"),
    "ministerie van de brief onbekend": answer(PROMISED, ministry=None),
    "in een debat": DEBATE,
    "in antwoord op schriftelijke vragen": Paper(
        PROMISED, kind=BlockKind.ANSWER, more={"kind": "Antwoord schriftelijke vragen", "dossiers": ()}
    ),
    "aan de Eerste Kamer": answer(PROMISED, chamber=1),
    "eerder gedateerd, later gepubliceerd": answer(PROMISED, "2026-04-29", published=dt.date(2026, 6, 2)),
    "na de termijn": answer(PROMISED, "2026-05-02"),
    "op de laatste dag": answer(PROMISED, "2026-04-30"),
    "maanden na de termijn": answer(PROMISED, "2026-09-30"),
    "op de dag van de toezegging zelf": answer(PROMISED, "2026-01-15"),
    "zonder datum": answer(PROMISED, None, published=dt.date(2026, 4, 20)),
    "in twee dossiers": answer(PROMISED, dossiers=("99802", "99800")),
    "brief zonder dossier": answer(HEREBY, dossiers=()),
    "in een ander dossier": answer(PROMISED, dossiers=("99802",)),
    "in een bijlage": answer(
        "De proef met het meldpunt voor havens liep twee jaar.", kind="Bijlage",
        title="Uitkomsten van de proef met het meldpunt voor havens", annex_of="kst-99800-9",
    ),
    "onder een kop van een verzamelbrief": Paper(
        "Graag praat ik u bij.\n\nIn deze brief ga ik in op de proef met het meldpunt voor havens en op de kades.",
        more={"title": "Verzamelbrief havens"},
    ),
    "terugblik die wij niet als nakoming herkennen": answer(LOOKS_BACK, "2026-04-28"),
    "belofte van een voorganger": answer(
        "Mijn ambtsvoorganger zegde u toe te berichten over de proef met het meldpunt voor havens; dat doe ik hierbij."
    ),
    "uitstel met een nieuwe termijn": answer(
        "Mijn toezegging over de proef met het meldpunt voor havens vergt meer tijd; u hoort van mij eind 2026."
    ),
    "uitstel gemeld door een ander ministerie": answer(
        "De toegezegde informatie over de proef met het meldpunt voor havens heeft vertraging opgelopen.", ministry="BZK"
    ),
    "ingetrokken toezegging": answer("De toezegging over de proef met het meldpunt voor havens komt te vervallen."),
    "deel": answer(
        "Hiermee doe ik de toezegging over de proef met het meldpunt voor havens gedeeltelijk gestand."
    ),
    "twee toezeggingen in één zin": answer(
        "Zoals toegezegd informeer ik u hierbij over de kades en over de proef met het meldpunt voor havens."
    ),
    "eerder bericht dat wij niet lazen": answer(
        "Over de proef met het meldpunt voor havens heb ik u, zoals toegezegd, op 20 april geïnformeerd.", "2026-06-20"
    ),
    "hiermee nagekomen, in de slotzin": answer(
        "De proef met het meldpunt voor havens liep goed. Daarmee is de toezegging hierover afgedaan."
    ),
    "U treft het hierbij aan": answer(f"{LOOKS_BACK} U treft die informatie hierbij aan."),
}  # fmt: skip
NOTHING = {
    "niets": NOISE,
    "een brief over iets anders": answer("Hierbij bied ik u het jaarverslag van de loodsen aan."),
    "een andere toezegging": answer("Zoals toegezegd bied ik u hierbij het jaarverslag van de loodsen aan."),
    "ander ministerie en ander dossier": answer(HEREBY, ministry="BZK", dossiers=("99803",)),
    "een motie die is afgedaan": answer("De motie over de loodsen beschouw ik hiermee als afgedaan."),
    "een herhaling zonder nieuws": answer(
        "Mijn toezegging om u te informeren over de proef met het meldpunt voor havens blijft staan.", "2026-03-01"
    ),
    "een lid dat klaagt": Paper(
        "De toezegging over de proef met het meldpunt voor havens is niet nagekomen.",
        kind=BlockKind.SPEECH, role="De heer Verzonnen (XYZ)", more={"kind": "Handelingen"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ANSWERS)
def test_nobody_is_accused_who_answered_or_may_have(desk: Desk, name: str) -> None:
    states = told(desk, FIRST, NOISE, ANSWERS[name])
    assert OVERDUE not in states, states


@pytest.mark.parametrize("name", NOTHING)
def test_silence_is_called_silence(desk: Desk, name: str) -> None:
    assert OVERDUE in told(desk, FIRST, NOISE, NOTHING[name])


def made(desk: Desk, text: str, **more: Any) -> list[str]:  # noqa: ANN401 - whatever a paper has
    """The states when another promise is made and nothing comes after it."""
    return told(desk, Paper(text, "2026-01-15", more=more, key="kst-99800-1"), NOISE)


@pytest.mark.parametrize(
    "text",
    [
        "Als de Raad instemt, zal ik uw Kamer vóór 1 mei 2026 informeren over de proef met het meldpunt.",
        "Ik streef ernaar uw Kamer vóór 1 mei 2026 te informeren over de proef met het meldpunt.",
        "Ik verwacht uw Kamer vóór 1 mei 2026 te kunnen informeren over de proef met het meldpunt.",
        "Ik zal uw Kamer informeren over de proef met het meldpunt, uiterlijk voor het debat over de havens.",
        "Ik zal uw Kamer op korte termijn informeren over de proef met het meldpunt.",
        "Ik ga vóór 1 mei 2026 de proef met het meldpunt uitbreiden naar drie havens.",
        "Vóór 1 mei 2026 is het meldpunt gereed.",
    ],
)
def test_what_is_no_firm_dated_promise_to_the_kamer_is_never_overdue(desk: Desk, text: str) -> None:
    assert OVERDUE not in made(desk, text)


def test_a_delay_without_a_new_term_stays_visible_where_the_old_one_passed(desk: Desk) -> None:
    """The old term is the last one announced; that a delay was told of must stand beside it."""
    delay = answer(
        "De toegezegde informatie over de proef met het meldpunt voor havens heeft vertraging opgelopen."
    )
    assert told(desk, FIRST, NOISE, delay) == [OVERDUE]
    (row,) = db.state_on(desk.database, DAY)
    assert row["toestand_tekst"].startswith("termijn verstreken (na 1× uitstel), geen afdoening gevonden")


def test_an_unknown_ministry_is_not_called_silent(desk: Desk) -> None:
    assert made(desk, MADE, ministry=None) == ["nog niet vast te stellen"]


def test_a_withdrawn_promise_paper_accuses_nobody(desk: Desk) -> None:
    assert made(desk, MADE) == [OVERDUE]
    db.withdraw_document(desk.database, "kst-99800-1", LATER)
    assert db.state_on(desk.database, DAY) == []


def test_said_twice_is_one_promise_and_one_answer_settles_it(desk: Desk) -> None:
    debate = Paper(
        "Ik zal de Kamer vóór 1 mei 2026 informeren over de proef met het meldpunt voor havens.", "2026-01-14",
        kind=BlockKind.SPEECH, role="Minister", more={"kind": "Handelingen"}, key="h-tk-20252026-9-1",
    )  # fmt: skip
    letter = Paper(
        "In het debat van 14 januari 2026 heb ik toegezegd. Ik zal uw Kamer vóór 1 mei 2026 informeren over de"
        " proef met het meldpunt voor havens.", "2026-01-20", key="kst-99800-1",
    )  # fmt: skip
    assert OVERDUE not in told(desk, debate, letter, NOISE, answer(PROMISED))


def test_an_uncertain_day_gets_twice_the_waiting_time(desk: Desk) -> None:
    """A recess that nobody has confirmed can begin a week or two later than the pattern says."""
    assert made(desk, MADE) == [OVERDUE]
    desk.database.execute("UPDATE termijnen SET zeker = 0")
    end = dt.date.fromisoformat(desk.value("SELECT ruim FROM termijnen"))
    states = [
        db.state_on(desk.database, end + dt.timedelta(days=days))[0]["toestand"] for days in (14, 27, 28)
    ]
    assert states == ["nog niet vast te stellen", "nog niet vast te stellen", OVERDUE]


def test_the_situations_are_many() -> None:
    assert len(ANSWERS) >= 30


def test_an_answer_read_before_its_promise_still_counts(tmp_path: Path) -> None:
    """A paper of another source can be read after the one that answers it."""
    desk = Desk(tmp_path)
    assert OVERDUE not in told(desk, NOISE, answer(PROMISED), FIRST)
    desk.database.close()
