"""``kamerwacht probe``: does what is known of a source still hold? A handful of requests, nothing stored."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from kamerwacht import config
from kamerwacht.errors import KamerwachtError
from kamerwacht.update import chosen_sources
from spiders import ConfigError, CrawlConfig, sources
from spiders.probing import ProbeReport, Verdict, probe

if TYPE_CHECKING:
    import argparse

EXIT_NOT_ALL = 1


def run(arguments: argparse.Namespace) -> int:
    """Probe each source; 0 when nothing differs and all answered, else 1. Raises KamerwachtError."""
    contact = config.contact()
    if contact is None:
        raise KamerwachtError(
            "KAMERWACHT_CONTACT is leeg; zet daarin een mailadres of webpagina waar de bron u kan bereiken"
        )
    good = True
    for name in chosen_sources(arguments.source):
        folder = (arguments.dir / name).absolute()
        try:
            settings = CrawlConfig(
                source=name,
                contact=contact,
                spool=folder,
                today=config.today(),
                base_url=arguments.url or "",
                delay=arguments.delay,
                retries=1,
                retry_wait=5 * arguments.delay,
            )
            report = probe(settings, folder)
        except ConfigError as error:
            raise KamerwachtError(str(error)) from error
        sys.stdout.write("\n".join(describe(name, report)) + f"\n  ruwe antwoorden: {folder}\n")
        good &= not report.failures and all(f.verdict is not Verdict.DIFFERENT for f in report.findings)
    return 0 if good else EXIT_NOT_ALL


def describe(source: str, report: ProbeReport) -> list[str]:
    """The report in Dutch: how many hold, then a line per assumption."""
    counts = ", ".join(
        f"{sum(finding.verdict is verdict for finding in report.findings)} {verdict}" for verdict in Verdict
    )
    lines = [f"{sources()[source].label}: {counts} ({report.requests} verzoeken)"]
    for finding in report.findings:
        seen = f" — {finding.seen}" if finding.seen else ""
        lines.append(f"  {finding.verdict:<12} {finding.assumption}{seen}")
    return lines + [f"  mislukt: {line}" for line in report.failures]
