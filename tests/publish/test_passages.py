"""Text cut into pieces, none lost, each marked with what it belongs to."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from publish.passages import Note, Piece, Span, blocks, pieces


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


def test_a_note_stands_behind_the_text_before_its_mark() -> None:
    notes = [Note(3, "1", 9), Note(3, "2", 10)]
    assert pieces("012345", 0, 6, [Span(1, 5, "a")], notes) == [
        Piece("0"),
        Piece("12", ("a",), tuple(notes)),
        Piece("34", ("a",)),
        Piece("5"),
    ]
    assert pieces("012", 0, 3, [], [Note(0, "1", 9)]) == [Piece("", (), (Note(0, "1", 9),)), Piece("012")]
    assert pieces("012", 0, 3, [], [Note(3, "1", 9)]) == [Piece("012", (), (Note(3, "1", 9),))]


def test_spans_and_notes_find_their_block() -> None:
    text = "".join(str(number % 10) for number in range(40))
    rows = [
        {
            "volgnummer": number,
            "soort": "alinea",
            "kenmerk": None,
            "spreker": None,
            "begin": begin,
            "eind": begin + 8,
        }
        for number, begin in enumerate((0, 10, 20, 30), start=1)
    ]
    spans = [Span(2, 4, "a"), Span(6, 24, "b"), Span(32, 38, "c")]
    found = blocks(text, rows, spans, [Note(4, "1", 4), Note(34, "2", 4)])
    assert [[piece.keys for piece in block.pieces] for block in found] == [
        [(), ("a",), (), ("b",)],
        [("b",)],
        [("b",), ()],
        [(), ("c",), ("c",)],
    ]
    assert [block.marked for block in found] == [True, True, True, True]
    assert [note.label for block in found for piece in block.pieces for note in piece.notes] == ["1", "2"]
    assert ["".join(piece.text for piece in block.pieces) for block in found] == [
        text[row["begin"] : row["eind"]] for row in rows
    ]
