"""The Kamer's own rows: stored once however often they come, filled in as they arrive, never deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import db
from db.kamer import Change, store_entity
from db.kamer_shapes import Entity
from tests.db.desk import NOW, paper

if TYPE_CHECKING:
    from tests.db.desk import Desk

T1, T2, T3 = "2026-03-01T10:00:00Z", "2026-03-02T10:00:00Z", "2026-03-03T10:00:00Z"


def guid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012}"


def document(number: int = 1, updated: str = T1, **values: object) -> Entity:
    given = {"nummer": f"2026D{number:05}", "soort": "Brief regering", "kamer": 2, "volgnummer": -1, **values}
    return Entity(
        table="kamerdocumenten",
        identifier=guid(number),
        updated=updated,
        values=given,  # type: ignore[arg-type]
        refs={"dossier": (guid(90),), "versie": (guid(80),), "zaken": (guid(70), guid(71), "")},
    )


def entity(
    table: str, number: int, refs: dict[str, tuple[str, ...]] | None = None, **values: object
) -> Entity:
    return Entity(
        table=table,
        identifier=guid(number),
        updated=T1,
        values=values,  # type: ignore[arg-type]
        refs=refs or {},
    )


def rows(desk: Desk, query: str) -> list[tuple[object, ...]]:
    return desk.database.execute(query).fetchall()


def test_the_same_row_again_changes_nothing(desk: Desk) -> None:
    assert store_entity(desk.database, document()) is Change.NEW
    before = rows(desk, "SELECT * FROM kamerdocumenten")
    assert store_entity(desk.database, document()) is Change.SAME
    assert rows(desk, "SELECT * FROM kamerdocumenten") == before
    assert store_entity(desk.database, document(updated=T2)) is Change.SAME, "only the stamp is newer"
    assert store_entity(desk.database, document(updated=T3, onderwerp="Anders")) is Change.CHANGED


def test_what_is_older_than_the_stored_row_is_left_alone(desk: Desk) -> None:
    store_entity(desk.database, document(updated=T2, onderwerp="nieuw"))
    assert store_entity(desk.database, document(updated=T1, onderwerp="oud")) is Change.SAME
    assert rows(desk, "SELECT onderwerp FROM kamerdocumenten") == [("nieuw",)]


def test_a_reference_to_what_is_not_there_yet_becomes_a_row_that_is_filled_later(desk: Desk) -> None:
    store_entity(desk.database, document())
    assert rows(desk, "SELECT identificatie, nummer, bijgewerkt FROM zaken ORDER BY 1") == [
        (guid(70), None, None),
        (guid(71), None, None),
    ]
    assert store_entity(desk.database, entity("zaken", 70, nummer="2026Z00070")) is Change.NEW
    assert rows(
        desk,
        "SELECT z.nummer FROM kamerdocument_zaken k JOIN zaken z ON z.id = k.zaak_id ORDER BY z.identificatie",
    ) == [("2026Z00070",), (None,)]


def test_links_follow_the_latest_row(desk: Desk) -> None:
    store_entity(desk.database, document())
    later = Entity(
        table="kamerdocumenten", identifier=guid(1), updated=T2, refs={"zaken": (guid(71), guid(72))}
    )
    assert store_entity(desk.database, later) is Change.CHANGED
    assert rows(
        desk, "SELECT z.identificatie FROM kamerdocument_zaken k JOIN zaken z ON z.id = k.zaak_id ORDER BY 1"
    ) == [(guid(71),), (guid(72),)]


def test_what_the_source_removed_stays_as_it_was_and_is_marked(desk: Desk) -> None:
    store_entity(desk.database, document(onderwerp="Een brief"))
    gone = Entity(table="kamerdocumenten", identifier=guid(1), updated=T2, removed=True)
    assert store_entity(desk.database, gone) is Change.REMOVED
    assert store_entity(desk.database, gone) is Change.SAME
    assert rows(desk, "SELECT onderwerp, verwijderd FROM kamerdocumenten") == [("Een brief", 1)]
    assert len(rows(desk, "SELECT 1 FROM kamerdocument_zaken")) == 2
    assert store_entity(desk.database, document(updated=T3, onderwerp="Een brief")) is Change.CHANGED
    assert rows(desk, "SELECT verwijderd FROM kamerdocumenten") == [(0,)]


def test_a_removal_of_what_was_never_seen_is_kept_too(desk: Desk) -> None:
    gone = Entity(table="zaken", identifier=guid(5), updated=T1, removed=True)
    assert store_entity(desk.database, gone) is Change.REMOVED
    assert rows(desk, "SELECT identificatie, verwijderd, bijgewerkt FROM zaken") == [(guid(5), 1, T1)]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (1, 0, 2)])
def test_the_official_number_follows_whatever_comes_first(desk: Desk, order: tuple[int, ...]) -> None:
    parts = (
        document(volgnummer=12),
        entity("kamerstukdossiers", 90, nummer="99950-X", titel="Begroting"),
        entity("kamerdocument_versies", 80, {"document": (guid(1),)}, versienummer=3),
    )
    for index in order:
        store_entity(desk.database, parts[index])
    assert rows(desk, "SELECT dossier, kst, versie FROM kamerdocumenten") == [
        ("99950-X", "kst-99950-x-12", 3)
    ]


def test_a_letter_without_number_has_no_official_number_until_its_version_has_one(desk: Desk) -> None:
    store_entity(desk.database, entity("kamerstukdossiers", 90, nummer="99905"))
    store_entity(desk.database, document(volgnummer=-1))
    assert rows(desk, "SELECT kst FROM kamerdocumenten") == [(None,)]
    store_entity(
        desk.database, entity("kamerdocument_versies", 80, {"document": (guid(1),)}, kst="kst-99905-9")
    )
    assert rows(desk, "SELECT kst FROM kamerdocumenten") == [("kst-99905-9",)]


def test_a_paper_of_the_other_kamer_gets_no_number_by_counting(desk: Desk) -> None:
    store_entity(desk.database, entity("kamerstukdossiers", 90, nummer="99905"))
    store_entity(desk.database, document(volgnummer=4, kamer=1))
    assert rows(desk, "SELECT kst FROM kamerdocumenten") == [(None,)]


def test_the_lead_committee_of_a_case_is_that_of_its_actor(desk: Desk) -> None:
    actor = entity(
        "zaak_actoren", 60, {"zaak": (guid(70),), "commissie": (guid(50),)}, relatie="Voortouwcommissie"
    )
    other = entity(
        "zaak_actoren", 61, {"zaak": (guid(70),), "commissie": (guid(51),)}, relatie="Volgcommissie"
    )
    store_entity(desk.database, other)
    store_entity(desk.database, actor)
    store_entity(desk.database, entity("zaken", 70, nummer="2026Z00070"))
    query = "SELECT c.identificatie FROM zaken z JOIN commissies c ON c.id = z.commissie_id"
    assert rows(desk, query) == [(guid(50),)]
    gone = Entity(table="zaak_actoren", identifier=guid(60), updated=T2, removed=True)
    store_entity(desk.database, gone)
    assert rows(desk, query) == []


def test_a_committee_that_a_paper_named_is_the_one_the_kamer_names(desk: Desk) -> None:
    name = "vaste commissie voor Verzonnen Zaken"
    desk.store("kst-1", paper("Tekst.", "2026-01-05", committee=name))
    store_entity(desk.database, entity("activiteiten", 40, {"commissie": (guid(50),)}, nummer="2026A00040"))
    assert len(rows(desk, "SELECT 1 FROM commissies")) == 2
    store_entity(desk.database, entity("commissies", 50, naam=name.capitalize(), afkorting="VZ", kamer=2))
    assert rows(desk, "SELECT lower(naam), identificatie, afkorting FROM commissies") == [
        (name.lower(), guid(50), "VZ")
    ]
    assert rows(desk, "SELECT d.commissie_id = a.commissie_id FROM documenten d, activiteiten a") == [(1,)]
    desk.store("kst-2", paper("Nog een.", "2026-01-06", committee=name))
    assert len(rows(desk, "SELECT 1 FROM commissies")) == 1


def test_two_committees_of_one_name_stay_two(desk: Desk) -> None:
    for number, short in ((50, "oud"), (51, "nieuw"), (52, "nieuw")):
        store_entity(
            desk.database, entity("commissies", number, naam="Vaste commissie voor X", afkorting=short)
        )
    names = [name for (name,) in rows(desk, "SELECT naam FROM commissies ORDER BY identificatie")]
    assert names == [
        "Vaste commissie voor X",
        "Vaste commissie voor X (nieuw)",
        f"Vaste commissie voor X ({guid(52)[:8]})",
    ]
    store_entity(desk.database, entity("commissies", 51, naam="Vaste commissie voor X", afkorting="nieuw"))
    assert len(rows(desk, "SELECT 1 FROM commissies")) == 3


def test_a_member_is_tied_to_the_party_by_its_label(desk: Desk) -> None:
    store_entity(desk.database, entity("fracties", 30, naam="Partij van de Proef", afkorting="PvdP"))
    store_entity(
        desk.database,
        entity("personen", 31, naam="A. Nergens", functie="Tweede Kamerlid", fractielabel="PvdP"),
    )
    assert rows(desk, "SELECT f.afkorting FROM personen p JOIN fracties f ON f.id = p.fractie_id") == [
        ("PvdP",)
    ]


def test_one_refused_value_leaves_nothing_of_the_row(desk: Desk) -> None:
    with pytest.raises(db.RefusedError, match=guid(1)):
        store_entity(desk.database, document(datum="2026-02-30"))
    assert rows(desk, "SELECT 1 FROM kamerdocumenten") == []
    assert rows(desk, "SELECT 1 FROM zaken") == []
    assert store_entity(desk.database, document(datum="2026-02-28")) is Change.NEW


def test_a_column_that_does_not_exist_is_a_fault_of_ours(desk: Desk) -> None:
    with pytest.raises(KeyError, match="kleur"):
        store_entity(desk.database, document(kleur="rood"))
    assert NOW
