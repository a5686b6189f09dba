"""Damage papers and read them: ``python -m tests.extract.fuzz CHUNK COUNT`` prints one JSON object.

Runs in a process of its own, so that a crash, a hang or hunger for memory is seen from outside. Input
``n`` of chunk ``c`` is always the same: ``damaged(c, n)``.
"""

from __future__ import annotations

import io
import json
import random
import re
import resource
import signal
import sys
import time
import warnings
import zipfile
import zlib
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

import extract

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from extract.document import Document

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT.parent / "shared" / "samples"
ARCHIVE = ROOT / "demo" / "archief"
LARGEST_SEED = 250_000
HANG_SECONDS = 20
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_TOKENS = (
    b"<", b">", b"&", b"&lt;", b"</al>", b"<al>", b"<![CDATA[", b"<!DOCTYPE a [<!ENTITY b 'c'>]>&b;", b"%PDF-1.4\n",
    b"PK\x03\x04", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\n\n", b"\n1 ", "²".encode(), "\u2028".encode(), b"Vraag 1\n",
    b"Datum ", b"obj<<", b">>", b"endobj", b"/Length 99999999", b"/Kids [1 0 R]", b"[" * 500, b"9" * 400,
)  # fmt: skip


@cache
def seeds() -> tuple[tuple[str, bytes], ...]:
    """Whole papers to damage: the demo's, and the real ones where they are at hand."""
    paths = [path for folder in (ARCHIVE, SAMPLES) for path in sorted(folder.rglob("*"))]
    sizes = range(1, LARGEST_SEED)
    papers = [
        (path.name, path.read_bytes()) for path in paths if path.is_file() and path.stat().st_size in sizes
    ]
    return tuple((name, data) for name, data in papers if attempt(data)[0] == "stuk")


def damaged(chunk: int, number: int) -> tuple[str, bytes]:
    """Name of the paper and its damaged bytes; the same for the same chunk and number."""
    dice = random.Random(f"{chunk}:{number}")  # noqa: S311
    name, data = dice.choice(seeds())
    for _ in range(dice.choice((1, 1, 1, 2, 4))):
        data = dice.choice((_outside, _outside, _inside))(data, dice)
    return name, data


def _outside(data: bytes, dice: random.Random) -> bytes:
    change: Callable[[bytes, random.Random], bytes] = dice.choice(
        (_truncate, _cut, _repeat, _shuffle, _flip, _flip, _write, _insert)
    )
    return change(data, dice) if len(data) > 8 else data + b"\x00"


def _inside(data: bytes, dice: random.Random) -> bytes:
    """Damage what is packed inside: a file of the zip, a stream of the PDF."""
    if data[:2] == b"PK":
        return _in_zip(data, dice)
    if data[:4] == b"%PDF":
        return _in_pdf(data, dice)
    return _in_tree(data, dice)


