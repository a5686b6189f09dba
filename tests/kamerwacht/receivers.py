"""A mail server and a webhook on loopback that keep what they get."""

from __future__ import annotations

import datetime as dt
import http.server
import json
import socketserver
import ssl
import threading
from base64 import b64decode
from contextlib import contextmanager, suppress
from email import message_from_bytes
from email.policy import default
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage
    from pathlib import Path

USER, PASSWORD = "bode", "zeer geheim"


class _Smtp(socketserver.StreamRequestHandler):
    """As much of RFC 5321 (and 3207, 4954) as a sender needs."""

    def handle(self) -> None:
        with suppress(ssl.SSLError, ConnectionError):  # a client that does not trust us hangs up
            self._handle()

    def _handle(self) -> None:
        server: _Server = self.server  # type: ignore[assignment]
        self.wfile.write(b"220 proef\r\n")
        while line := self.rfile.readline():
            word, _, rest = line.strip().partition(b" ")
            if word.upper() == b"EHLO":
                self._greet(server)
            elif word.upper() == b"STARTTLS":
                self.wfile.write(b"220 toe maar\r\n")
                self.request = server.context.wrap_socket(self.request, server_side=True)
                self.rfile, self.wfile = self.request.makefile("rb"), self.request.makefile("wb", buffering=0)
            elif word.upper() == b"AUTH":
                good = b64decode(rest.split()[-1]) == f"\0{USER}\0{PASSWORD}".encode()
                self.wfile.write(b"235 welkom\r\n" if good else b"535 nee\r\n")
            elif word.upper() == b"DATA":
                self.wfile.write(b"354 toe maar\r\n")
                server.mails.append(self._mail())
                self.wfile.write(b"250 goed\r\n")
            else:
                self.wfile.write(b"221 dag\r\n" if word.upper() == b"QUIT" else b"250 goed\r\n")

    def _greet(self, server: _Server) -> None:
        safe = isinstance(self.request, ssl.SSLSocket)
        offered = ["proef", *(["AUTH PLAIN"] if safe else ["STARTTLS"] if server.offers else [])]
        for name in offered[:-1]:
            self.wfile.write(f"250-{name}\r\n".encode())
        self.wfile.write(f"250 {offered[-1]}\r\n".encode())

    def _mail(self) -> EmailMessage:
        lines = []
        while (text := self.rfile.readline()) != b".\r\n":
            lines.append(text.removeprefix(b".") if text.startswith(b"..") else text)
        mail: EmailMessage = message_from_bytes(b"".join(lines), policy=default)
        mail["X-Proef-TLS"] = str(isinstance(self.request, ssl.SSLSocket))
        return mail


class _Server(socketserver.ThreadingTCPServer):
    mails: list[EmailMessage]
    context: ssl.SSLContext

    def __init__(self, context: ssl.SSLContext | None, *, wrapped: bool) -> None:
        super().__init__(("127.0.0.1", 0), _Smtp)
        self.mails = []
        self.context = context or ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.offers, self.wrapped = context is not None, wrapped

    def finish_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """In the thread of the request: a handshake that fails ends that one only."""
        with suppress(ssl.SSLError, ConnectionError):
            if self.wrapped:
                request = self.context.wrap_socket(request, server_side=True)
            super().finish_request(request, client_address)


class _Hook(http.server.BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.posts.append((dict(self.headers), json.loads(body)))  # type: ignore[attr-defined]
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def mail_server(
    scheme: str = "smtp", context: ssl.SSLContext | None = None
) -> Iterator[tuple[str, list[EmailMessage]]]:
    """Its address as KAMERWACHT_SMTP has it, and the mails it got; with ``context`` it wants USER to log in."""
    with _served(_Server(context, wrapped=scheme == "smtps")) as server:
        user = f"{USER}@" if context else ""
        yield f"{scheme}://{user}127.0.0.1:{server.server_address[1]}", server.mails


@contextmanager
def webhook(
    context: ssl.SSLContext | None = None,
) -> Iterator[tuple[str, list[tuple[dict[str, str], dict[str, Any]]]]]:
    """Its address, and what was posted: headers and JSON."""
    with _served(http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Hook)) as server:
        server.posts = []
        if context:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        yield f"http{'s' if context else ''}://127.0.0.1:{server.server_address[1]}/geheim", server.posts


def certificate(folder: Path, *, days: int = 1, address: str = "127.0.0.1") -> tuple[ssl.SSLContext, Path]:
    """A server with a certificate of its own making, good until ``days`` from now, and the file to trust."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "proef")])
    moment = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(moment - dt.timedelta(days=9))
        .not_valid_after(moment + dt.timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, private = folder / "certificaat.pem", folder / "sleutel.pem"
    public.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    return context, public


@contextmanager
def _served(server: Any) -> Iterator[Any]:  # noqa: ANN401
    with server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
