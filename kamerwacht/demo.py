"""``kamerwacht demo``: the bundled archive over loopback through the real spiders, stored and served."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import db
from demo import kamer, papers, standin
from extract.dates import dutch_date
from kamerwacht import collect, config
from kamerwacht.errors import EXIT_BAD_INPUT
from kamerwacht.serve import serve_site
from kamerwacht.update import update
from spiders import CrawlConfig
from spiders.config import SOURCE

if TYPE_CHECKING:
    import argparse
    import datetime as dt

PUBLIC_URL = "https://zoek.officielebekendmakingen.example"
"""Where the demo's papers are said to be published: a name that can't exist, since they are invented."""
PUBLIC_URLS = {SOURCE: PUBLIC_URL, kamer.SOURCE: "https://gegevensmagazijn.tweedekamer.example"}
"""The sources that the demo crawls, in that order, and where each is said to be."""


def run(arguments: argparse.Namespace) -> int:
    """Build the demo in ``--dir`` and serve it, unless ``--no-serve``."""
    place = config.store(arguments.dir / "kamerwacht.db")
    day = papers.bundled().reference_date
    outcomes = build(place, day)
    sys.stdout.write("\n".join(line for outcome in outcomes for line in collect.describe(outcome)) + "\n")
    sys.stdout.write(f"Peildatum van de demo: {dutch_date(day)}. Databank: {place.database}\n")
    sys.stdout.flush()
    if not all(outcome.good for outcome in outcomes):
        return EXIT_BAD_INPUT
    if not arguments.no_serve:
        serve_site(place.database, host=arguments.host, port=arguments.port)
    return 0


def build(place: config.Store, day: dt.date) -> list[collect.Outcome]:
    """Crawl the bundled archive into ``place``, with ``day`` as today. Raises KamerwachtError."""
    place.cabinets.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(papers.folder() / "kabinetten.toml", place.cabinets)
    with standin.serve(sites=(kamer.demo_feed(),)) as server:
        crawls = [
            CrawlConfig(
                source=source,
                contact="demo@kamerwacht.invalid",
                spool=place.spool(source),
                today=day,
                base_url=server.url,
                public_url=address,
                topics=papers.folder() / "onderwerpen.toml",
                delay=0,
            )
            for source, address in PUBLIC_URLS.items()
        ]
        outcomes = update(place, crawls)
    database = db.connect(place.database)
    db.set_reference_day(database, day)
    database.close()
    return outcomes
