from __future__ import annotations

import datetime as dt
import tomllib
from importlib import resources

import pytest

from extract import offices
from extract.offices import find_office, list_offices, ministries, resolve_ministry, resolve_office


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


@pytest.mark.parametrize(
    ("code", "day", "name"),
    [
        ("JenV", dt.date(2010, 10, 13), "Justitie"),
        ("JenV", dt.date(2016, 1, 1), "Veiligheid en Justitie"),
        ("JenV", dt.date(2017, 10, 26), "Justitie en Veiligheid"),
        ("EZ", dt.date(2011, 6, 1), "Economische Zaken, Landbouw en Innovatie"),
        ("EZ", dt.date(2015, 6, 1), "Economische Zaken"),
        ("EZ", dt.date(2020, 6, 1), "Economische Zaken en Klimaat"),
        ("EZ", dt.date(2025, 6, 1), "Economische Zaken"),
        ("EZ", dt.date(2026, 6, 1), "Economische Zaken en Klimaat"),
        ("LVVN", dt.date(2000, 1, 1), "Landbouw, Natuurbeheer en Visserij"),
        ("LVVN", dt.date(2008, 1, 1), "Landbouw, Natuur en Voedselkwaliteit"),
        ("LVVN", dt.date(2014, 1, 1), None),
        ("IenW", dt.date(2009, 1, 1), "Verkeer en Waterstaat"),
        ("IenW", dt.date(2013, 1, 1), "Infrastructuur en Milieu"),
        ("BZK", dt.date(1997, 1, 1), "Binnenlandse Zaken"),
        ("OCW", dt.date(1999, 1, 1), "Onderwijs, Cultuur en Wetenschappen"),
        ("VWS", dt.date(1993, 1, 1), "Welzijn, Volksgezondheid en Cultuur"),
        ("VRO", dt.date(2020, 1, 1), None),
        ("VROM", dt.date(2012, 1, 1), None),
        ("AenM", dt.date(2026, 2, 22), "Asiel en Migratie"),
        ("AenM", dt.date(2026, 2, 23), None),
    ],
)
def test_the_name_on_a_day(code: str, day: dt.date, name: str | None) -> None:
    assert ministries()[code].name_on(day) == name


@pytest.mark.parametrize(
    ("text", "day", "office", "ministry"),
    [
        ("minister voor Wonen, Wijken en Integratie", dt.date(2008, 5, 1), "wonen-wijken-en-integratie", "VROM"),
        ("Minister voor Immigratie, Integratie en Asiel", dt.date(2011, 5, 1), "immigratie-integratie-en-asiel", "BZK"),
        ("minister voor Ontwikkelingssamenwerking", dt.date(2004, 5, 1), "ontwikkelingssamenwerking", "BZ"),
        ("Minister voor BHO", dt.date(2025, 5, 1), "bhos", "BZ"),
        ("minister voor Jeugd en Gezin", dt.date(2009, 5, 1), "jeugd-en-gezin", "VWS"),
        ("minister voor Basis- en Voortgezet Onderwijs en Media", dt.date(2019, 5, 1), "primair-en-voortgezet-onderwijs", "OCW"),
        ("minister van VenJ", dt.date(2014, 5, 1), "jenv", "JenV"),
        ("minister van EL&I", dt.date(2011, 5, 1), "ez", "EZ"),
        ("minister van LNV", dt.date(2009, 5, 1), "lvvn", "LVVN"),
        ("minister van VROM", dt.date(2009, 5, 1), "vrom", "VROM"),
        ("minister voor Klimaat en Energie", dt.date(2023, 5, 1), "klimaat-en-energie", "EZ"),
        ("minister van Volkshuisvesting en Ruimtelijke Ordening", dt.date(2025, 5, 1), "vro", "VRO"),
        ("minister voor Volkshuisvesting en Ruimtelijke Ordening", dt.date(2023, 5, 1), "vro", "BZK"),
    ],
)  # fmt: skip
def test_offices_through_time(text: str, day: dt.date, office: str, ministry: str) -> None:
    found = resolve_office(text, day)
    assert found is not None
    assert (found.id, found.ministry) == (f"minister-{office}", ministry)


@pytest.mark.parametrize(
    ("identifier", "day", "ministry"),
    [
        ("minister-langdurige-zorg-jeugd-en-sport", dt.date(2026, 5, 1), "VWS"),
        ("minister-armoedebeleid-participatie-en-pensioenen", None, "SZW"),
        ("staatssecretaris-ienw", dt.date(2020, 1, 1), "IenW"),
        ("minister-aenm", dt.date(2025, 5, 1), "AenM"),
        ("minister-aenm", dt.date(2026, 5, 1), "JenV"),
        ("minister-vro", dt.date(2023, 5, 1), "BZK"),
        ("minister-president", None, "AZ"),
    ],
)
def test_an_office_is_found_by_its_id(identifier: str, day: dt.date | None, ministry: str) -> None:
    found = find_office(identifier, day)
    assert found is not None
    assert (found.id, found.ministry) == (identifier, ministry)


def test_every_office_is_found_by_its_own_id() -> None:
    data = tomllib.loads(
        resources.files("extract").joinpath("data", "offices.toml").read_text(encoding="utf-8")
    )
    for row in data["office"]:
        found = find_office(
            row["id"], row.get("from") or row.get("until", dt.date(2026, 11, 1)) - dt.timedelta(days=1)
        )
        assert found is not None
        assert (found.id, found.ministry) == (row["id"], row["ministry"])


@pytest.mark.parametrize("identifier", ["", "minister", "minister-van-toverkunst", "voorzitter-jenv", "jenv"])
def test_an_unknown_id_is_no_office(identifier: str) -> None:
    assert find_office(identifier) is None


@pytest.mark.parametrize("file", ["ministries.toml", "offices.toml"])
def test_every_source_is_used(file: str) -> None:
    data = tomllib.loads(resources.files("extract").joinpath("data", file).read_text(encoding="utf-8"))
    rows = data.get("office") or [name for row in data["ministry"] for name in row["names"]]
    assert {key for row in rows for key in row["sources"]} == set(data["sources"])


def test_a_fault_in_the_data_is_told() -> None:
    good = {"name": "Sprookjes", "sources": ["jetten"]}
    fields = {"name": str, "sources": list}
    offices._check("ministries.toml", good, fields)
    for bad in (
        {"sources": ["jetten"]},
        {**good, "naam": "x"},
        {**good, "from": "2020"},
        {**good, "sources": ["x"]},
    ):
        with pytest.raises(ValueError, match=r"ministries\.toml"):
            offices._check("ministries.toml", bad, fields)


def test_a_list_of_offices_ends_where_the_sentence_goes_on() -> None:
    text = (
        "de ministers van Binnenlandse Zaken en Koninkrijksrelaties en van Defensie tegemoet aan dit verzoek"
    )
    assert list_offices(text) == [
        "minister van Binnenlandse Zaken en Koninkrijksrelaties",
        "minister van Defensie",
    ]
