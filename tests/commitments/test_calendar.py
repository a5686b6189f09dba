"""The parliamentary calendar, the conventions and the word lists: their days, and errors for a wrong row."""

from __future__ import annotations

import datetime as dt
import tomllib
from typing import Any

import pytest

from commitments.calendar import DataError, calendar, easter, nth_weekday, parse_calendar, read_data
from commitments.conventions import conventions, parse_conventions
from commitments.deadlines import resolve
from commitments.deadlines.words import lexicon, simplify


def test_a_confirmed_recess_is_certain() -> None:
    recess = calendar().recess("zomer", 2024)
    assert (recess.start, recess.end, recess.certain) == (dt.date(2024, 7, 5), dt.date(2024, 9, 2), True)


@pytest.mark.parametrize(
    ("kind", "start", "end", "certain"),
    [
        ("zomer", "2019-07-05", "2019-09-02", False),
        ("zomer", "2022-07-08", "2022-09-05", False),
        ("mei", "2023-04-21", "2023-05-08", True),
        ("zomer", "2023-07-07", "2023-09-04", True),
        ("herfst", "2023-10-13", "2023-10-23", True),
        ("kerst", "2023-12-22", "2024-01-15", True),
        ("voorjaar", "2024-02-16", "2024-02-26", True),
        ("mei", "2024-04-26", "2024-05-13", True),
    ],
)
def test_known_recesses_are_as_published(kind: str, start: str, end: str, *, certain: bool) -> None:
    """Confirmed where the Kamer itself published it; what a newspaper wrote stays indicative."""
    recess = calendar().recess(kind, int(start[:4]))
    assert (recess.start.isoformat(), recess.end.isoformat(), recess.certain) == (start, end, certain)
    assert recess.latest_start == recess.start


@pytest.mark.parametrize(
    ("kind", "year", "start", "end"),
    [
        ("zomer", 2025, "2025-07-04", "2025-09-01"),
        ("zomer", 2026, "2026-07-03", "2026-08-31"),
        ("zomer", 2021, "2021-07-09", "2021-09-06"),
        ("kerst", 2025, "2025-12-19", "2026-01-12"),
        ("kerst", 2026, "2026-12-18", "2027-01-11"),
        ("mei", 2026, "2026-04-24", "2026-05-11"),
        ("zomer", 2020, "2020-07-03", "2020-08-31"),
        ("voorjaar", 2027, "2027-02-19", "2027-03-01"),
        ("mei", 2027, "2027-04-23", "2027-05-10"),
        ("herfst", 2027, "2027-10-15", "2027-10-25"),
    ],
)
def test_unknown_years_follow_the_pattern(kind: str, year: int, start: str, end: str) -> None:
    recess = calendar().recess(kind, year)
    assert (recess.start.isoformat(), recess.end.isoformat()) == (start, end)
    assert not recess.certain


def test_patterns_agree_with_the_confirmed_rows() -> None:
    """A pattern that misses what is known by more than its spread is no pattern."""
    known = calendar()
    for (kind, year), recess in known.known.items():
        pattern = known.patterns[kind].recess(year)
        assert pattern.start <= recess.start <= pattern.latest_start, (kind, year)
        assert abs((pattern.end - recess.end).days) <= max(7, (pattern.latest_start - pattern.start).days)


@pytest.mark.parametrize("year", range(2018, 2029))
def test_every_recess_of_the_years_we_serve(year: int) -> None:
    for kind in ("zomer", "herfst", "kerst", "voorjaar", "mei"):
        recess = calendar().recess(kind, year)
        assert recess.start.weekday() == 4
        assert recess.end.weekday() == 0
        assert recess.start < recess.end


@pytest.mark.parametrize(
    ("word", "year", "day"),
    [
        ("prinsjesdag", 2026, "2026-09-15"),
        ("prinsjesdag", 2021, "2021-09-21"),
        ("verantwoordingsdag", 2021, "2021-05-19"),
        ("voorjaarsnota", 2026, "2026-06-01"),
        ("najaarsnota", 2026, "2026-12-01"),
        ("koningsdag", 2027, "2027-04-27"),
        ("sinterklaas", 2026, "2026-12-05"),
        ("kerst", 2026, "2026-12-25"),
        ("jaarwisseling", 2026, "2026-12-31"),
        ("pasen", 2024, "2024-03-31"),
        ("pinksteren", 2025, "2025-06-08"),
    ],
)
def test_fixed_moments(word: str, year: int, day: str) -> None:
    assert calendar().moments[word].day(year).isoformat() == day