def _in_tree(data: bytes, dice: random.Random) -> bytes:
    """Damage XML so that it stays XML: elements gone, doubled, moved, renamed, emptied, filled."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return _outside(data, dice)
    for _ in range(dice.choice((1, 3, 20))):
        elements = [element for element in root.iter(etree.Element) if element is not root]
        if not elements:
            break
        one, other = dice.choice(elements), dice.choice(elements)
        _change(one, other, dice)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _change(one: etree._Element, other: etree._Element, dice: random.Random) -> None:
    kind = dice.randrange(6)
    parent = one.getparent()
    if kind == 0 and parent is not None:
        parent.remove(one)
    elif kind == 1:
        one.addnext(deepcopy(one))
    elif kind == 2 and other not in {one, *one.iterancestors(), *one.iterdescendants()}:
        one.append(deepcopy(other))
    elif kind == 3:
        one.tag = other.tag
    elif kind == 4:
        one.text = None
    else:
        one.text = dice.choice(
            ("", " ", "9" * 30, "Vraag 1", "2 2 2", "32 545", "31 februari 2025", "\u2029 x")
        )


def _in_zip(data: bytes, dice: random.Random) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as whole:
            files = {name: whole.read(name) for name in whole.namelist()}
    except Exception:  # noqa: BLE001 - damaged before: anything may be wrong with it
        return _outside(data, dice)
    texts = [name for name in files if name.endswith(("document.xml", "content.xml", "footnotes.xml"))]
    name = dice.choice(texts or [*files, ""])
    if not files.get(name):
        return _outside(data, dice)
    files[name] = dice.choice((_outside, _in_tree, _in_tree))(files[name], dice)
    packed = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as whole:
        for key, value in files.items():
            whole.writestr(key, value)
    return packed.getvalue()


def _in_pdf(data: bytes, dice: random.Random) -> bytes:
    streams = list(_STREAM.finditer(data))
    if not streams:
        return _outside(data, dice)
    stream = dice.choice(streams)
    try:
        plain = zlib.decompressobj().decompress(stream[1], 2_000_000)
    except zlib.error:
        return _outside(data, dice)
    return data[: stream.start(1)] + zlib.compress(_outside(plain, dice)) + b"\n" + data[stream.end(1) :]


def _truncate(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(1, len(data))]


def _ends(data: bytes, dice: random.Random) -> tuple[int, int]:
    begin = dice.randrange(len(data))
    return begin, min(len(data), begin + 1 + int(dice.expovariate(1 / 400)))


def _cut(data: bytes, dice: random.Random) -> bytes:
    begin, end = _ends(data, dice)
    return data[:begin] + data[end:]


def _repeat(data: bytes, dice: random.Random) -> bytes:
    begin, end = _ends(data, dice)
    return data[:end] + data[begin:end] * dice.choice((1, 2, 50)) + data[end:]


def _shuffle(data: bytes, dice: random.Random) -> bytes:
    size = dice.choice((1, 16, 256, 4096))
    begin = dice.randrange(len(data))
    end = min(len(data), begin + size * 20)
    parts = [data[at : min(at + size, end)] for at in range(begin, end, size)]
    dice.shuffle(parts)
    return data[:begin] + b"".join(parts) + data[end:]


def _flip(data: bytes, dice: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.choice((1, 4, 30))):
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def _write(data: bytes, dice: random.Random) -> bytes:
    begin, end = _ends(data, dice)
    return data[:begin] + dice.randbytes(end - begin) + data[end:]


def _insert(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + dice.choice(_TOKENS) + data[at:]


def well_formed(document: Document) -> str | None:
    """What is wrong with a Document, None when nothing is."""
    position = 0
    for block in document.blocks:
        if not position <= block.begin < block.end <= len(document.text):
            return f"blok buiten volgorde of tekst: {block}"
        position = block.end
    for link in document.footnotes:
        if document.blocks[link.block].kind != "footnote" or not 0 <= link.offset <= len(document.text):
            return f"voetnoot wijst verkeerd: {link}"
    for reference in document.references:
        if document.text[reference.begin : reference.end] != reference.text:
            return f"verwijzing niet letterlijk: {reference}"
    return None


def attempt(data: bytes) -> tuple[str, str | None]:
    """Read ``data``: "stuk" or "leesfout", and what went wrong beyond a ReadError."""
    try:
        document = extract.read_bytes(data, name="stuk")
    except extract.ReadError as error:
        return "leesfout", None if len(
            str(error).splitlines()
        ) == 1 else f"niet één regel: {str(error)[:200]!r}"
    except BaseException as error:  # noqa: BLE001 - what may not happen is what is looked for
        return "anders", f"{type(error).__name__}: {str(error)[:200]}"
    return "stuk", well_formed(document)


def _hang(_number: int, _frame: FrameType | None) -> None:
    raise TimeoutError(f"langer dan {HANG_SECONDS} s")


def peak_mb() -> int:
    """Most memory this process has had, in MB; ``ru_maxrss`` would count that of the process that started it."""
    status = Path("/proc/self/status")
    text = status.read_text(encoding="ascii") if status.exists() else ""
    match = re.search(r"^VmHWM:\s+(\d+) kB$", text, re.MULTILINE)
    return (
        round(int(match[1]) / 1000)
        if match
        else round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)
    )


def run(chunk: int, count: int) -> dict[str, object]:
    """Read ``count`` damaged papers; counts, failures, peak memory, the slowest."""
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGALRM, _hang)
    counts = {"stuk": 0, "leesfout": 0, "anders": 0}
    failures = []
    slowest = (0.0, -1)
    for number in range(count):
        name, data = damaged(chunk, number)
        sys.stderr.write(f"\r{chunk}:{number}")
        sys.stderr.flush()
        begin = time.perf_counter()
        signal.alarm(HANG_SECONDS)
        outcome, wrong = attempt(data)
        signal.alarm(0)
        slowest = max(slowest, (time.perf_counter() - begin, number))
        counts[outcome] += 1
        if wrong:
            failures.append(f"{chunk}:{number} ({name}): {wrong}")
    return {**counts, "failures": failures, "peak_mb": peak_mb(), "slowest": slowest, "seeds": len(seeds())}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(run(int(sys.argv[1]), int(sys.argv[2]))) + "\n")
