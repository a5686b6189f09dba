"""Files that no reader can read, made on the spot."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from fpdf import FPDF

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+M8AAAMBAQDJ/pLvAAAAAElFTkSuQmCC"
)


def _missing(path: Path) -> None:
    assert not path.exists()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _directory(path: Path) -> None:
    path.mkdir()


def _png_called_pdf(path: Path) -> None:
    path.write_bytes(_PNG)


def _with_password(path: Path) -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", size=11)
    pdf.cell(text="Ik informeer uw Kamer voor het zomerreces.")
    pdf.set_encryption(owner_password="eigenaar", user_password="geheim")  # noqa: S106 - a test's own
    pdf.output(str(path))


def _scanned(path: Path) -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.rect(20, 20, 150, 200, style="F")
    pdf.output(str(path))


def _truncated(path: Path) -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", size=11)
    pdf.cell(text="Ik informeer uw Kamer voor het zomerreces.")
    path.write_bytes(bytes(pdf.output())[:120])


def _entity(path: Path) -> None:
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE k [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        "<officiele-publicatie><kamerstuk><al>&x;</al></kamerstuk></officiele-publicatie>"
    )


BAD_FILES: dict[str, tuple[str, Callable[[Path], None], str]] = {
    "a missing file": ("weg.pdf", _missing, "niet gevonden"),
    "an empty file": ("leeg.pdf", _empty, "leeg"),
    "a directory": ("map.pdf", _directory, "map"),
    "a PDF with a password": ("slot.pdf", _with_password, "wachtwoord"),
    "a scanned PDF without text": ("scan.pdf", _scanned, "tekst"),
    "a PNG renamed .pdf": ("plaatje.pdf", _png_called_pdf, "PDF"),
    "a truncated PDF": ("half.pdf", _truncated, "onvolledig"),
    "an XML with an external entity": ("entiteit.xml", _entity, "entiteit.xml"),
}
"""Name of the case: file name, how to make it, and a word its message must hold."""