def test_easter_and_last_weekday() -> None:
    assert easter(2000) == dt.date(2000, 4, 23)
    assert nth_weekday(2026, 5, 4, -1) == dt.date(2026, 5, 29)


def _calendar_data() -> dict[str, Any]:
    return read_data("calendar.toml")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"start": "2024-07-05"}, "start ontbreekt of is geen date"),
        ({"end": dt.date(2024, 7, 1)}, "ligt niet na het begin"),
        ({"certainty": "zeker"}, "kies uit bevestigd, patroon"),
        ({"bron": "x"}, "onbekend veld bron"),
        ({"kind": "krokus"}, "geen patroon voor krokus"),
    ],
)
def test_a_wrong_recess_is_refused(change: dict[str, Any], message: str) -> None:
    data = _calendar_data()
    row = {"kind": "zomer", "start": dt.date(2030, 7, 5), "end": dt.date(2030, 9, 2)}
    data["recess"].append({**row, "certainty": "bevestigd", "source": "test", **change})
    with pytest.raises(DataError, match=message):
        parse_calendar(data)


def test_a_recess_given_twice_is_refused() -> None:
    data = _calendar_data()
    data["recess"].append(dict(data["recess"][0]))
    with pytest.raises(DataError, match="staat er twee keer"):
        parse_calendar(data)


@pytest.mark.parametrize(
    ("table", "row", "message"),
    [
        ("pattern", {"weekday": "vrydag"}, "kies een dag van maandag"),
        ("pattern", {"from": "13-40"}, "verwacht MM-DD"),
        ("pattern", {"end_from": "08-31"}, "niet beide"),
        ("moment", {"day": "01-01"}, "precies een van"),
    ],
)
def test_a_wrong_pattern_or_moment_is_refused(table: str, row: dict[str, Any], message: str) -> None:
    data = _calendar_data()
    index = 1 if table == "pattern" else 0
    data[table][index] = {**data[table][index], **row}
    with pytest.raises(DataError, match=message):
        parse_calendar(data)


def test_confirming_a_recess_changes_the_term_and_its_certainty(monkeypatch: pytest.MonkeyPatch) -> None:
    before = resolve("voor het zomerreces", dt.date(2027, 6, 4))
    assert before is not None
    assert not before.certain
    assert "indicatief" in before.explanation
    data = _calendar_data()
    row = {"kind": "zomer", "start": dt.date(2027, 7, 9), "end": dt.date(2027, 9, 6)}
    data["recess"].append({**row, "certainty": "bevestigd", "source": "test"})
    changed = parse_calendar(data)
    monkeypatch.setattr("commitments.deadlines.builders.calendar", lambda: changed)
    after = resolve("voor het zomerreces", dt.date(2027, 6, 4))
    assert after is not None
    assert (after.generous, after.certain) == (dt.date(2027, 7, 9), True)
    assert "indicatief" not in after.explanation


def test_wrong_conventions_are_refused() -> None:
    data = read_data("conventions.toml")
    del data["season"]["zomer"]["strict"]
    with pytest.raises(DataError, match=r"season\.zomer"):
        parse_conventions(data)
    with pytest.raises(DataError, match="ontbreekt"):
        parse_conventions({"version": "x"})


def test_every_convention_is_strict_before_generous() -> None:
    for part in conventions().year_parts.values():
        assert part.first < part.strict <= part.generous
    for month in conventions().month_parts.values():
        assert month.first <= month.strict <= month.generous


def test_data_without_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tomllib, "loads", lambda _: {"recess": []})
    with pytest.raises(DataError, match="version"):
        read_data("calendar.toml")


def test_word_lists_are_written_as_the_reader_sees_them() -> None:
    assert lexicon()["vague"]["terms"]
    assert simplify("Vóór\u00a0’t  Reces –") == "voor 't  reces -"
    assert len(simplify("İstanbul vóór 1 mei")) == len("İstanbul vóór 1 mei")
