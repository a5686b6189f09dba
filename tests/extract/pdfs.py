"""PDFs made for the tests: an invented letter in the government's layout, with side column and footnotes."""

from __future__ import annotations

from fpdf import FPDF

SIDE = ["Directoraat-generaal", "Dijken en Duinen", "Afdeling Polders"]
PAGES = [
    (
        [
            ("bold", "Inleiding"),
            ("text", "Vorige week is de dijk bij Nieuwendorp geïnspecteerd.^1 Uit die inspectie komt"),
            ("text", "een beeld naar voren dat ik in deze brief schets. De bevindingen zijn gedeeld met"),
            ("text", "het waterschap."),
            ("gap", ""),
            ("text", "Vervolg"),
            ("text", "Ik zal uw Kamer voor de zomer over de uitkomsten van het vervolgonderzoek en de"),
        ],
        ["1. Kamerstuk 39 876, nr. 12."],
    ),
    (
        [
            ("text", "kosten daarvan^2 informeren. Daarbij betrek ik de vragen over het OBI-"),
            ("text", "meldpunt en van het lid Molendijk.^3"),
            ("gap", ""),
            ("text", "Dat volgt uit mijn brief van 4 mei 2031^4 en gaat over 30 km^2 polder."),
            ("gap", ""),
            ("text", "-  De planning volgt in mei."),
            ("text", "-  De kosten volgen in juni."),
            ("gap", ""),
            ("text", "De minister van Infrastructuur en Waterstaat,"),
            ("gap", ""),
            ("text", "A.B. van der Zandbank"),
        ],
        [
            "2. Geraamd in 2030.",
            "3. Handelingen II 2030/31, nr. 45, item 3.",
            "4. Zie www.dijken.example/brieven/",
            "mei/2031?blad=2.",
        ],
    ),
]
PARAGRAPHS = [
    ("heading", "Inleiding"),
    (
        "paragraph",
        (
            "Vorige week is de dijk bij Nieuwendorp geïnspecteerd. Uit die inspectie komt een beeld naar "
            "voren dat ik in deze brief schets. De bevindingen zijn gedeeld met het waterschap."
        ),
    ),
    ("heading", "Vervolg"),
    (
        "paragraph",
        (
            "Ik zal uw Kamer voor de zomer over de uitkomsten van het vervolgonderzoek en de kosten daarvan "
            "informeren. Daarbij betrek ik de vragen over het OBI-meldpunt en van het lid Molendijk."
        ),
    ),
    ("paragraph", "Dat volgt uit mijn brief van 4 mei 2031 en gaat over 30 km2 polder."),
    ("list_item", "De planning volgt in mei."),
    ("list_item", "De kosten volgen in juni."),
    ("signature", "De minister van Infrastructuur en Waterstaat,"),
    ("signature", "A.B. van der Zandbank"),
    ("footnote", "Kamerstuk 39 876, nr. 12."),
    ("footnote", "Geraamd in 2030."),
    ("footnote", "Handelingen II 2030/31, nr. 45, item 3."),
    ("footnote", "Zie www.dijken.example/brieven/mei/2031?blad=2."),
]


def _at(pdf: FPDF, x: float, y: float, text: str, size: float, *, style: str = "") -> None:
    pdf.set_font("helvetica", style=style, size=size)
    pdf.text(x, y, text)


def _line(pdf: FPDF, y: float, kind: str, text: str) -> None:
    """A line of the body; "^1" is a raised footnote mark."""
    style = "B" if kind == "bold" else ""
    x = 80.0
    for number, part in enumerate(text.split("^")):
        if number:
            _at(pdf, x, y - 3.5, part[0], 6)
            x += pdf.get_string_width(part[0])
            part = part[1:]  # noqa: PLW2901
        _at(pdf, x, y, part, 10, style=style)
        x += pdf.get_string_width(part)


def letter() -> bytes:
    """Two pages: head, side column, running head, footnotes, page numbers."""
    pdf = FPDF(unit="pt", format="A4")
    for number, (body, notes) in enumerate(PAGES, 1):
        pdf.add_page()
        y = 120.0
        if number == 1:
            _at(pdf, 80, 80, "> Retouradres Postbus 99999 2500 ZZ Den Haag", 7)
            for row, text in enumerate(["Aan de Voorzitter van de Tweede Kamer", "der Staten-Generaal"]):
                _at(pdf, 80, 110 + 12 * row, text, 10)
            _at(pdf, 80, 200, "Datum  3 maart 2031", 10)
            _at(pdf, 80, 212, "Betreft  Bewaking van de dijken", 10)
            y = 250.0
        # Its first line stands between the foot of a line of the letter and the mark raised in it.
        for row, text in enumerate([*SIDE, "Onze referentie", "1234567"]):
            _at(pdf, 470, 119.3 + 9 * row, text, 7)
        for kind, text in body:
            if text:
                _line(pdf, y, kind, text)
            y += 12
        for row, text in enumerate(notes):
            _at(pdf, 80, 770 + 9 * row, text, 7)
        # Small print that stands close beside a line of the letter, half a line higher.
        if number == 1:
            pdf.set_font("helvetica", size=10)
            _at(pdf, 85 + pdf.get_string_width(body[2][1]), 250 + 2 * 12 - 5, "Ons kenmerk", 7)
        _at(pdf, 470, 800, f"Pagina {number} van {len(PAGES)}", 7)
    return bytes(pdf.output())


TABLE = [
    ("Dijkvak", "Gemeten", "Hersteld"),
    ("Noord", "12", "7"),
    ("Zuid bij de sluis", "3", "140"),
]


def table() -> bytes:
    """A letter with a side column and a table; its last column is set to the right, beyond the text."""
    pdf = FPDF(unit="pt", format="A4")
    pdf.add_page()
    for row in range(12):
        _at(pdf, 80, 200 + 12 * row, "Deze regel van de brief is lang genoeg om de bladspiegel te tonen", 10)
    for row, text in enumerate([*SIDE, "Ons kenmerk", "DD-2031"]):
        _at(pdf, 470, 200 + 9 * row, text, 7)
    for row, cells in enumerate(TABLE):
        for cell, right in zip(cells, (None, 300, 480), strict=True):
            pdf.set_font("helvetica", size=10)
            left = right - pdf.get_string_width(cell) if right else 80
            _at(pdf, left, 370 + 12 * row, cell, 10)
    _at(pdf, 80, 420, "Ik bericht u voor de zomer over het vervolg.", 10)
    return bytes(pdf.output())


def locked() -> bytes:
    """A PDF that opens with a password only."""
    pdf = FPDF()
    pdf.set_encryption(owner_password="a", user_password="b")  # noqa: S106
    pdf.add_page()
    _at(pdf, 20, 20, "Geheim", 10)
    return bytes(pdf.output())


def blank(pages: int = 1) -> bytes:
    """Pages without text, as of a scan."""
    pdf = FPDF()
    for _ in range(pages):
        pdf.add_page()
    return bytes(pdf.output())
