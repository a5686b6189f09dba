from __future__ import annotations

import datetime as dt

import pytest

from extract.offices import list_offices, ministries, resolve_ministry, resolve_office


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("De Minister van Justitie en Veiligheid,", "minister-jenv"),
        ("DE STAATSSECRETARIS VAN INFRASTRUCTUUR EN WATERSTAAT,", "staatssecretaris-ienw"),
        ("de minister van BZK", "minister-bzk"),
        ("De minister van Onderwijs, Cultuur en Wetenschap, J. Jansen", "minister-ocw"),
        ("Minister Jansen (Buitenlandse Zaken)", "minister-bz"),
        ("de staatssecretaris Participatie en Integratie", "staatssecretaris-participatie-en-integratie"),
        ("de minister voor Rechtsbescherming", "minister-rechtsbescherming"),
        ("de minister-president", "minister-president"),
        ("de minister van Veiligheid en Justitie", "minister-jenv"),
        ("de minister", None),
        ("de staatssecretaris", None),
        ("de minister van Toverkunst", None),
        ("de voorzitter van de Tweede Kamer", None),
        ("ministerie van Financiën", None),
    ],
)
def test_office(text: str, office: str | None) -> None:
    found = resolve_office(text)
    assert (found.id if found else None) == office


def test_the_day_decides_where_an_office_sat() -> None:
    before = resolve_office("de minister van Asiel en Migratie", dt.date(2025, 5, 1))
    after = resolve_office("de minister van Asiel en Migratie", dt.date(2026, 5, 1))
    assert before is not None
    assert after is not None
    assert (before.id, before.ministry) == ("minister-aenm", "AenM")
    assert (after.id, after.ministry) == ("minister-aenm", "JenV")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("OCW", "OCW"),
        ("ministerie van Infrastructuur en Milieu", "IenW"),
        ("EZK", "EZ"),
        ("J&V", "JenV"),
        ("ministerie van Sprookjes", None),
    ],
)
def test_ministry(text: str, code: str | None) -> None:
    found = resolve_ministry(text)
    assert (found.code if found else None) == code


def test_names_through_time_do_not_overlap() -> None:
    for ministry in ministries().values():
        for earlier, later in zip(ministry.names, ministry.names[1:], strict=False):
            assert earlier.until is not None
            assert later.begin is not None
            assert earlier.until <= later.begin


def test_the_name_on_a_day() -> None:
    assert ministries()["JenV"].name_on(dt.date(2016, 1, 1)) == "Veiligheid en Justitie"
    assert ministries()["VRO"].name_on(dt.date(2020, 1, 1)) is None


def test_a_list_of_offices_ends_where_the_sentence_goes_on() -> None:
    text = (
        "de ministers van Binnenlandse Zaken en Koninkrijksrelaties en van Defensie tegemoet aan dit verzoek"
    )
    assert list_offices(text) == [
        "minister van Binnenlandse Zaken en Koninkrijksrelaties",
        "minister van Defensie",
    ]
