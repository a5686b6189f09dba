"""First contact with a source: a handful of polite requests, each assumption compared with the answer.

The questions and the assumptions of a source are in ``spiders.probe_<source>``. What comes back is kept as it
came; nothing is stored in a database.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from scrapy.http import Request

from spiders import crawling, failures
from spiders.base import SourceSpider
from spiders.order import Order

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from scrapy.http import Response

    from spiders.config import CrawlConfig

FINDINGS = "bevindingen.json"
_NAME = re.compile(r"[^a-z0-9]+")


class Verdict(StrEnum):
    """What the answer says of an assumption; the values are the published ones."""

    TRUE = "klopt"
    DIFFERENT = "anders"
    UNSEEN = "niet te zien"


@dataclass(frozen=True, slots=True)
class Finding:
    """One assumption and what was seen; both in Dutch."""

    assumption: str
    verdict: Verdict
    seen: str = ""


def judge(assumption: str, holds: bool | None, seen: object = "") -> Finding:  # noqa: FBT001  the verdict itself
    """A finding: ``holds`` None means that the answer does not tell."""
    verdict = Verdict.UNSEEN if holds is None else Verdict.TRUE if holds else Verdict.DIFFERENT
    return Finding(assumption, verdict, str(seen)[:300])


class Ask(Protocol):
    """How a probe asks: a name for the raw answer, and an address below the source's own."""

    async def __call__(self, name: str, path: str) -> Response | None:
        """The answer, whatever its status; None when there is none (that is a finding of its own)."""


class Prober(SourceSpider):
    """Runs the probe of ``config.source``; answers and findings go beside the spool."""

    name = "probe"

    def __init__(self, config: str, order: str) -> None:
        super().__init__(config, order)
        self.findings: list[Finding] = []
        self.number = 0
        self.folder = self.config.spool.parent

    async def start(self) -> AsyncIterator[Request]:
        """Ask all questions."""
        module = import_module(f"spiders.probe_{self.config.source}")
        await self._robots()
        async for finding in module.probe(self.ask):
            self.findings.append(finding)
        self.findings.append(self._clock())
        self.listed = True
        text = json.dumps([asdict(finding) for finding in self.findings], ensure_ascii=False, indent=1)
        (self.folder / FINDINGS).write_text(text + "\n", encoding="utf-8")
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request

    async def ask(self, name: str, path: str) -> Response | None:
        """As Ask. A question that can't be asked or gets no answer is a finding."""
        url = path if "://" in path else f"{self.config.base_url.rstrip('/')}{path}"
        try:
            response = await self.download(Request(url, dont_filter=True))
        except Exception as error:  # noqa: BLE001  every failure of the downloader becomes a finding
            self.findings.append(
                Finding(f"vraag '{name}' krijgt antwoord", Verdict.UNSEEN, failures.explain(error))
            )
            return None
        self._keep(name, response)
        return response

    def _keep(self, name: str, response: Response) -> None:
        self.number += 1
        stem = f"{self.number:02}-{_NAME.sub('-', name.lower()).strip('-')}"
        suffix = Path(urlsplit(response.url).path).suffix[:6] or ".bin"
        (self.folder / f"{stem}{suffix}").write_bytes(response.body)
        facts = {"url": response.url, "status": response.status, "koppen": self.headers_of(response)}
        text = json.dumps(facts, ensure_ascii=False, indent=1)
        (self.folder / f"{stem}.koppen.json").write_text(text + "\n", encoding="utf-8")

    async def _robots(self) -> None:
        url = f"{self.config.base_url.rstrip('/')}/robots.txt"
        try:
            response = await self.download(Request(url, dont_filter=True, meta={"dont_obey_robotstxt": True}))
        except Exception as error:  # noqa: BLE001  as above
            self.findings.append(
                Finding("robots.txt is op te vragen", Verdict.UNSEEN, failures.explain(error))
            )
            return
        self._keep("robots.txt", response)
        asked = re.search(rb"(?im)^\s*crawl-delay\s*:\s*(\S{1,20})", response.body)
        seen = f"status {response.status}" + (f", Crawl-delay {asked[1].decode('latin-1')}" if asked else "")
        self.findings.append(judge("robots.txt is op te vragen", response.status < 500, seen))

    def _clock(self) -> Finding:
        off = abs(self.clock.total_seconds()) if self.clock is not None else None
        seen = "" if off is None else f"{off:.0f} seconden verschil"
        return judge(
            "de klok van de bron loopt hooguit een minuut anders", None if off is None else off < 60, seen
        )


@dataclass(frozen=True, slots=True)
class ProbeReport:
    """What a probe found, and what kept it from asking (Dutch lines)."""

    findings: list[Finding]
    failures: list[str]
    requests: int


def probe(config: CrawlConfig, folder: Path) -> ProbeReport:
    """Probe ``config.source``; the raw answers and findings are kept in ``folder``, made when absent.

    Raises ConfigError when another probe uses the folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FINDINGS).unlink(missing_ok=True)
    work = folder / ".werk"
    settings = replace(config, spool=work, diary=work / "dagboek")
    report = crawling.crawl(settings, _nothing, Order(), run_log=folder / "log.txt", probing=True)
    shutil.rmtree(work, ignore_errors=True)
    file = folder / FINDINGS
    rows = json.loads(file.read_text(encoding="utf-8")) if file.exists() else []
    findings = [Finding(row["assumption"], Verdict(row["verdict"]), row["seen"]) for row in rows]
    return ProbeReport(findings, [message for _, message in report.failed], report.requests)


def _nothing(_: object) -> None:
    """A sink for what a probe never hands over."""
