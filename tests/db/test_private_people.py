"""People who are named in a paper without holding office get no row: not as a signatory, not anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.shape import tables
from extract.document import Sender
from tests.db.desk import SENDER, promise

if TYPE_CHECKING:
    from tests.db.desk import Desk

PRIVATE = "Verzonneman-Burgerlijk"
TEXTS = {"documenten": {"tekst", "titel"}, "toezeggingen": {"citaat"}, "gebeurtenissen": {"citaat"}}
"""Where the public words of a paper stand; a name in them is theirs."""


def test_a_private_name_stands_in_the_words_of_the_paper_only(desk: Desk) -> None:
    said = promise(f"Ik zeg uw Kamer toe de heer {PRIVATE} te antwoorden over zijn brief.")
    unknown = Sender(PRIVATE, "Belanghebbende", None)
    desk.put("kst-39999-1", "2026-03-01", said, senders=(SENDER, unknown), addressee="De Voorzitter")
    assert desk.value("SELECT count(*) FROM bewindspersonen WHERE naam = ?", SENDER.name) == 1
    for name, table in tables(desk.database.conn).items():
        for column in table.columns:
            if column in TEXTS.get(name, ()):
                continue
            found = desk.value(f'SELECT count(*) FROM "{name}" WHERE instr("{column}", ?)', PRIVATE)  # noqa: S608
            assert found == 0, f"{name}.{column}"
