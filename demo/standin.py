"""A stand-in for repository.overheid.nl: replays the bundled archive over loopback.

    with serve() as server:
        print(server.url)

Standard library only. Faults are injected by configuration, to see how a crawler takes them.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import socket
import struct
import sys
import threading
import time
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import parse_qs, urlsplit

from demo import cql, description, sru
from demo.answers import TYPES, Answer, Site
from demo.answers import page as _page
from demo.faults import Fault, changed
from demo.papers import Archive, Paper, bundled, folder, manifestation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from urllib.parse import SplitResult

_ROBOTS = "User-agent: *\nDisallow: /intern/\n"
_ROOT = "/frbr/officielepublicaties/"


class StandIn:
    """The archive behind an HTTP server.

    ``url`` is its base, ``requests`` what was asked so far, ``times`` when (monotonic), ``agents`` by whom,
    ``robots`` its robots.txt.
    """

    def __init__(
        self,
        archive: Archive,
        files: Path,
        faults: tuple[Fault, ...],
        overcount: int,
        sites: tuple[Site, ...] = (),
    ) -> None:
        self.archive = archive
        self.files = files
        self.faults = list(faults)
        self.overcount = overcount
        self.sites = sites
        self.robots = _ROBOTS
        self.requests: list[str] = []
        self.times: list[float] = []
        self.agents: set[str] = set()
        self.entries = [cql.entry(archive, paper) for paper in archive.papers]
        self.paths: dict[str, tuple[Paper, str]] = {}
        for paper in archive.papers:
            for name, path in sru.manifestations(paper).items():
                own = {"metadata": "metadata.xml", "metadataowms": "metadata_owms.xml"}.get(name)
                inner = f"{paper.identifier}/{own}" if own else manifestation(paper)
                self.paths[_ROOT + path] = (paper, inner)
        self.lock = threading.Lock()
        self.url = ""

    def asked(self, part: str) -> int:
        """How many requests so far had ``part`` in their path or query."""
        return sum(part in target for target in self.requests)

    def fault(self, target: str) -> Fault | None:
        """The fault that strikes this request, counted down."""
        with self.lock:
            self.requests.append(target)
            self.times.append(time.monotonic())
            for fault in self.faults:
                if fault.where in target and fault.times > 0:
                    fault.times -= 1
                    return fault
        return None

    def answer(self, target: str) -> Answer:
        """The answer when nothing goes wrong."""
        parts = urlsplit(target)
        found = (site.answer(parts, self.url) for site in self.sites)
        return next((answer for answer in found if answer is not None), None) or self.repository(parts)

    def repository(self, parts: SplitResult) -> Answer:
        """The repository's answer."""
        if parts.path.startswith("/verplaatst/"):
            return self.moved(parts.path)
        if parts.path == "/sru":
            return self.search(parse_qs(parts.query, keep_blank_values=True))
        if parts.path == "/robots.txt":
            return Answer(200, self.robots.encode(), TYPES["txt"])
        if parts.path == "/fout404.html":
            return Answer(200, _page("404: Pagina niet gevonden"))
        if parts.path in self.paths:
            return self.file(*self.paths[parts.path])
        return self.page(parts.path)

    def moved(self, path: str) -> Answer:
        """The file behind a path that the fault "moved" sent to: that of the old name."""
        old = path.removeprefix("/verplaatst").rpartition("/")[0]
        for known, place in self.paths.items():
            if known.rpartition("/")[0] == old:
                return self.file(*place)
        return Answer(404, _page("404 Not Found"))

    def page(self, path: str) -> Answer:
        """As the site does with ``/<id>`` and ``/<id>.html``: redirect to the file, else to fout404."""
        identifier = path.strip("/").removesuffix(".html")
        for paper in self.archive.papers:
            if paper.identifier == identifier:
                location = _ROOT + sru.manifestations(paper)[paper.form]
                return Answer(302, b"", headers={"Location": self.url + location})
        if path.startswith(_ROOT):
            return Answer(404, _page("404 Not Found"))
        return Answer(302, b"", headers={"Location": f"{self.url}/fout404.html"})

    def file(self, paper: Paper, inner: str) -> Answer:
        """A stored file with its validators."""
        owms = inner.endswith("metadata_owms.xml")
        body = description.render_owms(self.archive, paper) if owms else (self.files / inner).read_bytes()
        changed = dt.datetime.combine(paper.modified, dt.time(12), dt.UTC)
        return Answer(
            200,
            body,
            TYPES[inner.rpartition(".")[2]],
            {
                "ETag": f'"{hashlib.sha256(body).hexdigest()[:16]}"',
                "Last-Modified": format_datetime(changed, usegmt=True),
            },
        )

    def search(self, query: dict[str, list[str]]) -> Answer:
        """An SRU request: records, the wall at 10,000, or a diagnostic in a 200."""
        try:
            text, start, size = _parameters(query)
            found = cql.parse(text).run(self.entries)
        except cql.CqlError as error:
            return Answer(200, sru.diagnostic(error), TYPES["xml"])
        size = min(size, sru.MAX_RECORDS)
        if start + size - 1 >= sru.WALL:
            return Answer(HTTPStatus.GATEWAY_TIMEOUT, _page("504 Gateway Time-out"))
        papers = tuple(e.paper for e in found[start - 1 : start - 1 + size])
        total = len(found) + (self.overcount if found else 0)
        page = sru.Page(text, start, size, total, papers, more=start - 1 + size < len(found))
        return Answer(200, sru.answer(self.archive, page, self.url), TYPES["xml"])


