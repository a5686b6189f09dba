from __future__ import annotations

import io
import os
import time
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest

import extract
from extract import op_html, pdf_guard, safe_xml, sniff
from extract.errors import ReadError
from tests.extract import pdfs
from tests.extract.test_word import docx
from tests.growth import assert_linear

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{n} "{("&a" + str(n - 1) + ";" if n else "&a;") * 10}">' for n in range(9))
    + "]><officiele-publicatie>&a8;</officiele-publicatie>"
)
_EXTERNAL = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><officiele-publicatie>&x;</officiele-publicatie>'


def _bomb() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 200_000_000)
    return data.getvalue()


def _other_zip() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("foto.txt", "x")
    return data.getvalue()


def _nested(tag: str, depth: int) -> bytes:
    return (
        f"<officiele-publicatie>{f'<{tag}>' * depth}x{f'</{tag}>' * depth}</officiele-publicatie>"
    ).encode()


def _pdf(*objects: bytes) -> bytes:
    """A PDF of these objects; the first is the catalogue."""
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + head + table + end


_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
_ONE_PAGE = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>"


def _content(data: bytes, filters: bytes = b"") -> bytes:
    stream = b"<<%s/Length %d>>stream\n%s\nendstream" % (filters, len(data), data)
    return _pdf(_CATALOG, _ONE_PAGE, _PAGE, stream)


