from __future__ import annotations

import pytest

import extract

_TEXT = """Vraag 1
Kent u het bericht «Zand op»? 1) 2)

Antwoord 1
Ja. Zie onder 1) en 2).

Vraag 2
Wat vindt u daarvan?

Antwoord 2
Ik stuur uw Kamer in mei een brief.

{notes}
"""


def test_notes_typed_at_the_end() -> None:
    document = extract.read_text(
        _TEXT.format(notes="1) De Duinbode, 3 mei 2031\n\n2) Kamerstuk 39 876, nr. 3")
    )
    found = [
        (block.kind.value, block.label, document.text[block.begin : block.end]) for block in document.blocks
    ]
    assert found[1] == ("question", "Vraag 1", "Kent u het bericht «Zand op»?")
    assert found[3] == ("answer", "Antwoord 1", "Ja. Zie onder 1) en 2).")
    assert found[-2:] == [
        ("footnote", "1)", "De Duinbode, 3 mei 2031"),
        ("footnote", "2)", "Kamerstuk 39 876, nr. 3"),
    ]
    assert [document.blocks[link.block].label for link in document.footnotes] == ["1)", "2)"]
    assert all(document.text[: link.offset].endswith("op»?") for link in document.footnotes)


@pytest.mark.parametrize(
    "notes", ["1) eerst dit", "2) eerst dit\n\n3) dan dat", "1) een\n\n2) twee\n\n3) drie"]
)
def test_a_list_at_the_end_is_no_note(notes: str) -> None:
    text = "De stappen zijn:\n\n" + notes + "\n"
    assert all(block.kind != "footnote" for block in extract.read_text(text).blocks)