def _parameters(query: dict[str, list[str]]) -> tuple[str, int, int]:
    text = query.get("query", [""])[0]
    if not text:
        raise cql.CqlError(7, "Mandatory parameter not supplied", "query")
    numbers = {}
    for key, least, default in (("startRecord", 1, "1"), ("maximumRecords", 0, "10")):
        value = query.get(key, [default])[0]
        if not value.isdigit() or int(value) < least:
            raise cql.CqlError(6, "Unsupported parameter value", f"{key}={value}")
        numbers[key] = int(value)
    return text, numbers["startRecord"], numbers["maximumRecords"]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "StandIn"
    # Head and body leave as one packet: else every answer waits 40 ms for the other side's delayed ACK.
    wbufsize = -1
    disable_nagle_algorithm = True
    standin: ClassVar[StandIn]

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  named so by the base class
        """Stay silent."""

    def _fresh(self, answer: Answer) -> bool:
        if tag := self.headers.get("If-None-Match"):
            return tag == answer.headers.get("ETag")
        since, changed = self.headers.get("If-Modified-Since"), answer.headers.get("Last-Modified")
        if since and changed:
            with contextlib.suppress(ValueError):
                return parsedate_to_datetime(changed) <= parsedate_to_datetime(since)
        return False

    def do_GET(self) -> None:
        self.standin.agents.add(self.headers.get("User-Agent", ""))
        fault = self.standin.fault(self.path)
        answer = self.standin.answer(self.path)
        if fault is not None:
            if fault.kind == "reset":
                self._reset()
                return
            answer = changed(fault, answer, self.standin.url, self.path)
            if fault.kind == "slow":
                time.sleep(fault.seconds)
        elif answer.status == HTTPStatus.OK and self._fresh(answer):
            answer = Answer(HTTPStatus.NOT_MODIFIED, b"", answer.media_type, answer.headers)
        with contextlib.suppress(ConnectionError):
            self._send(answer, fault)

    def _send(self, answer: Answer, fault: Fault | None) -> None:
        body, kind = answer.body, fault.kind if fault else ""
        self.send_response_only(answer.status)
        self.send_header("Server", self.server_version)
        if "Date" not in answer.headers:
            self.send_header("Date", self.date_time_string())
        self.send_header("Content-Type", answer.media_type)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if kind == "wrong_length":
            body = body[: len(body) // 2]
        self.send_header("Content-Length", str(len(body)))
        if kind == "truncated":
            body = body[: len(body) // 2]
            self.close_connection = True
        self.end_headers()
        if fault is not None and kind == "drip":
            self._drip(body, fault.seconds)
        else:
            self.wfile.write(body)

    def _drip(self, body: bytes, seconds: float) -> None:
        step = max(1, len(body) // 50)
        for start in range(0, len(body), step):
            self.wfile.write(body[start : start + step])
            self.wfile.flush()
            time.sleep(seconds / 50)

    def _reset(self) -> None:
        """Break off as a crashed server does: with a reset, not a goodbye."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay silent when a client went away; a bug of our own is still shown."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextlib.contextmanager
def serve(
    *,
    archive: Archive | None = None,
    files: Path | None = None,
    faults: tuple[Fault, ...] = (),
    overcount: int = 2,
    port: int = 0,
    sites: tuple[Site, ...] = (),
) -> Iterator[StandIn]:
    """Serve the archive on 127.0.0.1 (port 0: any free one) while the context lasts.

    ``overcount`` is added to the number of records claimed, which the source calls an estimate; ``sites`` are
    other sources that the same server plays.
    """
    standin = StandIn(archive or bundled(), files or folder() / "archief", faults, overcount, sites)
    handler = type("Handler", (_Handler,), {"standin": standin})
    server = _Server(("127.0.0.1", port), handler)
    standin.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield standin
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
