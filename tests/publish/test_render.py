"""How values look."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from publish import render
from publish.states import states


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2026-06-04", "4 juni 2026"),
        ("2026-02-30", "2026-02-30"),
        ("morgen", "morgen"),
        (None, ""),
        ("٢٠٢٦-٠٦-٠٤", "٢٠٢٦-٠٦-٠٤"),
    ],
)
def test_dates_are_written_out(value: object, shown: str) -> None:
    assert render.written_date(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2026-11-23T05:10:00Z", "23 november 2026, 06.10 uur"),
        ("2026-06-30T22:30:00Z", "1 juli 2026, 00.30 uur"),
    ],
)
def test_moments_are_in_amsterdam(value: str, shown: str) -> None:
    assert render.moment_tag(value) == f'<time datetime="{value}">{shown}</time>'


def test_without_time_zones_moments_say_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise render.ZoneInfoNotFoundError(name)

    monkeypatch.setattr(render, "ZoneInfo", absent)
    assert "05.10 UTC" in render.moment_tag("2026-11-23T05:10:00Z")


def test_dates_are_escaped() -> None:
    assert render.date_tag("<b>") == "&lt;b&gt;"
    assert render.moment_tag("<b>") == "&lt;b&gt;"
    assert render.state_tag("<b>") == '<span class="stand stand-open">&lt;b&gt;</span>'


def test_invisible_marks_become_visible() -> None:
    assert render.neutralise("a\u202eb\u2066c\u0000d\u200be") == "a⟨U+202E⟩b⟨U+2066⟩c⟨U+0000⟩d⟨U+200B⟩e"
    assert isinstance(render.neutralise(Markup("<b>\u202e</b>")), Markup)
    assert render.neutralise("é\n\t–’") == "é\n\t–’"
    assert render.neutralise(3) == 3


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("kort", 10, "kort"),
        ("een lange zin met woorden", 12, "een lange …"),
        ("aaaaaaaaaaaaaaaaaaaa", 5, "aaaaa …"),
        (None, 5, ""),
    ],
)
def test_excerpts_break_at_a_word(text: str | None, limit: int, shown: str) -> None:
    assert render.excerpt(text, limit) == shown


@pytest.mark.parametrize(
    ("state", "number", "shown"),
    [
        ("verstreken zonder bericht", 1, ("1 dag", "te laat")),
        ("verstreken zonder bericht", 1204, ("1.204 dagen", "te laat")),
        ("mogelijk verstreken", -7, ("nog 7 dagen", "in de ruime lezing")),
        ("mogelijk verstreken", 0, ("vandaag", "in de ruime lezing")),
        ("loopt", 0, ("vandaag", "tot de termijn")),
        ("loopt", -1, ("nog 1 dag", "tot de termijn")),
        ("nog niet vast te stellen", 8, ("8 dagen", "voorbij de termijn")),
        ("voornemen voorbij", 8, ("8 dagen", "voorbij de termijn")),
        ("afgedaan", 0, ("op tijd", "afgedaan")),
        ("afgedaan", 3, ("3 dagen", "te laat afgedaan")),
        ("afgedaan", None, ("afgedaan", "")),
        ("zonder termijn", None, ("zonder termijn", "")),
        ("mogelijk afgedaan", 40, ("mogelijk afgedaan", "")),
    ],
)
def test_what_stands_beside_a_promise(state: str, number: int | None, shown: tuple[str, str]) -> None:
    assert render.tally({"toestand": state, "dagen": number}) == shown


def test_only_one_state_is_ever_called_too_late_while_open() -> None:
    for state in set(states()) - {"verstreken zonder bericht", "afgedaan", "uitgesteld"}:
        assert "te laat" not in " ".join(render.tally({"toestand": state, "dagen": 99}))
