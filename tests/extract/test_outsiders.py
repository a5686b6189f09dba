"""What somebody writes who is not of the government is no promise of the government."""

from __future__ import annotations

import pytest

import commitments
import extract
from extract import outsiders

LETTER = """\
De Voorzitter van de Tweede Kamer der Staten-Generaal
Den Haag, 3 maart 2031

Betreft: onderzoek naar duinpannen

Geachte Voorzitter,

Wij zullen uw Kamer over de duinpannen in het najaar van 2031 informeren.

{closing}

{signature}
"""


@pytest.mark.parametrize(
    ("closing", "signature", "found"),
    [
        ("Hoogachtend,", "Algemene Rekenkamer\n\nQ.X. Voorbeeldsma\npresident", "Algemene Rekenkamer"),
        ("Met vriendelijke groet,", "De Nationale ombudsman,\n\nQ.X. Voorbeeldsma", "Nationale ombudsman"),
        (
            "Hoogachtend,",
            "De president van de Algemene Rekenkamer,\nQ.X. Voorbeeldsma",
            "Algemene Rekenkamer",
        ),
        ("Hoogachtend,", "De Minister van Financiën,\n\nQ.X. Voorbeeldsma", None),
        ("Hoogachtend,", "De Minister van Financiën,\n\nAfschrift aan:\nAlgemene Rekenkamer", None),
        ("De Algemene Rekenkamer heeft meegelezen.", "Q.X. Voorbeeldsma", None),
        ("Algemene Rekenkamer\n\nHoogachtend,", "Q.X. Voorbeeldsma", None),
    ],
)
def test_who_signs_outside_the_government_promises_nothing_for_it(
    closing: str, signature: str, found: str | None
) -> None:
    document = extract.read_text(LETTER.format(closing=closing, signature=signature))
    assert document.metadata.outsider == found
    assert document.metadata.kind == ("Brief" if found else "Brief regering")
    reading = commitments.read(document)
    assert len(reading.commitments) == (0 if found else 1)
    assert [str(found) in line for line in reading.warnings] == ([True] if found else [])


@pytest.mark.parametrize(
    ("whom", "found"),
    [
        ("HET PRESIDIUM", "Presidium"),
        ("DE ALGEMENE REKENKAMER", "Algemene Rekenkamer"),
        ("DE PRESIDENT VAN DE ALGEMENE REKENKAMER", "Algemene Rekenkamer"),
        ("DE VASTE COMMISSIE VOOR BUITENLANDSE ZAKEN", "vaste commissie"),
        ("HET LID VOORBEELDSMA", "lid"),
        ("DE LEDEN VOORBEELDSMA EN PROEFSTRA", "leden"),
        ("DE MINISTER VAN DEFENSIE", None),
        ("DE VICE-MINISTER-PRESIDENT", None),
        ("HET KABINET", None),
    ],
)
def test_the_heading_of_a_printed_paper_names_who_wrote(whom: str, found: str | None) -> None:
    assert outsiders.named_in_heading(whom) == found
