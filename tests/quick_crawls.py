"""Crawls that do not import Scrapy again: forked from a process that has it, as each crawl's own process.

Importing Scrapy is most of what a small crawl costs, and the tests make some two hundred. The rest is as ever: a
process, its arguments, its log, the lock that it inherits. What must see a real start uses ``real_processes``.
"""

from __future__ import annotations

import array
import json
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import IO, Any

_STATUS = struct.Struct("i")


def _crawl(job: dict[str, Any], out: int) -> int:
    os.environ.clear()
    os.environ.update(job["environment"])
    os.chdir(job["folder"])
    os.dup2(out, 1)
    os.dup2(out, 2)
    from spiders.run import main  # noqa: PLC0415

    return main(job["arguments"])


def _watched(job: dict[str, Any], out: int, status: int) -> None:
    """Fork once more: the crawl itself, and here who waits for it and tells how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    crawler = os.fork()
    if crawler == 0:
        os.close(status)
        os._exit(_crawl(job, out))
    os.write(status, _STATUS.pack(crawler))
    os.closerange(3, status)  # the lock is the crawler's
    os.write(status, _STATUS.pack(os.waitstatus_to_exitcode(os.waitpid(crawler, 0)[1])))


def _prepare() -> None:
    """Import what a crawl imports, less the reactor, which can't be shared."""
    from scrapy.settings import default_settings  # noqa: PLC0415

    parts = ("EXTENSIONS", "DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES", "DOWNLOAD_HANDLERS")
    found = {path for part in parts for path in getattr(default_settings, f"{part}_BASE").values() if path}
    found |= {path for part in parts for path in getattr(default_settings, f"{part}_BASE")}
    modules = [str(path).rpartition(".")[0] for path in found if "." in str(path)]
    own = ("run", "robots", "officiele_bekendmakingen", "tweede_kamer", "rijksoverheid", "eerste_kamer")
    for module in [*modules, *(f"spiders.{name}" for name in own)]:
        import_module(module)
    assert "twisted.internet.reactor" not in sys.modules


def serve(listening: socket.socket) -> None:
    """Fork a crawl for each message; its files come along: log, where to write the status, and the lock."""
    _prepare()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while message := listening.recvmsg(1_000_000, socket.CMSG_SPACE(40)):
        text, files = message[0], array.array("i")
        if not text:
            return
        for _, _, data in message[1]:
            files.frombytes(data[: len(data) - len(data) % files.itemsize])
        if os.fork() == 0:
            listening.close()
            log, status, *_ = files
            try:
                _watched(json.loads(text), log, status)
            finally:
                os._exit(0)
        for file in files:
            os.close(file)


class Crawlers:
    """The process that has Scrapy, started when the first crawl is."""

    def __init__(self) -> None:
        self.socket: socket.socket | None = None

    def start(self) -> socket.socket:
        """The socket to it."""
        if self.socket is None:
            self.socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            script = f"import socket; from tests.quick_crawls import serve; serve(socket.socket(fileno={theirs.fileno()}))"
            root = Path(__file__).parents[1]
            subprocess.Popen([sys.executable, "-c", script], cwd=root, pass_fds=[theirs.fileno()])
            theirs.close()
        return self.socket

    def close(self) -> None:
        """Let it go."""
        if self.socket is not None:
            self.socket.close()


CRAWLERS = Crawlers()


class Popen:
    """As much of ``subprocess.Popen`` as ``spiders.crawl`` uses."""

    def __init__(
        self,
        command: list[str],
        *,
        stdin: int,
        stdout: IO[bytes],
        stderr: IO[bytes],
        pass_fds: tuple[int, ...],
    ) -> None:
        assert (command[1:3], stdin, stderr) == (["-m", "spiders.run"], subprocess.DEVNULL, stdout)
        job = {"arguments": command[3:], "environment": dict(os.environ), "folder": str(Path.cwd())}
        self.status, theirs = os.pipe()
        socket.send_fds(CRAWLERS.start(), [json.dumps(job).encode()], [stdout.fileno(), theirs, *pass_fds])
        os.close(theirs)
        self.pid = self._next()
        self.returncode: int | None = None

    def _next(self) -> int:
        return int(_STATUS.unpack(os.read(self.status, _STATUS.size))[0])

    def poll(self) -> int | None:
        if self.returncode is None and select.select([self.status], [], [], 0)[0]:
            self.returncode = self._next()
            os.close(self.status)
        return self.returncode

    def wait(self, timeout: float = 60.0) -> int:
        until = time.monotonic() + timeout
        while self.poll() is None:
            if time.monotonic() > until:
                raise subprocess.TimeoutExpired("spiders.run", timeout)
            time.sleep(0.01)
        return self.returncode or 0

    def terminate(self) -> None:
        os.kill(self.pid, signal.SIGTERM)

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)


DEVNULL, TimeoutExpired = subprocess.DEVNULL, subprocess.TimeoutExpired
