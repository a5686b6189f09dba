"""Whole answers that are kept for as long as they hold: the day, and what the database holds, decide.

The database is only read, and what a reader sees depends on nothing but the address. So a page is made once
for every state of the database on every day (publish/snapshot.py), and given again until one of them changes.
"""

from __future__ import annotations

import gzip
import hashlib
import sqlite3
import threading
from asyncio import to_thread
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from pathlib import Path

    from publish.headers import Application, Message, Receive, Scope, Send

ROOM = 64 * 1024 * 1024
"""Bytes kept in all; what was asked longest ago goes first."""
LARGEST = 1024 * 1024
"""Bytes of an answer that is kept; a larger one is a download, made anew each time."""
PACKED_FROM = 1024
"""Bytes from which packing is worth its time."""
NOT_KEPT = ("/-/", "/downloaden", "/bestand/")
"""These depend on more than the database: the files beside it, or how the site itself does."""
TEXTS = (b"text/", b"application/json", b"application/atom+xml", b"application/javascript")
MARK = b"etag"


@dataclass(frozen=True, slots=True)
class Answer:
    """A finished answer: its headers (with its mark), its bytes, and the same bytes packed."""

    headers: list[tuple[bytes, bytes]]
    body: bytes
    packed: bytes | None

    @property
    def size(self) -> int:
        """Bytes it takes."""
        return len(self.body) + len(self.packed or b"")

    def names(self, host: bytes) -> bool:
        """Whether it holds links that name the host that was asked; else it is the same for whoever asks."""
        return not host or host in self.body or any(host in value for _, value in self.headers)

    @property
    def mark(self) -> bytes:
        """What a browser sends along to ask whether its copy still holds."""
        return next(value for name, value in self.headers if name == MARK)


class Shelf:
    """The kept answers, those asked last at the end."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._used = 0
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Answer | None:
        """The answer kept under ``key``."""
        with self._lock:
            if found := self._answers.get(key):
                self._answers.move_to_end(key)
            return found

    def put(self, key: Hashable, answer: Answer) -> None:
        """Keep ``answer``; the oldest make room."""
        with self._lock:
            if before := self._answers.pop(key, None):
                self._used -= before.size
            self._answers[key] = answer
            self._used += answer.size
            while self._used > self._room:
                _, gone = self._answers.popitem(last=False)
                self._used -= gone.size

    def __len__(self) -> int:
        """How many answers are kept."""
        return len(self._answers)


def keeping(application: Application, state: Callable[[], Path], shelf: Shelf) -> Application:
    """``application``, whose answers are kept for as long as ``state`` gives the same file."""

    async def kept(scope: Scope, receive: Receive, send: Send) -> None:
        holds = await _state(state) if _is_kept(scope) else None
        if holds is None:
            await application(scope, receive, send)
            return
        # Of what holds at the beginning: an answer that is overtaken while it is made is never given later.
        host = _header(scope, b"host") or b""
        anyones = (holds, *_address(scope))
        own = (*anyones, scope.get("scheme"), host)
        answer = shelf.get(anyones) or shelf.get(own)
        if answer is None:
            answer = await _made(application, scope, receive, send)
            if answer is None:
                return
            shelf.put(own if answer.names(host) else anyones, answer)
        await _give(answer, scope, send)

    return kept


def _is_kept(scope: Scope) -> bool:
    """Not what someone asks in SQL: that may ask the time, and seldom is asked twice."""
    if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith(NOT_KEPT):
        return False
    return b"sql=" not in _address(scope)[1]


async def _state(state: Callable[[], Path]) -> Path | None:
    """None when the database can't be read: the page itself will say so."""
    try:
        return await to_thread(state)
    except sqlite3.Error:
        return None


async def _made(application: Application, scope: Scope, receive: Receive, send: Send) -> Answer | None:
    """The answer to keep; None when it was not one to keep, and has been sent as it came."""
    begun: list[Message] = []
    body = bytearray()
    passed_on = False

    async def hold(message: Message) -> None:
        nonlocal passed_on
        if passed_on:
            await send(message)
            return
        begun.append(message)
        body.extend(message.get("body", b""))
        if not _may_be_kept(begun[0]) or len(body) > LARGEST:
            passed_on = True
            for one in begun:
                await send(one)

    await application(scope, receive, hold)
    if passed_on or not begun or begun[-1].get("more_body"):
        return None
    headers = [(name.lower(), value) for name, value in begun[0]["headers"]]
    whole = bytes(body)
    mark = f'"{hashlib.sha256(whole).hexdigest()[:24]}"'.encode()
    headers = [pair for pair in headers if pair[0] not in (b"content-length", MARK)]
    return Answer([*headers, (MARK, mark)], whole, _packed(headers, whole))


def _may_be_kept(begin: Message) -> bool:
    names = {name.lower() for name, _ in begin.get("headers", [])}
    return begin.get("status") == 200 and not names & {b"set-cookie", b"content-encoding", b"content-range"}


def _packed(headers: list[tuple[bytes, bytes]], body: bytes) -> bytes | None:
    kind = dict(headers).get(b"content-type", b"")
    if len(body) < PACKED_FROM or not kind.startswith(TEXTS):
        return None
    return gzip.compress(body, compresslevel=4, mtime=0)


async def _give(answer: Answer, scope: Scope, send: Send) -> None:
    known = (_header(scope, b"if-none-match") or b"").replace(b"W/", b"")
    if answer.mark in [one.strip() for one in known.split(b",")]:
        shown = [pair for pair in answer.headers if pair[0] != b"content-type"]
        await send({"type": "http.response.start", "status": 304, "headers": shown})
        await send({"type": "http.response.body", "body": b""})
        return
    headers, body = [*answer.headers], answer.body
    if answer.packed is not None:
        headers.append((b"vary", b"accept-encoding"))
        if b"gzip" in (_header(scope, b"accept-encoding") or b""):
            body = answer.packed
            headers.append((b"content-encoding", b"gzip"))
    headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _header(scope: Scope, name: bytes) -> bytes | None:
    return next((value for key, value in scope.get("headers", []) if key.lower() == name), None)


def _address(scope: Scope) -> tuple[bytes, bytes]:
    path = scope.get("raw_path") or scope["path"].encode()
    return bytes(path), bytes(scope.get("query_string") or b"")
