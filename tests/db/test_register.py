"""The registers in their own words: every status kept, every change of them logged, no term made up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import db
from db.kamer import Change, store_entity
from db.kamer_shapes import Entity
from db.register import RegisterEntry, register_state, store_register_entry
from tests.db.desk import LATER, NOW

if TYPE_CHECKING:
    from tests.db.desk import Desk


def guid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012}"


ENTRY = RegisterEntry(
    source="tweede_kamer",
    number="TZ202603-901",
    identifier=guid(1),
    updated="2026-03-20T08:10:15Z",
    text="De minister stuurt de Kamer voor de zomer een brief.",
    name="Voorbeeldsma, Q.X.",
    function="minister van Justitie en Veiligheid",
    ministry="Justitie en Veiligheid",
    status="Openstaand",
    created="2026-03-19",
    activity=guid(40),
    activity_number="2026A09901",
    letters=("2026D90002", "2026D90001"),
    receivers=(guid(30), guid(31), guid(32)),
    chains=(("herhaling", guid(2)),),
)


def rows(desk: Desk, query: str) -> list[tuple[object, ...]]:
    return desk.database.execute(query).fetchall()


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("Openstaand", "openstaand"),
        ("Afgedaan", "afgedaan"),
        ("Deels Afgedaan", "deels afgedaan"),
        ("deels  afgedaan", "deels afgedaan"),
        ("Vervallen", "vervallen"),
        ("", "onbekend"),
        (None, "onbekend"),
        ("Nagekomen", None),
    ],
)
def test_status_words_have_one_meaning_and_unknown_ones_none(status: str | None, state: str | None) -> None:
    assert register_state(status) == state


def test_an_unknown_status_is_kept_and_called_unknown(desk: Desk) -> None:
    store_register_entry(desk.database, replace(ENTRY, status="Geparkeerd"), now=NOW)
    assert rows(desk, "SELECT status, toestand FROM register") == [("Geparkeerd", "onbekend")]


def test_an_entry_is_stored_once_with_its_lists(desk: Desk) -> None:
    store_entity(
        desk.database, Entity(table="fracties", identifier=guid(30), updated=NOW, values={"naam": "Partij"})
    )
    store_entity(
        desk.database,
        Entity(table="personen", identifier=guid(31), updated=NOW, values={"naam": "A. Nergens"}),
    )
    assert store_register_entry(desk.database, ENTRY, now=NOW) is Change.NEW
    assert store_register_entry(desk.database, ENTRY, now=LATER) is Change.SAME
    assert rows(desk, "SELECT nummer FROM register_brieven") == [("2026D90001",), ("2026D90002",)]
    receivers = "SELECT naam, fractie_id IS NULL, persoon_id IS NULL, identificatie FROM register_ontvangers"
    assert rows(desk, receivers) == [
        ("Partij", 0, 1, guid(30)),
        ("A. Nergens", 1, 0, guid(31)),
        (None, 1, 1, guid(32)),
    ]
    assert rows(
        desk, "SELECT m.code, gewijzigd_op FROM register r JOIN ministeries m ON m.id = r.ministerie_id"
    ) == [("JenV", NOW)]
    assert rows(desk, "SELECT identificatie FROM activiteiten") == [(guid(40),)]
    assert rows(desk, "SELECT * FROM register_wijzigingen") == []


def test_a_chain_finds_its_other_end_whichever_comes_first(desk: Desk) -> None:
    store_register_entry(desk.database, ENTRY, now=NOW)
    query = "SELECT soort, ander_id IS NULL FROM register_ketens WHERE register_id = 1"
    assert rows(desk, query) == [("herhaling", 1)]
    store_register_entry(
        desk.database, replace(ENTRY, number="TZ202602-001", identifier=guid(2), chains=()), now=NOW
    )
    assert rows(desk, query) == [("herhaling", 0)]
    store_register_entry(
        desk.database,
        replace(ENTRY, number="TZ202604-001", identifier=guid(3), chains=(("wijziging", guid(1)),)),
        now=NOW,
    )
    assert rows(desk, "SELECT ander_id FROM register_ketens WHERE register_id = 3") == [(1,)]


def test_what_the_register_changed_is_added_and_nothing_is_lost(desk: Desk) -> None:
    store_register_entry(desk.database, ENTRY, now=NOW)
    later = replace(
        ENTRY,
        updated="2026-06-01T08:00:00Z",
        status="Afgedaan",
        settled="2026-05-30T00:00:00",
        letters=("2026D90001", "2026D90003"),
    )
    assert store_register_entry(desk.database, later, now=LATER) is Change.CHANGED
    assert rows(desk, "SELECT veld, oud, nieuw, op FROM register_wijzigingen ORDER BY veld") == [
        ("brieven", "2026D90001\n2026D90002", "2026D90001\n2026D90003", LATER),
        ("datum_nakoming", None, "2026-05-30T00:00:00", LATER),
        ("status", "Openstaand", "Afgedaan", LATER),
    ]
    assert rows(desk, "SELECT toestand, termijn, gewijzigd_op FROM register") == [("afgedaan", None, LATER)]
    assert store_register_entry(desk.database, ENTRY, now=LATER) is Change.SAME, "older than what is stored"


def test_a_removed_entry_stays_and_is_marked(desk: Desk) -> None:
    store_register_entry(desk.database, ENTRY, now=NOW)
    gone = RegisterEntry(
        source="tweede_kamer", number=None, identifier=guid(1), updated="2026-07-01T00:00:00Z", removed=True
    )
    assert store_register_entry(desk.database, gone, now=LATER) is Change.REMOVED
    assert store_register_entry(desk.database, gone, now=LATER) is Change.SAME
    assert rows(desk, "SELECT tekst, verwijderd FROM register") == [(ENTRY.text, 1)]
    assert rows(desk, "SELECT veld, nieuw FROM register_wijzigingen") == [("verwijderd", "1")]


def test_only_the_eerste_kamer_has_terms(desk: Desk) -> None:
    with pytest.raises(db.RefusedError):
        store_register_entry(desk.database, replace(ENTRY, deadline="2026-07-01"), now=NOW)
    other = RegisterEntry(
        source="eerste_kamer", number="T09901", text="Toezegging", status="openstaand", deadline="2027-01-01"
    )
    store_register_entry(desk.database, other, now=NOW)
    assert store_register_entry(desk.database, replace(other, status="voldaan"), now=LATER) is Change.CHANGED
    assert rows(desk, "SELECT toestand, termijn FROM register") == [("afgedaan", "2027-01-01")]
