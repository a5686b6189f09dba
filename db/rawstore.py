"""The bytes as they came in, addressed by their sha256: all can be read again without fetching."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import tempfile
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from db.connection import transaction
from db.errors import DatabaseError
from extract.errors import reason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

_SHA256 = re.compile(r"[0-9a-f]{64}")
_MOST = 256 * 1024 * 1024
"""Bytes that a packed file may hold; far more than a spider takes in."""


class RawStore:
    """A folder of files ``ab/cd…``: the first two digits of the sha256, then the rest.

    What is large and seldom read lies packed, as ``ab/cd….gz``, under the sha256 of the bytes themselves.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where the bytes with this sha256 (64 lower-case hex digits) are or would be kept."""
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"not a sha256: {sha256!r}")
        return self.folder / sha256[:2] / sha256[2:]

    def packed(self, sha256: str) -> Path:
        """Where the bytes with this sha256 are or would be kept packed."""
        path = self.path(sha256)
        return path.with_name(f"{path.name}.gz")

    def put(self, data: bytes, *, packed: bool = False) -> str:
        """Keep ``data``, with gzip when ``packed``; the sha256 to get it back by.

        Complete or absent, also after a power cut: written beside, synced, then renamed. Bytes that are
        already there are left alone unless damaged. Raises ``DatabaseError`` when it cannot be written.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        packed = packed and not self.path(sha256).is_file()
        path = self.packed(sha256) if packed else self.path(sha256)
        try:
            if self._has(sha256):
                return sha256
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, gzip.compress(data, mtime=0) if packed else data)
        except OSError as error:
            raise DatabaseError(
                f"Het bestand kan niet in {self.folder} worden bewaard ({reason(error)}); "
                "maak ruimte of geef rechten."
            ) from error
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes with this sha256. Raises ``DatabaseError`` when they are absent or no longer the same."""
        path = self._place(sha256)
        try:
            data = _read(path)
        except (EOFError, zlib.error, gzip.BadGzipFile):
            data = b""
        except OSError as error:
            raise DatabaseError(
                f"Het ruwe bestand {path} is niet te lezen ({reason(error)}); haal het opnieuw op."
            ) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise DatabaseError(
                f"Het ruwe bestand {path} is beschadigd; verwijder het en haal het opnieuw op."
            )
        return data

    def size(self, sha256: str) -> int:
        """How many bytes it says to hold, without reading them. Raises OSError when it is not there."""
        path = self._place(sha256)
        if path.suffix != ".gz":
            return path.stat().st_size
        with path.open("rb") as file:
            file.seek(-4, os.SEEK_END)  # RFC 1952, ISIZE
            return int.from_bytes(file.read(4), "little")

    def _place(self, sha256: str) -> Path:
        """Where the bytes are: packed only when they do not lie there as they are."""
        path, packed = self.path(sha256), self.packed(sha256)
        return packed if packed.is_file() and not path.is_file() else path

    def _has(self, sha256: str) -> bool:
        try:
            self.get(sha256)
        except DatabaseError:
            return False
        return True


def _read(path: Path) -> bytes:
    """The bytes of a kept file, no more than ``_MOST`` of them unpacked."""
    if path.suffix != ".gz":
        return path.read_bytes()
    with gzip.open(path) as file:
        return file.read(_MOST)


def record_file(
    database: Database,
    sha256: str,
    *,
    url: str | None,
    media_type: str | None,
    size: int,
    fetched_at: str,
    headers: Mapping[str, str] | None = None,
    run_id: int | None = None,
) -> int:
    """Write down where the bytes ``sha256`` came from; the id in ``bestanden``.

    ``size`` in bytes, ``fetched_at`` in UTC (``JJJJ-MM-DDTHH:MM:SSZ``). Bytes that came earlier keep what
    was written down then: the first finding place is the provenance.
    """
    row = {
        "sha256": sha256,
        "url": url,
        "mediatype": media_type,
        "grootte": size,
        "opgehaald_op": fetched_at,
        "antwoordkoppen": json.dumps(dict(headers), ensure_ascii=False, sort_keys=True) if headers else None,
        "verversing_id": run_id,
    }
    with transaction(database):
        known = database.execute("SELECT id FROM bestanden WHERE sha256 = ?", [sha256]).fetchone()
        return int(known[0]) if known else int(database.table("bestanden").insert(row).last_rowid or 0)


def _write(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".deel-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(name).unlink()
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
