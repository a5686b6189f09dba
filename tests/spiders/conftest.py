from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from demo.papers import folder
from spiders import CrawlConfig

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from demo.standin import StandIn

TODAY = dt.date(2026, 11, 23)


def make_config(root: Path) -> Callable[..., CrawlConfig]:
    """A maker of configurations that crawl the stand-in at full speed."""

    def make(server: StandIn, **changes: object) -> CrawlConfig:
        values: dict[str, object] = {
            "contact": "beheer@kamerwacht.example",
            "spool": root / "spool",
            "today": TODAY,
            "base_url": server.url,
            "public_url": "https://repository.overheid.example",
            "topics": folder() / "onderwerpen.toml",
            "delay": 0.0,
            "timeout": 10.0,
            "retries": 2,
            "retry_wait": 0.0,
            "page_size": 4,
        }
        return CrawlConfig(**{**values, **changes})  # type: ignore[arg-type]

    return make


@pytest.fixture
def config(tmp_path: Path) -> Callable[..., CrawlConfig]:
    return make_config(tmp_path)
