"""How values look."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from publish import render
from publish.render import Piece, Span, pieces


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
    for state in set(render.states()) - {"verstreken zonder bericht", "afgedaan", "uitgesteld"}:
        assert "te laat" not in " ".join(render.tally({"toestand": state, "dagen": 99}))


def test_overlapping_spans_are_cut() -> None:
    spans = [Span(2, 6, "a"), Span(4, 8, "b"), Span(4, 8, "c"), Span(20, 30, "d")]
    assert pieces("0123456789", 1, 9, spans) == [
        Piece("1", ()),
        Piece("23", ("a",)),
        Piece("45", ("a", "b", "c")),
        Piece("67", ("b", "c")),
        Piece("8", ()),
    ]


@given(
    text=st.text(max_size=40),
    bounds=st.tuples(st.integers(0, 40), st.integers(0, 40)),
    spans=st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45), st.sampled_from("abc")), max_size=6),
)
def test_pieces_join_to_the_text_and_mark_what_is_marked(
    text: str, bounds: tuple[int, int], spans: list[tuple[int, int, str]]
) -> None:
    begin, end = sorted(min(bound, len(text)) for bound in bounds)
    marked = [Span(min(one, other), max(one, other), key) for one, other, key in spans]
    found = pieces(text, begin, end, marked)
    assert "".join(piece.text for piece in found) == text[begin:end]
    offset = begin
    for piece in found:
        for place in range(offset, offset + len(piece.text)):
            assert set(piece.keys) == {span.key for span in marked if span.begin <= place < span.end}
        offset += len(piece.text)
