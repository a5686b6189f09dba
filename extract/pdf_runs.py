"""The characters of a PDF page as runs: on one baseline, in one size, flowing to the right."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pypdfium2 import raw

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage


@dataclass(slots=True)
class Run:
    """Characters on one baseline in one size. Sizes and places in points, y from the foot of the page."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    italic: bool


def runs_of(textpage: PdfTextPage) -> list[Run]:
    """The page's characters as runs: a run ends where baseline, size or the flow to the right breaks."""
    page = textpage.raw
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    runs: list[Run] = []
    chars: list[str] = []
    run: Run | None = None
    space = False
    last = 0
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(page, index)
        if code in {10, 13}:
            _close(run, chars)
            if run is not None and (run.bold or run.italic):
                bold, italic = _style(page, last)
                run.bold, run.italic = run.bold and bold, run.italic and italic
            run, space = None, False
            continue
        if code in {32, 160}:
            space = True
            continue
        raw.FPDFText_GetCharOrigin(page, index, x, y)
        raw.FPDFText_GetLooseCharBox(page, index, box)
        size = box.top - box.bottom
        left, right, base = box.left, box.right, y.value
        if run is not None and (
            abs(base - run.base) > 0.8
            or abs(size - run.size) > 0.12 * run.size
            or left < run.right - 1.2 * run.size
            or left > run.right + 2.5 * run.size
        ):
            _close(run, chars, space=space)
            run = None
        if run is None:
            run = Run("", left, right, base, size, *_style(page, index))
            runs.append(run)
            space = False
        if space:
            chars.append(" ")
            space = False
        chars.append(chr(code))
        run.right = max(run.right, right)
        last = index
    _close(run, chars)
    return runs


def _close(run: Run | None, chars: list[str], *, space: bool = False) -> None:
    if run is not None:
        run.text = "".join(chars) + (" " if space else "")
    chars.clear()


_FONT_NAME = ctypes.create_string_buffer(128)


_ITALIC = 1 << 6
"""Flag of a font descriptor (ISO 32000-1, table 123)."""


def _style(page: raw.FPDF_TEXTPAGE, index: int) -> tuple[bool, bool]:
    """(bold, italic) of a character's font."""
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(page, index, _FONT_NAME, 128, flags)
    name = _FONT_NAME.value.decode("latin-1").lower()
    bold = "bold" in name or "black" in name or raw.FPDFText_GetFontWeight(page, index) >= 600
    return bold, bool(flags.value & _ITALIC) or "italic" in name or "oblique" in name
