"""What every answer carries, and what no request gets past: the outermost layer of the site."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlencode

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'none'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    b"content-security-policy": CONTENT_SECURITY_POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"no-referrer",
    b"permissions-policy": b"camera=(), geolocation=(), microphone=()",
    b"cross-origin-opener-policy": b"same-origin",
}
WITHOUT_FACETS = (".atom", ".ics", ".xlsx")
"""Answers that show no distributions and no count; Datasette would reckon them all the same."""
UNCOUNTED = (("_nofacet", "1"), ("_nocount", "1"))
"""What such an answer is asked with."""
PLAIN = (b"content-type", b"text/plain; charset=utf-8")


def secure(application: Application) -> Application:
    """``application`` with security headers, reading only, and no address that can't be decoded."""

    async def secured(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await application(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [
                    (key, value) for key, value in message.get("headers", []) if key.lower() not in HEADERS
                ]
                message = {**message, "headers": [*kept, *HEADERS.items()]}
            await send(message)

        if scope["method"] not in ("GET", "HEAD"):
            await _refuse(send_with_headers, 405, "Deze site is alleen te lezen.", [(b"allow", b"GET, HEAD")])
        elif not _readable(scope):
            await _refuse(send_with_headers, 400, "Dit adres bevat tekens die niet te lezen zijn.", [])
        else:
            await application(_without_facets(scope), receive, send_with_headers)

    return secured


def _without_facets(scope: Scope) -> Scope:
    if not scope["path"].endswith(WITHOUT_FACETS):
        return scope
    query = bytes(scope.get("query_string") or b"")
    more = urlencode(UNCOUNTED).encode()
    return {**scope, "query_string": query + b"&" + more if query else more}


def _readable(scope: Scope) -> bool:
    """Datasette decodes the raw path as ASCII, and answers "//" with a redirect to nowhere."""
    path: str = scope["path"]
    return bytes(scope.get("raw_path") or b"").isascii() and "\x00" not in path and not path.startswith("//")


async def _refuse(send: Send, status: int, text: str, headers: list[tuple[bytes, bytes]]) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [PLAIN, *headers]})
    await send({"type": "http.response.body", "body": text.encode()})
