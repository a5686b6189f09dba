"""A mail server and a webhook on loopback that keep what they get."""

from __future__ import annotations

import http.server
import json
import socketserver
import threading
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage


class _Smtp(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as a sender needs."""

    def handle(self) -> None:
        self.wfile.write(b"220 proef\r\n")
        while line := self.rfile.readline():
            word = line.split(b" ")[0].strip().upper()
            if word == b"DATA":
                self.wfile.write(b"354 toe maar\r\n")
                lines = []
                while (text := self.rfile.readline()) != b".\r\n":
                    lines.append(text.removeprefix(b".") if text.startswith(b"..") else text)
                self.server.mails.append(message_from_bytes(b"".join(lines), policy=default))  # type: ignore[attr-defined]
            elif word == b"QUIT":
                self.wfile.write(b"221 dag\r\n")
                return
            self.wfile.write(b"250 goed\r\n")


class _Hook(http.server.BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.posts.append((dict(self.headers), json.loads(body)))  # type: ignore[attr-defined]
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def mail_server() -> Iterator[tuple[str, list[EmailMessage]]]:
    """Its address as KAMERWACHT_SMTP has it, and the mails it got."""
    with _served(socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Smtp)) as server:
        server.mails = []
        yield f"smtp://127.0.0.1:{server.server_address[1]}", server.mails


@contextmanager
def webhook() -> Iterator[tuple[str, list[tuple[dict[str, str], dict[str, Any]]]]]:
    """Its address, and what was posted: headers and JSON."""
    with _served(http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Hook)) as server:
        server.posts = []
        yield f"http://127.0.0.1:{server.server_address[1]}/geheim", server.posts


@contextmanager
def _served(server: Any) -> Iterator[Any]:  # noqa: ANN401
    with server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
