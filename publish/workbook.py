"""A table as a workbook (XLSX): dates as dates, texts as texts and never as formulas."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import xlsxwriter

from publish.render import column_title, day, neutralise, written_date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.workbook import Format
    from xlsxwriter.worksheet import Worksheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CELL = 32_767
"""Characters that a cell can hold."""
_SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}
_WIDE = frozenset({"citaat", "toestand_tekst", "titel", "onderwerp", "uitleg", "tekst", "url"})


@dataclass(frozen=True, slots=True)
class About:
    """What is told on the second sheet; ``cut``: whether rows were left out."""

    title: str
    address: str
    day: str
    columns: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False


def write(about: About, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    """The workbook: the rows under Dutch headings, and a sheet that explains them."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _SAFE)
    bold = book.add_format({"bold": True, "bottom": 1})
    sheet = book.add_worksheet("Gegevens")
    for number, column in enumerate(columns):
        sheet.write_string(0, number, column_title(column), bold)
        sheet.set_column(number, number, 60 if column in _WIDE else 16)
    for line, row in enumerate(rows, 1):
        for number, value in enumerate(row):
            _cell(sheet, line, number, value)
    sheet.freeze_panes(1, 0)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    _explain(book.add_worksheet("Toelichting"), about, columns, len(rows), bold)
    book.close()
    return out.getvalue()


def _cell(sheet: Worksheet, line: int, number: int, value: object) -> None:
    if isinstance(value, dict):  # a foreign key with its label
        value = value.get("label") or value.get("value")
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, int | float):
        sheet.write_number(line, number, value)
        return
    found = day(value)
    # Excel knows no day before 1900.
    if found and found.year >= 1900:
        sheet.write_datetime(line, number, found)
        return
    sheet.write_string(line, number, str(neutralise(str(value)))[:CELL])


def _explain(sheet: Worksheet, about: About, columns: Sequence[str], count: int, bold: Format) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    lines = [
        ("Wat", about.title),
        ("Stand van", written_date(about.day)),
        ("Rijen", f"de eerste {count}; er zijn er meer" if about.cut else str(count)),
        ("Vindplaats", about.address),
        ("Licentie", "CC0 1.0: vrij te gebruiken. Noem als bron Kamerwacht en de dag."),
    ]
    for number, (name, text) in enumerate(lines):
        sheet.write_string(number, 0, name, bold)
        sheet.write_string(number, 1, text[:CELL])
    for number, column in enumerate(columns, len(lines) + 1):
        sheet.write_string(number, 0, column_title(column), bold)
        sheet.write_string(number, 1, about.columns.get(column, ""))