def _flate_bomb(*, twice: bool = False) -> bytes:
    packed = zlib.compress(b"BT (x) Tj ET " * (pdf_guard.MAX_STREAM // 13 + 1), 9)
    if twice:
        return _content(zlib.compress(packed, 9), b"/Filter[/FlateDecode/FlateDecode]")
    return _content(packed, b"/Filter/FlateDecode")


def _many_bombs() -> bytes:
    packed = zlib.compress(b" " * (pdf_guard.MAX_STREAM - 1), 9)
    stream = b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed)
    return _pdf(_CATALOG, _ONE_PAGE, _PAGE, *[stream] * 5)


def _deep_tree(depth: int) -> bytes:
    pages = [b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (number + 3) for number in range(depth)]
    return _pdf(_CATALOG, *pages, b"<</Type/Page/MediaBox[0 0 200 200]>>")


CASES: dict[str, tuple[Callable[[], bytes], str]] = {
    "password": (pdfs.locked, "wachtwoord"),
    "scan": (pdfs.blank, "geen tekst"),
    "too many pages": (lambda: pdfs.blank(sniff.MAX_PAGES + 1), "te veel bladzijden"),
    "a page tree that holds itself": (
        lambda: _pdf(_CATALOG, b"<</Type/Pages/Count 100000/Kids[2 0 R 2 0 R]>>"),
        "te veel bladzijden",
    ),
    "deep page tree": (lambda: _deep_tree(5_000), "beschadigd"),
    "deep arrays": (
        lambda: _pdf(_CATALOG[:-2] + b"/X" + b"[" * 100_000 + b"]" * 100_000 + b">>", _ONE_PAGE, _PAGE),
        "geen tekst",
    ),
    "deep page": (lambda: _content(b"q " * 100_000), "te diep genest"),
    "deep page, packed": (
        lambda: _content(zlib.compress(b"q " * 100_000), b"/Filter/FlateDecode"),
        "te diep genest",
    ),
    "bomb in a page": (_flate_bomb, "uitgepakt te groot"),
    "bomb in a bomb": (lambda: _flate_bomb(twice=True), "uitgepakt te groot"),
    "many small bombs": (_many_bombs, "uitgepakt te groot"),
    "many streams": (
        lambda: b"%PDF-1.7\n" + b"stream\nendstream\n" * (pdf_guard.MAX_STREAMS + 1) + b"%%EOF",
        "uitgepakt te groot",
    ),
    "much lzw": (lambda: _content(bytes(pdf_guard.MAX_LZW + 1), b"/Filter/LZWDecode"), "uitgepakt te groot"),
    "many elements": (
        lambda: b"<officiele-publicatie>" + b"<al>x</al>" * safe_xml.MAX_TAGS + b"</officiele-publicatie>",
        "te groot",
    ),
    "many elements of html": (lambda: b"<html><body>" + b"<p>x</p>" * op_html.MAX_TAGS, "te groot"),
    "many paragraphs": (lambda: docx("<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 90_000), "te groot"),
    "truncated": (lambda: pdfs.letter()[:1500], "onvolledig"),
    "broken": (lambda: b"%PDF-1.7\nniets\n%%EOF", "beschadigd"),
    "png": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(200), "PNG"),
    "no docx": (lambda: b"PK\x03\x04" + os.urandom(200), "beschadigd of geen DOCX"),
    "other zip": (_other_zip, "geen DOCX of ODT"),
    "bomb": (_bomb, "te groot"),
    "empty docx": (lambda: docx(""), "geen tekst"),
    "external entity": (_EXTERNAL.encode, "DOCTYPE"),
    "billion laughs": (_LAUGHS.encode, "DOCTYPE"),
    "billion laughs in utf-16": (lambda: _LAUGHS.encode("utf-16"), "XML"),
    "broken xml": (lambda: b"<officiele-publicatie><al>x</officiele-publicatie>", "beschadigd"),
    "deep xml": (lambda: _nested("al-groep", 50_000), "beschadigd"),
    "other xml": (lambda: b"<?xml version='1.0'?><rss>x</rss>", "onbekend soort XML"),
    "deep html": (lambda: b"<html><body>" + b"<div>" * 50_000 + b"x", "genest"),
    "html in an unknown encoding": (
        lambda: b'<?xml version="1.0" encoding="ut\x02-8"?><!DOCTYPE html><html><body><p>x</p></body></html>',
        "beschadigd",
    ),
    "binary": (lambda: bytes(range(256)) * 40, "geen tekst"),
    "empty": (lambda: b"", "leeg"),
    "white space": (lambda: b" \n\t\n", "geen tekst"),
    "too long": (lambda: b"a " * sniff.MAX_CHARACTERS, "te lang"),
    "too many lines": (lambda: b"a\n" * (sniff.MAX_LINES + 1), "te veel regels"),
}


@pytest.mark.parametrize("case", CASES)
def test_refused_with_one_dutch_line(case: str) -> None:
    make, word = CASES[case]
    data = make()
    began = time.process_time()
    with pytest.raises(ReadError) as caught:
        extract.read_bytes(data, name="stuk.pdf")
    assert time.process_time() - began < 10
    line = str(caught.value)
    assert word in line
    assert line.startswith("stuk.pdf: ")
    assert "\n" not in line
    assert line.endswith(".")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    sparse = tmp_path / "groot.pdf"
    with sparse.open("wb") as file:
        file.truncate(2_000_000_000)
    locked = tmp_path / "dicht.txt"
    locked.write_text("tekst")
    locked.chmod(0)
    cases = {tmp_path / "weg.pdf": "niet gevonden", tmp_path: "een map", sparse: "te groot (2000 MB"}
    if os.geteuid() != 0:
        cases[locked] = "geen toegang"
    for path, word in cases.items():
        began = time.process_time()
        with pytest.raises(ReadError, match=word.replace("(", r"\(")) as caught:
            extract.read_file(path)
        assert time.process_time() - began < 1
        assert str(path) in str(caught.value)


def test_a_picture_may_be_large() -> None:
    packed = zlib.compress(bytes(pdf_guard.MAX_STREAM + 1), 9)
    image = b"<</Subtype/Image/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed)
    pdf_guard.check(_pdf(_CATALOG, _ONE_PAGE, _PAGE, image))
    pdf_guard.check(_content(b"q Q " * 100_000))


def test_the_extension_is_not_trusted(tmp_path: Path) -> None:
    path = tmp_path / "brief.pdf"
    path.write_text("Ik stuur uw Kamer in mei een brief.", encoding="utf-8")
    assert extract.read_file(path).text == "Ik stuur uw Kamer in mei een brief."


@pytest.mark.parametrize(
    ("size", "make"),
    [
        (75_000, lambda n: "a" * n),
        (3_000, lambda n: "Kamerstukken II 2019/20, " * n),
        (7_500, lambda n: "a-\n" * n),
        (7_500, lambda n: "- a\n" * n),
        (75_000, lambda n: "(" * n),
        (2_250, lambda n: "".join(f"woord{i} en zo.\n{i} noot\n\n" for i in range(1, n))),
        (2_000, lambda n: "mede namens de minister van Financiën, " * n),
        (1_250, lambda n: "De minister van Financiën,\n\nA. Jansen\n\n" * n),
        (750, lambda n: (" " * 100 + "a") * n),
        (1_250, lambda n: ("x" * 60 + "   Kenmerk\n") * n),
        (3_750, lambda n: "Vraag 1, 2, 3, 4 en " * n),
        (2_500, lambda n: "Nr.   Onderwerp   Termijn\n" * n),
        (5_000, lambda n: "De minister van Financiën,\n\nA. Jansen\n\n" + "Bijlagen:\n\n" * n),
        (3_750, lambda n: "Wat vindt u? 1)" * n + "\n\n1) De Duinbode\n"),
    ],
    ids=lambda value: "" if isinstance(value, int) else repr(value(1))[1:13],
)
def test_time_grows_with_the_text(size: int, make: Callable[[int], str]) -> None:
    def work(size: int) -> Callable[[], object]:
        text = make(size)
        return lambda: extract.read_text(text)

    assert_linear(work, size)
    assert extract.read_text(make(4)).text


def test_no_letter_of_a_text_without_layout_is_lost() -> None:
    text = "".join(f"woord{n} en zo.\n{n} noot\n\n" for n in range(1, 50))
    letters = [char for char in extract.read_text(text).text if char.isalpha()]
    assert sorted(letters) == sorted(char for char in text if char.isalpha())
