from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from spiders import crawling
from tests import quick_crawls

if TYPE_CHECKING:
    from collections.abc import Iterator

# The same examples every time, on every core: a run that fails fails again.
settings.register_profile("vast", deadline=None, derandomize=True, database=None)
settings.load_profile("vast")


@pytest.fixture(scope="session", autouse=True)
def _quick_crawls() -> Iterator[None]:
    """Crawls within a test's own process are forked from one that has Scrapy at hand."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(crawling, "subprocess", quick_crawls)
        yield
    quick_crawls.CRAWLERS.close()


@pytest.fixture
def real_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Crawls are started as they are outside of tests."""
    monkeypatch.setattr(crawling, "subprocess", subprocess)
