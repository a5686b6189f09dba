"""Storing papers: once, whole, and with everything around them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

import pytest

import db
from commitments.model import EventKind
from extract.document import Block, BlockKind, Document, FootnoteLink, Metadata, Reference, Sender
from tests.db.desk import LATER, NOW, SENDER, event, paper, promise, reading

if TYPE_CHECKING:
    from tests.db.desk import Desk

TEXT = "Proefbrief\n\nOver de proef.1\n\nZie Kamerstuk 39999, nr. 3."
LETTER = Document(
    text=TEXT,
    blocks=(
        Block(BlockKind.HEADING, 0, 10),
        Block(BlockKind.SPEECH, 12, 26, "Vraag 1", "De heer Verzonnen", "Minister"),
        Block(BlockKind.FOOTNOTE, 28, 55, "1"),
    ),
    metadata=Metadata(
        identifier="kst-39999-4",
        kind="Brief regering",
        title="Proefbrief",
        date=dt.date(2026, 1, 5),
        published=dt.date(2026, 1, 9),
        reference="1234567",
        dossiers=("39999", "36600-VI"),
        dossier_titles=("De proef", "Begroting"),
        number="4",
        session="2025-2026",
        chamber=2,
        ministry="JenV",
        committee="Commissie voor de Proef",
        senders=(SENDER, Sender("B. Bedacht", "De Staatssecretaris van Defensie", "staatssecretaris-def")),
        co_senders=("de Minister van Financiën",),
        addressee="De Voorzitter van de Tweede Kamer",
        responds_to="kst-39999-3",
        attachments=("Bijlage een", "Bijlage\ntwee"),
        annex_of="kst-39999-1",
    ),
    references=(Reference("Kamerstuk 39999, nr. 3", 32, 54, "kst-39999-3"),),
    footnotes=(FootnoteLink(26, 2),),
    warnings=("Een regel kon niet worden geplaatst.",),
)
KEY = "kst-39999-4"


def test_everything_of_a_paper_is_kept(desk: Desk) -> None:
    stored = db.store_document(
        desk.database,
        LETTER,
        key=KEY,
        file_id=None,
        url="https://proef.example/4",
        extractor="lezer 1",
        now=NOW,
    )
    row = next(
        desk.database.query(
            "SELECT d.*, m.code, m.naam AS ministerie, c.naam AS commissie, b.naam AS persoon, b.ambt"
            " FROM documenten d JOIN ministeries m ON m.id = d.ministerie_id"
            " JOIN commissies c ON c.id = d.commissie_id"
            " JOIN bewindspersonen b ON b.id = d.bewindspersoon_id"
        )
    )
    expected = {
        "id": stored.id,
        "sleutel": KEY,
        "soort": "Brief regering",
        "titel": "Proefbrief",
        "datum": "2026-01-05",
        "gepubliceerd": "2026-01-09",
        "kenmerk": "1234567",
        "ondernummer": "4",
        "vergaderjaar": "2025-2026",
        "kamer": 2,
        "code": "JenV",
        "ministerie": "Justitie en Veiligheid",
        "commissie": "Commissie voor de Proef",
        "persoon": "A. Verzonnen",
        "ambt": "minister-jenv",
        "afzender": "A. Verzonnen",
        "afzender_functie": "De Minister van Justitie en Veiligheid",
        "mede_namens": "de Minister van Financiën",
        "geadresseerde": "De Voorzitter van de Tweede Kamer",
        "reactie_op": "kst-39999-3",
        "bijlagen": "Bijlage een\nBijlage twee",
        "bijlage_bij": "kst-39999-1",
        "url": "https://proef.example/4",
        "gelezen_met": "lezer 1",
        "ingetrokken": 0,
        "waarschuwingen": "Een regel kon niet worden geplaatst.",
        "tekst": TEXT,
        "geboekt_op": NOW,
        "begrepen_op": None,
    }
    assert {name: row[name] for name in expected} == expected
    parts = {
        "blokken": [
            (1, 1, "kop", 0, 10, None, None, None),
            (1, 2, "spreekbeurt", 12, 26, "Vraag 1", "De heer Verzonnen", "Minister"),
            (1, 3, "voetnoot", 28, 55, "1", None, None),
        ],
        "voetnoten": [(1, 26, 3)],
        "ondertekenaars": [(1, 1, 1), (1, 2, 2)],
        "verwijzingen": [(1, 1, "Kamerstuk 39999, nr. 3", 32, 54, "kst-39999-3", "lezen")],
        "dossiers": [(1, "39999", "De proef"), (2, "36600-VI", "Begroting")],
        "document_dossiers": [(1, 1), (1, 2)],
    }
    for table, rows in parts.items():
        assert desk.database.execute(f"SELECT * FROM {table}").fetchall() == rows, table  # noqa: S608
    offices = "SELECT b.ambt, m.code FROM bewindspersonen b JOIN ministeries m ON m.id = b.ministerie_id"
    assert desk.database.execute(offices).fetchall() == [
        ("minister-jenv", "JenV"),
        ("staatssecretaris-def", "DEF"),
    ]


def everything(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    tables = [name for name in desk.database.table_names() if "_fts" not in name]
    return {name: desk.database.execute(f"SELECT * FROM {name}").fetchall() for name in tables}  # noqa: S608


def test_the_same_paper_twice_changes_nothing(desk: Desk) -> None:
    first = desk.store(KEY, LETTER)
    desk.database.execute("UPDATE documenten SET begrepen_op = ?", [NOW])
    before = everything(desk)
    second = desk.store(KEY, LETTER, now=LATER)
    assert (first.changed, second.changed, second.id) == (True, False, first.id)
    assert everything(desk) == before


def test_a_paper_that_was_never_read_is_still_to_be_read(desk: Desk) -> None:
    desk.store(KEY, LETTER)
    assert desk.store(KEY, LETTER).changed
    assert desk.value("SELECT count(*) FROM documenten WHERE begrepen_op IS NULL") == 1
    db.store_reading(desk.database, 1, reading(TEXT), now=NOW)
    assert not desk.store(KEY, LETTER).changed
    assert desk.value("SELECT count(*) FROM documenten WHERE begrepen_op IS NULL") == 0


@pytest.mark.parametrize(
    "change",
    [
        {"text": TEXT + " Meer."},
        {"blocks": LETTER.blocks[:2], "footnotes": ()},
        {"metadata": dataclasses.replace(LETTER.metadata, date=dt.date(2026, 1, 6))},
        {"metadata": dataclasses.replace(LETTER.metadata, ministry="BZK")},
        {"references": ()},
    ],
)
def test_a_changed_paper_is_replaced_and_read_again(desk: Desk, change: dict[str, object]) -> None:
    desk.store(KEY, LETTER)
    db.store_reading(desk.database, 1, reading(TEXT), now=NOW)
    changed = dataclasses.replace(LETTER, **change)  # type: ignore[arg-type]
    stored = desk.store(KEY, changed, now=LATER)
    assert (stored.id, stored.changed) == (1, True)
    row = next(desk.database.query("SELECT * FROM documenten"))
    assert (row["geboekt_op"], row["gewijzigd_op"], row["begrepen_op"]) == (NOW, LATER, None)
    assert (row["tekst"], row["datum"]) == (changed.text, str(changed.metadata.date))
    assert desk.value("SELECT count(*) FROM blokken") == len(changed.blocks)
    assert desk.value("SELECT count(*) FROM verwijzingen") == len(changed.references)


def test_another_finding_place_or_reader_is_no_change_of_the_paper(desk: Desk) -> None:
    desk.store(KEY, LETTER)
    db.store_reading(desk.database, 1, reading(TEXT), now=NOW)
    stored = db.store_document(
        desk.database,
        LETTER,
        key=KEY,
        file_id=None,
        url="https://elders.example",
        extractor="lezer 2",
        now=LATER,
    )
    assert not stored.changed
    row = next(desk.database.query("SELECT * FROM documenten"))
    assert (row["url"], row["gelezen_met"], row["gewijzigd_op"]) == ("https://elders.example", "lezer 2", NOW)


def test_what_is_unknown_stays_empty(desk: Desk) -> None:
    desk.store("sha256-0123456789abcdef", Document("Tekst.", ()))
    row = next(desk.database.query("SELECT * FROM documenten"))
    known = {
        "id",
        "sleutel",
        "gelezen_met",
        "geboekt_op",
        "gewijzigd_op",
        "ingetrokken",
        "vingerafdruk",
        "tekst",
    }
    assert {name for name, value in row.items() if value is not None} == known


def test_a_title_is_learned_and_never_forgotten(desk: Desk) -> None:
    desk.store("a", paper("A.", None, dossiers=("39999", "12345")))
    desk.store("b", paper("B.", None, dossiers=("39999",), dossier_titles=("De proef",)))
    desk.store("c", paper("C.", None, dossiers=("39999", "12345"), dossier_titles=("Alleen één titel",)))
    assert desk.database.execute("SELECT nummer, titel FROM dossiers ORDER BY nummer").fetchall() == [
        ("12345", None),
        ("39999", "De proef"),
    ]


@pytest.mark.parametrize(
    "sender", [Sender("Griffier", "De griffier", None), Sender(None, SENDER.title, SENDER.office)]
)
def test_only_a_named_office_makes_an_office_holder(desk: Desk, sender: Sender) -> None:
    desk.store("a", paper("A.", None, senders=(sender,)))
    assert desk.value("SELECT count(*) FROM bewindspersonen") == 0
    assert desk.value("SELECT afzender_functie FROM documenten") == sender.title


def test_a_withdrawn_paper_no_longer_counts_until_it_is_back(desk: Desk) -> None:
    desk.put("kst-1", "2026-01-05", promise())
    desk.later(1, "2026-02-05", kind=EventKind.FULFILLED)
    assert db.withdraw_document(desk.database, "later-1", LATER)
    assert not db.withdraw_document(desk.database, "later-1", LATER)
    assert not db.withdraw_document(desk.database, "onbekend", LATER)
    assert desk.state("2026-03-01")["toestand"] == "zonder termijn"
    db.withdraw_document(desk.database, "kst-1", LATER)
    assert db.state_on(desk.database, dt.date(2026, 3, 1)) == []
    assert desk.value("SELECT count(*) FROM toezeggingen") == 1
    again = desk.store("kst-1", paper(promise().quote, "2026-01-05"), now=LATER)
    assert again.changed
    db.store_reading(desk.database, again.id, reading(promise().quote, promise()), now=LATER)
    assert desk.state("2026-03-01")["toestand"] == "zonder termijn"
    assert desk.value("SELECT vervallen_op FROM toezeggingen") is None


def test_an_unknown_paper_cannot_be_read(desk: Desk) -> None:
    with pytest.raises(KeyError):
        db.store_reading(desk.database, 7, reading(""), now=NOW)


def test_a_quote_that_is_not_in_the_text_is_refused_whole(desk: Desk) -> None:
    stored = desk.store("a", paper("Ik stuur u de brief. Einde.", "2026-01-05"))
    good = reading("Ik stuur u de brief. Einde.", promise("Ik stuur u de brief."))
    bad = dataclasses.replace(good, events=(event(EventKind.REPEATED, "verzonnen"),))
    with pytest.raises(ValueError, match="not literally"):
        db.store_reading(desk.database, stored.id, bad, now=NOW)
    assert desk.value("SELECT count(*) FROM toezeggingen") == 0
