"""Crawls of a generated archive, each in a process of its own that may be killed."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from demo import generated
from demo.standin import StandIn, serve
from kamerwacht.config import Store

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = """
import datetime as dt, pathlib, resource, sys
from kamerwacht.config import Store
from kamerwacht.update import update
from spiders import CrawlConfig
place = Store(pathlib.Path(sys.argv[1]))
settings = CrawlConfig(contact="proef@kamerwacht.invalid", spool=place.spool("officiele_bekendmakingen"),
    today=dt.date(2026, 11, 23), base_url=sys.argv[2],
    public_url="https://repository.overheid.example", topics=pathlib.Path(sys.argv[3]), delay=0,
    timeout=60, budget=10**9)
(outcome,) = update(place, [settings])
report = outcome.report
own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
print(report.new, report.requests, round(report.seconds, 2), own, child, len(outcome.failures))
sys.exit(0 if outcome.good else 1)
"""
TOPICS = f"""
[onderwerp]
naam = "Proef"
sinds = 2023-01-01
[soorten]
publicaties = ["Kamerstuk"]
[volgen]
ministeries_met_open_toezegging = false
verwijzingen = 0
[[dossier]]
nummer = "{generated.DOSSIER}"
"""


@dataclass
class Done:
    """What a crawl says of itself. Memory in MiB: the storing process and the fetching one at their largest."""

    new: int
    requests: int
    seconds: float
    storing: int
    fetching: int


@dataclass
class Killed:
    """What a crawl with kills took: how often it was killed, and files asked for more than once."""

    kills: int = 0
    doubled: int = 0
    requests: int = 0
    last: Done | None = field(default=None)


class Proof:
    """A generated archive of ``count`` papers in ``folder``, and crawls of it."""

    def __init__(self, folder: Path, count: int) -> None:
        self.folder = folder
        self.archive = generated.archive(count)
        self.files = folder / "archief"
        generated.write(self.files, self.archive)
        self.topics = folder / "onderwerpen.toml"
        self.topics.write_text(TOPICS, encoding="utf-8")

    def place(self, name: str) -> Store:
        """A database of its own."""
        return Store(self.folder / name / "kamerwacht.db")

    def start(self, place: Store, server: StandIn) -> subprocess.Popen[str]:
        """Begin a crawl."""
        command = [sys.executable, "-c", SCRIPT, str(place.database), server.url, str(self.topics)]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def run(self, place: Store, server: StandIn) -> Done:
        """A crawl to its end."""
        process = self.start(place, server)
        out, error = process.communicate()
        assert process.returncode == 0, error[-2000:] or out
        new, requests, seconds, storing, fetching, _ = out.split()[-6:]
        return Done(int(new), int(requests), float(seconds), int(storing), int(fetching))

    def crawl(self, place: Store) -> Done:
        """A crawl with a source of its own."""
        with serve(archive=self.archive, files=self.files) as server:
            return self.run(place, server)

    def crawl_with_kills(self, place: Store, kills: int, seed: int) -> Killed:
        """A crawl killed with SIGKILL at random moments (in requests, and a little later) and begun again."""
        chance = random.Random(seed)  # noqa: S311  not for secrets
        most = 2 * len(self.archive.papers)
        moments = sorted(chance.sample(range(most // 20, most - most // 20), kills))
        result = Killed()
        with serve(archive=self.archive, files=self.files) as server:
            for moment in moments:
                process = self.start(place, server)
                while process.poll() is None and server.asked("/frbr/") < moment:
                    time.sleep(0.01)
                time.sleep(chance.random() * 0.3)
                if process.poll() is None:
                    process.kill()
                    result.kills += 1
                process.communicate()
            result.last = self.run(place, server)
            files = Counter(target for target in server.requests if target.startswith("/frbr/"))
            result.doubled = sum(count - 1 for count in files.values())
            result.requests = len(server.requests)
        return result
