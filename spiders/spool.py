"""Between the process that crawls and the one that keeps: a folder of whole items (papers, pages, ...).

Each item is a folder that appears in one move (``item-000001``); a reader never sees half of one,
and an item stays until it has been taken.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import hashlib
import json
import shutil
import time
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from spiders.config import ConfigError
from spiders.items import FetchedPage, FetchedPaper, Skipped, Withdrawn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from spiders.items import Item

_READY = "item-"
_PARTIAL = "half-"
_REPORT = "verslag.json"
_LOCK = "slot"


_KINDS: dict[str, type[Item]] = {
    kind.__name__: kind for kind in (FetchedPaper, FetchedPage, Withdrawn, Skipped)
}
_BYTES = ("body", "metadata")
"""Fields that are files of their own."""


def _plain(item: Item) -> dict[str, Any]:
    values = {f.name: getattr(item, f.name) for f in fields(item) if f.name not in _BYTES}
    body = getattr(item, "body", b"")
    return {"item": type(item).__name__, "sha256": hashlib.sha256(body).hexdigest(), **values}


def _typed(kind: type[Item], values: dict[str, Any]) -> Item:
    """The item whose plain values these are: days, moments and tuples made again."""
    for f in fields(kind):
        value = values.get(f.name)
        if value is None:
            continue
        if str(f.type).startswith("tuple"):
            values[f.name] = tuple(value)
        elif str(f.type).startswith("dt.datetime"):
            values[f.name] = dt.datetime.fromisoformat(value)
        elif str(f.type).startswith("dt.date"):
            values[f.name] = dt.date.fromisoformat(value)
    return kind(**values)


def _write_json(path: Path, values: dict[str, Any]) -> None:
    path.write_text(json.dumps(values, default=str, ensure_ascii=False), encoding="utf-8")


class DamagedError(Exception):
    """An item that waited is not whole any more (a power cut); it and what came after it are gone."""


class Writer:
    """The crawling side."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.count = max((int(p.name.removeprefix(_READY)) for p in folder.glob(f"{_READY}*")), default=0)

    def put(self, item: Item) -> None:
        """Store an item whole, or not at all."""
        self.count += 1
        partial = self.folder / f"{_PARTIAL}{self.count:06}"
        partial.mkdir()
        for name in _BYTES:
            if (data := getattr(item, name, None)) is not None:
                (partial / name).write_bytes(data)
        _write_json(partial / "item.json", _plain(item))
        partial.rename(self.folder / f"{_READY}{self.count:06}")

    def report(self, values: dict[str, Any]) -> None:
        """Leave the final report."""
        partial = self.folder / f"{_PARTIAL}{_REPORT}"
        _write_json(partial, values)
        partial.replace(self.folder / _REPORT)


def _load(folder: Path) -> Item | None:
    try:
        values = json.loads((folder / "item.json").read_text(encoding="utf-8"))
        kind = _KINDS[values.pop("item")]
        names = {f.name for f in fields(kind)} & set(_BYTES)
        for name in names:
            path = folder / name
            values[name] = path.read_bytes() if path.exists() else None
        if hashlib.sha256(values.get("body") or b"").hexdigest() != values.pop("sha256"):
            return None
        return _typed(kind, values)
    except (OSError, ValueError, KeyError, TypeError):
        return None


@contextlib.contextmanager
def alone(folder: Path, patience: float) -> Iterator[int]:
    """Hold the folder for one crawl; gives the lock's file descriptor, for the crawling process to inherit.

    The lock lasts as long as either process: a crawler whose parent was killed is waited for, at most
    ``patience`` seconds. Raises ConfigError when another crawl is still at work.
    """
    folder.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + patience
    with (folder / _LOCK).open("w") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise ConfigError(f"{folder}: er wordt al opgehaald; wacht tot dat klaar is") from None
                time.sleep(0.1)
        yield file.fileno()


def prepare(folder: Path) -> None:
    """Make the folder ready for a crawl: halves and an old report go, whole items stay."""
    for path in folder.glob(f"{_PARTIAL}*"):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    (folder / _REPORT).unlink(missing_ok=True)


def waiting(folder: Path) -> Iterator[Item]:
    """The whole items that wait, in order; each is removed when the next is asked for.

    Raises DamagedError for one that was damaged. What came after it goes too, and is fetched again: a page's
    checkpoint holds only once all pages before it have been stored.
    """
    for path in _items(folder):
        item = _load(path)
        if item is None:
            empty(folder)
            raise DamagedError(path.name)
        yield item
        _remove(path)


def count(folder: Path) -> int:
    """How many items wait."""
    return len(_items(folder))


def empty(folder: Path) -> None:
    """Remove what waits, the last first."""
    for path in reversed(_items(folder)):
        _remove(path)


def _items(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.name.startswith(_READY))


def _remove(path: Path) -> None:
    gone = path.with_name(f"{_PARTIAL}{path.name}")
    path.replace(gone)  # in one move, so that a kill leaves no half item behind
    shutil.rmtree(gone)


def read_report(folder: Path) -> dict[str, Any] | None:
    """The final report, or None when the crawl did not come to its end."""
    try:
        values: dict[str, Any] = json.loads((folder / _REPORT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return values
