"""What can go wrong with a source, on demand."""

from __future__ import annotations

import datetime as dt
import gzip
from dataclasses import dataclass, replace
from email.utils import format_datetime
from typing import TYPE_CHECKING

from demo import cql, sru
from demo.answers import Answer, page

if TYPE_CHECKING:
    from collections.abc import Callable

FAULTS = {
    "status": "answers ``status``, with ``retry_after`` if given",
    "slow": "waits ``seconds`` before it answers",
    "drip": "sends the body byte by byte, over ``seconds``",
    "reset": "breaks the connection off without an answer",
    "truncated": "the connection ends halfway the body",
    "wrong_length": "Content-Length is too small: the body is cut",
    "fout404": "redirects to an error page that answers 200",
    "notfound": "answers 200 with the site's page for what does not exist",
    "diagnostics": "an SRU error in a 200",
    "layout": "another layout: the elements that identify a paper have another name",
    "entry": "one entry of the page lacks what identifies it",
    "elsewhere": "redirects to another host",
    "moved": "redirects to the file of a new identifier",
    "bomb": "a small gzip that unpacks to ``size`` bytes",
    "loop": "redirects to itself",
    "clock": "the Date header is ``seconds`` off",
}


@dataclass
class Fault:
    """What goes wrong with requests whose path and query contain ``where``, the first ``times`` of them.

    ``kind`` is a key of FAULTS.
    """

    where: str
    kind: str
    times: int = 1_000_000
    status: int = 500
    retry_after: str | None = None
    seconds: float = 0.0
    size: int = 512 * 1024 * 1024
    to: str = ""
    """For "moved": the new identifier."""

    def __post_init__(self) -> None:
        if self.kind not in FAULTS:
            raise ValueError(f"unknown fault {self.kind!r}")


def _status(fault: Fault, *_: object) -> Answer:
    headers = {"Retry-After": fault.retry_after} if fault.retry_after else {}
    return Answer(fault.status, page(f"{fault.status}"), headers=headers)


def _redirect(location: str) -> Answer:
    return Answer(302, b"", headers={"Location": location})


def _moved(fault: Fault, _answer: Answer, base: str, target: str) -> Answer:
    path, _slash, name = target.rpartition("/")
    return _redirect(f"{base}/verplaatst{path}/{fault.to}.{name.rpartition('.')[2]}")


def _diagnostics(*_: object) -> Answer:
    return Answer(200, sru.diagnostic(cql.CqlError(10, "Query syntax error", "injected")), "application/xml")


_NAMES = (
    (b"dcterms:identifier", b"dcterms:kenmerk"),
    (b"<canonical>", b"<adres>"),
    (b"</canonical>", b"</adres>"),
    (b"<documentNummer>", b"<nummerDocument>"),
    (b"</documentNummer>", b"</nummerDocument>"),
)


def _layout(_fault: Fault, answer: Answer, *_: object) -> Answer:
    body = answer.body
    for old, new in _NAMES:
        body = body.replace(old, new)
    return replace(answer, body=body)


def _entry(_fault: Fault, answer: Answer, *_: object) -> Answer:
    body = answer.body
    for old, new in _NAMES:
        body = body.replace(old, new, 2 if old.startswith(b"dcterms") else 1)
    return replace(answer, body=body)


def _bomb(fault: Fault, answer: Answer, *_: object) -> Answer:
    headers = {**answer.headers, "Content-Encoding": "gzip"}
    return Answer(200, gzip.compress(bytes(fault.size)), answer.media_type, headers)


def _clock(fault: Fault, answer: Answer, *_: object) -> Answer:
    moment = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=fault.seconds)
    return replace(answer, headers={**answer.headers, "Date": format_datetime(moment, usegmt=True)})


_CHANGES: dict[str, Callable[[Fault, Answer, str, str], Answer]] = {
    "status": _status,
    "fout404": lambda _f, _a, base, _t: _redirect(f"{base}/fout404.html"),
    "notfound": lambda *_: Answer(200, page("404: Pagina niet gevonden")),
    "elsewhere": lambda *_: _redirect("http://elders.invalid/stuk.xml"),
    "loop": lambda _f, _a, base, target: _redirect(f"{base}{target}"),
    "moved": _moved,
    "diagnostics": _diagnostics,
    "layout": _layout,
    "entry": _entry,
    "bomb": _bomb,
    "clock": _clock,
}


def changed(fault: Fault, answer: Answer, base: str, target: str) -> Answer:
    """The answer as the fault leaves it, for the kinds that change its content."""
    change = _CHANGES.get(fault.kind)
    return change(fault, answer, base, target) if change else answer
