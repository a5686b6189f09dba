"""Between the process that crawls and the one that keeps: a folder of whole papers.

Each paper is a folder that appears in one move (``paper-000001``); a reader never sees half of one,
and a paper stays until it has been taken.
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
from spiders.items import FetchedPaper

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_READY = "paper-"
_PARTIAL = "half-"
_REPORT = "verslag.json"
_LOCK = "slot"


def _plain(paper: FetchedPaper) -> dict[str, Any]:
    values = {f.name: getattr(paper, f.name) for f in fields(paper) if f.name not in ("body", "metadata")}
    values["sha256"] = hashlib.sha256(paper.body).hexdigest()
    return values


def _write_json(path: Path, values: dict[str, Any]) -> None:
    path.write_text(json.dumps(values, default=str, ensure_ascii=False), encoding="utf-8")


class Writer:
    """The crawling side."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.count = max((int(p.name.removeprefix(_READY)) for p in folder.glob(f"{_READY}*")), default=0)

    def put(self, paper: FetchedPaper) -> None:
        """Store a paper whole, or not at all."""
        self.count += 1
        partial = self.folder / f"{_PARTIAL}{self.count:06}"
        partial.mkdir()
        (partial / "body").write_bytes(paper.body)
        if paper.metadata is not None:
            (partial / "metadata").write_bytes(paper.metadata)
        _write_json(partial / "paper.json", _plain(paper))
        partial.rename(self.folder / f"{_READY}{self.count:06}")

    def report(self, values: dict[str, Any]) -> None:
        """Leave the final report."""
        partial = self.folder / f"{_PARTIAL}{_REPORT}"
        _write_json(partial, values)
        partial.replace(self.folder / _REPORT)


def _load(folder: Path) -> FetchedPaper | None:
    try:
        values = json.loads((folder / "paper.json").read_text(encoding="utf-8"))
        body = (folder / "body").read_bytes()
        if hashlib.sha256(body).hexdigest() != values.pop("sha256"):
            return None
        metadata = folder / "metadata"
        values["metadata"] = metadata.read_bytes() if metadata.exists() else None
    except (OSError, ValueError, KeyError):
        return None
    values["fetched_at"] = dt.datetime.fromisoformat(values["fetched_at"])
    for name in ("date", "published"):
        values[name] = dt.date.fromisoformat(values[name]) if values[name] else None
    values["reasons"] = tuple(values["reasons"])
    values["dossiers"] = tuple(values["dossiers"])
    return FetchedPaper(body=body, **values)


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
    """Make the folder ready for a crawl: halves and an old report go, whole papers stay."""
    for path in folder.glob(f"{_PARTIAL}*"):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    (folder / _REPORT).unlink(missing_ok=True)


def waiting(folder: Path) -> Iterator[FetchedPaper]:
    """The whole papers that wait, in order; each is removed when the next is asked for.

    One that was damaged (a power cut) is removed unread: the crawl fetches it again.
    """
    for path in sorted(p for p in folder.iterdir() if p.name.startswith(_READY)):
        paper = _load(path)
        if paper is not None:
            yield paper
        gone = path.with_name(f"{_PARTIAL}{path.name}")
        path.replace(gone)  # in one move, so that a kill leaves no half paper behind
        shutil.rmtree(gone)


def read_report(folder: Path) -> dict[str, Any] | None:
    """The final report, or None when the crawl did not come to its end."""
    try:
        values: dict[str, Any] = json.loads((folder / _REPORT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return values
